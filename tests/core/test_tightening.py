"""Notes brought to where a run found them: how near they come, and what they may never do."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from core.annotation.model import Note
from core.annotation.representation import Representation, representation_of
from core.annotation.tightening import END_REACH_S, ONSET_REACH_S, SHORTEST_S, tightened
from core.engines.base import SeparationRequest
from core.engines.score_informed.found import representation_of_factors
from core.engines.score_informed.learning import learn
from core.engines.score_informed.parameters import ScoreNmfParameters
from tests.core.songs import song

RATE, HOP = 8000, 280  # 35 ms, as the engines hear
LENGTH = 8 * RATE


def at(seconds: float) -> int:
    return round(seconds * RATE)


def note(start_s: float, stop_s: float, pitch: float = 60.0, source: str = "a") -> Note:
    return Note(at(start_s), at(stop_s) - at(start_s), source, pitch)


def heard(*spans_s: tuple[float, float], pitch: float = 60.0, hop: int = HOP) -> Representation:
    """Return what a window of four hops hears of steady tones, each of which dies away within moments."""
    sound = np.full(LENGTH + 8 * hop, 1e-4)
    for start_s, stop_s in spans_s:
        first, last = at(start_s) + 4 * hop, at(stop_s) + 4 * hop
        sound[first:last] = 1.0
        tail = np.exp(-np.arange(len(sound) - last) / (0.02 * RATE))
        sound[last:] = np.maximum(sound[last:], tail)
    window = np.hanning(4 * hop)
    centres = np.arange(0, LENGTH, hop) + 4 * hop
    magnitudes = [sound[c - 2 * hop : c + 2 * hop] @ window for c in centres]
    return representation_of([("a", pitch)], np.array([magnitudes], np.float32) / window.sum(), hop, RATE)


def only(before: Note, found: Representation) -> Note:
    change = tightened([before], found, LENGTH)
    assert change.before in ((), (before,))
    return change.after[0] if change.after else before


@pytest.mark.parametrize("off_s", [-0.08, -0.03, 0.02, 0.07])
@pytest.mark.parametrize("hop", [184, 280])
def test_a_note_begins_where_its_pitch_is_heard_to_rise(off_s: float, hop: int) -> None:
    after = only(note(2.0 + off_s, 3.0), heard((2.0, 3.0), hop=hop))
    assert after.start == pytest.approx(at(2.0), abs=at(0.025))


@pytest.mark.parametrize("off_s", [-0.12, -0.06, 0.05, 0.12])
def test_a_note_ends_where_it_has_decayed(off_s: float) -> None:
    after = only(note(2.0, 3.0 + off_s), heard((2.0, 3.0)))
    assert after.stop == pytest.approx(at(3.0), abs=at(0.04))


def test_a_note_that_is_right_stays_about_where_it_is() -> None:
    after = only(note(2.0, 3.0), heard((2.0, 3.0)))
    assert abs(after.start - at(2.0)) < at(0.02)
    assert abs(after.stop - at(3.0)) < at(0.04)


def test_what_was_found_further_away_moves_nothing() -> None:
    beside = note(2.0 + ONSET_REACH_S + 0.08, 3.0 + END_REACH_S + 0.1)
    after = only(beside, heard((2.0, 3.0)))
    assert abs(after.start - beside.start) <= at(ONSET_REACH_S)
    assert abs(after.stop - beside.stop) <= at(END_REACH_S)


@pytest.mark.parametrize(("source", "pitch"), [("b", 60.0), ("a", 61.0), ("a", None)])
def test_notes_of_which_nothing_was_found_stay(source: str, pitch: float | None) -> None:
    before = Note(at(2.05), at(1.0), source, pitch)
    assert len(tightened([before], heard((2.0, 3.0)), LENGTH)) == 0


def test_silence_moves_nothing() -> None:
    assert len(tightened([note(2.0, 3.0)], heard(), LENGTH)) == 0


def test_a_slow_swell_is_no_onset() -> None:
    ramp = np.linspace(0.01, 1.0, LENGTH // HOP, dtype=np.float32)[None]
    found = representation_of([("a", 60.0)], ramp, HOP, RATE)
    assert len(tightened([note(2.0, 3.0)], found, LENGTH)) == 0


def test_repeated_notes_stay_apart_and_in_order() -> None:
    line = [note(1.05, 2.04), note(2.04, 2.9), note(3.06, 4.2)]
    change = tightened(line, heard((1.0, 1.85), (2.0, 2.85), (3.0, 4.0)), LENGTH)
    moved = dict(zip(change.before, change.after, strict=True))
    after = [moved.get(one, one) for one in line]
    assert [one.start for one in after] == pytest.approx([at(1.0), at(2.0), at(3.0)], abs=at(0.03))
    assert all(first.stop <= second.start for first, second in pairwise(after))


def test_a_note_that_may_not_move_is_not_run_over() -> None:
    fixed, free = note(1.0, 2.05), note(2.05, 3.0)
    change = tightened([free], heard((1.0, 1.9), (2.0, 3.0)), LENGTH, among=[fixed, free])
    assert fixed not in change.before
    assert all(one.start >= fixed.stop for one in change.after)


@pytest.mark.parametrize("seed", range(6))
def test_no_note_is_lost_or_shortened_to_nothing(seed: int) -> None:
    generator = np.random.default_rng(seed)
    starts = np.sort(generator.choice(np.arange(at(0.02), LENGTH - at(0.3), at(0.02)), 40, replace=False))
    line = [Note(int(s), int(generator.integers(1, at(0.3))), "a", 60.0) for s in starts]
    levels = generator.integers(0, 256, (1, LENGTH // HOP)).astype(np.uint8)
    change = tightened(line, Representation((("a", 60.0),), levels, HOP, RATE), LENGTH)
    assert len(change) > 10
    moved = dict(zip(map(id, change.before), change.after, strict=True))
    after = [moved.get(id(one), one) for one in line]
    assert len({one.start for one in after}) == len(line)
    assert [one.start for one in after] == sorted(one.start for one in after)
    for number, (before, now) in enumerate(zip(line, after, strict=True)):
        following = after[number + 1].start if number + 1 < len(line) else LENGTH
        assert 0 <= now.start < now.stop <= LENGTH
        assert abs(now.start - before.start) <= at(ONSET_REACH_S)
        assert now.length >= min(before.length, at(SHORTEST_S), following - now.start)
        if before.stop <= (line[number + 1].start if number + 1 < len(line) else LENGTH):
            assert now.stop <= following


def test_notes_that_begin_together_and_notes_beyond_the_song_stay() -> None:
    twice = [note(2.05, 2.5), note(2.05, 3.0)]
    assert len(tightened(twice, heard((2.0, 3.0)), LENGTH)) == 0
    early = Note(-10, at(1.0), "a", 60.0)
    assert len(tightened([early], heard((0.0, 1.0)), LENGTH)) == 0


def test_what_was_found_in_a_part_of_a_song_lies_where_the_part_does() -> None:
    found = replace(heard((2.0, 3.0)), start=at(3.0))
    after = only(note(5.05, 6.0), found)
    assert after.start == pytest.approx(at(5.0), abs=at(0.025))
    assert len(tightened([note(1.0, 2.0)], found, LENGTH)) == 0


def test_the_figure_is_the_median_of_the_edges_that_moved() -> None:
    before = note(2.05, 3.1)
    change = tightened([before], heard((2.0, 3.0)), LENGTH)
    edges = [abs(change.after[0].start - before.start), abs(change.after[0].stop - before.stop)]
    assert change.median_samples() == np.median([edge for edge in edges if edge])
    assert tightened([], heard((2.0, 3.0)), LENGTH).median_samples() == 0.0


def test_notes_of_a_song_come_nearer_to_the_truth() -> None:
    mixture, annotation, _stems = song(channels=1)
    generator = np.random.default_rng(3)
    off = generator.uniform(-0.06, 0.06, len(annotation.notes)) * mixture.rate
    rough = [replace(n, start=max(0, n.start + round(o))) for n, o in zip(annotation.notes, off, strict=True)]
    request = SeparationRequest(mixture, annotation.with_notes(rough), ScoreNmfParameters(updates=15))
    learned = learn(request, mixture.length, lambda _share: None, lambda _share, _divergence: False)
    found = representation_of_factors(learned.setup, learned.factors)
    change = tightened(rough, found, mixture.length)
    moved = dict(zip(map(id, change.before), change.after, strict=True))
    errors = [
        [abs(one.start - true.start) for one, true in zip(notes, annotation.notes, strict=True)]
        for notes in (rough, [moved.get(id(one), one) for one in rough])
    ]
    assert np.median(errors[1]) < 0.5 * np.median(errors[0])


def test_a_score_that_fits_is_left_alone_but_for_the_note_that_is_far_off() -> None:
    places_s = np.arange(0.5, 7.0, 0.7)
    found = heard(*((s, s + 0.45) for s in places_s))
    line = [note(s + (0.08 if number == 4 else 0.0), s + 0.45) for number, s in enumerate(places_s)]
    change = tightened(line, found, LENGTH)
    starts = {before.start: after.start for before, after in zip(change.before, change.after, strict=True)}
    assert starts[line[4].start] == pytest.approx(at(places_s[4]), abs=at(0.04))
    for number, one in enumerate(line):
        if number != 4:
            assert abs(starts.get(one.start, one.start) - one.start) < at(0.02)


def test_tightening_again_moves_next_to_nothing() -> None:
    places_s = np.arange(0.5, 7.0, 0.7)
    generator = np.random.default_rng(0)
    found = heard(*((s, s + 0.45) for s in places_s))
    line = [note(s + generator.uniform(-0.06, 0.06), s + 0.45 + generator.uniform(-0.1, 0.1)) for s in places_s]
    for limit_s in (1.0, 0.02):
        change = tightened(line, found, LENGTH)
        assert change.median_samples() < at(limit_s)
        moved = dict(zip(map(id, change.before), change.after, strict=True))
        line = [moved.get(id(one), one) for one in line]
    assert max(abs(one.start - at(s)) for one, s in zip(line, places_s, strict=True)) < at(0.03)
