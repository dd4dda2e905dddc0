"""Listening to a song and its stems; no Qt, no files."""

from core.playback.live_take import ACCOMPANIMENT, LIVE, VOICE, LiveTake, live_take
from core.playback.metering import Levels
from core.playback.mixer import MIXTURE, RESIDUAL, Strip, Take, What
from core.playback.output import Device, devices
from core.playback.player import Player, PlayerState

__all__ = [
    "ACCOMPANIMENT",
    "LIVE",
    "MIXTURE",
    "RESIDUAL",
    "VOICE",
    "Device",
    "Levels",
    "LiveTake",
    "Player",
    "PlayerState",
    "Strip",
    "Take",
    "What",
    "devices",
    "live_take",
]
