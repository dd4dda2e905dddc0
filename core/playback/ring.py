"""Mixed sound on its way to a device.

Owns the queue between the thread that mixes and whatever takes the frames, which frame is heard now, and how often the
queue ran empty. What waits can still be changed: half a second may lie here without anybody having to wait for it.
"""

from __future__ import annotations

import threading

import numpy as np

from core.playback.timeline import FloatArray

_LONGEST_S = 2.5


class Ring:
    """First in, first out, in frames; every frame has an index for good.

    Parameters
    ----------
    rate : int
        Frames per second.
    channels : int, optional
        1 or 2; what is written has two always.
    counts : bool, optional
        Whether it is an underrun when too little waits.
    """

    def __init__(self, rate: int, channels: int = 2, counts: bool = True) -> None:
        # a power of two: indices stay in order when those of a ring in C begin anew
        size = 1 << (round(_LONGEST_S * rate)).bit_length()
        self.rate = rate
        self.underruns = 0
        self.block = 0  # the most frames that were taken at once
        self._counts = counts
        self._frames: FloatArray = np.zeros((size, channels), np.float32)
        self._lock = threading.Lock()
        self._written = 0
        self._taken = 0
        self._flows = False
        self._pulled = (0, 0, 0.0)

    @property
    def written(self) -> int:
        """Index of the next frame to be written."""
        return self._written

    @property
    def taken(self) -> int:
        """Index of the next frame that the device will take."""
        return self._taken

    @property
    def available(self) -> int:
        """Number of frames that wait."""
        return max(0, self._written - self.taken)

    @property
    def guard(self) -> int:
        """Number of frames at the front that must be left alone because the device may be taking them."""
        return 0

    def tend(self) -> None:
        """See to it that the device takes what waits; called often by the thread that mixes."""

    def write(self, block: FloatArray) -> None:
        """Append frames (frames, 2); the device expects more behind them, until ``end`` is called."""
        with self._lock:
            self._store(self._written, self._folded(block))
            self._advance(len(block))
            self._flows = self._flows or len(block) > 0

    def end(self) -> None:
        """Say that nothing comes behind what waits: running empty is no underrun."""
        self._flows = False

    def fade_out(self, frames: int) -> None:
        """Drop what waits but for its front, whose last ``frames`` fade to silence."""
        with self._lock:
            self._flows = False
            first = min(self.taken + self.guard, self._written)
            count = min(frames, self._written - first)
            self._advance(first + count - self._written)
            # float32 throughout: the tail of a fade is not worth a copy in double precision
            fade = np.linspace(1.0, 0.0, count, dtype=np.float32)[:, np.newaxis]
            self._store(first, self._load(first, count) * fade)

    def replace(self, first: int, block: FloatArray, fade: int) -> bool:
        """Put other frames in the place of those from ``first`` on, crossfaded; False where it is too late for that."""
        with self._lock:
            if first < self.taken + self.guard:
                return False
            frames = self._folded(block).copy()
            count = min(fade, len(frames), self._written - first)
            share = (np.arange(1, count + 1, dtype=np.float32) / (count + 1))[:, np.newaxis]
            before = self._load(first, count)
            frames[:count] = before + (frames[:count] - before) * share
            missing = self._written - first - len(frames)
            if missing > 0:
                frames = np.concatenate([frames, np.zeros((missing, frames.shape[1]), np.float32)])
            self._store(first, frames)
            self._advance(first + len(frames) - self._written)
            return True

    def pull(self, out: FloatArray, heard_at: float) -> None:
        """Fill ``out`` (frames, 2), with silence where too little waits; it is heard at ``heard_at`` by the clock."""
        with self._lock:
            first, count = self._taken, min(len(out), self._written - self._taken)
            out[:count] = self._load(first, count)
            self._taken += count
            if count < len(out) and self._flows and self._counts:
                self.underruns += 1
        out[count:] = 0.0
        self.block = max(self.block, len(out))
        if count:
            self._pulled = (first, count, heard_at)

    def heard(self, now: float) -> float:
        """Return the index of the frame that is heard now, by the clock; may run back a little."""
        first, count, heard_at = self._pulled
        return first + min((now - heard_at) * self.rate, count)

    def _folded(self, block: FloatArray) -> FloatArray:
        if self._frames.shape[1] == 2:
            return block
        mono: FloatArray = block.mean(axis=1, keepdims=True)
        return mono

    def _advance(self, count: int) -> None:
        """Move the end of what waits; back where ``count`` is negative."""
        self._written += count

    def _store(self, first: int, block: FloatArray) -> None:
        size = len(self._frames)
        begin = first % size
        head = min(len(block), size - begin)
        self._frames[begin : begin + head] = block[:head]
        self._frames[: len(block) - head] = block[head:]

    def _load(self, first: int, count: int) -> FloatArray:
        """Return a copy."""
        size = len(self._frames)
        begin = first % size
        head = min(count, size - begin)
        return np.concatenate([self._frames[begin : begin + head], self._frames[: count - head]])
