"""The rows of the exact solvers in Table 1 of Sprechmann, Bronstein & Sapiro 2012, on MIR-1K clips.

Owns which settings make a row, as published and as this program uses them. Prints nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.engines.low_rank.voice_mask import PUBLISHED, VoiceMask, voice_mask
from core.factorization.low_rank_parts import LowRankParts
from core.factorization.robust_nmf import RobustWeights, multiplicative
from core.factorization.robust_pca import augmented_lagrangian, proximal, pursuit_weight, stable_weights
from core.stft import FloatArray, StftParams, istft, stft
from tests.benchmarks.mir1k import HOP, RATE, WINDOW, Clip, Figures, figures, measure, mixture_sdr

PARAMS = StftParams(RATE, WINDOW, HOP)

Solver = Callable[[FloatArray], LowRankParts]


@dataclass(frozen=True)
class ExactSolver:
    """A way to the two parts of a magnitude spectrogram, and from them to the voice.

    Attributes
    ----------
    name : str
    paper_gnsdr : float
        In the paper's table, over 17 singers.
    solve : callable
        Magnitudes (frames, bins), to the parts.
    mask : VoiceMask
    """

    name: str
    paper_gnsdr: float
    solve: Solver
    mask: VoiceMask


@dataclass(frozen=True)
class ExactRow:
    """What a solver reached, and how long it took for how much sound."""

    solver: ExactSolver
    figures: Figures
    seconds: float
    audio_s: float


def admom(factor: float = 1.0, tolerance: float = 1e-3) -> Solver:
    """Return the solver of equation 1."""
    return lambda M: augmented_lagrangian(M, pursuit_weight(*M.shape, factor), tolerance=tolerance)


def stable(sigma: float = 0.1, tolerance: float = 2e-3, iterations: int = 60) -> Solver:
    """Return the solver of equation 3; ``sigma`` relative to the root mean square of the spectrogram."""

    def solve(M: FloatArray) -> LowRankParts:
        weights = stable_weights(M.shape[1], sigma)
        return proximal(M / rms(M), *weights, tolerance=tolerance, iterations=iterations)

    return solve


def robust_nmf(q: int = 20, sparse: float = 0.15, low_rank: float = 1.0, beta: float = 2.0) -> Solver:
    """Return the solver of equation 6; weights relative to the root mean square of the spectrogram."""
    weights = RobustWeights(sparse, low_rank, beta)
    return lambda M: multiplicative(M / rms(M), weights, q=q, iterations=100, tolerance=1e-3)


def rms(M: FloatArray) -> np.float32:
    """Return the root mean square of a spectrogram."""
    return np.float32(max(float(np.sqrt(np.mean(np.square(M, dtype=np.float64)))), 1e-12))


SOLVERS = (
    ExactSolver("ADMoM RPCA, binary mask as published", 5.00, admom(tolerance=1e-7), PUBLISHED),
    ExactSolver("ADMoM RPCA", 5.00, admom(), VoiceMask()),
    ExactSolver("Proximal RPCA", 5.48, stable(), VoiceMask()),
    ExactSolver("Multiplicative RNMF", 5.60, robust_nmf(), VoiceMask()),
)


def exact_rows(chosen: Sequence[Clip], solvers: Sequence[ExactSolver] = SOLVERS) -> Iterator[ExactRow]:
    """Separate every clip by every solver; a row as soon as its solver is through."""
    baselines = [mixture_sdr(clip) for clip in chosen]
    lengths = [len(clip.voice) for clip in chosen]
    for solver in solvers:
        measured, seconds = [], 0.0
        for clip, baseline in zip(chosen, baselines, strict=True):
            start = time.process_time()
            voice = separate(clip, solver)
            seconds += time.process_time() - start
            measured.append(measure(clip, voice, baseline))
        yield ExactRow(solver, figures(measured, lengths), seconds, sum(lengths) / RATE)


def separate(clip: Clip, solver: ExactSolver) -> FloatArray:
    """Return the voice of a clip, shape (samples,)."""
    mixture = stft(clip.mixture[None], PARAMS)
    parts = solver.solve(np.abs(mixture[0]))
    share = voice_mask(parts.low_rank, parts.sparse, PARAMS.frequencies_hz(), solver.mask)
    return istft(mixture * share, PARAMS, len(clip.voice))[0]
