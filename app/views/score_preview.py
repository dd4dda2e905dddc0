"""A small picture of a score: which notes go to which source.

Owns the picture only; the notes come as arrays, so that a hundred thousand of them are drawn at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import current
from app.theme.tokens import RADIUS, SPACE_XS

_PITCHES = 128
_LEAST_PITCHES = 24


class ScorePreview(QWidget):
    """All notes over time and pitch, in the colours of their sources."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: list[tuple[str, NDArray[np.float64]]] = []
        self._end_s = 1.0
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(120)
        self.setAccessibleName(self.tr("Preview of the notes"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the usual size."""
        return QSize(560, 120)

    def show_notes(self, layers: Sequence[tuple[str, NDArray[np.float64]]], end_s: float) -> None:
        """Show notes: per layer a colour and an array (notes, 3) of start, end in seconds and pitch."""
        self._layers, self._end_s = list(layers), max(end_s, 1e-3)
        self._image = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Draw for the new width."""
        super().resizeEvent(event)
        self._image = None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground and the notes."""
        if self._image is None:
            self._image = self._draw(max(1, round((self.width() - 2 * SPACE_XS) * self.devicePixelRatioF())))
        theme = current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(theme.border))
            painter.setBrush(QColor(theme.canvas))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
            inner = QRectF(self.rect()).adjusted(SPACE_XS, SPACE_XS, -SPACE_XS, -SPACE_XS)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
            painter.drawImage(inner, self._image)

    def _draw(self, width: int) -> QImage:
        pixels = np.zeros((_PITCHES, width), np.uint32)
        lowest, highest = _PITCHES, -1
        for colour, notes in self._layers:
            if len(notes) == 0:
                continue
            rows = np.clip(np.rint(notes[:, 2]), 0, _PITCHES - 1).astype(np.int64)
            first, last = (np.clip((notes[:, i] / self._end_s * width).astype(np.int64), 0, width - 1) for i in (0, 1))
            edges = np.zeros((_PITCHES, width + 1), np.int32)
            np.add.at(edges, (rows, first), 1)
            np.add.at(edges, (rows, last + 1), -1)
            pixels[np.cumsum(edges, axis=1)[:, :width] > 0] = QColor(colour).rgba()
            lowest, highest = min(lowest, int(rows.min())), max(highest, int(rows.max()))
        if highest < 0:
            lowest = highest = 60
        around = max(0, _LEAST_PITCHES - (highest - lowest)) // 2
        low, high = max(0, lowest - around), min(_PITCHES, highest + around + 1)
        shown = np.ascontiguousarray(pixels[low:high][::-1])
        return QImage(shown.tobytes(), width, len(shown), 4 * width, QImage.Format.Format_ARGB32).copy()
