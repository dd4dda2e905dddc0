"""Sound devices as ends of a live split.

Owns how much waits before a device and when it counts as gone. Which devices these are is up to ``opening``.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from core.live.drift import Drift, Stretcher
from core.live.streams import Streams
from core.playback.takes import fold_matrix
from core.stft import FloatArray

# by which the thread that splits may be late
_TOLERANCE_S = 0.010
_MOST_TOLERANCE_S = 0.2
_USUAL_BLOCK = 512
_AHEAD_S = 0.1
# a device that gives or takes nothing for so long is gone; some pause at their start, and some tell
_GONE_S, _SLOW_START_S, _TOLD_GONE_S = 2.0, 5.0, 0.3


class _Watch:
    """Whether something happens on a device."""

    def __init__(self, streams: Streams) -> None:
        self._streams = streams
        self._seen_at, self._patience_s = 0.0, _SLOW_START_S

    def begin(self) -> None:
        """Wait for something to happen."""
        self._seen_at, self._patience_s = time.monotonic(), _SLOW_START_S

    def note(self, has_happened: bool) -> bool:
        """Return whether the device is gone."""
        now = time.monotonic()
        if has_happened:
            self._seen_at, self._patience_s = now, _GONE_S
            return False
        quiet_s = now - self._seen_at
        return quiet_s > self._patience_s or (quiet_s > _TOLD_GONE_S and not self._streams.is_alive)


class DeviceInput:
    """What a device records; see :class:`core.live.inputs.LiveInput`.

    Parameters
    ----------
    streams : Streams
        With a source.
    """

    is_live = True

    def __init__(self, streams: Streams) -> None:
        assert streams.source is not None
        self._streams = streams
        end = streams.source
        self.name, self.rate, self.channels, self.reason = end.name, end.rate, end.channels, ""
        self._watch = _Watch(streams)

    @property
    def latency_s(self) -> float:
        """See :class:`LiveInput`."""
        return self._streams.latency_s("input")

    @property
    def waiting(self) -> int:
        """See :class:`LiveInput`."""
        return int(self._streams.heard.read_available)

    @property
    def lost(self) -> int:
        """See :class:`LiveInput`."""
        return self._streams.lost

    @property
    def is_over(self) -> bool:
        """See :class:`LiveInput`."""
        if not self.reason and self._watch.note(self.waiting > 0):
            self.reason = f"{self.name} gives no more sound; connect it again, or choose another device"
        return bool(self.reason)

    def start(self) -> None:
        """See :class:`LiveInput`."""
        self._streams.start()
        self._watch.begin()

    def read(self, block: FloatArray) -> int:
        """See :class:`LiveInput`."""
        return int(self._streams.heard.readinto(block[: min(len(block), self.waiting)]))

    def close(self) -> None:
        """See :class:`LiveInput`."""
        self._streams.close()


class DeviceOutput:
    """What is heard goes to a device; see :class:`core.live.outputs.LiveOutput`.

    Parameters
    ----------
    streams : Streams
        With a target. Where it has a source, too, that one gives the pace, else the device does.
    channels, rate : int
        Of what is written.
    longest : int
        Samples of the longest block that is written.

    Attributes
    ----------
    underruns : int
        How often the device found nothing to play.
    """

    is_live = True

    def __init__(self, streams: Streams, channels: int, rate: int, longest: int) -> None:
        assert streams.target is not None
        self._streams = streams
        end = streams.target
        self.name, self.rate, self.reason = end.name, end.rate, ""
        self._flows = self._has_begun = False
        self._ran_dry, self._target_s = 0, _TOLERANCE_S
        self._follows = streams.source is not None
        self.drift = Drift(end.rate) if self._follows and not streams.is_duplex else None
        self._fold = _fold(channels, end.channels)
        self._folded = np.zeros((longest, end.channels), np.float32)
        self._resampler = _resampler(rate, end.rate, end.channels)
        self._ratio = end.rate / rate
        self._stretcher = Stretcher(longest, end.channels)
        self._watch, self._waited = _Watch(streams), 0

    @property
    def waiting(self) -> int:
        """Samples that wait for the device."""
        return int(self._streams.played.read_available)

    @property
    def latency_s(self) -> float:
        """From what waits to what is heard."""
        return self._streams.latency_s("output")

    @property
    def underruns(self) -> int:
        """See :class:`LiveOutput`."""
        return self._ran_dry + self._streams.late

    @property
    def room(self) -> int:
        """Samples that may be written now."""
        if self._follows:
            return int(self._streams.played.write_available / self._ratio) - 1
        return max(0, int((_AHEAD_S * self.rate - self.waiting) / self._ratio))

    def start(self) -> None:
        """Begin to play; what gives the pace has started the streams already."""
        if not self._follows:
            self._streams.start()
        self._watch.begin()

    def write(self, block: FloatArray) -> None:
        """Append samples (samples, channels)."""
        folded = self._folded[: len(block)]
        if self._fold is None:
            np.copyto(folded, block)
        else:
            np.matmul(block, self._fold, out=folded)
        if self.drift is not None and self._streams.is_playing:
            folded = self._stretcher.stretched(folded, self.drift.next_change())
        if self._resampler is not None:
            folded = np.ascontiguousarray(self._resampler.resample_chunk(folded))
        self._streams.played.write(folded)
        self._flows = True

    def tend(self, between: int) -> None:
        """Keep the device playing; called often.

        Parameters
        ----------
        between : int
            Samples that wait elsewhere on the way from the input.
        """
        streams = self._streams
        streams.tend()
        if self._has_begun and not streams.is_playing and self._flows:
            self._has_begun = False
            self._ran_dry += 1
            self._target_s = min(_MOST_TOLERANCE_S, self._target_s + self._block / self.rate)
        if not streams.is_playing and self._may_play(between):
            streams.play()
            self._has_begun = True
            if self.drift is not None:
                self.drift.reset()
        if self.drift is not None and streams.is_playing:
            self.drift.note(time.monotonic(), self.waiting + between * self._ratio)
        # it takes what waits, or need not
        waiting = self.waiting
        if not self.reason and self._watch.note(waiting != self._waited or (streams.is_alive and not waiting)):
            self.reason = f"{self.name} takes no more sound; switch it off and on again, or choose another device"
        self._waited = waiting

    def _may_play(self, between: int) -> bool:
        """Return whether enough waits for the device to begin; drops what would only make everything later."""
        if not self._flows or not self._follows:
            return self.waiting > 0 and (not self._flows or self.waiting >= self._target)
        if self.waiting < self._target or between * self._ratio > self._block:
            return False
        while self.waiting > self._target:
            # nobody else reads while the device does not play
            self._streams.played.readinto(self._folded[: min(len(self._folded), self.waiting - self._target)])
        return True

    @property
    def _block(self) -> int:
        return self._streams.block or _USUAL_BLOCK

    @property
    def _target(self) -> int:
        """Samples that have to wait before the device begins to take them."""
        if not self._follows:
            return round(_AHEAD_S * self.rate / 2)
        blocks = -(-round(self._target_s * self.rate) // self._block)
        # the blocks of two streams come at any time of each other
        return self._block * (max(1, blocks) + (self.drift is not None))

    def end(self) -> None:
        """Say that nothing comes behind what waits."""
        if self._resampler is not None and self._flows:
            rest = self._resampler.resample_chunk(np.zeros((0, self._folded.shape[1]), np.float32), last=True)
            self._streams.played.write(np.ascontiguousarray(rest))
        self._flows = False

    def close(self) -> None:
        """Give the device back."""
        self._streams.close()


def _fold(channels: int, device_channels: int) -> FloatArray | None:
    """Return the matrix (channels, device channels) between what is written and a device of one or two channels."""
    if device_channels == 1:
        return None if channels == 1 else np.full((channels, 1), 1.0 / channels, np.float32)
    matrix = fold_matrix(channels)
    return None if matrix is None else np.ascontiguousarray(matrix.T)


def _resampler(rate: int, device_rate: int, channels: int) -> Any:
    """Return what brings the sound to the device's rate; None where it has it."""
    if rate == device_rate:
        return None
    import soxr

    return soxr.ResampleStream(rate, device_rate, channels, dtype="float32")
