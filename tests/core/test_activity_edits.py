"""What strokes make of the activity of a source: checked against a song in which every sample has a state."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from core.annotation.activity_edits import (
    extent_at,
    filled_from_notes,
    moved,
    painted,
    painted_all,
    resized,
    silent_elsewhere,
    span_at,
)
from core.annotation.model import Activity, ActivitySpan, ActivityState, Note

A, S, U = ActivityState.ACTIVE, ActivityState.SILENT, ActivityState.UNKNOWN
LENGTH = 60


def activity(*spans: tuple[int, int, ActivityState]) -> Activity:
    return Activity("s1", tuple(ActivitySpan(*span) for span in spans))


def samples(one: Activity, length: int = LENGTH) -> list[ActivityState]:
    """Return the state of every sample."""
    states = [U] * length
    for span in one.spans:
        states[span.start : span.stop] = [span.state] * (span.stop - span.start)
    return states


def is_canonical(one: Activity) -> bool:
    apart = all(
        before.stop < after.start or (before.stop == after.start and before.state is not after.state)
        for before, after in pairwise(one.spans)
    )
    return apart and all(span.start < span.stop and span.state is not U for span in one.spans)


def random_activity(rng: random.Random, strokes: int = 8) -> Activity:
    one = activity()
    for _ in range(strokes):
        start = rng.randrange(LENGTH)
        one = painted(one, start, min(LENGTH, start + rng.randrange(1, 12)), rng.choice((A, S, U)))
    return one


@pytest.mark.parametrize("seed", range(60))
def test_a_stroke_gives_its_samples_one_state_and_leaves_the_others(seed: int) -> None:
    rng = random.Random(seed)
    before = random_activity(rng)
    start, stop, state = *sorted((rng.randrange(LENGTH), rng.randrange(LENGTH))), rng.choice((A, S, U))
    after = painted(before, start, stop, state)
    expected = samples(before)
    expected[start:stop] = [state] * (stop - start)
    assert samples(after) == expected
    assert is_canonical(after)


def test_strokes_of_one_state_join_where_they_touch() -> None:
    assert painted(activity((0, 10, A), (20, 30, A)), 10, 20, A) == activity((0, 30, A))
    assert painted(activity((0, 10, A), (20, 30, S)), 10, 20, S) == activity((0, 10, A), (10, 30, S))


def test_painting_unknown_leaves_no_span_behind() -> None:
    assert painted(activity((0, 30, A)), 10, 20, U) == activity((0, 10, A), (20, 30, A))
    assert painted(activity((10, 20, A)), 0, 30, U) == activity()


def test_an_empty_stroke_and_one_before_the_song_change_nothing() -> None:
    before = activity((5, 10, A))
    assert painted(before, 7, 7, S) == before
    assert painted(before, 9, 6, S) == before
    assert painted(before, -20, -3, S) == before
    assert painted(before, -20, 6, S) == activity((0, 6, S), (6, 10, A))


@pytest.mark.parametrize("seed", range(40))
def test_many_strokes_at_once_do_what_they_do_one_by_one(seed: int) -> None:
    rng = random.Random(seed)
    before = random_activity(rng)
    strokes = []
    for _ in range(5):
        start = rng.randrange(LENGTH)
        strokes.append(ActivitySpan(start, start + rng.randrange(0, 9), rng.choice((A, S, U))))
    if seed % 2:
        strokes = list(random_activity(rng).spans)
    one_by_one = before
    for stroke in strokes:
        one_by_one = painted(one_by_one, stroke.start, stroke.stop, stroke.state)
    assert painted_all(before, strokes) == one_by_one


def test_the_span_under_a_sample_is_found_and_its_end_is_outside() -> None:
    one = activity((5, 10, A), (10, 20, S), (30, 40, A))
    assert span_at(one, 5) == ActivitySpan(5, 10, A)
    assert span_at(one, 10) == ActivitySpan(10, 20, S)
    assert [span_at(one, sample) for sample in (0, 20, 29, 40)] == [None] * 4
    assert span_at(activity(), 3) is None


def test_the_gap_around_a_sample_reaches_to_its_neighbours() -> None:
    one = activity((5, 10, A), (30, 40, A))
    assert extent_at(one, 2, LENGTH) == ActivitySpan(0, 5, U)
    assert extent_at(one, 12, LENGTH) == ActivitySpan(10, 30, U)
    assert extent_at(one, 50, LENGTH) == ActivitySpan(40, LENGTH, U)
    assert extent_at(one, 7, LENGTH) == ActivitySpan(5, 10, A)
    assert extent_at(activity(), 7, LENGTH) == ActivitySpan(0, LENGTH, U)


def test_a_moved_span_covers_what_is_there_and_leaves_unknown() -> None:
    one = activity((5, 15, A), (20, 40, S))
    assert moved(one, one.spans[0], 17, LENGTH) == activity((20, 22, S), (22, 32, A), (32, 40, S))


def test_a_moved_span_over_its_own_place_stays_whole() -> None:
    one = activity((5, 15, A))
    assert moved(one, one.spans[0], 3, LENGTH) == activity((8, 18, A))
    assert moved(one, one.spans[0], 0, LENGTH) == one


def test_a_moved_span_stops_at_the_ends_of_the_song() -> None:
    one = activity((5, 15, A))
    assert moved(one, one.spans[0], -100, LENGTH) == activity((0, 10, A))
    assert moved(one, one.spans[0], 100, LENGTH) == activity((50, 60, A))


def test_an_edge_between_two_spans_is_the_edge_of_both() -> None:
    one = activity((5, 15, A), (15, 30, S))
    assert resized(one, one.spans[0], 5, 12) == activity((5, 12, A), (12, 30, S))
    assert resized(one, one.spans[0], 5, 18) == activity((5, 18, A), (18, 30, S))
    assert resized(one, one.spans[1], 9, 30) == activity((5, 9, A), (9, 30, S))


def test_an_edge_without_a_neighbour_leaves_unknown() -> None:
    one = activity((5, 15, A), (20, 30, S))
    assert resized(one, one.spans[0], 8, 15) == activity((8, 15, A), (20, 30, S))
    assert resized(one, one.spans[0], 5, 25) == activity((5, 25, A), (25, 30, S))


def test_everything_but_active_becomes_silent() -> None:
    one = activity((5, 10, A), (12, 20, S), (30, 60, A))
    assert silent_elsewhere(one, LENGTH) == activity((0, 5, S), (5, 10, A), (10, 30, S), (30, 60, A))
    assert silent_elsewhere(activity(), LENGTH) == activity((0, LENGTH, S))


def test_notes_fill_where_they_sound_and_small_rests_between_them() -> None:
    notes = [Note(30, 5, "s1", 60.0), Note(10, 5, "s1", 60.0), Note(12, 6, "s1", None), Note(20, 2, "s1", 61.0)]
    one = activity((0, 12, S))
    assert filled_from_notes(one, notes, 2, LENGTH) == activity((0, 10, S), (10, 22, A), (30, 35, A))


def test_notes_of_others_and_outside_the_song_fill_nothing() -> None:
    notes = [Note(0, 5, "s2", 60.0), Note(-10, 5, "s1", 60.0), Note(LENGTH, 5, "s1", 60.0), Note(55, 50, "s1", 60.0)]
    assert filled_from_notes(activity(), notes, 0, LENGTH) == activity((55, LENGTH, A))


def test_a_long_note_holds_the_short_ones_inside_it_together() -> None:
    notes = [Note(0, 40, "s1", 60.0), Note(5, 2, "s1", 64.0), Note(39, 3, "s1", 64.0)]
    assert filled_from_notes(activity(), notes, 0, LENGTH) == activity((0, 42, A))


def test_a_stroke_among_100000_spans_touches_only_its_neighbours() -> None:
    many = Activity("s1", tuple(ActivitySpan(20 * n, 20 * n + 10, A if n % 2 else S) for n in range(100_000)))
    after = many
    for n in range(100):  # 1 ms each
        after = painted(after, 1_000_000 + n, 1_000_012 + n, A)
    assert all(one is other for one, other in zip(after.spans[:50_000], many.spans, strict=False))
    assert all(one is other for one, other in zip(after.spans[-49_990:], many.spans[-49_990:], strict=True))
    # 0.1 s each; hours, if every span cost a walk along the others
    assert len(silent_elsewhere(many, 2_000_000).spans) == 100_001
    assert len(painted_all(many, [ActivitySpan(20 * n + 10, 20 * n + 12, A) for n in range(100_000)]).spans) == 150_000
