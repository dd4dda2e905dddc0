"""The tempo of a session: from where the bars of a song lie to the few tempo changes that put bar lines there.

Owns the arithmetic between seconds, bars and beats. Which file the changes go to is up to ``reaper`` and
``dawproject``.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

UNKNOWN_BPM = 120.0
"""Tempo of a song of which nothing is known."""

_BEATS_PER_BAR = 4
_TOLERANCE_S = 0.0005
# what programs allow: between 960 and 20 bpm, with the tolerance
_SHORTEST_BEAT_S, _LONGEST_BAR_S = 0.065, 11.5
_DECIMALS = range(7)
# notes that a bar before the first one may count; how far its tempo may be from that of the song
_UNITS, _LIKE = (4, 8, 16, 32), 1.25


@dataclass(frozen=True)
class TempoChange:
    """From here on the song has this tempo; a bar begins here.

    Attributes
    ----------
    time_s : float
        Seconds from the start of the song.
    bpm : float
        Quarter notes per minute, 20 to 960.
    beats_per_bar : int
    beat_unit : int
        Of the beats of a bar: 4 for quarter notes.
    """

    time_s: float
    bpm: float
    beats_per_bar: int = _BEATS_PER_BAR
    beat_unit: int = 4


def tempo_changes(bars: Sequence[int], rate: int) -> tuple[TempoChange, ...]:
    """Return as few tempo changes as put every bar line within half a millisecond of its place.

    Every bar counts as 4/4, since an annotation knows where bars start but not their metre. What is before the first
    bar becomes whole notes, eighths or shorter ones where it must, in about the tempo of that bar. Bars too close to
    another (0.26 s) or to the start are left out, bars that last longer than 11.5 s are divided: no tempo is one that
    programs refuse.

    Parameters
    ----------
    bars : sequence of int
        Starts of the bars in samples of the song, rising; may be empty.
    rate : int
        Sample rate of the song in Hz.

    Returns
    -------
    tuple of TempoChange
        The first at 0 s; a constant 120 bpm where fewer than two bars are known.
    """
    starts = list(_usable([bar / rate for bar in bars]))
    if len(starts) < 2:
        return (TempoChange(0.0, UNKNOWN_BPM),)
    changes = list(_lead_in(starts[0], (starts[1] - starts[0]) / _BEATS_PER_BAR))
    changes += _steps(starts)
    return tuple(changes)


def _usable(bars_s: Sequence[float]) -> Iterator[float]:
    """Yield the bar lines that a session can have."""
    shortest, last = _SHORTEST_BEAT_S * _BEATS_PER_BAR, -math.inf
    for bar_s in bars_s:
        at = 0.0 if abs(bar_s) <= _TOLERANCE_S else bar_s
        if at < 0.0 or 0.0 < at < _SHORTEST_BEAT_S or at - last < shortest:
            continue
        parts = max(1, math.ceil((at - last) / _LONGEST_BAR_S)) if math.isfinite(last) else 1
        yield from (last + (at - last) * part / parts for part in range(1, parts))
        yield at
        last = at


def _lead_in(until_s: float, quarter_s: float) -> Iterator[TempoChange]:
    """Yield the tempo before the first bar: whole bars where there is time for two, else one bar of what is there."""
    if until_s == 0.0:
        return
    quarters = until_s / quarter_s
    if round(quarters) >= 2 * _BEATS_PER_BAR:
        beats = _BEATS_PER_BAR * round(quarters / _BEATS_PER_BAR)
        yield TempoChange(0.0, 60.0 * beats / until_s)
        return
    for unit in _UNITS:
        beats = max(1, round(quarters * unit / 4))
        found = TempoChange(0.0, 60.0 * beats * 4 / unit / until_s, beats, unit)
        if max(found.bpm * quarter_s / 60.0, 60.0 / (found.bpm * quarter_s)) <= _LIKE:
            break
    yield found


def _steps(starts: Sequence[float]) -> Iterator[TempoChange]:
    """Yield tempos that each last for as many bars as stay within the tolerance."""
    first, at = 0, starts[0]
    while first < len(starts) - 1:
        low, high, last = 0.0, math.inf, first
        for bar in range(first + 1, len(starts)):
            shortest = (starts[bar] - _TOLERANCE_S - at) / (bar - first)
            longest = (starts[bar] + _TOLERANCE_S - at) / (bar - first)
            if max(low, shortest) > min(high, longest):
                break
            low, high, last = max(low, shortest), min(high, longest), bar
        bpm = _plain(60.0 * _BEATS_PER_BAR / high, 60.0 * _BEATS_PER_BAR / low)
        yield TempoChange(at, bpm)
        # from where the bar line now is, so that errors do not add up
        at += (last - first) * 60.0 * _BEATS_PER_BAR / bpm
        first = last


def _plain(lowest: float, highest: float) -> float:
    """Return the tempo between two with the fewest decimals."""
    middle = (lowest + highest) / 2
    return next((round(middle, n) for n in _DECIMALS if lowest <= round(middle, n) <= highest), middle)


class Beats:
    """Seconds of the song as quarter notes from its start.

    Parameters
    ----------
    changes : sequence of TempoChange
        The first at 0 s.
    """

    def __init__(self, changes: Sequence[TempoChange]) -> None:
        self._times = [change.time_s for change in changes]
        self._bpm = [change.bpm for change in changes]
        self._beats = [0.0]
        for before, after in pairwise(changes):
            # a change begins a bar, so there are whole notes of the shortest unit before it
            notes = round((after.time_s - before.time_s) * before.bpm / 60.0 * _UNITS[-1] / 4)
            self._beats.append(self._beats[-1] + notes * 4 / _UNITS[-1])

    def at(self, time_s: float) -> float:
        """Return the beat at a time >= 0 s."""
        last = max(0, bisect_right(self._times, time_s) - 1)
        return self._beats[last] + (time_s - self._times[last]) * self._bpm[last] / 60.0
