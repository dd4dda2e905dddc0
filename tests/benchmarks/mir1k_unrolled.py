"""The unrolled networks on the MIR-1K clips: their rows of Table 1 of the paper, and its Figure 2.

Owns what is taught to which network. Called by bench_mir1k; the clips may not be passed on, nor what learnt from them.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import torch

from core.engines.unrolled.lessons import PARAMS, dictionary_of, lessons_of
from core.engines.unrolled.network import Model, UnrolledNetwork
from core.engines.unrolled.training import Descent, Lessons, Regime, train
from core.stft import istft, stft
from tests.benchmarks.mir1k import Clip, Figures, figures, measure, mixture_sdr

FRAMES = 10_000
MANY_FRAMES = 60_000
# lambda and lambda* over the level of a clip, chosen on clips for training
WEIGHT, RANK_WEIGHT = 0.3, 0.3
BINS_BELOW_100_HZ = 7


@dataclass(frozen=True)
class Row:
    """A way to come by a network.

    Attributes
    ----------
    name : str
    model : {"rpca", "rnmf"}
    regime : str
        ``untrained`` or one of :data:`core.engines.unrolled.training.Regime`.
    descent : Descent
    mixed : bool
        Learn from many frames that are mixed anew rather than from the paper's 10,000.
    layers, rank : int
        T and q.
    """

    name: str
    model: Model
    regime: Regime | str
    descent: Descent = Descent(weight=WEIGHT, rank_weight=RANK_WEIGHT)  # noqa: RUF009
    mixed: bool = False
    layers: int = 10
    rank: int = 20


def rows(iterations: int) -> list[Row]:
    """Return the rows of Table 1, and below them the same networks with an objective of our own."""
    plain = Descent(iterations=iterations, weight=WEIGHT, rank_weight=RANK_WEIGHT)
    updated = replace(plain, dictionary_update=True)
    found = []
    models: tuple[tuple[str, Model], ...] = (("NN RPCA", "rpca"), ("NN RNMF", "rnmf"))
    for title, model in models:
        found += [
            Row(f"{title} untrained", model, "untrained"),
            Row(f"{title} unsupervised", model, "unsupervised", plain),
            Row(f"{title} supervised", model, "supervised", plain),
            Row(f"{title} dict. update", model, "supervised", updated),
            Row(f"{title} masked", model, "supervised", replace(updated, objective="masked"), mixed=True),
        ]
    return found


class Teacher:
    """The clips for training and what is made of them once."""

    def __init__(self, known: Sequence[Clip], seed: int = 0) -> None:
        self._pairs = [(clip.voice, clip.accompaniment) for clip in known]
        self._seed = seed

    @functools.cache  # noqa: B019 - there is one teacher
    def lessons(self, mixed: bool) -> tuple[Lessons, Lessons]:
        """Return frames to learn from, and as many others, at most 10,000, to check with."""
        frames = MANY_FRAMES if mixed else FRAMES
        found = lessons_of(self._pairs, frames + FRAMES, self._seed, mixed)
        return found.part(slice(FRAMES, None)), found.part(slice(0, FRAMES))

    @functools.cache  # noqa: B019
    def dictionary(self, model: Model, rank: int) -> np.ndarray:
        """Return the atoms of the clean accompaniments, (bins, rank)."""
        accompaniment = self.lessons(False)[0].accompaniment
        assert accompaniment is not None
        return dictionary_of(accompaniment.numpy(), model, rank, self._seed)

    def network(self, row: Row) -> UnrolledNetwork:
        """Return the network of a row."""
        dictionary = self.dictionary(row.model, row.rank)
        network = UnrolledNetwork(dictionary, row.model, row.layers, WEIGHT, RANK_WEIGHT)
        if row.regime != "untrained":
            lessons, checks = self.lessons(row.mixed)
            train(network, lessons, checks, row.regime, row.descent, lambda done, loss: False)  # type: ignore[arg-type]
        return network


def separated(
    network: UnrolledNetwork, known: Sequence[Clip], exponent: float = 1.0, high_pass: bool = True
) -> Figures:
    """Return how well a network tells the voice of clips, by a soft mask on the mixture."""
    found = []
    for clip in known:
        mixture = stft(clip.mixture[None], PARAMS)[0]
        magnitudes = np.abs(mixture)
        level = np.sqrt(np.mean(np.square(magnitudes, dtype=np.float64)))
        with torch.inference_mode():
            parts = network(torch.from_numpy(magnitudes / np.float32(level)))
        music, voice = (part.abs().numpy() for part in parts)
        mask = voice / (voice + music + 1e-12)
        mask[:, :BINS_BELOW_100_HZ] = 0.0
        estimate = istft((mask * mixture)[None], PARAMS, len(clip.voice))[0]
        found.append(measure(clip, estimate, _baseline(clip)))
    return figures(found, [len(clip.voice) for clip in known])


@functools.cache
def _baseline(clip: Clip) -> float:
    return mixture_sdr(clip)
