"""Measures over time: one line per source.

Owns one picture with its axes and what is read off under the pointer. Measures nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import current, figures_font
from app.views.controls import format_time

_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 22, 22
_STEPS = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 3600)


@dataclass(frozen=True, eq=False)
class Line:
    """The values of one source in dB, one per frame; NaN where there is none."""

    name: str
    colour: str
    values: NDArray[np.float64]


class FramePlot(QWidget):
    """Lines over time; the pointer shows the values of the nearest frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._times_s: NDArray[np.float64] = np.zeros(0)
        self._window_s = 1.0
        self._frame: int | None = None
        self._words = ""
        self._paths: list[QPainterPath] = []  # of the lines, as long as these and the size stay
        self.setMouseTracking(True)
        self.setMinimumHeight(150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Measures over time"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size that suits the dialog."""
        return QSize(600, 220)

    def set_words(self, words: str) -> None:
        """Show words in place of lines."""
        self._lines, self._times_s, self._words, self._frame = [], np.zeros(0), words, None
        self.setAccessibleDescription(words)
        self.update()

    def set_lines(self, lines: list[Line], times_s: NDArray[np.float64], window_s: float) -> None:
        """Show lines whose frames begin at ``times_s`` (frames,)."""
        self._lines, self._times_s, self._window_s, self._words, self._frame = lines, times_s, window_s, "", None
        self._paths = []
        self.setAccessibleDescription(", ".join(line.name for line in lines))
        self.update()

    @property
    def lines(self) -> list[Line]:
        """What is shown."""
        return self._lines

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Read off the frame under the pointer."""
        area = self._area()
        share = (event.position().x() - area.left()) / max(1.0, area.width())
        inside = bool(self._times_s.size) and 0.0 <= share <= 1.0
        frame = min(int(share * self._times_s.size), self._times_s.size - 1) if inside else None
        if frame != self._frame:
            self._frame = frame
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines anew."""
        self._paths = []

    def leaveEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Read off nothing."""
        self._frame = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw well, grid, lines and what is read off."""
        theme, area = current(), self._area()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.well))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
            painter.setFont(figures_font(11))
            painter.setPen(QColor(theme.text_dim))
            if not self._lines:
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(QRectF(self.rect()).adjusted(16, 8, -16, -8), flags, self._words)
                return
            low, high = self._range()
            self._draw_grid(painter, area, low, high)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            self._paths = self._paths or [self._path(line.values, area, low, high) for line in self._lines]
            for line, path in zip(self._lines, self._paths, strict=True):
                painter.setPen(QPen(QColor(line.colour), 1.75))
                painter.drawPath(path)
            if self._frame is not None:
                self._draw_readout(painter, area, low, high)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def _range(self) -> tuple[float, float]:
        """Return round bounds in dB; single frames far out are left to the edge of the picture."""
        values = np.concatenate([line.values for line in self._lines])
        known = values[np.isfinite(values)]
        if not known.size:
            return -10.0, 10.0
        low, high = np.percentile(known, (1.0, 99.0))
        return 5.0 * math.floor(low / 5.0), 5.0 * math.floor(high / 5.0) + 5.0

    def _draw_grid(self, painter: QPainter, area: QRectF, low: float, high: float) -> None:
        theme = current()
        step = next(one for one in (5, 10, 20, 50, 100, 1000) if (high - low) / one <= max(2.0, area.height() / 28))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for level in range(math.ceil(low / step) * step, int(high) + 1, step):
            y = area.bottom() - area.height() * (level - low) / (high - low)
            painter.setPen(QPen(QColor(theme.grid), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.text_dim))
            painter.drawText(QRectF(0, y - 8, _LEFT - 6, 16), right, f"{level}")
        painter.drawText(QRectF(0, 3, _LEFT - 6, 16), right, "dB")
        length_s = self._times_s.size * self._window_s
        step_s = next((one for one in _STEPS if length_s / one <= max(2.0, area.width() / 70)), _STEPS[-1])
        for time_s in range(0, int(length_s) + 1, step_s):
            x = area.left() + area.width() * time_s / length_s
            painter.drawText(
                QRectF(x - 30, area.bottom() + 4, 60, 16),
                Qt.AlignmentFlag.AlignCenter,
                f"{time_s // 60}:{time_s % 60:02}",
            )

    def _path(self, values: NDArray[np.float64], area: QRectF, low: float, high: float) -> QPainterPath:
        path, is_drawing = QPainterPath(), False
        for frame, value in enumerate(values.tolist()):
            if not math.isfinite(value):
                is_drawing = False
                continue
            point = self._point(frame, value, area, low, high)
            if not is_drawing:
                # one frame between two silent ones is seen, too
                path.moveTo(point - QPointF(1.0, 0.0))
            path.lineTo(point)
            is_drawing = True
        return path

    def _point(self, frame: int, value: float, area: QRectF, low: float, high: float) -> QPointF:
        share = min(1.0, max(0.0, (value - low) / (high - low)))
        x = area.left() + area.width() * (frame + 0.5) / self._times_s.size
        return QPointF(x, area.bottom() - area.height() * share)

    def _draw_readout(self, painter: QPainter, area: QRectF, low: float, high: float) -> None:
        assert self._frame is not None
        theme = current()
        x = area.left() + area.width() * (self._frame + 0.5) / self._times_s.size
        painter.setPen(QPen(QColor(theme.text_dim), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        left = float(area.left())
        metrics = painter.fontMetrics()
        words = [(format_time(float(self._times_s[self._frame])), theme.text)]
        for line in self._lines:
            value = float(line.values[self._frame])
            words.append((f"{line.name} {value:.1f}" if math.isfinite(value) else f"{line.name} -", line.colour))
            if math.isfinite(value):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(line.colour))
                painter.drawEllipse(self._point(self._frame, value, area, low, high), 3, 3)
        for text, colour in words:
            painter.setPen(QColor(colour))
            painter.drawText(QPointF(left, 15), text)
            left += metrics.horizontalAdvance(text) + 14
