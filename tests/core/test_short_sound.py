"""Something that is heard beside the song."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest

from core.audio import Audio
from core.playback import Player
from core.playback.output import NullOutput
from tests.core.played_device import PulledDevice
from tests.core.played_songs import RATE, song


def blip(level: float = 0.5, length: int = 800, rate: int = RATE) -> Audio:
    phase = np.arange(length) * (2 * np.pi * 200 / rate)
    return Audio((level * np.hanning(length) * np.sin(phase)).astype(np.float32)[np.newaxis], rate)


def test_pieces_are_heard_one_after_the_other_on_both_sides() -> None:
    rig = PulledDevice(song())
    rig.feeder.sound([blip(0.5), blip(0.25)])
    assert rig.feeder.is_active
    heard = rig.run(2400)
    expected = np.concatenate([blip(0.5).samples[0], blip(0.25).samples[0], np.zeros(800, np.float32)])
    np.testing.assert_allclose(heard, np.stack([expected, expected]), atol=1e-6)
    assert not rig.feeder.is_active
    assert rig.feeder.underruns == 0


def test_pieces_are_made_only_shortly_before_they_are_heard() -> None:
    made = []

    def pieces() -> Iterator[Audio]:
        for number in range(100):
            made.append(number)
            yield blip(length=RATE // 4)

    rig = PulledDevice(song())
    rig.feeder.sound(pieces())
    rig.run(160)
    assert len(made) <= 3
    rig.run(2 * RATE)
    assert 8 <= len(made) <= 11


def test_a_sound_stops_the_song_where_it_is_and_the_song_stops_a_sound() -> None:
    one = song()
    rig = PulledDevice(one)
    rig.feeder.play()
    rig.run(1600)
    rig.feeder.sound([blip(length=8000)])
    place = rig.transport.position()
    assert not rig.transport.is_playing
    rig.run(1600)
    assert rig.transport.position() == place
    assert rig.feeder.sounded_s() == pytest.approx(0.2, abs=0.03)
    rig.feeder.play()
    assert rig.feeder.sounded_s() is None
    rig.run(400)
    assert rig.transport.is_playing


def test_the_master_and_the_rate_of_the_device_are_kept_to() -> None:
    rig = PulledDevice(song(), device_rate=2 * RATE)
    rig.feeder.mixer.set_master(-6.0)
    rig.feeder.sound([blip(0.5)])
    heard = rig.run(1600)
    assert np.abs(heard).max() == pytest.approx(0.5 * 10 ** (-6 / 20), rel=0.02)
    loud = np.flatnonzero(np.abs(heard[0]) > 0.01)
    assert 1200 < loud[-1] - loud[0] < 1600


def test_a_sound_ends_at_once_when_told() -> None:
    rig = PulledDevice(song())
    rig.feeder.sound([blip(length=8000)])
    rig.run(800)
    rig.feeder.sound(None)
    assert not rig.feeder.is_active
    assert rig.feeder.sounded_s() is None
    assert not rig.run(1600)[:, 400:].any()


def test_the_player_tells_when_a_sound_is_over() -> None:
    told: list[bool] = []
    player = Player(
        opener=lambda rate, _: NullOutput(rate, ""), on_change=lambda: told.append(player.sounded_s() is None)
    )
    try:
        player.open(song().mixture)
        player.sound([blip(length=RATE // 10)])
        assert player.sounded_s() is not None
        deadline = time.monotonic() + 10.0
        while player.sounded_s() is not None or not told:
            assert time.monotonic() < deadline, "it never ended"
            time.sleep(0.005)
        while not told[-1]:
            assert time.monotonic() < deadline, "nobody was told"
            time.sleep(0.005)
    finally:
        player.close()
