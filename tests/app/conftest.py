"""What every test of the window gets: nobody is there to answer questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.garbage import GarbageCollector
from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from app.views import question
from app.views.question import Answer
from tests.app.projects import WAIT_MS
from tests.app.songs import let_go, write_song


def discard_or_nothing(_parent: object, _title: str, _words: str, answers: Sequence[Answer]) -> str:
    keys = [answer.key for answer in answers]
    return "discard" if "discard" in keys else keys[-1]


@pytest.fixture(scope="session")
def collector_of_all(qapp: QApplication) -> Iterator[GarbageCollector]:
    collector = GarbageCollector()
    yield collector
    collector.close()


@pytest.fixture(autouse=True)
def garbage_in_the_window_thread(collector_of_all: GarbageCollector) -> Iterator[None]:
    """Collect as the program does: what was left by a test must not end in a worker of the next."""
    yield
    # windows first: collected alive, they would get events when they have lost what they know
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collector_of_all.collect()


@pytest.fixture(autouse=True)
def windows_held_until_they_are_closed(
    garbage_in_the_window_thread: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Hold every window: qtbot closes those that are still there, and garbage may be collected before that."""
    held: list[MainWindow] = []
    begin = MainWindow.__init__

    def begin_and_hold(window: MainWindow) -> None:
        begin(window)
        held.append(window)

    monkeypatch.setattr(MainWindow, "__init__", begin_and_hold)
    yield
    held.clear()


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Discard what a window is left with; a test that asks puts its own answers in place."""
    monkeypatch.setattr(question, "ask", discard_or_nothing)


@pytest.fixture
def song_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> MainWindow:
    """Return a dark window with a short song of two sources, "s1" and "s2", whose score is not matched."""
    apply_theme(qapp, DARK)
    window = MainWindow()
    qtbot.addWidget(window, before_close_func=let_go)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    window.table["align"].setChecked(False)
    window.open(*write_song(tmp_path))
    qtbot.waitUntil(window.table["separate"].isEnabled, timeout=WAIT_MS)
    return window
