"""The command line as scripts see it: what is common to all commands, and the small ones."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import resources
from core.annotation.midi import read_score
from tests.e2e.command_line import (
    RATE,
    ROOT,
    environment,
    fails,
    files,
    make_song,
    process,
    separate_arguments,
    stembrush,
)


@pytest.fixture(scope="module")
def song(tmp_path_factory) -> Path:
    return make_song(tmp_path_factory.mktemp("Lied für zwei"))


# align


def test_align_writes_the_score_with_the_times_of_the_song(tmp_path):
    out = tmp_path / "aligned.mid"
    ended = process("align", resources.demo_song(), resources.demo_score(), "--out", out, "--json")
    assert (ended.code, ended.err) == (0, "")
    result = json.loads(ended.out)
    before, after = read_score(resources.demo_score()), read_score(out)
    assert [track.name for track in after.tracks] == [track.name for track in before.tracks] == result["sources"]
    assert result["matched"] is True
    assert result["notes"] == sum(len(track.notes) for track in after.tracks)
    notes = [[note for track in score.tracks for note in track.notes] for score in (before, after)]
    moved = [abs(a.start_s - b.start_s) for a, b in zip(*notes, strict=True)]
    assert result["shift_s"]["largest"] == pytest.approx(max(moved), abs=0.002)
    assert max(moved) > 0.05  # the demo is played with rubato


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("SONG SCORE", ["--out"]),
        ("SONG SCORE --out HERE", ["--out", "choose another name"]),
        ("SONG SCORE --out HERE/none/a.mid", ["--out", "choose another name"]),
        ("SONG SCORE --out HERE/LONG", ["--out", "choose another name"]),
        ("SONG SCORE --out SCORE", ["the score itself"]),
        ("HERE/copy.wav SCORE --out HERE/copy.wav", ["the song itself"]),
        ("SONG HERE/picture.mid --out HERE/a.mid", ["JPEG"]),
        ("HERE/text.wav SCORE --out HERE/a.mid", ["text.wav"]),
    ],
)
def test_align_says_in_one_line_what_is_wrong(song, tmp_path, arguments, words):
    places = separate_arguments(song, tmp_path)
    given = [re.sub("SONG|SCORE|HERE|LONG", lambda found: places[found.group()], word) for word in arguments.split()]
    before = files(tmp_path)
    fails(stembrush("align", *given), *words)
    assert files(tmp_path) == before


# evaluate


def evaluate_arguments(song: Path, names: Mapping[str, str]) -> list[str]:
    return [f"{name}={song / file}" for name, file in names.items()]


def test_evaluate_measures_files(song):
    truth = evaluate_arguments(song, {"a": "high.flac", "b": "low.flac"})
    mixtures = evaluate_arguments(song, {"a": "söng.wav", "b": "low.flac"})
    ended = process(
        "evaluate", "--estimate", *mixtures, "--reference", *truth, "--mixture", song / "söng.wav", "--json"
    )
    assert (ended.code, ended.err) == (0, "")
    result = json.loads(ended.out)
    assert [source["name"] for source in result["sources"]] == ["a", "b"]
    assert result["sources"][0]["nsdr"] == pytest.approx(0, abs=1e-6)
    assert result["sources"][1]["sdr"] > 60
    assert result["rate"] == RATE


def test_evaluate_prints_a_table_and_null_in_json_where_there_is_no_figure(song):
    pair = ["--estimate", f"a={song / 'low.flac'}", "--reference", f"a={song / 'high.flac'}"]
    table = stembrush("evaluate", *pair)
    assert table.code == 0
    assert [line.split()[0] for line in table.out.splitlines()] == ["SDR", "a", "mean"]
    assert json.loads(stembrush("evaluate", *pair, "--json").out)["sources"][0]["nsdr"] is None


@pytest.mark.parametrize(
    ("estimates", "references", "words"),
    [
        (["a=low.flac"], ["b=low.flac"], ["reference b", "no estimate"]),
        (["a=none.flac"], ["a=low.flac"], ["none.flac"]),
        (["a=low.flac", "a=high.flac"], ["a=low.flac"], ["given twice"]),
        (["low.flac"], ["a=low.flac"], ["low.flac"]),
        (["=low.flac"], ["a=low.flac"], ["NAME=FILE"]),
    ],
)
def test_evaluate_says_in_one_line_what_is_wrong(song, estimates, references, words):
    fails(stembrush("evaluate", "--estimate", *estimates, "--reference", *references, folder=song), *words)


@pytest.mark.parametrize("out", ["folder.csv", "none/a.csv", f"{300 * 'x'}.csv", "a.txt"])
def test_a_table_that_cannot_be_written_is_refused_before_anything_is_read(song, tmp_path, out):
    (tmp_path / "folder.csv").mkdir()
    pair = ["--estimate", f"a={tmp_path / 'none.flac'}", "--reference", f"a={tmp_path / 'none.flac'}"]
    fails(stembrush("evaluate", *pair, "--out", tmp_path / out), "--out", "choose")
    assert files(tmp_path) == ["folder.csv"]


# engines, the window, everything else


def test_engines_are_listed_with_their_parameters():
    result = json.loads(process("engines", "--json").out)
    engine = next(engine for engine in result["engines"] if engine["id"] == "score-nmf")
    assert engine["needs"] == []
    assert engine["uses"] == ["activity", "notes", "regions"]
    variant = next(parameter for parameter in engine["parameters"] if parameter["name"] == "variant")
    assert "published" in variant["choices"]
    text = stembrush("engines")
    assert text.code == 0
    assert "score-nmf" in text.out
    assert "--param variant=" in text.out


def test_the_version_is_that_of_the_package():
    ended = process("--version")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert (ended.code, ended.out) == (0, f"stembrush {version}\n")


@pytest.mark.parametrize("command", [[], ["separate"], ["export"], ["batch"], ["align"], ["evaluate"], ["engines"]])
def test_help_is_printed(command):
    ended = stembrush(*command, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("usage: stembrush")


NO_SCREEN = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
@pytest.mark.parametrize("arguments", [["demo"], [], [str(resources.demo_song())]])
def test_without_a_screen_the_way_without_a_window_is_named(arguments):
    fails(process(*arguments, **NO_SCREEN), "no screen", "stembrush separate", "--score")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["seperate", "song.wav"], ["did you mean stembrush separate?"]),
        (["none.wav"], ["none.wav", "no such file or command"]),
        (["no\nne.wav"], ["no ne.wav", "no such file or command"]),
        ([300 * "x"], ["no such file or command"]),
        (["--loud"], ["--loud"]),
    ],
)
def test_what_is_neither_command_nor_file_is_said(arguments, words):
    fails(process(*arguments), *words)


def loaded(*arguments: str, names: Sequence[str]) -> list[str]:
    """Return which of these modules a command has imported at its end."""
    script = (
        "import sys; from app.__main__ import main; sys.argv[1:] = " + repr(list(arguments)) + "; main(); "
        f"print([name for name in {list(names)!r} if name in sys.modules], file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment(), check=True
    )
    return ended.stderr.splitlines()[-1:]


def test_commands_import_neither_qt_nor_what_they_do_not_need():
    heavy = ["PySide6", "pyqtgraph", "torch", "librosa", "pretty_midi", "numpy"]
    assert loaded("--version", names=heavy) == ["[]"]
    assert loaded("engines", "--json", names=heavy[:-1]) == ["[]"]


def test_an_unexpected_error_is_one_line_and_a_log(tmp_path, home):
    script = (
        "import sys, app.commands.engines as command; from app.cli import run; "
        "command.run = lambda *given: 1 / 0; sys.exit(run(['engines']))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment(), check=False
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.count("\n") == 1
    assert "ZeroDivisionError" in ended.stderr
    log = next(home.rglob("stembrush.log"))
    assert str(log) in ended.stderr
    assert "Traceback" in log.read_text("utf-8")
    debug = environment(STEMBRUSH_DEBUG="1")
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=debug, check=False)
    assert "Traceback" in ended.stderr
