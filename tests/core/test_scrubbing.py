"""The sound under a pointer that is dragged along a song."""

from __future__ import annotations

import numpy as np
import pytest

from core.playback.mixer import Sources
from tests.core.played_device import PulledDevice
from tests.core.played_songs import RATE, bends, song, tone

FADE = round(0.005 * RATE)
# a 50 Hz tone of amplitude 0.5 hardly bends from sample to sample; a step of a window's height bends by 0.5
SMOOTH = 0.03


def test_grains_follow_the_pointer_smoothly_and_end_when_it_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [50.0]
    monkeypatch.setattr("core.playback.scrubbing.time.monotonic", lambda: now[0])
    rig = PulledDevice(Sources(tone(level=0.5)))
    parts = []
    for step in range(30):
        rig.feeder.scrub(4000 + 37 * step)
        assert rig.transport.position() == 4000 + 37 * step
        parts.append(rig.run(160))
        now[0] += 0.02
    assert np.abs(parts[2]).max() > 0.2, "the first grain is late"
    now[0] += 0.2
    parts.append(rig.run(2000))
    heard = np.concatenate(parts, axis=1)
    assert bends(heard) < SMOOTH
    assert not heard[:, -500:].any()
    rig.feeder.scrub(None)
    assert not rig.feeder.is_active
    assert rig.feeder.underruns == 0
    assert rig.transport.position() == 4000 + 37 * 29


def test_scrubbing_stops_a_song_and_play_goes_on_from_the_pointer() -> None:
    one = song()
    rig = PulledDevice(one)
    rig.feeder.play()
    rig.run(1600)
    rig.feeder.scrub(9000)
    assert not rig.transport.is_playing
    rig.run(1600)
    rig.feeder.scrub(None)
    rig.run(400)
    rig.feeder.play()
    np.testing.assert_array_equal(rig.run(1000)[:, FADE:], one.mixture.samples[:, 9000 + FADE : 10000])
