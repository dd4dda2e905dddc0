"""The whole work on a song by mouse and keys: edited, undone, redone, killed, opened again and gone on with."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from core.annotation.model import Annotation
from tests.e2e.editing_session import PROJECT, digest

WAIT_MS = 120_000
CONTROL = Qt.KeyboardModifier.ControlModifier
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot kill itself there as a power cut would")
def test_a_killed_session_comes_back_with_every_stroke(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    session = subprocess.run(
        [sys.executable, "-m", "tests.e2e.editing_session", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert session.returncode == -signal.SIGKILL, session.stderr
    state = json.loads((tmp_path / "state.json").read_text("utf-8"))

    apply_theme(qapp, DARK)
    window = MainWindow()
    qtbot.addWidget(window, before_close_func=MainWindow.hide)  # nothing is asked of a hidden window
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.open(tmp_path / PROJECT, None)
    qtbot.waitUntil(lambda: window.song.mixture is not None and not window.session.work.is_busy, timeout=WAIT_MS)
    document, canvas = window.document, window.stage.spectrogram.canvas
    assert digest(document.annotation) == state["annotation"]
    assert document.project.undo_words == state["undo"]
    qtbot.waitUntil(lambda: sorted(window.playback.stem_ids) == state["stems"], timeout=WAIT_MS)

    # go on: take everything back, bring it again, and separate once more
    for _ in range(state["steps"] + 1):
        qtbot.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert document.annotation == Annotation()
    assert not window.table["undo"].isEnabled()
    while window.table["redo"].isEnabled():
        qtbot.keyClick(canvas, Qt.Key.Key_Y, CONTROL)
    assert digest(document.annotation) == state["annotation"]
    qtbot.keyClick(canvas, Qt.Key.Key_R, CONTROL)
    qtbot.waitUntil(lambda: window.separation.is_running, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.separation.is_running, timeout=WAIT_MS)
    assert window.messages.text() == ""
    qtbot.waitUntil(lambda: not window.session.work.is_busy, timeout=WAIT_MS)
