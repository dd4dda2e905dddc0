"""Stems against their true sources.

Owns the dialog's way from references to measures: files are read and compared in a thread of their own, so that
nothing else has to wait. What is measured, and how, is the core's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from app.bridge import IoLane, IoTask, Report
from app.controllers.document import DocumentController
from app.controllers.references import references_of, set_references
from app.controllers.screen import Screen
from app.controllers.separation import SeparationController
from app.controllers.settings import remember_folder, remembered_folder
from app.controllers.song import SONG_SUFFIXES
from app.i18n import core_words
from app.theme import source_colour
from app.views.evaluation_dialog import EvaluationDialog, ReferenceRow
from core.audio import Audio, read_mixture
from core.errors import CoreError, JobCancelled
from core.evaluation import (
    Evaluation,
    EvaluationError,
    FrameEvaluation,
    evaluate,
    evaluate_frames,
    messages_of,
    write_evaluation,
)
from core.evaluation.references import files_named_like

_READING, _WHOLE = 0.2, 0.5


class EvaluationController(QObject):
    """One dialog, one comparison at a time."""

    closed = Signal()

    def __init__(
        self,
        document: DocumentController,
        separation: SeparationController,
        screen: Screen,
        action: QAction,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._separation, self._screen, self._action = document, separation, screen, action
        self._lane: IoLane | None = None
        self._task: IoTask | None = None
        self._measured: _Measured | None = None
        self.dialog: EvaluationDialog | None = None
        action.triggered.connect(self.show)
        separation.result_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Let be asked for what can be done."""
        self._action.setEnabled(self._separation.kept is not None)

    @Slot()
    def show(self) -> None:
        """Ask for references and measure the stems that are shown."""
        if self._separation.kept is None or self.dialog is not None:
            return
        dialog = self.dialog = EvaluationDialog(self._screen.stems_name(), self._rows(), self._screen.stage.window())
        self._measured = None
        dialog.choose_requested.connect(self._choose)
        dialog.clear_requested.connect(self._clear)
        dialog.guess_requested.connect(self._guess)
        dialog.measure_requested.connect(self._measure)
        dialog.give_up_requested.connect(self.give_up)
        dialog.save_requested.connect(self._save)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _rows(self) -> list[ReferenceRow]:
        """Return the stems under names of which no two are equal: by them they are compared."""
        kept, known, rows = self._separation.kept, references_of(self._document), []
        names: set[str] = set()
        sources = {source.id: source for source in self._screen.sources()}
        for index, (source_id, _stem) in enumerate(kept.stems if kept is not None else ()):
            source = sources.get(source_id)
            name = first = source.name if source is not None else source_id
            number = 2
            while name in names:
                name, number = f"{first} {number}", number + 1
            names.add(name)
            colour = source_colour(index, source.colour if source is not None else "")
            rows.append(ReferenceRow(source_id, name, colour, known.get(source_id)))
        return rows

    @Slot(str)
    def _choose(self, source_id: str) -> None:
        patterns = " ".join(f"*.{suffix}" for suffix in SONG_SUFFIXES)
        filters = f"{self.tr('Sound files ({0})').format(patterns)};;{self.tr('All files (*)')}"
        folder = str(self._folder())
        name, _filter = QFileDialog.getOpenFileName(self.dialog, self.tr("Choose the true source"), folder, filters)
        if name:
            remember_folder("references", Path(name).parent)
            self._set(source_id, Path(name))

    def _folder(self) -> Path:
        """Return where references were found last, or the folder of the song."""
        request = self._separation.request
        song = request.mixture.path if request is not None else None
        return remembered_folder("references", song.parent if song is not None else None)

    @Slot(str)
    def _clear(self, source_id: str) -> None:
        self._set(source_id, None)

    @Slot()
    def _guess(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self.dialog, self.tr("Folder with the true sources"), str(self._folder())
        )
        if not folder or self.dialog is None:
            return
        remember_folder("references", Path(folder))
        found = files_named_like(Path(folder), {row.id: row.name for row in self._rows()}, SONG_SUFFIXES)
        for source_id, path in found.items():
            self._set(source_id, path)
        if not found:
            self.dialog.tell(self.tr("No sound file in that folder is named like one of the sources."))

    def _set(self, source_id: str, path: Path | None) -> None:
        known = {key: str(one) for key, one in references_of(self._document).items() if key != source_id}
        set_references(self._document, known | ({source_id: str(path)} if path is not None else {}))
        if self.dialog is not None:
            self._measured = None
            self.dialog.set_reference(source_id, path)
            self.dialog.tell("")

    @Slot(bool)
    def _measure(self, by_second: bool) -> None:
        kept, request = self._separation.kept, self._separation.request
        if self.dialog is None or kept is None or request is None:
            return
        stems = dict(kept.stems)
        given = {row.name: (row.path, stems[row.id]) for row in self._rows() if row.path is not None}
        work = _Compare(given, request.mixture, by_second)
        self._task = IoTask(work, self.tr("Comparison"))
        self._task.progressed.connect(self.dialog.set_progress)
        self._task.finished.connect(self._on_measured)
        self._task.failed.connect(self._on_failed)
        if self._lane is None:
            self._lane = IoLane()
        self._lane.submit(self._task)
        self.dialog.set_running(True)

    @Slot()
    def give_up(self) -> None:
        """End the comparison; what was measured before stays."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self.dialog is not None:
            self.dialog.set_running(False)
            self.dialog.tell(self.tr("The measuring was given up."))

    @Slot()
    def _save(self) -> None:
        if self.dialog is None or self._measured is None:
            return
        filters = {
            self.tr("CSV, a table for spreadsheets (*.csv)"): ".csv",
            self.tr("JSON, for programs (*.json)"): ".json",
        }
        proposed = remembered_folder("measures") / f"{self._screen.song_name()} measures.csv"
        name, kind = QFileDialog.getSaveFileName(
            self.dialog, self.tr("Save the measures"), str(proposed), ";;".join(filters)
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in filters.values():
            path = path.with_name(path.name + filters.get(kind, ".csv"))
        try:
            write_evaluation(path, self._measured.whole, self._measured.frames)
        except CoreError as error:
            self.dialog.tell(core_words(str(error)))
            return
        remember_folder("measures", path.parent)
        self.dialog.tell(self.tr("Written: {0}").format(path.name))

    def close(self) -> None:
        """End the thread."""
        self.give_up()
        if self._lane is not None:
            self._lane.close()
            self._lane = None

    @Slot(object)
    def _on_measured(self, measured: _Measured) -> None:
        self._task, self._measured = None, measured
        if self.dialog is not None:
            self.dialog.set_running(False)
            self.dialog.show_measures(measured.whole, measured.frames)
            messages = messages_of(measured.whole, measured.frames)
            self.dialog.tell(" ".join(f"{core_words(words)}." for words in (*messages, *measured.doubts)))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._task = None
        if self.dialog is not None:
            self.dialog.set_running(False)
            self.dialog.tell(core_words(str(error)))

    @Slot()
    def _on_closed(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        self.closed.emit()


@dataclass(frozen=True, eq=False)
class _Measured:
    whole: Evaluation
    frames: FrameEvaluation | None
    doubts: tuple[str, ...] = ()


class _Compare:
    """Reads the references and compares, in the lane."""

    def __init__(self, given: dict[str, tuple[Path, Audio]], mixture: Audio, by_second: bool) -> None:
        self._given, self._mixture, self._by_second = given, mixture, by_second

    def __call__(self, report: Report) -> _Measured:
        count = len(self._given)
        references = {
            name: read_mixture(path, report=_part(report, _READING * number / count, _READING / count))
            for number, (name, (path, _stem)) in enumerate(self._given.items())
        }
        estimates = {name: stem for name, (_path, stem) in self._given.items()}
        share = (_WHOLE if self._by_second else 1.0) - _READING
        go_on = _part(report, _READING, share)
        whole = evaluate(references, estimates, self._mixture, progress=_checked(go_on))
        if not self._by_second:
            return _Measured(whole, None)
        try:
            frames = evaluate_frames(references, estimates, progress=_checked(_part(report, _WHOLE, 1.0 - _WHOLE)))
        except EvaluationError as error:
            return _Measured(whole, None, (str(error),))
        return _Measured(whole, frames)


def _part(report: Report, start: float, share: float) -> Report:
    return lambda fraction: report(start + share * fraction)


def _checked(report: Report) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        if not report(done / max(1, total)):
            raise JobCancelled("cancelled")

    return progress
