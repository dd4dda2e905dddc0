"""The picture of a spectrogram, of which only the visible part exists in colour.

Owns the step from tiles of bytes to coloured pixels and the requests for tiles that are missing. Computes no tiles:
that is done by the thread of its worker, and the item repaints when told.
"""

from __future__ import annotations

import math
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QImage, QPainter

from app.graphics.background import Background
from app.graphics.canvas import PlotCanvas
from app.graphics.colours import colour_table
from app.graphics.layers import Layer
from core.display import TILE_COLUMNS, SpectrogramPyramid, quiet

_MOST_DETAIL = 1.5  # columns per logical pixel: beyond it the eye gains nothing and every frame costs more


class TiledImageItem(Layer):
    """Shows a pyramid; changing colours or contrast touches nothing but a table of 256 entries."""

    news = Signal()  # more of the picture is there

    def __init__(self, canvas: PlotCanvas, z: float) -> None:
        """Show nothing yet."""
        super().__init__(canvas, z)
        self._pyramid: SpectrogramPyramid | None = None
        self._next: SpectrogramPyramid | None = None
        self._background = Background(self._refresh, "spectrogram display")
        canvas.destroyed.connect(self._background.close)
        self._table = colour_table("stembrush", -90.0, 0.0)
        self._strip = np.zeros((1, 1), np.uint32)
        self._slots: list[tuple[int, ...]] = []
        self._view: tuple[float, ...] = ()
        self._strip_key = (-1, 0, 0, 0)  # level, first and last tile, pooled rows

    @property
    def pyramid(self) -> SpectrogramPyramid | None:
        """What is shown."""
        return self._pyramid

    @property
    def busy(self) -> bool:
        """Whether parts are still being computed."""
        return self._background.busy

    def set_pyramid(self, pyramid: SpectrogramPyramid | None) -> None:
        """Show another pyramid, which is built in the background, or nothing.

        The old picture stays until the new one can be seen, where both lie on the same axes: switching between
        stems does not flicker.
        """
        self.close()
        old, self._next = self._pyramid, pyramid
        if old is None or pyramid is None or (old.warp, old.frames) != (pyramid.warp, pyramid.frames):
            self._swap()
        if pyramid is not None:
            pyramid.focus_s = (self.canvas.timeline.start_s + self.canvas.timeline.stop_s) / 2
            self._background.start(pyramid.build())

    def _swap(self) -> None:
        self._pyramid, self._next = self._next, None
        self._strip_key, self._slots = (-1, 0, 0, 0), []
        self.update()

    def set_table(self, table: NDArray[np.uint32]) -> None:
        """Take other colours (256,) 0xffRRGGBB."""
        self._table = table
        self._slots = []
        self.update()

    def close(self) -> None:
        """Stop the thread and wait for it."""
        self._background.close()

    @Slot()
    def _refresh(self) -> None:
        if self._next is not None and self._next.tile(self._next.levels - 1, 0) is not None:
            self._swap()
        self.update()
        self.news.emit()

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint the visible part of the level in which no column falls between two pixels."""
        pyramid, canvas = self._pyramid, self.canvas
        if pyramid is None or pyramid.frames == 0:
            return
        line = canvas.timeline
        detail = min(ratio, _MOST_DETAIL)
        level = pyramid.level_for(canvas.plot_width * detail / line.span_s)
        low, high = canvas.y_range
        view = (line.start_s, line.span_s, low, high)
        if view != self._view:
            self._view = view
            quiet.stir()
        rows_per_pixel = pyramid.warp.rows * (high - low) / (canvas.plot_height * detail)
        row_pool = 1 << max(0, math.ceil(math.log2(max(rows_per_pixel, 1e-9)) - 0.25))
        first = max(0, int(pyramid.column_at(level, line.start_s)) // TILE_COLUMNS)
        last = min(pyramid.tiles(level) - 1, int(pyramid.column_at(level, line.stop_s)) // TILE_COLUMNS)
        if last < first:
            return
        self._fill_strip(level, first, last, row_pool)
        pyramid.focus_s = (line.start_s + line.stop_s) / 2
        rows, columns = self._strip.shape
        image = QImage(self._strip.data, columns, rows, columns * 4, QImage.Format.Format_RGB32)
        origin = first * TILE_COLUMNS
        from_s, to_s = canvas.time_at(left), canvas.time_at(right)
        left = max(0.0, math.floor(pyramid.column_at(level, from_s)) - origin - 2.0)
        right = min(float(pyramid.columns(level) - origin), math.ceil(pyramid.column_at(level, to_s)) - origin + 2.0)
        if right <= left:
            return
        top = max(0.0, math.floor((1 - high) * rows) - 2.0)
        bottom = min(float(rows), math.ceil((1 - low) * rows) + 2.0)
        x0 = canvas.x_of(pyramid.column_start_s(level, origin + left))
        x1 = canvas.x_of(pyramid.column_start_s(level, origin + right))
        y0, y1 = canvas.y_of(1 - top / rows), canvas.y_of(1 - bottom / rows)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        painter.drawImage(QRectF(x0, y0, x1 - x0, y1 - y0), image, QRectF(left, top, right - left, bottom - top))

    def _fill_strip(self, level: int, first: int, last: int, row_pool: int) -> None:
        """Bring the coloured strip of tiles ``first`` to ``last`` up to date; only what changed is coloured."""
        pyramid = self._pyramid
        assert pyramid is not None
        old, old_slots, old_first = self._strip, self._slots, self._strip_key[1]
        key = (level, first, last, row_pool)
        if key != self._strip_key:
            self._strip = np.empty((pyramid.warp.rows // row_pool, (last - first + 1) * TILE_COLUMNS), np.uint32)
            if (level, row_pool) != (self._strip_key[0], self._strip_key[3]):
                old_slots = []
            self._strip_key = key
        slots: list[tuple[int, ...]] = []
        missing: list[int] = []
        for index in range(first, last + 1):
            state, codes = self._best_codes(level, index)
            slots.append(state)
            if state[0] != level:
                missing.append(index)
            place, was = (index - first) * TILE_COLUMNS, index - old_first
            part = self._strip[:, place : place + TILE_COLUMNS]
            if 0 <= was < len(old_slots) and old_slots[was] == state:
                if self._strip is not old:
                    part[:] = old[:, was * TILE_COLUMNS : (was + 1) * TILE_COLUMNS]
            else:
                self._colour(part, codes, row_pool)
        self._slots = slots
        self._request(level, missing, first, last)

    def _colour(self, part: NDArray[np.uint32], codes: NDArray[np.uint8] | None, row_pool: int) -> None:
        """Colour one tile's width of the strip; rows are joined by their maximum, columns are widened."""
        if codes is None:
            part[:] = self._table[0]
            return
        if row_pool > 1:
            codes = codes.reshape(-1, row_pool, codes.shape[1]).max(axis=1)
        coloured = self._table.take(codes, mode="clip")  # twice as fast as indexing
        if codes.shape[1] < TILE_COLUMNS:
            coloured = np.repeat(coloured, TILE_COLUMNS // codes.shape[1], axis=1)
        part[:] = coloured

    def _best_codes(self, level: int, index: int) -> tuple[tuple[int, ...], NDArray[np.uint8] | None]:
        """Return (level, version) and the codes of a tile, or of the part of a coarser one that stands in for it."""
        pyramid = self._pyramid
        assert pyramid is not None
        for coarse in range(level, pyramid.levels):
            shift = coarse - level
            tile = pyramid.tile(coarse, index >> shift)
            if tile is not None:
                width = max(1, TILE_COLUMNS >> shift)
                column = ((index << 8) >> shift) % TILE_COLUMNS
                return (coarse, tile.version), tile.codes[:, column : column + width]
        return (-1, 0), None

    def _request(self, level: int, missing: list[int], first: int, last: int) -> None:
        """Ask for the missing tiles and, where they are computed on demand, for one more on both sides."""
        pyramid = self._pyramid
        if pyramid is None or self._next is not None or level >= pyramid.kept_from:
            return
        beside = [i for i in (last + 1, first - 1) if 0 <= i < pyramid.tiles(level) and pyramid.tile(level, i) is None]
        self._background.request([((level, i), partial(pyramid.compute, level, i)) for i in missing + beside])
