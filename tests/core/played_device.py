"""A device that takes frames when a test tells it to, by a clock that the test sets."""

from __future__ import annotations

import numpy as np

from core.playback.feeder import Feeder
from core.playback.ring import Ring
from core.playback.takes import Sources
from tests.core.played_songs import RATE


class PulledDevice:
    """A feeder and a device that takes frames when told to."""

    def __init__(self, sources: Sources, device_rate: int = RATE, latency_s: float = 0.0) -> None:
        self.now = 100.0
        self.latency_s = latency_s
        self.feeder = Feeder(sources, Ring(device_rate), lambda: self.now)
        self.transport = self.feeder.transport

    def run(self, frames: int, block: int = 160) -> np.ndarray:
        """Let the device take frames; return them, (2, frames)."""
        taken = []
        for start in range(0, frames, block):
            self.feeder.feed()
            out = np.full((min(block, frames - start), 2), np.nan, np.float32)
            self.transport.ring.pull(out, self.now + self.latency_s)
            self.now += len(out) / self.transport.device_rate
            self.feeder.end_if_over()
            taken.append(out.T)
        return np.concatenate(taken, axis=1)
