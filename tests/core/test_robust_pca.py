"""Equations 1 and 3: known parts come back, and what is found is the optimum."""

from __future__ import annotations

import numpy as np
import pytest

from core.factorization.low_rank_parts import LowRankParts
from core.factorization.robust_pca import (
    augmented_lagrangian,
    proximal,
    pursuit_objective,
    pursuit_weight,
    stable_gap,
    stable_objective,
    stable_weights,
)
from core.factorization.singular_values import SingularValueShrinkage, singular_values


def _known(frames=90, bins=60, rank=3, part=0.05, seed=1):
    random = np.random.default_rng(seed)
    low_rank = random.standard_normal((frames, rank)) @ random.standard_normal((rank, bins))
    sparse = np.where(random.random((frames, bins)) < part, random.uniform(-8, 8, (frames, bins)), 0.0)
    return low_rank.astype(np.float32), sparse.astype(np.float32)


def _thresholded(matrix, threshold):
    left, values, right = np.linalg.svd(matrix, full_matrices=False)
    return (left * np.maximum(values - threshold, 0)) @ right


def _plain_ista(X, sparse_weight, low_rank_weight, held=None, iterations=3000):
    """Both parts by proximal gradient steps of length 1/2, in float64."""
    L, E = np.zeros_like(X), np.zeros_like(X)
    for _ in range(iterations):
        step = (X - L - E) / 2
        moved = E + step
        L = _thresholded(L + step, low_rank_weight / 2)
        E = np.sign(moved) * np.maximum(np.abs(moved) - sparse_weight / 2, 0)
        if held is not None:
            E[held] = 0
    return L, E


@pytest.mark.parametrize("shape", [(90, 60), (60, 90)])
def test_equation_1_finds_known_parts_again(shape):
    low_rank, sparse = _known(*shape)
    found = augmented_lagrangian(low_rank + sparse, tolerance=1e-6)
    np.testing.assert_allclose(found.low_rank, low_rank, atol=2e-3)
    np.testing.assert_allclose(found.sparse, sparse, atol=2e-3)
    assert found.rank == 3
    assert found.change < 1e-6


def test_equation_1_comes_nearer_to_its_optimum_where_the_penalty_grows_slowly():
    X = np.abs(sum(_known(part=0.4)))
    weight = pursuit_weight(*X.shape)
    quick, slow = (augmented_lagrangian(X, growth=growth, iterations=3000, tolerance=1e-6) for growth in (1.5, 1.02))
    low, high = pursuit_objective(slow, weight), pursuit_objective(quick, weight)
    assert low <= high * (1 + 1e-5)
    assert high < low * 1.02
    # a feasible pair cannot be better than any bound from the dual: the sign pattern of a subgradient
    left, _, right = np.linalg.svd(slow.low_rank, full_matrices=False)
    assert low >= np.vdot(left[:, :1] @ right[:1], X) * min(1.0, weight / np.abs(left[:, :1] @ right[:1]).max()) - 1e-3


def test_equation_1_scales_with_the_spectrogram():
    X = sum(_known())
    one, loud = augmented_lagrangian(X, iterations=12), augmented_lagrangian(64 * X, iterations=12)
    np.testing.assert_allclose(loud.sparse, 64 * one.sparse, rtol=1e-4, atol=1e-2)


def test_equation_3_reaches_what_plain_proximal_gradient_steps_reach():
    X = sum(_known()) + 0.1 * np.random.default_rng(2).standard_normal((90, 60)).astype(np.float32)
    weights = stable_weights(60, 0.1)
    L, E = _plain_ista(X.astype(np.float64), *weights)
    reference = stable_objective(X, LowRankParts(L, E, 0, 0, 0.0), *weights)
    for options in ({}, {"continuation": False}, {"continuation": False, "accelerated": False, "iterations": 3000}):
        found = proximal(X, *weights, tolerance=1e-6, **options)
        assert stable_objective(X, found, *weights) == pytest.approx(reference, rel=1e-4)
        assert -1e-6 < stable_gap(X, found, *weights) < 2e-3


def test_equation_3_with_held_frames_reaches_its_own_optimum():
    X = sum(_known())
    held = np.arange(len(X)) < 30
    weights = stable_weights(60, 0.2)
    L, E = _plain_ista(X.astype(np.float64), *weights, held=held)
    found = proximal(X, *weights, held=held, tolerance=1e-6)
    assert not found.sparse[held].any()
    reference = stable_objective(X, LowRankParts(L, E, 0, 0, 0.0), *weights)
    assert stable_objective(X, found, *weights) == pytest.approx(reference, rel=1e-4)
    assert stable_gap(X, found, *weights, held=held) < 2e-3


def test_held_frames_of_equation_1_are_the_low_rank_part():
    X = sum(_known())
    held = np.arange(len(X)) % 3 == 0
    found = augmented_lagrangian(X, held=held)
    assert not found.sparse[held].any()
    assert found.sparse[~held].any()
    np.testing.assert_allclose(found.low_rank[held], X[held], atol=2e-3)


def test_the_printed_weights_leave_no_sparse_part():
    X = np.abs(sum(_known()))
    sparse_weight, low_rank_weight = stable_weights(60, 0.3, as_printed=True)
    assert (low_rank_weight, sparse_weight) == stable_weights(60, 0.3)
    printed, exchanged = (proximal(X, *stable_weights(60, 0.3, as_printed=choice)) for choice in (True, False))
    assert np.abs(printed.sparse).sum() < 0.25 * np.abs(exchanged.sparse).sum()


def test_large_weights_leave_nothing():
    X = sum(_known())
    found = proximal(X, 2 * float(np.abs(X).max()), 2 * float(singular_values(X)[-1]))
    assert not found.low_rank.any()
    assert not found.sparse.any()


@pytest.mark.parametrize("solve", [augmented_lagrangian, lambda X, **options: proximal(X, 0.5, 4.0, **options)])
def test_a_solver_can_be_followed_stopped_and_repeated(solve):
    X, seen = sum(_known()), []

    def step(iteration, part):
        seen.append((iteration, part))
        return iteration == 4

    assert solve(X, step=step).iterations == 4
    assert [iteration for iteration, _ in seen] == [1, 2, 3, 4]
    parts = [part for _, part in seen]
    assert parts == sorted(parts)
    assert 0 <= parts[0] <= parts[-1] <= 1
    assert np.array_equal(solve(X).low_rank, solve(X).low_rank)


@pytest.mark.parametrize("solve", [augmented_lagrangian, lambda X, **options: proximal(X, 0.5, 4.0, **options)])
def test_silence_and_single_frames_are_no_trouble(solve):
    for X in (np.zeros((5, 4)), np.ones((1, 7)), np.ones((6, 1))):
        found = solve(X)
        assert found.low_rank.shape == X.shape
        assert np.isfinite(found.low_rank).all()
        assert np.isfinite(found.sparse).all()


@pytest.mark.parametrize("solve", [augmented_lagrangian, lambda X, **options: proximal(X, 0.5, 4.0, **options)])
def test_what_does_not_fit_is_refused(solve):
    X = np.ones((6, 5))
    for wrong in (np.ones(3), np.ones((0, 3)), np.full((3, 3), np.nan)):
        with pytest.raises(ValueError, match="spectrogram"):
            solve(wrong)
    with pytest.raises(ValueError, match="held"):
        solve(X, held=np.ones(5, bool))
    with pytest.raises(ValueError, match="tolerance"):
        solve(X, tolerance=0)


def test_the_spectrogram_is_left_as_it_is():
    X = sum(_known())
    before = X.copy()
    augmented_lagrangian(X)
    proximal(X, 0.5, 4.0)
    assert np.array_equal(X, before)


@pytest.mark.parametrize("shape", [(50, 300), (300, 50)])
def test_thresholding_singular_values_is_that_of_a_float64_decomposition(shape):
    random = np.random.default_rng(4)
    matrix = random.standard_normal(shape).astype(np.float32)
    found, rank, norm = SingularValueShrinkage()(matrix, 15.0)
    reference = _thresholded(matrix.astype(np.float64), 15.0)
    np.testing.assert_allclose(found, reference, atol=2e-4)
    assert rank == np.linalg.matrix_rank(reference)
    assert norm == pytest.approx(np.linalg.svd(reference, compute_uv=False).sum(), rel=1e-5)


def test_a_subspace_follows_a_matrix_that_moves_and_notices_when_its_rank_grows():
    random = np.random.default_rng(5)
    left, right = random.standard_normal((400, 40)), random.standard_normal((40, 300))
    values = np.concatenate([np.linspace(20, 8, 5), np.full(35, 0.1)])
    shrink = SingularValueShrinkage()
    for grown in (0, 1, 2, 30, 30):
        values[5 : 5 + grown] = 5.0
        matrix = ((left * values) @ right + 0.01 * random.standard_normal((400, 300))).astype(np.float32)
        found, rank, _ = shrink(matrix, 700.0)
        reference = _thresholded(matrix.astype(np.float64), 700.0)
        assert np.linalg.norm(found - reference) < 1e-3 * np.linalg.norm(reference)
        assert rank == np.linalg.matrix_rank(reference)
