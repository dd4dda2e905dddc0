"""Runs of engines: a state machine and one lane.

Owns the worker thread in which engines run, their progress with its estimate of the time left, and how a run is
cancelled or stopped with what it has. Listeners are called from the worker thread. Knows no engine and no window.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from core.compute import job_threads
from core.engines.base import Engine, SeparationRequest, SeparationResult
from core.errors import CoreError, EngineError, JobCancelled

_log = logging.getLogger(__name__)

# below this share of a run the estimate of the time left is noise
_ETA_FROM = 0.03


class JobState(StrEnum):
    """Where a job is; the last four are final."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True)
class JobProgress:
    """A report of a running job.

    Attributes
    ----------
    stage : str
        What the engine does now, in words.
    done, total : int, int or None
        Steps of the whole run; the total may be unknown.
    fraction : float or None
        0 to 1, never falls within a job.
    elapsed_s : float
    eta_s : float or None
        Estimated seconds left.
    figures : mapping of str to float
        What the engine measured, e.g. ``divergence``.
    """

    stage: str
    done: int
    total: int | None
    fraction: float | None
    elapsed_s: float
    eta_s: float | None
    figures: Mapping[str, float] = field(default_factory=dict)


class JobListener(Protocol):
    """Who is told about a job, in the worker thread."""

    def on_progress(self, progress: JobProgress) -> None:
        """The run has come further."""

    def on_preview(self, result: SeparationResult) -> None:
        """Something can be heard before the end."""

    def on_finished(self, result: SeparationResult) -> None:
        """The run is complete, or was stopped and kept (``job.state`` tells)."""

    def on_failed(self, error: CoreError) -> None:
        """The run could not be done."""

    def on_cancelled(self) -> None:
        """The run was cancelled; nothing of it is kept."""


class SeparationJob:
    """One run of an engine; also the ``RunContext`` that the engine sees."""

    def __init__(self, engine: Engine, request: SeparationRequest, listener: JobListener) -> None:
        self.engine = engine
        self.request = request
        self.state = JobState.WAITING
        self.result: SeparationResult | None = None
        self.error: CoreError | None = None
        self._listener = listener
        self._cancel = threading.Event()
        self._stop = threading.Event()
        self._ended = threading.Event()
        self._started_at = 0.0
        self._fraction = 0.0

    def cancel(self) -> None:
        """End the job and keep nothing of it."""
        self._cancel.set()

    def stop_and_keep(self) -> None:
        """End the job early and keep what it has."""
        self._stop.set()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until the job has ended; return whether it has."""
        return self._ended.wait(timeout_s)

    # what the engine calls

    def report(self, stage: str, done: int, total: int | None, **figures: float) -> None:
        """See :meth:`core.engines.base.RunContext.report`."""
        elapsed = time.monotonic() - self._started_at
        if total:
            self._fraction = min(1.0, max(self._fraction, done / total))
        fraction = self._fraction if total else None
        eta = elapsed * (1.0 - fraction) / fraction if fraction and fraction >= _ETA_FROM else None
        self._listener.on_progress(JobProgress(stage, done, total, fraction, elapsed, eta, figures))

    def preview(self, result: SeparationResult) -> None:
        """See :meth:`core.engines.base.RunContext.preview`."""
        if not self._cancel.is_set():
            self._listener.on_preview(result)

    def checkpoint(self) -> bool:
        """See :meth:`core.engines.base.RunContext.checkpoint`."""
        if self._cancel.is_set():
            raise JobCancelled("cancelled")
        return self._stop.is_set()

    # what the lane calls

    def run(self) -> None:
        """Run the engine to its end and tell the listener; never raises."""
        self._started_at = time.monotonic()
        self.state = JobState.RUNNING
        try:
            self.checkpoint()
            errors = [problem for problem in self.engine.problems(self.request) if problem.severity == "error"]
            if errors:
                raise EngineError(errors[0].message)
            self.result = self.engine.run(self.request, self)
            self.checkpoint()
            self._end(JobState.STOPPED if self._stop.is_set() else JobState.FINISHED)
        except JobCancelled:
            self.result = None
            self._end(JobState.CANCELLED)
        except CoreError as error:
            self._fail(error)
        except MemoryError:
            self._fail(
                EngineError("there is not enough memory for this separation; close other programs or cut the song")
            )
        except Exception as error:
            _log.exception("engine %s failed", self.engine.info.id)
            self._fail(
                EngineError(f"{self.engine.info.title} failed ({type(error).__name__}: {error}); the log says more")
            )

    def _fail(self, error: CoreError) -> None:
        self.error = error
        self._end(JobState.FAILED)

    def _end(self, state: JobState) -> None:
        self.state = state
        try:
            if state is JobState.CANCELLED:
                self._listener.on_cancelled()
            elif self.error is not None:
                self._listener.on_failed(self.error)
            elif self.result is not None:
                self._listener.on_finished(self.result)
        except Exception:
            # the job is done all the same, and the lane has others to run
            _log.exception("the listener of engine %s failed", self.engine.info.id)
        finally:
            self._ended.set()


class JobLane:
    """Runs jobs one after the other in a thread of its own.

    Parameters
    ----------
    threads : int, optional
        Threads that torch may use; by default one less than the machine has, so that window and sound stay fluent.
    """

    def __init__(self, threads: int | None = None) -> None:
        self._threads = threads or job_threads()
        self._queue: queue.Queue[SeparationJob | None] = queue.Queue()
        self._open_jobs: list[SeparationJob] = []
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def submit(self, engine: Engine, request: SeparationRequest, listener: JobListener) -> SeparationJob:
        """Queue a run and return it at once."""
        job = SeparationJob(engine, request, listener)
        with self._lock:
            self._open_jobs.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="job-lane", daemon=True)
                self._thread.start()
        self._queue.put(job)
        return job

    def close(self, timeout_s: float = 5.0) -> None:
        """Cancel every job and end the thread."""
        with self._lock:
            thread, self._thread = self._thread, None
            for job in self._open_jobs:
                job.cancel()
        if thread is not None:
            self._queue.put(None)
            thread.join(timeout_s)

    def _work(self) -> None:
        prepare_numerics(self._threads)
        while (job := self._queue.get()) is not None:
            job.run()
            with self._lock:
                self._open_jobs.remove(job)


def prepare_numerics(threads: int) -> None:
    """Set what torch needs in the thread that computes: its threads, and no denormals (they slow late updates)."""
    import torch

    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
