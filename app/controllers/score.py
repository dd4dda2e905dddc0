"""The score of the song: reading it, and matching it in the background.

Owns the steps from a MIDI file to notes at their place in the song. Each is a command of the document; which notes go
to which source is asked for by a signal. Shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.bridge import IoTask, Report
from app.controllers.document import DocumentController
from app.controllers.song import SongController
from app.controllers.work import Workbench
from core.annotation.alignment import Alignment, align_score
from core.annotation.midi import read_score
from core.annotation.model import Annotation, Warp
from core.annotation.score import Score
from core.annotation.score_import import Assignment, Hands, imported, one_source_per_track
from core.annotation.warping import matched, score_of, unmatched
from core.audio import Mixture

SCORE_SUFFIXES = frozenset({".mid", ".midi", ".kar", ".smf"})


def is_score(path: Path) -> bool:
    """Return whether a file is opened as a score."""
    return path.suffix.lower() in SCORE_SUFFIXES


class ScoreController(QObject):
    """Imports scores and matches them."""

    changed = Signal()  # what is known of the match
    match_progressed = Signal(float)
    choice_wanted = Signal(object)  # Score: which of its notes go to which source

    def __init__(
        self, work: Workbench, document: DocumentController, song: SongController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work, self._document, self._song = work, document, song
        self.aligning = True
        self._matching: IoTask | None = None
        self._reading: IoTask | None = None
        self._has_begun_reading = False
        self._begun_with: Warp | None = None
        document.replaced.connect(self._on_replaced)
        document.annotation_changed.connect(self.changed)

    @property
    def is_matching(self) -> bool:
        """Whether a match is under way."""
        return self._matching is not None and not self._matching.is_done

    @property
    def is_reading(self) -> bool:
        """Whether a score is being read or imported."""
        return self._has_begun_reading and (self._reading is None or not self._reading.is_done)

    def open(self, path: Path) -> None:
        """Read a score and import it, every track as a source."""
        self._read(_ReadScore(path), self.tr("Reading {0}").format(path.name), self._take)

    def ask(self, path: Path) -> None:
        """Read a score and ask which of its notes go to which source."""
        self._read(_ReadScore(path), self.tr("Reading {0}").format(path.name), self.choice_wanted.emit)

    def import_score(
        self,
        score: Score,
        assignment: Assignment | None = None,
        hands: Hands | None = None,
        *,
        is_added: bool = False,
    ) -> None:
        """Give the notes of a score to sources, every track to a new one where nothing is said, and match them.

        The score before is replaced, or stays where this one is added to it.
        """
        document = self._document
        name = score.path.name if score.path is not None else self.tr("score")
        assignment = one_source_per_track(score) if assignment is None else assignment
        wanted = {target.key for target in assignment.targets if not (target.is_left_out or target.source_id)}
        ids = tuple(document.new_source_id() for _ in wanted)
        work = _Import(document.annotation, score, assignment, hands, document.rate, ids, is_added)
        self._read(work, self.tr("Importing {0}").format(name), self._take_import)

    def _read(self, work: Callable[[Report], Any], words: str, finished: Callable[[Any], object]) -> None:
        # whoever is told that this begins already finds it under way
        self._reading, self._has_begun_reading = None, True
        self._reading = self._work.start(work, words, finished)

    @Slot()
    def match(self) -> None:
        """Match what came from the score to the song, again where it was matched before."""
        self._give_up()
        mixture, annotation = self._song.mixture, self._document.annotation
        if mixture is not None and annotation.warp is not None:
            self._begun_with = annotation.warp
            work = _Match(mixture, score_of(annotation, mixture.rate), annotation.warp.anchors)
            words = self.tr("Matching the score to the song")
            self._matching = self._work.start(work, words, self._take_alignment, self.match_progressed.emit)
            self._matching.ended.connect(self.changed)
        self.changed.emit()

    @Slot(bool)
    def set_aligning(self, on: bool) -> None:
        """Match the score to the song, or take its times as they are."""
        if on == self.aligning:
            return
        self.aligning = on
        annotation = self._document.annotation
        if on:
            self.match()
        elif annotation.warp is not None:
            self._give_up()
            self._document.perform(unmatched(annotation, self._document.rate), self.tr("Use the score's own times"))
            self.changed.emit()

    def _give_up(self) -> None:
        if self._matching is not None:
            self._work.cancel(self._matching)
        self._matching = None

    @Slot()
    def _on_replaced(self) -> None:
        self._give_up()

    @Slot(object)
    def _take(self, score: Score) -> None:
        self.import_score(score)

    @Slot(object)
    def _take_import(self, done: _Imported) -> None:
        document = self._document
        if document.annotation is not done.work.before:
            # edited meanwhile
            again = done.work
            self.import_score(again.score, again.assignment, again.hands, is_added=again.is_added)
            return
        path = done.work.score.path
        words = self.tr("Import {0}").format(path.name if path is not None else self.tr("score"))
        if document.perform(done.after, words):
            self._give_up()
            if self.aligning:
                self.match()

    @Slot(object)
    def _take_alignment(self, alignment: Alignment) -> None:
        self._matching = None
        annotation, begun = self._document.annotation, self._begun_with
        warp = annotation.warp
        if warp is not None and begun is not None and warp.name == begun.name:
            if warp.anchors != begun.anchors:
                # corrected meanwhile
                self.match()
                return
            # else undone meanwhile
            if warp.points == begun.points:
                after = matched(annotation, alignment, self._document.rate)
                self._document.perform(after, self.tr("Match {0}").format(warp.name))
        self.changed.emit()


class _ReadScore:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, report: Report) -> Score:
        return read_score(self._path)


@dataclass(frozen=True, eq=False)
class _Import:
    """Makes the annotation with the notes of a score: of a hundred thousand the window would be seen to wait."""

    before: Annotation
    score: Score
    assignment: Assignment
    hands: Hands | None
    rate: int
    ids: tuple[str, ...]
    is_added: bool = False

    def __call__(self, report: Report) -> _Imported:
        ids = iter(self.ids)
        new_id: Callable[[], str] = ids.__next__
        after = imported(
            self.before, self.score, self.assignment, self.rate, new_id, self.hands, is_added=self.is_added
        )
        return _Imported(self, after)


@dataclass(frozen=True, eq=False)
class _Imported:
    work: _Import
    after: Annotation


class _Match:
    def __init__(self, mixture: Mixture, score: Score, anchors: tuple[tuple[float, int], ...]) -> None:
        self._mixture, self._score = mixture, score
        self._anchors = [(time_s, sample / mixture.rate) for time_s, sample in anchors]

    def __call__(self, report: Report) -> Alignment:
        def told(_stage: str, fraction: float) -> bool:
            return report(fraction)

        return align_score(self._mixture, self._score, anchors=self._anchors, report=told)
