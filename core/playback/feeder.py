"""Mixes ahead of the device.

Owns the way of a song from the mixer through the resampler into the ring, and what a start, a stop, a jump or another
setting does to what waits there. Runs no thread itself: the player's thread calls ``feed``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import soxr

from core.audio import Audio
from core.playback.metering import Levels, PeakQueue, Peaks
from core.playback.mixer import Mixer, Sources
from core.playback.ramp import from_db
from core.playback.ring import Ring
from core.playback.scrubbing import Scrubber
from core.playback.short_sound import ShortSound
from core.playback.timeline import FloatArray, Loop
from core.playback.transport import Chunk, Transport

_CHUNK_S = 0.02
# behind a start or a jump, where nothing waits yet: whatever paints the jump may hold this thread up for so long
_FIRST_CHUNKS = 5
_AHEAD_S, _FURTHEST_AHEAD_S = 0.8, 2.0
_FADE_S = 0.005
_GRAINS_AHEAD_S, _SOUND_AHEAD_S = 0.04, 0.3
_EDIT_S, _LONGEST_EDIT_S = 0.04, 0.3


@dataclass(frozen=True)
class _Piece:
    """Frames for the device, and what they are of."""

    chunk: Chunk
    frames: FloatArray
    peaks: Peaks


class Feeder:
    """One song on its way to the device.

    Parameters
    ----------
    sources : Sources
    ring : Ring
        Where the device takes its frames from.
    clock : callable
        Seconds that never run back.
    """

    def __init__(self, sources: Sources, ring: Ring, clock: Callable[[], float]) -> None:
        mixture = sources.mixture
        self.mixer = Mixer(sources)
        self.transport = Transport(mixture.length, mixture.rate, ring, clock)
        self.transport.restart(0, playing=False)
        self._ring = ring
        self._underruns = -ring.underruns
        self._chunk = max(64, round(_CHUNK_S * mixture.rate))
        self._ahead_s, self._edit_s = _AHEAD_S, _EDIT_S
        self._generation = -1
        self._faded_in = 0
        self._resampler: soxr.ResampleStream | None = None
        self._peaks = PeakQueue()
        self._is_stale = self._was_full = False
        self._scrubber: Scrubber | None = None
        self._sound: ShortSound | None = None

    @property
    def is_active(self) -> bool:
        """Whether there is something to be heard."""
        return self.transport.is_playing or self._scrubber is not None or self._sound is not None

    @property
    def underruns(self) -> int:
        """How often the device found too little since the song was opened."""
        return self._underruns + self._ring.underruns

    @property
    def waiting_s(self) -> float:
        """For how long there is sound without anybody mixing."""
        return self._ring.available / self._ring.rate

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

    def halt(self) -> None:
        """End whatever is heard."""
        with self.transport.lock:
            if self.is_active:
                self._restart(self.transport.position(), playing=False)

    def seek(self, position: int) -> None:
        """Go to a sample, playing or not."""
        with self.transport.lock:
            self._restart(position, self.transport.is_playing)

    def scrub(self, position: int | None) -> None:
        """Hear what lies at a sample for a moment; None ends that. A song that plays stops."""
        with self.transport.lock:
            if self._scrubber is None:
                if position is None:
                    return
                self._restart(position, playing=False)
                self._scrubber = Scrubber(self.mixer, self.transport.rate, self._ring.rate)
            if position is None:
                self._restart(self.transport.position(), playing=False)
            else:
                self.transport.restart(position, playing=False)
                self._scrubber.move(self.transport.position())

    def sound(self, pieces: Iterable[Audio] | None) -> None:
        """Hear something beside the song; None ends that. A song that plays stops."""
        with self.transport.lock:
            if pieces is None and self._sound is None:
                return
            self._restart(self.transport.position(), playing=False)
            if pieces is not None:
                self._begin_sound(ShortSound(pieces, self._ring.rate, from_db(self.mixer.master_db)))

    def _begin_sound(self, sound: ShortSound) -> None:
        sound.begins_at = self._ring.written
        self._sound = sound

    def sounded_s(self) -> float | None:
        """Return for how long something beside the song is heard by now; None where nothing is."""
        with self.transport.lock:
            if self._sound is None:
                return None
            return max(0.0, self.transport.heard_frame() - self._sound.begins_at) / self._ring.rate

    def set_loop(self, loop: Loop | None) -> None:
        """Play a span again and again from now on."""
        with self.transport.lock:
            position = self.transport.position()
            if not self.transport.set_loop(loop):
                if self.waiting_s > 2 * self._edit_s:
                    self.refresh()
                else:
                    self._restart(position, self.transport.is_playing)

    def set_sources(self, sources: Sources) -> None:
        """Take other sound in its place; the position stays."""
        self.mixer.set_sources(sources, at_once=not self.is_active)
        self.refresh()

    def set_ring(self, ring: Ring) -> None:
        """Go on with another device."""
        with self.transport.lock:
            position, playing = self.transport.position(), self.transport.is_playing
            sound = self._sound
            self._underruns += self._ring.underruns - ring.underruns
            self._ring = self.transport.ring = ring
            self._restart(position, playing)
            if sound is not None and sound.ends_at is None:
                sound.device_rate = ring.rate
                self._begin_sound(sound)

    def refresh(self) -> None:
        """Mix anew what waits: something is to sound another way from now on."""
        self._is_stale = True

    def _restart(self, position: int, playing: bool) -> None:
        self._ring.fade_out(self._frames(_FADE_S))
        self._peaks.clear()
        self._scrubber = self._sound = None
        self._is_stale = self._was_full = False
        self.transport.restart(position, playing)

    def _frames(self, seconds: float) -> int:
        return max(1, round(seconds * self._ring.rate))

    # what the thread does

    def feed(self) -> int:
        """Mix until enough waits in the ring; return the number of frames that were added."""
        scrubber, sound, before = self._scrubber, self._sound, self._ring.written
        self._ring.tend()
        if scrubber is not None:
            self._feed_grains(scrubber)
        if sound is not None:
            self._feed_sound(sound)
        if self._is_stale:
            self._mix_anew()
        ring = self._ring
        if self._was_full and self.waiting_s < 0.4 * self._ahead_s:
            # whatever held this thread up may come again
            self._ahead_s = min(1.5 * self._ahead_s, _FURTHEST_AHEAD_S)
        while ring.available < max(self._frames(self._ahead_s), 3 * ring.block):
            is_first = self.transport.generation != self._generation
            chunk = self.transport.next_chunk(_FIRST_CHUNKS * self._chunk if is_first else self._chunk)
            if chunk is None:
                break
            mixed, peaks = self.mixer.render(chunk.position, chunk.count, chunk.loop)
            with self.transport.lock:
                # whoever changed the course in the meantime has emptied the ring, too
                if self.transport.is_current(chunk) and ring is self._ring:
                    self._accept(_Piece(chunk, self._to_device(mixed, chunk), peaks))
                    ring.tend()
            if self._is_stale:
                break
        else:
            self._was_full = True
        return max(0, self._ring.written - before)

    def _accept(self, piece: _Piece) -> None:
        self._ring.write(piece.frames)
        if piece.chunk.is_last:
            self._ring.end()
        self._peaks.add(self._ring.written, piece.peaks)
        self.transport.accept(piece.chunk, self._ring.written)

    def _feed_grains(self, scrubber: Scrubber) -> None:
        while self._ring.available <= self._ring.guard + self._frames(_GRAINS_AHEAD_S):
            grain = scrubber.next()
            if grain is None:
                break
            frames, peaks = grain
            with self.transport.lock:
                if scrubber is not self._scrubber:
                    break
                self._ring.write(frames)
                self._ring.end()
                self._peaks.add(self._ring.written, peaks)
            self._ring.tend()

    def _feed_sound(self, sound: ShortSound) -> None:
        ring = self._ring
        while sound.ends_at is None and ring.available <= ring.guard + self._frames(_SOUND_AHEAD_S):
            block = sound.next()
            with self.transport.lock:
                if sound is not self._sound or ring is not self._ring:
                    break
                if block is None:
                    sound.ends_at = ring.written
                    break
                frames, peaks = block
                ring.write(frames)
                ring.end()
                self._peaks.add(ring.written, peaks)
            ring.tend()

    def _to_device(self, mixed: FloatArray, chunk: Chunk) -> FloatArray:
        """Return frames (frames, 2) at the device's rate, faded in after a start."""
        if chunk.generation != self._generation:
            self._generation, self._faded_in = chunk.generation, 0
            self._resampler = self._new_resampler()
        frames, fade = _resampled(self._resampler, mixed, chunk.is_last), self._frames(_FADE_S)
        if self._faded_in < fade:
            share = np.minimum(np.arange(self._faded_in, self._faded_in + len(frames)) / fade, 1.0)
            frames = frames * share.astype(np.float32)[:, np.newaxis]
            self._faded_in += len(frames)
        return frames

    def _new_resampler(self) -> soxr.ResampleStream | None:
        rate, device_rate = self.transport.rate, self._ring.rate
        return soxr.ResampleStream(rate, device_rate, 2, "float32") if rate != device_rate else None

    def _mix_anew(self) -> None:
        """Put what waits behind the next moment in order, so that nobody hears how much waited."""
        ring, transport = self._ring, self.transport
        with transport.lock:
            self._is_stale = False
            first = ring.taken + ring.guard + self._frames(self._edit_s)
            wanted = ring.written - first
            if not transport.is_playing or wanted <= 0:
                return
            chunk = transport.chunk_at(transport.position_at(first), self._chunk)
        resampler, mixer_before = self._new_resampler(), self.mixer.remember()
        pieces: list[_Piece] = []
        while wanted > 0:
            mixed, peaks = self.mixer.render(chunk.position, chunk.count, chunk.loop)
            pieces.append(_Piece(chunk, _resampled(resampler, mixed, chunk.is_last), peaks))
            wanted -= len(pieces[-1].frames)
            if chunk.is_last:
                break
            chunk = transport.chunk_after(chunk, self._chunk)
        with transport.lock:
            if not transport.is_current(chunk) or ring is not self._ring:
                self._is_stale = transport.generation == chunk.generation
            elif pieces and self._put(first, pieces):
                self._resampler, self._faded_in = resampler, self._frames(_FADE_S)
            else:
                # the change is still to be heard
                self.mixer.go_back(mixer_before)

    def _put(self, first: int, pieces: list[_Piece]) -> bool:
        """Put pieces in the place of what waits from a frame on; return False where that has failed."""
        transport, ring = self.transport, self._ring
        if not ring.replace(first, np.concatenate([piece.frames for piece in pieces]), self._frames(_FADE_S)):
            if self._edit_s >= _LONGEST_EDIT_S:
                self._restart(transport.position(), transport.is_playing)
            else:
                self._edit_s, self._is_stale = 2.0 * self._edit_s, True
            return False
        self._edit_s = max(_EDIT_S, 0.9 * self._edit_s)
        self._peaks.drop(first)
        transport.redirect(first, pieces[0].chunk.position)
        self._generation = transport.generation
        for piece in pieces:
            first += len(piece.frames)
            self._peaks.add(first, piece.peaks)
            transport.accept(piece.chunk, first)
        if pieces[-1].chunk.is_last:
            ring.end()
        return True

    def end_if_over(self) -> bool:
        """Stop at the end of the song, or of what is heard beside it; return whether it just did."""
        with self.transport.lock:
            sound = self._sound
            if sound is not None and sound.ends_at is not None and self.transport.heard_frame() >= sound.ends_at:
                self._sound = None
                return True
            if not self.transport.has_ended():
                return False
            self._restart(self.transport.length, playing=False)
            return True

    def levels(self) -> Levels:
        """Return how loud it was since the last call."""
        with self.transport.lock:
            return self._peaks.take(self.transport.heard_frame())


def _resampled(resampler: soxr.ResampleStream | None, mixed: FloatArray, is_last: bool) -> FloatArray:
    """Return frames (frames, 2) of samples (2, samples)."""
    frames = np.ascontiguousarray(mixed.T)
    return frames if resampler is None else resampler.resample_chunk(frames, last=is_last)
