"""Draws notes: a click makes one of the length of the grid, a drag gives it its length.

Owns drawing, by the mouse and by a cursor that the arrow keys move. Shift + Left and Right change the length of what
the cursor draws, Enter draws it, or chooses the note that is there already.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent

from app.graphics.note_board import NoteBoard
from app.graphics.roll_layers import NoteCursor, StrokeLayer
from app.graphics.tools.base import Place
from app.graphics.tools.note_editing import NoteEditing
from app.graphics.tools.note_gestures import is_free
from core.annotation.note_edits import HIGHEST_PITCH, SHORTEST_S

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class NoteDraw(NoteEditing):
    """Pen and note cursor."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, board: NoteBoard, strokes: StrokeLayer, parent: QObject | None = None) -> None:
        super().__init__(board, parent)
        self._strokes = strokes
        self._start_s = self._stop_s = 0.0
        self._pitch = 60
        self._is_drawing = False
        self._pen = NoteCursor(0.0, 60, 1)

    # the mouse

    def press(self, place: Place) -> bool:
        """Take the mouse rather than the keys."""
        self._strokes.set_cursor(None)
        return super().press(place)

    def press_empty(self, place: Place) -> bool:
        """Begin a note of the length of the grid."""
        board = self.board
        self._is_drawing = self._may_draw() and 0 <= place.time_s < board.length_s
        if self._is_drawing:
            self._start_s = board.cell_start(place.time_s, is_free(place))
            self._stop_s = min(board.cell_stop(self._start_s), board.length_s)
            self._pitch = min(max(0, round(place.value)), HIGHEST_PITCH)
            self._show()
        return True

    def drag_empty(self, begin: Place, place: Place) -> None:
        """Let it end at the pointer."""
        if self._is_drawing:
            aim_s = self.board.snapped(place.time_s, is_free(place))
            shortest_s = self._start_s + SHORTEST_S
            least_s = shortest_s if is_free(place) else min(self.board.cell_stop(self._start_s), self.board.length_s)
            near_onset = not is_free(place) and self.board.onset_near(place.time_s) is not None
            self._stop_s = min(max(shortest_s if near_onset else least_s, aim_s), self.board.length_s)
            self._show()

    def release_empty(self, begin: Place, place: Place, was_drag: bool) -> None:
        """Ask for it."""
        if self._is_drawing:
            self._is_drawing = False
            self.board.show_preview(None)
            self.board.request_draw.emit(self._start_s, self._stop_s, self._pitch)
            self.board.choose(self.board.found(self._start_s, self._pitch))

    def cancel_empty(self) -> None:
        """Draw nothing."""
        self._is_drawing = False

    def hover(self, place: Place | None) -> Qt.CursorShape | None:
        """Take the cursor of the keys away."""
        if place is not None:
            self._strokes.set_cursor(None)
        return super().hover(place)

    def _may_draw(self) -> bool:
        if self.board.picked_id:
            return True
        self.board.told.emit(self.tr("A note belongs to a source: add one with Ctrl+T, or choose one in the mixer."))
        return False

    def _show(self) -> None:
        self.board.show_preview(self.board.drawn(self._start_s, self._stop_s, self._pitch))

    # the keys

    def key(self, event: QKeyEvent) -> bool:
        """Move the note cursor, or draw there."""
        if super().key(event):
            return True
        key, keys = Qt.Key(event.key()), event.modifiers()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        pitches = {Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}
        if key == Qt.Key.Key_Escape and self._strokes.cursor is not None:
            self._strokes.set_cursor(None)
        elif self.board.chosen.any() or self.board.length_s <= 0:
            return False
        elif key in steps:
            self._step(steps[key], keys)
        elif key in pitches and not keys & _SHIFT:
            up = pitches[key] * (12 if keys & _CONTROL else 1)
            self._set_pen(replace(self._shown_pen(), pitch=self._shown_pen().pitch + up))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._draw_at_cursor()
        else:
            return False
        return True

    def _shown_pen(self) -> NoteCursor:
        """Return the cursor; where it is out of sight, at the playhead or else in the middle."""
        line, (low, high) = self.board.canvas.timeline, self.board.canvas.y_range
        pen = self._pen
        if not line.start_s <= pen.start_s <= line.stop_s:
            seen = line.start_s <= line.playhead_s <= line.stop_s
            start_s = line.playhead_s if seen else (line.start_s + line.stop_s) / 2
            pen = replace(pen, start_s=self.board.cell_start(start_s, False))
        return pen if low <= pen.pitch <= high else replace(pen, pitch=round((low + high) / 2))

    def _step(self, step: int, keys: Qt.KeyboardModifier) -> None:
        pen = self._shown_pen()
        if keys & _SHIFT:
            self._set_pen(replace(pen, cells=max(1, pen.cells + step)))
        else:
            self._set_pen(replace(pen, start_s=self.board.stepped(pen.start_s, step, bool(keys & _CONTROL))))

    def _set_pen(self, pen: NoteCursor) -> None:
        """Show the cursor, in the song and in sight."""
        board, canvas = self.board, self.board.canvas
        last_s = board.cell_start(board.length_s - SHORTEST_S, False)
        start_s = min(max(0.0, pen.start_s), last_s)
        pitch = min(max(0, pen.pitch), HIGHEST_PITCH)
        stop_s = min(board.stepped(start_s, pen.cells, False), board.length_s)
        self._pen = NoteCursor(start_s, pitch, pen.cells, stop_s)
        line, (low, high) = canvas.timeline, canvas.y_range
        line.scroll(min(0.0, start_s - line.start_s) + max(0.0, stop_s - line.stop_s))
        up = min(0.0, pitch - 1 - low) + max(0.0, pitch + 1 - high)
        if up:
            canvas.set_y_range(low + up, high + up)
        self._strokes.set_cursor(self._pen)

    def _draw_at_cursor(self) -> None:
        board, canvas = self.board, self.board.canvas
        self._set_pen(self._shown_pen())
        pen = self._pen
        middle_s = pen.start_s + min(SHORTEST_S, pen.stop_s - pen.start_s) / 2
        pixel = QPointF(canvas.x_of(middle_s), canvas.y_of(pen.pitch))
        hit = board.hit(Place(middle_s, float(pen.pitch), pixel, Qt.KeyboardModifier.NoModifier))
        if hit is not None:
            board.choose(board.only(hit.number))
        elif self._may_draw():
            board.request_draw.emit(pen.start_s, pen.stop_s, pen.pitch)
            self._set_pen(replace(pen, start_s=pen.stop_s))
