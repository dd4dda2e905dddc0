"""Whether playback stutters: 8 stems play while score-nmf runs in the same program and the user zooms and pans.

Run ``python tests/benchmarks/bench_playback.py [--minutes 10] [--sound jack|pulse|running] [--fallback]``; prints
figures, asserts nothing against the clock. ``jack`` starts a JACK server of its own with a dummy driver in real time,
``pulse`` a PulseAudio server with a null sink, ``running`` takes the system's default device. ``--fallback`` takes
the callback in Python. The window is the real one, offscreen; the song is rendered (5 minutes, stereo, 44.1 kHz).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import psutil
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.main_window import MainWindow
from app.window_run import run_window
from core.annotation.midi import read_score
from core.annotation.midi_write import write_score
from core.annotation.score import Score
from core.engines.score_informed.parameters import ScoreNmfParameters
from core.playback import Player
from core.playback.feeder import Feeder
from tests.benchmarks.long_song import write_long_song

SONG_MINUTES = 5
PATIENCE_S = 900.0
SERVER = "stembrush-bench"


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class SoundServer:
    """A sound system without a sound card that keeps real time."""

    def __init__(self, kind: str, folder: Path) -> None:
        self._log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None
        if kind == "jack":
            os.environ |= {"JACK_DEFAULT_SERVER": SERVER, "JACK_NO_START_SERVER": "1", "JACK_NO_AUDIO_RESERVATION": "1"}
            self._start("jackd", "-n", SERVER, "-r", "-d", "dummy", "-r", "44100", "-p", "512")
        elif kind == "pulse":
            os.environ |= {"XDG_RUNTIME_DIR": str(folder), "PULSE_RUNTIME_PATH": str(folder / "pulse")}
            self._start(
                "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--load=module-native-protocol-unix",
                "--load=module-null-sink sink_name=null rate=44100",
            )  # fmt: skip

    def _start(self, *command: str) -> None:
        self._process = subprocess.Popen(command, stdout=self._log.open("wb"), stderr=subprocess.STDOUT)
        time.sleep(2.0)

    @property
    def xruns(self) -> int:
        """How often the server itself says that a client was late."""
        return self._log.read_text(errors="replace").lower().count("xrun") if self._log.exists() else 0

    def close(self) -> None:
        """End the server."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()


class Watch:
    """Notes how late callbacks in Python and the feeder are, without changing what they do."""

    def __init__(self) -> None:
        self.callbacks: list[tuple[float, int]] = []
        self.waiting: list[float] = []
        self.woken: list[float] = []
        self._watch_callbacks()
        self._watch_feeder()

    def begin(self) -> None:
        """Forget what was."""
        self.callbacks, self.waiting, self.woken = [], [], []

    def _watch_callbacks(self) -> None:
        import sounddevice

        watch, stream = self, sounddevice.OutputStream

        class Watched(stream):  # type: ignore[misc, valid-type]
            def __init__(self, callback: Callable[..., None] = lambda *_: None, **options: Any) -> None:
                def called(out: Any, frames: int, when: Any, status: Any) -> None:
                    watch.callbacks.append((time.monotonic(), frames))
                    callback(out, frames, when, status)

                super().__init__(callback=called, **options)

        sounddevice.OutputStream = Watched

    def _watch_feeder(self) -> None:
        watch, feed = self, Feeder.feed

        def watched(feeder: Feeder) -> int:
            watch.waiting.append(feeder.waiting_s)
            watch.woken.append(time.monotonic())
            return feed(feeder)

        Feeder.feed = watched  # type: ignore[method-assign]

    def report(self, rate: int) -> None:
        """Write the figures."""
        if len(self.callbacks) > 2:
            at, frames = np.array(self.callbacks).T
            expected = np.concatenate([[0], np.cumsum(frames[:-1])]) / rate
            late = at - expected
            late -= np.median(late)
            p50, p99 = np.percentile(late * 1e3, (50, 99))
            say(f"callbacks: {len(at)} of {frames[-1]:.0f} frames, late by p50 {p50:.1f} ms, p99 {p99:.1f} ms, "
                f"at worst {late.max() * 1e3:.1f} ms")  # fmt: skip
        waiting, gaps = np.array(self.waiting) * 1e3, np.diff(self.woken) * 1e3
        say(f"feeder: woke {len(waiting)} times, at most {gaps.max():.0f} ms apart; "
            f"frames for {np.median(waiting):.0f} ms waited then, at least {waiting.min():.1f} ms "
            f"(p1 {np.percentile(waiting, 1):.1f})")  # fmt: skip


class User:
    """Turns the wheel over the spectrogram: zoom in and out, and pan."""

    def __init__(self, window: MainWindow) -> None:
        self._canvas = window.stage.spectrogram.canvas.viewport()
        self._count = 0
        self.taken: list[float] = []

    def turn(self) -> None:
        """Turn by one notch and paint."""
        place = QPointF(self._canvas.width() * 0.4, self._canvas.height() / 2)
        zooms = self._count // 40 % 2 == 0
        notch = 120 if self._count % 40 < 20 else -120
        self._count += 1
        event = QWheelEvent(
            place, self._canvas.mapToGlobal(place), QPoint(), QPoint(0, notch), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier if zooms else Qt.KeyboardModifier.ShiftModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        started = time.perf_counter()
        QApplication.sendEvent(self._canvas, event)
        QApplication.sendPostedEvents()
        self.taken.append(time.perf_counter() - started)


def write_song(folder: Path) -> tuple[Path, Path]:
    """Render a song of eight sources; return the paths of the sound and of the score."""
    song, path = write_long_song(folder, SONG_MINUTES)
    score = read_score(path)
    tracks = tuple(
        replace(track, name=f"{track.name} {half + 1}", notes=track.notes[half::2])
        for track in score.tracks
        for half in (0, 1)
    )
    write_score(Score(tracks), path)
    return song, path


def device_counts(player: Player) -> tuple[int, int]:
    """Return PortAudio's own underflows and the number of frames that the device took."""
    output = player._output
    return (output.underflows, output.ring.taken) if output is not None else (0, 0)


def feeder_seconds() -> float:
    """Return the processor time of the thread that mixes."""
    ids = {thread.native_id for thread in threading.enumerate() if thread.name == "audio-feeder"}
    return sum(one.user_time + one.system_time for one in psutil.Process().threads() if one.id in ids)


class Walk(QObject):
    """Goes from step to step while the event loop runs as it does for a user."""

    def __init__(self, options: argparse.Namespace, server: SoundServer, files: tuple[Path, Path]) -> None:
        super().__init__()
        self._options, self._server, self._files = options, server, files
        self._watch = Watch()
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
        elif self._ready():
            self._ready = next(self._steps, lambda: False)
            self._until = time.monotonic() + PATIENCE_S

    def _walk(self) -> Iterator[Callable[[], bool]]:
        window = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))
        window.resize(1440, 900)
        window.open(*self._files)
        yield lambda: window.score_panel.state == "matched" and not window.stage.spectrogram.busy
        window.separation.start("score-nmf", ScoreNmfParameters(variant="published", updates=2))
        yield lambda: not window.separation.is_running
        window.playback.listen("stems")
        window.timeline.set_loop(0.0, window.timeline.length_s, True)
        say(f"{len(window.playback.stem_ids)} stems of {window.timeline.length_s:.0f} s, {os.cpu_count()} cores, "
            f"load {os.getloadavg()[0]:.1f}")  # fmt: skip
        window.playback.play()
        end = time.monotonic() + 3.0
        yield lambda: time.monotonic() >= end
        yield from self._measure(window, "alone", 10.0)
        runs, user = [0], User(window)

        def work() -> None:
            user.turn()
            if not window.separation.is_running:
                runs[0] += 1
                window.separation.start("score-nmf", ScoreNmfParameters())

        self._every = work
        yield from self._measure(window, "score-nmf runs, the user zooms", 60.0 * self._options.minutes)
        self._every = lambda: None
        wheel = np.percentile(np.array(user.taken) * 1e3, (50, 95))
        say(f"meanwhile {runs[0]} separations were begun; {len(user.taken)} turns of the wheel, "
            f"p50 {wheel[0]:.0f} ms, p95 {wheel[1]:.0f} ms")  # fmt: skip
        window.playback.stop()
        window.separation.forget()
        window.close()

    def _measure(self, window: MainWindow, phase: str, seconds: float) -> Iterator[Callable[[], bool]]:
        player = window.playback._player
        before, server = player.state(), self._server.xruns
        counts, begun, busy, mixing = device_counts(player), time.monotonic(), time.process_time(), feeder_seconds()
        end = begun + seconds
        self._watch.begin()
        yield lambda: time.monotonic() >= end
        state, taken = player.state(), time.monotonic() - begun
        flags, frames = (after - before for after, before in zip(device_counts(player), counts, strict=True))
        say(f"--- {phase}: {taken:.0f} s on {state.device or 'nothing'} at {state.rate} Hz, "
            f"latency {state.latency_s * 1e3:.0f} ms, playing: {state.playing} {state.reason}")  # fmt: skip
        share = 100.0 * frames / taken / max(1, state.rate)
        say(f"underruns {state.underruns - before.underruns}, PortAudio's own {flags}, "
            f"the server's {self._server.xruns - server}; the device took {share:.2f} % "
            "of what was due")  # fmt: skip
        self._watch.report(state.rate)
        say(f"processor: {(time.process_time() - busy) / taken:.2f} cores, of these the feeder "
            f"{(feeder_seconds() - mixing) / taken:.3f}")  # fmt: skip


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--sound", choices=("jack", "pulse", "running"), default="jack")
    parser.add_argument("--fallback", action="store_true", help="take the callback in Python")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="stembrush-bench-"))
    os.environ["XDG_CONFIG_HOME"] = str(folder)
    if options.fallback:
        sys.modules["rtmixer"] = None  # type: ignore[assignment]
    files = write_song(folder)
    server = SoundServer(options.sound, folder)
    application = QApplication(["stembrush"])
    walk = Walk(options, server, files)
    try:
        code = run_window(None, None)
    finally:
        server.close()
    del walk, application
    sys.exit(code)


if __name__ == "__main__":
    main()
