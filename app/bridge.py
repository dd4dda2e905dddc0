"""The only place where worker threads become Qt signals.

Owns the io lane (reading, matching and writing files, one at a time) and the listener of jobs. Reports that arrive
faster than the window paints are gathered: one signal brings all of them.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from core.engines.base import SeparationResult
from core.errors import CoreError, JobCancelled
from core.jobs import JobProgress

_log = logging.getLogger(__name__)

Report = Callable[[float], bool]


def _send(signal: Any, *news: Any) -> None:
    """Send a signal to the window's thread; where its object is gone with the window, nobody waits for it."""
    with suppress(RuntimeError):
        signal.emit(*news)


class IoTask(QObject):
    """One piece of work on the io lane; its signals arrive in the window's thread."""

    progressed = Signal(float)
    finished = Signal(object)
    failed = Signal(object)
    ended = Signal()

    _result_came = Signal(object)
    _error_came = Signal(object)
    _report_came = Signal()

    def __init__(self, work: Callable[[Report], Any], title: str) -> None:
        super().__init__()
        self.title = title
        self._work = work
        self._cancelled = threading.Event()
        self._lock = threading.Lock()
        self._fraction = 0.0
        self._told = True
        self.is_done = False
        queued = Qt.ConnectionType.QueuedConnection
        self._result_came.connect(self._finish, queued)
        self._error_came.connect(self._fail, queued)
        self._report_came.connect(self._tell, queued)

    def cancel(self) -> None:
        """Ask the work to end; nothing more is signalled but ``ended``."""
        self._cancelled.set()

    def run(self) -> None:
        """Do the work; called by the lane."""
        if self._cancelled.is_set():
            _send(self._error_came, None)
            return
        try:
            result = self._work(self._report)
        except JobCancelled:
            # also where the project was closed under it
            _send(self._error_came, None)
        except CoreError as error:
            _send(self._error_came, error)
        except MemoryError:
            _send(self._error_came, CoreError(self.tr("There is not enough memory for this; close other programs.")))
        except Exception as error:
            if self._cancelled.is_set():
                # at the end of the program imports are abandoned under it; nobody waits for what was given up
                _send(self._error_came, None)
                return
            _log.exception("%s failed", self.title)
            words = self.tr("{0} failed ({1}: {2}); the log says more.")
            _send(self._error_came, CoreError(words.format(self.title, type(error).__name__, error)))
        else:
            _send(self._result_came, result)

    def _report(self, fraction: float) -> bool:
        with self._lock:
            self._fraction = fraction
            told, self._told = self._told, False
        if told:
            _send(self._report_came)
        return not self._cancelled.is_set()

    @Slot()
    def _tell(self) -> None:
        with self._lock:
            self._told = True
            fraction = self._fraction
        if not self._cancelled.is_set():
            self.progressed.emit(fraction)

    @Slot(object)
    def _finish(self, result: object) -> None:
        self.is_done = True
        if not self._cancelled.is_set():
            self.finished.emit(result)
        self.ended.emit()

    @Slot(object)
    def _fail(self, error: object) -> None:
        self.is_done = True
        if not self._cancelled.is_set() and error is not None:
            self.failed.emit(error)
        self.ended.emit()


class IoLane:
    """Does tasks one after the other in a thread of its own."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[IoTask | None] = queue.SimpleQueue()
        self._tasks: list[IoTask] = []
        self._thread: threading.Thread | None = None

    def submit(self, task: IoTask) -> IoTask:
        """Queue a task; connect its signals before."""
        self._tasks = [one for one in self._tasks if not one.is_done]
        self._tasks.append(task)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="io-lane", daemon=True)
            self._thread.start()
        self._queue.put(task)
        return task

    def close(self, timeout_s: float = 10.0) -> None:
        """Cancel what waits or runs and end the thread."""
        for task in self._tasks:
            task.cancel()
        thread, self._thread = self._thread, None
        if thread is not None:
            self._queue.put(None)
            thread.join(timeout_s)

    def _work(self) -> None:
        while (task := self._queue.get()) is not None:
            task.run()
            # an object of Qt ends in the thread that made it
            del task


class Doorbell(QObject):
    """Signals in the window's thread that a worker rang, once for many rings."""

    rung = Signal()

    _came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._told = True
        self._came.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def ring(self) -> None:
        """Ring; from any thread."""
        with self._lock:
            told, self._told = self._told, False
        if told:
            _send(self._came)

    @Slot()
    def _tell(self) -> None:
        with self._lock:
            self._told = True
        self.rung.emit()


class JobBridge(QObject):
    """Listener of one job (called in its thread) that signals in the window's thread."""

    progressed = Signal(object)  # list of JobProgress, oldest first
    previewed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    _came = Signal()
    _end_came = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._reports: list[JobProgress] = []
        self._preview: SeparationResult | None = None
        self._told = True
        queued = Qt.ConnectionType.QueuedConnection
        self._came.connect(self._tell, queued)
        self._end_came.connect(self._end, queued)

    def on_progress(self, progress: JobProgress) -> None:
        """See :class:`core.jobs.JobListener`."""
        with self._lock:
            self._reports.append(progress)
        self._wake()

    def on_preview(self, result: SeparationResult) -> None:
        """See :class:`core.jobs.JobListener`."""
        with self._lock:
            self._preview = result
        self._wake()

    def on_finished(self, result: SeparationResult) -> None:
        """See :class:`core.jobs.JobListener`."""
        _send(self._end_came, "finished", result)

    def on_failed(self, error: CoreError) -> None:
        """See :class:`core.jobs.JobListener`."""
        _send(self._end_came, "failed", error)

    def on_cancelled(self) -> None:
        """See :class:`core.jobs.JobListener`."""
        _send(self._end_came, "cancelled", None)

    def _wake(self) -> None:
        with self._lock:
            told, self._told = self._told, False
        if told:
            _send(self._came)

    @Slot()
    def _tell(self) -> None:
        with self._lock:
            self._told = True
            reports, self._reports = self._reports, []
            preview, self._preview = self._preview, None
        if reports:
            self.progressed.emit(reports)
        if preview is not None:
            self.previewed.emit(preview)

    @Slot(str, object)
    def _end(self, how: str, payload: object) -> None:
        self._tell()
        if how == "cancelled":
            self.cancelled.emit()
        else:
            getattr(self, how).emit(payload)
