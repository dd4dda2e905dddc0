"""Take the pictures of the README: the real window with the demo song.

Run by hand: ``python packaging/take_screenshots.py [FOLDER] [--language ja]``; without a screen, offscreen Qt will do.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.i18n import ENGLISH, LANGUAGES, install_language
from app.main_window import MainWindow
from app.theme import DARK, apply_theme, current
from core.annotation.model import Polarity
from resources import demo_score, demo_song

PICTURES = Path(__file__).resolve().parent / "screenshots"
PLAIN = Qt.KeyboardModifier.NoModifier
# of a drag between two places
STEPS = 8


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


def drag(widget: QWidget, places: list[tuple[float, float]], modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """Drag with the left button through places, which are shares of the widget's width and height."""
    points = [QPoint(round(x * widget.width()), round(y * widget.height())) for x, y in places]
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, modifier, points[0])
    for before, after in pairwise(points):
        for step in range(1, STEPS + 1):
            QTest.mouseMove(widget, before + (after - before) * step / STEPS)
            QApplication.processEvents()
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, modifier, points[-1])


def paint(window: MainWindow) -> None:
    """Say what the violin and the marimba do: regions, activity, snapping off so that the drags land where they aim."""
    table, stage = window.table, window.stage
    for source in window.document.annotation.sources:
        window.document.pick(source.id)
        table["fill_from_notes"].trigger()
    window.document.pick(window.document.annotation.sources[0].id)
    table["tool_region"].trigger()
    surface = stage.spectrogram.canvas.viewport()
    table["region_lasso"].trigger()
    drag(surface, [(0.32, 0.34), (0.38, 0.22), (0.46, 0.26), (0.5, 0.4), (0.42, 0.46), (0.34, 0.42)])
    table["region_harmonic"].trigger()
    drag(surface, [(0.62, 0.52), (0.7, 0.48), (0.78, 0.5)])
    window.document.pick(window.document.annotation.sources[3].id)
    table["region_box"].trigger()
    drag(surface, [(0.13, 0.74), (0.26, 0.95)])
    table["tool_activity"].trigger()
    lanes = stage.lanes.canvas.viewport()
    drag(lanes, [(0.03, 0.375), (0.2, 0.375)], Qt.KeyboardModifier.AltModifier)
    drag(lanes, [(0.86, 0.125), (0.97, 0.125)])


def learn_from_examples(application: QApplication, window: MainWindow) -> None:
    """Give an example of every source, learn from them and open the dictionary of the violin."""
    violin, marimba, piano, bass = window.document.annotation.sources
    window.document.pick(piano.id)
    window.table["tool_select"].trigger()
    drag(window.stage.spectrogram.canvas.viewport(), [(0.001, 0.5), (0.034, 0.5)])
    window.table["example_alone"].trigger()
    for source in (violin, marimba, bass):
        stem = demo_song().parent / "stems" / f"{source.name}.flac"
        window.examples.commands.read([stem], source.id, Polarity.BELONGS)
    wait(application, lambda: len(window.document.annotation.examples) == 4, 60)
    window.document.pick(violin.id)
    window.engine.use("example-nmf")
    settle(application)
    separate(application, window)
    window.table["dictionary"].trigger()
    wait(application, lambda: bool(window.dictionaries.window and window.dictionaries.window.picture.isVisible()), 30)


def separate(application: QApplication, window: MainWindow) -> None:
    """Press the button and wait for the stems."""
    click(window, "button_separate")
    wait(application, lambda: window.separation.is_running, 10)
    wait(application, lambda: not window.separation.is_running, 600)


def split_live(application: QApplication, window: MainWindow) -> None:
    """Split the song while it plays; without a sound device it stands still."""
    window.table["live"].trigger()
    wait(application, lambda: window.playback.live_from == "song", 30)
    window.table["play"].trigger()
    settle(application, 12.0)


def main() -> None:
    """Open, match, paint, separate, split live; one picture each, and one of the light theme."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=PICTURES)
    parser.add_argument("--language", choices=LANGUAGES, default=ENGLISH)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    # settings and projects of whoever runs this neither show nor change
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"):
        os.environ[variable] = tempfile.mkdtemp(prefix="stembrush-screenshots-")
    application = QApplication(["stembrush"])
    install_language(application, options.language)
    apply_theme(application, DARK)
    window = MainWindow()
    window.resize(1440, 900)
    window.show()

    def take(name: str, above: QWidget | None = None) -> None:
        settle(application)
        picture = window.grab()
        if above is not None:
            place = QPoint(window.mixer.width() + 16, (window.height() - above.height()) // 2)
            with QPainter(picture) as painter:
                painter.fillRect(window.rect(), QColor(0, 0, 0, 40))
                painter.drawPixmap(place, above.grab())
                painter.setPen(QColor(current().border))
                painter.drawRect(QRect(place, above.size()))
        picture.save(str(options.folder / f"{name}.png"))

    take("empty")
    window.open(demo_song(), demo_score())
    wait(application, lambda: window.score_panel.state == "matched", 120)
    settle(application)
    paint(window)
    take("painting")
    separate(application, window)
    take("separated")
    learn_from_examples(application, window)
    take("examples", window.dictionaries.window)
    window.dictionaries.window.close()
    split_live(application, window)
    take("live")
    window.table["play"].trigger()
    window.table["live"].trigger()
    window.table["light"].trigger()
    take("light")
    window.separation.forget()
    window.hide()
    window.close()


if __name__ == "__main__":
    main()
