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
from core.factorization.robust_nmf import RobustWeights, multiplicative
from core.stft import FloatArray, StftParams, stft

PARAMS = StftParams(16000, 1024, 256)
_DICTIONARY_FRAMES = 10_000
_DICTIONARY_ITERATIONS = 100


def lessons_of(pairs: Sequence[tuple[FloatArray, FloatArray]], frames: int, seed: int = 0) -> Lessons:
    """Return frames drawn at random from songs whose voice and accompaniment are known.

    Parameters
    ----------
    pairs : sequence of (ndarray, ndarray), (samples,) float32
        Voice and accompaniment at 16 kHz; the mixture is their sum.
    frames : int
        How many; all where there are fewer.
    seed : int
    """
    generator = np.random.default_rng(seed)
    wanted = frames / max(1, sum(PARAMS.frames(len(voice)) for voice, _ in pairs))
    chosen: list[tuple[FloatArray, ...]] = []
    for voice, accompaniment in pairs:
        spectra = [np.abs(stft(part[None], PARAMS)[0]) for part in (voice + accompaniment, voice, accompaniment)]
        level = np.sqrt(np.mean(np.square(spectra[0], dtype=np.float64)))
        if level > 0:
            count = len(spectra[0])
            rows = np.flatnonzero(generator.random(count) < 1.1 * wanted)
            chosen.append(tuple(part[rows] * np.float32(1 / level) for part in spectra))
    joined = [np.concatenate(parts) for parts in zip(*chosen, strict=True)]
    order = generator.permutation(len(joined[0]))[:frames]
    mixture, voices, accompaniments = (torch.from_numpy(part[order]) for part in joined)
    return Lessons(mixture, voices, accompaniments)


def dictionary_of(spectra: NDArray[np.floating], model: Model, rank: int, seed: int = 0) -> FloatArray:
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
    templates = multiplicative(some, plain, rank, iterations=_DICTIONARY_ITERATIONS, seed=seed).templates
    norms = np.linalg.norm(templates, axis=1, keepdims=True)
    return np.ascontiguousarray((templates / np.maximum(norms, 1e-12)).T)
