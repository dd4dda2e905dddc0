"""The robust projection of spectra onto given templates.

Owns algorithm 1 of Sprechmann, Bronstein & Sapiro 2012, the iteration that their networks unroll. Learns nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.factorization.low_rank_parts import FloatArray, Step, as_held, as_spectrogram


@dataclass(frozen=True, eq=False)
class Projection:
    """Spectra as a combination of templates plus a sparse part.

    Attributes
    ----------
    activations : ndarray (frames, q), float32, >= 0
    sparse : ndarray (frames, bins), float32, >= 0
    iterations : int
    change : float
        Of both in the last iteration, relative to the spectrogram.
    """

    activations: FloatArray
    sparse: FloatArray
    iterations: int
    change: float


def project(
    spectrogram: NDArray[np.floating],
    templates: NDArray[np.floating],
    sparse_weight: float,
    low_rank_weight: float,
    held: NDArray[np.bool_] | None = None,
    iterations: int = 200,
    tolerance: float = 1e-5,
    accelerated: bool = False,
    ridge_on_sparse: bool = False,
    step: Step | None = None,
) -> Projection:
    """Solve equation 8 for every frame by algorithm 1: ``min |x - U s - o|^2 / 2 + low_rank_weight |s|^2 / 2 + ...``.

    Parameters
    ----------
    spectrogram : ndarray (frames, bins), float, >= 0
    templates : ndarray (q, bins), float, >= 0
        The paper's U, transposed.
    sparse_weight : float, > 0
        The paper's lambda, of the sum of o.
    low_rank_weight : float, >= 0
        The paper's lambda*, of the squared norm of s, halved.
    held : ndarray (frames,), bool, or None
        Frames whose sparse part is held at zero.
    iterations : int
        At most; the layers of the network that does the same.
    tolerance : float, >= 0
        Ends where both parts move by less, relative to the spectrogram (Frobenius norms).
    accelerated : bool
        Nesterov's momentum (FISTA) instead of the plain iteration (ISTA).
    ridge_on_sparse : bool
        The paper's H has ``1 + lambda*`` in the block of o, which adds ``lambda* |o|^2 / 2`` to equation 8. True: so.
    step : callable or None

    Returns
    -------
    Projection

    Raises
    ------
    ValueError
        Where an argument does not fit.

    References
    ----------
    Sprechmann, Bronstein & Sapiro 2012, equation 8 and algorithm 1; Beck & Teboulle 2009.
    """
    X, U = as_spectrogram(spectrogram, non_negative=True), as_spectrogram(templates, non_negative=True)
    kept = as_held(held, len(X))
    if U.shape[1] != X.shape[1]:
        raise ValueError(f"the templates have {U.shape[1]} bins, the spectrogram {X.shape[1]}")
    if not sparse_weight > 0 or not low_rank_weight >= 0:
        raise ValueError(f"the weights must not be negative: {sparse_weight}, {low_rank_weight}")
    ridge, on_sparse = np.float32(low_rank_weight), np.float32(low_rank_weight if ridge_on_sparse else 0)
    # alpha: no less than the curvature, |[U^T I]|^2 and the ridge
    alpha = np.float32(step_weight(U, low_rank_weight))
    S, E = np.zeros((len(X), len(U)), np.float32), np.zeros_like(X)
    ahead_S, ahead_E, age, change, iteration = S, E, 1.0, 1.0, 0
    norm = max(float(np.linalg.norm(X)), 1e-30)
    for iteration in range(1, iterations + 1):
        error = X - ahead_S @ U - ahead_E
        moved_S = np.maximum(ahead_S + (error @ U.T - ridge * ahead_S) / alpha, 0)
        moved_E = np.maximum(ahead_E + (error - on_sparse * ahead_E - np.float32(sparse_weight)) / alpha, 0)
        if kept is not None:
            moved_E[kept] = 0
        step_S, step_E = moved_S - S, moved_E - E
        change = math.hypot(float(np.linalg.norm(step_S @ U)), float(np.linalg.norm(step_E))) / norm
        S, E, before = moved_S, moved_E, age
        if accelerated:
            age = (1 + math.sqrt(1 + 4 * age * age)) / 2
        momentum = np.float32((before - 1) / age)
        ahead_S, ahead_E = S + momentum * step_S, E + momentum * step_E
        if (step is not None and step(iteration, iteration / iterations)) or change < tolerance:
            break
    return Projection(S, E, iteration, change)


def step_weight(templates: NDArray[np.floating], low_rank_weight: float) -> float:
    """Return the paper's alpha, the least that is sure to converge: ``|U|_2^2 + 1 + lambda*``."""
    wide = np.asarray(templates, np.float64)
    return float(np.linalg.eigvalsh(wide @ wide.T)[-1]) + 1 + low_rank_weight


def projection_objective(
    spectrogram: NDArray[np.floating],
    templates: NDArray[np.floating],
    parts: Projection,
    sparse_weight: float,
    low_rank_weight: float,
) -> float:
    """Return the objective of equation 8, summed over the frames, in float64."""
    error = np.asarray(spectrogram, np.float64) - parts.activations.astype(np.float64) @ templates - parts.sparse
    ridge = low_rank_weight * float(np.square(parts.activations, dtype=np.float64).sum())
    return (float(np.square(error).sum()) + ridge) / 2 + sparse_weight * float(parts.sparse.sum(dtype=np.float64))
