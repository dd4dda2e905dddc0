"""The song, its score and what is known of its sources.

Owns opening and matching on the io lane and the annotation that follows from them. Shows nothing.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.bridge import IoLane, IoTask, Report
from app.theme import source_colour
from core.annotation.alignment import Alignment, align_score, apply_alignment
from core.annotation.midi import read_score
from core.annotation.model import Annotation
from core.annotation.score import Score, annotation_from_score
from core.audio import Mixture, read_mixture

SCORE_SUFFIXES = frozenset({".mid", ".midi", ".kar", ".smf"})
SONG_SUFFIXES = ("wav", "flac", "ogg", "opus", "mp3", "aiff", "aif", "w64", "caf", "au", "rf64")


def is_score(path: Path) -> bool:
    """Return whether a file is opened as a score."""
    return path.suffix.lower() in SCORE_SUFFIXES


class SongController(QObject):
    """What is open now."""

    song_opened = Signal(object)
    score_changed = Signal()
    annotation_changed = Signal()
    work_changed = Signal(str)
    work_progressed = Signal(float)
    match_progressed = Signal(float)
    failed = Signal(object)

    def __init__(self, lane: IoLane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._tasks: list[IoTask] = []
        self.mixture: Mixture | None = None
        self.score: Score | None = None
        self.alignment: Alignment | None = None
        self.annotation = Annotation()
        self.aligning = True
        self.matching: IoTask | None = None
        self._chosen: set[str] = set()
        self._names: dict[str, str] = {}
        self._colours: dict[str, str] = {}

    @property
    def chosen(self) -> frozenset[str]:
        """Ids of the sources that get stems of their own."""
        return frozenset(self._chosen)

    @property
    def is_busy(self) -> bool:
        """Whether something is being opened or matched."""
        return any(not task.is_done for task in self._tasks)

    def open(self, song: Path | None, score: Path | None) -> None:
        """Open a song, a score, or both; a new song forgets the old score."""
        if song is not None:
            self._cancel_tasks()
            task = self._task(_ReadSong(song), self.tr("Opening {0}").format(song.name))
            task.progressed.connect(self.work_progressed)
            task.finished.connect(self._take_song)
            self._lane.submit(task)
        if score is not None:
            task = self._task(_ReadScore(score), self.tr("Reading {0}").format(score.name))
            task.finished.connect(self._take_score)
            self._lane.submit(task)

    @Slot(bool)
    def set_aligning(self, on: bool) -> None:
        """Match the score to the song, or take its times as they are."""
        if on != self.aligning:
            self.aligning = on
            self._match()

    @Slot(str, str)
    def rename(self, source_id: str, name: str) -> None:
        """Give a source another name."""
        self._names[source_id] = name
        self._dress()

    @Slot(str, str)
    def recolour(self, source_id: str, colour: str) -> None:
        """Give a source another colour."""
        self._colours[source_id] = colour
        self._dress()

    @Slot(str, bool)
    def choose(self, source_id: str, chosen: bool) -> None:
        """Give a source a stem of its own, or let it share one."""
        (self._chosen.add if chosen else self._chosen.discard)(source_id)
        self.annotation_changed.emit()

    def _task(self, work: Any, words: str) -> IoTask:
        task = IoTask(work, words)
        task.failed.connect(self.failed)
        task.ended.connect(self._on_ended)
        self._tasks.append(task)
        self._tell_work()
        return task

    def _cancel_tasks(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._tasks = []
        self.matching = None

    @Slot(object)
    def _take_song(self, mixture: Mixture) -> None:
        self.mixture = mixture
        self.score = self.alignment = None
        self._names, self._colours, self._chosen = {}, {}, set()
        self.annotation = Annotation()
        self.song_opened.emit(mixture)
        self.score_changed.emit()
        self.annotation_changed.emit()

    @Slot(object)
    def _take_score(self, score: Score) -> None:
        self.score = score
        self._names, self._colours = {}, {}
        self._chosen = {f"s{index + 1}" for index in range(len(score.tracks))}
        self._match()

    def _match(self) -> None:
        if self.matching is not None:
            self.matching.cancel()
            self._tasks = [task for task in self._tasks if task is not self.matching]
        self.alignment = self.matching = None
        if self.score is not None and self.mixture is not None and self.aligning:
            task = self._task(_Match(self.mixture, self.score), self.tr("Matching the score to the song"))
            self.matching = task
            task.progressed.connect(self.match_progressed)
            task.finished.connect(self._take_alignment)
            self._lane.submit(task)
        self._annotate()
        self.score_changed.emit()

    @Slot(object)
    def _take_alignment(self, alignment: Alignment) -> None:
        self.matching = None
        self.alignment = alignment
        self._annotate()
        self.score_changed.emit()

    @Slot()
    def _on_ended(self) -> None:
        if self.matching is not None and self.matching.is_done:
            self.matching = None
            self.score_changed.emit()
            self.annotation_changed.emit()
        self._tasks = [task for task in self._tasks if not task.is_done]
        self._tell_work()

    def _tell_work(self) -> None:
        self.work_changed.emit(self._tasks[0].title + "…" if self._tasks else "")

    def _annotate(self) -> None:
        if self.score is None or self.mixture is None:
            return
        score = apply_alignment(self.score, self.alignment) if self.alignment is not None else self.score
        annotation = annotation_from_score(score, self.mixture.rate, self.mixture.length)
        self.annotation = replace(annotation, revision=self.annotation.revision + 1)
        self._dress()

    def _dress(self) -> None:
        """Give the sources the names and colours that the user sees."""
        sources = tuple(
            replace(
                source,
                name=self._names.get(source.id, source.name),
                colour=self._colours.get(source.id, source_colour(index, source.colour)),
            )
            for index, source in enumerate(self.annotation.sources)
        )
        self.annotation = self.annotation.changed(sources=sources)
        self.annotation_changed.emit()


class _ReadSong:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, report: Report) -> Mixture:
        return read_mixture(self._path, report=report)


class _ReadScore:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, report: Report) -> Score:
        return read_score(self._path)


class _Match:
    def __init__(self, mixture: Mixture, score: Score) -> None:
        self._mixture, self._score = mixture, score

    def __call__(self, report: Report) -> Alignment:
        def told(_stage: str, fraction: float) -> bool:
            return report(fraction)

        return align_score(self._mixture, self._score, report=told)
