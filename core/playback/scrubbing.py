"""The sound under a pointer that is dragged along the song.

Owns the grains: short pieces that begin where the pointer is and overlap, each under a raised cosine. Knows no ring.
"""

from __future__ import annotations

import time

import numpy as np
import soxr

from core.playback.metering import Peaks
from core.playback.mixer import Mixer
from core.playback.timeline import FloatArray

_GRAIN_S = 0.08
_LINGERS_S = 0.12


class Scrubber:
    """Cuts grains out of a song.

    Parameters
    ----------
    mixer : Mixer
    rate, device_rate : int
        Of the song and of the frames, in Hz.
    """

    def __init__(self, mixer: Mixer, rate: int, device_rate: int) -> None:
        self._mixer = mixer
        self._rates = rate, device_rate
        self._half = max(1, round(_GRAIN_S / 2 * device_rate))
        window = 0.5 - 0.5 * np.cos(np.pi * (np.arange(2 * self._half) + 0.5) / self._half)
        self._window = window.astype(np.float32)[:, np.newaxis]
        self._position = 0
        self._moved_at = 0.0
        self._tail: FloatArray | None = None

    def move(self, position: int) -> None:
        """Take the next grains from a sample on."""
        self._position, self._moved_at = position, time.monotonic()

    def next(self) -> tuple[FloatArray, Peaks] | None:
        """Return the next frames (half a grain, 2) and their peaks; None when the pointer has come to rest."""
        tail, peaks = self._tail, Peaks()
        if time.monotonic() - self._moved_at <= _LINGERS_S:
            grain, peaks = self._grain()
            frames, self._tail = grain[: self._half], grain[self._half :]
        elif tail is not None:
            frames, self._tail = np.zeros((self._half, 2), np.float32), None
        else:
            return None
        return (frames if tail is None else frames + tail), peaks

    def _grain(self) -> tuple[FloatArray, Peaks]:
        rate, device_rate = self._rates
        samples, peaks = self._mixer.render(self._position, max(1, round(_GRAIN_S * rate)))
        frames = np.ascontiguousarray(samples.T)
        if rate != device_rate:
            frames = soxr.resample(frames, rate, device_rate)
        grain = np.zeros((2 * self._half, 2), np.float32)
        count = min(len(frames), len(grain))
        grain[:count] = frames[:count]
        return grain * self._window, peaks
