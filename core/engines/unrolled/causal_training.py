"""Training the causal network on pairs of voice and accompaniment.

Owns how examples are drawn and varied, the objective, and the steps, which can be interrupted and taken up again.
Knows no data set.
"""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soxr
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.engines.unrolled.causal import CausalNetwork
from core.engines.unrolled.causal_weights import CausalConfig
from core.errors import EngineError

FloatArray = NDArray[np.float32]
Pair = tuple[FloatArray, FloatArray]
Draw = Callable[[np.random.Generator], Pair]

RATE = 16000
_WINDOW, _HOP = 1024, 256
_WARM_UP = 50
_EQ_POINTS = 6
# an example that is almost right teaches nothing more: -30 dB
_FLOOR = 1e-3


@dataclass(frozen=True)
class TrainingSettings:
    """How the network learns.

    Attributes
    ----------
    config : CausalConfig
    steps, batch, frames : int
        Steps of ADAM, examples of each, frames (16 ms) of an example.
    learning_rate : float
        Of the first steps; falls to almost nothing along a cosine.
    stretch : float
        Voice and accompaniment are resampled by a factor of up to ``exp(stretch)`` either way, each by its own.
    gain_db, equaliser_db : float
        Standard deviation of the voice's level over the accompaniment's, and of both their spectra's bends.
    silent_share, second_share : float
        Of the examples without a voice, and of those with two accompaniments.
    average : float
        What the average of the weights, which is the result, keeps of itself in a step.
    """

    config: CausalConfig = CausalConfig()  # noqa: RUF009
    steps: int = 4000
    batch: int = 8
    frames: int = 128
    learning_rate: float = 2e-3
    stretch: float = 0.15
    gain_db: float = 3.0
    equaliser_db: float = 2.0
    silent_share: float = 0.03
    second_share: float = 0.15
    average: float = 0.995


def train(
    pairs: Sequence[Pair] | Draw,
    settings: TrainingSettings | None = None,
    step: Callable[[CausalTraining], bool] | None = None,
    seed: int = 0,
    checkpoint: Path | None = None,
    checkpoint_steps: int = 200,
    start: CausalNetwork | None = None,
) -> CausalNetwork:
    """Return a network that has learnt to tell voices from accompaniments.

    Parameters
    ----------
    pairs : sequence of (voice, accompaniment), or callable
        Both float32, mono, 16 kHz, of any lengths and levels; or what draws such a pair. The voice of one is mixed with
        the accompaniment of another.
    settings : TrainingSettings, optional
    step : callable, optional
        Called after every step with the training; True ends it.
    seed : int
        The same network comes of the same seed, interrupted or not, on one thread.
    checkpoint : Path, optional
        Where the training is stored every ``checkpoint_steps`` and taken up from where it exists.
    start : CausalNetwork, optional
        Whose weights the training goes on from; default: random ones.

    Raises
    ------
    EngineError
        There is nothing to learn from, or the checkpoint is of other settings.
    """
    training = CausalTraining(pairs, settings or TrainingSettings(), seed, start)
    if checkpoint is not None and checkpoint.exists():
        training.resume(checkpoint)
    while training.done < training.settings.steps:
        training.step()
        if checkpoint is not None and training.done % checkpoint_steps == 0:
            training.store(checkpoint)
        if step is not None and step(training):
            break
    return training.average.eval()


class CausalTraining:
    """A network in training.

    Attributes
    ----------
    network, average : CausalNetwork
        That learns, and the running mean of its weights: the result.
    done : int
        Steps taken.
    loss : float
        Of the last step: the logarithm (base 10) of what is wrong, over the quieter part's energy.
    """

    def __init__(
        self,
        pairs: Sequence[Pair] | Draw,
        settings: TrainingSettings,
        seed: int = 0,
        start: CausalNetwork | None = None,
    ) -> None:
        self.settings, self._seed = settings, seed
        self._draw = pairs if callable(pairs) else _uniform(pairs)
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            self.network = CausalNetwork(settings.config)
        if start is not None:
            if start.config != settings.config:
                raise EngineError("the network to start from has layers of other sizes; give its own sizes")
            self.network.load_state_dict(start.state_dict())
        self.average = CausalNetwork(settings.config)
        self.average.load_state_dict(self.network.state_dict())
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._optimiser = torch.optim.AdamW(self.network.parameters(), settings.learning_rate, (0.9, 0.98))
        self.done, self.loss = 0, math.nan

    def step(self) -> None:
        """Take one step of ADAM."""
        settings = self.settings
        share = self.done / settings.steps
        rate = settings.learning_rate * min(1.0, (self.done + 1) / _WARM_UP)
        for group in self._optimiser.param_groups:
            group["lr"] = rate * (0.01 + 0.5 + 0.5 * math.cos(math.pi * share))
        voice, accompaniment = examples(self._draw, settings, np.random.default_rng((self._seed, self.done)))
        self.network.train()
        mixture = voice + accompaniment
        with _fast_products():
            masks = self.network(mixture.abs())[0]
        loss = objective(masks, voice, accompaniment)
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._optimiser.step()
        self.done += 1
        self.loss = float(loss.detach())
        self._follow()

    @torch.no_grad()
    def _follow(self) -> None:
        keep = min(self.settings.average, self.done / (self.done + 10.0))
        for mean, value in zip(self.average.state_dict().values(), self.network.state_dict().values(), strict=True):
            if mean.is_floating_point():
                mean.lerp_(value, 1.0 - keep)
            else:
                mean.copy_(value)

    def store(self, path: Path) -> None:
        """Write all that :meth:`resume` needs; the file is whole at any moment."""
        state = {
            "settings": asdict(self.settings), "seed": self._seed, "done": self.done,
            "network": self.network.state_dict(), "average": self.average.state_dict(),
            "optimiser": self._optimiser.state_dict(),
        }  # fmt: skip
        partial = path.with_name(path.name + ".part")
        torch.save(state, partial)
        os.replace(partial, path)

    def resume(self, path: Path) -> None:
        """Go on from a file of :meth:`store`; raises EngineError where it is of another training."""
        try:
            state: dict[str, Any] = torch.load(path, weights_only=True)
            same = state["settings"] == asdict(self.settings) and state["seed"] == self._seed
        except Exception as err:
            raise EngineError(f"{path.name}: no checkpoint of a training; remove it and start anew") from err
        if not same:
            raise EngineError(f"{path.name}: a checkpoint of other settings; remove it or name another file")
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self._optimiser.load_state_dict(state["optimiser"])
        self.done = state["done"]


def objective(masks: Tensor, voice: Tensor, accompaniment: Tensor) -> Tensor:
    """Return the mean over examples of log10(error / quieter part), of complex spectra (examples, frames, bins).

    What is wrong in the voice is wrong in the accompaniment too, with the other sign: one error says all.
    """
    mixture = voice + accompaniment
    error = (masks * mixture - voice).abs().square().sum((1, 2))
    parts = torch.minimum(voice.abs().square().sum((1, 2)), accompaniment.abs().square().sum((1, 2)))
    scale = parts + _FLOOR * mixture.abs().square().sum((1, 2)) + 1e-12
    return torch.log10(error / scale + _FLOOR).mean()


def examples(draw: Draw, settings: TrainingSettings, generator: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Return the spectra of varied voices and accompaniments, both (batch, frames, bins), complex."""
    samples = (settings.frames - 1) * _HOP
    pairs = [_example(draw, settings, generator, samples) for _ in range(settings.batch)]
    bins = settings.config.bins
    voice, accompaniment = (
        _spectra(np.stack(parts))[:, :, :bins] * _bends(generator, settings.batch, bins, settings.equaliser_db)
        for parts in zip(*pairs, strict=True)
    )
    return voice, accompaniment


def _uniform(pairs: Sequence[Pair]) -> Draw:
    if not pairs:
        raise EngineError("there is no voice and no accompaniment to learn from; give at least one pair")

    def draw(generator: np.random.Generator) -> Pair:
        return pairs[int(generator.integers(len(pairs)))]

    return draw


def _example(draw: Draw, settings: TrainingSettings, generator: np.random.Generator, samples: int) -> Pair:
    voice = _excerpt(draw(generator)[0], settings, generator, samples)
    accompaniment = _excerpt(draw(generator)[1], settings, generator, samples)
    if generator.random() < settings.second_share:
        second = _excerpt(draw(generator)[1], settings, generator, samples)
        both: FloatArray = accompaniment + second * np.float32(generator.uniform(0.3, 1.0))
        accompaniment = both / np.float32(1.2)
    gain = 10 ** (generator.normal(0.0, settings.gain_db) / 20) * generator.choice([-1.0, 1.0])
    gain = 0.0 if generator.random() < settings.silent_share else gain
    return voice * np.float32(gain), accompaniment


def _excerpt(sound: FloatArray, settings: TrainingSettings, generator: np.random.Generator, samples: int) -> FloatArray:
    """Return a random excerpt at a random pitch, of the level that the whole has one of 1 with."""
    level = float(np.sqrt(np.mean(np.square(sound, dtype=np.float64)))) if sound.size else 0.0
    ratio = math.exp(generator.uniform(-settings.stretch, settings.stretch))
    length = int(samples * ratio) + 64
    start = int(generator.integers(max(1, len(sound) - length)))
    excerpt: FloatArray = sound[start : start + length] / np.float32(max(level, 1e-9))
    if settings.stretch > 0:
        excerpt = soxr.resample(excerpt, RATE * ratio, RATE, quality="LQ").astype(np.float32, copy=False)
    result = np.zeros(samples, np.float32)
    result[: min(len(excerpt), samples)] = excerpt[:samples]
    return result


def _spectra(sounds: FloatArray) -> Tensor:
    spectra = torch.stft(
        torch.from_numpy(sounds), _WINDOW, _HOP, window=torch.hann_window(_WINDOW), pad_mode="constant",
        return_complex=True,
    )  # fmt: skip
    return spectra.transpose(1, 2)


def _bends(generator: np.random.Generator, count: int, bins: int, deviation_db: float) -> Tensor:
    """Return gains (count, 1, bins) that change smoothly with the logarithm of frequency."""
    points = np.linspace(0.0, 1.0, _EQ_POINTS)
    places = np.log1p(np.arange(bins) / 8.0) / math.log1p((bins - 1) / 8.0)
    gains = [np.interp(places, points, generator.normal(0.0, deviation_db, _EQ_POINTS)) for _ in range(count)]
    return torch.from_numpy((10 ** (np.stack(gains) / 20)).astype(np.float32))[:, None]


@contextlib.contextmanager
def _fast_products() -> Iterator[None]:
    """Take products of matrices in 16 bits where the processor is made for that: 2 to 4 times as fast."""
    supported = getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)
    with torch.autocast("cpu", torch.bfloat16, enabled=bool(supported())):
        yield
