"""The frame grid and the transforms."""

from __future__ import annotations

import numpy as np
import pytest

from core.stft import InverseStft, StftParams, frame_to_sample, istft, sample_to_frame, stft, stft_block


@pytest.mark.parametrize(("rate", "window"), [(44100, 4096), (22050, 2048)])
def test_the_published_window_of_93_ms_is_a_power_of_two_at_the_usual_rates(rate: int, window: int) -> None:
    assert StftParams.for_rate(rate) == StftParams(rate, window, window // 4)


@pytest.mark.parametrize("rate", [4000, 16000, 48000, 96000, 192000, 384000])
def test_the_window_is_near_93_ms_at_any_rate(rate: int) -> None:
    params = StftParams.for_rate(rate)
    assert params.window_samples / rate == pytest.approx(4096 / 44100, rel=0.05)


@pytest.mark.parametrize("length", [1, 5, 1023, 1024, 4097, 50001])
@pytest.mark.parametrize("channels", [1, 3])
def test_the_inverse_returns_the_signal(length: int, channels: int) -> None:
    signal = np.random.default_rng(0).standard_normal((channels, length)).astype(np.float32)
    params = StftParams(44100, 4096, 1024)
    np.testing.assert_allclose(istft(stft(signal, params), params, length), signal, rtol=0, atol=3e-6)


def test_blocks_give_the_same_frames_and_samples_as_the_whole() -> None:
    signal = np.random.default_rng(1).standard_normal((2, 9000)).astype(np.float32)
    params = StftParams(8000, 512, 128)
    whole = stft(signal, params)
    inverse = InverseStft(params, 2, 9000)
    parts = []
    for first in range(0, whole.shape[1], 7):
        block = stft_block(signal, params, first, min(first + 7, whole.shape[1]))
        np.testing.assert_allclose(block, whole[:, first : first + 7], rtol=1e-5, atol=1e-5)
        parts.append(inverse.push(block))
    parts.append(inverse.finish())
    np.testing.assert_allclose(np.concatenate(parts, axis=1), signal, rtol=0, atol=3e-6)


def test_a_frame_equals_the_definition_in_float64() -> None:
    signal = np.random.default_rng(2).standard_normal((1, 4000))
    params = StftParams(8000, 512, 128)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(512) / 512)
    expected = np.fft.rfft(signal[0, 10 * 128 - 256 : 10 * 128 + 256] * window)
    np.testing.assert_allclose(stft(signal.astype(np.float32), params)[0, 10], expected, rtol=1e-4, atol=1e-4)


def test_frames_and_samples_map_onto_each_other() -> None:
    params = StftParams(8000, 512, 128)
    assert [sample_to_frame(frame_to_sample(frame, params), params) for frame in range(5)] == list(range(5))
    assert sample_to_frame(63, params) == 0
    assert sample_to_frame(64, params) == 1


@pytest.mark.parametrize(("window", "hop"), [(511, 100), (512, 0), (512, 257), (512, 100), (2, 1)])
def test_a_grid_that_cannot_be_inverted_is_refused(window: int, hop: int) -> None:
    with pytest.raises(ValueError, match="samples must"):
        StftParams(8000, window, hop)
