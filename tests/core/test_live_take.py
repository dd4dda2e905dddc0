"""A song that is split while it is read: whole wherever one goes, and hardly any work twice."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from core.audio import Audio
from core.playback.feeder import Feeder
from core.playback.live_take import ACCOMPANIMENT, LIVE, VOICE, LiveTake, live_take
from core.playback.mixer import Sources, Strip
from core.playback.timeline import Loop
from tests.core.played_device import PulledDevice
from tests.core.played_songs import LENGTH, RATE, bends, noise, tone

LATENCY = 300
# of the sound, that a splitter has to hear before it is right
SETTLING = 500
SHARE = 0.25
FADE = 40
# a 50 Hz tone of amplitude 0.5 bends by 0.0008 from sample to sample; a step by 0.5
SMOOTH = 0.03


class QuarterSplitter:
    """Calls a quarter of the sound the voice, later and not before it has settled."""

    made: list[QuarterSplitter]

    def __init__(self) -> None:
        self.latency_samples = LATENCY
        self.fed = self.resets = 0
        self.reset()

    def reset(self) -> None:
        self.resets += 1
        self._since = 0
        self._waiting: np.ndarray | None = None

    def process(self, block: np.ndarray, voice: np.ndarray, accompaniment: np.ndarray) -> None:
        assert block.dtype == np.float32
        assert block.flags.c_contiguous
        assert block.shape == voice.shape == accompaniment.shape
        if self._waiting is None:
            self._waiting = np.zeros((LATENCY, block.shape[1]), np.float32)
        heard = np.concatenate([self._waiting, block])
        later, self._waiting = heard[: len(block)], heard[len(block) :]
        settled = (self._since - LATENCY + np.arange(len(block)) >= SETTLING)[:, np.newaxis]
        voice[:] = np.where(settled, SHARE * later, 0.0)
        accompaniment[:] = later - voice
        self._since += len(block)
        self.fed += len(block)


@pytest.fixture
def splitters() -> list[QuarterSplitter]:
    return []


@pytest.fixture
def split(splitters: list[QuarterSplitter]) -> Callable[[Audio], LiveTake]:
    def make() -> QuarterSplitter:
        splitters.append(QuarterSplitter())
        return splitters[-1]

    return lambda audio: live_take(audio, make)


def rig_of(take: LiveTake, voice: Strip = Strip(), accompaniment: Strip = Strip()) -> PulledDevice:  # noqa: B008
    rig = PulledDevice(Sources(take.split.song, {LIVE: take}))
    rig.feeder.mixer.listen("stems", LIVE)
    rig.feeder.mixer.set_strip(VOICE, voice)
    rig.feeder.mixer.set_strip(ACCOMPANIMENT, accompaniment)
    return rig


@pytest.mark.parametrize("channels", [1, 2, 6])
def test_both_parts_lie_where_they_are_in_the_song_and_add_up_to_it(
    split: Callable[[Audio], LiveTake], channels: int
) -> None:
    audio = noise(1, channels)
    take = split(audio)
    whole = Sources(audio).mixture
    for start in (0, 160, 320, 7000, 7160, LENGTH - 100):
        voice, rest = (take.read(name, start, start + 160) for name in (VOICE, ACCOMPANIMENT))
        assert voice.shape == rest.shape == (2, 160)
        song = PulledDevice(Sources(whole)).feeder.mixer.render(start, 160)[0]
        np.testing.assert_allclose(voice + rest, song, atol=1e-7, rtol=0)
        np.testing.assert_allclose(voice, SHARE * song, atol=1e-7, rtol=0)


def test_what_is_outside_the_song_is_silent(split: Callable[[Audio], LiveTake]) -> None:
    take = split(noise(2))
    assert not take.read(VOICE, -400, -200).any()
    assert not take.read(VOICE, LENGTH, LENGTH + 200).any()
    across = take.read(VOICE, LENGTH - 100, LENGTH + 100)
    np.testing.assert_allclose(across[:, :100], SHARE * take.split.song.samples[:, -100:], atol=1e-7)
    assert not across[:, 100:].any()


def test_reading_in_order_splits_every_sample_once(
    split: Callable[[Audio], LiveTake], splitters: list[QuarterSplitter]
) -> None:
    take = split(noise(3))
    for start in range(0, 8000, 160):
        for name in (VOICE, ACCOMPANIMENT):
            take.read(name, start, start + 160)
    assert sum(one.fed for one in splitters) <= 8000 + 2 * LATENCY + 0.2 * RATE


def test_playing_hears_the_song_and_a_jump_has_no_gap(split: Callable[[Audio], LiveTake]) -> None:
    audio = noise(4)
    rig = rig_of(split(audio))
    rig.feeder.play()
    np.testing.assert_allclose(rig.run(3000)[:, FADE:], audio.samples[:, FADE:3000], atol=1e-6)
    rig = rig_of(split(audio), accompaniment=Strip(mute=True))
    rig.feeder.play()
    np.testing.assert_allclose(rig.run(3000)[:, FADE:], SHARE * audio.samples[:, FADE:3000], atol=1e-6)
    for position in (9000, 200, 8500):
        rig.feeder.seek(position)
        # behind the fade of what was heard before, and its own
        heard = rig.run(2000)[:, 2 * FADE :]
        np.testing.assert_allclose(heard, SHARE * audio.samples[:, position + FADE :][:, :1920], atol=1e-6)
    assert rig.feeder.underruns == 0


@pytest.mark.parametrize("loop", [Loop(1003, 5000), Loop(100, 1777), Loop(2000, LENGTH), Loop(9000, 9400)])
def test_a_loop_has_no_seam_and_repeats(split: Callable[[Audio], LiveTake], loop: Loop) -> None:
    rig = rig_of(split(tone(level=0.5)), voice=Strip(mute=True))
    rig.feeder.set_loop(loop)
    rig.feeder.seek(loop.start)
    rig.feeder.play()
    heard = rig.run(3 * loop.length + 400)[:, 2 * FADE :]
    assert bends(heard) < SMOOTH
    assert np.abs(heard).max() == pytest.approx((1 - SHARE) * 0.5, abs=0.01)
    second = heard[:, loop.length : 2 * loop.length]
    np.testing.assert_allclose(second, heard[:, 2 * loop.length : 3 * loop.length], atol=1e-6)


def test_a_short_loop_is_split_once(split: Callable[[Audio], LiveTake], splitters: list[QuarterSplitter]) -> None:
    rig = rig_of(split(noise(5)))
    rig.feeder.set_loop(Loop(4000, 6000))
    rig.feeder.seek(4000)
    rig.feeder.play()
    rig.run(30_000)
    assert sum(one.fed for one in splitters) < 10_000


@pytest.mark.parametrize("name", [VOICE, ACCOMPANIMENT])
def test_a_moved_fader_is_heard_soon_smoothly_and_without_work(
    split: Callable[[Audio], LiveTake], splitters: list[QuarterSplitter], name: str
) -> None:
    rig = rig_of(split(tone(level=0.5)))
    rig.feeder.play()
    parts = [rig.run(2000)]
    assert rig.feeder.waiting_s > 0.5
    fed = sum(one.fed for one in splitters)
    rig.feeder.mixer.set_strip(name, Strip(gain_db=float("-inf")))
    rig.feeder.refresh()
    rig.feeder.feed()
    assert sum(one.fed for one in splitters) - fed < 400
    parts.append(rig.run(3000))
    heard = np.concatenate(parts, axis=1)
    assert bends(heard[:, 2 * FADE :]) < SMOOTH
    left = SHARE if name == ACCOMPANIMENT else 1 - SHARE
    song = rig.feeder.mixer.sources.mixture.samples
    np.testing.assert_allclose(heard[:, 3000:], left * song[:, 3000:5000], atol=1e-6)
    assert rig.transport.position() == 5000


def test_changing_between_the_song_and_its_parts_changes_nothing_that_is_heard(
    split: Callable[[Audio], LiveTake],
) -> None:
    rig = rig_of(split(tone(level=0.5)))
    rig.feeder.play()
    parts = [rig.run(1600)]
    for what in ("mixture", "stems", "mixture", "stems"):
        rig.feeder.mixer.listen(what, LIVE)  # type: ignore[arg-type]
        rig.feeder.refresh()
        parts.append(rig.run(1200))
    heard = np.concatenate(parts, axis=1)[:, FADE:]
    song = rig.feeder.mixer.sources.mixture.samples
    np.testing.assert_allclose(heard, song[:, FADE : FADE + heard.shape[1]], atol=1e-6)


def test_scrubbing_hears_the_parts_where_the_pointer_is(
    split: Callable[[Audio], LiveTake], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [50.0]
    monkeypatch.setattr("core.playback.scrubbing.time.monotonic", lambda: now[0])
    rig = rig_of(split(tone(level=0.5)), voice=Strip(mute=True))
    parts = []
    for position in (*range(4000, 5000, 40), *range(12_000, 9000, -200)):
        rig.feeder.scrub(position)
        parts.append(rig.run(160))
        now[0] += 0.02
    heard = np.concatenate(parts, axis=1)
    assert bends(heard) < SMOOTH
    assert np.abs(heard).max() == pytest.approx((1 - SHARE) * 0.5, abs=0.05)
    rig.feeder.scrub(None)
    rig.run(400)
    rig.feeder.play()
    song = rig.feeder.mixer.sources.mixture.samples
    position = rig.transport.position()
    expected = (1 - SHARE) * song[:, position + FADE : position + 1000]
    np.testing.assert_allclose(rig.run(1000)[:, FADE:], expected, atol=1e-6)


def test_what_splitting_takes_is_told_while_there_is_something_to_split(split: Callable[[Audio], LiveTake]) -> None:
    take = split(noise(6))
    assert take.split.take_load() is None
    take.read(VOICE, 0, RATE)
    load = take.split.take_load()
    assert load is not None
    assert 0.0 <= load < 1.0
    assert take.split.take_load() is None


def test_another_network_comes_in_smoothly(split: Callable[[Audio], LiveTake]) -> None:
    audio = tone(level=0.5)
    rig = rig_of(split(audio), voice=Strip(mute=True))
    rig.feeder.play()
    parts = [rig.run(2000)]
    rig.feeder.set_sources(Sources(audio, {LIVE: split(audio)}))
    parts.append(rig.run(3000))
    heard = np.concatenate(parts, axis=1)[:, FADE:]
    np.testing.assert_allclose(heard, (1 - SHARE) * audio.samples[:, FADE:5000], atol=1e-6)


def test_a_take_without_stems_is_not_taken_for_it(split: Callable[[Audio], LiveTake]) -> None:
    take = split(noise(7))
    assert take.sounds_like(take)
    assert not take.sounds_like(split(take.split.song))
    feeder: Feeder = rig_of(take).feeder
    assert feeder.mixer.choice.take == LIVE
