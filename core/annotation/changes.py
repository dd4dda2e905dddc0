"""What differs between two annotations, as a value that can be applied, inverted and stored.

Owns the step from before and after to a ``Change`` and back. Every command of the user is such a change; undo applies
its inverse. Knows no words and no files.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter, is_, is_not
from typing import TypeVar

from core.annotation.model import (
    Activity,
    Annotation,
    Dictionary,
    Example,
    Note,
    Region,
    Source,
    Warp,
    activity_order,
    in_note_order,
    note_order,
)

# so many notes are faster found one by one than by looking at all
_FEW = 500
_VALUES = attrgetter("start", "length", "source_id", "pitch", "level")
# what has an id and a place among others of its kind
_Placed = TypeVar("_Placed", Region, Example, Dictionary)


@dataclass(frozen=True)
class Change:
    """The difference of two annotations; what is None or empty did not change.

    Attributes
    ----------
    sources : (before, after) or None
        All sources, as their order is part of it.
    warp : (before, after) or None
    notes_out, notes_in : tuple of Note
        Removed and added; equal notes count one by one.
    activities : tuple of (before, after)
        Of the sources whose activity changed.
    regions_out, regions_in : tuple of (int, Region)
        Removed and added, with their place among the regions before and after.
    examples_out, examples_in : tuple of (int, Example)
    dictionaries_out, dictionaries_in : tuple of (int, Dictionary)
        In the same way.
    """

    sources: tuple[tuple[Source, ...], tuple[Source, ...]] | None = None
    warp: tuple[Warp | None, Warp | None] | None = None
    notes_out: tuple[Note, ...] = ()
    notes_in: tuple[Note, ...] = ()
    activities: tuple[tuple[Activity, Activity], ...] = ()
    regions_out: tuple[tuple[int, Region], ...] = ()
    regions_in: tuple[tuple[int, Region], ...] = ()
    examples_out: tuple[tuple[int, Example], ...] = ()
    examples_in: tuple[tuple[int, Example], ...] = ()
    dictionaries_out: tuple[tuple[int, Dictionary], ...] = ()
    dictionaries_in: tuple[tuple[int, Dictionary], ...] = ()

    def __bool__(self) -> bool:
        return self != _NOTHING

    def inverted(self) -> Change:
        """Return the change that takes this one back."""
        return Change(
            sources=self.sources and self.sources[::-1],
            warp=self.warp and self.warp[::-1],
            notes_out=self.notes_in,
            notes_in=self.notes_out,
            activities=tuple((after, before) for before, after in self.activities),
            regions_out=self.regions_in,
            regions_in=self.regions_out,
            examples_out=self.examples_in,
            examples_in=self.examples_out,
            dictionaries_out=self.dictionaries_in,
            dictionaries_in=self.dictionaries_out,
        )


_NOTHING = Change()


def difference(before: Annotation, after: Annotation) -> Change:
    """Return what leads from one annotation to another."""
    notes_out, notes_in = _difference(before.notes, after.notes)
    ids = dict.fromkeys(one.source_id for one in (*before.activities, *after.activities))
    pairs = ((before.activity_of(key), after.activity_of(key)) for key in ids)
    return Change(
        sources=(before.sources, after.sources) if before.sources != after.sources else None,
        warp=(before.warp, after.warp) if before.warp != after.warp else None,
        notes_out=notes_out,
        notes_in=notes_in,
        activities=tuple(pair for pair in pairs if pair[0] != pair[1]),
        regions_out=_places(before.regions, after.regions),
        regions_in=_places(after.regions, before.regions),
        examples_out=_places(before.examples, after.examples),
        examples_in=_places(after.examples, before.examples),
        dictionaries_out=_places(before.dictionaries, after.dictionaries),
        dictionaries_in=_places(after.dictionaries, before.dictionaries),
    )


def applied(annotation: Annotation, change: Change) -> Annotation:
    """Return the annotation after a change, one revision later.

    Raises
    ------
    ValueError
        The change does not belong to this annotation: what it removes is not there.
    """
    parts: dict[str, object] = {}
    if change.sources is not None:
        parts["sources"] = change.sources[1]
    if change.warp is not None:
        parts["warp"] = change.warp[1]
    if change.notes_out or change.notes_in:
        parts["notes"] = _replaced(annotation.notes, change.notes_out, change.notes_in)
    if change.activities:
        new = {after.source_id: after for _before, after in change.activities}
        kept = [one for one in annotation.activities if one.source_id not in new]
        kept += [one for one in new.values() if one.spans]
        parts["activities"] = tuple(sorted(kept, key=activity_order))
    if change.regions_out or change.regions_in:
        parts["regions"] = _moved(annotation.regions, change.regions_out, change.regions_in)
    if change.examples_out or change.examples_in:
        parts["examples"] = _moved(annotation.examples, change.examples_out, change.examples_in)
    if change.dictionaries_out or change.dictionaries_in:
        parts["dictionaries"] = _moved(annotation.dictionaries, change.dictionaries_out, change.dictionaries_in)
    return annotation.changed(**parts)


def _places(ones: tuple[_Placed, ...], others: tuple[_Placed, ...]) -> tuple[tuple[int, _Placed], ...]:
    """Return, with their places, those that the others do not have."""
    if ones is others:
        return ()
    known = {other.id for other in others}
    return tuple((place, one) for place, one in enumerate(ones) if one.id not in known)


def _moved(
    ones: tuple[_Placed, ...], removed: Sequence[tuple[int, _Placed]], added: Sequence[tuple[int, _Placed]]
) -> tuple[_Placed, ...]:
    """Return what is left of some after these went, with those that came at their places."""
    gone = {one.id for _place, one in removed}
    kept = [one for one in ones if one.id not in gone]
    for place, one in sorted(added, key=lambda pair: pair[0]):
        kept.insert(place, one)
    return tuple(kept)


def _difference(before: tuple[Note, ...], after: tuple[Note, ...]) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    # a stroke changes a few places: what lies before the first and behind the last are the very same objects
    head = _shared(before, after)
    before, after = before[head:], after[head:]
    tail = _shared(before[::-1], after[::-1])
    before, after = before[: len(before) - tail], after[: len(after) - tail]
    if not before and not after:
        return (), ()
    # most of the notes between are the very same, too: only the rest has to be compared
    same = set(map(id, before)) & set(map(id, after))
    removed = [note for note in before if id(note) not in same] if same else before
    added = [note for note in after if id(note) not in same] if same else after
    if len(after) - len(before) != len(added) - len(removed):
        # an object stands in one of them more often than in the other
        removed, added = before, after
    # as tuples they are compared in a tenth of the time
    old, new = [list(map(_VALUES, notes)) for notes in (removed, added)]
    return _without(removed, old, new), _without(added, new, old)


def _without(
    notes: Sequence[Note], values: Sequence[tuple[object, ...]], others: Sequence[tuple[object, ...]]
) -> tuple[Note, ...]:
    """Return the notes of which there are no equal others; equal ones count one by one."""
    there = set(others)
    if not there.intersection(values):
        return tuple(notes)
    left, kept = Counter(others), []
    for note, value in zip(notes, values, strict=True):
        if value in there and left[value] > 0:
            left[value] -= 1
        else:
            kept.append(note)
    return tuple(kept)


def _shared(one: tuple[Note, ...], two: tuple[Note, ...]) -> int:
    """Return with how many of the very same objects both begin."""
    differing = (place for place, differs in enumerate(map(is_not, one, two)) if differs)
    return next(differing, min(len(one), len(two)))


def _replaced(notes: tuple[Note, ...], removed: Sequence[Note], added: Sequence[Note]) -> tuple[Note, ...]:
    if len(removed) + len(added) < _FEW:
        kept = list(notes)
        if all(_taken(kept, note) for note in removed):
            for note in added:
                insort(kept, note, key=note_order)
            return tuple(kept)
    if len(removed) == len(notes) and all(map(is_, removed, notes)):
        return in_note_order(added)
    missing = Counter(map(_VALUES, removed))
    kept = []
    for note, value in zip(notes, map(_VALUES, notes), strict=True):
        if value in missing and missing[value] > 0:
            missing[value] -= 1
        else:
            kept.append(note)
    if any(count > 0 for count in missing.values()):
        raise ValueError("the change removes notes that are not there")
    kept.extend(added)
    return in_note_order(kept)


def _taken(notes: list[Note], note: Note) -> bool:
    """Take a note out of sorted ones; return whether it stood where it is looked for."""
    place = bisect_left(notes, note_order(note), key=note_order)
    found = place < len(notes) and notes[place] == note
    if found:
        del notes[place]
    return found
