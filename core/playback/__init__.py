"""Listening to a song and its stems; no Qt, no files."""

from core.playback.metering import Levels
from core.playback.mixer import MIXTURE, RESIDUAL, Strip, Take, What
from core.playback.output import Device, devices
from core.playback.player import Player, PlayerState

__all__ = ["MIXTURE", "RESIDUAL", "Device", "Levels", "Player", "PlayerState", "Strip", "Take", "What", "devices"]
