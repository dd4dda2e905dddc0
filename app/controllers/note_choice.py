"""Notes chosen by what they have in common: their source, their pitches, the time that is selected.

Owns these commands. Changes no notes.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from app.controllers.document import DocumentController
from app.graphics.note_columns import Flags
from app.views.piano_roll_view import PianoRollView


class NoteChoice(QObject):
    """Commands that choose many notes at once, of those that are shown, or none."""

    nothing_to_clear = Signal()

    def __init__(
        self,
        document: DocumentController,
        roll: PianoRollView,
        actions: dict[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._actions = document, actions
        self._roll, self._board, self._timeline = roll, roll.board, roll.timeline
        for name, slot in {
            "choose_source": self.choose_source,
            "choose_pitches": self.choose_pitches,
            "choose_between": self.choose_between,
            "choose_in_time": self.choose_in_time,
        }.items():
            actions[name].triggered.connect(slot)
        self._board.chosen_changed.connect(self.refresh)
        self._board.shown.connect(self.refresh)
        self._timeline.selection_changed.connect(self.refresh)
        document.picked_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def clear(self) -> None:
        """Choose no notes; where none are chosen, leave it to others."""
        if self._board.chosen.any():
            self._board.choose(np.zeros(len(self._board.bars), np.bool_))
        else:
            self.nothing_to_clear.emit()

    @Slot()
    def choose_source(self) -> None:
        """Choose all notes of the sources of the chosen notes, or else of the chosen source."""
        self._board.choose(self._kin() & self._board.visible())

    @Slot()
    def choose_pitches(self) -> None:
        """Choose all notes of the same sources and pitches as the chosen ones."""
        bars = self._board.bars
        pitches = np.unique(bars.pitch[self._board.chosen])
        self._board.choose(self._kin() & self._board.visible() & np.isin(bars.pitch, pitches))

    @Slot()
    def choose_between(self) -> None:
        """Choose all notes of the same sources from the lowest to the highest pitch that is chosen."""
        board = self._board
        if board.chosen.any():
            pitches = board.bars.pitch[board.chosen]
            board.choose(self._kin() & board.of_pitches(float(pitches.min()), float(pitches.max())))

    @Slot()
    def choose_in_time(self) -> None:
        """Keep those of the chosen notes that begin in the selected time; without chosen ones, choose all that do."""
        board, (start_s, stop_s) = self._board, self._timeline.selection
        among = board.chosen if board.chosen.any() else board.visible()
        found = among & (board.bars.start >= start_s) & (board.bars.start < stop_s)
        if found.any():
            board.choose(found)
        else:
            self._roll.tell(self.tr("No such note begins in the selected time."))

    @Slot()
    def refresh(self) -> None:
        """Let those commands be asked for that can be carried out."""
        start_s, stop_s = self._timeline.selection
        chosen, there = bool(self._board.chosen.any()), len(self._board.bars) > 0
        for name, on in {
            "choose_source": there and (chosen or self._document.picked is not None),
            "choose_pitches": chosen,
            "choose_between": chosen,
            "choose_in_time": there and stop_s > start_s,
        }.items():
            self._actions[name].setEnabled(on)

    def _kin(self) -> Flags:
        """Return the notes of the sources of the chosen notes, or else of the chosen source."""
        board = self._board
        if board.chosen.any():
            kin: Flags = np.isin(board.bars.source, np.unique(board.bars.source[board.chosen]))
            return kin
        return board.of_source([board.picked_id])
