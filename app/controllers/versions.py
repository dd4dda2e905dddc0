"""The versions of the separation: which there are, which one is chosen, what the user says of them.

Owns that every result of a job becomes one and that none is lost. Storing and loading is ``version_keeping``'s. Shows
nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.controllers.document import DocumentController
from app.controllers.separation import Base, Separated, SeparationController
from app.controllers.song import SongController
from app.controllers.version_keeping import VersionKeeper
from app.controllers.version_shelf import ROOM_BYTES, Shelf, Version, letter, take_of, weight
from app.controllers.version_storing import facts_of
from app.controllers.work import Workbench
from core.errors import CoreError
from core.playback import Take
from core.project.project import VersionFacts

PREVIEW = "preview"
_CHOSEN_KEY = "version"
# stems that nobody has asked for are brought back when nothing else is to do
_IDLE_MS = 1500


class VersionController(QObject):
    """Every result of a job, by an id: that of the project, or a number below 0 for those of this session."""

    changed = Signal()
    chosen_changed = Signal(object)  # id of the version that is shown from now on, or PREVIEW
    takes_changed = Signal()  # other stems are at hand; what is shown is the same
    added = Signal(object)  # id of the version that a job has made
    ended = Signal()  # storing, well or not
    restored = Signal(object)  # id of the version that is shown when a project is opened

    def __init__(
        self,
        work: Workbench,
        document: DocumentController,
        song: SongController,
        separation: SeparationController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work, self._document, self._song, self._separation = work, document, song, separation
        self._shelf = Shelf()
        self._keeper = VersionKeeper(self._shelf, work, document, song, self)
        self._chosen: int | None = None
        self._wanted: int | None = None  # is shown as soon as its stems are there
        self._before: int | None = None  # was shown before the one that is
        self._picked_while_running = False
        self._preview: tuple[Separated, Take] | None = None
        self.room_bytes = ROOM_BYTES
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._load_another)
        self._keeper.stored.connect(self._on_stored)
        self._keeper.loaded.connect(self._on_loaded)
        self._keeper.failed.connect(self._on_failed)
        self._keeper.state_loaded.connect(self._on_state)
        self._keeper.ended.connect(self._on_ended)
        separation.started.connect(self._on_started)
        self.is_arriving = False  # a separation brings the version that is shown now, nobody has chosen it
        separation.separated.connect(self._on_separated)
        document.replaced.connect(self.clear)

    # what there is

    @property
    def facts(self) -> list[VersionFacts]:
        """All versions, oldest first; their ids are those by which they are chosen."""
        return [version.facts for version in self._shelf]

    @property
    def chosen(self) -> int | None:
        """The version that is shown, heard and exported."""
        return self._chosen

    @property
    def wanted(self) -> int | None:
        """The version that was asked for and is on its way."""
        return self._wanted

    @property
    def before(self) -> int | None:
        """The version that was shown before the one that is."""
        return self._before

    def get(self, version_id: object) -> Version | None:
        """Return a version with all that is known of it."""
        return self._shelf.get(version_id)

    def at(self, place: int) -> int | None:
        """Return the id of the version at a place of the list, from 0."""
        return self.facts[place].id if 0 <= place < len(self._shelf) else None

    def letter(self, version_id: object) -> str:
        """Return A, B, C, ... by the order of the list."""
        return letter(self._shelf.place(version_id))

    def settings(self, version_id: object) -> dict[str, Any]:
        """Return the parameters of a version; where it learnt nothing anew, those with which its base had learnt."""
        return self._shelf.settings(version_id)

    def is_outdated(self, version_id: object) -> bool:
        """Whether the user has said something else since the version was made."""
        version, now = self._shelf.get(version_id), self._document.annotation
        if version is None:
            return False
        if version.separated is not None and version.separated.guided_by is not None:
            return version.separated.is_outdated(now)
        return version.facts.revision < now.revision

    def is_safe(self, version_id: object) -> bool:
        """Whether a version is in the project or on its way there."""
        version = self._shelf.get(version_id)
        return version is not None and (version.stored_id is not None or self._keeper.stores(version))

    @property
    def is_storing(self) -> bool:
        """Whether stems are on their way into the project."""
        return self._keeper.is_storing

    @property
    def are_kept(self) -> bool:
        """Whether nothing is lost of the stems when the project is closed."""
        return all(version.stored_id is not None for version in self._shelf)

    def takes(self) -> dict[str, Take]:
        """Return what can be heard at once, by the text of its id."""
        takes = {str(version.id): version.take for version in self._shelf if version.take is not None}
        preview = self._separation.preview
        if preview is None:
            self._preview = None
            return takes
        if self._preview is None or self._preview[0] is not preview:
            self._preview = (preview, take_of(preview.result, is_preview=True))
        return takes | {PREVIEW: self._preview[1]}

    @property
    def shown_take(self) -> str:
        """The take that is shown: that of a version, the preview, or none."""
        if self._separation.is_preview:
            return PREVIEW
        return str(self._chosen) if self._chosen is not None and self._separation.result is not None else ""

    # choose

    @Slot(object)
    def choose(self, version_id: object) -> None:
        """Show and hear a version; where its stems are not at hand, all stays as it is until they are."""
        version = self._shelf.get(version_id)
        if version is None or version.fault:
            return
        self._picked_while_running = self._separation.is_running
        if version.separated is not None:
            self._wanted = None
            self._show(version)
        else:
            self._wanted = version.id
            self._keeper.load(version)
            self.changed.emit()

    @Slot()
    def choose_preview(self) -> None:
        """Show and hear what the running job has so far."""
        if self._separation.preview is not None:
            self._wanted = None
            self._picked_while_running = False
            self._separation.show_preview()
            self.chosen_changed.emit(PREVIEW)
            self.changed.emit()

    @Slot()
    def toggle(self) -> None:
        """Go back to the version that was shown before, and back again."""
        if self._shelf.get(self._before) is not None:
            self.choose(self._before)

    def _show(self, version: Version) -> None:
        if self._chosen != version.id:
            self._before, self._chosen = self._chosen, version.id
            if version.stored_id is not None:
                self._document.project.set_state(_CHOSEN_KEY, version.stored_id)
        self._shelf.hear(version)
        self._make_room()
        self._separation.show(version.separated)
        self.chosen_changed.emit(version.id)
        self.changed.emit()

    # change

    def rename(self, version_id: object, name: str) -> None:
        """Give a version a name; empty for that which it came with."""
        self._change(version_id, name=name.strip())

    def annotate(self, version_id: object, note: str) -> None:
        """Give a version a note."""
        self._change(version_id, note=note.strip())

    def measured(self, version_id: object, figures: Mapping[str, float]) -> None:
        """Remember what was measured of a version, beside what was before; what is no number is forgotten."""
        version = self._shelf.get(version_id)
        if version is None:
            return
        known = {**version.facts.figures, **figures}
        finite = {key: value for key, value in known.items() if math.isfinite(value)}
        if finite != version.facts.figures:
            version.facts = replace(version.facts, figures=finite)
            self._keeper.change(version, {"figures": dict(figures)})
            self.changed.emit()

    def _change(self, version_id: object, **parts: object) -> None:
        version = self._shelf.get(version_id)
        if version is None or all(getattr(version.facts, key) == value for key, value in parts.items()):
            return
        version.facts = replace(version.facts, **parts)  # type: ignore[arg-type]
        self._keeper.change(version, parts)
        self.changed.emit()

    def remove(self, version_id: object) -> None:
        """Take a version out of the project for good; its neighbour is shown in its place."""
        version = self._shelf.get(version_id)
        if version is None:
            return
        place = self._shelf.place(version.id)
        if not self._keeper.remove(version):
            return
        if self._wanted == version.id:
            self._wanted = None
        if self._separation.base is not None and self._separation.base.version == version.id:
            self._separation.go_on_from(None)
        if self._before == version.id:
            self._before = None
        if self._chosen == version.id:
            self._chosen = None
            self._show_instead(place)
        self.takes_changed.emit()
        self.changed.emit()

    def _show_instead(self, place: int) -> None:
        """Show what stands now where a version was, or else the nearest that can be heard."""
        sound = [one for one in self._shelf if not one.fault]
        nearest = min(sound, key=lambda one: abs(self._shelf.place(one.id) - place), default=None)
        if nearest is None or not nearest.is_loaded:
            self._separation.show(None)
        self.choose(nearest.id if nearest is not None else None)

    def go_on_from(self, version_id: object) -> None:
        """Let the next run start from the state of a version, which is shown; None: from nothing."""
        version = self._shelf.get(version_id)
        if version is None or not version.facts.has_state:
            self._separation.go_on_from(None)
            self.changed.emit()
            return
        if self._chosen != version.id:
            self.choose(version_id)
        state = version.separated.result.state if version.separated is not None else None
        if state:
            self._on_state(version, state)
        else:
            self._keeper.load_state(version)

    @Slot(object, object)
    def _on_state(self, version: Version, state: Mapping[str, object]) -> None:
        self._separation.go_on_from(Base(version.id, version.facts.engine_id, state) if state else None)
        self.changed.emit()

    # keep

    @Slot()
    def _on_started(self) -> None:
        self._picked_while_running = False
        self.changed.emit()

    @Slot(object)
    def _on_separated(self, separated: Separated) -> None:
        version = Version(facts_of(separated, self._shelf.new_id()))
        version.hold(separated)
        self._shelf.add(version)
        if self._picked_while_running and self._separation.kept is not None:
            # the user listens to another one
            self._make_room()
            self.takes_changed.emit()
        else:
            self._wanted = None
            self.is_arriving = True
            self._show(version)
            self.is_arriving = False
        self.keep()
        self.added.emit(version.id)
        self.changed.emit()

    @Slot()
    def keep(self) -> None:
        """Store every version in the project that is not there and not on its way."""
        self._keeper.store()

    @Slot(object)
    def _on_stored(self, version: Version) -> None:
        if self._chosen == version.id:
            self._document.project.set_state(_CHOSEN_KEY, version.stored_id)

    @Slot()
    def _on_ended(self) -> None:
        self._make_room()
        self.changed.emit()
        self.ended.emit()

    # bring back

    def restore(self) -> None:
        """List the versions of the open project, once its song is there, and bring the chosen one back."""
        project = self._document.project
        if self._song.mixture is None or project.path is None or len(self._shelf):
            return
        try:
            self._keeper.list_all()
        except CoreError as error:
            self._work.failed.emit(error)
            return
        sound = [version.id for version in self._shelf if not version.fault]
        if sound:
            chosen = project.state(_CHOSEN_KEY)
            version_id = chosen if chosen in sound else sound[-1]
            self.choose(version_id)
            self.restored.emit(version_id)
        self.changed.emit()

    @Slot(object)
    def _on_loaded(self, version: Version) -> None:
        self._idle.start()
        if self._wanted == version.id:
            self._wanted = None
            self._show(version)
            return
        self._make_room()
        self.takes_changed.emit()
        self.changed.emit()

    @Slot(object)
    def _on_failed(self, version: Version) -> None:
        if self._wanted == version.id:
            self._wanted = None
        self.changed.emit()

    @Slot()
    def _load_another(self) -> None:
        """Bring the newest version back that is not at hand, where nothing else is to do and there is room."""
        mixture = self._song.mixture
        absent = [v for v in self._shelf if not v.is_loaded and not v.fault and v.stored_id is not None]
        if mixture is None or not absent:
            return
        if self._work.is_busy or self._separation.is_running:
            self._idle.start()
            return
        size_bytes = (len(absent[-1].facts.sources) + 1) * weight(mixture.samples.nbytes)
        if self._shelf.loaded_bytes() + size_bytes <= self.room_bytes:
            self._keeper.load(absent[-1])

    def _make_room(self) -> None:
        if self._shelf.make_room({one for one in (self._chosen, self._wanted) if one is not None}, self.room_bytes):
            self.takes_changed.emit()

    @Slot()
    def clear(self) -> None:
        """Forget all: another project or song is open."""
        self._idle.stop()
        self._keeper.clear()
        self._shelf.clear()
        self._chosen = self._wanted = self._before = self._preview = None
        self._picked_while_running = False
        self._separation.forget()
        self.takes_changed.emit()
        self.changed.emit()
