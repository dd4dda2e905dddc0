"""The grip of the playhead: what a hand takes hold of to hear the song under it.

Owns its shape, where the mouse meets it and what a drag of it becomes. Plays nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.graphics.colours import Theme, mixed

GRIP_WIDTH, GRIP_HEIGHT = 11.0, 12.0
# the area that is met is larger than what is seen
REACH_PX = 7.0
_DRAG_PX = 2.0


class GripDrag:
    """One press on the grip, or with Ctrl anywhere: a drag scrubs, a click does not."""

    def __init__(self) -> None:
        self.is_held = self.is_scrubbing = False
        self._press_x = 0.0

    def press(self, x: float, over_grip: bool, keys: Qt.KeyboardModifier) -> bool:
        """Take a press; return whether it is for the grip."""
        control = keys & Qt.KeyboardModifier.ControlModifier
        self.is_held = over_grip or bool(control)
        self.is_scrubbing = bool(control)
        self._press_x = x
        return self.is_held

    def move(self, x: float) -> bool:
        """Take a move; return whether the song is to be heard under the pointer."""
        self.is_scrubbing = self.is_scrubbing or (self.is_held and abs(x - self._press_x) >= _DRAG_PX)
        return self.is_scrubbing

    def release(self) -> bool:
        """Let go; return whether it was a scrub."""
        scrubbed, self.is_held, self.is_scrubbing = self.is_scrubbing, False, False
        return scrubbed


def draw_grip(painter: QPainter, middle: float, top: float, theme: Theme, lit: bool) -> None:
    """Draw a handle that points down, larger and in the accent while the mouse is on it."""
    grow = 1.0 if lit else 0.0
    half, bottom, left_top = GRIP_WIDTH / 2 + grow, top + GRIP_HEIGHT, top - grow
    shoulder = bottom - half
    outline = [(-half, left_top), (half, left_top), (half, shoulder), (0.0, bottom), (-half, shoulder)]
    colour = QColor(theme["accent"]) if lit else QColor(theme["playhead"])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(QColor(theme["background"]), 1.0))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(middle + x, y) for x, y in outline]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    # two furrows: it can be taken hold of
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mixed(colour, theme["background"], 0.6))
    for x in (-2.0, 1.0):
        painter.drawRect(round(middle + x), round(top + 2), 1, 4)
