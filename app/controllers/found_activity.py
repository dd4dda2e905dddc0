"""What the run of the shown version found to sound.

Owns where that comes from: the result while it is in memory, the project afterwards, from which it is brought only when
somebody wants it. Shows nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from app.bridge import IoTask, Report
from app.controllers.document import DocumentController
from app.controllers.separation import SeparationController
from app.controllers.version_storing import LoadingState
from app.controllers.versions import VersionController
from app.controllers.work import Workbench
from core.annotation.representation import Representation, representation_in

# versions whose representations stay at hand: they are small, and one switches to and fro
_KEPT = 6


class FoundActivity(QObject):
    """The representation of the version that is shown."""

    changed = Signal()  # another version is shown, or its representation has come

    def __init__(
        self,
        versions: VersionController,
        separation: SeparationController,
        document: DocumentController,
        work: Workbench,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._versions, self._separation = versions, separation
        self._document, self._work = document, work
        self._known: dict[int, Representation | None] = {}
        self._task: tuple[int, IoTask] | None = None
        self._shown: tuple[object, ...] = ()
        versions.changed.connect(self._on_versions)
        separation.result_changed.connect(self._on_versions)
        document.replaced.connect(self._forget)

    @property
    def version(self) -> int | None:
        """The version that is shown; None where none is, or the preview of a running separation."""
        return None if self._separation.is_preview else self._versions.chosen

    @property
    def representation(self) -> Representation | None:
        """What was found; None where nothing is known, or not yet."""
        found = self._known.get(self.version) if self.version is not None else None
        return found if found is not None and found.rate == self._document.rate else None

    @property
    def is_awaited(self) -> bool:
        """Whether the project may know what this does not know yet."""
        version = self._versions.get(self.version)
        return version is not None and version.id not in self._known and version.facts.has_state

    @property
    def is_there(self) -> bool:
        """Whether there is something, or may be when it is asked for."""
        return self.representation is not None or self.is_awaited

    def want(self) -> None:
        """Bring the representation of the shown version from the project, where it is not at hand."""
        version = self._versions.get(self.version)
        if version is None or not self.is_awaited or version.stored_id is None:
            return
        if self._task is not None and self._task[0] == version.id:
            return
        self._give_up()
        loading = _Finding(LoadingState(self._document.project, version.id, version.stored_id))
        task = self._work.start(loading, self.tr("Bringing back what was found"), self._on_found)
        task.failed.connect(self._on_failed)
        self._task = (version.id, task)

    @Slot()
    def _on_versions(self) -> None:
        version = self._versions.get(self.version)
        if version is not None and version.id not in self._known and version.separated is not None:
            state = version.separated.result.state
            if state:
                self._keep(version.id, representation_in(state))
        shown = (self.version, self.representation, self.is_awaited)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    @Slot(object)
    def _on_found(self, found: tuple[int, Representation | None]) -> None:
        self._task = None
        self._keep(*found)
        self._on_versions()

    @Slot(object)
    def _on_failed(self, _error: object) -> None:
        # the error is told by the workbench; it is not asked for again
        if self._task is not None:
            version_id, self._task = self._task[0], None
            self._keep(version_id, None)
            self._on_versions()

    def _keep(self, version_id: int, found: Representation | None) -> None:
        self._known.pop(version_id, None)
        self._known[version_id] = found
        while len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]

    def _give_up(self) -> None:
        if self._task is not None:
            self._work.cancel(self._task[1])
            self._task = None

    @Slot()
    def _forget(self) -> None:
        """Know nothing: the versions of another project have the same ids."""
        self._give_up()
        self._known = {}
        self._on_versions()


class _Finding:
    def __init__(self, loading: LoadingState) -> None:
        self._loading = loading

    def __call__(self, report: Report) -> tuple[int, Representation | None]:
        """Bring the state back and keep of it what was found."""
        version_id, state = self._loading(report)
        return version_id, representation_in(_copied(state))


def _copied(state: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Return what a representation is made of, apart from the rest, which is large."""
    return {name: values.copy() for name, values in state.items() if name.startswith("representation.")}
