"""Notes brought to where a run found them to sound.

Owns how the beginning and the end of a note are read off the activity that was found of its pitch, and how far a note
may move for it: never further than a bound, never over its neighbours of the same pitch, never away altogether. A note
of which nothing clear was found stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.annotation.model import Note
from core.annotation.representation import FLOOR_DB, Representation, magnitudes_of

ONSET_REACH_S = 0.1
"""A beginning moves at most so far: further from the score no engine lets a note begin."""
END_REACH_S = 0.15
SHORTEST_S = 0.05

# of a rise in magnitude: where it is taken, and how much later than that a note begins, in hops. A window of four hops
# hears a note before it begins; both are measured on pianos (tests/benchmarks/bench_tighten.py)
_RISE_AT, _RISE_LATER_HOPS = 0.3, 1.05
# no rise: from more than this part of the top, over more hops than this, or cut off by what the score allowed
_HIGHEST_BASE, _SLOWEST_HOPS, _CUT_OFF = 0.5, 3.0, 0.9
_PEAK_WITHIN_S = 0.12
# a note ends where it is so far below the loudest of the time before, less what the window smears
_FALL_DB, _FALL_OVER_S, _FALL_EARLIER_HOPS = 9.0, 0.2, 0.6
# of several places the one nearest to where the score says, by a bell of this width
_NEAR_ONSET_S, _NEAR_END_S = 0.06, 0.15


@dataclass(frozen=True)
class Tightening:
    """Which notes moved, one for one.

    Attributes
    ----------
    before, after : tuple of Note
    """

    before: tuple[Note, ...] = ()
    after: tuple[Note, ...] = ()

    def __len__(self) -> int:
        return len(self.before)

    def median_samples(self) -> float:
        """Return the median of how far the edges moved that did; 0 where nothing moved."""
        pairs = list(zip(self.before, self.after, strict=True))
        edges = [after.start - before.start for before, after in pairs]
        edges += [after.stop - before.stop for before, after in pairs]
        moved = [abs(edge) for edge in edges if edge]
        return float(np.median(moved)) if moved else 0.0


def tightened(
    notes: Sequence[Note], representation: Representation, length: int, among: Sequence[Note] | None = None
) -> Tightening:
    """Return the notes that begin or end elsewhere than they say.

    Parameters
    ----------
    notes : sequence of Note
        Which may move.
    representation : Representation
        What was found, of the same song.
    length : int
        Samples of the song.
    among : sequence of Note, optional
        All notes, which bound those that may move; the very objects of ``notes`` among them.

    Returns
    -------
    Tightening
        Without those that stay where they are.
    """
    rows = {row: number for number, row in enumerate(representation.rows)}
    movable = set(map(id, notes))
    by_row: dict[int, list[Note]] = {}
    for note in notes if among is None else among:
        row = None if note.pitch is None else rows.get((note.source_id, float(note.pitch)))
        if row is not None:
            by_row.setdefault(row, []).append(note)
    before: list[Note] = []
    after: list[Note] = []
    for row, line in by_row.items():
        if movable.isdisjoint(map(id, line)):
            continue
        line.sort(key=lambda note: (note.start, note.length))
        heard = _Heard(representation, row)
        for note, moved in zip(line, _tightened_row(line, movable, heard, length), strict=True):
            if moved != note:
                before.append(note)
                after.append(moved)
    return Tightening(tuple(before), tuple(after))


def _tightened_row(line: list[Note], movable: set[int], heard: _Heard, length: int) -> list[Note]:
    """Return the notes of a pitch, in order of time, at their places."""
    shortest, rate = round(SHORTEST_S * heard.rate), heard.rate
    fixed = [id(note) not in movable or note.start < 0 or note.stop > length for note in line]
    for number, (note, other) in enumerate(pairwise(line)):
        if note.start == other.start:
            # nothing tells them apart
            fixed[number] = fixed[number + 1] = True
    starts, stops = [note.start for note in line], [note.stop for note in line]
    for number, note in enumerate(line):
        found = None if fixed[number] else heard.onset(note.start, round(ONSET_REACH_S * rate))
        if found is None:
            continue
        lowest, highest = 0, note.stop - min(shortest, note.length)
        if number:
            lowest = stops[number - 1] if fixed[number - 1] else starts[number - 1] + shortest
        if number + 1 < len(line):
            after = line[number + 1].start
            highest = min(highest, after - min(shortest, after - note.start))
        starts[number] = max(min(found, highest), min(lowest, note.start))
    for number, note in enumerate(line):
        if fixed[number]:
            continue
        following = starts[number + 1] if number + 1 < len(line) else length
        found = heard.end(starts[number], note.stop, following, round(END_REACH_S * rate))
        if found is None and number + 1 < len(line) and following == line[number + 1].start:
            # notes that overlap may go on doing so
            following = max(following, note.stop)
        stop = max(note.stop if found is None else found, starts[number] + min(shortest, note.length))
        stops[number] = min(stop, following)
    return [
        note
        if (start, stop) == (note.start, note.stop)
        else Note(start, stop - start, note.source_id, note.pitch, note.level)
        for note, start, stop in zip(line, starts, stops, strict=True)
    ]


class _Heard:
    """What was found of one pitch of one source."""

    def __init__(self, representation: Representation, row: int) -> None:
        levels = representation.levels[row]
        self.rate = representation.rate
        self._hop, self._start = representation.hop, representation.start
        magnitudes = magnitudes_of(levels)
        self._magnitudes: list[float] = magnitudes.tolist()
        floor = 10 ** (-FLOOR_DB / 20)
        self._db: list[float] = np.where(levels == 0, -np.inf, 20 * np.log10(np.maximum(magnitudes, floor))).tolist()

    def onset(self, start: int, reach: int) -> int | None:
        """Return the sample near ``start`` at which the pitch begins; None where nothing clear is found."""
        place, hop, values = self._frame(start), self._hop, self._magnitudes
        first = max(0, int(place - reach / hop) - 2)
        last = min(len(values) - 1, int(place + (reach + _PEAK_WITHIN_S * self.rate) / hop) + 1)
        top = max(values[first : last + 1], default=0.0)
        best, found = 0.0, None
        for peak in range(first, last + 1):
            if not _is_peak(values, peak, first, last):
                continue
            foot = peak
            while foot > first and values[foot - 1] < values[foot]:
                foot -= 1
            at = _rise(values, foot, peak)
            if at is None or abs(at - place) * hop > reach:
                continue
            weight = (values[peak] - values[foot]) / top * self._near(at - place, _NEAR_ONSET_S)
            if weight > best:
                best, found = weight, at
        return None if found is None else self._sample(found)

    def end(self, start: int, stop: int, following: int, reach: int) -> int | None:
        """Return the sample near ``stop`` at which the note has decayed; None where nothing clear is found."""
        place, hop, db = self._frame(stop), self._hop, self._db
        over = max(1, round(_FALL_OVER_S * self.rate / hop))
        first = max(0, round(place - reach / hop) - over, round(self._frame(start)) + 1)
        last = min(len(db) - 1, int(place + reach / hop) + 2, int(self._frame(following)) - 1)
        best, found = 0.0, None
        for frame in range(first + 1, last + 1):
            if db[frame] == -np.inf:
                # where the score allows no more it says nothing of the sound
                break
            target = max(db[max(first, frame - over) : frame]) - _FALL_DB
            if not db[frame] <= target < db[frame - 1]:
                continue
            at = frame - 1 + (db[frame - 1] - target) / (db[frame - 1] - db[frame]) - _FALL_EARLIER_HOPS
            if abs(at - place) * hop > reach:
                continue
            fall = db[max(first, frame - 2)] - max(db[min(last, frame + 2)], db[frame] - FLOOR_DB)
            weight = fall * self._near(at - place, _NEAR_END_S)
            if weight > best:
                best, found = weight, at
        return None if found is None else self._sample(found)

    def _frame(self, sample: int) -> float:
        return (sample - self._start) / self._hop

    def _sample(self, frame: float) -> int:
        return round(self._start + frame * self._hop)

    def _near(self, frames: float, width_s: float) -> float:
        return float(np.exp(-0.5 * (frames * self._hop / self.rate / width_s) ** 2))


def _is_peak(values: list[float], at: int, first: int, last: int) -> bool:
    return (at == first or values[at - 1] < values[at]) and (at == last or values[at + 1] <= values[at])


def _rise(values: list[float], foot: int, peak: int) -> float | None:
    """Return where a note begins whose magnitude rises from one frame to another; None where that is no onset."""
    base, top = values[foot], values[peak]
    if foot == peak or base > _HIGHEST_BASE * top or (base == 0.0 and values[foot + 1] >= _CUT_OFF * top):
        return None
    if _crossing(values, foot, base + 0.75 * (top - base)) - _crossing(values, foot, base + 0.25 * (top - base)) > (
        _SLOWEST_HOPS
    ):
        return None
    return _crossing(values, foot, base + _RISE_AT * (top - base)) + _RISE_LATER_HOPS


def _crossing(values: list[float], foot: int, level: float) -> float:
    """Return the frame, between two, at which rising values reach a level."""
    frame = foot + 1
    while values[frame] < level:
        frame += 1
    return frame - 1 + (level - values[frame - 1]) / (values[frame] - values[frame - 1])
