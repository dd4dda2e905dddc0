"""Groups of notes that get a stem of their own: a hand's phrase, a pitch range, a single note.

Owns which notes a group has, and what an engine is told so that they come out apart from the rest of their sources.
Reads no files and computes no sound.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.annotation.model import (
    Activity,
    ActivitySpan,
    ActivityState,
    Annotation,
    Dictionary,
    Example,
    Note,
    Polarity,
    Region,
    Source,
    activity_order,
)
from core.annotation.shared_examples import shared_dictionaries, shared_examples

Span = tuple[int, int]


@dataclass(frozen=True)
class NoteGroup:
    """Notes of one or several sources that are asked for together.

    Attributes
    ----------
    id : str
        Of the stem.
    name : str
        Of the stem.
    notes : frozenset of Note
        As they stand in the annotation.
    """

    id: str
    name: str
    notes: frozenset[Note]

    @classmethod
    def of(cls, name: str, notes: Iterable[Note]) -> NoteGroup:
        """Return a group whose id is that of every group of these notes, whatever it is called."""
        found = frozenset(notes)
        digest = hashlib.sha1(usedforsecurity=False)
        keys = ((n.start, n.length, n.source_id, -1.0 if n.pitch is None else float(n.pitch)) for n in found)
        for key in sorted(keys):
            digest.update(repr(key).encode())
        return cls(f"notes-{digest.hexdigest()[:12]}", name, found)


@dataclass(frozen=True, eq=False)
class Picked:
    """An annotation in which groups of notes are sources.

    Attributes
    ----------
    annotation : Annotation
        One source for every group: the stems that are asked for.
    parts : Annotation
        What an engine is told: a group whose notes are of several sources is a source for each of them, played on the
        instrument of that one. The same as ``annotation`` where no group is so.
    stem_of : mapping of str to str
        Id of the group of every part; its keys are the sources of ``parts`` that ``annotation`` does not have.
    """

    annotation: Annotation
    parts: Annotation
    stem_of: Mapping[str, str]


def picked(annotation: Annotation, groups: Sequence[NoteGroup]) -> Picked:
    """Return an annotation in which the notes of groups are sources of their own.

    A source keeps what no group takes, and a source that loses all its notes is left out. Of groups that share notes
    the first gets them; groups without notes are left out. What is said of a source that is no note (activity, regions,
    examples) goes with its notes.

    Parameters
    ----------
    annotation : Annotation
    groups : sequence of NoteGroup

    Returns
    -------
    Picked
    """
    group_of = {note: group.id for group in reversed(groups) for note in group.notes}
    origins: dict[str, set[str]] = {}
    emptied = {note.source_id for note in annotation.notes}
    for note in annotation.notes:
        if note in group_of:
            origins.setdefault(group_of[note], set()).add(note.source_id)
        else:
            emptied.discard(note.source_id)
    part_of: dict[tuple[str, str], Source] = {}
    stems: dict[str, Source] = {}
    for group in groups:
        members = [source for source in annotation.sources if source.id in origins.get(group.id, ())]
        for source in members if group.id not in stems else ():
            own_id = group.id if len(members) == 1 else f"{group.id} {source.id}"
            part = Source(own_id, group.name, "", source.program, source.is_drum, source.instrument_of or source)
            part_of[group.id, source.id] = part
            stems.setdefault(group.id, replace(part, id=group.id))
        if len(members) > 1:
            stems[group.id] = _shared_instrument(stems[group.id], members)
    if not part_of:
        return Picked(annotation, annotation, {})
    kept = tuple(source for source in annotation.sources if source.id not in emptied)
    notes = [
        replace(note, source_id=part_of[group_of[note], note.source_id].id) if note in group_of else note
        for note in annotation.notes
    ]
    families = {
        source.id: tuple(part.id for (_group, origin), part in part_of.items() if origin == source.id)
        for source in annotation.sources
    }
    parts = annotation.changed(sources=(*kept, *part_of.values()), activities=_activities(annotation, kept, families))
    parts = parts.with_notes(notes)
    parts = parts.changed(
        regions=_regions(annotation, parts, families, emptied),
        examples=_examples(annotation, parts, families, emptied),
        dictionaries=_dictionaries(annotation, families, emptied),
    )
    stem_of = {part.id: group_id for (group_id, _origin), part in part_of.items() if part.id != group_id}
    return Picked(_joined(parts, kept, stems, stem_of) if stem_of else parts, parts, stem_of)


def _shared_instrument(stem: Source, members: Sequence[Source]) -> Source:
    """Return a group of several sources as one: what they play it on only where that is the same."""
    program = stem.program if len({source.program for source in members}) == 1 else None
    return replace(stem, program=program, is_drum=all(source.is_drum for source in members), instrument_of=None)


def _activities(
    annotation: Annotation, kept: Iterable[Source], families: Mapping[str, tuple[str, ...]]
) -> tuple[Activity, ...]:
    """Return the activities of what sources keep, and their silences for what was taken of them."""
    kept_ids = {source.id for source in kept}
    found = [activity for activity in annotation.activities if activity.source_id in kept_ids]
    for activity in annotation.activities:
        silent = tuple(span for span in activity.spans if span.state is ActivityState.SILENT)
        found += [Activity(own_id, silent) for own_id in families[activity.source_id] if silent]
    return tuple(sorted(found, key=activity_order))


def _regions(
    annotation: Annotation, parts: Annotation, families: Mapping[str, tuple[str, ...]], emptied: set[str]
) -> tuple[Region, ...]:
    """Return the regions of sources whose notes were taken, told of those that have these notes now."""
    found: list[Region] = []
    for region in annotation.regions:
        origin = region.source_id
        family = _family(origin, families, emptied)
        if family == (origin,):
            found.append(region)
        elif region.polarity is Polarity.NOT:
            found += [_region_of(region, own_id, Polarity.NOT) for own_id in family]
        else:
            owners = _owners(region, parts, family)
            if len(owners) == 1:
                found.append(_region_of(region, owners[0], Polarity.BELONGS))
            else:
                # it belongs to several of the family: to nobody else
                others = (source.id for source in parts.sources if source.id not in family)
                found += [_region_of(region, own_id, Polarity.NOT) for own_id in others]
    return tuple(found)


def _family(origin: str, families: Mapping[str, tuple[str, ...]], emptied: set[str]) -> tuple[str, ...]:
    """Return the sources that have the notes of one source now; those of groups first."""
    return (*families[origin], *(() if origin in emptied else (origin,)))


def _examples(
    annotation: Annotation, parts: Annotation, families: Mapping[str, tuple[str, ...]], emptied: set[str]
) -> tuple[Example, ...]:
    """Return the examples of sources whose notes were taken, told of those that have these notes now.

    They are played on the same instrument, so that they sound like its examples, too.
    """
    found: list[Example] = []
    for example in annotation.examples:
        family = _family(example.source_id, families, emptied)
        if family == (example.source_id,):
            found.append(example)
            continue
        span, owners = example.span, family
        if span is not None and example.polarity is Polarity.BELONGS and len(family) > 1:
            if example.audio is None:
                inside = _inside(span[0], span[1], parts, family)
                owners = tuple(inside) if len(inside) == 1 else family
            else:
                # what all of them play there is not what one of them does
                span = None
        found += [replace(example, source_id=own_id, span=span, id=f"{example.id} {own_id}") for own_id in owners]
    return tuple(found)


def _dictionaries(
    annotation: Annotation, families: Mapping[str, tuple[str, ...]], emptied: set[str]
) -> tuple[Dictionary, ...]:
    """Return the dictionaries, those of sources whose notes were taken for all that have these notes now."""
    return tuple(
        one if own_id == one.source_id else replace(one, source_id=own_id, id=f"{one.id} {own_id}")
        for one in annotation.dictionaries
        for own_id in _family(one.source_id, families, emptied)
    )


def _region_of(region: Region, source_id: str, polarity: Polarity) -> Region:
    return replace(region, source_id=source_id, polarity=polarity, id=f"{region.id} {source_id}")


def _owners(region: Region, parts: Annotation, family: Sequence[str]) -> list[str]:
    """Return which of a family have notes in a region, or else the last note before it, or else the first of them."""
    inside = _inside(region.start, region.stop, parts, family)
    if not inside:
        notes = (note for note in parts.notes if note.source_id in family and note.start < region.stop)
        before = max(notes, key=lambda note: note.stop, default=None)
        inside = {before.source_id if before is not None else family[-1]}
    return [own_id for own_id in family if own_id in inside]


def _inside(start: int, stop: int, parts: Annotation, family: Sequence[str]) -> set[str]:
    """Return which of a family have notes in a span."""
    return {one.source_id for one in parts.notes if one.source_id in family and one.start < stop and one.stop > start}


def _joined(
    parts: Annotation, kept: Sequence[Source], stems: Mapping[str, Source], stem_of: Mapping[str, str]
) -> Annotation:
    """Return the annotation of the stems: the parts of a group are one source."""
    notes = (replace(note, source_id=stem_of.get(note.source_id, note.source_id)) for note in parts.notes)
    regions = (replace(one, source_id=stem_of.get(one.source_id, one.source_id)) for one in parts.regions)
    activities: list[Activity] = [one for one in parts.activities if one.source_id not in stem_of]
    for group_id in dict.fromkeys(stem_of.values()):
        members = [part_id for part_id, its in stem_of.items() if its == group_id]
        common = _common_spans([parts.activity_of(part_id).spans for part_id in members])
        activities += [Activity(group_id, common)] if common else []
    joined = parts.changed(
        sources=(*kept, *stems.values()),
        activities=tuple(sorted(activities, key=activity_order)),
        regions=tuple(regions),
        examples=shared_examples(parts.examples, stem_of),
        dictionaries=shared_dictionaries(parts.dictionaries, stem_of),
    )
    return joined.with_notes(notes)


def _common_spans(silences: Sequence[tuple[ActivitySpan, ...]]) -> tuple[ActivitySpan, ...]:
    """Return where all of several sources are silent."""
    common: list[Span] = [(span.start, span.stop) for span in silences[0]]
    for spans in silences[1:]:
        both = ((max(a, span.start), min(b, span.stop)) for a, b in common for span in spans)
        common = [(start, stop) for start, stop in both if start < stop]
    return tuple(ActivitySpan(start, stop, ActivityState.SILENT) for start, stop in sorted(common))
