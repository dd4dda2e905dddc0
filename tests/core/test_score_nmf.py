"""The engine score-nmf beyond the contract: templates, instruments, prior, guided updates, variants."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch

import core.scratch
from core.annotation.model import Activity, ActivitySpan, ActivityState, Note, Source
from core.engines.base import SeparationRequest
from core.engines.score_informed.guided_nmf import GuidedNmf
from core.engines.score_informed.instruments import bare_name, instruments
from core.engines.score_informed.learning import learn
from core.engines.score_informed.model import magnitudes, set_up
from core.engines.score_informed.parameters import ScoreNmfParameters
from core.engines.score_informed.pitch_prior import PitchPrior
from core.engines.score_informed.rendering import StereoSeparator
from core.engines.score_informed.templates import harmonic_template, partial_of_bin
from core.engines.score_nmf.engine import ScoreNmf
from core.factorization import ActivePattern, ArrayFrames, Problem
from core.factorization.sweep import Workers
from tests.core.resident import resident_bytes
from tests.core.songs import song
from tests.core.test_engine_contract import Context

HZ = np.arange(1025) * 22050 / 2048


def run(parameters: ScoreNmfParameters, **changes: object) -> tuple[dict[str, np.ndarray], Context, np.ndarray]:
    """Separate the two voices; return the stems by source, the context and the residual."""
    mixture, annotation, _ = song()
    request = replace(SeparationRequest(mixture, annotation, parameters), **changes)  # type: ignore[arg-type]
    context = Context()
    result = ScoreNmf().run(request, context)
    return {source: stem.samples for source, stem in result.stems}, context, result.residual.samples


def test_a_template_has_energy_at_the_partials_and_zeros_between() -> None:
    template = harmonic_template(HZ, 69.0, 0.5)
    assert template.sum() == pytest.approx(1.0)
    peaks = [round(440 * k / HZ[1]) for k in (1, 2, 3)]
    assert template[peaks[0]] == pytest.approx(2 * template[peaks[1]])
    assert (template[[(a + b) // 2 for a, b in pairwise(peaks)]] == 0).all()


def test_a_floor_fills_the_space_between_the_partials() -> None:
    template = harmonic_template(HZ, 69.0, 0.5, floor=1e-3)
    assert (template > 0).all()


def test_a_pitch_above_the_highest_bin_has_a_flat_template() -> None:
    np.testing.assert_allclose(harmonic_template(HZ[:50], 127.0, 0.5), 1 / 50, rtol=1e-6)


def test_bins_know_their_partial() -> None:
    partial = partial_of_bin(HZ, 69.0, 0.5, partials=5)
    assert [partial[round(440 * k / HZ[1])] for k in range(1, 8)] == [1, 2, 3, 4, 5, 0, 0]
    assert not partial_of_bin(HZ, float("nan"), 0.5, 5).any()


@pytest.mark.parametrize(
    ("names", "one"),
    [
        (("right_hand", "left_hand"), True),
        (("Piano RH", "Piano LH"), True),
        (("Piano right", "Piano left"), True),
        (("Violin I", "Violin II"), True),
        (("horn", "piano"), False),
        (("Bass", "Treble flute"), False),
    ],
)
def test_tracks_of_one_program_share_their_sounds_only_where_the_names_agree(names: tuple[str, str], one: bool) -> None:
    sources = [Source(name, name, program=0) for name in names]
    assert (len(set(instruments(sources, "auto").values())) == 1) is one
    assert len(set(instruments(sources, "never").values())) == 2
    assert len(set(instruments(sources, "always").values())) == 1


def test_tracks_of_different_programs_or_drums_never_share() -> None:
    apart = [Source("a", "Piano 1", program=0), Source("b", "Piano 2", program=1), Source("c", "Piano 3", program=None)]
    assert len(set(instruments(apart, "auto").values())) == 3
    drums = [Source(i, "Drums", program=0, is_drum=True) for i in "ab"]
    assert len(set(instruments(drums, "always").values())) == 2


def test_a_name_is_stripped_of_hands_and_numbers_only() -> None:
    assert bare_name("Grand-Piano_Left Hand 2") == "grand piano"
    assert bare_name("Klavier, linke Hand") == "klavier"


def test_the_prior_gives_a_rare_pitch_the_partials_of_its_neighbours() -> None:
    pitches = [60.0, 62.0, 64.0]
    prior = PitchPrior([("piano", 0)] * 3, pitches, HZ, 0.5, 12.0)
    templates = np.stack([harmonic_template(HZ, pitch, 0.5, 1e-4) for pitch in pitches])
    odd = templates.copy()
    odd[1, partial_of_bin(HZ, 62.0, 0.5, 30) == 2] *= 10
    odd /= odd.sum(1, keepdims=True)
    expected = prior.expected(torch.from_numpy(odd), torch.tensor([1.0, 1e-6, 1.0])).numpy()
    strength = [expected[row][partial_of_bin(HZ, pitch, 0.5, 30) == 2].sum() for row, pitch in enumerate(pitches)]
    np.testing.assert_allclose(strength[1], strength[0], rtol=0.1)
    assert odd[1][partial_of_bin(HZ, 62.0, 0.5, 30) == 2].sum() > 3 * strength[1]
    np.testing.assert_allclose(expected.sum(1), 1.0, rtol=1e-4)


def test_the_prior_leaves_templates_without_a_pitch_and_other_instruments_alone() -> None:
    prior = PitchPrior([("drums", 0), ("piano", 0), ("flute", 0)], [float("nan"), 60.0, 60.0], HZ, 0.5, 12.0)
    generator = np.random.default_rng(0)
    templates = torch.from_numpy(generator.dirichlet(np.ones(len(HZ)), 3).astype(np.float32))
    expected = prior.expected(templates, torch.ones(3))
    np.testing.assert_array_equal(expected[0].numpy(), templates[0].numpy())
    np.testing.assert_allclose(expected.numpy(), templates.numpy(), rtol=1e-3, atol=1e-7)


def guided(block_frames: int, prior_strength: float, continuity: float) -> tuple[GuidedNmf, np.ndarray]:
    """Return a factorisation of a random case with its V (frames, bins)."""
    generator = np.random.default_rng(3)
    V = generator.gamma(0.5, 1.0, (150, len(HZ))).astype(np.float32)
    spans = [np.array([[0, 70]]), np.array([[40, 90], [100, 150]]), np.array([[60, 150]])]
    pattern = ActivePattern.from_spans(spans, 150, block_frames)
    templates = np.stack([harmonic_template(HZ, pitch, 0.5, 1e-3) for pitch in (60.0, 64.0, 67.0)])
    prior = PitchPrior([("piano", 0)] * 3, [60.0, 64.0, 67.0], HZ, 0.5, 12.0)
    return GuidedNmf(Problem(ArrayFrames(V), pattern, templates), prior, prior_strength, continuity), V


def twin(V: np.ndarray, nmf: GuidedNmf, updates: int) -> tuple[np.ndarray, np.ndarray]:
    """Return templates and activations by the same updates in float64, dense, without prior and continuity."""
    H = (nmf.factors.activations.dense() > 0).astype(np.float64)
    W = nmf.factors.templates.astype(np.float64)
    for _ in range(updates):
        H *= (W @ (V.T / (W.T @ H + 1e-9))) / (W.sum(1, keepdims=True) + 1e-9)
        W = W * ((V.T / (W.T @ H + 1e-9)) @ H.T).T
        W /= W.sum(1, keepdims=True)
    return W, H


@pytest.mark.parametrize("workers", [1, 3])
def test_guided_updates_without_guidance_equal_a_reference_in_float64(workers: int) -> None:
    nmf, V = guided(32, 0.0, 0.0)
    W, H = twin(V, nmf, 5)
    with Workers(workers) as pool:
        for _ in range(5):
            nmf.update(pool, lambda share: None)
    np.testing.assert_allclose(nmf.factors.templates, W, rtol=1e-3, atol=1e-8)
    np.testing.assert_allclose(nmf.factors.activations.dense(), H, rtol=1e-3, atol=1e-4)


def test_zeros_stay_zeros_and_blocks_make_no_difference() -> None:
    found = []
    for block_frames in (16, 64, 150):
        nmf, _ = guided(block_frames, 0.3, 1.0)
        silent = nmf.factors.activations.dense() == 0
        with Workers(2) as pool:
            for _ in range(6):
                nmf.update(pool, lambda share: None)
        assert not nmf.factors.activations.dense()[silent].any()
        found.append(nmf.factors.activations.dense())
    np.testing.assert_allclose(found[0], found[2], rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(found[1], found[2], rtol=1e-3, atol=1e-4)


def test_the_divergence_falls() -> None:
    nmf, _ = guided(32, 0.0, 0.0)
    with Workers(1) as pool:
        divergences = [nmf.update(pool, lambda share: None) for _ in range(10)]
    assert divergences[-1] < 0.99 * divergences[0]


def test_magnitudes_have_a_mean_of_one_and_the_published_ones_are_those_of_the_downmix() -> None:
    mixture, annotation, _ = song()
    request = SeparationRequest(mixture, annotation, ScoreNmfParameters(variant="published"))
    setup = set_up(request, mixture.length)
    V, mean = magnitudes(mixture.samples, setup, lambda share: None)
    assert V.mean() == pytest.approx(1.0, rel=1e-4)
    from core.stft import stft

    expected = np.abs(stft(mixture.samples.mean(axis=0, keepdims=True), setup.params)[0])
    np.testing.assert_allclose(V * mean, expected, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("variant", ["published", "best"])
def test_free_components_send_what_no_note_explains_to_the_residual(variant: str) -> None:
    mixture, _, _ = song()
    noise = 0.05 * np.random.default_rng(0).standard_normal(mixture.samples.shape).astype(np.float32)
    noisy = replace(mixture, samples=mixture.samples + noise)
    plain = run(ScoreNmfParameters(variant=variant), mixture=noisy)[2]
    freed = run(ScoreNmfParameters(variant=variant, free_components=4), mixture=noisy)[2]
    assert np.square(freed).sum() > 4 * np.square(plain).sum()


def test_a_source_is_silent_where_it_is_labelled_silent() -> None:
    mixture, annotation, _ = song()
    span = ActivitySpan(0, mixture.length, ActivityState.SILENT)
    silenced = replace(annotation, activities=(Activity("low", (span,)),))
    stems, _, _ = run(ScoreNmfParameters(), annotation=silenced)
    assert not stems["low"].any()
    assert stems["high"].any()


def test_the_fast_updates_reach_what_the_published_ones_reach() -> None:
    mixture, annotation, _ = song()
    ends = []
    for fast in (False, True):
        parameters = ScoreNmfParameters(variant="published", fast=fast)
        result = ScoreNmf().run(SeparationRequest(mixture, annotation, parameters), Context())
        ends.append(result.figures["divergence"])
    assert ends[1] < 1.02 * ends[0]


def test_a_later_run_starts_from_the_earlier_one() -> None:
    mixture, annotation, _ = song()
    request = SeparationRequest(mixture, annotation, ScoreNmfParameters(updates=2))
    first = ScoreNmf().run(request, Context())
    again = ScoreNmf().run(replace(request, previous=first.state), Context())
    assert again.figures["divergence"] < first.figures["divergence"]


def test_sources_of_drums_and_notes_without_a_pitch_are_separated_too() -> None:
    _, annotation, _ = song()
    sources = (replace(annotation.sources[0], is_drum=True), annotation.sources[1])
    notes = tuple(
        Note(n.start, n.length, n.source_id, None if n.source_id == "low" else n.pitch) for n in annotation.notes
    )
    stems, _, _ = run(ScoreNmfParameters(), annotation=replace(annotation, sources=sources, notes=notes))
    assert all(np.isfinite(stem).all() and stem.any() for stem in stems.values())


def test_a_score_that_lies_outside_the_song_is_a_problem_in_words() -> None:
    mixture, annotation, _ = song()
    late = tuple(replace(note, start=note.start + 10**9) for note in annotation.notes)
    request = SeparationRequest(mixture, replace(annotation, notes=late), ScoreNmfParameters())
    assert [p.severity for p in ScoreNmf().problems(request)] == ["error"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_finding_places_leaves_the_song_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core.scratch, "IN_MEMORY_BYTES", 2**20)
    rows = [("high", 76, float(second), 0.8) for second in range(60)]
    sound, annotation, _ = song(rows=[*rows, ("low", 48, 0.0, 59.0)], duration_s=60.0)
    samples = core.scratch.scratch_array(sound.samples.shape)
    samples[:] = sound.samples
    mixture = replace(sound, samples=samples)
    request = SeparationRequest(mixture, annotation, ScoreNmfParameters(updates=1))
    learned = learn(request, mixture.length, lambda share: None, lambda share, divergence: False)
    core.scratch.release(samples)
    assert StereoSeparator(learned.setup, learned.factors, 2).learn(mixture.samples, lambda share: False)
    assert resident_bytes(samples) < samples.nbytes / 4
