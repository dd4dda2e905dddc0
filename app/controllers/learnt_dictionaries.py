"""The dictionaries that versions of the separation have learnt.

Owns which versions have some, and the way of their states from the project. Shows and changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.bridge import IoTask
from app.controllers.session import Session
from app.controllers.version_storing import LoadingState, engine_info
from core.annotation.model import Dictionary
from core.dictionaries.editing import with_provenance
from core.engines.example_nmf.state import dictionaries_of
from core.errors import CoreError
from core.project.project import VersionFacts

_ENGINE = "example-nmf"


class LearntDictionaries(QObject):
    """What was learnt, by version and source."""

    changed = Signal()  # a state has come
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._versions = session, session.versions
        self._states: dict[int, Mapping[str, Any]] = {}
        self._known: dict[tuple[int, str], Dictionary | None] = {}
        self._loading: tuple[int, IoTask] | None = None
        session.document.replaced.connect(self.clear)

    def versions(self) -> list[int]:
        """Return the ids of the versions that keep dictionaries, the newest first."""
        kept = [facts.id for facts in self._versions.facts if facts.engine_id == _ENGINE and facts.has_state]
        return kept[::-1]

    def is_there(self, version_id: int) -> bool:
        """Return whether the dictionaries of a version are at hand; where not, begin to bring them back."""
        if version_id in self._states:
            return True
        version = self._versions.get(version_id)
        if version is None:
            return False
        if version.separated is not None and version.separated.result.state:
            self._states[version_id] = version.separated.result.state
            return True
        if version.stored_id is not None and (self._loading is None or self._loading[0] != version_id):
            self._stop_loading()
            loading = LoadingState(self._session.document.project, version_id, version.stored_id)
            task = self._session.work.start(loading, self.tr("Bringing the dictionary back"), self._on_state)
            task.failed.connect(self._on_failed)
            self._loading = (version_id, task)
        return False

    def dictionary(self, version_id: int, source_id: str) -> Dictionary | None:
        """Return what a version has learnt for a source; None where it has not, or is not at hand."""
        state, key = self._states.get(version_id), (version_id, source_id)
        if state is not None and key not in self._known:
            every = dictionaries_of(state, self._session.document.annotation)
            found = next((one for one in every if one.source_id == source_id), None)
            version = self._versions.get(version_id)
            if found is not None and version is not None:
                found = with_provenance(found, self._provenance(version.facts))
            self._known[key] = found
        return self._known.get(key)

    def was_given(self, version_id: int, source_id: str) -> bool:
        """Return whether the run of a version was given the dictionary of a source, as far as that is known."""
        version = self._versions.get(version_id)
        guided_by = version.separated.guided_by if version is not None and version.separated is not None else None
        return guided_by is not None and guided_by.dictionary_of(source_id) is not None

    def _provenance(self, facts: VersionFacts) -> dict[str, str]:
        song = self._session.document.project.song
        known = {
            "song": song.path.name if song is not None else "",
            "version": self._versions.letter(facts.id),
            "engine": engine_info(facts.engine_id, facts.engine_version).title,
            "variant": str(facts.parameters.get("variant", "")),
            "date": time.strftime("%Y-%m-%d", time.localtime(facts.made_at)) if facts.made_at else "",
        }
        return {key: value for key, value in known.items() if value}

    @Slot()
    def clear(self) -> None:
        """Forget all: another project is open."""
        self._stop_loading()
        self._states, self._known = {}, {}

    def _stop_loading(self) -> None:
        if self._loading is not None:
            self._session.work.cancel(self._loading[1])
            self._loading = None

    @Slot(object)
    def _on_state(self, known: tuple[int, Mapping[str, Any]]) -> None:
        self._loading = None
        self._states[known[0]] = known[1]
        self.changed.emit()

    @Slot(object)
    def _on_failed(self, error: CoreError) -> None:
        if self._loading is not None:
            self._states[self._loading[0]] = {}
            self._loading = None
        self.failed.emit(error)
        self.changed.emit()
