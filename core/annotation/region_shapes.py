"""Painted areas as shapes: a box, what lies where, and what an eraser leaves.

Owns areas that belong to nobody yet and the cutting of regions. Strokes are made in ``region_strokes``. Knows no pixels
and no colours.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.annotation.model import Polarity, Region

LOWEST_HZ = 10.0  # nothing is painted below
MOST_CELLS = 2000  # rows and columns that a mask has at most


@dataclass(frozen=True, eq=False)
class RegionShape:
    """A painted area that belongs to nobody yet; the fields are those of :class:`core.annotation.model.Region`."""

    start: int
    stop: int
    low_hz: float
    high_hz: float
    mask: NDArray[np.bool_]

    def region(self, source_id: str, polarity: Polarity) -> Region:
        """Return it as a new region of a source."""
        return Region(source_id, polarity, self.start, self.stop, self.low_hz, self.high_hz, self.mask)


def box(start: float, stop: float, low_hz: float, high_hz: float, rate: int, length: int) -> RegionShape | None:
    """Return a rectangle, cut to the song; corners in any order; None where nothing of it lies in the song."""
    first, last = sorted((round(start), round(stop)))
    low_hz, high_hz = sorted((low_hz, high_hz))
    first, last = max(0, first), min(length, last)
    low_hz, high_hz = max(LOWEST_HZ, low_hz), min(rate / 2, high_hz)
    if last <= first or high_hz <= low_hz:
        return None
    return RegionShape(first, last, low_hz, high_hz, read_only(np.ones((1, 1), np.bool_)))


def covers(region: Region | RegionShape, sample: float, frequency_hz: float) -> bool:
    """Return whether a point lies on the painted part of a region."""
    if not (region.start <= sample < region.stop and region.low_hz <= frequency_hz < region.high_hz):
        return False
    rows, columns = region.mask.shape
    column = int((sample - region.start) / (region.stop - region.start) * columns)
    row = int(math.log2(frequency_hz / region.low_hz) / math.log2(region.high_hz / region.low_hz) * rows)
    return bool(region.mask[min(row, rows - 1), min(column, columns - 1)])


def erased(region: Region, eraser: RegionShape) -> Region | None:
    """Return what an eraser leaves of a region.

    Returns
    -------
    Region or None
        The region itself where the eraser does not touch it, otherwise a new one with an id of its own; None where
        nothing is left.
    """
    if eraser.stop <= region.start or eraser.start >= region.stop:
        return region
    rows, columns = region.mask.shape
    low, span = math.log2(region.low_hz), math.log2(region.high_hz / region.low_hz)
    eraser_low, eraser_span = math.log2(eraser.low_hz), math.log2(eraser.high_hz / eraser.low_hz)
    length, eraser_length = region.stop - region.start, eraser.stop - eraser.start
    # cells as fine as the eraser's, each a whole part of one that was there
    by_row = _finer(rows, span / rows, eraser_span / eraser.mask.shape[0])
    by_column = _finer(columns, length / columns, eraser_length / eraser.mask.shape[1])
    row, row_in = _nearest(rows * by_row, low, span, eraser.mask.shape[0], eraser_low, eraser_span)
    column, column_in = _nearest(
        columns * by_column, region.start, length, eraser.mask.shape[1], eraser.start, eraser_length
    )
    mask = np.repeat(np.repeat(region.mask, by_row, axis=0), by_column, axis=1)
    gone = np.zeros(mask.shape, np.bool_)
    gone[np.ix_(row_in, column_in)] = eraser.mask[np.ix_(row[row_in], column[column_in])]
    if not (mask & gone).any():
        return region
    return _cropped(region, mask & ~gone)


def _cropped(region: Region, mask: NDArray[np.bool_]) -> Region | None:
    """Return a new region of what is set in a mask over the extent of another."""
    used_rows, used_columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not used_rows.size:
        return None
    rows, columns = mask.shape
    bottom, top = int(used_rows[0]), int(used_rows[-1]) + 1
    left, right = int(used_columns[0]), int(used_columns[-1]) + 1
    step, ratio = (region.stop - region.start) / columns, region.high_hz / region.low_hz
    start = region.start + round(left * step)
    return Region(
        region.source_id,
        region.polarity,
        start,
        max(start + 1, region.start + round(right * step)),
        region.low_hz * ratio ** (bottom / rows),
        region.low_hz * ratio ** (top / rows),
        read_only(mask[bottom:top, left:right]),
    )


def _finer(cells: int, size: float, wanted: float) -> int:
    return max(1, min(math.ceil(size / wanted - 1e-6), MOST_CELLS // cells))


def _nearest(
    cells: int, low: float, span: float, others: int, other_low: float, other_span: float
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Return in which cell of another axis the centre of each cell lies, and whether it lies in one."""
    centre = low + (np.arange(cells) + 0.5) * (span / cells)
    index = np.floor((centre - other_low) * (others / other_span)).astype(np.intp)
    return index, (index >= 0) & (index < others)


def read_only(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return a mask that nobody changes, C-contiguous."""
    mask = np.ascontiguousarray(mask)
    mask.setflags(write=False)
    return mask
