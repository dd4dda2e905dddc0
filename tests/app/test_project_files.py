"""Project files in the window: every stroke is kept, brought back, and nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from app.views import question
from core.project import files
from core.project.project import Project
from tests.app.projects import FOLDER, Asked, edit, new_window, opened, save_at, saved, settle
from tests.app.songs import write_song

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    asked = Asked()
    monkeypatch.setattr(question, "ask", asked)
    return asked


@pytest.fixture
def song(tmp_path: Path) -> Path:
    folder = tmp_path / FOLDER
    folder.mkdir()
    return write_song(folder)[0]


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, asked: Asked) -> MainWindow:
    apply_theme(qapp, DARK)
    return new_window(qtbot)


def test_a_project_comes_back_with_all_its_steps(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path, asked: Asked
) -> None:
    opened(qtbot, window, song)
    steps = edit(window)
    made = window.document.annotation
    path = song.with_name("Mein Stück 曲 🎹")
    save_at(window, monkeypatch, path)
    path = path.with_name(path.name + ".stembrush")
    assert window.windowTitle() == "Mein Stück 曲 🎹 - Stembrush"
    window.close()
    assert asked.titles == []
    assert files.unsaved_folder().exists()
    assert list(files.unsaved_folder().iterdir()) == []

    again = new_window(qtbot)
    opened(qtbot, again, path)
    assert again.document.annotation == made
    canvas = again.stage.spectrogram.canvas
    again.activateWindow()
    canvas.setFocus()
    for _ in range(steps):
        again.table["undo"].trigger()
    assert again.document.annotation.sources == ()
    assert not again.table["undo"].isEnabled()
    for _ in range(steps):
        again.table["redo"].trigger()
    assert again.document.annotation == made


def test_the_place_of_a_new_project_is_proposed_beside_its_song(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path
) -> None:
    opened(qtbot, window, song)
    edit(window)
    proposed: list[str] = []

    def choose(_parent: object, _title: str, place: str, *_args: object) -> tuple[str, str]:
        proposed.append(place)
        return place, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.table["save"].trigger()
    assert proposed == [str(song.with_suffix(".stembrush"))]
    assert song.with_suffix(".stembrush").is_file()
    window.table["save"].trigger()
    assert len(proposed) == 1, "what has a place is not asked for"
    assert window.status.words() == "Everything is saved as you work"


def test_the_annotation_is_there_before_the_song_is_read(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path
) -> None:
    path = saved(qtbot, window, monkeypatch, song)
    window.open(path, None)
    assert window.song.mixture is None
    assert len(window.document.annotation.notes) == 3
    assert window.stage.piano_roll.isVisible()
    assert window.timeline.length_s == pytest.approx(3.0)
    settle(qtbot, window)
    assert window.song.mixture is not None


def test_closing_an_unsaved_project_asks(qtbot: QtBot, window: MainWindow, song: Path, asked: Asked) -> None:
    opened(qtbot, window, song)
    edit(window)
    asked.answers = ["cancel"]
    window.close()
    assert window.isVisible()
    assert "5" in asked.words[0]
    asked.answers = ["discard"]
    window.close()
    assert not window.isVisible()
    assert list(files.unsaved_folder().iterdir()) == []


def test_closing_saves_where_that_is_the_answer(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path, asked: Asked
) -> None:
    opened(qtbot, window, song)
    edit(window)
    answers = ["", str(song.with_suffix(".stembrush"))]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (answers.pop(0), ""))
    asked.answers = ["save", "save"]
    window.close()
    assert window.isVisible(), "no place, no closing"
    window.close()
    assert not window.isVisible()
    project = Project.open(song.with_suffix(".stembrush"))
    assert project.undo_count == 5
    project.close()


def test_a_song_without_a_step_is_left_without_a_question(
    qtbot: QtBot, window: MainWindow, song: Path, asked: Asked
) -> None:
    opened(qtbot, window, song)
    assert len(list(files.unsaved_folder().glob("*.stembrush"))) == 1
    window.close()
    assert asked.titles == []
    assert list(files.unsaved_folder().iterdir()) == []


@pytest.mark.parametrize("content", ["jpeg", "empty", "cut off", "newer"])
def test_what_is_no_project_changes_nothing(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path, asked: Asked, content: str
) -> None:
    path = saved(qtbot, window, monkeypatch, song)
    whole = path.read_bytes()
    newer = whole[:60] + (99).to_bytes(4, "big") + whole[64:]
    strange = {"jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF" * 99, "empty": b"", "cut off": whole[:6000], "newer": newer}
    path.write_bytes(strange[content])
    opened(qtbot, window, song)
    edit(window)
    before = window.document.annotation
    asked.answers = ["discard"]
    window.open(path, None)
    assert path.name in window.messages.text()
    assert window.document.annotation == before
    assert window.song.mixture is not None
    assert path.read_bytes() == strange[content]


def test_a_project_in_use_is_told_and_a_copy_offered(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path, asked: Asked
) -> None:
    path = saved(qtbot, window, monkeypatch, song)
    opened(qtbot, window, path)
    second = new_window(qtbot)
    asked.titles.clear()
    asked.words.clear()
    asked.answers = ["cancel"]
    second.open(path, None)
    assert asked.titles == ["The project is in use"]
    assert "another window" in asked.words[0]
    assert second.document.project.song is None

    asked.answers = ["copy"]
    opened(qtbot, second, path)
    assert len(second.document.annotation.notes) == 3
    assert "copy" in second.messages.text()
    edit(second)
    assert len(window.document.annotation.notes) == 3
    asked.titles.clear()
    second.close()
    assert asked.titles == ["Keep the work on Mein Stück 曲 🎹?"]


def test_work_left_by_a_crash_is_offered(qtbot: QtBot, window: MainWindow, song: Path, asked: Asked) -> None:
    opened(qtbot, window, song)
    edit(window)
    made = window.document.annotation
    project = window.document.project
    # as a crash leaves it: let go, but not cleared away
    window.document._project = Project()
    project.close()
    window.close()

    again = new_window(qtbot)
    again.welcome.look_for_leftovers()
    again.show()
    button = again.findChild(QPushButton, "recovered_open")
    qtbot.waitUntil(button.isVisible)
    assert "5 step(s)" in again.stage.empty.findChild(type(button.parent()), "recovered").accessibleName()
    qtbot.mouseClick(button, LEFT)
    settle(qtbot, again)
    assert again.document.annotation == made
    assert again.document.project.is_unsaved
    asked.titles.clear()
    asked.answers = ["discard"]
    again.close()
    assert len(asked.titles) == 1


def test_reverting_goes_back_to_the_opening_and_can_be_redone(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path, asked: Asked
) -> None:
    path = saved(qtbot, window, monkeypatch, song)
    opened(qtbot, window, path)
    before = window.document.annotation
    assert not window.table["revert"].isEnabled()
    edit(window)
    after = window.document.annotation
    asked.words.clear()
    asked.answers = ["cancel", "revert"]
    window.table["revert"].trigger()
    assert "5" in asked.words[0]
    assert window.document.annotation == after
    window.table["revert"].trigger()
    assert window.document.annotation == before
    for _ in range(5):
        window.table["redo"].trigger()
    assert window.document.annotation == after


def test_a_dropped_project_is_opened(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path
) -> None:
    path = saved(qtbot, window, monkeypatch, song)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    keys = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, mime, LEFT, keys))
    settle(qtbot, window)
    assert window.windowTitle() == "Mein Stück 曲 🎹 - Stembrush"


def test_song_and_project_stand_in_the_list_of_recent_files(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path
) -> None:
    opened(qtbot, window, song)
    assert [file.path for file in window.project.recent.files()] == [song]
    window.table["new"].trigger()
    path = saved(qtbot, window, monkeypatch, song)
    assert [file.path for file in window.project.recent.files()] == [path]
    assert window.stage.empty.recent.count() == 1
    window.stage.empty.recent.setFocus()
    qtbot.keyClick(window.stage.empty.recent, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.document.project.path == path


def test_zoom_position_loop_and_picture_come_back(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path
) -> None:
    path = saved(qtbot, window, monkeypatch, song)
    opened(qtbot, window, path)
    line = window.timeline
    line.set_loop(0.5, 1.5, True)
    line.zoom_to(0.4, 1.6)
    window.playback.seek(0.75)
    window.stage.bar.choose({"scale": "mel", "colour_map": "viridis"})
    window.table["tool_region"].trigger()
    window.document.pick("s2")
    window.table["new"].trigger()
    window.stage.bar.choose({"scale": "log", "colour_map": "magma"})
    window.table["tool_select"].trigger()
    opened(qtbot, window, path)
    assert line.loop == (0.5, 1.5, True)
    assert (line.start_s, line.stop_s) == (pytest.approx(0.4), pytest.approx(1.6))
    assert line.playhead_s == pytest.approx(0.75, abs=1e-3)
    assert window.stage.bar.choices()["scale"] == "mel"
    assert window.stage.bar.choices()["colour_map"] == "viridis"
    assert window.table["tool_region"].isChecked()
    assert window.document.picked is not None
    assert window.document.picked.id == "s2"
    assert not window.document.project.can_revert, "a view is no step"


def test_a_project_that_cannot_be_written_is_opened_as_a_copy(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path, asked: Asked
) -> None:
    path = saved(qtbot, window, monkeypatch, song)
    monkeypatch.setattr(files, "is_writable", lambda _path: False)
    opened(qtbot, window, path)
    assert window.document.project.is_unsaved
    assert "Save as" in window.messages.text()
    assert window.windowTitle() == "Mein Stück 曲 🎹 - Stembrush"
    asked.titles.clear()
    window.close()
    assert asked.titles == [], "nothing is in the copy that is not in the project"
    assert list(files.unsaved_folder().glob("*.stembrush")) == []


def test_the_command_line_opens_projects(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from app import cli, window_run

    seen: list[Path | None] = []

    def run_window(song: Path | None, _score: Path | None) -> int:
        seen.append(song)
        return 0

    monkeypatch.setattr(window_run, "run_window", run_window)
    path = tmp_path / "a.stembrush"
    path.write_bytes(b"")
    assert cli.run([str(path)]) == 0
    assert seen == [path]


def test_a_crash_is_told_beside_a_song(qtbot: QtBot, window: MainWindow, song: Path) -> None:
    opened(qtbot, window, song)
    edit(window)
    project = window.document.project
    window.document._project = Project()
    project.close()
    window.close()
    again = new_window(qtbot)
    opened(qtbot, again, song)
    again.welcome.look_for_leftovers()
    assert "crash has left work on" in again.messages.text()


def test_work_that_cannot_be_kept_as_it_is_done_is_told(
    qtbot: QtBot, window: MainWindow, song: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "taken").write_text("no folder")
    monkeypatch.setattr(files, "unsaved_folder", lambda: home / "taken" / "unsaved")
    opened(qtbot, window, song)
    assert window.document.project.path is None
    assert "new projects are kept there" in window.messages.text()
    assert edit(window)
    save_at(window, monkeypatch, song.with_name("Doch.stembrush"))
    assert window.document.project.path == song.with_name("Doch.stembrush")
