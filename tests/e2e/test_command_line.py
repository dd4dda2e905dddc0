"""The command line as scripts see it: a process with exit code, stdout and stderr."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile

import app
import resources
from core.annotation.midi import read_score, write_score
from core.annotation.score import Score, ScoreNote, ScoreTrack
from tests.core.songs import TWO_VOICES, voices

ROOT = Path(app.__file__).parents[1]
RATE = 16000
FAST = ("--param", "updates=3")


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


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
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def fails(ended: Ended, *words: str) -> None:
    """Check that a command ended because of its input: code 2, one line on stderr, nothing on stdout."""
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert "Traceback" not in ended.err
    for word in words:
        assert word in ended.err


@pytest.fixture(scope="module")
def song(tmp_path_factory) -> Path:
    """Return a folder with a song of 3 s, its score and its true sources; names are not ASCII."""
    folder = tmp_path_factory.mktemp("Lied für zwei")
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


# separate


def separate(song: Path, out: Path | str, *more: str | Path, folder: Path | None = None) -> Ended:
    given = ("separate", song / "söng.wav", "--score", song / "score.mid", "--align", "off", "--out", out)
    return stembrush(*given, *FAST, *more, folder=folder)


def test_separate_writes_stems_residual_and_report(song, tmp_path):
    out = tmp_path / "new" / "stems"
    ended = separate(song, out, "--json", "--seed", "5")
    assert (ended.code, ended.err) == (0, "")
    assert files(out) == ["Flöte_1.wav", "_CON.wav", "report.json", "residual.wav"]
    printed, report = json.loads(ended.out), json.loads((out / "report.json").read_text("utf-8"))
    assert printed == {**report, "out": str(out)}
    assert [(s["name"], s["file"]) for s in report["sources"]] == [("Flöte/1", "Flöte_1.wav"), ("CON", "_CON.wav")]
    assert (report["engine"], report["seed"], report["parameters"]["updates"]) == ("score-nmf", 5, 3)
    assert re.fullmatch("[0-9a-f]{64}", report["sha256"])
    assert report["seconds"] > 0
    assert report["peak_memory_bytes"] > 10**7
    assert report["version"]
    assert report["figures"]["null_depth_db"] < -100
    assert report["guidance"]["score"]["tracks"] == ["Flöte/1", "CON"]
    assert re.fullmatch("[0-9a-f]{64}", report["guidance"]["score"]["sha256"])
    assert report["stopped_early"] is False
    mixture = soundfile.read(song / "söng.wav")[0]
    parts = [soundfile.read(out / name) for name in ("Flöte_1.wav", "_CON.wav", "residual.wav")]
    assert all(rate == RATE for _, rate in parts)
    np.testing.assert_allclose(sum(samples for samples, _ in parts), mixture, rtol=0, atol=1e-6)


def test_separate_lists_the_files_and_the_same_seed_gives_the_same_bytes(song, tmp_path):
    for name in ("a", "b"):
        ended = separate(song, tmp_path / name, "--bits=16")
        assert ended.code == 0
        assert ended.out.splitlines() == [str(tmp_path / name / f) for f in ("Flöte_1.wav", "_CON.wav", "residual.wav")]
    assert (tmp_path / "a" / "_CON.wav").read_bytes() == (tmp_path / "b" / "_CON.wav").read_bytes()
    assert soundfile.info(tmp_path / "a" / "_CON.wav").subtype == "PCM_16"


def test_a_track_that_begins_after_an_excerpt_is_warned_of_and_its_stem_is_silent(song, tmp_path):
    flute = tuple(ScoreNote(at, at + length, pitch) for n, pitch, at, length in TWO_VOICES if n == "high")
    tracks = (ScoreTrack("Flute", 0, False, flute), ScoreTrack("Horn", 0, False, (ScoreNote(60.0, 61.0, 60),)))
    write_score(Score(tracks), tmp_path / "whole.mid")
    ended = separate(song, tmp_path / "stems", "--score", tmp_path / "whole.mid")
    assert ended.code == 0
    assert "Horn" in ended.err
    assert "stem will be silent" in ended.err
    assert not soundfile.read(tmp_path / "stems" / "Horn.wav")[0].any()
    assert soundfile.read(tmp_path / "stems" / "Flute.wav")[0].any()


def test_separate_takes_activity_beside_a_score(song, tmp_path):
    labels = tmp_path / "labels.csv"
    labels.write_text("source,start_s,end_s,state\nCON,0,3,silent\n", "utf-8")
    ended = separate(song, tmp_path / "stems", "--activity", labels)
    assert ended.code == 0
    energy = [np.sum(soundfile.read(tmp_path / "stems" / name)[0] ** 2) for name in ("Flöte_1.wav", "_CON.wav")]
    assert energy[1] < 0.01 * energy[0]


def test_separate_leaves_other_files_alone(song, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    ended = separate(song, ".", folder=tmp_path)
    assert ended.code == 0
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert len(files(tmp_path)) == 5


def test_the_demo_song_is_separated_with_its_score(tmp_path):
    out = tmp_path / "stems"
    ended = stembrush("separate", resources.demo_song(), "--score", resources.demo_score(), "--out", out, "--json")
    assert ended.code == 0
    assert ended.err == ""
    report = json.loads(ended.out)
    assert [source["name"] for source in report["sources"]] == list(resources.DEMO_SOURCES)
    pairs: list[str] = ["--estimate", f"residual={out / 'residual.wav'}"]
    for name, stem in resources.demo_stems().items():
        pairs += ["--estimate", f"{name}={out / name}.wav", "--reference", f"{name}={stem}"]
    ended = stembrush("evaluate", *pairs, "--mixture", resources.demo_song(), "--json")
    assert ended.code == 0
    measured = json.loads(ended.out)
    assert measured["mean"]["nsdr"] > 11.0
    assert measured["null_depth_db"] < -100


def test_a_score_of_another_song_is_warned_of_and_used_all_the_same(song, tmp_path):
    generator = np.random.default_rng(3)
    pitches = generator.integers(40, 90, 60)
    notes = tuple(ScoreNote(at / 2, at / 2 + 0.4, int(pitch)) for at, pitch in enumerate(pitches))
    write_score(Score((ScoreTrack("Other", 0, False, notes),)), tmp_path / "other.mid")
    ended = stembrush(
        "separate",
        resources.demo_song(),
        "--score",
        tmp_path / "other.mid",
        "--out",
        tmp_path / "stems",
        *FAST,
        "--json",
    )
    assert ended.code == 0
    assert "stembrush separate: warning: " in ended.err
    assert json.loads(ended.out)["warnings"]
    assert (tmp_path / "stems" / "Other.wav").exists()


# separate, refused


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


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("SONG", ["--out"]),
        ("--out HERE/o --score SCORE", ["SONG"]),
        ("SONG --out HERE/o", ["--score FILE.mid", "--activity FILE"]),
        ("SONG --out HERE/o --score HERE/none.mid", ["none.mid", "no such file"]),
        ("SONG --out HERE/o --score HERE/picture.mid", ["picture.mid", "JPEG"]),
        ("HERE/none.wav --out HERE/o --score SCORE", ["none.wav"]),
        ("HERE/empty.wav --out HERE/o --score SCORE", ["empty.wav"]),
        ("HERE/text.wav --out HERE/o --score SCORE", ["text.wav"]),
        ("HERE --out HERE/o --score SCORE", ["folder"]),
        ("SONG --out HERE/text.wav --score SCORE", ["--out", "choose"]),
        ("SONG --out HERE/text.wav/stems --score SCORE", ["--out", "choose"]),
        ("SONG --out HERE/LONG --score SCORE", ["--out", "choose"]),
        ("SONG --out= --score SCORE", ["--out", "empty"]),
        ("SONG --out HERE/taken --score SCORE", ["report.json", "choose another folder"]),
        ("SONG --out HERE/o --score HERE/late.mid", ["late.mid", "no note lies inside the song"]),
        ("SONG --out HERE/o --score SCORE --examples CON=HERE/LONG", ["no such file"]),
        ("SONG --out HERE/o --score SCORE --engine magic", ["'magic'", "score-nmf"]),
        ("SONG --out HERE/o --score SCORE --param speed=3", ["'speed'", "updates"]),
        ("SONG --out HERE/o --score SCORE --param updates=many", ["updates", "whole number"]),
        ("SONG --out HERE/o --score SCORE --param updates=-1", ["updates", "use 0 to"]),
        ("SONG --out HERE/o --score SCORE --param updates", ["NAME=VALUE"]),
        ("SONG --out HERE/o --score SCORE --param updates=1 updates=2", ["given twice"]),
        ("SONG --out HERE/o --score SCORE --bits 20", ["--bits", "24"]),
        ("SONG --out HERE/o --score SCORE --align maybe", ["--align", "off"]),
        ("SONG --out HERE/o --score SCORE --seed x", ["--seed"]),
        ("SONG --out HERE/o --score SCORE --seed -1", ["--seed", "0 or more"]),
        ("SONG --out HERE/o --score SCORE --activity HERE/bad.csv", ["bad.csv, line 2", "active or silent"]),
        ("SONG --out HERE/o --score SCORE --activity HERE/tuba.csv", ["tuba.csv, line 2", "'Tuba'"]),
        ("SONG --out HERE/o --score SCORE --activity HERE/none.csv", ["none.csv"]),
        ("SONG --out HERE/o --engine score-nmf", ["needs guidance", "paint"]),
        ("SONG --out HERE/o --score SCORE --examples CON", ["SOURCE=FILE"]),
        ("SONG --out HERE/o --score SCORE --examples CON=HERE/none.wav", ["none.wav", "no such file"]),
        ("SONG --out HERE/o --score SCORE --examples CON=SOUND", ["examples", "leave --examples out"]),
        ("SONG --out HERE/o --score SCORE --loud", ["--loud"]),
        ("SONG --out HERE/o --sco SCORE", ["--sco"]),
    ],
)
def test_separate_says_in_one_line_what_is_wrong(song, tmp_path, arguments, words):
    places = separate_arguments(song, tmp_path)
    before = files(tmp_path)
    given = [
        re.sub("SONG|SCORE|HERE|SOUND|LONG", lambda found: places[found.group()], word) for word in arguments.split()
    ]
    fails(stembrush("separate", *given, "--align=off", "--json"), *words)
    assert files(tmp_path) == before


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("target", ["nowhere", "link"])
def test_a_link_to_nowhere_is_refused_before_the_work(song, tmp_path, target):
    (tmp_path / "link").symlink_to(tmp_path / target)
    given = ("--out", tmp_path / "link")
    fails(stembrush("separate", song / "söng.wav", "--score", song / "score.mid", *given), "--out", "choose")
    fails(stembrush("align", song / "söng.wav", song / "score.mid", *given), "--out", "choose")
    assert files(tmp_path) == ["link"]


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_do_not_stop_the_work(song, tmp_path, closed):
    given = ("--score", song / "score.mid", "--align", "off", *FAST, "--out", tmp_path / "stems")
    command = shlex.join([sys.executable, "-m", "app", "separate", str(song / "söng.wav"), *map(str, given)])
    ended = subprocess.run(["sh", "-c", f"{command} {closed}"], capture_output=True, env=environment(), check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert (tmp_path / "stems" / "report.json").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", ["engines > /dev/full", "engines --json > /dev/full", "separate 2> /dev/full"])
def test_output_that_cannot_be_written_is_bad_input(arguments):
    command = f"{shlex.quote(sys.executable)} -m app {arguments}"
    ended = subprocess.run(["sh", "-c", command], capture_output=True, encoding="utf-8", env=environment(), check=False)
    assert ended.returncode == 2
    if "2>" not in arguments:
        fails(Ended(2, "", ended.stderr), "cannot be printed")


# interrupts


def wait_for_progress(process: subprocess.Popen, terminal: int, stage: str) -> None:
    """Wait until the progress line on the terminal shows a stage."""
    seen = b""
    end = time.monotonic() + 120
    while stage.encode() not in seen:
        assert process.poll() is None, seen.decode()
        assert time.monotonic() < end, seen.decode()
        seen += os.read(terminal, 4096)


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and pseudo-terminals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_ends_at_once_and_leaves_no_files(song, tmp_path, number, code):
    import pty

    terminal, err = pty.openpty()
    (tmp_path / "stems").mkdir()
    (tmp_path / "stems" / "CON.wav").write_text("mine")
    command = [
        "separate",
        song / "söng.wav",
        "--score",
        song / "score.mid",
        "--align",
        "off",
        "--param",
        "updates=1000",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "app", *map(str, command), "--out", str(tmp_path / "stems"), "--json"],
        stdout=subprocess.PIPE,
        stderr=err,
        env=environment(),
        cwd=tmp_path,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),  # as shells start jobs in the background
    )
    os.close(err)
    try:
        wait_for_progress(process, terminal, "%")
        started = time.monotonic()
        process.send_signal(number)
        printed = process.communicate(timeout=60)[0]
        said = os.read(terminal, 4096).decode()
    finally:
        process.kill()
        process.wait()
        os.close(terminal)
    assert (process.returncode, printed) == (code, b"")
    assert "interrupted; no unfinished files are left" in said
    assert "Traceback" not in said
    assert time.monotonic() - started < 20
    assert files(tmp_path) == ["stems", "stems/CON.wav"]


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_further_interrupts_do_not_change_the_exit_code(song, tmp_path):
    given = ("--score", song / "score.mid", "--align", "off", "--param", "updates=1000", "--out", tmp_path / "stems")
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "separate", str(song / "söng.wav"), *map(str, given)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    with process:
        time.sleep(2.0)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert b"interrupted" in process.stderr.readline()
        while process.poll() is None:
            process.send_signal(signal.SIGINT)
            time.sleep(0.01)
        assert process.stderr.read() == b""
    assert process.returncode == 130
    assert files(tmp_path) == []


# align


def test_align_writes_the_score_with_the_times_of_the_song(tmp_path):
    out = tmp_path / "aligned.mid"
    ended = stembrush("align", resources.demo_song(), resources.demo_score(), "--out", out, "--json")
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
    ended = stembrush(
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


# engines, the window, everything else


def test_engines_are_listed_with_their_parameters():
    result = json.loads(stembrush("engines", "--json").out)
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
    ended = stembrush("--version")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert (ended.code, ended.out) == (0, f"stembrush {version}\n")


@pytest.mark.parametrize("command", [[], ["separate"], ["align"], ["evaluate"], ["engines"]])
def test_help_is_printed(command):
    ended = stembrush(*command, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("usage: stembrush")


NO_SCREEN = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
@pytest.mark.parametrize("arguments", [["demo"], [], [str(resources.demo_song())]])
def test_without_a_screen_the_way_without_a_window_is_named(arguments):
    fails(stembrush(*arguments, **NO_SCREEN), "no screen", "stembrush separate", "--score")


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
    fails(stembrush(*arguments), *words)


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
