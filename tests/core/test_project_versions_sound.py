"""The sound of stored versions: stems and residual still sum to the song, whatever the song is like."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.audio import Audio
from core.project import stems
from core.project.project import Project, StoredResult
from tests.core.project_edits import SONG

STEP = 2.0**-23  # of 24 bits


def stored_and_loaded(path: Path, sounds: dict[str, np.ndarray], rate: int) -> dict[str, Audio]:
    project = Project.create(path / "Song.stembrush", SONG)
    audio = {key: Audio(samples, rate) for key, samples in sounds.items()}
    version = project.store_version(StoredResult("e", "1", {}, 0, 1.0, 1, (), stems=audio))
    loaded = project.load_version(version)
    project.close()
    return dict(loaded.stems)


@pytest.mark.parametrize(("peak", "channels"), [(0.5, 2), (1.0, 1), (7.3, 2), (1000.0, 6), (1e-5, 32), (0.9, 9)])
def test_stems_and_residual_sum_to_the_song(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, peak: float, channels: int
) -> None:
    monkeypatch.setattr(stems, "_CHUNK_SAMPLES", 5000)
    rng = np.random.default_rng(channels)
    sounds = {f"s{n}": rng.uniform(-peak, peak, (channels, 11_000)).astype(np.float32) for n in range(3)}
    sounds["s0"][0, 0], sounds["s0"][0, 1] = peak, -peak
    mixture = np.sum(list(sounds.values()), axis=0, dtype=np.float64) + 0.01 * peak
    loaded = stored_and_loaded(tmp_path, sounds, 44_100)
    full_scale = max(1.0, peak)
    for key, samples in sounds.items():
        difference = loaded[key].samples.astype(np.float64) - samples
        # half a step, and the rounding of float32
        assert np.max(np.abs(difference)) <= 0.76 * STEP * full_scale
    residual = (mixture - sum(stem.samples.astype(np.float64) for stem in loaded.values())).astype(np.float32)
    total = sum(stem.samples.astype(np.float64) for stem in loaded.values()) + residual
    assert np.max(np.abs(total - mixture)) <= 0.5 * STEP * np.max(np.abs(mixture))


@pytest.mark.parametrize("bits", [16, 24])
def test_samples_of_files_come_back_to_the_bit(tmp_path: Path, bits: int) -> None:
    top = 2 ** (bits - 1)
    words = np.random.default_rng(0).integers(-top, top, (2, 9000))
    words[0, :2] = -top, top - 1
    samples = (words / top).astype(np.float32)
    loaded = stored_and_loaded(tmp_path, {"s1": samples}, 48_000)
    np.testing.assert_array_equal(loaded["s1"].samples, samples)


@pytest.mark.parametrize("rate", [1, 8000, 44_056, 88_211, 192_001, 655_351, 705_600, 768_000, 2_822_400])
def test_any_rate_is_kept(tmp_path: Path, rate: int) -> None:
    samples = np.random.default_rng(0).uniform(-0.5, 0.5, (2, 3000)).astype(np.float32)
    loaded = stored_and_loaded(tmp_path, {"s1": samples}, rate)
    assert loaded["s1"].rate == rate
    np.testing.assert_allclose(loaded["s1"].samples, samples, rtol=0, atol=0.6 * STEP)


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17])
def test_any_length_is_kept(tmp_path: Path, length: int) -> None:
    samples = np.full((2, length), 0.25, np.float32)
    assert stored_and_loaded(tmp_path, {"s1": samples}, 44_100)["s1"].samples.shape == (2, length)
