"""The frames and the band in which a song is split, and what becomes of the rest.

Owns the length of a frame (1024 samples at 16 kHz, as in section 4 of the paper, and as long at any rate), up to which
frequency voice and accompaniment are told apart, and the mask above it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.stft import FloatArray, StftParams

WINDOW_S = 0.064
SPLIT_HZ = 8000.0
_HIGH_HZ = 5000.0


@dataclass(frozen=True)
class Band:
    """The bins that are looked at, those of songs at 16 kHz, and the upper ones among them.

    Attributes
    ----------
    seen : int
        Bins from 0 Hz on.
    high : slice
        Those whose mask, in the mean, is that of all bins above.
    """

    seen: int
    high: slice

    @classmethod
    def of(cls, params: StftParams) -> Band:
        """Return the band of a transform."""
        spacing_hz = params.rate / params.window_samples
        seen = min(params.bins, round(SPLIT_HZ / spacing_hz) + 1)
        first = min(round(_HIGH_HZ / spacing_hz), seen - 1)
        return cls(seen, slice(first, seen))

    def extended(self, mask: FloatArray, bins: int) -> FloatArray:
        """Return a mask (frames, seen) with what lies above the band, (frames, bins)."""
        whole = np.empty((len(mask), bins), np.float32)
        whole[:, : self.seen] = mask
        whole[:, self.seen :] = mask[:, self.high].mean(axis=1, keepdims=True)
        return whole
