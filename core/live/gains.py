"""The two faders of what is split live.

Owns the way from the strips to what is heard, without a click and without allocating, and how loud it is. Knows no
network and no device.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from core.playback.layers import Strip
from core.playback.metering import Levels, Peaks, peak_of
from core.playback.takes import channel_names
from core.playback.timeline import FloatArray, eased

VOICE, ACCOMPANIMENT = "voice", "accompaniment"
STRIPS = (VOICE, ACCOMPANIMENT)

_RAMP_S = 0.01
_PIECE = 4096


class _Way:
    """The gains of one strip, one for each channel, on their way to others."""

    def __init__(self, gains: FloatArray) -> None:
        self.start, self.target = gains.copy(), gains.copy()
        self.done = 0

    def aim(self, gains: FloatArray, share: float) -> None:
        """Go to other gains from where it is, which is a share of the way."""
        if not np.array_equal(gains, self.target):
            self.start += (self.target - self.start) * np.float32(share)
            self.target, self.done = gains, 0


class LiveGains:
    """Voice and accompaniment through their strips, added up.

    Parameters
    ----------
    rate : int
        In Hz.
    channels, heard_channels : int
        Of the two parts, and of what is made of them: as many, or two made of one.
    strips : mapping of str to Strip, optional
        By the names in ``STRIPS``.
    """

    def __init__(
        self, rate: int, channels: int, heard_channels: int, strips: Mapping[str, Strip] | None = None
    ) -> None:
        self._channels, self._heard_channels = channels, heard_channels
        self._strips = {name: (strips or {}).get(name, Strip()) for name in STRIPS}
        self._followed = self._strips
        ramp = round(_RAMP_S * rate)
        self._curve = eased(np.arange(1, ramp + 1, dtype=np.float32) / np.float32(ramp))
        self._is_ending = False
        self._ways = [_Way(gains) for gains in self._gains(self._strips)]
        for way in self._ways:
            way.done = len(self._curve)
        self._moving = np.zeros(_PIECE, np.float32)
        self._part = np.zeros(_PIECE, np.float32)
        # voice, accompaniment, left, right
        self._peaks = [0.0] * 4
        self._has_peaks = False
        self._levels = Levels()

    @property
    def ramp_samples(self) -> int:
        """How long a change takes."""
        return len(self._curve)

    def strip(self, name: str) -> Strip:
        """Return how a part sounds."""
        return self._strips[name]

    def set_strip(
        self,
        name: str,
        *,
        mute: bool | None = None,
        solo: bool | None = None,
        gain_db: float | None = None,
        pan: float | None = None,
    ) -> None:
        """Set what is given of a strip, and leave the rest; from any thread."""
        given = {"mute": mute, "solo": solo, "gain_db": gain_db, "pan": pan}
        changes = {key: value for key, value in given.items() if value is not None}
        # replaced as a whole, for the thread that mixes
        self._strips = {**self._strips, name: replace(self._strips[name], **changes)}  # type: ignore[arg-type]

    def fade_out(self) -> None:
        """Go to silence, for good."""
        self._is_ending = True
        self._strips = dict(self._strips)

    def mix(self, voice: FloatArray, accompaniment: FloatArray, heard: FloatArray) -> None:
        """Write what is heard.

        Parameters
        ----------
        voice, accompaniment : ndarray (samples, channels), float32
        heard : ndarray (samples, heard channels), float32
            Written.
        """
        if self._strips is not self._followed:
            self._follow()
        for start in range(0, len(heard), _PIECE):
            stop = start + _PIECE
            self._mix_piece((voice[start:stop], accompaniment[start:stop]), heard[start:stop])

    def levels(self) -> Levels:
        """Return how loud it was since the last call; who asks more often than blocks come gets the last one again."""
        if self._has_peaks:
            peaks, self._peaks, self._has_peaks = self._peaks, [0.0] * 4, False
            strips = {name: peak for name, peak in zip(STRIPS, peaks, strict=False) if peak > 0.0}
            self._levels = Peaks(strips, peaks[2], peaks[3], max(peaks[2:])).in_db()
        return self._levels

    def _mix_piece(self, parts: tuple[FloatArray, FloatArray], heard: FloatArray) -> None:
        count = len(heard)
        scratch = self._part[:count]
        peaks = self._peaks
        for channel in range(self._heard_channels):
            column = heard[:, channel]
            column.fill(0.0)
            for number, part in enumerate(parts):
                self._weigh(part[:, channel % self._channels], self._ways[number], channel, scratch)
                peaks[number] = max(peaks[number], peak_of(scratch))
                np.add(column, scratch, out=column)
            side = 2 + channel % 2
            peaks[side] = max(peaks[side], peak_of(column))
        if self._heard_channels == 1:
            peaks[3] = peaks[2]
        self._has_peaks = True
        for way in self._ways:
            way.done = min(way.done + count, len(self._curve))

    def _weigh(self, part: FloatArray, way: _Way, channel: int, weighed: FloatArray) -> None:
        """Multiply a channel of a part by its gain."""
        target = way.target[channel]
        moving = min(len(part), len(self._curve) - way.done)
        if moving > 0:
            gains = self._moving[:moving]
            np.multiply(self._curve[way.done : way.done + moving], target - way.start[channel], out=gains)
            np.add(gains, way.start[channel], out=gains)
            np.multiply(part[:moving], gains, out=weighed[:moving])
        np.multiply(part[moving:], target, out=weighed[moving:])

    def _follow(self) -> None:
        self._followed = self._strips
        for way, gains in zip(self._ways, self._gains(self._followed), strict=True):
            share = 1.0 if way.done >= len(self._curve) else float(self._curve[way.done - 1]) if way.done else 0.0
            way.aim(gains, share)

    def _gains(self, strips: Mapping[str, Strip]) -> list[FloatArray]:
        """Return the gains of every strip, (heard channels,) each; pan means the channels at the sides only."""
        is_solo = any(strip.solo for strip in strips.values())
        # one channel that stands in the middle gets the mean of both sides
        sides = {"L": 0, "R": 1}
        names = channel_names(self._heard_channels).upper()
        gains = []
        for name in STRIPS:
            strip = strips[name]
            both = strip.gains if (strip.solo or not is_solo) and not self._is_ending else np.zeros(2, np.float32)
            gains.append(np.array([both[sides[n]] if n in sides else both.mean() for n in names], np.float32))
        return gains
