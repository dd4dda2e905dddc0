"""Listening to a song and its stems; no Qt, no files."""

from core.playback.mixer import Monitor, Strip
from core.playback.player import Player, PlayerState

__all__ = ["Monitor", "Player", "PlayerState", "Strip"]
