"""Versions between the window and the project.

Owns the tasks on the io lane that store them, bring them back and remove them, and of which song they are. Decides
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from app.bridge import IoTask
from app.controllers.document import DocumentController
from app.controllers.separation import Separated
from app.controllers.song import SongController
from app.controllers.version_shelf import Shelf, Version
from app.controllers.version_storing import Loading, LoadingState, Storing, Sweeping, to_store
from app.controllers.work import Workbench
from core.errors import CoreError
from core.project.project import VersionFacts

# of which song the stems of a project of format 1 are, and of which one each version is
_SONG_KEY, _SONGS_KEY = "stems_of", "versions_of"


class VersionKeeper(QObject):
    """Stores one version after the other, and loads one at a time."""

    stored = Signal(object)  # Version
    loaded = Signal(object)  # Version
    failed = Signal(object)  # Version that could not be loaded
    state_loaded = Signal(object, object)  # Version, its state
    ended = Signal()  # storing, well or not

    def __init__(
        self,
        shelf: Shelf,
        work: Workbench,
        document: DocumentController,
        song: SongController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shelf, self._work, self._document, self._song = shelf, work, document, song
        self._storing: list[tuple[Version, IoTask, Storing]] = []
        self._loading: tuple[Version, IoTask] | None = None
        self._loading_state: IoTask | None = None

    @property
    def is_storing(self) -> bool:
        """Whether anything is on its way into the project."""
        return any(not task.is_done for _version, task, _storing in self._storing)

    @property
    def loading(self) -> Version | None:
        """Which version is on its way back."""
        return self._loading[0] if self._loading is not None else None

    def stores(self, version: Version) -> bool:
        """Whether a version is on its way into the project."""
        return any(one is version and not task.is_done for one, task, _storing in self._storing)

    def list_all(self) -> None:
        """Put what the project has on the shelf; raises CoreError."""
        project, mixture = self._document.project, self._song.mixture
        if mixture is None:
            return
        songs, usual = project.state(_SONGS_KEY, {}), project.state(_SONG_KEY, mixture.sha256)
        for facts in project.versions():
            version = Version(facts, facts.id, fault=facts.problem)
            if not version.fault and songs.get(str(facts.id), usual) != mixture.sha256:
                version.fault = self.tr("It was made of the song as it was before it changed.")
            self._shelf.add(version)
        for version in self._shelf:
            version.facts = replace(version.facts, based_on=self._known(version.facts.based_on))

    def store(self) -> None:
        """Store every version that is not in the project and not on its way there."""
        project = self._document.project
        if project.path is None:
            return
        for version in self._shelf:
            if version.stored_id is not None or version.separated is None or self.stores(version):
                continue
            base = self._shelf.get(version.facts.based_on)
            stored = to_store(version.separated, version.facts, base.stored_id if base is not None else None)
            storing = Storing(project, version.id, stored)
            task = self._work.start(storing, self.tr("Keeping the stems"), self._on_stored)
            self._storing.append((version, task, storing))
            task.ended.connect(self._on_ended)

    @Slot(object)
    def _on_stored(self, known: tuple[int, VersionFacts]) -> None:
        version, kept = self._shelf.get(known[0]), known[1]
        if version is None:
            return
        told = version.facts
        version.stored_id = kept.id
        version.facts = replace(told, stored_bytes=kept.stored_bytes, has_state=kept.has_state)
        project, mixture = self._document.project, self._song.mixture
        if mixture is not None:
            project.set_state(_SONGS_KEY, {**project.state(_SONGS_KEY, {}), str(kept.id): mixture.sha256})
        parts = {key: getattr(told, key) for key in ("name", "note", "figures")}
        self.change(version, {key: value for key, value in parts.items() if getattr(kept, key) != value})
        self.stored.emit(version)

    @Slot()
    def _on_ended(self) -> None:
        done = [one for one in self._storing if one[1].is_done]
        self._storing = [one for one in self._storing if not one[1].is_done]
        for version, _task, storing in done:
            if storing.stored_id is not None and self._shelf.get(version.id) is None:
                # it was removed in the moment in which it had been stored
                self._take_off(storing.stored_id)
        self.ended.emit()

    def change(self, version: Version, parts: Mapping[str, object]) -> None:
        """Tell the project what the user says of a version, where it is there."""
        if version.stored_id is None or not parts:
            return
        try:
            self._document.project.change_version(version.stored_id, **parts)  # type: ignore[arg-type]
        except CoreError as error:
            self._work.failed.emit(error)

    def remove(self, version: Version) -> bool:
        """Take a version off the shelf and out of the project; return whether that could be done."""
        if version.stored_id is not None and not self._take_off(version.stored_id):
            return False
        self._shelf.remove(version)
        for one, task, _storing in self._storing:
            if one is version:
                self._work.cancel(task)
        if self.loading is version:
            self.stop_loading()
        return True

    def _take_off(self, stored_id: int) -> bool:
        """Take a version out of the project at once: whatever is opened next, it does not come back."""
        project = self._document.project
        try:
            project.take_version_off(stored_id)
        except CoreError as error:
            self._work.failed.emit(error)
            return False
        self._work.start(Sweeping(project), self.tr("Removing the version"), self._on_removed)
        return True

    @Slot(object)
    def _on_removed(self, _nothing: object) -> None:
        self.ended.emit()

    def load(self, version: Version) -> None:
        """Bring the stems of a version back, in place of those that are on their way."""
        mixture = self._song.mixture
        if version is self.loading or mixture is None or version.stored_id is None:
            return
        self.stop_loading()
        loading = Loading(self._document.project, version.stored_id, mixture, self._document.annotation)
        task = self._work.start(loading, self.tr("Bringing the stems back"), self._on_loaded)
        task.failed.connect(self._on_failed)
        self._loading = (version, task)

    def stop_loading(self) -> None:
        """Give up what is on its way back."""
        if self._loading is not None:
            self._work.cancel(self._loading[1])
            self._loading = None

    @Slot(object)
    def _on_loaded(self, separated: Separated) -> None:
        if self._loading is None:
            return
        version, self._loading = self._loading[0], None
        version.hold(replace(separated, based_on=version.facts.based_on))
        self.loaded.emit(version)

    @Slot(object)
    def _on_failed(self, error: CoreError) -> None:
        if self._loading is not None:
            version, self._loading = self._loading[0], None
            version.fault = str(error)
            self.failed.emit(version)

    def load_state(self, version: Version) -> None:
        """Bring the state of a version back."""
        self._stop_loading_state()
        if version.stored_id is not None:
            loading = LoadingState(self._document.project, version.id, version.stored_id)
            words = self.tr("Bringing the state of the version back")
            self._loading_state = self._work.start(loading, words, self._on_state)

    def _stop_loading_state(self) -> None:
        """Give up a state on its way back: the versions of another project have the same ids."""
        if self._loading_state is not None:
            self._work.cancel(self._loading_state)
            self._loading_state = None

    @Slot(object)
    def _on_state(self, known: tuple[int, Mapping[str, object]]) -> None:
        version = self._shelf.get(known[0])
        if version is not None:
            self.state_loaded.emit(version, known[1])

    def clear(self) -> None:
        """Give everything up: another project is open."""
        self.stop_loading()
        self._stop_loading_state()
        for _version, task, _storing in self._storing:
            self._work.cancel(task)
        self._storing = []

    def _known(self, stored_id: int | None) -> int | None:
        """Return the id on the shelf of what the project knows by an id."""
        version = self._shelf.stored(stored_id)
        return version.id if version is not None else None
