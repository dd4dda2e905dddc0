"""Where in the song the next samples come from, with or without a loop.

Owns the arithmetic of positions and the crossfade at the seam of a loop. Keeps no state.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]


@dataclass(frozen=True)
class Loop:
    """A span of samples that is played again and again: ``start`` included, ``stop`` not."""

    start: int
    stop: int

    @property
    def length(self) -> int:
        """Number of samples."""
        return self.stop - self.start


def advance(position: int, count: int, length: int, loop: Loop | None) -> int:
    """Return the position ``count`` samples later; behind the loop's end a song plays on to its own."""
    after = position + count
    if loop is not None and position < loop.stop:
        return after if after < loop.stop else loop.start + (after - loop.stop) % loop.length
    return min(after, length)


def eased(share: FloatArray) -> FloatArray:
    """Return a share that goes from 0 to 1 without corners: half a period of a cosine in the place of a straight line.

    Corners are heard on a low tone: of one that is faded within 10 ms, 36 dB more get above 2 kHz. What a share leaves
    to 1 is eased the same way, so that a crossfade of two equal sounds changes nothing.
    """
    half = np.float32(0.5)
    smooth: FloatArray = half - half * np.cos(share * np.float32(np.pi))
    return smooth


def gather(
    read: Callable[[int, int], FloatArray], position: int, count: int, loop: Loop | None, fade: int
) -> FloatArray:
    """Return the next samples of a sound that may run in a loop.

    The last ``fade`` samples before the seam turn into what lies before the loop's start, so that an attack at the
    start stays as it is and nothing jumps.

    Parameters
    ----------
    read : callable
        Returns samples ``[start, stop)`` as (channels, stop - start), silence outside the sound.
    position, count : int
        First sample and number of samples.
    loop : Loop or None
    fade : int
        Length of the crossfade in samples; at most half a loop is used.

    Returns
    -------
    ndarray (channels, count), float32
    """
    if loop is None or position >= loop.stop:
        return read(position, position + count)
    parts = []
    while count > 0:
        stop = min(position + count, loop.stop)
        parts.append(_before_seam(read, position, stop, loop, min(fade, loop.length // 2)))
        count -= stop - position
        position = stop if stop < loop.stop else loop.start
    return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)


def _before_seam(read: Callable[[int, int], FloatArray], start: int, stop: int, loop: Loop, fade: int) -> FloatArray:
    """Return ``[start, stop)``, which ends at the loop's end or before it."""
    block = read(start, stop)
    begin = max(start, loop.stop - fade)
    if begin >= stop:
        return block
    index = np.arange(begin, stop) - (loop.stop - fade)
    weight = eased(((index + 1) / (fade + 1)).astype(np.float32))
    # where the song begins too late for a lead-in, its first sample is held
    source = np.maximum(loop.start - fade + index, 0)
    lead_in = read(int(source[0]), int(source[-1]) + 1)[:, source - source[0]]
    block = block.copy()
    block[:, begin - start :] += (lead_in - block[:, begin - start :]) * weight
    return block
