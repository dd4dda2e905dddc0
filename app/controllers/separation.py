"""Separations: what is asked for, the job that runs, the stems that are shown.

Owns the job lane. What a job has brought is told and shown by whoever keeps it; a failed or cancelled one leaves what
is shown as it was. Shows nothing.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.bridge import JobBridge
from app.controllers.default_sources import DefaultSources
from app.controllers.document import DocumentController
from app.controllers.grouping import grouped
from app.controllers.song import SongController
from core.annotation.model import Annotation
from core.annotation.note_groups import NoteGroup, Picked
from core.engines import registry
from core.engines.base import Engine, EngineInfo, Estimate, Problem, SeparationRequest, SeparationResult
from core.errors import CoreError
from core.extraction import extracting
from core.jobs import JobLane, JobProgress, JobState, SeparationJob
from core.run_report import annotation_guidance
from core.selection import SelectionEngine


@dataclass(frozen=True, eq=False)
class Base:
    """What the next run starts from: a version, its engine and the state that its run left."""

    version: int
    engine_id: str
    state: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Separated:
    """Stems with all that led to them.

    Attributes
    ----------
    result : SeparationResult
    request : SeparationRequest
    engine : EngineInfo
    guided_by : Annotation or None
        All that had been said when the run began; None where that is not known any more.
    seconds : float
        That the run took.
    stopped_early : bool
    made_at : float
        Seconds since 1970.
    span : (int, int) or None
        Samples of the song, where only a selection was separated.
    based_on : int or None
        Version whose state the run started from.
    """

    result: SeparationResult
    request: SeparationRequest
    engine: EngineInfo
    guided_by: Annotation | None = None
    seconds: float = 0.0
    stopped_early: bool = False
    made_at: float = 0.0
    span: tuple[int, int] | None = None
    based_on: int | None = None

    def is_outdated(self, now: Annotation) -> bool:
        """Whether the user has said something else since."""
        then = self.guided_by
        if then is None or now is then:
            return False
        parts = ("notes", "activities", "regions", "examples", "dictionaries")
        return any(getattr(now, part) != getattr(then, part) for part in parts)


class SeparationController(QObject):
    """One job at a time, and the stems that are shown: a version, or the preview of the job."""

    started = Signal()
    progressed = Signal(object)  # list of JobProgress
    previewed = Signal()
    separated = Signal(object)  # Separated, whole or stopped and kept
    result_changed = Signal()
    base_changed = Signal()
    ended = Signal(str)  # how, a JobState
    failed = Signal(object)

    def __init__(self, song: SongController, document: DocumentController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._song, self._document = song, document
        self._default_sources = DefaultSources(document, self)
        self._lane = JobLane()
        self._job: SeparationJob | None = None
        self._bridge: JobBridge | None = None
        self._begun_at = 0.0
        self._recipe: Separated | None = None  # of the job; its result is still to come
        self._shown: Separated | None = None
        self.preview: Separated | None = None
        self.is_preview = False
        self.base: Base | None = None
        self.job_seconds = 0.0

    @property
    def shown(self) -> Separated | None:
        """The stems that are shown and heard."""
        return self.preview if self.is_preview else self._shown

    @property
    def result(self) -> SeparationResult | None:
        """What is shown and heard."""
        return self.shown.result if self.shown is not None else None

    @property
    def request(self) -> SeparationRequest | None:
        """What was asked for the result."""
        return self.shown.request if self.shown is not None else None

    @property
    def engine(self) -> EngineInfo | None:
        """Which engine made the result."""
        return self.shown.engine if self.shown is not None else None

    @property
    def seconds(self) -> float:
        """How long the run of the result took."""
        return self.shown.seconds if self.shown is not None else 0.0

    @property
    def stopped_early(self) -> bool:
        """Whether the run of the result was stopped with what it had."""
        return self.shown is not None and self.shown.stopped_early

    @property
    def is_outdated(self) -> bool:
        """Whether the user has said something else since the stems were separated."""
        return self._shown is not None and self._shown.is_outdated(self._document.annotation)

    @property
    def is_running(self) -> bool:
        """Whether a job waits or runs."""
        return self._job is not None

    def guidance(self) -> dict[str, Any]:
        """Return what a report says of the guidance."""
        request = self.request
        if request is None:
            return {}
        mixture = request.mixture
        return annotation_guidance(request.annotation, mixture.rate, mixture.length, asdict(request.parameters))

    @property
    def kept(self) -> SeparationResult | None:
        """The version that is chosen, also while a preview is shown."""
        return self._shown.result if self._shown is not None else None

    @staticmethod
    def infos() -> list[EngineInfo]:
        """Return what every engine says of itself."""
        return [engine.info for engine in registry.engines()]

    def recommended(self) -> str:
        """Return the id of the engine that makes the most of what is known of the song; empty where none can run."""
        return registry.recommended(self.infos(), self._document.annotation)

    def forecast(self, engine_id: str, parameters: Any) -> tuple[list[Problem], Estimate | None]:
        """Return what stands in the way of a separation, and what it will take; fast."""
        mixture = self._song.mixture
        if mixture is None or parameters is None:
            return [], None
        engine = registry.engine(engine_id)
        has_sources = bool(self._document.annotation.sources)
        annotation = self.asked().annotation if has_sources else self._default_sources.completed(engine.info)
        request = SeparationRequest(mixture, annotation, parameters)
        estimate = engine.estimate(request)
        return engine.problems(request) + estimate.problems(), estimate

    def makes(self, engine_id: str) -> str:
        """Return the names of the sources that an engine makes where there are none; empty where it makes none."""
        return self._default_sources.words(registry.engine(engine_id).info)

    def start(self, engine_id: str, parameters: Any, span_s: tuple[float, float] | None = None) -> None:
        """Separate what is open, or a span of it: outside it the stems stay as they are.

        Where there are no sources those that the engine makes by itself are added.
        """
        mixture = self._song.mixture
        if mixture is None or parameters is None or self.is_running:
            return
        engine: Engine = registry.engine(engine_id)
        if not self._default_sources.add(engine.info):
            return
        span = None
        if span_s is not None:
            first, stop = (round(time_s * mixture.rate) for time_s in span_s)
            span = (first, min(stop, mixture.length))
            engine = SelectionEngine(engine, span, self.kept)
        self._submit(engine, SeparationRequest(mixture, self.asked().annotation, parameters), self.base, span)

    def extract(self, engine_id: str, parameters: Any, group: NoteGroup, base: Base | None) -> None:
        """Separate what is open, with a stem of its own for a group of notes; go on from ``base``."""
        mixture = self._song.mixture
        if mixture is None or parameters is None:
            return
        asked = self.asked(group)
        engine = extracting(registry.engine(engine_id), asked)
        self._submit(engine, SeparationRequest(mixture, asked.annotation, parameters), base, None)

    def asked(self, *groups: NoteGroup) -> Picked:
        """Return what is asked for: the chosen sources, groups of notes, and everything else."""
        names = (self.tr("Everything else"), self.tr("Other drums"))
        document, mixture = self._document, self._song.mixture
        length = mixture.length if mixture is not None else document.length
        return grouped(document.annotation, groups, document.chosen, names, length)

    def _submit(
        self, engine: Engine, request: SeparationRequest, base: Base | None, span: tuple[int, int] | None
    ) -> None:
        if self.is_running:
            return
        base = base if base is not None and base.engine_id == engine.info.id else None
        if base is not None:
            request = replace(request, previous=base.state)
        self._begun_at = time.monotonic()
        nothing = SeparationResult((), request.mixture)
        self._recipe = Separated(
            nothing,
            request,
            engine.info,
            self._document.annotation,
            made_at=time.time(),
            span=span,
            based_on=base.version if base is not None else None,
        )
        self._bridge = self._new_bridge()
        self._job = self._lane.submit(engine, request, self._bridge)
        self.started.emit()

    def _new_bridge(self) -> JobBridge:
        bridge = JobBridge()
        bridge.progressed.connect(self._on_progressed)
        bridge.previewed.connect(self._on_previewed)
        bridge.finished.connect(self._on_finished)
        bridge.failed.connect(self._on_failed)
        bridge.cancelled.connect(self._on_cancelled)
        return bridge

    @Slot()
    def cancel(self) -> None:
        """End the job and keep nothing of it."""
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def stop_and_keep(self) -> None:
        """End the job early and keep what it has."""
        if self._job is not None:
            self._job.stop_and_keep()

    def go_on_from(self, base: Base | None) -> None:
        """Let the next run start from the state of a version, or from nothing."""
        if base is not self.base:
            self.base = base
            self.base_changed.emit()

    def show(self, separated: Separated | None) -> None:
        """Show a version in place of what is shown; None: there is none."""
        if separated is self.shown:
            return
        self._shown, self.is_preview = separated, False
        self.result_changed.emit()

    def show_preview(self) -> None:
        """Show what the job has so far, as long as it runs."""
        if self.preview is not None and not self.is_preview:
            self.is_preview = True
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
        was_shown = self.shown
        self._shown = self.preview = None
        self.is_preview = False
        self.go_on_from(None)
        if was_shown is not None:
            self.result_changed.emit()

    def close(self) -> None:
        """Cancel what runs and end the thread."""
        self.forget()
        self._lane.close()

    def parameters_used(self) -> dict[str, Any]:
        """Return the parameters of the result."""
        return asdict(self.request.parameters) if self.request is not None else {}

    def _end(self, how: JobState) -> None:
        self.job_seconds = time.monotonic() - self._begun_at
        self._job = self._bridge = None
        self.ended.emit(how.value)

    def _drop_preview(self) -> None:
        was_shown = self.is_preview
        self.preview, self.is_preview = None, False
        if was_shown:
            self.result_changed.emit()
        else:
            self.previewed.emit()

    @Slot(object)
    def _on_progressed(self, reports: list[JobProgress]) -> None:
        self.progressed.emit(reports)

    @Slot(object)
    def _on_previewed(self, result: SeparationResult) -> None:
        if self._job is None or self._recipe is None:
            return
        self.preview = replace(self._recipe, result=result)
        if self._shown is None:
            self.is_preview = True  # there is nothing else that it could disturb
        if self.is_preview:
            self.result_changed.emit()
        else:
            self.previewed.emit()

    @Slot(object)
    def _on_finished(self, result: SeparationResult) -> None:
        job, recipe = self._job, self._recipe
        if job is None or recipe is None:
            return
        stopped = job.state is JobState.STOPPED
        self._end(job.state)
        done = replace(recipe, result=result, seconds=self.job_seconds, stopped_early=stopped, made_at=time.time())
        self.go_on_from(None)
        self.separated.emit(done)
        # whoever keeps versions has shown this one, or left what the user listens to
        if self.preview is not None:
            self._drop_preview()

    @Slot(object)
    def _on_failed(self, error: CoreError) -> None:
        self._end(JobState.FAILED)
        self._drop_preview()
        self.failed.emit(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self._end(JobState.CANCELLED)
        self._drop_preview()
