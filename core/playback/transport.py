"""Where the song is: playing or not, position, loop.

Owns the link between frames that went to the device and samples of the song, and the clock that moves the playhead
between two callbacks. Every method may be called from any thread. Mixes and plays nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from core.playback.ring import Ring
from core.playback.timeline import Loop, advance


@dataclass(frozen=True)
class _Mark:
    """From device frame ``frame`` on, the song runs from ``position`` in ``loop``."""

    frame: float
    position: int
    loop: Loop | None


@dataclass(frozen=True)
class Chunk:
    """What is to be rendered next."""

    generation: int
    position: int
    count: int
    loop: Loop | None
    is_last: bool


class Transport:
    """Plays a song of ``length`` samples.

    Parameters
    ----------
    length : int
        In samples.
    rate : int
        Of the song, in Hz.
    ring : Ring
        What the device takes its frames from.
    clock : callable
        Seconds that never run back.
    """

    def __init__(self, length: int, rate: int, ring: Ring, clock: Callable[[], float]) -> None:
        self.lock = threading.RLock()
        self.length, self.rate, self.ring = length, rate, ring
        self.offset_s = 0.0
        self._clock = clock
        self._playing = False
        self._loop: Loop | None = None
        self._generation = 0
        self._cursor = 0
        self._marks = [_Mark(0.0, 0, None)]
        self._end_frame: float | None = None
        self._furthest = 0.0

    @property
    def device_rate(self) -> int:
        """Of the frames that go to the device, in Hz."""
        return self.ring.rate

    @property
    def is_playing(self) -> bool:
        """Whether the song plays."""
        return self._playing

    @property
    def loop(self) -> Loop | None:
        """The loop, if there is one."""
        return self._loop

    @property
    def generation(self) -> int:
        """Rises with every start, stop and jump: what was rendered before is void."""
        return self._generation

    def restart(self, position: int, playing: bool) -> None:
        """Go to ``position``; its first sample will be the next frame that is written."""
        with self.lock:
            self._playing = playing
            self._cursor = min(max(0, position), self.length)
            self._marks = [_Mark(self.ring.written, self._cursor, self._loop)]
            self._furthest = self.ring.written
            self._end_frame = None
            self._generation += 1

    def set_loop(self, loop: Loop | None) -> bool:
        """Set the loop; return False where what waits for the device would be wrong in it."""
        with self.lock:
            if loop == self._loop:
                return True
            frame, written = self._frame_of_cursor(), self.ring.written
            before = self.position_at(written)
            self._loop = loop
            self._marks.append(_Mark(frame, self._cursor, loop))
            return before == self.position_at(written)

    def position_at(self, frame: float) -> int:
        """Return the sample of the song that belongs to a frame yet to be heard, in the loop as it is now."""
        with self.lock:
            mark, heard = self._mark_heard(), self.position()
            beyond = heard != mark.position + self._samples(self._furthest - mark.frame)
            # a mark is exact, what is heard now is rounded
            position, start = (heard, self._furthest) if beyond else (mark.position, mark.frame)
            return advance(position, max(0, self._samples(frame - start)), self.length, self._loop)

    def redirect(self, frame: int, position: int) -> None:
        """Let the song run from ``position`` from a frame on that is yet to be heard."""
        with self.lock:
            self._marks = [mark for mark in self._marks if mark.frame < frame]
            self._marks.append(_Mark(frame, position, self._loop))
            self._cursor, self._end_frame = position, None
            self._generation += 1

    def next_chunk(self, count: int) -> Chunk | None:
        """Return what to render next; None when nothing is to be played."""
        with self.lock:
            if not self._playing or self._end_frame is not None:
                return None
            return self.chunk_at(self._cursor, count)

    def chunk_at(self, position: int, count: int) -> Chunk:
        """Return what to render from a sample on."""
        with self.lock:
            is_last = False
            if self._loop is None or position >= self._loop.stop:
                count = min(count, self.length - position)
                is_last = position + count >= self.length
            return Chunk(self._generation, position, count, self._loop, is_last)

    def chunk_after(self, chunk: Chunk, count: int) -> Chunk:
        """Return what to render behind a chunk in the same course, whatever has been changed since."""
        after = self.chunk_at(advance(chunk.position, chunk.count, self.length, chunk.loop), count)
        return replace(after, generation=chunk.generation, loop=chunk.loop)

    def is_current(self, chunk: Chunk) -> bool:
        """Return whether nothing was changed since the chunk was asked for."""
        return chunk.generation == self._generation and chunk.loop == self._loop

    def accept(self, chunk: Chunk, written: int) -> None:
        """Note that a chunk is on its way; ``written`` is the index of the frame behind it. Call it under the lock."""
        self._mark_heard()
        frame = self._frame_of_cursor() + chunk.count * self.device_rate / self.rate
        self._cursor = advance(chunk.position, chunk.count, self.length, chunk.loop)
        self._marks.append(_Mark(frame, self._cursor, chunk.loop))
        if chunk.is_last:
            self._end_frame = written

    def heard_frame(self) -> float:
        """Return the device frame that is heard now; never runs back between two restarts."""
        with self.lock:
            self._furthest = max(self._furthest, self.ring.heard(self._clock() - self.offset_s))
            return self._furthest

    def position(self) -> int:
        """Return the sample of the song that is heard now."""
        with self.lock:
            if not self._playing:
                return self._cursor
            mark = self._mark_heard()
            return advance(mark.position, self._samples(self._furthest - mark.frame), self.length, mark.loop)

    def _samples(self, frames: float) -> int:
        return max(0, round(frames * self.rate / self.device_rate))

    def _mark_heard(self) -> _Mark:
        """Return the mark before what is heard now and forget those before it."""
        frame = self.heard_frame()
        while len(self._marks) > 1 and self._marks[1].frame <= frame:
            del self._marks[0]
        return self._marks[0]

    def has_ended(self) -> bool:
        """Return whether the last sample has been heard."""
        with self.lock:
            return self._end_frame is not None and self.heard_frame() >= self._end_frame

    def _frame_of_cursor(self) -> float:
        """Return the device frame at which the next chunk begins (not whole where the rates differ)."""
        return self._marks[-1].frame
