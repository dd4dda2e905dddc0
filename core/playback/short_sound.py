"""Something that is heard beside the song: a short sound, or several one after the other.

Owns their way from pieces of sound to frames for the device. Each piece is asked for shortly before it is heard, so
that a long row of them costs no more than one. Knows no ring and no song.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import soxr

from core.audio import Audio
from core.playback.metering import Peaks, TruePeakMeter, peak_of
from core.playback.timeline import FloatArray

_BLOCK_S = 0.1


class ShortSound:
    """Pieces of sound, one after the other.

    Parameters
    ----------
    pieces : iterable of Audio
        Each begins and ends in silence; one channel is heard on both sides, of more the first two. They are made in
        the thread that mixes, and must not fail there.
    device_rate : int
        Of the frames, in Hz.
    gain : float
        Factor of all of them.

    Attributes
    ----------
    begins_at, ends_at : int, int or None
        Frames of the device: the first that is heard, and the one behind the last, as soon as it is known.
    """

    def __init__(self, pieces: Iterable[Audio], device_rate: int, gain: float = 1.0) -> None:
        self._pieces, self.device_rate, self._gain = iter(pieces), device_rate, np.float32(gain)
        self._meter = TruePeakMeter()
        self._blocks: Iterator[FloatArray] = iter(())
        self.begins_at = 0
        self.ends_at: int | None = None

    def next(self) -> tuple[FloatArray, Peaks] | None:
        """Return the next frames (frames, 2) and their peaks; None behind the last."""
        frames = next(self._blocks, None)
        while frames is None:
            piece = next(self._pieces, None)
            if piece is None:
                return None
            self._blocks = self._cut(piece)
            frames = next(self._blocks, None)
        sides = np.ascontiguousarray(frames.T)
        left, right = (peak_of(side) for side in sides)
        return frames, Peaks(left=left, right=right, true=self._meter.measure(sides))

    def _cut(self, piece: Audio) -> Iterator[FloatArray]:
        """Return a piece in blocks (frames, 2) at the device's rate."""
        sides = piece.samples[:2] if piece.channels > 1 else np.repeat(piece.samples, 2, axis=0)
        frames = np.ascontiguousarray((sides * self._gain).T)
        if piece.rate != self.device_rate:
            frames = soxr.resample(frames, piece.rate, self.device_rate)
        block = max(1, round(_BLOCK_S * self.device_rate))
        return (frames[start : start + block] for start in range(0, len(frames), block))
