"""What a separation into a low-rank and a sparse part yields.

Owns the result that the exact solvers share and the way they are followed and stopped. Solves nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
BoolArray = NDArray[np.bool_]

Step = Callable[[int, float], bool]
"""Called after every iteration with its number (from 1) and the part of the way that is done (0 to 1, an estimate that
never falls); returning true stops the solver, which then gives what it has."""


@dataclass(frozen=True, eq=False)
class LowRankParts:
    """A spectrogram as a low-rank part and a sparse part.

    Attributes
    ----------
    low_rank, sparse : ndarray (frames, bins), float32
        The convex solvers leave small negative values in both.
    rank : int
        Of ``low_rank``, as the solver knows it.
    iterations : int
    change : float
        What the solver watches, relative to the spectrogram, in the last iteration.
    """

    low_rank: FloatArray
    sparse: FloatArray
    rank: int
    iterations: int
    change: float


def as_spectrogram(spectrogram: NDArray[np.floating], non_negative: bool = False) -> FloatArray:
    """Return a spectrogram as float32, rows contiguous; the argument itself where it is so already.

    Raises
    ------
    ValueError
        Where it is not a matrix, is empty, not finite or, where asked for, negative.
    """
    matrix = np.ascontiguousarray(spectrogram, np.float32)
    if matrix.ndim != 2 or not matrix.size:
        raise ValueError(f"a spectrogram has frames and bins, not the shape {matrix.shape}")
    if not np.isfinite(matrix.sum(dtype=np.float64)):
        raise ValueError("the spectrogram is not finite")
    if non_negative and matrix.min() < 0:
        raise ValueError("the spectrogram has negative magnitudes")
    return matrix


def as_held(held: NDArray[np.bool_] | None, frames: int) -> BoolArray | None:
    """Return the frames whose sparse part is held at zero; None where there are none.

    Raises
    ------
    ValueError
        Where there is not one entry per frame.
    """
    if held is None:
        return None
    mask = np.asarray(held, bool)
    if mask.shape != (frames,):
        raise ValueError(f"held has the shape {mask.shape}, not one entry for each of {frames} frames")
    return mask if mask.any() else None
