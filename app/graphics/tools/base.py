"""What a tool is: the receiver of one canvas's mouse and keys while it is chosen.

Owns the contract. A tool shows what it is about to do in items of its canvas and tells its intent by signals when the
stroke is done; it changes no annotation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent

ToolId = Literal["navigate", "select", "activity", "notes", "region", "erase"]
TOOL_IDS: tuple[ToolId, ...] = ("navigate", "select", "activity", "notes", "region", "erase")


@dataclass(frozen=True)
class Place:
    """Where the pointer is: song time, value of the canvas's upward axis, logical pixels, keys held, double click."""

    time_s: float
    value: float
    pixel: QPointF
    modifiers: Qt.KeyboardModifier
    double: bool = False

    def holds(self, modifier: Qt.KeyboardModifier) -> bool:
        """Return whether a modifier key is held."""
        return bool(self.modifiers & modifier)


class Tool(QObject):
    """A tool that leaves everything to the canvas: click, time selection, scrolling keys."""

    cursor = Qt.CursorShape.ArrowCursor

    def press(self, place: Place) -> bool:
        """The left button went down; True takes the drag, False leaves it to the canvas."""
        return False

    def move(self, place: Place) -> None:
        """The pointer moved in a drag that was taken."""

    def release(self, place: Place) -> None:
        """The drag ended: tell the intent."""

    def cancel(self) -> None:
        """The drag was given up (Esc, another tool): leave no trace."""

    def hover(self, place: Place | None) -> Qt.CursorShape | None:
        """The pointer moved without a button, or left (None); return a cursor for this place, None for the usual."""
        return None

    def key(self, event: QKeyEvent) -> bool:
        """A key went down on the canvas; True where the tool used it."""
        return False

    def context(self, place: Place) -> bool:
        """The right button was clicked; True where the tool used it."""
        return False
