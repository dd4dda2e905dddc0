"""Places in stereo: covariances found again, and stems that a filter per bin can tell apart."""

from __future__ import annotations

import numpy as np
import torch

from core.spatial import Parts, SpatialModel

BINS, FRAMES = 6, 4000
# amplitude left and right of two parts, and how the second lags (a phase)
GAINS = np.array([[1.0, 0.2], [0.3, 1.0 * np.exp(0.7j)]])


def two_parts(seed: int = 0) -> tuple[np.ndarray, Parts, np.ndarray]:
    """Return a mixture (2, frames, bins), its parts, and the true images (2 parts, 2, frames, bins)."""
    generator = np.random.default_rng(seed)
    variances = generator.exponential(1.0, (2, FRAMES, BINS)) ** 2
    noise = generator.standard_normal((2, 2, FRAMES, BINS)) / np.sqrt(2)
    sources = np.sqrt(variances) * (noise[0] + 1j * noise[1])
    images = (GAINS[:, :, None, None] * sources[:, None]).astype(np.complex64)
    scale = (np.abs(GAINS) ** 2).mean(axis=1)[:, None, None]
    return images.sum(axis=0), Parts(torch.tensor(variances * scale, dtype=torch.float32), [0, 1], [0, 1]), images


def learnt(mixture: np.ndarray, parts: Parts, updates: int, workers: int = 1) -> SpatialModel:
    model = SpatialModel(2, BINS, noise=1e-6, workers=workers)
    for _ in range(updates):
        for worker in range(workers):
            piece = slice(worker * FRAMES // workers, (worker + 1) * FRAMES // workers)
            part = Parts(parts.variances[:, piece], parts.groups, parts.stems)
            model.collect(np.ascontiguousarray(mixture[:, piece]), part, worker)
        model.update()
    return model


def error_db(estimate: np.ndarray, truth: np.ndarray) -> float:
    return float(10 * np.log10(np.sum(np.abs(truth) ** 2) / np.sum(np.abs(estimate - truth) ** 2)))


def test_learning_the_places_separates_better_than_not_knowing_them() -> None:
    mixture, parts, images = two_parts()
    blind = SpatialModel(2, BINS, noise=1e-6).separate(mixture, parts, 2)
    found = learnt(mixture, parts, 20).separate(mixture, parts, 2)
    for stem in range(2):
        assert error_db(found[stem], images[stem]) > error_db(blind[stem], images[stem]) + 5


def test_the_stems_sum_to_the_mixture_when_every_part_is_a_stem() -> None:
    mixture, parts, _ = two_parts()
    stems = learnt(mixture, parts, 3).separate(mixture, parts, 2)
    np.testing.assert_allclose(stems.sum(axis=0), mixture, rtol=0, atol=2e-2)


def test_a_part_without_a_stem_is_left_out() -> None:
    mixture, parts, _ = two_parts()
    model = learnt(mixture, parts, 3)
    both = model.separate(mixture, parts, 2)
    one = model.separate(mixture, Parts(parts.variances, [0, 1], [0, -1]), 2)
    np.testing.assert_array_equal(one[0], both[0])
    assert not one[1].any()


def test_threads_that_collect_apart_find_the_same() -> None:
    mixture, parts, _ = two_parts()
    alone = learnt(mixture, parts, 3).separate(mixture, parts, 2)
    shared = learnt(mixture, parts, 3, workers=4).separate(mixture, parts, 2)
    np.testing.assert_allclose(shared, alone, rtol=1e-3, atol=1e-4)


def test_a_silent_block_neither_fails_nor_teaches() -> None:
    silence = np.zeros((2, 20, BINS), np.complex64)
    parts = Parts(torch.zeros(1, 20, BINS), [0], [0])
    model = SpatialModel(2, BINS, noise=1e-6)
    model.collect(silence, parts)
    model.update()
    assert not model.separate(silence, parts, 1).any()


def test_a_block_in_which_nobody_plays_teaches_nothing_and_stays_with_the_residual() -> None:
    mixture, parts, _ = two_parts()
    rest, nobody = np.ascontiguousarray(mixture[:, :20]), Parts(torch.zeros(0, 20, BINS), [], [])
    with_rest, without = SpatialModel(2, BINS, noise=1e-6), SpatialModel(2, BINS, noise=1e-6)
    for model in (with_rest, without):
        model.collect(mixture, parts)
    with_rest.collect(rest, nobody)
    for model in (with_rest, without):
        model.update()
    np.testing.assert_array_equal(with_rest.separate(mixture, parts, 2), without.separate(mixture, parts, 2))
    assert not with_rest.separate(rest, nobody, 2).any()
