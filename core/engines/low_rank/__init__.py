"""What engines share that split a song into a low-rank part and a sparse part.

The accompaniment repeats itself, so its spectrogram has a low rank; the voice does not, and is sparse (Sprechmann,
Bronstein & Sapiro 2012, section 1).
"""
