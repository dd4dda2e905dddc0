"""The match of a score moved by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from core.annotation.model import Annotation, Note, Source, Warp
from core.annotation.warping import dragged, freed, pull, score_of

RATE = 1000
SCORE = frozenset({"a"})
BARS = tuple(range(0, 40_001, 2000))


def played(points: tuple[tuple[float, int], ...] = (), bars: tuple[int, ...] = BARS) -> Annotation:
    """A score with a note of half a second every half second, and one source drawn by hand."""
    notes = [Note(start, 500, "a", 60.0 + start % 7) for start in range(0, 40_000, 500)]
    notes.append(Note(10_100, 700, "b", 72.0))
    warp = Warp("score.mid", SCORE, points=points, bars=bars)
    return Annotation(sources=(Source("a", "Violin"), Source("b", "Voice")), warp=warp).with_notes(notes)


def warp_of(annotation: Annotation) -> Warp:
    assert annotation.warp is not None
    return annotation.warp


def starts(annotation: Annotation, source: str = "a") -> list[int]:
    return [note.start for note in annotation.notes_of(source)]


def is_rising(pairs: tuple[tuple[float, int], ...]) -> bool:
    return all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(pairs))


def test_the_dragged_bar_lands_where_it_was_dragged_and_becomes_an_anchor() -> None:
    after = dragged(played(), 10_000, 10_300, RATE)
    assert warp_of(after).bars[5] == 10_300
    assert 10_300 in starts(after)
    assert warp_of(after).anchors == ((10.0, 10_300),)


def test_neighbours_follow_linearly_and_nothing_moves_beyond_two_bars() -> None:
    before = played()
    after = dragged(before, 10_000, 10_400, RATE)
    assert warp_of(after).bars[4] == 8200
    assert warp_of(after).bars[6] == 12_200
    still = [start for start in starts(before) if start <= 6000 or start >= 14_000]
    assert [start for start in starts(after) if start <= 6000 or start >= 14_000] == still
    outside = [note for note in before.notes if note.stop <= 6000 or note.start >= 14_000]
    assert {id(note) for note in outside} <= {id(note) for note in after.notes}


def test_sources_that_were_drawn_by_hand_do_not_move() -> None:
    assert dragged(played(), 10_000, 10_400, RATE).notes_of("b") == played().notes_of("b")


def test_without_bars_a_drag_reaches_four_seconds() -> None:
    after = dragged(played(bars=()), 10_000, 10_400, RATE)
    moved = {b for a, b in zip(starts(played()), starts(after), strict=True) if a != b}
    assert min(moved) > 6000
    assert max(moved) < 14_000
    assert warp_of(after).points == ((6.0, 6000), (10.0, 10_400), (14.0, 14_000))


def test_an_anchor_holds_and_is_never_crossed() -> None:
    once = dragged(played(), 10_000, 10_200, RATE)
    twice = dragged(once, 12_100, 9000, RATE)
    assert warp_of(twice).anchors[0] == (10.0, 10_200)
    assert warp_of(twice).anchors[1][1] > 10_200
    assert is_rising(warp_of(twice).points)
    assert is_rising(warp_of(twice).anchors)
    assert starts(twice)[:21] == starts(once)[:21]


def test_an_anchor_that_is_dragged_moves_and_does_not_double() -> None:
    once = dragged(played(), 10_000, 10_200, RATE)
    twice = dragged(once, 10_200, 9900, RATE)
    assert warp_of(twice).anchors == ((10.0, 9900),)


def test_a_long_drag_reaches_further_instead_of_crushing_what_is_beside_it() -> None:
    drag = pull(warp_of(played()), 10_000, 17_000, RATE)
    assert drag.stop == 17_000
    assert drag.high - drag.stop >= 0.249 * (drag.high - drag.start)


def test_nothing_is_pulled_to_before_the_song() -> None:
    after = dragged(played(), 2000, -5000, RATE)
    assert min(starts(after)) == 0
    assert 0 < warp_of(after).anchors[0][1] < 100


def test_score_times_stay_what_they_were() -> None:
    before = played()
    after = dragged(dragged(before, 10_000, 10_400, RATE), 20_000, 19_700, RATE)
    old, new = score_of(before, RATE).tracks[0].notes, score_of(after, RATE).tracks[0].notes
    np.testing.assert_allclose([n.start_s for n in new], [n.start_s for n in old], atol=0.002)


def test_freeing_an_anchor_goes_back_to_the_straight_line() -> None:
    before = played()
    after = dragged(before, 10_000, 10_400, RATE)
    back = freed(after, warp_of(after).anchors[0], RATE)
    assert warp_of(back).anchors == ()
    np.testing.assert_allclose(starts(back), starts(before), atol=5)
    assert is_rising(warp_of(back).points)


def test_an_anchor_that_is_not_there_cannot_be_freed() -> None:
    with pytest.raises(ValueError, match="no anchor"):
        freed(played(), (1.0, 1000), RATE)
    with pytest.raises(ValueError, match="no score"):
        dragged(Annotation(), 0, 1, RATE)


def test_any_series_of_drags_stays_monotone() -> None:
    generator = np.random.default_rng(0)
    curve = tuple((n * 1.0, int(n * 1050 + 40 * (n % 3))) for n in range(40))
    annotation = played(points=curve)
    for _ in range(200):
        warp = warp_of(annotation)
        if warp.anchors and generator.random() < 0.2:
            annotation = freed(annotation, warp.anchors[generator.integers(len(warp.anchors))], RATE)
        else:
            place = int(generator.integers(0, 40_000))
            annotation = dragged(annotation, place, place + int(generator.normal(0, 800)), RATE)
        warp = warp_of(annotation)
        assert is_rising(warp.points)
        assert is_rising(warp.anchors)
        assert all(a <= b for a, b in itertools.pairwise(warp.bars))
        assert set(warp.anchors) <= set(warp.points)
        assert min(note.length for note in annotation.notes) > 0
