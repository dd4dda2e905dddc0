"""Learning from examples on the command line: examples, true stems, dictionaries."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import soundfile

from core.dictionaries.files import read_stemdict, write_stemdict
from tests.core.dictionary_cases import dictionary
from tests.e2e.command_line import RATE, Ended, fails, files, make_song, stembrush

SMALL = ("--param", "columns=6", "epochs=3", "test_epochs=3")


@pytest.fixture(scope="module")
def song(tmp_path_factory) -> Path:
    folder = make_song(tmp_path_factory.mktemp("Lied"))
    sound, _ = soundfile.read(folder / "low.flac")
    # another rate, one channel
    soundfile.write(folder / "low again.wav", sound[: RATE // 2, 0], RATE // 2)
    return folder


def separate(song: Path, out: Path, *more: str | Path) -> Ended:
    return stembrush("separate", song / "söng.wav", "--out", out, *SMALL, "--json", *more)


def separated(song: Path, out: Path, *more: str | Path) -> dict:
    """Return the report."""
    ended = separate(song, out, *more)
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def names(report: dict) -> list[str]:
    return [source["name"] for source in report["sources"]]


def share_of_error(song: Path, out: Path, stem: str, truth: str) -> float:
    found, true = soundfile.read(out / f"{stem}.wav")[0], soundfile.read(song / f"{truth}.flac")[0]
    return float(np.sum((found - true) ** 2) / np.sum(true**2))


def test_two_sources_are_learnt_from_files_that_add_up(song, tmp_path):
    given = (
        "--examples",
        f"oboe={song / 'high.flac'}",
        f"bassoon={song / 'low.flac'}",
        f"oboe={song / 'low again.wav'}",
    )
    report = separated(song, tmp_path / "o", *given[:3], f"bassoon={song / 'low again.wav'}")
    assert (report["engine"], names(report)) == ("example-nmf", ["oboe", "bassoon"])
    assert files(tmp_path / "o") == ["bassoon.wav", "oboe.wav", "report.json", "residual.wav"]
    told = report["guidance"]["examples"]
    assert told["data_setting"] == "weak"
    assert [(one["source"], one["file"]) for one in told["files"]] == [
        ("oboe", "high.flac"), ("bassoon", "low.flac"), ("bassoon", "low again.wav"),
    ]  # fmt: skip
    assert [one["seconds"] for one in told["files"]] == [3.0, 3.0, 1.0]
    assert told["missing"] == []
    assert "nothing_said" not in report["guidance"]
    parts = [soundfile.read(tmp_path / "o" / f"{name}.wav")[0] for name in ("oboe", "bassoon", "residual")]
    np.testing.assert_allclose(sum(parts), soundfile.read(song / "söng.wav")[0], rtol=0, atol=1e-6)
    assert share_of_error(song, tmp_path / "o", "oboe", "high") < 0.3
    assert share_of_error(song, tmp_path / "o", "bassoon", "low") < 0.3


def test_the_missing_source_of_one_alone_is_called_rest(song, tmp_path):
    report = separated(song, tmp_path / "o", "--engine=example-nmf", f"--examples=oboe={song / 'high.flac'}")
    assert names(report) == ["oboe", "rest"]
    assert report["guidance"]["examples"]["data_setting"] == "one-missing"
    assert report["guidance"]["examples"]["missing"] == ["rest"]
    assert share_of_error(song, tmp_path / "o", "rest", "low") < 1.0


def test_a_source_called_rest_is_not_the_missing_one(song, tmp_path):
    report = separated(song, tmp_path / "o", f"--examples=Rest={song / 'high.flac'}")
    assert names(report) == ["Rest", "rest 2"]


def test_sources_of_an_activity_file_are_matched_by_name_and_one_may_be_missing(song, tmp_path):
    labels = tmp_path / "labels.csv"
    labels.write_text("source,start_s,end_s,state\nOboe,0,3,active\nhum,0,1,silent\n", "utf-8")
    report = separated(
        song, tmp_path / "o", "--activity", labels, f"--examples=oboe={song / 'high.flac'}", "--bits=32f"
    )
    assert names(report) == ["Oboe", "hum"]
    assert report["guidance"]["examples"]["missing"] == ["hum"]
    assert report["guidance"]["activity"] == {"file": "labels.csv"}
    assert not soundfile.read(tmp_path / "o" / "hum.wav")[0][: RATE // 2].any()


def test_an_activity_file_may_name_what_only_an_example_names(song, tmp_path):
    labels = tmp_path / "labels.csv"
    labels.write_text("source,start_s,end_s,state\nnoise,0,1,silent\n", "utf-8")
    given = ("--score", song / "score.mid", "--activity", labels)
    given = (*given, f"--examples=noise={song / 'low.flac'}", f"--examples=con={song / 'high.flac'}")
    ended = separate(song, tmp_path / "o", *given)
    assert ended.code == 0, ended.err
    assert "the score only names the sources" in ended.err
    report = json.loads(ended.out)
    assert names(report) == ["Flöte/1", "CON", "noise"]
    assert report["engine"] == "example-nmf"
    assert report["guidance"]["examples"]["missing"] == ["Flöte/1"]


def test_a_true_stem_says_what_is_played_from_a_time_on(song, tmp_path):
    part = soundfile.read(song / "high.flac")[0][RATE:]
    soundfile.write(tmp_path / "part@2.wav", part, RATE, "FLOAT")
    report = separated(song, tmp_path / "o", f"--true-stem=oboe={tmp_path / 'part@2.wav'}@1.0")
    assert names(report) == ["oboe", "rest"]
    told = report["guidance"]["examples"]
    assert told["data_setting"] == "strong"
    assert (told["files"][0]["from_s"], told["files"][0]["seconds"]) == (1.0, 2.0)
    # one that outlasts the song is cut
    report = separated(song, tmp_path / "p", f"--true-stem=oboe={tmp_path / 'part@2.wav'}@2.5")
    assert report["guidance"]["examples"]["files"][0]["seconds"] == 0.5


def test_what_is_not_a_source_is_told_too(song, tmp_path):
    given = (f"--examples=oboe={song / 'high.flac'}", f"--not=oboe={song / 'low.flac'}")
    told = separated(song, tmp_path / "o", *given)["guidance"]["examples"]
    assert [one["polarity"] for one in told["files"]] == ["belongs", "not"]


def test_dictionaries_are_saved_and_used_again_instead_of_learning(song, tmp_path):
    given = (f"--examples=oboe={song / 'high.flac'}", f"--examples=hum={song / 'low.flac'}")
    report = separated(song, tmp_path / "a", *given, "--save-dictionaries", tmp_path / "d")
    assert files(tmp_path / "d") == ["hum.stemdict", "oboe.stemdict"]
    assert report["guidance"]["dictionaries_saved"] == ["oboe.stemdict", "hum.stemdict"]
    found = read_stemdict(tmp_path / "d" / "oboe.stemdict")
    assert (found.name, found.columns.shape[1], found.rate) == ("oboe", 6, RATE)
    assert found.provenance["song"] == "söng.wav"
    assert found.provenance["engine"].startswith("example-nmf ")
    assert json.loads(found.provenance["parameters"])["columns"] == 6
    used = [f"--dictionary={name}={tmp_path / 'd' / name}.stemdict" for name in ("oboe", "hum")]
    again = separated(song, tmp_path / "b", *used)
    assert [one["name"] for one in again["guidance"]["examples"]["dictionaries"]] == ["oboe", "hum"]
    for name in ("oboe", "hum"):
        stems = [soundfile.read(tmp_path / folder / f"{name}.wav")[0] for folder in "ab"]
        np.testing.assert_allclose(*stems, rtol=0, atol=1e-3)
    # nothing is replaced unasked, and what was given is not learnt
    fails(separate(song, tmp_path / "c", *given, "--save-dictionaries", tmp_path / "d"), "oboe.stemdict", "--overwrite")
    separated(song, tmp_path / "e", used[0], given[1], "--save-dictionaries", tmp_path / "f")
    assert files(tmp_path / "f") == ["hum.stemdict"]


def test_the_recipe_knows_every_file(song, tmp_path):
    shutil.copy(song / "high.flac", tmp_path / "a.flac")
    given = (f"--examples=oboe={tmp_path / 'a.flac'}", f"--not=oboe={song / 'low.flac'}")
    first = separated(song, tmp_path / "o", *given)["guidance"]["recipe"]["examples"]
    assert [one[:2] for one in first] == [["--examples", "oboe"], ["--not", "oboe"]]
    shutil.copy(song / "low again.wav", tmp_path / "a.flac")
    second = separated(song, tmp_path / "o", *given, "--overwrite")["guidance"]["recipe"]["examples"]
    assert first[0] != second[0]
    assert first[1] == second[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("--examples oboe", ["--examples", "SOURCE=FILE"]),
        ("--examples oboe=HERE/none.wav", ["--examples", "none.wav", "no such file"]),
        ("--examples oboe=HERE", ["--examples", "no such file"]),
        ("--examples oboe=HERE/picture.wav", ["picture.wav"]),
        ("--examples oboe=HIGH oboe=HIGH", ["--examples", "given twice"]),
        ("--not oboe=HERE/none.wav", ["--not", "none.wav"]),
        ("--not oboe=HIGH", ["alone"]),
        ("--true-stem oboe=HERE/none.wav@2", ["--true-stem", "none.wav"]),
        ("--true-stem oboe=HIGH@soon", ["--true-stem", "no such file"]),
        ("--true-stem oboe=HIGH@-1", ["--true-stem", "'-1'", "@12.5"]),
        ("--true-stem oboe=HIGH@nan", ["--true-stem", "'nan'", "@12.5"]),
        ("--true-stem oboe=HIGH@3", ["--true-stem", "after the song"]),
        ("--dictionary oboe=HERE/none.stemdict", ["none.stemdict", "no such file"]),
        ("--dictionary oboe=HERE/picture.wav", ["picture.wav", "not a dictionary"]),
        ("--dictionary oboe=HERE/good.stemdict oboe=HERE/good.stemdict", ["--dictionary", "given twice"]),
        ("--dictionary oboe=HERE/good.stemdict Oboe=HERE/good.stemdict", ["--dictionary", "given twice"]),
        ("--examples oboe=HIGH --save-dictionaries HERE/picture.wav", ["--save-dictionaries", "not a folder"]),
        ("--examples oboe=HIGH --engine score-nmf", ["score-nmf", "examples", "leave --examples out"]),
        ("--true-stem oboe=HIGH --engine score-nmf", ["score-nmf", "leave --true-stem out"]),
        ("--score SCORE --engine score-nmf --save-dictionaries HERE/d", ["learns no dictionaries"]),
        ("--examples oboe=HIGH --score SCORE --extract a=CON:C4", ["--extract", "no use of notes"]),
        ("--examples oboe=HIGH --param variant=magic", ["variant"]),
    ],
)
def test_what_is_wrong_is_said_in_one_line_before_the_work(song, tmp_path, arguments, words):
    (tmp_path / "picture.wav").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + 200 * b"\x80")
    write_stemdict(dictionary(), tmp_path / "good.stemdict")
    before = files(tmp_path)
    places = {"HERE": tmp_path, "HIGH": song / "high.flac", "SCORE": song / "score.mid"}
    for name, place in places.items():
        arguments = arguments.replace(name, str(place))
    fails(stembrush("separate", song / "söng.wav", "--out", tmp_path / "o", *arguments.split(" ")), *words)
    assert files(tmp_path) == before


def test_a_batch_takes_several_files_of_a_source(song, tmp_path):
    for name in ("söng.wav", "high.flac", "low.flac", "low again.wav"):
        shutil.copy(song / name, tmp_path)
    rows = [
        ["song", "examples", "params", "out"],
        ["söng.wav", "oboe=high.flac hum=low.flac hum='low again.wav'", "columns=4 epochs=2 test_epochs=2", "a"],
    ]
    with open(tmp_path / "list.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    states = []
    for _ in range(2):
        ended = stembrush("batch", tmp_path / "list.csv", "--out", tmp_path / "out", "--json")
        assert ended.code == 0, ended.err
        states.append([one["state"] for one in json.loads(ended.out)["songs"]])
    assert states == [["done"], ["skipped"]]
    report = json.loads((tmp_path / "a" / "report.json").read_text("utf-8"))
    assert [one["file"] for one in report["guidance"]["examples"]["files"]] == [
        "high.flac",
        "low.flac",
        "low again.wav",
    ]


def test_a_list_in_json_has_several_files_as_a_list(tmp_path):
    from app.commands.batch_list import read_list

    (tmp_path / "list").write_text('{"song": "s.wav", "examples": {"a": ["x.wav", "y.wav"], "b": "z.wav"}}\n', "utf-8")
    (entry,) = read_list(tmp_path / "list", tmp_path)
    assert entry.arguments[-3:] == tuple(
        f"--examples={name}={tmp_path / file}" for name, file in (("a", "x.wav"), ("a", "y.wav"), ("b", "z.wav"))
    )
