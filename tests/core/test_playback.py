"""Transport, loop and position; the player and its threads; PortAudio."""

from __future__ import annotations

import builtins
import gc
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import numpy as np
import pytest

from core.audio import Audio
from core.errors import PlaybackError
from core.playback import Player
from core.playback.feeder import Feeder
from core.playback.mixer import Sources, Strip, Take
from core.playback.output import (
    Device,
    DeviceOutput,
    Fill,
    NullOutput,
    devices,
    look_again_for_devices,
    open_output,
)
from core.playback.ring import Ring
from core.playback.takes import read_stereo
from core.playback.timeline import Loop, advance, gather
from core.scratch import scratch_array

RATE = 8000
LENGTH = 2 * RATE
RAMP = 80  # 10 ms
# a 50 Hz sine of amplitude 0.5 moves by 0.02 from sample to sample at most; a step of the gain would be 0.5
SMOOTH = 0.04


def _sine(frequency: float = 50.0, length: int = LENGTH, rate: int = RATE, channels: int = 2) -> np.ndarray:
    wave = 0.5 * np.cos(2 * np.pi * frequency * np.arange(length) / rate)
    return np.tile(wave.astype(np.float32), (channels, 1))


def _noise(seed: int, channels: int = 2) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-0.2, 0.2, (channels, LENGTH)).astype(np.float32)


def _song(channels: int = 2) -> Sources:
    """Return three stems and a residual whose sum is the mixture."""
    parts = {name: _noise(seed, channels) for seed, name in enumerate(("left", "right", "bass", "residual"))}
    mixture = np.sum(list(parts.values()), axis=0, dtype=np.float64).astype(np.float32)
    return Sources(Audio(mixture, RATE), {"1": Take({name: Audio(part, RATE) for name, part in parts.items()})})


def _steps(output: np.ndarray) -> float:
    return float(np.abs(np.diff(output, axis=1)).max())


def _sines(sign: float = 1.0) -> Sources:
    stems = {"one": Audio(sign * _sine(), RATE), "two": Audio(np.zeros((2, LENGTH), np.float32), RATE)}
    return Sources(Audio(-_sine(), RATE), {"1": Take(stems)})


# loops


def _reader(samples: np.ndarray) -> Callable[[int, int], np.ndarray]:
    return lambda start, stop: read_stereo(Audio(samples, RATE), start, stop)


@pytest.mark.parametrize(
    "loop", [Loop(1003, 5000), Loop(0, 777), Loop(20, 6000), Loop(0, LENGTH), Loop(9000, 9100), Loop(5, 6)]
)
@pytest.mark.parametrize("block", [64, 1000])
def test_a_loop_has_no_seam(loop: Loop, block: int) -> None:
    samples = _sine(53.0)
    position, parts = loop.start, []
    for _ in range(6 * max(1, loop.length // block) + 20):
        parts.append(gather(_reader(samples), position, block, loop, RAMP))
        position = advance(position, block, LENGTH, loop)
    assert _steps(np.concatenate(parts, axis=1)) < SMOOTH


def test_a_loop_repeats_and_keeps_the_attack_at_its_start() -> None:
    samples = _noise(3)
    loop = Loop(1000, 3000)
    twice = gather(_reader(samples), 1000, 4000, loop, RAMP)
    np.testing.assert_array_equal(twice[:, :2000], twice[:, 2000:])
    np.testing.assert_array_equal(twice[:, : 2000 - RAMP], samples[:, 1000 : 3000 - RAMP])
    blocks = [gather(_reader(samples), 1000 + start, 70, loop, RAMP) for start in range(0, 1960, 70)]
    np.testing.assert_allclose(np.concatenate(blocks, axis=1), twice[:, :1960], atol=1e-7, rtol=0)


def test_positions_in_and_behind_a_loop() -> None:
    loop = Loop(100, 200)
    assert advance(150, 49, 1000, loop) == 199
    assert advance(150, 50, 1000, loop) == 100
    assert advance(150, 375, 1000, loop) == 125
    assert advance(20, 100, 1000, loop) == 120
    assert advance(200, 50, 1000, loop) == 250
    assert advance(990, 50, 1000, loop) == 1000
    assert advance(990, 50, 1000, None) == 1000


# the way to the device, with a clock set by hand


class Rig:
    """A feeder and a device that takes frames when told to."""

    def __init__(self, sources: Sources, device_rate: int = RATE, latency_s: float = 0.0) -> None:
        self.now = 100.0
        self.device_rate, self.latency_s = device_rate, latency_s
        self.feeder = Feeder(sources, Ring(), device_rate, lambda: self.now)
        self.transport = self.feeder.transport

    def run(self, frames: int, block: int = 160) -> np.ndarray:
        """Let the device take frames; return them, (2, frames)."""
        taken = []
        for start in range(0, frames, block):
            self.feeder.feed()
            out = np.full((min(block, frames - start), 2), np.nan, np.float32)
            self.feeder.pull(out, self.now + self.latency_s)
            self.now += len(out) / self.device_rate
            self.feeder.end_if_over()
            taken.append(out.T)
        return np.concatenate(taken, axis=1)


FADE = 40  # 5 ms


def test_what_is_played_is_the_song() -> None:
    song = _song()
    rig = Rig(song)
    assert not rig.run(500).any()
    rig.feeder.play()
    output = rig.run(4000)
    np.testing.assert_array_equal(output[:, FADE:], song.mixture.samples[:, FADE:4000])
    assert rig.transport.position() == 4000
    assert rig.feeder.underruns == 0


def test_stop_keeps_the_position_and_play_goes_on_from_it() -> None:
    song = _song()
    rig = Rig(song)
    rig.feeder.play()
    rig.run(3000)
    rig.feeder.stop()
    tail = rig.run(500)
    assert np.abs(tail[:, :FADE]).max() > 0
    assert not tail[:, FADE:].any()
    assert rig.transport.position() == 3000
    rig.feeder.play()
    output = rig.run(1000)
    np.testing.assert_array_equal(output[:, FADE:], song.mixture.samples[:, 3000 + FADE : 4000])


def test_start_stop_and_seek_do_not_click() -> None:
    rig = Rig(_sines())
    rig.feeder.play()
    parts = [rig.run(1000)]
    rig.feeder.seek(9000)
    parts.append(rig.run(1000))
    rig.feeder.stop()
    parts.append(rig.run(500))
    rig.feeder.play()
    parts.append(rig.run(1000))
    assert _steps(np.concatenate(parts, axis=1)) < SMOOTH + 0.5 / FADE


@pytest.mark.parametrize("playing", [True, False])
def test_seek_is_heard_and_seen_at_once(playing: bool) -> None:
    song = _song()
    rig = Rig(song)
    if playing:
        rig.feeder.play()
        rig.run(2000)
    rig.feeder.seek(7000)
    assert rig.transport.position() == 7000
    assert rig.transport.is_playing is playing
    if not playing:
        rig.feeder.play()
    output = rig.run(1000)
    begin = FADE if playing else 0  # what was heard before fades first
    expected = song.mixture.samples[:, 7000 + FADE : 8000 - begin]
    np.testing.assert_array_equal(output[:, begin + FADE :], expected)
    for outside, inside in ((-5, 0), (10**9, LENGTH)):
        rig.feeder.stop()
        rig.feeder.seek(outside)
        assert rig.transport.position() == inside


def test_the_position_moves_between_callbacks_and_never_back() -> None:
    rig = Rig(_song(), latency_s=0.05)
    rig.feeder.play()
    rig.feeder.feed()
    seen = []
    for _ in range(20):
        rig.feeder.pull(np.zeros((160, 2), np.float32), rig.now + rig.latency_s)
        for _ in range(4):
            seen.append(rig.transport.position())
            rig.now += 0.005
        rig.feeder.feed()
    # 40 samples every 5 ms once the latency has passed
    assert seen[:10] == [0] * 10
    assert np.diff(seen[10:]).tolist() == [40] * (len(seen) - 11)
    rig.now += 10.0  # the device stands still: so does the playhead, at the end of what it took
    assert rig.transport.position() == 20 * 160
    rig.now -= 10.0
    assert rig.transport.position() == 20 * 160


def test_a_device_that_is_late_does_not_pull_the_playhead_back() -> None:
    rig = Rig(_song())
    rig.feeder.play()
    seen = []
    for late_s in (0.0, 0.004, -0.003, 0.009, 0.0, 0.015) * 4:
        rig.feeder.feed()
        rig.feeder.pull(np.zeros((100, 2), np.float32), rig.now + late_s)
        for _ in range(5):
            seen.append(rig.transport.position())
            rig.now += 0.0025
    assert (np.diff(seen) >= 0).all()
    assert seen[-1] > 2000


def test_the_end_of_the_song_stops_it_and_play_starts_anew() -> None:
    song = _song()
    rig = Rig(song)
    rig.feeder.seek(LENGTH - 1000)
    rig.feeder.play()
    output = rig.run(2000)
    np.testing.assert_array_equal(output[:, FADE:1000], song.mixture.samples[:, LENGTH - 1000 + FADE :])
    assert not output[:, 1000:].any()
    assert not rig.transport.is_playing
    assert rig.transport.position() == LENGTH
    assert rig.feeder.underruns == 0
    rig.feeder.play()
    rig.run(160)
    assert rig.transport.position() == 160


def test_a_loop_goes_round_and_the_position_with_it() -> None:
    song = _song()
    rig = Rig(song)
    rig.feeder.set_loop(Loop(1000, 3000))
    rig.feeder.play()
    output = rig.run(3000)
    np.testing.assert_array_equal(output[:, FADE : 3000 - RAMP], song.mixture.samples[:, FADE : 3000 - RAMP])
    output = rig.run(1000)
    np.testing.assert_array_equal(output, song.mixture.samples[:, 1000:2000])
    assert rig.transport.position() == 2000
    rig.feeder.set_loop(None)
    rig.run(2000)
    assert rig.transport.position() == 4000


def test_a_loop_that_ends_within_what_is_mixed_already_is_heeded() -> None:
    rig = Rig(_sines())
    rig.feeder.play()
    before = rig.run(1600)
    rig.feeder.set_loop(Loop(800, 1700))
    after = rig.run(1600)
    # the jump to what was mixed anew takes one fade
    assert rig.transport.position() == advance(1600, 1600 - FADE, LENGTH, Loop(800, 1700))
    assert _steps(np.concatenate([before, after], axis=1)) < SMOOTH + 0.5 / FADE


def test_replacing_the_stems_keeps_position_and_strips() -> None:
    song = _song()
    rig = Rig(song)
    rig.feeder.mixer.listen("stems")
    rig.feeder.mixer.set_strip("left", Strip(solo=True))
    rig.feeder.play()
    rig.run(2000)
    better = Audio(_noise(7), RATE)
    rig.feeder.set_sources(
        Sources(song.mixture, {"1": Take({"left": better, "right": song.takes["1"].stems["right"]})})
    )
    output = rig.run(3000)
    assert rig.transport.position() == 5000
    # what was mixed ahead is still of the old ones
    np.testing.assert_array_equal(output[:, -1500:], better.samples[:, 3500:5000])


def test_stems_that_are_replaced_while_nothing_plays_are_let_go() -> None:
    song = _song()
    rig = Rig(song)
    rig.feeder.mixer.listen("stems")
    rig.feeder.play()
    rig.run(1000)
    rig.feeder.stop()
    old = weakref.ref(song.takes["1"].stems["left"])
    rig.feeder.set_sources(Sources(song.mixture))
    del song
    gc.collect()
    assert old() is None


@pytest.mark.parametrize("device_rate", [6000, 11025, 16000])
def test_a_device_of_another_rate_hears_the_same_song(device_rate: int) -> None:
    rig = Rig(Sources(Audio(_sine(200.0), RATE)), device_rate)
    rig.feeder.play()
    output = rig.run(device_rate)
    expected = _sine(200.0, device_rate, device_rate)
    np.testing.assert_allclose(output[:, 200:-200], expected[:, 200:-200], atol=1e-3, rtol=0)
    assert rig.transport.position() == RATE
    rig.run(2 * device_rate)
    assert not rig.transport.is_playing
    assert rig.transport.position() == LENGTH


def test_a_change_of_the_device_rate_keeps_the_position() -> None:
    rig = Rig(Sources(Audio(_sine(200.0), RATE)))
    rig.feeder.play()
    rig.run(4000)
    rig.feeder.set_device_rate(2 * RATE)
    rig.device_rate = 2 * RATE
    assert rig.transport.position() == 4000
    rig.run(2000 + 2 * FADE)
    assert rig.transport.position() == pytest.approx(5000 + FADE, abs=FADE)


def test_a_device_that_starves_is_counted_and_the_song_goes_on() -> None:
    song = _song()
    rig = Rig(song)
    rig.feeder.play()
    rig.run(1600)
    out = np.zeros((3200, 2), np.float32)
    rig.feeder.pull(out, rig.now)  # more than is mixed ahead
    rig.now += 0.4
    assert rig.feeder.underruns == 1
    heard = rig.transport.position()
    np.testing.assert_array_equal(out[: heard - 1600].T, song.mixture.samples[:, 1600:heard])
    assert not out[heard - 1600 :].any()
    np.testing.assert_array_equal(rig.run(500), song.mixture.samples[:, heard : heard + 500])


def test_meters_show_what_is_heard_and_nothing_after_a_stop() -> None:
    samples = np.zeros((2, LENGTH), np.float32)
    samples[0, 8000:8160] = 0.1
    rig = Rig(Sources(Audio(samples, RATE)))
    rig.feeder.play()
    rig.run(8000)
    assert rig.feeder.levels().strips["mixture"] == pytest.approx(-200)
    rig.run(320)
    assert rig.feeder.levels().strips["mixture"] == pytest.approx(-20, abs=0.01)
    rig.feeder.stop()
    assert rig.feeder.levels().strips == {}


# the player


class FakeDevice:
    """An output that is driven by the test."""

    def __init__(self, rate: int, fails: bool = False) -> None:
        self.name, self.reason, self.rate = "fake", "", rate
        self.latency_s = 0.0
        self.fails, self.is_alive, self.is_closed = fails, False, False
        self.fill: Fill | None = None

    def start(self, fill: Fill) -> None:
        if self.fails:
            raise PlaybackError("there is no sound: fake cannot be used")
        self.fill, self.is_alive = fill, True

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
    player.open(_song().mixture)
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
    player.open(_song().mixture)
    _until(lambda: told.is_set())
    told.clear()
    player.seek(LENGTH - 800)
    player.play()
    assert told.wait(5.0)
    assert not player.state().playing
    assert player.position() == LENGTH
    player.close()


def test_loops_are_cut_to_the_song_and_empty_ones_end_it(player: Player) -> None:
    player.open(_song().mixture)
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
    song = _song()
    player.open(song.mixture)
    player.listen("stems", "1")
    player.play()
    _until(lambda: device.is_alive)
    _until(lambda: player._ring.available > 500)
    out = np.zeros((400, 2), np.float32)
    assert device.fill is not None
    device.fill(out, time.monotonic() - 1.0)
    player.set_strip("left", solo=True)
    player.set_strip("left", gain_db=-3.0)
    player.open(song.mixture, song.takes)
    assert player.state().playing
    assert player.position() == 400
    assert player._feeder is not None
    assert player._feeder.mixer.strip("left") == Strip(solo=True, gain_db=-3.0)
    player.open(_song().mixture)
    assert not player.state().playing
    assert player.position() == 0
    player.close()
    assert device.is_closed


def test_a_device_that_fails_leaves_silence_and_a_reason() -> None:
    player = Player(lambda rate, _: FakeDevice(rate, fails=True))
    player.open(_song().mixture)
    player.play()
    _until(lambda: player.state().reason != "")
    assert player.state().reason == "there is no sound: fake cannot be used"
    _until(lambda: player.position() > 1000)
    player.close()


def test_play_looks_again_for_a_device() -> None:
    devices = iter([NullOutput(RATE, "none yet"), FakeDevice(RATE)])
    player = Player(lambda rate, _: next(devices))
    player.open(_song().mixture)
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
    player.open(_song().mixture)
    _until(lambda: asked == [RATE])
    player.play()
    _until(lambda: player.position() > 500)
    player.open(Audio(_noise(0), 2 * RATE))
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
    player.open(_song().mixture)
    player.play()
    player.close()
    player.close()
    assert not player.state().playing
    player.open(_song().mixture)
    player.play()
    _until(lambda: player.position() > 0)


def test_seeking_and_mixing_from_several_threads_does_no_harm(player: Player) -> None:
    song = _song()
    player.open(song.mixture, song.takes)
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


def test_playing_reads_scratch_arrays() -> None:
    samples = scratch_array((2, 9_000_000))
    samples[:, :LENGTH] = _noise(0)
    rig = Rig(Sources(Audio(samples, RATE)))
    rig.feeder.play()
    np.testing.assert_array_equal(rig.run(2000)[:, FADE:], samples[:, FADE:2000])


# PortAudio


def test_a_missing_portaudio_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    real_import = builtins.__import__

    def without_portaudio(name: str, *args: object, **options: object) -> object:
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return real_import(name, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without_portaudio)
    with pytest.raises(PlaybackError, match=r"PortAudio library is missing; install it .*libportaudio2"):
        DeviceOutput(44100)
    output = open_output(44100)
    assert isinstance(output, NullOutput)
    assert "PortAudio library is missing" in output.reason


class FakePortAudio:
    """What of sounddevice is used, with devices to choose from."""

    class PortAudioError(Exception):
        pass

    def __init__(self, devices: dict[str, tuple[int, tuple[int, ...]]]) -> None:
        self.devices = devices
        self.is_busy = False
        self.calls: list[str] = []
        self.callback: Callable[..., None] = lambda *_: None

    def OutputStream(self, callback: Callable[..., None], **options: object) -> SimpleNamespace:  # noqa: N802
        def start() -> None:
            if self.is_busy:
                raise self.PortAudioError("Device unavailable")

        self.callback = callback
        return SimpleNamespace(active=True, latency=0.25, start=start, close=lambda ignore_errors: None)

    def _terminate(self) -> None:
        self.calls.append("terminate")

    def _initialize(self) -> None:
        self.calls.append("initialize")

    def query_devices(self, device: str | None = None, kind: str | None = None) -> object:
        names = list(self.devices)
        if kind is None:
            return [self.query_devices(name, "output") for name in names]
        if not names:
            raise self.PortAudioError("Error querying device -1")
        if device is not None and device not in names:
            raise ValueError(f"No output device matching {device!r}")
        name = device or names[0]
        channels, rates = self.devices[name]
        return {
            "name": name,
            "index": names.index(name),
            "hostapi": 0,
            "max_output_channels": channels,
            "default_samplerate": rates[0],
        }

    def query_hostapis(self) -> list[dict[str, str]]:
        return [{"name": "ALSA"}]

    def check_output_settings(self, index: int, channels: int, dtype: str, samplerate: int) -> None:
        if samplerate not in list(self.devices.values())[index][1]:
            raise self.PortAudioError("Invalid sample rate")


def _pretend(monkeypatch: pytest.MonkeyPatch, devices: dict[str, tuple[int, tuple[int, ...]]]) -> FakePortAudio:
    fake = FakePortAudio(devices)
    monkeypatch.setitem(sys.modules, "sounddevice", fake)
    return fake


def test_a_machine_without_a_device_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend(monkeypatch, {})
    output = open_output(44100)
    assert output.reason == (
        "there is no sound: no sound device was found; connect one or switch it on, then play again"
    )
    assert output.rate == 44100


def test_an_unknown_device_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend(monkeypatch, {"card": (2, (48000,))})
    assert "the device USB was not found" in open_output(44100, "USB").reason


@pytest.mark.parametrize(("wanted", "rate"), [(44100, 44100), (48000, 48000), (96000, 48000)])
def test_the_rate_of_the_song_is_used_where_the_device_can(
    wanted: int, rate: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend(monkeypatch, {"card": (8, (48000, 44100))})
    output = open_output(wanted)
    assert (output.name, output.reason, output.rate) == ("card", "", rate)


@pytest.mark.parametrize(("channels", "expected"), [(1, [[0.5], [0.5]]), (2, [[0.25, 0.75], [0.25, 0.75]])])
@pytest.mark.parametrize(("told", "latency"), [(0.04, 0.04), (0.0, 0.25), (-1e9, 0.25)])
def test_the_callback_says_when_its_frames_are_heard(
    channels: int, expected: list[list[float]], told: float, latency: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = _pretend(monkeypatch, {"card": (channels, (44100,))})
    output = open_output(44100)
    heard: list[float] = []

    def fill(out: np.ndarray, heard_at: float) -> None:
        out[:] = (0.25, 0.75)
        heard.append(heard_at - time.monotonic())

    output.start(fill)
    assert output.is_alive
    out = np.zeros((2, channels), np.float32)
    fake.callback(out, 2, SimpleNamespace(outputBufferDacTime=100.0 + told, currentTime=100.0), None)
    assert out.tolist() == expected
    assert heard == [pytest.approx(latency, abs=0.02)]
    output.close()
    assert not output.is_alive


def test_a_device_that_another_program_uses_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend(monkeypatch, {"card": (2, (44100,))}).is_busy = True
    with pytest.raises(PlaybackError, match=r"card cannot be used \(Device unavailable\); close the program"):
        open_output(44100).start(lambda out, heard_at: None)


def test_devices_are_listed_and_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = _pretend(monkeypatch, {"card": (2, (44100,)), "microphone": (0, (44100,))})
    assert devices() == (Device("card", "ALSA", 2, 44100, True),)
    look_again_for_devices()
    assert fake.calls == ["terminate", "initialize"]
