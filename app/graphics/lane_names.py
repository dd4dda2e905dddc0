"""The names beside the lanes: a swatch, the source, and while the song plays the key that taps it.

Owns their painting and the click that picks a source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.graphics.axes import ValueAxis
from app.graphics.canvas import PlotCanvas
from app.graphics.colours import mixed
from app.graphics.lanes_item import LanesItem
from app.graphics.pixels import horizontal_line
from app.plain_text import literal

LAST_DIGIT = 9
_FIRST_WORDS = re.compile(r".*[\s,;:_/-]+")
_LEFT, _SWATCH, _GAP, _KEY = 6.0, 4.0, 5.0, 14.0


def own_part(name: str, others: Sequence[str]) -> str:
    """Return a name without the words with which one of the others begins too: "left hand" of "Piano, left hand"."""
    pairs = [zip(name, other, strict=False) for other in others if other != name]
    shared = max((sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], both)) for both in pairs), default=0)
    words = _FIRST_WORDS.match(name[:shared])
    return name[words.end() :] if words is not None and words.end() < len(name) else name


class LaneNames(ValueAxis):
    """One name per lane; the wheel scrolls the lanes."""

    picked = Signal(str)

    def __init__(self, canvas: PlotCanvas, lanes: LanesItem, parent: QWidget | None = None) -> None:
        """Show the names of ``lanes``."""
        super().__init__(canvas, parent)
        self._lanes = lanes
        self._shows_keys = False
        self._help = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Sources of the lanes"))

    def show_keys(self, on: bool) -> None:
        """Show which number key taps which lane."""
        self._shows_keys = on
        self.update()

    def set_help(self, words: str) -> None:
        """Say below every name what the mouse does in its lane."""
        self._help = words

    def key_of(self, index: int) -> str:
        """Return the number key that is shown at a lane; empty for none."""
        return str(index + 1) if self._shows_keys and index < LAST_DIGIT else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Pick the source under the pointer."""
        index = self._lanes.lane_at(self.canvas.value_at(event.position().y()))
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self._lanes.sources[index].id)
        super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the whole name."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        index = self._lanes.lane_at(self.canvas.value_at(event.pos().y()))
        words = f"{self._lanes.sources[index].name}\n\n{self._help}" if index is not None else ""
        QToolTip.showText(event.globalPos(), literal(words), self)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the names that are visible."""
        with QPainter(self) as painter:
            ratio = self._begin(painter)
            for index in range(len(self._lanes.sources)):
                top, height = self._lanes.lane_rect(index)
                if top < self.height() and top + height > 0:
                    self._paint_name(painter, index, top, height)
                    line = horizontal_line(top + height, 0, self.width(), ratio)
                    painter.fillRect(line.translated(0, -line.height()), QColor(self.theme["grid"]))
            self._end(painter, ratio)

    def _paint_name(self, painter: QPainter, index: int, top: float, height: float) -> None:
        is_picked = index == self._lanes.picked
        if is_picked:
            ground = mixed(self.theme["surface"], self.theme["text"], 0.12)
            painter.fillRect(QRectF(0, top, self.width(), height), ground)
        key = self.key_of(index)
        width = _KEY if key else _SWATCH
        self._paint_swatch(painter, index, QRectF(_LEFT, top, width, height), key)
        left = _LEFT + width + _GAP
        room = self.width() - 4.0 - left
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold if is_picked else QFont.Weight.Normal)
        metrics, name = QFontMetricsF(font), self._lanes.sources[index].name
        if metrics.horizontalAdvance(name) > room:
            name = own_part(name, [source.name for source in self._lanes.sources])
        name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(self.theme["text" if is_picked else "text_dim"]))
        painter.drawText(QRectF(left, top, room + 2, height), Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def _paint_swatch(self, painter: QPainter, index: int, area: QRectF, key: str) -> None:
        """Paint the colour of a source as a bar, or as a key with its number."""
        margin = (area.height() - _KEY) / 2 if key else min(6.0, max(2.0, 0.2 * area.height()))
        plate = area.adjusted(0, margin, 0, -margin)
        colour = QColor(self._lanes.colour(index))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(plate, 3 if key else 2, 3 if key else 2)
        if key:
            painter.setPen(QColor("#10141a") if colour.lightnessF() > 0.42 else QColor("#f2f5fa"))
            painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, key)
