"""Strokes over thousands of notes: the rows wait, the history does not, and nothing is lost."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core.annotation.model import Annotation, Note, Source, Warp
from core.errors import ProjectError
from core.project import history, row_keeping
from core.project.project import Project

COUNT = 1200


def many(shift: int = 0) -> Annotation:
    """Return more notes than are written one by one."""
    notes = (Note(100 * place + shift, 90, "s1", 40.0 + place % 30, 0.5) for place in range(COUNT))
    return Annotation(sources=(Source("s1", "Violin", "#ff0000"),)).with_notes(notes)


def killed(project: Project, folder: Path) -> Project:
    """Open what is on the disk while the program that wrote it goes on: as after a crash."""
    assert project.path is not None
    copy = folder / "killed.stembrush"
    for suffix in ("", "-wal"):
        source = Path(f"{project.path}{suffix}")
        if source.exists():
            shutil.copyfile(source, f"{copy}{suffix}")
    return Project.open(copy)


def stored_starts(path: Path) -> list[int]:
    """Return what the rows of a file say."""
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT start FROM note ORDER BY start")]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with many notes in a file."""
    made = Project.create(tmp_path / "song.stembrush", None)
    made.perform(many(), "Fill")
    return made


def test_a_stroke_over_all_notes_survives_a_crash(project: Project, tmp_path: Path) -> None:
    project.perform(many(7), "Move")
    with_one = many(7)
    project.perform(with_one.with_notes([*with_one.notes, Note(5, 5, "s1", 60.0, 0.5)]), "Draw")
    again = killed(project, tmp_path)
    assert again.annotation == project.annotation
    assert again.undo_words == "Draw"
    again.undo()
    again.undo()
    assert again.annotation == many()
    again.close()
    project.close()


def test_what_was_taken_back_stays_so_after_a_crash(project: Project, tmp_path: Path) -> None:
    project.perform(many(7), "Move")
    project.close()
    project = Project.open(tmp_path / "song.stembrush")
    project.undo()
    again = killed(project, tmp_path)
    assert again.annotation == many()
    again.redo()
    assert again.annotation == many(7)
    again.close()
    project.close()


def test_the_rows_are_complete_once_a_project_is_closed(project: Project, tmp_path: Path) -> None:
    project.perform(many(7), "Move")
    project.close()
    assert stored_starts(tmp_path / "song.stembrush") == [note.start for note in many(7).notes]
    with closing(sqlite3.connect(tmp_path / "song.stembrush")) as connection:
        assert connection.execute("SELECT value FROM meta WHERE key = 'rows_at'").fetchone() in (None, ("null",))


def test_a_copy_under_another_name_holds_what_the_rows_wait_for(project: Project, tmp_path: Path) -> None:
    project.perform(many(7), "Move")
    project.save_as(tmp_path / "other.stembrush")
    project.perform(many(9), "Move")
    project.undo()
    project.close()
    again = Project.open(tmp_path / "other.stembrush")
    assert again.annotation == many(7)
    again.close()


def test_rows_that_waited_for_steps_now_gone_are_written(project: Project, tmp_path: Path) -> None:
    project.perform(many(7), "Move")
    project.close()
    project = Project.open(tmp_path / "song.stembrush")
    project.undo()
    # the rows are where the step leads that this one replaces
    project.perform(many(3), "Move")
    again = killed(project, tmp_path)
    assert again.annotation == many(3)
    again.undo()
    assert again.annotation == many()
    again.close()
    project.close()


@pytest.mark.parametrize("limit", ["history", "steps", "bytes"])
def test_no_limit_leaves_rows_behind_what_is_forgotten(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    if limit == "history":
        monkeypatch.setattr(history, "MAX_BYTES", 50_000)
    elif limit == "steps":
        monkeypatch.setattr(row_keeping, "_MAX_STEPS", 2)
    else:
        monkeypatch.setattr(row_keeping, "_MAX_BYTES", 50_000)
    for shift in range(1, 8):
        project.perform(many(shift), "Move")
        again = killed(project, tmp_path)
        assert again.annotation == many(shift)
        again.close()
    project.close()


def test_undo_and_redo_give_back_the_very_same_notes(project: Project) -> None:
    before = project.annotation.notes
    project.perform(many(7), "Move")
    after = project.annotation.notes
    project.undo()
    assert project.annotation.notes is before
    revision = project.annotation.revision
    project.redo()
    assert project.annotation.notes is after
    assert project.annotation.revision > revision
    project.close()


def test_points_of_a_match_come_back_from_the_history(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "song.stembrush", None)
    warp = Warp("a.mid", frozenset({"s1"}), tuple((place / 7, 10 * place) for place in range(900)), ((0.5, 35),))
    project.perform(many().changed(warp=warp), "Match")
    other = replace(warp, points=((0.0, 1), (1.5, 44100)), cost=0.25)
    project.perform(project.annotation.changed(warp=other), "Pull")
    again = killed(project, tmp_path)
    assert again.annotation.warp == other
    again.undo()
    assert again.annotation.warp == warp
    again.undo()
    assert again.annotation.warp is None
    again.close()
    project.close()


def test_a_history_that_does_not_reach_the_rows_is_damage(project: Project, tmp_path: Path) -> None:
    project.perform(many(7), "Move")
    path = tmp_path / "song.stembrush"
    project.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('rows_at', '999')")
    with pytest.raises(ProjectError, match="damaged"):
        Project.open(path)
