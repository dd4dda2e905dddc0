"""How long a run of example-nmf will take and how much memory it will need, without touching the song."""

from __future__ import annotations

from dataclasses import dataclass

from core.compute import job_threads
from core.engines.base import Estimate, SeparationRequest
from core.engines.example_nmf.material import most_frames
from core.engines.example_nmf.parameters import ExampleNmfParameters
from core.engines.example_nmf.setting import setting_of
from core.scratch import bytes_in_memory
from core.stft import StftParams

# operations per second and core in training, where products are of 16 bits if the processor can, and in the rest
_TRAINED_PER_S, _OTHERS_PER_S = 8e10, 5e10
# start of the libraries, a million entries of a channel's spectrogram read or written
_START_S = 1.0
_READ_S, _RENDER_S = 0.02, 0.035
_BASE_BYTES = 80 * 2**20
# of the frames of training data: what products take beside them, and what is made on the way to them
_IN_TERMS, _ON_THE_WAY = 0.75, 2.5


@dataclass(frozen=True)
class _Sizes:
    """Frames that are learnt from: of examples, of everything that others are, and of the song; and how often."""

    sources: int
    heard: float
    avoided: float
    song: int
    part: int
    mixed: int
    known: int
    rounds: int
    tries: bool
    is_adversarial: bool

    @property
    def found(self) -> float:
        """Frames of all sources after the first round."""
        return self.heard + self.sources * self.part if self.rounds > 1 else self.heard

    def rows(self, again: bool) -> float:
        """Return how many frames all terms of a round have."""
        if again:
            others = (self.sources - 1) * self.found + self.avoided
            return self.found + (others if self.is_adversarial else 0.0)
        begins = self.rounds > 1 and self.known == self.sources
        others = (self.known - 1) * self.heard + self.avoided + self.known * self.mixed
        return self.heard + (others if self.is_adversarial and not begins else 0.0)


def estimate(request: SeparationRequest) -> Estimate:
    """Return what a run will take; within a factor of two or three."""
    parameters: ExampleNmfParameters = request.parameters
    mixture = request.mixture
    params = StftParams.for_rate(mixture.rate, parameters.window_ms / 1000)
    sizes = _sizes(request, params)
    entries = sizes.song * params.bins / 1e6 * mixture.channels
    seconds = _START_S + _learning_s(sizes, params.bins, parameters) / job_threads()
    seconds += entries * (2 * _READ_S + _RENDER_S * (sizes.sources + 1))
    return Estimate(seconds, _memory(sizes, request, params.bins))


def _sizes(request: SeparationRequest, params: StftParams) -> _Sizes:
    parameters: ExampleNmfParameters = request.parameters
    mixture = request.mixture
    setting = setting_of(request.annotation, mixture.rate, mixture.length, parameters.variant)
    sources = max(1, len(setting.sources))
    frames, most = params.frames(mixture.length), most_frames(params.bins, sources)
    heard = [min(one.alone_s / params.hop_s, most) for one in setting.sources]
    longest = max(heard, default=0.0) / max(1, frames)
    tries = not setting.missing and parameters.tries_rounds(longest)
    return _Sizes(
        sources=sources,
        heard=sum(heard),
        avoided=sum(min(one.not_s / params.hop_s, most) for one in setting.sources),
        song=frames,
        part=min(frames, most),
        mixed=min(frames, most_frames(params.bins, 1)),
        known=sum(one.is_known and not one.has_dictionary for one in setting.sources),
        rounds=2 if tries else parameters.learning_rounds(bool(setting.missing), longest),
        tries=tries,
        is_adversarial=parameters.variant in ("best", "adversarial", "discriminative-adversarial"),
    )


def _learning_s(sizes: _Sizes, bins: int, parameters: ExampleNmfParameters) -> float:
    """Return the seconds that one core needs for all products."""
    together = sizes.sources * parameters.columns
    epochs = parameters.learning_epochs
    # activations of all rows are updated, and gradients taken of as many rows as the examples have, twice
    trained = sizes.rows(False) + 2 * sizes.heard
    trained += (sizes.rounds - 1) * (sizes.rows(True) + 2 * sizes.found)
    if sizes.tries:
        # two folds, three times learnt from half of the examples and mixtures of the rest
        trained += 3 * (sizes.sources + 2) * sizes.heard
    trained *= 0.0 if parameters.variant == "exemplar" else 2.0 * bins * parameters.columns * epochs
    explained = 2.0 * together * (bins + parameters.test_epochs * together)
    others = explained * (sizes.song + (sizes.rounds - 1) * sizes.part)
    if sizes.known < sizes.sources and not parameters.projection_only:
        others += 2.0 * bins * together * 2 * sizes.part * epochs
    return trained / _TRAINED_PER_S + others / _OTHERS_PER_S


def _memory(sizes: _Sizes, request: SeparationRequest, bins: int) -> int:
    parameters: ExampleNmfParameters = request.parameters
    mixture = request.mixture
    # what was heard lies there as it was, and at one level
    frames = 2.0 * (sizes.heard + sizes.avoided + sizes.mixed) + sizes.song
    first = _IN_TERMS * sizes.rows(False)
    if sizes.rounds > 1:
        frames += sizes.found
        again = _IN_TERMS * sizes.rows(True) + 2 * sizes.found
        frames += max(first, again, _ON_THE_WAY * sizes.found)
    else:
        frames += first
    together = sizes.sources * parameters.columns
    stems = (sizes.sources + 1) * bytes_in_memory(4 * mixture.channels * mixture.length)
    return _BASE_BYTES + int(4 * bins * frames) + 12 * sizes.song * together + stems
