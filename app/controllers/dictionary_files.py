"""Dictionaries between the window and files: the library, export and import.

Owns the tasks that read and write them, in a thread of their own, and the questions about files. What becomes of a
dictionary that was read is up to whoever asked for it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.bridge import IoLane, IoTask, Report
from app.controllers.settings import remember_folder, remembered_folder
from app.graphics.dictionary_columns import shown_columns
from app.i18n import core_words
from app.views import question
from app.views.dictionary_library import LibraryRow
from app.views.dictionary_words import DictionaryWords
from core.annotation.model import Dictionary
from core.dictionaries.files import SUFFIX, read_stemdict, write_stemdict
from core.dictionaries.library import DictionaryLibrary, Entry

_FOLDER = "dictionaries"


class DictionaryFiles(QObject):
    """What takes a moment: reading, writing, and making ready to be shown."""

    read = Signal(object)  # Dictionary of a file
    listed = Signal(object, object)  # list of LibraryRow, Path of the one to choose or None
    arranged = Signal(object)  # ShownColumns
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = DictionaryLibrary()
        self._words = DictionaryWords(self)
        self._lane: IoLane | None = None
        self._arranging: IoTask | None = None
        self._added: Path | None = None
        self._told = ""

    def close(self) -> None:
        """End the thread."""
        if self._lane is not None:
            self._lane.close()
            self._lane = None

    def _start(self, work: Callable[[Report], Any], words: str, finished: Callable[[Any], object]) -> IoTask:
        task = IoTask(work, words)
        task.finished.connect(finished)
        task.failed.connect(self.failed)
        if self._lane is None:
            self._lane = IoLane()
        return self._lane.submit(task)

    def arrange(self, dictionary: Dictionary) -> None:
        """Make a dictionary ready to be shown, in place of the one before."""
        if self._arranging is not None:
            self._arranging.cancel()
        words = self.tr("Showing the dictionary")
        self._arranging = self._start(_Arranging(dictionary), words, self._on_arranged)

    @Slot(object)
    def _on_arranged(self, shown: object) -> None:
        self._arranging = None
        self.arranged.emit(shown)

    # the library

    def list_library(self) -> None:
        """Look what is in the library."""
        self._start(_Listing(self._library), self.tr("Looking into the library"), self._on_listed)

    @Slot(object)
    def _on_listed(self, entries: list[Entry]) -> None:
        added, self._added = self._added, None
        self.listed.emit([self._row(entry) for entry in entries], added)

    def _row(self, entry: Entry) -> LibraryRow:
        if entry.problem:
            return LibraryRow(entry.path, entry.name, "", "", core_words(entry.problem))
        count = self.tr("1 column") if entry.columns == 1 else self.tr("{0} columns").format(entry.columns)
        details = f"{count}, {self._words.grid(entry.rate, entry.window_samples)}"
        facts = [f"{heading}: {value}" for heading, value in self._words.provenance(entry.provenance)]
        return LibraryRow(entry.path, entry.name, details, "\n".join([entry.name, details, *facts]))

    def keep(self, dictionary: Dictionary) -> None:
        """Put a dictionary into the library."""
        self._told = self.tr("{0} is in the library now and can be used for every song.").format(dictionary.name)
        self._start(_Adding(self._library, dictionary), self.tr("Saving to the library"), self._on_changed)

    def rename(self, path: Path, name: str) -> None:
        """Give a dictionary of the library another name."""
        self._told = ""
        self._start(_Renaming(self._library, path, name), self.tr("Renaming in the library"), self._on_changed)

    def remove(self, window: QWidget, path: Path, name: str) -> None:
        """Remove a dictionary from the library, after a question: that cannot be undone."""
        title = self.tr("Remove {0} from the library?").format(name)
        words = self.tr("Its file is deleted. Songs that use it keep it.")
        answers = [
            question.Answer("remove", self.tr("Remove"), "remove"),
            question.Answer("cancel", self.tr("Cancel"), "cancel"),
        ]
        if question.ask(window, title, words, answers) == "remove":
            self._told = ""
            self._start(_Removing(self._library, path), self.tr("Removing from the library"), self._on_changed)

    @Slot(object)
    def _on_changed(self, path: Path | None) -> None:
        self._added = path
        if self._told:
            self.said.emit(self._told)
        self.list_library()

    # files

    @Slot(object)
    def open(self, path: Path) -> None:
        """Read a dictionary."""
        self._start(_Reading(path), self.tr("Reading the dictionary"), self.read.emit)

    def ask_open(self, window: QWidget) -> None:
        """Ask for a file and read it."""
        filters = f"{self.tr('Dictionaries (*{0})').format(SUFFIX)};;{self.tr('All files (*)')}"
        title = self.tr("Import a dictionary")
        name, _filter = QFileDialog.getOpenFileName(window, title, str(remembered_folder(_FOLDER)), filters)
        if name:
            remember_folder(_FOLDER, Path(name).parent)
            self.open(Path(name))

    def ask_export(self, window: QWidget, dictionary: Dictionary) -> None:
        """Ask for a file and write a dictionary to it."""
        plain = "".join("_" if letter in '\\/:*?"<>|' else letter for letter in dictionary.name)
        proposed = remembered_folder(_FOLDER) / f"{plain}{SUFFIX}"
        filters = self.tr("Dictionaries (*{0})").format(SUFFIX)
        title = self.tr("Export the dictionary")
        name, _filter = QFileDialog.getSaveFileName(window, title, str(proposed), filters)
        if not name:
            return
        path = Path(name) if Path(name).suffix.lower() == SUFFIX else Path(name + SUFFIX)
        remember_folder(_FOLDER, path.parent)
        self._start(_Writing(dictionary, path), self.tr("Writing the dictionary"), self._on_written)

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        self.said.emit(self.tr("Written: {0}").format(path.name))


class _Arranging:
    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary

    def __call__(self, report: Report) -> object:
        return shown_columns(self._dictionary)


class _Listing:
    def __init__(self, library: DictionaryLibrary) -> None:
        self._library = library

    def __call__(self, report: Report) -> list[Entry]:
        return self._library.entries()


class _Adding:
    def __init__(self, library: DictionaryLibrary, dictionary: Dictionary) -> None:
        self._library, self._dictionary = library, dictionary

    def __call__(self, report: Report) -> Path:
        return self._library.add(self._dictionary)


class _Renaming:
    def __init__(self, library: DictionaryLibrary, path: Path, name: str) -> None:
        self._library, self._path, self._name = library, path, name

    def __call__(self, report: Report) -> Path:
        return self._library.rename(self._path, self._name)


class _Removing:
    def __init__(self, library: DictionaryLibrary, path: Path) -> None:
        self._library, self._path = library, path

    def __call__(self, report: Report) -> None:
        self._library.remove(self._path)


class _Reading:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, report: Report) -> Dictionary:
        return read_stemdict(self._path)


class _Writing:
    def __init__(self, dictionary: Dictionary, path: Path) -> None:
        self._dictionary, self._path = dictionary, path

    def __call__(self, report: Report) -> Path:
        write_stemdict(self._dictionary, self._path)
        return self._path
