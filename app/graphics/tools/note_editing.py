"""What all tools of the piano roll do with notes that are there.

Owns the meaning of click, drag and keys on notes: a click chooses (Shift adds, Ctrl turns round), a drag moves, an edge
resizes, Ctrl + drag copies, Ctrl + Shift + drag of a note of the score pulls the score, a double click deletes. Alt
leaves the grid. What happens where no note is says each tool.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from app.graphics.note_board import Hit, NoteBoard
from app.graphics.tools.base import Place, Tool
from app.graphics.tools.note_gestures import DRAG_PX, Gesture, Move, Pulling, Resize
from core.annotation.note_edits import SHORTEST_S

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_FINE_S = 0.01


class NoteEditing(Tool):
    """A tool that edits the notes under the pointer and the chosen ones by keys."""

    def __init__(self, board: NoteBoard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.board = board
        self._begin: Place | None = None
        self._hit: Hit | None = None
        self._gesture: Gesture | None = None
        self._is_drag = False

    # where no note is

    def press_empty(self, place: Place) -> bool:
        """The button went down where no note is."""
        return False

    def drag_empty(self, begin: Place, place: Place) -> None:
        """A drag that began where no note is goes on."""

    def release_empty(self, begin: Place, place: Place, was_drag: bool) -> None:
        """What began where no note is ends."""

    def cancel_empty(self) -> None:
        """What began where no note is was given up."""

    # the mouse

    def press(self, place: Place) -> bool:
        """Choose what lies there, or begin something on empty ground."""
        self._hit, self._gesture, self._is_drag = self.board.hit(place), None, False
        self._begin = place
        self.board.is_in_the_air = True
        if self._hit is None:
            return self.press_empty(place)
        number = self._hit.number
        if place.double:
            self._begin = None
            self.board.request_erase.emit((self.board.columns.notes[number],))
        elif not self.board.chosen[number] and not place.holds(_SHIFT) and not place.holds(_CONTROL):
            self.board.choose(self.board.only(number))
        return True

    def move(self, place: Place) -> None:
        """Go on with the drag."""
        begin = self._begin
        if begin is None:
            return
        self._is_drag = self._is_drag or (place.pixel - begin.pixel).manhattanLength() >= DRAG_PX
        if self._hit is None:
            if self._is_drag:
                self.drag_empty(begin, place)
        elif self._is_drag:
            if self._gesture is None:
                self._gesture = self._begun(self._hit, begin)
            self._gesture.update(place)

    def release(self, place: Place) -> None:
        """Ask for what the drag did, or choose what was clicked."""
        begin, self._begin = self._begin, None
        self.board.is_in_the_air = False
        if begin is None:
            return
        if self._hit is None:
            self.release_empty(begin, place, self._is_drag)
        elif self._gesture is not None:
            gesture, self._gesture = self._gesture, None
            gesture.finish()
        else:
            self._click(self._hit.number, place)

    def cancel(self) -> None:
        """Leave everything as it was."""
        self._begin = self._gesture = None
        self.board.is_in_the_air = False
        self.board.show_preview(None)
        self.cancel_empty()

    def hover(self, place: Place | None) -> Qt.CursorShape | None:
        """Show what a drag would do here."""
        hit = self.board.hit(place) if place is not None else None
        if hit is None:
            return None
        return Qt.CursorShape.SizeAllCursor if hit.part == "body" else Qt.CursorShape.SizeHorCursor

    def _begun(self, hit: Hit, begin: Place) -> Gesture:
        board = self.board
        warp, note = board.warp, board.columns.notes[hit.number]
        copies, adds = begin.holds(_CONTROL), begin.holds(_SHIFT)
        if copies and adds and warp is not None and note.source_id in warp.source_ids:
            return Pulling(board, hit, begin)
        if not board.chosen[hit.number]:
            board.choose(board.only(hit.number) | board.chosen if adds or copies else board.only(hit.number))
        if hit.part == "body" or copies:
            return Move(board, hit, begin, copies)
        return Resize(board, hit, begin)

    def _click(self, number: int, place: Place) -> None:
        board = self.board
        if place.holds(_CONTROL):
            board.choose(board.chosen ^ board.only(number))
        elif place.holds(_SHIFT):
            board.choose(board.chosen | board.only(number))
        else:
            board.choose(board.only(number))

    # the keys

    def key(self, event: QKeyEvent) -> bool:
        """Move, resize or leave the chosen notes."""
        if not self.board.chosen.any():
            return False
        key, keys = Qt.Key(event.key()), event.modifiers()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        pitches = {Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}
        if key == Qt.Key.Key_Escape:
            self.board.choose(np.zeros(len(self.board.bars), np.bool_))
        elif key in steps and keys & _SHIFT:
            self._resize_by_key(steps[key], keys)
        elif key in steps:
            self._move_by_key(steps[key], keys)
        elif key in pitches and not keys & _SHIFT:
            semitones = pitches[key] * (12 if keys & _CONTROL else 1)
            self.board.request_move.emit(self.board.chosen_notes(), 0.0, semitones, False)
        else:
            return False
        return True

    def _move_by_key(self, step: int, keys: Qt.KeyboardModifier) -> None:
        board = self.board
        start_s = float(board.bars.start[board.chosen].min())
        to_s = board.stepped(start_s, step, bool(keys & _CONTROL))
        by_s = step * _FINE_S if keys & Qt.KeyboardModifier.AltModifier else to_s - start_s
        board.request_move.emit(board.chosen_notes(), by_s, 0, False)

    def _resize_by_key(self, step: int, keys: Qt.KeyboardModifier) -> None:
        board = self.board
        chosen = board.bars.picked_out(board.chosen)
        stop_s = float(chosen.stop.max())
        by_s = board.stepped(stop_s, step, bool(keys & _CONTROL)) - stop_s
        by_s = step * _FINE_S if keys & Qt.KeyboardModifier.AltModifier else by_s
        if step > 0 or float((chosen.stop - chosen.start).max()) > SHORTEST_S:
            board.request_resize.emit(board.chosen_notes(), 0.0, by_s)
