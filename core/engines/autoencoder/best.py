"""Our best: factors, corrected by a network that has learnt on remixes of the song itself.

Owns the steps from learnt factors to corrected ones. NMF takes, of all activations that explain a song, the most likely
ones; where notes of two sources overlap that is a guess. Remixes of the song's own stems show the network how such
guesses go wrong, and it corrects them (structured dropout: what the notes forbid stays silent).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.engines.autoencoder.lessons import Lesson, lessons_of
from core.engines.autoencoder.partial_bands import in_bands
from core.engines.autoencoder.refining import RefiningNetwork, gains_of, teach
from core.engines.autoencoder.remixes import Remix, remixes
from core.engines.autoencoder.unit_features import UnitFeatures
from core.engines.base import SeparationRequest
from core.engines.score_informed.learning import Learned, ScratchFrames, learn
from core.engines.score_informed.model import Setup, magnitudes
from core.engines.score_informed.rendering import MaskSeparator, masks_of
from core.factorization import Factors
from core.stft import FloatArray

# places tell the sources apart already: of the correction, half is worth more than all (measured on piano pieces)
_IN_STEREO = 0.5
_LESSON_BYTES = 512 * 2**20
# (share done) -> whether to stop and keep
Listener = Callable[[float], bool]


@dataclass(frozen=True, eq=False)
class Heard:
    """A song and what NMF has found in it, ready for the network."""

    learned: Learned
    features: UnitFeatures

    def corrected(
        self, network: RefiningNetwork, in_stereo: bool, each: Callable[[float], object]
    ) -> tuple[Setup, Factors]:
        """Return the factors as the network corrects them; half as much where a stereo filter follows."""
        setup, factors = self.learned.setup, self.learned.factors
        gains = gains_of(network, self.features, setup.pattern, _IN_STEREO if in_stereo else 1.0, each)
        return in_bands(setup, factors, self.features.layout, gains)


def heard(request: SeparationRequest, learned: Learned, each: Callable[[float], object]) -> Heard:
    """Listen to a song once more, with what was learnt of it."""
    V, _ = magnitudes(request.mixture.samples, learned.setup, each)
    return Heard(learned, UnitFeatures(learned, ScratchFrames(V)))


class Lessons:
    """Remixes of a song, separated by NMF as the song was; the network learns from all but one.

    Parameters
    ----------
    request : SeparationRequest
        With the parameters of the factorisation.
    stems : sequence of ndarray (channels, samples), float32
        What NMF has made of it.
    count : int
        Remixes.
    """

    def __init__(self, request: SeparationRequest, stems: Sequence[FloatArray], count: int) -> None:
        self._request = replace(request, previous=None)
        self._stems = stems
        # one more is kept from the network, to try on what suits the song
        self._count = count + 1 if count else 0
        self.lessons: list[Lesson] = []
        self._kept: tuple[Remix, Heard] | None = None

    def separate(self, listener: Listener) -> None:
        """Separate all remixes; the listener may end that early or raise."""
        if not self._count:
            return
        mixture, annotation = self._request.mixture, self._request.annotation
        generator = np.random.default_rng(self._request.seed)
        made = remixes(self._stems, mixture.rate, annotation, self._count, generator, lambda: listener(0.0))
        for number, remix in enumerate(made):
            stopped = False

            def advance(share: float, first: float, last: float, number: int = number) -> bool:
                nonlocal stopped
                stopped = listener((number + first + (last - first) * share) / self._count) or stopped
                return stopped

            self._take(remix, advance)
            if stopped:
                return

    def _take(self, remix: Remix, advance: Callable[[float, float, float], bool]) -> None:
        """Separate a remix and keep it, or make lessons of it; told are the share of a step and where it lies."""
        request = replace(self._request, mixture=remix.mixture, annotation=remix.annotation)
        learned = learn(
            request,
            remix.mixture.length,
            lambda share: advance(share, 0.0, 0.1),
            lambda share, divergence: advance(share, 0.1, 0.7),
        )
        known = heard(request, learned, lambda share: advance(share, 0.7, 0.8))
        if self._kept is None:
            self._kept = remix, known
            return
        self.lessons += lessons_of(
            known.features,
            remix.mixture.samples,
            remix.stems,
            learned.setup.params,
            learned.setup.variant.magnitude_exponent,
            learned.scale,
            _LESSON_BYTES // self._count,
            lambda share: advance(share, 0.8, 1.0),
        )

    def teach(
        self, steps: int, known: RefiningNetwork | None, in_stereo: bool, listener: Callable[[float, float], bool]
    ) -> RefiningNetwork | None:
        """Return a network that has learnt from the remixes, from one that knows the song or from nothing.

        None where there is nothing to learn and nothing is known.
        """
        if self._kept is None or not self.lessons or not steps:
            return known
        exponent = None if in_stereo else self._kept[1].learned.setup.variant.mask_exponent
        network = known or RefiningNetwork.new(self._request.seed)
        teach(network, self.lessons, exponent, steps, self._request.seed, listener)
        self.lessons = []
        return network

    def trial(self, network: RefiningNetwork) -> tuple[Remix, MaskSeparator, Setup] | None:
        """Return the remix that was kept, and how the corrected factors separate it."""
        if self._kept is None:
            return None
        remix, known = self._kept
        setup, factors = known.corrected(network, False, lambda share: None)
        return remix, masks_of(setup, factors, len(remix.stems)), setup
