"""What stands in the way of a separation, and what it will take: looked for when nothing is being edited.

Owns when an engine is asked: looking through tens of thousands of notes after every stroke would be felt.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.controllers.document import DocumentController
from app.controllers.separation import SeparationController
from app.controllers.song import SongController
from app.views.engine_panel import EnginePanel
from core.annotation.model import Annotation
from core.engines.base import Estimate, Problem

_QUIET_MS = 150
# so many notes and spans are looked through at once
_FEW = 2000


class ProblemWatch(QObject):
    """The problems of the engine that is chosen with what is open."""

    changed = Signal()

    def __init__(
        self,
        song: SongController,
        document: DocumentController,
        separation: SeparationController,
        engine: EnginePanel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._song, self._document, self._separation, self._engine = song, document, separation, engine
        self._seen: tuple[object, ...] | None = None
        self._annotation: Annotation | None = None
        self._problems: list[Problem] = []
        self.estimate: Estimate | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET_MS)
        self._timer.timeout.connect(self._look_and_tell)

    def problems(self) -> list[Problem]:
        """Return the problems; of a large annotation that was just edited those before, until it is quiet."""
        annotation = self._document.annotation
        if self._seen != self._what_is_open():
            return self.look()
        if self._annotation is not annotation:
            if _size(annotation) <= _FEW:
                return self.look()
            self._timer.start()
        return self._problems

    def look(self) -> list[Problem]:
        """Return the problems of this moment."""
        self._timer.stop()
        self._seen, self._annotation = self._what_is_open(), self._document.annotation
        self.recommend()
        asked = self._engine.engine_id(), self._engine.parameters()
        self._problems, self.estimate = self._separation.forecast(*asked)
        return self._problems

    def recommend(self) -> None:
        """Tell the panel which engine makes the most of what is known."""
        self._engine.recommend(self._separation.recommended())

    def forget(self) -> None:
        """Nothing could be separated: what was found before does not count."""
        self._timer.stop()
        self._seen = self._annotation = self.estimate = None

    def _what_is_open(self) -> tuple[Any, ...]:
        document, engine = self._document, self._engine
        left_out = {source.id for source in document.annotation.sources} - document.chosen
        return id(self._song.mixture), left_out, engine.engine_id(), engine.parameters()

    @Slot()
    def _look_and_tell(self) -> None:
        if self._annotation is not self._document.annotation:
            self.changed.emit()


def _size(annotation: Annotation) -> int:
    return len(annotation.notes) + sum(len(activity.spans) for activity in annotation.activities)
