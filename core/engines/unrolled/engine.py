"""The engine unrolled: a song in, voice and accompaniment out, by a network that hears frame by frame.

Owns which network is asked, and what it learns of the song beforehand. What is heard live is split by the same
networks.
"""

from __future__ import annotations

from math import isfinite
from typing import ClassVar

import numpy as np

import resources
from core.engines.base import (
    EngineInfo,
    Estimate,
    Problem,
    RunContext,
    SeparationRequest,
    SeparationResult,
    refuse_errors,
)
from core.engines.low_rank.band import WINDOW_S
from core.engines.low_rank.forecast import Cost, estimate
from core.engines.low_rank.guidance import Guidance
from core.engines.low_rank.problems import part_problems
from core.engines.low_rank.run import ANALYSIS, LowRankRun
from core.engines.low_rank.sources import DEFAULT_SOURCES, sides_of
from core.engines.stem_run import Share
from core.engines.unrolled.parameters import PUBLISHED, UnrolledParameters
from core.engines.unrolled.streaming import AnyRate, MaskNetwork
from core.engines.unrolled.weights import default_name, load_network, read_unrolled
from core.stft import FloatArray, StftParams

_LEARNING = Share("Learning this song", 60, 500)
_RENDERING = Share("Rendering the stems", 60, 1000)
_RENDERING_AFTER = Share("Rendering the stems", 500, 1000)
# a frame through a network that ships; a layer of what learns, in a step; a thousand frames of which a dictionary of so
# many sounds is made
_FRAME_S, _LAYER_S, _DICTIONARY_S, _SOUND_S = 0.00025, 0.008, 0.15, 0.012
_SHIPPED_SIZE, _MOST_FRAMES = 533, 10_000


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
        found = part_problems(request)
        parameters: UnrolledParameters = request.parameters
        learns_parts = parameters.variant in PUBLISHED and parameters.training == "semi-supervised"
        if learns_parts and not any(problem.severity == "error" for problem in found) and not _is_isolated(request):
            text = (
                "semi-supervised training needs a stretch in which a part is alone: paint where the voice is silent, "
                "or the accompaniment"
            )
            found.append(Problem("error", text))
        return found

    def estimate(self, request: SeparationRequest) -> Estimate:
        """See :meth:`core.engines.base.Engine.estimate`."""
        parameters: UnrolledParameters = request.parameters
        if parameters.variant == "best" or parameters.training == "supervised":
            return estimate(request, Cost(frame_s=_FRAME_S))
        if parameters.training == "semi-supervised":
            return estimate(request, Cost(frame_s=_FRAME_S, start_s=10 * _LAYER_S * parameters.iterations))
        # the layers are square matrices
        layers = parameters.layers * ((_SHIPPED_SIZE - 20 + parameters.rank) / _SHIPPED_SIZE) ** 2
        params = StftParams.for_rate(request.mixture.rate, WINDOW_S)
        frames = min(_MOST_FRAMES, params.frames(request.mixture.length))
        learning_s = frames / 1000 * (_DICTIONARY_S + _SOUND_S * parameters.rank)
        if parameters.training == "unsupervised":
            learning_s += layers * _LAYER_S * parameters.iterations
        return estimate(request, Cost(frame_s=_FRAME_S * max(1.0, layers / 10), start_s=learning_s))

    def run(self, request: SeparationRequest, context: RunContext) -> SeparationResult:
        """See :meth:`core.engines.base.Engine.run`."""
        refuse_errors(self.problems(request))
        run = LowRankRun(request, context)
        parameters: UnrolledParameters = request.parameters
        name = default_name() if parameters.variant == "best" else parameters.variant
        run.listen_ahead(lambda _stop: SongMasks(load_network(name), run.params))
        learns = parameters.variant in PUBLISHED and parameters.training != "supervised"
        network = _taught(run, parameters) if learns and run.frames else load_network(name)
        run.render_voice(SongMasks(network, run.params), _RENDERING_AFTER if learns else _RENDERING)
        return run.result(None)


def _taught(run: LowRankRun, parameters: UnrolledParameters) -> MaskNetwork:
    """Return a published network that has learnt from the song."""
    from core.engines.unrolled.network import UnrolledNetwork
    from core.engines.unrolled.song_network import levelled, song_network

    shipped = read_unrolled(resources.model(parameters.variant))
    start = UnrolledNetwork.from_weights(shipped) if parameters.training == "semi-supervised" else None
    bins = shipped.arrays["dictionary"].shape[0]
    spectra = levelled(run.spectrogram(min(bins, run.params.bins), ANALYSIS), bins)

    def step(done: int, loss: float) -> bool:
        if isfinite(loss):
            run.figures["objective"] = loss
        return run.report(_LEARNING, done / parameters.iterations)

    silent = run.guidance.voice_silent, run.guidance.accompaniment_silent
    network = song_network(spectra, *silent, parameters, start, step, run.request.seed)
    run.report(_LEARNING, 1.0)
    return network.weights().streaming()


def _is_isolated(request: SeparationRequest) -> bool:
    """Return whether all sources of a part are painted silent anywhere."""
    annotation = request.annotation.changed(regions=())
    params = StftParams.for_rate(request.mixture.rate, WINDOW_S)
    sides = sides_of(annotation, request.parameters.accompaniment)
    guidance = Guidance(annotation, sides, params, params.frames(request.mixture.length))
    return bool((guidance.voice_silent | guidance.accompaniment_silent).any())


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
