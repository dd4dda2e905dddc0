"""Unrolled networks that learn from the song itself: untrained, unsupervised, semi-supervised.

Owns what of a song is learnt from: its mixture, and the frames in which one part is painted silent.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import torch

from core.engines.unrolled.lessons import dictionary_of
from core.engines.unrolled.network import Model, UnrolledNetwork
from core.engines.unrolled.parameters import UnrolledParameters
from core.engines.unrolled.streaming import RunningLevel
from core.engines.unrolled.training import Descent, Lessons, Regime, train
from core.factorization.robust_nmf import RobustWeights, multiplicative
from core.stft import FloatArray

# lambda and lambda* over the level of a song
WEIGHT, RANK_WEIGHT = 0.3, 0.3
_EXACT_WEIGHTS = RobustWeights(0.15, 1.0)
_EXACT_ITERATIONS = 50
_MOST_FRAMES = 10_000
_CHECKS = 0.1

Step = Callable[[int, float], bool]


def levelled(magnitudes: FloatArray, bins: int) -> FloatArray:
    """Return frames over the song's level as far as it was heard, as networks see them live, (frames, bins)."""
    spectra = np.zeros((len(magnitudes), bins), np.float32)
    seen = min(bins, magnitudes.shape[1])
    spectra[:, :seen] = magnitudes[:, :seen]
    level = RunningLevel(bins)
    for frame in spectra:
        loudness = level.follow(frame)
        frame *= np.float32(1.0 / loudness if loudness > 1e-9 else 0.0)
    return spectra


def song_network(
    spectra: FloatArray,
    voice_silent: np.ndarray,
    accompaniment_silent: np.ndarray,
    parameters: UnrolledParameters,
    start: UnrolledNetwork | None,
    step: Step,
    seed: int,
) -> UnrolledNetwork:
    """Return a network for one song.

    Parameters
    ----------
    spectra : ndarray (frames, bins), float32, >= 0
        As :func:`levelled` returns them; not empty.
    voice_silent, accompaniment_silent : ndarray (frames,), bool
        Where a part is known to be silent.
    parameters : UnrolledParameters
        With a ``training`` on the song.
    start : UnrolledNetwork or None
        What a semi-supervised training goes on from.
    step : callable
        Called with the steps done and the objective, no number before the first; true stops with the best so far.
    seed : int
    """
    model: Model = "rnmf" if parameters.variant == "nn-rnmf" else "rpca"
    chosen = np.sort(np.random.default_rng(seed).permutation(len(spectra))[:_MOST_FRAMES])
    mixture = spectra[chosen]
    network = start

    def solving(iteration: int, part: float) -> bool:
        return step(0, math.nan)

    if network is None:
        network = UnrolledNetwork(
            _dictionary(mixture, voice_silent[chosen], model, parameters.rank, seed, solving),
            model,
            parameters.layers,
            WEIGHT,
            RANK_WEIGHT,
        )
    if parameters.training == "untrained":
        return network
    lessons = Lessons(torch.from_numpy(mixture))
    if parameters.training == "semi-supervised":
        lessons = _isolated(mixture, voice_silent[chosen], accompaniment_silent[chosen], network, seed)
        if not len(lessons):
            return network
    order = torch.randperm(len(lessons), generator=torch.Generator().manual_seed(seed))
    # a song of one frame is checked by what it teaches
    count = max(1, round(_CHECKS * len(lessons))) if len(lessons) > 1 else 0
    descent = Descent(
        iterations=parameters.iterations,
        weight=WEIGHT,
        rank_weight=RANK_WEIGHT,
        dictionary_update=parameters.dictionary_update,
        seed=seed,
    )
    regime: Regime = "unsupervised" if parameters.training == "unsupervised" else "semi-supervised"
    return train(network, lessons.part(order[count:]), lessons.part(order[: count or 1]), regime, descent, step)


def _dictionary(mixture: FloatArray, silent: np.ndarray, model: Model, rank: int, seed: int, step: Step) -> FloatArray:
    """Return the atoms of a song's accompaniment: of the frames without a voice, or of the low-rank part of all."""
    if silent.sum() >= rank:
        return dictionary_of(mixture[silent], model, rank, seed, step)
    parts = multiplicative(mixture, _EXACT_WEIGHTS, rank, iterations=_EXACT_ITERATIONS, seed=seed, step=step)
    return dictionary_of(parts.low_rank, model, rank, seed, step)


def _isolated(
    mixture: FloatArray, voice_silent: np.ndarray, accompaniment_silent: np.ndarray, network: UnrolledNetwork, seed: int
) -> Lessons:
    """Return isolated frames of both parts, with zeros for the other (section 3.1 of the paper).

    A part that is nowhere alone is taken from what the network finds elsewhere: learning from one part alone would give
    everything to it.
    """
    accompaniment, voice = mixture[voice_silent], mixture[accompaniment_silent]
    with torch.inference_mode():
        found_music, found_voice = (
            np.abs(part.numpy()) for part in network(torch.from_numpy(mixture[~voice_silent & ~accompaniment_silent]))
        )
    share = found_voice / (found_voice + found_music + np.float32(1e-9))
    rest = mixture[~voice_silent & ~accompaniment_silent]
    if not len(voice):
        voice = share * rest
    if not len(accompaniment):
        accompaniment = (1 - share) * rest
    if not len(voice) or not len(accompaniment):
        return Lessons(torch.zeros(0, mixture.shape[1]))
    # as many of one as of the other
    generator = np.random.default_rng(seed)
    count = max(len(voice), len(accompaniment))
    voice, accompaniment = (
        part[np.concatenate([np.arange(len(part)), generator.integers(0, len(part), count - len(part))])]
        for part in (voice, accompaniment)
    )
    nothing = np.zeros_like(voice)
    parts = ((voice, accompaniment), (voice, nothing), (nothing, accompaniment))
    return Lessons(*(torch.from_numpy(np.concatenate(column)) for column in parts))
