"""Notes brought to where a run found them to sound.

Owns how the beginning and the end of a note are read off the activity that was found of its pitch, and how far a note
may move for it: never further than a bound, never over its neighbours of the same pitch, never away altogether. A note
of which nothing clear was found stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
# what is read off is wrong by so many hops; so many times that is far off, whatever the other notes do
_ONSET_HOPS, _END_HOPS, _FAR_OFF = 0.35, 1.0, 2.0


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
    movable = set(map(id, notes))
    everything = notes if among is None else among
    lines = [_Line(line, heard, movable, length) for line, heard in _rows(everything, movable, representation)]
    hop, rate = representation.hop, representation.rate
    onsets = [line.onsets(round(ONSET_REACH_S * rate)) for line in lines]
    trusted = _trusted([d for distances in onsets for d in distances], _ONSET_HOPS * hop)
    for line, distances in zip(lines, onsets, strict=True):
        line.begin(list(map(trusted, distances)))
    ends = [line.ends(round(END_REACH_S * rate)) for line in lines]
    trusted = _trusted([d for distances in ends for d in distances], _END_HOPS * hop)
    for line, distances in zip(lines, ends, strict=True):
        line.finish(list(map(trusted, distances)))
    pairs = [pair for line in lines for pair in line.moved()]
    return Tightening(tuple(before for before, _after in pairs), tuple(after for _before, after in pairs))


def _rows(
    notes: Sequence[Note], movable: set[int], representation: Representation
) -> Iterator[tuple[list[Note], _Heard]]:
    """Yield the notes of every pitch of a source of which some may move, in order of time, and what was found."""
    rows = {row: number for number, row in enumerate(representation.rows)}
    lines: dict[int, list[Note]] = {}
    for note in notes:
        row = None if note.pitch is None else rows.get((note.source_id, float(note.pitch)))
        if row is not None:
            lines.setdefault(row, []).append(note)
    for row, line in lines.items():
        if not movable.isdisjoint(map(id, line)):
            yield sorted(line, key=lambda note: (note.start, note.length)), _Heard(representation, row)


def _trusted(distances: Sequence[int | None], error: float) -> Callable[[int | None], int]:
    """Return how far an edge shall move that was found somewhere else.

    What was found is itself wrong by about ``error``. The more the places of all notes scatter beyond that, the less is
    the score to be believed (an estimate by James and Stein); where the score fits, only notes that are far off move.
    """
    found = np.array([distance for distance in distances if distance is not None], np.float64)
    spread = (1.4826 * float(np.median(np.abs(found)))) ** 2 if len(found) else 0.0
    doubt = max(0.0, 1.0 - error**2 / spread) if spread > 0 else 0.0

    def trust(distance: int | None) -> int:
        if not distance:
            return 0
        return round(distance * max(doubt, 1.0 - (_FAR_OFF * error / distance) ** 2))

    return trust


class _Line:
    """The notes of a pitch in order of time, on the way to their places."""

    def __init__(self, notes: list[Note], heard: _Heard, movable: set[int], length: int) -> None:
        self._notes, self._heard, self._length = notes, heard, length
        self._fixed = [id(note) not in movable or note.start < 0 or note.stop > length for note in notes]
        for number, (note, other) in enumerate(pairwise(notes)):
            if note.start == other.start:
                # nothing tells them apart
                self._fixed[number] = self._fixed[number + 1] = True
        self._starts, self._stops = [note.start for note in notes], [note.stop for note in notes]
        self._shortest = round(SHORTEST_S * heard.rate)

    def onsets(self, reach: int) -> list[int | None]:
        """Return how far from its beginning each note was found to begin."""
        return [_apart(self._heard.onset(note.start, reach), note.start) for note in self._notes]

    def begin(self, distances: list[int]) -> None:
        """Move the beginnings as far as the notes beside them let them."""
        notes, starts, shortest = self._notes, self._starts, self._shortest
        for number, (note, distance) in enumerate(zip(notes, distances, strict=True)):
            if self._fixed[number] or not distance:
                continue
            lowest, highest = 0, note.stop - min(shortest, note.length)
            if number:
                lowest = self._stops[number - 1] if self._fixed[number - 1] else starts[number - 1] + shortest
            if number + 1 < len(notes):
                after = notes[number + 1].start
                highest = min(highest, after - min(shortest, after - note.start))
            starts[number] = max(min(note.start + distance, highest), min(lowest, note.start))

    def ends(self, reach: int) -> list[int | None]:
        """Return how far from its end each note was found to end, now that the beginnings are known."""
        following = [*self._starts[1:], self._length]
        places = zip(self._starts, self._notes, following, strict=True)
        return [_apart(self._heard.end(start, note.stop, then, reach), note.stop) for start, note, then in places]

    def finish(self, distances: list[int]) -> None:
        """Move the ends as far as the notes beside them let them."""
        for number, (note, distance) in enumerate(zip(self._notes, distances, strict=True)):
            if self._fixed[number]:
                continue
            following = self._starts[number + 1] if number + 1 < len(self._notes) else self._length
            if not distance and number + 1 < len(self._notes) and following == self._notes[number + 1].start:
                # notes that overlap may go on doing so
                following = max(following, note.stop)
            stop = max(note.stop + distance, self._starts[number] + min(self._shortest, note.length))
            self._stops[number] = min(stop, following)

    def moved(self) -> Iterator[tuple[Note, Note]]:
        """Yield the notes that are elsewhere now, before and after."""
        for note, start, stop in zip(self._notes, self._starts, self._stops, strict=True):
            if (start, stop) != (note.start, note.stop):
                yield note, Note(start, stop - start, note.source_id, note.pitch, note.level)


def _apart(found: int | None, place: int) -> int | None:
    return None if found is None else found - place


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
