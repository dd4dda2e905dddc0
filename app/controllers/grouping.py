"""The sources that were not chosen, gathered in one.

Owns how a choice of sources becomes the annotation of a request: what is left out still plays in the song, so its
notes stay and share one stem, rather than leaking into the chosen ones.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from core.annotation.model import Activity, Annotation, Source

REST_ID = "rest"
REST_DRUMS_ID = "rest-drums"


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
    # of gathered sources only the activity of a lone one still says something of the group
    alone = {own_id for own_id in rest if list(target.values()).count(own_id) == 1}
    activities = tuple(
        Activity(target.get(activity.source_id, activity.source_id), activity.spans)
        for activity in annotation.activities
        if activity.source_id not in target or target[activity.source_id] in alone
    )
    regions = tuple(region for region in annotation.regions if region.source_id not in target)
    return annotation.changed(sources=(*sources, *rest.values()), notes=notes, activities=activities, regions=regions)
