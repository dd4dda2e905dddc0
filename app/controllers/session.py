"""What goes on between the controllers: a new song ends the old one's job, new stems are heard.

Owns the controllers of the core and their threads, and the order in which things happen.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.bridge import IoLane
from app.controllers.exporting import ExportController
from app.controllers.playback import PlaybackController
from app.controllers.separation import SeparationController
from app.controllers.song import SongController
from app.views.timeline import Timeline
from core.annotation.score import Score
from core.audio import Mixture


class Session(QObject):
    """One song with all that is known of it, done with it and heard of it."""

    song_changed = Signal()
    score_changed = Signal()
    result_changed = Signal()

    def __init__(self, timeline: Timeline, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._lane = IoLane()
        self._score: Score | None = None
        self.song = SongController(self._lane, self)
        self.separation = SeparationController(self.song, self)
        self.playback = PlaybackController(timeline, self)
        self.exporting = ExportController(self._lane, self.separation, self)
        self.song.song_opened.connect(self._on_song_opened)
        self.song.score_changed.connect(self._on_score_changed)
        self.separation.result_changed.connect(self._on_result_changed)

    def open(self, song: Path | None, score: Path | None) -> None:
        """Open a song, a score or both."""
        self.song.open(song, score)

    def close(self) -> None:
        """End every thread; the player last, as what ends before changes what it could play."""
        self.separation.close()
        self._lane.close()
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
        self.song_changed.emit()

    @Slot()
    def _on_score_changed(self) -> None:
        if self.song.score is not self._score:
            self._score = self.song.score
            self.separation.forget()
        self.score_changed.emit()

    @Slot()
    def _on_result_changed(self) -> None:
        separation = self.separation
        self.playback.set_result(separation.result, separation.is_preview)
        self.result_changed.emit()
        if separation.result is not None and not separation.is_preview:
            self.playback.listen("stems")
