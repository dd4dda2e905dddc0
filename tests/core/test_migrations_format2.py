"""Projects of the second format, which knew no examples: all that is in them stays, and examples can be given."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from core.annotation.model import Annotation, Example
from core.audio import Audio
from core.errors import ProjectError, ProjectOutdated
from core.project import files, schema
from core.project.leftovers import leftover_projects
from core.project.project import Project
from tests.core.project_edits import assert_same
from tests.data import make_format1, make_format2

GOOD = make_format2.PATH.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Lied.stembrush"
    path.write_bytes(GOOD)
    return path


def test_the_file_is_of_the_second_format() -> None:
    assert files.read_version(make_format2.PATH) == 2


def test_everything_stays_when_the_user_has_agreed(path: Path) -> None:
    with pytest.raises(ProjectOutdated, match="format 2"):
        Project.open(path)
    assert path.read_bytes() == GOOD
    project = Project.open(path, migrate=True)
    assert path.with_name("Lied (format 2).stembrush").read_bytes() == GOOD
    assert_same(project.annotation, make_format2.annotation())
    assert project.song == make_format2.SONG
    assert project.state("zoom") == [1.5, None]
    assert (project.undo_words, project.redo_words) == ("Paint", "Remove sources")
    (facts,) = project.versions()
    stored, expected = project.load_version(facts.id), make_format2.result()
    assert (stored.name, stored.note, stored.made_at) == (expected.name, expected.note, expected.made_at)
    assert stored.state is not None
    np.testing.assert_array_equal(stored.state["templates"], expected.state["templates"])
    assert list(stored.stems) == list(expected.stems)
    project.close()
    assert files.read_version(path) == schema.VERSION
    Project.open(path).close()


def test_its_steps_can_be_taken_back_and_done_again(path: Path) -> None:
    project = Project.open(path, migrate=True)
    project.redo()
    assert project.annotation == Annotation()
    project.undo()
    assert_same(project.annotation, make_format2.annotation())
    while project.undo():
        pass
    assert project.annotation == Annotation()
    project.close()


@pytest.mark.parametrize("data", [make_format1.PATH.read_bytes(), GOOD])
def test_examples_can_be_given_to_an_older_project(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    project = Project.open(path, migrate=True)
    sound = Audio(np.full((1, 100), 0.25, np.float32), 8000)
    project.perform(project.annotation.changed(examples=(Example("s1", audio=sound, name="a.wav"),)), "Give example")
    after = project.annotation
    project.close()
    again = Project.open(path)
    assert_same(again.annotation, after)
    again.close()


def test_an_unsaved_one_is_found_after_a_crash() -> None:
    left = files.unsaved_path()
    left.write_bytes(GOOD)
    (found,) = leftover_projects()
    assert (found.song_name, found.steps, found.problem) == ("Lied ü.flac", 2, "")
    left.unlink()


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE example (id TEXT)",
        "CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM note; END",
        "DROP TABLE mask",
        "CREATE INDEX sound_chunk_by_place ON note (start)",
    ],
)
def test_one_with_impossible_tables_is_refused_and_stays_as_it_was(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(script)
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="damaged"):
        Project.open(path, migrate=True)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
