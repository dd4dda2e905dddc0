"""Separating a part of a song: inside the engine's stems, outside what was there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.annotation.model import Activity, ActivitySpan, ActivityState, Polarity, Region
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
