"""From the mixture or the stems of a take to two channels.

Owns what is audible (the choice of mixture, stems or residual; mute, solo, gain and pan of a strip; matching; the
master) and that no change of it clicks. Settings may come from any thread; samples are rendered by one. Knows neither
clocks nor devices.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace

import numpy as np

from core.audio import Audio
from core.playback.metering import Peaks, TruePeakMeter, peak_of
from core.playback.ramp import Ramp, apply, from_db, steady
from core.playback.takes import MIXTURE, RESIDUAL, Sources, Take, What, gate, read_stereo
from core.playback.timeline import FloatArray, Loop, advance, gather

__all__ = ["MIXTURE", "RESIDUAL", "Choice", "Mixer", "Sources", "Strip", "Take", "What", "mixdown"]

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
class _Settings:
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

    def strip_gains(self, choice: Choice, names: Mapping[str, Audio]) -> dict[str, FloatArray]:
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


class _Layer:
    """One choice while it is heard, coming, there, or going."""

    def __init__(self, choice: Choice, settings: _Settings, share: float) -> None:
        mixture = settings.sources.mixture
        self.choice, self._length = choice, mixture.length
        self.take = settings.sources.takes[choice.take] if choice.take else Take({MIXTURE: mixture})
        self.fade = Ramp(steady(share))
        self._sounds = dict(self.take.stems)
        if choice.what == "residual":
            self._sounds = {name: audio for name, audio in self._sounds.items() if name == RESIDUAL}
        self._settings = settings
        gains = settings.strip_gains(choice, self._sounds)
        self._strips = {name: Ramp(gain) for name, gain in gains.items()}
        self._match = Ramp(settings.match(choice))

    def copy(self) -> _Layer:
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
            return self._sounds[MIXTURE] is sources.mixture
        return sources.takes[choice.take].sounds_like(self.take)

    def aim(self, settings: _Settings, ramp: int) -> None:
        """Follow the strips and the matching."""
        if settings is not self._settings:
            self._settings = settings
            for name, gain in settings.strip_gains(self.choice, self._sounds).items():
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
                return read_stereo(self._sounds[name], start, stop)
            if not share.any():
                return np.zeros((2, stop - start), np.float32)
            return read_stereo(self._sounds[name], start, stop) * share

        return read


@dataclass(frozen=True)
class Remembered:
    """How far a mixer's changes have come."""

    layers: tuple[_Layer, ...]
    master: Ramp


def mixdown(sources: Sources, strips: Mapping[str, Strip], choice: Choice) -> Callable[[int, int], FloatArray]:
    """Return what reads samples ``[start, stop)`` of a choice through the strips, without matching and master."""
    layer = _Layer(choice, _Settings(sources, strips), 1.0)
    ramp = ramp_samples(sources.mixture.rate)

    def read(start: int, stop: int) -> FloatArray:
        return layer.render(start, stop - start, None, ramp)[0]

    return read


def ramp_samples(rate: int) -> int:
    """Return how long a change takes, in samples."""
    return max(1, round(_RAMP_S * rate))


class Mixer:
    """Renders what is heard, block by block.

    Parameters
    ----------
    sources : Sources
    """

    def __init__(self, sources: Sources) -> None:
        self.ramp = ramp_samples(sources.mixture.rate)
        self._lock = threading.Lock()
        self._rendering = threading.Lock()
        self._settings = _Settings(sources)
        self._layers: list[_Layer] = []
        self._master = Ramp(steady(1.0))
        self._true_peak = TruePeakMeter()
        self._next_position = -1

    @property
    def sources(self) -> Sources:
        """What can be heard."""
        return self._settings.sources

    @property
    def choice(self) -> Choice:
        """What is heard."""
        return self._settings.choice

    def set_sources(self, sources: Sources, at_once: bool) -> None:
        """Take other sound in its place: with a crossfade, or at once where nothing is heard.

        Where the take that is heard is gone, what was listened to before is heard, in the end the mixture.
        """
        with self._lock:
            gone = self._settings.sources.takes.keys() - sources.takes.keys()
            wishes = tuple(wish for wish in self._settings.wishes if wish.take not in gone)
            self._settings = replace(self._settings, sources=sources, wishes=wishes)
        if at_once:
            # the old ones may fill gigabytes of scratch space that are wanted back
            with self._rendering:
                self._layers = []

    def listen(self, what: What, take: str = "") -> None:
        """Hear the mixture, or the stems or only the residual of a take (the newest one, where none is named).

        A take that is still to come is heard as soon as it is there.
        """
        wish = Choice(what, "" if what == MIXTURE else take)
        with self._lock:
            others = tuple(other for other in self._settings.wishes if other != wish)
            self._settings = replace(self._settings, wishes=(*others, wish))

    def set_strip(self, name: str, strip: Strip) -> None:
        """Set how a stem sounds, also of one that is still to come."""
        with self._lock:
            self._settings = replace(self._settings, strips={**self._settings.strips, name: strip})

    def strip(self, name: str) -> Strip:
        """Return how a stem sounds."""
        return self._settings.strips.get(name, Strip())

    def set_match(self, gains_db: Mapping[tuple[str, str], float]) -> None:
        """Set the gain in dB of every choice (what, take) that is not to be 0."""
        with self._lock:
            self._settings = replace(self._settings, match_db=dict(gains_db))

    def set_master(self, gain_db: float) -> None:
        """Set how loud everything is."""
        with self._lock:
            self._settings = replace(self._settings, master_db=gain_db)

    def remember(self) -> Remembered:
        """Return where everything that moves is, so that what is rendered next can be taken back."""
        with self._rendering:
            return Remembered(tuple(layer.copy() for layer in self._layers), copy(self._master))

    def go_back(self, to: Remembered) -> None:
        """Go on from what was remembered: what has been rendered since is not going to be heard."""
        with self._rendering:
            self._layers = [layer.copy() for layer in to.layers]
            self._master = copy(to.master)

    def render(self, position: int, count: int, loop: Loop | None = None) -> tuple[FloatArray, Peaks]:
        """Return the next samples and their peaks.

        Parameters
        ----------
        position, count : int
            First sample of the song and number of samples.
        loop : Loop, optional

        Returns
        -------
        output : ndarray (2, count), float32
        peaks : Peaks
        """
        with self._rendering:
            self._follow(self._settings)
            output, peaks = np.zeros((2, count), np.float32), Peaks()
            for layer in self._layers:
                block, strips = layer.render(position, count, loop, self.ramp)
                output += block
                peaks = peaks.or_louder(Peaks(strips))
            self._layers = [layer for layer in self._layers if layer.is_heard]
            apply(self._master, output)
            if position != self._next_position:
                self._true_peak.reset()
            self._next_position = advance(position, count, self.sources.mixture.length, loop)
            left, right = (peak_of(side) for side in output)
            return output, replace(peaks, left=left, right=right, true=self._true_peak.measure(output))

    def _follow(self, settings: _Settings) -> None:
        """Let what is chosen come, everything else go."""
        choice, master = settings.choice, steady(from_db(settings.master_db))
        if not self._layers:
            self._layers = [_Layer(choice, settings, 1.0)]
            self._master = Ramp(master)
        if not self._layers[-1].has(choice, settings.sources):
            going = [layer for layer in self._layers if not layer.has(choice, settings.sources)]
            back = [layer for layer in self._layers if layer not in going]
            self._layers = [*going, *(back or [_Layer(choice, settings, 0.0)])]
            # all at once, so that the shares add up to 1 however fast the choices follow each other
            for layer in self._layers:
                layer.fade.restart(steady(float(layer is self._layers[-1])), self.ramp)
        self._layers[-1].aim(settings, self.ramp)
        self._master.aim(master, self.ramp)
