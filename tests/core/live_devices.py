"""A sound system for tests: devices with clocks of their own, whose callbacks run in real time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np


class FakeStream:
    """Calls back every block of a device's time, and keeps what was played."""

    active = False
    latency: Any = 0.01

    def __init__(self, system: FakeSound, kind: str, options: dict[str, Any]) -> None:
        self.system, self.kind = system, kind
        self.callback: Callable[..., None] = options["callback"]
        self.rate = options["samplerate"]
        channels = options["channels"]
        self.channels = channels if isinstance(channels, tuple) else (channels, channels)
        if kind == "duplex":
            self.latency = (0.01, 0.02)
        self.played: list[np.ndarray] = []
        self.recorded = 0
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        if self.system.is_busy:
            raise self.system.PortAudioError("Device unavailable")
        self.active = True
        self._thread.start()

    def close(self, ignore_errors: bool = True) -> None:
        self.active = False
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        system, frames = self.system, self.system.block
        begun, count = time.monotonic(), 0
        speed = system.output_speed if self.kind == "output" else 1.0
        while self.active and self.kind not in system.gone:
            count += 1
            time.sleep(max(0.0, begun + count * frames / self.rate / speed - time.monotonic()))
            status = SimpleNamespace(input_overflow=False, output_underflow=False)
            heard = system.sound[self.recorded : self.recorded + frames, : self.channels[0]]
            block = np.zeros((frames, self.channels[0]), np.float32)
            block[: len(heard)] = heard
            out = np.full((frames, self.channels[1]), np.nan, np.float32)
            self.recorded += frames
            if self.kind == "duplex":
                self.callback(block, out, frames, None, status)
            else:
                self.callback(block if self.kind == "input" else out, frames, None, status)
            self.played.append(out)


class FakeSound:
    """What of sounddevice is used."""

    class PortAudioError(Exception):
        pass

    def __init__(self, sound: np.ndarray, rate: int = 16000, block: int = 160) -> None:
        self.sound, self.rate, self.block = sound, rate, block
        self.output_speed, self.is_busy = 1.0, False
        self.gone: set[str] = set()
        self.streams: list[FakeStream] = []
        self.rates = {"input": (rate,), "output": (rate,)}

    def InputStream(self, **options: Any) -> FakeStream:  # noqa: N802
        return self._stream("input", options)

    def OutputStream(self, **options: Any) -> FakeStream:  # noqa: N802
        return self._stream("output", options)

    def Stream(self, **options: Any) -> FakeStream:  # noqa: N802
        return self._stream("duplex", options)

    def _stream(self, kind: str, options: dict[str, Any]) -> FakeStream:
        self.streams.append(FakeStream(self, kind, options))
        return self.streams[-1]

    def _terminate(self) -> None: ...

    def _initialize(self) -> None: ...

    def query_devices(self, device: str | None = None, kind: str | None = None) -> Any:
        usual = {"hostapi": 0, "default_samplerate": float(self.rate)}
        found = [
            {"name": "interface", "index": 0, "max_input_channels": 2, "max_output_channels": 2, **usual},
            {"name": "microphone", "index": 1, "max_input_channels": 1, "max_output_channels": 0, **usual},
            {"name": "loudspeaker", "index": 2, "max_input_channels": 0, "max_output_channels": 2, **usual},
        ]
        if kind is None:
            return found
        fitting = [one for one in found if device in (None, one["name"]) and one[f"max_{kind}_channels"]]
        if not fitting:
            raise ValueError(f"No {kind} device matching {device!r}")
        return fitting[0]

    def query_hostapis(self) -> list[dict[str, str]]:
        return [{"name": "ALSA"}]

    def check_output_settings(self, index: int, channels: int, dtype: str, samplerate: int) -> None:
        self._check("output", samplerate)

    def check_input_settings(self, index: int, channels: int, dtype: str, samplerate: int) -> None:
        self._check("input", samplerate)

    def _check(self, kind: str, rate: int) -> None:
        if rate not in self.rates[kind]:
            raise self.PortAudioError("Invalid sample rate")

    def heard(self) -> np.ndarray:
        """Return everything that was played."""
        stream = next(stream for stream in self.streams if stream.kind in ("duplex", "output"))
        return np.concatenate(stream.played)
