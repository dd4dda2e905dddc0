"""Songs that the project composes and renders itself, as many as wanted: material for networks that ship.

Owns composition, instruments, singing and mixing; the same seed gives the same song. Learns nothing.
"""

from core.rendered_songs.composition import compose
from core.rendered_songs.rendering import Studio, render, songs
from core.rendered_songs.score import SOURCES, Song
from core.rendered_songs.spoken import Speech, analysed

__all__ = ["SOURCES", "Song", "Speech", "Studio", "analysed", "compose", "render", "songs"]
