"""What is playing, split into voice and accompaniment while it plays."""

from core.live.gains import ACCOMPANIMENT, STRIPS, VOICE, LiveGains
from core.live.recording import SUFFIXES
from core.live.request import LiveRequest, LiveState
from core.live.session import LiveSession
from core.live.splitter import LiveSplitter
from core.playback.layers import Strip

__all__ = [
    "ACCOMPANIMENT",
    "STRIPS",
    "SUFFIXES",
    "VOICE",
    "LiveGains",
    "LiveRequest",
    "LiveSession",
    "LiveSplitter",
    "LiveState",
    "Strip",
]
