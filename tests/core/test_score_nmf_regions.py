"""Regions guide score-nmf: what is painted holds, and what is not painted is left alone."""

from __future__ import annotations

import numpy as np
import pytest

from core.annotation.model import Annotation, Note, Polarity, Region
from core.annotation.region_grid import EntryState, RegionGrid
from core.engines.base import SeparationRequest, SeparationResult
from core.engines.score_informed.guidance import BlockGuidance
from core.engines.score_informed.guided_nmf import GuidedNmf
from core.engines.score_informed.guided_updates import RegionKlNmf
from core.engines.score_informed.model import set_up
from core.engines.score_informed.parameters import ScoreNmfParameters
from core.engines.score_informed.pitch_prior import PitchPrior
from core.engines.score_nmf.engine import ScoreNmf
from core.factorization import ActivePattern, ArrayFrames, KlNmf, Problem
from core.factorization.sweep import Workers
from core.stft import StftParams, stft
from tests.core.songs import song
from tests.core.test_engine_contract import Context

RATE = 16000
FULL = np.ones((1, 1), bool)
PUBLISHED = ScoreNmfParameters(variant="published", updates=20)
CASES = [
    pytest.param(ScoreNmfParameters(updates=10), 2, id="best, stereo"),
    pytest.param(ScoreNmfParameters(updates=10), 1, id="best, mono"),
    pytest.param(PUBLISHED, 2, id="published"),
    pytest.param(ScoreNmfParameters(variant="published", fast=True), 1, id="published, fast"),
]


def box(source: str, polarity: Polarity, start_s: float, stop_s: float, low_hz: float, high_hz: float) -> Region:
    return Region(source, polarity, int(start_s * RATE), int(stop_s * RATE), low_hz, high_hz, FULL)


def separated(
    parameters: ScoreNmfParameters, channels: int, *regions: Region, rows: tuple | None = None
) -> tuple[SeparationRequest, SeparationResult, np.ndarray]:
    """Separate the two voices; return request, result and true stems."""
    mixture, annotation, truth = song(channels=channels, **({"rows": rows} if rows else {}))
    request = SeparationRequest(mixture, annotation.changed(regions=regions), parameters)
    return request, ScoreNmf().run(request, Context()), truth


def energy(samples: np.ndarray, request: SeparationRequest, start_s: float, stop_s: float, low: float, high: float):
    """Energy of a sound inside a box of time and frequency."""
    params = set_up(request, request.mixture.length).params
    hz, times = params.frequencies_hz(), np.arange(params.frames(samples.shape[1])) * params.hop_s
    power = np.abs(stft(samples, params)) ** 2
    inside = power[:, (times >= start_s) & (times <= stop_s)][:, :, (hz >= low) & (hz <= high)]
    return float(inside.sum())


@pytest.mark.parametrize(("parameters", "channels"), CASES)
def test_a_stem_has_nothing_where_it_does_not_belong(parameters: ScoreNmfParameters, channels: int) -> None:
    """The inner part, since what lies around it leaks through overlapping frames."""
    inner = (0.4, 0.8, 600.0, 720.0)
    request, plain, _ = separated(parameters, channels)
    _, guided, _ = separated(parameters, channels, box("high", Polarity.NOT, 0.2, 1.0, 450.0, 900.0))
    before = energy(plain.stems[0][1].samples, request, *inner)
    assert energy(guided.stems[0][1].samples, request, *inner) < 0.02 * before
    total = guided.residual.samples + sum(stem.samples for _, stem in guided.stems)
    np.testing.assert_allclose(total, request.mixture.samples, rtol=0, atol=1e-6)


@pytest.mark.parametrize(("parameters", "channels"), CASES)
def test_a_source_takes_all_of_what_belongs_to_it_even_where_no_note_of_it_sounds(
    parameters: ScoreNmfParameters, channels: int
) -> None:
    rows = (("high", 76, 0.1, 0.5), ("low", 48, 0.1, 2.5))
    inner = (1.4, 1.8, 230.0, 300.0)
    request, guided, _ = separated(
        parameters, channels, box("high", Polarity.BELONGS, 1.0, 2.2, 180.0, 340.0), rows=rows
    )
    there = energy(request.mixture.samples, request, *inner)
    high, low = (energy(stem.samples, request, *inner) for _, stem in guided.stems)
    assert high == pytest.approx(there, rel=0.05)
    assert low < 0.02 * there


@pytest.mark.parametrize(("parameters", "channels"), CASES)
def test_what_belongs_to_nobody_goes_to_the_residual(parameters: ScoreNmfParameters, channels: int) -> None:
    nowhere = [box(source, Polarity.NOT, 0.2, 1.0, 100.0, 4000.0) for source in ("high", "low")]
    request, guided, _ = separated(parameters, channels, *nowhere)
    inner = (0.5, 0.7, 300.0, 2000.0)
    there = energy(request.mixture.samples, request, *inner)
    assert energy(guided.residual.samples, request, *inner) == pytest.approx(there, rel=0.05)


@pytest.mark.parametrize(("parameters", "channels"), CASES)
def test_regions_that_touch_nothing_change_no_sample(parameters: ScoreNmfParameters, channels: int) -> None:
    _, plain, _ = separated(parameters, channels)
    _, guided, _ = separated(parameters, channels, box("high", Polarity.NOT, 90.0, 95.0, 450.0, 900.0))
    for (_, one), (_, other) in zip(plain.stems, guided.stems, strict=True):
        np.testing.assert_array_equal(one.samples, other.samples)


@pytest.mark.parametrize(("parameters", "channels"), CASES)
def test_a_region_makes_good_what_a_wrong_note_has_spoilt(parameters: ScoreNmfParameters, channels: int) -> None:
    rows = (("high", 64, 0.1, 1.0), ("low", 64, 1.3, 1.0), ("low", 47, 0.1, 1.0))
    mixture, annotation, truth = song(rows=rows, channels=channels)
    wrong = Note(round(1.3 * RATE), RATE, "high", 64.0)
    spoilt = annotation.with_notes((*annotation.notes, wrong))
    right = spoilt.changed(regions=(box("high", Polarity.NOT, 1.2, 3.0, 50.0, 8000.0),))
    errors = []
    for given in (spoilt, right):
        result = ScoreNmf().run(SeparationRequest(mixture, given, parameters), Context())
        errors.append(
            [np.square(stem.samples - true).sum() for (_, stem), true in zip(result.stems, truth, strict=True)]
        )
    assert all(after < 0.3 * before for before, after in zip(*errors, strict=True))


def case(block_frames: int) -> tuple[Problem, BlockGuidance, np.ndarray, np.ndarray]:
    """Return a small random problem with guidance; V (frames, bins) and what is zero (components, frames, bins)."""
    generator = np.random.default_rng(1)
    params = StftParams(1000, 100, 50)
    annotation = song(duration_s=1.0)[1]
    regions = (
        Region("high", Polarity.NOT, 500, 2500, 60.0, 220.0, generator.random((4, 9)) < 0.6),
        Region("low", Polarity.BELONGS, 2000, 3100, 150.0, 400.0, generator.random((3, 5)) < 0.6),
    )
    grid = RegionGrid(Annotation(annotation.sources, regions=regions), params, 80)
    V = generator.gamma(0.5, 1.0, (80, params.bins)).astype(np.float32)
    spans = [np.array([[0, 80]]), np.array([[0, 50]]), np.array([[20, 80]]), np.array([[0, 80]])]
    pattern = ActivePattern.from_spans(spans, 80, block_frames)
    stem_of = np.array([0, 0, 1, 1])
    templates = generator.uniform(0.5, 1.5, (4, params.bins)).astype(np.float32)
    zero = grid.states(0, 80)[stem_of] == EntryState.ZERO
    return Problem(ArrayFrames(V), pattern, templates), BlockGuidance(grid, pattern, stem_of), V, zero


def twin(
    problem: Problem, V: np.ndarray, zero: np.ndarray, floor: float, updates: int, carry: bool = False
) -> np.ndarray:
    """Return the templates after the same updates in float64: every component has a mask of its own.

    ``carry``: what the templates' sums lose goes over to the activations.
    """
    touched = zero.any(axis=0)
    W = problem.templates.astype(np.float64)
    W /= W.sum(axis=1, keepdims=True)
    H = problem.pattern.constant(1.0).dense().astype(np.float64)

    def ratio() -> np.ndarray:
        parts = H[:, :, None] * W[:, None, :] * ~zero
        found = V / (parts.sum(axis=0) + floor)
        return np.where(zero, 1.0, np.where(touched, np.minimum(found, 1.5), found))

    for _ in range(updates):
        H = H * np.einsum("knb,kb->kn", ratio(), W) / W.sum(axis=1, keepdims=True)
        W = W * np.einsum("knb,kn->kb", ratio(), H) / H.sum(axis=1, keepdims=True)
        sums = W.sum(axis=1, keepdims=True)
        W /= sums
        H = H * sums if carry else H
    return W


@pytest.mark.parametrize("block_frames", [16, 80])
@pytest.mark.parametrize("workers", [1, 3])
def test_guided_updates_equal_a_dense_reference_in_float64(block_frames: int, workers: int) -> None:
    problem, guidance, V, zero = case(block_frames)
    prior = PitchPrior([("x", k) for k in range(4)], [float("nan")] * 4, np.arange(V.shape[1]) * 10.0, 0.5, 12.0)
    nmf = GuidedNmf(problem, prior, 0.0, 0.0, guidance)
    with Workers(workers) as pool:
        for _ in range(6):
            nmf.update(pool, lambda share: None)
    np.testing.assert_allclose(nmf.factors.templates, twin(problem, V, zero, 1e-9, 6), rtol=2e-3, atol=1e-6)


@pytest.mark.parametrize("block_frames", [16, 80])
def test_the_published_updates_with_regions_equal_the_same_reference(block_frames: int) -> None:
    problem, guidance, V, zero = case(block_frames)
    start = problem.pattern.constant(1.0)
    normal = problem.templates / problem.templates.sum(axis=1, keepdims=True)
    problem = Problem(problem.source, problem.pattern, normal, start=start)
    nmf = RegionKlNmf(problem, guidance)
    divergences = [step.divergence for step in nmf.plain(6) if step.part == 1.0 and step.stage == "bins"]
    floor = 1e-6 * float(V.mean())
    np.testing.assert_allclose(
        nmf.factors().templates, twin(problem, V, zero, floor, 6, carry=True), rtol=2e-3, atol=1e-6
    )
    assert all(np.isfinite(value) for value in divergences)


def test_a_template_learns_nothing_from_where_its_source_must_not_sound() -> None:
    """A loud tone where the source does not belong leaves its template as it is without the tone."""
    problem, _, V, _ = case(16)
    annotation = song(duration_s=1.0)[1]
    everywhere = Region("high", Polarity.NOT, -100, 10_000, 195.0, 205.0, FULL)
    params = StftParams(1000, 100, 50)
    grid = RegionGrid(Annotation(annotation.sources, regions=(everywhere,)), params, 80)
    guidance = BlockGuidance(grid, problem.pattern, np.array([0, 0, 1, 1]))
    found = []
    for level in (0.1, 100.0):
        loud = V.copy()
        loud[:, 20] = level
        nmf = RegionKlNmf(Problem(ArrayFrames(loud), problem.pattern, problem.templates), guidance)
        for _ in nmf.plain(10):
            pass
        found.append(nmf.factors().templates)
    grown = found[1][:, 20] / found[0][:, 20]
    assert (grown[:2] < 2).all()
    assert (grown[2:] > 10).all()


def test_blocks_without_regions_take_the_same_way_as_before() -> None:
    problem, _, _, _ = case(16)
    empty = RegionGrid(Annotation(), StftParams(1000, 100, 50), 80)
    plain, guided = KlNmf(problem), RegionKlNmf(problem, BlockGuidance(empty, problem.pattern, np.zeros(4, int)))
    for nmf in (plain, guided):
        for _ in nmf.plain(5):
            pass
    np.testing.assert_allclose(plain.factors().templates, guided.factors().templates, rtol=1e-4, atol=1e-8)
