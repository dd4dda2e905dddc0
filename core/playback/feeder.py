"""Mixes ahead of the device.

Owns the way of a song from the mixer through the resampler into the ring, and what a start, a stop or a jump does to
what waits there. Runs no thread itself: the player's thread calls ``feed``, the device's callback ``pull``.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import soxr

from core.playback.metering import Levels, PeakQueue
from core.playback.mixer import Mixer, Sources
from core.playback.ring import Ring
from core.playback.timeline import FloatArray, Loop
from core.playback.transport import Chunk, Transport

_CHUNK_S = 0.02
_AHEAD_S = 0.1
_FADE_S = 0.005


class Feeder:
    """One song on its way to the device.

    Parameters
    ----------
    sources : Sources
    ring : Ring
        Where the device takes its frames from; outlives the song.
    device_rate : int
        In Hz.
    clock : callable
        Seconds that never run back.
    """

    def __init__(self, sources: Sources, ring: Ring, device_rate: int, clock: Callable[[], float]) -> None:
        mixture = sources.mixture
        self.mixer = Mixer(sources)
        self.transport = Transport(mixture.length, mixture.rate, device_rate, clock)
        self.transport.restart(0, ring.written, playing=False)
        self.underruns = 0
        self._ring = ring
        self._chunk = max(64, round(_CHUNK_S * mixture.rate))
        self._fade = max(1, round(_FADE_S * device_rate))
        self._ahead = round(_AHEAD_S * device_rate)
        self._generation = -1
        self._faded_in = 0
        self._resampler: soxr.ResampleStream | None = None
        self._peaks = PeakQueue()

    # what the user does

    def play(self) -> None:
        """Play from where it is; from the start, or the loop's, where it stands at the end."""
        with self.transport.lock:
            if not self.transport.is_playing:
                position, loop = self.transport.position(), self.transport.loop
                if position >= self.transport.length:
                    position = loop.start if loop is not None else 0
                self._restart(position, playing=True)

    def stop(self) -> None:
        """Stop where it is."""
        with self.transport.lock:
            if self.transport.is_playing:
                self._restart(self.transport.position(), playing=False)

    def seek(self, position: int) -> None:
        """Go to a sample, playing or not."""
        with self.transport.lock:
            self._restart(position, self.transport.is_playing)

    def set_loop(self, loop: Loop | None) -> None:
        """Play a span again and again from now on."""
        with self.transport.lock:
            position = self.transport.position()
            if not self.transport.set_loop(loop):
                self._restart(position, self.transport.is_playing)

    def set_sources(self, sources: Sources) -> None:
        """Take other sound in its place; the position stays."""
        self.mixer.set_sources(sources, at_once=not self.transport.is_playing)

    def set_device_rate(self, rate: int) -> None:
        """Go on with a device of another rate."""
        with self.transport.lock:
            position = self.transport.position()
            self.transport.device_rate = rate
            self._fade, self._ahead = max(1, round(_FADE_S * rate)), round(_AHEAD_S * rate)
            self._restart(position, self.transport.is_playing)

    def _restart(self, position: int, playing: bool) -> None:
        self._ring.fade_out(self._fade)
        self._peaks.clear()
        self.transport.restart(position, self._ring.written, playing)

    # what the threads do

    def feed(self) -> int:
        """Mix until enough waits in the ring; return the number of frames that were added."""
        before = self._ring.written
        while self._ring.available < self._ahead:
            chunk = self.transport.next_chunk(self._chunk)
            if chunk is None:
                break
            mixed, peaks = self.mixer.render(chunk.position, chunk.count, chunk.loop)
            with self.transport.lock:
                # whoever changed the course in the meantime has emptied the ring, too
                if self.transport.is_current(chunk):
                    frames = self._to_device(mixed, chunk)
                    self._ring.write(frames)
                    self._peaks.add(self._ring.written, peaks)
                    self.transport.accept(chunk, self._ring.written)
        return max(0, self._ring.written - before)

    def _to_device(self, mixed: FloatArray, chunk: Chunk) -> FloatArray:
        """Return frames (frames, 2) at the device's rate, faded in after a start."""
        rate, device_rate = self.transport.rate, self.transport.device_rate
        if chunk.generation != self._generation:
            self._generation, self._faded_in = chunk.generation, 0
            self._resampler = soxr.ResampleStream(rate, device_rate, 2, "float32") if rate != device_rate else None
        frames = np.ascontiguousarray(mixed.T)
        if self._resampler is not None:
            frames = self._resampler.resample_chunk(frames, last=chunk.is_last)
        if self._faded_in < self._fade:
            fade = np.minimum(np.arange(self._faded_in, self._faded_in + len(frames)) / self._fade, 1.0)
            frames = frames * fade.astype(np.float32)[:, np.newaxis]
            self._faded_in += len(frames)
        return frames

    def pull(self, out: FloatArray, heard_at: float) -> None:
        """Fill what the device asks for, (frames, 2); its first frame is heard at ``heard_at`` by the clock."""
        expected = self.transport.expects_sound
        first, count = self._ring.read(out)
        self.transport.pulled(first, count, heard_at)
        if count < len(out) and expected:
            self.underruns += 1
        # a device that takes much at a time needs more to wait for it
        self._ahead = max(self._ahead, 2 * len(out))

    def end_if_over(self) -> bool:
        """Stop at the end of the song; return whether it just did."""
        with self.transport.lock:
            if not self.transport.has_ended():
                return False
            self._restart(self.transport.length, playing=False)
            return True

    def levels(self) -> Levels:
        """Return how loud it was since the last call."""
        with self.transport.lock:
            return self._peaks.take(self.transport.heard_frame())
