"""Activity and notes from and to the files of other programs.

Owns asking for the file, the way through the io lane and the step of the document. The formats are the core's.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from app.bridge import Report
from app.controllers.document import DocumentController
from app.controllers.settings import remember_folder, remembered_folder
from app.controllers.song import SongController
from app.controllers.work import Workbench
from app.views import question
from app.views.question import Answer
from core.annotation.activity_file import (
    ACTIVITY_SUFFIXES,
    ActivityRow,
    activities_from_rows,
    read_activity_rows,
    source_named,
    write_activity,
)
from core.annotation.midi_write import write_annotation_midi
from core.annotation.model import Annotation, Source
from core.errors import CoreError

# suffixes under which a kind of file is written as it is
_SAME_KIND = {
    ".csv": frozenset({".csv"}),
    ".lab": frozenset({".lab", ".txt"}),
    ".jams": frozenset({".jams"}),
    ".mid": frozenset({".mid", ".midi"}),
}


class Interchange(QObject):
    """Import of activity, export of activity and notes."""

    said = Signal(str)  # for the status line

    def __init__(
        self,
        window: QWidget,
        document: DocumentController,
        song: SongController,
        work: Workbench,
        actions: dict[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._document, self._song, self._work = window, document, song, work
        self._actions = actions
        actions["import_activity"].triggered.connect(self.import_activity)
        actions["export_activity"].triggered.connect(self.export_activity)
        actions["export_midi"].triggered.connect(self.export_midi)
        document.annotation_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Let be asked for what can be done."""
        annotation = self._document.annotation
        self._actions["import_activity"].setEnabled(self._document.rate > 0)
        self._actions["export_activity"].setEnabled(bool(annotation.activities))
        self._actions["export_midi"].setEnabled(any(note.pitch is not None for note in annotation.notes))

    @Slot()
    def import_activity(self) -> None:
        """Choose a file and take the activity that it labels; sources that are missing are added."""
        patterns = " ".join(f"*{suffix}" for suffix in sorted(ACTIVITY_SUFFIXES))
        filters = f"{self.tr('Activity ({0})').format(patterns)};;{self.tr('All files (*)')}"
        name, _filter = QFileDialog.getOpenFileName(
            self._window, self.tr("Import activity"), str(remembered_folder("activity")), filters
        )
        if name:
            path = Path(name)
            remember_folder("activity", path.parent)
            self._work.start(_ReadRows(path), self.tr("Reading {0}").format(path.name), self._take_rows)

    @Slot()
    def export_activity(self) -> None:
        """Choose a file and write the activity of every source."""
        filters = {
            self.tr("CSV, a table for spreadsheets (*.csv)"): ".csv",
            self.tr("LAB, a label track for Sonic Visualiser and Audacity (*.lab *.txt)"): ".lab",
            self.tr("JAMS, for research tools (*.jams)"): ".jams",
        }
        path = self._save_path(self.tr("Export activity"), "activity", filters)
        if path is not None:
            document = self._document
            work = _WriteActivity(path, document.annotation, document.rate, document.length)
            self._work.start(work, self.tr("Writing {0}").format(path.name), self._on_written)

    @Slot()
    def export_midi(self) -> None:
        """Choose a file and write the notes of every source as they lie on the song."""
        path = self._save_path(self.tr("Export notes"), "notes", {self.tr("MIDI (*.mid)"): ".mid"})
        if path is not None:
            work = _WriteMidi(path, self._document.annotation, self._document.rate)
            self._work.start(work, self.tr("Writing {0}").format(path.name), self._on_written)

    def _save_path(self, title: str, what: str, filters: dict[str, str]) -> Path | None:
        """Ask where to write; the chosen kind of file says the suffix where the name has none of them."""
        mixture = self._song.mixture
        stem = mixture.path.stem if mixture is not None and mixture.path is not None else self.tr("song")
        proposed = remembered_folder(what) / f"{stem}{next(iter(filters.values()))}"
        name, chosen = QFileDialog.getSaveFileName(self._window, title, str(proposed), ";;".join(filters))
        if not name:
            return None
        path = Path(name)
        suffix = filters.get(chosen, next(iter(filters.values())))
        given = path.suffix.lower()
        is_other_kind = any(suffix_of in filters.values() and given in kind for suffix_of, kind in _SAME_KIND.items())
        # a suffix that was not proposed has been typed, and says more than the kind that happens to be chosen
        if given not in _SAME_KIND[suffix] and not (is_other_kind and given != proposed.suffix):
            path = path.with_suffix(suffix) if is_other_kind else path.with_name(path.name + suffix)
            # the desktop asked about another name
            if os.path.exists(path) and not self._may_replace(path):
                return None
        remember_folder(what, path.parent)
        return path

    def _may_replace(self, path: Path) -> bool:
        words = self.tr("There already is {0} in {1}.").format(path.name, path.parent)
        answers = (Answer("replace", self.tr("Replace"), "export"), Answer("cancel", self.tr("Cancel"), "cancel"))
        return question.ask(self._window, self.tr("Replace the file?"), words, answers) == "replace"

    @Slot(object)
    def _take_rows(self, read: _Rows) -> None:
        document = self._document
        known = document.annotation.sources
        # names that differ by capitals only are one source
        names = {row.source.casefold(): row.source for row in reversed(read.rows)}
        missing = [name for name in dict.fromkeys(row.source for row in read.rows) if name == names[name.casefold()]]
        made = [Source(document.new_source_id(), name) for name in missing if source_named(name, known) is None]
        sources = (*known, *made)
        try:
            activities = activities_from_rows(read.rows, sources, document.rate, document.length, read.path.name)
        except CoreError as error:
            self._work.failed.emit(error)
            return
        labelled = {activity.source_id for activity in activities}
        after = document.annotation.changed(
            sources=tuple(source for source in sources if source in known or source.id in labelled)
        )
        for activity in activities:
            after = after.with_activity(activity)
        document.perform(after, self.tr("Import activity from {0}").format(read.path.name))

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        self.refresh()
        self.said.emit(self.tr("Written: {0}").format(path.name))


@dataclass(frozen=True)
class _Rows:
    path: Path
    rows: tuple[ActivityRow, ...]


class _ReadRows:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, report: Report) -> _Rows:
        return _Rows(self._path, read_activity_rows(self._path))


class _WriteActivity:
    def __init__(self, path: Path, annotation: Annotation, rate: int, length: int) -> None:
        self._path, self._annotation, self._rate, self._length = path, annotation, rate, length

    def __call__(self, report: Report) -> Path:
        annotation = self._annotation
        write_activity(self._path, annotation.activities, annotation.sources, self._rate, self._length)
        return self._path


class _WriteMidi:
    def __init__(self, path: Path, annotation: Annotation, rate: int) -> None:
        self._path, self._annotation, self._rate = path, annotation, rate

    def __call__(self, report: Report) -> Path:
        write_annotation_midi(self._annotation, self._rate, self._path)
        return self._path
