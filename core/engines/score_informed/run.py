"""One run of an engine that knows the notes: what is told about it and how its stems are written.

Owns the stems in the making, the progress through the stages and the previews. What is learnt, and how, is up to the
engine.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.annotation.label_matrix import painted_sources
from core.audio import Audio
from core.engines.base import EngineState, RunContext, SeparationRequest, SeparationResult
from core.scratch import scratch_array
from core.stft import FloatArray, StftParams

if TYPE_CHECKING:
    from core.engines.score_informed.learning import Learned
    from core.engines.score_informed.model import Setup
    from core.factorization import Factors
    from core.masking import Separator

_PREVIEW_S = 8.0
_PREVIEW_UPDATES = 6
_PREVIEW_EVERY_S = 3.0
_WHOLE = 1000


@dataclass(frozen=True)
class Share:
    """The part of the whole run's progress, in thousandths, that a stage takes."""

    stage: str
    first: int
    last: int


LISTENING = Share("Listening ahead", 0, 20)
ANALYSIS = Share("Analysing the song", 20, 40)


class ScoreRun:
    """One separation in the making.

    Parameters
    ----------
    request : SeparationRequest
    context : RunContext

    Attributes
    ----------
    request : SeparationRequest
        Its parameters are those of the factorisation.
    figures : dict of str to float
        What was measured last; told with the progress and kept in the result.
    stopped : bool
        The user wants what there is.
    stems : list of ndarray (channels, samples), float32
        In the order of the sources.
    residual : ndarray (channels, samples), float32
    """

    def __init__(self, request: SeparationRequest, context: RunContext) -> None:
        self.request = request
        self._context = context
        self.figures: dict[str, float] = {}
        self.stopped = False
        mixture = request.mixture
        self.stems = [scratch_array(mixture.samples.shape) for _ in request.annotation.sources]
        self.residual: FloatArray = scratch_array(mixture.samples.shape)
        self._previewed_at = -np.inf

    def report(self, share: Share, part: float) -> bool:
        """Tell that a part (0 to 1) of a stage is done; return whether to stop. Raises JobCancelled."""
        done = round(share.first + part * (share.last - share.first))
        self._context.report(share.stage, done, _WHOLE, **self.figures)
        self.stopped = self._context.checkpoint() or self.stopped
        return self.stopped

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

        mixture = self.request.mixture
        length = min(mixture.length, int(_PREVIEW_S * mixture.rate))
        annotation = self.request.annotation
        if not painted_sources(annotation) and not any(note.start < length for note in annotation.notes):
            self.residual[:, :length] = mixture.samples[:, :length]
            return

        def looked(share: float, divergence: float | None = None) -> bool:
            self._context.checkpoint()
            return False

        learned = learn(self.request, length, looked, looked, updates=_PREVIEW_UPDATES)
        separator = masks_of(learned.setup, learned.factors, len(self.stems))
        setup = learned.setup
        self._write(
            separator, setup.params, setup.pattern.block_frames, length, lambda done, total: self._context.checkpoint()
        )
        self._offer(length, always=True)

    def in_stereo(self, setup: Setup, factors: Factors, share: Share) -> Separator | None:
        """Learn where the pitches lie; None where the song has no stereo or nothing was learnt of it."""
        from core.engines.score_informed.rendering import StereoSeparator

        mixture, parameters = self.request.mixture, setup.parameters
        if self.stopped or not parameters.uses_stereo(mixture.channels):
            return None
        stereo = StereoSeparator(setup, factors, len(self.stems))
        return stereo if stereo.learn(mixture.samples, lambda part: self.report(share, part)) else None

    def render(self, separator: Separator, params: StftParams, block_frames: int, share: Share | None) -> None:
        """Write all stems and the residual; with progress and previews, or without where ``share`` is None."""

        def step(done: int, total: int) -> None:
            if share is None:
                self._context.checkpoint()
                return
            self.report(share, done / total)
            if done < total:
                self._offer(done, always=False)

        self._write(separator, params, block_frames, self.request.mixture.length, step)

    def offer(self) -> None:
        """Preview all stems as they are."""
        self._offer(self.request.mixture.length, always=True)

    def result(self, state: EngineState | None) -> SeparationResult:
        """Return the finished result."""
        return self._result(self.request.mixture.length, state)

    def _write(
        self,
        separator: Separator,
        params: StftParams,
        block_frames: int,
        length: int,
        step: Callable[[int, int], object],
    ) -> None:
        from core.factorization.sweep import Workers
        from core.masking import render_stems

        with Workers() as workers:
            render_stems(
                self.request.mixture.samples[:, :length],
                params,
                separator,
                [stem[:, :length] for stem in self.stems],
                self.residual[:, :length],
                block_frames,
                workers.in_order,
                step,
            )

    def _offer(self, finished: int, always: bool) -> None:
        """Preview the samples up to ``finished``, not too often."""
        now = time.monotonic()
        if finished > 0 and (always or now - self._previewed_at > _PREVIEW_EVERY_S):
            self._previewed_at = now
            self._context.preview(self._result(finished, None))

    def _result(self, finished: int, state: EngineState | None) -> SeparationResult:
        rate = self.request.mixture.rate
        stems = tuple(
            (source.id, Audio(stem, rate))
            for source, stem in zip(self.request.annotation.sources, self.stems, strict=True)
        )
        return SeparationResult(stems, Audio(self.residual, rate), dict(self.figures), state, ((0, finished),))
