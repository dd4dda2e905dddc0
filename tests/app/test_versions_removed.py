"""Versions that are removed while something else is done with them: they are gone, and they stay gone."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from app.views import question
from core.errors import ProjectError
from core.project.project import Project
from tests.app.test_versions import WAIT_MS, letters, new_window, open_project, separate, settle


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    apply_theme(qapp, DARK)
    monkeypatch.setattr(question, "ask", lambda *_args: "remove")
    return new_window(qtbot)


def test_a_version_removed_in_the_moment_it_was_stored_stays_away(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_project(qtbot, window, monkeypatch, tmp_path)
    stored, removed = threading.Event(), threading.Event()
    store = Project.store_version

    def store_and_wait(project: Project, *args: object) -> int:
        version_id = store(project, *args)  # type: ignore[arg-type]
        stored.set()
        removed.wait(10.0)
        return version_id

    monkeypatch.setattr(Project, "store_version", store_and_wait)
    window.engine.form.control("updates").setValue(3)
    window.table["separate"].trigger()
    qtbot.waitUntil(stored.is_set, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: letters(window) == ["A"], timeout=WAIT_MS)
    window.table["version_remove"].trigger()
    removed.set()
    qtbot.waitUntil(lambda: not window.document.project.versions(), timeout=WAIT_MS)
    settle(qtbot, window)
    assert letters(window) == []
    assert not window.document.project.versions()


def test_a_removed_version_does_not_come_back_where_another_song_is_opened_at_once(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = open_project(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window)
    separate(qtbot, window, updates=7)
    busy, go_on = threading.Event(), threading.Event()

    def hold_the_lane(_report: object) -> None:
        busy.set()
        go_on.wait(10.0)

    window.session.work.start(hold_the_lane, "Waiting", lambda _result: None)
    qtbot.waitUntil(busy.is_set, timeout=WAIT_MS)
    window.table["version_remove"].trigger()
    window.table["new"].trigger()
    go_on.set()
    settle(qtbot, window)
    assert not window.messages.isVisible()
    project = Project.open(path)
    assert len(project.versions()) == 1
    project.close()


def test_what_cannot_be_removed_stays_in_the_list(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_project(qtbot, window, monkeypatch, tmp_path)
    separate(qtbot, window)

    def fail(*_args: object) -> None:
        raise ProjectError("the disk is full")

    monkeypatch.setattr(Project, "take_version_off", fail)
    window.table["version_remove"].trigger()
    settle(qtbot, window)
    assert letters(window) == ["A"]
    assert window.separation.result is not None
    assert "disk is full" in window.messages.text()
