"""The sound of the song.

Owns opening it on the io lane. What the user says of it is the document's. Shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.bridge import Report
from app.controllers.work import Workbench
from core import audio_ffmpeg
from core.audio import Mixture, read_mixture

SONG_SUFFIXES = ("wav", "flac", "ogg", "opus", "mp3", "aiff", "aif", "w64", "caf", "au", "rf64", *audio_ffmpeg.SUFFIXES)


class SongController(QObject):
    """The song that is open now."""

    opened = Signal(object)  # Mixture

    def __init__(self, work: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.mixture: Mixture | None = None

    def open(self, path: Path) -> None:
        """Read a song; what was under way for the one before is given up."""
        self.read(_ReadSong(path), path.name)

    def read(self, work: Callable[[Report], Mixture], name: str) -> None:
        """Have a song read by ``work``; what was under way for the one before is given up."""
        self._work.cancel()
        self._work.start(work, self.tr("Opening {0}").format(name), self._take)

    def close(self) -> None:
        """Have no song; what was under way for it is given up."""
        self._work.cancel()
        self.mixture = None

    @Slot(object)
    def _take(self, mixture: Mixture) -> None:
        self.mixture = mixture
        self.opened.emit(mixture)


class _ReadSong:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, report: Report) -> Mixture:
        return read_mixture(self._path, report=report)
