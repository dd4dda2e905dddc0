"""A run of our best variant.

Owns the order of the work: stems by NMF, remixes of them, the network's lessons, corrected stems.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.annotation.representation import arrays_of
from core.engines.autoencoder.parameters import AutoencoderParameters
from core.engines.base import SeparationRequest, SeparationResult
from core.engines.score_informed.run import ScoreRun
from core.engines.stem_run import Share

if TYPE_CHECKING:
    from core.engines.autoencoder.best import Lessons
    from core.engines.autoencoder.refining import RefiningNetwork
    from core.engines.score_informed.learning import Learned
    from core.engines.score_informed.model import Setup
    from core.factorization import Factors
    from core.masking import Separator

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
_RENDERING = Share("Rendering the stems", 880, 1000)


class BestRun:
    """One separation by NMF, a network and remixes.

    Parameters
    ----------
    run : ScoreRun
    request : SeparationRequest
    """

    def __init__(self, run: ScoreRun, request: SeparationRequest) -> None:
        self._run, self._request = run, request
        self._parameters: AutoencoderParameters = request.parameters
        self._sources = len(request.annotation.sources)

    def separate(self) -> SeparationResult:
        """Return the finished result."""
        from core.engines.autoencoder.best import Lessons
        from core.engines.autoencoder.state import state_of_refining
        from core.engines.score_informed.found import representation_of_factors

        run = self._run
        run.listen_ahead()
        learned = run.learn(_BEST_FACTORS)
        in_stereo = self._first_stems(learned)
        if run.stopped:
            return run.result(learned.state())
        run.offer()
        wanted = self._parameters.remixes if self._parameters.lessons else 0
        lessons = Lessons(run.request, run.stems, wanted)
        lessons.separate(lambda share: run.report(_REMIXES, share))
        network = None if run.stopped else self._taught(lessons, in_stereo)
        if network is None:
            run.report(_RENDERING, 1.0)
            return run.result(learned.state())
        setup, factors = self._corrected(learned, network, in_stereo)
        weight = self._stems(setup, factors, lessons, network)
        found = arrays_of(representation_of_factors(setup, factors))
        return run.result(learned.state() | found | state_of_refining(network, weight))

    def _first_stems(self, learned: Learned) -> bool:
        """Write the stems as NMF finds them; return whether by their places in stereo."""
        placed = self._run.in_stereo(learned.setup, learned.factors, _FIRST_PLACES)
        self._render(learned.setup, learned.factors, placed, _FIRST_STEMS)
        return placed is not None

    def _taught(self, lessons: Lessons, in_stereo: bool) -> RefiningNetwork | None:
        from core.engines.autoencoder.state import refining_network_in

        def learning(share: float, error: float) -> bool:
            self._run.figures["error"] = error
            return self._run.report(_LESSONS, share)

        return lessons.teach(self._parameters.lessons, refining_network_in(self._request.previous), in_stereo, learning)

    def _corrected(self, learned: Learned, network: RefiningNetwork, in_stereo: bool) -> tuple[Setup, Factors]:
        from core.engines.autoencoder.best import heard

        run = self._run
        song = heard(run.request, learned, lambda share: run.report(_LISTENING_AGAIN, 0.5 * share))
        return song.corrected(network, in_stereo, lambda share: run.report(_LISTENING_AGAIN, 0.5 + 0.5 * share))

    def _stems(self, setup: Setup, factors: Factors, lessons: Lessons, network: RefiningNetwork) -> float:
        """Write the corrected stems; return the weight that consistency got."""
        from core.engines.autoencoder.consistent_stems import write_consistent
        from core.engines.score_informed.rendering import masks_of

        run = self._run
        placed = run.in_stereo(setup, factors, _PLACES)
        weight = self._weight(lessons, network) if placed is None and self._parameters.consistency else 0.0
        self._render(setup, factors, placed, _RENDERING if weight == 0.0 else _STEMS)
        if weight and not run.stopped:
            write_consistent(
                self._request.mixture.samples,
                masks_of(setup, factors, self._sources),
                setup,
                weight,
                run.stems,
                run.residual,
                lambda done, total: run.report(_CONSISTENT, done / total),
            )
        return weight

    def _weight(self, lessons: Lessons, network: RefiningNetwork) -> float:
        """Return the weight of consistency that suits the song."""
        from core.engines.autoencoder.consistent_stems import best_weight
        from core.engines.autoencoder.state import weight_in

        if self._run.stopped:
            return 0.0
        trial = lessons.trial(network)
        if trial is None:
            return weight_in(self._request.previous)
        weight = best_weight(*trial, lambda share: self._run.report(_WEIGHING, share))
        self._run.figures["consistency_weight"] = weight
        return weight

    def _render(self, setup: Setup, factors: Factors, placed: Separator | None, share: Share) -> None:
        from core.engines.score_informed.rendering import masks_of

        separator = placed or masks_of(setup, factors, self._sources)
        self._run.render_all(separator, setup.params, setup.pattern.block_frames, share)
