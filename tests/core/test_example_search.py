"""Finding good settings for learning from examples: draws, folds, trials, stopping and going on."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from core.annotation.model import Annotation, Dictionary, Example, Source
from core.audio import Audio, Mixture
from core.engines.base import SeparationRequest
from core.engines.example_nmf.material import Material
from core.engines.example_nmf.parameters import VARIANTS, ExampleNmfParameters
from core.engines.example_nmf.search import search
from core.engines.example_nmf.search_data import Fold, SearchTask, fold_of, folds_possible, search_task
from core.engines.example_nmf.search_space import drawn, draws_of, with_settings
from core.engines.example_nmf.search_state import (
    SearchState,
    Trial,
    state_from_dict,
    state_from_json,
    state_to_dict,
    state_to_json,
)
from core.errors import EngineError, JobCancelled
from core.stft import StftParams

BINS = 25
RATE = 8000
BASE = ExampleNmfParameters(variant="adversarial", columns=4, epochs=8, test_epochs=10)
SONG = Mixture(np.ones((1, 8000), np.float32), RATE)
EMPTY = np.zeros((0, BINS), np.float32)


def samples(seed: int, frames: int = 200) -> np.ndarray:
    """Return frames made of four spectra of their own."""
    generator = np.random.default_rng(seed)
    spectra = generator.gamma(0.3, 1.0, (4, BINS))
    return (0.02 + generator.gamma(0.3, 1.0, (frames, 4)) @ spectra).astype(np.float32)


def task_of(
    *sources: np.ndarray | None,
    others: tuple[np.ndarray | None, ...] = (),
    parts: tuple[np.ndarray, ...] = (),
    song: np.ndarray = EMPTY,
    importance: tuple[float, ...] = (),
    base: ExampleNmfParameters = BASE,
    annotation: Annotation | None = None,
) -> SearchTask:
    """Return what is searched for with spectra that stand for what was heard."""
    if annotation is None:
        names = [Source(name, name) for name in "abcd"[: len(sources)]]
        span = (0, 4000) if parts else None
        heard = tuple(
            Example(source.id, span=span, audio=SONG)
            for source, one in zip(names, sources, strict=True)
            if one is not None
        )
        annotation = Annotation(tuple(names), examples=heard)
    material = Material(sources, others or (None,) * len(sources), parts, song)
    request = SeparationRequest(SONG, annotation, base)
    return SearchTask(request, StftParams.for_rate(RATE), material, importance)


def two_sources(frames: int = 200) -> SearchTask:
    return task_of(samples(1, frames), samples(2, frames))


def with_base(task: SearchTask, base: ExampleNmfParameters) -> SearchTask:
    return replace(task, request=replace(task.request, parameters=base))


def folds_of(task: SearchTask, folds: int, seed: int) -> list[Fold]:
    return [fold_of(task, number, folds, seed, lambda: None) for number in range(folds)]


def never(_state: SearchState, _share: float) -> bool:
    return False


def tried(task: SearchTask, trials: int, **state: int) -> SearchState:
    return search(task, SearchState(**state), trials, never)


def test_the_first_trial_is_the_settings_as_they_are() -> None:
    found = tried(two_sources(), 2)
    assert found.trials[0].settings["tau_a"] == BASE.tau_a
    assert found.trials[1].settings != found.trials[0].settings


def test_the_best_trial_is_the_one_with_the_highest_score() -> None:
    found = tried(two_sources(), 6)
    best = found.best
    assert best is not None
    assert best.score == max(trial.score for trial in found.trials)
    assert SearchState().best is None


def test_the_same_seed_finds_the_same() -> None:
    first, second = tried(two_sources(), 4, seed=3), tried(two_sources(), 4, seed=3)
    other = tried(two_sources(), 4, seed=4)
    assert [t.settings for t in first.trials] == [t.settings for t in second.trials]
    assert [t.scores for t in first.trials] == [t.scores for t in second.trials]
    assert [t.settings for t in first.trials[1:]] != [t.settings for t in other.trials[1:]]


def test_a_search_that_was_stopped_goes_on_as_if_it_had_not_been() -> None:
    task = two_sources()
    calls = 0

    def stop_in_the_third(state: SearchState, share: float) -> bool:
        nonlocal calls
        calls += 1
        return len(state.trials) == 2 and share > 0.4

    stopped = search(task, SearchState(), 5, stop_in_the_third)
    assert len(stopped.trials) == 2
    assert calls > 4
    whole = search(task, state_from_json(state_to_json(stopped)), 5, never)
    straight = tried(task, 5)
    assert [t.scores for t in whole.trials] == [t.scores for t in straight.trials]


def test_a_fold_can_be_left_while_it_is_made() -> None:
    long = task_of(samples(1), samples(2), song=samples(3, 3000))
    calls = 0

    def leave_at_last() -> None:
        nonlocal calls
        calls += 1
        if calls == 10:
            raise JobCancelled("left")

    with pytest.raises(JobCancelled):
        fold_of(long, 0, 3, 0, leave_at_last)


def test_scores_of_other_examples_are_not_gone_on_with() -> None:
    before = tried(two_sources(), 3)
    after = search(task_of(samples(1), samples(9)), before, 1, never)
    assert len(after.trials) == 1
    assert after.key != before.key


def test_settings_that_are_drawn_do_not_make_scores_of_another_kind() -> None:
    before = tried(two_sources(), 3)
    assert before.best is not None
    used = with_settings(BASE, before.best.settings)
    assert search(with_base(two_sources(), used), before, 3, never) == before
    assert search(with_base(two_sources(), replace(BASE, columns=5)), before, 1, never).key != before.key


def test_every_draw_is_allowed_and_spread_over_its_range() -> None:
    base = replace(BASE, variant="discriminative-adversarial")
    draws = draws_of(base, 1, with_columns=True)
    trials = [drawn(draws, base, 0, number) for number in range(1, 200)]
    for settings in trials:
        with_settings(base, settings)
    for draw in draws:
        values = [settings[draw.name] for settings in trials]
        if draw.low is None or draw.high is None:
            assert len(set(values)) > 1
            continue
        numbers = np.array(values, float)
        assert (numbers >= draw.low * 0.999).all()
        assert (numbers <= draw.high * 1.001).all()
        if draw.is_log:
            logs = np.log(numbers / draw.low) / np.log(draw.high / draw.low)
            assert np.mean(logs) == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize(
    ("variant", "names", "others"),
    [
        ("exemplar", {"mu_h", "test_epochs"}, {"tau_a", "mu_w"}),
        ("nmf", {"mu_w", "epochs", "batch_size", "initialization"}, {"tau_a", "omega", "tau_s"}),
        ("adversarial", {"tau_a", "omega"}, {"tau_s"}),
        ("discriminative-adversarial", {"tau_a", "omega", "tau_s"}, {"rounds"}),
        ("best", {"tau_a", "omega", "rounds"}, {"tau_s"}),
    ],
)
def test_what_is_drawn_depends_on_the_variant(variant: str, names: set[str], others: set[str]) -> None:
    drawn_names = {draw.name for draw in draws_of(replace(BASE, variant=variant), 1)}
    assert names <= drawn_names
    assert not others & drawn_names


def test_every_variant_can_be_searched() -> None:
    assert all(draws_of(replace(BASE, variant=variant), 1) for variant in VARIANTS)


def test_shares_of_other_sources_sum_to_at_most_one() -> None:
    draws = draws_of(BASE, 4)
    shares = [float(drawn(draws, BASE, 0, number)["omega"] or 0) for number in range(1, 50)]
    assert max(shares) <= 0.25
    assert "omega" not in {draw.name for draw in draws_of(BASE, 0)}


def test_what_is_held_back_is_not_learnt_from() -> None:
    task = two_sources()
    held_back = []
    for fold in folds_of(task, 4, 0):
        for source, learnt in zip(task.material.sources, fold.learning.sources, strict=True):
            assert source is not None
            assert learnt is not None
            held = {row.tobytes() for row in source} - {row.tobytes() for row in learnt}
            assert (len(held), len(learnt)) == (50, 150)
            held_back.append(held)
    # each frame once
    assert len(set().union(*held_back)) == 2 * 200


def test_every_trial_is_held_to_the_same_mixtures() -> None:
    first, second = folds_of(two_sources(), 3, 7), folds_of(two_sources(), 3, 7)
    for one, other in zip(first, second, strict=True):
        assert np.array_equal(one.mixed, other.mixed)
        assert np.allclose(sum(one.parts), one.mixed)


def test_the_mixtures_stand_in_for_a_song_as_long() -> None:
    song = samples(1, 700) + samples(2, 700)
    (fold,) = folds_of(task_of(samples(1), samples(2), song=song), 1, 0)
    assert fold.learning.mixed.shape == song.shape
    np.testing.assert_allclose(fold.learning.mixed[: len(fold.mixed)], np.abs(fold.mixed))
    power = np.square(fold.learning.mixed).sum() / np.square(song).sum()
    assert 0.3 < power < 3.0


def test_the_song_stands_in_for_a_source_without_examples() -> None:
    known, unknown = samples(1), samples(2, 60)
    song = np.concatenate([3.0 * known[:120] + samples(2, 120), unknown])
    task = task_of(known, None, song=song)
    assert task.weights == (1.0, 0.0)
    (fold,) = folds_of(task, 1, 0)
    assert fold.learning.sources[1] is None
    # where the known source is silent the song is the other one, and quieter
    shape = np.abs(fold.parts[1]).sum(axis=0)
    assert np.corrcoef(shape, unknown.sum(axis=0))[0, 1] > np.corrcoef(shape, known.sum(axis=0))[0, 1]
    assert np.isfinite(tried(task, 2).trials[1].score)


def test_what_a_source_is_not_stands_in_before_the_song() -> None:
    task = task_of(samples(1), None, others=(samples(5, 90), None), song=samples(1) + samples(2))
    (fold,) = folds_of(task, 1, 0)
    left = fold.learning.others[0]
    assert left is not None
    assert len(left) == 60


def test_a_dictionary_that_was_given_is_heard_in_the_mixtures() -> None:
    window = 2 * (BINS - 1)
    columns = samples(2, 4).T / np.linalg.norm(samples(2, 4), axis=1).astype(np.float32)
    given = Dictionary("b", "b", np.ascontiguousarray(columns), RATE, window, window // 4, ("",) * 4)
    annotation = Annotation(
        (Source("a", "a"), Source("b", "b")), examples=(Example("a", audio=SONG),), dictionaries=(given,)
    )
    task = task_of(samples(1), None, annotation=annotation)
    task = replace(task, params=StftParams(RATE, window, window // 4))
    assert task.weights == (0.5, 0.5)
    assert np.isfinite(tried(task, 2).trials[1].score)


def test_mixtures_whose_parts_are_known_are_what_is_held_back() -> None:
    parts = (samples(1, 90), samples(2, 90))
    task = task_of(samples(3), None, parts=parts)
    assert task.weights == (0.5, 0.5)
    for number, fold in enumerate(folds_of(task, 3, 0)):
        assert [len(part) for part in fold.learning.parts] == [60, 60]
        # examples are all learnt from, with what is not held back of the mixtures
        assert [len(one) for one in fold.learning.sources if one is not None] == [260, 60]
        held = parts[0][30 * number : 30 * (number + 1)]
        np.testing.assert_allclose(np.abs(fold.parts[0]), held, rtol=1e-5, atol=1e-6)
    discriminative = with_base(task, replace(BASE, variant="discriminative-adversarial"))
    assert np.isfinite(tried(discriminative, 2).trials[1].score)


def test_true_stems_are_not_learnt_from_as_examples_where_they_are_held_back() -> None:
    generator = np.random.default_rng(0)
    stems = [Audio(generator.normal(size=(1, RATE)).astype(np.float32), RATE) for _ in range(2)]
    song = Mixture(stems[0].samples + stems[1].samples, RATE)
    examples = (Example("a", span=(0, RATE), audio=stems[0]), Example("a", audio=stems[1]))
    annotation = Annotation((Source("a", "a"), Source("b", "b")), examples=examples)
    task = search_task(SeparationRequest(song, annotation, BASE), lambda: None)
    alone, both = task.material.sources
    assert both is None
    assert alone is not None
    assert len(alone) == len(task.material.parts[0])
    whole = replace(task, material=replace(task.material, parts=()))
    assert np.isfinite(tried(task, 1).trials[0].score)
    assert whole.weights == (1.0, 0.0)


def test_with_little_a_part_is_held_back_once() -> None:
    short = two_sources(50)
    assert folds_possible(short, 3) == 1
    assert len(tried(short, 1).trials[0].scores) == 1
    assert len(tried(two_sources(), 1).trials[0].scores) == 3


def test_too_little_is_refused_in_words() -> None:
    with pytest.raises(EngineError, match="too short"):
        tried(two_sources(5), 1)
    with pytest.raises(EngineError, match="stand in for the source"):
        tried(task_of(samples(1), None), 1)
    with pytest.raises(EngineError, match="silent"):
        tried(task_of(samples(1), np.zeros((200, BINS), np.float32)), 1)


def test_what_separates_better_has_the_higher_score() -> None:
    # sources in different bins: nearly every setting separates them, and none those that are alike
    low, high = samples(1), samples(2)
    low[:, 12:], high[:, :12] = 0.0, 0.0
    plain = replace(BASE, variant="nmf")
    apart = tried(task_of(low, high, base=plain), 1).trials[0].score
    alike = tried(task_of(samples(1), samples(1), base=plain), 1).trials[0].score
    assert apart > 20.0
    assert alike < 5.0


@pytest.mark.parametrize("value", ["much", 1e9, True, None])
def test_settings_that_cannot_be_are_refused_in_words(value: float) -> None:
    with pytest.raises(EngineError, match="tau_a"):
        with_settings(BASE, {"tau_a": value})


def test_only_what_matters_counts() -> None:
    first, second, both = (
        tried(task_of(samples(1), samples(2), importance=importance), 1).trials[0].scores
        for importance in ((1.0, 0.0), (0.0, 1.0), (3.0, 3.0))
    )
    np.testing.assert_allclose(both, (np.array(first) + second) / 2, atol=2e-3)


@pytest.mark.parametrize("projection_only", [False, True])
@pytest.mark.parametrize("variant", ["adversarial", "best"])
def test_a_missing_source_is_learnt_or_left_over(projection_only: bool, variant: str) -> None:
    base = replace(BASE, projection_only=projection_only, variant=variant)
    found = tried(task_of(samples(1), None, song=samples(1) + samples(2), base=base), 2)
    assert all(-20 < trial.score < 40 for trial in found.trials)


def test_a_state_comes_back_from_its_text() -> None:
    state = SearchState(5, 2, "k", (Trial({"tau_a": 0.5, "initialization": "random", "epochs": 9}, (1.5, 2.5), 0.25),))
    assert state_from_json(state_to_json(state)) == state
    assert state_from_dict(json.loads(json.dumps(state_to_dict(state)))) == state
    assert (state.trials[0].score, state.seconds_each) == (2.0, 0.25)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "7", "[" * 100_000,  '{"format": 1}', '{"format": 2, "seed": 0}',
     '{"format": 1, "seed": 0, "folds": 3, "key": "", "trials": [{"settings": {}, "scores": [], "seconds": 1}]}',
     '{"format": 1, "seed": -1, "folds": 3, "key": "", "trials": []}',
     '{"format": 1, "seed": 0, "folds": 3, "key": "", "trials": [{"settings": {"a": []}, "scores": [1]}]}',
     '{"format": 1, "seed": 0, "folds": 3, "key": "", "trials": [{"settings": {}, "scores": [NaN], "seconds": 1}]}'],
)  # fmt: skip
def test_a_damaged_state_is_refused_in_words(text: str) -> None:
    with pytest.raises(EngineError, match="begin a new one"):
        state_from_json(text)


def test_silent_examples_are_told_before_anything_is_tried() -> None:
    quiet = Example("a", audio=Audio(np.zeros((1, RATE), np.float32), RATE))
    annotation = Annotation((Source("a", "a"), Source("b", "b")), examples=(quiet,))
    with pytest.raises(EngineError, match="silent"):
        search_task(SeparationRequest(SONG, annotation, BASE), lambda: None)
