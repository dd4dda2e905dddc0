"""The parts of the autoencoder's best variant: remixes, bands, lessons, consistency (core.engines.autoencoder)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import torch

from core.annotation.model import Activity, ActivitySpan, ActivityState
from core.engines.autoencoder import consistent_stems
from core.engines.autoencoder.best import Heard, Lessons, heard
from core.engines.autoencoder.consistent_stems import best_weight, write_consistent
from core.engines.autoencoder.engine import StructuredAutoencoder
from core.engines.autoencoder.lessons import lessons_of
from core.engines.autoencoder.parameters import AutoencoderParameters
from core.engines.autoencoder.partial_bands import BANDS, in_bands
from core.engines.autoencoder.refining import RefiningNetwork, gains_of, teach
from core.engines.autoencoder.remixes import Remix, remixes
from core.engines.autoencoder.state import refining_network_in
from core.engines.base import SeparationRequest, SeparationResult
from core.engines.score_informed.learning import learn
from core.engines.score_informed.parameters import ScoreNmfParameters
from core.engines.score_informed.rendering import factor_models, masks_of
from core.factorization import Activations
from tests.core.songs import TWO_VOICES, NoteRow, song
from tests.core.test_engine_contract import Context, assert_sound

RATE = 8000
QUICK = AutoencoderParameters(remixes=1, lessons=10, stereo=False)
# two rounds of notes, a rest, and a third source that plays in the first round only
ROUNDS: tuple[NoteRow, ...] = (
    *TWO_VOICES,
    *((name, pitch, start_s + 4.0, length_s) for name, pitch, start_s, length_s in TWO_VOICES),
)
THREE: tuple[NoteRow, ...] = (*ROUNDS, ("third", 64, 0.5, 1.5))


@cache
def known(rows: tuple[NoteRow, ...] = ROUNDS, duration_s: float = 7.0) -> Heard:
    """Return a mono song, learnt by NMF."""
    mixture, annotation, _ = song(rows, RATE, duration_s, channels=1)
    request = SeparationRequest(mixture, annotation, ScoreNmfParameters(variant="best", updates=5))
    learned = learn(request, mixture.length, lambda share: None, lambda share, divergence: False)
    return heard(request, learned, lambda share: None)


def made(count: int = 3) -> tuple[list[Remix], np.ndarray]:
    _, annotation, truth = song(THREE, RATE, 7.0)
    spans = (ActivitySpan(1000, 20_000, ActivityState.ACTIVE), ActivitySpan(30_000, 56_000, ActivityState.SILENT))
    annotation = annotation.with_activity(Activity("low", spans))
    generator = np.random.default_rng(0)
    return list(remixes(list(truth), RATE, annotation, count, generator, lambda: None)), truth


def test_the_parts_of_a_remix_sum_to_it() -> None:
    for remix in made()[0]:
        np.testing.assert_allclose(np.sum(remix.stems, axis=0), remix.mixture.samples, atol=1e-6)


def test_notes_and_activity_go_round_with_their_sound() -> None:
    found, truth = made()
    assert len({tuple(np.argmax(np.abs(stem[0])) for stem in remix.stems) for remix in found}) > 1
    for remix in found:
        length = remix.mixture.length
        for source, stem, before in zip(remix.annotation.sources, remix.stems, truth, strict=True):
            played = np.zeros(length, bool)
            for note in remix.annotation.notes_of(source.id):
                assert 0 <= note.start < note.stop <= length
                played[note.start : note.stop] = True
            outside = np.square(stem[:, ~played]).sum() / np.square(stem).sum()
            # a shift moves notes by whole samples; sound at a length's rounding is all that may be left
            assert outside < 1e-3
            np.testing.assert_allclose(np.sort(np.abs(stem[0]) > 0), np.sort(np.abs(before[0]) > 0))
        spans = remix.annotation.activity_of("low").spans
        assert sum(span.stop - span.start for span in spans if span.state is ActivityState.ACTIVE) == 19_000
        assert sum(span.stop - span.start for span in spans if span.state is ActivityState.SILENT) == 26_000
        assert all(0 <= span.start < span.stop <= length for span in spans)


def test_remixes_need_two_sources_that_sound() -> None:
    _, annotation, truth = song(ROUNDS, RATE, 7.0)
    generator = np.random.default_rng(0)
    silent = [truth[0], np.zeros_like(truth[1])]
    assert not list(remixes(silent, RATE, annotation, 2, generator, lambda: None))
    assert not list(remixes(list(truth), RATE, annotation.with_notes(()), 2, generator, lambda: None))


def test_gains_of_one_leave_the_model_as_it_is_and_others_change_their_band_alone() -> None:
    setup, factors = known().learned.setup, known().learned.factors
    layout, pattern = known().features.layout, setup.pattern
    before = factor_models(setup, factors, 2)(0, pattern.block_frames)[..., : layout.bins]

    def model(lowest_gain: float) -> np.ndarray:
        gains = []
        for values in factors.activations.values:
            own = np.ones((*values.shape, BANDS), np.float32)
            own[:, :, 0] = lowest_gain
            gains.append(own.reshape(len(own), -1))
        changed = in_bands(setup, factors, layout, Activations(pattern, tuple(gains)))
        return factor_models(*changed, 2)(0, pattern.block_frames)[..., : layout.bins]

    np.testing.assert_allclose(model(1.0), before, rtol=1e-4, atol=1e-6)
    lowest, higher = (layout.band_of == 0).all(axis=0), (layout.band_of > 0).all(axis=0)
    assert lowest.any()
    assert higher.any()
    np.testing.assert_allclose(model(2.0)[..., lowest], 2 * before[..., lowest], rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(model(2.0)[..., higher], before[..., higher], rtol=1e-4, atol=1e-6)


def test_an_untaught_network_changes_nothing() -> None:
    gains = gains_of(RefiningNetwork.new(0), known().features, known().learned.setup.pattern, 1.0, lambda share: None)
    assert all((values == 1.0).all() for values in gains.values)


def lessons(silent: bool = False, most_bytes: int = 2**30) -> list:
    """Return the lessons of the song ``known``; with one more source, which is silent, where that is asked."""
    mixture, _, truth = song(ROUNDS, RATE, 7.0, channels=1)
    learned, stems = known().learned, [*truth]
    if silent:
        stems.append(np.zeros_like(truth[0]))
    return lessons_of(
        known().features,
        mixture.samples,
        stems,
        learned.setup.params,
        0.8,
        learned.scale,
        most_bytes,
        lambda share: None,
    )


@pytest.mark.parametrize("mask_exponent", [2.5, None])
@pytest.mark.parametrize("silent", [False, True])
def test_lessons_lower_the_error_beside_a_silent_source_too(mask_exponent: float | None, silent: bool) -> None:
    errors: list[float] = []
    network = RefiningNetwork.new(0)

    def listener(share: float, error: float) -> bool:
        errors.append(error)
        return False

    teach(network, lessons(silent), mask_exponent, 25, 0, listener)
    assert errors[-1] < 0.99 * errors[0]
    assert errors[0] < 2.0


def test_lessons_that_would_need_too_much_memory_are_fewer() -> None:
    everything = lessons()
    assert 1 <= len(lessons(most_bytes=1)) < len(everything)


def test_a_network_with_absurd_weights_is_not_taken_from_a_state() -> None:
    name = "refining hear.weight"
    state = {"refining " + key: values.detach().numpy() for key, values in RefiningNetwork.new(1).named_parameters()}
    assert refining_network_in(state) is not None
    for wrong in (1e30, float("nan"), float("inf")):
        assert refining_network_in({**state, name: np.full_like(state[name], wrong)}) is None
    assert refining_network_in({**state, name: state[name][:2]}) is None


def written(weight: float, rows: tuple[NoteRow, ...] = ROUNDS, stop_after: int | None = None) -> tuple[np.ndarray, ...]:
    """Return mixture, stems by masks, stems made consistent, and what they leave."""
    mixture, _, _ = song(rows, RATE, 7.0, channels=1)
    setup, factors = known(rows).learned.setup, known(rows).learned.factors
    sources = len({row[0] for row in rows})
    masks = masks_of(setup, factors, sources)
    plain = np.zeros((sources, *mixture.samples.shape), np.float32)
    consistent_stems.write_consistent(mixture.samples, masks, setup, 0.0, list(plain), np.zeros_like(plain[0]), never)
    stems, residual, steps = plain.copy(), mixture.samples - plain.sum(axis=0), 0

    def step(done: int, total: int) -> bool:
        nonlocal steps
        steps += 1
        return stop_after is not None and steps > stop_after

    write_consistent(mixture.samples, masks, setup, weight, list(stems), residual, step)
    return mixture.samples, plain, stems, residual


def never(done: int, total: int) -> bool:
    return False


@pytest.mark.parametrize("rows", [ROUNDS, THREE])
def test_consistent_stems_and_what_they_leave_sum_to_the_song(rows: tuple[NoteRow, ...]) -> None:
    mixture, plain, stems, residual = written(3.0, rows)
    np.testing.assert_allclose(stems.sum(axis=0) + residual, mixture, atol=1e-6)
    # together they are what the masks give to all of them
    np.testing.assert_allclose(stems.sum(axis=0), plain.sum(axis=0), atol=2e-4)
    assert np.abs(stems - plain).max() > 1e-3


def test_pieces_join_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, whole, _ = written(3.0)
    monkeypatch.setattr(consistent_stems, "_BLOCKS", 1)
    _, plain, stems, _ = written(3.0)
    assert np.square(stems - whole).sum() < 0.02 * np.square(whole - plain).sum()
    assert np.abs(np.diff(stems - whole)).max() < 1e-3


@pytest.mark.parametrize("stop_after", [0, 3, 20, 40, 55])
def test_stopping_keeps_stems_that_are_whole(monkeypatch: pytest.MonkeyPatch, stop_after: int) -> None:
    monkeypatch.setattr(consistent_stems, "_BLOCKS", 1)
    mixture, plain, stems, residual = written(3.0, stop_after=stop_after)
    _, _, finished, _ = written(3.0)
    np.testing.assert_allclose(stems.sum(axis=0) + residual, mixture, atol=1e-6)
    # first what was done, then what was there, and no jump between them
    steps = np.abs(np.diff(stems)).max(axis=2)
    assert (steps <= 1.05 * np.maximum(np.abs(np.diff(plain)).max(axis=2), np.abs(np.diff(finished)).max(axis=2))).all()
    between = np.minimum(np.abs(stems - plain), np.abs(stems - finished)).max()
    assert between <= 0.51 * np.abs(finished - plain).max() + 1e-6


def test_a_stem_is_silent_where_its_source_is() -> None:
    _, plain, stems, _ = written(10.0, THREE)
    rest = slice(int(5.5 * RATE), int(6.9 * RATE))
    assert not plain[2][:, rest].any()
    assert np.abs(stems[2][:, rest]).max() < 1e-5 * np.abs(stems).max()


def test_the_weight_is_that_which_suits_the_remix_and_a_stop_means_none() -> None:
    setup, factors = known().learned.setup, known().learned.factors
    mixture, annotation, _ = song(ROUNDS, RATE, 7.0, channels=1)
    masks = masks_of(setup, factors, 2)
    shares: list[float] = []

    def stop(share: float) -> bool:
        shares.append(share)
        return True

    _, plain, _, _ = written(0.0)
    inconsistent = Remix(mixture, annotation, tuple(plain))
    assert best_weight(inconsistent, masks, setup, lambda share: False) == 0.0
    assert best_weight(Remix(mixture, annotation, tuple(written(10.0)[2])), masks, setup, lambda share: False) == 10.0
    assert best_weight(inconsistent, masks, setup, stop) == 0.0
    assert len(shares) < 40


def run(
    rows: tuple[NoteRow, ...], parameters: AutoencoderParameters, **options: object
) -> tuple[SeparationResult, Context]:
    mixture, annotation, _ = song(rows, RATE, 7.0, channels=1)
    context = Context()
    request = replace(SeparationRequest(mixture, annotation, parameters), **options)
    result = StructuredAutoencoder().run(request, context)
    assert_sound(result, request)
    return result, context


@pytest.mark.parametrize("changes", [{"remixes": 0}, {"lessons": 0}, {"consistency": False}])
def test_a_run_that_leaves_steps_out_reaches_its_end(changes: dict[str, int]) -> None:
    _, context = run(ROUNDS, replace(QUICK, **changes))
    assert context.fractions == sorted(context.fractions)
    assert context.fractions[-1] == 1.0


@pytest.mark.parametrize("variant", ["best", "C"])
def test_a_source_without_notes_stays_silent(variant: str) -> None:
    mixture, annotation, _ = song(THREE, RATE, 3.0, channels=1)
    samples = mixture.samples + np.float32(0.01) * np.random.default_rng(0).standard_normal(
        mixture.samples.shape
    ).astype(np.float32)
    bare = annotation.with_notes(note for note in annotation.notes if note.source_id != "third")
    parameters = replace(QUICK, variant=variant, units=40, dropout_steps=5, penalty_steps=2)
    result = StructuredAutoencoder().run(
        SeparationRequest(replace(mixture, samples=samples), bare, parameters), Context()
    )
    assert not result.stems[2][1].samples.any()


def test_remixes_are_made_one_by_one() -> None:
    mixture, annotation, truth = song(ROUNDS, RATE, 7.0, channels=1)
    request = SeparationRequest(mixture, annotation, QUICK.of_factors())
    shares: list[float] = []
    stop_at: Callable[[float], bool] = lambda share: shares.append(share) is None and share > 0.6  # noqa: E731
    work = Lessons(request, list(truth), 3)
    work.separate(stop_at)
    assert shares == sorted(shares)
    assert shares[-1] < 0.8
    assert work.lessons
    assert torch.isfinite(work.lessons[0].stretch.features).all()
