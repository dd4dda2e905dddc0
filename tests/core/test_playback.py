"""Transport, loop and position: what a device gets that takes frames by a clock set by hand."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import numpy as np
import pytest

from core.audio import Audio
from core.playback.feeder import Feeder
from core.playback.mixer import Sources, Strip, Take
from core.playback.ring import Ring
from core.playback.takes import read_stereo
from core.playback.timeline import Loop, advance, gather
from core.scratch import scratch_array
from tests.core.played_device import PulledDevice
from tests.core.played_songs import LENGTH, RAMP, RATE, bends, noise, song, tone

# a 50 Hz tone of amplitude 0.5 bends by 0.0008 from sample to sample, its ramp over 5 ms a little more; a step by 0.5
SMOOTH = 0.03


def _sines(sign: float = 1.0) -> Sources:
    stems = {"one": tone(level=0.5 * sign), "two": Audio(np.zeros((2, LENGTH), np.float32), RATE)}
    return Sources(tone(level=-0.5), {"1": Take(stems)})


def _reader(samples: np.ndarray) -> Callable[[int, int], np.ndarray]:
    return lambda start, stop: read_stereo(Audio(samples, RATE), start, stop)


@pytest.mark.parametrize(
    "loop", [Loop(1003, 5000), Loop(0, 777), Loop(20, 6000), Loop(0, LENGTH), Loop(9000, 9100), Loop(5, 6)]
)
@pytest.mark.parametrize("block", [64, 1000])
def test_a_loop_has_no_seam(loop: Loop, block: int) -> None:
    samples = tone(53.0).samples
    position, parts = loop.start, []
    for _ in range(6 * max(1, loop.length // block) + 20):
        parts.append(gather(_reader(samples), position, block, loop, RAMP))
        position = advance(position, block, LENGTH, loop)
    assert bends(np.concatenate(parts, axis=1)) < SMOOTH


def test_a_loop_repeats_and_keeps_the_attack_at_its_start() -> None:
    samples = noise(3).samples
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


FADE = 40  # 5 ms


def test_what_is_played_is_thesong() -> None:
    one = song()
    rig = PulledDevice(one)
    assert not rig.run(500).any()
    rig.feeder.play()
    output = rig.run(4000)
    np.testing.assert_array_equal(output[:, FADE:], one.mixture.samples[:, FADE:4000])
    assert rig.transport.position() == 4000
    assert rig.feeder.underruns == 0


def test_stop_keeps_the_position_and_play_goes_on_from_it() -> None:
    one = song()
    rig = PulledDevice(one)
    rig.feeder.play()
    rig.run(3000)
    rig.feeder.stop()
    tail = rig.run(500)
    assert np.abs(tail[:, :FADE]).max() > 0
    assert not tail[:, FADE:].any()
    assert rig.transport.position() == 3000
    rig.feeder.play()
    output = rig.run(1000)
    np.testing.assert_array_equal(output[:, FADE:], one.mixture.samples[:, 3000 + FADE : 4000])


def test_start_stop_and_seek_do_not_click() -> None:
    rig = PulledDevice(_sines())
    rig.feeder.play()
    parts = [rig.run(1000)]
    rig.feeder.seek(9000)
    parts.append(rig.run(1000))
    rig.feeder.stop()
    parts.append(rig.run(500))
    rig.feeder.play()
    parts.append(rig.run(1000))
    assert bends(np.concatenate(parts, axis=1)) < SMOOTH + 0.5 / FADE


@pytest.mark.parametrize("playing", [True, False])
def test_seek_is_heard_and_seen_at_once(playing: bool) -> None:
    one = song()
    rig = PulledDevice(one)
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
    expected = one.mixture.samples[:, 7000 + FADE : 8000 - begin]
    np.testing.assert_array_equal(output[:, begin + FADE :], expected)
    for outside, inside in ((-5, 0), (10**9, LENGTH)):
        rig.feeder.stop()
        rig.feeder.seek(outside)
        assert rig.transport.position() == inside


def test_the_position_moves_between_callbacks_and_never_back() -> None:
    rig = PulledDevice(song(), latency_s=0.05)
    rig.feeder.play()
    rig.feeder.feed()
    seen = []
    for _ in range(20):
        rig.transport.ring.pull(np.zeros((160, 2), np.float32), rig.now + rig.latency_s)
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
    rig = PulledDevice(song())
    rig.feeder.play()
    seen = []
    for late_s in (0.0, 0.004, -0.003, 0.009, 0.0, 0.015) * 4:
        rig.feeder.feed()
        rig.transport.ring.pull(np.zeros((100, 2), np.float32), rig.now + late_s)
        for _ in range(5):
            seen.append(rig.transport.position())
            rig.now += 0.0025
    assert (np.diff(seen) >= 0).all()
    assert seen[-1] > 2000


def test_the_end_of_the_song_stops_it_and_play_starts_anew() -> None:
    one = song()
    rig = PulledDevice(one)
    rig.feeder.seek(LENGTH - 1000)
    rig.feeder.play()
    output = rig.run(2000)
    np.testing.assert_array_equal(output[:, FADE:1000], one.mixture.samples[:, LENGTH - 1000 + FADE :])
    assert not output[:, 1000:].any()
    assert not rig.transport.is_playing
    assert rig.transport.position() == LENGTH
    assert rig.feeder.underruns == 0
    rig.feeder.play()
    rig.run(160)
    assert rig.transport.position() == 160


def test_a_loop_goes_round_and_the_position_with_it() -> None:
    one = song()
    rig = PulledDevice(one)
    rig.feeder.set_loop(Loop(1000, 3000))
    rig.feeder.play()
    output = rig.run(3000)
    np.testing.assert_array_equal(output[:, FADE : 3000 - RAMP], one.mixture.samples[:, FADE : 3000 - RAMP])
    output = rig.run(1000)
    np.testing.assert_array_equal(output, one.mixture.samples[:, 1000:2000])
    assert rig.transport.position() == 2000
    rig.feeder.set_loop(None)
    rig.run(2000)
    assert rig.transport.position() == 4000


def test_a_loop_that_ends_within_what_is_mixed_already_is_heeded() -> None:
    rig = PulledDevice(_sines())
    rig.feeder.play()
    before = rig.run(1600)
    rig.feeder.set_loop(Loop(800, 1700))
    after = rig.run(1600)
    assert rig.transport.position() == advance(1600, 1600, LENGTH, Loop(800, 1700))
    assert bends(np.concatenate([before, after], axis=1)) < SMOOTH


def test_replacing_the_stems_keeps_position_and_strips() -> None:
    one = song()
    rig = PulledDevice(one)
    rig.feeder.mixer.listen("stems")
    rig.feeder.mixer.set_strip("left", Strip(solo=True))
    rig.feeder.play()
    rig.run(2000)
    better = noise(7)
    rig.feeder.set_sources(Sources(one.mixture, {"1": Take({"left": better, "right": one.takes["1"].stems["right"]})}))
    output = rig.run(3000)
    assert rig.transport.position() == 5000
    # what was mixed ahead is still of the old ones
    np.testing.assert_array_equal(output[:, -1500:], better.samples[:, 3500:5000])


def test_stems_that_are_replaced_while_nothing_plays_are_let_go() -> None:
    one = song()
    rig = PulledDevice(one)
    rig.feeder.mixer.listen("stems")
    rig.feeder.play()
    rig.run(1000)
    rig.feeder.stop()
    old = weakref.ref(one.takes["1"].stems["left"])
    rig.feeder.set_sources(Sources(one.mixture))
    del one
    gc.collect()
    assert old() is None


@pytest.mark.parametrize("device_rate", [6000, 11025, 16000])
def test_a_device_of_another_rate_hears_the_same_song(device_rate: int) -> None:
    rig = PulledDevice(Sources(tone(200.0)), device_rate)
    rig.feeder.play()
    output = rig.run(device_rate)
    expected = tone(200.0, length=device_rate, rate=device_rate).samples
    np.testing.assert_allclose(output[:, 200:-200], expected[:, 200:-200], atol=1e-3, rtol=0)
    assert rig.transport.position() == RATE
    rig.run(2 * device_rate)
    assert not rig.transport.is_playing
    assert rig.transport.position() == LENGTH


def test_a_change_of_the_device_rate_keeps_the_position() -> None:
    rig = PulledDevice(Sources(tone(200.0)))
    rig.feeder.play()
    rig.run(4000)
    rig.feeder.set_ring(Ring(2 * RATE))
    assert rig.transport.position() == 4000
    rig.run(2000)
    assert rig.transport.position() == 5000


def test_a_device_that_starves_is_counted_and_the_song_goes_on() -> None:
    one = song()
    rig = PulledDevice(one)
    rig.feeder.play()
    rig.run(1600)
    out = np.zeros((9600, 2), np.float32)
    rig.transport.ring.pull(out, rig.now)  # more than is mixed ahead
    rig.now += 1.2
    assert rig.feeder.underruns == 1
    heard = rig.transport.position()
    np.testing.assert_array_equal(out[: heard - 1600].T, one.mixture.samples[:, 1600:heard])
    assert not out[heard - 1600 :].any()
    np.testing.assert_array_equal(rig.run(500), one.mixture.samples[:, heard : heard + 500])


def test_meters_show_what_is_heard_and_nothing_after_a_stop() -> None:
    samples = np.zeros((2, LENGTH), np.float32)
    samples[0, 8000:8160] = 0.1
    rig = PulledDevice(Sources(Audio(samples, RATE)))
    rig.feeder.play()
    rig.run(8000)
    assert rig.feeder.levels().strips["mixture"] == pytest.approx(-200)
    rig.run(320)
    assert rig.feeder.levels().strips["mixture"] == pytest.approx(-20, abs=0.01)
    rig.feeder.stop()
    assert rig.feeder.levels().strips == {}


def test_playing_reads_scratch_arrays() -> None:
    samples = scratch_array((2, 9_000_000))
    samples[:, :LENGTH] = noise(0).samples
    rig = PulledDevice(Sources(Audio(samples, RATE)))
    rig.feeder.play()
    np.testing.assert_array_equal(rig.run(2000)[:, FADE:], samples[:, FADE:2000])


# what is changed while half a second waits

CHANGES: dict[str, Callable[[Feeder], None]] = {
    "strip": lambda feeder: feeder.mixer.set_strip("one", Strip(gain_db=-40.0)),
    "pan": lambda feeder: feeder.mixer.set_strip("one", Strip(pan=1.0)),
    "choice": lambda feeder: feeder.mixer.listen("mixture"),
    "master": lambda feeder: feeder.mixer.set_master(-40.0),
    "takes": lambda feeder: feeder.set_sources(Sources(feeder.mixer.sources.mixture)),
    "loop": lambda feeder: feeder.set_loop(Loop(1300, 2300)),
}


@pytest.mark.parametrize("device_rate", [RATE, 11025])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_heard_soon_and_does_not_click(change: str, device_rate: int) -> None:
    heard = []
    for is_changed in (True, False):
        rig = PulledDevice(_sines(), device_rate)
        rig.feeder.mixer.listen("stems", "1")
        rig.feeder.play()
        before = rig.run(2000)
        assert rig.feeder.waiting_s > 0.5
        if is_changed:
            CHANGES[change](rig.feeder)
            rig.feeder.refresh()
        heard.append(np.concatenate([before, rig.run(3000)], axis=1))
    assert bends(heard[0][:, FADE * 2 :]) < SMOOTH
    differs = np.flatnonzero(np.abs(heard[0] - heard[1]).max(axis=0) > 0.01)
    assert differs.size
    if change != "loop":
        assert 2000 <= differs[0] <= 2000 + 0.08 * device_rate


def test_many_changes_one_after_the_other_never_click_nor_starve() -> None:
    rig = PulledDevice(_sines())
    rig.feeder.mixer.listen("stems", "1")
    rig.feeder.play()
    parts = [rig.run(1600)]
    generator = np.random.default_rng(0)
    for gain_db in generator.uniform(-20.0, 0.0, 60):
        rig.feeder.mixer.set_strip("one", Strip(gain_db=float(gain_db)))
        rig.feeder.refresh()
        parts.append(rig.run(130, block=130))
    assert bends(np.concatenate(parts, axis=1)) < SMOOTH
    assert rig.feeder.underruns == 0
    assert rig.transport.position() == 1600 + 60 * 130


def test_what_is_mixed_anew_is_the_song() -> None:
    one = song()
    rig = PulledDevice(one)
    rig.feeder.play()
    parts = [rig.run(1600)]
    rig.feeder.refresh()
    parts.append(rig.run(3000))
    np.testing.assert_allclose(np.concatenate(parts, axis=1)[:, FADE:], one.mixture.samples[:, FADE:4600], atol=1e-6)


def test_the_offset_moves_the_playhead_and_not_the_sound() -> None:
    rig = PulledDevice(song())
    rig.feeder.play()
    rig.run(4000)
    assert rig.transport.position() == 4000
    rig = PulledDevice(song())
    rig.transport.offset_s = 0.1
    rig.feeder.play()
    rig.run(4000)
    assert rig.transport.position() == pytest.approx(4000 - 0.1 * RATE, abs=160)


@pytest.mark.parametrize("length", [0, 1, 2, 100])
@pytest.mark.parametrize("channels", [1, 2, 6, 12])
@pytest.mark.parametrize(("rate", "device_rate"), [(8000, 48000), (44100, 44100), (192000, 44100)])
def test_songs_of_any_length_layout_and_rate_play_to_their_end(
    length: int, channels: int, rate: int, device_rate: int
) -> None:
    samples = np.full((channels, length), 0.5, np.float32)
    rig = PulledDevice(Sources(Audio(samples, rate)), device_rate)
    rig.feeder.play()
    output = rig.run(2000)
    assert np.isfinite(output).all()
    assert np.abs(output).max() <= 0.6
    assert not rig.transport.is_playing
    assert rig.transport.position() == length
    assert rig.feeder.underruns == 0
