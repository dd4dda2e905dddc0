"""Versions: every result is kept, named, heard, gone on from and removed; a restart brings all of it back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from app.views import question
from app.views.question import Answer
from tests.app.projects import WAIT_MS, new_window, settle
from tests.app.songs import write_song

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    apply_theme(qapp, DARK)
    return new_window(qtbot)


def open_project(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    song, score = write_song(folder)
    window.open(song, score)
    qtbot.waitUntil(window.table["separate"].isEnabled, timeout=WAIT_MS)
    path = folder / "Lied.stembrush"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    window.table["save"].trigger()
    return path


def separate(qtbot: QtBot, window: MainWindow, updates: int = 5) -> None:
    window.engine.form.control("updates").setValue(updates)
    window.table["separate"].trigger()
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    settle(qtbot, window)


def letters(window: MainWindow) -> list[str]:
    rows = window.side.versions.list
    return [rows.row_at(place).letter for place in range(rows.count())]


def chosen_letter(window: MainWindow) -> str:
    rows = window.side.versions.list
    found = [rows.row_at(place).letter for place in range(rows.count()) if rows.row_at(place).is_chosen]
    return "".join(found)


def row_place(window: MainWindow, place: int) -> QPoint:
    rows = window.side.versions.list
    return rows.visualItemRect(rows.item(place)).center()


def click_row(window: MainWindow, place: int) -> None:
    QTest.mouseClick(window.side.versions.list.viewport(), LEFT, pos=row_place(window, place))


def samples(window: MainWindow) -> np.ndarray:
    assert window.separation.result is not None
    return window.separation.result.stems[0][1].samples


def test_every_result_is_a_version_and_the_newest_is_heard(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_project(qtbot, window, monkeypatch, tmp_path)
    assert letters(window) == []
    assert not window.side.versions.list.isVisible()
    separate(qtbot, window)
    first = window.separation.result
    separate(qtbot, window, updates=9)
    assert letters(window) == ["A", "B"]
    assert chosen_letter(window) == "B"
    assert window.separation.result is not first
    row = window.side.versions.list.row_at(0)
    assert row.name.startswith("Score-informed NMF ")
    assert "residual" in row.figures
    assert window.playback.listening == "stems"
    assert window.playback.heard_take == str(window.session.versions.chosen)


def test_click_and_keys_show_and_hear_another_version_at_the_same_place(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_project(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window)
    first = window.separation.result
    separate(qtbot, window, updates=9)
    second = window.separation.result
    window.playback.seek(1.25)
    click_row(window, 0)
    assert window.separation.result is first
    assert window.playback.heard_take == str(window.session.versions.at(0))
    assert first is not None
    assert window.playback.audio_of("s1") is first.stems[0][1]
    assert window.timeline.playhead_s == pytest.approx(1.25, abs=1e-3)
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.separation.result is second
    QTest.keyClick(window, Qt.Key.Key_V)
    assert window.separation.result is first
    QTest.keyClick(window, Qt.Key.Key_V)
    assert window.separation.result is second
    QTest.keyClick(window.side.versions.list, Qt.Key.Key_Up)
    assert window.separation.result is first
    window.playback.listen("mixture")
    click_row(window, 0)
    assert window.playback.listening == "stems", "who clicks a version wants to hear it"


def test_a_name_is_typed_in_place_and_a_note_in_the_recipe(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_project(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window)
    rows = window.side.versions.list
    QTest.keyClick(rows, Qt.Key.Key_Return)
    field = rows.findChild(QLineEdit, "version_name")
    assert field is not None
    field.selectAll()
    QTest.keyClicks(field, "Mit Pedal & <b>")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows.row_at(0).name == "Mit Pedal & <b>", timeout=WAIT_MS)
    window.table["version_note"].trigger()
    dialog = window.versions.recipe
    assert dialog is not None
    QTest.keyClicks(dialog.note, "too little bass")
    QTest.mouseClick(dialog.findChild(QPushButton, "recipe_copy"), LEFT)
    copied = QApplication.clipboard().text()
    assert "Updates: 5" in copied
    assert "Sources: Flute, Bass" in copied
    QTest.mouseClick(dialog.findChild(QPushButton, "recipe_close"), LEFT)
    facts = window.session.versions.facts[0]
    assert (facts.name, facts.note) == ("Mit Pedal & <b>", "too little bass")
    stored = window.document.project.versions()[0]
    assert (stored.name, stored.note) == (facts.name, facts.note)


def test_versions_survive_a_restart_and_go_on(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = open_project(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window)
    first = samples(window)
    separate(qtbot, window, updates=9)
    click_row(window, 0)
    window.session.versions.rename(window.session.versions.at(1), "Second")
    window.close()
    window = new_window(qtbot)
    window.open(path, None)
    settle(qtbot, window)
    assert letters(window) == ["A", "B"]
    assert chosen_letter(window) == "A", "the one that was heard last"
    np.testing.assert_allclose(samples(window), first, rtol=0, atol=2.0**-22)
    assert window.side.versions.list.row_at(1).name == "Second"
    # not loaded yet: what is shown stays until it is there
    shown = window.separation.result
    assert not window.session.versions.get(window.session.versions.at(1)).is_loaded
    click_row(window, 1)
    assert window.separation.result is shown
    assert window.side.versions.list.row_at(1).is_loading
    settle(qtbot, window)
    assert chosen_letter(window) == "B"
    assert window.separation.result is not shown
    # go on from A
    QTest.keyClick(window, Qt.Key.Key_1, CTRL)
    window.table["version_go_on"].trigger()
    settle(qtbot, window)
    assert "A · " in window.job._base_words.toolTip()
    separate(qtbot, window, updates=3)
    assert letters(window) == ["A", "B", "C"]
    assert window.session.versions.facts[2].based_on == window.session.versions.at(0)
    assert window.separation.base is None
    assert "Went on from A" in window.side.versions.list.row_at(2).details


def test_removing_asks_and_shows_the_neighbour(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = open_project(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window)
    first = window.separation.result
    separate(qtbot, window, updates=9)
    asked: list[str] = []
    answers = ["keep", "remove", "remove"]

    def answer(_parent: object, title: str, words: str, given: Sequence[Answer]) -> str:
        asked.append(f"{title} {words}")
        assert given[-1].key == "keep"
        return answers.pop(0)

    monkeypatch.setattr(question, "ask", answer)
    QTest.keyClick(window.side.versions.list, Qt.Key.Key_Delete)
    assert letters(window) == ["A", "B"]
    assert "B · Score" in asked[0]
    assert "cannot be undone" in asked[0]
    assert "B on the disk" in asked[0]
    QTest.keyClick(window.side.versions.list, Qt.Key.Key_Delete)
    settle(qtbot, window)
    assert letters(window) == ["A"]
    assert window.separation.result is first
    assert len(window.document.project.versions()) == 1
    window.table["version_remove"].trigger()
    settle(qtbot, window)
    assert letters(window) == []
    assert window.separation.result is None
    assert window.playback.stem_ids == frozenset()
    window.close()
    window = new_window(qtbot)
    window.open(path, None)
    settle(qtbot, window)
    assert letters(window) == []


def test_painting_marks_a_version_as_outdated_and_undo_takes_the_mark_away(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_project(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window)
    rows = window.side.versions.list
    assert rows.row_at(0).mark == ""
    window.timeline.set_selection(0.2, 0.9)
    window.table["mark_silent"].trigger()
    qtbot.waitUntil(lambda: rows.row_at(0).mark == "outdated", timeout=WAIT_MS)
    window.table["undo"].trigger()
    qtbot.waitUntil(lambda: rows.row_at(0).mark == "", timeout=WAIT_MS)


def test_settings_of_a_version_are_used_again(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_project(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window, updates=7)
    used = window.separation.parameters_used()
    window.engine.form.control("updates").setValue(90)
    window.table["version_settings"].trigger()
    assert window.engine.form.control("updates").value() == 7
    assert {name: getattr(window.engine.parameters(), name) for name in used} == used
