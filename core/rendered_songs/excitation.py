"""Turns frames of a voice into sound: pulses of the glottis and noise through envelopes that change every 5 ms.

Owns the synthesis half of the vocoder; where frames come from (formants or recorded speech) is not its business.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
import scipy.fft
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]

FRAMES_PER_S = 200
_TAPS = 24
_BLOCK = 2048


class Envelopes(Protocol):
    """Frames of a voice."""

    def __call__(self, start: int, stop: int, hertz: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return amplitudes of the voiced and of the noisy part of some frames, each (frames, bins), at ``hertz``."""


def pulses(
    f0: FloatArray, rate: int, jitter: float, shimmer: float, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Return a train of band-limited pulses with a flat spectrum of unit density, and its phase in turns.

    Parameters
    ----------
    f0 : ndarray (frames,), float32, > 0
        Hz, one value per frame of 5 ms.
    rate : int
        Hz.
    jitter, shimmer : float
        Relative standard deviations of period and of strength from pulse to pulse.

    Returns
    -------
    train, phase : ndarray (samples,), float32
    """
    hop = rate // FRAMES_PER_S
    length = len(f0) * hop
    each = np.interp(np.arange(length) / hop, np.arange(len(f0)) + 0.5, f0)
    phase = np.cumsum(each / rate)
    count = int(phase[-1])
    whole = np.arange(1, count + 1)
    at = np.interp(whole + jitter * rng.standard_normal(count), phase, np.arange(length))
    strength = np.sqrt(rate / each[at.astype(int)]) * (1 + shimmer * rng.standard_normal(count))
    first = np.floor(at).astype(int) - _TAPS // 2 + 1
    place = first[:, None] + np.arange(_TAPS)
    apart = place - at[:, None]
    kernel = np.sinc(apart) * (0.5 + 0.5 * np.cos(2 * np.pi * apart / _TAPS)) * strength[:, None]
    fits = (place >= 0) & (place < length)
    train = np.bincount(place[fits], kernel[fits], length)
    return train.astype(np.float32), phase.astype(np.float32)


def minimum_phase(amplitude: FloatArray) -> NDArray[np.complex64]:
    """Return spectra (frames, bins) of minimum phase with the given amplitudes > 0; bins is a power of two plus one."""
    bins = amplitude.shape[1]
    cepstrum = scipy.fft.irfft(np.log(amplitude), axis=1)
    cepstrum[:, 1 : bins - 1] *= 2
    cepstrum[:, bins:] = 0
    spectrum: NDArray[np.complex64] = amplitude * np.exp(1j * scipy.fft.rfft(cepstrum, axis=1).imag)
    return spectrum


def voice_sound(
    f0: FloatArray, envelopes: Envelopes, rate: int, jitter: float, shimmer: float, rng: np.random.Generator
) -> FloatArray:
    """Return the sound of frames of a voice.

    Parameters
    ----------
    f0 : ndarray (frames,), float32, > 0
        Hz, also where nothing is voiced.
    envelopes : Envelopes
    rate : int
        Hz, a multiple of ``FRAMES_PER_S``.
    jitter, shimmer : float
        As in ``pulses``.

    Returns
    -------
    ndarray (frames * rate / 200,), float32
    """
    hop = rate // FRAMES_PER_S
    train, phase = pulses(f0, rate, jitter, shimmer, rng)
    noise = rng.standard_normal(len(train), dtype=np.float32) * (1 + 0.5 * np.cos(2 * np.pi * phase))
    size = 2 ** int(np.ceil(np.log2(rate * 0.045)))
    hertz = np.fft.rfftfreq(size, 1 / rate).astype(np.float32)
    window = (0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(2 * hop) + 0.5) / (2 * hop))).astype(np.float32)
    sound = np.zeros(len(train) + size + hop, np.float32)
    padded = [np.pad(part, (hop // 2, 2 * hop)).astype(np.float32) for part in (train, noise)]
    for start in range(0, len(f0), _BLOCK):
        stop = min(start + _BLOCK, len(f0))
        voiced, noisy = envelopes(start, stop, hertz)
        spectra = np.zeros((stop - start, len(hertz)), np.complex64)
        for part, amplitude in zip(padded, (voiced, noisy), strict=True):
            frames = np.lib.stride_tricks.sliding_window_view(part, 2 * hop)[start * hop : stop * hop : hop]
            spectra += scipy.fft.rfft(frames * window, size, axis=1) * minimum_phase(np.maximum(amplitude, 1e-7))
        overlap_add(sound, scipy.fft.irfft(spectra, axis=1), start * hop, hop)
    return sound[hop // 2 : hop // 2 + len(train)]


def overlap_add(sound: FloatArray, frames: FloatArray, start: int, hop: int) -> None:
    """Add frames (count, size) to the sound in place, ``hop`` samples apart."""
    count, size = frames.shape
    parts = -(-size // hop)
    frames = np.pad(frames, ((0, 0), (0, parts * hop - size))).reshape(count, parts, hop)
    summed = np.zeros((count + parts, hop), np.float32)
    for part in range(parts):
        summed[part : part + count] += frames[:, part]
    stop = min(len(sound), start + summed.size)
    sound[start:stop] += summed.ravel()[: stop - start]
