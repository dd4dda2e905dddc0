"""How well settings separate the held-back part of a fold.

Owns one training and one separation of it, and the score: SI-SDR, clip by clip, a weighted mean over the sources
(section 4.3). It is taken of spectra with their phases, which is that of the time signals but for frames that overlap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from core.engines.example_nmf.search_data import Fold, SearchMaterial, Spectra
from core.factorization.adversarial_nmf.problem import TrainingSettings
from core.stft import FloatArray

Tell = Callable[[float], None]
"""Called with the share that is done; may raise to leave."""

_LEARNING, _MISSING = 0.7, 0.9
_LIMIT_DB = 60.0


def score_of(
    fold: Fold,
    material: SearchMaterial,
    settings: TrainingSettings,
    projection_only: bool,
    tell: Tell,
) -> float:
    """Learn from a fold and separate its held-back mixtures.

    Parameters
    ----------
    fold : Fold
    material : SearchMaterial
        Its weights count, and how long its song is.
    settings : TrainingSettings
    projection_only : bool
        Nothing is learnt for a missing source: the others are what their dictionaries alone explain.
    tell : callable

    Returns
    -------
    float
        SI-SDR in dB, mean of the clips and weighted mean of the sources.
    """
    # torch takes its time, which whoever only reads a state has not
    from core.factorization.adversarial_nmf.separation import explain, learn_missing
    from core.factorization.adversarial_nmf.training import learn

    known = learn(fold.learning, settings, _within(tell, 0.0, _LEARNING))
    magnitudes = np.abs(fold.mixed)
    song = material.data.mixed
    longer = song.shape[1] / magnitudes.shape[1] if song is not None and song.shape[1] else 1.0
    # mu_H is multiplied with the number of columns (4.5): in the song it shall mean the same
    separating = replace(settings, mu_h=settings.mu_h * longer)
    present = [one for one in known if one is not None]
    if len(present) < len(known) and not projection_only:
        found = learn_missing(magnitudes, present, separating, _within(tell, _LEARNING, _MISSING))
        known = tuple(found if one is None else one for one in known)
        present = [one for one in known if one is not None]
    explained = iter(explain(magnitudes, present, separating, _within(tell, _MISSING, 1.0)))
    parts = [None if one is None else next(explained) for one in known]
    tell(1.0)
    return _score(fold, material.weights, _estimates(fold.mixed, magnitudes, parts))


def _estimates(mixed: Spectra, magnitudes: FloatArray, parts: list[FloatArray | None]) -> list[Spectra]:
    """Return every source with the phases of the mixture: by Wiener filters, or else what is explained and what not."""
    explained: FloatArray = np.add.reduce([part for part in parts if part is not None])
    # where a source has no dictionary what nothing explains is its part
    whole = explained if all(part is not None for part in parts) else np.maximum(explained, magnitudes)
    missing = sum(part is None for part in parts)
    found = [(whole - explained) / missing if part is None else part for part in parts]
    scale = mixed / np.maximum(whole, np.float32(1e-12))
    return [np.asarray(part * scale, np.complex64) for part in found]


def _score(fold: Fold, weights: tuple[float, ...], estimates: list[Spectra]) -> float:
    total = 0.0
    for weight, part, estimate in zip(weights, fold.parts, estimates, strict=True):
        if weight:
            clips = [_si_sdr_db(part[:, clip], estimate[:, clip]) for clip in fold.clips()]
            total += weight * float(np.mean(clips))
    return total


def _si_sdr_db(reference: Spectra, estimate: Spectra) -> float:
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
