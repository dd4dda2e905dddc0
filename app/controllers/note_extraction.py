"""The chosen notes as a stem of their own: asked for, named, and gone on to from what is known already.

Owns from what such a run starts and what its stem is called. Shows nothing; the annotation stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.controllers.screen import Screen
from app.controllers.separation import Base
from app.controllers.session import Session
from app.controllers.version_shelf import Version
from app.controllers.version_storing import LoadingState
from app.graphics.note_board import NoteBoard
from app.views.controls import format_span
from app.views.engine_panel import EnginePanel
from core.annotation.model import Annotation, Note
from core.annotation.note_groups import NoteGroup
from core.display import note_name
from core.engines.base import parameter_specs, when_known


class NoteExtraction(QObject):
    """Separations with one stem more, that of the notes which are chosen in the piano roll."""

    told = Signal(str)  # why nothing is separated

    def __init__(
        self, session: Session, board: NoteBoard, engine: EnginePanel, screen: Screen, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._board, self._engine, self._screen = session, board, engine, screen
        self._names: dict[str, str] = {}  # of the groups that were asked for, by id
        self._waits_for: Version | None = None
        session.versions.added.connect(self._name_version)
        session.document.replaced.connect(self._give_up)

    @Slot()
    def separate(self) -> None:
        """Separate with a stem for the chosen notes; from the version that is shown, where the engine made it."""
        if not self._board.chosen.any():
            self.told.emit(
                self.tr(
                    "Choose notes in the piano roll first: drag around them with tool 2, or over the keys beside them."
                )
            )
            return
        if not self._screen.may_separate() or self._waits_for is not None:
            return
        versions = self._session.versions
        version = versions.get(versions.chosen)
        if version is None or not version.facts.has_state or version.facts.engine_id != self._engine.engine_id():
            self._start(None)
            return
        state = version.separated.result.state if version.separated is not None else None
        if state:
            self._start((version, state))
        elif version.stored_id is not None:
            self._waits_for = version
            loading = LoadingState(self._session.document.project, version.id, version.stored_id)
            task = self._session.work.start(loading, self.tr("Bringing the state of the version back"), self._on_state)
            task.failed.connect(self._give_up)

    @Slot(object)
    def _on_state(self, known: tuple[int, Mapping[str, Any]]) -> None:
        version, self._waits_for = self._waits_for, None
        if version is not None and self._board.chosen.any() and self._screen.may_separate():
            self._start((version, known[1]) if known[1] else None)

    @Slot()
    @Slot(object)
    def _give_up(self, _error: object = None) -> None:
        self._waits_for = None
        self._names.clear()

    def _start(self, known: tuple[Version, Mapping[str, Any]] | None) -> None:
        notes, annotation = self._board.chosen_notes(), self._session.document.annotation
        group = NoteGroup.of(self._name(notes, annotation), notes)
        self._names[group.id] = group.name
        separation, parameters, base = self._session.separation, self._engine.parameters(), None
        if known is not None:
            version, state = known
            base = Base(version.id, version.facts.engine_id, state)
            if self._needs_little(version, parameters, group):
                parameters = when_known(parameters)
        separation.extract(self._engine.engine_id(), parameters, group, base)

    def _needs_little(self, version: Version, parameters: Any, group: NoteGroup) -> bool:
        """Return whether a version knows all that is to be known but which notes are asked for."""
        facts = version.facts
        if facts.stopped_early or facts.span is not None or self._session.versions.is_outdated(version.id):
            return False
        specs = parameter_specs(type(parameters))
        spared = {spec.name: spec.when_known for spec in specs if spec.when_known is not None}
        if {**facts.parameters, **spared} != {**asdict(parameters), **spared}:
            return False
        parts = self._session.separation.asked(group).parts.sources
        before = {source_id for source_id, _name in facts.sources}
        return {(source.instrument_of or source).id for source in parts} <= before

    @Slot(object)
    def _name_version(self, version_id: object) -> None:
        version = self._session.versions.get(version_id)
        for source_id, _name in version.facts.sources if version is not None else ():
            if source_id in self._names:
                self._session.versions.rename(version_id, self._names.pop(source_id))

    def _name(self, notes: Sequence[Note], annotation: Annotation) -> str:
        """Return what a stem of notes is called: their source, pitches, and when where not all of these are meant."""
        sources = {note.source_id for note in notes}
        whose = annotation.source(next(iter(sources))).name if len(sources) == 1 else self.tr("Notes")
        pitches = [note.pitch for note in notes if note.pitch is not None]
        low, high = (note_name(round(pitch)) for pitch in (min(pitches), max(pitches)))
        rate = self._session.document.rate
        first = format_span(min(note.start for note in notes) // rate)
        if len(notes) == 1:
            return self.tr("{0} at {1}").format(f"{whose} {low}", first)
        alike = [
            note
            for note in annotation.notes
            if note.source_id in sources and note.pitch is not None and min(pitches) <= note.pitch <= max(pitches)
        ]
        own = sum(note.source_id in sources for note in annotation.notes)
        if len(sources) == 1 and len(notes) == own:
            return self.tr("{0}, all notes").format(whose)
        words = f"{whose} {low}" if low == high else f"{whose} {low}-{high}"
        if len(notes) == len(alike):
            return words
        return self.tr("{0} at {1}").format(words, f"{first}-{format_span(max(note.stop for note in notes) // rate)}")
