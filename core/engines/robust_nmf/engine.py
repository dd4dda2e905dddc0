"""The engine robust-nmf: a song in, voice and accompaniment out, without a word about it.

Owns the weights, the level at which they are meant, and the settings of the published variant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from core.engines.base import (
    EngineInfo,
    Estimate,
    Problem,
    RunContext,
    SeparationRequest,
    SeparationResult,
    parameter,
    refuse_errors,
)
from core.engines.low_rank.band import Band
from core.engines.low_rank.forecast import Cost, estimate
from core.engines.low_rank.problems import part_problems
from core.engines.low_rank.run import LowRankRun
from core.engines.low_rank.sources import DEFAULT_SOURCES
from core.engines.low_rank.voice_mask import BEST, SOFT, compressed, tonal_share, voice_mask
from core.engines.low_rank.windows import Found, Step, split
from core.factorization.robust_nmf import RobustWeights, multiplicative
from core.stft import FloatArray

# lambda and lambda* over the level of the song, and of its compressed magnitudes
_WEIGHTS, _BEST_WEIGHTS = (0.15, 1.0), (0.2, 1.0)
# with more of them the sounds of the accompaniment learn the voice
_ITERATIONS, _BEST_ITERATIONS = 100, 50
_TOLERANCE = 1e-4
_MATRICES = 6
# for a million entries, and for a sound beside
_SECONDS = {"euclidean": 0.55, "kullback-leibler": 1.1, "itakura-saito": 1.0}
_RANK_S = 0.006
_DIVERGENCES = {"euclidean": 2.0, "kullback-leibler": 1.0, "itakura-saito": 0.0}


@dataclass(frozen=True)
class RobustNmfParameters:
    """Parameters of robust-nmf."""

    variant: str = parameter("best", "Our best, or the method as published", choices=("best", "published"))
    rank: int = parameter(20, "Most sounds that the accompaniment is made of, q", minimum=1, maximum=500)
    sparsity: float = parameter(
        1.0, "Weight of the voice, over the usual one: more leaves less to the voice", minimum=0.05, maximum=20.0
    )
    accompaniment: str = parameter("", "Names of the sources of the accompaniment; left empty: by their names")
    divergence: str = parameter(
        "euclidean", "How the difference to the song is measured", choices=tuple(_DIVERGENCES), advanced=True
    )
    low_rank: float = parameter(
        1.0, "Weight of a low rank, over the usual one", minimum=0.0, maximum=100.0, advanced=True
    )
    longest_s: float = parameter(
        60.0, "Longer songs are split part by part", unit="s", minimum=5.0, maximum=600.0, advanced=True
    )


class RobustNmf:
    """Robust NMF, see :mod:`core.engines.robust_nmf`."""

    info: ClassVar[EngineInfo] = EngineInfo(
        id="robust-nmf",
        title="Robust NMF",
        version="1",
        summary=(
            "Explains the accompaniment by a few sounds that come again and takes the rest for the voice. Needs to be "
            "told nothing; paint where the voice is silent to help it."
        ),
        paper=(
            "P. Sprechmann, A. Bronstein and G. Sapiro: Real-time online singing voice separation from monaural "
            "recordings using robust low-rank modeling, ISMIR 2012, equation 6"
        ),
        uses=frozenset({"notes", "activity", "regions"}),
        needs=frozenset(),
        parameters=RobustNmfParameters,
        default_sources=DEFAULT_SOURCES,
    )

    def problems(self, request: SeparationRequest) -> list[Problem]:
        """See :meth:`core.engines.base.Engine.problems`."""
        return part_problems(request)

    def estimate(self, request: SeparationRequest) -> Estimate:
        """See :meth:`core.engines.base.Engine.estimate`."""
        parameters: RobustNmfParameters = request.parameters
        seconds = _SECONDS[parameters.divergence] + _RANK_S * parameters.rank
        cost = Cost(seconds, 0.0, 0.0, _MATRICES, parameters.longest_s, keeps_masks=True)
        return estimate(request, cost)

    def run(self, request: SeparationRequest, context: RunContext) -> SeparationResult:
        """See :meth:`core.engines.base.Engine.run`."""
        refuse_errors(self.problems(request))
        run = LowRankRun(request, context)
        parameters: RobustNmfParameters = request.parameters

        frequencies_hz = run.params.frequencies_hz()[: Band.of(run.params).seen]
        is_best = parameters.variant == "best"
        sparse, low_rank = _BEST_WEIGHTS if is_best else _WEIGHTS
        weights = RobustWeights(
            sparse * parameters.sparsity, low_rank * parameters.low_rank, _DIVERGENCES[parameters.divergence]
        )

        def solve(magnitudes: FloatArray, silent: NDArray[np.bool_], most: int, step: Step) -> Found:
            parts = multiplicative(
                compressed(magnitudes) if is_best else magnitudes,
                weights,
                parameters.rank,
                silent,
                iterations=most or (_BEST_ITERATIONS if is_best else _ITERATIONS),
                tolerance=_TOLERANCE,
                seed=request.seed,
                step=step,
            )
            mask = voice_mask(parts.low_rank, parts.sparse, frequencies_hz, BEST if is_best else SOFT)
            if is_best:
                mask *= tonal_share(magnitudes, run.checkpoint)
            return Found(mask, {"rank": float(parts.rank)})

        split(run, solve, parameters.longest_s)
        return run.result(None)
