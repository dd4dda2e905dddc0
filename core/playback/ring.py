"""Mixed sound on its way to the device.

Owns the queue between the feeder thread and the device's callback: neither ever waits for the other longer than a copy
takes.
"""

from __future__ import annotations

import threading
from collections import deque

import numpy as np

from core.playback.timeline import FloatArray


class Ring:
    """First in, first out, in frames of two channels; counts what passed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._blocks: deque[FloatArray] = deque()
        self._written = 0
        self._read = 0

    @property
    def written(self) -> int:
        """Index of the next frame to be written."""
        return self._written

    @property
    def available(self) -> int:
        """Number of frames that wait."""
        with self._lock:
            return self._written - self._read

    def write(self, block: FloatArray) -> None:
        """Append frames (frames, 2)."""
        if len(block):
            with self._lock:
                self._blocks.append(block)
                self._written += len(block)

    def read(self, out: FloatArray) -> tuple[int, int]:
        """Fill ``out`` (frames, 2), with silence where too little waits; return index of the first frame and number."""
        with self._lock:
            first, done = self._read, 0
            while self._blocks and done < len(out):
                block = self._blocks.popleft()
                count = min(len(block), len(out) - done)
                out[done : done + count] = block[:count]
                done += count
                if count < len(block):
                    self._blocks.appendleft(block[count:])
            self._read += done
        out[done:] = 0.0
        return first, done

    def fade_out(self, frames: int) -> None:
        """Drop what waits but for its first ``frames``, which fade to silence."""
        with self._lock:
            waiting = np.concatenate([*self._blocks, np.zeros((0, 2), np.float32)])[:frames]
            # float32 throughout: the tail of a fade is not worth a copy in double precision
            fade = np.linspace(1.0, 0.0, len(waiting), dtype=np.float32)[:, np.newaxis]
            self._blocks = deque([waiting * fade] if len(waiting) else [])
            self._written = self._read + len(waiting)
