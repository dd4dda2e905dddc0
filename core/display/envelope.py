"""The waveform of a song in few numbers.

Owns the extremes and the mean square of blocks of 512 samples and their pyramid. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.audio import Audio
from core.scratch import release

BASE_SAMPLES = 512
_BLOCKS_AT_ONCE = 2048


@dataclass(frozen=True, eq=False)
class EnvelopeSlice:
    """The waveform over a range: lowest, highest and root mean square, each (columns,) float32, full scale +-1."""

    low: NDArray[np.float32]
    high: NDArray[np.float32]
    rms: NDArray[np.float32]


class WaveformEnvelope:
    """Extremes over all channels of one sound; silent where ``build`` has not been yet.

    Parameters
    ----------
    audio : Audio
    """

    def __init__(self, audio: Audio) -> None:
        self._audio = audio
        self._blocks = -(-audio.length // BASE_SAMPLES)
        size = max(1, self._blocks)
        self._levels = [np.zeros((3, size), np.float32)]  # low, high, mean square
        while size > 256:
            size = -(-size // 4)
            self._levels.append(np.zeros((3, size), np.float32))

    def build(self) -> Iterator[float]:
        """Read the sound block by block; yield the part done."""
        samples = self._audio.samples
        for first in range(0, self._blocks, _BLOCKS_AT_ONCE):
            last = min(first + _BLOCKS_AT_ONCE, self._blocks)
            part = samples[:, first * BASE_SAMPLES : last * BASE_SAMPLES]
            starts = np.arange(0, part.shape[1], BASE_SAMPLES)
            base = self._levels[0]
            base[0, first:last] = np.minimum.reduceat(part, starts, axis=1).min(axis=0)
            base[1, first:last] = np.maximum.reduceat(part, starts, axis=1).max(axis=0)
            squares = np.add.reduceat(np.square(part), starts, axis=1).mean(axis=0)
            base[2, first:last] = squares / np.diff(np.append(starts, part.shape[1]))
            self._propagate(first, last)
            release(samples, first * BASE_SAMPLES, last * BASE_SAMPLES)
            yield last / self._blocks

    def _propagate(self, first: int, last: int) -> None:
        for below, above in zip(self._levels, self._levels[1:], strict=False):
            first, last = first // 4, -(-last // 4)
            part = below[:, first * 4 : last * 4]
            starts = np.arange(0, part.shape[1], 4)
            above[0, first:last] = np.minimum.reduceat(part[0], starts)
            above[1, first:last] = np.maximum.reduceat(part[1], starts)
            above[2, first:last] = np.add.reduceat(part[2], starts) / np.diff(np.append(starts, part.shape[1]))

    def slice(self, start_s: float, stop_s: float, columns: int) -> EnvelopeSlice:
        """Return the envelope of ``columns`` equal parts of a range in seconds; zero outside the sound."""
        edges = np.linspace(start_s, stop_s, columns + 1) * self._audio.rate / BASE_SAMPLES
        per_column = (edges[-1] - edges[0]) / max(1, columns)
        level = 0
        while level + 1 < len(self._levels) and 4 ** (level + 1) <= per_column:
            level += 1
        values = self._levels[level]
        size = values.shape[1]
        first = np.floor(edges[:-1] / 4**level + 1e-6).astype(np.intp)
        inside = (first >= 0) & (first < size) & (self._blocks > 0)
        starts = np.clip(first, 0, size - 1)
        stops = np.clip(np.ceil(edges[1:] / 4**level - 1e-6).astype(np.intp), starts + 1, size)
        pairs = np.stack([starts, stops], axis=1).ravel()
        padded = np.pad(values, ((0, 0), (0, 1)), mode="edge")  # a stop may be the end
        low = np.minimum.reduceat(padded[0], pairs)[::2]
        high = np.maximum.reduceat(padded[1], pairs)[::2]
        mean = np.add.reduceat(padded[2], pairs)[::2] / (stops - starts)
        return EnvelopeSlice(
            np.where(inside, low, 0).astype(np.float32),
            np.where(inside, high, 0).astype(np.float32),
            np.where(inside, np.sqrt(mean), 0).astype(np.float32),
        )
