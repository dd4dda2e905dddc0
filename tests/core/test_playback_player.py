"""The player and its threads, on outputs that a test drives."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from core.audio import Audio
from core.errors import PlaybackError
from core.playback import Player
from core.playback.mixer import Strip
from core.playback.output import NullOutput
from core.playback.ring import Ring
from core.playback.timeline import Loop
from tests.core.played_songs import LENGTH, RATE, noise, song


class FakeDevice:
    """An output that is driven by the test."""

    def __init__(self, rate: int, fails: bool = False) -> None:
        self.name, self.reason, self.rate = "fake", "", rate
        self.latency_s, self.underflows, self.ring = 0.0, 0, Ring(rate)
        self.fails, self.is_alive, self.is_closed = fails, False, False

    def start(self) -> None:
        if self.fails:
            raise PlaybackError("there is no sound: fake cannot be used")
        self.is_alive = True

    def stop(self) -> None:
        self.is_alive = False

    def close(self) -> None:
        self.is_alive, self.is_closed = False, True


def _until(condition: Callable[[], bool], timeout_s: float = 5.0) -> None:
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.005)


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before


@pytest.fixture
def player() -> Iterator[Player]:
    player = Player(opener=lambda rate, _: NullOutput(rate, "there is no device in tests"))
    yield player
    player.close()


def test_it_plays_in_real_time_without_a_device_and_says_why(player: Player) -> None:
    player.open(song().mixture)
    player.play()
    _until(lambda: player.position() > 0)
    began, first = time.monotonic(), player.position()
    _until(lambda: player.position() - first > RATE // 2)
    assert 0.35 < time.monotonic() - began < 2.0
    state = player.state()
    assert state.playing
    assert not state.works
    assert state.reason == "there is no device in tests"
    assert player.levels().strips["mixture"] > -20
    player.stop()
    assert not player.state().playing


def test_the_end_is_told() -> None:
    told = threading.Event()
    player = Player(lambda rate, _: NullOutput(rate), told.set)
    player.open(song().mixture)
    _until(lambda: told.is_set())
    told.clear()
    player.seek(LENGTH - 800)
    player.play()
    assert told.wait(5.0)
    assert not player.state().playing
    assert player.position() == LENGTH
    player.close()


def test_loops_are_cut_to_the_song_and_empty_ones_end_it(player: Player) -> None:
    player.open(song().mixture)
    player.set_loop((-10, 10**9))
    assert player.state().loop == Loop(0, LENGTH)
    player.set_loop((500, 500))
    assert player.state().loop is None
    player.set_loop((100, 2000))
    player.set_loop(None)
    assert player.state().loop is None


def test_a_new_result_keeps_playing_and_another_song_does_not() -> None:
    device = FakeDevice(RATE)
    player = Player(lambda rate, _: device)
    one = song()
    player.open(one.mixture)
    player.listen("stems", "1")
    player.play()
    _until(lambda: device.is_alive)
    _until(lambda: device.ring.available > 500)
    device.ring.pull(np.zeros((400, 2), np.float32), time.monotonic() - 1.0)
    player.set_strip("left", solo=True)
    player.set_strip("left", gain_db=-3.0)
    player.open(one.mixture, one.takes)
    assert player.state().playing
    assert player.position() == 400
    assert player._feeder is not None
    assert player._feeder.mixer.strip("left") == Strip(solo=True, gain_db=-3.0)
    player.open(song().mixture)
    assert not player.state().playing
    assert player.position() == 0
    player.close()
    assert device.is_closed


def test_a_device_that_fails_leaves_silence_and_a_reason() -> None:
    player = Player(lambda rate, _: FakeDevice(rate, fails=True))
    player.open(song().mixture)
    player.play()
    _until(lambda: player.state().reason != "")
    assert player.state().reason == "there is no sound: fake cannot be used"
    _until(lambda: player.position() > 1000)
    player.close()


def test_play_looks_again_for_a_device() -> None:
    devices = iter([NullOutput(RATE, "none yet"), FakeDevice(RATE)])
    player = Player(lambda rate, _: next(devices))
    player.open(song().mixture)
    _until(lambda: player.state().reason == "none yet")
    player.play()
    _until(lambda: player.state().works)
    assert player.state().device == "fake"
    player.close()


def test_a_song_of_another_rate_asks_for_a_device_of_that_rate() -> None:
    asked: list[int] = []

    def opener(rate: int, name: str | None) -> NullOutput:
        asked.append(rate)
        return NullOutput(12000)

    player = Player(opener)
    player.open(song().mixture)
    _until(lambda: asked == [RATE])
    player.play()
    _until(lambda: player.position() > 500)
    player.open(Audio(noise(0).samples, 2 * RATE))
    _until(lambda: asked == [RATE, 2 * RATE])
    player.close()


def test_without_a_song_nothing_happens(player: Player) -> None:
    player.play()
    player.stop()
    player.seek(5)
    player.set_loop((1, 2))
    player.set_strip("a", mute=True)
    assert player.position() == 0
    assert player.levels().strips == {}
    assert not player.state().playing


def test_close_can_be_called_twice_and_opened_again(player: Player) -> None:
    player.open(song().mixture)
    player.play()
    player.close()
    player.close()
    assert not player.state().playing
    player.open(song().mixture)
    player.play()
    _until(lambda: player.position() > 0)


def test_seeking_and_mixing_from_several_threads_does_no_harm(player: Player) -> None:
    one = song()
    player.open(one.mixture, one.takes)
    player.play()
    errors: list[BaseException] = []

    def hammer(seed: int) -> None:
        random = np.random.default_rng(seed)
        try:
            for _ in range(150):
                player.seek(int(random.integers(LENGTH)))
                start = int(random.integers(LENGTH - 2))
                player.set_loop((start, int(random.integers(start + 1, LENGTH))))
                player.set_strip("left", mute=bool(random.integers(2)))
                player.listen("stems" if random.integers(2) else "mixture", "1")
                assert 0 <= player.position() <= LENGTH
                player.levels()
                time.sleep(0.001)
        except BaseException as err:
            errors.append(err)

    threads = [threading.Thread(target=hammer, args=(seed,)) for seed in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert player.state().playing


def test_sound_comes_back_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.playback.player._LOOK_S", 0.02)
    there = FakeDevice(RATE)
    tries: list[NullOutput | FakeDevice] = [NullOutput(RATE, "none yet"), NullOutput(RATE, "busy"), there]
    told: list[str] = []
    player = Player(lambda rate, _: tries.pop(0), lambda: told.append(player.state().reason))
    player.open(song().mixture)
    player.play()
    _until(lambda: player.state().works and there.is_alive)
    assert told == ["none yet", "busy", ""]
    _until(lambda: there.ring.available > 1000)
    assert player.state().playing
    player.close()
    assert there.is_closed


def test_a_device_that_is_found_but_cannot_be_used_leaves_the_silence_running(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.playback.player._LOOK_S", 0.02)
    busy: list[FakeDevice] = []

    def opener(rate: int, name: str | None) -> NullOutput | FakeDevice:
        if not busy:
            busy.append(FakeDevice(rate, fails=True))
            return NullOutput(rate, "none yet")
        busy.append(FakeDevice(rate, fails=True))
        return busy[-1]

    player = Player(opener)
    player.open(song().mixture)
    player.play()
    _until(lambda: len(busy) > 3)
    assert player.state().reason == "there is no sound: fake cannot be used"
    assert all(device.is_closed for device in busy[1:-1])
    _until(lambda: player.position() > RATE // 4)
    assert player.state().playing
    player.close()


@pytest.mark.parametrize("how", ["stands still", "dies"])
def test_a_device_that_is_unplugged_is_said_and_the_song_goes_on(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.playback.player._SLOW_START_S", 0.0)
    monkeypatch.setattr("core.playback.player._STUCK_S", 0.1)
    device = FakeDevice(RATE)
    player = Player(lambda rate, _: device)
    player.open(song().mixture)
    player.play()
    _until(lambda: device.is_alive and device.ring.available > 1000)
    device.ring.pull(np.zeros((800, 2), np.float32), time.monotonic() - 1.0)
    if how == "dies":
        device.fails, device.is_alive = True, False
    _until(lambda: not player.state().works)
    words = "takes none; switch it off and on again" if how == "stands still" else "fake cannot be used"
    assert words in player.state().reason
    assert device.is_closed
    first = player.position()
    assert first >= 800
    _until(lambda: player.position() > first + 500)
    player.close()


def test_the_state_tells_rate_latency_and_offset() -> None:
    device = FakeDevice(12000)
    device.latency_s = 0.03
    player = Player(lambda rate, _: device)
    assert player.state().rate == 0
    player.set_offset(0.02)
    player.open(song().mixture)
    _until(lambda: player.state().device == "fake")
    assert (player.state().rate, player.state().latency_s) == (12000, pytest.approx(0.05))
    player.close()


def test_a_song_that_was_left_is_silent_and_forgotten(player: Player) -> None:
    one = song()
    player.open(one.mixture, one.takes)
    player.play()
    _until(lambda: player.position() > 0)
    old = weakref.ref(one.takes["1"].stems["left"])
    del one
    player.leave()
    player.play()
    assert not player.state().playing
    assert player.position() == 0
    _until(lambda: gc.collect() >= 0 and old() is None)
    player.open(song().mixture)
    player.play()
    _until(lambda: player.position() > 0)


def test_a_device_chosen_without_a_song_is_that_of_the_next() -> None:
    wanted: list[str | None] = []

    def opener(rate: int, name: str | None) -> FakeDevice:
        wanted.append(name)
        return FakeDevice(rate)

    player = Player(opener=opener)
    player.open(song().mixture)
    _until(lambda: wanted == [None])
    player.leave()
    player.set_device("USB")
    player.open(song().mixture)
    _until(lambda: wanted == [None, "USB"])
    player.close()


def test_a_player_that_rests_gives_the_device_back_until_it_plays_again() -> None:
    device = FakeDevice(RATE)
    player = Player(lambda rate, _: device)
    player.rest()
    player.open(song().mixture)
    player.seek(4000)
    player.play()
    _until(lambda: device.is_alive)
    player.rest()
    assert not device.is_alive
    assert not player.state().playing
    player.play()
    _until(lambda: device.is_alive)
    assert player.state().position >= 4000
    player.close()
