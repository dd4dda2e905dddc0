"""Files that are no projects, or not any more: a clear word, never a traceback, never an empty project."""

from __future__ import annotations

import random
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from core.annotation.model import Annotation
from core.errors import CoreError, ProjectError, ProjectOutdated, ProjectTooNew
from core.project import migrations, schema
from core.project.packing import floats_to_bytes
from core.project.project import Project
from tests.core.project_edits import SONG, assert_same, edited
from tests.data import make_format1

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb0043") + bytes(5000)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a project with something of everything."""
    path = tmp_path_factory.mktemp("good") / "Good.stembrush"
    project, rng = Project.create(path, SONG), random.Random(5)
    while not is_full(project.annotation):
        project.perform(edited(project.annotation, rng), "Stroke")
    for _ in range(20):
        after = edited(project.annotation, rng)
        if is_full(after) and after.warp:
            project.perform(after, "Stroke")
    project.undo()
    project.set_state("zoom", 1)
    project.close()
    return path.read_bytes()


def is_full(annotation: Annotation) -> bool:
    """Return whether there is something of everything but a warp."""
    has_sound = any(example.audio is not None for example in annotation.examples)
    painted = annotation.notes and annotation.regions and annotation.activities
    return bool(painted and has_sound and annotation.dictionaries)


@pytest.fixture
def path(tmp_path: Path, good: bytes) -> Path:
    path = tmp_path / "Song.stembrush"
    path.write_bytes(good)
    return path


def refused(path: Path, kind: type[ProjectError] = ProjectError) -> str:
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(kind) as caught:
        Project.open(path)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert not list(path.parent.glob(".*.lock"))
    message = str(caught.value)
    assert path.name in message
    assert "Traceback" not in message
    return message


@pytest.mark.parametrize("data", [JPEG, b"stembrush", b"{}", bytes(4096), b"PK\x03\x04" + bytes(200)])
def test_another_file_is_no_project(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert "is not a Stembrush project" in refused(path)


def test_an_empty_file_is_no_project(path: Path) -> None:
    path.write_bytes(b"")
    assert "is empty" in refused(path)


def test_a_folder_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "Folder.stembrush").mkdir()
    assert "folder" in refused(tmp_path / "Folder.stembrush")


def test_a_missing_file_is_no_project(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "Gone.stembrush")
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_another_program_is_no_project(tmp_path: Path) -> None:
    path = tmp_path / "History.stembrush"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE urls (id INTEGER)")
    assert "another program" in refused(path)


def test_a_truncated_project_is_refused_at_every_length(path: Path, good: bytes) -> None:
    lengths = {1, 15, 16, 17, 50, 99, 100, 101, 4095, 4096, 4097, len(good) - 1, *range(4096, len(good), 4096 * 3 + 7)}
    for length in sorted(lengths):
        path.write_bytes(good[:length])
        refused(path)


def test_a_project_of_a_newer_version_says_so(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 7")
    assert "newer version" in refused(path, ProjectTooNew)


def test_flipped_bytes_never_cause_anything_but_words(path: Path, good: bytes) -> None:
    rng = random.Random(9)
    opened = 0
    for _ in range(120):
        data = bytearray(good)
        for _flip in range(rng.choice([1, 3, 20])):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        path.write_bytes(data)
        try:
            project = Project.open(path)
        except ProjectError:
            continue
        opened += 1
        try:
            project.undo()
            project.redo()
            project.perform(edited(project.annotation, rng), "Stroke")
            for version in project.versions():
                project.load_version(version.id)
        except CoreError:
            pass
        project.close()
    assert opened > 0  # most flips hit what nobody looks at


def packed(text: str) -> bytes:
    return zlib.compress(text.encode())


LARGE_MASK = zlib.compress(bytes(2**23))
HOSTILE: dict[str, Callable[[sqlite3.Connection], object]] = {
    "bad json": lambda db: db.execute("UPDATE meta SET value = '{' WHERE key = 'warp'"),
    "deep json": lambda db: db.execute("UPDATE meta SET value = ? WHERE key = 'warp'", ("[" * 200_000,)),
    "endless number": lambda db: db.execute(
        "UPDATE meta SET value = '1' || hex(zeroblob(9000)) WHERE key = 'revision'"
    ),
    "NaN in json": lambda db: db.execute("UPDATE meta SET value = replace(value, '0.1', 'NaN') WHERE key = 'warp'"),
    "no revision": lambda db: db.execute("DELETE FROM meta WHERE key = 'revision'"),
    "song without a path": lambda db: db.execute("UPDATE meta SET value = '{}' WHERE key = 'song'"),
    "negative song": lambda db: db.execute("UPDATE meta SET value = replace(value, '13230000', '-1')"),
    "infinite level": lambda db: db.execute("UPDATE note SET level = 9e999"),
    "negative length": lambda db: db.execute("UPDATE note SET length = -1"),
    "endless note": lambda db: db.execute("UPDATE note SET start = 9223372036854775807"),
    "note of nobody": lambda db: db.execute("UPDATE note SET source_id = 'nobody'"),
    "infinite pitch": lambda db: db.execute("UPDATE note SET pitch = -9e999"),
    "overlapping spans": lambda db: db.execute("UPDATE span SET stop = stop + 1000000"),
    "span of nobody": lambda db: db.execute("UPDATE span SET source_id = 'nobody'"),
    "unknown state": lambda db: db.execute("UPDATE span SET state = 'loud'"),
    "huge mask": lambda db: db.execute("UPDATE mask SET height = 1000000, width = 1000000"),
    "bomb": lambda db: db.execute("UPDATE mask SET data = ?", (zlib.compress(bytes(10**8)),)),
    "many large masks": lambda db: db.executescript(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)"
        " INSERT INTO region SELECT 'r' || i, 1000 + i, source_id, polarity, start, stop, low_hz, high_hz"
        " FROM (SELECT * FROM region LIMIT 1), n;"
        f"INSERT INTO mask SELECT id, 8192, 8192, x'{LARGE_MASK.hex()}' FROM region WHERE place > 1000;"
    ),
    "no mask": lambda db: db.execute("DELETE FROM mask"),
    "cut mask": lambda db: db.execute("UPDATE mask SET data = x'789c'"),
    "negative mask": lambda db: db.execute("UPDATE mask SET height = -height, width = -width"),
    "region of nobody": lambda db: db.execute("UPDATE region SET source_id = 'nobody'"),
    "region without end": lambda db: db.execute("UPDATE region SET high_hz = 9e999"),
    "unknown polarity": lambda db: db.execute("UPDATE region SET polarity = 'maybe'"),
    "example of nobody": lambda db: db.execute("UPDATE example SET source_id = 'nobody'"),
    "example of nothing": lambda db: db.execute("UPDATE example SET start = NULL, stop = NULL, sound = NULL"),
    "example without an end": lambda db: db.execute("UPDATE example SET start = 7, stop = NULL"),
    "example that ends before it begins": lambda db: db.execute("UPDATE example SET start = 9, stop = 7"),
    "example of both kinds": lambda db: db.execute("UPDATE example SET polarity = 'maybe'"),
    "sound that is missing": lambda db: db.execute("DELETE FROM sound"),
    "endless sound": lambda db: db.execute("UPDATE sound SET length = 9223372036854775807"),
    "sound of no channel": lambda db: db.execute("UPDATE sound SET channels = 0"),
    "sound of many channels": lambda db: db.execute("UPDATE sound SET channels = 1000000"),
    "sound of no rate": lambda db: db.execute("UPDATE sound SET rate = -1"),
    "dictionary of nobody": lambda db: db.execute("UPDATE dictionary SET source_id = 'nobody'"),
    "huge dictionary": lambda db: db.execute("UPDATE dictionary SET width = 1000000000000, window_samples = 1000000"),
    "endless dictionary": lambda db: db.execute("UPDATE dictionary SET width = 9223372036854775807"),
    "dictionary of less than nothing": lambda db: db.execute("UPDATE dictionary SET width = -width"),
    "dictionary that is a bomb": lambda db: db.execute(
        "UPDATE dictionary SET data = ?", (zlib.compress(bytes(10**8)),)
    ),
    "cut dictionary": lambda db: db.execute("UPDATE dictionary SET data = x'789c'"),
    "dictionary of another window": lambda db: db.execute("UPDATE dictionary SET window_samples = 4096"),
    "dictionary without labels": lambda db: db.execute("UPDATE dictionary SET facts = '{}'"),
    "dictionary with deep labels": lambda db: db.execute("UPDATE dictionary SET facts = ?", ("[" * 200_000,)),
    "dictionary of less than silence": lambda db: db.execute(
        "UPDATE dictionary SET data = ?, window_samples = 2, width = 1",
        (floats_to_bytes(-np.ones((2, 1), np.float32)),),
    ),
    "two dictionaries of a source": lambda db: db.execute(
        "INSERT INTO dictionary SELECT id || 'x', place, source_id, name, rate, window_samples, hop_samples, width,"
        " facts, data FROM dictionary LIMIT 1"
    ),
    "no source": lambda db: db.execute("DELETE FROM source"),
    "impossible instrument": lambda db: db.execute("UPDATE source SET program = 1000"),
    "history out of order": lambda db: db.execute("UPDATE history SET done = 1 - done"),
    "bad state": lambda db: db.execute("UPDATE state SET value = 'zoom'"),
    "text that is none": lambda db: db.execute("UPDATE source SET name = CAST(x'ff00fe' AS TEXT)"),
    "trigger": lambda db: db.execute("CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM note; END"),
    "view": lambda db: db.execute("CREATE VIEW v AS SELECT 1"),
    "missing table": lambda db: db.execute("DROP TABLE span"),
    "other columns": lambda db: db.execute("ALTER TABLE note RENAME COLUMN level TO velocity"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_project_with_impossible_values_is_refused(path: Path, name: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        before = list(connection.iterdump())
        HOSTILE[name](connection)
        assert list(connection.iterdump()) != before if name != "text that is none" else True
    assert "damaged" in refused(path)


@pytest.mark.parametrize(
    "data",
    [b"", b"nothing", packed(""), packed("chg1"), packed("chg1\xff\xff\xff\x7f{}"), zlib.compress(b"chg1\2\0\0\0{}")],
)
def test_a_damaged_step_leaves_the_annotation_as_it_is(path: Path, data: bytes) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE history SET change = ?", (data,))
    project = Project.open(path)
    before, words = project.annotation, project.undo_words
    for step in (project.undo, project.redo, project.undo):
        with pytest.raises(ProjectError, match="damaged"):
            step()
        assert (project.annotation, project.undo_words) == (before, words)
    assert project.perform(Annotation(), "Clear")
    assert project.undo()
    assert project.annotation == before
    project.close()


def test_a_step_of_another_project_is_not_taken_back(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE history SET change = (SELECT change FROM history ORDER BY id LIMIT 1)")
        connection.execute("DELETE FROM note")
    project = Project.open(path)
    before = project.annotation
    for _ in range(3):
        try:
            project.undo()
        except ProjectError:
            assert project.annotation == before
        before = project.annotation
    project.close()


def test_an_older_project_is_brought_up_to_date_and_kept(
    path: Path, good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = Project.open(path)
    annotation = expected.annotation
    expected.close()
    present = schema.VERSION
    monkeypatch.setattr(schema, "VERSION", present + 1)
    monkeypatch.setitem(
        migrations.MIGRATIONS, present, lambda db: db.execute("UPDATE source SET name = name || ' (new)'") and None
    )
    assert "older version" in refused(path, ProjectOutdated)
    project = Project.open(path, migrate=True)
    assert all(source.name.endswith("(new)") for source in project.annotation.sources)
    project.close()
    again = Project.open(path)
    assert all(source.name.endswith(" (new)") for source in again.annotation.sources)
    again.close()
    monkeypatch.setattr(schema, "VERSION", present)
    copy = Project.open(path.with_name(f"Song (format {present}).stembrush"))
    assert copy.annotation == annotation
    copy.close()


def test_an_update_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM note")
        connection.execute("SELECT nothing FROM nowhere")

    present = schema.VERSION
    monkeypatch.setattr(schema, "VERSION", present + 1)
    monkeypatch.setitem(migrations.MIGRATIONS, present, fail)
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="damaged"):
        Project.open(path, migrate=True)
    assert path.read_bytes() == before


def test_a_project_of_the_first_format_is_read(path: Path) -> None:
    path.write_bytes(make_format1.PATH.read_bytes())
    project = Project.open(path, migrate=True)
    assert_same(project.annotation, make_format1.annotation())
    assert project.song == make_format1.SONG
    assert project.state("zoom") == [1.5, None]
    assert (project.undo_words, project.redo_words, project.undo_count) == ("Paint", "Remove sources", 2)
    assert project.redo()
    while project.undo():
        pass
    assert project.annotation == Annotation()
    project.close()
