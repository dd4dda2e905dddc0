"""Examples of files stay in the project: after a restart they are there and heard, though the files are gone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from core.audio import read_mixture
from tests.app.projects import opened, save_at, settle
from tests.app.test_examples import choose, click, examples, row, rows, write


@pytest.fixture
def path(song_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A saved project with an example whose file is gone; the window is empty."""
    window, take = song_window, write(tmp_path / "flute take.wav", 1.5)
    choose(monkeypatch, take)
    window.table["example_files"].trigger()
    settle(qtbot, window)
    path = tmp_path / "Lied.stembrush"
    save_at(window, monkeypatch, path)
    settle(qtbot, window)
    window.table["new"].trigger()
    take.rename(tmp_path / "elsewhere.wav")
    return path


def test_an_example_is_there_and_heard_after_a_restart(song_window: MainWindow, qtbot: QtBot, path: Path) -> None:
    window = song_window
    assert not examples(window)
    opened(qtbot, window, path)
    assert rows(window) == ["flute take.wav, 1.5 s · Flute alone"]
    sound = window.document.annotation.examples[0].audio
    assert sound is not None
    expected = read_mixture(path.with_name("elsewhere.wav"))
    assert np.array_equal(sound.samples, expected.samples)
    click(row(window, 0).listen)
    assert window.playback.sounded_s is not None
    click(row(window, 0).listen)
    qtbot.waitUntil(lambda: window.playback.sounded_s is None, timeout=5000)


def test_an_example_whose_sound_is_damaged_says_so_and_can_be_removed(
    song_window: MainWindow, qtbot: QtBot, path: Path
) -> None:
    window = song_window
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM sound_chunk")
    opened(qtbot, window, path)
    listen = row(window, 0).listen
    click(listen)
    assert "damaged" in window.messages.text()
    assert "give it again" in window.messages.text()
    assert listen.toolTip() == "Listen"
    click(row(window, 0).remove)
    assert not examples(window)
