"""What a live split costs the processor.

Owns the share of one core and the block that took longest.
"""

from __future__ import annotations

import time

_WINDOW_S = 2.0


class Load:
    """Times of blocks, of sound at a rate in Hz.

    Attributes
    ----------
    share : float
        Seconds of one core for a second of sound, over the last two seconds.
    mean_share : float
        The same over everything.
    worst_s, worst_share : float
        The longest time for a block, and the largest share of its block's duration that one took.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self.share = self.worst_s = self.worst_share = 0.0
        self._busy_s = self._sound_s = self._total_busy_s = self._total_sound_s = 0.0
        self._wall = self._busy = 0.0

    @property
    def mean_share(self) -> float:
        """Seconds of one core for a second of all the sound."""
        return self._total_busy_s / self._total_sound_s if self._total_sound_s else 0.0

    def begin(self) -> None:
        """A block begins."""
        self._wall, self._busy = time.perf_counter(), time.thread_time()

    def end(self, samples: int, whole: int) -> None:
        """It has ended; ``whole`` is what counts as a block where it had fewer samples."""
        wall_s = time.perf_counter() - self._wall
        self._busy_s += time.thread_time() - self._busy
        self._sound_s += samples / self._rate
        self.worst_s = max(self.worst_s, wall_s)
        self.worst_share = max(self.worst_share, wall_s * self._rate / max(samples, whole))
        if not self._total_sound_s or self._sound_s >= _WINDOW_S:
            self._total_busy_s += self._busy_s
            self._total_sound_s += self._sound_s
            self.share = self._busy_s / self._sound_s
            self._busy_s = self._sound_s = 0.0
