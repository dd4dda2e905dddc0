"""Gains that change without a click.

Owns the way from one gain to the next. Knows no decibels and no sound.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.playback.timeline import FloatArray, eased


class Ramp:
    """A gain, or one for each side, on its way to a target.

    Ways that begin together from gains whose sum is 1 to others whose sum is 1 keep it.

    Parameters
    ----------
    gain : ndarray (sides,), float32
        Where it is now.
    """

    def __init__(self, gain: FloatArray) -> None:
        self._start = self._target = gain
        self._done = self._samples = 0

    def aim(self, target: FloatArray, samples: int) -> None:
        """Go to another target within that many samples; the same target changes nothing."""
        if not np.array_equal(target, self._target):
            self.restart(target, samples)

    def restart(self, target: FloatArray, samples: int) -> None:
        """Go to a target within that many samples from now on, however far it is."""
        if self._done < self._samples:
            self._start = self._on_the_way(np.array([self._done]))[:, 0]
        else:
            self._start = self._target
        self._target, self._done, self._samples = target, 0, samples

    def next(self, count: int) -> FloatArray | None:
        """Return the next gains, (sides, count), or (sides, 1) where they stay; None where they are 1."""
        if self._done >= self._samples:
            return None if (self._target == 1.0).all() else self._target[:, np.newaxis]
        moving = min(count, self._samples - self._done)
        gains = np.empty((len(self._target), count), np.float32)
        gains[:, :moving] = self._on_the_way(np.arange(self._done + 1, self._done + moving + 1))
        gains[:, moving:] = self._target[:, np.newaxis]
        self._done += moving
        return gains

    def _on_the_way(self, done: NDArray[np.int_]) -> FloatArray:
        """Return the gains after so many samples, (sides, samples)."""
        way = (self._target - self._start)[:, np.newaxis]
        gains: FloatArray = self._start[:, np.newaxis] + way * eased(
            done.astype(np.float32) / np.float32(self._samples)
        )
        return gains

    @property
    def is_silent(self) -> bool:
        """Whether it is 0 and stays there."""
        return self._done >= self._samples and not self._target.any()


def apply(ramp: Ramp, block: FloatArray) -> None:
    """Multiply a block (sides, samples) by its next gains, in place."""
    gains = ramp.next(block.shape[1])
    if gains is not None:
        block *= gains


def steady(gain: float) -> FloatArray:
    """Return a gain for both sides."""
    return np.array([gain], np.float32)


def from_db(gain_db: float) -> float:
    """Return a gain; ``-inf`` is 0."""
    return float(10.0 ** (gain_db / 20.0))
