"""When exactly notes begin: a rough warp, corrected by the attacks that can be heard near it.

Owns the grouping of notes that begin together, the evidence of attacks in a song and the choice among candidates.
Knows nothing of how the rough warp was found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from core.annotation.alignment_features import BROADBAND, FLUX_OFFSET_S, FLUX_RATE, DoubleArray
from core.annotation.score import Score

TOGETHER_S = 0.03
_LOWEST_PITCH = 21
_PARTIALS = ((0, 1.0), (12, 0.8), (19, 0.6), (24, 0.5), (28, 0.4), (31, 0.3))
_BROADBAND_WEIGHT = 1.0
_DRUM_WEIGHT = 8.0
_CONTEXT_FRAMES = 60
_EVIDENCE_WEIGHT = 2.0
_EVIDENCE_CAP = 6.0
_JUMP_CAP = 8.0
_MIN_TEMPO = 0.1


@dataclass(frozen=True, eq=False)
class Chord:
    """Notes that begin together.

    Attributes
    ----------
    time_s : float
        Mean start in score time.
    columns : ndarray (columns,), int64
        Columns of the flux in which its attack shows.
    weights : ndarray (columns,), float32
    notes : int
    """

    time_s: float
    columns: NDArray[np.int64]
    weights: NDArray[np.float32]
    notes: int

    def turned(self, turn: int) -> Chord:
        """Return the chord raised by ``turn`` semitones."""
        moved = np.where(self.columns == BROADBAND, BROADBAND, np.clip(self.columns + turn, 0, BROADBAND - 1))
        return replace(self, columns=moved)


@dataclass(frozen=True)
class RefinementPass:
    """How far to look, and how much the tempo may deviate from the guide.

    Attributes
    ----------
    reach_s : float
        Candidates lie this far around the guide.
    jitter_s, drift : float
        Deviations of neighbours differ by about ``jitter_s`` + ``drift`` times the time between them.
    bandwidth_s : float
        Of the smooth curve through the result that guides the next pass.
    """

    reach_s: float
    jitter_s: float
    drift: float
    bandwidth_s: float


PASSES = (RefinementPass(0.25, 0.006, 0.08, 1.2), RefinementPass(0.1, 0.005, 0.03, 1.0))


def chords(score: Score) -> list[Chord]:
    """Return the notes of a score grouped by their start, in order of time."""
    notes = sorted((n.start_s, -1 if track.is_drum else n.pitch) for track in score.tracks for n in track.notes)
    groups: list[list[tuple[float, int]]] = []
    for note in notes:
        if groups and note[0] - groups[-1][0][0] < TOGETHER_S:
            groups[-1].append(note)
        else:
            groups.append([note])
    return [_chord(group) for group in groups]


def _chord(group: Sequence[tuple[float, int]]) -> Chord:
    weights: dict[int, float] = {BROADBAND: _BROADBAND_WEIGHT}
    for pitch in {pitch for _, pitch in group}:
        if pitch < 0:
            weights[BROADBAND] += _DRUM_WEIGHT
            continue
        for interval, weight in _PARTIALS:
            column = pitch + interval - _LOWEST_PITCH
            if 0 <= column < BROADBAND:
                weights[column] = max(weights.get(column, 0.0), weight)
    return Chord(
        float(np.mean([start for start, _ in group])),
        np.array(list(weights), np.int64),
        np.array(list(weights.values()), np.float32),
        len(group),
    )


def attack_strength(chord: Chord, flux: NDArray[np.float16], first: int, count: int) -> DoubleArray:
    """Return how strongly a chord begins in flux frames ``first`` to ``first + count - 1``; 0 outside the song."""
    strength = np.zeros(count)
    start, stop = max(first, 0), min(first + count, len(flux))
    if stop > start:
        rows = np.asarray(flux[start:stop], np.float32)
        strength[start - first : stop - first] = rows[:, chord.columns] @ chord.weights
    return strength


def refined_onsets(
    events: Sequence[Chord], guide_s: DoubleArray, flux: NDArray[np.float16], advance: Callable[[float], None]
) -> DoubleArray:
    """Return the song time at which every chord begins.

    The candidates of all chords are weighed together (Viterbi): attacks speak for them, and deviations from the guide
    that differ from those of the neighbours against.

    Parameters
    ----------
    events : sequence of Chord
    guide_s : ndarray (chords,), float64
        Rough song times, never falling.
    flux : ndarray (flux frames, 97), float16
    advance : callable
        Gets the fraction done; may raise to cancel.

    Returns
    -------
    ndarray (chords,), float64
        In seconds, rising.
    """
    score_s = np.array([event.time_s for event in events])
    guide = smooth_curve(score_s, guide_s, 0.4, partial(advance, 0.0))
    onsets = guide
    for number, settings in enumerate(PASSES):
        onsets = _best_candidates(events, guide, flux, settings, partial(_advance, advance, number))
        guide = smooth_curve(score_s, onsets, settings.bandwidth_s, partial(_advance, advance, number, 1.0))
    return rising(onsets, score_s)


def _advance(advance: Callable[[float], None], number: int, fraction: float) -> None:
    advance((number + fraction) / len(PASSES))


def smooth_curve(
    score_s: DoubleArray, song_s: DoubleArray, bandwidth_s: float, tick: Callable[[], None]
) -> DoubleArray:
    """Return a robust local line through the points at every point (Cleveland 1979), never falling.

    ``tick`` is called often; it may raise to cancel.
    """
    smooth = song_s.astype(np.float64)
    trust = np.ones(len(song_s))
    low = np.searchsorted(score_s, score_s - bandwidth_s)
    high = np.searchsorted(score_s, score_s + bandwidth_s, side="right")
    low = np.maximum(0, np.minimum(low, np.arange(len(score_s)) - 1))
    high = np.minimum(len(score_s), np.maximum(high, np.arange(len(score_s)) + 2))
    for _ in range(3):
        for index, (start, stop) in enumerate(zip(low, high, strict=True)):
            if index % 256 == 0:
                tick()
            x = score_s[start:stop] - score_s[index]
            y = song_s[start:stop]
            reach = max(float(np.max(np.abs(x))), 1e-3) * 1.001
            weight = (1 - np.abs(x / reach) ** 3) ** 3 * trust[start:stop] + 1e-9
            total = weight.sum()
            mean_x, mean_y = (weight @ x) / total, (weight @ y) / total
            spread = weight @ (x - mean_x) ** 2
            slope = (weight @ ((x - mean_x) * (y - mean_y))) / spread if spread > 1e-9 else 1.0
            smooth[index] = mean_y - max(slope, 0.0) * mean_x
        error = np.abs(song_s - smooth)
        scale = 6 * max(float(np.median(error)), 0.004)
        trust = np.maximum(0.0, 1 - (error / scale) ** 2) ** 2 + 0.01
    return np.maximum.accumulate(smooth)


def rising(song_s: DoubleArray, score_s: DoubleArray) -> DoubleArray:
    """Return the least later times that rise by 1 ms, or as much as the score does where that is less."""
    steps = np.minimum(0.001, np.diff(score_s, prepend=score_s[:1] - 1.0))
    floor = np.cumsum(steps)
    result: DoubleArray = np.maximum.accumulate(song_s - floor) + floor
    return result


def _best_candidates(
    events: Sequence[Chord],
    guide: DoubleArray,
    flux: NDArray[np.float16],
    settings: RefinementPass,
    advance: Callable[[float], None],
) -> DoubleArray:
    reach = round(settings.reach_s * FLUX_RATE)
    offsets = np.arange(-reach, reach + 1)
    centres = np.round((guide - FLUX_OFFSET_S) * FLUX_RATE).astype(np.int64)
    remainder = centres / FLUX_RATE + FLUX_OFFSET_S - guide
    gaps = np.diff(guide, prepend=guide[:1])
    signed = (offsets[:, None] - offsets[None, :]) / FLUX_RATE
    total = np.zeros(len(offsets))
    back = np.zeros((len(events), len(offsets)), np.int16)
    evidence = np.zeros((len(events), len(offsets)), np.float32)
    typical = _typical_strength(events, centres, flux)
    for index, event in enumerate(events):
        around = attack_strength(event, flux, int(centres[index]) - _CONTEXT_FRAMES, 2 * _CONTEXT_FRAMES + 1)
        inner = around[_CONTEXT_FRAMES - reach : _CONTEXT_FRAMES + reach + 1]
        evidence[index] = np.minimum(inner / (around.mean() + 0.1 * typical + 1e-6), _EVIDENCE_CAP)
        if index:
            shift = remainder[index] - remainder[index - 1]
            step = np.abs(signed + shift) / (settings.jitter_s + settings.drift * gaps[index])
            # a chord may not begin before the one before it
            penalty = np.minimum(step, _JUMP_CAP) + 1e3 * (signed + shift + (1 - _MIN_TEMPO) * gaps[index] < 0)
            choices = total[None, :] - penalty
            back[index] = np.argmax(choices, axis=1)
            total = choices[np.arange(len(offsets)), back[index]]
            total -= total.max()
        total = total + _EVIDENCE_WEIGHT * evidence[index] - 0.5 * (offsets / reach) ** 2
        if index % 64 == 0:
            advance(index / len(events))
    chosen = np.zeros(len(events), np.int64)
    chosen[-1] = int(np.argmax(total))
    for index in range(len(events) - 1, 0, -1):
        chosen[index - 1] = back[index, chosen[index]]
    fraction = np.array([_vertex(row, int(at)) for row, at in zip(evidence, chosen, strict=True)])
    result: DoubleArray = guide + remainder + (offsets[chosen] + fraction) / FLUX_RATE
    return result


def _typical_strength(events: Sequence[Chord], centres: NDArray[np.int64], flux: NDArray[np.float16]) -> float:
    every = range(0, len(events), max(1, len(events) // 200))
    return float(np.median([attack_strength(events[i], flux, int(centres[i]) - 15, 31).max() for i in every]))


def _vertex(values: NDArray[np.float32], at: int) -> float:
    """Return the top of the parabola through a peak and its neighbours, -0.5 to 0.5 from the peak."""
    if not 0 < at < len(values) - 1 or values[at] < max(values[at - 1], values[at + 1]):
        return 0.0
    bend = float(values[at - 1] - 2 * values[at] + values[at + 1])
    return 0.5 * float(values[at - 1] - values[at + 1]) / bend if bend < -1e-6 else 0.0
