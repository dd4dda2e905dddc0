"""What tests of the command line share: a process with exit code, stdout and stderr, and a small song."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

import app
from core.annotation.midi import write_score
from core.annotation.score import Score, ScoreNote, ScoreTrack
from tests.core.songs import TWO_VOICES, voices

ROOT = Path(app.__file__).parents[1]
RATE = 16000
FAST = ("--param", "updates=3")
_PROGRESS = re.compile(r" *\d+\.\d s  ")


@dataclass(frozen=True)
class Ended:
    """How a command ended; what is progress on stderr stands apart."""

    code: int
    out: str
    err: str
    progress: tuple[str, ...] = ()


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **more}


def stembrush(*arguments: str | Path, folder: Path | None = None, **more: str) -> Ended:
    ended = subprocess.run(
        [sys.executable, "-m", "app", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=environment(**more),
        cwd=folder,
        timeout=300,
        check=False,
    )
    lines = ended.stderr.splitlines(keepends=True)
    err = "".join(line for line in lines if not _PROGRESS.match(line))
    return Ended(ended.returncode, ended.stdout, err, tuple(line.strip() for line in lines if _PROGRESS.match(line)))


def fails(ended: Ended, *words: str) -> None:
    """Check that a command ended because of its input: code 2, one line on stderr, nothing on stdout."""
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert "Traceback" not in ended.err
    for word in words:
        assert word in ended.err


def make_song(folder: Path) -> Path:
    """Fill a folder with a song of 3 s, its score and its true sources; names are not ASCII."""
    sounds = voices(TWO_VOICES, RATE, 3.0)
    stereo = {name: np.stack([(0.5 + k * 0.3) * s, (0.8 - k * 0.3) * s]) for k, (name, s) in enumerate(sounds.items())}
    for name, sound in stereo.items():
        soundfile.write(folder / f"{name}.flac", sound.T, RATE, "PCM_24")
    soundfile.write(folder / "söng.wav", sum(stereo.values()).T, RATE, "PCM_16")
    tracks = [
        ScoreTrack(
            title,
            0,
            False,
            tuple(ScoreNote(at, at + length, pitch) for n, pitch, at, length in TWO_VOICES if n == name),
        )
        for name, title in (("high", "Flöte/1"), ("low", "CON"))
    ]
    write_score(Score(tuple(tracks)), folder / "score.mid")
    return folder


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def separate(song: Path, out: Path | str, *more: str | Path, folder: Path | None = None) -> Ended:
    given = ("separate", song / "söng.wav", "--score", song / "score.mid", "--align", "off", "--out", out)
    return stembrush(*given, *FAST, *more, folder=folder)


def separate_arguments(song: Path, tmp_path: Path) -> dict[str, str]:
    """Return what the cases below are made of."""
    (tmp_path / "picture.mid").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "text.wav").write_text("not sound")
    (tmp_path / "bad.csv").write_text("source,start_s,end_s,state\nCON,0,1,loud\n")
    (tmp_path / "tuba.csv").write_text("source,start_s,end_s,state\nTuba,0,1,active\n")
    (tmp_path / "good.csv").write_text("source,start_s,end_s,state\nCON,0,1,active\n")
    (tmp_path / "taken" / "report.json").mkdir(parents=True)
    (tmp_path / "copy.wav").write_bytes((song / "söng.wav").read_bytes())
    write_score(Score((ScoreTrack("CON", 0, False, (ScoreNote(100.0, 101.0, 60),)),)), tmp_path / "late.mid")
    return {
        "LONG": 300 * "x",
        "SONG": str(song / "söng.wav"),
        "SCORE": str(song / "score.mid"),
        "HERE": str(tmp_path),
        "SOUND": str(song / "low.flac"),
    }
