"""The two faders of what is split live."""

from __future__ import annotations

import numpy as np
import pytest

from core.live.gains import LiveGains
from core.playback.layers import Strip
from tests.core.live_cases import noise

RATE = 44100


def mixed(gains: LiveGains, voice: np.ndarray, accompaniment: np.ndarray, channels: int = 2) -> np.ndarray:
    heard = np.full((len(voice), channels), np.nan, np.float32)
    for start in range(0, len(voice), 500):
        stop = start + 500
        gains.mix(voice[start:stop], accompaniment[start:stop], heard[start:stop])
    return heard


@pytest.fixture
def parts() -> tuple[np.ndarray, np.ndarray]:
    return noise(4000, 2, 1), noise(4000, 2, 2)


def test_faders_at_0_db_give_the_sum(parts):
    assert np.array_equal(mixed(LiveGains(RATE, 2, 2), *parts), parts[0] + parts[1])


def test_strips_count_from_the_first_sample(parts):
    voice, accompaniment = parts
    quiet = mixed(LiveGains(RATE, 2, 2, {"voice": Strip(gain_db=-20.0)}), *parts)
    np.testing.assert_allclose(quiet, 0.1 * voice + accompaniment, rtol=0, atol=1e-7)
    assert np.array_equal(mixed(LiveGains(RATE, 2, 2, {"voice": Strip(mute=True)}), *parts), accompaniment)
    assert np.array_equal(mixed(LiveGains(RATE, 2, 2, {"voice": Strip(solo=True)}), *parts), voice)
    left = mixed(LiveGains(RATE, 2, 2, {"voice": Strip(pan=-1.0), "accompaniment": Strip(mute=True)}), *parts)
    assert np.array_equal(left, voice * np.array([1, 0], np.float32))


def test_a_fader_moves_without_a_click():
    ones, zeros = np.ones((4000, 2), np.float32), np.zeros((4000, 2), np.float32)
    gains = LiveGains(RATE, 2, 2)
    mixed(gains, ones, zeros)
    gains.set_strip("voice", gain_db=-6.0)
    half = 10 ** (-6 / 20)
    first = mixed(gains, ones[:300], zeros[:300])
    # another change on the way goes on from where it is
    gains.set_strip("voice", mute=True)
    heard = np.concatenate([[[1.0, 1.0]], first, mixed(gains, ones, zeros)])
    assert np.abs(np.diff(heard, axis=0)).max() < 0.004
    assert half < heard[300, 0] < 0.8
    assert np.array_equal(heard[301 + gains.ramp_samples :], np.zeros_like(heard[301 + gains.ramp_samples :]))
    assert np.array_equal(heard[:, 0], heard[:, 1])


def test_a_channel_is_heard_on_both_sides():
    voice, accompaniment = noise(1000, 1, 1), noise(1000, 1, 2)
    heard = mixed(LiveGains(RATE, 1, 2, {"voice": Strip(pan=1.0)}), voice, accompaniment)
    assert np.array_equal(heard[:, :1], accompaniment)
    assert np.array_equal(heard[:, 1:], voice + accompaniment)
    alone = mixed(LiveGains(RATE, 1, 1), voice, accompaniment, channels=1)
    assert np.array_equal(alone, voice + accompaniment)


def test_pan_turns_the_other_side_of_more_channels_down():
    voice, silence = noise(1000, 6, 1), np.zeros((1000, 6), np.float32)
    heard = mixed(LiveGains(RATE, 6, 6, {"voice": Strip(pan=-1.0)}), voice, silence, channels=6)
    # left, right, centre, low effects, left and right behind
    np.testing.assert_allclose(heard, voice * np.array([1, 0, 0.5, 0.5, 1, 0], np.float32), rtol=0, atol=1e-8)


def test_levels_are_the_loudest_since_they_were_asked_for(parts):
    voice, accompaniment = parts
    gains = LiveGains(RATE, 2, 2, {"voice": Strip(gain_db=-20.0)})
    heard = mixed(gains, voice, accompaniment)
    levels = gains.levels()
    assert levels.strips["voice"] == pytest.approx(20 * np.log10(0.1 * np.abs(voice).max()), abs=0.01)
    assert levels.strips["accompaniment"] == pytest.approx(20 * np.log10(np.abs(accompaniment).max()), abs=0.01)
    left, right = 20 * np.log10(np.abs(heard).max(axis=0))
    assert (levels.left_db, levels.right_db) == pytest.approx((left, right), abs=0.01)
    assert gains.levels() == levels, "nothing new was heard"
    mixed(gains, 0 * voice, 0 * accompaniment)
    assert gains.levels().strips == {}
    assert gains.levels().left_db == -200.0


def test_the_end_fades_out_for_good(parts):
    gains = LiveGains(RATE, 2, 2, {"voice": Strip(solo=True)})
    gains.fade_out()
    heard = mixed(gains, *parts)
    assert heard[:50].any()
    assert not heard[gains.ramp_samples :].any()
    gains.set_strip("accompaniment", solo=True)
    assert not mixed(gains, *parts).any()
