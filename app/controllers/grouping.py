"""The sources that were not chosen, gathered in one; the notes that were, apart from their sources.

Owns how a choice of sources and notes becomes the annotation of a request: what is left out still plays in the song, so
what is known of it stays and shares one stem, rather than leaking into the chosen ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from core.annotation.model import (
    Activity,
    ActivitySpan,
    ActivityState,
    Annotation,
    Polarity,
    Region,
    Source,
    activity_order,
    note_order,
)
from core.annotation.note_groups import NoteGroup, Picked, picked
from core.annotation.region_shapes import RegionShape, erased
from core.annotation.shared_examples import shared_dictionaries, shared_examples

REST_ID = "rest"
REST_DRUMS_ID = "rest-drums"


def grouped(
    annotation: Annotation, groups: Sequence[NoteGroup], chosen: Collection[str], names: tuple[str, str], length: int
) -> Picked:
    """Return what a request is told of a song of ``length`` samples: groups of notes apart, unchosen sources as one.

    The other parameters are those of :func:`core.annotation.note_groups.picked` and :func:`gathered`.
    """
    found = picked(annotation, groups)
    own = {source.id for source in annotation.sources} - set(chosen)
    parts = _left_out(found.parts, own, names, length)
    asked = _left_out(found.annotation, own, names, length) if found.stem_of else parts
    return Picked(asked, parts, found.stem_of)


def _left_out(annotation: Annotation, left_out: Collection[str], names: tuple[str, str], length: int) -> Annotation:
    chosen = {source.id for source in annotation.sources} - set(left_out)
    return gathered(annotation.clipped(length), chosen, names)


def gathered(annotation: Annotation, chosen: Collection[str], names: tuple[str, str]) -> Annotation:
    """Return the annotation in which unchosen sources are one (and their drums another, as pitches differ in meaning).

    Parameters
    ----------
    annotation : Annotation
    chosen : collection of str
        Ids of the sources with stems of their own.
    names : (str, str)
        Names of the gathered sources, the second for drums.
    """
    target: dict[str, str] = {}
    sources: list[Source] = []
    rest: dict[str, Source] = {}
    for source in annotation.sources:
        if source.id in chosen:
            sources.append(source)
            continue
        own_id, name = (REST_DRUMS_ID, names[1]) if source.is_drum else (REST_ID, names[0])
        target[source.id] = own_id
        rest.setdefault(own_id, Source(own_id, name, program=source.program, is_drum=source.is_drum))
        if rest[own_id].program != source.program:
            rest[own_id] = replace(rest[own_id], program=None)
    if not rest:
        return annotation
    notes = tuple(
        replace(note, source_id=target[note.source_id]) if note.source_id in target else note
        for note in annotation.notes
    )
    own_activities = [activity for activity in annotation.activities if activity.source_id not in target]
    for own_id in rest:
        members = [member for member, its in target.items() if its == own_id]
        own_activities.append(Activity(own_id, _shared_spans([annotation.activity_of(member) for member in members])))
    activities = [activity for activity in own_activities if activity.spans]
    regions = _shared_regions(annotation.regions, target)
    examples = shared_examples(annotation.examples, target)
    dictionaries = shared_dictionaries(annotation.dictionaries, target)
    known = {note.source_id for note in notes} | {activity.source_id for activity in activities}
    known |= {region.source_id for region in regions} | {example.source_id for example in examples}
    known |= {dictionary.source_id for dictionary in dictionaries}
    # of which nothing is known has no stem; it is in the residual
    kept = tuple(source for source in rest.values() if source.id in known)
    return annotation.changed(
        sources=(*(_on_instrument_of(source, target, kept) for source in sources), *kept),
        notes=tuple(sorted(notes, key=note_order)),
        activities=tuple(sorted(activities, key=activity_order)),
        regions=regions,
        examples=examples,
        dictionaries=dictionaries,
    )


def _on_instrument_of(source: Source, target: Mapping[str, str], rest: Sequence[Source]) -> Source:
    """Return a source; where it is notes of one that was gathered, they sound as what that has become."""
    origin = source.instrument_of
    become = next((one for one in rest if origin is not None and one.id == target.get(origin.id)), origin)
    return source if become is origin else replace(source, instrument_of=become)


def _shared_spans(members: Sequence[Activity]) -> tuple[ActivitySpan, ...]:
    """Return when a group plays: where one of it does; it is silent only where all of it are."""
    borders = sorted({border for member in members for span in member.spans for border in (span.start, span.stop)})
    places = [0] * len(members)
    spans: list[ActivitySpan] = []
    for start, stop in pairwise(borders):
        states = set()
        for number, member in enumerate(members):
            while places[number] < len(member.spans) and member.spans[places[number]].stop <= start:
                places[number] += 1
            inside = places[number] < len(member.spans) and member.spans[places[number]].start <= start
            states.add(member.spans[places[number]].state if inside else ActivityState.UNKNOWN)
        state = ActivityState.ACTIVE if ActivityState.ACTIVE in states else ActivityState.UNKNOWN
        if states == {ActivityState.SILENT}:
            state = ActivityState.SILENT
        if spans and spans[-1].stop == start and spans[-1].state is state:
            spans[-1] = replace(spans[-1], stop=stop)
        elif state is not ActivityState.UNKNOWN:
            spans.append(ActivitySpan(start, stop, state))
    return tuple(spans)


def _shared_regions(regions: Sequence[Region], target: Mapping[str, str]) -> tuple[Region, ...]:
    """Return the regions with those of gathered sources on their groups.

    That something does not belong to one of several says nothing of the group, but takes back what was said to belong
    to that one before.
    """
    counts = Counter(target.values())
    kept: list[Region] = []
    for region in regions:
        own_id = target.get(region.source_id)
        if own_id is None or counts[own_id] == 1 or region.polarity is Polarity.BELONGS:
            kept.append(region)
            continue
        eraser = RegionShape(region.start, region.stop, region.low_hz, region.high_hz, region.mask)
        taken_back = [erased(before, eraser) if before.source_id == region.source_id else before for before in kept]
        kept = [before for before in taken_back if before is not None]
    return tuple(replace(region, source_id=target.get(region.source_id, region.source_id)) for region in kept)
