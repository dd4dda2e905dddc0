"""Where something begins in a song: the times to which edges and notes snap.

Owns the detection of attacks in the sound itself, without a score, and the step to the nearest of them. The song is
read in blocks, as mono at 22.05 kHz, so that hours fit in a small memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from core.audio import Audio
from core.errors import JobCancelled
from core.scratch import release

FloatArray = NDArray[np.float32]

RATE = 22050
_HOP = 147
_FRAME_RATE = RATE / _HOP
_WINDOW = 1024
_BLOCK_S = 2.5
_LOWEST_PITCH, _BANDS_PER_OCTAVE, _BANDS = 28, 12, 100
_COMPRESSION = 300.0
_LEVEL = 0.1
_SILENT_RMS = 1e-5
# frames over which a level has to rise, and bands over which a tone may glide without beginning anew
# (Boeck & Widmer 2013, "Maximum filter vibrato suppression for onset detection")
_LAG = 5
_GLIDE_BANDS = 3
# a peak is the largest around it, stands out from the mean around it and is no ripple beside what is near; the best on
# rendered pianos and recorded trios together
_LARGEST_S, _MEAN_S, _NEAR_S = 0.05, 0.25, 2.0
_OUTSTANDING, _SHARE_OF_NEAR = 0.02, 0.1
# the rise of a frame is dated in the middle of its lag
_DATED_S = -0.5 * _LAG / _FRAME_RATE
_CONTEXT = round(_NEAR_S * _FRAME_RATE) + 2


def detect_onsets(audio: Audio, report: Callable[[float], bool] | None = None) -> NDArray[np.int64]:
    """Find where something begins in a song.

    Peaks of the spectral flux of log-compressed semitone bands, with a maximum filter over the neighbouring bands
    against vibrato (Boeck & Widmer, "Maximum filter vibrato suppression for onset detection", DAFx 2013).

    Parameters
    ----------
    audio : Audio
    report : callable, optional
        Gets the share that is done, 0 to 1; returns False to end the detection.

    Returns
    -------
    ndarray (onsets,), int64
        Samples of the song, rising, 0 <= onset < ``audio.length``.

    Raises
    ------
    JobCancelled
        ``report`` returned False.
    """
    level = _level(audio)
    if level <= _SILENT_RMS:
        return np.zeros(0, np.int64)
    found: list[NDArray[np.float64]] = []
    kept = np.zeros(0, np.float32)
    first = 0  # frame of the first novelty in ``kept``
    for novelty, share in _novelties(audio, _LEVEL / level):
        if report is not None and not report(share):
            raise JobCancelled("the search for onsets was cancelled")
        kept = np.concatenate([kept, novelty])
        last = share >= 1.0
        inner = slice(_CONTEXT if first else 0, len(kept) if last else max(0, len(kept) - _CONTEXT))
        peaks = _peaks(kept)
        found.append(first + peaks[(peaks >= inner.start) & (peaks < inner.stop)])
        # a peak needs what is around it: the borders of a block are looked at again with the next
        gone = max(0, inner.stop - _CONTEXT)
        kept, first = kept[gone:], first + gone
    frames = np.concatenate(found)
    samples = np.rint((frames / _FRAME_RATE + _DATED_S) * audio.rate).astype(np.int64)
    return np.unique(np.clip(samples, 0, max(0, audio.length - 1)))


def snapped(sample: int, onsets: NDArray[np.int64], within: int) -> int:
    """Return the onset nearest to a sample, or the sample itself where none is ``within`` so many samples of it.

    Parameters
    ----------
    sample : int
    onsets : ndarray (onsets,), int64
        Rising.
    within : int
        Samples, >= 0.
    """
    place = int(np.searchsorted(onsets, sample))
    around = [int(one) for one in onsets[max(0, place - 1) : place + 1]]
    nearest = min(around, key=lambda onset: abs(onset - sample), default=sample)
    return nearest if abs(nearest - sample) <= within else sample


def _level(audio: Audio) -> float:
    """Return the RMS of the louder parts, from 40 excerpts."""
    width = max(1, round(0.37 * audio.rate))
    levels = []
    for start in np.linspace(0, max(0, audio.length - width), 40).astype(int):
        part = audio.samples[:, start : start + width].mean(axis=0)
        release(audio.samples, int(start), int(start) + width)
        levels.append(float(np.sqrt(np.mean(part**2))) if len(part) else 0.0)
    return float(np.percentile(levels, 90))


def _novelties(audio: Audio, gain: float) -> Iterator[tuple[FloatArray, float]]:
    """Yield how much begins in every frame, block by block, and the share of the song that this reaches."""
    import scipy.fft
    import scipy.ndimage

    from core.stft import hann_window

    bands = _bands()
    taper = hann_window(_WINDOW) * np.float32(4.0 / _WINDOW)
    before = np.zeros((_LAG, _BANDS), np.float32)
    for signal, share in _blocks(audio):
        frames = np.lib.stride_tricks.sliding_window_view(signal, _WINDOW)[::_HOP]
        spectra = np.abs(scipy.fft.rfft(frames * taper, axis=1)).astype(np.float32, copy=False)
        levels = np.log1p(np.float32(_COMPRESSION * gain) * np.sqrt(spectra**2 @ bands)).astype(np.float32)
        history = np.concatenate([before, levels])
        held = scipy.ndimage.maximum_filter1d(history[:-_LAG], _GLIDE_BANDS, axis=1)
        yield np.maximum(0.0, history[_LAG:] - held).mean(axis=1), share
        before = history[-_LAG:]


def _blocks(audio: Audio) -> Iterator[tuple[FloatArray, float]]:
    """Yield mono at ``RATE`` in pieces of whole windows, each a hop after the one before, and the share that is done.

    The first window is centred on the first sample.
    """
    import soxr

    stream = None if audio.rate == RATE else soxr.ResampleStream(audio.rate, RATE, 1, dtype="float32", quality="MQ")
    step = max(1, int(_BLOCK_S * audio.rate))
    tail = np.zeros(_WINDOW // 2, np.float32)
    for start in range(0, audio.length, step):
        last = start + step >= audio.length
        mono = np.ascontiguousarray(audio.samples[:, start : start + step].mean(axis=0))
        release(audio.samples, start, start + step)
        tail = np.concatenate([tail, mono if stream is None else stream.resample_chunk(mono, last=last)])
        if last:
            tail = np.pad(tail, (0, _WINDOW))
        count = (len(tail) - _WINDOW) // _HOP + 1
        if count > 0:
            yield tail[: (count - 1) * _HOP + _WINDOW], 1.0 if last else (start + step) / audio.length
            tail = tail[count * _HOP :]


def _bands() -> FloatArray:
    """Return triangles of a semitone, or of a bin where that is wider; shape (bins, bands)."""
    centres = 440 * 2 ** ((np.arange(_BANDS) * 12 / _BANDS_PER_OCTAVE + _LOWEST_PITCH - 69) / 12)
    frequencies = np.maximum(np.arange(_WINDOW // 2 + 1) * (RATE / _WINDOW), 1e-3)
    distance = np.abs(12 * np.log2(frequencies[:, None] / centres[None, :]))
    width = np.maximum(12 / _BANDS_PER_OCTAVE, 12 * np.log2(1 + RATE / _WINDOW / centres))
    bands: FloatArray = np.maximum(0.0, 1 - distance / width).astype(np.float32)
    return bands


def _peaks(novelty: FloatArray) -> NDArray[np.float64]:
    """Return the frames at which something begins, between frames where the peak lies so."""
    if len(novelty) < 3:
        return np.zeros(0)
    import scipy.ndimage

    largest, near = (scipy.ndimage.maximum_filter1d(novelty, _width(span_s)) for span_s in (_LARGEST_S, _NEAR_S))
    mean = scipy.ndimage.uniform_filter1d(novelty, _width(_MEAN_S))
    stands_out = (novelty > mean + _OUTSTANDING) & (novelty > _SHARE_OF_NEAR * near)
    frames = np.flatnonzero((novelty >= largest) & stands_out)
    frames = frames[np.diff(frames, prepend=-2) > 1]
    before, at = novelty[np.maximum(frames - 1, 0)], novelty[frames]
    after = novelty[np.minimum(frames + 1, len(novelty) - 1)]
    curve = np.minimum(before - 2 * at + after, -1e-6)
    shifted: NDArray[np.float64] = frames + np.clip(0.5 * (before - after) / curve, -0.5, 0.5)
    return shifted


def _width(span_s: float) -> int:
    """Return the frames of a filter that reaches so many seconds to both sides."""
    return 2 * round(span_s * _FRAME_RATE) + 1
