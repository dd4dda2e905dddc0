"""One run of example-nmf: collect, learn, explain the song, write the stems.

Owns the order of the stages, and the step from dictionaries and activations to masks on the song's transform.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from core.annotation.label_matrix import labelled_spans
from core.annotation.model import ActivityState
from core.annotation.region_grid import EntryState, RegionGrid
from core.engines.base import RunContext, SeparationRequest, SeparationResult
from core.engines.example_nmf.learning import Dictionaries, Learner
from core.engines.example_nmf.material import collect
from core.engines.example_nmf.parameters import ExampleNmfParameters
from core.engines.example_nmf.problems import refuse_silence
from core.engines.example_nmf.rounds import with_rounds
from core.engines.example_nmf.state import state_of
from core.engines.stem_run import Share, StemRun
from core.masking import apply_masks
from core.scratch import scratch_array
from core.stft import ComplexArray, FloatArray, StftParams, mean_magnitudes, stft_block

BLOCK_FRAMES = 64
_PREVIEW_S = 8.0
_COLLECTING = Share("Hearing the examples", 0, 40)
_TRYING = Share("Trying what helps", 50, 250)
_LEARNING = Share("Learning how the sources sound", 250, 680)
_EXPLAINING = Share("Explaining the song", 680, 780)
_RENDERING = Share("Rendering the stems", 780, 1000)
_EPS = np.float32(1e-12)


class ExampleRun(StemRun):
    """One separation in the making; arrays of frames have shape (frames, bins)."""

    def __init__(self, request: SeparationRequest, context: RunContext) -> None:
        super().__init__(request, context)
        self._parameters: ExampleNmfParameters = request.parameters
        self._params = StftParams.for_rate(request.mixture.rate, self._parameters.window_ms / 1000)
        self._frames = self._params.frames(request.mixture.length)
        self._allowed = self._may_sound()
        self._regions = RegionGrid(request.annotation, self._params, self._frames)

    def run(self) -> SeparationResult:
        """Do it all."""
        self.report(_COLLECTING, 0.0)
        material = collect(self.request.mixture, self.request.annotation, self._params, self.checkpoint)
        self.report(_COLLECTING, 1.0)
        refuse_silence(self.request.annotation, material.sources)
        self._listen_ahead(Learner(self.request, self._params, material))
        request = with_rounds(self.request, self._params, material, self._tell_trying)
        self.report(_TRYING, 1.0)
        learner = Learner(request, self._params, material)
        song = self._spectrogram(self._frames)
        dictionaries = learner.learn(song, self._allowed, partial(self.report, _LEARNING))
        self.report(_LEARNING, 1.0)
        masks = self._masks(learner, dictionaries, song, self._step(_EXPLAINING))
        self.report(_EXPLAINING, 1.0)
        del song
        self.render(self._separator(masks), self._params, BLOCK_FRAMES, _RENDERING)
        sources = zip(self.request.annotation.sources, dictionaries, strict=True)
        return self.result(state_of(self._params, {source.id: one for source, one in sources if one is not None}))

    def _listen_ahead(self, learner: Learner) -> None:
        """Offer an impression of the song's start, made of examples as they are."""
        length = min(self.request.mixture.length, int(_PREVIEW_S * self.request.mixture.rate))
        if length:
            song = self._spectrogram(self._params.frames(length))
            dictionaries = learner.exemplars(song, self._allowed[:, : len(song)])
            masks = self._masks(learner, dictionaries, song)
            block = self._separator(masks)
            self.write(block, self._params, BLOCK_FRAMES, length, lambda done, total: self.checkpoint())
            self.offer(length)

    def _masks(
        self,
        learner: Learner,
        dictionaries: Dictionaries,
        song: FloatArray,
        step: Callable[[int, int], bool] | None = None,
    ) -> _Masks:
        """Return masks for the frames of ``song``."""
        used = [number for number, one in enumerate(dictionaries) if one is not None]
        columns = [one for one in dictionaries if one is not None]
        played = learner.activations(song, columns, self._allowed[used, : len(song)], step)
        return _Masks(dict(zip(used, zip(columns, played, strict=True), strict=True)), len(dictionaries))

    def _tell_trying(self, part: float) -> None:
        self.report(_TRYING, part)

    def _step(self, share: Share) -> Callable[[int, int], bool]:
        def step(done: int, total: int) -> bool:
            self.report(share, done / total if total else 1.0)
            # what is kept of a run that was stopped is nothing without this, and it is soon done
            return False

        return step

    def _may_sound(self) -> NDArray[np.bool_]:
        """Return where no source is known to be silent, (sources, frames)."""
        annotation = self.request.annotation
        allowed = np.ones((len(annotation.sources), self._frames), bool)
        for row, source in zip(allowed, annotation.sources, strict=True):
            for first, stop in labelled_spans(annotation, source.id, ActivityState.SILENT, self._params):
                row[max(0, first) : max(0, stop)] = False
        return allowed

    def _spectrogram(self, frames: int) -> FloatArray:
        """Return the magnitudes of the first frames."""
        song = scratch_array((frames, self._params.bins))
        for first in range(0, frames, BLOCK_FRAMES):
            stop = min(first + BLOCK_FRAMES, frames)
            song[first:stop] = mean_magnitudes(stft_block(self.request.mixture.samples, self._params, first, stop))
            self.checkpoint()
        return song

    def _separator(self, masks: _Masks) -> Callable[[int, int, ComplexArray], ComplexArray]:
        def separate(first: int, stop: int, mixture: ComplexArray) -> ComplexArray:
            shares = masks(first, mean_magnitudes(mixture), self._allowed[:, first:stop])
            if self._regions.touches(first, stop):
                states = self._regions.states(first, stop)
                shares[states == EntryState.HELD] = 1.0
                shares[states == EntryState.ZERO] = 0.0
            return apply_masks(shares, mixture)

        return separate


class _Masks:
    """What every source gets of the song.

    Parameters
    ----------
    factors : dict of int to (ndarray (bins, d), ndarray (d, frames))
        Dictionary and activations by number of the source; sources without any share what the others leave.
    sources : int
    """

    def __init__(self, factors: dict[int, tuple[FloatArray, FloatArray]], sources: int) -> None:
        self._factors, self._sources = factors, sources

    def __call__(self, first: int, magnitudes: FloatArray, allowed: NDArray[np.bool_]) -> FloatArray:
        """Return masks (sources, frames, bins), 0 to 1, of frames from ``first`` on (the Wiener-type filter)."""
        masks = np.zeros((self._sources, *magnitudes.shape), np.float32)
        stop = first + len(magnitudes)
        for number, (dictionary, played) in self._factors.items():
            np.matmul(played[:, first:stop].T, dictionary.T, out=masks[number])
        rest = [number for number in range(self._sources) if number not in self._factors]
        total = masks.sum(axis=0)
        if rest:
            # projection only: they are explained as far as they can be, and what is left is nobody's but the others'
            np.maximum(total, magnitudes, out=total)
        masks /= total + _EPS
        if rest:
            shares = allowed[rest].astype(np.float32)
            shares /= np.maximum(shares.sum(axis=0), 1.0)
            left = 1.0 - masks.sum(axis=0)
            masks[rest] = shares[:, :, None] * left
        return masks
