"""Which notes of a score go to which source."""

from __future__ import annotations

import time
from itertools import count
from pathlib import Path

import numpy as np

from core.annotation.hands import right_hand
from core.annotation.model import Activity, ActivitySpan, ActivityState, Annotation, Example, Note, Source, Warp
from core.annotation.score import Score, ScoreNote, ScoreTrack
from core.annotation.score_import import (
    Assignment,
    Part,
    Target,
    imported,
    one_source_per_track,
    part_notes,
    replaced_sources,
    suggested,
)
from core.annotation.warping import rewarped

RATE = 1000


def track(name: str, *pitches: int, program: int = 0) -> ScoreTrack:
    return ScoreTrack(name, program, False, tuple(ScoreNote(i / 2, i / 2 + 0.4, p) for i, p in enumerate(pitches)))


SCORE = Score((track("Flute", 72, 74, 76, program=73), track("Piano", 40, 64, 45, 67)), (0.0, 1.0), Path("lied.mid"))
OWN = Annotation(
    (Source("a", "flute"), Source("b", "Voice")),
    (Note(0, 10, "a", 50.0), Note(5, 10, "b", 60.0)),
    (Activity("a", (ActivitySpan(0, 10, ActivityState.ACTIVE),)),),
)


def ids():
    numbers = count(1)
    return lambda: f"n{next(numbers)}"


def taken(annotation: Annotation) -> dict[str, list[float]]:
    return {source.name: [n.pitch for n in annotation.notes_of(source.id)] for source in annotation.sources}


def test_every_track_becomes_a_source_unless_something_else_is_said():
    after = imported(OWN, SCORE, one_source_per_track(SCORE), RATE, ids())
    assert taken(after) == {"flute": [50], "Voice": [60], "Flute": [72, 74, 76], "Piano": [40, 64, 45, 67]}
    assert after.warp == Warp("lied.mid", frozenset({"n1", "n2"}), bars=(0, 1000))
    assert after.source("n1").program == 73


def test_a_score_replaces_the_score_before_it():
    first = imported(OWN, SCORE, one_source_per_track(SCORE), RATE, ids())
    other = Score((track("Horn", 50),))
    assignment = one_source_per_track(other)
    assert [source.name for source in replaced_sources(first, assignment)] == ["Flute", "Piano"]
    assert taken(imported(first, other, assignment, RATE, lambda: "x")) == {"flute": [50], "Voice": [60], "Horn": [50]}


def test_examples_go_with_the_sources_of_the_score_before():
    first = imported(OWN, SCORE, one_source_per_track(SCORE), RATE, ids())
    examples = (Example("n1", span=(0, 9)), Example("a", span=(0, 9)))
    other = Score((track("Horn", 50),))
    after = imported(first.changed(examples=examples), other, one_source_per_track(other), RATE, lambda: "x")
    assert after.examples == examples[1:]


def test_a_score_is_added_to_the_one_before_on_the_same_time():
    first = imported(OWN, SCORE, one_source_per_track(SCORE), RATE, ids())
    # matched: the song is at half the pace of the score and begins a second late
    bent = rewarped(first, ((0.0, 1000), (4.0, 9000)), RATE)
    horn = Score((track("Horn", 50, 52),), (), Path("horn.mid"))
    numbers = count(7)
    both = imported(bent, horn, one_source_per_track(horn), RATE, lambda: f"n{next(numbers)}", is_added=True)
    assert taken(both) == taken(first) | {"Horn": [50, 52]}
    assert both.warp == Warp("lied.mid, horn.mid", frozenset({"n1", "n2", "n7"}), bars=(0, 1000))
    assert (
        [note.start for note in both.notes_of("n1")] == [note.start for note in first.notes_of("n1")] == [0, 500, 1000]
    )
    assert [note.start for note in both.notes_of("n7")] == [0, 500]
    assert both.notes_of("b") == OWN.notes_of("b")


def test_to_be_added_says_nothing_where_there_was_no_score():
    new, added = (imported(OWN, SCORE, one_source_per_track(SCORE), RATE, ids(), is_added=on) for on in (False, True))
    assert new == added


def test_tracks_are_suggested_for_the_sources_of_their_name():
    assert suggested(OWN, SCORE).targets == (Target(Part(0), "a"), Target(Part(1), new_name="Piano"))


def test_a_source_that_gets_notes_keeps_everything_else():
    after = imported(OWN, SCORE, suggested(OWN, SCORE), RATE, ids())
    assert taken(after) == {"flute": [72, 74, 76], "Voice": [60], "Piano": [40, 64, 45, 67]}
    assert after.activities == OWN.activities
    assert after.source("a").program == 73
    again = imported(after, SCORE, suggested(after, SCORE), RATE, ids())
    assert again == after


def test_parts_can_be_put_together_split_at_a_pitch_and_left_out():
    targets = (
        Target(Part(0), new_name="Melody"),
        Target(Part(1, low=60), new_name="Melody"),
        Target(Part(1, high=59)),
    )
    after = imported(OWN, SCORE, Assignment(targets), RATE, ids())
    assert taken(after) == {"flute": [50], "Voice": [60], "Melody": [72, 64, 74, 76, 67]}


def test_where_everything_is_left_out_nothing_changes():
    nothing = Assignment((Target(Part(0)), Target(Part(1, low=100), new_name="Empty")))
    assert imported(OWN, SCORE, nothing, RATE, ids()) is OWN


def test_a_track_can_be_split_by_hands():
    targets = tuple(Target(Part(1, hand=hand), new_name=hand) for hand in ("left", "right"))
    after = imported(Annotation(), SCORE, Assignment(targets), RATE, ids())
    assert taken(after) == {"left": [40, 45], "right": [64, 67]}
    hands = {1: np.array([True, True, False, False])}
    assert [note.pitch for note in part_notes(SCORE, targets[0].part, hands)] == [45, 67]


def test_the_two_hands_of_a_piano_part_are_told_apart():
    chord = ((36, 43, 48), (64, 67, 72))
    notes, true = [], []
    for beat in range(40):
        for hand, pitches in enumerate(chord):
            for pitch in pitches[beat % 3 :] if hand == 0 else pitches:
                notes.append(ScoreNote(beat * 0.5, beat * 0.5 + 0.45, pitch + beat % 5))
                true.append(hand == 1)
    np.testing.assert_array_equal(right_hand(notes), true)
    assert right_hand([]).shape == (0,)


def test_a_hundred_thousand_notes_are_imported():
    generator = np.random.default_rng(0)
    rows = sorted(zip(generator.uniform(0, 3600, 100_000), generator.integers(30, 100, 100_000), strict=True))
    score = Score((ScoreTrack("All", 0, False, tuple(ScoreNote(s, s + 0.2, int(p)) for s, p in rows)),))
    started = time.perf_counter()
    after = imported(Annotation(), score, one_source_per_track(score), RATE, ids())
    assert len(after.notes) == 100_000
    assert time.perf_counter() - started < 20
