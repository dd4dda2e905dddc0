"""Soft thresholding of singular values, the step that makes a matrix low-rank.

Owns how it is computed: from the Gram matrix of the shorter side, or, where few values are left and the matrix is
large, from a subspace that is refined from one call to the next.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.factorization.low_rank_parts import FloatArray

_SPARE = 10  # directions beyond the expected rank, which also tell when the rank has grown
_WORTH = 12  # a subspace pays where it is smaller than the shorter side by this factor
_BLOCK = 4096  # rows that are widened to float64 at a time


class SingularValueShrinkage:
    """Thresholds one matrix after the other, each near the last one.

    Parameters
    ----------
    partial : bool
        Whether a subspace may stand in for all singular values. It is the better the nearer successive matrices are,
        so that an iteration that converges ends at the exact result.
    """

    def __init__(self, partial: bool = True) -> None:
        self._partial = partial
        self._basis: NDArray[np.float32] | None = None
        self._rank = 0

    def __call__(self, matrix: FloatArray, threshold: float) -> tuple[FloatArray, int, float]:
        """Return the minimiser of ``threshold * nuclear norm + squared distance / 2``, its rank and nuclear norm.

        Parameters
        ----------
        matrix : ndarray (frames, bins), float32
        threshold : float, >= 0

        Returns
        -------
        low_rank : ndarray (frames, bins), float32
        rank : int
        nuclear_norm : float
        """
        if matrix.shape[0] < matrix.shape[1]:
            low_rank, rank, norm = self._tall(matrix.T, threshold)
            return np.ascontiguousarray(low_rank.T), rank, norm
        return self._tall(matrix, threshold)

    def _tall(self, matrix: FloatArray, threshold: float) -> tuple[FloatArray, int, float]:
        values, vectors = self._leading(matrix, threshold)
        kept = values > threshold
        values, directions = values[kept], vectors[:, kept]
        gains = ((values - threshold) / values).astype(np.float32)
        low_rank = ((matrix @ directions * gains) @ directions.T).astype(np.float32, copy=False)
        self._rank, self._basis = len(values), directions
        return low_rank, len(values), float((values - threshold).sum())

    def _leading(self, matrix: FloatArray, threshold: float) -> tuple[NDArray[np.float64], FloatArray]:
        """Return singular values, at least those above the threshold, and their right singular vectors."""
        side = matrix.shape[1]
        if self._partial and self._basis is not None and (self._rank + _SPARE) * _WORTH < side:
            found = self._from_subspace(matrix, self._basis)
            if found[0].min() <= threshold:
                return found
        squares, vectors = np.linalg.eigh(gram(matrix))
        return np.sqrt(np.maximum(squares, 0.0)), vectors.astype(np.float32)

    def _from_subspace(self, matrix: FloatArray, basis: FloatArray) -> tuple[NDArray[np.float64], FloatArray]:
        # fixed numbers: the same song gives the same result
        noise = np.random.default_rng(basis.shape[1]).standard_normal((basis.shape[0], _SPARE))
        start = np.hstack([basis, noise.astype(np.float32)])
        for _ in range(2):
            start = np.linalg.qr(matrix.T @ (matrix @ np.linalg.qr(start)[0]))[0]
        squares, turn = np.linalg.eigh(gram(matrix @ start))
        return np.sqrt(np.maximum(squares, 0.0)), start @ turn.astype(np.float32)


def gram(matrix: FloatArray) -> NDArray[np.float64]:
    """Return ``matrix.T @ matrix`` in float64, shape (columns, columns).

    In float32 singular values below 3e-4 of the largest would drown in rounding.
    """
    if len(matrix) <= _BLOCK:
        whole = matrix.astype(np.float64)
        product: NDArray[np.float64] = whole.T @ whole
        return product
    total = np.zeros((matrix.shape[1],) * 2)
    for first in range(0, len(matrix), _BLOCK):
        wide = matrix[first : first + _BLOCK].astype(np.float64)
        total += wide.T @ wide
    return total


def singular_values(matrix: FloatArray) -> NDArray[np.float64]:
    """Return the singular values, smallest first."""
    shorter = matrix.T if matrix.shape[0] < matrix.shape[1] else matrix
    values: NDArray[np.float64] = np.sqrt(np.maximum(np.linalg.eigvalsh(gram(shorter)), 0.0))
    return values
