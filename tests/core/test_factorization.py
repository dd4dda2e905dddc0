"""The factorisation: what the constraints promise, the published updates against float64, and the fast schedule."""

from __future__ import annotations

import threading

import numpy as np
import pytest
import torch

from core.factorization import Activations, ActivePattern, ArrayFrames, BandGrid, FastPlan, KlNmf, Problem
from core.factorization.sweep import Workers

BINS, FRAMES, COMPONENTS = 300, 230, 14


def random_spans(rng: np.random.Generator, frames: int = FRAMES) -> list[np.ndarray]:
    """A few notes per component; the last but one never sounds, the last is free."""
    spans = []
    for _ in range(COMPONENTS - 2):
        first = rng.integers(0, frames - 30, 3)
        spans.append(np.stack([first, first + rng.integers(5, 30, 3)], axis=1))
    return [*spans, np.zeros((0, 2), np.int64), np.array([[0, frames]])]


@pytest.fixture
def case() -> tuple[np.ndarray, list[np.ndarray], np.ndarray]:
    """V (frames, bins) made of decaying harmonic notes and noise; spans; templates to start from."""
    rng = np.random.default_rng(5)
    spans = random_spans(rng)
    bins = np.arange(BINS)
    true = np.zeros((COMPONENTS, BINS))
    start = np.full((COMPONENTS, BINS), 1e-3)
    for component in range(COMPONENTS):
        for partial in range(1, 12):
            centre = (6.3 + 1.7 * component) * partial
            true[component] += rng.uniform(0.2, 1.0) / partial * np.exp(-0.5 * (bins - centre * 1.003) ** 2)
            start[component] += np.exp(-0.5 * ((bins - centre) / 1.5) ** 2) / partial
    activations = np.zeros((COMPONENTS, FRAMES))
    for component, rows in enumerate(spans[:-1]):
        for first, stop in rows:
            activations[component, first:stop] += rng.uniform(0.3, 1.0) * np.exp(-np.arange(stop - first) / 12.0)
    spectra = (activations.T @ true) * rng.gamma(8.0, 1.0 / 8.0, (FRAMES, BINS)) + 1e-4 * rng.random((FRAMES, BINS))
    return spectra.astype(np.float32), spans, start.astype(np.float32)


def dense_allowed(spans: list[np.ndarray], frames: int = FRAMES) -> np.ndarray:
    allowed = np.zeros((len(spans), frames), bool)
    for row, rows in zip(allowed, spans, strict=True):
        for first, stop in rows:
            row[first:stop] = True
    return allowed


def divergence64(V: np.ndarray, W: np.ndarray, H: np.ndarray, floor: float) -> float:
    """Equation 4 of Ewert & Sandler 2017 with the noise floor in the model; V (frames, bins)."""
    V = V.astype(np.float64)
    model = H.T @ W + floor
    logs = np.where(V > 0, V * np.log(np.where(V > 0, V, 1.0) / model), 0.0)
    return float((logs - V + model).sum())


def run(steps) -> list[float]:
    """Drive an iterator of steps to its end; the measured divergences."""
    return [step.divergence for step in steps if step.divergence is not None]


def solved(problem: Problem, updates: int = 10, workers: int = 1) -> KlNmf:
    kernel = KlNmf(problem, workers=workers)
    run(kernel.plain(updates, measure=False))
    return kernel


def model_of(kernel: KlNmf) -> np.ndarray:
    factors = kernel.factors()
    return factors.activations.dense().T @ factors.templates[factors.template_of]


def test_pattern_is_the_label_matrix():
    spans = random_spans(np.random.default_rng(1))
    spans[0] = np.array([[-5, 3], [2, 9], [200, 999], [40, 40]])
    pattern = ActivePattern.from_spans(spans, FRAMES, block_frames=32)
    clipped = [np.clip(rows, 0, FRAMES) for rows in spans]
    assert np.array_equal(pattern.constant(2.0).dense() == 2.0, dense_allowed(clipped))
    assert pattern.entries < COMPONENTS * FRAMES
    assert np.array_equal(pattern.constant(1.0).dense(60, 71), pattern.constant(1.0).dense()[:, 60:71])


def test_plain_updates_are_those_in_float64(case):
    V, spans, start = case
    pattern = ActivePattern.from_spans(spans, FRAMES)
    kernel = KlNmf(Problem(ArrayFrames(V), pattern, start), workers=2)
    measured = run(kernel.plain(20))
    W = start.astype(np.float64) / start.sum(1, dtype=np.float64, keepdims=True)
    allowed = dense_allowed(spans)
    H = allowed * (V.sum(dtype=np.float64) / allowed.sum())
    floor = 1e-6 * V.mean(dtype=np.float64)
    expected = []
    for _ in range(20):
        expected.append(divergence64(V, W, H, floor))
        H = H * (W @ (V / (H.T @ W + floor)).T) / W.sum(1, keepdims=True)
        weights = H.sum(1, keepdims=True)
        W = W * np.where(weights > 0, (H @ (V / (H.T @ W + floor))) / np.where(weights > 0, weights, 1.0), 1.0)
    np.testing.assert_allclose(measured, expected, rtol=2e-5, atol=1e-3)
    np.testing.assert_allclose(model_of(kernel), H.T @ W, rtol=2e-3, atol=1e-5 * V.max())
    assert kernel.divergence() == pytest.approx(divergence64(V, W, H, floor), rel=2e-5)


def test_divergence_never_rises_over_a_plain_update(case):
    V, spans, start = case
    measured = run(KlNmf(Problem(ArrayFrames(V), ActivePattern.from_spans(spans, FRAMES), start), 2).plain(60))
    assert len(measured) == 60
    assert np.all(np.diff(measured) <= 1e-6 * np.array(measured[:-1]) + 1e-6 * V.sum())
    assert measured[-1] < 0.2 * measured[0]


def test_divergence_never_rises_without_momentum(case):
    V, spans, start = case
    problem = Problem(ArrayFrames(V), ActivePattern.from_spans(spans, FRAMES), start)
    # every run of one update starts without momentum
    values, templates, measured = None, start, []
    for _ in range(15):
        kernel = KlNmf(Problem(problem.source, problem.pattern, templates, start=values), workers=1)
        measured += run(kernel.fast(FastPlan(band_updates=0, bin_updates=1, bin_age=1)))
        values, templates = kernel.factors().activations, kernel.factors().templates
    assert np.all(np.diff(measured) <= 1e-5 * np.array(measured[:-1]))
    assert measured[-1] < measured[0]


def test_fast_schedule_gets_lower_with_fewer_updates(case):
    V, spans, start = case
    # as the label matrix of a score has them: an onset component with a flat template beside every other one
    onsets = [np.stack([rows[:, 0] - 2, rows[:, 0] + 6], axis=1) for rows in spans[:-1]]
    templates = np.concatenate([start, np.ones((len(onsets), BINS), np.float32)])
    problem = Problem(ArrayFrames(V), ActivePattern.from_spans([*spans, *onsets], FRAMES), templates)
    for plain_updates, plan in ((50, FastPlan()), (25, FastPlan(band_updates=10, bin_updates=5))):
        fast = KlNmf(problem, workers=2)
        steps = [step for step in fast.fast(plan, measure=False) if step.part == 1.0 and step.stage != "read"]
        assert len(steps) < plain_updates
        assert fast.divergence() < solved(problem, plain_updates).divergence()


def test_zeros_stay_zeros(case):
    V, spans, start = case
    start = start.copy()
    start[3, 50:60] = 0.0
    kernel = KlNmf(Problem(ArrayFrames(V), ActivePattern.from_spans(spans, FRAMES), start), workers=2)
    for steps in (kernel.plain(5), kernel.fast(FastPlan(5, 5))):
        run(steps)
        factors = kernel.factors()
        assert np.all(factors.activations.dense()[~dense_allowed(spans)] == 0.0)
        assert np.all(factors.templates[3, 50:60] == 0.0)


def test_a_component_without_frames_keeps_its_template(case):
    V, spans, start = case
    kernel = KlNmf(Problem(ArrayFrames(V), ActivePattern.from_spans(spans, FRAMES), start), workers=1)
    run(kernel.fast(FastPlan(4, 4)))
    unused = COMPONENTS - 2
    np.testing.assert_allclose(
        kernel.factors().templates[unused], start[unused] / start[unused].sum(), rtol=1e-5, atol=0
    )
    assert np.all(np.isfinite(kernel.factors().templates))


@pytest.mark.parametrize("way", ["plain", "fast"])
def test_silence_and_empty_songs_stay_finite(case, way):
    _, spans, start = case
    for frames, level in ((FRAMES, 0.0), (0, 0.0), (1, 1.0)):
        pattern = ActivePattern.from_spans([np.clip(rows, 0, frames) for rows in spans], frames)
        V = np.full((frames, BINS), level, np.float32)
        kernel = KlNmf(Problem(ArrayFrames(V), pattern, start), workers=2)
        run(kernel.plain(3) if way == "plain" else kernel.fast(FastPlan(3, 3)))
        factors = kernel.factors()
        assert np.all(np.isfinite(factors.templates))
        assert np.all(np.isfinite(factors.activations.dense()))
        assert np.isfinite(kernel.divergence())
        if level == 0.0:
            assert factors.activations.dense().sum() == 0.0


def test_silent_frames_empty_bins_and_dead_templates_stay_finite(case):
    V, spans, start = case
    V, start = V.copy(), start.copy()
    V[60:140], V[:, 100:120], start[2] = 0.0, 0.0, 0.0
    kernel = KlNmf(Problem(ArrayFrames(V), ActivePattern.from_spans(spans, FRAMES), start), workers=1)
    measured = [*run(kernel.plain(5)), *run(kernel.fast(FastPlan(5, 5)))]
    factors = kernel.factors()
    assert np.all(np.isfinite(measured))
    assert np.all(np.isfinite(factors.templates))
    assert np.all(factors.activations.dense()[:, 60:140] == 0.0)


def test_frames_where_nothing_may_sound_stay_finite(case):
    V, spans, start = case
    spans = [rows[rows[:, 1] < 100] for rows in spans]
    kernel = KlNmf(Problem(ArrayFrames(V), ActivePattern.from_spans(spans, FRAMES), start), workers=1)
    measured = [*run(kernel.plain(3)), *run(kernel.fast(FastPlan(3, 3)))]
    assert np.all(np.isfinite(measured))
    assert np.all(np.isfinite(kernel.factors().templates))


@pytest.mark.parametrize("scale", [1e-6, 1e5])
def test_the_level_of_the_song_does_not_matter(case, scale):
    V, spans, start = case
    pattern = ActivePattern.from_spans(spans, FRAMES)
    loud = (V * scale).astype(np.float32)
    models = []
    for values in (V, loud):
        kernel = KlNmf(Problem(ArrayFrames(values), pattern, start), workers=1)
        run(kernel.fast(FastPlan(6, 6)))
        models.append(model_of(kernel))
    np.testing.assert_allclose(models[1] / scale, models[0], rtol=2e-2, atol=1e-4 * V.max())


def test_block_length_and_number_of_threads_do_not_matter(case):
    V, spans, start = case
    models = []
    for block_frames, workers in ((64, 1), (17, 1), (500, 1), (64, 3)):
        problem = Problem(ArrayFrames(V), ActivePattern.from_spans(spans, FRAMES, block_frames), start)
        models.append(model_of(solved(problem, workers=workers)))
    for model in models[1:]:
        np.testing.assert_allclose(model, models[0], rtol=1e-3, atol=1e-5 * V.max())


def test_the_same_input_gives_the_same_factors(case):
    V, spans, start = case
    results = []
    for _ in range(2):
        kernel = KlNmf(Problem(ArrayFrames(V), ActivePattern.from_spans(spans, FRAMES), start), workers=2)
        run(kernel.fast(FastPlan(6, 6), measure=False))
        results.append(kernel.factors())
    assert np.array_equal(results[0].templates, results[1].templates)
    assert np.array_equal(results[0].activations.dense(), results[1].activations.dense())


@pytest.mark.parametrize("way", ["plain", "fast"])
def test_shared_templates_are_learnt_from_all_that_use_them(case, way):
    V, spans, start = case
    # two components that never sound together and share a template are one component with the spans of both
    joined = [np.array([[10, 40], [150, 190]]), *spans[1:]]
    parted = [np.array([[10, 40]]), *spans[1:], np.array([[150, 190]])]
    share = np.append(np.arange(COMPONENTS), 0)
    one = KlNmf(Problem(ArrayFrames(V), ActivePattern.from_spans(joined, FRAMES), start), workers=1)
    two = KlNmf(Problem(ArrayFrames(V), ActivePattern.from_spans(parted, FRAMES), start, share), workers=1)
    for kernel in (one, two):
        run(kernel.plain(8) if way == "plain" else kernel.fast(FastPlan(4, 4)))
    assert two.factors().templates.shape == (COMPONENTS, BINS)
    np.testing.assert_allclose(two.factors().templates, one.factors().templates, rtol=1e-3, atol=1e-6)
    np.testing.assert_allclose(model_of(two), model_of(one), rtol=1e-3, atol=1e-5 * V.max())


@pytest.mark.parametrize("way", ["plain", "fast"])
def test_fixed_templates_stay_and_the_others_are_learnt(case, way):
    V, spans, start = case
    learn = np.arange(COMPONENTS) % 2 == 0
    kernel = KlNmf(Problem(ArrayFrames(V), ActivePattern.from_spans(spans, FRAMES), start, learn=learn), workers=1)
    run(kernel.plain(5) if way == "plain" else kernel.fast(FastPlan(5, 5)))
    templates = kernel.factors().templates
    np.testing.assert_allclose(templates[~learn], start[~learn], rtol=1e-5, atol=0)
    assert np.all(np.abs(templates[0] - start[0] / start[0].sum()).sum() > 0.05)


def test_with_all_templates_fixed_the_activations_still_fit(case):
    V, spans, start = case
    problem = Problem(ArrayFrames(V), ActivePattern.from_spans(spans, FRAMES), start, learn=np.zeros(COMPONENTS, bool))
    measured = run(KlNmf(problem, workers=1).plain(20))
    fast = KlNmf(problem, workers=1)
    run(fast.fast(FastPlan(10, 10)))
    assert np.all(np.diff(measured) <= 1e-6 * V.sum())
    assert fast.divergence() <= measured[-1] * 1.001
    # the scale of a fixed template goes with its activations
    np.testing.assert_allclose(model_of(fast).sum(), V.sum(), rtol=1e-3, atol=0)


def test_a_run_can_go_on_from_earlier_factors(case):
    V, spans, start = case
    pattern = ActivePattern.from_spans(spans, FRAMES)
    learn = np.arange(COMPONENTS) > 3
    first = solved(Problem(ArrayFrames(V), pattern, start, learn=learn), 6)
    found = first.factors()
    second = solved(Problem(ArrayFrames(V), pattern, found.templates, learn=learn, start=found.activations), 6)
    whole = solved(Problem(ArrayFrames(V), pattern, start, learn=learn), 12)
    np.testing.assert_allclose(model_of(second), model_of(whole), rtol=1e-3, atol=1e-5 * V.max())


@pytest.mark.parametrize("bins", [1, 60, 200, 1025, 2049, 5000])
def test_bands_cover_every_bin_once_and_get_wider(bins):
    grid = BandGrid.logarithmic(bins)
    widths = np.diff(grid.edges)
    assert (grid.edges[0], grid.edges[-1]) == (0, bins)
    assert np.all(widths >= 1)
    assert np.all(widths[:103] == 1)
    spectra = np.random.default_rng(0).random((3, bins), np.float32)
    np.testing.assert_allclose(grid.compress(spectra).sum(1), spectra.sum(1), rtol=1e-5, atol=0)


def test_bands_of_the_measured_size_have_the_measured_number():
    assert BandGrid.logarithmic(2049).bands == pytest.approx(422, abs=12)


def test_expanded_templates_have_the_sums_learnt_in_bands():
    rng = np.random.default_rng(2)
    grid = BandGrid.logarithmic(700)
    templates = rng.random((5, 700), np.float32)
    templates[1, 300:] = 0.0
    before = grid.compress(templates)
    after = (before * rng.random(before.shape)).astype(np.float32)
    expanded = grid.expand(templates, before, after)
    np.testing.assert_allclose(grid.compress(expanded), after, rtol=1e-4, atol=1e-7)
    assert np.all(expanded[1, 300:] == 0.0)


def test_the_models_of_the_groups_sum_to_the_model(case):
    V, spans, start = case
    kernel = solved(Problem(ArrayFrames(V), ActivePattern.from_spans(spans, FRAMES), start))
    factors = kernel.factors()
    groups = np.arange(COMPONENTS) % 3
    whole = model_of(kernel)
    for block in range(factors.activations.pattern.blocks):
        first, last = factors.activations.pattern.span(block)
        models = factors.models(block, groups, 3)
        assert models.shape == (3, last - first, BINS)
        np.testing.assert_allclose(models.sum(0), whole[first:last], rtol=1e-4, atol=1e-6 * V.max())
    assert factors.models(0, np.full(COMPONENTS, -1), 3).sum() == 0.0


class RecordedFrames:
    """A source that computes its frames and records how many are asked for at a time."""

    def __init__(self, values: np.ndarray) -> None:
        self.values, self.frames, self.bins = values, values.shape[0], values.shape[1]
        self.largest, self.calls = 0, 0
        self._lock = threading.Lock()

    def read(self, first: int, last: int) -> np.ndarray:
        with self._lock:
            self.largest, self.calls = max(self.largest, last - first), self.calls + 1
        return self.values[first:last].copy()


def test_a_spectrogram_is_read_in_blocks_and_only_once_per_pass(case):
    V, spans, start = case
    source = RecordedFrames(V)
    pattern = ActivePattern.from_spans(spans, FRAMES, block_frames=32)
    run(KlNmf(Problem(source, pattern, start), workers=2).fast(FastPlan(band_updates=7, bin_updates=3)))
    assert source.largest == 32
    assert source.calls == pattern.blocks * (1 + 3)


def test_factors_can_be_looked_at_in_every_step_and_the_run_closed(case):
    V, spans, start = case
    frames = ArrayFrames(V)
    frames.values.flags.writeable = False
    kernel = KlNmf(Problem(frames, ActivePattern.from_spans(spans, FRAMES), start), workers=2)
    steps, previous = kernel.fast(FastPlan(4, 4)), np.inf
    for step in steps:
        if step.stage == "read":
            continue
        error = float(np.abs(model_of(kernel) - V).sum())
        assert error < previous * 1.05
        previous = error
        if (step.stage, step.update) == ("bins", 2):
            break
    steps.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("factorization")]
    assert np.isfinite(kernel.divergence())


def test_the_number_of_torch_threads_is_left_alone(case):
    V, spans, start = case
    before = torch.get_num_threads()
    seen: list[int] = []
    run(KlNmf(Problem(ArrayFrames(V), ActivePattern.from_spans(spans, FRAMES), start), workers=3).plain(1))
    thread = threading.Thread(target=lambda: seen.append(torch.get_num_threads()))
    thread.start()
    thread.join()
    assert [torch.get_num_threads(), *seen] == [before, before]


def test_every_worker_computes_on_one_core():
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        with Workers(3) as workers:
            assert workers.each(lambda _: torch.get_num_threads()) == [1, 1, 1]
            assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_what_does_not_fit_together_is_refused(case):
    V, spans, start = case
    pattern = ActivePattern.from_spans(spans, FRAMES)
    frames = ArrayFrames(V)
    with pytest.raises(ValueError, match="frames"):
        Problem(ArrayFrames(V[:-1]), pattern, start)
    with pytest.raises(ValueError, match="bins"):
        Problem(frames, pattern, start[:, :-1])
    with pytest.raises(ValueError, match="not negative"):
        Problem(frames, pattern, -start)
    with pytest.raises(ValueError, match="template_of"):
        Problem(frames, pattern, start, np.full(COMPONENTS, COMPONENTS))
    with pytest.raises(ValueError, match="learn"):
        Problem(frames, pattern, start, learn=np.ones(2, bool))
    other = ActivePattern.from_spans(spans, FRAMES, block_frames=50).constant(1.0)
    with pytest.raises(ValueError, match="another pattern"):
        Problem(frames, pattern, start, start=other)
    assert isinstance(other, Activations)
