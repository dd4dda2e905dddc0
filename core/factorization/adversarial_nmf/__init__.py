"""Dictionaries learnt from examples, and from what a source does not sound like.

The family of M. Ludvigsen and M. Grasmair: Adversarial Generative NMF for Single Channel Source Separation: standard,
exemplar, discriminative and adversarial NMF, and their union. Data are matrices (bins, columns), magnitude spectra or
any others that are not negative.
"""
