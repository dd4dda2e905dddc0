"""Healthy sound files of every kind, and resampling."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from core import audio as audio_module
from core.audio import Audio, Mixture, analysis_audio, mono, read_mixture, resample
from core.errors import JobCancelled


def _tones(rate: int = 44100, length: int = 66_001, channels: int = 2) -> np.ndarray:
    """Return (channels, samples): another pitch in every channel, a third of full scale."""
    time = np.arange(length) / rate
    tones = [np.sin(2 * np.pi * 100 * (1 + channel) * time) / 3 for channel in range(channels)]
    return np.array(tones, np.float32).reshape(channels, length)


@dataclass(frozen=True)
class Kind:
    format: str
    subtype: str
    ending: str
    tolerance: float
    rate: int = 44100


KINDS = [
    Kind("WAV", "PCM_U8", "wav", 1 / 127),
    Kind("WAV", "PCM_16", "wav", 1 / 32767),
    Kind("WAV", "PCM_24", "wav", 2e-7),
    Kind("WAV", "PCM_32", "wav", 1e-7),
    Kind("WAV", "FLOAT", "wav", 0),
    Kind("WAV", "DOUBLE", "wav", 0),
    Kind("WAV", "ULAW", "wav", 0.02),
    Kind("WAVEX", "PCM_24", "wav", 2e-7),
    Kind("RF64", "PCM_24", "wav", 2e-7),
    Kind("W64", "PCM_16", "w64", 1 / 32767),
    Kind("AIFF", "PCM_24", "aiff", 2e-7),
    Kind("AU", "FLOAT", "au", 0),
    Kind("CAF", "PCM_16", "caf", 1 / 32767),
    Kind("CAF", "ALAC_24", "caf", 2e-7),
    Kind("FLAC", "PCM_16", "flac", 1 / 32767),
    Kind("FLAC", "PCM_24", "flac", 2e-7),
    Kind("OGG", "VORBIS", "ogg", 0.05),
    Kind("OGG", "OPUS", "opus", 0.05, 48000),
    Kind("MP3", "MPEG_LAYER_III", "mp3", 0.05),
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.format}-{kind.subtype}")
def test_every_kind_of_file_is_read_whole(kind: Kind, tmp_path: Path) -> None:
    expected = _tones(kind.rate)
    path = tmp_path / f"song.{kind.ending}"
    soundfile.write(path, expected.T, kind.rate, kind.subtype, format=kind.format)
    mixture = read_mixture(path)
    assert mixture.samples.shape == expected.shape
    assert mixture.samples.dtype == np.float32
    assert mixture.samples.flags.c_contiguous
    assert not mixture.samples.flags.writeable
    assert mixture.rate == kind.rate
    assert mixture.subtype == kind.subtype
    assert mixture.path == path
    assert mixture.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    # codecs may ring at the cut ends
    inner = slice(2000, -2000) if kind.tolerance == 0.05 else slice(None)
    np.testing.assert_allclose(mixture.samples[:, inner], expected[:, inner], atol=kind.tolerance, rtol=0)


@pytest.mark.parametrize("rate", [4000, 8000, 16000, 22050, 44101, 48000, 96000, 192000, 384000])
def test_rates_stay_as_they_are(rate: int, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "song.wav", _tones(length=500).T, rate)
    assert read_mixture(tmp_path / "song.wav").rate == rate


@pytest.mark.parametrize("channels", [1, 2, 3, 6, 12, 32])
def test_channels_stay_apart(channels: int, tmp_path: Path) -> None:
    expected = _tones(length=5000, channels=channels)
    soundfile.write(tmp_path / "song.wav", expected.T, 44100, "FLOAT")
    np.testing.assert_array_equal(read_mixture(tmp_path / "song.wav").samples, expected)


@pytest.mark.parametrize("length", [1, 65535, 65536, 65537, 200_000])
def test_lengths_around_the_block_are_exact(length: int, tmp_path: Path) -> None:
    expected = _tones(length=length)
    soundfile.write(tmp_path / "song.wav", expected.T, 44100, "FLOAT")
    np.testing.assert_array_equal(read_mixture(tmp_path / "song.wav").samples, expected)


def test_floats_above_full_scale_are_kept(tmp_path: Path) -> None:
    expected = 40 * _tones()
    soundfile.write(tmp_path / "song.wav", expected.T, 44100, "FLOAT")
    np.testing.assert_array_equal(read_mixture(tmp_path / "song.wav").samples, expected)


def test_a_long_song_goes_to_scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMBRUSH_SCRATCH", str(tmp_path))
    monkeypatch.setattr("core.scratch.IN_MEMORY_BYTES", 100_000)
    expected = _tones(length=300_000)
    soundfile.write(tmp_path / "song.wav", expected.T, 44100, "FLOAT")
    mixture = read_mixture(tmp_path / "song.wav")
    np.testing.assert_array_equal(mixture.samples, expected)
    np.testing.assert_allclose(mono(mixture), expected.mean(axis=0), atol=1e-7, rtol=0)


@pytest.mark.parametrize("name", ["Übung — 練習 №1.wav", "a b\tc\nd.wav", "without ending", "song.MP3.wav", "SONG.WAV"])
def test_any_file_name_will_do(name: str, tmp_path: Path) -> None:
    expected = _tones()
    with (tmp_path / name).open("wb") as file:
        soundfile.write(file, expected.T, 44100, "FLOAT", format="WAV")
    np.testing.assert_array_equal(read_mixture(str(tmp_path / name)).samples, expected)


def _bytes_of(tmp_path: Path, ending: str, **options: object) -> bytearray:
    soundfile.write(tmp_path / f"original.{ending}", _tones().T, 44100, **options)
    return bytearray((tmp_path / f"original.{ending}").read_bytes())


def _streamed_wav(size: int) -> Callable[[Path], tuple[str, bytearray]]:
    def make(tmp_path: Path) -> tuple[str, bytearray]:
        data = _bytes_of(tmp_path, "wav")
        at = data.find(b"data")
        data[at + 4 : at + 8] = size.to_bytes(4, "little")
        return "wav", data

    return make


def _streamed_flac(tmp_path: Path) -> tuple[str, bytearray]:
    data = _bytes_of(tmp_path, "flac")
    data[21] &= 0xF0
    data[22:26] = bytes(4)
    return "flac", data


def _streamed_au(tmp_path: Path) -> tuple[str, bytearray]:
    data = _bytes_of(tmp_path, "au")
    data[8:12] = b"\xff" * 4
    return "au", data


def _wav_with_more_behind(tmp_path: Path) -> tuple[str, bytearray]:
    return "wav", _bytes_of(tmp_path, "wav") + b"LIST\x04\0\0\0info" + bytes(1000)


def _wav_that_counts_its_header(tmp_path: Path) -> tuple[str, bytearray]:
    data = _bytes_of(tmp_path, "wav")
    at = data.find(b"data")
    data[at + 4 : at + 8] = (len(data)).to_bytes(4, "little")
    return "wav", data


def _tagged_flac(tmp_path: Path) -> tuple[str, bytearray]:
    return "flac", bytearray(b"ID3\x04\0\0\0\0\x10\x00") + bytes(2048) + _bytes_of(tmp_path, "flac")


UNUSUAL = {
    "wav of a stream (ffmpeg)": _streamed_wav(0xFFFFFFFF),
    "wav of a stream (sox)": _streamed_wav(0x7FFFF000),
    "flac of unknown length": _streamed_flac,
    "au of unknown length": _streamed_au,
    "wav with more behind the sound": _wav_with_more_behind,
    "wav that counts its header as sound": _wav_that_counts_its_header,
    "flac behind an ID3 tag": _tagged_flac,
}


@pytest.mark.parametrize("make", UNUSUAL.values(), ids=UNUSUAL)
def test_unusual_but_whole_files_are_read_whole(make: Callable[[Path], tuple[str, bytearray]], tmp_path: Path) -> None:
    ending, data = make(tmp_path)
    path = tmp_path / f"song.{ending}"
    path.write_bytes(data)
    expected = _tones()
    mixture = read_mixture(path)
    assert mixture.length == expected.shape[1]
    np.testing.assert_allclose(mixture.samples, expected, atol=1 / 32767, rtol=0)


def test_an_mp3_of_changing_bitrate_without_its_table_is_read_to_its_end(tmp_path: Path) -> None:
    quiet, loud = np.zeros((2, 88_200), np.float32), np.random.default_rng(0).uniform(-0.5, 0.5, (2, 88_200))
    path = tmp_path / "song.mp3"
    samples = np.concatenate([quiet, loud], axis=1).T
    soundfile.write(path, samples, 44100, compression_level=0.9, bitrate_mode="VARIABLE")
    data = path.read_bytes()
    path.write_bytes(data[data.find(b"\xff\xfb", 100) :])  # the first frame holds the table
    with soundfile.SoundFile(path) as file:
        assert abs(file.frames - len(samples)) > 20_000  # the decoder's guess is far off
    mixture = read_mixture(path)
    assert abs(mixture.length - len(samples)) < 3 * 1152
    assert np.abs(mixture.samples[:, -20_000:]).max() > 0.3


def test_progress_rises_to_one_and_can_end_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "song.wav"
    soundfile.write(path, _tones(length=300_000).T, 44100)
    shares: list[float] = []
    read_mixture(path, report=lambda share: shares.append(share) is None)
    assert shares == sorted(shares)
    assert len(shares) > 4
    assert shares[-1] == pytest.approx(1.0)
    for stop_at in (0.3, 0.95):
        with pytest.raises(JobCancelled):
            read_mixture(path, report=lambda share, stop_at=stop_at: share < stop_at)


@pytest.mark.parametrize("rate", [8000, 22050, 44100, 48000, 96000])
def test_resampling_in_blocks_is_resampling_at_once(rate: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audio_module, "_BLOCK", 7001)
    audio = Audio(_tones(), 44100)
    expected = soxr.resample(audio.samples.T, 44100, rate).T
    result = resample(audio, rate)
    assert result.rate == rate
    assert result.length == -(-audio.length * rate // 44100)
    shared = min(result.length, expected.shape[1])
    assert result.length - shared <= 1
    np.testing.assert_allclose(result.samples[:, :shared], expected[:, :shared], atol=1e-6, rtol=0)


def test_resampling_keeps_time_and_pitch() -> None:
    result = resample(Audio(_tones(), 44100), 22050)
    expected = _tones(22050, result.length)
    np.testing.assert_allclose(result.samples[:, 500:-500], expected[:, 500:-500], atol=1e-4, rtol=0)


def test_the_same_rate_is_the_same_sound() -> None:
    audio = Audio(_tones(), 44100)
    assert resample(audio, 44100) is audio


def test_analysis_audio_is_the_mean_of_the_channels_at_the_lower_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audio_module, "_BLOCK", 10_000)
    mixture = Mixture(_tones(channels=3), 44100)
    result = analysis_audio(mixture, 22050)
    expected = soxr.resample(mixture.samples.mean(axis=0), 44100, 22050)
    assert result.samples.shape == (1, expected.size)
    np.testing.assert_allclose(result.samples[0], expected, atol=1e-6, rtol=0)
    np.testing.assert_allclose(mono(mixture), mixture.samples.mean(axis=0), atol=1e-7, rtol=0)


def test_mono_of_one_channel_copies_nothing() -> None:
    audio = Audio(_tones(channels=1), 44100)
    assert np.shares_memory(mono(audio), audio.samples)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs file names that are not text")
def test_a_file_whose_name_is_not_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.wav")
    path.write_bytes(b"")
    with open(path, "wb") as file:
        soundfile.write(file, _tones().T, 44100, "PCM_16", format="WAV")
    assert read_mixture(path).length == 66_001
