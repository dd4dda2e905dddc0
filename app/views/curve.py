"""What falls while an engine learns: a divergence or an error.

Owns one small picture: steps to the right, the figure upwards on a logarithmic scale.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import current, figures_font


def compact(value: float) -> str:
    """Return a figure in four digits with a thousands letter, e.g. ``421.4k``."""
    for limit, unit in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= limit:
            return f"{value / limit:.4g} {unit}"
    return f"{value:.4g}"


class LossCurve(QWidget):
    """Every reported figure, oldest at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[float] = []
        self.setMinimumHeight(64)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = ""
        self.begin(self.tr("Divergence"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size that suits the job panel."""
        return QSize(200, 84)

    @property
    def values(self) -> tuple[float, ...]:
        """What has been reported."""
        return tuple(self._values)

    def begin(self, title: str) -> None:
        """Forget what was, and show this figure from now on."""
        self._values = []
        self._title = title
        self.setAccessibleName(title)
        self.update()

    def add(self, value: float) -> None:
        """Append a figure."""
        if math.isfinite(value) and value > 0:
            self._values.append(value)
            self.setAccessibleDescription(f"{value:.4g}")
            self.update()

    def _points(self, area: QRectF) -> list[QPointF]:
        logs = [math.log10(value) for value in self._values]
        low, high = min(logs), max(logs)
        span = max(high - low, 1e-3)
        steps = max(1, len(logs) - 1)
        stride = max(1, len(logs) // max(1, int(area.width())))
        picked = [*range(0, len(logs) - 1, stride), len(logs) - 1]
        return [
            QPointF(
                area.left() + area.width() * index / steps, area.bottom() - area.height() * (logs[index] - low) / span
            )
            for index in picked
        ]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw well, grid, curve and the last value."""
        theme = current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.well))
            frame = QRectF(self.rect())
            painter.drawRoundedRect(frame, 4, 4)
            painter.setPen(QPen(QColor(theme.grid), 1))
            for part in (0.25, 0.5, 0.75):
                y = round(frame.height() * part) + 0.5
                painter.drawLine(QPointF(1, y), QPointF(frame.width() - 1, y))
            painter.setFont(figures_font(10))
            if len(self._values) > 1:
                area = frame.adjusted(8, 20, -10, -8)
                points = self._points(area)
                path = QPainterPath(points[0])
                for point in points[1:]:
                    path.lineTo(point)
                fill = QPainterPath(path)
                fill.lineTo(area.right(), frame.bottom())
                fill.lineTo(area.left(), frame.bottom())
                shade = QLinearGradient(0, area.top(), 0, frame.bottom())
                top, bottom = QColor(theme.accent), QColor(theme.accent)
                top.setAlpha(90)
                bottom.setAlpha(0)
                shade.setColorAt(0, top)
                shade.setColorAt(1, bottom)
                painter.fillPath(fill, shade)
                painter.setPen(QPen(QColor(theme.accent), 1.75))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(path)
                painter.setBrush(QColor(theme.accent))
                painter.drawEllipse(points[-1], 3, 3)
            painter.setPen(QColor(theme.text_dim))
            painter.drawText(frame.adjusted(8, 5, -8, 0), Qt.AlignmentFlag.AlignLeft, self._title)
            if self._values:
                painter.setPen(QColor(theme.text))
                painter.drawText(frame.adjusted(8, 5, -8, 0), Qt.AlignmentFlag.AlignRight, compact(self._values[-1]))
