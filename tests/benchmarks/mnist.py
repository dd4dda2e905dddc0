"""Mixed MNIST digits as the paper mixes them, and how well they are taken apart again.

Owns the drawing of digits, the methods of table 1 as settings, and the PSNR (Ludvigsen & Grasmair, section 5.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.factorization.adversarial_nmf.problem import TrainingData, TrainingSettings
from core.factorization.adversarial_nmf.separation import explain, wiener
from core.factorization.adversarial_nmf.training import learn

FloatArray = NDArray[np.float32]
Dictionaries = Sequence[FloatArray | None]

PIXELS = 28 * 28
EVEN = (0.5, 0.5)
# section 5.1 leaves these to the supplementary material
DATA_RICH = TrainingSettings(epochs=100, test_epochs=100, batch_size=500, mu_h=1e-6, mu_w=1e-8, weights=EVEN)


@dataclass(frozen=True, eq=False)
class Mixed:
    """Mixtures with what they are made of.

    Attributes
    ----------
    sources : tuple of ndarray (784, N), float32, 0 to 1
        u_i, before they are weighted.
    weights : tuple of float
        a_i.
    """

    sources: tuple[FloatArray, ...]
    weights: tuple[float, ...] = EVEN

    @property
    def parts(self) -> tuple[FloatArray, ...]:
        """What the mixtures are the sum of, a_i u_i."""
        return tuple(np.float32(a) * u for a, u in zip(self.weights, self.sources, strict=True))

    @property
    def mixed(self) -> FloatArray:
        """The mixtures v, (784, N)."""
        return np.sum(self.parts, axis=0, dtype=np.float32)

    def at(self, columns: NDArray[np.int64]) -> Mixed:
        """Return some of the mixtures."""
        return Mixed(tuple(one[:, columns] for one in self.sources), self.weights)


@dataclass(frozen=True, eq=False)
class Digits:
    """Images to learn from and to test with, (784, count) for every digit."""

    train: dict[int, FloatArray]
    test: dict[int, FloatArray]


def read_digits(folder: Path) -> Digits:
    """Return the digits of shared/data."""
    with np.load(folder / "mnist/mnist_subset.npz") as held:
        both = []
        for kind in ("train", "test"):
            images, labels = held[f"{kind}_images"], held[f"{kind}_labels"]
            pixels = images.reshape(-1, PIXELS).T.astype(np.float32) / np.float32(255)
            both.append({digit: np.ascontiguousarray(pixels[:, labels == digit]) for digit in range(10)})
    return Digits(*both)


def drawn(images: dict[int, FloatArray], pair: tuple[int, int], count: int, generator: np.random.Generator) -> Mixed:
    """Return mixtures of two digits, the images of each drawn with repetition."""
    return Mixed(tuple(images[k][:, generator.integers(images[k].shape[1], size=count)] for k in pair))


METHODS: dict[str, dict[str, float | bool]] = {
    "ENMF": {"exemplar_only": True},
    "NMF": {},
    "DNMF": {"tau_s": 1.0},
    "ANMF": {"tau_a": 0.1},
}


def learnt(
    method: str, train: Mixed, settings: TrainingSettings, seed: int, initial: Dictionaries | None = None
) -> Dictionaries:
    """Return the dictionaries of a method of the experiment that is rich in data: all learn from the same mixtures."""
    data = TrainingData(train.sources, (), train.mixed, train.parts)
    return learn(data, replace(settings, seed=seed, **METHODS.get(method, {})), initial=initial)


def separated(mixed: Mixed, dictionaries: Dictionaries, settings: TrainingSettings) -> tuple[FloatArray, ...]:
    """Return the parts of mixtures by equation 2.5 and the Wiener filter."""
    known = [one for one in dictionaries if one is not None]
    return wiener(mixed.mixed, explain(mixed.mixed, known, settings))


def psnr(truth: Mixed, parts: Sequence[FloatArray]) -> NDArray[np.float64]:
    """Return the PSNR of every mixture in dB, the mean over its sources.

    A part divided by its weight is held against the image as it was before it was weighted; the peak is 1, white.
    """
    errors = [
        np.mean(np.square(part / np.float32(a) - u, dtype=np.float64), axis=0)
        for part, u, a in zip(parts, truth.sources, truth.weights, strict=True)
    ]
    return np.asarray(np.mean([-10 * np.log10(np.maximum(one, 1e-12)) for one in errors], axis=0))


def score(test: Mixed, dictionaries: Dictionaries, settings: TrainingSettings) -> float:
    """Return the median PSNR over mixtures."""
    return float(np.median(psnr(test, separated(test, dictionaries, settings))))
