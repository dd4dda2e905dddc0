"""Learning from examples: what there is to learn, and what comes of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.annotation.model import (
    Activity,
    ActivitySpan,
    ActivityState,
    Annotation,
    Dictionary,
    Example,
    Polarity,
    Region,
    Source,
)
from core.annotation.solos import solo_spans
from core.audio import Audio, Mixture
from core.engines.base import SeparationRequest, SeparationResult
from core.engines.example_nmf.engine import ExampleNmf
from core.engines.example_nmf.material import collect
from core.engines.example_nmf.parameters import VARIANTS, ExampleNmfParameters
from core.engines.example_nmf.setting import DataSetting, known_spans, setting_of
from core.engines.example_nmf.state import dictionaries_of, state_of
from core.errors import EngineError
from core.stft import StftParams
from tests.core.songs import song
from tests.core.test_engine_contract import Context

RATE = 16000
PARAMS = StftParams.for_rate(RATE, 0.064)
QUICK = {"columns": 8, "epochs": 15}


def spans(*rows: tuple[int, int, ActivityState]) -> tuple[ActivitySpan, ...]:
    return tuple(ActivitySpan(*row) for row in rows)


def heard(name: str, sound: np.ndarray, **more: object) -> Example:
    return Example(name, audio=Audio(np.ascontiguousarray(sound), RATE), **more)


def known_song() -> tuple[Mixture, Annotation, np.ndarray]:
    """A song without notes, with its true stems."""
    mixture, annotation, truth = song()
    return mixture, replace(annotation, notes=()), truth


def gains_db(result: SeparationResult, mixture: Mixture, truth: np.ndarray) -> list[float]:
    """How much nearer to the truth every stem is than the song, in dB."""
    return [
        float(10 * np.log10(np.square(mixture.samples - true).sum() / np.square(stem.samples - true).sum()))
        for (_, stem), true in zip(result.stems, truth, strict=True)
    ]


def run(mixture: Mixture, annotation: Annotation, **parameters: object) -> SeparationResult:
    request = SeparationRequest(mixture, annotation, ExampleNmfParameters(**{**QUICK, **parameters}))
    return ExampleNmf().run(request, Context())


# solos


def test_a_solo_is_where_one_is_active_and_all_others_are_silent() -> None:
    annotation = Annotation(
        (Source("a", "a"), Source("b", "b"), Source("c", "c")),
        activities=(
            Activity("a", spans((0, 1000, ActivityState.ACTIVE))),
            Activity("b", spans((100, 900, ActivityState.SILENT))),
            Activity("c", spans((0, 300, ActivityState.SILENT), (500, 2000, ActivityState.SILENT))),
        ),
    )
    assert solo_spans(annotation, "a", 5000) == [(100, 300), (500, 900)]
    assert solo_spans(annotation, "a", 600) == [(100, 300), (500, 600)]
    assert solo_spans(annotation, "b", 5000) == []


def test_what_nobody_labelled_is_no_solo() -> None:
    annotation = Annotation(
        (Source("a", "a"), Source("b", "b")), activities=(Activity("a", spans((0, 99, ActivityState.ACTIVE))),)
    )
    assert solo_spans(annotation, "a", 5000) == []


# the data setting (section 2.2)


def test_the_guidance_makes_the_data_setting() -> None:
    _, annotation, truth = known_song()
    length = truth.shape[-1]

    def kind(annotation: Annotation, variant: str = "nmf") -> DataSetting:
        return setting_of(annotation, RATE, length, variant).kind

    one = annotation.changed(examples=(heard("high", truth[0]),))
    both = annotation.changed(examples=(heard("high", truth[0]), heard("low", truth[1])))
    part = annotation.changed(examples=(heard("high", truth[0], span=(0, length)),))
    assert kind(annotation) is DataSetting.NOTHING
    assert kind(one) is DataSetting.MISSING
    assert setting_of(one, RATE, length).missing == ("low",)
    assert kind(both) is DataSetting.WEAK
    assert kind(both, "discriminative") is DataSetting.SYNTHETIC
    assert kind(part, "discriminative-adversarial") is DataSetting.STRONG
    assert kind(part) is DataSetting.WEAK


def test_the_setting_tells_seconds() -> None:
    _, annotation, truth = known_song()
    region = Region("high", Polarity.NOT, 0, RATE, 100.0, 200.0, np.ones((2, 2), bool))
    annotation = annotation.changed(
        examples=(
            heard("high", truth[0]),
            Example("high", span=(0, RATE)),
            Example("high", span=(RATE // 2, 2 * RATE)),
        ),
        regions=(region,),
    )
    material = setting_of(annotation, RATE, truth.shape[-1]).sources[0]
    assert (material.file_s, material.stretch_s, material.not_s) == (3.0, 2.0, 1.0)
    assert material.alone_s == 5.0


def test_all_is_known_where_all_but_one_are_told() -> None:
    annotation = Annotation(
        (Source("a", "a"), Source("b", "b"), Source("c", "c")),
        examples=(
            heard("a", np.zeros((1, 900), np.float32), span=(0, 900)),
            heard("b", np.zeros((1, 900), np.float32), span=(400, 1300)),
        ),
    )
    assert known_spans(annotation, 5000) == [(400, 900)]


# what is collected


def test_examples_are_collected_from_everywhere() -> None:
    mixture, annotation, truth = known_song()
    region = Region("low", Polarity.BELONGS, 0, RATE, 50.0, 300.0, np.ones((4, 4), bool))
    annotation = annotation.changed(
        examples=(
            heard("high", truth[0]),
            Example("high", span=(0, RATE)),
            heard("low", truth[0], polarity=Polarity.NOT),
        ),
        regions=(region,),
    )
    material = collect(mixture, annotation, PARAMS, lambda: None)
    high, low = material.sources
    assert high is not None
    assert low is not None
    assert len(high) > len(low) > 0
    # nothing but what lies in the region
    assert not low[:, PARAMS.frequencies_hz() > 400.0].any()
    assert material.others[0] is None
    assert material.others[1] is not None
    assert len(material.mixed) < PARAMS.frames(mixture.length) - RATE // PARAMS.hop_samples + 2


def test_an_example_of_another_rate_and_of_other_channels_teaches_the_same() -> None:
    mixture, annotation, _ = known_song()
    times = np.arange(3 * 44100) / 44100
    tone = np.sin(2 * np.pi * 1000.0 * times)[None].astype(np.float32)
    annotation = annotation.changed(examples=(Example("high", audio=Audio(np.repeat(tone, 6, axis=0), 44100)),))
    (found, _) = collect(mixture, annotation, PARAMS, lambda: None).sources
    assert found is not None
    peak_hz = PARAMS.frequencies_hz()[found.sum(axis=0).argmax()]
    assert peak_hz == pytest.approx(1000.0, abs=16.0)


def test_a_silent_example_is_none() -> None:
    mixture, annotation, _ = known_song()
    hiss = np.random.default_rng(0).normal(0, 3e-5, (1, RATE)).astype(np.float32)
    for silence in (np.zeros((1, RATE), np.float32), hiss):
        annotation = annotation.changed(examples=(heard("high", silence),))
        assert collect(mixture, annotation, PARAMS, lambda: None).sources == (None, None)


def test_parts_that_are_not_told_are_what_the_others_leave() -> None:
    mixture, annotation, truth = known_song()
    annotation = annotation.changed(examples=(heard("high", truth[0][:, RATE:], span=(RATE, 3 * RATE)),))
    high, low = collect(mixture, annotation, PARAMS, lambda: None).parts
    pairs = zip(("high", "low"), truth, strict=True)
    both = tuple(heard(name, true[:, RATE:], span=(RATE, 3 * RATE)) for name, true in pairs)
    told = collect(mixture, annotation.changed(examples=both), PARAMS, lambda: None).parts
    np.testing.assert_allclose(high, told[0], atol=1e-5)
    np.testing.assert_allclose(low, told[1], atol=1e-4)


# what comes of it


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_separates_with_examples_of_both(variant: str) -> None:
    mixture, annotation, truth = known_song()
    annotation = annotation.changed(examples=(heard("high", truth[0]), heard("low", truth[1])))
    assert min(gains_db(run(mixture, annotation, variant=variant), mixture, truth)) > 6.0


@pytest.mark.parametrize("projection_only", [False, True])
def test_a_source_without_examples_is_what_the_others_leave(projection_only: bool) -> None:
    mixture, annotation, truth = known_song()
    annotation = annotation.changed(examples=(heard("low", truth[1]),))
    result = run(mixture, annotation, projection_only=projection_only)
    assert min(gains_db(result, mixture, truth)) > 3.0
    assert np.abs(result.residual.samples).max() < 0.01


def test_stretches_of_the_song_are_enough() -> None:
    # each plays alone for a while
    rows = (("high", 76, 0.0, 0.9), ("low", 48, 1.0, 0.9), ("high", 76, 2.0, 0.9), ("low", 48, 2.0, 0.9))
    mixture, annotation, truth = song(rows=rows)
    annotation = replace(annotation, notes=()).changed(
        examples=(Example("high", span=(0, RATE)), Example("low", span=(RATE, 2 * RATE)))
    )
    assert min(gains_db(run(mixture, annotation), mixture, truth)) > 8.0


def test_two_sources_without_examples_are_told_apart_by_their_silence() -> None:
    rows = (("a", 84, 0.0, 3.0), ("b", 60, 0.0, 0.9), ("c", 41, 2.0, 0.9))
    mixture, annotation, truth = song(rows=rows)
    annotation = replace(annotation, notes=()).changed(examples=(heard("a", truth[0]),))
    annotation = annotation.with_activity(Activity("b", spans((RATE, 3 * RATE, ActivityState.SILENT))))
    annotation = annotation.with_activity(Activity("c", spans((0, 2 * RATE, ActivityState.SILENT))))
    result = run(mixture, annotation)
    assert not result.stems[1][1].samples[:, RATE + 2000 : -2000].any()
    assert min(gains_db(result, mixture, truth)[1:]) > 6.0


def test_a_given_dictionary_is_used_instead_of_learning() -> None:
    mixture, annotation, truth = known_song()
    annotation = annotation.changed(examples=(heard("high", truth[0]), heard("low", truth[1])))
    learnt = dictionaries_of(run(mixture, annotation).state, annotation)
    assert [one.source_id for one in learnt] == ["high", "low"]
    given = annotation.changed(examples=(heard("low", truth[1]),), dictionaries=(learnt[0],))
    result = run(mixture, given)
    np.testing.assert_allclose(dictionaries_of(result.state, given)[0].columns, learnt[0].columns, atol=1e-6)
    assert min(gains_db(result, mixture, truth)) > 6.0


def test_columns_that_the_user_has_removed_stay_away() -> None:
    mixture, annotation, truth = known_song()
    silent = Dictionary("high", "high", np.eye(PARAMS.bins, 1, dtype=np.float32), RATE, 1024, 256, ("",))
    annotation = annotation.changed(examples=(heard("low", truth[1]),), dictionaries=(silent,))
    stems = dict(run(mixture, annotation).stems)
    assert np.square(stems["high"].samples).sum() < 0.01 * np.square(truth[0]).sum()


def test_what_the_source_is_not_keeps_out_of_it() -> None:
    mixture, annotation, truth = known_song()
    # an example that is not clean: the low voice is heard in it
    spoilt = heard("high", truth[0] + 0.5 * truth[1])
    plain = annotation.changed(examples=(spoilt,))
    told = annotation.changed(examples=(spoilt, heard("high", truth[1], polarity=Polarity.NOT)))
    before, after = (
        gains_db(run(mixture, one, variant="adversarial", tau_a=0.3, projection_only=True), mixture, truth)[0]
        for one in (plain, told)
    )
    assert after > before + 0.5


def test_learning_from_the_song_helps_where_a_source_has_no_examples() -> None:
    mixture, annotation, truth = known_song()
    annotation = annotation.changed(examples=(heard("low", truth[1]),))
    once, again = (min(gains_db(run(mixture, annotation, rounds=rounds), mixture, truth)) for rounds in (0, 1))
    assert again > once + 2.0


def test_what_is_left_to_the_engine_follows_from_how_long_examples_are() -> None:
    free = ExampleNmfParameters()
    # (a source is missing, examples over song) -> rounds, share of the song as an adversary
    assert [free.learning_rounds(True, heard) for heard in (0.1, 0.3, 2.0)] == [1, 2, 2]
    assert [free.adversarial_share(True, heard) for heard in (0.1, 2.0)] == [0.1, 1.0]
    assert free.adversarial_share(False, 0.1) == 1.0
    assert free.tries_rounds(0.3)
    assert not free.tries_rounds(0.6)
    fixed = ExampleNmfParameters(rounds=3, tau_a=0.2)
    assert fixed.learning_rounds(True, 0.1) == 4
    assert fixed.adversarial_share(True, 0.1) == 1.0
    assert not fixed.tries_rounds(0.3)
    assert ExampleNmfParameters(variant="nmf").learning_rounds(True, 0.3) == 1


# problems


def test_nothing_to_learn_from_is_told_before_the_run() -> None:
    mixture, annotation, _ = known_song()
    request = SeparationRequest(mixture, annotation, ExampleNmfParameters())
    (problem,) = ExampleNmf().problems(request)
    assert problem.severity == "error"
    with pytest.raises(EngineError, match="sounds alone"):
        ExampleNmf().run(request, Context())


def test_silent_examples_are_told() -> None:
    mixture, annotation, _ = known_song()
    annotation = annotation.changed(examples=(heard("high", np.zeros((1, RATE), np.float32)),))
    with pytest.raises(EngineError, match="silent"):
        run(mixture, annotation)


@pytest.mark.parametrize("weights", ["1", "0.5 0", "a b", "0.5 0.5 0.5", "nan 1", "-1 1"])
def test_wrong_weights_are_told_before_the_run(weights: str) -> None:
    mixture, annotation, truth = known_song()
    annotation = annotation.changed(examples=(heard("high", truth[0]), heard("low", truth[1])))
    (problem,) = ExampleNmf().problems(SeparationRequest(mixture, annotation, ExampleNmfParameters(weights=weights)))
    assert problem.severity == "error"
    assert "weights" in problem.message


def test_sources_that_nothing_tells_apart_are_told() -> None:
    mixture, annotation, truth = known_song()
    more = replace(annotation, sources=(*annotation.sources, Source("third", "third")))
    more = more.changed(examples=(heard("high", truth[0]),))
    (problem,) = ExampleNmf().problems(SeparationRequest(mixture, more, ExampleNmfParameters()))
    assert "low, third" in problem.message


def test_a_source_that_nothing_is_told_apart_from_is_told_to_get_all() -> None:
    mixture, annotation, truth = known_song()
    alone = replace(annotation, sources=annotation.sources[:1]).changed(examples=(heard("high", truth[0]),))
    (problem,) = ExampleNmf().problems(SeparationRequest(mixture, alone, ExampleNmfParameters()))
    assert (problem.severity, problem.message[:13]) == ("warning", "high is alone")


def test_a_state_that_is_not_ours_has_no_dictionaries() -> None:
    annotation = Annotation((Source("a", "a"),))
    good = dict(state_of(PARAMS, {"a": np.ones((PARAMS.bins, 2), np.float32)}))
    assert len(dictionaries_of(good, annotation)) == 1
    (columns,) = (name for name in good if good[name].ndim == 2)
    for wrong in (None, {}, {**good, columns: good[columns][:-1]}, {**good, columns: good[columns] * np.nan}):
        assert dictionaries_of(wrong, annotation) == ()
