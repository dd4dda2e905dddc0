"""From sound to what unrolled networks learn from: frames of voice and accompaniment, and a dictionary.

Owns the level at which frames are meant and which of them are taken.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from core.engines.unrolled.network import Model
from core.engines.unrolled.training import Lessons
from core.factorization.low_rank_parts import Step
from core.factorization.robust_nmf import RobustWeights, multiplicative
from core.stft import ComplexArray, FloatArray, StftParams, stft

PARAMS = StftParams(16000, 1024, 256)
_DICTIONARY_FRAMES = 10_000
_DICTIONARY_ITERATIONS = 100


def lessons_of(
    pairs: Sequence[tuple[FloatArray, FloatArray]],
    frames: int,
    seed: int = 0,
    mixed: bool = False,
    gain_db: float = 3.0,
) -> Lessons:
    """Return frames drawn at random from songs whose voice and accompaniment are known.

    Parameters
    ----------
    pairs : sequence of (ndarray, ndarray), (samples,) float32
        Voice and accompaniment at 16 kHz; the mixture is their sum.
    frames : int
        How many; all where there are fewer.
    seed : int
    mixed : bool
        Half of the frames get the accompaniment of another frame, of any song: a network without memory may learn from
        what never sounded together.
    gain_db : float
        Deviation of the voice's level where they are mixed.
    """
    generator = np.random.default_rng(seed)
    wanted = frames / max(1, sum(PARAMS.frames(len(voice)) for voice, _ in pairs))
    chosen: list[tuple[ComplexArray, ComplexArray]] = []
    for voice, accompaniment in pairs:
        voices, others = (stft(part[None], PARAMS)[0] for part in (voice, accompaniment))
        level = np.sqrt(np.mean(np.square(np.abs(voices + others), dtype=np.float64)))
        if level > 0:
            rows = np.flatnonzero(generator.random(len(voices)) < 1.1 * wanted)
            chosen.append((voices[rows] / np.float32(level), others[rows] / np.float32(level)))
    voices, others = (np.concatenate(parts) for parts in zip(*chosen, strict=True))
    order = generator.permutation(len(voices))[:frames]
    voices, others = voices[order], others[order]
    if mixed:
        # the order is one of chance already
        half = len(order) // 2
        others[:half] = np.roll(others[:half], 1, axis=0)
        voices *= (10 ** (generator.normal(0, gain_db / 20, len(order)))).astype(np.float32)[:, None]
    mixture = voices + others
    heard = np.abs(mixture)
    in_phase = (voices * mixture.conj()).real / np.maximum(heard, 1e-9)
    return Lessons(*(torch.from_numpy(part) for part in (heard, np.abs(voices), np.abs(others), in_phase)))


def dictionary_of(
    spectra: NDArray[np.floating], model: Model, rank: int, seed: int = 0, step: Step | None = None
) -> FloatArray:
    """Return the atoms that an accompaniment is made of.

    By singular vectors for robust PCA and by non-negative factorisation for robust NMF, both of unit norm (section 3.1
    of the paper).

    Parameters
    ----------
    spectra : ndarray (frames, bins), >= 0
    model : {"rpca", "rnmf"}
    rank : int
        q; fewer where there are fewer frames or bins.
    seed : int
    step : callable or None
        Follows a factorisation, and may stop it.

    Returns
    -------
    ndarray (bins, q), float32
    """
    some = np.asarray(spectra[:_DICTIONARY_FRAMES], np.float32)
    rank = min(rank, *some.shape)
    if model == "rpca":
        _, vectors = np.linalg.eigh((some.T @ some).astype(np.float64))
        return np.ascontiguousarray(vectors[:, ::-1][:, :rank], np.float32)
    plain = RobustWeights(float("inf"), 0.0)
    templates = multiplicative(some, plain, rank, iterations=_DICTIONARY_ITERATIONS, seed=seed, step=step).templates
    norms = np.linalg.norm(templates, axis=1, keepdims=True)
    return np.ascontiguousarray((templates / np.maximum(norms, 1e-12)).T)
