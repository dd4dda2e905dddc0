"""One run of an engine that splits a song into voice and accompaniment.

Owns the spectrogram that is split, the order of listening ahead, splitting and rendering, and the step from the share
of the voice to the stems of all sources. How the share is found is up to the engine.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from core.engines.base import RunContext, SeparationRequest
from core.engines.low_rank.band import WINDOW_S
from core.engines.low_rank.guidance import Guidance
from core.engines.low_rank.sources import sides_of
from core.engines.stem_run import Share, StemRun
from core.masking import apply_masks
from core.scratch import scratch_array
from core.stft import ComplexArray, FloatArray, StftParams, mean_magnitudes, stft_block

BLOCK_FRAMES = 64
_PREVIEW_S = 8.0

LISTENING = Share("Listening ahead", 0, 30)
ANALYSIS = Share("Analysing the song", 30, 60)
RENDERING = Share("Rendering the stems", 800, 1000)


class VoiceMasks(Protocol):
    """Says how much of the song is the voice; asked for blocks in their order, from the first frame on."""

    def __call__(self, first: int, magnitudes: FloatArray) -> FloatArray:
        """Return shares (frames, bins), 0 to 1, of frames from ``first`` on with these magnitudes (frames, bins)."""


class LowRankRun(StemRun):
    """One separation in the making.

    Parameters
    ----------
    request : SeparationRequest
        Its parameters have a field ``accompaniment``, see :func:`core.engines.low_rank.sources.sides_of`.
    context : RunContext

    Attributes
    ----------
    params : StftParams
        Window of 64 ms, 1024 samples at 16 kHz as in section 4 of the paper, at any rate.
    frames : int
        Of the song.
    guidance : Guidance
    """

    def __init__(self, request: SeparationRequest, context: RunContext) -> None:
        super().__init__(request, context)
        mixture = request.mixture
        self.params = StftParams.for_rate(mixture.rate, WINDOW_S)
        self.frames = self.params.frames(mixture.length)
        self.guidance = Guidance(
            request.annotation, sides_of(request.annotation, request.parameters.accompaniment), self.params, self.frames
        )

    @property
    def preview_frames(self) -> int:
        """Frames of the first seconds, which can be heard before the rest."""
        return min(self.frames, self.params.frames(int(_PREVIEW_S * self.request.mixture.rate)))

    def magnitudes(self, first: int, stop: int) -> FloatArray:
        """Return the magnitudes (frames, bins) of a range of frames: over the channels the root of the mean power."""
        return mean_magnitudes(stft_block(self.request.mixture.samples, self.params, first, stop))

    def spectrogram(self, bins: int, share: Share | None = None, stop: int | None = None) -> FloatArray:
        """Return the magnitudes of the song in its first bins, (frames before ``stop``, bins)."""
        stop = self.frames if stop is None else stop
        whole = scratch_array((stop, bins))
        for first in range(0, stop, BLOCK_FRAMES):
            last = min(first + BLOCK_FRAMES, stop)
            whole[first:last] = self.magnitudes(first, last)[:, :bins]
            if share is None:
                self.checkpoint()
            else:
                self.report(share, last / stop)
        return whole

    def listen_ahead(self, masks: Callable[[int], VoiceMasks]) -> None:
        """Offer a impression of the song's start; ``masks(stop)`` finds the voice in the frames before ``stop``."""
        self.report(LISTENING, 0.0)
        length = min(self.request.mixture.length, int(_PREVIEW_S * self.request.mixture.rate))
        if length > 0:
            found = masks(self.preview_frames)
            self.write(self._separator(found), self.params, BLOCK_FRAMES, length, lambda done, total: self.checkpoint())
            self.offer(length)
        self.report(LISTENING, 1.0)

    def render_voice(self, masks: VoiceMasks, share: Share = RENDERING) -> None:
        """Write all stems and the residual."""
        self.render(self._separator(masks), self.params, BLOCK_FRAMES, share)

    def _separator(self, masks: VoiceMasks) -> Callable[[int, int, ComplexArray], ComplexArray]:
        def separate(first: int, stop: int, mixture: ComplexArray) -> ComplexArray:
            shares = masks(first, mean_magnitudes(mixture))
            return apply_masks(self.guidance.stem_masks(first, shares), mixture)

        return separate
