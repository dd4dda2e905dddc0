"""What is playing, split into voice and accompaniment while it plays."""

from core.live.gains import ACCOMPANIMENT, STRIPS, VOICE, LiveGains
from core.live.splitter import LiveSplitter

__all__ = ["ACCOMPANIMENT", "STRIPS", "VOICE", "LiveGains", "LiveSplitter"]
