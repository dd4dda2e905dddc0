"""Sings with the syllables of recorded speech.

Owns the analysis half of the vocoder (envelope after CheapTrick, Morise 2015; noise from the correlation of periods)
and the stretching of syllables to notes. ``excitation`` makes sound of the frames.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import librosa
import numpy as np
import scipy.fft
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.signal import find_peaks

from core.rendered_songs.excitation import FRAMES_PER_S
from core.rendered_songs.score import Phrase, Singer
from core.rendered_songs.singing import frame_count, note_frames

FloatArray = NDArray[np.float32]

SPEECH_RATE = 16_000
_SIZE = 1024
_HOP = SPEECH_RATE // FRAMES_PER_S
_BANDS_HZ = (0, 1000, 2000, 4000, 8000)
_UNVOICED_HZ = 180.0
_LONGEST_FRAMES = 44
_TOP_BIN = 460
_WOMAN = 1.17
_HIGH_HZ = 150.0


@dataclass(frozen=True)
class SpokenSyllable:
    """Frames of a syllable: where it begins, where its voice begins, its middle, its end."""

    start: int
    voiced: int
    middle: int
    end: int


@dataclass(frozen=True, eq=False)
class Speech:
    """A recording, analysed.

    Attributes
    ----------
    samples : ndarray (samples,), float32
        At 16 kHz, about 0.1 strong.
    power_db : ndarray (frames, 513), float32
        Spectral envelope, frames of 5 ms, 0 to 8 kHz.
    noise : ndarray (frames, 4), float32
        Share of noise in the power of four bands, 0 to 1.
    f0 : ndarray (frames,), float32
        Hz, 0 where unvoiced.
    syllables : tuple of SpokenSyllable
    speaker : str
        Recordings of one name are sung by one voice.
    """

    samples: FloatArray
    power_db: FloatArray
    noise: FloatArray
    f0: FloatArray
    syllables: tuple[SpokenSyllable, ...]
    speaker: str = ""

    @property
    def tract(self) -> float:
        """Factor on the formants of a man that the speaker seems to have, judged by the pitch."""
        voiced = self.f0[self.f0 > 0]
        return _WOMAN if len(voiced) and float(np.median(voiced)) > _HIGH_HZ else 1.0


def analysed(samples: FloatArray, speaker: str = "") -> Speech:
    """Analyse a recording of one speaker.

    Parameters
    ----------
    samples : ndarray (samples,), float32
        Clean, at 16 kHz, half a second or more.
    speaker : str
        Who speaks.
    """
    loud = np.abs(samples) > 0.02 * np.max(np.abs(samples))
    samples = np.asarray(samples * (0.1 / (np.sqrt(np.mean(samples**2, where=loud)) + 1e-9)), np.float32)
    f0 = librosa.pyin(
        samples, fmin=65, fmax=450, sr=SPEECH_RATE, frame_length=1024, hop_length=2 * _HOP, resolution=0.2
    )[0]
    f0 = np.repeat(np.nan_to_num(f0).astype(np.float32), 2)[: len(samples) // _HOP]
    power = np.concatenate([envelope(samples, f0, at, min(at + 400, len(f0))) for at in range(0, len(f0), 400)])
    power_db = (10 * np.log10(power + 1e-10)).astype(np.float32)
    return Speech(samples, power_db, noise_shares(samples, f0), f0, syllables(power_db, f0), speaker)


def envelope(samples: FloatArray, f0: FloatArray, start: int, stop: int) -> NDArray[np.float64]:
    """Return the power density of some frames without the harmonics, (frames, 513)."""
    hertz = np.where(f0[start:stop] > 0, f0[start:stop], _UNVOICED_HZ)[:, None].astype(np.float64)
    offset = np.arange(_SIZE) - _SIZE // 2
    half = 1.5 * SPEECH_RATE / hertz
    window = np.where(np.abs(offset) < half, 0.5 + 0.5 * np.cos(np.pi * offset / half), 0)
    place = np.arange(start, stop)[:, None] * _HOP + _HOP // 2 + offset
    cut = samples[np.clip(place, 0, len(samples) - 1)] * window
    cut -= window * (cut.sum(axis=1) / window.sum(axis=1))[:, None]
    power = np.abs(scipy.fft.rfft(cut, axis=1)) ** 2 / np.sum(window**2, axis=1, keepdims=True)
    bin_hz = SPEECH_RATE / _SIZE
    bins = np.arange(_SIZE // 2 + 1)
    for row, f in enumerate(hertz[:, 0]):
        low = bins * bin_hz < f
        power[row, low] += np.interp(f - bins[low] * bin_hz, bins * bin_hz, power[row])
    mirrored = np.concatenate([power[:, 64:0:-1], power, power[:, -2:-66:-1]], axis=1)
    total = np.cumsum(mirrored, axis=1)
    width = 2 * hertz / 3 / bin_hz
    edges = np.arange(total.shape[1])
    smooth = np.array(
        [
            np.interp(bins + 64 + w / 2, edges, t) - np.interp(bins + 64 - w / 2, edges, t)
            for t, w in zip(total, width[:, 0], strict=True)
        ]
    )
    cepstrum = scipy.fft.irfft(np.log(smooth / width + 1e-10), axis=1)
    quefrency = np.minimum(np.arange(_SIZE), _SIZE - np.arange(_SIZE)) / SPEECH_RATE
    lifter = np.sinc(hertz * quefrency) * (1.18 - 0.18 * np.cos(2 * np.pi * hertz * quefrency))
    lifted: NDArray[np.float64] = np.exp(scipy.fft.rfft(cepstrum * lifter, axis=1).real)
    return lifted


def noise_shares(samples: FloatArray, f0: FloatArray) -> FloatArray:
    """Return the share of noise in four bands: 1 less the correlation of a stretch with the same one period later."""
    shares = np.ones((len(f0), len(_BANDS_HZ) - 1), np.float32)
    voiced = np.flatnonzero(f0 > 0)
    spectrum = scipy.fft.fft(samples)
    hertz = np.arange(len(samples)) * SPEECH_RATE / len(samples)
    late = np.round(SPEECH_RATE / np.maximum(f0[voiced], 50)).astype(int)
    first = voiced * _HOP + _HOP // 2 - 200 - late // 2
    place = np.clip(first[:, None] + np.arange(400), 0, len(samples) - 1)
    after = np.clip(place + late[:, None], 0, len(samples) - 1)
    for band, (low, high) in enumerate(pairwise(_BANDS_HZ)):
        part = scipy.fft.ifft(np.where((hertz >= low) & (hertz < high), spectrum, 0))
        here, there = part[place], part[after]
        common = np.abs(np.sum(here * there.conj(), axis=1))
        whole = np.sqrt(np.sum(np.abs(here) ** 2, axis=1) * np.sum(np.abs(there) ** 2, axis=1)) + 1e-12
        shares[voiced, band] = (1 - np.clip((common / whole - 0.2) / 0.78, 0, 0.995)) ** 2
    return np.asarray(gaussian_filter1d(shares, 1.0, axis=0), np.float32)


def syllables(power_db: FloatArray, f0: FloatArray) -> tuple[SpokenSyllable, ...]:
    """Return the syllables: peaks of the energy of vowels and the valleys between them."""
    vowel = 10 * np.log10(np.sum(10 ** (power_db[:, 13:225] / 10), axis=1) + 1e-9)
    course = gaussian_filter1d(vowel, 5)
    peaks, _ = find_peaks(course, distance=22, prominence=2.0, height=float(np.max(course)) - 25)
    peaks = [int(peak) for peak in peaks if np.mean(f0[max(0, peak - 3) : peak + 4] > 0) > 0.7]
    found = []
    for count, peak in enumerate(peaks):
        before = peaks[count - 1] if count else max(0, peak - _LONGEST_FRAMES)
        behind = peaks[count + 1] if count + 1 < len(peaks) else min(len(f0) - 1, peak + _LONGEST_FRAMES)
        start = max(before + int(np.argmin(course[before : peak + 1])), peak - _LONGEST_FRAMES)
        end = min(peak + int(np.argmin(course[peak : behind + 1])), peak + _LONGEST_FRAMES)
        unvoiced = np.flatnonzero(f0[start:peak] <= 0)
        voiced = start + int(unvoiced[-1]) + 1 if len(unvoiced) else start + (peak - start) // 3
        found.append(SpokenSyllable(start, min(voiced, peak), peak, max(end, peak + 1)))
    return tuple(found)


@dataclass(frozen=True, eq=False)
class SpokenVoice:
    """Envelopes of a phrase from recorded syllables.

    Attributes
    ----------
    speech : Speech
    place : ndarray (frames,)
        The frame of the recording that sounds in each frame of the phrase.
    gain : ndarray (frames,), float32
    tilt_db : ndarray (frames,), float32
        Raised per octave above 500 Hz: singing loudly is brighter.
    tract : float
        Factor on all formants against the speaker.
    breath : float
        Noise added in every band, share of the power.
    """

    speech: Speech
    place: NDArray[np.float64]
    gain: FloatArray
    tilt_db: FloatArray
    tract: float
    breath: float

    def __call__(self, start: int, stop: int, hertz: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return amplitudes of the voiced and of the noisy part, each (frames, bins)."""
        place = np.clip(self.place[start:stop], 0, len(self.speech.f0) - 1.001)
        whole, share = place.astype(int), (place % 1).astype(np.float32)[:, None]
        power_db = self.speech.power_db[whole] * (1 - share) + self.speech.power_db[whole + 1] * share
        noise = self.speech.noise[whole] * (1 - share) + self.speech.noise[whole + 1] * share
        bins = np.clip(hertz / self.tract / (SPEECH_RATE / _SIZE), 0, _TOP_BIN)
        low = bins.astype(int)
        power_db = power_db[:, low] + (power_db[:, low + 1] - power_db[:, low]) * (bins - low).astype(np.float32)
        octaves = np.log2(np.clip(hertz, 200, 6000) / 500)
        above = np.log2(np.maximum(hertz / self.tract / (_TOP_BIN * SPEECH_RATE / _SIZE), 1))
        shaped = power_db + self.tilt_db[start:stop, None] * octaves - 14 * above
        amplitude = self.gain[start:stop, None] * 10 ** (shaped / 20)
        centres = np.array([0, 1000, 2000, 4000, 8000])
        edges = np.concatenate([noise[:, :1], noise], axis=1)
        section = np.clip(np.searchsorted(centres, hertz, "right") - 1, 0, 3)
        way = np.clip((hertz - centres[section]) / np.diff(centres)[section], 0, 1).astype(np.float32)
        shares = np.clip(edges[:, section] * (1 - way) + edges[:, section + 1] * way + self.breath, 0, 1)
        shares = np.where(noise[:, :1] > 0.8, 1.0, shares)
        return (amplitude * np.sqrt(1 - shares)).astype(np.float32), (amplitude * np.sqrt(shares)).astype(np.float32)


def spoken_phrase(phrase: Phrase, singer: Singer, speech: Speech, rng: np.random.Generator) -> SpokenVoice:
    """Return a phrase sung with consecutive syllables of a recording, stretched to its notes."""
    frames = frame_count(phrase)
    spans = note_frames(phrase)
    known = speech.syllables
    number = int(rng.integers(max(1, len(known) - len(spans))))
    targets: list[float] = []
    sources: list[float] = []
    gain = np.zeros(frames)
    for count, (note, (start, end)) in enumerate(zip(phrase.notes, spans, strict=True)):
        if note.tied:
            gain[start:end] = 0.4 + 0.6 * note.strength
            continue
        own = known[number % len(known)]
        number += 1
        last = count
        while last + 1 < len(spans) and phrase.notes[last + 1].tied:
            last += 1
        end = spans[last][1]
        limit = spans[last + 1][0] if last + 1 < len(spans) else frames
        ahead = min(own.voiced - own.start, 30)
        rising = min(own.middle - own.voiced, max(2, (end - start) // 3))
        falling = min(own.end - own.middle, max(2, (end - start) // 3))
        anchors = [(start - ahead, own.voiced - ahead), (start, own.voiced), (start + rising, own.middle - 2)]
        anchors += [(end - falling, own.middle + 2), (min(end, limit), own.end)]
        for target, source in anchors:
            if not targets or target > targets[-1]:
                targets.append(float(target))
                sources.append(float(source))
        gain[max(0, start - ahead) : min(end, limit)] = 0.4 + 0.6 * note.strength
    place = np.interp(np.arange(frames), targets, sources) + 1.5 * gaussian_filter1d(rng.standard_normal(frames), 5) * 3
    shift = singer.tract / speech.tract
    bright = np.log2(singer.effort_hz / 2000) + 2.5 * (gaussian_filter1d(gain, 20) - 0.7)
    return SpokenVoice(
        speech,
        place,
        gaussian_filter1d(gain, 2.5).astype(np.float32),
        np.asarray(-0.4 + 1.2 * bright, np.float32),
        float(shift),
        float(10 ** (singer.breath_db / 10)),
    )
