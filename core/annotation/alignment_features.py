"""What a song and a score have in common: chroma and onsets over time.

Owns the features on which a score is matched to a song. The song is read in blocks, as mono at 22.05 kHz, so that an
hour fits in memory. Knows nothing of paths or tempo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.fft
import scipy.ndimage
from numpy.typing import NDArray

from core.annotation.score import Score
from core.audio import Audio
from core.scratch import release, scratch_array
from core.stft import hann_window

FloatArray = NDArray[np.float32]
DoubleArray = NDArray[np.float64]

RATE = 22050
FRAME_RATE = 50
FLUX_RATE = 150
BROADBAND = 96
"""Column of the flux that holds the rise over all pitches."""

_HOP = RATE // FRAME_RATE
_FLUX_HOP = RATE // FLUX_RATE
_FLUX_PER_FRAME = FLUX_RATE // FRAME_RATE
_CHROMA_WINDOW = 4096
_FLUX_WINDOW = 1024
_PITCHES = np.arange(21, 21 + BROADBAND)
_BLOCK_S = 10.0
# the rise of a band is taken over 20 ms: best among 10 to 45 ms on half of the rendered piano pieces
_LAG = 3
# flux frame m is dated in the middle of its lag, less the 2 ms by which rendered pianos peak late
FLUX_OFFSET_S = -0.5 * _LAG / FLUX_RATE - 0.002
_LEVEL = 0.1
_FLUX_COMPRESSION = 300.0
_CHROMA_COMPRESSION = 100.0
# a log-compressed chroma is nearly flat; without most of its mean, recordings of real instruments can be told apart
_FLAT_SHARE = 0.8
_SILENT_RMS = 1e-5
# chroma of partials 1 to 6 of a note, as they appear in a log-compressed spectrum
_PARTIAL_WEIGHTS = ((0, 1.0), (12, 0.8), (19, 0.6), (24, 0.5), (28, 0.4), (31, 0.3))
_DECAY = np.sqrt(1 / np.arange(1, 11))
_NORM_FRAMES = 40


@dataclass(frozen=True, eq=False)
class Features:
    """Features of a song or a score.

    Attributes
    ----------
    chroma : ndarray (12, frames), float32
        Columns of norm 1, at ``FRAME_RATE``; frames without pitch are uniform.
    onsets : ndarray (13, frames), float32
        Decaying, locally normalised onsets per chroma (Ewert, Mueller & Grosche 2009), and of all pitches together.
    """

    chroma: FloatArray
    onsets: FloatArray

    @property
    def frames(self) -> int:
        """Number of frames."""
        return int(self.chroma.shape[1])

    @property
    def pitched(self) -> bool:
        """False where no frame says anything about pitch, as of drums alone."""
        return bool(np.any(np.ptp(self.chroma, axis=0) > 1e-4))


@dataclass(frozen=True, eq=False)
class SongFeatures(Features):
    """Features of a song.

    Attributes
    ----------
    flux : ndarray (flux frames, 97), float16
        Rise of the log-compressed level of every pitch from 21 on and, last, of all, at ``FLUX_RATE``.
    duration_s : float
    silent : bool
    """

    flux: NDArray[np.float16]
    duration_s: float
    silent: bool


def song_features(audio: Audio, advance: Callable[[float], None]) -> SongFeatures:
    """Analyse a song.

    Parameters
    ----------
    audio : Audio
    advance : callable
        Gets the fraction done, 0 to 1, several times a second.
    """
    level, tuning = _level_and_tuning(audio)
    mono_length = int(np.ceil(audio.length * RATE / audio.rate))
    frames = mono_length // _HOP + 1
    flux = scratch_array((frames * _FLUX_PER_FRAME, BROADBAND + 1), np.float16)
    chroma = np.zeros((12, frames), np.float32)
    rises = np.zeros((13, frames), np.float32)
    gain = _LEVEL / level if level > _SILENT_RMS else 0.0
    chroma_bands, flux_bands = _bands(_CHROMA_WINDOW, tuning), _bands(_FLUX_WINDOW, tuning)
    fold = _fold()
    before = np.zeros((_LAG, BROADBAND), np.float32)
    first = 0
    for signal in _blocks(audio, frames):
        count = (len(signal) - _CHROMA_WINDOW) // _HOP + 1
        tones = np.log1p(_CHROMA_COMPRESSION * gain * (_magnitudes(signal, _CHROMA_WINDOW, _HOP, count) @ chroma_bands))
        chroma[:, first : first + count] = (tones @ fold).T
        inner = signal[(_CHROMA_WINDOW - _FLUX_WINDOW) // 2 :]
        power = _magnitudes(inner, _FLUX_WINDOW, _FLUX_HOP, count * _FLUX_PER_FRAME) ** 2
        levels = np.log1p(_FLUX_COMPRESSION * gain * np.sqrt(power @ flux_bands))
        history = np.concatenate([before, levels])
        rise = np.maximum(0.0, history[_LAG:] - history[:-_LAG])
        before = history[-_LAG:]
        start = first * _FLUX_PER_FRAME
        flux[start : start + len(rise), :BROADBAND] = rise
        flux[start : start + len(rise), BROADBAND] = rise.mean(axis=1)
        by_chroma = np.concatenate([rise @ fold, rise.sum(axis=1, keepdims=True)], axis=1)
        rises[:, first : first + count] = by_chroma.reshape(count, _FLUX_PER_FRAME, 13).max(axis=1).T
        first += count
        advance(first / frames)
    # the rise of frame m is seen FLUX_OFFSET_S late, half a frame: a peak falls into the right frame nearly always
    return SongFeatures(
        normalised(_peaked(chroma)), _decaying(_peaks(rises)), flux, audio.duration_s, silent=level <= _SILENT_RMS
    )


def score_features(score: Score, frames: int, tick: Callable[[], None]) -> Features:
    """Return the features that a plain rendering of the score would have.

    Parameters
    ----------
    score : Score
        Drums count for the onsets of all pitches only.
    frames : int
        Length of the result at ``FRAME_RATE``.
    tick : callable
        Called often; may raise to cancel.
    """
    chroma = np.zeros((12, frames), np.float32)
    onsets = np.zeros((13, frames), np.float32)
    for track in score.tracks:
        for index, note in enumerate(track.notes):
            if index % 256 == 0:
                tick()
            start, stop = round(note.start_s * FRAME_RATE), round(note.end_s * FRAME_RATE)
            if not 0 <= start < frames:
                continue
            weight = 0.3 + 0.7 * note.velocity / 127
            onsets[12, start] += weight
            if track.is_drum:
                continue
            # struck strings fade, bowed ones do not: the middle between both
            hold = weight * (0.4 + 0.6 * np.exp(-np.arange(max(1, min(stop, frames) - start)) / FRAME_RATE))
            for interval, share in _PARTIAL_WEIGHTS:
                row = (note.pitch + interval) % 12
                chroma[row, start : start + len(hold)] += share * hold[: frames - start]
                onsets[row, start] += share * weight
    return Features(normalised(_peaked(chroma)), _decaying(onsets))


def normalised(chroma: FloatArray) -> FloatArray:
    """Return columns of norm 1; columns of (nearly) nothing become uniform."""
    norm = np.linalg.norm(chroma, axis=0, keepdims=True)
    floor = 0.02 * max(float(np.max(norm, initial=0.0)), 1e-6)
    return np.where(norm > floor, chroma / np.maximum(norm, floor), np.float32(12**-0.5)).astype(np.float32)


def _peaked(chroma: FloatArray) -> FloatArray:
    peaked: FloatArray = np.maximum(0.0, chroma - _FLAT_SHARE * chroma.mean(axis=0, keepdims=True)).astype(np.float32)
    return peaked


def _level_and_tuning(audio: Audio) -> tuple[float, float]:
    """Return the level of the louder parts (RMS) and the tuning in semitones, -0.5 to 0.5, from 40 excerpts."""
    window = 1 << max(8, round(np.log2(0.37 * audio.rate)))
    starts = np.linspace(0, max(0, audio.length - window), 40).astype(int)
    excerpts = np.zeros((len(starts), window), np.float32)
    for row, start in zip(excerpts, starts, strict=True):
        part = audio.samples[:, start : start + window].mean(axis=0)
        release(audio.samples, start, start + window)
        row[: len(part)] = part
    level = float(np.percentile(np.sqrt(np.mean(excerpts**2, axis=1)), 90))
    spectra = np.abs(scipy.fft.rfft(excerpts * hann_window(window), axis=1))
    low, high = round(100 * window / audio.rate), min(round(2000 * window / audio.rate), spectra.shape[1] - 2)
    middle = spectra[:, low:high]
    left, right = spectra[:, low - 1 : high - 1], spectra[:, low + 1 : high + 1]
    strong = (middle > left) & (middle >= right) & (middle > 0.05 * middle.max(axis=1, keepdims=True)) & (middle > 0)
    if not strong.any():
        return level, 0.0
    a, b, c = (np.log(np.maximum(part[strong], 1e-12)) for part in (left, middle, right))
    bins = np.nonzero(strong)[1] + low + 0.5 * (a - c) / np.minimum(a - 2 * b + c, -1e-6)
    pitch = 12 * np.log2(bins * audio.rate / window / 440)
    turn = np.sum(np.sqrt(middle[strong]) * np.exp(2j * np.pi * pitch)) / np.sum(np.sqrt(middle[strong]))
    return level, float(np.angle(turn) / (2 * np.pi)) if abs(turn) > 0.15 else 0.0


def _blocks(audio: Audio, frames: int) -> Iterator[FloatArray]:
    """Yield mono at ``RATE``, cut so that each piece holds whole chroma windows and the next goes on a hop later.

    The first window is centred on the first sample; zeros follow the end until ``frames`` windows are full.
    """
    import soxr

    stream = soxr.ResampleStream(audio.rate, RATE, 1, dtype="float32", quality="MQ")
    step = max(1, int(_BLOCK_S * audio.rate))
    tail = np.zeros(_CHROMA_WINDOW // 2, np.float32)
    left = frames
    for start in range(0, audio.length, step):
        last = start + step >= audio.length
        mono = np.ascontiguousarray(audio.samples[:, start : start + step].mean(axis=0))
        release(audio.samples, start, start + step)
        tail = np.concatenate([tail, stream.resample_chunk(mono, last=last)])
        if last:
            missing = (left - 1) * _HOP + _CHROMA_WINDOW - len(tail)
            tail = np.pad(tail, (0, max(0, missing)))
        count = min(left, (len(tail) - _CHROMA_WINDOW) // _HOP + 1)
        if count > 0:
            yield tail[: (count - 1) * _HOP + _CHROMA_WINDOW]
            tail = tail[count * _HOP :]
            left -= count


def _magnitudes(signal: FloatArray, window: int, hop: int, count: int) -> FloatArray:
    """Return (count, bins); a sine of amplitude 1 has magnitude 1."""
    taper = hann_window(window) * np.float32(4.0 / window)
    missing = (count - 1) * hop + window - len(signal)
    padded = np.pad(signal, (0, max(0, missing)))
    frames = np.lib.stride_tricks.sliding_window_view(padded, window)[::hop][:count]
    magnitudes: FloatArray = np.abs(scipy.fft.rfft(frames * taper, axis=1)).astype(np.float32, copy=False)
    return magnitudes


def _bands(window: int, tuning: float) -> FloatArray:
    """Return triangles of a semitone, or of a bin where that is wider, around every pitch; shape (bins, pitches)."""
    frequencies = np.maximum(np.arange(window // 2 + 1) * (RATE / window), 1e-3)
    distance = np.abs(69 + 12 * np.log2(frequencies / 440)[:, None] - (_PITCHES + tuning)[None, :])
    centres = 440 * 2 ** ((_PITCHES + tuning - 69) / 12)
    width = np.maximum(1.0, 12 * np.log2(1 + RATE / window / centres))
    bands: FloatArray = np.maximum(0.0, 1 - distance / width).astype(np.float32)
    return bands


@lru_cache(maxsize=1)
def _fold() -> FloatArray:
    """Return the step from pitches to chroma, shape (pitches, 12)."""
    fold: FloatArray = (_PITCHES[:, None] % 12 == np.arange(12)[None, :]).astype(np.float32)
    return fold


def _peaks(rises: FloatArray) -> FloatArray:
    """Keep the local maxima in time of every row."""
    before = np.pad(rises[:, :-1], ((0, 0), (1, 0)))
    after = np.pad(rises[:, 1:], ((0, 0), (0, 1)))
    return np.where((rises > before) & (rises >= after), rises, np.float32(0))


def _decaying(onsets: FloatArray) -> FloatArray:
    """Normalise onsets to the loudest within 0.8 s and let them ring for ten frames (DLNCO, section 2 of the paper)."""
    norm = np.linalg.norm(onsets[:12], axis=0) + 1e-3 * onsets[12]
    loudest = scipy.ndimage.maximum_filter1d(norm, _NORM_FRAMES)
    scale = np.maximum(loudest, 0.02 * max(float(np.max(norm, initial=0.0)), 1e-6))
    chroma = onsets[:12] / scale
    all_loudest = scipy.ndimage.maximum_filter1d(onsets[12], _NORM_FRAMES)
    everything = onsets[12] / np.maximum(all_loudest, 0.02 * max(float(np.max(onsets[12], initial=0.0)), 1e-6))
    rows = np.concatenate([chroma, 0.5 * everything[None]])
    ringing = rows.copy()
    for delay, factor in enumerate(_DECAY[1:], 1):
        ringing[:, delay:] = np.maximum(ringing[:, delay:], factor * rows[:, :-delay])
    return ringing.astype(np.float32)
