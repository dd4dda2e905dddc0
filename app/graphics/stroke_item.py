"""The stroke in the air: what would be painted, the outline of the tip, the crosshair of the keyboard.

Owns their painting; whoever strokes tells what changed, and only that is painted again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from app.graphics.canvas import PlotCanvas
from app.graphics.colours import translucent
from app.graphics.layers import Layer
from app.graphics.pixels import ratio_of
from app.graphics.region_pixels import RIM_PX, Grid, Look, painted, sampled
from core.annotation.region_shapes import RegionShape
from core.display import FrequencyWarp

_EDGE_PX = 4.0  # by which lines reach beyond their points


class StrokeItem(Layer):
    """One stroke over all regions."""

    def __init__(self, canvas: PlotCanvas, z: float) -> None:
        """Show nothing."""
        super().__init__(canvas, z)
        self.rate = 1
        self.warp: FrequencyWarp | None = None
        self._area: RegionShape | None = None
        self._look = Look(canvas.theme["accent"], False, canvas.theme["background"])
        self._line: list[tuple[float, float]] = []  # time_s, value
        self._tips: list[QPolygonF] = []
        self._tips_rect = QRectF()
        self._cross: tuple[float, float] | None = None
        self._frame: tuple[float, float, float, float] | None = None  # times and values of two corners
        self._frame_is_line = False

    def begin(self, look: Look) -> None:
        """Forget the stroke before; the next one looks like this."""
        self._look = look
        self._area, self._line, self._frame = None, [], None
        self.update()

    def set_look(self, look: Look) -> None:
        """Let the tip look otherwise; there is no stroke."""
        if look != self._look:
            self._look = look
            self.update()

    def show_area(self, area: RegionShape, changed: QRectF) -> None:
        """Show what the brush has painted so far, which is new within some pixels."""
        self._area = area
        self._renew(changed)

    def show_line(self, points: list[tuple[float, float]]) -> None:
        """Show a lasso through points (time_s, value), to which one was added; the list is kept."""
        self._line = points
        last = [self._pixel(*point) for point in (points[0], *points[-2:])]
        self._renew(QPolygonF(last).boundingRect())

    def show_frame(self, frame: tuple[float, float, float, float] | None, is_line: bool = False) -> None:
        """Show the box, or the straight stroke, between two corners (time_s, value, time_s, value)."""
        before = self._frame
        self._frame, self._frame_is_line = frame, is_line
        for one in (before, frame):
            if one is not None:
                self._renew(QRectF(self._pixel(*one[:2]), self._pixel(*one[2:])).normalized())

    def show_tips(self, tips: Sequence[QPolygonF]) -> None:
        """Show the outline of the tip, one polygon of pixels per partial."""
        before = self._tips_rect
        self._tips, self._tips_rect = list(tips), QRectF()
        for tip in tips:
            self._tips_rect |= tip.boundingRect()
        for rect in (before, self._tips_rect):
            if not rect.isNull():
                self._renew(rect)

    def show_cross(self, place: tuple[float, float] | None) -> None:
        """Show the crosshair of the keyboard at (time_s, value)."""
        self._cross = place
        self.update()

    def viewRangeChanged(self) -> None:  # noqa: N802
        """Forget the outline, which is in pixels of the view before."""
        self._tips, self._tips_rect = [], QRectF()
        super().viewRangeChanged()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint what was exposed, in pixels of the canvas."""
        canvas, part = self.canvas, option.exposedRect
        first = self._pixel(part.left(), part.bottom())
        exposed = QRectF(first, self._pixel(part.right(), part.top())).normalized().adjusted(-2, -2, 2, 2)
        exposed = exposed.intersected(QRectF(0, 0, canvas.plot_width, canvas.plot_height))
        painter.resetTransform()
        if self._area is not None and not exposed.isEmpty():
            self._paint_area(painter, self._area, exposed)
        self._paint_line(painter)
        self._paint_frame(painter)
        self._paint_cross(painter)
        self._paint_tips(painter)

    def _pixel(self, time_s: float, value: float) -> QPointF:
        return QPointF(self.canvas.x_of(time_s), self.canvas.y_of(value))

    def _renew(self, pixels: QRectF) -> None:
        canvas = self.canvas
        area = pixels.adjusted(-_EDGE_PX, -_EDGE_PX, _EDGE_PX, _EDGE_PX)
        left, right = canvas.time_at(area.left()), canvas.time_at(area.right())
        low, high = canvas.value_at(area.bottom()), canvas.value_at(area.top())
        self.update(QRectF(left, low, right - left, high - low))

    def _paint_area(self, painter: QPainter, area: RegionShape, exposed: QRectF) -> None:
        """Paint the part of the stroke that was exposed, as the finished region will look."""
        if self.warp is None or not area.mask.size:
            return
        canvas, ratio = self.canvas, ratio_of(painter.device())
        line, (low, high) = canvas.timeline, canvas.y_range
        reach = QRectF(
            QPointF(canvas.x_of(area.start / self.rate), canvas.y_of(float(self.warp.position(area.high_hz)))),
            QPointF(canvas.x_of(area.stop / self.rate), canvas.y_of(float(self.warp.position(area.low_hz)))),
        )
        shown = exposed.intersected(reach.adjusted(-RIM_PX, -RIM_PX, RIM_PX, RIM_PX))
        if shown.isEmpty():
            return
        rim = RIM_PX * math.ceil(ratio)
        left, top = math.floor(shown.left() * ratio) - rim, math.floor(shown.top() * ratio) - rim
        columns = math.ceil(shown.right() * ratio) + rim - left
        rows = math.ceil(shown.bottom() * ratio) + rim - top
        pixel_s, pixel = line.span_s / canvas.plot_width / ratio, (high - low) / canvas.plot_height / ratio
        grid = Grid(line.start_s + left * pixel_s, pixel_s, high - top * pixel, pixel, columns, rows)
        image = painted(sampled(area, self.rate, self.warp, grid), self._look, ratio, (left, top))
        # its own outermost pixels do not know their neighbours
        inner = QRectF(rim, rim, columns - 2 * rim, rows - 2 * rim)
        target = QRectF((left + rim) / ratio, (top + rim) / ratio, inner.width() / ratio, inner.height() / ratio)
        painter.drawImage(target, image, inner)

    def _paint_line(self, painter: QPainter) -> None:
        if len(self._line) < 2:
            return
        points = QPolygonF([self._pixel(*point) for point in self._line])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.ground())
        painter.drawPolygon(points, Qt.FillRule.WindingFill)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self._outline(painter, points, closed=False)
        painter.setPen(QPen(self._look.line(), 1, Qt.PenStyle.DotLine))
        painter.drawLine(points.first(), points.last())

    def _paint_frame(self, painter: QPainter) -> None:
        if self._frame is None:
            return
        first, last = self._pixel(*self._frame[:2]), self._pixel(*self._frame[2:])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._frame_is_line)
        if self._frame_is_line:
            self._outline(painter, QPolygonF([first, last]), closed=False)
            return
        area = QRectF(first, last).normalized()
        painter.fillRect(area, self._look.ground())
        corners = (area.topLeft(), area.topRight(), area.bottomRight(), area.bottomLeft())
        self._outline(painter, QPolygonF(corners), closed=True)

    def _outline(self, painter: QPainter, points: QPolygonF, closed: bool) -> None:
        broken = Qt.PenStyle.DashLine if self._look.hatched else Qt.PenStyle.SolidLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(self._look.rim(), 3.5), QPen(self._look.line(), 1.5, broken)):
            painter.setPen(pen)
            painter.drawPolygon(points) if closed else painter.drawPolyline(points)

    def _paint_cross(self, painter: QPainter) -> None:
        if self._cross is None:
            return
        canvas, centre = self.canvas, self._pixel(*self._cross)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        lines = [
            QLineF(0, centre.y(), canvas.plot_width, centre.y()),
            QLineF(centre.x(), 0, centre.x(), canvas.plot_height),
        ]
        for colour, width in ((translucent(canvas.theme["background"], 0.6), 3.0), (QColor(canvas.theme["text"]), 1.0)):
            painter.setPen(QPen(colour, width))
            painter.drawLines(lines)

    def _paint_tips(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        style = Qt.PenStyle.DashLine if self._look.hatched else Qt.PenStyle.SolidLine
        dark = QPen(translucent(self.canvas.theme["background"], 0.7), 3.0)
        light = QPen(QColor("#ffffff"), 1.2, style)
        for tip in self._tips:
            if tip is self._tips[0]:
                painter.setPen(dark)
                painter.drawPolygon(tip)
            painter.setPen(light)
            painter.drawPolygon(tip)
