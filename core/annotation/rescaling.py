"""An annotation on a song of another sample rate.

Owns the step from samples of one rate to samples of another; times in seconds stay what they are.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

from core.annotation.model import Activity, ActivitySpan, Annotation, Example, Region, Warp


def rescaled(annotation: Annotation, rate_before: int, rate_after: int) -> Annotation:
    """Return the annotation in samples of another rate.

    Parameters
    ----------
    annotation : Annotation
        In samples of ``rate_before``.
    rate_before, rate_after : int
        In Hz, > 0.

    Returns
    -------
    Annotation
        The same object where the rates are equal. No note, region or example vanishes, however short it gets;
        regions and examples that lie elsewhere now have new ids, as they are others. Sound of files and dictionaries
        keep their own rates.
    """
    if rate_before == rate_after:
        return annotation

    def moved(sample: int) -> int:
        return round(sample * rate_after / rate_before)

    def longer(start: int, stop: int) -> tuple[int, int]:
        first = moved(start)
        return first, max(first + 1, moved(stop))

    notes = []
    for note in annotation.notes:
        start, stop = longer(note.start, note.stop)
        notes.append(replace(note, start=start, length=stop - start))
    activities = []
    for activity in annotation.activities:
        # neighbours share an edge: it stays shared
        spans = (ActivitySpan(moved(span.start), moved(span.stop), span.state) for span in activity.spans)
        activities.append(Activity(activity.source_id, tuple(span for span in spans if span.stop > span.start)))
    regions: list[Region] = []
    for region in annotation.regions:
        start, stop = longer(region.start, region.stop)
        regions.append(replace(region, start=start, stop=stop, id=uuid.uuid4().hex))
    examples: list[Example] = []
    for example in annotation.examples:
        if example.span is not None:
            example = replace(example, span=longer(*example.span), id=uuid.uuid4().hex)
        examples.append(example)
    warp = annotation.warp
    if warp is not None:
        warp = _rescaled_warp(warp, moved)
    kept = tuple(one for one in activities if one.spans)
    parts = annotation.changed(activities=kept, regions=tuple(regions), warp=warp, examples=tuple(examples))
    return parts.with_notes(notes)


def _rescaled_warp(warp: Warp, moved: Callable[[int], int]) -> Warp:
    return replace(
        warp,
        points=tuple((time_s, moved(sample)) for time_s, sample in warp.points),
        anchors=tuple((time_s, moved(sample)) for time_s, sample in warp.anchors),
        bars=tuple(moved(sample) for sample in warp.bars),
    )
