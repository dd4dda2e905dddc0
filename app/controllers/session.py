"""What goes on between the controllers: a new song ends the old one's job, new stems are heard.

Owns the controllers of the core and their threads, and the order in which things happen.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.bridge import Report
from app.controllers.document import DocumentController
from app.controllers.exporting import ExportController
from app.controllers.onsets import OnsetController
from app.controllers.playback import PlaybackController
from app.controllers.score import ScoreController
from app.controllers.separation import SeparationController
from app.controllers.song import SongController
from app.controllers.sources import SourceController
from app.controllers.versions import VersionController
from app.controllers.work import Workbench
from app.views.timeline import Timeline
from core.audio import Mixture, read_mixture
from core.errors import CoreError
from core.project.project import Project, SongReference


class Session(QObject):
    """One song with all that is known of it, done with it and heard of it."""

    song_changed = Signal()
    song_differed = Signal(object, object)  # SongReference of the project, Mixture that was read in its place
    result_changed = Signal()

    def __init__(self, timeline: Timeline, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._next_score: Path | None = None
        self._score_follows = False
        self._waiting: Project | None = None
        self.work = Workbench(self)
        self.document = DocumentController(self)
        self.song = SongController(self.work, self)
        self.onsets = OnsetController(self.work, self.song, self)
        self.score = ScoreController(self.work, self.document, self.song, self)
        self.sources = SourceController(self.document, self)
        self.separation = SeparationController(self.song, self.document, self)
        self.versions = VersionController(self.work, self.document, self.song, self.separation, self)
        self.playback = PlaybackController(timeline, self)
        self.exporting = ExportController(self.work.lane, self.separation, self)
        self.song.opened.connect(self._on_song_opened)
        self.separation.result_changed.connect(self._on_result_changed)
        self.separation.previewed.connect(self._tell_takes)
        self.versions.takes_changed.connect(self._tell_takes)
        self.versions.chosen_changed.connect(self._on_version_chosen)

    def open(self, song: Path | None, score: Path | None) -> None:
        """Open a song as a new project, its score, or both."""
        if song is not None:
            self._waiting = None
            self._next_score = score
            self.song.open(song)
        elif score is not None and self.song.mixture is None:
            self._next_score = score  # the song is being opened
        elif score is not None:
            self.score.open(score)

    @property
    def awaits_score(self) -> bool:
        """Whether a score is being read, or is about to be now that its song is there."""
        return self._score_follows or self.score.is_reading

    def show_project(self, project: Project) -> None:
        """Show another project, or an empty one; its song is to follow."""
        self._waiting = self._next_score = None
        self.versions.clear()
        self.song.close()
        self.playback.close_song()
        song = project.song
        self._timeline.set_length(song.length / song.rate if song is not None else 0.0)
        self.document.set_project(project)
        self.song_changed.emit()

    def read_song(self, path: Path) -> None:
        """Read the song of the project that is open."""
        self._waiting = self.document.project
        self.song.open(path)

    def read_collected_song(self) -> None:
        """Read the song that lies in the project that is open."""
        project = self._waiting = self.document.project
        name = project.song.path.name if project.song is not None else ""
        self.song.read(_ReadCollected(project), name)

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
        waiting, self._waiting = self._waiting, None
        score, self._next_score = self._next_score, None
        self._score_follows = score is not None
        if waiting is not None and waiting is self.document.project:
            self._hear(mixture)
        else:
            self._begin(mixture)
        if score is not None:
            self.score.open(score)
        self._score_follows = False

    def _begin(self, mixture: Mixture) -> None:
        """Start a project with a song."""
        self.versions.clear()
        self.playback.stop()
        self._timeline.set_length(mixture.duration_s)
        self.playback.open_song(mixture)
        project, error = _new_project(song_reference(mixture))
        self.document.set_project(project)
        self.song_changed.emit()
        if error is not None:
            # last: the messages about the song before are gone by now
            self.work.failed.emit(error)

    def _hear(self, mixture: Mixture) -> None:
        """Add the sound to the project that is open; position, loop and zoom stay."""
        line, document = self._timeline, self.document
        playhead_s, loop, seen = line.playhead_s, line.loop, (line.start_s, line.stop_s)
        before = document.project.song
        differs = before is not None and before.sha256 != mixture.sha256
        line.set_length(mixture.duration_s)
        self.playback.open_song(mixture)
        moved = before is None or before.path != mixture.path
        if differs or (moved and not document.project.song_is_collected):
            document.set_song(song_reference(mixture))
        line.set_loop(*loop)
        line.zoom_to(*seen)
        self.playback.seek(playhead_s)
        self.song_changed.emit()
        if differs:
            self.song_differed.emit(before, mixture)

    @Slot()
    def _on_result_changed(self) -> None:
        self._tell_takes()
        self.result_changed.emit()

    @Slot()
    def _tell_takes(self) -> None:
        self.playback.set_takes(self.versions.takes(), self.versions.shown_take)

    @Slot(object)
    def _on_version_chosen(self, version_id: object) -> None:
        """Whoever chooses stems wants to hear them; who listens to a live split goes on when others are done."""
        if self.versions.is_arriving and self.playback.live_from:
            return
        self.playback.listen_to_version(version_id)


class _ReadCollected:
    def __init__(self, project: Project) -> None:
        self._project = project

    def __call__(self, report: Report) -> Mixture:
        # the file is needed only until it is decoded
        with tempfile.TemporaryDirectory(prefix="stembrush-song-", ignore_cleanup_errors=True) as folder:
            mixture = read_mixture(self._project.extract_song(Path(folder)), report=report)
        song = self._project.song
        return replace(mixture, path=song.path) if song is not None else mixture


def _new_project(song: SongReference) -> tuple[Project, CoreError | None]:
    """Return a project for a song; where it cannot have a file, one in memory and why."""
    try:
        return Project.create(None, song), None
    except CoreError as error:
        project = Project()
        project.song = song
        return project, error


def song_reference(mixture: Mixture) -> SongReference:
    """Return what a project remembers of a song."""
    path = mixture.path if mixture.path is not None else Path()
    return SongReference(path, mixture.sha256, mixture.rate, mixture.length, mixture.channels)
