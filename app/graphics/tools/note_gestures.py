"""Drags of notes that are there: moved, copied, resized, pulled with the score.

Owns what is shown while the button is down and what is asked for when it is let go.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from PySide6.QtCore import Qt

from app.graphics.note_board import Hit, NoteBoard
from app.graphics.tools.base import Place
from core.annotation.note_edits import SHORTEST_S, allowed_move

DRAG_PX = 4


class Gesture(Protocol):
    """A drag under way."""

    def update(self, place: Place) -> None:
        """The pointer is there now: show what that would do."""
        ...

    def finish(self) -> None:
        """Ask for it."""
        ...


def is_free(place: Place) -> bool:
    """Return whether the grid does not count: Alt is held."""
    return place.holds(Qt.KeyboardModifier.AltModifier)


class Move:
    """The chosen notes follow the pointer, or copies of them do."""

    def __init__(self, board: NoteBoard, hit: Hit, begin: Place, copies: bool) -> None:
        self._board, self._begin, self._copies = board, begin, copies
        self._bars = board.bars.picked_out(board.chosen)
        self._anchor_s = float(board.bars.start[hit.number])
        self._by_s, self._semitones = 0.0, 0

    def update(self, place: Place) -> None:
        """Show what the drag would do."""
        board, bars, begin = self._board, self._bars, self._begin
        by_s = 0.0
        if abs(place.pixel.x() - begin.pixel.x()) >= DRAG_PX:
            aim_s = self._anchor_s + place.time_s - begin.time_s
            by_s = board.snapped(aim_s, is_free(place)) - self._anchor_s
        up = round(place.value) - round(begin.value)
        edges = float(bars.start.min()), float(bars.stop.max())
        pitches = float(bars.pitch.min()), float(bars.pitch.max())
        self._by_s, self._semitones = allowed_move(*edges, *pitches, by_s, up, board.length_s)
        start, stop = bars.start + self._by_s, bars.stop + self._by_s
        if self._copies:
            everything = np.ones(len(bars), np.bool_)
            board.show_preview(board.bars.with_more(bars.with_changed(everything, start, stop, self._semitones)))
        else:
            board.show_preview(board.bars.with_changed(board.chosen, start, stop, self._semitones))

    def finish(self) -> None:
        """Ask for it."""
        notes = self._board.chosen_notes()
        self._board.show_preview(None)
        if self._by_s or self._semitones:
            self._board.request_move.emit(notes, self._by_s, self._semitones, self._copies)


class Resize:
    """The beginnings or the ends of the chosen notes follow the pointer."""

    def __init__(self, board: NoteBoard, hit: Hit, begin: Place) -> None:
        self._board, self._begin, self._at_start = board, begin, hit.part == "start"
        self._bars = board.bars.picked_out(board.chosen)
        edges = board.bars.start if self._at_start else board.bars.stop
        self._edge_s = float(edges[hit.number])
        self._by_s = 0.0

    def update(self, place: Place) -> None:
        """Show what the drag would do."""
        board, bars = self._board, self._bars
        aim_s = self._edge_s + place.time_s - self._begin.time_s
        self._by_s = board.snapped(aim_s, is_free(place)) - self._edge_s
        least = np.minimum(SHORTEST_S, bars.stop - bars.start)
        start, stop = bars.start, bars.stop
        if self._at_start:
            start = np.clip(start + self._by_s, np.minimum(0.0, start), stop - least)
        else:
            stop = np.clip(stop + self._by_s, start + least, np.maximum(stop, board.length_s))
        board.show_preview(board.bars.with_changed(board.chosen, start, stop))

    def finish(self) -> None:
        """Ask for it."""
        notes, by_s = self._board.chosen_notes(), self._by_s
        self._board.show_preview(None)
        if by_s:
            self._board.request_resize.emit(notes, by_s if self._at_start else 0.0, 0.0 if self._at_start else by_s)


class Pulling:
    """The score is pulled at the beginning of one of its notes."""

    def __init__(self, board: NoteBoard, hit: Hit, begin: Place) -> None:
        self._board, self._begin = board, begin
        self._from_s = self._to_s = float(board.bars.start[hit.number])

    def update(self, place: Place) -> None:
        """Show what the drag would do."""
        aim_s = self._from_s + place.time_s - self._begin.time_s
        onset_s = None if is_free(place) else self._board.onset_near(aim_s)
        bars, self._to_s = self._board.pulled(self._from_s, aim_s if onset_s is None else onset_s)
        self._board.show_preview(bars)

    def finish(self) -> None:
        """Ask for it."""
        self._board.show_preview(None)
        if self._to_s != self._from_s:
            self._board.request_pull.emit(self._from_s, self._to_s)
