"""Examples of how a source sounds alone, or of what it is not: from the song, from regions, from files.

Owns these commands. What is learnt from them is the engine's; what is shown of them is in ``example_shelf``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from app.bridge import Report
from app.controllers.document import DocumentController
from app.controllers.example_files import (
    FOLDER,
    SHORTEST_S,
    ReadExamples,
    ReadFiles,
    error_words,
    examples_folder,
    long_words,
    sound_patterns,
)
from app.controllers.settings import remember_folder
from app.controllers.work import Workbench
from app.plain_text import menu_words
from app.views.spectrogram_regions import SpectrogramRegions
from app.views.stem_start_dialog import StemStartDialog
from app.views.timeline import Timeline
from core.annotation.example_edits import with_stretch
from core.annotation.model import Example, Polarity, Source
from core.audio import Audio
from core.errors import CoreError
from core.project.project import Project


@dataclass(frozen=True)
class _Wish:
    """What files that are being read are for; with a start they are what the source plays from there on."""

    project: Project
    source_id: str
    polarity: Polarity
    start: int | None = None


class ExampleController(QObject):
    """Commands on examples; those of the table of actions go to the chosen source."""

    told = Signal(str)  # why nothing was done, or what it takes

    def __init__(
        self,
        window: QWidget,
        document: DocumentController,
        work: Workbench,
        timeline: Timeline,
        regions: SpectrogramRegions,
        actions: dict[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._document, self._work, self._timeline = window, document, work, timeline
        self._regions, self._actions = regions, actions
        for name, slot in {
            "example_alone": self.mark_alone,
            "example_not": self.mark_not,
            "example_files": self.choose_alone,
            "example_not_files": self.choose_not,
            "example_stem": self.choose_stem,
        }.items():
            actions[name].triggered.connect(slot)
        document.annotation_changed.connect(self.refresh)
        document.picked_changed.connect(self.refresh)
        self.refresh()

    # the song

    @Slot()
    def mark_alone(self) -> None:
        """Take what is selected as the chosen source alone."""
        self._mark(Polarity.BELONGS)

    @Slot()
    def mark_not(self) -> None:
        """Take what is selected as something that is not the chosen source."""
        self._mark(Polarity.NOT)

    def _mark(self, polarity: Polarity) -> None:
        source, line = self._picked(), self._timeline
        if source is None:
            return
        region = self._regions.chosen
        if line.selection[1] > line.selection[0]:
            self._mark_span(source, polarity, line.selection)
        elif region is not None:
            self._regions.request_polarity.emit(region.id, polarity)
        elif line.loop[1] > line.loop[0]:
            self._mark_span(source, polarity, line.loop[:2])
        elif polarity is Polarity.BELONGS:
            words = self.tr(
                "Select a time in which only {0} sounds, or choose a region that belongs to it, then again."
            )
            self.told.emit(words.format(source.name))
        else:
            words = self.tr(
                "Select a time in which {0} does not sound, or draw a region of what it is not, then again."
            )
            self.told.emit(words.format(source.name))

    def _mark_span(self, source: Source, polarity: Polarity, span_s: tuple[float, float]) -> None:
        document = self._document
        start, stop = (min(max(0, round(time_s * document.rate)), document.length) for time_s in span_s)
        shortest = round(SHORTEST_S * document.rate)
        if stop - start < shortest:
            self.told.emit(self.tr("That is too short to learn from: select at least a tenth of a second."))
            return
        after = with_stretch(document.annotation, source.id, polarity, (start, stop), shortest)
        document.perform(after, self._words(polarity, 1).format(source.name))

    # files

    @Slot()
    def choose_alone(self) -> None:
        """Ask for files in which only the chosen source sounds."""
        self._choose_files(Polarity.BELONGS)

    @Slot()
    def choose_not(self) -> None:
        """Ask for files in which the chosen source does not sound."""
        self._choose_files(Polarity.NOT)

    def _choose_files(self, polarity: Polarity) -> None:
        source = self._picked()
        if source is None:
            return
        title = self.tr("Sounds of {0} alone") if polarity is Polarity.BELONGS else self.tr("Sounds that are not {0}")
        names, _filter = QFileDialog.getOpenFileNames(self._window, title.format(source.name), *self._dialog())
        self.read([Path(name) for name in names], source.id, polarity)

    @Slot()
    def choose_stem(self) -> None:
        """Ask for the file with what the chosen source plays in the song."""
        source = self._picked()
        if source is None:
            return
        title = self.tr("What {0} plays in this song").format(source.name)
        name, _filter = QFileDialog.getOpenFileName(self._window, title, *self._dialog())
        if name:
            self.ask_start(Path(name), source.id)

    def ask_start(self, path: Path, source_id: str) -> None:
        """Ask from where on in the song a file is what the source plays there, then read it."""
        source, line = self._document.annotation.source(source_id), self._timeline
        start_s = line.selection[0] if line.selection[1] > line.selection[0] else 0.0
        dialog = StemStartDialog(path.name, source.name, line.length_s, start_s, line.playhead_s, self._window)
        if dialog.exec() == StemStartDialog.DialogCode.Accepted:
            start = round(dialog.start_s() * self._document.rate)
            self.read([path], source_id, Polarity.BELONGS, start)
        dialog.deleteLater()

    def read(self, paths: Sequence[Path], source_id: str, polarity: Polarity, start: int | None = None) -> None:
        """Read files as examples; with a start they are what the source plays in the song from there on."""
        if not paths:
            return
        remember_folder(FOLDER, paths[0].parent)
        wish = _Wish(self._document.project, source_id, polarity, start)
        words = paths[0].name if len(paths) == 1 else self.tr("{0} files").format(len(paths))
        self._work.start(_ReadFor(wish, paths), self.tr("Reading {0}").format(words), self._take)

    def _dialog(self) -> tuple[str, str]:
        return str(examples_folder(self._document.project)), f"{sound_patterns()};;{self.tr('All files (*)')}"

    @Slot(object)
    def _take(self, found_for: tuple[_Wish, ReadFiles]) -> None:
        wish, read = found_for
        annotation = self._document.annotation
        source = next((one for one in annotation.sources if one.id == wish.source_id), None)
        if wish.project is not self._document.project:
            return
        if source is None:
            self._document.failed.emit(CoreError(self.tr("The source of these examples is gone: nothing was added.")))
            return
        found = [self._example(wish, sound.name, sound.audio) for sound in read.sounds]
        examples = tuple(example for example in found if example is not None)
        if examples:
            words = self._words(wish.polarity, len(examples), wish.start is not None)
            after = annotation.changed(examples=(*annotation.examples, *examples))
            self._document.perform(after, words.format(source.name, len(examples)))
        told = long_words(read.sounds)
        if read.errors:
            self._document.failed.emit(CoreError(error_words(read.errors)))
        elif told:
            self.told.emit(told)

    def _example(self, wish: _Wish, name: str, audio: Audio) -> Example | None:
        if wish.start is None:
            return Example(wish.source_id, wish.polarity, None, audio, name)
        rate, length = self._document.rate, self._document.length
        stop = min(length, wish.start + round(audio.length * rate / audio.rate))
        if stop - wish.start < round(SHORTEST_S * rate):
            self._document.failed.emit(CoreError(self.tr("{0} would begin where the song ends.").format(name)))
            return None
        kept = min(audio.length, round((stop - wish.start) * audio.rate / rate))
        cut = audio if kept == audio.length else Audio(audio.samples[:, :kept], audio.rate)
        return Example(wish.source_id, wish.polarity, (wish.start, stop), cut, name)

    # what is there

    @Slot(str)
    def remove(self, example_id: str) -> None:
        """Remove one example."""
        annotation = self._document.annotation
        gone = next((one for one in annotation.examples if one.id == example_id), None)
        if gone is None:
            return
        examples = tuple(one for one in annotation.examples if one is not gone)
        words = self.tr("Remove example of {0}")
        if gone.polarity is Polarity.NOT:
            words = self.tr("Remove example of what is not {0}")
        name = next((one.name for one in annotation.sources if one.id == gone.source_id), "")
        self._document.perform(annotation.changed(examples=examples), words.format(name))

    @Slot()
    def refresh(self) -> None:
        """Name the chosen source in the actions, and enable what can be done."""
        source = self._document.picked
        name = source.name if source is not None else self.tr("the source")
        there = source is not None and self._document.rate > 0
        for key, words in {
            "example_alone": self.tr("The selection is {0} alone"),
            "example_not": self.tr("The selection is not {0}"),
            "example_files": self.tr("{0} alone, from files…"),
            "example_not_files": self.tr("What is not {0}, from files…"),
            "example_stem": self.tr("What {0} plays in this song, from a file…"),
        }.items():
            text = menu_words(words.format(name))
            self._actions[key].setText(text[:1].upper() + text[1:])
            self._actions[key].setEnabled(there)

    def _picked(self) -> Source | None:
        source = self._document.picked
        if source is None:
            self.told.emit(self.tr("There is no source to give examples of: add one with Ctrl+T."))
        return source

    def _words(self, polarity: Polarity, count: int, is_stem: bool = False) -> str:
        if is_stem:
            return self.tr("Add what {0} plays")
        if polarity is Polarity.NOT:
            return self.tr("Add example of what is not {0}") if count == 1 else self.tr("Add {1} of what is not {0}")
        return self.tr("Add example of {0}") if count == 1 else self.tr("Add {1} examples of {0}")


class _ReadFor:
    """Reads files and tells what they are for."""

    def __init__(self, wish: _Wish, paths: Sequence[Path]) -> None:
        self._wish, self._read = wish, ReadExamples(paths, wish.project)

    def __call__(self, report: Report) -> tuple[_Wish, ReadFiles]:
        return self._wish, self._read(report)
