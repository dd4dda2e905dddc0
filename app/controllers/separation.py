"""Separations: what is asked for, the job that runs, the stems that came last.

Owns the job lane and the last good result: a failed or cancelled run leaves it where it was. Shows nothing.
"""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.bridge import JobBridge
from app.controllers.document import DocumentController
from app.controllers.grouping import gathered
from app.controllers.song import SongController
from core.annotation.model import Annotation
from core.engines import registry
from core.engines.base import Engine, EngineInfo, Estimate, Problem, SeparationRequest, SeparationResult
from core.errors import CoreError
from core.jobs import JobLane, JobProgress, JobState, SeparationJob
from core.run_report import warp_guidance
from core.selection import SelectionEngine


class SeparationController(QObject):
    """One job at a time."""

    started = Signal()
    progressed = Signal(object)  # list of JobProgress
    result_changed = Signal()
    ended = Signal(str)  # how, a JobState
    failed = Signal(object)

    def __init__(self, song: SongController, document: DocumentController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._song, self._document = song, document
        self._lane = JobLane()
        self._job: SeparationJob | None = None
        self._bridge: JobBridge | None = None
        self._begun_at = 0.0
        self._begun_with: Annotation | None = None
        self._guided_by: Annotation | None = None
        self._fallback: tuple[SeparationResult, SeparationRequest, EngineInfo, float] | None = None
        self.result: SeparationResult | None = None
        self.request: SeparationRequest | None = None
        self.engine: EngineInfo | None = None
        self.seconds = 0.0
        self.is_preview = False
        self.stopped_early = False

    @property
    def is_outdated(self) -> bool:
        """Whether the user has said something else since the stems were separated."""
        now, then = self._document.annotation, self._guided_by
        if self.result is None or then is None or now is then:
            return False
        parts = ("notes", "activities", "regions")
        return any(getattr(now, part) != getattr(then, part) for part in parts)

    @property
    def is_running(self) -> bool:
        """Whether a job waits or runs."""
        return self._job is not None

    def guidance(self) -> dict[str, Any]:
        """Return what a report says of the guidance."""
        return warp_guidance(self.request.annotation) if self.request is not None else {}

    @property
    def kept(self) -> SeparationResult | None:
        """The last good result; while a job runs that before it."""
        if self.is_preview:
            return self._fallback[0] if self._fallback is not None else None
        return self.result

    @staticmethod
    def infos() -> list[EngineInfo]:
        """Return what every engine says of itself."""
        return [engine.info for engine in registry.engines()]

    def recommended(self) -> str:
        """Return the id of the engine that makes the most of what is known of the song; empty where none can run."""
        return registry.recommended(self.infos(), self._document.annotation)

    def forecast(self, engine_id: str, parameters: Any) -> tuple[list[Problem], Estimate | None]:
        """Return what stands in the way of a separation, and what it will take; fast."""
        request = self._request(parameters)
        if request is None:
            return [], None
        engine = registry.engine(engine_id)
        estimate = engine.estimate(request)
        return engine.problems(request) + estimate.problems(), estimate

    def start(self, engine_id: str, parameters: Any, span_s: tuple[float, float] | None = None) -> None:
        """Separate what is open, or a span of it: outside it the stems stay as they are."""
        request = self._request(parameters)
        if request is None or self.is_running:
            return
        bridge = JobBridge()
        bridge.progressed.connect(self._on_progressed)
        bridge.previewed.connect(self._on_previewed)
        bridge.finished.connect(self._on_finished)
        bridge.failed.connect(self._on_failed)
        bridge.cancelled.connect(self._on_cancelled)
        if self.result is not None and self.request is not None and self.engine is not None:
            self._fallback = (self.result, self.request, self.engine, self.seconds)
        engine: Engine = registry.engine(engine_id)
        if span_s is not None:
            first, stop = (round(time_s * request.mixture.rate) for time_s in span_s)
            engine = SelectionEngine(engine, (first, min(stop, request.mixture.length)), self.result)
        self._begun_at = time.monotonic()
        self._begun_with = self._document.annotation
        self._bridge = bridge
        self._job = self._lane.submit(engine, request, bridge)
        self.started.emit()

    @Slot()
    def cancel(self) -> None:
        """End the job and go back to the result before it."""
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def stop_and_keep(self) -> None:
        """End the job early and keep what it has."""
        if self._job is not None:
            self._job.stop_and_keep()

    def restore(
        self, result: SeparationResult, request: SeparationRequest, engine: EngineInfo, seconds: float, early: bool
    ) -> None:
        """Take a result that was kept before the program was started."""
        self.result, self.request, self.engine = result, request, engine
        self.seconds, self.stopped_early, self.is_preview = seconds, early, False
        self._guided_by = None  # what was said when they were separated is not kept
        self.result_changed.emit()

    def forget(self) -> None:
        """Drop job and result: they belong to another song or score."""
        if self._job is not None:
            self._job.cancel()
            assert self._bridge is not None
            for signal in (
                self._bridge.progressed,
                self._bridge.previewed,
                self._bridge.finished,
                self._bridge.failed,
                self._bridge.cancelled,
            ):
                signal.disconnect()
            self._end(JobState.CANCELLED)
        self._fallback = None
        if self.result is not None:
            self.result = self.request = self.engine = None
            self.is_preview = False
            self.result_changed.emit()

    def close(self) -> None:
        """Cancel what runs and end the thread."""
        self.forget()
        self._lane.close()

    def parameters_used(self) -> dict[str, Any]:
        """Return the parameters of the result."""
        return asdict(self.request.parameters) if self.request is not None else {}

    def _request(self, parameters: Any) -> SeparationRequest | None:
        mixture, document = self._song.mixture, self._document
        if mixture is None or parameters is None:
            return None
        names = (self.tr("Everything else"), self.tr("Other drums"))
        annotation = document.annotation.clipped(mixture.length)
        return SeparationRequest(mixture, gathered(annotation, document.chosen, names), parameters)

    def _end(self, how: JobState) -> None:
        self.seconds = time.monotonic() - self._begun_at
        self._job = self._bridge = None
        self.ended.emit(how.value)

    def _take(self, result: SeparationResult, job: SeparationJob) -> None:
        self.result, self.request, self.engine = result, job.request, job.engine.info
        self.result_changed.emit()

    def _fall_back(self) -> None:
        if self.is_preview:
            self.is_preview = False
            if self._fallback is not None:
                self.result, self.request, self.engine, self.seconds = self._fallback
            else:
                self.result = self.request = self.engine = None
            self.result_changed.emit()

    @Slot(object)
    def _on_progressed(self, reports: list[JobProgress]) -> None:
        self.progressed.emit(reports)

    @Slot(object)
    def _on_previewed(self, result: SeparationResult) -> None:
        if self._job is not None:
            self.is_preview = True
            self._take(result, self._job)

    @Slot(object)
    def _on_finished(self, result: SeparationResult) -> None:
        job = self._job
        if job is None:
            return
        self.stopped_early = job.state is JobState.STOPPED
        self._end(job.state)
        self.is_preview = False
        self._guided_by = self._begun_with
        self._take(result, job)

    @Slot(object)
    def _on_failed(self, error: CoreError) -> None:
        self._end(JobState.FAILED)
        self._fall_back()
        self.failed.emit(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self._end(JobState.CANCELLED)
        self._fall_back()
