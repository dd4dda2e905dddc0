"""Versions of the separation in a project: all are kept, change on their own, and go when the user says so."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from core.annotation.model import Annotation, Note, Source
from core.audio import Audio
from core.errors import JobCancelled, ProjectError
from core.project import engine_state, project, stems
from core.project.project import Project, StoredResult, VersionFacts
from core.project.store import connect
from tests.core.project_edits import SONG

RATE = 8000
STATE = {
    "template é": np.arange(12, dtype=np.float32).reshape(3, 4),
    "grid": np.array([1, 2]),
    "none": np.zeros((0, 3)),
}


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stems, "_CHUNK_SAMPLES", 4000)
    monkeypatch.setattr(engine_state, "_CHUNK_BYTES", 100)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Project]:
    opened = Project.create(tmp_path / "Song.stembrush", SONG)
    yield opened
    opened.close()


def make_result(seed: int = 0, length: int = 9000, **changes: object) -> StoredResult:
    rng = np.random.default_rng(seed)
    sounds = {key: Audio(rng.uniform(-0.9, 0.9, (2, length)).astype(np.float32), RATE) for key in ("s2", "s1")}
    facts: dict[str, object] = {
        "engine_id": "score-nmf", "engine_version": "2", "parameters": {"updates": 30, "on": True}, "seed": seed,
        "seconds": 12.5, "revision": 41 + seed, "sources": (("s2", "Horn"), ("s1", "Violin é")),
        "figures": {"divergence": 0.25}, "stopped_early": seed == 1, "stems": sounds, "name": f"Take {seed} 🎵",
        "note": "brighter", "made_at": 1.7e9 + seed, "span": (100, 8000), "state": STATE, "based_on": seed or None,
    }  # fmt: skip
    return StoredResult(**{**facts, **changes})  # type: ignore[arg-type]


def assert_kept(stored: StoredResult, expected: StoredResult) -> None:
    for name in {one.name for one in fields(StoredResult)} - {"stems", "state"}:
        assert getattr(stored, name) == getattr(expected, name), name
    assert list(stored.stems) == list(expected.stems)
    for key, audio in expected.stems.items():
        np.testing.assert_allclose(stored.stems[key].samples, audio.samples, rtol=0, atol=0.6 / 2**23)
    assert (stored.state is None) == (expected.state is None)
    for key, values in (expected.state or {}).items():
        assert stored.state is not None
        np.testing.assert_array_equal(stored.state[key], values)
        assert stored.state[key].dtype == values.dtype


def test_all_versions_survive_a_restart_and_go_along_to_another_file(opened: Project, tmp_path: Path) -> None:
    results = [make_result(0), make_result(1, state=None), make_result(2, span=None)]
    ids = [opened.store_version(result) for result in results]
    assert ids == sorted(set(ids))
    opened.close()
    again = Project.open(tmp_path / "Song.stembrush")
    again.save_as(tmp_path / "Copy.stembrush")
    facts = again.versions()
    assert [one.id for one in facts] == ids
    assert [one.has_state for one in facts] == [True, False, True]
    for one, result in zip(facts, results, strict=True):
        assert_kept(again.load_version(one.id), result)
        assert again.load_version(one.id, with_state=False).state is None
        assert set(again.load_version_state(one.id) or {}) == set(result.state or {})
        for name in {field.name for field in fields(VersionFacts)} - {"id", "stored_bytes", "has_state", "problem"}:
            assert getattr(one, name) == getattr(result, name), name
    query = "SELECT total(length(data)) FROM {0} WHERE version_id = ?"
    sizes = [
        again._store.connection.execute(query.format(table), (ids[0],)).fetchone()[0]
        for table in ("stem_chunk", "state_chunk")
    ]
    assert facts[0].stored_bytes == sum(sizes)
    assert min(sizes) > 0
    again.close()


def test_what_is_said_and_measured_later_changes_nothing_else(opened: Project, tmp_path: Path) -> None:
    first, second = opened.store_version(make_result(0)), opened.store_version(make_result(1))
    opened.change_version(first, name="Best")
    opened.change_version(first, note="")
    opened.change_version(first, figures={"residual_db": -30.0, "leakage.s1": -12.5, "sdr.s2": np.float32(4.0)})
    opened.change_version(first, figures={"leakage.s1": float("nan"), "residual_db": -31.0})
    opened.close()
    again = Project.open(tmp_path / "Song.stembrush")
    one, two = again.versions()
    assert (one.name, one.note) == ("Best", "")
    assert one.figures == {"divergence": 0.25, "residual_db": -31.0, "sdr.s2": 4.0}
    assert (two.id, two.name, two.figures) == (second, "Take 1 🎵", {"divergence": 0.25})
    assert again.load_version(first).figures == one.figures
    again.close()


def test_a_version_that_is_not_there_is_told_in_words(opened: Project) -> None:
    gone = opened.store_version(make_result(0))
    opened.remove_version(gone)
    asked = (
        lambda: opened.load_version(gone),
        lambda: opened.load_version_state(gone),
        lambda: opened.change_version(gone, name="x"),
        lambda: opened.remove_version(gone),
    )
    for ask in asked:
        with pytest.raises(ProjectError, match="not in the project any more"):
            ask()
    assert opened.store_version(make_result(0)) > gone


def test_a_project_in_memory_has_no_versions_and_keeps_none() -> None:
    assert Project().versions() == ()
    with pytest.raises(ProjectError, match="save it first"):
        Project().store_version(make_result(0))


def test_a_version_that_is_removed_takes_nothing_of_the_others_along(opened: Project) -> None:
    ids = [opened.store_version(make_result(seed)) for seed in range(3)]
    opened.remove_version(ids[1])
    assert [one.id for one in opened.versions()] == [ids[0], ids[2]]
    assert_kept(opened.load_version(ids[0]), make_result(0))
    assert_kept(opened.load_version(ids[2]), make_result(2))
    connection = opened._store.connection
    for table in ("stem_chunk", "state_chunk"):
        assert set(connection.execute(f"SELECT DISTINCT version_id FROM {table}")) == {(ids[0],), (ids[2],)}


def pages(opened: Project) -> int:
    (count,) = opened._store.connection.execute("PRAGMA page_count").fetchone()
    return int(count)


def test_the_file_becomes_smaller_again_and_does_not_grow_for_ever(opened: Project, tmp_path: Path) -> None:
    empty = pages(opened)
    first = opened.store_version(make_result(0, length=40_000))
    one_more = pages(opened) - empty
    for seed in range(1, 5):
        newer = opened.store_version(make_result(seed, length=40_000))
        opened.remove_version(first)
        first = newer
        assert pages(opened) < empty + 1.1 * one_more
    opened.remove_version(first)
    assert pages(opened) < empty + 0.1 * one_more
    opened.close()
    assert (tmp_path / "Song.stembrush").stat().st_size < 4096 * (empty + 0.1 * one_more)


def test_a_file_that_was_not_made_to_shrink_uses_its_space_again(tmp_path: Path) -> None:
    path = tmp_path / "Song.stembrush"
    Project.create(path, SONG).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA auto_vacuum = NONE")
        connection.execute("VACUUM")
    opened = Project.open(path)
    largest = []
    for seed in range(4):
        version = opened.store_version(make_result(seed, length=40_000))
        largest.append(pages(opened))
        opened.remove_version(version)
    assert max(largest) <= largest[0] + 20
    opened.close()


def test_two_that_are_stored_at_once_leave_each_other_alone(opened: Project) -> None:
    started, other_done = threading.Event(), threading.Event()
    outcome: list[int] = []

    def slowly(share: float) -> bool:
        started.set()
        return share < 0.3 or other_done.wait(20)

    slow = threading.Thread(target=lambda: outcome.append(opened.store_version(make_result(1, 40_000), slowly)))
    slow.start()
    assert started.wait(20)
    quick = opened.store_version(make_result(2))
    with pytest.raises(JobCancelled):
        opened.store_version(make_result(3), lambda share: share < 0.4)
    opened.remove_version(quick)
    assert opened.versions() == ()
    other_done.set()
    slow.join()
    assert_kept(opened.load_version(outcome[0]), make_result(1, 40_000))


def test_strokes_go_on_while_versions_come_and_go(opened: Project) -> None:
    opened.perform(Annotation(sources=(Source("s1", "Violin"),)), "Add violin")
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for seed in range(3):
                opened.remove_version(opened.store_version(make_result(seed, 20_000)))
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    strokes = 0
    while thread.is_alive() and strokes < 300:
        opened.perform(opened.annotation.with_notes((*opened.annotation.notes, Note(strokes, 5, "s1", None))), "Draw")
        assert len(opened.versions()) <= 1
        strokes += 1
    thread.join()
    assert not failures
    assert strokes > 3


def test_a_version_that_does_not_fit_onto_the_disk_leaves_everything_else(
    opened: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened.store_version(make_result(0))

    def small(path: Path | None) -> sqlite3.Connection:
        connection = connect(path)
        connection.execute(f"PRAGMA max_page_count = {before + 40}").fetchall()
        return connection

    before = pages(opened)
    with monkeypatch.context() as patched:
        patched.setattr(project, "connect", small)
        with pytest.raises(ProjectError, match="the disk is full, so this was not stored"):
            opened.store_version(make_result(1, length=200_000))
        assert [one.id for one in opened.versions()] == [first]
        opened.change_version(first, name="still here")
    assert pages(opened) <= before + 2
    second = opened.store_version(make_result(1, length=200_000))
    assert_kept(opened.load_version(first), make_result(0, name="still here"))
    assert_kept(opened.load_version(second), make_result(1, length=200_000))


def test_a_state_too_large_to_be_kept_does_not_cost_the_stems(opened: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_state, "MAX_BYTES", 1000)
    version = opened.store_version(make_result(0, state={"large": np.zeros(1000, np.float32)}))
    assert not opened.versions()[0].has_state
    assert_kept(opened.load_version(version), make_result(0, state=None))


def test_loading_waits_for_nobody_who_writes(opened: Project) -> None:
    version = opened.store_version(make_result(0))
    with opened._store.transaction() as connection:
        connection.execute("INSERT INTO meta VALUES ('writing', '1')")
        assert len(opened.versions()) == 1
        assert_kept(opened.load_version(version), make_result(0))
