"""Dictionaries of sources as things: files and the library, pitches, sound, edits.

Owns what a dictionary is outside an engine. How one is learnt and what is separated with it is up to the engines.
"""
