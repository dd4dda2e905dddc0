"""Sources without notes: score-nmf learns them from when they play."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.annotation.label_matrix import Role
from core.annotation.model import (
    Activity,
    ActivitySpan,
    ActivityState,
    Annotation,
    Note,
    Polarity,
    Region,
    Source,
)
from core.audio import Mixture
from core.engines.base import Problem, SeparationRequest
from core.engines.score_informed.model import set_up
from core.engines.score_informed.parameters import ScoreNmfParameters
from core.engines.score_nmf.engine import ScoreNmf
from tests.core.songs import song, voices
from tests.core.test_engine_contract import Context, assert_sound

RATE = 16000
BOTH = pytest.mark.parametrize("variant", ["best", "published"])


def with_noise(channels: int = 1) -> tuple[Mixture, Annotation, np.ndarray]:
    """Return a voice with notes and bursts of noise without, and the true stems; the source "noise" is not painted."""
    rows = [("low", 48 + 3 * (step % 2), 0.5 * step, 0.6) for step in range(8)]
    voice = voices(rows, RATE, 4.0)["low"]
    generator = np.random.default_rng(4)
    noise = np.zeros_like(voice)
    for start_s in (1.0, 1.7, 2.4, 3.0):
        burst = generator.standard_normal(RATE // 3)
        noise[int(start_s * RATE) :][: len(burst)] = 0.1 * burst * np.exp(-np.arange(len(burst)) / 2000)
    stems = np.stack([[voice] * channels, [noise] * channels]).astype(np.float32)
    notes = [Note(int(start_s * RATE), int(length_s * RATE), "low", pitch) for _, pitch, start_s, length_s in rows]
    annotation = Annotation((Source("low", "Low"), Source("noise", "Noise"))).with_notes(notes)
    return Mixture(stems.sum(axis=0), RATE), annotation, stems


def span(start_s: float, stop_s: float, state: str) -> ActivitySpan:
    return ActivitySpan(int(start_s * RATE), int(stop_s * RATE), ActivityState(state))


def painted(annotation: Annotation, *spans: ActivitySpan, source: str = "noise") -> Annotation:
    return annotation.with_activity(Activity(source, spans))


def problems(annotation: Annotation, parameters: ScoreNmfParameters | None = None) -> list[Problem]:
    mixture, _, _ = song()
    return ScoreNmf().problems(SeparationRequest(mixture, annotation, parameters or ScoreNmfParameters()))


@BOTH
@pytest.mark.parametrize("channels", [1, 2])
def test_a_source_is_learnt_from_when_it_plays(variant: str, channels: int) -> None:
    mixture, annotation, truth = with_noise(channels)
    annotation = painted(annotation, span(0, 1, "silent"), span(1, 3.4, "active"), span(3.4, 4, "silent"))
    request = SeparationRequest(mixture, annotation, ScoreNmfParameters(variant=variant))
    result = ScoreNmf().run(request, Context())
    assert_sound(result, request)
    for (_, stem), true in zip(result.stems, truth, strict=True):
        before, after = np.square(mixture.samples - true).sum(), np.square(stem.samples - true).sum()
        assert 10 * np.log10(before / after) > 5.0


@BOTH
def test_a_source_without_notes_is_silent_where_it_is_painted_so_and_may_sound_where_nothing_is_known(
    variant: str,
) -> None:
    mixture, annotation, _ = with_noise()
    annotation = painted(annotation, span(1.0, 1.5, "active"), span(1.5, 2.3, "silent"))
    request = SeparationRequest(mixture, annotation, ScoreNmfParameters(variant=variant))
    noise = ScoreNmf().run(request, Context()).stems[1][1].samples
    # a window reaches 70 ms into what is silent
    assert not noise[:, int(1.6 * RATE) : int(2.2 * RATE)].any()
    assert np.square(noise[:, int(2.4 * RATE) : int(2.7 * RATE)]).sum() > 0.1


@BOTH
def test_painted_activity_is_enough_without_any_note(variant: str) -> None:
    mixture, annotation, truth = with_noise()
    annotation = annotation.with_notes(())
    annotation = painted(annotation, span(0, 4, "active"), source="low")
    annotation = painted(annotation, span(0, 1, "silent"), span(1, 3.4, "active"), span(3.4, 4, "silent"))
    request = SeparationRequest(mixture, annotation, ScoreNmfParameters(variant=variant))
    result = ScoreNmf().run(request, Context())
    assert_sound(result, request)
    for (_, stem), true in zip(result.stems, truth, strict=True):
        assert np.square(stem.samples - true).sum() < 0.7 * np.square(mixture.samples - true).sum()


@BOTH
def test_a_region_is_enough_for_a_source_without_notes(variant: str) -> None:
    mixture, annotation, truth = with_noise()
    bursts = Region("noise", Polarity.BELONGS, int(0.98 * RATE), int(1.4 * RATE), 1500.0, 7900.0, np.ones((1, 1), bool))
    request = SeparationRequest(mixture, annotation.changed(regions=(bursts,)), ScoreNmfParameters(variant=variant))
    result = ScoreNmf().run(request, Context())
    assert_sound(result, request)
    noise = result.stems[1][1].samples
    assert np.square(noise - truth[1]).sum() < 0.5 * np.square(mixture.samples - truth[1]).sum()


def test_the_same_seed_gives_the_same_stems_and_another_one_others() -> None:
    mixture, annotation, _ = with_noise()
    annotation = painted(annotation, span(1, 3.4, "active"))
    request = SeparationRequest(mixture, annotation, ScoreNmfParameters(updates=3))
    first, again, other = (
        ScoreNmf().run(replace(request, seed=seed), Context()).stems[1][1].samples for seed in (0, 0, 1)
    )
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_the_number_of_components_can_be_chosen_and_belongs_to_sources_without_notes_only() -> None:
    mixture, annotation, _ = with_noise()
    for count in (1, 7):
        request = SeparationRequest(
            mixture, painted(annotation, span(1, 2, "active")), ScoreNmfParameters(free_per_source=count)
        )
        free = [c for c in set_up(request, mixture.length).labels.components if c.role is Role.FREE]
        assert [c.source_id for c in free] == ["noise"] * count


def test_sources_without_notes_never_share_their_sounds() -> None:
    mixture, _, _ = with_noise()
    hands = (Source("l", "Piano left", program=0), Source("r", "Piano right", program=0))
    annotation = Annotation(hands)
    for source in hands:
        annotation = painted(annotation, span(0, 2, "active"), source=source.id)
    setup = set_up(SeparationRequest(mixture, annotation, ScoreNmfParameters()), mixture.length)
    assert len(set(setup.template_of.tolist())) == 24


def test_a_source_of_which_nothing_is_known_is_a_warning_that_names_it_and_its_stem_is_silent() -> None:
    mixture, annotation, _ = song()
    annotation = replace(annotation, sources=(*annotation.sources, Source("x", "Tuba")))
    found = problems(annotation)
    assert [problem.severity for problem in found] == ["warning"]
    assert found[0].message == "nothing is known of Tuba: its stem will be silent"
    for variant in ("best", "published"):
        result = ScoreNmf().run(SeparationRequest(mixture, annotation, ScoreNmfParameters(variant=variant)), Context())
        stems = dict(result.stems)
        assert not stems["x"].samples.any()
        assert all(stems[source.id].samples.any() for source in annotation.sources[:-1])


def test_no_guidance_at_all_is_one_error_that_says_what_to_do() -> None:
    found = problems(Annotation((Source("x", "Tuba"), Source("y", "Viola"))))
    assert [problem.severity for problem in found] == ["error"]
    assert "MIDI" in found[0].message
    assert [problem.severity for problem in problems(Annotation())] == ["error"]


def test_activity_or_a_region_make_up_for_notes() -> None:
    _, annotation, _ = song()
    more = replace(annotation, sources=(*annotation.sources, Source("x", "Tuba")))
    assert not problems(painted(more, span(0, 1, "active"), source="x"))
    region = Region("x", Polarity.NOT, 0, 100, 100.0, 200.0, np.ones((1, 1), bool))
    assert not problems(more.changed(regions=(region,)))


def test_a_source_that_is_alone_is_a_warning_unless_something_else_may_explain_the_rest() -> None:
    alone = painted(Annotation((Source("x", "Tuba"),)), span(0, 1, "active"), source="x")
    (found,) = problems(alone)
    assert found.severity == "warning"
    assert "Tuba is alone" in found.message
    assert not problems(alone, ScoreNmfParameters(free_components=8))


def test_notes_only_where_a_source_is_painted_silent_are_a_warning_that_names_it() -> None:
    _, annotation, _ = song()
    found = problems(painted(annotation, span(0, 3, "silent"), source="low"))
    assert [problem.severity for problem in found] == ["warning"]
    assert "low" in found[0].message
    assert not problems(painted(annotation, span(0, 2, "silent"), source="low"))


def test_a_source_that_starts_after_the_song_is_a_warning() -> None:
    _, annotation, _ = song()
    late = Note(10**9, 100, "x", 60.0)
    more = replace(annotation, sources=(*annotation.sources, Source("x", "Tuba")))
    found = problems(more.with_notes((*annotation.notes, late)))
    assert [problem.severity for problem in found] == ["warning"]
    assert "Tuba" in found[0].message
