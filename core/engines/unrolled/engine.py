"""The engine unrolled: a song in, voice and accompaniment out, by a network that hears frame by frame.

Owns which network is asked, and what it learns of the song beforehand. What is heard live is split by the same
networks.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from core.engines.base import (
    EngineInfo,
    Estimate,
    Problem,
    RunContext,
    SeparationRequest,
    SeparationResult,
    refuse_errors,
)
from core.engines.low_rank.forecast import Cost, estimate
from core.engines.low_rank.problems import part_problems
from core.engines.low_rank.run import LowRankRun
from core.engines.low_rank.sources import DEFAULT_SOURCES
from core.engines.stem_run import Share
from core.engines.unrolled.parameters import UnrolledParameters
from core.engines.unrolled.streaming import AnyRate, MaskNetwork
from core.engines.unrolled.weights import default_name, load_network
from core.stft import FloatArray, StftParams

_RENDERING = Share("Rendering the stems", 60, 1000)
_BEST_COST = Cost(0.9)


class Unrolled:
    """Unrolled networks, see :mod:`core.engines.unrolled`."""

    info: ClassVar[EngineInfo] = EngineInfo(
        id="unrolled",
        title="Voice and accompaniment",
        version="1",
        summary=(
            "A network that knows how voices sound splits the song frame by frame, live too. Needs to be told nothing; "
            "paint where the voice is silent to help it."
        ),
        paper=(
            "P. Sprechmann, A. Bronstein and G. Sapiro: Real-time online singing voice separation from monaural "
            "recordings using robust low-rank modeling, ISMIR 2012, section 3"
        ),
        uses=frozenset({"notes", "activity", "regions"}),
        needs=frozenset(),
        parameters=UnrolledParameters,
        default_sources=DEFAULT_SOURCES,
    )

    def problems(self, request: SeparationRequest) -> list[Problem]:
        """See :meth:`core.engines.base.Engine.problems`."""
        return part_problems(request)

    def estimate(self, request: SeparationRequest) -> Estimate:
        """See :meth:`core.engines.base.Engine.estimate`."""
        return estimate(request, _BEST_COST)

    def run(self, request: SeparationRequest, context: RunContext) -> SeparationResult:
        """See :meth:`core.engines.base.Engine.run`."""
        refuse_errors(self.problems(request))
        run = LowRankRun(request, context)
        parameters: UnrolledParameters = request.parameters
        name = default_name() if parameters.variant == "best" else parameters.variant
        run.listen_ahead(lambda _stop: SongMasks(load_network(name), run.params))
        run.render_voice(SongMasks(load_network(name), run.params), _RENDERING)
        return run.result(None)


class SongMasks:
    """What a network that hears frame by frame says of a song, block by block.

    Parameters
    ----------
    network : MaskNetwork
        Used by nobody else.
    params : StftParams
        Of the song's frames.
    """

    def __init__(self, network: MaskNetwork, params: StftParams) -> None:
        network.reset()
        self._network = AnyRate(network, params)

    def __call__(self, first: int, magnitudes: FloatArray) -> FloatArray:
        """See :class:`core.engines.low_rank.run.VoiceMasks`."""
        masks = np.empty_like(magnitudes)
        for heard, mask in zip(magnitudes, masks, strict=True):
            self._network.step(heard, mask)
        return masks
