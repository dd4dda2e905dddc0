"""Thousands of random mouse, key and wheel events in the real window, with everything checked on the way.

Run as ``python -m tests.e2e.monkey SEED SECONDS``. The same seed does the same as far as threads and clock allow; what
was done last stands in the message of a failure.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import threading
import time
import traceback
from collections import deque
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QUrl,
    Slot,
)
from PySide6.QtGui import QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget

from app.garbage import GarbageCollector
from app.graphics.bar_strip import BarStrip
from app.graphics.canvas import PlotCanvas
from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from app.views import question
from app.views.overview import Overview
from app.views.question import Answer
from tests.app.songs import write_song
from tests.e2e.monkey_listening import ListeningMoves, check_listening, check_stored
from tests.e2e.soundness import Troubles, check_history, check_project

BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
           Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton)  # fmt: skip
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MODIFIERS = (NONE, NONE, NONE, ALT, CONTROL, SHIFT, CONTROL | SHIFT, ALT | SHIFT)
KEY_NAMES = (
    "1 2 3 4 5 6 9 A C F G I L M N O Q S T U V X Z Space Escape Return Delete Left Right Up Down Home End "
    "Plus Minus BracketLeft BracketRight PageUp PageDown Tab Backspace"
)
KEYS = tuple(Qt.Key[f"Key_{name}"] for name in KEY_NAMES.split())
HANDLERS = ("mousePressEvent", "mouseMoveEvent", "mouseReleaseEvent", "mouseDoubleClickEvent", "wheelEvent")
# what leaves the window or asks the desktop
NOT_TRIGGERED = {"quit", "language_auto", "language_en", "language_de", "language_ja"}
CHECK_EVERY, UNDO_EVERY = 60, 700
CALM_S = 60.0


class Monkey(QObject):
    """Does anything at all to a window, and looks whether it is still sound."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__()
        self.rng, self.folder = random.Random(seed), folder
        self.seed = seed
        self.done: deque[str] = deque(maxlen=40)
        self.events = self.saves = 0
        self.held: tuple[QWidget, Qt.MouseButton, QPoint] | None = None
        self.song, self.score = write_song(folder)
        self.short = folder / "kurz <b>&amp; 短い.wav"
        _write_tone(self.short)
        self.broken = folder / "kaputt.wav"
        self.broken.write_bytes(b"RIFF" + bytes(40))
        self.broken_score = folder / "kaputt.mid"
        self.broken_score.write_bytes(b"MThd\0\0\0\x06\0\x01\0\x01\0")
        self.projects: list[Path] = []
        self._troubles = Troubles()
        for kind in (PlotCanvas, Overview, BarStrip):
            self._troubles.guard(kind, *HANDLERS)
        self._patch()
        self.listening = ListeningMoves(self.rng, self.done, folder)
        self.window = self._new_window()
        # menus and boxes wait in an event loop of their own
        self._watch = QTimer(self)
        self._watch.setInterval(15)
        self._watch.timeout.connect(self._answer_popups)
        self._watch.start()

    def _new_window(self) -> MainWindow:
        window = MainWindow()
        window.resize(1280, 760)
        self.listening.prepare(window)
        window.show()
        window.activateWindow()
        return window

    def _patch(self) -> None:
        question.ask = self._ask
        QFileDialog.getOpenFileName = lambda *_args: (str(self._file()), "")  # type: ignore[method-assign]
        QFileDialog.getSaveFileName = lambda *_args: (str(self._target()), "")  # type: ignore[method-assign]
        QFileDialog.getExistingDirectory = lambda *_args: str(self.folder)  # type: ignore[method-assign]

    def _ask(self, _parent: object, title: str, _words: str, answers: Sequence[Answer]) -> str:
        answer = self.rng.choice([one.key for one in answers])
        self.done.append(f"asked {title!r}: {answer}")
        return answer

    def _file(self) -> Path | str:
        files = [self.song, self.song, self.short, self.score, self.score, self.broken, self.broken_score, self.folder]
        return self.rng.choice([*files, *self.projects[-4:], ""])

    def _target(self) -> Path | str:
        if self.rng.random() < 0.2:
            return ""
        self.saves += 1
        path = self.folder / f"Stück {self.saves % 7} 🎹.stembrush"
        if path not in self.projects:
            self.projects.append(path)
        return path

    # what is done

    def act(self) -> None:
        """Do one thing."""
        if not self.window.isVisible():  # it was to close once the stems were kept
            self._replace_window()
        dialog = QApplication.activeModalWidget()
        if dialog is not None and dialog is not self.window:
            self._in_dialog(dialog)
        else:
            kinds = (
                (self._drag_step, 50), (self._key, 14), (self._wheel, 8), (self._trigger, 12), (self._click_widget, 8),
                (self._type, 2), (self._open, 1), (self._drop, 1), (self._resize, 1), (self._leave, 1), (self._undo, 5),
                (self._listen, 20),
            )  # fmt: skip
            self.rng.choices([kind for kind, _weight in kinds], [weight for _kind, weight in kinds])[0]()
        self.events += 1
        QApplication.processEvents()
        if self.rng.random() < 0.02:
            self._pause(self.rng.uniform(0.0, 0.15))

    def _canvases(self) -> list[QWidget]:
        stage = self.window.stage
        canvases = [
            stage.spectrogram.canvas.viewport(),
            stage.lanes.canvas.viewport(),
            stage.piano_roll.canvas.viewport(),
        ]
        return [*canvases, *canvases, stage.overview, stage.piano_roll.strip, stage.lanes.names]

    def _place(self, widget: QWidget) -> QPoint:
        width, height = max(1, widget.width()), max(1, widget.height())
        if self.rng.random() < 0.05:  # beside it
            return QPoint(self.rng.randint(-200, width + 200), self.rng.randint(-200, height + 200))
        return QPoint(self.rng.randint(0, width), self.rng.randint(0, height))

    def _drag_step(self) -> None:
        keys = self.rng.choice(MODIFIERS)
        if self.held is None:
            widget = self.rng.choice(self._canvases())
            button, place = self.rng.choice(BUTTONS), self._place(widget)
            press = QTest.mouseDClick if self.rng.random() < 0.1 else QTest.mousePress
            self.done.append(f"press {type(widget.parent()).__name__} {button.name} {keys.name} {place.toTuple()}")
            press(widget, button, keys, place)
            self.held = (widget, button, place)
            return
        widget, button, place = self.held
        roll = self.rng.random()
        if roll < 0.65:
            place = place + QPoint(self.rng.randint(-60, 60), self.rng.randint(-40, 40))
            QTest.mouseMove(widget, place)
            self.held = (widget, button, place)
        elif roll < 0.70:  # another button meanwhile
            QTest.mouseClick(widget, self.rng.choice(BUTTONS), keys, place)
        else:
            self._release(keys)

    def _release(self, keys: Qt.KeyboardModifier = NONE) -> None:
        if self.held is not None:
            widget, button, place = self.held
            self.held = None
            self.done.append(f"release {button.name} {place.toTuple()}")
            QTest.mouseRelease(widget, button, keys, place)

    def _key(self) -> None:
        key, keys = self.rng.choice(KEYS), self.rng.choice(MODIFIERS)
        target = QApplication.focusWidget() or self.window.stage.spectrogram.canvas
        self.done.append(f"key {key.name} {keys.name} in {type(target).__name__}")
        if self.rng.random() < 0.1:
            QTest.keyPress(target, key, keys)  # and never released
        else:
            QTest.keyClick(target, key, keys)

    def _wheel(self) -> None:
        widget = self.rng.choice(self._canvases())
        place = QPointF(self._place(widget))
        angle = QPoint(self.rng.choice((0, 0, 120, -240)), self.rng.choice((120, -120, 960, -960, 7)))
        event = QWheelEvent(
            place, QPointF(widget.mapToGlobal(place.toPoint())), QPoint(), angle, Qt.MouseButton.NoButton,
            self.rng.choice(MODIFIERS), Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)

    def _trigger(self) -> None:
        enabled = [
            name for name, action in self.window.table.items() if action.isEnabled() and name not in NOT_TRIGGERED
        ]
        name = self.rng.choice(sorted(enabled))
        self.done.append(f"trigger {name}")
        self.window.table[name].trigger()

    def _undo(self) -> None:
        for _ in range(self.rng.randint(1, 6)):
            name = self.rng.choice(("undo", "undo", "redo"))
            self.done.append(name)
            self.window.table[name].trigger()

    def _listen(self) -> None:
        self.listening.move(self.window)

    def _click_widget(self) -> None:
        self._click_in(self.window)

    def _click_in(self, top: QWidget) -> None:
        widgets = [one for one in top.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
        if widgets:
            widget = self.rng.choice(widgets)
            self.done.append(f"click {type(widget).__name__} {widget.objectName()} {widget.accessibleName()}")
            QTest.mouseClick(widget, self.rng.choice(BUTTONS), self.rng.choice(MODIFIERS), self._place(widget))

    def _type(self) -> None:
        fields = [one for one in self.window.findChildren(QLineEdit) if one.isVisible() and one.isEnabled()]
        if fields:
            field = self.rng.choice(fields)
            field.setFocus()
            field.selectAll()
            QTest.keyClicks(field, self.rng.choice(("<b>a&b</b>", "Geige", " ", "x" * 300, "nan", "-1e9", "3")))
            QTest.keyClick(field, self.rng.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab)))

    def _open(self) -> None:
        path = self._file()
        if path:
            is_score = Path(path).suffix == ".mid"
            self.done.append(f"open {Path(path).name}")
            self.window.open(None if is_score else Path(path), Path(path) if is_score else None)

    def _drop(self) -> None:
        data = QMimeData()
        paths = [self._file() for _ in range(self.rng.randint(1, 4))]
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths if path] or [QUrl("https://example.org/a.wav")])
        self.done.append(f"drop {[Path(path).name for path in paths]}")
        event = QDropEvent(
            QPointF(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE
        )  # fmt: skip
        self.window.dropEvent(event)

    def _resize(self) -> None:
        self.window.resize(self.rng.randint(600, 1900), self.rng.randint(400, 1100))

    def _leave(self) -> None:
        self.done.append("leave")
        self.window.clearFocus() if self.rng.random() < 0.5 else self.window.stage.take_focus()
        if self.rng.random() < 0.2 and self.window.close():
            self._replace_window()

    def _replace_window(self) -> None:
        self.held = None
        self.done.append("closed")
        self.window.deleteLater()
        # at once: there is no event loop that would do it later
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.window = self._new_window()

    def _in_dialog(self, dialog: QWidget) -> None:
        self.held = None
        self.done.append(f"in {type(dialog).__name__}")
        roll = self.rng.random()
        if roll < 0.15:
            dialog.close()
        elif roll < 0.3:
            QTest.keyClick(dialog.focusWidget() or dialog, self.rng.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape)))
        else:
            self._click_in(dialog)

    @Slot()
    def _answer_popups(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            key = self.rng.choice((Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape))
            self.done.append(f"popup {type(popup).__name__} {key.name}")
            QTest.keyClick(popup, key)
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                box.close()

    def _pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.002)

    def _check(self) -> None:
        self._troubles.check()
        check_project(self.window.document.project, self.folder)
        check_listening(self.window)

    def _check_all(self) -> None:
        if not self.window.isVisible():
            self._replace_window()
        self._release()
        QApplication.processEvents()
        check_history(self.window.document)
        self._check()

    def run(self, seconds: float = 1e9, events: int = 10**9) -> None:
        """Go on for a while, then come to rest, check once more, and close."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.events < events:
            self.act()
            if self.events % CHECK_EVERY == 0:
                self._check()
            if self.events % UNDO_EVERY == 0:
                self._check_all()
        self._come_to_rest()
        check_stored(self.window)
        self._check_all()
        self.close()

    def _come_to_rest(self) -> None:
        self._release()
        end = time.monotonic() + CALM_S
        window = self.window
        while time.monotonic() < end:
            dialog = QApplication.activeModalWidget()
            if dialog is not None:
                dialog.close()
            window.playback.stop()
            window.separation.cancel()
            self._pause(0.05)
            if not window.session.work.is_busy and not window.separation.is_running:
                return
        raise TimeoutError("the window does not come to rest")

    def close(self) -> None:
        """Close the window without being asked."""
        question.ask = lambda *args: "discard" if "discard" in [one.key for one in args[3]] else args[3][0].key
        self.window.hide()
        self.window.close()
        QApplication.processEvents()
        self._watch.stop()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        left = [one.name for one in threading.enumerate() if one is not threading.main_thread() and not one.daemon]
        assert not left, left
        self._troubles.check()


def _write_tone(path: Path) -> None:
    import numpy as np
    import soundfile

    soundfile.write(path, 0.1 * np.sin(np.arange(4410) / 10.0), 44_100)


def main() -> None:
    import faulthandler

    faulthandler.enable()
    seed, seconds = int(sys.argv[1]), float(sys.argv[2])
    faulthandler.dump_traceback_later(seconds + 60.0, exit=True)
    application = QApplication(["stembrush"])
    apply_theme(application, DARK)
    collector = GarbageCollector()
    with tempfile.TemporaryDirectory(prefix="stembrush-monkey-") as folder:
        monkey = Monkey(Path(folder), seed)
        try:
            monkey.run(seconds)
        except BaseException:
            sys.stderr.write(
                "\n".join(monkey._troubles.found) + "\nseed " + str(seed) + ", last: " + "\n  ".join(monkey.done) + "\n"
            )
            sys.stderr.write(traceback.format_exc())
            sys.stderr.flush()
            os._exit(1)
        sys.stdout.write(f"seed {seed}: {monkey.events} events\n")
        sys.stdout.flush()
    collector.close()


if __name__ == "__main__":
    main()
