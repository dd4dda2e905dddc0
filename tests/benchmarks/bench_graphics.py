"""Frame times and memory of the pictures: a song of 5 min, 5,000 notes, real frames of the real widgets.

Run ``python tests/benchmarks/bench_graphics.py``; prints a table, asserts nothing against the clock.
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
import psutil
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.views.overview import Overview
from app.views.piano_roll_view import PianoRollView
from app.views.spectrogram_view import SpectrogramView
from app.views.timeline import Timeline
from core.annotation.model import Note, Source
from core.audio import Audio
from core.display import SpectrogramPyramid

RATE = 44100
MINUTES = 5


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")


def make_song(minutes: float) -> Audio:
    """Return stereo partials with onsets over faint noise."""
    rng = np.random.default_rng(1)
    length = int(minutes * 60 * RATE)
    samples = (1e-4 * rng.standard_normal((2, length))).astype(np.float32)
    block = RATE // 2
    time_s = np.arange(block) / RATE
    for start in range(0, length - block, block):
        base = 110.0 * 2.0 ** (rng.integers(0, 36) / 12)
        tone = sum(np.sin(2 * np.pi * base * k * time_s) / k for k in range(1, 9)) * np.exp(-4 * time_s)
        samples[:, start : start + block] += (0.1 * tone).astype(np.float32)
    return Audio(samples, RATE)


def make_notes(count: int, minutes: float) -> list[Note]:
    """Return notes of three sources."""
    rng = np.random.default_rng(2)
    starts = rng.integers(0, int(minutes * 60 * RATE) - RATE, count)
    return [
        Note(int(start), int(rng.integers(4000, 40000)), f"s{n % 3}", float(rng.integers(30, 100)), float(rng.random()))
        for n, start in enumerate(starts)
    ]


def wheel(view: QWidget, x: float, notches: int, keys: Qt.KeyboardModifier) -> None:
    """Send a real wheel event to a canvas."""
    place = QPointF(x, view.height() / 2)
    event = QWheelEvent(
        place, view.mapToGlobal(place), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def frames(window: QWidget, action: Callable[[int], None], count: int) -> np.ndarray:
    """Return milliseconds (frames, 2), by the clock and of the processor, of an action and all that it repaints."""
    taken = []
    for number in range(count):
        started, busy = time.perf_counter(), time.thread_time()
        action(number)
        QApplication.processEvents()
        taken.append(((time.perf_counter() - started) * 1e3, (time.thread_time() - busy) * 1e3))
        time.sleep(0.004)  # the worker's turn, as between two events of a real wheel
    return np.array(taken)


def report(name: str, taken: np.ndarray) -> None:
    """Write one line of the table."""
    clock, processor = taken.T
    figures = (*np.percentile(clock, (50, 95)), clock.max(), *np.percentile(processor, (50, 95)))
    say(f"{name:24}" + "".join(f"{figure:9.1f}" for figure in figures))


def settle(view: SpectrogramView, overview: Overview) -> None:
    """Wait until nothing is left to be computed."""
    while view.busy or overview.busy:
        QApplication.processEvents()
        time.sleep(0.005)
    QApplication.processEvents()


def main() -> None:
    """Print the table."""
    application = QApplication(sys.argv[:1])
    process = psutil.Process()
    song = make_song(MINUTES)
    timeline = Timeline()
    window = QWidget()
    overview, view, roll = Overview(timeline), SpectrogramView(timeline), PianoRollView(timeline)
    layout = QVBoxLayout(window)
    layout.addWidget(overview)
    layout.addWidget(view, 3)
    layout.addWidget(roll, 2)
    view.canvas.setMinimumSize(1400, 700)
    window.resize(1500, 1180)
    window.show()
    timeline.set_length(song.duration_s)
    sources = [Source(f"s{n}", f"Source {n}") for n in range(3)]
    colours = {"s0": "#f2a65a", "s1": "#6ea8fe", "s2": "#7bd389"}
    roll.set_notes(make_notes(5000, MINUTES), sources, colours, RATE)
    application.processEvents()
    before = process.memory_info().rss
    started = time.perf_counter()
    overview.set_audio(song)
    view.set_audio(song)
    worst = 0.0
    first = whole = None
    while view.busy or overview.busy:
        tick = time.perf_counter()
        application.processEvents()
        worst = max(worst, time.perf_counter() - tick)
        pyramid = view.image.pyramid
        if first is None and pyramid is not None and pyramid.tile(pyramid.levels - 1, 0) is not None:
            view.canvas.viewport().repaint()
            first = time.perf_counter() - started
        time.sleep(0.002)
    whole = time.perf_counter() - started
    say(f"canvas {view.canvas.width()} x {view.canvas.height()}, ratio {view.devicePixelRatioF():g}")
    say(f"first picture of the whole song {first or whole:.2f} s, complete {whole:.2f} s")
    say(f"longest freeze meanwhile {worst * 1e3:.0f} ms")

    canvas = view.canvas.viewport()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    centre = canvas.width() / 2
    runs: list[tuple[str, Callable[[int], None], int]] = [
        ("zoom time in and out", lambda n: wheel(canvas, centre, 1 if n % 60 < 30 else -1, control), 240),
        ("scroll time", lambda n: wheel(canvas, centre, -1 if n % 40 < 20 else 1, shift), 120),
        ("zoom pitch", lambda n: wheel(canvas, centre, 1 if n % 20 < 10 else -1, control | shift), 80),
        ("playhead", lambda n: timeline.set_playhead(timeline.start_s + timeline.span_s * (n % 200) / 200), 200),
        ("contrast", lambda n: view.set_range_db(-90.0 + n % 20, -5.0), 80),
        ("pointer", lambda n: view.canvas.pointer_moved.emit((timeline.start_s + n * 0.01, 0.3)), 80),
    ]
    say(f"\n{'ms per frame':24}" + "".join(f"{word:>9}" for word in ("p50", "p95", "max", "cpu p50", "cpu p95")))
    for name, action, count in runs:
        if name != "zoom time in and out":
            timeline.zoom_to(60.0, 90.0)
            settle(view, overview)
        taken = frames(window, action, count)
        report(name, taken)
    timeline.fit()
    taken = frames(window, lambda n: timeline.set_playhead(float(n)), 200)
    report("playhead, whole song", taken)
    settle(view, overview)
    after = process.memory_info().rss
    hour = SpectrogramPyramid(Audio(np.zeros((1, 3600 * RATE), np.float32), RATE))
    assert view.image.pyramid is not None
    say(f"\nmemory of the pictures {(after - before) / 1e6:.0f} MB measured")
    say(f"bound of the tiles {view.image.pyramid.bound_bytes / 1e6:.0f} MB")
    say(f"bound of the tiles of a song of 60 min {hour.bound_bytes / 1e6:.0f} MB")
    window.close()
    view.close()
    overview.close()


if __name__ == "__main__":
    main()
