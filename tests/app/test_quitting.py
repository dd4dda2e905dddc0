"""The end of the program: a process that ends soon, by itself, with no thread left, whatever was going on."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.app.songs import write_song

ROOT = Path(__file__).resolve().parents[2]
# a step of the engine, the end of the process, and a machine that also does other things
SOON_S = 4.0
WAIT_S = 120

# argv: moment, how, song, score. Writes when it was asked to end and the threads that are left then
PROGRAM = """
import sys, threading, time
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
import app.main_window
from app.main_window import MainWindow
from app.window_run import run_window
from app.views import question

moment, how, song, score = sys.argv[1:]
application = QApplication(["stembrush"])
question.ask = lambda *arguments: "end" if any(one.key == "end" for one in arguments[3]) else "discard"


class User(QObject):
    def __init__(self):
        super().__init__()
        self.asked_at = 0.0
        self.started = False
        self.timer = QTimer(self)
        self.timer.setInterval(5)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    @Slot()
    def look(self):
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
        if not window.isActiveWindow():
            window.activateWindow()
        elif self.reached(window):
            self.quit(window)

    def quit(self, window):
        self.timer.stop()
        self.asked_at = time.time()
        if how == "key":
            QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        else:
            window.close()

    def reached(self, window):
        if moment == "empty":
            return window.isVisible()
        if moment == "loading":
            return any(thread.name == "preload" for thread in threading.enumerate()) and "numba" in sys.modules
        if moment == "matching":
            return window.session.score.is_matching and window.score_panel._progress.value() > 0
        if window.score_panel.state != "matched":
            return False
        if moment == "idle":
            return True
        if not self.started:
            self.started = True
            window.engine.form.control("updates").setValue(1000)
            window.table["separate"].trigger()
        if moment == "playing" and window.separation.is_preview and not window.playback.is_playing:
            window.playback.play()
            return False
        return len(window.job.curve.values) > 2


user = User()
from pathlib import Path
paths = (Path(song), Path(score)) if moment not in ("empty", "loading") else (None, None)
code = run_window(*paths)
left = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
print(user.asked_at, ",".join(left) or "none", flush=True)
user.timer.stop()
sys.exit(code)
"""


@pytest.mark.parametrize(
    ("moment", "how"),
    [
        ("empty", "key"),
        ("loading", "close"),
        ("matching", "key"),
        ("idle", "close"),
        ("separating", "key"),
        ("separating", "close"),
        ("playing", "close"),
    ],
)
def test_the_process_ends_soon_and_leaves_no_thread(moment: str, how: str, tmp_path: Path) -> None:
    song, score = write_song(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, moment, how, str(song), str(score)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONFAULTHANDLER": "1"},
        capture_output=True,
        text=True,
        timeout=WAIT_S,
    )
    ended_at = time.time()
    assert done.returncode == 0, done.stderr
    asked_at, left = done.stdout.split()
    assert left == "none"
    assert ended_at - float(asked_at) < SOON_S
    assert "Traceback" not in done.stderr
