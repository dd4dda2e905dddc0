"""The ring that a callback in C reads, with a stream whose callback the test calls."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from core.playback.stream_ring import StreamRing

RATE = 8000
BLOCK = 80


class FakeStream:
    """What of a stream of rtmixer the ring uses; reads as its callback does."""

    def __init__(self) -> None:
        self.latency, self.time, self.block = 2 * BLOCK / RATE, 1000.0, BLOCK
        self.actions: list[Any] = []
        self._queue: Any = None

    def play_ringbuffer(self, queue: Any) -> Any:
        stats = SimpleNamespace(max_blocksize=0, output_underflows=0)
        self._queue = queue
        self.actions.append(SimpleNamespace(actual_time=-1.0, stats=stats))
        return self.actions[-1]

    def take(self) -> np.ndarray:
        """Let the device take a block; return it."""
        out = np.zeros((BLOCK, self._queue.elementsize // 4 if self._queue else 2), np.float32)
        if self.actions:
            action = self.actions[-1]
            if action.actual_time < 0:
                action.actual_time = self.time + self.latency
            action.stats.max_blocksize = BLOCK
            if self._queue.readinto(out) < BLOCK:
                self.actions.clear()
        self.time += BLOCK / RATE
        return out


def _ring(channels: int = 2) -> tuple[StreamRing, FakeStream]:
    backend = pytest.importorskip("_rtmixer", exc_type=ImportError)
    rings = pytest.importorskip("pa_ringbuffer").init(backend.ffi, backend.lib)
    ring, stream = StreamRing(RATE, channels, SimpleNamespace(RingBuffer=rings)), FakeStream()
    ring.attach(stream)
    return ring, stream


def _ramp(first: int, count: int) -> np.ndarray:
    return np.repeat(np.arange(first, first + count, dtype=np.float32)[:, np.newaxis], 2, axis=1)


def test_what_is_written_is_taken_also_past_the_end_of_the_memory() -> None:
    ring, stream = _ring()
    taken, written = [], 0
    for _ in range(1200):
        while ring.available < 500:
            ring.write(_ramp(written, 130))
            written += 130
        ring.tend()
        taken.append(stream.take())
    got = np.concatenate(taken)
    assert len(got) > 2 * len(ring._frames)
    np.testing.assert_array_equal(got, _ramp(0, len(got)))
    assert (ring.underruns, ring.taken, ring.written) == (0, len(got), written)


def test_it_starts_when_enough_waits_and_at_once_where_no_more_comes() -> None:
    ring, stream = _ring()
    ring.write(_ramp(0, BLOCK))
    ring.tend()
    assert not stream.actions
    ring.end()
    ring.tend()
    assert len(stream.actions) == 1


def test_running_empty_is_an_underrun_unless_nothing_was_to_come() -> None:
    for ends, underruns in ((False, 1), (True, 0)):
        ring, stream = _ring()
        ring.write(_ramp(0, 200))
        ring.tend()
        if ends:
            ring.end()
        for _ in range(4):
            stream.take()
            ring.tend()
        assert ring.underruns == underruns
        assert ring.heard(time.monotonic()) <= 200
        ring.write(_ramp(200, 400))
        ring.tend()
        np.testing.assert_array_equal(stream.take(), _ramp(200, BLOCK))


def test_a_fade_leaves_alone_what_the_device_may_be_taking() -> None:
    ring, stream = _ring()
    ring.write(np.ones((4000, 2), np.float32))
    ring.tend()
    stream.take()
    ring.tend()
    guard = ring.guard
    assert guard >= BLOCK
    ring.fade_out(40)
    assert ring.available == guard + 40
    rest = np.concatenate([stream.take() for _ in range(4)])[:, 0]
    np.testing.assert_array_equal(rest[:guard], 1.0)
    np.testing.assert_allclose(rest[guard : guard + 40], np.linspace(1.0, 0.0, 40), atol=1e-6)
    assert not rest[guard + 40 :].any()


def test_replacing_comes_too_late_for_what_the_device_may_be_taking() -> None:
    ring, stream = _ring()
    ring.write(np.ones((4000, 2), np.float32))
    ring.tend()
    stream.take()
    ring.tend()
    assert not ring.replace(ring.taken + 10, np.zeros((3000, 2), np.float32), 40)
    first = ring.taken + ring.guard
    assert ring.replace(first, np.zeros((3000, 2), np.float32), 40)
    assert ring.written == 4000
    rest = np.concatenate([stream.take() for _ in range(6)])[:, 0]
    gap = first - BLOCK
    np.testing.assert_array_equal(rest[:gap], 1.0)
    assert (np.diff(rest[gap - 1 : gap + 41]) < 0).all()
    assert not rest[gap + 40 :].any()


def test_a_device_that_overtakes_a_cut_does_not_go_round() -> None:
    ring, stream = _ring()
    ring.write(_ramp(0, 1000))
    ring.tend()
    for _ in range(3):
        stream.take()
    # a cut behind the device, as after a long wait between looking and cutting
    ring._advance(100 - ring.written)
    assert ring.available == 0
    assert ring.taken == ring.written == 3 * BLOCK
    ring.write(_ramp(5000, 200))
    np.testing.assert_array_equal(stream.take(), _ramp(5000, BLOCK))


def test_one_channel_gets_the_mean_of_both() -> None:
    ring, stream = _ring(channels=1)
    ring.write(np.tile(np.array([[0.25, 0.75]], np.float32), (400, 1)))
    ring.tend()
    np.testing.assert_array_equal(stream.take(), 0.5)
    ring.fade_out(10)
    assert ring.replace(ring.taken + ring.guard, np.ones((50, 2), np.float32), 5)


def test_the_first_frame_is_heard_when_the_callback_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.playback.stream_ring.time.monotonic", lambda: 7.0)
    ring, stream = _ring()
    ring.write(_ramp(0, 4000))
    ring.tend()
    assert ring.heard(7.0) == 0
    stream.take()
    # the first block was taken at 1000 s and is heard 20 ms later; it is 1000.01 s now
    assert ring.heard(7.0) == pytest.approx(-BLOCK)
    stream.take()
    stream.take()
    assert ring.heard(7.0) == pytest.approx(BLOCK)
    assert ring.heard(7.0 - 0.005) == pytest.approx(BLOCK - 40)
    assert ring.heard(7.0 + 10.0) == 3 * BLOCK


def test_a_device_that_is_faster_than_the_clock_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.playback.stream_ring.time.monotonic", lambda: 7.0)
    ring, stream = _ring()
    slip = 0.0
    for _ in range(6000):  # a minute
        while ring.available < 500:
            ring.write(_ramp(0, 200))
        ring.tend()
        stream.take()
        ring.heard(7.0)
        stream.time -= 1e-3 * BLOCK / RATE  # a tenth of a percent: ten times what real devices have
        slip += 1e-3 * BLOCK
    late = (ring.taken - 2 * BLOCK) - ring.heard(7.0)
    assert slip == pytest.approx(480)
    assert abs(late) < 130
