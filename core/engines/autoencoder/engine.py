"""The engine autoencoder: a song and its notes in, stems out.

Owns what the engine says of itself and which variant runs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from core.engines.autoencoder.best_run import BestRun
from core.engines.autoencoder.forecast import estimate
from core.engines.autoencoder.parameters import AutoencoderParameters
from core.engines.autoencoder.published_run import separate_as_published
from core.engines.base import (
    EngineInfo,
    Estimate,
    Problem,
    RunContext,
    SeparationRequest,
    SeparationResult,
    refuse_errors,
)
from core.engines.score_informed.problems import guidance_problems
from core.engines.score_informed.run import ScoreRun


class StructuredAutoencoder:
    """Autoencoder with structured dropout, see :mod:`core.engines.autoencoder`."""

    info: ClassVar[EngineInfo] = EngineInfo(
        id="autoencoder",
        title="Autoencoder",
        version="1",
        summary=(
            "A network learns this song, with the notes as its only teacher. Takes longer than NMF and hears finer; "
            "the published variants are there to compare."
        ),
        paper=(
            "S. Ewert and M. B. Sandler: Structured dropout for weak label and multi-instance learning and its "
            "application to score-informed source separation, ICASSP 2017"
        ),
        uses=frozenset({"notes", "activity", "regions"}),
        needs=frozenset(),
        parameters=AutoencoderParameters,
    )

    def problems(self, request: SeparationRequest) -> list[Problem]:
        """See :meth:`core.engines.base.Engine.problems`."""
        return guidance_problems(request, request.parameters.free_components)

    def estimate(self, request: SeparationRequest) -> Estimate:
        """See :meth:`core.engines.base.Engine.estimate`."""
        return estimate(request)

    def run(self, request: SeparationRequest, context: RunContext) -> SeparationResult:
        """See :meth:`core.engines.base.Engine.run`."""
        refuse_errors(self.problems(request))
        parameters: AutoencoderParameters = request.parameters
        run = ScoreRun(replace(request, parameters=parameters.of_factors()), context)
        if parameters.is_published:
            return separate_as_published(run, request)
        return BestRun(run, request).separate()
