"""Robust low-rank non-negative matrix factorisation (Sprechmann, Bronstein & Sapiro 2012, section 2.3)."""
