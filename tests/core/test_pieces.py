"""A sound in pieces: all of it, at any rate, without a seam."""

from __future__ import annotations

import numpy as np
import pytest
import soxr

from core.audio import Audio
from core.playback.pieces import pieces_of


def sine(rate: int, seconds: float, channels: int = 1) -> Audio:
    wave = 0.5 * np.sin(2 * np.pi * 440.0 * np.arange(round(seconds * rate)) / rate)
    return Audio(np.tile(wave.astype(np.float32), (channels, 1)), rate)


@pytest.mark.parametrize(("rate", "channels"), [(44100, 1), (16000, 2), (44100, 6)])
def test_pieces_are_the_whole_sound(rate: int, channels: int) -> None:
    audio = sine(rate, 1.7, channels)
    whole = np.concatenate([piece.samples for piece in pieces_of(audio, 44100)], axis=1)
    assert whole.shape == (2, round(1.7 * 44100))
    middle = slice(2000, -2000)
    expected = audio.samples[0] if rate == 44100 else soxr.resample(audio.samples[0], rate, 44100)
    gain = whole[0, middle] @ expected[middle] / (expected[middle] @ expected[middle])
    np.testing.assert_allclose(whole[0, middle], gain * expected[middle], rtol=0, atol=2e-4)


def test_both_ends_are_silent_and_no_piece_is_longer_than_half_a_second() -> None:
    pieces = list(pieces_of(sine(48000, 1.2), 48000))
    assert [piece.length for piece in pieces] == [24000, 24000, 9600]
    assert np.all(pieces[0].samples[:, 0] == 0.0)
    assert np.all(pieces[-1].samples[:, -1] == 0.0)


def test_a_sound_of_one_sample_has_a_piece() -> None:
    [piece] = pieces_of(Audio(np.ones((1, 1), np.float32), 8000), 8000)
    assert piece.length == 1
