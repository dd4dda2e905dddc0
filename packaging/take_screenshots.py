"""Take the pictures of the README: the real window with the demo song.

Run by hand: ``python packaging/take_screenshots.py [FOLDER] [--light]``; without a screen, offscreen Qt will do.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.main_window import MainWindow
from app.theme import DARK, LIGHT, apply_theme
from resources import demo_score, demo_song

PICTURES = Path(__file__).resolve().parent / "screenshots"


def wait(application: QApplication, ready: Callable[[], bool], timeout_s: float) -> None:
    """Let the window work until ``ready``; raises TimeoutError."""
    end = time.monotonic() + timeout_s
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")
        application.processEvents()
        time.sleep(0.01)


def settle(application: QApplication, seconds: float = 1.5) -> None:
    """Let the pictures in the background be finished."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)


def click(window: MainWindow, name: str) -> None:
    """Click the button of this name with the mouse."""
    button = next(child for child in window.findChildren(QAbstractButton, name) if child.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def main() -> None:
    """Open, match, separate; one picture each of the empty window, during the job and after it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=PICTURES)
    parser.add_argument("--light", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    # settings of whoever runs this neither show nor change
    os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="stembrush-screenshots-")
    application = QApplication(["stembrush"])
    apply_theme(application, LIGHT if options.light else DARK)
    window = MainWindow()
    window.resize(1440, 900)
    window.show()
    settle(application, 0.5)
    window.grab().save(str(options.folder / "empty.png"))
    window.open(demo_song(), demo_score())
    wait(application, lambda: window.score_panel.state == "matched", 120)
    settle(application)
    click(window, "button_separate")
    settle(application, 4.0)
    window.grab().save(str(options.folder / "separating.png"))
    wait(application, lambda: not window.separation.is_running, 600)
    settle(application)
    window.grab().save(str(options.folder / "separated.png"))
    window.separation.forget()
    window.close()


if __name__ == "__main__":
    main()
