"""The pitches of the columns of a dictionary, and the order and the names that follow from them.

Owns what counts as pitched: most of the energy of a column lies in narrow peaks at multiples of one frequency.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.annotation.model import Dictionary
from core.display.warp import note_name, pitch_of

FloatArray = NDArray[np.float64]

_LOWEST_HZ, _HIGHEST_HZ = 27.5, 4500.0
_STEPS_PER_OCTAVE = 96
# partials closer than this are not told apart: the main lobe of a window is four bins wide
_CLOSEST_PARTIALS_BINS = 3.3
_PARTIALS = 24
_PARTIAL_DECAY = 0.86
# of the energy beyond what lies in as many bins by chance
_PITCHED_SHARE = 0.6
# an octave or a fifth above is taken where it explains nearly as much
_UPPER_SHARE = 0.93
_LOBE_BINS = 1.5


def column_pitches_hz(dictionary: Dictionary) -> FloatArray:
    """Return the fundamental frequency of every column.

    Harmonic summation over a grid of candidates (as Hermes 1988, doi:10.1121/1.396427), on magnitudes less their
    surroundings.

    Returns
    -------
    ndarray (columns,), float64
        In Hz; NaN where a column has no pitch, or one too low for the window.
    """
    return _pitches(dictionary.columns.astype(np.float64), dictionary)


def column_pitch_hz(dictionary: Dictionary, column: int) -> float:
    """Return :func:`column_pitches_hz` of one column."""
    return float(_pitches(dictionary.columns[:, [column]].astype(np.float64), dictionary)[0])


def centroids_hz(dictionary: Dictionary) -> FloatArray:
    """Return the centre of the spectrum of every column in Hz, shape (columns,)."""
    columns = dictionary.columns.astype(np.float64)
    frequencies = np.arange(len(columns)) * (dictionary.rate / dictionary.window_samples)
    total: FloatArray = columns.sum(axis=0)
    return np.asarray(frequencies @ columns / np.maximum(total, np.finfo(float).tiny))


def pitch_order(dictionary: Dictionary, pitches_hz: FloatArray | None = None) -> NDArray[np.intp]:
    """Return the numbers of the columns by rising pitch, those without one behind, by the centre of the spectrum.

    ``pitches_hz`` are those of :func:`column_pitches_hz`, where they are known.
    """
    pitches = column_pitches_hz(dictionary) if pitches_hz is None else pitches_hz
    centres = centroids_hz(dictionary)
    unpitched = np.isnan(pitches)
    return np.lexsort((centres, np.where(unpitched, 0.0, pitches), unpitched))


def column_label(dictionary: Dictionary, column: int) -> str:
    """Return the user's name of a column, else that of its note, as ``A4``, else nothing."""
    if dictionary.labels[column]:
        return dictionary.labels[column]
    return name_of_pitch(column_pitch_hz(dictionary, column))


def column_labels(dictionary: Dictionary) -> tuple[str, ...]:
    """Return :func:`column_label` of all columns."""
    pitches = column_pitches_hz(dictionary)
    return tuple(label or name_of_pitch(float(hz)) for label, hz in zip(dictionary.labels, pitches, strict=True))


def name_of_pitch(hz: float) -> str:
    """Return the name of the nearest note, as ``F♯3``; nothing for NaN."""
    return note_name(round(pitch_of(hz))) if hz > 0 else ""


def partial_bins(pitch_bins: float, bins: int) -> NDArray[np.intp]:
    """Return the bins nearest to the multiples of a frequency given in bins."""
    numbers = np.arange(1, max(1, int((bins - 1) / pitch_bins)) + 1)
    places = np.rint(numbers * pitch_bins).astype(np.intp)
    return np.asarray(places[places < bins])


def _pitches(columns: FloatArray, dictionary: Dictionary) -> FloatArray:
    step_hz = dictionary.rate / dictionary.window_samples
    candidates = _candidates(step_hz, dictionary.rate)
    if not len(candidates) or not columns.shape[1]:
        return np.full(columns.shape[1], np.nan)
    peaks = np.maximum(np.sqrt(columns) - _surroundings(np.sqrt(columns)), 0.0)
    salience = _salience(peaks, candidates / step_hz)
    pitches = np.full(columns.shape[1], np.nan)
    for number in range(columns.shape[1]):
        found = _best(salience[:, number], columns[:, number], candidates / step_hz)
        if found is not None:
            pitches[number] = found * step_hz
    return pitches


@lru_cache(maxsize=8)
def _candidates(step_hz: float, rate: int) -> FloatArray:
    lowest, highest = max(_LOWEST_HZ, _CLOSEST_PARTIALS_BINS * step_hz), min(_HIGHEST_HZ, 0.45 * rate)
    if highest <= lowest:
        return np.empty(0)
    count = int(np.log2(highest / lowest) * _STEPS_PER_OCTAVE) + 1
    return lowest * 2.0 ** (np.arange(count) / _STEPS_PER_OCTAVE)


def _surroundings(rows: FloatArray) -> FloatArray:
    """Return the running mean over frequency, wider than a peak."""
    from scipy.ndimage import uniform_filter1d

    return np.asarray(uniform_filter1d(rows, 15, axis=0, mode="nearest"))


def _salience(peaks: FloatArray, candidates: FloatArray) -> FloatArray:
    """Return the weighted sum over the partials of every candidate, (candidates, columns)."""
    last = len(peaks) - 1
    total = np.zeros((len(candidates), peaks.shape[1]))
    for number in range(1, _PARTIALS + 1):
        places = number * candidates
        inside = np.flatnonzero(places < last)
        if not len(inside):
            break
        first = places[inside].astype(np.intp)
        share = (places[inside] - first)[:, None]
        total[inside] += _PARTIAL_DECAY ** (number - 1) * ((1 - share) * peaks[first] + share * peaks[first + 1])
    return total


def _best(salience: FloatArray, column: FloatArray, candidates: FloatArray) -> float | None:
    """Return the frequency of a column in bins, None where it has no pitch."""
    if not salience.max() > 0:
        return None
    best = int(np.argmax(salience))
    energy = np.square(column)
    share = _share(energy, candidates[best])
    for factor in (4, 3, 2):
        # the fundamental is the highest frequency of which all peaks are multiples
        upper = int(np.argmin(np.abs(candidates - factor * candidates[best])))
        if abs(candidates[upper] / candidates[best] - factor) < 0.02 and (
            _share(energy, candidates[upper]) >= _UPPER_SHARE * share
        ):
            best = upper
            break
    found = _refined(column, candidates[best])
    return found if _share(energy, found) >= _PITCHED_SHARE else None


def _share(energy: FloatArray, pitch_bins: float) -> float:
    """Return the share of the energy in the partials, from 0 where it is no more than chance to 1."""
    numbers = np.rint(np.arange(len(energy)) / pitch_bins)
    near = (numbers >= 1) & (np.abs(np.arange(len(energy)) - numbers * pitch_bins) <= _LOBE_BINS)
    covered = float(np.mean(near[: max(2, int(np.flatnonzero(energy).max(initial=1)) + 1)]))
    found = float(energy[near].sum() / max(energy.sum(), np.finfo(float).tiny))
    return (found - covered) / max(1.0 - covered, 1e-6)


def _refined(column: FloatArray, pitch_bins: float) -> float:
    """Return the frequency by the centres of its first partials, weighted by their strength."""
    total = weight = 0.0
    for number, place in enumerate(partial_bins(pitch_bins, len(column))[:8], 1):
        low, high = max(0, place - 2), min(len(column), place + 3)
        strength = np.square(column[low:high])
        if strength.sum() > 0:
            centre = float(np.arange(low, high) @ strength / strength.sum())
            total += float(strength.sum()) * centre
            weight += float(strength.sum()) * number
    found = total / weight if weight else pitch_bins
    return found if abs(found - pitch_bins) < max(0.03 * pitch_bins, 0.7) else pitch_bins
