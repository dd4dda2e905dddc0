"""Removing noise: two sources, an example of one of them and the engine that learns from it, set up at once.

Owns this preset. What it makes can be changed afterwards like anything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

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
from app.controllers.example_words import short_time
from app.controllers.settings import remember_folder
from app.controllers.work import Workbench
from app.views.engine_panel import EnginePanel
from app.views.noise_dialog import NoiseDialog, NoiseWish
from app.views.timeline import Timeline
from core.annotation.example_edits import with_stretch
from core.annotation.model import Example, Polarity, Source
from core.errors import CoreError
from core.project.project import Project

_ENGINE_ID = "example-nmf"


class NoisePreset(QObject):
    """One command that asks, and sets up what is asked for."""

    told = Signal(str)

    def __init__(
        self,
        window: QWidget,
        document: DocumentController,
        work: Workbench,
        timeline: Timeline,
        engine: EnginePanel,
        action: QAction,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._document, self._work = window, document, work
        self._timeline, self._engine, self._action = timeline, engine, action
        action.triggered.connect(self.ask)
        document.annotation_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def ask(self) -> None:
        """Ask what is known alone, and set it up."""
        start_s, stop_s = self._selection()
        words = ""
        if stop_s - start_s >= SHORTEST_S:
            words = f"{short_time(start_s)} – {short_time(stop_s)}"  # noqa: RUF001 - from, to
        names = [source.name for source in self._document.annotation.sources]
        pattern = f"{sound_patterns()};;{self.tr('All files (*)')}"
        dialog = NoiseDialog(words, names, str(examples_folder(self._document.project)), pattern, self._window)
        if dialog.exec() == NoiseDialog.DialogCode.Accepted:
            wish = dialog.wish()
            if wish.path is None:
                self._set_up(wish, (start_s, stop_s), ())
            else:
                remember_folder(FOLDER, wish.path.parent)
                words = self.tr("Reading {0}").format(wish.path.name)
                self._work.start(_ReadFor(self._document.project, wish, wish.path), words, self._take)
        dialog.deleteLater()

    @Slot(object)
    def _take(self, found: tuple[object, NoiseWish, ReadFiles]) -> None:
        project, wish, read = found
        if project is not self._document.project:
            return
        if read.errors:
            self._document.failed.emit(CoreError(error_words(read.errors)))
            return
        self._set_up(wish, None, tuple(Example("", audio=sound.audio, name=sound.name) for sound in read.sounds))
        if words := long_words(read.sounds):
            self.told.emit(words)

    def _set_up(self, wish: NoiseWish, span_s: tuple[float, float] | None, files: Sequence[Example]) -> None:
        """Make what is missing of the two sources and the example, as one step, and choose the engine."""
        document, annotation = self._document, self._document.annotation
        wanted, noise = self._source(wish.wanted), self._source(wish.noise)
        known, other = (noise, wanted) if wish.is_noise_known else (wanted, noise)
        new = [source for source in (wanted, noise) if source not in annotation.sources]
        after = annotation.changed(sources=(*annotation.sources, *new))
        if span_s is not None:
            start, stop = (min(max(0, round(time_s * document.rate)), document.length) for time_s in span_s)
            after = with_stretch(after, known.id, Polarity.BELONGS, (start, stop), round(SHORTEST_S * document.rate))
        files = [Example(known.id, audio=one.audio, name=one.name) for one in files]
        after = after.changed(examples=(*after.examples, *files))
        if not document.perform(after, self.tr("Set up removing {0}").format(noise.name)):
            return
        document.pick(known.id)
        for source in (wanted, noise):
            document.choose(source.id, True)
        self._choose_engine()
        words = self.tr("{0} has an example now, and {1} is learnt from the song itself: press Separate.")
        if self._is_known(other):
            words = self.tr("{0} and {1} have examples now: press Separate.")
        self.told.emit(words.format(known.name, other.name))

    def _is_known(self, source: Source) -> bool:
        """Return whether there is anything that tells how a source sounds alone."""
        from core.engines.example_nmf.setting import setting_of

        document = self._document
        return source.id not in setting_of(document.annotation, document.rate, document.length).missing

    def _choose_engine(self) -> None:
        info = self._engine.info(_ENGINE_ID)
        if info is not None:
            self._engine.use(_ENGINE_ID, asdict(info.parameters()))

    def _source(self, name: str) -> Source:
        """Return the source of a name, a new one where there is none."""
        alike = (one for one in self._document.annotation.sources if one.name.casefold() == name.casefold())
        return next(alike, None) or Source(self._document.new_source_id(), name)

    def _selection(self) -> tuple[float, float]:
        line = self._timeline
        return next((one for one in (line.selection, line.loop[:2]) if one[1] > one[0]), (0.0, 0.0))

    @Slot()
    def refresh(self) -> None:
        """Enable it where there is a song."""
        self._action.setEnabled(self._document.rate > 0)


class _ReadFor:
    """Reads a file and tells what it is for."""

    def __init__(self, project: Project, wish: NoiseWish, path: Path) -> None:
        self._project, self._wish, self._read = project, wish, ReadExamples([path], project)

    def __call__(self, report: Report) -> tuple[object, NoiseWish, ReadFiles]:
        return self._project, self._wish, self._read(report)
