"""What strokes make of the activity of a source.

Owns the edits of spans: pure functions from an activity to another. Every result is sorted, without overlaps, without
spans of unknown, and spans of one state that touch are joined; so are the activities that go in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from core.annotation.model import Activity, ActivitySpan, ActivityState, Note

ACTIVE, SILENT, UNKNOWN = ActivityState.ACTIVE, ActivityState.SILENT, ActivityState.UNKNOWN


def painted(activity: Activity, start: int, stop: int, state: ActivityState) -> Activity:
    """Return an activity in which ``start`` <= sample < ``stop`` is of one state, whatever it was before.

    Samples before the song are left out, and an empty span changes nothing.
    """
    start = max(0, start)
    if stop <= start:
        return activity
    spans = activity.spans
    # spans that touch belong to what changes: they may join
    first = bisect_left(spans, start, key=_stop)
    last = bisect_right(spans, stop, key=_start)
    middle = [ActivitySpan(max(0, one.start), start, one.state) for one in spans[first:last] if one.start < start]
    middle.append(ActivitySpan(start, stop, state))
    middle += [ActivitySpan(stop, one.stop, one.state) for one in spans[first:last] if one.stop > stop]
    return Activity(activity.source_id, (*spans[:first], *_joined(middle), *spans[last:]))


def painted_all(activity: Activity, spans: Iterable[ActivitySpan]) -> Activity:
    """Return an activity after many strokes, such as the passes of a loop; where they overlap the later counts.

    Takes time in proportion to the spans where the strokes are in order and apart.
    """
    strokes = [span for span in spans if span.stop > span.start]
    if any(after.start < before.stop for before, after in pairwise(strokes)):
        for stroke in strokes:
            activity = painted(activity, stroke.start, stroke.stop, stroke.state)
        return activity
    pieces = [*_uncovered(activity.spans, strokes), *strokes]
    return Activity(activity.source_id, _joined(sorted(pieces, key=_start)))


def span_at(activity: Activity, sample: int) -> ActivitySpan | None:
    """Return the labelled span that holds a sample; None where it is unknown."""
    place = bisect_right(activity.spans, sample, key=_start) - 1
    span = activity.spans[place] if place >= 0 else None
    return span if span is not None and span.stop > sample else None


def extent_at(activity: Activity, sample: int, length: int) -> ActivitySpan:
    """Return the span that holds a sample of a song of ``length``, or else the gap of unknown around it."""
    span = span_at(activity, sample)
    if span is not None:
        return span
    place = bisect_right(activity.spans, sample, key=_start)
    start = activity.spans[place - 1].stop if place else 0
    stop = activity.spans[place].start if place < len(activity.spans) else length
    return ActivitySpan(start, max(start, stop), UNKNOWN)


def moved(activity: Activity, span: ActivitySpan, by: int, length: int) -> Activity:
    """Return an activity in which one of its spans lies ``by`` samples later.

    It stays whole: it goes no further than the ends of the song. It is painted over what is there, and where it was is
    unknown.
    """
    by = move_within(span, by, length)
    lifted = painted(activity, span.start, span.stop, UNKNOWN)
    return painted(lifted, span.start + by, span.stop + by, span.state)


def move_within(span: ActivitySpan, by: int, length: int) -> int:
    """Return how far a span moves that shall not leave a song of ``length`` samples."""
    return min(max(by, -span.start), max(0, length - span.stop))


def resized(activity: Activity, span: ActivitySpan, start: int, stop: int) -> Activity:
    """Return an activity in which one of its spans runs from ``start`` to ``stop``.

    What it grows over is painted over. What it gives up goes to the neighbour that touched it there, as the edge was
    that of both, and else becomes unknown.
    """
    for stroke in resizing(activity, span, start, stop):
        activity = painted(activity, stroke.start, stroke.stop, stroke.state)
    return activity


def resizing(activity: Activity, span: ActivitySpan, start: int, stop: int) -> tuple[ActivitySpan, ...]:
    """Return the strokes that :func:`resized` paints: what is given up on either side, then the span itself."""
    before, after = span_at(activity, span.start - 1), span_at(activity, span.stop)
    left = ActivitySpan(span.start, min(start, span.stop), before.state if before else UNKNOWN)
    right = ActivitySpan(max(stop, span.start), span.stop, after.state if after else UNKNOWN)
    return left, right, ActivitySpan(start, stop, span.state)


def silent_elsewhere(activity: Activity, length: int) -> Activity:
    """Return an activity in which all of a song of ``length`` samples is silent that is not active."""
    active = [span for span in activity.spans if span.state is ACTIVE]
    return painted_all(Activity(activity.source_id, (ActivitySpan(0, length, SILENT),)), active)


def filled_from_notes(activity: Activity, notes: Sequence[Note], gap: int, length: int) -> Activity:
    """Return an activity that is active where notes sound and is what it was elsewhere.

    Parameters
    ----------
    activity : Activity
    notes : sequence of Note
        Of this source, in any order; those of other sources are left out.
    gap : int
        Samples; rests up to this length between two notes are active too.
    length : int
        Samples of the song, to which the notes are cut.
    """
    own = [note for note in notes if note.source_id == activity.source_id and note.start < length and note.stop > 0]
    active: list[ActivitySpan] = []
    for note in sorted(own, key=lambda note: note.start):
        start, stop = max(0, note.start), min(length, note.stop)
        if active and start - active[-1].stop <= gap:
            active[-1] = ActivitySpan(active[-1].start, max(stop, active[-1].stop), ACTIVE)
        else:
            active.append(ActivitySpan(start, stop, ACTIVE))
    return painted_all(activity, active)


def _start(span: ActivitySpan) -> int:
    return span.start


def _stop(span: ActivitySpan) -> int:
    return span.stop


def _uncovered(spans: Sequence[ActivitySpan], covers: Sequence[ActivitySpan]) -> list[ActivitySpan]:
    """Return what is left of spans outside others; both are sorted and apart."""
    left = []
    place = 0
    for span in spans:
        start = span.start
        while place < len(covers) and covers[place].stop <= start:
            place += 1
        over = place
        while over < len(covers) and covers[over].start < span.stop:
            if covers[over].start > start:
                left.append(ActivitySpan(start, covers[over].start, span.state))
            start = max(start, covers[over].stop)
            over += 1
        if start < span.stop:
            left.append(ActivitySpan(start, span.stop, span.state))
    return left


def _joined(spans: Iterable[ActivitySpan]) -> tuple[ActivitySpan, ...]:
    """Return sorted spans without those of unknown, equal neighbours made one."""
    joined: list[ActivitySpan] = []
    for span in spans:
        if span.state is UNKNOWN:
            continue
        if joined and joined[-1].stop == span.start and joined[-1].state is span.state:
            joined[-1] = ActivitySpan(joined[-1].start, span.stop, span.state)
        else:
            joined.append(span)
    return tuple(joined)
