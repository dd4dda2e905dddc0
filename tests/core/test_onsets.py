"""Where something begins in a song."""

from __future__ import annotations

import numpy as np
import pytest

from core.annotation import onsets
from core.annotation.onsets import detect_onsets, snapped
from core.audio import Audio
from core.errors import JobCancelled
from tests.core.songs import tone

TRUE_S = (0.0, 0.35, 0.6, 1.4, 1.55, 2.5, 3.9)
TOLERANCE_S = 0.012


def struck(rate: int, duration_s: float = 5.0, channels: int = 2, gain: float = 0.2) -> Audio:
    """Return tones of several pitches that begin at ``TRUE_S``, over a faint noise."""
    samples = 1e-4 * np.random.default_rng(0).standard_normal(round(duration_s * rate))
    for index, start_s in enumerate(TRUE_S):
        note = tone(52 + 5 * index, 0.8, rate, 0.6)
        note *= np.minimum(1.0, np.arange(len(note))[::-1] / (0.2 * rate))
        start = round(start_s * rate)
        samples[start : start + len(note)] += note[: len(samples) - start]
    return Audio(np.tile((gain * samples).astype(np.float32), (channels, 1)), rate)


@pytest.mark.parametrize("rate", [8000, 22050, 44100, 96000])
def test_every_tone_is_found_when_it_begins(rate):
    found = detect_onsets(struck(rate))
    assert found.dtype == np.int64
    np.testing.assert_allclose(found / rate, TRUE_S, rtol=0, atol=TOLERANCE_S)


@pytest.mark.parametrize("gain", [1e-3, 0.9])
def test_the_level_of_the_song_changes_nothing(gain):
    np.testing.assert_array_equal(detect_onsets(struck(22050, gain=gain)), detect_onsets(struck(22050)))


@pytest.mark.parametrize("block_s", [0.03, 0.4, 100.0])
def test_blocks_change_nothing(monkeypatch, block_s):
    song = struck(44100)
    whole = detect_onsets(song)
    monkeypatch.setattr(onsets, "_BLOCK_S", block_s)
    np.testing.assert_array_equal(detect_onsets(song), whole)


def test_nothing_begins_in_silence_or_in_a_steady_tone():
    rate = 22050
    assert len(detect_onsets(Audio(np.zeros((2, rate), np.float32), rate))) == 0
    steady = 0.3 * np.sin(2 * np.pi * 330 * np.arange(4 * rate) / rate)[None].astype(np.float32)
    assert [onset for onset in detect_onsets(Audio(steady, rate)) if 0.1 * rate < onset < 3.9 * rate] == []


@pytest.mark.parametrize("length", [0, 1, 100, 1500])
def test_short_songs_are_searched_too(length):
    song = Audio(np.full((1, length), 0.5, np.float32), 44100)
    assert all(0 <= onset < length for onset in detect_onsets(song))


def test_progress_rises_to_one_and_ends_the_search():
    song, shares = struck(22050), []
    detect_onsets(song, lambda share: shares.append(share) or True)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    with pytest.raises(JobCancelled):
        detect_onsets(song, lambda share: False)


@pytest.mark.parametrize(
    ("sample", "within", "expected"),
    [(95, 10, 100), (105, 10, 100), (100, 0, 100), (150, 49, 150), (151, 50, 200), (0, 10, 0), (999, 800, 200)],
)
def test_a_sample_snaps_to_the_nearest_onset_within_reach(sample, within, expected):
    assert snapped(sample, np.array([100, 200]), within) == expected


def test_without_onsets_nothing_snaps():
    assert snapped(7, np.zeros(0, np.int64), 1000) == 7
