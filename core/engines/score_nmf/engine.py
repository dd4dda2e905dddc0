"""The engine score-nmf: a song with its notes, activity and regions in, stems out.

Owns the order of the work: a quick look at the first seconds to listen to, learning over the whole song, stems block by
block.
"""

from __future__ import annotations

from typing import ClassVar

from core.engines.base import (
    EngineInfo,
    Estimate,
    Problem,
    RunContext,
    SeparationRequest,
    SeparationResult,
    refuse_errors,
)
from core.engines.score_informed.forecast import estimate
from core.engines.score_informed.parameters import ScoreNmfParameters
from core.engines.score_informed.problems import guidance_problems
from core.engines.score_informed.run import ScoreRun
from core.engines.stem_run import Share

_LEARNING = Share("Learning the notes", 40, 700)
_LEARNING_BEFORE_PLACES = Share("Learning the notes", 40, 330)
_PLACES = Share("Finding places in stereo", 330, 700)
_RENDERING = Share("Rendering the stems", 700, 1000)


class ScoreNmf:
    """Score-informed NMF, see :mod:`core.engines.score_nmf`."""

    info: ClassVar[EngineInfo] = EngineInfo(
        id="score-nmf",
        title="Score-informed NMF",
        version="2",
        summary=(
            "Learns the sound of every pitch of every source from this song and its notes; sources without notes from "
            "when they play. Painted regions correct it."
        ),
        paper=(
            "S. Ewert and M. Müller: Using score-informed constraints for NMF-based source separation, ICASSP 2012; "
            "method A of S. Ewert and M. B. Sandler: Structured dropout for weak label and multi-instance learning "
            "and its application to score-informed source separation, ICASSP 2017"
        ),
        uses=frozenset({"notes", "activity", "regions"}),
        needs=frozenset(),
        parameters=ScoreNmfParameters,
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
        from core.engines.score_informed.rendering import masks_of

        run, parameters = ScoreRun(request, context), request.parameters
        run.listen_ahead()
        learned = run.learn(_LEARNING_BEFORE_PLACES if parameters.uses_stereo(request.mixture.channels) else _LEARNING)
        separator = run.in_stereo(learned.setup, learned.factors, _PLACES)
        if separator is None:
            separator = masks_of(learned.setup, learned.factors, len(request.annotation.sources))
        run.render_all(separator, learned.setup.params, learned.setup.pattern.block_frames, _RENDERING)
        return run.result(learned.state())
