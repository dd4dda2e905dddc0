"""Robust principal component analysis (Sprechmann, Bronstein & Sapiro 2012, section 2)."""
