"""A player on a device that the test drives: what is heard after a change, and that nothing clicks on the way."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from core.audio import Audio
from core.playback import Player, Take
from core.playback.feeder import Feeder
from core.playback.ring import Ring
from core.playback.takes import Sources
from core.playback.timeline import Loop
from tests.core.played_device import PulledDevice
from tests.core.played_songs import bends, song

RATE = 48000
LENGTH = 10 * RATE
BLOCK = 960
# 0.3 s is enough for every change to come and to settle; the last 0.1 s of it must be right
WAIT, CHECKED = 15, 4800
# of a tone of 200 Hz and amplitude 0.25 three samples bend by 0.00017, a step of -50 dB of full scale by 0.0032
CLICK = 0.0015
STEP = 10 ** (-50 / 20)


def _tone(level: float, phase: float = 0.0) -> Audio:
    wave = level * np.cos(2 * np.pi * 200.0 * np.arange(LENGTH) / RATE + phase)
    return Audio(np.tile(wave.astype(np.float32), (2, 1)), RATE)


class FakeDevice:
    """An output whose frames the test takes, by a clock that the test moves."""

    def __init__(self) -> None:
        self.name, self.reason, self.rate, self.latency_s, self.underflows = "fake", "", RATE, 0.0, 0
        self.ring = Ring(RATE)
        self.is_alive = False

    def start(self) -> None:
        self.is_alive = True

    def stop(self) -> None:
        self.is_alive = False

    def close(self) -> None:
        self.is_alive = False


class Listener:
    """Somebody who sits before a player."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.device = FakeDevice()
        self.player = Player(lambda rate, name: self.device, clock=lambda: self.now)
        self.is_feeding = False
        self.heard = [np.zeros((2, 0), np.float32)]

    def hear(self, blocks: int, in_a_hurry: bool = False) -> np.ndarray:
        """Let the device take blocks and return them; the player may end its work before, unless in a hurry."""
        taken = []
        for _ in range(blocks):
            self._until(self._has_sound if in_a_hurry else self._is_at_rest)
            out = np.full((BLOCK, 2), np.nan, np.float32)
            self.device.ring.pull(out, self.now)
            self.now += BLOCK / RATE
            taken.append(out.T)
        self.heard += taken
        return np.concatenate(taken, axis=1)

    def _has_sound(self) -> bool:
        feeder = self.player._feeder
        return feeder is not None and (not feeder.transport.is_playing or self.device.ring.available >= BLOCK)

    def _is_at_rest(self) -> bool:
        return not self.is_feeding and self._has_sound() and not self.player._feeder._is_stale  # type: ignore[union-attr]

    def watch(self, feed: Callable[[Feeder], int]) -> Callable[[Feeder], int]:
        def watched(feeder: Feeder) -> int:
            self.is_feeding = True
            try:
                return feed(feeder)
            finally:
                self.is_feeding = False

        return watched

    def _until(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 5.0
        while not condition():
            assert time.monotonic() < deadline, "it never happened"
            time.sleep(0.001)

    def everything(self) -> np.ndarray:
        return np.concatenate(self.heard, axis=1)

    def position(self) -> int:
        return self.player.position()


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    listener = Listener()
    monkeypatch.setattr(Feeder, "feed", listener.watch(Feeder.feed))
    yield listener
    listener.player.close()


MIXTURE = _tone(0.25)
TAKES = {
    "1": Take({"a": _tone(0.15, 1.0), "b": _tone(0.1, 2.0), "residual": _tone(0.02, 3.0)}),
    "2": Take({"a": _tone(0.2, -1.0), "b": _tone(0.05, -2.0), "residual": _tone(0.05, 1.5)}),
}
SUMS = {name: sum(audio.samples for audio in take.stems.values()) for name, take in TAKES.items()}


def _is_heard(listener: Listener, expected: np.ndarray) -> None:
    """Check that the last 0.1 s of the next 0.3 s are those samples, at the position that is told."""
    output = listener.hear(WAIT)[:, -CHECKED:]
    position = listener.position()
    np.testing.assert_allclose(output, expected[:, position - CHECKED : position], atol=2e-6, rtol=0)


@pytest.mark.parametrize("phase", np.linspace(0, 2 * np.pi, 16, endpoint=False))
def test_the_detector_finds_a_step_of_one_sample_anywhere_on_the_wave(phase: float) -> None:
    smooth = _tone(0.25, phase).samples[:, :4800].copy()
    assert bends(smooth) < CLICK / 5
    stepped = smooth.copy()
    stepped[0, 2000:] += STEP
    assert bends(stepped) > CLICK
    spoiled = smooth.copy()
    spoiled[1, 3000] += STEP
    assert bends(spoiled) > CLICK


def test_everything_is_heard_at_the_same_position(listener: Listener) -> None:
    player = listener.player
    player.open(MIXTURE, TAKES)
    player.play()
    _is_heard(listener, MIXTURE.samples)
    for what, take, expected in (
        ("stems", "1", SUMS["1"]),
        ("residual", "1", TAKES["1"].stems["residual"].samples),
        ("stems", "2", SUMS["2"]),
        ("mixture", "", MIXTURE.samples),
        ("residual", "2", TAKES["2"].stems["residual"].samples),
        ("stems", "1", SUMS["1"]),
    ):
        player.listen(what, take)  # type: ignore[arg-type]
        _is_heard(listener, expected)
    assert listener.position() == 7 * WAIT * BLOCK
    assert bends(listener.everything()) < CLICK
    assert player.state().underruns == 0


@pytest.mark.parametrize("in_a_hurry", [False, True])
def test_switching_to_and_fro_without_a_pause_does_not_click(in_a_hurry: bool, listener: Listener) -> None:
    player = listener.player
    player.open(MIXTURE, TAKES)
    player.play()
    for number in range(40):
        player.listen(*(("mixture", ""), ("stems", "1"), ("stems", "2"), ("residual", "1"))[number % 4])  # type: ignore[arg-type]
        listener.hear(1 + number % 3, in_a_hurry)
    player.listen("stems", "2")
    _is_heard(listener, SUMS["2"])
    # a device that takes faster than the player mixes meets the edge of what was mixed
    assert bends(listener.everything()) < (2 * CLICK if in_a_hurry else CLICK)


def test_a_change_that_comes_too_late_for_what_waits_does_not_click(monkeypatch: pytest.MonkeyPatch) -> None:
    ring, heard = Ring(RATE), []

    def take(frames: int) -> None:
        out = np.zeros((frames, 2), np.float32)
        ring.pull(out, 0.0)
        heard.append(out.T)

    def overtaken(*_: object) -> bool:
        take(ring.available)  # the device was faster
        monkeypatch.undo()
        return False

    feeder = Feeder(Sources(MIXTURE, TAKES), ring, lambda: 0.0)
    feeder.play()
    feeder.feed()
    take(ring.available - 5 * BLOCK)
    monkeypatch.setattr(ring, "replace", overtaken)
    feeder.mixer.listen("stems", "2")
    feeder.refresh()
    feeder.feed()
    feeder.feed()
    take(10 * BLOCK)
    output = np.concatenate(heard, axis=1)
    end = output.shape[1]
    np.testing.assert_allclose(output[:, end - BLOCK :], SUMS["2"][:, end - BLOCK : end], atol=2e-6, rtol=0)
    assert bends(output) < CLICK


def test_previews_replace_each_other_without_a_break(listener: Listener) -> None:
    player, stem = listener.player, _tone(0.25)
    player.open(MIXTURE)
    player.listen("stems", "preview")
    player.play()
    listener.hear(WAIT)
    for number in range(20):
        # the same sound in another array, of which more and more is finished
        copy = Audio(stem.samples.copy(), RATE)
        player.open(MIXTURE, {"preview": Take({"a": copy}, ((0, (3 + number // 4) * RATE),))})
        listener.hear(1 + number % 4)
    # before the first preview the mixture is heard, which is the same tone: nothing of all this may be audible
    output = listener.everything()
    fade = RATE // 100
    np.testing.assert_allclose(output[:, fade:], stem.samples[:, fade : output.shape[1]], atol=2e-6, rtol=0)
    assert listener.position() == output.shape[1]


def test_previews_that_differ_do_not_click_and_the_result_takes_over(listener: Listener) -> None:
    player = listener.player
    player.open(MIXTURE, {"1": TAKES["1"]})
    player.listen("stems", "1")
    player.play()
    listener.hear(WAIT)
    player.listen("stems", "preview")
    for number in range(20):
        preview = Take({"a": _tone(0.2 + 0.002 * number, 0.3 * number)})
        player.open(MIXTURE, {"1": TAKES["1"], "preview": preview})
        output = listener.hear(2)
        assert np.abs(output).max(axis=1).min() > 0.05
    player.open(MIXTURE, TAKES)  # the preview has become a version, which nobody has chosen yet
    _is_heard(listener, SUMS["1"])
    player.listen("stems", "2")
    _is_heard(listener, SUMS["2"])
    assert bends(listener.everything()) < CLICK


def test_the_edge_of_what_is_finished_does_not_click(listener: Listener) -> None:
    player = listener.player
    player.open(MIXTURE, {"preview": Take({"a": MIXTURE}, ((0, RATE // 2), (RATE, LENGTH)))})
    player.listen("stems", "preview")
    player.play()
    listener.hear(75)
    output = listener.everything()
    assert not output[:, RATE // 2 : RATE].any()
    assert np.abs(output[:, RATE + 1000 :]).max() == pytest.approx(0.25, rel=0.01)
    assert bends(output) < CLICK


CHANGES: dict[str, tuple[Callable[[Player], object], float]] = {
    "gain": (lambda player: player.set_strip("a", gain_db=-12.0), 10 ** (-12 / 20)),
    "silence": (lambda player: player.set_strip("a", gain_db=-math.inf), 0.0),
    "mute": (lambda player: player.set_strip("a", mute=True), 0.0),
    "solo": (lambda player: player.set_strip("b", solo=True), 0.0),
    "master": (lambda player: player.set_master(-20.0), 0.1),
    "match": (lambda player: player.set_match({("stems", "1"): -6.0}), 10 ** (-6 / 20)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_while_it_plays_does_not_click(change: str, listener: Listener) -> None:
    player = listener.player
    player.open(MIXTURE, {"1": Take({"a": MIXTURE, "b": Audio(np.zeros((2, LENGTH), np.float32), RATE)})})
    player.listen("stems", "1")
    player.play()
    _is_heard(listener, MIXTURE.samples)
    act, gain = CHANGES[change]
    act(player)
    _is_heard(listener, gain * MIXTURE.samples)
    assert bends(listener.everything()) < CLICK


def test_a_fader_and_a_pan_that_are_dragged_do_not_click(listener: Listener) -> None:
    player = listener.player
    player.open(MIXTURE, TAKES)
    player.listen("stems", "2")
    player.play()
    listener.hear(WAIT)
    for number in range(60):
        player.set_strip("a", gain_db=-20.0 + 20.0 * math.cos(number / 5), pan=math.sin(number / 7))
        player.set_strip("b", mute=number % 10 < 5)
        listener.hear(1)
    assert bends(listener.everything()) < CLICK


@pytest.mark.parametrize("span", [(12345, 31234), (20000, 20960), (5000, 5000 + RATE)])
def test_a_loop_has_no_seam(span: tuple[int, int], listener: Listener) -> None:
    player = listener.player
    player.open(MIXTURE, TAKES)
    player.listen("stems", "1")
    player.set_loop(span)
    player.seek(span[0])
    player.play()
    listener.hear(120)
    assert bends(listener.everything()) < CLICK
    assert player.state().loop == Loop(*span)
    assert span[0] <= listener.position() < span[1]


def test_start_stop_and_seek_do_not_click(listener: Listener) -> None:
    player = listener.player
    player.open(MIXTURE, TAKES)
    for number in range(4):
        player.play()
        listener.hear(7)
        player.seek(10007 * (number + 1))
        listener.hear(7)
        player.stop()
        listener.hear(3)
    assert bends(listener.everything()) < CLICK


def test_levels_are_those_of_what_is_heard(listener: Listener) -> None:
    player = listener.player
    stem = np.zeros((2, LENGTH), np.float32)
    stem[0, 20000:20100] = 0.5 * np.hanning(100)
    player.open(MIXTURE, {"1": Take({"a": Audio(stem, RATE), "b": _tone(0.01)})})
    player.listen("stems", "1")
    player.set_master(-6.0)
    player.play()
    loudest, true_peaks = [], []
    for _ in range(40):
        listener.hear(1)
        levels = player.levels()
        loudest.append(levels.strips.get("a", -200.0))
        true_peaks.append(levels.true_peak_db)
        if len(loudest) == 10:
            assert levels.left_db == pytest.approx(-46.0, abs=0.1)
            assert levels.strips["b"] == pytest.approx(-40.0, abs=0.1)
    assert max(loudest) == pytest.approx(-6.0, abs=0.1)  # behind the fader, before the master
    assert abs(int(np.argmax(loudest)) - 20000 // BLOCK) <= 1
    assert max(true_peaks) == pytest.approx(-12.0, abs=0.3)
    player.stop()
    listener.hear(1)
    assert player.levels().strips == {}


def test_a_jump_is_followed_by_enough_sound_to_paint_it(monkeypatch: pytest.MonkeyPatch) -> None:
    device = PulledDevice(song())
    feeder, ring = device.feeder, device.transport.ring
    feeder.play()
    device.run(2000)
    render, missed = feeder.mixer.render, []

    def render_beside_the_window(*args: object) -> object:
        """The window paints what it jumped to, so that the device takes more than is mixed."""
        if ring.underruns == 0 and len(missed) < 4:
            missed.append(ring.available)
            ring.pull(np.zeros((240, 2), np.float32), device.now)
        return render(*args)

    feeder.seek(9000)
    monkeypatch.setattr(feeder.mixer, "render", render_beside_the_window)
    feeder.feed()
    assert len(missed) == 4
    assert feeder.underruns == 0
