"""Which component may sound when."""

from __future__ import annotations

import numpy as np
import pytest

from core.annotation.label_matrix import (
    Role,
    build_label_matrix,
    clip_spans,
    merge_spans,
    painted_sources,
    published_rules,
    subtract_spans,
)
from core.annotation.model import Activity, ActivitySpan, ActivityState, Annotation, Note, Source
from core.stft import StftParams

# ten frames per second, so that a tolerance of 0.1 s is one frame
GRID = StftParams(1000, 400, 100)
SPAN = (ActivitySpan(0, 200, ActivityState.ACTIVE),)


def annotation(*notes: Note, activities: tuple[Activity, ...] = ()) -> Annotation:
    ids = sorted({note.source_id for note in notes})
    return Annotation(tuple(Source(i, i) for i in ids), tuple(notes), activities)


def test_the_example_of_the_paper_figure_2() -> None:
    """Three combinations of instrument and pitch, P = 3, four notes: nine rows, worked out by hand."""
    labels = build_label_matrix(
        annotation(
            Note(200, 300, "piano", 60),
            Note(900, 200, "piano", 60),
            Note(500, 400, "piano", 64),
            Note(300, 600, "violin", 76),
        ),
        GRID,
        14,
        published_rules(3, 0.1, 0.1),
    )
    rows = {
        ("piano", 60): ("01110000111000", "01111110111111"),
        ("piano", 64): ("00001110000000", "00001111111000"),
        ("violin", 76): ("00111000000000", "00111111111000"),
    }
    # the second piano note ends at frame 11, one frame of tolerance makes 12, the matrix has frames 0 to 13
    rows["piano", 60] = ("01110000111000", "01111110111110")
    expected = [[int(c) for c in text] for onset, sustain in rows.values() for text in (onset, sustain, sustain)]
    np.testing.assert_array_equal(labels.dense().astype(int), expected)
    assert [c.role for c in labels.components[:3]] == [Role.ONSET, Role.SUSTAIN, Role.SUSTAIN]


def test_free_components_are_allowed_everywhere_and_come_last() -> None:
    labels = build_label_matrix(annotation(Note(0, 100, "a", 60)), GRID, 5, published_rules(2, 0.1, 0.1), free=2)
    assert [c.role for c in labels.components[-2:]] == [Role.FREE, Role.FREE]
    assert labels.dense()[-2:].all()


def test_a_source_labelled_silent_has_zeros_there_and_unknown_changes_nothing() -> None:
    spans = (ActivitySpan(0, 200, ActivityState.UNKNOWN), ActivitySpan(300, 500, ActivityState.SILENT))
    note = Note(0, 1000, "a", 60)
    plain = build_label_matrix(annotation(note), GRID, 12, published_rules(2, 0.1, 0.1)).dense()
    cut = build_label_matrix(
        annotation(note, activities=(Activity("a", spans),)), GRID, 12, published_rules(2, 0.1, 0.1)
    ).dense()
    plain[:, 3:5] = False
    np.testing.assert_array_equal(cut, plain)


def test_a_note_shorter_than_a_frame_still_has_a_frame() -> None:
    labels = build_label_matrix(annotation(Note(140, 1, "a", 60)), GRID, 5, published_rules(2, 0.0, 0.0))
    np.testing.assert_array_equal(labels.dense(), [[False, True, False, False, False]] * 2)


def test_notes_at_the_borders_are_clipped() -> None:
    labels = build_label_matrix(annotation(Note(0, 5000, "a", 60)), GRID, 5, published_rules(2, 0.5, 0.5))
    assert labels.dense().all()


def test_less_than_two_components_per_pitch_are_refused() -> None:
    with pytest.raises(ValueError, match="two components"):
        published_rules(1, 0.1, 0.1)


def test_span_arithmetic_agrees_with_sets() -> None:
    generator = np.random.default_rng(0)
    for _ in range(200):
        first, second = (
            [(int(a), int(a + n)) for a, n in generator.integers(0, [40, 8], size=(6, 2))] for _ in range(2)
        )
        one = {i for a, b in first for i in range(a, b)}
        two = {i for a, b in second for i in range(a, b)}
        union = merge_spans(first)
        assert {i for a, b in union for i in range(a, b)} == one
        assert (union[1:, 0] > union[:-1, 1]).all()
        left = subtract_spans(union, merge_spans(second))
        assert {i for a, b in left for i in range(a, b)} == one - two
        assert {i for a, b in clip_spans(union, 20) for i in range(a, b)} == {i for i in one if i < 20}


def test_notes_ring_into_the_rests_of_the_whole_song_but_not_into_other_notes() -> None:
    notes = (Note(0, 100, "a", 60), Note(800, 200, "a", 62), Note(0, 1200, "b", 40), Note(2000, 100, "b", 40))
    rules = published_rules(2, 0.0, 0.1)
    rung = build_label_matrix(annotation(*notes), GRID, 30, rules, ring_out=True).dense()
    plain = build_label_matrix(annotation(*notes), GRID, 30, rules).dense()
    low, middle, high = (2 * row + 1 for row in (2, 0, 1))
    np.testing.assert_array_equal(np.flatnonzero(rung[middle] & ~plain[middle]), [])
    np.testing.assert_array_equal(np.flatnonzero(rung[high] & ~plain[high]), range(12, 20))
    np.testing.assert_array_equal(np.flatnonzero(rung[low] & ~plain[low]), [*range(14, 20), *range(23, 30)])
    np.testing.assert_array_equal(rung[::2], plain[::2])


def test_a_song_without_notes_has_nothing_that_rings() -> None:
    assert build_label_matrix(Annotation(), GRID, 5, published_rules(2, 0.1, 0.1), ring_out=True).dense().shape == (
        0,
        5,
    )


def test_a_source_without_notes_has_free_components_wherever_it_is_not_silent() -> None:
    spans = (ActivitySpan(0, 200, ActivityState.ACTIVE), ActivitySpan(300, 500, ActivityState.SILENT))
    before = annotation(Note(0, 100, "a", 60), Note(0, 100, "b", 60), activities=(Activity("b", spans),))
    painted = before.with_notes(note for note in before.notes if note.source_id == "a")
    labels = build_label_matrix(painted, GRID, 8, published_rules(2, 0.1, 0.1), free=1, free_per_source=3)
    assert [(c.source_id, c.role) for c in labels.components[2:]] == [("b", Role.FREE)] * 3 + [(None, Role.FREE)]
    np.testing.assert_array_equal(labels.dense()[2:5].astype(int), [[1, 1, 1, 0, 0, 1, 1, 1]] * 3)


def test_sources_with_notes_or_with_nothing_have_no_free_components() -> None:
    bare = annotation(Note(0, 100, "a", 60), Note(0, 100, "b", 60), activities=(Activity("a", SPAN),))
    bare = bare.with_notes(note for note in bare.notes if note.source_id == "a")
    assert painted_sources(bare) == frozenset()
    labels = build_label_matrix(bare, GRID, 8, published_rules(2, 0.1, 0.1), free_per_source=3)
    assert all(component.role is not Role.FREE for component in labels.components)


def test_notes_ring_into_a_rest_whatever_plays_without_notes() -> None:
    notes = (Note(0, 100, "a", 60), Note(2000, 100, "b", 60))
    painted = annotation(*notes, activities=(Activity("b", SPAN),)).with_notes(notes[:1])
    rules = published_rules(2, 0.1, 0.1)
    alone = build_label_matrix(annotation(notes[0]), GRID, 30, rules, ring_out=True)
    beside = build_label_matrix(painted, GRID, 30, rules, free_per_source=2, ring_out=True)
    assert alone.dense()[1].all()
    np.testing.assert_array_equal(beside.dense()[:2], alone.dense())


def test_what_spans_leave_beside_holes_is_what_samples_say() -> None:
    rng = np.random.default_rng(0)
    for _ in range(500):
        spans, holes = (
            merge_spans([(int(a), int(a + n)) for a, n in rng.integers(0, 20, (rng.integers(0, 6), 2))])
            for _ in range(2)
        )
        expected = np.zeros(50, bool)
        for first, stop in spans:
            expected[first:stop] = True
        for first, stop in holes:
            expected[first:stop] = False
        left = subtract_spans(spans, holes)
        found = np.zeros(50, int)
        for first, stop in left:
            assert first < stop
            found[first:stop] += 1
        assert np.array_equal(found, expected.astype(int))
