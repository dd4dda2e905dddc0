"""Songs made of a song's own stems, whose parts are known.

Owns how stems are shifted against each other and mixed anew. What NMF makes of such a song can be compared with the
truth, and so shows how wrong it is likely to be on the song itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from core.annotation.model import Activity, ActivitySpan, Annotation, activity_order
from core.audio import Mixture
from core.stft import FloatArray, StftParams, stft_block

LONGEST_S = 45.0
_STEP_S = 5.0
# sources come out this much louder or softer
_MOST_GAIN_DB = 2.0
# shifts shorter than this are next to the song itself
_LEAST_SHIFT_S = 0.4
_WINDOW_S = 0.14
_LOW_BINS = 400
# shifts differ by more than so many frames
_APART = 3
_ATTACK_SAMPLES = 64
_BLOCK_FRAMES = 128


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
    stems: Sequence[FloatArray],
    rate: int,
    annotation: Annotation,
    count: int,
    generator: np.random.Generator,
    each: Callable[[], object],
) -> Iterator[Remix]:
    """Yield songs made of stems that are shifted in a circle, so that notes meet others than before.

    Shifts are such that the sources overlap much and many of their notes begin together, as they do in music. Each song
    is made when it is asked for.

    Parameters
    ----------
    stems : sequence of ndarray (channels, samples), float32
        In the order of the annotation's sources; not to be changed before the last song.
    rate : int
        Samples per second.
    annotation : Annotation
    count : int
    generator : numpy.random.Generator
    each : callable
        Called now and then before the first song; may raise to leave.

    Yields
    ------
    Remix
        At most three quarters of a minute each; none where fewer than two sources sound.
    """
    if not annotation.notes:
        return
    start, stop = _busiest(annotation, stems[0].shape[1], rate)
    parts = [stem[:, start:stop] for stem in stems]
    if sum(bool(part.any()) for part in parts) < 2:
        return
    cut = _cut(annotation, start, stop)
    for shifts in _shifts(parts, cut, rate, count, generator, each):
        gains = 10.0 ** (generator.uniform(-_MOST_GAIN_DB, _MOST_GAIN_DB, len(parts)) / 20.0)
        rolled = tuple(
            np.roll(part, shift, axis=1) * np.float32(gain)
            for part, shift, gain in zip(parts, shifts, gains, strict=True)
        )
        moved = _moved(cut, dict(zip([source.id for source in cut.sources], shifts, strict=True)), stop - start)
        mixture = np.zeros_like(rolled[0])
        for part in rolled:
            mixture += part
        yield Remix(Mixture(mixture, rate), moved, rolled)


def _busiest(annotation: Annotation, length: int, rate: int) -> tuple[int, int]:
    """Return the span of ``LONGEST_S``, at most, in which the most notes begin."""
    wanted, step = round(LONGEST_S * rate), round(_STEP_S * rate)
    if length <= wanted:
        return 0, length
    begins = np.sort(np.array([note.start for note in annotation.notes], np.int64))
    starts = np.arange(0, length - wanted + step, step).clip(max=length - wanted)
    counts = np.searchsorted(begins, starts + wanted) - np.searchsorted(begins, starts)
    start = int(starts[int(np.argmax(counts))])
    return start, start + wanted


def _cut(annotation: Annotation, start: int, stop: int) -> Annotation:
    """Return what is known of a span, counted from its start; regions and examples are left behind."""
    notes = (replace(note, start=note.start - start) for note in annotation.notes)
    activities = [
        Activity(activity.source_id, tuple(_clipped(activity.spans, start, stop))) for activity in annotation.activities
    ]
    kept = tuple(activity for activity in activities if activity.spans)
    known = annotation.changed(activities=kept, regions=(), examples=(), dictionaries=())
    return known.with_notes(notes).clipped(stop - start)


def _clipped(spans: Iterable[ActivitySpan], start: int, stop: int) -> Iterable[ActivitySpan]:
    for span in spans:
        first, last = max(span.start, start), min(span.stop, stop)
        if last > first:
            yield ActivitySpan(first - start, last - start, span.state)


def _shifts(
    parts: Sequence[FloatArray],
    annotation: Annotation,
    rate: int,
    count: int,
    generator: np.random.Generator,
    each: Callable[[], object],
) -> list[list[int]]:
    """Return for every remix the shift of every source, in samples.

    The first source stays. The others go to where their spectra meet its own the most: there the parts are hard to
    tell apart, and the remixes teach the most.
    """
    params = StftParams.for_rate(rate, _WINDOW_S)
    length = parts[0].shape[1]
    spectra = [np.fft.rfft(_loudness(part, params, each), axis=0) for part in parts]
    frames = params.frames(length)
    chosen = [[0] * count]
    for source, spectrum in enumerate(spectra[1:], 1):
        together = np.fft.irfft((spectra[0] * spectrum.conj()).sum(axis=1), n=frames)
        near = min(round(_LEAST_SHIFT_S * rate / params.hop_samples), frames // 4)
        together[:near] = together[frames - near :] = -np.inf
        lags = []
        for _ in range(count):
            lag = int(np.argmax(together))
            lags.append(lag)
            together[max(0, lag - _APART) : lag + _APART + 1] = -np.inf
        ids = annotation.sources[0].id, annotation.sources[source].id
        shifts = [_on_attacks(annotation, *ids, lag, params.hop_samples, length) for lag in lags]
        # with more than two sources every remix is another combination
        chosen.append(shifts if len(parts) == 2 else [shifts[n] for n in generator.permutation(count)])
    return [list(row) for row in zip(*chosen, strict=True)]


def _loudness(samples: FloatArray, params: StftParams, each: Callable[[], object]) -> FloatArray:
    """Return how loud the lower bins are in every frame, (frames, bins), compressed."""
    frames, bins = params.frames(samples.shape[1]), min(_LOW_BINS, params.bins)
    low, total = np.empty((frames, bins), np.float32), 0.0
    for first in range(0, frames, _BLOCK_FRAMES):
        last = min(first + _BLOCK_FRAMES, frames)
        power = np.zeros((last - first, params.bins), np.float32)
        for channel in range(len(samples)):
            power += np.abs(stft_block(samples[channel : channel + 1], params, first, last)[0]) ** 2
        magnitudes = (power / np.float32(len(samples))) ** np.float32(0.4)
        total += float(magnitudes.sum(dtype=np.float64))
        low[first:last] = magnitudes[:, :bins]
        each()
    mean = total / (frames * params.bins)
    return np.log1p(low / np.float32(mean)) if mean > 0 else low


def _on_attacks(annotation: Annotation, first: str, second: str, lag: int, hop: int, length: int) -> int:
    """Return the shift near a lag, in samples, by which the most notes of two sources begin together."""
    starts = [np.array([note.start for note in annotation.notes_of(source)], np.int64) for source in (first, second)]
    wanted = lag * hop % max(1, length)
    differences = ((starts[0][:, None] - starts[1][None]) % length).ravel()
    off = np.abs((differences - wanted + length // 2) % length - length // 2)
    near = differences[off < 1.5 * hop]
    if not len(near):
        return wanted
    values, counts = np.unique(near // _ATTACK_SAMPLES, return_counts=True)
    return int(values[np.argmax(counts)]) * _ATTACK_SAMPLES


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
