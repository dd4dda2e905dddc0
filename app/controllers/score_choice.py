"""Asking which notes of a score go to which source.

Owns the dialog and what it needs from behind; the import itself is the score's.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.bridge import Report
from app.controllers.document import DocumentController
from app.controllers.score import ScoreController
from app.controllers.work import Workbench
from app.views.score_import_dialog import ImportChoice, ScoreImportDialog
from core.annotation.score import Score
from core.annotation.score_import import replaced_sources, suggested, track_hands
from core.errors import JobCancelled


class ScoreChoice(QObject):
    """Shows the dialog whenever a score was read of which this is asked."""

    def __init__(
        self,
        window: QWidget,
        document: DocumentController,
        score: ScoreController,
        work: Workbench,
        align: QAction,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._document, self._controller, self._work, self._align = window, document, score, work, align
        self._score: Score | None = None
        self.dialog: ScoreImportDialog | None = None
        score.choice_wanted.connect(self.ask)
        document.replaced.connect(self._close)

    @Slot(object)
    def ask(self, score: Score) -> None:
        """Ask where the notes of a score go, then import them."""
        self._close()
        annotation = self._document.annotation
        suggestion = suggested(annotation, score)
        replaced = [source.name for source in replaced_sources(annotation, suggestion)]
        self._score = score
        self.dialog = ScoreImportDialog(
            score, annotation.sources, suggestion, replaced, self._controller.aligning, self._window
        )
        self.dialog.import_requested.connect(self._import)
        self.dialog.hands_wanted.connect(self._find_hands)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    @Slot(object)
    def _import(self, choice: ImportChoice) -> None:
        if self._score is not None:
            # first here, so that the action finds nothing to match
            self._controller.aligning = choice.matching
            self._align.setChecked(choice.matching)
            self._controller.import_score(self._score, choice.assignment, choice.hands, is_added=choice.is_added)

    @Slot(int)
    def _find_hands(self, track: int) -> None:
        if self._score is not None:
            self._work.start(_FindHands(self._score, track), self.tr("Telling the hands apart"), self._take_hands)

    @Slot(object)
    def _take_hands(self, found: _Found) -> None:
        if self.dialog is not None and found.score is self._score:
            self.dialog.set_hands(found.track, found.right)

    @Slot()
    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()

    @Slot()
    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None


class _Found:
    def __init__(self, score: Score, track: int, right: NDArray[np.bool_]) -> None:
        self.score, self.track, self.right = score, track, right


class _FindHands:
    def __init__(self, score: Score, track: int) -> None:
        self._score, self._track = score, track

    def __call__(self, report: Report) -> _Found:
        def tick() -> None:
            if not report(0.0):
                raise JobCancelled("finding the hands was cancelled")

        return _Found(self._score, self._track, track_hands(self._score, self._track, tick))
