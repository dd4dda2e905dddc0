"""How loud what is heard is.

Owns the true peak of two channels and the peaks that wait until their sound is heard. Knows no decibels but at its
border, and no sound but what it is given.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from core.playback.timeline import FloatArray

SILENCE_DB = -200.0
_KEPT_BLOCKS = 3000

# ITU-R BS.1770-5, annex 2: the filter for 4-fold oversampling, in 1/8192; the other two phases are these backwards
_PHASES = (
    (14, 90, -161, 272, -487, 1125, 7964, -838, 390, -218, 122, -68),
    (-239, 240, -424, 730, -1364, 3810, 6388, -1641, 832, -477, 271, -155),
)
_TAPS = len(_PHASES[0])


@dataclass(frozen=True)
class Levels:
    """How loud it was since the last call.

    Attributes
    ----------
    strips : mapping of str to float
        Peak behind the fader in dB of full scale, by the id of the source (and "mixture"); silent ones are left out.
    left_db, right_db : float
        Peak of both sides, in dB of full scale.
    true_peak_db : float
        Of the louder side, between the samples too (ITU-R BS.1770-5, annex 2), in dBTP.
    """

    strips: Mapping[str, float] = field(default_factory=dict)
    left_db: float = SILENCE_DB
    right_db: float = SILENCE_DB
    true_peak_db: float = SILENCE_DB


@dataclass(frozen=True)
class Peaks:
    """The peaks of one block, as amplitudes.

    Attributes
    ----------
    strips : mapping of str to float
        Behind the faders, before matching and master; silent ones are left out.
    left, right : float
        Of what goes to the device.
    true : float
        Of the louder side, between the samples too.
    """

    strips: Mapping[str, float] = field(default_factory=dict)
    left: float = 0.0
    right: float = 0.0
    true: float = 0.0

    def or_louder(self, other: Peaks) -> Peaks:
        """Return the greater of both everywhere."""
        strips = dict(self.strips)
        for name, peak in other.strips.items():
            strips[name] = max(peak, strips.get(name, 0.0))
        return Peaks(strips, max(self.left, other.left), max(self.right, other.right), max(self.true, other.true))

    def in_db(self) -> Levels:
        """Return them in dB of full scale."""
        strips = {name: _to_db(peak) for name, peak in self.strips.items()}
        return Levels(strips, _to_db(self.left), _to_db(self.right), _to_db(self.true))


def _to_db(peak: float) -> float:
    return 20.0 * math.log10(peak) if peak > 1e-10 else SILENCE_DB


def peak_of(block: FloatArray) -> float:
    """Return the largest amplitude in a block, without a copy of it."""
    return float(max(block.max(), -block.min())) if block.size else 0.0


class TruePeakMeter:
    """The true peak of two channels, block after block.

    The filter sees 12 samples at a time, so that a peak at the end of a block is found with the next one.
    """

    def __init__(self) -> None:
        rows = [*_PHASES, *(phase[::-1] for phase in reversed(_PHASES))]
        # a sliding window meets the taps backwards
        self._filter = np.array([row[::-1] for row in rows], np.float32) / np.float32(8192)
        self._past: FloatArray | None = None

    def reset(self) -> None:
        """Take the next block as the beginning of another sound."""
        self._past = None

    def measure(self, block: FloatArray) -> float:
        """Return the peak of the next samples (2, count), as an amplitude; never less than that of the samples."""
        if not block.size:
            return 0.0
        if self._past is None:
            # a sound that begins anywhere does not ring as after a step
            self._past = np.repeat(block[:, :1], _TAPS - 1, axis=1)
        samples = np.concatenate([self._past, block], axis=1)
        self._past = samples[:, -(_TAPS - 1) :].copy()
        sample_peak = peak_of(block)
        if not sample_peak and not self._past.any():
            return 0.0
        windows = np.lib.stride_tricks.sliding_window_view(samples, _TAPS, axis=1)
        return max(sample_peak, *(peak_of(self._filter @ side.T) for side in windows))


class PeakQueue:
    """Peaks of blocks that were mixed ahead, until they are heard."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[float, Peaks]] = deque()
        self._heard = Peaks()

    def add(self, frame: float, peaks: Peaks) -> None:
        """Keep the peaks of a block; ``frame`` is the index of the device's frame behind it."""
        self._waiting.append((frame, peaks))
        if len(self._waiting) > _KEPT_BLOCKS:
            # nobody asks: whoever does one day still hears of the loudest
            _, oldest = self._waiting.popleft()
            next_frame, following = self._waiting.popleft()
            self._waiting.appendleft((next_frame, oldest.or_louder(following)))

    def clear(self) -> None:
        """Forget everything: what waited is not going to be heard."""
        self._waiting.clear()
        self._heard = Peaks()

    def drop(self, frame: float) -> None:
        """Forget what lies behind a frame: other blocks come in its place."""
        while self._waiting and self._waiting[-1][0] > frame:
            self._waiting.pop()

    def take(self, frame: float) -> Levels:
        """Return the greatest of what was heard since the last call, up to a frame of the device.

        Who asks more often than blocks come gets the last one again.
        """
        heard: Peaks | None = None
        while self._waiting and self._waiting[0][0] <= frame:
            peaks = self._waiting.popleft()[1]
            heard = peaks if heard is None else heard.or_louder(peaks)
        self._heard = heard or self._heard
        return self._heard.in_db()
