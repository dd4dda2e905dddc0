"""A score on the song: how its notes move when its match changes.

Owns every step between the times of a score and those of the song for notes that are in the annotation already: what a
match changes, and what the user changes by dragging a bar or a note. Finding the match is in ``alignment``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.annotation.alignment import Alignment
from core.annotation.model import Annotation, Note, Warp
from core.annotation.score import Score, ScoreNote, ScoreTrack

DoubleArray = NDArray[np.float64]
Times = Callable[[DoubleArray], DoubleArray]

_SHORTEST_S = 0.01


def score_of(annotation: Annotation, rate: int) -> Score:
    """Return the notes that came from a score in the time of that score, as they are now.

    Raises
    ------
    ValueError
        The annotation has no warp.
    """
    warp = _warp(annotation)
    to_score = _interpolation([sample / rate for _, sample in warp.points], [time_s for time_s, _ in warp.points])
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
    to_score = _interpolation([sample / rate for _, sample in warp.points], [time_s for time_s, _ in warp.points])
    to_song = _interpolation([time_s for time_s, _ in points], [sample / rate for _, sample in points])

    def move(samples: DoubleArray) -> DoubleArray:
        return to_song(to_score(samples / rate)) * rate

    return _moved(annotation, tuple(points), move, rate)


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
