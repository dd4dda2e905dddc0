"""A small picture of a match: where the song is played slower or faster than the score says.

Owns the picture only.
"""

from __future__ import annotations

from itertools import chain

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import current
from app.theme.tokens import RADIUS, SPACE_S, SPACE_XS
from core.annotation.model import Warp

_HEIGHT = 64
_DOT_RADIUS = 3.0
# a match is not drawn with more ups and downs than this says
_LEAST_RANGE_S = 0.1
_MOST_CORNERS = 1000


class WarpPicture(QWidget):
    """Time of the score across; up, how much later the song is than at one steady tempo. Dots: corrected by hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._times = self._late = np.zeros(0)
        self._dots: NDArray[np.float64] = np.zeros((0, 2))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(self.tr("Course of the match"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the usual size."""
        return QSize(200, _HEIGHT)

    @property
    def is_there(self) -> bool:
        """Whether there is anything to show."""
        return len(self._times) >= 2

    def show_warp(self, warp: Warp | None, rate: int) -> None:
        """Show a match, or nothing."""
        points, anchors = (
            np.array(list(chain.from_iterable(pairs if rate else ())), np.float64).reshape(-1, 2)
            for pairs in ((warp.points, warp.anchors) if warp is not None else ((), ()))
        )
        self._times = points[:, 0] if len(points) >= 2 else np.zeros(0)
        self._late, self._dots = np.zeros(0), np.zeros((0, 2))
        if self.is_there:
            song = points[:, 1] / rate
            apart = self._times - self._times.mean()
            slope = float(np.dot(apart, song) / max(np.dot(apart, apart), 1e-12))
            offset = float(song.mean()) - slope * float(self._times.mean())
            self._late = song - (slope * self._times + offset)
            late = anchors[:, 1] / rate - (slope * anchors[:, 0] + offset)
            self._dots = np.stack([anchors[:, 0], late], axis=1)
            words = self.tr(
                "At a steady tempo ({2:.0f} % of the score's) the song is up to {0:.1f} s behind and {1:.1f} s ahead. "
                "Places set by hand: {3}"
            )
            behind, ahead = max(0.0, float(self._late.max())), max(0.0, -float(self._late.min()))
            words = words.format(behind, ahead, 100 / max(slope, 1e-3), len(anchors))
            self.setToolTip(words)
            self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground, the steady tempo, the match and what is set by hand."""
        theme = current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(theme.border))
            painter.setBrush(QColor(theme.well))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
            if not self.is_there:
                return
            middle = self.height() / 2
            painter.setPen(QPen(QColor(theme.text_faint), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(SPACE_XS, middle), QPointF(self.width() - SPACE_XS, middle))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            drawn = np.unique(np.linspace(0, len(self._times) - 1, _MOST_CORNERS).round().astype(np.intp))
            painter.drawPolyline(QPolygonF(self._places(self._times[drawn], self._late[drawn])))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.warning))
            for place in self._places(self._dots[:, 0], self._dots[:, 1]):
                painter.drawEllipse(place, _DOT_RADIUS, _DOT_RADIUS)

    def _places(self, times: NDArray[np.float64], late: NDArray[np.float64]) -> list[QPointF]:
        reach = max(_LEAST_RANGE_S, float(np.abs(self._late).max()))
        first, span = float(self._times[0]), max(1e-6, float(self._times[-1] - self._times[0]))
        across = SPACE_S + (self.width() - 2 * SPACE_S) * np.clip((times - first) / span, 0.0, 1.0)
        up = self.height() / 2 - (self.height() / 2 - SPACE_S) * np.clip(late / reach, -1.0, 1.0)
        return [QPointF(x, y) for x, y in zip(across.tolist(), up.tolist(), strict=True)]
