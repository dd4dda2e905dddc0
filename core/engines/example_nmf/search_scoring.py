"""How well settings separate the held-back part of a fold.

Owns one training and one separation of it, and the score: SI-SDR, clip by clip, a weighted mean over the sources
(section 4.3). It is taken of spectra with their phases, which is that of the time signals but for frames that overlap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from core.engines.example_nmf.learning import Learner
from core.engines.example_nmf.parameters import ExampleNmfParameters
from core.engines.example_nmf.search_data import Fold, SearchTask
from core.stft import ComplexArray, FloatArray

Tell = Callable[[float], None]
"""Called with the share that is done; may raise to leave."""

_LEARNING = 0.9
_LIMIT_DB = 60.0


def score_of(fold: Fold, task: SearchTask, parameters: ExampleNmfParameters, seed: int, tell: Tell) -> float:
    """Learn from a fold and separate its held-back mixtures.

    Parameters
    ----------
    fold : Fold
    task : SearchTask
        Its weights count, and how long its song is.
    parameters : ExampleNmfParameters
    seed : int
        Of the learning.
    tell : callable

    Returns
    -------
    float
        SI-SDR in dB, mean of the clips and weighted mean of the sources.
    """
    song = fold.learning.mixed
    request = replace(task.request, parameters=parameters, seed=seed, previous=None)
    learner = Learner(request, task.params, fold.learning)
    allowed = np.ones((len(task.request.annotation.sources), len(song)), bool)

    def learning(part: float) -> bool:
        tell(_LEARNING * part)
        return False

    known = learner.learn(song, allowed, learning)
    # mu_H is multiplied with the number of frames (4.5): it shall mean in the song what it means here
    longer = max(1.0, len(task.material.mixed) / len(song))
    separating = replace(parameters, mu_h=parameters.mu_h * longer)
    learner = Learner(replace(request, parameters=separating), task.params, fold.learning)
    used = [number for number, one in enumerate(known) if one is not None]
    columns = [one for one in known if one is not None]
    magnitudes = np.abs(fold.mixed)
    allowed = np.ones((len(used), len(magnitudes)), bool)
    played = learner.activations(magnitudes, columns, allowed, _within(tell, _LEARNING, 1.0))
    tell(1.0)
    parts: list[FloatArray | None] = [None] * len(known)
    for number, dictionary, activity in zip(used, columns, played, strict=True):
        parts[number] = (dictionary @ activity).T
    return _score(fold, task.weights, _estimates(fold.mixed, magnitudes, parts))


def _estimates(mixed: ComplexArray, magnitudes: FloatArray, parts: list[FloatArray | None]) -> list[ComplexArray]:
    """Return every source with the phases of the mixture: by Wiener filters, or else what is explained and what not."""
    explained: FloatArray = np.add.reduce([part for part in parts if part is not None])
    # where a source has no dictionary what nothing explains is its part
    whole = explained if all(part is not None for part in parts) else np.maximum(explained, magnitudes)
    missing = sum(part is None for part in parts)
    found = [(whole - explained) / missing if part is None else part for part in parts]
    scale = mixed / np.maximum(whole, np.float32(1e-12))
    return [np.asarray(part * scale, np.complex64) for part in found]


def _score(fold: Fold, weights: tuple[float, ...], estimates: list[ComplexArray]) -> float:
    total = 0.0
    for weight, part, estimate in zip(weights, fold.parts, estimates, strict=True):
        if weight:
            clips = [_si_sdr_db(part[clip], estimate[clip]) for clip in fold.clips()]
            total += weight * float(np.mean(clips))
    return total


def _si_sdr_db(reference: ComplexArray, estimate: ComplexArray) -> float:
    """Return the scale-invariant SDR of one stretch, within what is worth telling apart."""
    power = float(np.vdot(reference, reference).real)
    scale = float(np.vdot(reference, estimate).real) / max(power, 1e-30)
    wanted = scale * scale * power
    wrong = float(np.square(np.abs(estimate - np.float32(scale) * reference)).sum())
    ratio_db = 10.0 * np.log10(max(wanted, 1e-30) / max(wrong, 1e-30))
    return float(np.clip(ratio_db, -_LIMIT_DB, _LIMIT_DB))


def _within(tell: Tell, first: float, last: float) -> Callable[[int, int], bool]:
    """Return a step of a training that tells its share of the whole; it never stops by itself."""

    def step(done: int, total: int) -> bool:
        tell(first + (last - first) * done / max(1, total))
        return False

    return step
