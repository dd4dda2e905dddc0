"""Deletes every note that a stroke touches, as one step.

Owns which notes lie under the stroke.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from app.graphics.note_board import NoteBoard
from app.graphics.note_columns import Flags
from app.graphics.tools.base import Place, Tool


class NoteErase(Tool):
    """A rubber of one pixel."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, board: NoteBoard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._last: Place | None = None
        self._gone: Flags = np.zeros(0, np.bool_)

    def press(self, place: Place) -> bool:
        """Begin a stroke with the note that lies there."""
        self._gone = np.zeros(len(self._board.bars), np.bool_)
        self._last = place
        self._board.is_in_the_air = True
        hit = self._board.hit(place)
        if hit is not None:
            self._gone[hit.number] = True
            self._show()
        return True

    def move(self, place: Place) -> None:
        """Take away what the stroke crosses."""
        if self._last is not None:
            touched = self._touched(self._last, place) & ~self._gone
            self._last = place
            if touched.any():
                self._gone |= touched
                self._show()

    def release(self, place: Place) -> None:
        """Ask for all of it to be deleted."""
        self.move(place)
        self._last = None
        self._board.is_in_the_air = False
        notes = self._board.columns.picked(self._gone)
        self._board.show_preview(None)
        if notes:
            self._board.request_erase.emit(notes)

    def cancel(self) -> None:
        """Show everything again."""
        self._last = None
        self._board.is_in_the_air = False
        self._board.show_preview(None)

    def key(self, event: QKeyEvent) -> bool:
        """Leave the chosen notes with Esc."""
        if event.key() == Qt.Key.Key_Escape and self._board.chosen.any():
            self._board.choose(np.zeros(len(self._board.bars), np.bool_))
            return True
        return False

    def _show(self) -> None:
        self._board.show_preview(self._board.bars.picked_out(~self._gone))

    def _touched(self, first: Place, second: Place) -> Flags:
        """Return the notes that the straight line between two places crosses."""
        bars, rise = self._board.bars, second.value - first.value
        pixel_s = self._board.seconds_per_pixel
        if rise == 0.0:
            enters, leaves = np.zeros(len(bars)), np.ones(len(bars))
        else:
            lower, upper = (bars.pitch - 0.5 - first.value) / rise, (bars.pitch + 0.5 - first.value) / rise
            enters, leaves = np.clip(np.minimum(lower, upper), 0.0, 1.0), np.clip(np.maximum(lower, upper), 0.0, 1.0)
        low, high = sorted((first.value, second.value))
        inside = (bars.pitch + 0.5 > low) & (bars.pitch - 0.5 < high)
        run_s = second.time_s - first.time_s
        one, other = first.time_s + enters * run_s, first.time_s + leaves * run_s
        begin, end = np.minimum(one, other), np.maximum(one, other)
        stop = np.maximum(bars.stop, bars.start + 2.0 * pixel_s)
        return inside & self._board.visible() & (bars.start <= end) & (stop >= begin)
