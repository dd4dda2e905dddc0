"""Equation 6 and algorithm 1: what must hold whatever the song."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from core.factorization.robust_nmf import RobustWeights, multiplicative, robust_objective
from core.factorization.robust_projection import Projection, project, projection_objective


def _spectrogram(frames=40, bins=30, q=3, seed=1):
    random = np.random.default_rng(seed)
    low_rank = random.gamma(0.5, 1.0, (frames, q)) @ random.gamma(0.5, 1.0, (q, bins))
    sparse = np.where(random.random((frames, bins)) < 0.05, random.uniform(2, 6, (frames, bins)), 0.0)
    return low_rank.astype(np.float32), sparse.astype(np.float32)


def _objectives(X, weights, count, **options):
    found = [multiplicative(X, weights, q=4, iterations=n, tolerance=0, **options) for n in range(1, count)]
    return [robust_objective(X, factors, weights) for factors in found]


@pytest.mark.parametrize("beta", [0.0, 0.5, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("low_rank_weight", [0.0, 0.3])
@pytest.mark.parametrize("held_frames", [0, 10])
def test_the_objective_never_rises(beta, low_rank_weight, held_frames):
    X = sum(_spectrogram())
    held = np.arange(len(X)) < held_frames
    objectives = _objectives(X, RobustWeights(0.4, low_rank_weight, beta), 14, held=held)
    for before, after in pairwise(objectives):
        assert after <= before * (1 + 2e-6)
    assert objectives[-1] < 0.99 * objectives[0]


def test_the_squared_error_follows_a_plain_float64_reference():
    X = sum(_spectrogram())
    weights, q = RobustWeights(0.5, 0.2), 4
    start = multiplicative(X, weights, q=q, iterations=1, tolerance=0)
    S, U, E = (part.astype(np.float64) for part in (start.activations, start.templates, start.sparse))
    for _ in range(20):
        Y = X - E
        S = S * (Y @ U.T) / (S @ (U @ U.T) + 0.2 * S)
        U = U * (S.T @ Y) / ((S.T @ S) @ U + 0.2 * U)
        scale = np.sqrt(np.linalg.norm(S, axis=0) / np.linalg.norm(U, axis=1))
        S, U = S / scale, U * scale[:, None]
        E = np.maximum(X - S @ U - 0.5, 0)
    found = multiplicative(X, weights, q=q, iterations=21, tolerance=0)
    np.testing.assert_allclose(found.low_rank, S @ U, rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(found.sparse, E, rtol=1e-3, atol=1e-3)


def test_known_parts_are_found_again():
    low_rank, sparse = _spectrogram(120, 60, 3)
    found = multiplicative(low_rank + sparse, RobustWeights(0.1, 0.01), q=3, iterations=800, tolerance=0)
    assert np.linalg.norm(found.low_rank - low_rank) < 0.1 * np.linalg.norm(low_rank)
    assert np.linalg.norm(found.sparse - sparse) < 0.1 * np.linalg.norm(sparse)


def test_the_low_rank_weight_bounds_the_rank_where_q_is_too_large():
    low_rank, sparse = _spectrogram(80, 50, 2)
    free, bound = (
        multiplicative(low_rank + sparse, RobustWeights(0.5, weight), q=12, iterations=400, tolerance=0)
        for weight in (0.0, 2.0)
    )
    strong = [
        int((np.linalg.svd(found.low_rank)[1] > 1e-3 * np.linalg.norm(low_rank)).sum()) for found in (free, bound)
    ]
    assert strong[1] < strong[0]


def test_plain_factorisation_is_the_case_without_a_sparse_part():
    low_rank, _ = _spectrogram()
    found = multiplicative(low_rank, RobustWeights(np.inf, 0.0), q=3, iterations=600, tolerance=0)
    assert not found.sparse.any()
    assert np.linalg.norm(found.low_rank - low_rank) < 0.05 * np.linalg.norm(low_rank)


@pytest.mark.parametrize("beta", [0.0, 1.0, 2.0])
def test_held_frames_have_no_sparse_part(beta):
    X = sum(_spectrogram())
    held = np.arange(len(X)) % 2 == 0
    found = multiplicative(X, RobustWeights(0.2, 0.1, beta), held=held, iterations=5)
    assert not found.sparse[held].any()
    assert found.sparse[~held].any()


@pytest.mark.parametrize("beta", [0.0, 1.0, 2.0])
def test_silence_stays_finite(beta):
    X = np.zeros((8, 6), np.float32)
    for spectrogram in (X, X + np.eye(8, 6, dtype=np.float32)):
        found = multiplicative(spectrogram, RobustWeights(0.1, 0.1, beta), q=2, iterations=30)
        assert np.isfinite(found.low_rank).all()
        assert np.isfinite(found.sparse).all()


def test_the_seed_decides_the_result_and_a_step_can_stop_it():
    X = sum(_spectrogram())
    weights, seen = RobustWeights(0.4, 0.1), []

    def step(iteration, part):
        seen.append((iteration, part))
        return iteration == 3

    first, again, other = (multiplicative(X, weights, seed=seed, iterations=5) for seed in (1, 1, 2))
    assert np.array_equal(first.low_rank, again.low_rank)
    assert not np.array_equal(first.low_rank, other.low_rank)
    assert multiplicative(X, weights, step=step).iterations == 3
    assert [iteration for iteration, _ in seen] == [1, 2, 3]
    assert 0 <= seen[0][1] <= seen[1][1] <= seen[2][1] <= 1


def test_given_templates_can_be_kept():
    X = sum(_spectrogram())
    templates = np.random.default_rng(3).random((5, X.shape[1]), np.float32)
    found = multiplicative(X, RobustWeights(0.4, 0.0), templates=templates, learn_templates=False, iterations=5)
    assert np.array_equal(found.templates, templates)


@pytest.mark.parametrize(
    ("frames", "q", "weights"), [(40, 0, (1, 1)), (39, 3, (1, 1)), (40, 3, (0, 1)), (40, 3, (1, -1))]
)
def test_what_does_not_fit_is_refused(frames, q, weights):
    with pytest.raises(ValueError, match=r"q must|held|weight"):
        multiplicative(np.ones((40, 5)), RobustWeights(*weights), q=q, held=np.ones(frames, bool))


def _projected(**options):
    _, sparse = _spectrogram(q=4)
    random = np.random.default_rng(5)
    templates = random.gamma(0.5, 1.0, (4, 30)).astype(np.float32)
    X = random.gamma(0.5, 1.0, (40, 4)).astype(np.float32) @ templates + sparse
    return X, templates, project(X, templates, 0.5, 0.1, **options)


def test_the_projection_fulfils_the_conditions_of_an_optimum():
    X, U, found = _projected(iterations=20000, tolerance=1e-8, accelerated=True)
    error = X - found.activations @ U - found.sparse
    slope_of_o, slope_of_s = 0.5 - error, 0.1 * found.activations - error @ U.T
    for slope, value in ((slope_of_o, found.sparse), (slope_of_s, found.activations)):
        assert slope.min() > -2e-3
        assert np.abs(slope[value > 1e-3]).max() < 2e-3


def test_momentum_reaches_the_same_objective_in_fewer_iterations():
    X, U, plain = _projected(iterations=20000, tolerance=1e-6)
    _, _, fast = _projected(iterations=20000, tolerance=1e-6, accelerated=True)
    objectives = [projection_objective(X, U, parts, 0.5, 0.1) for parts in (plain, fast)]
    assert objectives[1] == pytest.approx(objectives[0], rel=1e-3)
    assert fast.iterations < plain.iterations


@pytest.mark.parametrize("ridge_on_sparse", [False, True])
def test_the_plain_iteration_is_algorithm_1(ridge_on_sparse):
    X, U, found = _projected(iterations=7, tolerance=0, ridge_on_sparse=ridge_on_sparse)
    q, bins = U.shape
    U = U.astype(np.float64)
    alpha = np.linalg.eigvalsh(U @ U.T)[-1] + 1.1
    block = (1.1 if ridge_on_sparse else 1.0) * np.eye(bins)
    H = np.eye(q + bins) - np.block([[U @ U.T + 0.1 * np.eye(q), U], [U.T, block]]) / alpha
    t = np.concatenate([np.zeros(q), np.full(bins, 0.5)]) / alpha
    for frame in range(3):
        z, b = np.zeros(q + bins), np.vstack([U, np.eye(bins)]) @ X[frame] / alpha
        for _ in range(7):
            y = np.maximum(b - t, 0)
            b, z = b + H @ (y - z), y
        np.testing.assert_allclose(found.activations[frame], z[:q], rtol=1e-4, atol=1e-5)
        np.testing.assert_allclose(found.sparse[frame], z[q:], rtol=1e-4, atol=1e-5)


def test_held_frames_are_projected_without_a_sparse_part():
    X, U, _ = _projected()
    held = np.arange(len(X)) < 5
    found = project(X, U, 0.5, 0.1, held=held)
    assert isinstance(found, Projection)
    assert not found.sparse[held].any()
    assert found.sparse[~held].any()
