"""Strokes on the spectrogram: lasso, brush and harmonic brush.

Owns the step from points (sample, Hz) to masks, on a lattice of even time and even log frequency: a stroke is the same
in whatever scale it was painted. Knows no pixels and no colours.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.annotation.region_shapes import LOWEST_HZ, MOST_CELLS, RegionShape, read_only

_MOST_PARTIALS = 40
_LOBE_HZ = 15.0  # half of the width in which the picture shows one sine
_PART_OF_GAP = 0.35  # a partial is no wider than this part of the way to the next, on each side

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Lattice:
    """The cells into which strokes are rasterised.

    Attributes
    ----------
    rate, length : int
        Of the song, in Hz and samples; nothing is painted beyond it or above half the rate.
    step_samples : int
        Width of a cell.
    rows_per_octave : int
    """

    rate: int
    length: int
    step_samples: int
    rows_per_octave: int

    @classmethod
    def for_pixels(cls, rate: int, length: int, pixel_s: float, pixel_octaves: float) -> Lattice:
        """Return cells about as large as what is seen of a pixel, between 1/2 and 1/16 semitone high."""
        rows = round(1.0 / max(pixel_octaves, 1e-6))
        return cls(rate, length, max(1, round(pixel_s * rate)), min(max(24, rows), 192))

    @property
    def columns(self) -> int:
        """Cells from the start of the song to its end."""
        return -(-self.length // self.step_samples)

    @property
    def rows(self) -> int:
        """Cells from the lowest frequency to half the rate."""
        return math.ceil(math.log2(self.rate / 2 / LOWEST_HZ) * self.rows_per_octave)

    def cells(self, points: Points) -> NDArray[np.float64]:
        """Return points (sample, Hz) as (points, 2) column and row, with their fractions."""
        array = np.asarray(points, np.float64).reshape(-1, 2)
        columns = array[:, 0] / self.step_samples
        rows = np.log2(np.maximum(array[:, 1], LOWEST_HZ / 4) / LOWEST_HZ) * self.rows_per_octave
        return np.stack([columns, rows], axis=1)

    def window(self, mask: NDArray[np.bool_], column: int, row: int) -> RegionShape:
        """Return cells that begin at a column and a row as they are; they may reach beyond the song by one cell."""
        rows, columns = mask.shape
        low_hz, high_hz = (LOWEST_HZ * 2.0 ** (edge / self.rows_per_octave) for edge in (row, row + rows))
        step = self.step_samples
        return RegionShape(column * step, (column + columns) * step, low_hz, high_hz, mask)

    def shape(self, mask: NDArray[np.bool_], column: int, row: int) -> RegionShape | None:
        """Return what is set of the same cells, no larger than ``MOST_CELLS``; None where nothing is."""
        used_rows, used_columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        if not used_rows.size:
            return None
        top, left = int(used_rows[0]), int(used_columns[0])
        mask = mask[top : int(used_rows[-1]) + 1, left : int(used_columns[-1]) + 1]
        whole = self.window(mask, column + left, row + top)
        return replace(
            whole,
            stop=min(whole.stop, self.length),
            high_hz=min(whole.high_hz, self.rate / 2),
            mask=read_only(_pooled(_pooled(mask, 0), 1)),
        )


@dataclass(frozen=True)
class Tip:
    """What is drawn along a stroke.

    Attributes
    ----------
    width_samples : float
    height_semitones : float
    square : bool
        A hard rectangle instead of an ellipse.
    top_hz : float or None
        Where not None, the stroke is a fundamental and its partials up to this frequency are drawn with it.
    """

    width_samples: float
    height_semitones: float
    square: bool = False
    top_hz: float | None = None

    def partials(self, fundamental_hz: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return distances from the fundamental in octaves and half heights in octaves, each (partials,).

        One height in semitones is a height in Hz that grows with the frequency, as vibrato does; low partials are at
        least as high as the picture shows a sine, high ones leave a gap to their neighbours.
        """
        half = self.height_semitones / 24
        if self.top_hz is None:
            return np.zeros(1), np.array([half])
        count = min(max(1, int(self.top_hz / max(fundamental_hz, LOWEST_HZ))), _MOST_PARTIALS)
        number = np.arange(1, count + 1, dtype=np.float64)
        seen = np.log2(1.0 + _LOBE_HZ / (number * max(fundamental_hz, LOWEST_HZ)))
        return np.log2(number), np.minimum(np.maximum(half, seen), _PART_OF_GAP * np.log2(1.0 + 1.0 / number))


class Stroke:
    """A brush stroke that grows point by point.

    Parameters
    ----------
    lattice : Lattice
    tip : Tip
    """

    def __init__(self, lattice: Lattice, tip: Tip) -> None:
        self.lattice, self.tip = lattice, tip
        self._mask = np.zeros((0, 0), np.bool_)
        self._column = self._row = 0
        self._last: tuple[float, float] | None = None
        self._partials: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None

    @property
    def window(self) -> RegionShape:
        """What is painted so far, on cells of which the outer ones may be empty; it changes with the stroke."""
        return self.lattice.window(self._mask, self._column, self._row)

    def extend(self, points: Points) -> None:
        """Draw the tip from the last point on along ``points`` (sample, Hz)."""
        if not len(points):
            return
        if self._partials is None:
            # of the first point: the number of partials must not change along the stroke
            self._partials = self.tip.partials(points[0][1])
        way = self.lattice.cells([*([self._last] if self._last is not None else []), *points])
        self._last = (float(points[-1][0]), float(points[-1][1]))
        offsets, halves = self._partials
        rows = self.lattice.rows_per_octave
        half_width = max(0.5, self.tip.width_samples / self.lattice.step_samples / 2)
        spans = _swept(way, half_width, offsets * rows, np.maximum(0.5, halves * rows), self.tip.square)
        self._fill(*spans)

    def shape(self) -> RegionShape | None:
        """Return what is painted so far; None where it lies beside the song."""
        return self.lattice.shape(self._mask.copy(), self._column, self._row)

    def _fill(self, column: NDArray[np.intp], first: NDArray[np.intp], last: NDArray[np.intp]) -> None:
        """Set the cells of columns from the ``first`` to the ``last`` row."""
        lattice = self.lattice
        seen = (column >= 0) & (column < lattice.columns) & (last >= 0) & (first < lattice.rows)
        if not seen.any():
            return
        column, first, last = column[seen], np.maximum(first[seen], 0), np.minimum(last[seen], lattice.rows - 1)
        left, right = int(column.min()), int(column.max()) + 1
        low, high = int(first.min()), int(last.max()) + 1
        steps = np.zeros((high - low + 1, right - left), np.int32)
        np.add.at(steps, (first - low, column - left), 1)
        np.add.at(steps, (last + 1 - low, column - left), -1)
        self._make_room(left, right, low, high)
        rows = slice(low - self._row, high - self._row)
        self._mask[rows, left - self._column : right - self._column] |= steps.cumsum(axis=0)[:-1] > 0

    def _make_room(self, left: int, right: int, low: int, high: int) -> None:
        rows, columns = self._mask.shape
        if self._mask.size:
            inside = self._column <= left and right <= self._column + columns
            if inside and self._row <= low and high <= self._row + rows:
                return
            left, right = min(left, self._column), max(right, self._column + columns)
            low, high = min(low, self._row), max(high, self._row + rows)
        # some more, so that not every point makes it grow
        spare = 16 + (right - left) // 2
        left, right = max(0, left - spare), min(self.lattice.columns, right + spare)
        low, high = max(0, low - 16), min(self.lattice.rows, high + 16)
        mask = np.zeros((high - low, right - left), np.bool_)
        top, first = self._row - low, self._column - left
        if self._mask.size:
            mask[top : top + rows, first : first + columns] = self._mask
        self._mask, self._column, self._row = mask, left, low


def lasso(points: Points, lattice: Lattice) -> RegionShape | None:
    """Return the inside of a closed line through points (sample, Hz); what it winds around twice is inside too."""
    way = lattice.cells(points)
    if len(way) < 3:
        return None
    left, right = max(0, int(way[:, 0].min())), min(lattice.columns, int(way[:, 0].max()) + 1)
    low, high = max(0, int(way[:, 1].min())), min(lattice.rows, int(way[:, 1].max()) + 1)
    if right <= left or high <= low:
        return None
    (x0, y0), (x1, y1) = way.T, np.roll(way, -1, axis=0).T
    first = np.ceil(np.minimum(x0, x1) - 0.5).astype(np.intp)
    stop = np.ceil(np.maximum(x0, x1) - 0.5).astype(np.intp)
    edge, column = _runs(np.maximum(first, left), np.minimum(stop, right))
    part = (column + 0.5 - x0[edge]) / (x1 - x0)[edge]
    row = np.ceil(y0[edge] + part * (y1 - y0)[edge] - 0.5).astype(np.intp)
    turns = np.zeros((high - low + 1, right - left), np.int32)
    np.add.at(turns, (np.clip(row, low, high) - low, column - left), np.where(x1 > x0, 1, -1)[edge])
    return lattice.shape(turns.cumsum(axis=0)[:-1] != 0, left, low)


def brush(points: Points, tip: Tip, lattice: Lattice) -> RegionShape | None:
    """Return the way of a tip along points (sample, Hz), with partials where the tip has them; None beside the song."""
    stroke = Stroke(lattice, tip)
    stroke.extend(points)
    return stroke.shape()


def _swept(
    way: NDArray[np.float64], half_width: float, offsets: NDArray[np.float64], halves: NDArray[np.float64], square: bool
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Return the spans of rows that a tip covers along a way: columns, first rows, last rows.

    A tip moved along a straight line is convex, hence one span per column: it ends on the tip at one of the ends or on
    the line that touches both. Tips of several heights are moved together, ``offsets`` rows above the way.
    """
    ends = (way[:-1], way[1:]) if len(way) > 1 else (way, way)
    before, after = (np.repeat(end, len(offsets), axis=0) for end in ends)
    flips = before[:, 0] > after[:, 0]
    before, after = np.where(flips[:, None], after, before), np.where(flips[:, None], before, after)
    count = len(before) // len(offsets)
    offset, half = np.tile(offsets, count), np.tile(halves, count)
    x0, x1 = before[:, 0] / half_width, after[:, 0] / half_width
    y0, y1 = (before[:, 1] + offset) / half, (after[:, 1] + offset) / half
    if square:
        out_x, out_y = -np.sign(y1 - y0), np.ones(len(y0))
    else:
        way_length = np.maximum(np.hypot(x1 - x0, y1 - y0), 1e-12)
        out_x, out_y = -(y1 - y0) / way_length, (x1 - x0) / way_length
    first = np.ceil((x0 - 1.0) * half_width - 0.5).astype(np.intp)
    stop = np.maximum(np.floor((x1 + 1.0) * half_width - 0.5).astype(np.intp), first) + 1
    line, column = _runs(first, stop)
    x = np.clip((column + 0.5) / half_width, x0[line] - 1.0, x1[line] + 1.0)
    ends_y = []
    for side in (1.0, -1.0):
        reach = np.full(len(line), -np.inf)
        for end_x, end_y in ((x0, y0), (x1, y1)):
            away = x - end_x[line]
            tip = np.ones(len(line)) if square else np.sqrt(np.maximum(0.0, 1.0 - away * away))
            reach = np.maximum(reach, np.where(np.abs(away) <= 1.0, side * end_y[line] + tip, -np.inf))
        from_x, to_x = (x0 + side * out_x)[line], (x1 + side * out_x)[line]
        part = (x - from_x) / np.maximum(to_x - from_x, 1e-12)
        touching = side * (y0[line] + part * (y1 - y0)[line]) + out_y[line]
        reach = np.maximum(reach, np.where((part >= 0.0) & (part <= 1.0), touching, -np.inf))
        ends_y.append(side * reach * half[line])
    top, bottom = ends_y
    middle = np.floor((top + bottom) / 2).astype(np.intp)  # what is thinner than a cell is one cell
    return (
        column,
        np.minimum(np.ceil(bottom - 0.5).astype(np.intp), middle),
        np.maximum(np.floor(top - 0.5).astype(np.intp), middle),
    )


def _runs(first: NDArray[np.intp], stop: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return for all integers of all runs the number of the run and the integer."""
    counts = np.maximum(0, stop - first)
    run = np.repeat(np.arange(len(first)), counts)
    begun = np.cumsum(counts) - counts
    return run, first[run] + np.arange(len(run)) - begun[run]


def _pooled(mask: NDArray[np.bool_], axis: int) -> NDArray[np.bool_]:
    """Return a mask of at most ``MOST_CELLS`` along an axis, whose cells are set where one of theirs was."""
    cells = mask.shape[axis]
    if cells <= MOST_CELLS:
        return mask
    starts = np.arange(MOST_CELLS) * cells // MOST_CELLS
    return np.asarray(np.logical_or.reduceat(mask, starts, axis=axis))
