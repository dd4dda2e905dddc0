"""Two devices whose clocks do not agree.

Owns how far what waits between them has run away, and the block with one sample more or less that brings it back.
"""

from __future__ import annotations

import numpy as np

from core.stft import FloatArray

_SETTLE_S, _MEASURE_S = 2.0, 2.0
_LEAST_SAMPLES = 16


class Drift:
    """By how many samples what waits is too long, from its mean over seconds.

    Parameters
    ----------
    rate : int
        Of what waits, in Hz.

    Attributes
    ----------
    corrections : int
        How many samples were dropped or put in.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self.corrections = 0
        self.reset()

    def reset(self) -> None:
        """Take what waits from now on as right."""
        self._usual: float | None = None
        self._begun: float | None = None
        self._sum, self._count, self._pending = 0.0, 0, 0

    def note(self, now: float, waiting: float) -> None:
        """Look at what waits, in samples; often, and at times that have nothing to do with the blocks."""
        if self._begun is None:
            self._begun = now + _SETTLE_S
        if now < self._begun:
            return
        self._sum += waiting
        self._count += 1
        if now < self._begun + _MEASURE_S:
            return
        mean = self._sum / self._count
        self._begun, self._sum, self._count = now, 0.0, 0
        if self._usual is None:
            self._usual = mean
        elif abs(mean - self._usual) >= _LEAST_SAMPLES and not self._pending:
            self._pending = round(mean - self._usual)

    def next_change(self) -> int:
        """Return by how many samples the next block shall be longer: -1, 0 or 1."""
        if not self._pending:
            return 0
        change = -1 if self._pending > 0 else 1
        self._pending += change
        self.corrections += 1
        return change


class Stretcher:
    """Blocks with a sample more or less, without a click: the sound fades to itself, one sample beside.

    Parameters
    ----------
    longest, channels : int
        Of a block.
    """

    def __init__(self, longest: int, channels: int) -> None:
        self._block = np.zeros((longest + 1, channels), np.float32)
        self._change = np.zeros((longest, channels), np.float32)
        self._shares = np.arange(longest, dtype=np.float32)[:, np.newaxis]
        self._share = np.zeros((longest, 1), np.float32)

    def stretched(self, block: FloatArray, change: int) -> FloatArray:
        """Return a block (samples, channels) that is ``change`` samples longer; valid until the next call."""
        count = len(block)
        if change == 0 or count < 2:
            return block
        share, way = self._share[: count - 1], self._change[: count - 1]
        np.multiply(self._shares[: count - 1], np.float32(1.0 / max(1, count - 2)), out=share)
        np.subtract(block[1:], block[:-1], out=way)
        if change < 0:
            # from a sample to the next one
            np.multiply(way, share, out=way)
            return np.add(block[:-1], way, out=self._block[: count - 1])
        # from a sample to the one before
        np.multiply(way, share, out=way)
        np.subtract(block[1:], way, out=self._block[1:count])
        self._block[0], self._block[count] = block[0], block[-1]
        return self._block[: count + 1]
