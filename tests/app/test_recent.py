"""What was open last and what a crash has left: remembered, offered in the menu and in the empty window."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.actions import build_actions
from app.controllers.recent import LONGEST, RecentFiles
from app.controllers.settings import settings
from app.theme import DARK, apply_theme
from app.views.empty_state import EmptyState, RecoveredRow
from app.views.file_rows import FileRow, folder_words, when_words

LEFT = Qt.MouseButton.LeftButton
DAY_S = 86400.0


@pytest.fixture
def recent(qapp: QApplication) -> RecentFiles:
    return RecentFiles()


@pytest.fixture
def empty(qtbot: QtBot, qapp: QApplication) -> EmptyState:
    apply_theme(qapp, DARK)
    holder = QWidget()
    qtbot.addWidget(holder)
    shown = EmptyState(build_actions(holder), holder)
    shown.holder = holder  # type: ignore[attr-defined]  # or it would be gone
    holder.resize(760, 620)
    shown.resize(760, 620)
    holder.show()
    qtbot.waitExposed(holder)
    return shown


def rows(*names: str) -> list[FileRow]:
    return [FileRow(Path("/music") / name, Path(name).stem, "/music", "today 12:00") for name in names]


def files(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"song {number}.wav" for number in range(count)]
    for path in paths:
        path.write_bytes(b"")
    return paths


def choices(menu: QMenu) -> list[QAction]:
    menu.aboutToShow.emit()
    return [action for action in menu.actions() if action.data()]


def test_the_newest_stands_first_and_none_stands_twice(recent: RecentFiles, tmp_path: Path) -> None:
    one, two = files(tmp_path, 2)
    for path in (one, two, one):
        recent.add(path)
    assert [file.path for file in recent.files()] == [one, two]


def test_only_the_last_ten_are_kept(recent: RecentFiles, tmp_path: Path) -> None:
    paths = files(tmp_path, 13)
    for path in paths:
        recent.add(path)
    assert [file.path for file in recent.files()] == paths[::-1][:LONGEST]


def test_the_list_is_there_at_the_next_start(recent: RecentFiles, tmp_path: Path) -> None:
    path = tmp_path / "Lied für zwei 夜 🎵.stembrush"
    recent.add(path)
    assert RecentFiles().files()[0].path == path


def test_a_project_takes_the_place_of_its_song(recent: RecentFiles, tmp_path: Path) -> None:
    song, project = tmp_path / "a.wav", tmp_path / "a.stembrush"
    recent.add(song)
    recent.add(project, instead_of=song)
    assert [file.path for file in recent.files()] == [project]


@pytest.mark.parametrize("value", ["", "no list", "[1, 2]", '[{"path": 3}]', "{}"])
def test_a_broken_list_is_an_empty_one(recent: RecentFiles, value: str) -> None:
    settings().setValue("recent/files", value)
    assert recent.files() == []


def test_the_menu_opens_what_is_there_and_greys_what_is_gone(qtbot: QtBot, recent: RecentFiles, tmp_path: Path) -> None:
    there, gone = files(tmp_path, 2)
    for path in (gone, there):
        recent.add(path)
    gone.unlink()
    menu = QMenu()
    qtbot.addWidget(menu)
    recent.fill(menu)
    first, second = choices(menu)
    assert (first.isEnabled(), second.isEnabled()) == (True, False)
    with qtbot.waitSignal(recent.open_requested) as asked:
        menu.popup(QPoint(0, 0))
        qtbot.keyClick(menu, Qt.Key.Key_1)
    assert asked.args == [there]


def test_the_menu_clears_the_list(qtbot: QtBot, recent: RecentFiles, tmp_path: Path) -> None:
    recent.add(files(tmp_path, 1)[0])
    menu = QMenu()
    qtbot.addWidget(menu)
    recent.fill(menu)
    menu.actions()[-1].trigger()
    assert recent.files() == []
    assert choices(menu) == []
    assert not menu.actions()[0].isEnabled()


def test_a_row_of_the_empty_window_opens_its_file_with_mouse_and_keys(qtbot: QtBot, empty: EmptyState) -> None:
    asked: list[Path] = []
    empty.open_requested.connect(asked.append)
    empty.set_recent(rows("a.wav", "b.stembrush"))
    QApplication.processEvents()
    place = empty.recent.visualItemRect(empty.recent.item(1)).center()
    qtbot.mouseClick(empty.recent.viewport(), LEFT, pos=place)
    assert asked == [Path("/music/b.stembrush")]
    empty.recent.setFocus()
    qtbot.keyClick(empty.recent, Qt.Key.Key_Up)
    qtbot.keyClick(empty.recent, Qt.Key.Key_Return)
    assert asked[1:] == [Path("/music/a.wav")]


def test_a_missing_file_cannot_be_chosen(qtbot: QtBot, empty: EmptyState) -> None:
    asked: list[Path] = []
    empty.open_requested.connect(asked.append)
    empty.set_recent([FileRow(Path("/music/gone.wav"), "gone", "/music", "today", is_there=False)])
    QApplication.processEvents()
    place = empty.recent.visualItemRect(empty.recent.item(0)).center()
    qtbot.mouseClick(empty.recent.viewport(), LEFT, pos=place)
    empty.recent.setFocus()
    qtbot.keyClick(empty.recent, Qt.Key.Key_Return)
    assert asked == []


def test_recovered_work_is_opened_or_discarded(qtbot: QtBot, empty: EmptyState) -> None:
    opened: list[Path] = []
    discarded: list[Path] = []
    empty.recover_requested.connect(opened.append)
    empty.discard_requested.connect(discarded.append)
    empty.set_recovered([RecoveredRow(Path("/x.stembrush"), "Trio", "12 steps, yesterday 15:32")])
    QApplication.processEvents()
    for name in ("recovered_open", "recovered_discard"):
        button = empty.findChild(QPushButton, name)
        assert button.isVisible()
        assert "Trio" in button.accessibleName()
        qtbot.mouseClick(button, LEFT)
    assert opened == discarded == [Path("/x.stembrush")]


@pytest.mark.parametrize("size", [(400, 440), (712, 610), (900, 700), (3200, 2000)])
def test_the_drop_zone_and_the_lists_have_room_side_by_side_or_one_below_the_other(
    qtbot: QtBot, empty: EmptyState, size: tuple[int, int]
) -> None:
    empty.set_recent(rows(*(f"song {number}.wav" for number in range(10))))
    empty.set_recovered([RecoveredRow(Path("/x"), "Trio", "12 steps")])
    empty.resize(*size)
    QApplication.processEvents()
    zone = empty.findChild(QWidget, "drop_zone")
    left = zone.mapTo(empty, QPoint(0, 0)), zone.size()
    right = empty.recent.mapTo(empty, QPoint(0, 0)), empty.recent.size()
    beside = right[0].x() >= left[0].x() + left[1].width()
    below = right[0].y() >= left[0].y() + left[1].height()
    assert beside or below
    assert beside == (size[0] >= 860)
    assert empty.recent.height() >= 40
    assert right[0].y() + right[1].height() <= size[1]


def test_times_are_said_as_people_say_them() -> None:
    now = time.time()
    assert when_words(now, "today", "yesterday").startswith("today ")
    assert when_words(now - DAY_S, "today", "yesterday").startswith("yesterday ")
    assert "day" not in when_words(now - 5 * DAY_S, "today", "yesterday")


def test_the_home_folder_is_short(home: Path) -> None:
    assert folder_words(home / "Music") == str(Path("~") / "Music")
    assert folder_words(Path("/somewhere/else")) == str(Path("/somewhere/else"))
