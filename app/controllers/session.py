"""What goes on between the controllers: a new song ends the old one's job, new stems are heard.

Owns the controllers of the core and their threads, and the order in which things happen.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.controllers.document import DocumentController
from app.controllers.exporting import ExportController
from app.controllers.playback import PlaybackController
from app.controllers.score import ScoreController
from app.controllers.separation import SeparationController
from app.controllers.song import SongController
from app.controllers.sources import SourceController
from app.controllers.work import Workbench
from app.views.timeline import Timeline
from core.audio import Mixture
from core.project.project import Project, SongReference


class Session(QObject):
    """One song with all that is known of it, done with it and heard of it."""

    song_changed = Signal()
    result_changed = Signal()

    def __init__(self, timeline: Timeline, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._next_score: Path | None = None
        self.work = Workbench(self)
        self.document = DocumentController(self)
        self.song = SongController(self.work, self)
        self.score = ScoreController(self.work, self.document, self.song, self)
        self.sources = SourceController(self.document, self)
        self.separation = SeparationController(self.song, self.document, self)
        self.playback = PlaybackController(timeline, self)
        self.exporting = ExportController(self.work.lane, self.separation, self)
        self.song.opened.connect(self._on_song_opened)
        self.separation.result_changed.connect(self._on_result_changed)

    def open(self, song: Path | None, score: Path | None) -> None:
        """Open a song, a score or both."""
        if song is not None:
            self._next_score = score
            self.song.open(song)
        elif score is not None and self.song.mixture is None:
            self._next_score = score  # the song is being opened
        elif score is not None:
            self.score.open(score)

    def close(self) -> None:
        """End every thread; the player last, as what ends before changes what it could play."""
        self.separation.close()
        self.work.close()
        self.document.project.close()
        self.playback.close()

    @Slot()
    def listen_to_stems(self) -> None:
        """Whoever mixes wants to hear it."""
        if self.playback.stem_ids and self.playback.listening != "stems":
            self.playback.listen("stems")

    @Slot(object)
    def _on_song_opened(self, mixture: Mixture) -> None:
        self.separation.forget()
        self.playback.stop()
        self._timeline.set_length(mixture.duration_s)
        self.playback.open_song(mixture)
        project = Project()
        path = mixture.path or Path()
        project.song = SongReference(path, mixture.sha256, mixture.rate, mixture.length, mixture.channels)
        self.document.set_project(project)
        self.song_changed.emit()
        score, self._next_score = self._next_score, None
        if score is not None:
            self.score.open(score)

    @Slot()
    def _on_result_changed(self) -> None:
        separation = self.separation
        self.playback.set_result(separation.result, separation.is_preview)
        self.result_changed.emit()
        if separation.result is not None and not separation.is_preview:
            self.playback.listen("stems")
