"""From the mixture or the stems of a take to two channels.

Owns the change from one choice to the next, the master and the peaks. No change clicks. Settings may come from any
thread; samples are rendered by one. Knows neither clocks nor devices.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace

import numpy as np

from core.playback.layers import Choice, Layer, Settings, Strip, mixdown, ramp_samples
from core.playback.metering import Peaks, TruePeakMeter, peak_of
from core.playback.ramp import Ramp, apply, from_db, steady
from core.playback.takes import MIXTURE, RESIDUAL, Sources, Take, What
from core.playback.timeline import FloatArray, Loop, advance

__all__ = ["MIXTURE", "RESIDUAL", "Choice", "Mixer", "Sources", "Strip", "Take", "What", "mixdown"]


@dataclass(frozen=True)
class Remembered:
    """How far a mixer's changes have come."""

    layers: tuple[Layer, ...]
    master: Ramp


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
        self._settings = Settings(sources)
        self._layers: list[Layer] = []
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

    @property
    def master_db(self) -> float:
        """How loud everything is."""
        return self._settings.master_db

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

    def _follow(self, settings: Settings) -> None:
        """Let what is chosen come, everything else go."""
        choice, master = settings.choice, steady(from_db(settings.master_db))
        if not self._layers:
            self._layers = [Layer(choice, settings, 1.0)]
            self._master = Ramp(master)
        if not self._layers[-1].has(choice, settings.sources):
            going = [layer for layer in self._layers if not layer.has(choice, settings.sources)]
            back = [layer for layer in self._layers if layer not in going]
            self._layers = [*going, *(back or [Layer(choice, settings, 0.0)])]
            # all at once, so that the shares add up to 1 however fast the choices follow each other
            for layer in self._layers:
                layer.fade.restart(steady(float(layer is self._layers[-1])), self.ramp)
        self._layers[-1].aim(settings, self.ramp)
        self._master.aim(master, self.ramp)
