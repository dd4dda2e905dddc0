"""The workspace as a user feels it: start, opening, pan and zoom, brush strokes, undo, memory.

Run ``python tests/benchmarks/bench_workspace.py [start] [open] [long] [hours]`` (all by default); prints, asserts
nothing against the clock. ``long`` is an hour of stereo sound with 20,000 notes, 8 sources, 2,000 spans of activity
each and 100 regions; ``hours`` opens and scrolls 3 hours. A frame is one real mouse or wheel event and all that it
paints.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import soundfile
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.main_window import MainWindow
from app.theme import DARK, apply_theme
from core.annotation.model import (
    Activity,
    ActivitySpan,
    ActivityState,
    Annotation,
    Note,
    Polarity,
    Region,
    Source,
    Warp,
)

RATE = 44100
NOTES, SOURCES, SPANS, REGIONS = 20_000, 8, 2000, 100
STARTS = 7

_START = """
import sys, time
from PySide6.QtCore import QTimer
import app.main_window as module
class Told(module.MainWindow):
    told = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not Told.told:
            Told.told = True
            QTimer.singleShot(0, self.tell)
    def tell(self):
        sys.stdout.write(f"{time.time()} {'torch' in sys.modules}\\n")
        sys.stdout.flush()
        QTimer.singleShot(0, self.close)
module.MainWindow = Told
sys.argv = ["stembrush"]
from app.__main__ import main
main()
"""


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def milliseconds(taken: list[float]) -> str:
    """Return the figures of some times in seconds."""
    p50, p95 = np.percentile(np.array(taken) * 1e3, (50, 95))
    return f"p50 {p50:6.1f} ms, p95 {p95:6.1f} ms, longest {max(taken) * 1e3:6.1f} ms ({len(taken)})"


def anonymous_mb() -> float:
    """Return the memory of this process that is not a mapped file."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) / 1e3
    raise OSError("this system does not tell")


def peak_mb() -> float:
    """Return the most memory that this process ever had resident, mapped files included."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1e3
    raise OSError("this system does not tell")


def write_song(path: Path, minutes: float) -> Path:
    """Write stereo music-like sound, block by block."""
    generator = np.random.default_rng(3)
    seconds = np.arange(RATE // 2) / RATE
    blocks = []
    for _ in range(64):
        base = 55.0 * 2.0 ** (generator.integers(0, 48) / 12)
        tone = sum(np.sin(2 * np.pi * base * order * seconds) / order for order in range(1, 12)) * np.exp(-4 * seconds)
        blocks.append(np.stack([0.1 * tone, 0.07 * tone], axis=1) + 1e-3 * generator.standard_normal((len(seconds), 2)))
    with soundfile.SoundFile(path, "w", RATE, 2, format="WAV", subtype="PCM_16") as file:
        for _ in range(int(minutes * 120)):
            file.write(blocks[generator.integers(0, len(blocks))])
    return path


def full_annotation(length: int) -> Annotation:
    """Return the guidance of a busy project."""
    generator = np.random.default_rng(4)
    sources = tuple(Source(f"s{number + 1}", f"Source {number + 1}") for number in range(SOURCES))
    starts = np.sort(generator.integers(0, length - RATE, NOTES))
    notes = [
        Note(int(start), int(generator.integers(4000, 40000)), f"s{generator.integers(1, SOURCES + 1)}",
             float(generator.integers(36, 96)), float(generator.random()))
        for start in starts
    ]  # fmt: skip
    annotation = Annotation(sources=sources).with_notes(notes)
    for source in sources:
        edges = np.sort(generator.choice(length, 2 * SPANS, replace=False)).reshape(-1, 2)
        states = (ActivityState.ACTIVE, ActivityState.SILENT)
        spans = (ActivitySpan(int(a), int(b), states[n % 2]) for n, (a, b) in enumerate(edges))
        annotation = annotation.with_activity(Activity(source.id, tuple(spans)))
    regions = []
    for start in generator.integers(0, length - 10 * RATE, REGIONS):
        low = float(generator.uniform(80, 2000))
        mask = generator.random((60, 200)) > 0.3
        polarity = (Polarity.BELONGS, Polarity.NOT)[len(regions) % 2]
        regions.append(Region("s1", polarity, int(start), int(start) + 5 * RATE, low, low * 4, mask))
    return annotation.changed(regions=tuple(regions))


class Beat:
    """A timer that notes by how much the event loop was late."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(4)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, now - self._last - 0.004))
        self._last = now

    def begin(self) -> None:
        """Forget what was."""
        self.late, self._last = [], time.perf_counter()


def until(ready: Callable[[], bool], patience_s: float = 900.0) -> float:
    """Let the window run until something is so; return how long it took in seconds."""
    application = QApplication.instance()
    assert application is not None
    begun = time.perf_counter()
    while not ready():
        if time.perf_counter() - begun > patience_s:
            raise TimeoutError("the window did not get there")
        application.processEvents()
        time.sleep(0.0005)
    return time.perf_counter() - begun


def frame(widget: QWidget, event: QMouseEvent | QWheelEvent) -> float:
    """Send an event, paint everything it changed, and return the seconds that took."""
    begun = time.perf_counter()
    QApplication.sendEvent(widget, event)
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return time.perf_counter() - begun


def wheel(widget: QWidget, notch: int, keys: Qt.KeyboardModifier) -> float:
    """Turn the wheel over the middle of a picture."""
    place = QPointF(widget.width() * 0.4, widget.height() * 0.5)
    return frame(widget, QWheelEvent(place, widget.mapToGlobal(place), QPoint(), QPoint(0, notch),
                                     Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False))  # fmt: skip


def mouse(widget: QWidget, kind: QMouseEvent.Type, place: QPointF, keys: Qt.KeyboardModifier) -> float:
    """Press, move or release the left button."""
    moves = kind is QMouseEvent.Type.MouseMove
    button = Qt.MouseButton.NoButton if moves else Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind is QMouseEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    return frame(widget, QMouseEvent(kind, place, widget.mapToGlobal(place), button, held, keys))


def stroke(widget: QWidget, start: tuple[float, float], stop: tuple[float, float],
           keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, moves: int = 60) -> list[float]:  # fmt: skip
    """Drag over parts (0 to 1) of a picture; return what each move took."""
    places = [
        QPointF(widget.width() * x, widget.height() * y)
        for x, y in zip(np.linspace(start[0], stop[0], moves), np.linspace(start[1], stop[1], moves), strict=True)
    ]
    mouse(widget, QMouseEvent.Type.MouseButtonPress, places[0], keys)
    taken = [mouse(widget, QMouseEvent.Type.MouseMove, place, keys) for place in places[1:]]
    mouse(widget, QMouseEvent.Type.MouseButtonRelease, places[-1], keys)
    return taken


@contextlib.contextmanager
def open_window() -> Iterator[MainWindow]:
    """Show the window and take it away again."""
    window = MainWindow()
    window.resize(1600, 1000)
    window.show()
    until(lambda: window.isVisible() and not window.session.work.is_busy)
    try:
        yield window
    finally:
        window.separation.forget()
        window.hide()  # nothing is asked when it closes
        window.close()


def measure_start() -> None:
    """Say how long it takes from the start of the process to the painted empty window."""
    taken, torch = [], False
    for _ in range(STARTS):
        begun = time.time()
        child = subprocess.run([sys.executable, "-c", _START], capture_output=True, text=True, check=True)
        at, loaded = child.stdout.split()
        taken.append(float(at) - begun)
        torch = torch or loaded == "True"
    say(f"start to the empty window: median {np.median(taken):.2f} s, longest {max(taken):.2f} s, "
        f"torch loaded before: {'yes' if torch else 'no'}")  # fmt: skip


def measure_open(folder: Path) -> None:
    """Say how a song of 5 minutes is opened."""
    song = write_song(folder / "five.wav", 5.0)
    with open_window() as window:
        spectrogram, beat = window.stage.spectrogram, Beat()
        times = np.linspace(5, 290, 20)

        def coarse() -> bool:
            pyramid = spectrogram.image.pyramid
            return pyramid is not None and all(pyramid.level_db(float(t), 440.0) is not None for t in times)

        begun = time.perf_counter()
        window.open(song, None)
        until(lambda: window.song.mixture is not None)
        there = time.perf_counter() - begun
        until(coarse)
        seen = time.perf_counter() - begun
        until(lambda: not spectrogram.busy and not window.stage.overview.busy)
        full = time.perf_counter() - begun
        say(f"open 5 min: song there {there:.2f} s, coarse picture {seen:.2f} s, full {full:.2f} s")
        say(f"  event loop late: {milliseconds(beat.late)}")


def pan_and_zoom(window: MainWindow, count: int = 240) -> list[float]:
    """Zoom in and out and scroll at several depths over the spectrogram."""
    canvas = window.stage.spectrogram.canvas.viewport()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    cycle = [(120, control)] * 14 + [(-120, shift)] * 12 + [(120, shift)] * 6 + [(-120, control)] * 14
    return [wheel(canvas, notch, keys) for notch, keys in itertools.islice(itertools.cycle(cycle), count)]


def measure_long(folder: Path) -> None:
    """Say what an hour with much guidance is like."""
    song = write_song(folder / "hour.wav", 60.0)
    with open_window() as window:
        before = anonymous_mb()
        window.open(song, None)
        until(lambda: window.song.mixture is not None)
        document, stage = window.document, window.stage
        begun = time.perf_counter()
        document.perform(full_annotation(document.length), "Fill")
        QApplication.processEvents()
        say(f"an hour: {NOTES} notes, {SOURCES} sources, {SOURCES * SPANS} spans, {REGIONS} regions; "
            f"taken in {time.perf_counter() - begun:.2f} s")  # fmt: skip
        pan_and_zoom(window, 60)
        say(f"  pan and zoom while the picture is made: {milliseconds(pan_and_zoom(window))}")
        until(lambda: not stage.spectrogram.busy and not stage.overview.busy and not window.session.work.is_busy)
        say(f"  memory beyond the song: {anonymous_mb() - before:.0f} MB")
        pan_and_zoom(window, 60)
        say(f"  pan and zoom: {milliseconds(pan_and_zoom(window))}")
        line = window.timeline
        for span_s in (3600.0, 120.0, 8.0):
            line.zoom_to(600.0, 600.0 + span_s)
            until(lambda: not stage.spectrogram.busy)
            for words, tool, picture, start, stop, keys in _STROKES:
                window.table[f"tool_{tool}"].trigger()
                steps = document.project.undo_words
                taken = stroke(getattr(stage, picture).canvas.viewport(), start, stop, keys)
                missed = "" if document.project.undo_words != steps else "  (no step)"
                say(f"  {span_s:4.0f} s shown, {words}: {milliseconds(taken)}{missed}")
        measure_undo(window)
        say(f"  memory at the end, beyond the song: {anonymous_mb() - before:.0f} MB")


_PLAIN, _ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
_STROKES = (
    ("paint a lane    ", "activity", "lanes", (0.2, 0.1), (0.7, 0.1), _PLAIN),
    ("silence a lane  ", "activity", "lanes", (0.3, 0.3), (0.6, 0.3), _ALT),
    ("draw a note     ", "notes", "piano_roll", (0.31, 0.53), (0.5, 0.53), _PLAIN),
    ("rubber band     ", "select", "piano_roll", (0.1, 0.15), (0.9, 0.9), _PLAIN),
    ("paint a region  ", "region", "spectrogram", (0.2, 0.3), (0.6, 0.6), _PLAIN),
    ("erase           ", "erase", "spectrogram", (0.2, 0.3), (0.6, 0.6), _PLAIN),
)


def measure_undo(window: MainWindow) -> None:
    """Say how long undo and redo of every stroke take until they are painted, by their words."""
    document = window.document
    for words, after in whole_strokes(document.annotation, document.length).items():
        begun = time.perf_counter()
        document.perform(after, words)
        painted()
        say(f"  {words}: {(time.perf_counter() - begun) * 1e3:.1f} ms")
        until(lambda: not window.stage.spectrogram.busy)
        document.undo()
        document.redo()
    for name, step in (("undo", document.undo), ("redo", document.redo)):
        taken: dict[str, list[float]] = {}
        action = window.table[name]
        while action.isEnabled() and (name == "redo" or document.project.undo_words != "Fill"):
            words = document.project.undo_words if name == "undo" else document.project.redo_words
            begun = time.perf_counter()
            step()
            painted()
            taken.setdefault(words, []).append(time.perf_counter() - begun)
        for words, times in taken.items():
            say(f"  {name} {words}: longest {max(times) * 1e3:.1f} ms ({len(times)})")
        if taken:
            say(f"  {name}: {milliseconds([one for times in taken.values() for one in times])}")


def painted() -> None:
    """Let everything be painted that has changed."""
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def whole_strokes(annotation: Annotation, length: int) -> dict[str, Annotation]:
    """Return strokes that change nearly everything, one after the other."""
    points = tuple((place * 0.18, round(place * 0.18 * RATE)) for place in range(min(NOTES, int(length / RATE / 0.18))))
    bars = tuple(range(0, length, 2 * RATE))
    warp = Warp("score.mid", frozenset(s.id for s in annotation.sources), points, (), bars, True, 0.1)
    matched = annotation.changed(warp=warp)
    moved = matched.with_notes(replace(note, pitch=(note.pitch or 60.0) + 1) for note in matched.notes)
    later = tuple((score_s, sample + 50) for score_s, sample in points)
    pulled = moved.with_notes(replace(note, start=note.start + 50) for note in moved.notes)
    pulled = pulled.changed(warp=replace(warp, points=later, anchors=later[10:11], bars=tuple(b + 50 for b in bars)))
    gone = pulled.sources[-1].id
    without = pulled.changed(
        sources=pulled.sources[:-1],
        notes=tuple(note for note in pulled.notes if note.source_id != gone),
        activities=tuple(one for one in pulled.activities if one.source_id != gone),
        regions=tuple(region for region in pulled.regions if region.source_id != gone),
    )
    return {
        "Match": matched,
        f"Move {len(moved.notes)} notes": moved,
        f"Pull a bar with {len(points)} points": pulled,
        "Remove a source": without,
    }


def measure_hours(folder: Path) -> None:
    """Say whether 3 hours can be opened and scrolled, and what that takes."""
    song = write_song(folder / "hours.wav", 180.0)
    with open_window() as window:
        window.open(song, None)
        taken = until(lambda: window.song.mixture is not None)
        frames = pan_and_zoom(window)
        until(lambda: not window.stage.spectrogram.busy and not window.stage.overview.busy)
        frames += pan_and_zoom(window)
        say(f"3 hours: open {taken:.1f} s, pan and zoom {milliseconds(frames)}, "
            f"memory {anonymous_mb():.0f} MB, at most {peak_mb():.0f} MB with mapped files")  # fmt: skip


def main() -> None:
    """Measure what is asked for."""
    parts = sys.argv[1:] or ["start", "open", "long", "hours"]
    with tempfile.TemporaryDirectory(prefix="stembrush-bench-") as name:
        folder = Path(name)
        for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            os.environ[variable] = str(folder / variable)
        say(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        if "start" in parts:
            measure_start()
        application = QApplication.instance() or QApplication(["stembrush"])
        assert isinstance(application, QApplication)
        apply_theme(application, DARK)
        for part, measure in (("open", measure_open), ("long", measure_long), ("hours", measure_hours)):
            if part in parts:
                measure(folder)


if __name__ == "__main__":
    main()
