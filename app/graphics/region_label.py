"""The chip that names a painted region.

Owns its picture, kept per text, colour and scaling.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from app.graphics.colours import translucent
from app.graphics.region_pixels import Look
from app.theme.tokens import SPACE_XS

_WIDEST_PX = 160.0
_MARK_PX = 8.0


@lru_cache(maxsize=256)
def label_picture(text: str, look: Look, font: QFont, ratio: float) -> QPixmap:
    """Return a chip: a mark in the source's colour, crossed out for "not", and the words."""
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, _WIDEST_PX)
    start = SPACE_XS + _MARK_PX + SPACE_XS
    width, height = start + metrics.horizontalAdvance(text) + SPACE_XS + 1, metrics.height() + SPACE_XS
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    mark = QRectF(SPACE_XS, (height - _MARK_PX) / 2, _MARK_PX, _MARK_PX)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(translucent(look.dark, 0.86))
        painter.drawRoundedRect(QRectF(0, 0, width, height), 3, 3)
        if look.hatched:
            painter.setPen(QPen(QColor(look.colour), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(mark.adjusted(0.75, 0.75, -0.75, -0.75))
            slant = _MARK_PX * 0.2
            painter.drawLine(mark.topLeft() + QPointF(slant, slant), mark.bottomRight() - QPointF(slant, slant))
        else:
            painter.setBrush(QColor(look.colour))
            painter.drawEllipse(mark)
        painter.setFont(font)
        painter.setPen(QColor("#f2f5fa"))
        area = QRectF(start, 0, width - start, height)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
    return picture
