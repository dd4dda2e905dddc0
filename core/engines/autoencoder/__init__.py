"""Autoencoder with structured dropout (Ewert & Sandler 2017)."""
