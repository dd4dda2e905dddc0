"""From bins to the rows of a picture: logarithmic, mel or linear.

Owns the frequency axis of the display and the names of pitches. A row that covers several bins shows their maximum,
so that a thin partial survives; a row between two bins is interpolated in decibels.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.display.codes import power_to_steps, steps_to_code

Scale = Literal["log", "mel", "linear"]

_NAMES = ("C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B")


def pitch_of(frequency_hz: float) -> float:
    """Return the MIDI pitch of a frequency in Hz, with cents as the fraction (69 = 440 Hz)."""
    return 69.0 + 12.0 * float(np.log2(frequency_hz / 440.0))


def note_name(pitch: int) -> str:
    """Return the name of a MIDI pitch, e.g. ``C4`` for 60."""
    return f"{_NAMES[pitch % 12]}{pitch // 12 - 1}"


@dataclass(frozen=True)
class FrequencyWarp:
    """The frequency axis of a picture.

    Positions run from 0 (``low_hz``) to 1 (``high_hz``).

    Parameters
    ----------
    scale : {"log", "mel", "linear"}
        mel: 2595 log10(1 + f / 700), O'Shaughnessy 1987.
    rows : int
    low_hz, high_hz : float
        Ends of the axis; ``low_hz`` > 0 on the logarithmic scale.
    """

    scale: Scale
    rows: int
    low_hz: float
    high_hz: float

    @classmethod
    def for_rate(cls, scale: Scale, rows: int, rate: int) -> FrequencyWarp:
        """Return the axis from below the lowest piano key (linear and mel: from 0 Hz) to half the rate."""
        high_hz = rate / 2
        return cls(scale, rows, min(25.0, high_hz / 16) if scale == "log" else 0.0, high_hz)

    def position(self, frequency_hz: ArrayLike) -> NDArray[np.float64]:
        """Return positions of frequencies in Hz, same shape; may lie outside 0 to 1."""
        low, high = self._forward(np.array([self.low_hz, self.high_hz]))
        result: NDArray[np.float64] = np.divide(self._forward(np.asarray(frequency_hz, np.float64)) - low, high - low)
        return result

    def frequency_hz(self, position: ArrayLike) -> NDArray[np.float64]:
        """Return the frequencies in Hz at positions, same shape."""
        low, high = self._forward(np.array([self.low_hz, self.high_hz]))
        value = np.asarray(low + np.asarray(position, np.float64) * (high - low))
        if self.scale == "log":
            return np.asarray(np.exp2(value))
        if self.scale == "mel":
            return np.asarray(700.0 * (10.0 ** (value / 2595.0) - 1.0))
        return value

    def _forward(self, frequency_hz: NDArray[np.float64]) -> NDArray[np.float64]:
        if self.scale == "log":
            return np.asarray(np.log2(np.maximum(frequency_hz, 1e-3)))
        if self.scale == "mel":
            return np.asarray(2595.0 * np.log10(1.0 + frequency_hz / 700.0))
        return frequency_hz

    def row_at(self, frequency_hz: float) -> int:
        """Return the row of the picture (0 is the top, the highest) that holds a frequency; clipped to the picture."""
        below = int(np.floor(self.position(frequency_hz) * self.rows))
        return self.rows - 1 - min(max(below, 0), self.rows - 1)


class RowMapper:
    """Turns spectra of one bin grid into the rows of a warp.

    Parameters
    ----------
    warp : FrequencyWarp
    bin_hz : float
        Distance of the bins in Hz.
    bins : int
    """

    def __init__(self, warp: FrequencyWarp, bin_hz: float, bins: int) -> None:
        edges = warp.frequency_hz(np.linspace(0.0, 1.0, warp.rows + 1)) / bin_hz
        first = np.minimum(np.ceil(edges - 1e-9).astype(np.intp), bins)
        first[-1] = bins if edges[-1] >= bins - 1 - 1e-6 else first[-1]
        counts = np.diff(first)
        # from this row on every row holds a bin of its own
        empty = np.flatnonzero(counts == 0)
        self._narrow = int(empty[-1]) + 1 if empty.size else 0
        self._starts = first[self._narrow : -1]
        self._stop = int(first[-1])
        self._low_bins = min(bins, int(first[self._narrow]) + 2)
        self._low_first, self._low_counts = first[: self._narrow], counts[: self._narrow]
        centres = np.clip(warp.frequency_hz((np.arange(self._narrow) + 0.5) / warp.rows) / bin_hz, 0, bins - 1.001)
        self._below = centres.astype(np.intp)
        self._weight = (centres - self._below).astype(np.float32)[:, np.newaxis]
        self._rows = warp.rows

    @cached_property
    def _owned(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Pairs (row, bin) of the narrow rows that hold bins."""
        rows = np.repeat(np.arange(self._narrow), self._low_counts)
        bins = [np.arange(a, a + n) for a, n in zip(self._low_first, self._low_counts, strict=True) if n]
        return rows, np.concatenate(bins) if bins else np.zeros(0, np.intp)

    def codes(self, power: NDArray[np.float32]) -> NDArray[np.uint8]:
        """Return the rows of spectra.

        Parameters
        ----------
        power : ndarray (frames, bins), float32
            1 = a sine at full scale.

        Returns
        -------
        ndarray (rows, frames), uint8, C-contiguous
            Row 0 is the highest frequency.
        """
        by_bin = np.ascontiguousarray(power.T)
        steps = np.empty((self._rows, power.shape[0]), np.float32)
        if self._starts.size:
            wide = np.maximum.reduceat(by_bin[: self._stop], self._starts, axis=0)
            steps[: self._rows - self._narrow] = power_to_steps(wide)[::-1]
        if self._narrow:
            low = power_to_steps(by_bin[: self._low_bins])
            narrow = low[self._below]
            narrow += (low[np.minimum(self._below + 1, self._low_bins - 1)] - narrow) * self._weight
            rows, bins = self._owned
            np.maximum.at(narrow, rows, low[bins])
            steps[self._rows - self._narrow :] = narrow[::-1]
        return steps_to_code(steps)
