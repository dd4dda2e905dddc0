"""Stems in the window: panned, measured where sources are painted silent, separated again in a part."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from core.annotation.model import Activity, ActivitySpan, ActivityState

WAIT_MS = 60_000


@pytest.fixture
def window(qtbot: QtBot, song_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window with the stems of a short song in a saved project."""
    window = song_window
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "Lied.stembrush"), ""))
    window.table["save"].trigger()
    window.engine.form.control("updates").setValue(5)
    window.table["separate"].trigger()
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    assert window.separation.result is not None
    return window


def leak(window: MainWindow, source_id: str) -> str:
    return window.mixer.strip(source_id).findChild(QLabel, "leak").text()


def test_pan_is_heard_and_comes_back_with_the_project(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    pan = window.mixer.strip("s1").pan
    pan.setFocus()
    for _ in range(3):
        qtbot.keyClick(pan, Qt.Key.Key_Left)
    assert window.timeline.playhead_s == 0.0
    assert window.playback.listening == "stems"
    mixer = window.playback._player._feeder.mixer
    assert mixer.strip("s1").pan == pytest.approx(-0.15)
    qtbot.waitUntil(lambda: not window.session.work.is_busy, timeout=WAIT_MS)
    window.table["new"].trigger()
    window.open(tmp_path / "Lied.stembrush", None)
    qtbot.waitUntil(lambda: not window.session.work.is_busy and bool(window.playback.stem_ids), timeout=WAIT_MS)
    assert window.mixer.strip("s1").pan.value_text() == "L 15"
    assert window.mixer.strip("s2").pan.value_text() == "C"
    assert window.playback._player._feeder.mixer.strip("s1").pan == pytest.approx(-0.15)


def test_leakage_is_measured_where_a_source_is_painted_silent(qtbot: QtBot, window: MainWindow) -> None:
    assert not leak(window, "s1").endswith("dB")
    document = window.document
    rate = document.rate
    silent = Activity("s1", (ActivitySpan(round(0.25 * rate), round(0.7 * rate), ActivityState.SILENT),))
    document.perform(document.annotation.with_activity(silent), "Paint")
    # it plays there, so a part of the song is in its stem
    qtbot.waitUntil(lambda: leak(window, "s1").endswith("dB"), timeout=WAIT_MS)
    level_db = float(leak(window, "s1").removeprefix("leak ").removesuffix(" dB"))
    assert -20 < level_db < 0
    assert not leak(window, "s2").endswith("dB")
    document.undo()
    qtbot.waitUntil(lambda: not leak(window, "s1").endswith("dB"), timeout=WAIT_MS)


def test_the_selection_alone_is_separated_by_keys_and_the_rest_stays(qtbot: QtBot, window: MainWindow) -> None:
    before = window.separation.result
    assert before is not None
    kept = [stem.samples.copy() for _id, stem in before.stems]
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    window.stage.take_focus()
    qtbot.keyClick(window.stage.spectrogram.canvas, Qt.Key.Key_R, keys)
    assert not window.separation.is_running
    assert "Select" in window.messages.text()
    window.engine.form.control("updates").setValue(2)
    window.timeline.set_selection(1.0, 2.0)
    qtbot.keyClick(window.stage.spectrogram.canvas, Qt.Key.Key_R, keys)
    assert window.separation.is_running
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    after = window.separation.result
    assert after is not None
    rate = window.document.rate
    for (_id, stem), was in zip(after.stems, kept, strict=True):
        np.testing.assert_array_equal(stem.samples[:, :rate], was[:, :rate])
        np.testing.assert_array_equal(stem.samples[:, 2 * rate :], was[:, 2 * rate :])
        assert (stem.samples[:, rate : 2 * rate] != was[:, rate : 2 * rate]).any()
