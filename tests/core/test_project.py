"""Projects: what was done is there after a restart, and can be taken back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.annotation.changes import Change
from core.annotation.model import Annotation, Note, Source
from core.errors import ProjectError
from core.project import files, history
from core.project.leftovers import discard, leftover_projects
from core.project.project import Project
from core.project.song import SongReference, find_song
from tests.core.project_edits import SONG, assert_same, edited, stroke

VIOLIN = Source("s1", "Violin", "#112233", 40)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = Project.create(tmp_path / "Song.stembrush", SONG)
    yield project
    project.close()


def reopened(project: Project) -> Project:
    path = project.path
    assert path is not None
    project.close()
    return Project.open(path)


def with_notes(project: Project, count: int) -> None:
    project.perform(project.annotation.changed(sources=(VIOLIN,)), "Add violin")
    for number in range(count):
        notes = (*project.annotation.notes, Note(number * 100, 50, "s1", 60.0))
        project.perform(project.annotation.with_notes(notes), f"Draw {number}")


@pytest.mark.parametrize("seed", range(12))
def test_the_file_holds_what_the_memory_holds(project: Project, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(40):
        stroke(project, rng)
    annotation, words = project.annotation, (project.undo_words, project.redo_words, project.undo_count)
    again = reopened(project)
    assert_same(again.annotation, annotation)
    assert again.annotation.revision == annotation.revision
    assert (again.undo_words, again.redo_words, again.undo_count) == words
    again.close()


@pytest.mark.parametrize("seed", range(4))
def test_undo_after_a_restart_leads_to_the_start_and_redo_to_the_end(project: Project, seed: int) -> None:
    rng = random.Random(seed)
    stages = [project.annotation]
    for _ in range(25):
        if project.perform(edited(project.annotation, rng), "Stroke"):
            stages.append(project.annotation)
    again = reopened(project)
    for before in reversed(stages[:-1]):
        assert again.undo()
        assert_same(again.annotation, before)
    assert again.annotation == Annotation()
    assert not again.undo()
    last = reopened(again)
    for after in stages[1:]:
        assert last.redo()
        assert_same(last.annotation, after)
    assert last.redo() == Change()
    last.close()


def test_a_new_stroke_forgets_what_was_taken_back(project: Project) -> None:
    with_notes(project, 3)
    project.undo()
    project.undo()
    project.perform(project.annotation.with_notes([Note(7, 7, "s1", None)]), "Other")
    again = reopened(project)
    assert (again.undo_words, again.redo_words) == ("Other", "")
    again.undo()
    assert again.undo_words == "Draw 0"
    again.close()


def test_the_oldest_steps_go_when_the_history_is_full(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MAX_BYTES", 1000)
    with_notes(project, 40)
    assert 1 <= project.undo_count < 40
    kept = project.undo_count
    again = reopened(project)
    assert again.undo_count == kept
    while again.undo():
        pass
    assert len(again.annotation.notes) == 40 - kept
    again.close()


def test_a_step_larger_than_the_bound_can_be_taken_back(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MAX_BYTES", 10)
    with_notes(project, 2)
    assert project.undo_count == 1
    assert project.undo()
    assert len(project.annotation.notes) == 1


def test_what_cannot_be_an_annotation_is_refused(project: Project) -> None:
    with_notes(project, 1)
    before, words = project.annotation, project.undo_words
    broken = [
        before.with_notes([Note(0, 0, "s1", 60.0)]),
        before.with_notes([Note(0, 10, "nobody", 60.0)]),
        before.with_notes([Note(0, 10, "s1", float("nan"))]),
        before.with_notes([Note(0, 10, "s1", 60.0, float("inf"))]),
        before.changed(sources=()),
        before.changed(sources=(VIOLIN, VIOLIN)),
    ]
    for after in broken:
        with pytest.raises(ValueError, match=r".+"):
            project.perform(after, "Break")
        assert (project.annotation, project.undo_words) == (before, words)
    assert_same(reopened(project).annotation, before)


def test_state_is_remembered_and_undo_leaves_it_alone(project: Project) -> None:
    project.set_state("zoom", {"seconds": 2.5, "Ansicht": ["é", None]})
    with_notes(project, 1)
    project.undo()
    again = reopened(project)
    assert again.state("zoom") == {"seconds": 2.5, "Ansicht": ["é", None]}
    assert again.state("nothing", 3) == 3
    again.close()


def test_revert_goes_back_to_the_opening_and_can_be_redone(project: Project) -> None:
    with_notes(project, 2)
    again = reopened(project)
    start = again.annotation
    assert not again.can_revert
    again.perform(start.with_notes([]), "Clear")
    again.perform(again.annotation.changed(sources=()), "Remove violin")
    end = again.annotation
    assert again.can_revert
    change = again.revert()
    assert len(change.notes_in) == 2
    assert_same(again.annotation, start)
    assert not again.can_revert
    again.redo()
    again.redo()
    assert_same(again.annotation, end)
    again.close()


def test_revert_finds_back_after_undo_and_other_strokes(project: Project) -> None:
    with_notes(project, 3)
    again = reopened(project)
    start = again.annotation
    again.undo()
    again.undo()
    again.perform(again.annotation.with_notes([Note(1, 1, "s1", None)]), "Other")
    assert again.revert("Go back")
    assert_same(again.annotation, start)
    assert again.undo_words == "Go back"
    again.undo()
    assert again.annotation.notes == (Note(1, 1, "s1", None),)
    again.close()


@pytest.mark.parametrize("name", ["mit Leer zeichen", "Größe & Übung", "歌の練習", "🎻🎹", "a%20b?c#d;'\"" + "ł"])
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    project = Project.create(folder / f"{name}.stembrush", SONG)
    with_notes(project, 1)
    annotation = project.annotation
    project.save_as(folder / f"{name} 2.stembrush")
    again = reopened(project)
    assert again.annotation == annotation
    again.close()
    assert sorted(path.name for path in folder.iterdir()) == [f"{name} 2.stembrush", f"{name}.stembrush"]


def test_closing_leaves_one_file(project: Project) -> None:
    with_notes(project, 3)
    assert project.path is not None
    project.close()
    project.close()
    assert [path.name for path in project.path.parent.iterdir()] == ["Song.stembrush"]


def test_save_as_goes_on_in_the_new_file(tmp_path: Path) -> None:
    project = Project.create(None, SONG)
    unsaved = project.path
    assert unsaved is not None
    assert project.is_unsaved
    with_notes(project, 2)
    project.set_state("zoom", 2)
    project.save_as(tmp_path / "Saved.stembrush")
    assert not project.is_unsaved
    assert not project.can_revert
    assert not unsaved.exists()
    assert list(unsaved.parent.iterdir()) == []
    project.undo()
    annotation = project.annotation
    again = reopened(project)
    assert_same(again.annotation, annotation)
    assert (again.state("zoom"), again.undo_words, again.redo_words) == (2, "Draw 0", "Draw 1")
    again.close()


def test_save_as_keeps_a_saved_file_where_it_was(project: Project, tmp_path: Path) -> None:
    with_notes(project, 2)
    first = project.path
    assert first is not None
    project.save_as(tmp_path / "Second.stembrush")
    with_notes(project, 1)
    other = Project.open(first)
    assert len(other.annotation.notes) == 2
    other.close()


def test_save_as_replaces_an_older_project_and_its_log(project: Project, tmp_path: Path) -> None:
    with_notes(project, 2)
    target = tmp_path / "Old.stembrush"
    Project.create(target, None).close()
    Path(f"{target}-wal").write_bytes(b"of another file")
    project.save_as(target)
    assert_same(reopened(project).annotation, project.annotation)


def test_save_as_that_fails_changes_nothing(project: Project, tmp_path: Path) -> None:
    with_notes(project, 1)
    before = project.path
    blocked = tmp_path / "folder.stembrush"
    blocked.mkdir()
    taken = Project.create(tmp_path / "Taken.stembrush", SONG)
    for target in (blocked, tmp_path / "nowhere" / "A.stembrush", tmp_path / "Taken.stembrush"):
        with pytest.raises(ProjectError):
            project.save_as(target)
        assert project.path == before
    taken.close()
    assert not (tmp_path / "nowhere").exists()
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".tmp") == []
    assert project.undo()
    assert_same(reopened(project).annotation, project.annotation)


def test_a_project_in_memory_can_be_saved(tmp_path: Path) -> None:
    project = Project()
    assert project.is_unsaved
    with_notes(project, 2)
    project.save_as(tmp_path / "Now.stembrush")
    assert_same(reopened(project).annotation, project.annotation)


def test_the_song_is_found_again(tmp_path: Path) -> None:
    home = tmp_path / "Lied ü"
    (home / "audio").mkdir(parents=True)
    sound = home / "audio" / "Lied.wav"
    sound.write_bytes(b"sound")
    song = SongReference(sound, "00", 8000, 10, 1)
    project = Project.create(home / "Lied.stembrush", song)
    assert find_song(project) == sound
    project.close()
    moved = home.rename(tmp_path / "moved")
    project = Project.open(moved / "Lied.stembrush")
    assert project.song == song
    assert find_song(project) == moved / "audio" / "Lied.wav"
    (moved / "audio" / "Lied.wav").rename(moved / "Lied.wav")
    assert find_song(project) == moved / "Lied.wav"
    (moved / "Lied.wav").unlink()
    assert find_song(project) is None
    project.close()


def test_a_path_of_another_system_is_looked_for_beside_the_project(project: Project, tmp_path: Path) -> None:
    project.set_song(SongReference(Path(r"C:\Music\Take 2.wav"), "00", 8000, 10, 1))
    (tmp_path / "Take 2.wav").write_bytes(b"sound")
    assert find_song(project) == tmp_path / "Take 2.wav"


def test_a_crash_leaves_the_unsaved_project(home: Path) -> None:
    project = Project.create(None, SONG)
    with_notes(project, 2)
    assert leftover_projects() == []
    project.close()
    (found,) = leftover_projects()
    assert (found.path, found.song_name, found.steps, found.problem) == (project.path, "Straße 日本.wav", 3, "")
    broken = files.unsaved_path()
    broken.write_bytes(b"no project")
    assert {leftover.problem != "" for leftover in leftover_projects()} == {True, False}
    for leftover in leftover_projects():
        discard(leftover.path)
    assert list(files.unsaved_folder().iterdir()) == []


def test_a_saved_project_is_not_discarded(project: Project) -> None:
    assert project.path is not None
    project.discard()
    with pytest.raises(ProjectError, match="saved"):
        discard(project.path)
    assert project.path.exists()


def test_an_unsaved_project_can_be_thrown_away() -> None:
    project = Project.create(None, SONG)
    project.discard()
    assert list(files.unsaved_folder().iterdir()) == []
