"""Colours of stems and groups as small pictures.

Owns how they look in lists of files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPixmap

_SIZE = 32
_EDGE = 4


@dataclass(frozen=True)
class StemRow:
    """A stem that can be exported."""

    id: str
    name: str
    colour: str


def swatch(*colours: str) -> QIcon:
    """Return a square of one colour, or of the first four of several as stripes."""
    picture = QPixmap(_SIZE, _SIZE)
    picture.fill(Qt.GlobalColor.transparent)
    _paint(picture, colours[:4])
    made = QIcon(picture)
    # what cannot be changed now keeps its colour
    made.addPixmap(picture, QIcon.Mode.Disabled)
    made.addPixmap(picture, QIcon.Mode.Selected)
    return made


def _paint(picture: QPixmap, colours: Sequence[str]) -> None:
    side = _SIZE - 2 * _EDGE
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(_EDGE, _EDGE, side, side), 6, 6)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(shape)
        for index, colour in enumerate(colours):
            left = _EDGE + side * index / len(colours)
            painter.fillRect(QRectF(left, _EDGE, side / len(colours), side), QColor(colour))
        painter.setClipping(False)
        painter.setPen(QColor(0, 0, 0, 90))
        painter.drawPath(shape)
