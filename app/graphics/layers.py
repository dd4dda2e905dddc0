"""Items that lie over the whole plane: grid lines, loop and selection, playhead.

Owns their painting. They read the time axis of their canvas and keep no times of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.graphics.canvas import PlotCanvas
from app.graphics.colours import translucent
from app.graphics.pixels import draw_vertical, horizontal_line, ratio_of, snapped, vertical_line
from app.graphics.ticks import time_ticks


class Layer(pg.GraphicsObject):
    """An item that paints the visible part of its canvas in logical pixels."""

    def __init__(self, canvas: PlotCanvas, z: float) -> None:
        """Lay the item over those with a lower ``z``."""
        super().__init__()
        self.canvas = canvas
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)  # for the exposed part
        self.setZValue(z)
        canvas.box.addItem(self, ignoreBounds=True)

    def viewRangeChanged(self) -> None:  # noqa: N802
        """Follow the plane."""
        self.prepareGeometryChange()

    def boundingRect(self) -> QRectF:  # noqa: N802
        """Return all that is visible."""
        line = self.canvas.timeline
        low, high = self.canvas.y_range
        return QRectF(line.start_s, low, line.span_s, high - low)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint in pixels of the canvas."""
        canvas, part = self.canvas, option.exposedRect
        left, right = canvas.x_of(part.left()), canvas.x_of(part.right())
        painter.resetTransform()
        self.paint_pixels(painter, ratio_of(painter.device()), max(0.0, left - 2), min(canvas.plot_width, right + 2))

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint what lies from ``left`` to ``right``; ``ratio`` is device pixels per logical pixel."""
        raise NotImplementedError


class GridLayer(Layer):
    """Thin lines at the labels of the axes."""

    def __init__(self, canvas: PlotCanvas, z: float, colour: str, opacity: float) -> None:
        """Make a grid of time lines in a colour of the theme; horizontal ones come from ``values``."""
        super().__init__(canvas, z)
        self.values: Callable[[], Sequence[float]] = tuple
        self._colour, self._opacity = colour, opacity

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint the lines."""
        canvas = self.canvas
        if canvas.timeline.length_s <= 0:
            return
        colour = translucent(canvas.theme[self._colour], self._opacity)
        ticks = time_ticks(canvas.timeline.start_s, canvas.timeline.stop_s, canvas.plot_width)
        for x in map(canvas.x_of, ticks.major_s):
            if left <= x <= right:
                draw_vertical(painter, x, canvas.plot_height, ratio, colour)
        for value in self.values():
            painter.fillRect(horizontal_line(canvas.y_of(value), left, right - left, ratio), colour)


class RegionLayer(Layer):
    """The loop (what lies outside is dimmed) and the selection."""

    def __init__(self, canvas: PlotCanvas, z: float) -> None:
        """Follow the loop and the selection of the time axis."""
        super().__init__(canvas, z)
        canvas.timeline.loop_changed.connect(self._refresh)
        canvas.timeline.selection_changed.connect(self._refresh)

    def _refresh(self) -> None:
        self.update()

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint both."""
        canvas, line = self.canvas, self.canvas.timeline
        height = canvas.plot_height
        loop_in, loop_out, loop_on = line.loop
        if loop_on:
            first, last = snapped(canvas.x_of(loop_in), ratio), snapped(canvas.x_of(loop_out), ratio)
            shade = translucent(canvas.theme["background"], 0.55)
            painter.fillRect(QRectF(left, 0, max(0.0, min(first, right) - left), height), shade)
            painter.fillRect(QRectF(max(last, left), 0, max(0.0, right - max(last, left)), height), shade)
            for x in (first, last):
                painter.fillRect(vertical_line(x, 0, height, ratio), QColor(canvas.theme["accent"]))
        start, stop = line.selection
        if stop > start:
            first, last = snapped(canvas.x_of(start), ratio), snapped(canvas.x_of(stop), ratio)
            area = QRectF(max(first, left), 0, max(0.0, min(last, right) - max(first, left)), height)
            painter.fillRect(area, translucent(canvas.theme["selection"], 0.16))
            for x in (first, last):
                painter.fillRect(vertical_line(x, 0, height, ratio), QColor(canvas.theme["selection"]))


class PlayheadItem(Layer):
    """One crisp line; moving it repaints only the strip under it."""

    _shown_s = 0.0

    def __init__(self, canvas: PlotCanvas, z: float) -> None:
        """Follow the playhead of the time axis."""
        super().__init__(canvas, z)
        canvas.timeline.playhead_changed.connect(self._move)

    def _move(self, time_s: float) -> None:
        ratio = self.canvas.devicePixelRatioF()
        if round(self.canvas.x_of(time_s) * ratio) != round(self.canvas.x_of(self._shown_s) * ratio):
            self.prepareGeometryChange()
        self._shown_s = time_s

    def boundingRect(self) -> QRectF:  # noqa: N802
        """Return a strip of three pixels around the line."""
        whole = super().boundingRect()
        pixel = whole.width() / self.canvas.plot_width
        return QRectF(self._shown_s - 1.5 * pixel, whole.top(), 4 * pixel, whole.height())

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint the line with a soft edge that keeps it visible on bright ground."""
        canvas = self.canvas
        if canvas.timeline.length_s <= 0:
            return
        edge = translucent(canvas.theme["background"], 0.35)
        line = QColor(canvas.theme["playhead"])
        draw_vertical(painter, canvas.x_of(self._shown_s), canvas.plot_height, ratio, edge, line, edge)
