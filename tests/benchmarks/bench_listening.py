"""What meters and playhead cost while the song plays, and how evenly it moves.

Run by hand: ``python -m tests.benchmarks.bench_listening``; with a sound device or a running ``jackd -d dummy``.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from core.audio import Audio
from core.playback import RESIDUAL, Take
from core.project.project import Project
from resources import demo_song

STRIPS = 8
SECONDS = 10.0


class _Paints(QObject):
    """Counts the paint events of the application."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.Paint
        return False


def main() -> None:
    """Print what a tick takes, with and without its painting, and how evenly the playhead moves."""
    application = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(application, QApplication)
    apply_theme(application, DARK)
    window = MainWindow()
    window.resize(1920, 1080)
    window.show()
    window.open(demo_song(), None)
    _until(application, lambda: window.song.mixture is not None and not window.session.work.is_busy)
    mixture = window.playback.mixture
    assert mixture is not None
    for _ in range(STRIPS - 1):
        window.session.sources.add()
    ids = [source.id for source in window.document.annotation.sources] + [RESIDUAL]
    stem = Audio((mixture.samples / len(ids)).astype(np.float32), mixture.rate)
    window.playback.set_takes({"1": Take(dict.fromkeys(ids, stem))}, "1")
    window.screen_state.on_result()
    window.playback.listen("stems")
    _until(application, lambda: not window.matcher.is_measuring)
    _measure(application, window, zooming=False)
    _measure(application, window, zooming=True)
    window.document.set_project(Project())
    window.close()
    window.session.close()


def _measure(application: QApplication, window: MainWindow, zooming: bool) -> None:
    took, places, tick = [], [], window.playback._tick
    window.playback._clock.timeout.disconnect(tick)
    window.playback.play()
    window.playback._clock.stop()
    paints = _Paints()
    application.installEventFilter(paints)
    end, step = time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        if zooming:
            step += 1
            window.timeline.zoom(1.02 if step // 60 % 2 else 1 / 1.02, window.timeline.playhead_s)
            application.processEvents()
        began = time.perf_counter()
        tick()
        places.append((time.monotonic(), window.timeline.playhead_s))
        called = time.perf_counter()
        application.processEvents()
        took.append((called - began, time.perf_counter() - began))
        time.sleep(max(0.0, 1 / 60 - (time.perf_counter() - began)))
    application.removeEventFilter(paints)
    window.playback.stop()
    window.playback._clock.timeout.connect(tick)
    times, heads = np.array(places[len(places) // 10 :]).T
    error_ms = 1000 * (np.diff(heads) - np.diff(times))
    kind = "zooming" if zooming else "playing"
    lost, per_tick = window.playback.state().underruns, paints.count / len(took)
    for name, values in (("tick", [one for one, _all in took]), ("tick and painting", [both for _one, both in took])):
        ordered = sorted(values)
        sys.stdout.write(
            f"{kind}, {STRIPS} strips: {name} {1000 * statistics.median(values):.2f} ms in the median,"
            f" {1000 * ordered[int(0.95 * len(ordered))]:.2f} ms in 95 of 100\n"
        )
    sys.stdout.write(
        f"{kind}: the playhead is off by {error_ms.std():.2f} ms (standard deviation) from picture to picture,"
        f" least step {1000 * np.diff(heads).min():.2f} ms, {lost} dropouts, {per_tick:.1f} paints\n"
    )


def _until(application: QApplication, ready: Callable[[], bool]) -> None:
    end = time.monotonic() + 60.0
    while not ready() and time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = folder
        main()
