"""The dialogs of the window: files to open, export, about.

Owns asking; what is answered goes to the other controllers.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

import resources
from app import VERSION
from app.controllers.exporting import ExportController
from app.controllers.project_questions import PROJECT_SUFFIX
from app.controllers.score import SCORE_SUFFIXES
from app.controllers.screen import Screen
from app.controllers.settings import remember_folder, remembered_folder, settings
from app.controllers.song import SONG_SUFFIXES, SongController
from app.theme.tokens import RESIDUAL_COLOUR
from app.views import question
from app.views.export_dialog import ExportChoice, ExportDialog, StemRow
from app.views.mixer import RESIDUAL_ID
from app.views.question import Answer


class Dialogs(QObject):
    """Everything that asks in a window of its own."""

    open_requested = Signal(object, object)  # song, score: a Path or None

    def __init__(self, window: QWidget, song: SongController, exporting: ExportController, screen: Screen) -> None:
        super().__init__(window)
        self._window, self._song, self._exporting, self._screen = window, song, exporting, screen
        self.export: ExportDialog | None = None
        self._after_export: Callable[[], object] | None = None
        exporting.progressed.connect(self._on_progressed)
        exporting.finished.connect(self._on_finished)
        exporting.failed.connect(self._on_failed)

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
    def show_export(self) -> None:
        """Ask what to export."""
        residual = StemRow(RESIDUAL_ID, self.tr("Residual"), "residual", RESIDUAL_COLOUR)
        rows = self._exporting.rows(self._screen.sources(), residual)
        mixture = self._song.mixture
        stem = mixture.path.stem if mixture is not None and mixture.path is not None else "song"
        folder = remembered_folder("export") / f"{stem} stems"
        form = str(settings().value("export/format", "wav 24"))
        self.export = ExportDialog(rows, RESIDUAL_ID, folder, form, self._window)
        self.export.export_requested.connect(self._on_export)
        self.export.rejected.connect(self._exporting.cancel)
        self.export.finished.connect(self._on_export_closed)
        self.export.open()

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
        if not self._exporting.has_unsaved:
            return True
        answers = (
            Answer("export", self.tr("Export…"), "export"),
            Answer("discard", self.tr("Discard"), "stop"),
            Answer("cancel", self.tr("Cancel"), "cancel"),
        )
        words = self.tr("They could not be kept in the project. Without an export they are lost.")
        answer = question.ask(self._window, self.tr("The stems are not exported."), words, answers)
        if answer == "export":
            self.show_export()
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

    @Slot(object)
    def _on_export(self, choice: ExportChoice) -> None:
        assert self.export is not None
        existing = self._exporting.existing(choice, self._screen.sources())
        if existing and not self._may_replace(existing, choice.folder):
            self.export.show_unchanged()
            return
        remember_folder("export", choice.folder.parent)
        settings().setValue("export/format", f"{choice.container} {choice.bits}")
        self.export.show_running()
        self._exporting.start(choice, self._screen.sources())

    def _may_replace(self, existing: list[str], folder: Path) -> bool:
        names = ", ".join(existing[:4])
        if len(existing) > 4:
            names = self.tr("{0} and {1} more").format(names, len(existing) - 4)
        words = self.tr("There already is {0} in {1}.").format(names, folder)
        answers = (Answer("replace", self.tr("Replace"), "export"), Answer("cancel", self.tr("Cancel"), "cancel"))
        return question.ask(self.export, self.tr("Replace files?"), words, answers) == "replace"

    @Slot()
    def _on_export_closed(self) -> None:
        go_on, self._after_export = self._after_export, None
        if go_on is not None and not self._exporting.has_unsaved:
            QTimer.singleShot(0, go_on)

    @Slot(float)
    def _on_progressed(self, fraction: float) -> None:
        if self.export is not None:
            self.export.set_progress(fraction)

    @Slot(str, bool)
    def _on_finished(self, words: str, good: bool) -> None:
        if self.export is not None:
            self.export.show_done(words, good)

    @Slot(str)
    def _on_failed(self, words: str) -> None:
        if self.export is not None:
            self.export.show_failed(words)
