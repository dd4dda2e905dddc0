"""The engine autoencoder: a song and its notes in, stems out.

Owns the order of the work: a quick look at the first seconds, factors to start from, the network's training, stems
block by block.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from core.engines.autoencoder.forecast import estimate
from core.engines.autoencoder.parameters import AutoencoderParameters
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
from core.engines.score_informed.run import ScoreRun, Share

if TYPE_CHECKING:
    from core.engines.autoencoder.training import Loss

_ANALYSIS = Share("Analysing the song", 20, 30)
_FACTORS_ANALYSIS = Share("Learning the notes", 30, 40)
_FACTORS = Share("Learning the notes", 40, 120)
_TEACHING = Share("Teaching the network what NMF found", 120, 250)
_TRAINING = Share("Training the network", 250, 880)
_LOOKING = Share("Looking at the whole song", 880, 900)
_RENDERING = Share("Rendering the stems", 900, 1000)

_BEST_FACTORS = Share("Learning the notes", 40, 100)
_FIRST_PLACES = Share("Finding places in stereo", 100, 150)
_FIRST_STEMS = Share("Rendering first stems", 150, 170)
_REMIXES = Share("Separating remixes of the song", 170, 320)
_LESSONS = Share("Training the network on remixes", 320, 800)
_LISTENING_AGAIN = Share("Correcting what NMF found", 800, 820)
_PLACES = Share("Finding places in stereo", 820, 880)
_WEIGHING = Share("Trying on a remix what suits the song", 820, 880)
_STEMS = Share("Rendering the stems", 880, 900)
_CONSISTENT = Share("Making the stems consistent", 900, 1000)


class StructuredAutoencoder:
    """Autoencoder with structured dropout, see :mod:`core.engines.autoencoder`."""

    info: ClassVar[EngineInfo] = EngineInfo(
        id="autoencoder",
        title="Structured-dropout autoencoder",
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
        return _as_published(run, request) if parameters.is_published else _at_best(run, request)


def _at_best(run: ScoreRun, request: SeparationRequest) -> SeparationResult:
    """Our best."""
    from core.engines.autoencoder.best import Lessons, heard
    from core.engines.autoencoder.consistent_stems import best_weight, write_consistent
    from core.engines.autoencoder.state import refining_network_in, weights_of_refining
    from core.engines.score_informed.rendering import masks_of

    parameters: AutoencoderParameters = request.parameters
    samples, sources = request.mixture.samples, len(request.annotation.sources)
    run.listen_ahead()
    learned = run.learn(_BEST_FACTORS)
    setup, factors = learned.setup, learned.factors
    placed = run.in_stereo(setup, factors, _FIRST_PLACES)
    run.render(placed or masks_of(setup, factors, sources), setup.params, setup.pattern.block_frames, _FIRST_STEMS)
    lessons = Lessons(run.request, run.stems, parameters.remixes)
    state = learned.state()
    if run.stopped:
        return run.result(state)
    lessons.separate(lambda share: run.report(_REMIXES, share))

    def learning(share: float, error: float) -> bool:
        run.figures["error"] = error
        return run.report(_LESSONS, share)

    known = refining_network_in(request.previous)
    network = None if run.stopped else lessons.teach(parameters.lessons, known, placed is not None, learning)
    if network is None:
        return run.result(state)
    state |= weights_of_refining(network)
    song = heard(run.request, learned, lambda share: run.report(_LISTENING_AGAIN, 0.5 * share))
    setup, factors = song.corrected(network, lambda share: run.report(_LISTENING_AGAIN, 0.5 + 0.5 * share))
    placed = run.in_stereo(setup, factors, _PLACES)
    masks = masks_of(setup, factors, sources)
    weight = 0.0
    if placed is None and parameters.consistency and not run.stopped:
        weight = best_weight(*lessons.trial(network), lambda share: run.report(_WEIGHING, share))
        run.figures["consistency_weight"] = weight
    run.render(placed or masks, setup.params, setup.pattern.block_frames, _RENDERING if weight == 0.0 else _STEMS)
    if weight and not run.stopped:
        write_consistent(
            samples,
            masks,
            setup,
            weight,
            run.stems,
            run.residual,
            lambda done, total: run.report(_CONSISTENT, done / total),
        )
    return run.result(state)


def _as_published(run: ScoreRun, request: SeparationRequest) -> SeparationResult:
    """Variants B, C and D."""
    from core.engines.autoencoder.published import SongAutoencoder, with_mask_exponent
    from core.engines.score_informed.model import magnitudes, set_up
    from core.engines.score_informed.rendering import MaskSeparator, masks_of

    parameters: AutoencoderParameters = request.parameters
    mixture, sources = request.mixture, len(request.annotation.sources)
    run.listen_ahead()
    setup = with_mask_exponent(set_up(run.request, mixture.length), parameters.mask_exponent)
    V, _ = magnitudes(mixture.samples, setup, lambda share: run.report(_ANALYSIS, share))
    network = SongAutoencoder(parameters, setup, V, request.seed)
    separator = None
    if not network.go_on(request.previous) and parameters.start == "nmf":
        learned = run.learn(_FACTORS, _FACTORS_ANALYSIS)
        network.start_from(learned.factors, lambda share: run.report(_TEACHING, share))
        if run.stopped:
            # a network that has not been taught knows nothing
            separator = masks_of(setup, learned.factors, sources)

    def training(share: float, loss: Loss | None) -> bool:
        if loss is not None:
            run.figures |= {"divergence": loss.divergence * setup.labels.frames, "activity_cost": loss.activity}
        return run.report(_TRAINING, share)

    if not run.stopped:
        network.train(training)
    R = network.representation(lambda share: run.report(_LOOKING, share))
    separator = separator or MaskSeparator(setup, network.models(R, sources), sources)
    run.render(separator, setup.params, setup.pattern.block_frames, _RENDERING)
    return run.result(network.state(R))
