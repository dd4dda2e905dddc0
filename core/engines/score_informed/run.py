"""One run of an engine that knows the notes: what is told about it and how its stems are written.

Owns the quick look at the song's start and the learning of notes and places by NMF. What else is learnt, and how, is up
to the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from core.annotation.label_matrix import painted_sources
from core.engines.stem_run import Share, StemRun
from core.stft import StftParams

if TYPE_CHECKING:
    from core.engines.score_informed.learning import Learned
    from core.engines.score_informed.model import Setup
    from core.factorization import Factors
    from core.masking import Separator

_PREVIEW_S = 8.0
_PREVIEW_UPDATES = 6

LISTENING = Share("Listening ahead", 0, 20)
ANALYSIS = Share("Analysing the song", 20, 40)


class ScoreRun(StemRun):
    """One separation in the making; the request's parameters are those of the factorisation."""

    def learn(self, share: Share, analysis: Share = ANALYSIS) -> Learned:
        """Analyse the song and learn its factors by NMF; both take their share of the progress."""
        from core.engines.score_informed.learning import learn

        def learning(part: float, divergence: float | None) -> bool:
            if divergence is not None and np.isfinite(divergence):
                self.figures["divergence"] = divergence
            return self.report(share, part)

        request = self.request
        return learn(request, request.mixture.length, lambda part: self.report(analysis, part), learning)

    def listen_ahead(self) -> None:
        """Offer a first impression of the song's start after a second or so."""
        self.report(LISTENING, 0.0)
        self._listen()
        self.report(LISTENING, 1.0)

    def _listen(self) -> None:
        from core.engines.score_informed.learning import learn
        from core.engines.score_informed.rendering import masks_of
        from core.factorization.sweep import Workers

        mixture = self.request.mixture
        length = min(mixture.length, int(_PREVIEW_S * mixture.rate))
        annotation = self.request.annotation
        if not painted_sources(annotation) and not any(note.start < length for note in annotation.notes):
            self.residual[:, :length] = mixture.samples[:, :length]
            return

        def looked(share: float, divergence: float | None = None) -> bool:
            self.checkpoint()
            return False

        learned = learn(self.request, length, looked, looked, updates=_PREVIEW_UPDATES)
        separator = masks_of(learned.setup, learned.factors, len(self.stems))
        setup = learned.setup
        with Workers() as workers:
            self.write(
                separator,
                setup.params,
                setup.pattern.block_frames,
                length,
                lambda done, total: self.checkpoint(),
                workers.in_order,
            )
        self.offer(length)

    def in_stereo(self, setup: Setup, factors: Factors, share: Share) -> Separator | None:
        """Learn where the pitches lie; None where the song has no stereo or nothing was learnt of it."""
        from core.engines.score_informed.rendering import StereoSeparator

        mixture, parameters = self.request.mixture, setup.parameters
        if self.stopped or not parameters.uses_stereo(mixture.channels):
            return None
        stereo = StereoSeparator(setup, factors, len(self.stems))
        return stereo if stereo.learn(mixture.samples, lambda part: self.report(share, part)) else None

    def render_all(self, separator: Separator, params: StftParams, block_frames: int, share: Share | None) -> None:
        """Write all stems and the residual, on all cores; see :meth:`render`."""
        from core.factorization.sweep import Workers

        with Workers() as workers:
            self.render(separator, params, block_frames, share, workers.in_order)
