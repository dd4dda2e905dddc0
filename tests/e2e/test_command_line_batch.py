"""A batch of songs on the command line: what is done, passed over, ended and gone on with."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
import soundfile

from tests.e2e.command_line import RATE, environment, fails, files, make_song, stembrush

STEMS = ["Flöte_1.wav", "_CON.wav", "report.json", "residual.wav"]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return make_song(tmp_path_factory.mktemp("Lied"))


@pytest.fixture
def songs(made, tmp_path) -> Path:
    """Return a folder with two songs, their score and a list of them."""
    folder = tmp_path / "Lieder"
    folder.mkdir()
    shutil.copy(made / "score.mid", folder / "score.mid")
    samples = soundfile.read(made / "söng.wav")[0]
    for name, part in (("eins", samples[:RATE]), ("zwei, drei", samples[: RATE * 2])):
        soundfile.write(folder / f"{name}.wav", part, RATE)
    (folder / "list.csv").write_text(
        'song,score,params,align\neins.wav,score.mid,updates=2,off\n"zwei, drei.wav",score.mid,updates=2,off\n', "utf-8"
    )
    return folder


def table(out: Path) -> list[dict[str, str]]:
    with open(out / "batch.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def states(out: Path) -> list[str]:
    return [row["state"] for row in table(out)]


def test_every_song_of_a_list_is_separated_and_what_is_done_is_passed_over(songs, tmp_path):
    out = tmp_path / "out"
    ended = stembrush("batch", songs / "list.csv", "--out", out, "--jobs", "2", "--json")
    assert (ended.code, ended.err) == (0, "")
    assert files(out) == sorted(
        ["batch.csv", "eins", "zwei, drei", *(f"{song}/{name}" for song in ("eins", "zwei, drei") for name in STEMS)]
    )
    printed = json.loads(ended.out)
    assert printed["counts"] == {"done": 2}
    first = printed["songs"][0]
    assert (first["song"], first["state"], first["out"]) == ("eins.wav", "done", str(out / "eins"))
    assert first["null_depth_db"] < -100
    assert first["residual_db"] < 0
    assert first["divergence"] > 0
    assert first["peak_memory_mb"] > 10
    assert float(table(out)[0]["seconds"]) == first["seconds"] > 0
    assert any("2 of 2" in line for line in ended.progress)
    # the lock is gone, and nothing is left beside the songs
    assert files(songs) == ["eins.wav", "list.csv", "score.mid", "zwei, drei.wav"]
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.wav")}

    # one song loses a file, then another gets other settings
    (out / "eins" / "residual.wav").unlink()
    again = stembrush("batch", songs / "list.csv", "--out", out)
    assert (again.code, again.err, states(out)) == (0, "", ["done", "skipped"])
    assert [line.split()[:2] for line in again.out.splitlines()[1:]] == [["eins.wav", "done"], ["zwei,", "drei.wav"]]
    (songs / "list.csv").write_text((songs / "list.csv").read_text("utf-8").replace("2,off\n", "3,off\n", 1), "utf-8")
    assert stembrush("batch", songs / "list.csv", "--out", out).code == 0
    assert states(out) == ["done", "skipped"]
    assert json.loads((out / "eins" / "report.json").read_text("utf-8"))["parameters"]["updates"] == 3
    kept = out / "zwei, drei" / "_CON.wav"
    assert kept.stat().st_mtime_ns == before[kept]


def test_a_song_that_fails_does_not_end_the_batch(songs, tmp_path):
    lines = [
        {"song": "none.wav", "score": "score.mid"},
        {"song": "eins.wav", "score": "score.mid", "align": "off", "params": {"updates": 2}, "out": "mine"},
        {"song": "eins.wav", "score": "score.mid", "seed": "x"},
        {"song": "score.mid", "score": "score.mid", "align": "off", "out": "other"},
    ]
    (songs / "list.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n", "utf-8")
    out = tmp_path / "out"
    ended = stembrush("batch", songs / "list.jsonl", "--out", out, "--format", "flac16")
    assert ended.code == 2
    assert states(out) == ["failed", "done", "failed", "failed"]
    assert files(songs / "mine") == [name.replace(".wav", ".flac") for name in STEMS]
    messages = [row["message"] for row in table(out)]
    assert "none.wav" in messages[0]
    assert "--seed" in messages[2]
    assert "score.mid" in messages[3]
    assert ended.err.count("\n") == 3
    assert not (songs / "other").exists()


def test_files_that_no_batch_made_are_not_replaced(songs, tmp_path):
    out = tmp_path / "out"
    (out / "eins").mkdir(parents=True)
    (out / "eins" / "_CON.wav").write_text("mine")
    ended = stembrush("batch", songs / "list.csv", "--out", out, "--jobs", "2")
    assert (ended.code, states(out)) == (2, ["failed", "done"])
    assert "would be replaced" in ended.err
    assert files(out / "eins") == ["_CON.wav"]
    assert stembrush("batch", songs / "list.csv", "--out", out, "--overwrite").code == 0
    assert states(out) == ["done", "skipped"]


def started(songs: Path, out: Path) -> subprocess.Popen[str]:
    """Start a batch whose second song takes long, and wait until it is at work on it."""
    text = (songs / "list.csv").read_text("utf-8")
    slow = text.replace('drei.wav",score.mid,updates=2', 'drei.wav",score.mid,updates=1000')
    (songs / "list.csv").write_text(slow, "utf-8")
    command = [sys.executable, "-m", "app", "batch", str(songs / "list.csv"), "--out", str(out)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment()
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "zwei, drei.wav begins" in line:
            break
    children = psutil.Process(process.pid).children()
    end = time.monotonic() + 60
    # until it has loaded what it computes with
    while children[0].memory_info().rss < 150e6:
        assert time.monotonic() < end
        time.sleep(0.05)
    return process


def gone(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_batch_that_was_ended_goes_on_where_it_was(songs, tmp_path, number, code):
    out = tmp_path / "out"
    process = started(songs, out)
    child = psutil.Process(process.pid).children()[0]
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == code
    assert "Traceback" not in said
    # the process of the song ends by itself, and leaves nothing half finished
    end = time.monotonic() + 30
    while not gone(child):
        assert time.monotonic() < end
        time.sleep(0.05)
    assert files(out / "eins") == STEMS
    assert not (out / "zwei, drei").exists()
    if number != signal.SIGKILL:
        assert states(out) == ["done", "not run"]
    text = (songs / "list.csv").read_text("utf-8").replace("updates=1000", "updates=2")
    (songs / "list.csv").write_text(text, "utf-8")
    assert stembrush("batch", songs / "list.csv", "--out", out).code == 0
    assert states(out) == ["skipped", "done"]
    assert [name for name in files(songs) if name.startswith(".")] == []


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_a_crash_is_one_song_and_a_second_batch_is_refused(songs, tmp_path):
    out = tmp_path / "out"
    process = started(songs, out)
    child = psutil.Process(process.pid).children()[0]
    child.suspend()  # so that it is still there when the other batch has been refused
    refused = stembrush("batch", songs / "list.csv", "--out", out)
    child.kill()
    printed, _ = process.communicate(timeout=60)
    fails(refused, "another batch", "list.csv")
    assert process.returncode == 1
    assert "failed" in printed
    assert states(out) == ["done", "failed"]
    assert "signal 9" in table(out)[1]["message"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["column song is missing"]),
        ("song,score\n", ["names no song"]),
        ("song,loud\na.wav,1\n", ["line 1", "'loud'"]),
        ("song,score\n,score.mid\n", ["line 2", "names no song"]),
        ("song\na.wav,b.wav\n", ["line 2", "more cells"]),
        ('song\n"a.wav\n', ["not CSV"]),
        ("song,out\na.wav,x\nb.wav,x\n", ["line 3", "line 2", "same folder"]),
        ("song,params\na.wav,loud\n", ["line 2", "NAME=VALUE"]),
        ('{"song": "a.wav"}\n{"song": }\n', ["line 2", "JSON"]),
        ('{"song": "a.wav"}\n[1]\n', ["line 2", "JSON object"]),
        ('{"song": ["a.wav"]}\n', ["line 1", "song"]),
        ('{"song": true}\n', ["line 1", "song"]),
        ('{"song": "\\ud800.wav"}\n', ["line 1", "no file name"]),
        ("song,Song\na.wav,b.wav\n", ["line 1", "column song is there twice"]),
        ("\udcff", ["UTF-8"]),
    ],
)
def test_a_list_that_is_none_is_refused_in_one_line(tmp_path, text, words):
    from app.commands import CommandError
    from app.commands.batch_list import read_list

    (tmp_path / "list").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(CommandError) as refused:
        read_list(tmp_path / "list", tmp_path)
    for word in words:
        assert word in str(refused.value)


@pytest.mark.parametrize(
    "data",
    [
        "song,seed\na.wav,7\n".encode("utf-8-sig"),
        "song,seed\na.wav,7\n".encode("utf-16"),
        b"song\tseed\r\na.wav\t7\r\n",
        b"song,seed\ra.wav,7",
        b"\n , \nsong,seed\n\na.wav,7\n,\n",
        b"song;seed;;\na.wav;7;;;;\n",
        b'{"song": "a.wav", "seed": 7}\r\n\r\n',
        b'{"seed": "7", "song": "a.wav", "score": null}',
    ],
)
def test_what_programs_make_of_a_list_is_read(tmp_path, data):
    from app.commands.batch_list import read_list

    (tmp_path / "list").write_bytes(data)
    (entry,) = read_list(tmp_path / "list", tmp_path / "o")
    assert (entry.song, entry.out) == ("a.wav", tmp_path / "o" / "a")
    assert entry.arguments == (str(tmp_path / "a.wav"), "--out", str(tmp_path / "o" / "a"), "--seed=7")


def test_a_number_and_any_letter_can_be_a_name_in_json(tmp_path):
    from app.commands.batch_list import read_list

    (tmp_path / "list").write_text('{"song": 5, "out": "a\u2028b"}\n', "utf-8")
    (entry,) = read_list(tmp_path / "list", tmp_path)
    assert (entry.song, entry.out) == ("5", tmp_path / "a\u2028b")


def test_songs_of_one_name_get_folders_of_their_own(tmp_path):
    from app.commands.batch_list import read_list

    (tmp_path / "list").write_text("song;out\na/x.wav;\nb/x.flac;\nc/x.wav;d\n", "utf-8-sig")
    outs = [entry.out for entry in read_list(tmp_path / "list", tmp_path / "o")]
    assert outs == [tmp_path / "o" / "x", tmp_path / "o" / "x 2", tmp_path / "d"]


def test_a_batch_without_a_list_says_so(tmp_path):
    fails(stembrush("batch", tmp_path / "none.csv", "--out", tmp_path), "none.csv", "check the name")
    assert files(tmp_path) == []
