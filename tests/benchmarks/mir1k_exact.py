"""The rows of the exact solvers in Table 1 of Sprechmann, Bronstein & Sapiro 2012, on MIR-1K clips.

Owns which settings make a row, as published and as this program uses them. Prints nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.engines.low_rank.voice_mask import BEST, COMPRESSION, PUBLISHED, SOFT, VoiceMask, tonal_share, voice_mask
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
    tonal : bool
        Whether drums are taken from the voice.
    """

    name: str
    paper_gnsdr: float
    solve: Solver
    mask: VoiceMask
    tonal: bool = False


@dataclass(frozen=True)
class ExactRow:
    """What a solver reached, and how long it took for how much sound."""

    solver: ExactSolver
    figures: Figures
    seconds: float
    audio_s: float


def admom(factor: float = 1.0, tolerance: float = 1e-3, exponent: float = 1.0) -> Solver:
    """Return the solver of equation 1, for magnitudes raised to ``exponent``."""

    def solve(M: FloatArray) -> LowRankParts:
        weight = pursuit_weight(*M.shape, factor)
        return augmented_lagrangian(M ** np.float32(exponent), weight, tolerance=tolerance)

    return solve


def stable(sigma: float = 0.1, factor: float = 1.0, exponent: float = 1.0) -> Solver:
    """Return the solver of equation 3, for magnitudes of root mean square 1, raised to ``exponent``."""

    def solve(M: FloatArray) -> LowRankParts:
        sparse, low_rank = stable_weights(M.shape[1], sigma)
        levelled = (M / rms(M)) ** np.float32(exponent)
        return proximal(levelled, factor * sparse, low_rank, tolerance=2e-3, iterations=60)

    return solve


def robust_nmf(weights: RobustWeights, q: int = 20, iterations: int = 50, exponent: float = 1.0) -> Solver:
    """Return the solver of equation 6, levelled like that of equation 3."""
    return lambda M: multiplicative(
        (M / rms(M)) ** np.float32(exponent), weights, q=q, iterations=iterations, tolerance=1e-4
    )


def rms(M: FloatArray) -> np.float32:
    """Return the root mean square of a spectrogram."""
    return np.float32(max(float(np.sqrt(np.mean(np.square(M, dtype=np.float64)))), 1e-12))


SOLVERS = (
    ExactSolver("ADMoM RPCA, published", 5.00, admom(tolerance=1e-7), PUBLISHED),
    ExactSolver("ADMoM RPCA, soft mask, high-pass", 5.00, admom(), SOFT),
    ExactSolver("ADMoM RPCA, best", 5.00, admom(0.6, exponent=COMPRESSION), BEST, tonal=True),
    ExactSolver("Proximal RPCA, published", 5.48, stable(), PUBLISHED),
    ExactSolver("Proximal RPCA, soft mask, high-pass", 5.48, stable(), SOFT),
    ExactSolver("Proximal RPCA, best", 5.48, stable(factor=0.6, exponent=COMPRESSION), BEST, tonal=True),
    ExactSolver("Multiplicative RNMF, published", 5.60, robust_nmf(RobustWeights(0.15, 1.0)), PUBLISHED),
    ExactSolver("Multiplicative RNMF, soft mask, high-pass", 5.60, robust_nmf(RobustWeights(0.15, 1.0)), SOFT),
    ExactSolver(
        "Multiplicative RNMF, best", 5.60, robust_nmf(RobustWeights(0.2, 1.0), exponent=COMPRESSION), BEST, tonal=True
    ),
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
    magnitudes = np.abs(mixture[0])
    parts = solver.solve(magnitudes)
    share = voice_mask(parts.low_rank, parts.sparse, PARAMS.frequencies_hz(), solver.mask)
    if solver.tonal:
        share *= tonal_share(magnitudes)
    return istft(mixture * share, PARAMS, len(clip.voice))[0]
