"""Where something begins in the open song.

Owns the search in the background, once nothing else waits to be done, and its result. Shows nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from app.bridge import Report
from app.controllers.song import SongController
from app.controllers.work import Workbench
from core.audio import Mixture
from core.display.quiet import wait_for_quiet

_NONE: NDArray[np.int64] = np.zeros(0, np.int64)


class OnsetController(QObject):
    """The onsets of the song that is open."""

    changed = Signal()

    def __init__(self, work: Workbench, song: SongController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work, self._song = work, song
        self._onsets = _NONE
        self._is_due = False
        song.opened.connect(self._on_opened)
        work.changed.connect(self._on_work)

    @property
    def onsets(self) -> NDArray[np.int64]:
        """Samples of the song, rising; empty until they are found."""
        return self._onsets

    @Slot(object)
    def _on_opened(self, _mixture: Mixture) -> None:
        self._is_due = True
        if len(self._onsets):
            self._onsets = _NONE
            self.changed.emit()

    @Slot(str)
    def _on_work(self, words: str) -> None:
        # reading and matching a score come first
        mixture = self._song.mixture
        if self._is_due and not words and mixture is not None:
            self._is_due = False
            self._work.start(_Detect(mixture), self.tr("Listening for onsets"), self._take)

    @Slot(object)
    def _take(self, onsets: NDArray[np.int64]) -> None:
        self._onsets = onsets
        self.changed.emit()


class _Detect:
    def __init__(self, mixture: Mixture) -> None:
        self._mixture = mixture

    def __call__(self, report: Report) -> NDArray[np.int64]:
        from core.annotation.onsets import detect_onsets  # scipy takes its time, which the start has not

        def told(share: float) -> bool:
            wait_for_quiet()
            return report(share)

        return detect_onsets(self._mixture, told)
