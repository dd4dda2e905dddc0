"""Finding good settings on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.engines.base import parse_parameters
from core.engines.example_nmf.parameters import ExampleNmfParameters
from tests.e2e.command_line import Ended, fails, make_song, stembrush

SMALL = ("--param", "variant=nmf", "columns=4", "epochs=3", "test_epochs=3")


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_song(tmp_path_factory.mktemp("Lied"))


def search(song: Path, *more: str | Path) -> Ended:
    given = ("--examples", f"high={song / 'high.flac'}", f"low={song / 'low.flac'}")
    return stembrush("search", song / "söng.wav", *given, *SMALL, *more)


def found(song: Path, *more: str | Path) -> dict:
    ended = search(song, "--json", *more)
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def test_every_trial_is_told_with_the_settings_of_the_best(song: Path) -> None:
    ended = search(song, "--trials", "3", "--folds", "2")
    assert (ended.code, ended.err) == (0, "")
    head, *trials, best, line = ended.out.splitlines()
    assert head.split()[:2] == ["trial", "SI-SDR"]
    assert [one.split()[0] for one in trials] == ["1", "2", "3"]
    assert sum(one.endswith("  best") for one in trials) == 1
    assert best.startswith("best: ")
    option, *pairs = line.split()
    assert option == "--param"
    parameters = parse_parameters(ExampleNmfParameters, dict(pair.split("=") for pair in pairs))
    assert (parameters.variant, parameters.columns) == ("nmf", 4)


def test_the_line_of_the_best_separates(song: Path, tmp_path: Path) -> None:
    line = search(song, "--trials", "2").out.splitlines()[-1].split()
    given = ("--examples", f"high={song / 'high.flac'}", f"low={song / 'low.flac'}")
    ended = stembrush("separate", song / "söng.wav", *given, *line, "--out", tmp_path, "--json")
    assert ended.code == 0, ended.err


def test_a_search_goes_on_from_its_file(song: Path, tmp_path: Path) -> None:
    state = tmp_path / "sätze.json"
    first = found(song, "--trials", "2", "--state", state)
    second = found(song, "--trials", "4", "--state", state)
    straight = found(song, "--trials", "4")
    assert second["trials"][:2] == first["trials"]
    assert [one["scores"] for one in second["trials"]] == [one["scores"] for one in straight["trials"]]
    assert json.loads(state.read_text("utf-8"))["trials"] == second["trials"]
    # all of them are there already
    assert found(song, "--trials", "4", "--state", state)["trials"] == second["trials"]


def test_the_seed_decides_what_is_tried(song: Path) -> None:
    tried = [[one["settings"] for one in found(song, "--trials", "2", "--seed", seed)["trials"]] for seed in "112"]
    assert tried[0] == tried[1]
    assert tried[0][1] != tried[2][1]


def test_sizes_are_tried_where_it_is_asked_for(song: Path) -> None:
    assert "columns" in found(song, "--trials", "1", "--sizes")["trials"][0]["settings"]
    assert "columns" not in found(song, "--trials", "1")["trials"][0]["settings"]


def test_one_source_may_have_no_example(song: Path) -> None:
    ended = stembrush(
        "search", song / "söng.wav", f"--examples=high={song / 'high.flac'}", *SMALL, "--trials", "2", "--json"
    )
    assert ended.code == 0, ended.err
    assert len(json.loads(ended.out)["trials"]) == 2


def test_a_file_of_another_search_is_left_as_it_was(song: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    found(song, "--trials", "1", "--state", state)
    before = state.read_bytes()
    fails(search(song, "--state", state, "--param", "columns=5"), "columns is given twice")
    other = ("--examples", f"high={song / 'high.flac'}", *SMALL, "--state", state)
    fails(stembrush("search", song / "söng.wav", *other), "other examples or settings", "choose another name")
    fails(search(song, "--state", state, "--seed", "3"), "--seed", "leave --seed out")
    fails(search(song, "--state", state, "--folds", "2"), "--folds", "leave --folds out")
    assert state.read_bytes() == before


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--trials", "0"), ["--trials", "1 or more"]),
        (("--folds", "0"), ["--folds", "1 to 100"]),
        (("--seed", "-1"), ["--seed", "0 or more"]),
        (("--seed", str(2**64)), ["--seed", "too large"]),
        (("--threads", "0"), ["--threads", "leave it out"]),
        (("--param", "tau=1"), ["no parameter 'tau'"]),
        (("--state", "nowhere/state.json"), ["--state", "choose another name"]),
        (("--examples", "high=nothing.wav"), ["there is no such file"]),
        (("--save-dictionaries", "here"), ["unrecognized arguments"]),
    ],
)
def test_what_cannot_be_is_said_in_one_line(song: Path, more: tuple[str, ...], words: list[str]) -> None:
    fails(search(song, *more), *words)


def test_a_file_that_is_no_search_is_refused(song: Path, tmp_path: Path) -> None:
    endless = json.dumps({"format": 1, "seed": 2**64, "folds": 3, "key": "", "trials": []}).encode()
    for number, content in enumerate((b"", b"\xff\xfe\x00", b'{"format": 1}', b"[]", endless)):
        path = tmp_path / f"{number}.json"
        path.write_bytes(content)
        fails(search(song, "--state", path), "--state", "not what a search has left")
        assert path.read_bytes() == content


def test_nothing_to_learn_from_is_said(song: Path) -> None:
    fails(stembrush("search", song / "söng.wav"), "there is no source")
