"""Robust principal component analysis: a spectrogram as a low-rank matrix plus a sparse one.

Owns the exact solvers of the two convex problems of Sprechmann, Bronstein & Sapiro 2012: equation 1 (both parts sum to
the spectrogram) and equation 3 (a remainder is left). Knows frames and bins, and nothing of voices.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from core.factorization.low_rank_parts import BoolArray, FloatArray, LowRankParts, Step, as_held, as_spectrogram
from core.factorization.singular_values import SingularValueShrinkage, singular_values

_PENALTY = 1.25  # of the augmented Lagrangian at the start, over the largest singular value (Lin et al. 2010)
_GREATEST_PENALTY = 1e7  # times the first one


def pursuit_weight(frames: int, bins: int, factor: float = 1.0) -> float:
    """Return the weight of the sparse part in equation 1, ``factor / sqrt(max(frames, bins))``."""
    return factor / math.sqrt(max(frames, bins))


def stable_weights(bins: int, sigma: float = 0.3, as_printed: bool = False) -> tuple[float, float]:
    """Return the weights of the sparse and of the low-rank part in equation 3 (section 4).

    Parameters
    ----------
    bins : int
        The paper's n.
    sigma : float, > 0
        Deviation of the noise, in units of the spectrogram.
    as_printed : bool
        The paper prints ``lambda = sqrt(2 n) sigma`` for the sparse part and ``lambda* = sqrt(2) sigma`` for the
        low-rank part, which leaves no sparse part at all; false exchanges the two, as in the source that it names
        (their ratio is then that of equation 1, ``1 / sqrt(n)``).

    Returns
    -------
    sparse_weight, low_rank_weight : float
    """
    large, small = math.sqrt(2 * bins) * sigma, math.sqrt(2) * sigma
    return (large, small) if as_printed else (small, large)


def augmented_lagrangian(
    spectrogram: NDArray[np.floating],
    weight: float | None = None,
    held: NDArray[np.bool_] | None = None,
    tolerance: float = 1e-5,
    iterations: int = 200,
    growth: float = 1.5,
    step: Step | None = None,
) -> LowRankParts:
    """Solve equation 1 by the inexact augmented Lagrangian (ADMoM): ``min |L|_* + weight |O|_1`` with ``X = L + O``.

    Six matrices of the size of the spectrogram are in memory: 250 MB for 5 minutes of 513 bins.

    Parameters
    ----------
    spectrogram : ndarray (frames, bins), float, usually >= 0
        X, in any units: the parts scale with it.
    weight : float or None, > 0
        None: ``pursuit_weight`` of the shape, the paper's choice.
    held : ndarray (frames,), bool, or None
        Frames whose sparse part is held at zero: there the low-rank part is the spectrogram.
    tolerance : float, > 0
        Ends where the remainder is this small, relative to the spectrogram (Frobenius norms).
    iterations : int
        At most.
    growth : float, > 1
        Of the penalty per iteration; 1.5 as published. A smaller one comes nearer to the optimum in more iterations.
    step : callable or None

    Returns
    -------
    LowRankParts
        ``change`` is the remainder.

    Raises
    ------
    ValueError
        Where an argument does not fit.

    References
    ----------
    Sprechmann, Bronstein & Sapiro 2012, equation 1; Lin, Chen & Ma 2010, algorithm 5.
    """
    X, kept = as_spectrogram(spectrogram), as_held(held, len(spectrogram))
    weight = pursuit_weight(*X.shape) if weight is None else weight
    _require_positive(weight=weight, tolerance=tolerance)
    if growth <= 1:
        raise ValueError(f"growth must be more than 1, not {growth}")
    norm, largest = float(np.linalg.norm(X)), float(singular_values(X)[-1])
    E, L = np.zeros_like(X), np.zeros_like(X)
    if not norm:
        return LowRankParts(L, E, 0, 0, 0.0)
    shrink, rank, change, progress = SingularValueShrinkage(), 0, 1.0, _Progress(tolerance, iterations)
    penalty = _PENALTY / largest
    greatest = penalty * _GREATEST_PENALTY
    Y = X / np.float32(max(largest, float(np.abs(X).max()) / weight))
    iteration = 0
    for iteration in range(1, iterations + 1):
        Y /= np.float32(penalty)
        np.subtract(X, L, out=E)
        E += Y
        _shrink_entries(E, weight / penalty, kept)
        L = X - E
        L += Y
        L, rank, _ = shrink(L, 1 / penalty)
        # the multiplier's step: Y / penalty + (X - L - E)
        remainder = X - L
        remainder -= E
        Y += remainder
        Y *= np.float32(penalty)
        change = float(np.linalg.norm(remainder)) / norm
        penalty = min(penalty * growth, greatest)
        if (step is not None and step(iteration, progress(iteration, change))) or change < tolerance:
            break
    return LowRankParts(L, E, rank, iteration, change)


def proximal(
    spectrogram: NDArray[np.floating],
    sparse_weight: float,
    low_rank_weight: float,
    held: NDArray[np.bool_] | None = None,
    tolerance: float = 1e-4,
    iterations: int = 300,
    continuation: bool = True,
    accelerated: bool = True,
    step: Step | None = None,
) -> LowRankParts:
    """Solve equation 3 by a proximal method: ``min |X - L - O|^2 / 2 + low_rank_weight |L|_* + sparse_weight |O|_1``.

    For a given L the best O is a soft threshold, so that a smooth function of L alone (Huber's) and the nuclear norm
    remain: a proximal step of length 1 instead of the 1/2 of both together. Nesterov's momentum starts anew where it
    points uphill. Five matrices of the size of the spectrogram are in memory.

    Parameters
    ----------
    spectrogram : ndarray (frames, bins), float, usually >= 0
        X, in the units of the weights.
    sparse_weight, low_rank_weight : float, > 0
        The paper's lambda and lambda*; see :func:`stable_weights`.
    held : ndarray (frames,), bool, or None
        Frames whose sparse part is held at zero: they belong to the low-rank part and the remainder.
    tolerance : float, > 0
        Ends where L moves by less, relative to the spectrogram (Frobenius norms).
    iterations : int
        At most.
    continuation : bool
        Come from greater weights, which keeps the rank of the early steps low.
    accelerated : bool
        False: no momentum.
    step : callable or None

    Returns
    -------
    LowRankParts

    Raises
    ------
    ValueError
        Where an argument does not fit.

    References
    ----------
    Sprechmann, Bronstein & Sapiro 2012, equation 3; Beck & Teboulle 2009; O'Donoghue & Candes 2015 (restart).
    """
    X, kept = as_spectrogram(spectrogram), as_held(held, len(spectrogram))
    _require_positive(sparse_weight=sparse_weight, low_rank_weight=low_rank_weight, tolerance=tolerance)
    norm = float(np.linalg.norm(X))
    L, E = np.zeros_like(X), np.zeros_like(X)
    if not norm:
        return LowRankParts(L, E, 0, 0, 0.0)
    shrink, progress = SingularValueShrinkage(), _Progress(tolerance, iterations)
    scale = max(1.0, 0.5 * float(singular_values(X)[-1]) / low_rank_weight) if continuation else 1.0
    ahead, age, rank, change, iteration = L, 1.0, 0, 1.0, 0
    for iteration in range(1, iterations + 1):
        np.subtract(X, ahead, out=E)
        _shrink_entries(E, scale * sparse_weight, kept)
        moved, rank, _ = shrink(X - E, scale * low_rank_weight)
        difference = moved - L
        change = float(np.linalg.norm(difference)) / norm
        uphill = accelerated and float(np.vdot(ahead - moved, difference)) > 0
        L, settled = moved, scale == 1.0 and change < tolerance
        age, before = (1.0, 1.0) if uphill or not accelerated else ((1 + math.sqrt(1 + 4 * age * age)) / 2, age)
        difference *= np.float32((before - 1) / age)
        ahead = np.add(L, difference, out=difference)
        scale = max(1.0, 0.6 * scale)
        if (step is not None and step(iteration, progress(iteration, change))) or settled:
            break
    np.subtract(X, L, out=E)
    _shrink_entries(E, sparse_weight, kept)
    return LowRankParts(L, E, rank, iteration, change)


def pursuit_objective(parts: LowRankParts, weight: float) -> float:
    """Return the objective of equation 1, ``|L|_* + weight |O|_1``; it counts only where both parts sum to X."""
    return float(singular_values(parts.low_rank).sum()) + weight * float(np.abs(parts.sparse).sum(dtype=np.float64))


def stable_objective(
    spectrogram: NDArray[np.floating], parts: LowRankParts, sparse_weight: float, low_rank_weight: float
) -> float:
    """Return the objective of equation 3."""
    remainder = np.asarray(spectrogram, np.float32) - parts.low_rank - parts.sparse
    error = float(np.square(remainder, dtype=np.float64).sum())
    nuclear = float(singular_values(parts.low_rank).sum())
    return error / 2 + low_rank_weight * nuclear + sparse_weight * float(np.abs(parts.sparse).sum(dtype=np.float64))


def stable_gap(
    spectrogram: NDArray[np.floating],
    parts: LowRankParts,
    sparse_weight: float,
    low_rank_weight: float,
    held: NDArray[np.bool_] | None = None,
) -> float:
    """Return how far the objective of equation 3 is from its minimum at most, relative to itself (the duality gap).

    The remainder, scaled into the dual's constraints (no entry above ``sparse_weight`` outside the held frames, no
    singular value above ``low_rank_weight``), gives a lower bound.
    """
    X = np.asarray(spectrogram, np.float32)
    R = X - parts.low_rank - parts.sparse
    free = R if held is None else R[~np.asarray(held, bool)]
    entries = float(np.abs(free).max(initial=0.0)) / sparse_weight
    R = R / np.float32(max(1.0, entries, float(singular_values(R)[-1]) / low_rank_weight))
    bound = float(np.vdot(R.astype(np.float64), X)) - float(np.square(R, dtype=np.float64).sum()) / 2
    objective = stable_objective(X, parts, sparse_weight, low_rank_weight)
    return (objective - bound) / max(objective, 1e-30)


class _Progress:
    """Part of the way to a tolerance that is neared by a constant factor per iteration, or of the iterations."""

    def __init__(self, tolerance: float, iterations: int) -> None:
        self._tolerance, self._iterations = tolerance, iterations
        self._done = 0.0

    def __call__(self, iteration: int, change: float) -> float:
        near = math.log(min(1.0, max(change, self._tolerance))) / math.log(min(self._tolerance, 0.5))
        self._done = min(1.0, max(self._done, near, iteration / self._iterations))
        return self._done


def _shrink_entries(matrix: FloatArray, threshold: float, held: BoolArray | None) -> None:
    """Soft-threshold every entry in place; the held frames become zero."""
    # x - clip(x) is the soft threshold, without a matrix of signs
    for first in range(0, len(matrix), 1024):
        rows = matrix[first : first + 1024]
        rows -= np.clip(rows, np.float32(-threshold), np.float32(threshold))
    if held is not None:
        matrix[held] = 0


def _require_positive(**values: float) -> None:
    for name, value in values.items():
        if not value > 0:
            raise ValueError(f"{name} must be more than 0, not {value}")
