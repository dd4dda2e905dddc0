"""Finding good settings for learning from examples: draws, folds, trials, stopping and going on."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from core.engines.example_nmf.parameters import ExampleNmfParameters
from core.engines.example_nmf.search import best_parameters, search
from core.engines.example_nmf.search_data import SearchMaterial, folds_of, folds_possible
from core.engines.example_nmf.search_space import drawn, draws_of, with_settings
from core.engines.example_nmf.search_state import (
    SearchState,
    Trial,
    state_from_dict,
    state_from_json,
    state_to_dict,
    state_to_json,
)
from core.errors import EngineError
from core.factorization.adversarial_nmf.problem import TrainingData

BINS = 24
BASE = ExampleNmfParameters(variant="adversarial", columns=4, epochs=8, test_epochs=10)


def samples(seed: int, columns: int = 200) -> np.ndarray:
    """Return columns made of four spectra of their own."""
    generator = np.random.default_rng(seed)
    spectra = generator.gamma(0.3, 1.0, (BINS, 4))
    return (spectra @ generator.gamma(0.3, 1.0, (4, columns))).astype(np.float32)


def two_sources(columns: int = 200) -> SearchMaterial:
    return SearchMaterial(TrainingData((samples(1, columns), samples(2, columns))))


def never(_state: SearchState, _share: float) -> bool:
    return False


def tried(material: SearchMaterial, trials: int, **state: int) -> SearchState:
    return search(material, BASE, SearchState(**state), trials, never)


def test_the_first_trial_is_the_settings_as_they_are() -> None:
    found = tried(two_sources(), 2)
    assert found.trials[0].settings["tau_a"] == BASE.tau_a
    assert found.trials[1].settings != found.trials[0].settings


def test_the_best_trial_gives_the_parameters() -> None:
    found = tried(two_sources(), 6)
    best = found.best
    assert best is not None
    assert best.score == max(trial.score for trial in found.trials)
    assert best_parameters(BASE, found) == with_settings(BASE, best.settings)
    assert best_parameters(BASE, SearchState()) is BASE


def test_the_same_seed_finds_the_same() -> None:
    first, second = tried(two_sources(), 4, seed=3), tried(two_sources(), 4, seed=3)
    other = tried(two_sources(), 4, seed=4)
    assert [t.settings for t in first.trials] == [t.settings for t in second.trials]
    assert [t.scores for t in first.trials] == [t.scores for t in second.trials]
    assert [t.settings for t in first.trials[1:]] != [t.settings for t in other.trials[1:]]


def test_a_search_that_was_stopped_goes_on_as_if_it_had_not_been() -> None:
    material = two_sources()
    calls = 0

    def stop_in_the_third(state: SearchState, share: float) -> bool:
        nonlocal calls
        calls += 1
        return len(state.trials) == 2 and share > 0.4

    stopped = search(material, BASE, SearchState(), 5, stop_in_the_third)
    assert len(stopped.trials) == 2
    assert calls > 4
    whole = search(material, BASE, state_from_json(state_to_json(stopped)), 5, never)
    straight = tried(material, 5)
    assert [t.scores for t in whole.trials] == [t.scores for t in straight.trials]


def test_scores_of_other_examples_are_not_gone_on_with() -> None:
    before = tried(two_sources(), 3)
    with_more = SearchMaterial(TrainingData((samples(1), samples(9))))
    after = search(with_more, BASE, before, 1, never)
    assert len(after.trials) == 1
    assert after.key != before.key


def test_settings_that_are_drawn_do_not_make_scores_of_another_kind() -> None:
    before = tried(two_sources(), 3)
    used = best_parameters(BASE, before)
    assert search(two_sources(), used, before, 3, never) == before
    assert search(two_sources(), replace(BASE, columns=5), before, 1, never).key != before.key


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
        ("discriminative-adversarial", {"tau_a", "omega", "tau_s"}, set()),
    ],
)
def test_what_is_drawn_depends_on_the_variant(variant: str, names: set[str], others: set[str]) -> None:
    drawn_names = {draw.name for draw in draws_of(replace(BASE, variant=variant), 1)}
    assert names <= drawn_names
    assert not others & drawn_names


def test_shares_of_other_sources_sum_to_at_most_one() -> None:
    draws = draws_of(BASE, 4)
    shares = [float(drawn(draws, BASE, 0, number)["omega"] or 0) for number in range(1, 50)]
    assert max(shares) <= 0.25
    assert "omega" not in {draw.name for draw in draws_of(BASE, 0)}


def test_what_is_held_back_is_not_learnt_from() -> None:
    material = two_sources()
    folds = folds_of(material, 4, 0)
    for fold in folds:
        for number, source in enumerate(material.data.sources):
            learnt = fold.learning.sources[number]
            assert source is not None
            assert learnt is not None
            held = {column.tobytes() for column in source.T} - {column.tobytes() for column in learnt.T}
            assert len(held) == 50
            assert learnt.shape[1] == 150
    everywhere = [fold.learning.sources[0] for fold in folds]
    assert all(not np.array_equal(one, everywhere[0]) for one in everywhere[1:])


def test_every_trial_is_held_to_the_same_mixtures() -> None:
    first, second = folds_of(two_sources(), 3, 7), folds_of(two_sources(), 3, 7)
    for one, other in zip(first, second, strict=True):
        assert np.array_equal(one.mixed, other.mixed)
        assert np.allclose(sum(one.parts), one.mixed)


def test_the_song_stands_in_for_a_source_without_examples() -> None:
    known, unknown = samples(1), samples(2, 60)
    song = np.concatenate([known[:, :120] + samples(2, 120), unknown], axis=1)
    material = SearchMaterial(TrainingData((known, None), mixed=song))
    assert material.weights == (1.0, 0.0)
    (fold,) = folds_of(material, 1, 0)
    assert fold.learning.missing == (1,)
    assert fold.learning.mixed is not None
    assert fold.learning.mixed.shape == fold.mixed.shape
    # where the known source is silent the song is the other one
    shape = np.abs(fold.parts[1]).sum(axis=1)
    assert np.corrcoef(shape, unknown.sum(axis=1))[0, 1] > np.corrcoef(shape, known.sum(axis=1))[0, 1]
    assert np.isfinite(tried(material, 2).trials[1].score)


def test_what_a_source_is_not_stands_in_before_the_song() -> None:
    noise = samples(5, 90)
    material = SearchMaterial(TrainingData((samples(1), None), (noise, None), mixed=samples(1) + samples(2)))
    (fold,) = folds_of(material, 1, 0)
    left = fold.learning.adversarial[0]
    assert left is not None
    assert left.shape[1] == 60


def test_mixtures_whose_parts_are_known_are_what_is_held_back() -> None:
    parts = (samples(1, 90), samples(2, 90))
    material = SearchMaterial(TrainingData((samples(3), samples(4)), supervised=parts))
    fold, *rest = folds_of(material, 3, 0)
    assert len(rest) == 2
    assert [part.shape[1] for part in fold.learning.supervised] == [60, 60]
    assert fold.learning.sources[0] is material.data.sources[0]
    assert {tuple(np.round(np.abs(c), 3)) for c in fold.parts[0].T} <= {tuple(np.round(c, 3)) for c in parts[0].T}


def test_with_little_a_part_is_held_back_once() -> None:
    short = two_sources(50)
    assert folds_possible(short, 3) == 1
    assert len(tried(short, 1).trials[0].scores) == 1
    assert len(tried(two_sources(), 1).trials[0].scores) == 3


def test_too_little_is_refused_in_words() -> None:
    with pytest.raises(EngineError, match="too short"):
        tried(two_sources(5), 1)
    with pytest.raises(EngineError, match="example of every source"):
        tried(SearchMaterial(TrainingData((samples(1), None))), 1)
    silent = np.zeros((BINS, 200), np.float32)
    with pytest.raises(EngineError, match="silent"):
        tried(SearchMaterial(TrainingData((samples(1), silent))), 1)


def test_what_separates_better_has_the_higher_score() -> None:
    # sources in different bins: nearly every setting separates them, one column of a mean spectrum each does not
    low, high = samples(1), samples(2)
    low[12:], high[:12] = 0.0, 0.0
    apart = tried(SearchMaterial(TrainingData((low, high))), 1)
    alike = tried(SearchMaterial(TrainingData((samples(1), samples(1)))), 1)
    assert apart.trials[0].score > 20.0
    assert alike.trials[0].score < 5.0


@pytest.mark.parametrize("value", ["much", 1e9, True, None])
def test_settings_that_cannot_be_are_refused_in_words(value: object) -> None:
    with pytest.raises(EngineError, match="tau_a"):
        with_settings(BASE, {"tau_a": value})


def test_only_what_matters_counts() -> None:
    data = TrainingData((samples(1), samples(2)))
    first = search(SearchMaterial(data, (1.0, 0.0)), BASE, SearchState(), 1, never)
    second = search(SearchMaterial(data, (0.0, 1.0)), BASE, SearchState(), 1, never)
    both = search(SearchMaterial(data, (3.0, 3.0)), BASE, SearchState(), 1, never)
    mean = (np.array(first.trials[0].scores) + second.trials[0].scores) / 2
    np.testing.assert_allclose(both.trials[0].scores, mean, atol=2e-3)


@pytest.mark.parametrize("projection_only", [False, True])
def test_a_missing_source_is_learnt_or_left_over(projection_only: bool) -> None:
    material = SearchMaterial(TrainingData((samples(1), None), mixed=samples(1) + samples(2)))
    base = replace(BASE, projection_only=projection_only)
    found = search(material, base, SearchState(), 2, never)
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
     '{"format": 1, "seed": 0, "folds": 3, "key": "", "trials": [{"settings": {"a": []}, "scores": [1], "seconds": 1}]}',
     '{"format": 1, "seed": 0, "folds": 3, "key": "", "trials": [{"settings": {}, "scores": [NaN], "seconds": 1}]}'],
)  # fmt: skip
def test_a_damaged_state_is_refused_in_words(text: str) -> None:
    with pytest.raises(EngineError, match="begin a new one"):
        state_from_json(text)
