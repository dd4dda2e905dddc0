"""Masks that sum to one and stems that sum to the song."""

from __future__ import annotations

import numpy as np
import pytest

from core.factorization.sweep import Workers
from core.masking import render_stems, soft_masks
from core.stft import ComplexArray, StftParams

PARAMS = StftParams(8000, 512, 128)


@pytest.mark.parametrize("exponent", [1.0, 2.0, 2.5, 1.3])
def test_masks_are_the_ratio_of_powers(exponent: float) -> None:
    magnitudes = np.random.default_rng(0).uniform(0.01, 1, (3, 4, 5)).astype(np.float32)
    expected = magnitudes.astype(np.float64) ** exponent
    expected /= expected.sum(axis=0)
    np.testing.assert_allclose(soft_masks(magnitudes, exponent), expected, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("level", [1e-18, 1.0, 1e18])
def test_masks_do_not_depend_on_the_level(level: float) -> None:
    magnitudes = np.array([[[3.0]], [[1.0]]], np.float32) * np.float32(level)
    expected = 0.9 if level > 1e-9 else 0.0  # far below what 24 bits hold nothing is anybody's
    np.testing.assert_allclose(soft_masks(magnitudes, 2.0)[0, 0, 0], expected, rtol=1e-3, atol=1e-3)


def test_where_nothing_sounds_the_masks_are_zero() -> None:
    assert not soft_masks(np.zeros((2, 3, 4), np.float32), 2.5).any()


def halves(first: int, stop: int, mixture: ComplexArray) -> ComplexArray:
    """Give a quarter to one stem and a half to the other."""
    return np.stack([0.25 * mixture, 0.5 * mixture]).astype(np.complex64)


@pytest.mark.parametrize("length", [1, 700, 5000, 12345])
def test_rendered_stems_and_residual_sum_to_the_song(length: int) -> None:
    mixture = np.random.default_rng(1).standard_normal((2, length)).astype(np.float32)
    stems = [np.zeros_like(mixture), np.zeros_like(mixture)]
    residual = np.zeros_like(mixture)
    done: list[int] = []
    with Workers(2) as workers:
        render_stems(
            mixture, PARAMS, halves, stems, residual, 16, workers.in_order, lambda part, whole: done.append(part)
        )
    np.testing.assert_allclose(stems[0], 0.25 * mixture, rtol=0, atol=2e-6)
    np.testing.assert_allclose(stems[1], 0.5 * mixture, rtol=0, atol=2e-6)
    np.testing.assert_allclose(sum(stems) + residual, mixture, rtol=0, atol=1e-6)
    assert done == sorted(done)
    assert done[-1] == length


def test_a_failing_separator_is_heard_of_and_leaves_no_thread_busy() -> None:
    def broken(first: int, stop: int, mixture: ComplexArray) -> ComplexArray:
        if first >= 32:
            raise ValueError("broken")
        return halves(first, stop, mixture)

    mixture = np.zeros((1, 20000), np.float32)
    stems = [np.zeros_like(mixture), np.zeros_like(mixture)]
    with Workers(2) as workers, pytest.raises(ValueError, match="broken"):
        render_stems(mixture, PARAMS, broken, stems, np.zeros_like(mixture), 16, workers.in_order)
