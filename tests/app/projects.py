"""What tests of project files share: a window, a user who answers, and projects to open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.views.question import Answer
from core.annotation.model import Note

WAIT_MS = 60_000
FOLDER = "Lieder für später 夜の歌 🎵"


class Asked:
    """Stands for the user before a question: what was asked, and what is answered."""

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.words: list[str] = []
        self.answers: list[str] = []

    def __call__(self, _parent: object, title: str, words: str, answers: Sequence[Answer]) -> str:
        self.titles.append(title)
        self.words.append(words)
        answer = self.answers.pop(0) if self.answers else "discard"
        keys = [one.key for one in answers]
        return answer if answer in keys else keys[-1]


def new_window(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    return window


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.session.work.is_busy, timeout=WAIT_MS)


def opened(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.open(path, None)
    settle(qtbot, window)
    assert window.song.mixture is not None, window.messages.text()


def edit(window: MainWindow) -> int:
    """Add two sources and three notes; return the number of steps."""
    document = window.document
    window.session.sources.add()
    window.session.sources.add()
    for start in (1000, 20_000, 40_000):
        notes = (*document.annotation.notes, Note(start, 5000, document.annotation.sources[0].id, 60.0))
        assert document.perform(document.annotation.with_notes(notes), "Draw a note")
    return 5


def save_at(window: MainWindow, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    window.table["save_as"].trigger()


def saved(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path) -> Path:
    """Make a project of a song with some steps; the window is empty afterwards."""
    opened(qtbot, window, song)
    edit(window)
    path = song.with_name("Mein Stück 曲 🎹.stembrush")
    save_at(window, monkeypatch, path)
    window.table["new"].trigger()
    assert window.document.project.song is None
    return path
