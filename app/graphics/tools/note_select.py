"""Chooses notes: a click picks one, a drag over empty ground all that it touches.

Owns the rubber band. Shift adds to what is chosen, Ctrl turns the choice round; a click on empty ground goes there.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QRectF, Qt

from app.graphics.note_board import NoteBoard
from app.graphics.note_columns import Flags
from app.graphics.roll_layers import StrokeLayer
from app.graphics.tools.base import Place
from app.graphics.tools.note_editing import NoteEditing


class NoteSelect(NoteEditing):
    """Rubber band and click."""

    def __init__(self, board: NoteBoard, strokes: StrokeLayer, parent: QObject | None = None) -> None:
        super().__init__(board, parent)
        self._strokes = strokes
        self._before: Flags = np.zeros(0, np.bool_)

    def press_empty(self, place: Place) -> bool:
        """Begin a rubber band."""
        self._before = self.board.chosen.copy()
        return True

    def drag_empty(self, begin: Place, place: Place) -> None:
        """Choose what the band touches."""
        touched = self.board.inside(begin, place)
        if place.holds(Qt.KeyboardModifier.ControlModifier):
            touched = self._before ^ touched
        elif place.holds(Qt.KeyboardModifier.ShiftModifier):
            touched = self._before | touched
        self.board.choose(touched)
        # in values, so that the band stays where it began while the picture scrolls
        self._strokes.set_band(
            QRectF(begin.time_s, begin.value, place.time_s - begin.time_s, place.value - begin.value)
        )

    def release_empty(self, begin: Place, place: Place, was_drag: bool) -> None:
        """Take the band away; a click chooses nothing and goes there."""
        self._strokes.set_band(None)
        if not was_drag:
            self.board.choose(np.zeros(len(self.board.bars), np.bool_))
            self.board.canvas.timeline.set_selection(0.0, 0.0)
            self.board.request_seek.emit(place.time_s)

    def cancel_empty(self) -> None:
        """Choose again what was chosen."""
        self._strokes.set_band(None)
        if len(self._before) == len(self.board.bars):
            self.board.choose(self._before)
