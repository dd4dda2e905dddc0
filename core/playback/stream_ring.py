"""A ring that a callback in C reads.

Owns the queue of rtmixer, where in it the device is, and which frame is heard now. Loads nothing.
"""

from __future__ import annotations

import time
from typing import Any

from core.playback.portaudio import told
from core.playback.ring import Ring

_SANE_LATENCY_S = 2.0
_EDIT_S = 0.005
_LONGEST_BLOCK_S = 0.1
_BUCKET_S = 4.0


class _Drift:
    """By how much a device runs faster than the clock, from the most frames that it had taken at any time.

    A device takes blocks, and whoever looks sees the last one some time later; of many looks the one that came right
    behind a block counts.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._bucket, self._best = 0.0, -1e18
        self._maxima: list[float] = []
        self._first: float | None = None

    @property
    def frames(self) -> float:
        """Frames ahead of the clock, since the first buckets."""
        return max(self._maxima) - self._first if self._first is not None else 0.0

    def note(self, now: float, taken: int) -> None:
        """Take a look at the device."""
        if now >= self._bucket + _BUCKET_S:
            if self._best > -1e18:
                self._maxima = [*self._maxima[-1:], self._best]
            if self._first is None and len(self._maxima) == 2:
                self._first = max(self._maxima)
            self._bucket, self._best = now, -1e18
        self._best = max(self._best, taken - self._rate * now)


class StreamRing(Ring):
    """A ring that a callback in C reads, which waits neither for Python's lock nor for any other.

    Parameters
    ----------
    rate, channels : int
    rtmixer : module
    """

    def __init__(self, rate: int, channels: int, rtmixer: Any) -> None:
        super().__init__(rate, channels)
        self._underflows = 0
        self._stream: Any = None
        self._action: Any = None
        self._begun = 0
        self._is_new = False
        self._anchor: tuple[float, float] | None = None
        self._drift = _Drift(rate)
        self._queue = rtmixer.RingBuffer(self._frames.itemsize * channels, buffer=self._frames)
        # its fields are read directly: a call would give Python's lock away between looking and cutting
        self._indices = self._queue._ptr

    @property
    def taken(self) -> int:
        """See :class:`Ring`."""
        mask = self._indices.bigMask
        waiting = (self._indices.writeIndex - self._indices.readIndex) & mask
        return int(self._written - waiting if waiting <= len(self._frames) else self._written + mask + 1 - waiting)

    @property
    def guard(self) -> int:
        """See :class:`Ring`."""
        return self.block + round(_EDIT_S * self.rate) if self._action is not None else 0

    @property
    def underflows(self) -> int:
        """How often PortAudio says that a callback came too late."""
        running = self._action.stats.output_underflows if self._action is not None else 0
        return int(self._underflows + running)

    def attach(self, stream: Any) -> None:
        """Be read by a stream of rtmixer from now on."""
        with self._lock:
            self._stream, self._anchor = stream, None
            self._begun = self.taken
            # a guess until the callback has told
            self.block = max(self.block, round(min(stream.latency, _LONGEST_BLOCK_S) * self.rate / 2))

    def detach(self) -> None:
        """Be read by nobody; before the stream is closed."""
        with self._lock:
            self._end_action()
            self._stream = None
            self._flows = False

    def tend(self) -> None:
        """See :class:`Ring`."""
        if self._stream is None:
            return
        if self._action is not None:
            self.block = max(self.block, self._action.stats.max_blocksize)
            if self._action not in self._stream.actions:
                self._end_action()
                self.underruns += self._flows
        enough = max(1, 2 * self.block) if self._flows else 1
        if self._action is None and self.available >= enough:
            with self._lock:
                self._begun, self._is_new = self.taken, True
                self._action = self._stream.play_ringbuffer(self._queue)

    def heard(self, now: float) -> float:
        """See :class:`Ring`."""
        with self._lock:
            taken = self.taken
            if self._stream is None:
                return taken
            stream = self._stream
            stream_now = told(lambda: float(stream.time), 0.0)
            if not stream_now:
                return taken
            wanted = stream_now + now - time.monotonic()
            if self._is_new and self._action is not None and self._action.actual_time > 0.0:
                self._set_anchor(stream_now)
            if self._anchor is None:
                return self._begun
            self._drift.note(stream_now, taken)
            frame, at = self._anchor
            return float(min(frame + (wanted - at) * self.rate + self._drift.frames, taken))

    def _set_anchor(self, now: float) -> None:
        """Note when the first frame is heard, which the callback has written down."""
        heard_at = self._action.actual_time
        if abs(heard_at - now) > _SANE_LATENCY_S:  # some systems tell nothing
            heard_at = now + self._stream.latency
        self._anchor, self._is_new = (float(self._begun), heard_at), False
        self._drift = _Drift(self.rate)

    def _end_action(self) -> None:
        if self._action is not None:
            self._underflows += self._action.stats.output_underflows
            self._action, self._is_new = None, False

    def _advance(self, count: int) -> None:
        indices = self._indices
        if count < 0:
            indices.writeIndex = (indices.writeIndex + count) & indices.bigMask
        else:
            self._queue.advance_write_index(count)
        self._written += count
        overtaken = self.taken - self._written
        if overtaken > 0:
            # the device took what was cut off: it must not take the rest of the ring for more of it
            self._queue.advance_write_index(overtaken)
            self._written += overtaken
