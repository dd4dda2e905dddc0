"""Freezes of the real window: how late its event loop runs while it opens, matches and separates the demo song.

Run ``python tests/benchmarks/bench_window.py [--idle S] [--song FILE --score FILE]``; prints a table, asserts nothing
against the clock. A timer of 4 ms notes how late it is; ``own`` is the processor time of the window's thread in the
longest gap (its own work; the rest of the gap is waiting for Python's lock or for a core), ``other`` how late a second
process was that does nothing but sleep (what the machine alone takes), ``cores`` what the process had of the processor
meanwhile. Zooming is real wheel events; a frame is the event and all that it paints.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

import resources
from app.main_window import MainWindow
from app.window_run import run_window

TICK_S = 0.004
PATIENCE_S = 600.0


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Sleeper:
    """A process beside the window that only sleeps and tells how late it wakes."""

    _PROGRAM = """
import sys, time
while True:
    before = time.perf_counter()
    time.sleep(0.004)
    late = time.perf_counter() - before - 0.004
    if late > 0.002:
        sys.stdout.write(f"{late:.4f}\\n")
        sys.stdout.flush()
"""

    def __init__(self) -> None:
        self._process = subprocess.Popen([sys.executable, "-c", self._PROGRAM], stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self._pipe = self._process.stdout.fileno()
        os.set_blocking(self._pipe, False)

    def longest(self) -> float:
        """Return the longest lateness in seconds since the last call."""
        told = b""
        with contextlib.suppress(BlockingIOError):
            while part := os.read(self._pipe, 1 << 16):
                told += part
        return max((float(line) for line in told.split()), default=0.0)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


class Pulse(QObject):
    """A timer of 4 ms that remembers how late it was."""

    def __init__(self, sleeper: Sleeper) -> None:
        super().__init__()
        self._sleeper = sleeper
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(round(TICK_S * 1e3))
        self._timer.timeout.connect(self._beat)
        self._gaps: list[tuple[float, float, float]] = []
        self._begun = (0.0, 0.0)
        self._last = (0.0, 0.0)
        self.begin()
        self._timer.start()

    def begin(self) -> None:
        """Forget what was."""
        self._gaps = []
        self._sleeper.longest()
        self._begun = (time.perf_counter(), time.process_time())
        self._last = (time.perf_counter(), time.thread_time())

    def report(self, phase: str) -> None:
        """Write the line of what has ended."""
        self._beat()
        now, busy = time.perf_counter(), time.process_time()
        taken, cores = now - self._begun[0], (busy - self._begun[1]) / (now - self._begun[0])
        gaps = np.array(self._gaps) * 1e3
        longest = int(np.argmax(gaps[:, 0]))
        line = (gaps[longest, 0], gaps[longest, 1], self._sleeper.longest() * 1e3, *np.percentile(gaps[:, 0], (99, 95)))
        over = "  ".join(f"{int((gaps[:, 0] > limit).sum()):4}" for limit in (50, 100))
        say(f"{phase:26}{taken:7.1f}" + "".join(f"{ms:9.1f}" for ms in line) + f"   {over}{cores:8.2f}")
        if os.environ.get("BENCH_GAPS"):
            worst = sorted(self._gaps, reverse=True)[:6]
            say("    " + ", ".join(f"{g * 1e3:.0f} ms at {at - self._begun[0]:.2f} s" for g, _, at in worst))
        self.begin()

    @Slot()
    def _beat(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        self._gaps.append((max(0.0, now - self._last[0] - TICK_S), own - self._last[1], self._last[0]))
        self._last = (now, own)


class Zoom:
    """Turns the wheel with Ctrl over the spectrogram and notes what each frame took."""

    def __init__(self, window: MainWindow) -> None:
        self._canvas = window.stage.spectrogram.canvas.viewport()
        self._count = 0
        self.taken: list[tuple[float, float]] = []

    def turn(self) -> None:
        """Turn by one notch and paint."""
        place = QPointF(self._canvas.width() * 0.4, self._canvas.height() / 2)
        notch = 120 if self._count % 36 < 18 else -120
        self._count += 1
        event = QWheelEvent(
            place, self._canvas.mapToGlobal(place), QPoint(), QPoint(0, notch), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        started, own = time.perf_counter(), time.thread_time()
        QApplication.sendEvent(self._canvas, event)
        QApplication.sendPostedEvents()
        self.taken.append((time.perf_counter() - started, time.thread_time() - own))

    def report(self, phase: str) -> None:
        """Write what the frames took."""
        clock, own = np.array(self.taken).T * 1e3
        p50, p95 = np.percentile(clock, (50, 95))
        own95 = np.percentile(own, 95)
        say(f"{phase}: {len(clock)} frames, p50 {p50:.1f} ms, p95 {p95:.1f} ms, longest {clock.max():.1f} ms, "
            f"p95 of the thread's own work {own95:.1f} ms")  # fmt: skip
        self.taken = []


class Walk(QObject):
    """Goes from step to step while the event loop runs as it does for a user."""

    def __init__(self, options: argparse.Namespace, sleeper: Sleeper) -> None:
        super().__init__()
        self._options = options
        self._pulse = Pulse(sleeper)
        self._steps = self._walk()
        self._ready: Callable[[], bool] = lambda: True
        self._every: Callable[[], None] = lambda: None
        self._until = time.monotonic() + PATIENCE_S
        self._timer = QTimer(self)
        self._timer.setInterval(16)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    @Slot()
    def _step(self) -> None:
        self._every()
        if time.monotonic() > self._until:
            self._timer.stop()
            say("the window did not get there")
            QApplication.exit(1)
        if self._ready():
            self._every = lambda: None
            self._ready = next(self._steps, lambda: False)
            self._until = time.monotonic() + PATIENCE_S

    def _pause(self, seconds: float) -> Callable[[], bool]:
        end = time.monotonic() + seconds
        return lambda: time.monotonic() >= end

    def _walk(self) -> Iterator[Callable[[], bool]]:
        pulse, options = self._pulse, self._options
        window = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))
        window.resize(1440, 900)
        stage = window.stage
        pulse.report("start")
        say(f"picture {stage.width()} x {stage.height()}, window {window.width()} x {window.height()}")
        yield self._pause(options.idle)
        pulse.report(f"empty, {options.idle:g} s")
        window.open(options.song, options.score)
        yield lambda: window.song.mixture is not None
        pulse.report("open: until it is there")
        yield lambda: window.score_panel.state == "matched" and not stage.spectrogram.busy and not stage.overview.busy
        pulse.report("match, pictures")
        zoom = Zoom(window)
        self._every = zoom.turn
        yield self._pause(5.0)
        zoom.report("zoom alone")
        window.timeline.fit()
        yield self._pause(0.5)
        pulse.begin()
        window.table["separate"].trigger()
        yield lambda: window.separation.is_preview
        pulse.report("separate: first preview")
        yield self._pause(0.5)
        pulse.report("  the preview shown")
        yield lambda: not window.separation.is_running
        pulse.report("separate: to its end")
        yield lambda: not stage.spectrogram.busy
        yield self._pause(0.5)
        pulse.report("stems taken")
        shown = stage.bar._shown
        shown.setCurrentIndex(1)
        yield self._pause(0.5)
        yield lambda: not stage.spectrogram.busy
        pulse.report("picture of a stem")
        shown.setCurrentIndex(0)
        window.table["separate"].trigger()
        self._every = zoom.turn
        yield lambda: not window.separation.is_running or len(zoom.taken) >= 600
        pulse.report("zoom and separate")
        zoom.report("zoom while separating")
        window.playback.listen("stems")
        window.playback.play()
        yield self._pause(3.0)
        pulse.report("play the stems")
        window.separation.forget()
        window.close()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--idle", type=float, default=0.0, help="seconds before the song is opened")
    parser.add_argument("--song", type=Path, default=resources.demo_song())
    parser.add_argument("--score", type=Path, default=resources.demo_score())
    options = parser.parse_args()
    os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="stembrush-bench-")
    say(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    columns = "".join(f"{word:>9}" for word in ("longest", "own", "other", "p99", "p95"))
    say(f"{'ms late':26}{'s':>7}{columns}   {'>50':>4}  {'>100':>4}{'cores':>8}")
    application = QApplication(["stembrush"])
    sleeper = Sleeper()
    walk = Walk(options, sleeper)
    try:
        code = run_window(None, None)
    finally:
        sleeper.close()
    del walk, application
    sys.exit(code)


if __name__ == "__main__":
    main()
