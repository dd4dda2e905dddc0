"""Samples to the numbers of a format: rounding, dither, limits.

Owns the arithmetic that decides what stands in a file. Every block has a dither of its own, so that any of them can be
computed alone and comes out the same. Knows no files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from core.export.choice import Bits
from core.scratch import release

BLOCK = 1 << 16
"""Samples of a channel that are handled at a time."""

LARGEST_ROUNDING_STEPS = 1.5
"""By how many steps rounding with dither moves a sample at most."""

_DITHER_SCALE = 2.0**16


@dataclass(frozen=True, eq=False)
class Quantized:
    """A block as it stands in a file.

    Attributes
    ----------
    words : ndarray (samples, channels)
        int16; int32 whose upper 24 bits count; or float32.
    kept : ndarray (channels, samples), float64
        Their values, full scale is 1.
    limited : int
        Samples that were beyond full scale.
    """

    words: NDArray[np.generic]
    kept: NDArray[np.float64]
    limited: int


def lies_on_grid(samples: NDArray[np.float32], bits: Bits) -> bool:
    """Return whether every sample is a number of this format already, so that no bits are lost."""
    if bits == "32f":
        return True
    scale = 2.0 ** (int(bits) - 1)
    for start in range(0, samples.shape[1], BLOCK):
        scaled = samples[:, start : start + BLOCK].astype(np.float64) * scale
        if not np.array_equal(scaled, np.rint(scaled)):
            return False
        release(samples, start, start + BLOCK)
    return True


def block_generator(seed: int, file: int, block: int) -> np.random.SFC64:
    """Return the source of dither for one block of one file."""
    return np.random.SFC64([seed, file, block])


def triangular(source: np.random.SFC64, shape: tuple[int, ...]) -> NDArray[np.int32]:
    """Return numbers between -2**16 and 2**16 with triangular density: the difference of two 16-bit draws each."""
    count = int(np.prod(shape))
    draws = source.random_raw((count + 1) // 2).view(np.uint16)
    difference = draws[:count].astype(np.int32)
    difference -= draws[count : 2 * count]
    return difference.reshape(shape)


def quantize(exact: NDArray[np.float64], bits: Bits, dither: np.random.SFC64 | None) -> Quantized:
    """Round a block to the numbers of a format.

    Parameters
    ----------
    exact : ndarray (channels, samples), float64, finite
        Full scale is 1.
    bits : {"16", "24", "32f"}
    dither : SFC64 or None
        Source of triangular dither of +-1 step, in 65536ths of it; None where no bits are lost.
    """
    if bits == "32f":
        single = exact.astype(np.float32)
        return Quantized(_interleaved(single, np.float32), single.astype(np.float64), 0)
    scale = 2.0 ** (int(bits) - 1)
    steps = exact * (scale * _DITHER_SCALE)
    if dither is not None:
        steps += triangular(dither, steps.shape)
    steps *= 1.0 / _DITHER_SCALE
    np.rint(steps, out=steps)
    limited = 0
    if steps.size and (steps.max() > scale - 1.0 or steps.min() < -scale):
        limited = int(np.count_nonzero((steps > scale - 1.0) | (steps < -scale)))
        np.clip(steps, -scale, scale - 1.0, out=steps)
    words = _interleaved(steps, np.int16 if bits == "16" else np.int32)
    if bits == "24":
        words <<= 8
    steps *= 1.0 / scale
    return Quantized(words, steps, limited)


def _interleaved(samples: NDArray[np.floating], kind: DTypeLike) -> NDArray[Any]:
    """Return (channels, samples) as (samples, channels) of another kind; faster than one copy of the transpose."""
    words = np.empty(samples.shape[::-1], kind)
    for channel, values in enumerate(samples):
        words[:, channel] = values
    return words
