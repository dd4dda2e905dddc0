"""Painted areas as pixels.

Owns the step from a mask of even time and log frequency to the pixels of a view in any scale, and how an area looks:
what belongs to a source is filled, what does not is hatched with a broken outline, so both differ without colour; a
dark rim keeps the outline readable on bright ground. Keeps no state.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from app.graphics.colours import translucent
from app.graphics.pixels import premultiplied
from core.annotation.model import Region
from core.annotation.region_shapes import RegionShape
from core.display import FrequencyWarp

_HATCH_PX, _DASH_PX, _GAP_PX = 7.0, 6.0, 4.0
RIM_PX = 2  # logical pixels by which an area's picture reaches beyond it


class Grid(NamedTuple):
    """Pixels of a view: time of the left edge, seconds per pixel, position of the top, positions per pixel, size."""

    left_s: float
    pixel_s: float
    top: float
    pixel_position: float
    columns: int
    rows: int


@dataclass(frozen=True)
class Look:
    """How an area is painted."""

    colour: str
    hatched: bool
    dark: str
    fill: float = 0.26
    strong: bool = False

    def line(self) -> QColor:
        """Return the colour of the outline."""
        return QColor("#ffffff") if self.strong else QColor(self.colour)

    def rim(self) -> QColor:
        """Return the colour around the outline."""
        return translucent(self.dark, 0.8 if self.strong else 0.6)

    def ground(self) -> QColor:
        """Return the colour of the inside."""
        return translucent(self.dark, 0.4) if self.hatched else translucent(self.colour, self.fill)

    def small(self) -> QColor:
        """Return the colour of what has no room for more."""
        return translucent("#ffffff" if self.strong else self.colour, 0.7)

    def hatch(self) -> QColor:
        """Return the colour of the hatching, or of what is too thin for an outline."""
        return translucent(self.colour, 0.75 if self.hatched else 0.5)


def sampled(area: Region | RegionShape, rate: int, warp: FrequencyWarp, grid: Grid) -> NDArray[np.bool_]:
    """Return which pixels (rows, columns) of a grid an area touches; row 0 is the highest."""
    inside = np.zeros((grid.rows, grid.columns), np.bool_)
    rows, columns = area.mask.shape
    edges_s = grid.left_s + np.arange(grid.columns + 1) * grid.pixel_s
    column = (edges_s * rate - area.start) * (columns / max(1, area.stop - area.start))
    positions = grid.top - np.arange(grid.rows, -1, -1) * grid.pixel_position
    octaves = np.log2(np.maximum(warp.frequency_hz(positions), 1e-3) / area.low_hz)
    row = octaves * (rows / math.log2(area.high_hz / area.low_hz)) if area.high_hz > area.low_hz else octaves
    across, up = _starts(column, columns), _starts(row, rows)
    if across is None or up is None:
        return inside
    part = area.mask[: up.stop, : across.stop]
    if len(up.starts) < rows:
        part = np.logical_or.reduceat(part, up.starts, axis=0)
        part = np.logical_or.reduceat(part, across.starts, axis=1)
    else:
        part = np.logical_or.reduceat(part, across.starts, axis=1)
        part = np.logical_or.reduceat(part, up.starts, axis=0)
    inside[up.first : up.first + len(up.starts), across.first : across.first + len(across.starts)] = part
    return inside[::-1]


class _Cells(NamedTuple):
    first: int  # first pixel that touches the area
    starts: NDArray[np.intp]  # first cell of each pixel
    stop: int  # after the last cell


def _starts(edges: NDArray[np.float64], cells: int) -> _Cells | None:
    """Return which cells lie in the pixels between rising edges; None where none does."""
    touching = np.flatnonzero((edges[1:] > 0) & (edges[:-1] < cells))
    if not touching.size:
        return None
    first, last = int(touching[0]), int(touching[-1])
    starts = np.clip(np.floor(edges[first : last + 1] + 1e-9), 0, cells - 1).astype(np.intp)
    return _Cells(first, starts, min(cells, max(int(starts[-1]) + 1, math.ceil(edges[last + 1] - 1e-9))))


def painted(inside: NDArray[np.bool_], look: Look, ratio: float, origin: tuple[int, int] = (0, 0)) -> QImage:
    """Return an area's picture; ``origin`` is the pixel (x, y) of its corner, from which hatching and dashes count."""
    thin = max(1, round(ratio))
    line = thin * 2 if look.strong else max(1, round(1.4 * ratio))
    classes = np.zeros(inside.shape, np.uint8)
    classes[_grown(inside, thin)] = 1
    core = ~_grown(~inside, line)
    classes[inside] = 2
    if look.hatched:
        stripes = _stripes(inside.shape, _HATCH_PX * ratio, max(1, round(1.3 * ratio)), origin)
        classes[core & stripes] = 3
        dashes = _stripes(inside.shape, (_DASH_PX + _GAP_PX) * ratio, round(_DASH_PX * ratio), origin)
        classes[inside & ~core] = 1
        classes[inside & ~core & dashes] = 4
    else:
        classes[inside & ~core] = 4
        # what is all outline would hide the partial that it marks
        classes[inside & ~_grown(core, line)] = 3
    table = np.array([0, *map(premultiplied, (look.rim(), look.ground(), look.hatch(), look.line()))], np.uint32)
    pixels = table[classes]
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=64)
def hatching(look: Look, ratio: float) -> QImage:
    """Return a tile of the inside of a hatched area."""
    return _tile(look.hatch(), look.ground(), _HATCH_PX * ratio, max(1, round(1.3 * ratio)), ratio)


@lru_cache(maxsize=64)
def dashes(look: Look, ratio: float) -> QImage:
    """Return a tile of a broken outline."""
    return _tile(look.line(), QColor(0, 0, 0, 0), (_DASH_PX + _GAP_PX) * ratio, round(_DASH_PX * ratio), ratio)


def _tile(colour: QColor, between: QColor, period: float, thickness: int, ratio: float) -> QImage:
    size = round(period)
    stripes = _stripes((size, size), period, thickness, (0, 0))
    pixels = np.where(stripes, premultiplied(colour), premultiplied(between)).astype(np.uint32)
    image = QImage(pixels.data, size, size, size * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()
    image.setDevicePixelRatio(ratio)
    return image


def _grown(inside: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    """Return an area with so many pixels more on all sides; beyond the picture is nothing."""
    for _ in range(by):
        wide = inside.copy()
        wide[:, 1:] |= inside[:, :-1]
        wide[:, :-1] |= inside[:, 1:]
        inside = wide.copy()
        inside[1:] |= wide[:-1]
        inside[:-1] |= wide[1:]
    return inside


def _stripes(shape: tuple[int, int], period: float, thickness: int, origin: tuple[int, int]) -> NDArray[np.bool_]:
    """Return diagonal stripes; nothing is computed per pixel."""
    rows, columns = shape
    along = np.arange(rows + columns) + sum(origin)
    return np.lib.stride_tricks.sliding_window_view(along % max(2, round(period)) < thickness, columns)[:rows]
