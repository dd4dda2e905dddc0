"""Separating a part of a song: inside the engine's stems, outside what was there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.annotation.model import Activity, ActivitySpan, ActivityState, Dictionary, Example, Polarity, Region
from core.audio import Audio, LaterAudio
from core.engines.base import SeparationRequest
from core.engines.score_informed.parameters import ScoreNmfParameters
from core.engines.score_nmf.engine import ScoreNmf
from core.selection import SelectionEngine, cut
from tests.core.songs import song
from tests.core.test_engine_contract import Context, assert_sound

RATE = 16000
SPAN = (20_000, 33_000)
FADE = round(0.02 * RATE)


def requested(**parameters: object) -> SeparationRequest:
    mixture, annotation, _ = song()
    return SeparationRequest(mixture, annotation, ScoreNmfParameters(updates=4, **parameters))


def test_outside_the_selection_nothing_is_separated_without_an_earlier_result() -> None:
    request = requested()
    context = Context()
    result = SelectionEngine(ScoreNmf(), SPAN, None).run(request, context)
    assert_sound(result, request)
    for _, stem in result.stems:
        assert not stem.samples[:, : SPAN[0]].any()
        assert not stem.samples[:, SPAN[1] :].any()
        assert stem.samples[:, slice(*SPAN)].any()
    assert context.fractions == sorted(context.fractions)
    for preview in context.previews:
        assert_sound(preview, request)
        assert all(SPAN[0] <= low < high <= SPAN[1] for low, high in preview.finished)


def test_stems_of_an_earlier_result_stay_outside_and_fade_into_the_new_ones() -> None:
    request = requested()
    before = ScoreNmf().run(request, Context())
    kept = [stem.samples.copy() for _, stem in before.stems]
    again = replace(request, parameters=ScoreNmfParameters(updates=4, variant="published"))
    result = SelectionEngine(ScoreNmf(), SPAN, before).run(again, Context())
    assert_sound(result, request)
    alone = dict(ScoreNmf().run(cut(again, (SPAN[0] - RATE, SPAN[1] + RATE)), Context()).stems)
    for (source_id, stem), was in zip(result.stems, kept, strict=True):
        np.testing.assert_array_equal(stem.samples[:, : SPAN[0]], was[:, : SPAN[0]])
        np.testing.assert_array_equal(stem.samples[:, SPAN[1] :], was[:, SPAN[1] :])
        inside = slice(SPAN[0] + FADE, SPAN[1] - FADE)
        shifted = slice(RATE + FADE, RATE + SPAN[1] - SPAN[0] - FADE)
        np.testing.assert_allclose(stem.samples[:, inside], alone[source_id].samples[:, shifted], rtol=0, atol=1e-7)
    for stem, was in zip(before.stems, kept, strict=True):
        np.testing.assert_array_equal(stem[1].samples, was)


@pytest.mark.parametrize("span", [(0, 8000), (40_000, 48_000), (0, 48_000), (100, 101)])
def test_a_selection_may_lie_anywhere(span: tuple[int, int]) -> None:
    request = requested()
    engine = SelectionEngine(ScoreNmf(), span, None)
    assert not engine.problems(request)
    assert_sound(engine.run(request, Context()), request)
    assert engine.estimate(request).seconds <= ScoreNmf().estimate(request).seconds


def test_what_is_known_is_cut_to_the_selection() -> None:
    request = requested()
    spans = (ActivitySpan(0, 25_000, ActivityState.ACTIVE), ActivitySpan(40_000, 41_000, ActivityState.SILENT))
    region = Region("low", Polarity.NOT, 10_000, 22_000, 100.0, 200.0, np.ones((2, 3), bool))
    annotation = request.annotation.with_activity(Activity("high", spans)).changed(regions=(region,))
    part = cut(replace(request, annotation=annotation), SPAN)
    assert part.mixture.length == SPAN[1] - SPAN[0]
    assert part.annotation.activities == (Activity("high", (ActivitySpan(0, 5000, ActivityState.ACTIVE),)),)
    assert [(one.start, one.stop) for one in part.annotation.regions] == [(-10_000, 2000)]
    assert all(0 <= note.start < note.stop <= 13_000 for note in part.annotation.notes)
    # the sounds of 1.3 s and 2.0 s of the upper voice, of 1.1 s and 2.0 s of the lower one
    assert len(part.annotation.notes) == 4


def cut_examples(*examples: Example) -> tuple[Example, ...]:
    request = requested()
    annotation = request.annotation.changed(examples=examples)
    return cut(replace(request, annotation=annotation), SPAN).annotation.examples


def test_a_stretch_of_the_song_is_an_example_wherever_it_lies() -> None:
    whole = requested().mixture
    spans = [(0, 8000), (25_000, 26_000), (15_000, 40_000), (47_000, 50_000)]
    found = cut_examples(*(Example("low", span=span) for span in spans), Example("low", span=(50_000, 60_000)))
    assert len(found) == len(spans)
    for example, (start, stop) in zip(found, spans, strict=True):
        assert example.span is None
        assert example.audio is not None
        assert example.audio.rate == RATE
        np.testing.assert_array_equal(example.audio.samples, whole.samples[:, start:stop])


def test_a_solo_outside_the_selection_becomes_an_example() -> None:
    request = requested()
    alone = Activity("low", (ActivitySpan(15_000, 24_000, ActivityState.ACTIVE),))
    silent = Activity("high", (ActivitySpan(10_000, 30_000, ActivityState.SILENT),))
    annotation = request.annotation.with_activity(alone).with_activity(silent)
    (found,) = cut(replace(request, annotation=annotation), SPAN).annotation.examples
    assert found.source_id == "low"
    assert found.audio is not None
    np.testing.assert_array_equal(found.audio.samples, request.mixture.samples[:, 15_000 : SPAN[0]])


def test_files_and_dictionaries_stay_what_they_are() -> None:
    request = requested()
    file = Example("low", audio=Audio(np.ones((1, 50), np.float32), 8000), name="low.wav")
    columns = Dictionary("low", "Low", np.full((3, 1), 0.5, np.float32), 8000, 4, 2, ("",))
    annotation = request.annotation.changed(examples=(file,), dictionaries=(columns,))
    part = cut(replace(request, annotation=annotation), SPAN).annotation
    assert part.examples[0] is file
    assert part.dictionaries[0] is columns


def test_a_true_stem_is_one_inside_the_selection_and_an_example_outside() -> None:
    # at half the rate of the song; the selection begins at its 5000th sample and ends before its 11500th
    sound = Audio(np.arange(15_000, dtype=np.float32)[None], RATE // 2)
    inside, before, behind = cut_examples(Example("low", span=(10_000, 40_000), audio=sound, name="stem.wav"))
    assert [one.span for one in (inside, before, behind)] == [(0, 13_000), None, None]
    pieces = [one.audio.samples[0] for one in (before, inside, behind) if one.audio is not None]
    assert [len(piece) for piece in pieces] == [5000, 6500, 3500]
    np.testing.assert_array_equal(np.concatenate(pieces), sound.samples[0])
    assert len({inside.id, before.id, behind.id}) == 3


def test_a_true_stem_of_another_place_is_an_example() -> None:
    sound = Audio(np.ones((1, 1000), np.float32), RATE)
    (found,) = cut_examples(Example("low", span=(0, 1000), audio=sound))
    assert found.span is None
    assert found.audio is sound


def test_no_sound_is_read_before_an_engine_runs() -> None:
    def read() -> np.ndarray:
        raise AssertionError("nobody needs it yet")

    sound = LaterAudio.of(RATE, (2, 40_000), read)
    found = cut_examples(Example("low", audio=sound), Example("low", span=(5000, 45_000), audio=sound))
    assert [one.audio.length for one in found if one.audio is not None] == [40_000, 13_000, 15_000, 12_000]
