"""The song put into its project, so that one file is all there is to hand on.

Owns the task and its action, which also ends it. Shows nothing itself.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from app.bridge import IoTask
from app.controllers.session import Session


class SongCollector(QObject):
    """Copies the song in the background."""

    collected = Signal()

    def __init__(self, session: Session, action: QAction, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._action = session, action
        self._task: IoTask | None = None
        action.triggered.connect(self.toggle)
        session.song_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def toggle(self) -> None:
        """Put the song into the project, or stop doing so."""
        if self._task is not None:
            self._session.work.cancel(self._task)
            return
        words = self.tr("Collecting the song into the project")
        work = self._session.document.project.collect_song
        self._task = self._session.work.start(work, words, self._on_collected)
        self._task.ended.connect(self._on_ended)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Bring the action to the state of things."""
        heard = self._session.song.mixture is not None
        runs = self._task is not None
        self._action.setEnabled(runs or (heard and not self._session.document.project.song_is_collected))
        usual = self.tr("Collect the song into the project")
        self._action.setText(self.tr("Stop collecting the song") if runs else usual)

    @Slot(object)
    def _on_collected(self, _nothing: object) -> None:
        self.collected.emit()

    @Slot()
    def _on_ended(self) -> None:
        self._task = None
        self.refresh()
