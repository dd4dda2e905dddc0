"""Robust non-negative matrix factorisation: non-negative low-rank part plus non-negative sparse part.

Owns equation 6 of Sprechmann, Bronstein & Sapiro 2012 by multiplicative updates, for beta-divergences too. Knows frames
and bins, and nothing of voices.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.factorization.low_rank_parts import BoolArray, FloatArray, LowRankParts, Step, as_held, as_spectrogram

_EPS = np.float32(1e-12)
_FLOOR_BELOW_MEAN = 1e-6  # of the model: keeps divisions and logarithms of silence finite


@dataclass(frozen=True, eq=False)
class RobustFactors(LowRankParts):
    """The parts with the factors of the low-rank one.

    Attributes
    ----------
    templates : ndarray (q, bins), float32, >= 0
        The paper's U, transposed.
    activations : ndarray (frames, q), float32, >= 0
        The paper's S, transposed; their product is ``low_rank``.
    """

    templates: FloatArray
    activations: FloatArray


@dataclass(frozen=True)
class RobustWeights:
    """Weights of equation 6, in units of the spectrogram.

    Attributes
    ----------
    sparse : float, > 0
        The paper's lambda. Infinite: no sparse part, which is plain NMF.
    low_rank : float, >= 0
        The paper's lambda*, of the squared norms of both factors.
    beta : float, 0 to 2
        Of the divergence: 2 squared error (halved; the paper's), 1 Kullback-Leibler, 0 Itakura-Saito.
    """

    sparse: float
    low_rank: float
    beta: float = 2.0

    def __post_init__(self) -> None:
        if not self.sparse > 0:
            raise ValueError(f"the weight of the sparse part must be more than 0, not {self.sparse}")
        if not (self.low_rank >= 0 and math.isfinite(self.low_rank)):
            raise ValueError(f"the weight of the low-rank part must be 0 or more, not {self.low_rank}")
        if not 0 <= self.beta <= 2:
            raise ValueError(f"beta must be 0 to 2, not {self.beta}")


def multiplicative(
    spectrogram: NDArray[np.floating],
    weights: RobustWeights,
    q: int = 20,
    held: NDArray[np.bool_] | None = None,
    templates: NDArray[np.floating] | None = None,
    learn_templates: bool = True,
    iterations: int = 200,
    tolerance: float = 1e-4,
    seed: int = 0,
    step: Step | None = None,
) -> RobustFactors:
    """Solve equation 6 by multiplicative updates: activations, templates (equation 10), sparse part.

    The objective (:func:`robust_objective`) never rises. For the squared error the sparse part is the exact soft
    threshold. For the others, all three are updated with the exponents that make an update a minorisation step: the
    quadratic penalty takes ``1 / (3 - beta)`` instead of the usual 1. Norms are balanced between the factors.

    Parameters
    ----------
    spectrogram : ndarray (frames, bins), float, >= 0
        X, in the units of the weights.
    weights : RobustWeights
    q : int
        Bound of the rank; the number of ``templates`` where they are given.
    held : ndarray (frames,), bool, or None
        Frames whose sparse part is held at zero: they teach the templates.
    templates : ndarray (q, bins), float, >= 0, or None
        To start from; None: random ones.
    learn_templates : bool
    iterations : int
        At most.
    tolerance : float, >= 0
        Ends where the model moves by less, relative to the spectrogram (Frobenius norms), per iteration.
    seed : int
        Of the start.
    step : callable or None

    Returns
    -------
    RobustFactors

    Raises
    ------
    ValueError
        Where an argument does not fit.

    References
    ----------
    Sprechmann, Bronstein & Sapiro 2012, equations 6 and 10; Fevotte & Idier 2011, table 2 (exponents).
    """
    X, kept = as_spectrogram(spectrogram, non_negative=True), as_held(held, len(spectrogram))
    state = _State.start(X, weights, kept, q, templates, seed)
    norm = max(float(np.linalg.norm(X)), 1e-30)
    before, change, done, iteration = state.low_rank.copy(), 1.0, 0.0, 0
    for iteration in range(1, iterations + 1):
        state.update_activations()
        if learn_templates:
            state.update_templates()
            state.balance()
        state.update_sparse()
        np.subtract(state.low_rank, before, out=before)
        change = float(np.linalg.norm(before)) / norm
        before[:] = state.low_rank
        near = math.log(min(1.0, max(change, tolerance))) / math.log(tolerance) if 0 < tolerance < 1 else 0.0
        done = min(1.0, max(done, near, iteration / iterations))
        if (step is not None and step(iteration, done)) or change < tolerance:
            break
    rank = int((state.U.any(axis=1) & state.S.any(axis=0)).sum())
    return RobustFactors(state.low_rank, state.O, rank, iteration, change, state.U, state.S)


def robust_objective(
    spectrogram: NDArray[np.floating], factors: RobustFactors, weights: RobustWeights, floor: float | None = None
) -> float:
    """Return the objective of equation 6, in float64, with the divergence of ``weights.beta``.

    ``floor`` is added to spectrogram and model; None: the solver's own for beta < 2 (a millionth of the mean).
    """
    X = np.asarray(spectrogram, np.float64)
    floor = (0.0 if weights.beta == 2 else _FLOOR_BELOW_MEAN * float(X.mean())) if floor is None else floor
    model = factors.activations.astype(np.float64) @ factors.templates + factors.sparse + floor
    norms = sum(float(np.square(part, dtype=np.float64).sum()) for part in (factors.templates, factors.activations))
    sparse = float(factors.sparse.sum(dtype=np.float64))
    penalty = weights.low_rank / 2 * norms + (weights.sparse * sparse if sparse else 0.0)
    return _divergence(X + floor, model, weights.beta) + penalty


def _divergence(X: NDArray[np.float64], M: NDArray[np.float64], beta: float) -> float:
    if beta == 2:
        return float(np.square(X - M).sum()) / 2
    if beta == 1:
        return float((X * np.log(X / M) - X + M).sum())
    if beta == 0:
        return float((X / M - np.log(X / M) - 1).sum())
    terms = X**beta + (beta - 1) * M**beta - beta * X * M ** (beta - 1)
    return float(terms.sum()) / (beta * (beta - 1))


class _State:
    """The factors while they are learnt, S (frames, q), U (q, bins), O (frames, bins), and their product."""

    def __init__(
        self, X: FloatArray, weights: RobustWeights, held: BoolArray | None, U: FloatArray, S: FloatArray
    ) -> None:
        self.X, self.U, self.S = X, U, S
        self._weights, self._held = weights, held
        self._quadratic = weights.beta == 2.0
        # silence alone: any floor whose square is a float32
        self._floor = np.float32(_FLOOR_BELOW_MEAN * float(X.mean(dtype=np.float64)) or 1e-9)
        self.low_rank = S @ U
        self.O = np.maximum(X - self.low_rank, 0)
        if math.isinf(weights.sparse):
            self.O[:] = 0
        elif not self._quadratic:
            # a zero stays a zero
            self.O += self._floor
        if held is not None:
            self.O[held] = 0
        if self._quadratic:
            self.update_sparse()

    @classmethod
    def start(
        cls,
        X: FloatArray,
        weights: RobustWeights,
        held: BoolArray | None,
        q: int,
        templates: NDArray[np.floating] | None,
        seed: int,
    ) -> _State:
        random = np.random.default_rng(seed)
        if templates is None:
            if q < 1:
                raise ValueError(f"q must be 1 or more, not {q}")
            U = (0.5 + random.random((q, X.shape[1]), np.float32)) * np.sqrt(X.mean(axis=0) / q)
        else:
            U = as_spectrogram(templates, non_negative=True).copy()
            if U.shape[1] != X.shape[1]:
                raise ValueError(f"the templates have {U.shape[1]} bins, the spectrogram {X.shape[1]}")
        level = float(X.mean(dtype=np.float64)) / max(float(U.sum(axis=0, dtype=np.float64).mean()), 1e-30)
        S = (0.5 + random.random((len(X), len(U)), np.float32)) * np.float32(level)
        return cls(X, weights, held, U.astype(np.float32), S)

    def update_activations(self) -> None:
        above, below = self._gradient()
        lowering = self.S @ (self.U @ self.U.T) if below is None else below @ self.U.T
        self.S *= self._step(above @ self.U.T, lowering, self.S)
        self.low_rank = self.S @ self.U

    def update_templates(self) -> None:
        above, below = self._gradient()
        lowering = (self.S.T @ self.S) @ self.U if below is None else self.S.T @ below
        self.U *= self._step(self.S.T @ above, lowering, self.U)
        self.low_rank = self.S @ self.U

    def balance(self) -> None:
        """Give both factors of every component the same norm, the least penalty for the same product."""
        if self._weights.low_rank:
            ratios = np.linalg.norm(self.S, axis=0) / np.maximum(np.linalg.norm(self.U, axis=1), _EPS)
            scale = np.sqrt(np.where(ratios > 0, ratios, 1)).astype(np.float32)
            self.S /= scale
            self.U *= scale[:, None]
            self.low_rank = self.S @ self.U

    def update_sparse(self) -> None:
        if math.isinf(self._weights.sparse):
            return
        if self._quadratic:
            np.subtract(self.X, self.low_rank, out=self.O)
            self.O -= np.float32(self._weights.sparse)
            np.maximum(self.O, 0, out=self.O)
        else:
            above, below = self._gradient()
            assert below is not None
            below += np.float32(self._weights.sparse)
            self.O *= (above / below) ** np.float32(1 / max(1.0, 2 - self._weights.beta))
        if self._held is not None:
            self.O[self._held] = 0

    def _gradient(self) -> tuple[FloatArray, FloatArray | None]:
        """Return the two parts of the gradient in the model, the one that raises it and the one that lowers it.

        For the squared error the sparse part goes over to the first (equation 10), which needs no model at all.
        """
        if self._quadratic:
            return self.X - self.O, None
        model = self.low_rank + self.O
        model += self._floor
        beta = np.float32(self._weights.beta)
        power: FloatArray = model ** (beta - 2) if beta else np.float32(1) / np.square(model)
        return (self.X + self._floor) * power, model * power

    def _step(self, above: NDArray[np.floating], below: NDArray[np.floating], factor: FloatArray) -> FloatArray:
        weight, beta = self._weights.low_rank, self._weights.beta
        ratio = above / (below + np.float32(weight) * factor + _EPS)
        exponent = 1 / (3 - beta) if weight else 1 / max(1.0, 2 - beta)
        return (ratio if exponent == 1 else ratio ** np.float32(exponent)).astype(np.float32, copy=False)
