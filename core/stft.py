"""Short-time Fourier transform and its inverse, in blocks of frames.

Owns the frame grid (which samples a frame covers) and the transforms. Frame ``n`` is centred on sample
``n * hop_samples``; the signal is taken as zero outside itself. Blocks are (channels, frames, bins), the order in
which the factorisation reads them. Knows nothing of masks or sources.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.fft
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
ComplexArray = NDArray[np.complex64]


@dataclass(frozen=True)
class StftParams:
    """The frame grid of a transform: periodic Hann window, no zero padding.

    Parameters
    ----------
    rate : int
        Sample rate in Hz.
    window_samples : int
        Length of the window and of the transform, even, in samples.
    hop_samples : int
        Distance between frames in samples; divides the window, at most half of it.
    """

    rate: int
    window_samples: int
    hop_samples: int

    def __post_init__(self) -> None:
        if self.window_samples < 4 or self.window_samples % 2:
            raise ValueError(f"window_samples must be even and at least 4, not {self.window_samples}")
        if not 1 <= self.hop_samples <= self.window_samples // 2 or self.window_samples % self.hop_samples:
            raise ValueError(f"hop_samples must divide the window into two parts or more, not {self.hop_samples}")

    @classmethod
    def for_rate(cls, rate: int, window_s: float = 4096 / 44100, hops_per_window: int = 4) -> StftParams:
        """Return the grid with a window of about ``window_s`` seconds (93 ms: Ewert & Sandler 2017, section 3).

        The window is rounded to a length that transforms fast and divides by twice the number of hops.
        """
        unit = 2 * hops_per_window
        window = max(unit, unit * round(rate * window_s / unit))
        while scipy.fft.next_fast_len(window, real=True) != window:
            window += unit
        return cls(rate, window, window // hops_per_window)

    @property
    def bins(self) -> int:
        """Number of bins of a frame."""
        return self.window_samples // 2 + 1

    @property
    def hop_s(self) -> float:
        """Distance between frames in seconds."""
        return self.hop_samples / self.rate

    def frames(self, length: int) -> int:
        """Return the number of frames that cover ``length`` samples."""
        return -(-length // self.hop_samples) + 1 if length > 0 else 0

    def frequencies_hz(self) -> NDArray[np.float64]:
        """Return the centre of every bin in Hz, shape (bins,)."""
        return np.arange(self.bins, dtype=np.float64) * (self.rate / self.window_samples)


def frame_to_sample(frame: int, params: StftParams) -> int:
    """Return the sample on which ``frame`` is centred."""
    return frame * params.hop_samples


def sample_to_frame(sample: int, params: StftParams) -> int:
    """Return the frame whose centre is nearest to ``sample``."""
    return (2 * sample + params.hop_samples) // (2 * params.hop_samples)


@lru_cache(maxsize=8)
def hann_window(length: int) -> FloatArray:
    """Return the periodic Hann window, shape (length,), float32, read-only."""
    window = (0.5 - 0.5 * np.cos(2.0 * np.pi * np.arange(length) / length)).astype(np.float32)
    window.flags.writeable = False
    return window


def stft_block(samples: FloatArray, params: StftParams, first: int, last: int, workers: int = 1) -> ComplexArray:
    """Transform frames ``first`` to ``last - 1`` of a signal.

    Parameters
    ----------
    samples : ndarray (channels, samples), float32
        The whole signal; only the part under the frames is read.
    params : StftParams
    first, last : int
        Range of frames; may reach beyond the signal, which is zero there.
    workers : int
        Threads of the transform.

    Returns
    -------
    ndarray (channels, frames, bins), complex64
    """
    half, hop = params.window_samples // 2, params.hop_samples
    channels, length = samples.shape
    start, stop = first * hop - half, (last - 1) * hop + half
    padded = np.zeros((channels, max(0, stop - start)), np.float32)
    inside_start, inside_stop = max(start, 0), min(stop, length)
    if inside_stop > inside_start:
        padded[:, inside_start - start : inside_stop - start] = samples[:, inside_start:inside_stop]
    if last <= first:
        return np.zeros((channels, 0, params.bins), np.complex64)
    frames = np.lib.stride_tricks.sliding_window_view(padded, params.window_samples, axis=1)[:, ::hop]
    windowed = frames * hann_window(params.window_samples)
    transformed: ComplexArray = scipy.fft.rfft(windowed, axis=-1, workers=workers, overwrite_x=True)
    return transformed


def mean_magnitudes(transform: ComplexArray) -> FloatArray:
    """Return the root of the mean power over channels; (channels, frames, bins) -> (frames, bins), float32."""
    power = np.square(transform.real)
    power += np.square(transform.imag)
    magnitudes: FloatArray = np.sqrt(power.mean(axis=0))
    return magnitudes


class InverseStft:
    """Overlap-add synthesis of consecutive blocks of frames (Griffin & Lim 1984, least squares).

    Push the frames 0, 1, 2, ... in blocks of any size; every push returns the samples that are finished.
    """

    def __init__(self, params: StftParams, channels: int, length: int) -> None:
        self._params = params
        self._length = length
        self._written = 0
        self._next_frame = 0
        half = params.window_samples // 2
        # sums that later frames still add to, in hops; starts half a window before the next frame's centre
        waiting = params.window_samples // params.hop_samples - 1
        self._tail = np.zeros((channels, waiting, params.hop_samples), np.float32)
        self._tail_norm = np.zeros((waiting, params.hop_samples), np.float32)
        self._half = half

    def push(self, frames: ComplexArray, workers: int = 1) -> FloatArray:
        """Add a block of frames.

        Parameters
        ----------
        frames : ndarray (channels, frames, bins), complex64
        workers : int
            Threads of the transform.

        Returns
        -------
        ndarray (channels, samples), float32
            The samples that follow those returned before; may be empty.
        """
        params = self._params
        window, hop = params.window_samples, params.hop_samples
        count = frames.shape[1]
        if count == 0:
            return np.zeros((frames.shape[0], 0), np.float32)
        taper = hann_window(window)
        pieces = scipy.fft.irfft(frames, n=window, axis=-1, workers=workers).astype(np.float32, copy=False)
        pieces *= taper
        overlap = window // hop
        channels = frames.shape[0]
        # in units of hops: frame n adds its parts to hops n, n + 1, ...
        sums = np.zeros((channels, count + overlap - 1, hop), np.float32)
        norm = np.zeros((count + overlap - 1, hop), np.float32)
        parts = pieces.reshape(channels, count, overlap, hop)
        squared = (taper * taper).reshape(overlap, hop)
        for part in range(overlap):
            sums[:, part : part + count] += parts[:, :, part]
            norm[part : part + count] += squared[part]
        sums[:, : overlap - 1] += self._tail
        norm[: overlap - 1] += self._tail_norm
        first_sample = self._next_frame * hop - self._half
        self._tail, self._tail_norm = sums[:, count:].copy(), norm[count:].copy()
        self._next_frame += count
        return self._finish(sums[:, :count].reshape(channels, -1), norm[:count].reshape(-1), first_sample)

    def finish(self) -> FloatArray:
        """Return the samples that remain, up to the length of the signal."""
        first_sample = self._next_frame * self._params.hop_samples - self._half
        sums = self._tail.reshape(self._tail.shape[0], -1)
        return self._finish(sums, self._tail_norm.reshape(-1), first_sample)

    def _finish(self, sums: FloatArray, norm: FloatArray, first_sample: int) -> FloatArray:
        start = max(0, self._written - first_sample)
        stop = max(start, min(sums.shape[1], self._length - first_sample))
        part = sums[:, start:stop] / np.maximum(norm[start:stop], 1e-8)
        self._written += part.shape[1]
        return part.astype(np.float32, copy=False)


def stft(samples: FloatArray, params: StftParams, workers: int = 1) -> ComplexArray:
    """Transform a whole signal; (channels, samples) -> (channels, frames, bins), complex64."""
    return stft_block(samples, params, 0, params.frames(samples.shape[1]), workers)


def istft(frames: ComplexArray, params: StftParams, length: int, workers: int = 1) -> FloatArray:
    """Return the signal of ``length`` samples whose transform is nearest to ``frames`` (channels, frames, bins)."""
    inverse = InverseStft(params, frames.shape[0], length)
    return np.concatenate([inverse.push(frames, workers), inverse.finish()], axis=1)
