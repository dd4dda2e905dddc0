"""The open project as the window sees it.

Owns the one way by which the annotation changes: every controller that edits hands the annotation after its edit and
the words for it to ``perform``. Also owns which source is the chosen one. Shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from app.theme.tokens import SOURCE_COLOURS
from core.annotation.changes import Change
from core.annotation.model import Annotation, Source
from core.annotation.rescaling import rescaled
from core.errors import CoreError
from core.project.project import Project, SongReference


class DocumentController(QObject):
    """Annotation, undo and redo, chosen source."""

    left = Signal(object)  # the Project that was open before; it is closed
    replaced = Signal()  # another project is open
    annotation_changed = Signal(object)  # Change; after ``replaced`` everything is different
    history_changed = Signal()
    stepped = Signal()  # a step was taken back or done again
    picked_changed = Signal(str)
    chosen_changed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = Project()
        self._picked_id = ""

    @property
    def project(self) -> Project:
        """The open project; without a song it is empty."""
        return self._project

    @property
    def annotation(self) -> Annotation:
        """What the user has said so far."""
        return self._project.annotation

    @property
    def rate(self) -> int:
        """Sample rate of the song in Hz; 0 without a song."""
        return self._project.song.rate if self._project.song is not None else 0

    @property
    def length(self) -> int:
        """Samples of the song."""
        return self._project.song.length if self._project.song is not None else 0

    @property
    def picked(self) -> Source | None:
        """The chosen source, to which strokes go."""
        return next((source for source in self.annotation.sources if source.id == self._picked_id), None)

    def set_project(self, project: Project) -> None:
        """Show another project; the one before is closed."""
        before, self._project = self._project, project
        before.close()
        self.left.emit(before)
        self.replaced.emit()
        self._keep_picked()
        self.annotation_changed.emit(Change())
        self.history_changed.emit()

    def perform(self, after: Annotation, words: str) -> bool:
        """Make ``after`` the annotation as one step; return whether it changed anything. ``words``: "paint violin"."""
        return self._do(lambda: self._project.perform(_coloured(after), words))

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        if self._do(self._project.undo):
            self.stepped.emit()

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        if self._do(self._project.redo):
            self.stepped.emit()

    def revert(self) -> None:
        """Go back to how the project was opened, as one step."""
        self._do(self._project.revert)

    def set_song(self, song: SongReference) -> None:
        """Take another file as the song; the times in seconds stay what they are."""
        before = self._project.song
        if before is not None and before.rate != song.rate:
            after = rescaled(self.annotation, before.rate, song.rate)
            self.perform(after, self.tr("Convert the times to {0} Hz").format(song.rate))
        try:
            self._project.set_song(song)
        except CoreError as error:
            self.failed.emit(error)
        self.annotation_changed.emit(Change())

    @Slot(str)
    def pick(self, source_id: str) -> None:
        """Choose the source to which strokes go."""
        if source_id != self._picked_id:
            self._picked_id = source_id
            self.picked_changed.emit(source_id)

    @property
    def chosen(self) -> frozenset[str]:
        """Ids of the sources that get stems of their own."""
        left_out = set(self._project.state("left_out", []))
        return frozenset(source.id for source in self.annotation.sources if source.id not in left_out)

    @Slot(str, bool)
    def choose(self, source_id: str, chosen: bool) -> None:
        """Give a source a stem of its own, or let it share one."""
        left_out = set(self._project.state("left_out", [])) - {source_id}
        self._project.set_state("left_out", sorted(left_out if chosen else left_out | {source_id}))
        self.chosen_changed.emit()

    def new_source_id(self) -> str:
        """Return an id that no source of this project has had yet."""
        number = int(self._project.state("sources_made", 0)) + 1
        self._project.set_state("sources_made", number)
        return f"s{number}"

    def _do(self, step: Callable[[], Change]) -> bool:
        try:
            change = step()
        except CoreError as error:
            self.failed.emit(error)
            return False
        if not change:
            return False
        self._keep_picked()
        self.annotation_changed.emit(change)
        self.history_changed.emit()
        return True

    def _keep_picked(self) -> None:
        if self.picked is None:
            self.pick(self.annotation.sources[0].id if self.annotation.sources else "")


def _coloured(annotation: Annotation) -> Annotation:
    """Give every source without a colour the one that is used least so far."""
    if all(source.colour for source in annotation.sources):
        return annotation
    used = [source.colour for source in annotation.sources]
    sources = []
    for source in annotation.sources:
        colour = source.colour or min(SOURCE_COLOURS, key=used.count)
        used.append("" if source.colour else colour)
        sources.append(replace(source, colour=colour))
    return annotation.changed(sources=tuple(sources))
