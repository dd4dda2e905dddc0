"""A score on the song: how its notes move when its match changes.

Owns every step between the times of a score and those of the song for notes that are in the annotation already: what a
match changes, and what the user changes by dragging a bar or a note. Finding the match is in ``alignment``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.annotation.alignment import Alignment
from core.annotation.model import Annotation, Note, Warp
from core.annotation.note_edits import replaced
from core.annotation.score import Score, ScoreNote, ScoreTrack

DoubleArray = NDArray[np.float64]
Times = Callable[[DoubleArray], DoubleArray]

_SHORTEST_S = 0.01
# how far a drag reaches where no anchor is nearer
_REACH_BARS, _REACH_S = 2, 4.0
# a drag squeezes what is beside it at most to this part
_TIGHTEST = 0.25
_ANCHOR_S = 0.001  # what lies so near to an anchor is the anchor
_GAP_S = 0.01


def score_of(annotation: Annotation, rate: int) -> Score:
    """Return the notes that came from a score in the time of that score, as they are now.

    Raises
    ------
    ValueError
        The annotation has no warp.
    """
    warp = _warp(annotation)
    to_score = _to_score(warp, rate)
    tracks = []
    for source in annotation.sources:
        notes = [n for n in annotation.notes if n.source_id == source.id and n.pitch is not None]
        if source.id in warp.source_ids and notes:
            starts = to_score(np.array([note.start / rate for note in notes]))
            stops = to_score(np.array([note.stop / rate for note in notes]))
            timed = zip(notes, starts.tolist(), stops.tolist(), strict=True)
            played = [
                ScoreNote(max(0.0, start), max(stop, 1e-3), round(note.pitch or 0), max(1, round(note.level * 127)))
                for note, start, stop in timed
            ]
            tracks.append(ScoreTrack(source.name, source.program or 0, source.is_drum, tuple(sorted(played))))
    bars = to_score(np.array([bar / rate for bar in warp.bars])) if warp.bars else np.zeros(0)
    return Score(tuple(tracks), tuple(float(bar) for bar in bars))


def matched(annotation: Annotation, alignment: Alignment, rate: int) -> Annotation:
    """Return the annotation with its score where an alignment puts it."""
    warp = _warp(annotation)
    points = tuple(
        (float(time_s), round(float(song_s) * rate))
        for time_s, song_s in zip(alignment.score_times_s, alignment.song_times_s, strict=True)
    )
    moved = rewarped(annotation, points, rate)
    new = replace(
        _warp(moved), matched=alignment.matched, cost=alignment.cost, messages=alignment.messages, anchors=warp.anchors
    )
    return replace(moved, warp=new)


def unmatched(annotation: Annotation, rate: int) -> Annotation:
    """Return the annotation with its score at the times of the file."""
    moved = rewarped(annotation, (), rate)
    return replace(moved, warp=replace(_warp(moved), matched=False, cost=None, messages=(), anchors=()))


def rewarped(annotation: Annotation, points: Sequence[tuple[float, int]], rate: int) -> Annotation:
    """Return the annotation with the notes and bars of its score moved from its own warp to another.

    Parameters
    ----------
    annotation : Annotation
    points : sequence of (float, int)
        Score time in seconds and sample of the song; empty for the score's own times.
    rate : int
        Sample rate of the song in Hz.
    """
    warp = _warp(annotation)
    to_score = _to_score(warp, rate)
    to_song = _interpolation([time_s for time_s, _ in points], [sample / rate for _, sample in points])

    def move(samples: DoubleArray) -> DoubleArray:
        return to_song(to_score(samples / rate)) * rate

    return _moved(annotation, tuple(points), move, rate)


@dataclass(frozen=True)
class Pull:
    """A place of the song that is pulled to another: what lies between ``low`` and ``high`` stretches linearly.

    Attributes
    ----------
    low, high : float
        Samples that stay where they are; nothing beyond them moves.
    start, stop : float
        Sample that is pulled, and the sample it comes to; ``low`` < both < ``high``.
    score_s : float
        Score time of the place.
    """

    low: float
    start: float
    stop: float
    high: float
    score_s: float

    def moved(self, samples: DoubleArray) -> DoubleArray:
        """Return where samples (any shape) come to."""
        inside = np.interp(samples, (self.low, self.start, self.high), (self.low, self.stop, self.high))
        return np.where((samples > self.low) & (samples < self.high), inside, samples)


def pull(warp: Warp, from_sample: float, to_sample: float, rate: int) -> Pull:
    """Return what a drag moves, and how far it can go.

    It reaches to the neighbouring anchors, or else two bars, or four seconds where there are none; further only where
    the drag is so long that it would squeeze what is beside it to less than a quarter. It never reaches an anchor.

    Parameters
    ----------
    warp : Warp
    from_sample : float
        The place of the song that is dragged; an anchor where it lies on one.
    to_sample : float
        Where it shall be.
    rate : int
        Sample rate of the song in Hz.
    """
    own = next((one for one in warp.anchors if abs(one[1] - from_sample) <= _ANCHOR_S * rate), None)
    start = float(own[1]) if own is not None else float(from_sample)
    score_s = own[0] if own is not None else _score_time(warp, start, rate)
    before = max((sample for _, sample in warp.anchors if sample < start and (_, sample) != own), default=None)
    after = min((sample for _, sample in warp.anchors if sample > start and (_, sample) != own), default=None)
    low, high = _reach(warp.bars, start, rate)
    low = min(low, (to_sample - _TIGHTEST * start) / (1 - _TIGHTEST))
    high = max(high, (to_sample - _TIGHTEST * start) / (1 - _TIGHTEST))
    low = max(low, float(before) if before is not None else min(0.0, start - _GAP_S * rate))
    high = min(high, float(after)) if after is not None else high
    gap = min(_GAP_S * rate, (start - low) / 2, (high - start) / 2)
    return Pull(low, start, min(max(to_sample, low + gap), high - gap), high, score_s)


def _reach(bars: Sequence[int], sample: float, rate: int) -> tuple[float, float]:
    before = bisect_left(bars, sample) - _REACH_BARS
    after = bisect_right(bars, sample) + _REACH_BARS - 1
    low = float(bars[before]) if before >= 0 else sample - _REACH_S * rate
    high = float(bars[after]) if after < len(bars) else sample + _REACH_S * rate
    return low, high


def dragged(annotation: Annotation, from_sample: int, to_sample: int, rate: int) -> Annotation:
    """Return the annotation with the score pulled so that its place at ``from_sample`` lies at ``to_sample``.

    The place becomes an anchor; what moves with it says :func:`pull`. Notes of other sources stay.

    Raises
    ------
    ValueError
        The annotation has no warp.
    """
    warp = _warp(annotation)
    drag = pull(warp, from_sample, to_sample, rate)
    after = _pulled(annotation, drag, rate)
    anchors = [one for one in warp.anchors if one[0] != drag.score_s]
    anchors.append((drag.score_s, round(drag.stop)))
    return replace(after, warp=replace(_warp(after), anchors=tuple(sorted(anchors))))


def freed(annotation: Annotation, anchor: tuple[float, int], rate: int) -> Annotation:
    """Return the annotation without one of its anchors: its place goes to the straight line between its neighbours.

    Raises
    ------
    ValueError
        The annotation has no warp, or the warp not this anchor.
    """
    warp = _warp(annotation)
    if anchor not in warp.anchors:
        raise ValueError(f"the warp has no anchor at {anchor}")
    around = pull(warp, anchor[1], anchor[1], rate)
    low_s, high_s = _score_time(warp, around.low, rate), _score_time(warp, around.high, rate)
    part = (anchor[0] - low_s) / (high_s - low_s)
    drag = pull(warp, anchor[1], around.low + part * (around.high - around.low), rate)
    after = _pulled(annotation, drag, rate)
    return replace(after, warp=replace(_warp(after), anchors=tuple(one for one in warp.anchors if one != anchor)))


def _pulled(annotation: Annotation, drag: Pull, rate: int) -> Annotation:
    warp = _warp(annotation)
    inside = [
        note
        for note in annotation.notes
        if note.start < drag.high and note.start + note.length > drag.low and note.source_id in warp.source_ids
    ]
    starts = np.rint(drag.moved(np.array([float(note.start) for note in inside]))).astype(int).tolist()
    stops = np.rint(drag.moved(np.array([float(note.stop) for note in inside]))).astype(int).tolist()
    gone, come = [], []
    for note, start, stop in zip(inside, starts, stops, strict=True):
        length = max(1, stop - start)
        if (start, length) != (note.start, note.length):
            gone.append(note)
            come.append(Note(start, length, note.source_id, note.pitch, note.level))
    bars = tuple(np.rint(drag.moved(np.array(warp.bars, np.float64))).astype(int).tolist())
    new = replace(warp, points=_pulled_points(warp, drag, rate), bars=bars)
    return replace(replaced(annotation, gone, come), warp=new)


def _pulled_points(warp: Warp, drag: Pull, rate: int) -> tuple[tuple[float, int], ...]:
    """Return the points of the warp after a pull, which adds three: the place and both ends of its reach."""
    low, stop, high = round(drag.low), round(drag.stop), round(drag.high)
    known = {sample: time_s for time_s, sample in (*warp.points, *warp.anchors)}
    # exactly the pairs that are there, so that an anchor at an end stays one
    low_s = known.get(low) or _score_time(warp, low, rate)
    high_s = known.get(high) or _score_time(warp, high, rate)
    inside = [one for one in warp.points if low < one[1] < high and low_s < one[0] < high_s]
    samples = np.rint(drag.moved(np.array([float(sample) for _, sample in inside]))).astype(int).tolist()
    timed = list(zip([time_s for time_s, _ in inside], samples, strict=True))
    points = [one for one in warp.points if one[1] < low and one[0] < low_s]
    points.append((low_s, low))
    for time_s, sample in (
        *(one for one in timed if one[0] < drag.score_s and one[1] < stop),
        (drag.score_s, stop),
        *(one for one in timed if one[0] > drag.score_s and stop < one[1] < high),
    ):
        if time_s > points[-1][0] and sample > points[-1][1]:
            points.append((time_s, sample))
    points.append((high_s, high))
    points += [one for one in warp.points if one[1] > high and one[0] > high_s]
    return tuple(points)


def _score_time(warp: Warp, sample: float, rate: int) -> float:
    """Return the score time of one sample, without a look at all points: this is asked while something is dragged."""
    place = bisect_left(warp.points, sample, key=lambda point: point[1])
    near = warp.points[max(0, place - 2) : place + 2]
    between = _interpolation([other / rate for _, other in near], [time_s for time_s, _ in near])
    return float(between(np.array([sample / rate]))[0])


def _to_score(warp: Warp, rate: int) -> Times:
    return _interpolation([sample / rate for _, sample in warp.points], [time_s for time_s, _ in warp.points])


def _moved(annotation: Annotation, points: tuple[tuple[float, int], ...], move: Times, rate: int) -> Annotation:
    warp = _warp(annotation)
    inside = [note for note in annotation.notes if note.source_id in warp.source_ids]
    starts = np.rint(move(np.array([float(note.start) for note in inside])))
    stops = np.rint(move(np.array([float(note.stop) for note in inside])))
    least = np.array([min(note.length, _SHORTEST_S * rate) for note in inside])
    lengths = np.maximum(stops - starts, np.maximum(1, least))
    notes: list[Note] = [note for note in annotation.notes if note.source_id not in warp.source_ids]
    notes += [
        replace(note, start=int(start), length=int(length))
        for note, start, length in zip(inside, starts.tolist(), lengths.tolist(), strict=True)
    ]
    bars = tuple(int(bar) for bar in np.rint(move(np.array(warp.bars, np.float64)))) if warp.bars else ()
    return replace(annotation.with_notes(notes), warp=replace(warp, points=points, bars=bars))


def _interpolation(known: Sequence[float], values: Sequence[float]) -> Times:
    """Return the piecewise linear map through the pairs, with slope 1 beyond them; the identity without pairs."""
    xs, ys = np.array(known, np.float64), np.array(values, np.float64)

    def times(at: DoubleArray) -> DoubleArray:
        if len(xs) == 0:
            return at
        result: DoubleArray = np.interp(at, xs, ys) + at - np.clip(at, xs[0], xs[-1])
        return result

    return times


def _warp(annotation: Annotation) -> Warp:
    if annotation.warp is None:
        raise ValueError("the annotation has no score")
    return annotation.warp
