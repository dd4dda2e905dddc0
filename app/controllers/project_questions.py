"""What is asked about project files.

Owns the words of these questions; what follows from the answers is the project controller's.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.controllers.settings import remember_folder
from app.views import question
from app.views.question import Answer
from core.project.project import SongReference

PROJECT_SUFFIX = ".stembrush"


class ProjectQuestions(QObject):
    """Asks and waits; the last answer of each question changes nothing."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def keep(self, name: str, steps: int, has_stems: bool) -> str:
        """Ask whether an unsaved project is to be kept: ``save``, ``discard`` or ``cancel``."""
        words = self.tr("Without a project file %n step(s) of your work are lost.", "", steps)
        if has_stems:
            words += " " + self.tr("So are all versions of the stems that were not exported.")
        answers = (
            Answer("save", self.tr("Save…"), "save"),
            Answer("discard", self.tr("Discard"), "stop"),
            Answer("cancel", self.tr("Cancel"), "cancel"),
        )
        return self._asked(self.tr("Keep the work on {0}?").format(name), words, answers)

    def place(self, proposed: Path) -> Path | None:
        """Ask for the file of a project; the desktop asks before it is written over."""
        pattern = self.tr("Stembrush projects ({0})").format(f"*{PROJECT_SUFFIX}")
        name, _filter = QFileDialog.getSaveFileName(self._window, self.tr("Save the project"), str(proposed), pattern)
        if not name:
            return None
        path = Path(name)
        if path.suffix.lower() != PROJECT_SUFFIX:
            path = path.with_name(path.name + PROJECT_SUFFIX)
            if os.path.exists(path) and not self._replace(path):
                return None
        remember_folder("project", path.parent)
        return path

    def find_song(self, song: SongReference) -> tuple[Path | None, bool]:
        """Ask for a song that is not where it was; return its place, if known, and whether to open the project."""
        answers = (
            Answer("find", self.tr("Find…"), "search"),
            Answer("later", self.tr("Look later"), "check"),
            Answer("cancel", self.tr("Cancel"), "cancel"),
        )
        words = self.tr("It was in {0}. Without it the project can be seen and edited, but not heard.")
        title = self.tr("{0} is not where it was").format(song.path.name)
        answer = self._asked(title, words.format(song.path.parent), answers)
        if answer == "find":
            folder = next((one for one in song.path.parents if os.path.isdir(one)), Path.home())
            pattern = self.tr("All files (*)")
            name, _filter = QFileDialog.getOpenFileName(
                self._window, self.tr("Find {0}").format(song.path.name), str(folder), pattern
            )
            return (Path(name) if name else None), True
        return None, answer == "later"

    def use_song(self, path: Path, song: SongReference) -> str:
        """Ask whether a file is the missing song of the open project: ``use``, ``open`` by itself or ``cancel``."""
        answers = (
            Answer("use", self.tr("Use it"), "check"),
            Answer("open", self.tr("Open by itself"), "new"),
            Answer("cancel", self.tr("Cancel"), "cancel"),
        )
        words = self.tr("The project is about {0}, which is missing.").format(song.path.name)
        return self._asked(self.tr("Is {0} the song of this project?").format(path.name), words, answers)

    def open_copy(self, reason: str) -> bool:
        """Ask whether a copy of a project is to be opened that somebody else has open."""
        answers = (
            Answer("copy", self.tr("Open a copy"), "new"),
            Answer("cancel", self.tr("Cancel"), "cancel"),
        )
        return self._asked(self.tr("The project is in use"), reason, answers) == "copy"

    def migrate(self, reason: str) -> bool:
        """Ask whether a project of an older version may be brought up to date."""
        answers = (
            Answer("migrate", self.tr("Bring up to date"), "check"),
            Answer("cancel", self.tr("Cancel"), "cancel"),
        )
        return self._asked(self.tr("The project is from an older version"), reason, answers) == "migrate"

    def revert(self, steps: int) -> bool:
        """Ask whether the project may go back to its last opening."""
        answers = (
            Answer("revert", self.tr("Revert"), "undo"),
            Answer("cancel", self.tr("Cancel"), "cancel"),
        )
        words = self.tr("%n step(s) are taken back. Redo brings them again.", "", steps)
        return self._asked(self.tr("Go back to the last opening?"), words, answers) == "revert"

    def discard_recovered(self, name: str) -> bool:
        """Ask whether work that a crash has left may be thrown away."""
        answers = (
            Answer("discard", self.tr("Discard"), "stop"),
            Answer("cancel", self.tr("Cancel"), "cancel"),
        )
        words = self.tr("It cannot be brought back.")
        return self._asked(self.tr("Discard the work on {0}?").format(name), words, answers) == "discard"

    def _replace(self, path: Path) -> bool:
        answers = (Answer("replace", self.tr("Replace"), "save"), Answer("cancel", self.tr("Cancel"), "cancel"))
        words = self.tr("There already is {0} in {1}.").format(path.name, path.parent)
        return self._asked(self.tr("Replace the file?"), words, answers) == "replace"

    def _asked(self, title: str, words: str, answers: tuple[Answer, ...]) -> str:
        return question.ask(self._window, title, words, answers)
