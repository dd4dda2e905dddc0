"""Songs made of a song's own stems, whose parts are known.

Owns how stems are shifted against each other and mixed anew. What NMF makes of such a song can be compared with the
truth, and so shows how wrong it is likely to be on the song itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from core.annotation.model import Activity, ActivitySpan, Annotation, Note, activity_order
from core.audio import Mixture
from core.stft import FloatArray

LONGEST_S = 30.0
_STEP_S = 5.0
# sources come out this much louder or softer
_MOST_GAIN_DB = 2.0
# shifts shorter than this are next to the song itself
_LEAST_SHIFT_S = 0.4
_GRID_S = 0.025


@dataclass(frozen=True, eq=False)
class Remix:
    """A song of which everything is known.

    Attributes
    ----------
    mixture : Mixture
    annotation : Annotation
        Notes and activity, shifted like the sound.
    stems : tuple of ndarray (channels, samples), float32
        In the order of the annotation's sources; their sum is the mixture.
    """

    mixture: Mixture
    annotation: Annotation
    stems: tuple[FloatArray, ...]


def remixes(
    stems: Sequence[FloatArray], rate: int, annotation: Annotation, count: int, generator: np.random.Generator
) -> list[Remix]:
    """Return songs made of stems that are shifted in a circle, so that notes meet others than before.

    Shifts are such that many notes of the sources begin together, as they do in music.

    Parameters
    ----------
    stems : sequence of ndarray (channels, samples), float32
        In the order of the annotation's sources.
    rate : int
        Samples per second.
    annotation : Annotation
    count : int
    generator : numpy.random.Generator

    Returns
    -------
    list of Remix
        At most half a minute each; none where fewer than two sources sound.
    """
    start, stop = _busiest(annotation, stems[0].shape[1], rate)
    parts = [np.ascontiguousarray(stem[:, start:stop]) for stem in stems]
    if sum(bool(part.any()) for part in parts) < 2 or not annotation.notes:
        return []
    cut = _cut(annotation, start, stop)
    onsets = [_onset_curve(cut.notes_of(source.id), stop - start, rate) for source in cut.sources]
    made = []
    for _ in range(count):
        shifts = _shifts(onsets, rate, stop - start, generator)
        gains = 10.0 ** (generator.uniform(-_MOST_GAIN_DB, _MOST_GAIN_DB, len(parts)) / 20.0)
        rolled = tuple(
            np.roll(part, shift, axis=1) * np.float32(gain)
            for part, shift, gain in zip(parts, shifts, gains, strict=True)
        )
        moved = _moved(cut, dict(zip([source.id for source in cut.sources], shifts, strict=True)), stop - start)
        made.append(Remix(Mixture(np.sum(rolled, axis=0), rate), moved, rolled))
    return made


def _busiest(annotation: Annotation, length: int, rate: int) -> tuple[int, int]:
    """Return the span of half a minute, at most, in which the most notes begin."""
    wanted, step = round(LONGEST_S * rate), round(_STEP_S * rate)
    if length <= wanted:
        return 0, length
    begins = np.sort(np.array([note.start for note in annotation.notes], np.int64))
    starts = np.arange(0, length - wanted + step, step).clip(max=length - wanted)
    counts = np.searchsorted(begins, starts + wanted) - np.searchsorted(begins, starts)
    start = int(starts[int(np.argmax(counts))])
    return start, start + wanted


def _cut(annotation: Annotation, start: int, stop: int) -> Annotation:
    """Return what is known of a span, counted from its start; regions are left behind."""
    notes = (replace(note, start=note.start - start) for note in annotation.notes)
    activities = [
        Activity(activity.source_id, tuple(_clipped(activity.spans, start, stop))) for activity in annotation.activities
    ]
    kept = tuple(activity for activity in activities if activity.spans)
    return annotation.changed(activities=kept, regions=()).with_notes(notes).clipped(stop - start)


def _clipped(spans: Iterable[ActivitySpan], start: int, stop: int) -> Iterable[ActivitySpan]:
    for span in spans:
        first, last = max(span.start, start), min(span.stop, stop)
        if last > first:
            yield ActivitySpan(first - start, last - start, span.state)


def _onset_curve(notes: Sequence[Note], length: int, rate: int) -> NDArray[np.float64]:
    """Return how many notes begin near every point of a coarse grid."""
    grid = round(_GRID_S * rate)
    points = max(1, length // grid)
    curve = np.zeros(points)
    np.add.at(curve, np.array([note.start // grid for note in notes], np.int64) % points, 1.0)
    return curve + 0.5 * (np.roll(curve, 1) + np.roll(curve, -1))


def _shifts(onsets: Sequence[NDArray[np.float64]], rate: int, length: int, generator: np.random.Generator) -> list[int]:
    """Return a shift for every source, in samples: at random among those at which many notes begin together."""
    grid, first = round(_GRID_S * rate), onsets[0]
    shifts = [0]
    for curve in onsets[1:]:
        together = np.fft.irfft(np.fft.rfft(first) * np.conj(np.fft.rfft(curve)), n=len(first))
        near = round(_LEAST_SHIFT_S / _GRID_S)
        together[:near] = together[max(near, len(together) - near) :] = 0.0
        chances = np.maximum(together, 0.0) ** 2
        total = float(chances.sum())
        place = generator.choice(len(chances), p=chances / total) if total > 0 else generator.integers(len(chances))
        shifts.append(int(place) * grid % max(1, length))
    return shifts


def _moved(annotation: Annotation, shifts: dict[str, int], length: int) -> Annotation:
    """Return the annotation of a remix: everything goes round with its source; what comes in two parts stays so."""
    notes = []
    for note in annotation.notes:
        start = (note.start + shifts[note.source_id]) % length
        first = min(note.length, length - start)
        notes.append(replace(note, start=start, length=first))
        if note.length > first:
            notes.append(replace(note, start=0, length=note.length - first))
    activities = [
        Activity(activity.source_id, tuple(_rolled(activity.spans, shifts[activity.source_id], length)))
        for activity in annotation.activities
    ]
    return annotation.changed(activities=tuple(sorted(activities, key=activity_order))).with_notes(notes)


def _rolled(spans: Iterable[ActivitySpan], shift: int, length: int) -> list[ActivitySpan]:
    moved = []
    for span in spans:
        borders = [span.start + shift, span.stop + shift]
        if borders[0] < length < borders[1]:
            borders.insert(1, length)
        for first, last in pairwise(borders):
            turn = first // length * length
            moved.append(ActivitySpan(first - turn, last - turn, span.state))
    return sorted(moved)
