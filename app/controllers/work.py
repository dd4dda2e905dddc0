"""What the window has done beside it: reading, matching, writing.

Owns the io lane and which of its tasks are under way. Shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.bridge import IoLane, IoTask, Report


class Workbench(QObject):
    """Tasks one after the other, with words for what is done now."""

    changed = Signal(str)  # words of the task under way; empty: none
    progressed = Signal(float)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lane = IoLane()
        self._tasks: list[IoTask] = []
        self._is_closed = False

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return any(not task.is_done for task in self._tasks)

    def start(
        self,
        work: Callable[[Report], Any],
        words: str,
        finished: Callable[[Any], object],
        progressed: Callable[[float], object] | None = None,
    ) -> IoTask:
        """Queue work; ``finished`` gets its result in the window's thread, errors go to ``failed``."""
        task = IoTask(work, words)
        task.finished.connect(finished)
        task.progressed.connect(self.progressed if progressed is None else progressed)
        task.failed.connect(self.failed)
        task.ended.connect(self._on_ended)
        self._tasks.append(task)
        self.lane.submit(task)
        self._tell()
        return task

    def cancel(self, task: IoTask | None = None) -> None:
        """Give up one task, or all."""
        for one in self._tasks if task is None else [task]:
            one.cancel()
        self._tasks = [] if task is None else [one for one in self._tasks if one is not task]
        self._tell()

    def close(self) -> None:
        """End the thread; nobody is told that there is room for other work."""
        self._is_closed = True
        self.lane.close()

    @Slot()
    def _on_ended(self) -> None:
        self._tasks = [task for task in self._tasks if not task.is_done]
        self._tell()

    def _tell(self) -> None:
        if not self._is_closed:
            self.changed.emit(self._tasks[0].title + "…" if self._tasks else "")
