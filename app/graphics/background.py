"""Background work of one picture.

Owns the worker of a picture and the way of its news into the thread of the window, a few times a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.display import DisplayWorker
from core.display.worker import Request

_NEWS_MS = 30
_SETTLE_MS = 50


class _Bell(QObject):
    """Rings in the thread of the window, at most every ``_NEWS_MS``, when its rope was pulled in any thread."""

    rung = Signal()
    _pulled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_NEWS_MS)
        self._timer.timeout.connect(self._ring)
        self._pulled.connect(self._start)
        self.is_pulled = False

    def pull(self) -> None:
        """Ask for a ring; may be called in any thread."""
        self.is_pulled = True
        # where the window is gone without having been closed, nobody waits for news
        with suppress(RuntimeError):
            self._pulled.emit()

    @Slot()
    def _start(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _ring(self) -> None:
        self.is_pulled = False
        self.rung.emit()


class Background:
    """One worker at a time; outlives the widget that it works for until ``close``."""

    def __init__(self, on_news: Callable[[], None], name: str) -> None:
        """Call ``on_news`` in the thread of the window when something was computed."""
        self._bell = _Bell()
        self._bell.rung.connect(on_news)
        self._name = name
        self._worker: DisplayWorker | None = None
        self._steps: Iterator[object] | None = None
        # what else changes with a new sound comes before the work: both at once would make the window wait
        self._starter = QTimer(self._bell)
        self._starter.setSingleShot(True)
        self._starter.setInterval(_SETTLE_MS)
        self._starter.timeout.connect(self._begin)

    @property
    def busy(self) -> bool:
        """Whether work is left, or news of it that were not told yet."""
        working = self._worker is not None and self._worker.busy
        return working or self._steps is not None or self._bell.is_pulled

    def start(self, steps: Iterator[object]) -> None:
        """Leave the work before and begin another."""
        self.close()
        self._worker = DisplayWorker(self._bell.pull, self._name)
        self._steps = steps
        self._starter.start()

    def request(self, requests: list[Request]) -> None:
        """Replace what is asked for at once."""
        if self._worker is not None:
            self._worker.request(requests)

    def close(self) -> None:
        """Stop and wait for the step that is running."""
        self._steps = None
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _begin(self) -> None:
        steps, self._steps = self._steps, None
        if self._worker is not None and steps is not None:
            self._worker.add(steps)
