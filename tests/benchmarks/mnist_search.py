"""Figure 4: digit 1 with every other digit, little strong supervision, settings by random search.

Owns the random search of section 4.3 with the parameters of table 2 on digits: every method tries as many settings, and
takes those that separate the strongly supervised mixtures best, in cross-validation where it learns from them. Methods
share the draws they have in common, so that they differ by what they are and not by luck.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.factorization.adversarial_nmf.problem import TrainingData, TrainingSettings
from core.factorization.adversarial_nmf.training import learn
from tests.benchmarks.mnist import EVEN, Dictionaries, Digits, FloatArray, Mixed, drawn, score

STRONG, WEAK, TEST, COLUMNS, FOLDS = 250, 500, 1000, 64, 2
SEARCHED = ("ENMF", "NMF", "DNMF", "ANMF", "D+ANMF")


@dataclass(frozen=True, eq=False)
class Scarce:
    """Samples of two digits, a few mixtures of them with known parts, and mixtures to test with."""

    weak: tuple[FloatArray, ...]
    strong: Mixed
    test: Mixed


def scarce(digits: Digits, other: int, seed: int) -> Scarce:
    """Return the data of one digit beside digit 1; no image is both in a sample and in a mixture."""
    generator = np.random.default_rng((seed, other))
    weak, strong = [], []
    for digit in (1, other):
        images = digits.train[digit]
        order = generator.permutation(images.shape[1])
        weak.append(images[:, order[:WEAK]])
        strong.append(images[:, order[WEAK : WEAK + STRONG]])
    return Scarce(tuple(weak), Mixed(tuple(strong)), drawn(digits.test, (1, other), TEST, generator))


def drawn_settings(method: str, generator: np.random.Generator, seed: int) -> TrainingSettings:
    """Return random settings; every method draws all, so that the same trial has the same of them."""
    initialization = "exemplar" if generator.random() < 0.8 else "random"
    mu_h, mu_w = (float(10 ** generator.uniform(-10, low)) for low in (-6, -3))
    epochs, test_epochs = int(generator.integers(10, 101)), int(generator.integers(50, 151))
    batch_size = int(generator.choice([125, 250, 500]))
    tau_a, tau_s = float(generator.uniform(0.02, 0.3)), float(generator.uniform(0.05, 0.9))
    omega = None if generator.random() < 0.5 else float(generator.uniform(0.2, 1.0))
    return TrainingSettings(
        columns=COLUMNS,
        epochs=epochs,
        test_epochs=test_epochs,
        batch_size=batch_size,
        tau_a=tau_a if method in ("ANMF", "D+ANMF") else 0.0,
        tau_s={"DNMF": 1.0, "D+ANMF": tau_s}.get(method, 0.0),
        mu_h=mu_h,
        mu_w=mu_w,
        omega=omega,
        weights=EVEN,
        initialization="random" if initialization == "random" and method != "ENMF" else "exemplar",
        exemplar_only=method == "ENMF",
        seed=seed,
    )


def _learnt(data: Scarce, strong: Mixed, settings: TrainingSettings, initial: Dictionaries | None) -> Dictionaries:
    """Learn from the samples and the strong mixtures, whose parts are samples, too."""
    samples = tuple(np.concatenate(both, axis=1) for both in zip(data.weak, strong.sources, strict=True))
    return learn(TrainingData(samples, (), strong.mixed, strong.parts), settings, initial=initial)


def _validated(data: Scarce, settings: TrainingSettings, initial: Dictionaries | None) -> float:
    """Return how well settings do: on the mixtures that were left out, or on all where they teach no separation."""
    if settings.tau_s == 0:
        return score(data.strong, _learnt(data, data.strong, settings, initial), settings)
    found = []
    for fold in range(FOLDS):
        held = np.arange(STRONG) % FOLDS == fold
        dictionaries = _learnt(data, data.strong.at(np.flatnonzero(~held)), settings, initial)
        found.append(score(data.strong.at(np.flatnonzero(held)), dictionaries, settings))
    return float(np.mean(found))


def searched(data: Scarce, trials: int, seed: int, from_nmf: bool) -> Iterator[tuple[str, float, TrainingSettings]]:
    """Yield for every method the median PSNR on the test mixtures with its best settings, and those.

    ``from_nmf``: what is learnt with other terms begins with the dictionaries of the best NMF.
    """
    initial = None
    for method in SEARCHED:
        generator = np.random.default_rng((seed, 4))
        tried = [drawn_settings(method, generator, seed) for _ in range(trials)]
        started = initial if from_nmf and method not in ("ENMF", "NMF") else None
        best = max(tried, key=lambda settings, started=started: _validated(data, settings, started))
        dictionaries = _learnt(data, data.strong, best, started)
        if method == "NMF":
            initial = dictionaries
        yield method, score(data.test, dictionaries, best), best
