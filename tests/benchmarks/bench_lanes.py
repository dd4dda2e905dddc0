"""Frame times of the activity lanes: a song of 60 min, 8 sources, 2,000 spans each, real mouse events.

Run ``python tests/benchmarks/bench_lanes.py``; prints a table, asserts nothing against the clock.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.theme import DARK, apply_theme, source_colour
from app.views.lanes_view import LANE_PX, LanesView
from app.views.timeline import Timeline
from core.annotation.activity_edits import painted
from core.annotation.model import Activity, ActivitySpan, ActivityState, Source

RATE = 44100
LENGTH_S = 3600
SOURCES, SPANS = 8, 2000
WIDTH = 1470
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")


def make_activity(number: int) -> Activity:
    """Return active and silent spans with gaps between them."""
    rng = np.random.default_rng(number)
    ends = np.sort(rng.choice(LENGTH_S * 1000, 2 * SPANS, replace=False)) * RATE // 1000
    states = np.where(rng.random(SPANS) < 0.6, ActivityState.ACTIVE, ActivityState.SILENT)
    pairs = zip(ends[::2].tolist(), ends[1::2].tolist(), states.tolist(), strict=True)
    return Activity(f"s{number}", tuple(ActivitySpan(*pair) for pair in pairs))


def point(port: QWidget, kind: QEvent.Type, x: float, y: float) -> None:
    """Send a mouse event with the left button held."""
    place = QPointF(x, y)
    button = NONE if kind is QEvent.Type.MouseMove else LEFT
    QApplication.sendEvent(port, QMouseEvent(kind, place, port.mapToGlobal(place), button, LEFT, NO_KEYS))


def wheel(port: QWidget, notches: int, keys: Qt.KeyboardModifier) -> None:
    """Turn the wheel in the middle."""
    place = QPointF(port.width() / 2, 50)
    event = QWheelEvent(
        place, port.mapToGlobal(place), QPoint(), QPoint(0, 120 * notches), NONE, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


def report(name: str, action: Callable[[int], None], count: int) -> None:
    """Write milliseconds from an action to the end of all that it repaints."""
    taken = []
    for number in range(count):
        started, busy = time.perf_counter(), time.thread_time()
        action(number)
        QApplication.processEvents()
        taken.append(((time.perf_counter() - started) * 1e3, (time.thread_time() - busy) * 1e3))
        time.sleep(0.002)
    clock, processor = np.array(taken).T
    figures = (*np.percentile(clock, (50, 95)), clock.max(), *np.percentile(processor, (50, 95)))
    say(f"{name:28}" + "".join(f"{figure:9.1f}" for figure in figures))


def main() -> None:
    """Print the table."""
    application = QApplication(sys.argv[:1])
    apply_theme(application, DARK)
    timeline = Timeline()
    timeline.set_length(LENGTH_S)
    view = LanesView(timeline)
    sources = [Source(f"s{n}", f"Source {n + 1}", source_colour(n)) for n in range(SOURCES)]
    activities = [make_activity(n) for n in range(SOURCES)]
    view.set_activities(sources, activities, RATE)
    view.set_tool("activity")
    view.set_onsets(np.sort(np.random.default_rng(0).uniform(0, LENGTH_S, 4 * LENGTH_S)))
    view.resize(WIDTH, SOURCES * LANE_PX)
    view.show()
    application.processEvents()
    port = view.canvas.viewport()
    say(f"canvas {port.width()} x {port.height()}, ratio {view.devicePixelRatioF():g}, {SOURCES} x {SPANS} spans\n")
    say(f"{'ms per frame':28}" + "".join(f"{word:>9}" for word in ("p50", "p95", "max", "cpu p50", "cpu p95")))
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for span_s in (LENGTH_S, 300, 20):
        timeline.zoom_to(0.0, span_s)
        application.processEvents()
        point(port, QEvent.Type.MouseButtonPress, 100, 40)
        report(f"brush move, {span_s} s", lambda n: point(port, QEvent.Type.MouseMove, 110 + 4 * n, 40), 250)
        view.canvas.cancel_drag()
        view.set_snapping(True)
        point(port, QEvent.Type.MouseButtonPress, 100, 40)
        report(f"the same, snapping, {span_s} s", lambda n: point(port, QEvent.Type.MouseMove, 110 + 4 * n, 40), 250)
        view.canvas.cancel_drag()
        view.set_snapping(False)
        report(f"playhead, {span_s} s", lambda n: timeline.set_playhead(timeline.span_s * (n % 200) / 200), 200)
    timeline.fit()
    report("zoom time", lambda n: wheel(port, 1 if n % 40 < 20 else -1, control), 160)
    timeline.zoom_to(0.0, LENGTH_S / 2)
    report("scroll, half the song", lambda n: wheel(port, -1 if n % 10 < 5 else 1, shift), 100)
    timeline.fit()
    edited = [painted(activities[0], 10 * RATE, 20 * RATE, ActivityState.ACTIVE), *activities[1:]]
    report("stroke done", lambda n: view.set_activities(sources, edited if n % 2 else activities, RATE), 40)
    view.close()


if __name__ == "__main__":
    main()
