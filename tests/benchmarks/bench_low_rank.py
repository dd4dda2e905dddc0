"""The exact low-rank solvers against each other on the same matrices: objective, rank, sparsity, time.

Run by hand: ``python tests/benchmarks/bench_low_rank.py [--data FOLDER] [--seconds 20]``; without ``--data`` (a folder
of MIR-1K clips) the demo song is taken. Every block of the table is one problem: equation 1, equation 3, equation 6,
with what plain float64 code of the textbook needs for it. tensorly's robust PCA joins in where it is installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import soundfile

from core.factorization.low_rank_parts import LowRankParts
from core.factorization.robust_nmf import RobustFactors, RobustWeights, multiplicative, robust_objective
from core.factorization.robust_pca import (
    augmented_lagrangian,
    proximal,
    pursuit_objective,
    pursuit_weight,
    stable_gap,
    stable_objective,
    stable_weights,
)
from core.factorization.singular_values import singular_values
from core.stft import FloatArray, StftParams, stft
from resources import demo_song

Case = tuple[str, Callable[[], LowRankParts]]


def spectrogram(data: Path | None, seconds: float) -> FloatArray:
    """Return magnitudes (frames, bins) with a root mean square of 1: the demo song, or clips one after the other."""
    pieces, left, rate = [], seconds, 0
    for path in [demo_song()] if data is None else sorted(data.glob("*.flac")):
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True, frames=-1)
        pieces.append(samples.mean(axis=1)[: int(left * rate)])
        left -= len(pieces[-1]) / rate
        if left <= 0:
            break
    M = np.abs(stft(np.concatenate(pieces)[None], StftParams.for_rate(rate, 0.064))[0])
    return M / np.float32(np.sqrt(np.mean(np.square(M))))


def plain_pursuit(M: FloatArray, weight: float, tolerance: float = 1e-7) -> LowRankParts:
    """Equation 1 in float64 by a full decomposition per iteration (Lin et al. 2010, algorithm 5, as published)."""
    X = M.astype(np.float64)
    largest = np.linalg.norm(X, 2)
    Y, L, E, penalty, rank, iteration = X / max(largest, X.max() / weight), X * 0, X * 0, 1.25 / largest, 0, 0
    while np.linalg.norm(X - L - E) > tolerance * np.linalg.norm(X) or not iteration:
        moved = X - L + Y / penalty
        E = np.sign(moved) * np.maximum(np.abs(moved) - weight / penalty, 0)
        L, rank = _thresholded(X - E + Y / penalty, 1 / penalty)
        Y, penalty, iteration = Y + penalty * (X - L - E), penalty * 1.5, iteration + 1
    return LowRankParts(L.astype(np.float32), E.astype(np.float32), rank, iteration, tolerance)


def plain_proximal(M: FloatArray, sparse_weight: float, low_rank_weight: float, iterations: int) -> LowRankParts:
    """Equation 3 in float64 by proximal gradient steps in both parts, without momentum."""
    X = M.astype(np.float64)
    L, E, rank = X * 0, X * 0, 0
    for _ in range(iterations):
        step = (X - L - E) / 2
        moved = E + step
        E = np.sign(moved) * np.maximum(np.abs(moved) - sparse_weight / 2, 0)
        L, rank = _thresholded(L + step, low_rank_weight / 2)
    return LowRankParts(L.astype(np.float32), E.astype(np.float32), rank, iterations, 0.0)


def tensorly_pursuit(M: FloatArray, weight: float) -> LowRankParts:
    """Equation 1 by another library."""
    from tensorly.decomposition import robust_pca  # type: ignore[import-not-found]

    L, E = robust_pca(M.astype(np.float64), reg_E=weight, verbose=False)
    return LowRankParts(L.astype(np.float32), E.astype(np.float32), 0, 0, 0.0)


def _thresholded(matrix: np.ndarray, threshold: float) -> tuple[np.ndarray, int]:
    left, values, right = np.linalg.svd(matrix, full_matrices=False)
    kept = np.maximum(values - threshold, 0)
    return (left * kept) @ right, int((kept > 0).sum())


def say(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def report(problem: str, cases: list[Case], objective: Callable[[LowRankParts], str]) -> None:
    """Print a line per solver."""
    say(f"\n{problem}")
    for name, solve in cases:
        start = time.perf_counter()
        parts = solve()
        seconds = time.perf_counter() - start
        values = singular_values(parts.low_rank)
        rank = int((values > 1e-3 * max(values[-1], 1e-12)).sum())
        sparse = np.abs(parts.sparse)
        dense = float((sparse > 1e-3).mean())
        say(f"  {name:46} {objective(parts)}  {rank:5}  {100 * dense:5.1f} %  {parts.iterations:5}  {seconds:7.2f} s")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--iterations", type=int, default=300, help="of the plain proximal method")
    options = parser.parse_args()
    M = spectrogram(options.data, options.seconds)
    say(f"{M.shape[0]} frames x {M.shape[1]} bins, root mean square 1")
    say(f"  {'':46} {'objective':>12}  {'gap':>8}  {'rank':>5}  {'sparse':>7}  {'steps':>5}  {'time':>9}")

    weight = pursuit_weight(*M.shape)
    cases: list[Case] = [
        ("plain float64, full SVD, growth 1.5", lambda: plain_pursuit(M, weight)),
        ("augmented_lagrangian, tolerance 1e-3", lambda: augmented_lagrangian(M, tolerance=1e-3)),
        ("augmented_lagrangian, tolerance 1e-6", lambda: augmented_lagrangian(M, tolerance=1e-6)),
        ("augmented_lagrangian, 1e-6, growth 1.1", lambda: augmented_lagrangian(M, tolerance=1e-6, growth=1.1)),
    ]
    if importlib.util.find_spec("tensorly") is not None:
        cases.append(("tensorly", lambda: tensorly_pursuit(M, weight)))
    report("Equation 1", cases, lambda parts: f"{pursuit_objective(parts, weight):12.2f}  {'':8}")

    sparse, low_rank = stable_weights(M.shape[1], 0.1)
    cases = [
        (
            f"plain float64, full SVD, {options.iterations} steps",
            lambda: plain_proximal(M, sparse, low_rank, options.iterations),
        ),
        ("proximal, no momentum", lambda: proximal(M, sparse, low_rank, accelerated=False, continuation=False)),
        ("proximal, momentum", lambda: proximal(M, sparse, low_rank, continuation=False)),
        ("proximal, momentum and continuation", lambda: proximal(M, sparse, low_rank)),
        ("the same, tolerance 2e-3", lambda: proximal(M, sparse, low_rank, tolerance=2e-3)),
    ]
    report(
        "Equation 3, sigma 0.1",
        cases,
        lambda parts: (
            f"{stable_objective(M, parts, sparse, low_rank):12.2f}  {stable_gap(M, parts, sparse, low_rank):8.1e}"
        ),
    )

    weights = RobustWeights(0.15, 1.0)

    def factored(parts: LowRankParts) -> str:
        assert isinstance(parts, RobustFactors)
        return f"{robust_objective(M, parts, weights):12.2f}  {'':8}"

    cases = [
        (f"multiplicative, q = {q}, {updates} updates", _multiplicative(M, weights, q, updates))
        for q, updates in ((20, 50), (20, 100), (20, 400), (60, 100))
    ]
    report("Equation 6, lambda 0.15, lambda* 1", cases, factored)


def _multiplicative(M: FloatArray, weights: RobustWeights, q: int, updates: int) -> Callable[[], LowRankParts]:
    return lambda: multiplicative(M, weights, q=q, iterations=updates, tolerance=0)


if __name__ == "__main__":
    main()
