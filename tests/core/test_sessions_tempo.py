"""The tempo of a session: few changes, and bar lines where the bars of the song are."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from core.export.tempo import Beats, TempoChange, tempo_changes

RATE = 44100


def bar_lines(changes: tuple[TempoChange, ...], until_s: float) -> list[float]:
    """Return where a program draws the bar lines of these tempo changes."""
    lines = []
    for change, following in zip(changes, [*(after.time_s for after in changes[1:]), until_s], strict=True):
        length = 240.0 * change.beats_per_bar / change.beat_unit / change.bpm
        lines += list(np.arange(change.time_s, following - 1e-4, length))
    return lines


def farthest(bars_s: list[float], changes: tuple[TempoChange, ...]) -> float:
    """Return the largest distance of a bar from a bar line in seconds."""
    lines = np.array(bar_lines(changes, bars_s[-1] + 0.01))
    return max(float(np.min(np.abs(lines - bar))) for bar in bars_s)


def samples(bars_s: list[float]) -> list[int]:
    return [round(bar * RATE) for bar in bars_s]


def test_without_bars_the_tempo_is_constant():
    assert tempo_changes((), RATE) == tempo_changes((5000,), RATE) == (TempoChange(0.0, 120.0, 4),)


@pytest.mark.parametrize("bpm", [60.0, 97.5, 120.0, 133.7, 180.0])
def test_a_steady_song_has_one_plain_tempo(bpm):
    bars = [bar * 240 / bpm for bar in range(200)]
    assert tempo_changes(samples(bars), RATE) == (TempoChange(0.0, bpm, 4),)


@pytest.mark.parametrize("seed", range(20))
def test_bar_lines_are_where_the_bars_are(seed):
    generator = np.random.default_rng(seed)
    lengths = generator.uniform(1.2, 3.0) * np.exp(np.cumsum(generator.normal(0, 0.03, 150)))
    bars = list(generator.uniform(0.1, 4.0) + np.cumsum(lengths))
    changes = tempo_changes(samples(bars), RATE)
    assert farthest(bars, changes) < 0.001
    assert len(changes) <= len(bars)
    assert all(20 <= change.bpm <= 960 for change in changes)


def test_a_change_of_tempo_is_one_change():
    bars = [*np.arange(0, 40, 2.0), *np.arange(40, 100, 3.0)]
    assert tempo_changes(samples(bars), RATE) == (TempoChange(0.0, 120.0), TempoChange(40.0, 80.0))


def test_small_errors_do_not_add_up():
    bars = [2.0003 * bar for bar in range(1000)]
    assert farthest(bars, tempo_changes(samples(bars), RATE)) < 0.001


@pytest.mark.parametrize(
    ("first_s", "metre"),
    [
        (0.07, (1, 32)), (0.15, (1, 16)), (0.3, (1, 8)), (0.5, (1, 4)), (1.0, (2, 4)), (1.45, (3, 4)), (2.0, (4, 4)),
        (2.9, (6, 4)), (9.9, (4, 4)),
    ],
)  # fmt: skip
def test_what_is_before_the_first_bar_is_whole_notes_in_a_like_tempo(first_s, metre):
    bars = [first_s + 2.0 * bar for bar in range(10)]
    changes = tempo_changes(samples(bars), RATE)
    assert (changes[0].time_s, changes[0].beats_per_bar, changes[0].beat_unit) == (0.0, *metre)
    assert changes[1].time_s == pytest.approx(first_s, abs=0.001)
    notes = first_s * changes[0].bpm / 60 * metre[1] / 4
    assert notes == pytest.approx(round(notes), abs=1e-2)
    assert 0.6 < changes[0].bpm / 120 < 1.7
    assert farthest(bars, changes) < 0.001


@pytest.mark.parametrize(
    "bars_s",
    [
        [0.0, 2.0, 2.01, 4.0, 4.0, 6.0],
        [0.02, 2.0, 4.0],
        [-2.0, -0.01, 1.99, 3.99],
        [0.0, 2.0, 60.0, 62.0],
        [30.0, 30.1, 30.2, 31.0],
        [100.0, 160.0],
    ],
)
def test_no_tempo_is_absurd(bars_s):
    changes = tempo_changes(samples(bars_s), RATE)
    assert changes[0].time_s == 0.0
    assert all(after.time_s > before.time_s for before, after in pairwise(changes))
    assert all(20 <= change.bpm <= 960 for change in changes)


def test_beats_follow_the_tempo():
    beats = Beats((TempoChange(0.0, 150.0, 2), TempoChange(0.8, 120.0), TempoChange(4.8, 90.0)))
    assert [beats.at(time_s) for time_s in (0.0, 0.4, 0.8, 2.8, 4.8, 6.8)] == pytest.approx([0, 1, 2, 6, 10, 13])
