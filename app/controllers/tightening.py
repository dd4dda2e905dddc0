"""What a run found, seen under the notes, and the notes brought to it.

Owns these two commands and when they can be asked for. What was found is ``found_activity``'s.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from app.actions import tool_tip
from app.controllers.document import DocumentController
from app.controllers.found_activity import FoundActivity
from app.controllers.settings import settings
from app.plain_text import literal
from app.views.piano_roll_view import PianoRollView
from core.annotation.model import Note
from core.annotation.note_edits import replaced
from core.annotation.tightening import tightened

_KEY = "found_activity"


class TighteningController(QObject):
    """The picture of what was found, and the notes that follow it."""

    said = Signal(str)  # for the status line

    def __init__(
        self,
        found: FoundActivity,
        document: DocumentController,
        roll: PianoRollView,
        actions: dict[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._found, self._document, self._roll = found, document, roll
        self._show, self._tighten = actions["found_activity"], actions["tighten"]
        self._is_due = False  # notes are tightened as soon as what was found is there
        self._show.setChecked(settings().value(_KEY, "no") == "yes")
        self._show.toggled.connect(self._on_toggled)
        self._tighten.triggered.connect(self.tighten)
        found.changed.connect(self.refresh)
        document.annotation_changed.connect(self._on_annotation)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what there is, and let be asked for what can be done."""
        found = self._found
        if found.is_awaited and (self._show.isChecked() or self._is_due):
            found.want()
        self._roll.set_found(found.representation if self._show.isChecked() else None)
        why = self._why_not()
        self._tighten.setEnabled(not why)
        for action, reason in ((self._tighten, why), (self._show, self._nothing_found())):
            action.setToolTip(literal(f"{tool_tip(action)}\n{reason}") if reason else tool_tip(action))
        if self._is_due and not found.is_awaited:
            self._is_due = False
            self.tighten()

    @Slot()
    def tighten(self) -> None:
        """Let the chosen notes, or all that are shown, begin and end where they were found to."""
        why = self._why_not()
        if why:
            self._roll.tell(why)
            return
        found = self._found.representation
        if found is None:
            self._is_due = True
            self._found.want()
            return
        board, annotation = self._roll.board, self._document.annotation
        notes = board.chosen_notes() or board.columns.picked(board.visible())
        change = tightened(notes, found, self._document.length, among=annotation.notes)
        if not change:
            self._roll.tell(self.tr("No note was found to begin or end elsewhere than where it stands."))
            return
        after = replaced(annotation, change.before, change.after)
        one, many = self.tr("Tighten note"), self.tr("Tighten {0} notes")
        if self._document.perform(after, one if len(change) == 1 else many.format(len(change))):
            self.said.emit(self._words(len(change), notes, change.median_samples() / self._document.rate))

    def _words(self, moved: int, notes: tuple[Note, ...], median_s: float) -> str:
        words = self.tr("{0} of {1} notes tightened; half of their edges moved by {2:.0f} ms or more")
        return words.format(moved, len(notes), median_s * 1000)

    def _why_not(self) -> str:
        if not self._document.annotation.notes:
            return self.tr("There are no notes yet.")
        return self._nothing_found()

    def _nothing_found(self) -> str:
        found = self._found
        if found.is_there:
            return ""
        if found.version is None:
            return self.tr("Separate first: the version that is shown tells where each note was found.")
        return self.tr("The version that is shown does not tell where notes were found; separate by the notes.")

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        settings().setValue(_KEY, "yes" if on else "no")
        self.refresh()
        why = self._nothing_found()
        if on and why:
            self._roll.tell(why)

    @Slot(object)
    def _on_annotation(self, _change: object) -> None:
        self.refresh()
