"""Crisp lines at any scaling of the screen.

Owns the step from logical to device pixels. Keeps no state.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPaintDevice, QPainter
from PySide6.QtWidgets import QWidget

AXIS_WIDTH = 68  # left margin of everything that has the time axis, logical pixels


def ratio_of(device: QPaintDevice) -> float:
    """Return the device pixels per logical pixel of what is painted on."""
    return max(1.0, device.devicePixelRatioF())


def snapped(value: float, ratio: float) -> float:
    """Return the nearest logical coordinate that lies on a device pixel."""
    return round(value * ratio) / ratio


def line_width(ratio: float) -> float:
    """Return the width of a line of about one logical pixel that fills whole device pixels."""
    return max(1, int(ratio)) / ratio


def vertical_line(x: float, top: float, height: float, ratio: float) -> QRectF:
    """Return a vertical line to fill, on whole device pixels."""
    return QRectF(snapped(x, ratio), top, line_width(ratio), height)


def horizontal_line(y: float, left: float, width: float, ratio: float) -> QRectF:
    """Return a horizontal line to fill, on whole device pixels."""
    return QRectF(left, snapped(y, ratio), width, line_width(ratio))


def premultiplied(colour: QColor) -> int:
    """Return a colour as the number 0xAARRGGBB that pictures with premultiplied alpha hold."""
    alpha = colour.alpha()
    red, green, blue = (round(part * alpha / 255) for part in (colour.red(), colour.green(), colour.blue()))
    return alpha << 24 | red << 16 | green << 8 | blue


@lru_cache(maxsize=64)
def _column(colours: tuple[int, ...], width: int, height: int, ratio: float) -> QImage:
    """Return stripes of ``width`` device pixels beside each other, premultiplied."""
    image = QImage(len(colours) * width, height, QImage.Format.Format_ARGB32_Premultiplied)
    pixels = np.repeat(np.array(colours, np.uint32), width)
    rows = np.frombuffer(image.bits(), np.uint32).reshape(height, -1)
    rows[:] = pixels
    image.setDevicePixelRatio(ratio)
    return image


def draw_vertical(painter: QPainter, x: float, height: float, ratio: float, *colours: QColor) -> None:
    """Draw a vertical line from the top, translucent or of several stripes of which the middle one lies at ``x``.

    As a picture: Qt hands tall translucent fills to a pool of threads, which takes milliseconds while they are busy.
    """
    width = max(1, int(ratio))
    stripes = tuple(premultiplied(colour) for colour in colours)
    image = _column(stripes, width, max(1, round(height * ratio)), ratio)
    painter.drawImage(QPointF(snapped(x, ratio) - (len(colours) // 2) * width / ratio, 0), image)


def small_font(widget: QWidget, factor: float = 0.85) -> QFont:
    """Return the font of labels on axes."""
    font = QFont(widget.font())
    if font.pointSizeF() > 0:
        font.setPointSizeF(max(6.5, font.pointSizeF() * factor))
    else:
        font.setPixelSize(max(9, round(font.pixelSize() * factor)))
    font.setFeature(QFont.Tag("tnum"), 1)  # figures of one width do not dance
    return font


def text_width(painter: QPainter, text: str) -> float:
    """Return the width of a text in the painter's font."""
    return QFontMetricsF(painter.font()).horizontalAdvance(text)
