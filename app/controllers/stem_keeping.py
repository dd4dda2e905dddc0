"""The stems of a project: kept in it when a separation has finished, brought back when it is opened.

Owns the way between a result and what is stored of it, and whether what can be heard is stored. Both run on the io
lane. Shows nothing.
"""

from __future__ import annotations

import dataclasses
import json
import weakref
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.bridge import IoTask, Report
from app.controllers.session import Session
from core.annotation.model import Annotation, Source
from core.audio import Audio, Mixture
from core.engines import registry
from core.engines.base import EngineInfo, SeparationRequest, SeparationResult
from core.errors import EngineError, ProjectError
from core.project.project import Project, StoredResult
from core.scratch import release, scratch_array

_BLOCK = 2**20
# of which song the stored stems are parts
_SONG_KEY = "stems_of"


@dataclass(frozen=True, eq=False)
class Restored:
    """What was brought back, whole enough to be heard and exported."""

    result: SeparationResult
    request: SeparationRequest
    engine: EngineInfo
    seconds: float
    stopped_early: bool


class StemKeeper(QObject):
    """Stores results and brings them back."""

    ended = Signal()  # storing, well or not

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._separation = session, session.separation
        self._task: IoTask | None = None
        self._storing: weakref.ref[SeparationResult] | None = None
        self._stored: weakref.ref[SeparationResult] | None = None
        self._separation.result_changed.connect(self.keep)

    @property
    def is_storing(self) -> bool:
        """Whether stems are on their way into the project."""
        return self._task is not None and not self._task.is_done

    @property
    def are_kept(self) -> bool:
        """Whether nothing is lost of the stems when the project is closed."""
        kept = self._separation.kept
        return kept is None or (self._stored is not None and self._stored() is kept)

    def restore(self) -> None:
        """Bring the stems of the open project back, once its song is there."""
        project, mixture = self._session.document.project, self._session.song.mixture
        if mixture is None or project.path is None:
            return
        if project.state(_SONG_KEY, mixture.sha256) != mixture.sha256:
            return
        work = _Load(project, mixture, self._session.document.annotation)
        self._session.work.start(work, self.tr("Bringing the stems back"), self._on_restored)

    @Slot()
    def keep(self) -> None:
        """Store the stems in the project, unless they are there or on their way."""
        separation, project = self._separation, self._session.document.project
        result, request, engine = separation.result, separation.request, separation.engine
        if result is None or request is None or engine is None or separation.is_preview:
            return
        if self.are_kept or project.path is None or (self.is_storing and self._storing_is(result)):
            return
        if self._task is not None:
            self._session.work.cancel(self._task)
        stored = _stored(result, request, engine, separation.seconds, separation.stopped_early)
        self._storing = weakref.ref(result)
        self._task = self._session.work.start(_Store(project, stored), self.tr("Keeping the stems"), self._on_stored)
        self._task.ended.connect(self.ended)

    def _storing_is(self, result: SeparationResult) -> bool:
        return self._storing is not None and self._storing() is result

    @Slot(object)
    def _on_stored(self, _nothing: object) -> None:
        self._stored = self._storing
        mixture = self._session.song.mixture
        if mixture is not None:
            self._session.document.project.set_state(_SONG_KEY, mixture.sha256)

    @Slot(object)
    def _on_restored(self, restored: Restored | None) -> None:
        if restored is not None and self._separation.result is None and not self._separation.is_running:
            self._stored = weakref.ref(restored.result)
            self._separation.restore(
                restored.result, restored.request, restored.engine, restored.seconds, restored.stopped_early
            )


def _stored(
    result: SeparationResult, request: SeparationRequest, engine: EngineInfo, seconds: float, stopped_early: bool
) -> StoredResult:
    return StoredResult(
        engine_id=engine.id,
        engine_version=engine.version,
        parameters=json.loads(json.dumps(dataclasses.asdict(request.parameters))),
        seed=request.seed,
        seconds=seconds,
        revision=request.annotation.revision,
        sources=tuple((source.id, source.name) for source in request.annotation.sources),
        figures=dict(result.figures),
        stopped_early=stopped_early,
        stems=dict(result.stems),
    )


class _Store:
    def __init__(self, project: Project, stored: StoredResult) -> None:
        self._project, self._stored = project, stored

    def __call__(self, report: Report) -> None:
        self._project.store_version(self._stored, report)


class _Load:
    def __init__(self, project: Project, mixture: Mixture, annotation: Annotation) -> None:
        self._project, self._mixture, self._annotation = project, mixture, annotation

    def __call__(self, report: Report) -> Restored | None:
        mixture = self._mixture
        versions = self._project.versions()
        if not versions:
            return None
        stored = self._project.load_version(versions[-1].id, report)
        shape = (mixture.rate, mixture.samples.shape)
        if any((stem.rate, stem.samples.shape) != shape for stem in stored.stems.values()):
            raise ProjectError("The stems in the project are not of this song; separate again")
        residual = _difference(mixture, list(stored.stems.values()))
        stems = tuple(stored.stems.items())
        engine = _engine(stored)
        request = SeparationRequest(
            mixture, _with_sources(self._annotation, stored), _parameters(engine, stored), seed=stored.seed
        )
        result = SeparationResult(stems, residual, dict(stored.figures))
        return Restored(result, request, engine, stored.seconds, stored.stopped_early)


def _with_sources(annotation: Annotation, stored: StoredResult) -> Annotation:
    """Return the annotation with the sources of the stems, in their order."""
    known = {source.id: source for source in annotation.sources}
    sources = tuple(known.get(source_id, Source(source_id, name)) for source_id, name in stored.sources)
    return annotation.changed(sources=sources)


def _engine(stored: StoredResult) -> EngineInfo:
    """Return what is known of the engine, in the version that ran."""
    try:
        info = registry.engine(stored.engine_id).info
    except EngineError:
        name = stored.engine_id
        info = EngineInfo(name, name, "", "", "", frozenset(), frozenset(), _Unknown)
    return replace(info, version=stored.engine_version)


@dataclass(frozen=True)
class _Unknown:
    """Parameters of an engine that is not there any more."""


def _parameters(engine: EngineInfo, stored: StoredResult) -> Any:
    """Return the parameters that were used, as far as this version of the engine has them."""
    fields = {one.name for one in dataclasses.fields(engine.parameters)}
    known = {key: value for key, value in stored.parameters.items() if key in fields}
    try:
        return engine.parameters(**known)
    except (TypeError, ValueError, EngineError):
        return engine.parameters()


def _difference(mixture: Audio, stems: list[Audio]) -> Audio:
    """Return what the mixture has more than all stems, block by block."""
    residual = scratch_array(mixture.samples.shape)
    for start in range(0, mixture.length, _BLOCK):
        stop = min(start + _BLOCK, mixture.length)
        total = np.zeros((mixture.channels, stop - start), np.float64)
        for stem in stems:
            total += stem.samples[:, start:stop]
            release(stem.samples, start, stop)
        residual[:, start:stop] = mixture.samples[:, start:stop] - total
        release(residual, start, stop)
    return Audio(residual, mixture.rate)
