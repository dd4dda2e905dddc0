"""Project files: opened, saved, left, reverted; and the song that belongs to them.

Owns the order of these steps and what is asked on the way. A project is kept as it is worked on: saving only gives it
a place.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

import resources
from app.controllers.dialogs import Dialogs
from app.controllers.project_opening import Opened, ProjectOpening
from app.controllers.project_questions import PROJECT_SUFFIX, ProjectQuestions
from app.controllers.recent import RecentFiles
from app.controllers.session import Session
from app.controllers.settings import remembered_folder
from app.controllers.song_collecting import SongCollector
from app.controllers.view_state import ViewState
from app.errors_ui import MessageBar
from app.views.controls import format_span
from core.audio import Mixture
from core.errors import CoreError
from core.project import leftovers
from core.project.project import Project, SongReference

_log = logging.getLogger(__name__)


def is_project(path: Path) -> bool:
    """Return whether a file is opened as a project."""
    return path.suffix.lower() == PROJECT_SUFFIX


@contextmanager
def _waiting_cursor() -> Iterator[None]:
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()


class ProjectController(QObject):
    """The project that is open, as a file."""

    title_changed = Signal(str)
    said = Signal(str)  # for the status line

    def __init__(
        self,
        session: Session,
        dialogs: Dialogs,
        view: ViewState,
        messages: MessageBar,
        actions: dict[str, QAction],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._document, self._work = session, session.document, session.work
        self._dialogs, self._view, self._messages, self._actions = dialogs, view, messages, actions
        self.questions = ProjectQuestions(window)
        self._opening = ProjectOpening(self.questions, messages)
        self.recent = RecentFiles(self)
        self._versions = session.versions
        self.collector = SongCollector(session, actions["collect"], self)
        self.collector.collected.connect(self._on_collected)
        self._discarded: Project | None = None
        self._shown: Project | None = None
        self._to_restore: Project | None = None
        self._fresh_copy: Project | None = None
        self._steps_at_opening = 0
        self._after_storing: Callable[[], object] | None = None
        self._document.left.connect(self._on_left)
        self._document.replaced.connect(self._on_replaced)
        self._document.history_changed.connect(self._refresh)
        session.song_changed.connect(self._on_song)
        session.song_differed.connect(self._on_song_differed)
        self._versions.ended.connect(self._on_stems_ended)
        for name, slot in {
            "new": self.new,
            "save": self.save,
            "save_as": self.save_as,
            "revert": self.revert,
        }.items():
            actions[name].triggered.connect(slot)
        self._refresh()

    @property
    def project(self) -> Project:
        """The project that is open."""
        return self._document.project

    # open

    def open(self, path: Path) -> None:
        """Open a project; nothing happens to what is open where that fails."""
        if self._is_open(path):
            self.said.emit(self.tr("{0} is open already").format(path.name))
            return
        if not self.may_leave(partial(self.open, path)):
            return
        opened = self._opening.open(path)
        if opened is not None:
            self._show(opened)
        else:
            self._discarded = None

    def takes_as_song(self, path: Path) -> bool:
        """Ask whether a file is the song that an open project misses; False where it is to be opened by itself."""
        missing = self.project.song
        if missing is None or self._session.song.mixture is not None or self._work.is_busy:
            return False
        answer = self.questions.use_song(path, missing)
        if answer == "use":
            self._session.read_song(path)
        return answer != "open"

    def _is_open(self, path: Path) -> bool:
        own = self.project.path
        try:
            return own is not None and not self.project.is_unsaved and own.samefile(path)
        except OSError:
            return False

    def _show(self, opened: Opened) -> None:
        project = opened.project
        self._session.show_project(project)
        self._fresh_copy = project if opened.is_fresh_copy else None
        self._refresh()
        self._view.restore()
        self._to_restore = project
        if not project.is_unsaved and project.path is not None:
            self.recent.add(project.path)
        if opened.is_fresh_copy:
            words = self.tr("This is a copy: {0} cannot be written to now. Save as… gives the copy a place.")
            self._messages.tell_info(words.format(project.origin))
        if opened.song is not None:
            self._session.read_song(opened.song)
        elif project.song is not None and project.song_is_collected:
            self._session.read_collected_song()
        elif project.song is not None:
            words = self.tr("{0} is missing. Drop it on the window to hear it; what you said of it is here.")
            self._messages.tell_warning(words.format(project.song.path.name))

    # save

    @Slot()
    def save(self) -> None:
        """Give the project a place; where it has one, all is there already."""
        if self.project.is_unsaved:
            self.save_as()
        else:
            self._view.store()
            self.said.emit(self.tr("Everything is saved as you work"))

    @Slot()
    def save_as(self) -> None:
        """Ask for a place and go on there."""
        self._saved_as()

    def _saved_as(self) -> bool:
        project = self.project
        path = self.questions.place(self._proposed_place())
        if path is None:
            return False
        song = project.song.path if project.song is not None else None
        self._view.store()
        try:
            with _waiting_cursor():
                project.save_as(path)
        except CoreError as error:
            self._messages.tell_error(error)
            return False
        # that there was no room for them may be why it was saved elsewhere
        self._versions.keep()
        self.recent.add(path, instead_of=song)
        self.said.emit(self.tr("Saved as {0}").format(path.name))
        self._refresh()
        return True

    def _proposed_place(self) -> Path:
        """Return the project's own place, or one beside the song."""
        project = self.project
        if not project.is_unsaved and project.path is not None:
            return project.path
        if project.origin is not None:
            return remembered_folder("project") / project.origin.name
        song = project.song.path if project.song is not None else Path("Song")
        own = song != resources.demo_song() and os.access(song.parent, os.W_OK)
        folder = song.parent if own else remembered_folder("project")
        return folder / f"{song.stem}{PROJECT_SUFFIX}"

    @Slot()
    def revert(self) -> None:
        """Ask, then go back to the last opening; redo brings all of it back."""
        steps = abs(self.project.undo_count - self._steps_at_opening)
        if self.project.can_revert and self.questions.revert(steps):
            self._document.revert()

    # leave

    @Slot()
    def new(self) -> None:
        """Go back to the empty window."""
        if self.may_leave(self.new):
            self._session.show_project(Project())
            self._messages.hide()

    def may_leave(self, go_on: Callable[[], object]) -> bool:
        """Ask where something would be lost; ``go_on`` is called where it first has to be brought to safety."""
        session, project = self._session, self.project
        if session.separation.is_running and not self._dialogs.may_end_job():
            return False
        if project.song is None:
            return True
        self._view.store()
        if project.is_unsaved:
            return self._may_leave_unsaved(project, go_on)
        if self._versions.is_storing:
            self._after_storing = go_on
            self.said.emit(self.tr("The stems are being kept; it goes on in a moment"))
            return False
        return self._versions.are_kept or self._dialogs.may_drop_stems(go_on)

    def _may_leave_unsaved(self, project: Project, go_on: Callable[[], object]) -> bool:
        if not self._has_work(project):
            return True
        has_stems = bool(self._versions.facts)
        answer = self.questions.keep(self._name(), project.undo_count, has_stems)
        if answer == "discard":
            self._discarded = project
        elif answer == "save" and self._saved_as():
            return self.may_leave(go_on)
        return answer == "discard"

    def _has_work(self, project: Project) -> bool:
        """Return whether an unsaved project holds anything that is nowhere else."""
        return project.can_revert if project is self._fresh_copy else project.undo_count > 0

    def close(self) -> None:
        """End the session and let the project go, with the window."""
        self._view.close()
        self._session.close()
        self._on_left(self.project)

    @Slot(object)
    def _on_left(self, project: Project) -> None:
        """Remove what nobody wants; a stroke that was never asked for stays to be recovered."""
        wanted = self._has_work(project) and project is not self._discarded
        self._discarded = None
        if project.is_unsaved and project.path is not None and not wanted:
            try:
                leftovers.discard(project.path)
            except (CoreError, OSError):
                _log.exception("%s stays", project.path)

    @Slot()
    def _on_replaced(self) -> None:
        self._steps_at_opening = self.project.undo_count

    # what is said

    @Slot()
    def _on_song(self) -> None:
        project, song = self.project, self._session.song.mixture
        if project is not self._shown:
            self._shown = project
            self._messages.hide()
        if song is not None and project is self._to_restore:
            self._to_restore = None
            self._versions.restore()
        elif song is not None and song.path not in (None, resources.demo_song()) and not project.undo_count:
            self.recent.add(song.path)
        self._refresh()

    @Slot(object, object)
    def _on_song_differed(self, before: SongReference, mixture: Mixture) -> None:
        words = [self.tr("{0} has changed since it was last open; what you said of it is kept.")]
        if before.rate != mixture.rate:
            words.append(self.tr("It has {1} Hz now: all times stay at their seconds."))
        if abs(before.length / before.rate - mixture.duration_s) > 1 / mixture.rate:
            words.append(self.tr("It is {2} long, not {3}: what lies behind its end stays in the project."))
        spans = (format_span(mixture.duration_s), format_span(before.length / before.rate))
        name = mixture.path.name if mixture.path is not None else before.path.name
        self._messages.tell_warning(" ".join(words).format(name, mixture.rate, *spans))

    @Slot()
    def _on_collected(self) -> None:
        self.said.emit(self.tr("The song is in the project now"))

    @Slot()
    def _on_stems_ended(self) -> None:
        go_on, self._after_storing = self._after_storing, None
        if go_on is not None:
            QTimer.singleShot(0, go_on)

    def _name(self) -> str:
        project = self.project
        if not project.is_unsaved and project.path is not None:
            return project.path.stem
        if project.origin is not None:
            return project.origin.stem
        if project.song is None:
            return ""
        is_demo = project.song.path == resources.demo_song()
        return self.tr("Demo song") if is_demo else project.song.path.stem

    @Slot()
    def _refresh(self) -> None:
        project, actions = self.project, self._actions
        has_song = project.song is not None
        actions["save"].setEnabled(has_song)
        actions["save_as"].setEnabled(has_song)
        actions["new"].setEnabled(has_song)
        actions["revert"].setEnabled(has_song and project.can_revert)
        star = "*" if project.is_unsaved and self._has_work(project) else ""
        name = self._name()
        self.title_changed.emit(self.tr("{0} - Stembrush").format(name + star) if name else "Stembrush")
