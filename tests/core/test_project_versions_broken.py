"""Versions that are damaged or made up: a clear word, no memory asked for, and the others stay as they are."""

from __future__ import annotations

import json
import sqlite3
import struct
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save

from core.audio import Audio
from core.errors import CoreError, ProjectError
from core.project import engine_state, stems
from core.project.project import Project, StoredResult
from tests.core.project_edits import SONG

RATE = 8000


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stems, "_CHUNK_SAMPLES", 4000)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a project with two versions."""
    path = tmp_path / "Song.stembrush"
    project = Project.create(path, SONG)
    for seed in range(2):
        noise = np.random.default_rng(seed).uniform(-0.9, 0.9, (2, 9000)).astype(np.float32)
        facts = ("score-nmf", "2", {"updates": 30}, seed, 1.5, 4, (("s1", "Violin"),), {"divergence": 0.25})
        state = {"templates": np.ones((4, 5), np.float32)}
        project.store_version(StoredResult(*facts, stems={"s1": Audio(noise, RATE)}, state=state))
    project.close()
    return path


def fact(key: str, value: str) -> str:
    return f"UPDATE version SET facts = json_set(facts, '$.{key}', json('{value}')) WHERE id = 1"


DAMAGED = {
    "no facts": "UPDATE version SET facts = '' WHERE id = 1",
    "empty facts": "UPDATE version SET facts = '{}' WHERE id = 1",
    "a list": "UPDATE version SET facts = '[]' WHERE id = 1",
    "deep facts": "UPDATE version SET facts = replace(hex(zeroblob(100000)), '0', '[') WHERE id = 1",
    "endless facts": "UPDATE version SET facts = printf('%5000000s', facts) WHERE id = 1",
    "measured nothing": "UPDATE version SET measured = 'x' WHERE id = 1",
    "measured a list": "UPDATE version SET measured = '[1]' WHERE id = 1",
    "measured words": """UPDATE version SET measured = '{"sdr": "x"}' WHERE id = 1""",
    "endless length": fact("stems[0][3]", "1e12"),
    "huge length": fact("stems[0][3]", "999999999999999"),
    "no rate": fact("stems[0][1]", "0"),
    "endless rate": fact("stems[0][1]", "99999999999"),
    "many channels": fact("stems[0][2]", "33"),
    "no channels": fact("stems[0][2]", "0"),
    "no scale": fact("stems[0][4]", "0"),
    "endless scale": fact("stems[0][4]", "1e999"),
    "no source": fact("sources", "[1]"),
    "half a selection": fact("span", "[1]"),
    "selection that ends before it starts": fact("span", "[5, 1]"),
    "selection of words": fact("span", '["a", "b"]'),
    "based on words": fact("based_on", '"x"'),
    "state without a size": fact("state_bytes", '"x"'),
    "negative state": fact("state_bytes", "-1"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_version_of_which_nothing_is_known_is_named_and_can_be_removed(path: Path, name: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(DAMAGED[name])
    project = Project.open(path)
    known = project.versions()
    assert [bool(one.problem) for one in known] == [True, False]
    with pytest.raises(CoreError, match="separate again"):
        project.load_version(1)
    assert project.load_version(2).stems["s1"].length == 9000
    project.remove_version(1)
    assert [one.id for one in project.versions()] == [2]
    project.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE stem_chunk SET data = zeroblob(100) WHERE version_id = 1",
        "UPDATE stem_chunk SET data = substr(data, 1, length(data) / 2) WHERE version_id = 1",
        "DELETE FROM stem_chunk WHERE number = 1 AND version_id = 1",
        "UPDATE stem_chunk SET number = 2 - number WHERE version_id = 1",
        "INSERT INTO stem_chunk SELECT NULL, version_id, stem, part, number, data FROM stem_chunk",
        fact("stems[0][3]", "999999999999"),
        fact("stems[0][3]", "12000"),
        fact("stems[0][2]", "32"),
        fact("state_bytes", "10000000000"),
        fact("state_bytes", "7"),
        "DELETE FROM state_chunk WHERE version_id = 1",
        "UPDATE state_chunk SET data = zeroblob(length(data)) WHERE version_id = 1",
        "UPDATE state_chunk SET number = 3 WHERE version_id = 1",
        "INSERT INTO state_chunk SELECT NULL, 1, 1, zeroblob(40000000)",
    ],
)
def test_contents_that_are_none_are_refused_before_memory_is_asked_for(path: Path, damage: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(damage)
    project = Project.open(path)
    assert [one.problem for one in project.versions()] == ["", ""]
    tracemalloc.start()
    with pytest.raises(CoreError, match="damaged"):
        project.load_version(1)
    assert tracemalloc.get_traced_memory()[1] < 30e6
    tracemalloc.stop()
    project.change_version(1, name="Broken")
    project.remove_version(1)
    assert [one.id for one in project.versions()] == [2]
    project.close()


def header(text: str, data: bytes = b"") -> bytes:
    return struct.pack("<Q", len(text)) + text.encode() + data


def tensor(kind: str, shape: list[int], size: int) -> bytes:
    facts = {"a": {"dtype": kind, "shape": shape, "data_offsets": [0, size]}}
    return header(json.dumps(facts), bytes(min(size, 1000)))


NO_STATES = {
    "nothing": b"x",
    "noise": np.random.default_rng(0).bytes(5000),
    "pickle": b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94",
    "endless header": struct.pack("<Q", 2**62) + b"{}",
    "no header": struct.pack("<Q", 0),
    "header of words": header('"words"'),
    "deep header": header("[" * 100_000),
    "absurd shape": tensor("F32", [2**40, 2**40], 1000),
    "overflowing shape": tensor("F32", [2**62, 4], 0),
    "negative shape": tensor("F32", [-1, 250], 1000),
    "10 GB": tensor("F32", [2_500_000_000], 10_000_000_000),
    "beyond the end": tensor("F32", [1000], 4000),
    "unknown kind": tensor("F99", [250], 1000),
    "kind that numpy has not": tensor("F8_E4M3", [1000], 1000),
    "brain floats": tensor("BF16", [500], 1000),
    "complex": tensor("C64", [125], 1000),
    "twice the same bytes": header(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
        bytes(4),
    ),
}


@pytest.mark.parametrize("name", NO_STATES)
def test_a_state_that_is_none_is_refused_in_words_and_the_stems_stay(path: Path, name: str) -> None:
    data = NO_STATES[name]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE state_chunk SET data = ? WHERE version_id = 1", (data,))
        connection.execute(fact("state_bytes", str(len(data))))
    project = Project.open(path)
    asked: tuple[Callable[[], object], ...] = (
        lambda: project.load_version_state(1),
        lambda: project.load_version(1),
    )
    for ask in asked:
        with pytest.raises(ProjectError, match="damaged"):
            ask()
    assert project.load_version(1, with_state=False).stems["s1"].length == 9000
    project.close()


def test_a_state_of_many_names_is_read() -> None:
    state = {f"template {number}": np.full(3, number, np.float64) for number in range(20_000)}
    assert len(engine_state.from_bytes(save(state))) == 20_000


def test_versions_without_end_do_not_fill_the_memory(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(
            "WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)"
            " INSERT INTO version SELECT i, 1, '', '', '{}', 0, '{}' FROM n"
        )
    project = Project.open(path)
    assert len(project.versions()) == 10_000
    project.close()
