"""What is playing, split into voice and accompaniment while it plays."""

from core.live.splitter import LiveSplitter

__all__ = ["LiveSplitter"]
