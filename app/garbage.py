"""Garbage of Python that is collected in the window's thread only.

Owns when it is collected. Python collects wherever memory is asked for; in a worker thread that would destroy widgets
and other objects of Qt beside the window that uses them, which crashes.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

_LOOK_MS = 500
# looking through all that there is takes no larger part of the time; a large project takes a tenth of a second
_FULL_SHARE = 0.002


class GarbageCollector(QObject):
    """Collects in the thread in which it was made, until it is closed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._was_on = gc.isenabled()
        self._full_from = 0.0
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that has grown enough, as Python would."""
        grown = [count > threshold for count, threshold in zip(gc.get_count(), self._thresholds, strict=True)]
        began = time.monotonic()
        if grown[2] and began >= self._full_from and not QGuiApplication.mouseButtons():
            gc.collect()
            ended = time.monotonic()
            self._full_from = ended + (ended - began) / _FULL_SHARE
        elif grown[1]:
            gc.collect(1)
        elif grown[0]:
            gc.collect(0)

    def close(self) -> None:
        """Leave the garbage to Python again."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
