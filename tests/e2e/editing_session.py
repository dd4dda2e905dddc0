"""A session of editing in the real window, with mouse and keys, that ends by being killed.

Run as ``python -m tests.e2e.editing_session FOLDER``: does on the demo song what an engineer does, writes what there
was to FOLDER/state.json, and kills itself without a farewell.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QToolButton, QWidget

import resources
from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from core.annotation.changes import difference
from core.annotation.model import Annotation, Polarity

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
PATIENCE_S = 120.0
PROJECT = "Lied für 日本 🎻.stembrush"


def digest(annotation: Annotation) -> str:
    """Return a figure that two annotations share where all but their revision is the same."""
    warp = annotation.warp
    parts: list[object] = [annotation.sources, annotation.notes, annotation.activities]
    parts += [(sorted(warp.source_ids), replace(warp, source_ids=frozenset()))] if warp is not None else []
    masks = b"".join(region.mask.tobytes() + region.id.encode() for region in annotation.regions)
    return hashlib.sha256(repr(parts).encode() + masks).hexdigest()


class Engineer:
    """Whoever sits before the window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def activate(self) -> None:
        """Come back to the window, as a click on it would without a window manager."""
        self.window.activateWindow()
        self.wait(lambda: QApplication.activeWindow() is self.window)

    def wait(self, ready: Callable[[], object]) -> None:
        """Let the window run until something is so."""
        end = time.monotonic() + PATIENCE_S
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get there")
            QApplication.processEvents()
            time.sleep(0.005)  # QTest.qWait would keep Python's lock from the workers

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE, widget: QWidget | None = None) -> None:
        """Press a key where the focus is."""
        target = widget or QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, keys)

    def click(self, name: str) -> None:
        """Click a button that can be clicked."""
        button = next(
            child
            for kind in (QPushButton, QToolButton)
            for child in self.window.findChildren(kind, name)
            if child.isVisible() and child.isEnabled()
        )
        QTest.mouseClick(button, LEFT)

    def drag(
        self, canvas: QWidget, start: tuple[float, float], stop: tuple[float, float], keys: Qt.KeyboardModifier = NONE
    ) -> None:
        """Drag over parts (0 to 1) of a picture."""
        ends = [QPoint(round(canvas.width() * x), round(canvas.height() * y)) for x, y in (start, stop)]
        QTest.mousePress(canvas, LEFT, keys, ends[0])
        for step in range(1, 13):
            QTest.mouseMove(canvas, ends[0] + (ends[1] - ends[0]) * step / 12)
            QApplication.processEvents()
        QTest.mouseRelease(canvas, LEFT, keys, ends[1])

    def dialog(self) -> QDialog:
        """Wait for a dialog and return it."""

        def found() -> list[QDialog]:
            return [one for one in self.window.findChildren(QDialog) if one.isVisible()]

        self.wait(found)
        return found()[0]


def edit(engineer: Engineer) -> None:
    """Open, add two sources, paint activity, draw and move notes, import the score, paint a region, separate."""
    window, stage = engineer.window, engineer.window.stage
    annotation = lambda: window.document.annotation  # noqa: E731 - read again each time
    engineer.click("empty_open_song")
    engineer.wait(lambda: window.song.mixture is not None and not window.session.work.is_busy)
    engineer.press(Qt.Key.Key_T, CONTROL, stage.spectrogram.canvas)
    engineer.press(Qt.Key.Key_T, CONTROL, stage.spectrogram.canvas)
    assert len(annotation().sources) == 2

    engineer.press(Qt.Key.Key_3, widget=stage.spectrogram.canvas)
    lanes = stage.lanes.canvas.viewport()
    engineer.drag(lanes, (0.1, 0.25), (0.4, 0.25))
    engineer.drag(lanes, (0.3, 0.75), (0.6, 0.75), ALT)
    assert [len(annotation().activity_of(source.id).spans) for source in annotation().sources] == [1, 1]

    engineer.press(Qt.Key.Key_4, widget=stage.piano_roll.canvas)
    roll = stage.piano_roll.canvas.viewport()
    for height in (0.3, 0.5, 0.7):
        engineer.drag(roll, (0.2, height), (0.3, height))
    assert len(annotation().notes) == 3, (annotation().notes, window.messages.text())
    before = annotation().notes
    engineer.drag(roll, (0.25, 0.5), (0.45, 0.4))
    assert len(annotation().notes) == 3
    assert annotation().notes != before

    engineer.press(Qt.Key.Key_O, CONTROL | SHIFT, stage.spectrogram.canvas)
    engineer.press(Qt.Key.Key_Return, widget=engineer.dialog())
    engineer.activate()
    engineer.wait(lambda: window.score_panel.state == "matched")
    assert len(annotation().sources) >= 4

    engineer.press(Qt.Key.Key_5, widget=stage.spectrogram.canvas)
    if not window.table["region_not"].isChecked():
        engineer.press(Qt.Key.Key_N, widget=stage.spectrogram.canvas)
    engineer.drag(stage.spectrogram.canvas.viewport(), (0.5, 0.3), (0.6, 0.5))
    assert [region.polarity for region in annotation().regions] == [Polarity.NOT]

    engineer.press(Qt.Key.Key_R, CONTROL, stage.spectrogram.canvas)
    engineer.wait(lambda: window.separation.is_running)
    engineer.wait(lambda: not window.separation.is_running)
    assert window.messages.text() == "", window.messages.text()
    assert len(window.playback.stem_ids) >= 3


def main() -> None:
    """Do it all, and be killed."""
    folder = Path(sys.argv[1])
    application = QApplication(["stembrush"])
    apply_theme(application, DARK)
    window = MainWindow()
    window.resize(1440, 900)
    window.show()
    engineer = Engineer(window)
    engineer.activate()
    answers = [str(resources.demo_song()), str(resources.demo_score())]
    QFileDialog.getOpenFileName = lambda *_args: (answers.pop(0), "")  # type: ignore[method-assign]
    QFileDialog.getSaveFileName = lambda *_args: (str(folder / PROJECT), "")  # type: ignore[method-assign]
    edit(engineer)

    document, undo, redo = window.document, window.table["undo"], window.table["redo"]
    end, steps = document.annotation, 0
    while undo.isEnabled():
        engineer.press(Qt.Key.Key_Z, CONTROL, window.stage.spectrogram.canvas)
        steps += 1
    assert document.annotation == Annotation()
    assert not difference(document.annotation, Annotation())
    while redo.isEnabled():
        engineer.press(Qt.Key.Key_Y, CONTROL, window.stage.spectrogram.canvas)
    assert document.annotation == end
    assert steps >= 9

    engineer.press(Qt.Key.Key_S, CONTROL, window.stage.spectrogram.canvas)
    engineer.wait(lambda: (folder / PROJECT).exists() and not window.session.work.is_busy)
    engineer.drag(window.stage.lanes.canvas.viewport(), (0.7, 0.1), (0.8, 0.1))  # the last stroke
    state = {
        "annotation": digest(document.annotation),
        "steps": steps,
        "undo": document.project.undo_words,
        "stems": sorted(window.playback.stem_ids),
    }
    (folder / "state.json").write_text(json.dumps(state), "utf-8")
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
