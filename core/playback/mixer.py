"""From the mixture or the stems to two channels.

Owns what is audible (mute, solo, gain, pan, the choice of mixture or stems) and that no change of it clicks. Settings
may come from any thread; samples are rendered by one. Knows neither time nor devices.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from core.audio import Audio
from core.playback.timeline import FloatArray, Loop, gather
from core.scratch import release

MIXTURE = "mixture"
RESIDUAL = "residual"
_RAMP_S = 0.01
_HALF_POWER = 0.5**0.5

What = Literal["mixture", "stems", "residual"]


@dataclass(frozen=True)
class Strip:
    """How a stem sounds.

    Attributes
    ----------
    mute, solo : bool
        A muted stem is silent, also when it is soloed.
    gain_db : float
        ``-inf`` is silence.
    pan : float
        -1 (left) to 1 (right); turns the other side down and leaves the centre as it is.
    """

    mute: bool = False
    solo: bool = False
    gain_db: float = 0.0
    pan: float = 0.0


@dataclass(frozen=True, eq=False)
class Take:
    """What one version of the separation sounds like.

    Attributes
    ----------
    stems : mapping of str to Audio
        By the id of the source, with the residual; of the mixture's rate.
    finished : tuple of (int, int) or None
        Of a preview: spans of samples in which the stems may be heard already; None for everywhere.
    """

    stems: Mapping[str, Audio]
    finished: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, eq=False)
class Sources:
    """What can be heard.

    Attributes
    ----------
    mixture : Audio
    stems : mapping of str to Audio
        With the residual; of the mixture's rate.
    finished : tuple of (int, int) or None
        Spans of samples in which the stems may be heard already; None for everywhere.
    """

    mixture: Audio
    stems: Mapping[str, Audio] = field(default_factory=dict)
    finished: tuple[tuple[int, int], ...] | None = None

    def __post_init__(self) -> None:
        for name, audio in self.stems.items():
            if audio.rate != self.mixture.rate:
                raise ValueError(f"{name} has a rate of {audio.rate} Hz, the mixture {self.mixture.rate} Hz")

    def read(self, name: str, start: int, stop: int, ramp: int) -> FloatArray:
        """Return samples ``[start, stop)`` of a source, (2, stop - start); silence where there is nothing."""
        audio = self.mixture if name == MIXTURE else self.stems.get(name)
        block = np.zeros((2, stop - start), np.float32)
        begin, end = max(0, start), min(stop, audio.length if audio is not None else 0)
        if audio is None or end <= begin:
            return block
        samples = audio.samples[:, begin:end]
        fold = fold_matrix(audio.channels)
        block[:, begin - start : end - start] = samples if fold is None else fold @ samples
        release(audio.samples, begin, end)
        if name != MIXTURE and self.finished is not None:
            block *= self._gate(start, stop, ramp)
        return block

    def _gate(self, start: int, stop: int, ramp: int) -> FloatArray:
        """Return 1 inside the finished spans and 0 outside, with ramps inside their edges."""
        index, gate = np.arange(start, stop), np.zeros(stop - start)
        for begin, end in self.finished or ():
            rise = (index - begin + 1) / ramp if begin > 0 else np.where(index >= 0, 1.0, 0.0)
            fall = (end - index) / ramp if end < self.mixture.length else 1.0
            gate = np.maximum(gate, np.minimum(rise, fall))
        return np.clip(gate, 0.0, 1.0).astype(np.float32)


def fold_matrix(channels: int) -> FloatArray | None:
    """Return the matrix (2, channels) that folds a song down to two channels; None where it has two.

    One channel goes to both sides. Surround layouts in the order of WAV files (L R C LFE, then pairs) follow ITU-R
    BS.775 without the LFE channel; more than eight channels are taken as left and right by turns. No side gets louder
    than the loudest channel could be.
    """
    if channels == 2:
        return None
    names = {
        1: "M", 3: "LRC", 4: "LRlr", 5: "LRClr", 6: "LRCElr", 7: "LRCEclr", 8: "LRCElrlr"
    }.get(channels, "LR" * (channels // 2) + "M" * (channels % 2))  # fmt: skip
    weights = {"M": (1.0, 1.0), "L": (1.0, 0.0), "R": (0.0, 1.0), "E": (0.0, 0.0), "C": (_HALF_POWER, _HALF_POWER)}
    weights |= {"l": (_HALF_POWER, 0.0), "r": (0.0, _HALF_POWER), "c": (0.5, 0.5)}
    matrix = np.array([weights[name] for name in names]).T
    folded: FloatArray = (matrix / matrix.sum(axis=1).max()).astype(np.float32)
    return folded


@dataclass(frozen=True)
class _Settings:
    """Everything that can be set, replaced as a whole."""

    sources: Sources
    strips: Mapping[str, Strip] = field(default_factory=dict)
    monitor: What = "mixture"
    monitor_gain_db: Mapping[str, float] = field(default_factory=dict)
    master_db: float = 0.0

    def gains(self, name: str) -> FloatArray:
        """Return the gain of both sides, (2,)."""
        silent = np.zeros(2, np.float32)
        if (name == MIXTURE) != (self.monitor == "mixture"):
            return silent
        base = _from_db(self.master_db) * _from_db(self.monitor_gain_db.get(self.monitor, 0.0))
        if self.monitor == "residual":
            return np.full(2, base, np.float32) if name == RESIDUAL else silent
        strip = Strip() if name == MIXTURE else self.strips.get(name, Strip())
        anyone_solo = any(self.strips[other].solo for other in self.strips if other in self.sources.stems)
        if strip.mute or (name != MIXTURE and anyone_solo and not strip.solo):
            return silent
        gain = base * _from_db(strip.gain_db)
        sides = min(1.0, 1.0 - strip.pan), min(1.0, 1.0 + strip.pan)
        return np.array([gain * side for side in sides], np.float32)


def _from_db(gain_db: float) -> float:
    return float(10.0 ** (gain_db / 20.0))


class _Ramp:
    """The gain of both sides on its way to a target."""

    def __init__(self, gains: FloatArray) -> None:
        self.now, self.target, self._left = gains, gains, 0

    def aim(self, target: FloatArray, samples: int) -> None:
        if not np.array_equal(target, self.target):
            self.target, self._left = target, samples

    def next(self, count: int) -> FloatArray:
        """Return the gains of the next samples, (2, count) or (2, 1) where they do not change."""
        if not self._left:
            return self.now[:, np.newaxis]
        share = np.minimum(np.arange(1, count + 1, dtype=np.float32) / self._left, 1.0)
        gains = self.now[:, np.newaxis] + (self.target - self.now)[:, np.newaxis] * share
        self._left = max(0, self._left - count)
        self.now = gains[:, -1] if self._left else self.target
        return gains

    @property
    def is_silent(self) -> bool:
        return not self._left and not self.now.any()


class Mixer:
    """Renders what is heard, block by block.

    Parameters
    ----------
    sources : Sources
    """

    def __init__(self, sources: Sources) -> None:
        self.ramp = max(1, round(_RAMP_S * sources.mixture.rate))
        self._lock = threading.Lock()
        self._settings = _Settings(sources)
        self._heard, self._before = sources, sources
        self._faded = self.ramp
        self._ramps: dict[str, _Ramp] = {}

    @property
    def sources(self) -> Sources:
        """What can be heard."""
        return self._settings.sources

    def set_sources(self, sources: Sources, at_once: bool) -> None:
        """Take other sound in its place: with a crossfade, or at once where nothing is heard."""
        with self._lock:
            self._settings = replace(self._settings, sources=sources)
            if at_once:
                # the old one may fill gigabytes of scratch space that are wanted back
                self._heard = self._before = sources

    def set_strip(self, name: str, strip: Strip) -> None:
        """Set how a stem sounds, also of one that is still to come."""
        with self._lock:
            self._settings = replace(self._settings, strips={**self._settings.strips, name: strip})

    def strip(self, name: str) -> Strip:
        """Return how a stem sounds."""
        return self._settings.strips.get(name, Strip())

    def set_master(self, gain_db: float) -> None:
        """Set how loud everything is."""
        with self._lock:
            self._settings = replace(self._settings, master_db=gain_db)

    def set_monitor(self, monitor: What, gain_db: float | None = None) -> None:
        """Choose what is heard, and set the gain of that choice."""
        with self._lock:
            gains = dict(self._settings.monitor_gain_db)
            if gain_db is not None:
                gains[monitor] = gain_db
            self._settings = replace(self._settings, monitor=monitor, monitor_gain_db=gains)

    def render(self, position: int, count: int, loop: Loop | None = None) -> tuple[FloatArray, dict[str, float]]:
        """Return the next samples and the peak of every source in them.

        Parameters
        ----------
        position, count : int
            First sample of the song and number of samples.
        loop : Loop, optional

        Returns
        -------
        output : ndarray (2, count), float32
        peaks : dict of str to float
            Behind the faders, by the name of the source; silent ones are left out.
        """
        settings = self._settings
        if self._faded >= self.ramp and settings.sources is not self._heard:
            self._before, self._heard, self._faded = self._heard, settings.sources, 0
        blend = self._blend(count)
        output, peaks = np.zeros((2, count), np.float32), {}
        for name in dict.fromkeys((MIXTURE, *self._heard.stems, *self._before.stems)):
            gains = settings.gains(name)
            ramp = self._ramps.setdefault(name, _Ramp(gains))
            ramp.aim(gains, self.ramp)
            if ramp.is_silent:
                continue
            block = self._block(name, position, count, loop, blend) * ramp.next(count)
            peaks[name] = float(np.abs(block).max(initial=0.0))
            output += block
        return output, peaks

    def _blend(self, count: int) -> FloatArray | None:
        """Return the share of the new sources in the next samples; None when there are no others."""
        if self._faded >= self.ramp:
            self._before = self._heard
            return None
        share = np.minimum(np.arange(self._faded + 1, self._faded + count + 1) / self.ramp, 1.0)
        self._faded += count
        return share.astype(np.float32)

    def _block(self, name: str, position: int, count: int, loop: Loop | None, blend: FloatArray | None) -> FloatArray:
        def of(sources: Sources) -> FloatArray:
            return gather(
                lambda start, stop: sources.read(name, start, stop, self.ramp), position, count, loop, self.ramp
            )

        after = of(self._heard)
        if blend is None:
            return after
        before = of(self._before)
        return before + (after - before) * blend
