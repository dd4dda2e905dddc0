"""A view of lanes with activity, and the mouse in it, for the tests of painting."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.graphics.pixels import AXIS_WIDTH
from app.views.lanes_view import LanesView
from core.annotation.model import Activity, ActivitySpan, ActivityState, Source

ACTIVE, SILENT, UNKNOWN = ActivityState.ACTIVE, ActivityState.SILENT, ActivityState.UNKNOWN
LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NONE = Qt.KeyboardModifier.NoModifier
RATE = 1000
LENGTH_S = 100.0
WIDTH = 1000  # of the canvas: a pixel is a tenth of a second
COLOURS = ("#F5A62C", "#7BF5DF", "#D3419C", "#6A62F0")


def sources(count: int) -> tuple[Source, ...]:
    names = ("Violin", "Cello", "Flute", "Bass")
    return tuple(Source(f"s{n + 1}", names[n] if n < 4 else f"Source {n}", COLOURS[n % 4]) for n in range(count))


def activity(number: int, *spans: tuple[float, float, ActivityState]) -> Activity:
    """Return activity of source ``number``; times in seconds."""
    return Activity(f"s{number}", tuple(ActivitySpan(round(a * RATE), round(b * RATE), s) for a, b, s in spans))


def show_lanes(view: LanesView, height: int = 84) -> None:
    view.resize(WIDTH + AXIS_WIDTH, height)
    view.show()
    QTest.qWaitForWindowExposed(view)


def place_of(view: LanesView, lane: int, time_s: float) -> QPointF:
    """Return the pixel of a time in the middle of a lane."""
    top, height = view.lanes.lane_rect(lane)
    return QPointF(view.canvas.x_of(time_s), top + height / 2)


def point(widget: QWidget, place: QPointF, kind: QEvent.Type, keys: Qt.KeyboardModifier = NONE) -> None:
    """Send a mouse event; a move is one with the left button held."""
    held = NO_BUTTON if kind is QEvent.Type.MouseButtonRelease else LEFT
    button = NO_BUTTON if kind is QEvent.Type.MouseMove else LEFT
    QApplication.sendEvent(widget, QMouseEvent(kind, place, widget.mapToGlobal(place), button, held, keys))


def press(view: LanesView, lane: int, time_s: float, keys: Qt.KeyboardModifier = NONE) -> None:
    kind = QEvent.Type.MouseButtonPress
    point(view.canvas.viewport(), place_of(view, lane, time_s), kind, keys)


def move(view: LanesView, lane: int, time_s: float, keys: Qt.KeyboardModifier = NONE) -> None:
    point(view.canvas.viewport(), place_of(view, lane, time_s), QEvent.Type.MouseMove, keys)


def release(view: LanesView, lane: int, time_s: float, keys: Qt.KeyboardModifier = NONE) -> None:
    kind = QEvent.Type.MouseButtonRelease
    point(view.canvas.viewport(), place_of(view, lane, time_s), kind, keys)


def drag(
    view: LanesView, lane: int, start_s: float, stop_s: float, keys: Qt.KeyboardModifier = NONE, to_lane: int = -1
) -> None:
    """Drag from a time to another, and into another lane where one is given."""
    last = lane if to_lane < 0 else to_lane
    press(view, lane, start_s, keys)
    for part in (0.25, 0.5, 1.0):
        move(view, last, start_s + part * (stop_s - start_s), keys)
    release(view, last, stop_s, keys)


def hover(view: LanesView, lane: int, time_s: float, keys: Qt.KeyboardModifier = NONE) -> Qt.CursorShape:
    """Move the pointer without a button and return the cursor that is shown."""
    place = place_of(view, lane, time_s)
    port = view.canvas.viewport()
    kind = QEvent.Type.MouseMove
    QApplication.sendEvent(port, QMouseEvent(kind, place, port.mapToGlobal(place), NO_BUTTON, NO_BUTTON, keys))
    return port.cursor().shape()


def wheel_down(view: LanesView) -> None:
    """Turn the wheel one notch towards the user."""
    port, place = view.canvas.viewport(), QPointF(300, 50)
    event = QWheelEvent(
        place, port.mapToGlobal(place), QPoint(), QPoint(0, -120), NO_BUTTON, NONE, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(port, event)


def pixels(view: LanesView) -> np.ndarray:
    """Return (height, width, 3) uint8 of the canvas."""
    image = view.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    array = np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return array[:, : image.width(), 2::-1].copy()
