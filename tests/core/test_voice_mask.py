"""The share of the voice from the two parts of a spectrogram."""

from __future__ import annotations

import numpy as np
import pytest

from core.engines.low_rank.voice_mask import PUBLISHED, VoiceMask, tonal_share, voice_mask

HZ = np.array([50.0, 200.0, 400.0])
LOW_RANK = np.array([[1.0, 1.0, -3.0], [0.0, 0.0, 1e30]])
SPARSE = np.array([[4.0, -1.0, 1.0], [0.0, 2.0, 1e-30]])


@pytest.mark.parametrize("exponent", [0.5, 1.0, 2.0, 20.0, None])
def test_shares_lie_between_nothing_and_all_and_those_of_both_sides_fill_a_bin(exponent):
    how = VoiceMask(exponent, lowest_hz=0)
    voice, music = voice_mask(LOW_RANK, SPARSE, HZ, how), voice_mask(SPARSE, LOW_RANK, HZ, how)
    assert voice.dtype == np.float32
    assert (voice >= 0).all()
    assert (voice <= 1).all()
    differ = np.abs(LOW_RANK) != np.abs(SPARSE)
    np.testing.assert_allclose((voice + music)[differ], 1, atol=1e-5)


def test_the_published_mask_is_binary_and_has_no_high_pass():
    assert voice_mask(LOW_RANK, SPARSE, HZ, PUBLISHED).tolist() == [[1, 0, 0], [0, 1, 0]]


def test_nothing_low_is_the_voice():
    assert not voice_mask(LOW_RANK, SPARSE, HZ)[:, 0].any()
    assert voice_mask(LOW_RANK, SPARSE, HZ)[0, 1] == pytest.approx(0.5)


def test_a_gain_leaves_less_to_the_voice():
    assert voice_mask(LOW_RANK, SPARSE, HZ, VoiceMask(gain=3.0))[0, 1] == pytest.approx(0.25)


def test_a_struck_frame_is_no_voice_and_a_lasting_tone_is():
    magnitudes = np.full((60, 80), 0.01)
    magnitudes[:, 30] = 1.0
    magnitudes[20] = 2.0
    share = tonal_share(magnitudes)
    assert share.dtype == np.float32
    assert share.min() >= 0
    assert share.max() <= 1
    assert share[40, 30] > 0.9
    assert share[20, 60] < 0.1


def test_silence_has_no_tonal_share():
    assert not tonal_share(np.zeros((20, 30))).any()


def test_a_long_song_has_the_tonal_share_of_its_parts_and_can_be_left_on_the_way():
    magnitudes = np.random.default_rng(0).random((1500, 40), np.float32)
    asked = []
    whole = tonal_share(magnitudes, lambda: asked.append(1))
    assert len(asked) > 1
    # what is nearer than half the filter hears what is outside
    np.testing.assert_allclose(tonal_share(magnitudes[480:560])[4:-4], whole[484:556], atol=1e-6)
