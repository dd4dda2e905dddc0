"""Stems of groups of notes: an engine that is told a source for every instrument of a group, and one stem of them.

Owns the adding up of the parts of a group. Knows no particular engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.annotation.model import Annotation
from core.annotation.note_groups import Picked
from core.audio import Audio
from core.engines.base import Engine, Estimate, Problem, RunContext, SeparationRequest, SeparationResult
from core.scratch import release, scratch_array
from core.stft import FloatArray

_PIECE = 2**18


def extracting(engine: Engine, picked: Picked) -> Engine:
    """Return the engine for requests with ``picked.annotation``: itself where no group has several parts."""
    return _ExtractionEngine(engine, picked) if picked.stem_of else engine


class _ExtractionEngine:
    """An engine whose requests name groups of notes that several sources play."""

    def __init__(self, engine: Engine, picked: Picked) -> None:
        self.info = engine.info
        self._engine, self._picked = engine, picked

    def problems(self, request: SeparationRequest) -> list[Problem]:
        """See :meth:`core.engines.base.Engine.problems`."""
        return self._engine.problems(self._told(request))

    def estimate(self, request: SeparationRequest) -> Estimate:
        """See :meth:`core.engines.base.Engine.estimate`."""
        return self._engine.estimate(self._told(request))

    def run(self, request: SeparationRequest, context: RunContext) -> SeparationResult:
        """See :meth:`core.engines.base.Engine.run`."""
        adding = _Adding(request, self._picked.stem_of, context)
        return adding.added(self._engine.run(self._told(request), adding))

    def _told(self, request: SeparationRequest) -> SeparationRequest:
        parts: Annotation = self._picked.parts
        return replace(request, annotation=parts)


class _Adding:
    """The context of the run inside, whose previews get the stems that were asked for."""

    def __init__(self, request: SeparationRequest, stem_of: Mapping[str, str], outer: RunContext) -> None:
        self._order = [source.id for source in request.annotation.sources]
        self._stem_of, self._outer = stem_of, outer
        shape = request.mixture.samples.shape
        self._sums: dict[str, FloatArray] = {own_id: scratch_array(shape) for own_id in set(stem_of.values())}

    def report(self, stage: str, done: int, total: int | None, **figures: float) -> None:
        """See :class:`core.engines.base.RunContext`."""
        self._outer.report(stage, done, total, **figures)

    def preview(self, result: SeparationResult) -> None:
        """See :class:`core.engines.base.RunContext`."""
        self._outer.preview(self.added(result))

    def checkpoint(self) -> bool:
        """See :class:`core.engines.base.RunContext`."""
        return self._outer.checkpoint()

    def added(self, result: SeparationResult) -> SeparationResult:
        """Return the result with one stem for every group."""
        stems = dict(result.stems)
        for group_id, total in self._sums.items():
            parts = [stems[own_id].samples for own_id, its in self._stem_of.items() if its == group_id]
            for first, last in result.finished or [(0, total.shape[1])]:
                for start in range(first, last, _PIECE):
                    end = min(start + _PIECE, last)
                    total[:, start:end] = sum(part[:, start:end] for part in parts)
                    for array in (total, *parts):
                        release(array, start, end)
            stems[group_id] = Audio(total, result.residual.rate)
        return replace(result, stems=tuple((own_id, stems[own_id]) for own_id in self._order))
