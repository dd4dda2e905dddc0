"""The engine rpca: a song in, voice and accompaniment out, without a word about it.

Owns which of the two convex problems is solved with which weights.
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
from core.engines.low_rank.voice_mask import BEST, PUBLISHED, SOFT, compressed, tonal_share, voice_mask
from core.engines.low_rank.windows import Found, Step, split
from core.factorization.low_rank_parts import LowRankParts
from core.stft import FloatArray

_TOLERANCE, _ITERATIONS = 1e-3, 200
_PROXIMAL_TOLERANCE, _PROXIMAL_ITERATIONS = 2e-3, 60
# of compressed magnitudes, whose peaks stand out less
_BEST_FACTOR = 0.6
_MATRICES = 7
# for a million entries
_SECONDS = {"best": 0.85, "proximal": 0.4, "admom": 0.6}


@dataclass(frozen=True)
class RpcaParameters:
    """Parameters of rpca."""

    variant: str = parameter(
        "best",
        "Our best, or as published: the proximal method, which leaves noise to neither part, or ADMoM",
        choices=("best", "proximal", "admom"),
    )
    solver: str = parameter(
        "admom",
        "Which of the two problems our best solves",
        choices=("admom", "proximal"),
        advanced=True,
        used_with=("variant", "best"),
    )
    sparsity: float = parameter(
        1.0, "Weight of the voice, over the published one: more leaves less to the voice", minimum=0.1, maximum=10.0
    )
    accompaniment: str = parameter("", "Names of the sources of the accompaniment; left empty: by their names")
    noise: float = parameter(
        0.1,
        "Deviation of what belongs to neither part, sigma, over the song's level",
        minimum=0.001,
        maximum=10.0,
        advanced=True,
        used_with=("variant", "proximal"),
    )
    longest_s: float = parameter(
        60.0, "Longer songs are split part by part", unit="s", minimum=5.0, maximum=600.0, advanced=True
    )


class Rpca:
    """Robust PCA, see :mod:`core.engines.rpca`."""

    info: ClassVar[EngineInfo] = EngineInfo(
        id="rpca",
        title="Robust PCA",
        version="1",
        summary=(
            "Takes what repeats itself for the accompaniment and the rest for the voice. Needs to be told nothing; "
            "paint where the voice is silent to help it."
        ),
        paper=(
            "P. Sprechmann, A. Bronstein and G. Sapiro: Real-time online singing voice separation from monaural "
            "recordings using robust low-rank modeling, ISMIR 2012, equations 1 and 3"
        ),
        uses=frozenset({"notes", "activity", "regions"}),
        needs=frozenset(),
        parameters=RpcaParameters,
        default_sources=DEFAULT_SOURCES,
    )

    def problems(self, request: SeparationRequest) -> list[Problem]:
        """See :meth:`core.engines.base.Engine.problems`."""
        return part_problems(request)

    def estimate(self, request: SeparationRequest) -> Estimate:
        """See :meth:`core.engines.base.Engine.estimate`."""
        parameters: RpcaParameters = request.parameters
        cost = Cost(_SECONDS[parameters.variant], 0.0, 0.0, _MATRICES, parameters.longest_s, keeps_masks=True)
        return estimate(request, cost)

    def run(self, request: SeparationRequest, context: RunContext) -> SeparationResult:
        """See :meth:`core.engines.base.Engine.run`."""
        refuse_errors(self.problems(request))
        run = LowRankRun(request, context)
        parameters: RpcaParameters = request.parameters

        frequencies_hz = run.params.frequencies_hz()[: Band.of(run.params).seen]

        def solve(magnitudes: FloatArray, silent: NDArray[np.bool_], most: int, step: Step) -> Found:
            is_best = parameters.variant == "best"
            parts = _parts(compressed(magnitudes) if is_best else magnitudes, silent, most, parameters, step)
            how = BEST if is_best else SOFT if parameters.variant == "proximal" else PUBLISHED
            mask = voice_mask(parts.low_rank, parts.sparse, frequencies_hz, how)
            if is_best:
                mask *= tonal_share(magnitudes, run.checkpoint)
            return Found(mask, {"rank": float(parts.rank)})

        split(run, solve, parameters.longest_s)
        return run.result(None)


def _parts(
    magnitudes: FloatArray, silent: NDArray[np.bool_], most: int, parameters: RpcaParameters, step: Step
) -> LowRankParts:
    from core.factorization.robust_pca import augmented_lagrangian, proximal, pursuit_weight, stable_weights

    is_best = parameters.variant == "best"
    factor = parameters.sparsity * (_BEST_FACTOR if is_best else 1.0)
    if (parameters.solver if is_best else parameters.variant) == "proximal":
        sparse, low_rank = stable_weights(magnitudes.shape[1], parameters.noise)
        iterations = most or _PROXIMAL_ITERATIONS
        return proximal(magnitudes, sparse * factor, low_rank, silent, _PROXIMAL_TOLERANCE, iterations, step=step)
    weight = pursuit_weight(len(magnitudes), magnitudes.shape[1], factor)
    return augmented_lagrangian(magnitudes, weight, silent, _TOLERANCE, most or _ITERATIONS, step=step)
