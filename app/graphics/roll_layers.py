"""What lies under and over the notes of a piano roll: rows, grid, rubber band, note cursor.

Owns their painting. Keeps no notes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from app.graphics.canvas import PlotCanvas
from app.graphics.colours import mixed, translucent
from app.graphics.layers import Layer
from app.graphics.note_board import NoteBoard
from app.graphics.pixels import horizontal_line, line_width, snapped

BLACK_KEYS = frozenset({1, 3, 6, 8, 10})
_ONSET_TICK_PX = 5


class RowsLayer(Layer):
    """Darker rows for black keys and a line under every C; painted once for a range of pitches."""

    _key: tuple[object, ...] = ()
    _rows: QPixmap | None = None

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint the rows that are visible."""
        canvas = self.canvas
        key = (canvas.y_range, canvas.plot_width, canvas.plot_height, ratio, *canvas.theme.values())
        if self._rows is None or key != self._key:
            self._key, self._rows = key, self._painted(ratio)
        painter.drawPixmap(QRectF(left, 0, right - left, canvas.plot_height), self._rows,
                           QRectF(left * ratio, 0, (right - left) * ratio, canvas.plot_height * ratio))  # fmt: skip

    def _painted(self, ratio: float) -> QPixmap:
        canvas = self.canvas
        low, high = canvas.y_range
        width, background = canvas.plot_width, canvas.theme["background"]
        white = mixed(background, canvas.theme["surface"], 0.85)
        black = mixed(background, canvas.theme["surface"], 0.15)
        thin = mixed(white, canvas.theme["grid"], 0.35)
        strong = mixed(white, canvas.theme["grid"], 0.9)
        pixmap = QPixmap(max(1, round(width * ratio)), max(1, round(canvas.plot_height * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(white)
        with QPainter(pixmap) as painter:
            row_height = canvas.plot_height / (high - low)
            for pitch in range(round(low) - 1, round(high) + 2):
                bottom = canvas.y_of(pitch - 0.5)
                if pitch % 12 in BLACK_KEYS:
                    painter.fillRect(QRectF(0, bottom - row_height, width, row_height), black)
                if pitch % 12 == 0 or (pitch % 12 == 5 and row_height >= 5):  # between B and C, E and F
                    painter.fillRect(horizontal_line(bottom, 0, width, ratio), strong if pitch % 12 == 0 else thin)
        return pixmap


def fill_rects(painter: QPainter, x: NDArray[np.float64], top: float, width: float, height: float) -> None:
    """Fill rectangles side by side with the brush of the painter."""
    if not len(x):
        return
    array = PrimitiveArray(QRectF, 4)
    array.resize(len(x))
    rects = array.ndarray()
    rects[:, 0], rects[:, 1], rects[:, 2], rects[:, 3] = x, top, width, height
    painter.drawRects(*array.drawargs())


class GridLines(Layer):
    """The lines that notes snap to, those of bars stronger, and the onsets where notes snap to them."""

    def __init__(self, canvas: PlotCanvas, z: float, board: NoteBoard) -> None:
        """Paint the grid of a board."""
        super().__init__(canvas, z)
        self._board = board

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint the lines that are visible."""
        canvas, board = self.canvas, self._board
        if canvas.timeline.length_s <= 0:
            return
        board.grid.set_zoom(board.seconds_per_pixel)
        times, begins = board.grid.lines(canvas.time_at(left), canvas.time_at(right))
        inside = (times >= 0) & (times <= canvas.timeline.length_s)
        x = np.round((times - canvas.timeline.start_s) / board.seconds_per_pixel * ratio) / ratio
        begins = begins & board.grid.has_bars
        for flags, strength in ((inside & ~begins, 0.45), (inside & begins, 1.0)):
            # opaque and all at once: translucent ones take milliseconds
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(canvas.theme["background"], canvas.theme["grid"], strength))
            fill_rects(painter, x[flags], 0.0, line_width(ratio), canvas.plot_height)
        if board.snaps_to_onsets:
            self._paint_onsets(painter, ratio, left, right)

    def _paint_onsets(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        canvas, onsets_s = self.canvas, self._board.onsets_s
        seen = onsets_s[(onsets_s >= canvas.time_at(left)) & (onsets_s <= canvas.time_at(right))]
        colour = mixed(canvas.theme["background"], canvas.theme["accent"], 0.7)
        top = canvas.plot_height - _ONSET_TICK_PX
        x = np.unique(np.round((seen - canvas.timeline.start_s) / self._board.seconds_per_pixel))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        fill_rects(painter, x, top, line_width(ratio), float(_ONSET_TICK_PX))


@dataclass(frozen=True)
class NoteCursor:
    """Where the keys would draw a note: start in seconds, pitch, length in cells of the grid, and its end."""

    start_s: float
    pitch: int
    cells: int
    stop_s: float = 0.0


class StrokeLayer(Layer):
    """The rubber band and the note cursor."""

    _band: QRectF | None = None
    _cursor: NoteCursor | None = None

    @property
    def cursor(self) -> NoteCursor | None:
        """The note cursor; None where it is not shown."""
        return self._cursor

    def set_band(self, band: QRectF | None) -> None:
        """Show a rubber band over times and pitches; None takes it away."""
        if band != self._band:
            self._band = band
            self.update()

    def set_cursor(self, cursor: NoteCursor | None) -> None:
        """Show the note cursor; None takes it away."""
        if cursor != self._cursor:
            self._cursor = cursor
            self.update()

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint both."""
        canvas = self.canvas
        if self._band is not None:
            band = self._band.normalized()
            area = QRectF(canvas.x_of(band.left()), canvas.y_of(band.bottom()), 0, 0)
            area.setRight(canvas.x_of(band.right()))
            area.setBottom(canvas.y_of(band.top()))
            self._paint_frame(painter, ratio, area, 0.16, Qt.PenStyle.SolidLine)
        if self._cursor is not None:
            cursor = self._cursor
            area = QRectF(canvas.x_of(cursor.start_s), canvas.y_of(cursor.pitch + 0.5), 0, 0)
            area.setRight(max(area.left() + 4, canvas.x_of(cursor.stop_s)))
            area.setBottom(max(area.top() + 4, canvas.y_of(cursor.pitch - 0.5)))
            self._paint_frame(painter, ratio, area, 0.22, Qt.PenStyle.DashLine)

    def _paint_frame(self, painter: QPainter, ratio: float, area: QRectF, fill: float, style: Qt.PenStyle) -> None:
        colour = self.canvas.theme["selection"]
        half = 0.5 / ratio
        crisp = QRectF(snapped(area.left(), ratio) + half, snapped(area.top(), ratio) + half, 0, 0)
        crisp.setRight(snapped(area.right(), ratio) - half)
        crisp.setBottom(snapped(area.bottom(), ratio) - half)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(QColor(colour), 1.0, style))
        painter.setBrush(translucent(colour, fill))
        painter.drawRect(crisp)
