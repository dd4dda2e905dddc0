"""Painting when each source plays: lanes, selection, files, tapping along.

Owns these commands; the strokes come from the lanes view. Shows nothing itself.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from app.controllers.document import DocumentController
from app.controllers.playback import PlaybackController
from app.controllers.song import SongController
from app.controllers.work import Workbench
from app.views.stage import Stage


class ActivityController(QObject):
    """Commands of one part of the annotation."""

    def __init__(
        self,
        document: DocumentController,
        song: SongController,
        playback: PlaybackController,
        work: Workbench,
        stage: Stage,
        actions: dict[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._song, self._playback, self._work = document, song, playback, work
        self._stage, self._actions = stage, actions
