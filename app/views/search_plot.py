"""Every trial of a search for settings as a point: its score upwards, to the right its number or one of its settings.

Owns the picture, which trial is pointed at, and which is chosen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import current, figures_font
from app.views.search_axis import NumberAxis, WordAxis, level_step, level_ticks

_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 20, 30, 28
_RADIUS, _REACH_PX = 4.5, 14.0
_FAR = 2.0


@dataclass(frozen=True)
class Point:
    """One trial: ``value`` is where it lies to the right, ``low`` to ``high`` how far its folds agree; dB upwards."""

    value: float | str
    score: float
    low: float
    high: float
    words: str


class SearchPlot(QWidget):
    """Points over an axis; one of them is chosen, with mouse or arrows."""

    chosen_changed = Signal(int)
    pointed_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()
        self._axis: NumberAxis | WordAxis = NumberAxis.of([], False)
        self._best: int | None = None
        self._words = ""
        self.chosen: int | None = None
        self.pointed: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(320, 180))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Trials by their score"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size that suits the panel."""
        return QSize(620, 300)

    def set_points(self, points: Sequence[Point], best: int | None, is_count: bool, words: str) -> None:
        """Show trials; ``is_count``: their values only count them, ``words`` stand there while there are none."""
        self._points, self._best, self._words = tuple(points), best, words
        values = [point.value for point in points]
        texts = [value for value in values if isinstance(value, str)]
        numbers = [value for value in values if not isinstance(value, str)]
        self._axis = WordAxis.of(texts) if texts else NumberAxis.of(numbers, is_count)
        if self.chosen is not None and self.chosen >= len(points):
            self.chosen = None
        self.pointed = None
        self._tell()
        self.update()

    def choose(self, number: int | None) -> None:
        """Choose a trial."""
        if number == self.chosen:
            return
        self.chosen = number
        self._tell()
        self.update()
        if number is not None:
            self.chosen_changed.emit(number)

    def position_of(self, number: int) -> QPointF:
        """Return where a trial is drawn."""
        point, area = self._points[number], self._area()
        low, high = self._range()
        x = area.left() + area.width() * self._axis.share(point.value)
        return QPointF(x, area.bottom() - area.height() * max(0.0, (point.score - low) / (high - low)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Point at the nearest trial."""
        self._point_at(self._nearest(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the trial under the pointer."""
        nearest = self._nearest(event.position())
        if event.button() == Qt.MouseButton.LeftButton and nearest is not None:
            self.choose(nearest)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Point at nothing."""
        self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go from trial to trial with the arrows, to the best with Home."""
        order = sorted(range(len(self._points)), key=lambda number: self.position_of(number).x())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if not order or event.key() not in (*steps, Qt.Key.Key_Home):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Home:
            self.choose(self._best)
        else:
            step = steps[Qt.Key(event.key())]
            place = order.index(self.chosen) + step if self.chosen is not None else 0
            self.choose(order[min(max(place, 0), len(order) - 1)])

    def _point_at(self, number: int | None) -> None:
        if number != self.pointed:
            self.pointed = number
            self.setCursor(Qt.CursorShape.ArrowCursor if number is None else Qt.CursorShape.PointingHandCursor)
            self.update()
            self.pointed_changed.emit()

    def _nearest(self, place: QPointF) -> int | None:
        gaps = [
            (math.hypot(point.x() - place.x(), point.y() - place.y()), number)
            for number, point in enumerate(map(self.position_of, range(len(self._points))))
        ]
        gap, number = min(gaps, default=(math.inf, 0))
        return number if gap <= _REACH_PX else None

    def _tell(self) -> None:
        words = self._points[self.chosen].words if self.chosen is not None else self._words
        self.setAccessibleDescription(words)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def _range(self) -> tuple[float, float]:
        """Return round bounds in dB; what is far below the others lies at the lower one, and does not crowd them."""
        scores = sorted(point.score for point in self._points)
        high, middle = scores[-1], scores[len(scores) // 2]
        low = max(scores[0], middle - _FAR * (high - middle) - 1.0)
        step = level_step(high - low)
        return step * math.floor(low / step - 0.25), step * math.ceil(high / step + 0.25)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw well, grid, trials."""
        theme = current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = QPen(QColor(theme.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen
            painter.setPen(edge)
            painter.setBrush(QColor(theme.well))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setFont(figures_font(11))
            painter.setPen(QColor(theme.text_dim))
            if not self._points:
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(QRectF(self.rect()).adjusted(32, 8, -32, -8), flags, self._words)
                return
            self._draw_grid(painter)
            for number in range(len(self._points)):
                self._draw_folds(painter, number)
            for number in range(len(self._points)):
                self._draw_point(painter, number)
            self._draw_best(painter)

    def _draw_grid(self, painter: QPainter) -> None:
        theme, area = current(), self._area()
        low, high = self._range()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for level, text in level_ticks(low, high):
            y = area.bottom() - area.height() * (level - low) / (high - low)
            painter.setPen(QPen(QColor(theme.grid), 1))
            painter.drawLine(QPointF(area.left() - 6, y), QPointF(area.right() + 6, y))
            painter.setPen(QColor(theme.text_dim))
            painter.drawText(QRectF(0, y - 8, _LEFT - 12, 16), right, text)
        title = self.tr("SI-SDR of what was held back, dB")
        painter.drawText(QRectF(12, 6, self.width() - 24, 16), Qt.AlignmentFlag.AlignLeft, title)
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        for share, text in self._axis.ticks(area.width()):
            x = area.left() + area.width() * share
            painter.drawText(QRectF(x - 60, area.bottom() + 6, 120, 16), centre, text)

    def _draw_folds(self, painter: QPainter, number: int) -> None:
        """Draw how far the folds agree, as far as there is room."""
        point, area = self._points[number], self._area()
        low, high = self._range()
        x = self.position_of(number).x()
        ends = [
            area.bottom() - area.height() * (min(max(value, low), high) - low) / (high - low)
            for value in (point.low, point.high)
        ]
        painter.setPen(QPen(QColor(current().border), 1.5))
        painter.drawLine(QPointF(x, ends[0]), QPointF(x, ends[1]))

    def _draw_point(self, painter: QPainter, number: int) -> None:
        theme, place = current(), self.position_of(number)
        is_best = number == self._best
        colour = QColor(theme.success if is_best else theme.accent)
        painter.setPen(QPen(colour, 1.75))
        # what was set before is hollow
        painter.setBrush(QColor(theme.well) if number == 0 else colour)
        painter.drawEllipse(place, _RADIUS, _RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if number in (self.chosen, self.pointed):
            painter.setPen(QPen(QColor(theme.text if number == self.chosen else theme.text_dim), 1.5))
            painter.drawEllipse(place, _RADIUS + 3.5, _RADIUS + 3.5)

    def _draw_best(self, painter: QPainter) -> None:
        if self._best is None or len(self._points) < 2:
            return
        place, words = self.position_of(self._best), self.tr("Best")
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(current().success))
        wide = painter.fontMetrics().horizontalAdvance(words)
        left = place.x() + 12 if place.x() + 14 + wide < self.width() - 4 else place.x() - 12 - wide
        painter.drawText(QPointF(left, place.y() - 6), words)
