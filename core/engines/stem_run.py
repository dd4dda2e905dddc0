"""One run of an engine: the stems in the making and how far it is.

Owns the stems and the residual, the progress through the stages, and the previews. What is learnt, and how the sound is
shared out, is up to the engine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from core.audio import Audio
from core.engines.base import EngineState, RunContext, SeparationRequest, SeparationResult
from core.masking import Separator, render_stems
from core.scratch import scratch_array
from core.stft import ComplexArray, FloatArray, StftParams

_PREVIEW_EVERY_S = 3.0
_WHOLE = 1000


@dataclass(frozen=True)
class Share:
    """The part of the whole run's progress, in thousandths, that a stage takes."""

    stage: str
    first: int
    last: int


class StemRun:
    """One separation in the making.

    Parameters
    ----------
    request : SeparationRequest
    context : RunContext

    Attributes
    ----------
    request : SeparationRequest
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

    def checkpoint(self) -> None:
        """Let the run be cancelled; raises JobCancelled."""
        self._context.checkpoint()

    def render(
        self,
        separator: Separator,
        params: StftParams,
        block_frames: int,
        share: Share | None,
        in_order: Callable[..., Iterable[tuple[int, ComplexArray]]] = map,
    ) -> None:
        """Write all stems and the residual; with progress and previews, or without where ``share`` is None."""

        def step(done: int, total: int) -> None:
            if share is None:
                self.checkpoint()
                return
            self.report(share, done / total)
            if done < total:
                self.offer(done, always=False)

        self.write(separator, params, block_frames, self.request.mixture.length, step, in_order)

    def write(
        self,
        separator: Separator,
        params: StftParams,
        block_frames: int,
        length: int,
        step: Callable[[int, int], object],
        in_order: Callable[..., Iterable[tuple[int, ComplexArray]]] = map,
    ) -> None:
        """Write stems and residual up to a length, see :func:`core.masking.render_stems`."""
        render_stems(
            self.request.mixture.samples[:, :length],
            params,
            separator,
            [stem[:, :length] for stem in self.stems],
            self.residual[:, :length],
            block_frames,
            in_order,
            step,
        )

    def offer(self, finished: int | None = None, always: bool = True) -> None:
        """Preview the samples up to ``finished``, or all; where not ``always``, not too often."""
        finished = self.request.mixture.length if finished is None else finished
        now = time.monotonic()
        if finished > 0 and (always or now - self._previewed_at > _PREVIEW_EVERY_S):
            self._previewed_at = now
            self._context.preview(self._result(finished, None))

    def result(self, state: EngineState | None) -> SeparationResult:
        """Return the finished result."""
        return self._result(self.request.mixture.length, state)

    def _result(self, finished: int, state: EngineState | None) -> SeparationResult:
        rate = self.request.mixture.rate
        stems = tuple(
            (source.id, Audio(stem, rate))
            for source, stem in zip(self.request.annotation.sources, self.stems, strict=True)
        )
        return SeparationResult(stems, Audio(self.residual, rate), dict(self.figures), state, ((0, finished),))
