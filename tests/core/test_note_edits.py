"""Notes moved, resized, split, quantised, given away, and carried as text."""

from __future__ import annotations

import json
import time

import numpy as np
import pytest

from core.annotation.model import Annotation, Note, Source, note_order
from core.annotation.note_edits import edited, given, moved, quantised, resized, split, untangled
from core.annotation.note_text import from_text, to_text

LENGTH = 100_000
SHORTEST = 100


def note(start: int, length: int, pitch: float | None = 60.0, source: str = "a", level: float = 0.5) -> Note:
    return Note(start, length, source, pitch, level)


def test_a_group_moves_as_a_whole_and_stops_at_the_ends_of_song_and_piano() -> None:
    group = [note(100, 50, 60), note(300, 50, 126)]
    assert moved(group, 40, -2, LENGTH) == [note(140, 50, 58), note(340, 50, 124)]
    assert moved(group, -1000, 12, LENGTH) == [note(0, 50, 61), note(200, 50, 127)]
    assert moved(group, 10**9, -100, LENGTH) == [note(LENGTH - 250, 50, 0), note(LENGTH - 50, 50, 66)]


def test_a_note_without_pitch_moves_in_time_only() -> None:
    assert moved([note(100, 50, None)], 10, 5, LENGTH) == [note(110, 50, None)]


def test_a_note_outside_the_song_goes_no_further_out() -> None:
    assert moved([note(-500, 50)], -10, 0, LENGTH) == [note(-500, 50)]
    assert moved([note(-500, 50)], 600, 0, LENGTH) == [note(100, 50)]


def test_edges_move_but_leave_the_shortest_length() -> None:
    assert resized([note(1000, 500)], 0, 300, SHORTEST, LENGTH) == [note(1000, 800)]
    assert resized([note(1000, 500)], 200, 0, SHORTEST, LENGTH) == [note(1200, 300)]
    assert resized([note(1000, 500)], 0, -900, SHORTEST, LENGTH) == [note(1000, SHORTEST)]
    assert resized([note(1000, 500)], 900, 0, SHORTEST, LENGTH) == [note(1400, SHORTEST)]
    assert resized([note(1000, 500)], -5000, 0, SHORTEST, LENGTH) == [note(0, 1500)]
    assert resized([note(1000, 500)], 0, 10**9, SHORTEST, LENGTH) == [note(1000, LENGTH - 1000)]


def test_notes_that_grow_into_each_other_stop_at_the_next() -> None:
    grown = resized([note(0, 500), note(1000, 500), note(600, 500, 61)], 0, 800, SHORTEST, LENGTH)
    assert sorted(grown, key=note_order) == [note(0, 1000), note(600, 1300, 61), note(1000, 1300)]


def test_only_notes_that_sound_on_both_sides_are_split() -> None:
    long, other = note(0, 1000), note(500, 10, 62)
    gone, come = split([long, other], 500)
    assert gone == [long]
    assert come == [note(0, 500), note(500, 500)]


def test_quantised_notes_begin_at_the_nearest_onset_within_the_tolerance() -> None:
    onsets = np.array([1000, 2000, 3000])
    far = note(2500, 100)
    result = quantised([note(950, 500), note(2040, 500, 62), far], onsets, 100)
    assert sorted(result, key=note_order) == [note(1000, 500), note(2000, 500, 62), far]
    assert far in [one for one in result if one is far]


def test_a_quantised_note_ends_where_the_next_begins() -> None:
    result = quantised([note(1040, 980), note(1960, 500)], np.array([1000, 1500]), 600)
    assert sorted(result, key=note_order) == [note(1000, 500), note(1500, 500)]


def test_quantising_without_onsets_changes_nothing() -> None:
    notes = [note(950, 500)]
    assert quantised(notes, np.zeros(0, np.int64), 100) == notes


def test_notes_given_to_one_source_do_not_overlap() -> None:
    result = given([note(0, 1000, source="a"), note(500, 1000, source="b"), note(500, 200, source="c")], "z")
    assert sorted(result, key=note_order) == [note(0, 500, source="z"), note(500, 1000, source="z")]


def test_untangling_leaves_what_does_not_overlap_as_it_is() -> None:
    notes = [note(0, 100), note(100, 100), note(50, 100, 61), note(50, 100, None)]
    assert {id(one) for one in untangled(notes)} == {id(one) for one in notes}


@pytest.mark.parametrize(
    ("other", "left"),
    [
        (note(0, 1500), [note(0, 1000)]),
        (note(1500, 1500), [note(2000, 1000)]),
        (note(1200, 300), []),
        (note(0, 5000), [note(0, 1000)]),
        (note(950, 500), []),
        (note(1500, 550), []),
        (note(0, 1000), [note(0, 1000)]),
        (note(2000, 10), [note(2000, 10)]),
        (note(0, 5000, 61), [note(0, 5000, 61)]),
        (note(0, 5000, source="b"), [note(0, 5000, source="b")]),
    ],
)
def test_a_drawn_note_wins_over_those_of_its_source_and_pitch(other: Note, left: list[Note]) -> None:
    drawn = note(1000, 1000)
    after = edited(Annotation(notes=(other,)), [], [drawn], SHORTEST)
    assert set(after.notes) == {drawn, *left}
    assert list(after.notes) == sorted(after.notes, key=note_order)


def test_a_long_note_is_cut_at_the_first_of_several_drawn_over_it() -> None:
    drawn = [note(1000, 100), note(3000, 100)]
    assert set(edited(Annotation(notes=(note(0, 9000),)), [], drawn, SHORTEST).notes) == {note(0, 1000), *drawn}
    late = note(1050, 5000)
    assert set(edited(Annotation(notes=(late,)), [], drawn, SHORTEST).notes) == {note(1100, 1900), *drawn}


def test_of_equal_notes_just_one_is_replaced() -> None:
    twin, other = note(0, 100), note(0, 100)
    after = edited(Annotation(notes=(twin, other)), [twin], [], SHORTEST)
    assert after.notes == (other,)
    assert edited(after, [note(0, 100)], [], SHORTEST).notes == ()
    assert edited(after, [note(5, 5)], [], SHORTEST).notes == (other,)


def busy() -> Annotation:
    generator = np.random.default_rng(0)
    starts = np.sort(generator.integers(0, 44100 * 3600, 20_000)).tolist()
    return Annotation(notes=tuple(note(s, 20_000, 40.0 + n % 40, f"s{n % 8}") for n, s in enumerate(starts)))


def test_random_edits_leave_no_overlap_and_keep_the_order() -> None:
    generator = np.random.default_rng(1)
    annotation = Annotation()
    for _ in range(300):
        come = [note(int(generator.integers(0, 5000)), int(generator.integers(100, 900)), 60.0 + generator.integers(3))]
        gone = [one for one in annotation.notes if generator.random() < 0.05]
        annotation = edited(annotation, gone, come, SHORTEST)
        assert list(annotation.notes) == sorted(annotation.notes, key=note_order)
        assert len(untangled(annotation.notes)) == len(annotation.notes)
        assert set(untangled(annotation.notes)) == set(annotation.notes)


def test_an_edit_among_many_notes_is_quick_and_keeps_the_others_as_objects() -> None:
    annotation = busy()
    gone = annotation.notes[5000:5010]
    begun = time.perf_counter()
    after = edited(annotation, gone, moved(gone, 500, 1, 44100 * 3600), 441)
    taken = time.perf_counter() - begun
    same = {id(one) for one in annotation.notes} & {id(one) for one in after.notes}
    assert len(same) >= 20_000 - 30
    assert taken < 0.5


def test_text_carries_notes_to_a_song_of_another_rate() -> None:
    notes = [note(1000, 500), note(2000, 250, None, "b", 0.25)]
    loose = from_text(to_text(notes, {"a": "Geige", "b": "Cello"}, 1000))
    assert [(one.start_s, one.length_s, one.source, one.pitch, one.level) for one in loose] == [
        (0.0, 0.5, "Geige", 60.0, 0.5),
        (1.0, 0.25, "Cello", None, 0.25),
    ]


ROW = [0.0, 0.5, "a", 60.0, 0.5]


@pytest.mark.parametrize(
    "rows",
    [
        "notes",
        [ROW, None],
        [ROW[:4]],
        [[-1.0, *ROW[1:]]],
        [[0.0, 0.0, *ROW[2:]]],
        [[0.0, float("nan"), *ROW[2:]]],
        [[float("inf"), *ROW[1:]]],
        [[0.0, 10**400, *ROW[2:]]],
        [[True, *ROW[1:]]],
        [[*ROW[:3], 128, 0.5]],
        [[*ROW[:3], "C4", 0.5]],
        [[*ROW[:4], 2.0]],
        [[*ROW[:2], 7, 60.0, 0.5]],
        [[*ROW[:2], "x" * 2000, 60.0, 0.5]],
    ],
)
def test_hostile_text_is_no_notes(rows: object) -> None:
    assert from_text(json.dumps({"format": "stembrush notes", "version": 1, "notes": rows})) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        '{"format": "stembrush notes"',
        '["stembrush notes"]',
        '{"format": "stembrush notes"}',
        '{"format": "stembrush notes", "notes": ' + "[" * 100_000,
    ],
)
def test_other_text_is_no_notes(text: str) -> None:
    assert from_text(text) == []


def test_sources_of_an_edited_annotation_stay() -> None:
    annotation = Annotation(sources=(Source("a", "Violin"),), notes=(note(0, 100),))
    after = edited(annotation, annotation.notes, [], SHORTEST)
    assert after.sources == annotation.sources
    assert after.revision == annotation.revision + 1
