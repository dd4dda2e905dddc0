"""What a user does to notes: moved, resized, split, quantised, given to another source.

Owns how single notes change and how the changed ones find their place among the others. One rule for notes of the same
source and pitch, which cannot sound twice at once: what was edited last wins. A note that it runs into ends where it
begins, a note whose beginning it covers begins where it ends, a note that it covers wholly goes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from core.annotation.model import Annotation, Note, note_order

SHORTEST_S = 0.01
HIGHEST_PITCH = 127

# so many are put into their places one by one, of more all notes are sorted anew
_FEW = 200

_start = attrgetter("start")
_Spans = list[tuple[int, int]]


def allowed_move(
    start: float, stop: float, lowest: float, highest: float, by: float, semitones: int, length: float
) -> tuple[float, int]:
    """Return how far a group of notes can be moved as a whole.

    Parameters
    ----------
    start, stop : float
        Where the group begins and ends, in samples or any other unit of time.
    lowest, highest : float
        Of its pitches.
    by, semitones : float, int
        How far it shall go.
    length : float
        Of the song; a group that lies beyond an end of it may stay there but goes no further.
    """
    by = max(min(0, -start), min(by, max(0, length - stop)))
    semitones = int(max(min(0.0, -lowest), min(semitones, max(0.0, HIGHEST_PITCH - highest))))
    return by, semitones


def moved(notes: Sequence[Note], samples: int, semitones: int, length: int) -> list[Note]:
    """Return the notes, one for one, moved as a group as far as the song and MIDI pitches 0 to 127 allow."""
    if not notes:
        return []
    pitches = [note.pitch for note in notes if note.pitch is not None] or [0.0]
    edges = min(note.start for note in notes), max(note.stop for note in notes)
    allowed, up = allowed_move(*edges, min(pitches), max(pitches), samples, semitones, length)
    by = round(allowed)
    return [
        Note(n.start + by, n.length, n.source_id, None if n.pitch is None else n.pitch + up, n.level) for n in notes
    ]


def resized(notes: Iterable[Note], start_by: int, stop_by: int, shortest: int, length: int) -> list[Note]:
    """Return the notes with their beginnings and ends moved, where they overlap cut as in :func:`untangled`.

    Parameters
    ----------
    notes : iterable of Note
    start_by, stop_by : int
        Samples by which beginnings and ends move.
    shortest : int
        Samples that every note keeps, unless it was shorter before.
    length : int
        Samples of the song.
    """
    result = []
    for note in notes:
        least = min(shortest, note.length)
        start, stop = note.start, note.stop
        if start_by:
            start = max(min(0, start), min(start + start_by, stop - least))
        if stop_by:
            stop = max(start + least, min(stop + stop_by, max(stop, length)))
        result.append(Note(start, stop - start, note.source_id, note.pitch, note.level))
    return untangled(result)


def split(notes: Iterable[Note], sample: int) -> tuple[list[Note], list[Note]]:
    """Return the notes that sound on both sides of a sample, and the two parts of each."""
    cut = [note for note in notes if note.start < sample < note.stop]
    parts = []
    for note in cut:
        parts.append(Note(note.start, sample - note.start, note.source_id, note.pitch, note.level))
        parts.append(Note(sample, note.stop - sample, note.source_id, note.pitch, note.level))
    return cut, parts


def quantised(notes: Sequence[Note], onsets: NDArray[np.int64], tolerance: int) -> list[Note]:
    """Return the notes, each begun at the nearest onset.

    A note keeps its length, unless the next one of its source and pitch begins before it ends. Notes without an onset
    near enough stay as they are, as the very same objects.

    Parameters
    ----------
    notes : sequence of Note
    onsets : ndarray (onsets,), int64
        Samples of the song, rising.
    tolerance : int
        Samples that a note moves at most.
    """
    if len(onsets) == 0 or not notes:
        return list(notes)
    starts = np.array([note.start for note in notes], np.int64)
    after = np.clip(np.searchsorted(onsets, starts), 0, len(onsets) - 1)
    before = np.maximum(after - 1, 0)
    is_before = np.abs(onsets[before] - starts) <= np.abs(onsets[after] - starts)
    nearest = np.where(is_before, onsets[before], onsets[after])
    nearest = np.where(np.abs(nearest - starts) <= tolerance, nearest, starts).tolist()
    return untangled(
        note if note.start == start else Note(start, note.length, note.source_id, note.pitch, note.level)
        for note, start in zip(notes, nearest, strict=True)
    )


def given(notes: Iterable[Note], source_id: str) -> list[Note]:
    """Return the notes as those of another source, where they overlap cut as in :func:`untangled`."""
    return untangled(Note(note.start, note.length, source_id, note.pitch, note.level) for note in notes)


def untangled(notes: Iterable[Note]) -> list[Note]:
    """Return the notes so that none overlaps another of its source and pitch.

    The earlier one ends where the later begins; of those that begin together the longest stays.
    """
    result: list[Note] = []
    rows: dict[tuple[str, float], list[Note]] = {}
    for note in notes:
        if note.pitch is None:
            result.append(note)
        else:
            rows.setdefault((note.source_id, note.pitch), []).append(note)
    for row in rows.values():
        row.sort(key=lambda note: (note.start, -note.length))
        firsts = [row[0], *(note for before, note in pairwise(row) if note.start > before.start)]
        for note, following in pairwise(firsts):
            over = note.stop > following.start
            result.append(_between(note, note.start, following.start) if over else note)
        result.append(firsts[-1])
    return result


def edited(annotation: Annotation, gone: Sequence[Note], come: Sequence[Note], shortest: int) -> Annotation:
    """Return the annotation with some notes replaced; others of the same source and pitch make room.

    Parameters
    ----------
    annotation : Annotation
    gone : sequence of Note
        Notes of the annotation, best the very objects; those that are not there are passed over.
    come : sequence of Note
        What takes their place; wins where it overlaps others (see the module).
    shortest : int
        Of a note that makes room at least so many samples stay, or nothing.
    """
    kept = _without(annotation.notes, gone) if gone else list(annotation.notes)
    spans = _spans(come)
    added = list(come)
    if spans:
        first = min(row[0][0] for row in spans.values())
        last = max(row[-1][1] for row in spans.values())
        near = (note for note in kept[: bisect_left(kept, last, key=_start)] if note.start + note.length > first)
        cut = {id(note): rest for note in near if (rest := _beside(note, spans, shortest)) != (note,)}
        if cut:
            kept = [note for note in kept if id(note) not in cut]
            added += [one for rest in cut.values() for one in rest]
    return _with(annotation, kept, added)


def replaced(annotation: Annotation, gone: Sequence[Note], come: Sequence[Note]) -> Annotation:
    """Return the annotation with some notes replaced, as in :func:`edited`, but without others making room."""
    return _with(annotation, _without(annotation.notes, gone) if gone else list(annotation.notes), come)


def _with(annotation: Annotation, kept: list[Note], come: Sequence[Note]) -> Annotation:
    if len(come) > _FEW:
        return annotation.with_notes([*kept, *come])
    for note in come:
        insort(kept, note, key=note_order)
    return annotation.changed(notes=tuple(kept))


def _without(notes: Sequence[Note], gone: Sequence[Note]) -> list[Note]:
    ids = set(map(id, gone))
    kept = [note for note in notes if id(note) not in ids]
    missing = len(gone) - (len(notes) - len(kept))
    if missing:
        there = set(map(id, notes))
        left = Counter(note for note in gone if id(note) not in there)
        equal, kept = kept, []
        for note in equal:
            if left[note] > 0:
                left[note] -= 1
            else:
                kept.append(note)
    return kept


def _spans(notes: Iterable[Note]) -> dict[tuple[str, float], _Spans]:
    """Return where the notes of each source and pitch sound, rising and apart."""
    rows: dict[tuple[str, float], _Spans] = {}
    for note in notes:
        if note.pitch is not None:
            rows.setdefault((note.source_id, note.pitch), []).append((note.start, note.stop))
    for key, row in rows.items():
        row.sort()
        joined = [row[0]]
        for start, stop in row[1:]:
            if start <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(stop, joined[-1][1])
            else:
                joined.append((start, stop))
        rows[key] = joined
    return rows


def _beside(note: Note, spans: dict[tuple[str, float], _Spans], shortest: int) -> tuple[Note, ...]:
    """Return what is left of a note beside the spans of its source and pitch."""
    row = spans.get((note.source_id, note.pitch)) if note.pitch is not None else None
    if row is None:
        return (note,)
    start, stop = note.start, note.stop
    place = bisect_right(row, start, key=lambda span: span[1])
    for low, high in row[place:]:
        if low >= stop:
            break
        if low > start:
            stop = low
            break
        start = high
    if (start, stop) == (note.start, note.stop):
        return (note,)
    return (_between(note, start, stop),) if stop - start >= shortest else ()


def _between(note: Note, start: int, stop: int) -> Note:
    return Note(start, stop - start, note.source_id, note.pitch, note.level)
