"""What the columns of a dictionary sound like.

Owns how a magnitude spectrum becomes a short sound: partials as steady tones, the rest as noise of that spectrum. Every
sound is the same for the same column, as loud as the others, and begins and ends in silence.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.annotation.model import Dictionary
from core.audio import Audio
from core.dictionaries.pitch import FloatArray, column_pitch_hz, column_pitches_hz, partial_bins

PEAK = 0.5
"""Largest sample of every sound: -6 dB of full scale."""

_FADE_S = 0.02
_LOBE_BINS = 2
_LONGEST_S = 600.0


def column_sound(dictionary: Dictionary, column: int, seconds: float = 0.6) -> Audio:
    """Return a short sound with the spectrum of a column.

    Parameters
    ----------
    dictionary : Dictionary
    column : int
    seconds : float
        0.01 to 600.

    Returns
    -------
    Audio
        One channel at the rate of the dictionary; its largest sample is ``PEAK``.
    """
    pitch = column_pitch_hz(dictionary, column)
    return Audio(_frozen(_sound(dictionary, column, pitch, seconds)), dictionary.rate)


def dictionary_sound(dictionary: Dictionary, order: Sequence[int], seconds_each: float = 0.25) -> Audio:
    """Return columns one after another, in this order; silence of one sound's length where there are none."""
    pitches = column_pitches_hz(dictionary)
    each = min(seconds_each, _LONGEST_S / max(1, len(order)))
    sounds = [_sound(dictionary, column, float(pitches[column]), each) for column in order]
    joined = np.concatenate(sounds) if sounds else np.zeros(_length(dictionary.rate, each))
    return Audio(_frozen(joined), dictionary.rate)


def _sound(dictionary: Dictionary, column: int, pitch_hz: float, seconds: float) -> FloatArray:
    length = _length(dictionary.rate, seconds)
    spectrum = dictionary.columns[:, column].astype(np.float64)
    generator = np.random.default_rng(column)
    step_hz = dictionary.rate / dictionary.window_samples
    sound = np.zeros(length)
    if pitch_hz > 0:
        partials, spectrum = _partials(spectrum, pitch_hz / step_hz)
        times = np.arange(length) / dictionary.rate
        for position, amplitude in partials:
            phase = generator.uniform(0.0, 2 * np.pi)
            sound += amplitude * np.sin(2 * np.pi * position * step_hz * times + phase)
    # a Hann window of N samples shows a tone of amplitude a as a N / 4, noise of variance v as sqrt(3 v N / 8)
    sound += _noise(spectrum, length, generator) * np.sqrt(dictionary.window_samples / 6)
    fade = max(2, min(round(_FADE_S * dictionary.rate), length // 2))
    ramp = 0.5 - 0.5 * np.cos(np.pi * np.arange(fade) / fade)
    sound[:fade] *= ramp
    sound[length - fade :] *= ramp[::-1]
    peak = np.abs(sound).max()
    return sound * (PEAK / peak) if peak > 0 else sound


def _partials(spectrum: FloatArray, pitch_bins: float) -> tuple[list[tuple[float, float]], FloatArray]:
    """Return position in bins and amplitude of every partial, and the spectrum without them."""
    rest, found = spectrum.copy(), []
    for number, place in enumerate(partial_bins(pitch_bins, len(spectrum)), 1):
        low, high = max(0, place - _LOBE_BINS), min(len(spectrum), place + _LOBE_BINS + 1)
        found.append((number * pitch_bins, float(spectrum[low:high].max())))
        rest[low:high] = 0.0
    return found, rest


def _noise(spectrum: FloatArray, length: int, generator: np.random.Generator) -> FloatArray:
    """Return noise of a magnitude spectrum, whose energy is that of white noise of variance 1 where it is 1."""
    bins = length // 2 + 1
    shape = np.interp(np.linspace(0, len(spectrum) - 1, bins), np.arange(len(spectrum)), spectrum)
    shape[0] = 0.0
    phases = np.exp(2j * np.pi * generator.uniform(size=bins))
    return np.asarray(np.fft.irfft(shape * phases * np.sqrt(length), length))


def _length(rate: int, seconds: float) -> int:
    return max(4, round(min(max(seconds, 0.01), _LONGEST_S) * rate))


def _frozen(sound: FloatArray) -> NDArray[np.float32]:
    return np.ascontiguousarray(sound[None], np.float32)
