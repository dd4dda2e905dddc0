"""Unrolled robust PCA and robust NMF (Sprechmann, Bronstein & Sapiro 2012, section 3), and what came of them."""
