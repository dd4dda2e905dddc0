"""Projects of the first format, which kept the stems of one separation: they come along as a version."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from core.errors import CoreError, ProjectError, ProjectOutdated
from core.project import files, schema
from core.project.copies import open_copy
from core.project.project import Project, StoredResult
from tests.core.project_edits import assert_same
from tests.data import make_format1

GOOD = make_format1.STEMS_PATH.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Lied.stembrush"
    path.write_bytes(GOOD)
    return path


def changed(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        before = list(connection.iterdump())
        connection.executescript(script)
        assert list(connection.iterdump()) != before


def assert_is_the_result(stored: StoredResult) -> None:
    expected = make_format1.result()
    for name in ("engine_id", "engine_version", "parameters", "seed", "seconds", "revision", "sources", "figures"):
        assert getattr(stored, name) == getattr(expected, name)
    assert (stored.stopped_early, stored.name, stored.note, stored.span) == (True, "", "", None)
    assert (stored.made_at, stored.state, stored.based_on) == (0.0, None, None)
    assert list(stored.stems) == list(expected.stems)
    for key, audio in expected.stems.items():
        assert stored.stems[key].rate == audio.rate
        # that format was one step of 24 bits off at the highest peak
        np.testing.assert_allclose(stored.stems[key].samples, audio.samples, rtol=0, atol=2.0 * 1.5 / 2**23)


def test_the_files_are_of_the_first_format() -> None:
    assert {files.read_version(path) for path in (make_format1.PATH, make_format1.STEMS_PATH)} == {1}


def test_it_is_opened_when_the_user_has_agreed_and_a_copy_stays(path: Path) -> None:
    for opening in (Project.open, open_copy):
        with pytest.raises(ProjectOutdated, match=r"format 1.*a copy of it as it is stays"):
            opening(path)
    assert path.read_bytes() == GOOD
    project = Project.open(path, migrate=True)
    copy = path.with_name("Lied (format 1).stembrush")
    assert copy.read_bytes() == GOOD
    assert_same(project.annotation, make_format1.annotation())
    assert project.song == make_format1.SONG
    assert project.undo_words == "Paint"
    project.close()
    assert files.read_version(path) == schema.VERSION
    Project.open(path).close()
    assert {one.name for one in path.parent.iterdir()} == {path.name, copy.name}


def test_its_stems_become_a_version_beside_which_others_come(path: Path) -> None:
    project = Project.open(path, migrate=True)
    (facts,) = project.versions()
    assert not facts.problem
    assert not facts.has_state
    assert facts.stored_bytes > 10_000
    assert_is_the_result(project.load_version(facts.id))
    project.change_version(facts.id, name="Alt", figures={"residual_db": -20.0})
    newer = project.store_version(make_format1.result())
    assert [one.id for one in project.versions()] == [facts.id, newer]
    project.save_as(path.with_name("Kopie.stembrush"))
    project.remove_version(facts.id)
    assert_is_the_result(project.load_version(newer))
    project.close()


def test_without_stems_there_is_no_version(tmp_path: Path) -> None:
    path = shutil.copy(make_format1.PATH, tmp_path / "Lied.stembrush")
    project = Project.open(path, migrate=True)
    assert project.versions() == ()
    project.close()


def test_what_a_kill_left_is_no_version_and_goes_with_the_next(path: Path) -> None:
    changed(path, "UPDATE result SET complete = 0")
    project = Project.open(path, migrate=True)
    assert project.versions() == ()
    newer = project.store_version(make_format1.result())
    (chunks,) = project._store.connection.execute("SELECT count(*) FROM stem_chunk").fetchone()
    assert chunks == 2
    assert_is_the_result(project.load_version(newer))
    project.close()


def test_a_project_that_cannot_be_written_to_is_brought_up_to_date_as_a_copy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "is_writable", lambda asked: asked.parent != path.parent)
    copy = Project.open(path, migrate=True)
    assert copy.origin == path
    (facts,) = copy.versions()
    assert_is_the_result(copy.load_version(facts.id))
    copy.discard()
    assert path.read_bytes() == GOOD
    assert list(path.parent.iterdir()) == [path]


def test_a_program_killed_after_the_update_leaves_a_project_that_opens(path: Path, tmp_path: Path) -> None:
    changed(path, "UPDATE state SET value = '1' WHERE key = 'stems_of'")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
    project = Project.open(path, migrate=True)
    left = tmp_path / "left" / path.name
    left.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", f"{left}{ending}")
    project.close()
    assert files.read_version(left) == 1  # the update is in the log only
    again = Project.open(left, migrate=True)
    (facts,) = again.versions()
    assert_is_the_result(again.load_version(facts.id))
    again.close()
    assert {one.name for one in left.parent.iterdir()} == {left.name}


HOSTILE = {
    "trigger": "CREATE TRIGGER t AFTER UPDATE ON result BEGIN DELETE FROM note; END",
    "trigger on dropping": "CREATE TRIGGER t AFTER INSERT ON stem_chunk BEGIN DELETE FROM note; END",
    "view": "CREATE VIEW version AS SELECT 1",
    "table of the next format": "CREATE TABLE version (id INTEGER)",
    "missing table": "DROP TABLE stem_chunk",
    "other columns": "ALTER TABLE result RENAME COLUMN facts TO words",
    "more columns": "ALTER TABLE stem_chunk ADD COLUMN version_id INTEGER",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_one_with_impossible_tables_is_refused_and_stays_as_it_was(path: Path, name: str) -> None:
    changed(path, HOSTILE[name])
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="damaged"):
        Project.open(path, migrate=True)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("facts", ["{}", "{", "[" * 100_000, '{"stems": [[]]}', "null", '{"stems": 1e999}'])
def test_a_damaged_result_does_not_keep_the_project_shut(path: Path, facts: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE result SET facts = ?", (facts,))
    project = Project.open(path, migrate=True)
    (known,) = project.versions()
    assert known.problem
    with pytest.raises(ProjectError, match="separate again"):
        project.load_version(known.id)
    project.remove_version(known.id)
    assert project.versions() == ()
    project.close()


def test_one_that_is_cut_off_is_refused_at_every_length(path: Path) -> None:
    for length in (0, 50, 100, 4096, *range(5000, len(GOOD), 9001)):
        path.write_bytes(GOOD[:length])
        with pytest.raises(ProjectError):
            Project.open(path, migrate=True)
        assert path.read_bytes() == GOOD[:length]


def test_flipped_bytes_never_cause_anything_but_words(path: Path) -> None:
    rng, opened = random.Random(3), 0
    for _ in range(60):
        data = bytearray(GOOD)
        for _flip in range(rng.choice([1, 3, 20])):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        path.write_bytes(data)
        try:
            project = Project.open(path, migrate=True)
        except ProjectError:
            continue
        opened += 1
        try:
            for facts in project.versions():
                project.load_version(facts.id)
                project.remove_version(facts.id)
        except CoreError:
            pass
        project.close()
    assert opened > 0
