"""The dialogs of the window: files to open, what would be lost, about.

Owns asking; what is answered goes to the other controllers.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

import resources
from app import VERSION
from app.controllers.export_desk import ExportDesk
from app.controllers.project_questions import PROJECT_SUFFIX
from app.controllers.score import SCORE_SUFFIXES
from app.controllers.settings import remember_folder, remembered_folder
from app.controllers.song import SONG_SUFFIXES
from app.views import question
from app.views.export_dialog import ExportDialog
from app.views.question import Answer


class Dialogs(QObject):
    """Everything that asks in a window of its own."""

    open_requested = Signal(object, object)  # song, score: a Path or None

    def __init__(self, window: QWidget, desk: ExportDesk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._after_export: Callable[[], object] | None = None
        desk.closed.connect(self._on_export_closed)

    @property
    def export(self) -> ExportDialog | None:
        """The export dialog that was opened last."""
        return self._desk.dialog

    @Slot()
    def open_song(self) -> None:
        """Choose a song or a project to open."""
        songs = " ".join(f"*.{suffix}" for suffix in SONG_SUFFIXES)
        projects = f"*{PROJECT_SUFFIX}"
        patterns = (
            self.tr("Songs and projects ({0})").format(f"{songs} {projects}"),
            self.tr("Songs ({0})").format(songs),
            self.tr("Stembrush projects ({0})").format(projects),
        )
        path = self._file(self.tr("Open song or project"), "song", ";;".join(patterns))
        if path is not None:
            self.open_requested.emit(path, None)

    @Slot()
    def open_score(self) -> None:
        """Choose the song's score."""
        pattern = " ".join(f"*{suffix}" for suffix in sorted(SCORE_SUFFIXES))
        path = self._file(self.tr("Open score"), "score", self.tr("Scores ({0})").format(pattern))
        if path is not None:
            self.open_requested.emit(None, path)

    @Slot()
    def open_demo(self) -> None:
        """Open the song that comes with the program."""
        self.open_requested.emit(resources.demo_song(), resources.demo_score())

    @Slot()
    def show_about(self) -> None:
        """Say what this is."""
        words = self.tr(
            "<b>Stembrush {0}</b><p>Separates a song into stems with what only you know about it: its notes.</p>"
            "<p>MIT licence.</p>"
        )
        QMessageBox.about(self._window, self.tr("About Stembrush"), words.format(VERSION))

    def may_end_job(self) -> bool:
        """Ask whether a running separation may be cancelled."""
        words = self.tr("Cancel the separation and lose its result?")
        answers = (
            Answer("end", self.tr("Cancel the separation"), "stop"),
            Answer("keep", self.tr("Let it run"), "cancel"),
        )
        return question.ask(self._window, self.tr("A separation is running"), words, answers) == "end"

    def may_drop_stems(self, go_on: Callable[[], object]) -> bool:
        """Ask whether stems may be lost that are neither exported nor kept in the project.

        ``go_on`` is called once they are exported.
        """
        if not self._desk.would_lose_stems:
            return True
        answers = (
            Answer("export", self.tr("Export…"), "export"),
            Answer("discard", self.tr("Discard"), "stop"),
            Answer("cancel", self.tr("Cancel"), "cancel"),
        )
        words = self.tr("They could not be kept in the project. Without an export they are lost.")
        answer = question.ask(self._window, self.tr("The stems are not exported."), words, answers)
        if answer == "export":
            self._desk.show()
            self._after_export = go_on
        return answer == "discard"

    def _file(self, title: str, what: str, pattern: str) -> Path | None:
        everything = self.tr("All files (*)")
        name, _filter = QFileDialog.getOpenFileName(
            self._window, title, str(remembered_folder(what)), f"{pattern};;{everything}"
        )
        if not name:
            return None
        remember_folder(what, Path(name).parent)
        return Path(name)

    @Slot()
    def _on_export_closed(self) -> None:
        go_on, self._after_export = self._after_export, None
        if go_on is not None and not self._desk.would_lose_stems:
            QTimer.singleShot(0, go_on)
