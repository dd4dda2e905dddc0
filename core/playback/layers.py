"""One choice of what is listened to, from the strips to two channels.

Owns what a choice sounds like (the mixture; the stems of a take through mute, solo, gain and pan; its residual) and
which choice can be heard of those that were wished. Does not know what else is heard meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field

import numpy as np

from core.playback.metering import peak_of
from core.playback.ramp import Ramp, apply, from_db, steady
from core.playback.takes import MIXTURE, RESIDUAL, Sources, Take, What, gate
from core.playback.timeline import FloatArray, Loop, gather

_RAMP_S = 0.01


@dataclass(frozen=True)
class Strip:
    """How a stem sounds, in every take.

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

    @property
    def gains(self) -> FloatArray:
        """Gain of both sides, (2,)."""
        gain = 0.0 if self.mute else from_db(self.gain_db)
        return np.array([gain * min(1.0, 1.0 - self.pan), gain * min(1.0, 1.0 + self.pan)], np.float32)


@dataclass(frozen=True)
class Choice:
    """What is listened to: the mixture, or the stems or only the residual of a take.

    Attributes
    ----------
    what : "mixture", "stems" or "residual"
    take : str
        Empty for the mixture; of a wish, empty for the newest take.
    """

    what: What = MIXTURE
    take: str = ""


@dataclass(frozen=True)
class Settings:
    """Everything that can be set, replaced as a whole."""

    sources: Sources
    strips: Mapping[str, Strip] = field(default_factory=dict)
    wishes: tuple[Choice, ...] = ()
    match_db: Mapping[tuple[str, str], float] = field(default_factory=dict)
    master_db: float = 0.0

    @property
    def choice(self) -> Choice:
        """What can be heard of what was wished, the last wish first."""
        takes = self.sources.takes
        for wish in reversed(self.wishes):
            if wish.what == MIXTURE:
                break
            name = wish.take or next(reversed(list(takes)), "")
            if name in takes:
                return Choice(wish.what, name)
        return Choice()

    def strip_gains(self, choice: Choice, names: Iterable[str]) -> dict[str, FloatArray]:
        """Return the gains of both sides of every sound in a choice.

        A solo counts in every take that has the stem; one that has none of the soloed stems is heard as a whole.
        """
        if choice.what != "stems":
            return {name: np.ones(2, np.float32) for name in names}
        strips = {name: self.strips.get(name, Strip()) for name in names}
        anyone_solo = any(strip.solo for strip in strips.values())
        silent = np.zeros(2, np.float32)
        return {name: silent if anyone_solo and not strip.solo else strip.gains for name, strip in strips.items()}

    def match(self, choice: Choice) -> FloatArray:
        """Return the gain that makes a choice as loud as the others, (1,)."""
        return steady(from_db(self.match_db.get((choice.what, choice.take), 0.0)))


class Layer:
    """One choice while it is heard, coming, there, or going."""

    def __init__(self, choice: Choice, settings: Settings, share: float) -> None:
        mixture = settings.sources.mixture
        self.choice, self._length = choice, mixture.length
        self.take = settings.sources.takes[choice.take] if choice.take else Take({MIXTURE: mixture})
        self.fade = Ramp(steady(share))
        is_whole = choice.what != "residual"
        self._names = tuple(name for name in self.take.names if is_whole or name == RESIDUAL)
        self._settings = settings
        gains = settings.strip_gains(choice, self._names)
        self._strips = {name: Ramp(gain) for name, gain in gains.items()}
        self._match = Ramp(settings.match(choice))

    def copy(self) -> Layer:
        """Return one whose ramps go on from where they are now."""
        other = copy(self)
        other.fade, other._match = copy(self.fade), copy(self._match)
        other._strips = {name: copy(strip) for name, strip in self._strips.items()}
        return other

    @property
    def is_heard(self) -> bool:
        """Whether it is not gone."""
        return not self.fade.is_silent

    def has(self, choice: Choice, sources: Sources) -> bool:
        """Return whether it is what a choice means now."""
        if choice != self.choice:
            return False
        if not choice.take:
            return self.take.stems[MIXTURE] is sources.mixture
        return sources.takes[choice.take].sounds_like(self.take)

    def aim(self, settings: Settings, ramp: int) -> None:
        """Follow the strips and the matching."""
        if settings is not self._settings:
            self._settings = settings
            for name, gain in settings.strip_gains(self.choice, self._names).items():
                self._strips[name].aim(gain, ramp)
            self._match.aim(settings.match(self.choice), ramp)

    def render(self, position: int, count: int, loop: Loop | None, ramp: int) -> tuple[FloatArray, dict[str, float]]:
        """Return the next samples, (2, count), and the peaks behind the faders."""
        fade = self.fade.next(count)
        loudest = 1.0 if fade is None else float(fade.max())
        output, peaks = np.zeros((2, count), np.float32), {}
        for name, strip in self._strips.items():
            if strip.is_silent:
                continue
            block = gather(self._reader(name, ramp), position, count, loop, ramp)
            apply(strip, block)
            peaks[name] = loudest * peak_of(block)
            output += block
        apply(self._match, output)
        if fade is not None:
            output *= fade
        return output, peaks

    def _reader(self, name: str, ramp: int) -> Callable[[int, int], FloatArray]:
        def read(start: int, stop: int) -> FloatArray:
            share = gate(self.take.finished, start, stop, self._length, ramp)
            if share is None:
                return self.take.read(name, start, stop)
            if not share.any():
                return np.zeros((2, stop - start), np.float32)
            return self.take.read(name, start, stop) * share

        return read


def mixdown(sources: Sources, strips: Mapping[str, Strip], choice: Choice) -> Callable[[int, int], FloatArray]:
    """Return what reads samples ``[start, stop)`` of a choice through the strips, without matching and master."""
    layer = Layer(choice, Settings(sources, strips), 1.0)
    ramp = ramp_samples(sources.mixture.rate)

    def read(start: int, stop: int) -> FloatArray:
        return layer.render(start, stop - start, None, ramp)[0]

    return read


def ramp_samples(rate: int) -> int:
    """Return how long a change takes, in samples."""
    return max(1, round(_RAMP_S * rate))
