"""Where the song is: playing or not, position, loop.

Owns the link between frames that went to the device and samples of the song, and the clock that moves the playhead
between two callbacks. Every method may be called from any thread. Mixes and plays nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from core.playback.timeline import Loop, advance


@dataclass(frozen=True)
class _Mark:
    """From device frame ``frame`` on, the song runs from ``position`` in ``loop``."""

    frame: float
    position: int
    loop: Loop | None


@dataclass(frozen=True)
class _Pull:
    """The last frames that the device took, and when the first of them is heard."""

    first: int
    count: int
    heard_at: float


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
    device_rate : int
        Of the frames that go to the device, in Hz.
    clock : callable
        Seconds that never run back.
    """

    def __init__(self, length: int, rate: int, device_rate: int, clock: Callable[[], float]) -> None:
        self.lock = threading.RLock()
        self.length, self.rate, self.device_rate = length, rate, device_rate
        self._clock = clock
        self._playing = False
        self._loop: Loop | None = None
        self._generation = 0
        self._cursor = 0
        self._marks = [_Mark(0.0, 0, None)]
        self._end_frame: float | None = None
        self._rendered = False
        self._furthest = 0.0
        self._pull = _Pull(0, 0, 0.0)

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

    @property
    def expects_sound(self) -> bool:
        """Whether the device should have something to play now."""
        return self._playing and self._rendered and self._end_frame is None

    def restart(self, position: int, frame: int, playing: bool) -> None:
        """Go to ``position``; its first sample will be device frame ``frame``."""
        with self.lock:
            self._playing = playing
            self._cursor = min(max(0, position), self.length)
            self._marks = [_Mark(frame, self._cursor, self._loop)]
            self._furthest = frame
            self._end_frame, self._rendered = None, False
            self._generation += 1

    def set_loop(self, loop: Loop | None) -> bool:
        """Set the loop; return False where what has been rendered already would be wrong in it."""
        with self.lock:
            if loop == self._loop:
                return True
            before, self._loop = self._loop, loop
            frame = self._frame_of_cursor()
            heard = self.position()
            ahead = max(0, round((frame - self._furthest) * self.rate / self.device_rate))
            self._marks.append(_Mark(frame, self._cursor, loop))
            return advance(heard, ahead, self.length, before) == advance(heard, ahead, self.length, loop)

    def next_chunk(self, count: int) -> Chunk | None:
        """Return what to render next; None when nothing is to be played."""
        with self.lock:
            if not self._playing or self._end_frame is not None:
                return None
            if self._loop is None or self._cursor >= self._loop.stop:
                count = min(count, self.length - self._cursor)
                is_last = self._cursor + count >= self.length
            else:
                is_last = False
            return Chunk(self._generation, self._cursor, count, self._loop, is_last)

    def is_current(self, chunk: Chunk) -> bool:
        """Return whether nothing was changed since the chunk was asked for."""
        return chunk.generation == self._generation and chunk.loop == self._loop

    def accept(self, chunk: Chunk, written: int) -> None:
        """Note that a chunk is on its way; ``written`` is the index of the frame behind it. Call it under the lock."""
        self._mark_heard()
        frame = self._frame_of_cursor() + chunk.count * self.device_rate / self.rate
        self._cursor = advance(chunk.position, chunk.count, self.length, chunk.loop)
        self._marks.append(_Mark(frame, self._cursor, chunk.loop))
        self._rendered = True
        if chunk.is_last:
            self._end_frame = written

    def pulled(self, first: int, count: int, heard_at: float) -> None:
        """Note what the device took; called from its callback, so that it waits for no lock."""
        if count:
            self._pull = _Pull(first, count, heard_at)

    def heard_frame(self) -> float:
        """Return the device frame that is heard now; never runs back between two restarts."""
        with self.lock:
            pull = self._pull
            frame = pull.first + min((self._clock() - pull.heard_at) * self.device_rate, pull.count)
            self._furthest = max(self._furthest, frame)
            return self._furthest

    def position(self) -> int:
        """Return the sample of the song that is heard now."""
        with self.lock:
            mark = self._mark_heard()
            since = max(0, round((self._furthest - mark.frame) * self.rate / self.device_rate))
            return advance(mark.position, since, self.length, mark.loop)

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
