"""What tests of the command line share: a command with exit code, stdout and stderr, and a small song.

Most commands run in the process of the tests, where nothing is loaded anew. What a process adds (signals, purity of its
streams, the environment) is tested with ``process``.
"""

from __future__ import annotations

import io
import logging
import os
import re
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

import app
from app.cli import run
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


def stembrush(*arguments: str | Path, folder: Path | None = None) -> Ended:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with left_as_it_was(), chdir(folder or Path.cwd()), redirect_stdout(out), redirect_stderr(err):
        code = run([str(argument) for argument in arguments])
    return ended(code, out.getvalue(), err.getvalue())


def process(*arguments: str | Path, **more: str) -> Ended:
    """Run the program in a process of its own, with more in its environment."""
    done = subprocess.run(
        [sys.executable, "-m", "app", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=environment(**more),
        timeout=300,
        check=False,
    )
    return ended(done.returncode, done.stdout, done.stderr)


@contextmanager
def left_as_it_was() -> Iterator[None]:
    """Take back what a command changes for the whole process: signals, warnings, handlers of the log."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    receivers, handlers = [signal.getsignal(number) for number in numbers], list(logging.getLogger().handlers)
    try:
        with warnings.catch_warnings():
            yield
    finally:
        for number, receiver in zip(numbers, receivers, strict=True):
            signal.signal(number, receiver)
        logging.getLogger().handlers[:] = handlers


def ended(code: int, out: str, err: str) -> Ended:
    lines = err.splitlines(keepends=True)
    said = "".join(line for line in lines if not _PROGRESS.match(line))
    return Ended(code, out, said, tuple(line.strip() for line in lines if _PROGRESS.match(line)))


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
