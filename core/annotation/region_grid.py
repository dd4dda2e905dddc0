"""Painted regions on the grid of a transform: which entry belongs to which source, which does not.

Owns the step from masks over log frequency and time to the entries (frame, bin) that they touch, for a range of frames
at a time, since a song of an hour has more entries than memory. Knows nothing of engines or of what they do with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from core.annotation.model import Annotation, Polarity, Region
from core.stft import StftParams

StateArray = NDArray[np.int8]
_IntArray = NDArray[np.int64]

# a region's borders lie on those of its rows and columns but for rounding
_ROUNDING = 1e-6


class EntryState(IntEnum):
    """What the user says of a source in one entry of the transform.

    ``FREE``: nothing. ``ZERO``: the source has no part of it. ``HELD``: the source has all of it.
    """

    FREE = 0
    ZERO = 1
    HELD = 2


class RegionGrid:
    """The regions of a song on a frame grid.

    An entry covers the frequencies nearest to its bin and the samples nearest to its frame's centre. A region touches
    every entry of which its mask covers a part, however thin; what lies outside the song or above half its rate is
    left out. Where regions contradict each other the one that was painted later counts: of two sources that an entry
    belongs to, and of "belongs to" and "not" of one source.

    Parameters
    ----------
    annotation : Annotation
        Its order of sources is that of the states; regions of unknown sources are left out.
    params : StftParams
        The grid, at the rate in which the annotation counts samples.
    frames : int
        Number of frames of the song.
    """

    def __init__(self, annotation: Annotation, params: StftParams, frames: int) -> None:
        numbers = {source.id: number for number, source in enumerate(annotation.sources)}
        self._sources = len(numbers)
        self._bins = params.bins
        self._frames = frames
        placed = (
            _placed(region, numbers[region.source_id], params, frames)
            for region in annotation.regions
            if region.source_id in numbers
        )
        self._regions = [region for region in placed if region is not None]
        self._touched = np.zeros(frames, bool)
        for region in self._regions:
            self._touched[region.first : region.stop] = True

    @property
    def empty(self) -> bool:
        """Whether no region touches the song."""
        return not self._regions

    def touches(self, first: int, stop: int) -> bool:
        """Return whether a region may touch the frames ``first`` to ``stop - 1``."""
        return bool(self._touched[first:stop].any())

    def states(self, first: int, stop: int) -> StateArray:
        """Return what the regions say in a range of frames.

        Parameters
        ----------
        first, stop : int
            0 <= first <= stop <= frames.

        Returns
        -------
        ndarray (sources, frames, bins), int8
            An :class:`EntryState` for every source and entry. Where one source is ``HELD`` all others are ``ZERO``.

        Raises
        ------
        ValueError
            The range is not inside the song.
        """
        if not 0 <= first <= stop <= self._frames:
            raise ValueError(f"frames {first} to {stop} are not inside the {self._frames} frames of the song")
        owner = np.full((stop - first, self._bins), -1, np.int16)
        states = np.zeros((self._sources, stop - first, self._bins), np.int8)
        for region in self._regions:
            if max(region.first, first) < min(region.stop, stop):
                frames = slice(max(region.first, first) - first, min(region.stop, stop) - first)
                touched = region.touched(frames.start + first, frames.stop + first)
                bins = slice(region.first_bin, region.first_bin + touched.shape[1])
                states[region.source, frames, bins][touched] = EntryState.FREE if region.belongs else EntryState.ZERO
                owned = owner[frames, bins]
                owned[touched & (region.belongs | (owned == region.source))] = region.source if region.belongs else -1
        belonging = owner >= 0
        if belonging.any():
            states[:, belonging] = EntryState.ZERO
            frame, bin_ = np.nonzero(belonging)
            states[owner[belonging], frame, bin_] = EntryState.HELD
        return states


@dataclass(frozen=True, eq=False)
class _Placed:
    """A region on the grid.

    Attributes
    ----------
    source : int
        Number of its source.
    belongs : bool
    first, stop, first_bin : int
        The frames and the lowest bin that it may touch.
    rows, columns : ndarray (bins, 2), (frames, 2), int64
        For every bin from ``first_bin`` on, and every frame from ``first`` on, the range of the mask's rows and columns
        that cover a part of it.
    mask : ndarray (rows, columns), bool
    """

    source: int
    belongs: bool
    first: int
    stop: int
    first_bin: int
    rows: _IntArray
    columns: _IntArray
    mask: NDArray[np.bool_]

    def touched(self, first: int, stop: int) -> NDArray[np.bool_]:
        """Return which entries of frames ``first`` to ``stop - 1`` are touched, (frames, bins from the lowest)."""
        columns = self.columns[first - self.first : stop - self.first]
        low, high = int(columns[0, 0]), int(columns[-1, 1])
        counts = np.zeros((high - low + 1, len(self.mask) + 1), np.int32)
        np.cumsum(np.cumsum(self.mask[:, low:high].T, axis=0, dtype=np.int32), axis=1, out=counts[1:, 1:])
        along = counts[columns[:, 1] - low] - counts[columns[:, 0] - low]
        found: NDArray[np.bool_] = along[:, self.rows[:, 1]] > along[:, self.rows[:, 0]]
        return found


def _placed(region: Region, source: int, params: StftParams, frames: int) -> _Placed | None:
    """Return a region on the grid; None where it touches nothing of the song."""
    mask = np.asarray(region.mask, bool)
    if not mask.any() or region.stop <= region.start:
        return None
    hop, spacing_hz = params.hop_samples, params.rate / params.window_samples
    first, stop = _touched(region.start / hop, region.stop / hop, frames)
    # no logarithm reaches 0 Hz, where one bin holds all the octaves anyhow
    low_hz = max(region.low_hz, spacing_hz / 1024)
    high_hz = max(region.high_hz, low_hz)
    first_bin, stop_bin = _touched(low_hz / spacing_hz, high_hz / spacing_hz, params.bins)
    if first >= stop or first_bin >= stop_bin:
        return None
    span = np.log(high_hz / low_hz)
    edges_hz = np.clip((np.arange(first_bin, stop_bin + 1) - 0.5) * spacing_hz, low_hz, high_hz)
    heights = np.log(edges_hz / low_hz) / span if span > 0 else np.array([0.0, 1.0])
    edges = np.clip((np.arange(first, stop + 1) - 0.5) * hop, region.start, region.stop)
    widths = (edges - region.start) / (region.stop - region.start)
    rows, columns = _covered(heights, mask.shape[0]), _covered(widths, mask.shape[1])
    return _Placed(source, region.polarity is Polarity.BELONGS, first, stop, first_bin, rows, columns, mask)


def _touched(low: float, high: float, count: int) -> tuple[int, int]:
    """Return the range of the cells [n - 1/2, n + 1/2) that [low, high] touches, at least one; cut to 0 to count."""
    first = int(np.floor(low + 0.5 + _ROUNDING))
    stop = max(first + 1, int(np.ceil(high + 0.5 - _ROUNDING)))
    return min(max(first, 0), count), min(max(stop, 0), count)


def _covered(edges: NDArray[np.float64], count: int) -> _IntArray:
    """Return the range of ``count`` even steps from 0 to 1 that every piece between two edges touches, at least one."""
    scaled = edges * count
    first = np.clip(np.floor(scaled[:-1] + _ROUNDING), 0, count - 1)
    stop = np.clip(np.ceil(scaled[1:] - _ROUNDING), first + 1, count)
    return np.stack([first, stop], axis=1).astype(np.int64)
