"""Consistent Wiener filtering (core.consistency)."""

from __future__ import annotations

import numpy as np
import pytest

from core.consistency import consistent
from core.stft import StftParams, istft, stft

PARAMS = StftParams(8000, 32, 8)
LENGTH = 150


def problem() -> tuple[np.ndarray, np.ndarray]:
    """Return an estimate that is the transform of no signal, (1, frames, bins), and its precision."""
    generator = np.random.default_rng(3)
    X = stft(generator.standard_normal((1, LENGTH)).astype(np.float32), PARAMS)
    mask = generator.random(X.shape[1:]).astype(np.float32)
    return (mask * X).astype(np.complex64), (1.0 / (generator.random(X.shape[1:]) + 0.05)).astype(np.float32)


def objective(signal: np.ndarray, estimate: np.ndarray, precision: np.ndarray, weight: float) -> float:
    """Return the least of the objective over the transforms that make this signal."""
    # with the signal given, every entry is a weighed mean of the estimate and the signal's transform
    F = stft(signal, PARAMS)
    both = precision * weight / (precision + weight)
    return float((both * np.abs(estimate - F) ** 2).sum())


def test_no_weight_gives_the_plain_inverse_transform() -> None:
    estimate, precision = problem()
    plain = istft(estimate, PARAMS, LENGTH)
    np.testing.assert_array_equal(consistent(estimate, precision, PARAMS, LENGTH, 0.0, 10), plain)
    np.testing.assert_array_equal(consistent(estimate, precision, PARAMS, LENGTH, 3.0, 0), plain)


@pytest.mark.parametrize("weight", [0.3, 3.0, 30.0])
def test_the_solution_is_better_than_the_estimate(weight: float) -> None:
    estimate, precision = problem()
    before = objective(istft(estimate, PARAMS, LENGTH), estimate, precision, weight)
    after = objective(consistent(estimate, precision, PARAMS, LENGTH, weight, 30), estimate, precision, weight)
    assert after < (1.0 - 1e-5) * before


def projection(size: tuple[int, ...]) -> np.ndarray:
    """Return the matrix, over real and imaginary parts, that makes a signal of a transform and its transform again."""
    count = int(np.prod(size))
    columns = []
    for number in range(2 * count):
        unit = np.zeros(2 * count)
        unit[number] = 1.0
        S = (unit[:count] + 1j * unit[count:]).reshape(size).astype(np.complex64)
        made = stft(istft(S, PARAMS, LENGTH), PARAMS).astype(np.complex128).ravel()
        columns.append(np.concatenate([made.real, made.imag]))
    return np.stack(columns, axis=1)


@pytest.mark.parametrize("weight", [0.5, 5.0])
def test_it_solves_the_normal_equations(weight: float) -> None:
    estimate, precision = problem()
    diagonal = np.tile(precision.astype(np.float64).ravel(), 2)
    A = np.diag(diagonal + weight) - weight * projection(estimate.shape)
    c = estimate.astype(np.complex128).ravel()
    solved = np.linalg.solve(A, diagonal * np.concatenate([c.real, c.imag]))
    S = (solved[: c.size] + 1j * solved[c.size :]).reshape(estimate.shape).astype(np.complex64)
    expected = istft(S, PARAMS, LENGTH)
    found = consistent(estimate, precision, PARAMS, LENGTH, weight, 100)
    np.testing.assert_allclose(found, expected, atol=2e-3 * float(np.abs(expected).max()))


def test_every_iteration_is_told_and_the_inputs_stay() -> None:
    estimate, precision = problem()
    before = estimate.copy(), precision.copy()
    told: list[int] = []
    consistent(estimate, precision, PARAMS, LENGTH, 1.0, 7, lambda: told.append(1))
    assert len(told) == 7
    np.testing.assert_array_equal(estimate, before[0])
    np.testing.assert_array_equal(precision, before[1])


def test_what_is_certain_stays_and_silence_gives_silence() -> None:
    estimate, precision = problem()
    estimate[:, 10:] = 0.0
    precision[10:] = 1e6
    found = consistent(estimate, precision, PARAMS, LENGTH, 10.0, 15)
    # samples that only frames from the tenth on cover
    silent = found[:, 10 * PARAMS.hop_samples + PARAMS.window_samples // 2 - PARAMS.hop_samples + 8 :]
    assert np.abs(silent).max() < 1e-4 * np.abs(found).max()
    assert not consistent(np.zeros_like(estimate), precision, PARAMS, LENGTH, 1.0, 5).any()
