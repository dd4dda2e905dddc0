"""M4A, AAC and video files come in through ffmpeg; without it the user is told."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile

from core import audio_ffmpeg
from core.audio import read_mixture
from core.errors import AudioReadError, JobCancelled

RATE, SECONDS = 44100, 2

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")


@pytest.fixture(scope="module")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a WAV file: 440 Hz on the left, 660 Hz on the right."""
    path = tmp_path_factory.mktemp("tone") / "tone.wav"
    time = np.arange(SECONDS * RATE) / RATE
    soundfile.write(path, 0.3 * np.sin(2 * np.pi * np.outer(time, [440.0, 660.0])), RATE)
    return path


def _made(tone: Path, path: Path, *options: str) -> Path:
    picture = ["-f", "lavfi", "-i", f"testsrc=duration={SECONDS}:size=64x64"] if path.suffix in (".mp4", ".avi") else []
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(tone), *picture, *options, str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path


def _pitch(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    return float(np.argmax(spectrum) * RATE / samples.size)


@needs_ffmpeg
@pytest.mark.parametrize("ending", ["m4a", "mp4", "mkv", "aac", "ts", "avi", "wma"])
def test_the_sound_of_a_video_is_read_whole(ending: str, tone: Path, tmp_path: Path) -> None:
    song = read_mixture(_made(tone, tmp_path / f"film.{ending}"))
    assert song.rate == RATE
    assert song.length == pytest.approx(SECONDS * RATE, abs=4096)  # a codec's padding
    middle = song.samples[:, RATE // 2 : RATE // 2 + RATE]
    assert [_pitch(channel) for channel in middle] == pytest.approx([440.0, 660.0], abs=2.0)


@needs_ffmpeg
def test_names_that_look_like_options_or_addresses_are_names(tone: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    _made(tone, tmp_path / "plain.m4a")
    for name in ("-i.m4a", "concat:a|b.m4a", "練習 🎻.m4a", "100%d.m4a"):
        shutil.copy(tmp_path / "plain.m4a", tmp_path / name)
        assert read_mixture(Path(name)).channels == 2


@needs_ffmpeg
def test_a_video_without_sound_is_said(tone: Path, tmp_path: Path) -> None:
    silent = _made(tone, tmp_path / "silent.mp4", "-map", "1:v")
    with pytest.raises(AudioReadError, match=r"silent\.mp4: there is no sound in it; choose another file"):
        read_mixture(silent)


@needs_ffmpeg
def test_a_cut_video_is_said(tone: Path, tmp_path: Path) -> None:
    whole = _made(tone, tmp_path / "whole.mkv").read_bytes()
    (tmp_path / "cut.mkv").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(AudioReadError, match=r"cut\.mkv: the header promises 2\.0 s of sound but only [01]\.\d s"):
        read_mixture(tmp_path / "cut.mkv")


@needs_ffmpeg
def test_a_playlist_is_not_followed(tone: Path, tmp_path: Path) -> None:
    (tmp_path / "list.m4a").write_text(f"ffconcat version 1.0\nfile '{tone}'\n")
    with pytest.raises(AudioReadError, match="not a sound file of a known kind"):
        read_mixture(tmp_path / "list.m4a")


@needs_ffmpeg
def test_progress_rises_and_can_end_the_decoding_and_leaves_nothing(tone: Path, tmp_path: Path, monkeypatch) -> None:
    scratch = tmp_path / "scratch"
    monkeypatch.setenv("STEMBRUSH_SCRATCH", str(scratch))
    film, shares = _made(tone, tmp_path / "film.m4a"), []
    read_mixture(film, report=lambda share: shares.append(share) or True)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    with pytest.raises(JobCancelled):
        read_mixture(film, report=lambda share: False)
    assert list(scratch.iterdir()) == []


def test_without_ffmpeg_the_user_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "song.m4a").write_bytes(b"\0\0\0\x20ftypM4A " + bytes(2000))
    with pytest.raises(AudioReadError) as caught:
        read_mixture(tmp_path / "song.m4a")
    assert re.fullmatch(
        r"song\.m4a: M4A, AAC and video files need .*not installed; install ffmpeg .*", str(caught.value)
    )


@pytest.mark.parametrize(
    "head", [b"RIFF\0\0\0\0WAVEfmt ", b"fLaC\0\0\0\x22", b"OggS\0\2", b"ID3\4\0", b"\xff\xfb\x90\0", b""]
)
def test_what_libsndfile_reads_is_not_given_to_ffmpeg(head: bytes) -> None:
    assert not audio_ffmpeg.is_media(head + bytes(400))
