"""Short-time Fourier transform of a stream, block by block, in both directions.

Owns the rings between samples and frames. Everything is allocated once: what is called for every block only writes.
Knows nothing of masks.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.stft import FloatArray, StftParams, hann_window

ComplexArray = NDArray[np.complex64]


class StreamStft:
    """Frames of a stream and the stream of changed frames, a fixed number of samples later.

    Samples go through :meth:`exchange`, at most ``room`` at a time. When ``room`` is 0 a frame is complete:
    :meth:`analyse` it, change ``spectrum``, then :meth:`synthesise`.

    Parameters
    ----------
    params : StftParams
    channels : int
    wait_frames : int, optional
        By how many frames ``spectrum`` is older than the last frame that was heard.

    Attributes
    ----------
    latency_samples : int
        From a sample to its place in what comes out: one window, and a hop for every frame of waiting.
    newest, spectrum : ndarray (channels, bins), complex64
        The last frame that was analysed, and the one to be synthesised next. They may be the same array.
    room : int
        Samples until the next frame is complete, 0 to one hop.
    """

    def __init__(self, params: StftParams, channels: int, wait_frames: int = 0) -> None:
        window, hop = params.window_samples, params.hop_samples
        self._overlap, self._hop, self._window = window // hop, hop, window
        self.latency_samples = window + wait_frames * hop
        taper = hann_window(window)
        # least squares: what overlaps adds up to the squared windows
        norm = (taper * taper).reshape(self._overlap, hop).sum(axis=0)
        self._taper = taper.reshape(self._overlap, hop).copy()
        self._synthesis = (taper.reshape(self._overlap, hop) / norm).astype(np.float32)
        self._heard = np.zeros((self._overlap + wait_frames, channels, hop), np.float32)
        self._made = np.zeros((self._overlap, channels, hop), np.float32)
        # numpy's annotations allow for double precision only
        self._frame: NDArray[Any] = np.zeros((channels, window), np.float32)
        self._parts = [self._frame[:, part * hop : (part + 1) * hop] for part in range(self._overlap)]
        self._scratch = np.zeros((channels, hop), np.float32)
        self._spectra = np.zeros((wait_frames + 1, channels, params.bins), np.complex64)
        self.reset()

    def reset(self) -> None:
        """Forget what was heard: silence comes out until there is something new."""
        for memory in (self._heard, self._made, self._spectra):
            memory.fill(0.0)
        self._oldest = self._oldest_made = self._turn = 0
        self.room = self._hop
        self.newest, self.spectrum = self._spectra[0], self._spectra[1 % len(self._spectra)]

    def exchange(self, block: FloatArray, delayed: FloatArray, made: FloatArray) -> FloatArray:
        """Take samples and give those of ``latency_samples`` before.

        Parameters
        ----------
        block : ndarray (count, channels), float32
            ``count`` is at most ``room``.
        delayed, made : ndarray (count, channels), float32
            Written: what came in, and what was synthesised.

        Returns
        -------
        ndarray (channels, count), float32
            Where the samples are kept now, which may be changed.
        """
        start = self._hop - self.room
        stop = start + len(block)
        slot = self._heard[self._oldest, :, start:stop]
        np.copyto(delayed.T, slot)
        np.copyto(made.T, self._made[self._oldest_made, :, start:stop])
        np.copyto(slot, block.T)
        self.room -= len(block)
        return slot

    def analyse(self) -> None:
        """Transform the frame that is complete into ``newest``."""
        slots = len(self._heard)
        first = self._oldest + 1 + slots - self._overlap
        for part in range(self._overlap):
            np.multiply(self._heard[(first + part) % slots], self._taper[part], out=self._parts[part])
        # orthonormal: with a factor of 1 numpy would transform in double precision, in arrays of its own
        np.fft.rfft(self._frame, axis=-1, norm="ortho", out=self.newest)

    def synthesise(self) -> None:
        """Add ``spectrum`` to what comes out, and begin with the next frame."""
        np.fft.irfft(self.spectrum, self._window, axis=-1, norm="ortho", out=self._frame)
        self._oldest_made = (self._oldest_made + 1) % self._overlap
        last = self._overlap - 1
        for part in range(last):
            np.multiply(self._parts[part], self._synthesis[part], out=self._scratch)
            slot = self._made[(self._oldest_made + part) % self._overlap]
            np.add(slot, self._scratch, out=slot)
        np.multiply(self._parts[last], self._synthesis[last], out=self._made[self._oldest_made - 1])
        self._oldest = (self._oldest + 1) % len(self._heard)
        self._turn = (self._turn + 1) % len(self._spectra)
        self.newest = self._spectra[self._turn]
        self.spectrum = self._spectra[(self._turn + 1) % len(self._spectra)]
        self.room = self._hop
