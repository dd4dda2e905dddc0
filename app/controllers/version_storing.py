"""Versions on their way into the project and back.

Owns what of a separation is stored, and how it becomes one again that can be heard, exported and gone on from. Runs on
the io lane; knows no window.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.bridge import Report
from app.controllers.separation import Separated
from core.annotation.model import Annotation, Source
from core.audio import Audio, Mixture
from core.engines import registry
from core.engines.base import EngineInfo, SeparationRequest, SeparationResult
from core.errors import EngineError, JobCancelled, ProjectError
from core.project.project import Project, StoredResult, VersionFacts
from core.scratch import release, scratch_array

_BLOCK = 2**20


class Storing:
    """Stores a version; returns what the window knows it by and what the project knows of it then."""

    def __init__(self, project: Project, version_id: int, stored: StoredResult) -> None:
        self._project, self._version_id, self._stored = project, version_id, stored
        self.stored_id: int | None = None

    def __call__(self, report: Report) -> tuple[int, VersionFacts]:
        """Do it."""
        stored_id = self.stored_id = self._project.store_version(self._stored, report)
        kept = next((facts for facts in self._project.versions() if facts.id == stored_id), None)
        return self._version_id, kept or VersionFacts(stored_id)


class Loading:
    """Brings a version back; its state stays in the project."""

    def __init__(self, project: Project, stored_id: int, mixture: Mixture, annotation: Annotation) -> None:
        self._project, self._stored_id = project, stored_id
        self._mixture, self._annotation = mixture, annotation

    def __call__(self, report: Report) -> Separated:
        """Do it."""
        mixture = self._mixture
        stored = self._project.load_version(self._stored_id, report, with_state=False)
        shape = (mixture.rate, mixture.samples.shape)
        if any((stem.rate, stem.samples.shape) != shape for stem in stored.stems.values()):
            raise ProjectError("The stems in the project are not of this song; separate again")
        residual = _difference(mixture, list(stored.stems.values()))
        info = engine_info(stored.engine_id, stored.engine_version)
        parameters = parameters_of(info, stored.parameters)
        known = _with_sources(self._annotation, stored.sources)
        return Separated(
            SeparationResult(tuple(stored.stems.items()), residual, dict(stored.figures)),
            SeparationRequest(mixture, known, parameters, seed=stored.seed),
            info,
            self._annotation if stored.revision == self._annotation.revision else None,
            stored.seconds,
            stored.stopped_early,
            stored.made_at,
            stored.span,
            stored.based_on,
        )


class LoadingState:
    """Brings the state back from which a run goes on."""

    def __init__(self, project: Project, version_id: int, stored_id: int) -> None:
        self._project, self._version_id, self._stored_id = project, version_id, stored_id

    def __call__(self, report: Report) -> tuple[int, Mapping[str, NDArray[Any]]]:
        """Do it."""
        return self._version_id, self._project.load_version_state(self._stored_id) or {}


class Sweeping:
    """Gives back the space of versions that were removed."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def __call__(self, report: Report) -> None:
        """Do it; what a project that is closed meanwhile leaves is swept the next time."""
        with suppress(JobCancelled):
            self._project.sweep_versions()


def to_store(separated: Separated, facts: VersionFacts, based_on: int | None) -> StoredResult:
    """Return what is stored of a version; ``based_on`` is the id that the project knows."""
    return StoredResult(
        engine_id=facts.engine_id,
        engine_version=facts.engine_version,
        parameters=dict(facts.parameters),
        seed=facts.seed,
        seconds=facts.seconds,
        revision=facts.revision,
        sources=facts.sources,
        figures=dict(facts.figures),
        stopped_early=facts.stopped_early,
        stems=dict(separated.result.stems),
        name=facts.name,
        note=facts.note,
        made_at=facts.made_at,
        span=facts.span,
        state=separated.result.state,
        based_on=based_on,
    )


def facts_of(separated: Separated, version_id: int) -> VersionFacts:
    """Return the recipe of a separation that is not stored yet."""
    request, result = separated.request, separated.result
    guided_by = separated.guided_by or request.annotation
    return VersionFacts(
        id=version_id,
        engine_id=separated.engine.id,
        engine_version=separated.engine.version,
        parameters=json.loads(json.dumps(dataclasses.asdict(request.parameters))),
        seed=request.seed,
        seconds=separated.seconds,
        revision=guided_by.revision,
        sources=tuple((source.id, source.name) for source in request.annotation.sources),
        figures=dict(result.figures),
        stopped_early=separated.stopped_early,
        name="",
        note="",
        made_at=separated.made_at,
        span=separated.span,
        based_on=separated.based_on,
        stored_bytes=0,
        has_state=bool(result.state),
    )


def engine_info(engine_id: str, version: str) -> EngineInfo:
    """Return what is known of an engine, in the version that ran."""
    try:
        info = registry.engine(engine_id).info
    except EngineError:
        info = EngineInfo(engine_id, engine_id, "", "", "", frozenset(), frozenset(), _Unknown)
    return replace(info, version=version)


@dataclass(frozen=True)
class _Unknown:
    """Parameters of an engine that is not there any more."""


def parameters_of(engine: EngineInfo, values: Mapping[str, Any]) -> Any:
    """Return the parameters that were used, as far as this version of the engine has them."""
    fields = {one.name for one in dataclasses.fields(engine.parameters)}
    known = {key: value for key, value in values.items() if key in fields}
    try:
        return engine.parameters(**known)
    except (TypeError, ValueError, EngineError):
        return engine.parameters()


def _with_sources(annotation: Annotation, named: tuple[tuple[str, str], ...]) -> Annotation:
    """Return the annotation with the sources that were separated, under the names that they have now."""
    known = {source.id: source for source in annotation.sources}
    sources = tuple(known.get(source_id, Source(source_id, name)) for source_id, name in named)
    return annotation.changed(sources=sources)


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
