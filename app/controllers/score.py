"""The score of the song: reading it, and matching it in the background.

Owns the steps from a MIDI file to notes at their place in the song. Each is a command of the document. Shows nothing.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.bridge import IoTask, Report
from app.controllers.document import DocumentController
from app.controllers.song import SongController
from app.controllers.work import Workbench
from core.annotation.alignment import Alignment, align_score
from core.annotation.midi import read_score
from core.annotation.model import Warp
from core.annotation.score import Score
from core.annotation.score_import import imported
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

    def __init__(
        self, work: Workbench, document: DocumentController, song: SongController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work, self._document, self._song = work, document, song
        self.aligning = True
        self._matching: IoTask | None = None
        self._begun_with: Warp | None = None
        document.replaced.connect(self._on_replaced)
        document.annotation_changed.connect(self.changed)

    @property
    def is_matching(self) -> bool:
        """Whether a match is under way."""
        return self._matching is not None and not self._matching.is_done

    def open(self, path: Path) -> None:
        """Read a score and import it."""
        self._work.start(_ReadScore(path), self.tr("Reading {0}").format(path.name), self._take)

    def import_score(self, score: Score) -> None:
        """Add the sources and notes of a score and match them to the song."""
        document = self._document
        after = imported(document.annotation, score, document.rate, document.new_source_id)
        name = score.path.name if score.path is not None else self.tr("score")
        if document.perform(after, self.tr("Import {0}").format(name)) and self.aligning:
            self.match()

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
    def _take_alignment(self, alignment: Alignment) -> None:
        self._matching = None
        annotation = self._document.annotation
        if annotation.warp is None or self._begun_with is None:
            return
        if annotation.warp.anchors != self._begun_with.anchors:
            # corrected meanwhile
            self.match()
            return
        after = matched(annotation, alignment, self._document.rate)
        self._document.perform(after, self.tr("Match {0}").format(annotation.warp.name))
        self.changed.emit()


class _ReadScore:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, report: Report) -> Score:
        return read_score(self._path)


class _Match:
    def __init__(self, mixture: Mixture, score: Score, anchors: tuple[tuple[float, int], ...]) -> None:
        self._mixture, self._score = mixture, score
        self._anchors = [(time_s, sample / mixture.rate) for time_s, sample in anchors]

    def __call__(self, report: Report) -> Alignment:
        def told(_stage: str, fraction: float) -> bool:
            return report(fraction)

        return align_score(self._mixture, self._score, anchors=self._anchors, report=told)
