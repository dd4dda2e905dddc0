"""Separating on the command line as scripts see it."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

import resources
from core.annotation.midi import write_score
from core.annotation.score import Score, ScoreNote, ScoreTrack
from tests.core.songs import TWO_VOICES
from tests.e2e.command_line import (
    FAST,
    RATE,
    Ended,
    environment,
    fails,
    files,
    make_song,
    process,
    separate,
    separate_arguments,
    stembrush,
)


@pytest.fixture(scope="module")
def song(tmp_path_factory) -> Path:
    return make_song(tmp_path_factory.mktemp("Lied für zwei"))


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


def test_progress_is_lines_with_the_time_where_nobody_watches(song, tmp_path):
    ended = separate(song, tmp_path / "a")
    assert (ended.code, ended.err) == (0, "")
    times = [float(line.split()[0]) for line in ended.progress]
    assert times == sorted(times)
    words = [line.split("  ")[1] for line in ended.progress]
    assert words[0] == "Reading the song"
    assert "Writing the files" in words
    assert "the files sum to the song" in words[-1]
    # none of the lines of a terminal
    assert not any("\r" in line or "\x1b" in line for line in ended.progress)
    assert separate(song, tmp_path / "b", "--quiet").progress == ()


def test_separate_writes_what_it_is_told(song, tmp_path):
    out = tmp_path / "stems"
    given = (
        "--format flac16 --stems con --without CON --group Both=con,Flöte/1 --residual CON --template {number}-{source}"
    )
    extras = "--selection 0:00.5-2 --reaper --dawproject --midi --labels csv,lab,jams"
    ended = separate(song, out, *given.split(), *extras.split(), "--json")
    assert ended.code == 0, ended.err
    report = json.loads(ended.out)
    sounds = [entry["file"] for entry in (*report["sources"], *report["groups"])]
    assert len(sounds) == 3
    assert all(file.endswith(".flac") for file in sounds)
    assert {soundfile.info(out / file).frames for file in sounds} == {RATE * 3 // 2}
    assert (report["residual"], report["residual_in"]) == (None, "CON")
    suffixes = {Path(file).suffix for file in report["other_files"]}
    assert suffixes == {".rpp", ".dawproject", ".mid", ".csv", ".lab", ".jams"}
    assert set(files(out)) == {*sounds, *report["other_files"], "report.json"}


def test_what_is_done_about_samples_beyond_full_scale_is_said(song, tmp_path):
    samples, rate = soundfile.read(song / "söng.wav")
    soundfile.write(tmp_path / "loud.wav", samples * 2.0 / np.max(np.abs(samples)), rate, "FLOAT")
    given = ("separate", tmp_path / "loud.wav", "--score", song / "score.mid", "--align", "off", *FAST, "--json")
    for way, words in (("clip", "are limited"), ("turn-down", "turned down by"), ("float", "32-bit float WAV")):
        ended = stembrush(*given, "--format", "flac24", "--clipping", way, "--out", tmp_path / way)
        assert (ended.code, ended.err.count("\n")) == (0, 1)
        assert words in ended.err
        assert json.loads(ended.out)["format"] == ("wav" if way == "float" else "flac")


def test_files_are_replaced_only_when_that_was_said(song, tmp_path):
    assert separate(song, tmp_path, "--quiet").code == 0
    before = (tmp_path / "report.json").read_bytes()
    fails(separate(song, tmp_path, "--seed", "1"), "_CON.wav", "would be replaced", "--overwrite")
    assert (tmp_path / "report.json").read_bytes() == before
    assert separate(song, tmp_path, "--seed", "1", "--overwrite").code == 0
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["seed"] == 1
    assert len(files(tmp_path)) == 4


def test_what_a_killed_run_left_is_gone_after_the_next(song, tmp_path):
    command = [sys.executable, "-m", "app", "separate", str(song / "söng.wav"), "--score", str(song / "score.mid")]
    command += ["--align", "off", "--out", str(tmp_path / "stems"), *FAST]
    stopped = "import os, signal, core.export.writing as w; w.check_files = lambda *a, **k: os.kill(os.getpid(), 9); "
    stopped += f"import sys; sys.argv[1:] = {command[3:]!r}; from app.__main__ import main; main()"
    ended = subprocess.run([sys.executable, "-c", stopped], capture_output=True, env=environment(), check=False)
    assert ended.returncode == -signal.SIGKILL
    left = files(tmp_path / "stems")
    assert left
    assert all(name.startswith(".") for name in left)
    assert separate(song, tmp_path / "stems").code == 0
    assert files(tmp_path / "stems") == ["Flöte_1.wav", "_CON.wav", "report.json", "residual.wav"]


def test_the_demo_song_is_separated_with_its_score(tmp_path):
    out = tmp_path / "stems"
    ended = process("separate", resources.demo_song(), "--score", resources.demo_score(), "--out", out, "--json")
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


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("SONG", ["--out"]),
        ("--out HERE/o --score SCORE", ["SONG"]),
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
        ("SONG --out HERE/o --score SCORE --seed 18446744073709551616", ["--seed", "too large"]),
        ("SONG --out HERE/o --score SCORE --activity HERE/bad.csv", ["bad.csv, line 2", "active or silent"]),
        ("SONG --out HERE/o --score SCORE --activity HERE/tuba.csv", ["tuba.csv, line 2", "'Tuba'"]),
        ("SONG --out HERE/o --score SCORE --activity HERE/none.csv", ["none.csv"]),
        ("SONG --out HERE/o --engine score-nmf", ["needs guidance", "paint"]),
        ("SONG --out HERE/o --score SCORE --examples CON", ["SOURCE=FILE"]),
        ("SONG --out HERE/o --score SCORE --examples CON=HERE/none.wav", ["none.wav", "no such file"]),
        (
            "SONG --out HERE/o --score SCORE --engine score-nmf --examples CON=SOUND",
            ["examples", "leave --examples out"],
        ),
        ("SONG --out HERE/o --score SCORE --loud", ["--loud"]),
        ("SONG --out HERE/o --score SCORE --format mp3", ["--format", "flac16"]),
        ("SONG --out HERE/o --score SCORE --format wav16 --bits 16", ["--bits", "leave one"]),
        ("SONG --out HERE/o --score SCORE --stems Tuba", ["--stems", "'Tuba'", "CON"]),
        ("SONG --out HERE/o --score SCORE --without Tuba", ["--without", "'Tuba'"]),
        ("SONG --out HERE/o --score SCORE --group Brass", ["--group", "NAME=A,B"]),
        ("SONG --out HERE/o --score SCORE --residual Tuba", ["--residual", "'Tuba'"]),
        ("SONG --out HERE/o --score SCORE --template {title}", ["{title}", "{source}"]),
        ("SONG --out HERE/o --score SCORE --selection 2", ["--selection", "START-STOP"]),
        ("SONG --out HERE/o --score SCORE --selection 2-1", ["--selection", "ends before"]),
        ("SONG --out HERE/o --score SCORE --selection 1:00-2:00", ["--selection", "after the song"]),
        ("SONG --out HERE/o --score SCORE --labels csv,txt", ["--labels", "'txt'", "jams"]),
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
@pytest.mark.parametrize("closed", ["2>&-", "<&- >&- 2>&-"])
def test_closed_streams_do_not_stop_the_work(song, tmp_path, closed):
    given = ("--score", song / "score.mid", "--align", "off", *FAST, "--quiet", "--out", tmp_path / "stems")
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


def as_in_the_background() -> None:
    """Ignore SIGINT, as shells start jobs in the background, and heed SIGHUP, however these tests were started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and pseudo-terminals")
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_an_interrupt_ends_at_once_and_leaves_no_files(song, tmp_path, name, code):
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
        preexec_fn=as_in_the_background,
    )
    os.close(err)
    try:
        wait_for_progress(process, terminal, "%")
        started = time.monotonic()
        process.send_signal(signal.Signals[name])
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


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and pseudo-terminals")
def test_the_work_goes_on_without_a_terminal_where_that_was_said(song, tmp_path):
    import pty

    terminal, err = pty.openpty()
    given = ("separate", song / "söng.wav", "--score", song / "score.mid", "--align", "off", "--param", "updates=60")
    process = subprocess.Popen(
        [sys.executable, "-m", "app", *map(str, given), "--out", str(tmp_path / "stems"), "--json"],
        stdout=subprocess.PIPE,
        stderr=err,
        env=environment(),
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),  # as nohup does
    )
    os.close(err)
    try:
        wait_for_progress(process, terminal, "%")
    finally:
        os.close(terminal)
    process.send_signal(signal.SIGHUP)
    printed = process.communicate(timeout=120)[0]
    assert process.returncode == 0
    assert json.loads(printed)["sources"][0]["file"] in files(tmp_path / "stems")


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_further_interrupts_do_not_change_the_exit_code(song, tmp_path):
    given = (
        "--score",
        song / "score.mid",
        "--align",
        "off",
        "--param",
        "updates=1000",
        "--quiet",
        "--out",
        tmp_path / "stems",
    )
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
