"""Sound files that grow until somebody says that they end."""

from __future__ import annotations

import signal
import sys

import numpy as np
import pytest
import soundfile

from core.audio import read_mixture
from core.errors import CoreError, ExportError, LiveError
from core.export import wave_file
from core.live.recording import Recording
from tests.core.live_cases import noise

RATE = 16000


@pytest.mark.parametrize(("suffix", "atol"), [(".wav", 0.0), (".flac", 2.0**-23)])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_what_was_recorded_is_in_the_file(suffix, atol, channels, tmp_path):
    path, sound = tmp_path / f"söng{suffix}", noise(7 * RATE, channels)
    recording = Recording(path, RATE, channels, overwrite=False)
    for start in range(0, len(sound), 999):
        recording.write(sound[start : start + 999])
    assert not path.exists(), "it is not whole yet"
    assert recording.finish()
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    read, rate = soundfile.read(path, dtype="float32", always_2d=True)
    assert rate == RATE
    np.testing.assert_allclose(read, sound, rtol=0, atol=atol)


def test_what_is_beyond_full_scale_is_kept_in_wav_and_limited_in_flac(tmp_path):
    loud = np.array([[2.0], [-2.0], [0.5]], np.float32)
    for name, expected in (("a.wav", [2.0, -2.0, 0.5]), ("a.flac", [1.0, -1.0, 0.5])):
        recording = Recording(tmp_path / name, RATE, 1, overwrite=False)
        recording.write(loud)
        recording.finish()
        np.testing.assert_allclose(soundfile.read(tmp_path / name)[0], expected, rtol=0, atol=1e-6)


def test_the_unfinished_file_can_be_read_after_some_seconds(tmp_path):
    recording = Recording(tmp_path / "long.wav", RATE, 1, overwrite=False)
    sound = noise(6 * RATE, 1)
    for start in range(0, len(sound), 1000):
        recording.write(sound[start : start + 1000])
    (unfinished,) = tmp_path.iterdir()
    assert len(soundfile.read(unfinished)[0]) >= 5 * RATE
    recording.discard()
    assert not list(tmp_path.iterdir())


def test_a_long_file_is_rf64(tmp_path, monkeypatch):
    monkeypatch.setattr(wave_file, "RF64_FROM_BYTES", 100_000)
    recording = Recording(tmp_path / "long.wav", RATE, 2, overwrite=False)
    sound = noise(20_000, 2)
    recording.write(sound)
    recording.finish()
    assert (tmp_path / "long.wav").read_bytes()[:4] == b"RF64"
    assert np.array_equal(soundfile.read(tmp_path / "long.wav", dtype="float32")[0], sound)


def test_a_file_of_that_name_stays_unless_it_may_be_replaced(tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(b"mine")
    with pytest.raises(LiveError, match="exists already"):
        Recording(path, RATE, 1, overwrite=False)
    recording = Recording(path, RATE, 1, overwrite=True)
    recording.write(noise(10, 1))
    assert path.read_bytes() == b"mine"
    recording.finish()
    assert len(soundfile.read(path)[0]) == 10


def test_a_file_that_came_meanwhile_is_not_replaced(tmp_path):
    path = tmp_path / "a.wav"
    recording = Recording(path, RATE, 1, overwrite=False)
    recording.write(noise(10, 1))
    path.write_bytes(b"mine")
    with pytest.raises(LiveError, match=r"what was recorded is in .*unfinished"):
        recording.finish()
    assert path.read_bytes() == b"mine"
    (other,) = (one for one in tmp_path.iterdir() if one != path)
    assert len(soundfile.read(other)[0]) == 10


def test_nothing_is_no_file(tmp_path):
    recording = Recording(tmp_path / "a.wav", RATE, 1, overwrite=False)
    assert not recording.finish()
    assert not list(tmp_path.iterdir())


def _write_all(recording: Recording, sound: np.ndarray) -> None:
    for start in range(0, len(sound), 512):
        recording.write(sound[start : start + 512])


@pytest.mark.parametrize("suffix", [".wav", ".flac"])
@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit for files")
def test_on_a_full_disk_what_fitted_is_a_sound_file(suffix, tmp_path):
    import resource

    path, sound = tmp_path / f"a{suffix}", noise(100_000, 1)
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    recording = Recording(path, RATE, 1, overwrite=False)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_001, former[1]))
        with pytest.raises(LiveError, match="no more can be written"):
            _write_all(recording, sound)
        assert recording.finish()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
        signal.signal(signal.SIGXFSZ, handler)
    # libsndfile leaves the length open in a FLAC file that it could not finish
    read = read_mixture(path).samples.T
    assert len(read) > 30_000
    np.testing.assert_allclose(read, sound[: len(read)], rtol=0, atol=1e-6)


def test_places_and_sounds_that_cannot_be_are_said(tmp_path):
    with pytest.raises(LiveError, match="not a file in a folder that exists"):
        Recording(tmp_path / "none" / "a.wav", RATE, 1, overwrite=False)
    with pytest.raises(ExportError, match="FLAC holds at most 8 channels"):
        Recording(tmp_path / "a.flac", RATE, 9, overwrite=False)
    (tmp_path / "folder.wav").mkdir()
    with pytest.raises(CoreError, match="not a file"):
        Recording(tmp_path / "folder.wav", RATE, 1, overwrite=True)
