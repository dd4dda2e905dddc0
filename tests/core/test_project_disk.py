"""Disks that are full, folders that cannot be written to, a second window: nothing is lost, and the message says it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.annotation.model import Annotation, Note, Source
from core.errors import ProjectError, ProjectInUse
from core.project import files, opening
from core.project.lock import ProjectLock, lock_path
from core.project.project import Project
from tests.core.project_edits import SONG, assert_same

VIOLIN = Source("s1", "Violin")
HOLDER = """
import sys, time
from pathlib import Path
from core.project.project import Project
project = Project.open(Path(sys.argv[1]))
sys.stdout.write("open\\n")
sys.stdout.flush()
time.sleep(60)
"""
LIMITED = """
import resource, sys
from pathlib import Path
from core.annotation.model import Annotation, Note, Source
from core.errors import ProjectError
from core.project.project import Project
project = Project.create(Path(sys.argv[1]), None)
project.perform(Annotation(sources=(Source("s1", "Violin"),)), "Add violin")
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
count = 0
while count < 500:
    notes = [Note(100 * count + number, 7, "s1", 60.5, 0.123 * (number % 8)) for number in range(60)]
    before = project.annotation
    try:
        project.perform(before.with_notes([*before.notes, *notes]), f"Draw {count}")
    except ProjectError as error:
        assert project.annotation is before
        sys.stdout.write(f"{error}\\n")
        break
    count += 1
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
project.perform(project.annotation.with_notes([*project.annotation.notes, Note(1, 1, "s1", None)]), "Last")
sys.stdout.write(f"{len(project.annotation.notes)} {count}\\n")
project.close()
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = Project.create(tmp_path / "Song.stembrush", SONG)
    project.perform(Annotation(sources=(VIOLIN,)), "Add violin")
    yield project
    project.close()


def draw(project: Project) -> bool:
    """Draw some notes; return whether they fitted. Those that do not leave everything as it was."""
    before, words = project.annotation, project.undo_words
    notes = [Note(len(before.notes) + number, 7, "s1", 60.5) for number in range(60)]
    try:
        project.perform(before.with_notes([*before.notes, *notes]), f"Draw {len(before.notes)}")
    except ProjectError:
        assert (project.annotation, project.undo_words) == (before, words)
        return False
    return True


def test_a_full_disk_costs_the_step_that_does_not_fit(project: Project) -> None:
    connection = project._store.connection
    connection.execute("PRAGMA max_page_count = 120").fetchall()
    while draw(project):
        pass
    fitted = len(project.annotation.notes)
    assert fitted > 0
    with pytest.raises(ProjectError, match="full"):
        project.perform(Annotation(sources=tuple(Source(f"s{n}", "x" * 999) for n in range(999))), "Add many")
    connection.execute("PRAGMA max_page_count = 100000").fetchall()
    project.perform(project.annotation.with_notes([*project.annotation.notes, Note(1, 1, "s1", None)]), "Last")
    annotation = project.annotation
    assert project.path is not None
    project.close()
    again = Project.open(project.path)
    assert_same(again.annotation, annotation)
    assert len(again.annotation.notes) == fitted + 1
    assert again.undo_words == "Last"
    again.close()


def test_what_is_shown_is_stored_when_there_is_room_again(project: Project) -> None:
    connection = project._store.connection
    connection.execute("PRAGMA max_page_count = 60").fetchall()
    project.set_state("zoom", "x" * 300_000)
    assert len(project.state("zoom")) == 300_000
    connection.execute("PRAGMA max_page_count = 100000").fetchall()
    project.perform(project.annotation.with_notes([Note(1, 1, "s1", None)]), "Draw")
    assert project.path is not None
    project.close()
    again = Project.open(project.path)
    assert len(again.state("zoom")) == 300_000
    again.close()


@pytest.mark.skipif(os.name == "nt", reason="limits of file sizes are POSIX")
def test_a_disk_that_takes_no_more_costs_one_step(tmp_path: Path) -> None:
    path = tmp_path / "Song.stembrush"
    run = subprocess.run([sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    message, counts = run.stdout.splitlines()
    assert "disk" in message
    notes, strokes = map(int, counts.split())
    assert notes == 60 * strokes + 1
    project = Project.open(path)
    assert (len(project.annotation.notes), project.undo_count) == (notes, strokes + 2)
    project.close()


def test_save_as_onto_a_full_disk_changes_nothing(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(path: Path) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "Target.stembrush"
    Project.create(target, None).close()
    before = target.read_bytes()
    monkeypatch.setattr(files, "flush", no_room)
    with pytest.raises(ProjectError, match="No space left"):
        project.save_as(target)
    assert target.read_bytes() == before
    assert project.path == tmp_path / "Song.stembrush"
    assert project.undo()
    assert not list(tmp_path.glob(".stembrush-*"))


def test_a_project_that_cannot_be_written_to_is_opened_as_a_copy(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, annotation = project.path, project.annotation
    assert path is not None
    project.close()
    before = path.read_bytes()
    monkeypatch.setattr(files, "is_writable", lambda asked: asked.parent != path.parent)
    copy = Project.open(path)
    assert copy.is_unsaved
    assert copy.origin == path
    assert_same(copy.annotation, annotation)
    copy.perform(copy.annotation.with_notes([Note(1, 1, "s1", None)]), "Draw")
    assert copy.path is not None
    copy.close()
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    again = Project.open(copy.path)
    assert (again.origin, len(again.annotation.notes)) == (path, 1)
    again.save_as(path.with_name("Mine.stembrush"))
    assert (again.origin, again.is_unsaved) == (None, False)
    again.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind the superuser")
def test_a_folder_without_rights_gives_a_copy(project: Project, tmp_path: Path) -> None:
    assert project.path is not None
    project.close()
    tmp_path.chmod(0o500)
    try:
        copy = Project.open(project.path)
        assert copy.origin == project.path
        copy.discard()
        with pytest.raises(ProjectError, match="cannot be written"):
            Project.create(tmp_path / "New.stembrush", None)
    finally:
        tmp_path.chmod(0o700)


def test_a_disk_without_locks_gives_a_copy(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project.path
    assert path is not None
    project.close()

    def lock(asked: Path) -> ProjectLock:
        if asked.parent == path.parent:
            raise OSError(95, "Operation not supported")
        return ProjectLock(asked)

    monkeypatch.setattr(opening, "ProjectLock", lock)
    copy = Project.open(path)
    assert copy.origin == path
    copy.discard()


def test_a_copy_has_the_steps_of_a_program_that_was_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "Song.stembrush"
    code = (
        "import os, sys; from pathlib import Path; from core.project.project import Project;"
        "from core.annotation.model import Annotation, Source;"
        "p = Project.create(Path(sys.argv[1]), None);"
        "p.perform(Annotation(sources=(Source('s1', 'Violin'),)), 'Add violin'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    assert Path(f"{path}-wal").stat().st_size > 0
    monkeypatch.setattr(files, "is_writable", lambda asked: asked.parent != tmp_path)
    copy = Project.open(path)
    assert copy.undo_words == "Add violin"
    copy.discard()


def test_a_second_window_is_told_who_has_the_project(project: Project, tmp_path: Path) -> None:
    assert project.path is not None
    with pytest.raises(ProjectInUse, match="another window of this program"):
        Project.open(project.path)
    with pytest.raises(ProjectInUse):
        Project.create(project.path, None)
    link = tmp_path / "Link.stembrush"
    link.symlink_to(project.path)
    with pytest.raises(ProjectInUse):
        Project.open(link)
    assert project.undo()


def test_another_program_is_told_who_has_the_project_until_that_is_killed(project: Project) -> None:
    path = project.path
    assert path is not None
    project.close()
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(ProjectInUse, match=rf"process {holder.pid}, since 2\d\d\d-"):
            Project.open(path)
        holder.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
        holder.wait()
    again = Project.open(path)
    assert again.undo_words == "Add violin"
    again.close()


@pytest.mark.parametrize("words", [b"", b" {", b" [1]", b'{"user": 3}', b" \xff\xfe", b" " + b"[" * 4000])
def test_a_lock_without_words_locks_all_the_same(project: Project, words: bytes) -> None:
    assert project.path is not None
    lock_path(project.path).write_bytes(words)
    with pytest.raises(ProjectInUse, match="already open"):
        Project.open(project.path)


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved there")
def test_a_project_that_is_moved_while_it_is_open_can_be_saved_elsewhere(project: Project, tmp_path: Path) -> None:
    assert project.path is not None
    before = project.annotation
    project.path.unlink()
    with pytest.raises(ProjectError, match="moved, replaced or deleted"):
        project.perform(Annotation(), "Clear")
    assert project.annotation == before
    project.save_as(tmp_path / "Rescued.stembrush")
    project.perform(before.with_notes([Note(1, 1, "s1", None)]), "Draw")
    annotation = project.annotation
    assert project.path is not None
    project.close()
    again = Project.open(project.path)
    assert_same(again.annotation, annotation)
    again.close()


def test_a_name_that_cannot_be_is_refused_in_words(project: Project, tmp_path: Path) -> None:
    before = project.path
    for length in (250, 300, 5000):
        with pytest.raises(ProjectError, match="name"):
            project.save_as(tmp_path / f"{'n' * length}.stembrush")
    assert project.path == before


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be replaced there")
def test_a_file_in_the_place_of_the_project_is_not_touched(project: Project, tmp_path: Path) -> None:
    assert project.path is not None
    before = project.annotation
    other = tmp_path / "other.stembrush"
    Project.create(other, None).close()
    other.replace(project.path)
    content = project.path.read_bytes()
    with pytest.raises(ProjectError, match="moved, replaced or deleted"):
        project.versions()
    assert project.path.read_bytes() == content
    project.save_as(tmp_path / "Rescued.stembrush")
    project.close()
    again = Project.open(tmp_path / "Rescued.stembrush")
    assert_same(again.annotation, before)
    again.close()


def test_nothing_comes_into_the_place_of_a_deleted_project(project: Project) -> None:
    assert project.path is not None
    project.path.unlink()
    with pytest.raises(ProjectError, match="moved, replaced or deleted"):
        project.versions()
    assert not project.path.exists()
