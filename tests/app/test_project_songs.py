"""The song of a project: missing, moved, changed, or inside the project."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from app.views import question
from tests.app.projects import FOLDER, WAIT_MS, Asked, new_window, opened, saved, settle
from tests.app.songs import RATE, write_song


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


def test_a_missing_song_is_asked_for(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path, asked: Asked, tmp_path: Path
) -> None:
    path = saved(qtbot, window, monkeypatch, song)
    moved = tmp_path / "elsewhere" / song.name
    moved.parent.mkdir()
    song.rename(moved)
    asked.titles.clear()
    asked.answers = ["cancel"]
    window.open(path, None)
    assert asked.titles == [f"{song.name} is not where it was"]
    assert window.document.project.song is None

    asked.answers = ["later"]
    window.open(path, None)
    assert len(window.document.annotation.notes) == 3
    assert "missing" in window.messages.text()
    assert not window.table["play"].isEnabled()
    asked.answers = ["use"]
    window.open(moved, None)
    settle(qtbot, window)
    assert window.song.mixture is not None
    assert window.document.project.song is not None
    assert window.document.project.song.path == moved

    window.table["new"].trigger()
    asked.titles.clear()
    opened(qtbot, window, path)
    assert asked.titles == [], "where it was found is remembered"


def test_a_missing_song_is_found_by_hand(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path, asked: Asked, tmp_path: Path
) -> None:
    path = saved(qtbot, window, monkeypatch, song)
    moved = tmp_path / "renamed.wav"
    song.rename(moved)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(moved), ""))
    asked.answers = ["find"]
    opened(qtbot, window, path)
    assert "changed" not in window.messages.text()


def test_project_and_song_moved_together_need_no_question(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path, asked: Asked, tmp_path: Path
) -> None:
    path = saved(qtbot, window, monkeypatch, song)
    asked.titles.clear()
    folder = tmp_path / "another disk"
    song.parent.rename(folder)
    opened(qtbot, window, folder / path.name)
    assert asked.titles == []


def test_a_changed_song_is_said_and_everything_kept(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path
) -> None:
    path = saved(qtbot, window, monkeypatch, song)
    samples, rate = soundfile.read(song)
    soundfile.write(song, 0.5 * samples, rate)
    opened(qtbot, window, path)
    assert "has changed" in window.messages.text()
    assert [note.start for note in window.document.annotation.notes] == [1000, 20_000, 40_000]
    window.table["new"].trigger()
    opened(qtbot, window, path)
    assert window.messages.text() == "", "it is said once"


def test_times_stay_where_the_song_has_another_rate(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path
) -> None:
    path = saved(qtbot, window, monkeypatch, song)
    soundfile.write(song, np.zeros((4 * RATE, 2)), 2 * RATE)
    opened(qtbot, window, path)
    assert f"{2 * RATE} Hz" in window.messages.text()
    assert [note.start for note in window.document.annotation.notes] == [2000, 40_000, 80_000]
    assert window.document.rate == 2 * RATE
    assert window.timeline.length_s == pytest.approx(2.0)


def test_a_collected_song_needs_no_file(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path, asked: Asked
) -> None:
    path = saved(qtbot, window, monkeypatch, song)
    opened(qtbot, window, path)
    window.table["collect"].trigger()
    settle(qtbot, window)
    assert not window.table["collect"].isEnabled()
    window.table["new"].trigger()
    wanted = hashlib.sha256(song.read_bytes()).hexdigest()
    song.unlink()
    asked.titles.clear()
    opened(qtbot, window, path)
    assert asked.titles == []
    assert window.song.mixture is not None
    assert window.song.mixture.sha256 == wanted
    assert window.messages.text() == ""


def test_collecting_can_be_stopped(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, song: Path
) -> None:
    path = saved(qtbot, window, monkeypatch, song)
    opened(qtbot, window, path)
    window.table["collect"].trigger()
    assert window.table["collect"].text() == "Stop collecting the song"
    window.table["collect"].trigger()
    qtbot.waitUntil(lambda: window.table["collect"].text() == "Collect the song into the project", timeout=WAIT_MS)
    assert window.messages.text() == ""
