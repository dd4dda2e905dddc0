"""The list of keys: found, changed by pressing keys, remembered, given back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from app.actions import ACTIONS, MOUSE, build_actions
from app.controllers.keys import KeyController
from app.controllers.settings import settings
from app.views import question
from app.views.key_field import KeyField
from app.views.key_list import KeyList

LEFT, CTRL, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def table(window: QWidget) -> dict[str, QAction]:
    return build_actions(window)


@pytest.fixture
def keys(window: QWidget, table: dict[str, QAction]) -> KeyController:
    return KeyController(table, window)


@pytest.fixture
def listed(qtbot: QtBot, keys: KeyController) -> KeyList:
    keys.show()
    assert keys.list is not None
    qtbot.waitExposed(keys.list)
    return keys.list


def press(qtbot: QtBot, listed: KeyList, button: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Click a button and press keys, as a user does."""
    found = next(child for child in listed.findChildren(QWidget) if getattr(child, "text", str)() == button)
    qtbot.mouseClick(found, LEFT)
    qtbot.keyClick(listed.findChild(KeyField), key, modifiers)


def answer(monkeypatch: pytest.MonkeyPatch, key: str) -> list[str]:
    """Answer every question with ``key``; return what was asked."""
    asked: list[str] = []

    def ask(_parent: object, title: str, words: str, _answers: object) -> str:
        asked.append(f"{title} {words}")
        return key

    monkeypatch.setattr(question, "ask", ask)
    return asked


def test_list_has_every_action_and_every_gesture_of_the_mouse(listed: KeyList) -> None:
    shown = listed.shown_actions()
    assert len(shown) == len(ACTIONS) + len(MOUSE)
    assert {spec.text.removesuffix("…") for spec in ACTIONS} <= set(shown)


def test_search_finds_actions_keys_and_gestures(qtbot: QtBot, listed: KeyList) -> None:
    search = listed.findChild(QLineEdit)
    qtbot.keyClicks(search, "stop play")
    assert listed.shown_actions() == ["Play or stop"]
    search.setText("ctrl+shift+z")
    assert listed.shown_actions() == ["Redo"]
    search.setText("middle")
    assert listed.shown_actions() == ["Pan with any tool"]


def test_pressed_keys_replace_those_of_the_action_at_once(
    qtbot: QtBot, listed: KeyList, table: dict[str, QAction]
) -> None:
    listed.choose("play")
    press(qtbot, listed, "Change…", Qt.Key.Key_P, CTRL)
    assert table["play"].shortcuts() == [QKeySequence("Ctrl+P")]
    assert "Ctrl+P" in table["play"].toolTip()
    assert listed.keys_of("play") == "Ctrl+P"


def test_keys_can_be_added_and_taken_away(qtbot: QtBot, listed: KeyList, table: dict[str, QAction]) -> None:
    listed.choose("play")
    press(qtbot, listed, "Add…", Qt.Key.Key_F5)
    assert [key.toString() for key in table["play"].shortcuts()] == ["Space", "F5"]
    qtbot.mouseClick(next(w for w in listed.findChildren(QWidget) if getattr(w, "text", str)() == "No key"), LEFT)
    assert table["play"].shortcuts() == []
    assert table["play"].toolTip() == "Play or stop"


def test_escape_leaves_the_keys_as_they_are(qtbot: QtBot, listed: KeyList, table: dict[str, QAction]) -> None:
    listed.choose("play")
    press(qtbot, listed, "Change…", Qt.Key.Key_Escape)
    assert table["play"].shortcuts() == [QKeySequence("Space")]
    assert listed.isVisible()


def test_modifiers_alone_are_no_key(qtbot: QtBot, listed: KeyList, table: dict[str, QAction]) -> None:
    listed.choose("play")
    press(qtbot, listed, "Change…", Qt.Key.Key_Control, CTRL)
    assert table["play"].shortcuts() == [QKeySequence("Space")]
    qtbot.keyClick(listed.findChild(KeyField), Qt.Key.Key_J, CTRL)
    assert table["play"].shortcuts() == [QKeySequence("Ctrl+J")]


def test_enter_on_a_line_starts_the_change(qtbot: QtBot, listed: KeyList, table: dict[str, QAction]) -> None:
    listed.choose("loop")
    qtbot.keyClick(listed.findChild(QTreeWidget), Qt.Key.Key_Return)
    qtbot.keyClick(listed.findChild(KeyField), Qt.Key.Key_K)
    assert table["loop"].shortcuts() == [QKeySequence("K")]


def test_a_key_that_is_taken_is_asked_for(
    qtbot: QtBot, listed: KeyList, table: dict[str, QAction], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed.choose("play")
    asked = answer(monkeypatch, "leave")
    press(qtbot, listed, "Change…", Qt.Key.Key_Z, CTRL)
    assert "Undo" in asked[0]
    assert table["play"].shortcuts() == [QKeySequence("Space")]
    answer(monkeypatch, "take")
    press(qtbot, listed, "Change…", Qt.Key.Key_Z, CTRL)
    assert table["play"].shortcuts() == [QKeySequence("Ctrl+Z")]
    assert table["undo"].shortcuts() == []
    assert listed.keys_of("undo") == ""


def test_changed_keys_are_there_at_the_next_start(qtbot: QtBot, keys: KeyController) -> None:
    keys.change("play", "Ctrl+P")
    keys.change("redo", "Ctrl+;", True)
    keys.clear("mute")
    window = QWidget()
    qtbot.addWidget(window)
    table = build_actions(window)
    KeyController(table, window)
    assert table["play"].shortcuts() == [QKeySequence("Ctrl+P")]
    assert [key.toString() for key in table["redo"].shortcuts()] == ["Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+;"]
    assert table["mute"].shortcuts() == []
    assert "Ctrl+P" in table["play"].toolTip()


def test_reset_gives_one_or_all_back(keys: KeyController, table: dict[str, QAction]) -> None:
    keys.change("play", "Ctrl+P")
    keys.change("loop", "K")
    keys.reset("play")
    assert table["play"].shortcuts() == [QKeySequence("Space")]
    assert table["loop"].shortcuts() == [QKeySequence("K")]
    keys.reset_all()
    assert table["loop"].shortcuts() == [QKeySequence("L")]
    assert not settings().allKeys()


def test_reset_asks_where_another_action_has_the_key_now(
    keys: KeyController, table: dict[str, QAction], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.change("play", "Ctrl+P")
    keys.change("loop", "Space")
    answer(monkeypatch, "leave")
    keys.reset("play")
    assert (keys.keys("play"), keys.keys("loop")) == ((), ("Space",))
    answer(monkeypatch, "take")
    keys.reset("play")
    assert (keys.keys("play"), keys.keys("loop")) == (("Space",), ())


def test_settings_that_cannot_be_read_leave_the_usual_keys(qtbot: QtBot) -> None:
    settings().setValue("keys/play", "not keys")
    settings().setValue("keys/loop", '{"a": 1}')
    window = QWidget()
    qtbot.addWidget(window)
    controller = KeyController(build_actions(window), window)
    assert (controller.keys("play"), controller.keys("loop")) == (("Space",), ("L",))
