"""What the empty window offers: what was open last, and what a crash has left.

Owns the rows of the empty state and what follows from choosing one.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.controllers.project_questions import PROJECT_SUFFIX, ProjectQuestions
from app.controllers.recent import RecentFiles
from app.controllers.session import Session
from app.errors_ui import MessageBar
from app.views.empty_state import EmptyState, RecoveredRow
from app.views.file_rows import FileRow, folder_words, when_words
from core.errors import CoreError
from core.project.leftovers import Leftover, discard, leftover_projects


class Welcome(QObject):
    """Fills the empty state."""

    open_requested = Signal(object)  # Path of a song or a project

    def __init__(
        self,
        empty: EmptyState,
        recent: RecentFiles,
        session: Session,
        questions: ProjectQuestions,
        messages: MessageBar,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._empty, self._recent, self._session = empty, recent, session
        self._questions, self._messages = questions, messages
        self._leftovers: list[Leftover] = []
        self._may_hint = True
        recent.changed.connect(self.show_recent)
        empty.open_requested.connect(self.open_requested)
        empty.recover_requested.connect(self.open_requested)
        empty.discard_requested.connect(self._discard)
        session.song_changed.connect(self._on_song)
        self.show_recent()

    @Slot()
    def show_recent(self) -> None:
        """Show what was open last."""
        rows = [
            FileRow(
                path=file.path,
                name=file.path.stem,
                folder=folder_words(file.path.parent),
                when=self._when(file.opened_at),
                is_there=file.is_there,
                is_project=file.path.suffix.lower() == PROJECT_SUFFIX,
            )
            for file in self._recent.files()
        ]
        self._empty.set_recent(rows)

    @Slot()
    def look_for_leftovers(self) -> None:
        """Show what a crash has left; beside an open song a message says so."""
        try:
            self._leftovers = leftover_projects()
        except (CoreError, OSError):
            self._leftovers = []
        self._show_leftovers()
        self._hint()

    def _show_leftovers(self) -> None:
        rows = []
        for one in self._leftovers:
            details = one.problem or self.tr("%n step(s), {0}", "", one.steps).format(self._when(one.time))
            rows.append(RecoveredRow(one.path, Path(one.song_name).stem or one.path.stem, details))
        self._empty.set_recovered(rows)

    def _hint(self) -> None:
        """Say once, beside a song, that there is work to be recovered."""
        names = [one.song_name for one in self._leftovers if not one.problem]
        if names and self._may_hint and self._session.song.mixture is not None:
            self._may_hint = False
            words = self.tr("A crash has left work on {0}. It is offered in the empty window: File > New project.")
            self._messages.tell_info(words.format(names[0]))

    def _when(self, at_s: float) -> str:
        return when_words(at_s, self.tr("today"), self.tr("yesterday"))

    @Slot()
    def _on_song(self) -> None:
        if self._session.document.project.song is None:
            self.show_recent()
            self.look_for_leftovers()
        else:
            self._hint()

    @Slot(object)
    def _discard(self, path: Path) -> None:
        name = next((one.song_name for one in self._leftovers if one.path == path), path.stem)
        if not self._questions.discard_recovered(name):
            return
        try:
            discard(path)
        except (CoreError, OSError) as error:
            self._messages.tell_error(error)
        self.look_for_leftovers()
