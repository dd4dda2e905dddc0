"""The notes of an annotation as columns of numbers, for painting and finding.

Owns the step from note objects to arrays. Of a changed annotation only the notes that are new are read: with tens of
thousands of notes that is the difference between a stroke that is felt and one that is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from core.annotation.model import Note

Doubles = NDArray[np.float64]
Places = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Bars:
    """Notes as they are shown: columns of one length; a pitch of NaN is not shown.

    ``start`` and ``stop`` are seconds, ``source`` is a place in ``NoteColumns.source_ids``.
    """

    start: Doubles
    stop: Doubles
    pitch: Doubles
    level: Doubles
    source: Places
    chosen: Flags

    def __len__(self) -> int:
        return len(self.start)

    def picked_out(self, flags: Flags) -> Bars:
        """Return some of the notes."""
        columns = (self.start, self.stop, self.pitch, self.level, self.source, self.chosen)
        return Bars(*(column[flags] for column in columns))  # type: ignore[arg-type]

    def with_changed(self, flags: Flags, start_s: Doubles, stop_s: Doubles, semitones: float = 0.0) -> Bars:
        """Return the notes with new times for those that ``flags`` names, and their pitches moved."""
        start, stop, pitch = self.start.copy(), self.stop.copy(), self.pitch.copy()
        start[flags], stop[flags] = start_s, stop_s
        pitch[flags] += semitones
        return replace(self, start=start, stop=stop, pitch=pitch)

    def with_more(self, more: Bars) -> Bars:
        """Return the notes and others."""
        return Bars(
            np.concatenate([self.start, more.start]),
            np.concatenate([self.stop, more.stop]),
            np.concatenate([self.pitch, more.pitch]),
            np.concatenate([self.level, more.level]),
            np.concatenate([self.source, more.source]),
            np.concatenate([self.chosen, more.chosen]),
        )


_NONE = np.zeros(0)
NO_BARS = Bars(_NONE, _NONE, _NONE, _NONE, np.zeros(0, np.intp), np.zeros(0, np.bool_))


class NoteColumns:
    """Notes and their columns."""

    def __init__(self) -> None:
        """Hold no notes."""
        self.notes: tuple[Note, ...] = ()
        self.bars = NO_BARS
        self.source_ids: list[str] = []
        self._ids = np.zeros(0, np.int64)
        self._rate = 0

    def update(self, notes: Sequence[Note], rate: int) -> Places:
        """Take other notes; return for each where it was before, -1 for a new one."""
        if rate != self._rate:
            self.notes, self.bars, self._ids, self.source_ids = (), NO_BARS, np.zeros(0, np.int64), []
        ids = np.fromiter(map(id, notes), np.int64, len(notes))
        origin = _origin(self._ids, ids)
        new = np.flatnonzero(origin < 0)
        fresh = self._read([notes[place] for place in new.tolist()], rate)
        order = origin.copy()
        order[new] = len(self.bars) + np.arange(len(new))
        joined = self.bars.with_more(fresh) if len(new) else self.bars
        self.bars = joined.picked_out(order)  # type: ignore[arg-type]
        # the notes are held, so that no other object can get the id of one of them
        self.notes, self._ids, self._rate = tuple(notes), ids, rate
        return origin

    def choose(self, flags: Flags) -> None:
        """Say which notes are chosen."""
        self.bars = replace(self.bars, chosen=flags)

    def place_of(self, source_id: str) -> int:
        """Return the number of a source in the columns."""
        if source_id not in self.source_ids:
            self.source_ids.append(source_id)
        return self.source_ids.index(source_id)

    def picked(self, flags: Flags) -> tuple[Note, ...]:
        """Return the note objects that ``flags`` names."""
        return tuple(self.notes[place] for place in np.flatnonzero(flags).tolist())

    def _read(self, notes: Sequence[Note], rate: int) -> Bars:
        numbers = {source_id: self.place_of(source_id) for source_id in set(map(attrgetter("source_id"), notes))}
        start, length, pitch, level = (
            # of a note without a pitch it is NaN
            np.array(list(map(attrgetter(name), notes)), np.float64)
            for name in ("start", "length", "pitch", "level")
        )
        start, length, level = start / max(1, rate), length / max(1, rate), np.clip(level, 0.0, 1.0)
        source = np.array([numbers[source_id] for source_id in map(attrgetter("source_id"), notes)], np.intp)
        return Bars(start, start + length, pitch, level, source, np.zeros(len(notes), np.bool_))


def _origin(old: NDArray[np.int64], new: NDArray[np.int64]) -> Places:
    """Return for each of ``new`` its place in ``old``, -1 where it is not there; equal ends are quick."""
    least = min(len(old), len(new))
    differs = np.flatnonzero(old[:least] != new[:least])
    head = int(differs[0]) if len(differs) else least
    rest = least - head
    differs = np.flatnonzero(old[len(old) - rest :][::-1] != new[len(new) - rest :][::-1])
    tail = int(differs[0]) if len(differs) else rest
    origin = np.full(len(new), -1, np.intp)
    origin[:head] = np.arange(head)
    origin[len(new) - tail :] = np.arange(len(old) - tail, len(old))
    middle, wanted = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(middle) and len(wanted):
        order = np.argsort(middle)
        found = np.minimum(np.searchsorted(middle, wanted, sorter=order), len(middle) - 1)
        places = order[found]
        origin[head : len(new) - tail] = np.where(middle[places] == wanted, places + head, -1)
    return origin
