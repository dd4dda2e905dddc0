"""Devices through PortAudio, and what is said where there is none."""

from __future__ import annotations

import atexit
import builtins
import sys
import threading
import time
from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest

from core.errors import PlaybackError
from core.playback import portaudio
from core.playback.output import Device, DeviceOutput, NullOutput, devices, look_again_for_devices, open_output


def test_a_missing_portaudio_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    real_import = builtins.__import__

    def without_portaudio(name: str, *args: object, **options: object) -> object:
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return real_import(name, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without_portaudio)
    with pytest.raises(PlaybackError, match=r"PortAudio library is missing; install it .*libportaudio2"):
        DeviceOutput(44100)
    output = open_output(44100)
    assert isinstance(output, NullOutput)
    assert "PortAudio library is missing" in output.reason


class FakePortAudio:
    """What of sounddevice is used, with devices to choose from."""

    class PortAudioError(Exception):
        pass

    def __init__(self, devices: dict[str, tuple[int, tuple[int, ...]]]) -> None:
        self.devices = devices
        self.is_busy = False
        self.calls: list[str] = []
        self.opened: list[object] = []
        self.callback: Callable[..., None] = lambda *_: None

    def OutputStream(self, callback: Callable[..., None] = lambda *_: None, **options: object) -> SimpleNamespace:  # noqa: N802
        def start() -> None:
            if self.is_busy:
                raise self.PortAudioError("Device unavailable")

        self.callback = callback
        self.opened.append(options.get("device"))
        return SimpleNamespace(active=True, latency=0.25, start=start, close=lambda ignore_errors=True: None)

    def _terminate(self) -> None:
        self.calls.append("terminate")

    def _initialize(self) -> None:
        self.calls.append("initialize")

    def query_devices(self, device: str | None = None, kind: str | None = None) -> object:
        names = list(self.devices)
        if kind is None:
            return [self.query_devices(name, "output") for name in names]
        if not names:
            raise self.PortAudioError("Error querying device -1")
        if device is not None and device not in names:
            raise ValueError(f"No output device matching {device!r}")
        name = device or names[0]
        channels, rates = self.devices[name]
        return {
            "name": name,
            "index": names.index(name),
            "hostapi": 0,
            "max_output_channels": channels,
            "default_samplerate": rates[0],
        }

    def query_hostapis(self) -> list[dict[str, str]]:
        return [{"name": "ALSA"}]

    def check_output_settings(self, index: int, channels: int, dtype: str, samplerate: int) -> None:
        if samplerate not in list(self.devices.values())[index][1]:
            raise self.PortAudioError("Invalid sample rate")

    def only_at(self, only: int) -> Callable[..., None]:
        def check(*_args: object, samplerate: int) -> None:
            if samplerate != only:
                raise self.PortAudioError("Invalid sample rate")

        return check


def _pretend(monkeypatch: pytest.MonkeyPatch, devices: dict[str, tuple[int, tuple[int, ...]]]) -> FakePortAudio:
    fake = FakePortAudio(devices)
    monkeypatch.setitem(sys.modules, "sounddevice", fake)
    monkeypatch.setitem(sys.modules, "rtmixer", None)
    return fake


def test_a_machine_without_a_device_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend(monkeypatch, {})
    output = open_output(44100)
    assert output.reason == (
        "there is no sound: no sound device was found; connect one or switch it on, and the sound comes by itself"
    )
    assert output.rate == 44100


def test_an_unknown_device_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend(monkeypatch, {"card": (2, (48000,))})
    assert "the device USB was not found" in open_output(44100, "USB").reason


@pytest.mark.parametrize(("wanted", "rate"), [(44100, 44100), (48000, 48000), (96000, 48000)])
def test_the_rate_of_the_song_is_used_where_the_device_can(
    wanted: int, rate: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend(monkeypatch, {"card": (8, (48000, 44100))})
    output = open_output(wanted)
    assert (output.name, output.reason, output.rate) == ("card", "", rate)


def test_a_device_that_cannot_do_its_usual_rate_is_asked_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = _pretend(monkeypatch, {"card": (2, (44100,))})
    monkeypatch.setattr(fake, "check_output_settings", fake.only_at(96_000))
    output = open_output(44100)
    assert (output.rate, output.reason) == (96_000, "")


@pytest.mark.parametrize(("channels", "expected"), [(1, [[0.5], [0.5]]), (2, [[0.25, 0.75], [0.25, 0.75]])])
@pytest.mark.parametrize(("told", "latency"), [(0.04, 0.04), (0.0, 0.25), (-1e9, 0.25)])
def test_the_callback_says_when_its_frames_are_heard(
    channels: int, expected: list[list[float]], told: float, latency: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = _pretend(monkeypatch, {"card": (channels, (44100,))})
    output = open_output(44100)
    output.ring.write(np.array([[0.25, 0.75]] * 4, np.float32))
    output.start()
    assert output.is_alive
    out = np.zeros((2, channels), np.float32)
    fake.callback(out, 2, SimpleNamespace(outputBufferDacTime=100.0 + told, currentTime=100.0), None)
    assert out.tolist() == expected
    # the first of the two frames is heard after the latency, the second never gets past
    begun = time.monotonic()
    assert output.ring.heard(begun + latency) == pytest.approx(0.0, abs=0.02 * 44100)
    assert output.ring.heard(begun + latency - 0.5) < -20000
    assert output.ring.heard(begun + 5.0) == 2
    output.close()
    assert not output.is_alive


def test_a_device_that_another_program_uses_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend(monkeypatch, {"card": (2, (44100,))}).is_busy = True
    with pytest.raises(PlaybackError, match=r"card cannot be used \(Device unavailable\); close the program"):
        open_output(44100).start()


def test_devices_are_listed_and_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = _pretend(monkeypatch, {"card": (2, (44100,)), "microphone": (0, (44100,))})
    look_again_for_devices()
    assert fake.calls == ["terminate", "initialize"]
    assert devices() == (Device("card", "ALSA", 2, 44100, True),)


def test_a_device_is_found_again_where_others_came_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = _pretend(monkeypatch, {"card": (2, (44100,))})
    output = open_output(44100)
    fake.devices = {"USB": (2, (96000,)), **fake.devices}
    devices()
    output.start()
    assert fake.opened == [1]
    output.stop()
    del fake.devices["card"]
    devices()
    with pytest.raises(PlaybackError, match=r"card, ALSA was not found"):
        output.start()


def test_a_stream_that_says_nothing_of_itself_is_not_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = _pretend(monkeypatch, {"card": (2, (44100,))})

    class Gone:
        def __getattr__(self, name: str) -> object:
            if name in ("start", "close"):
                return lambda **_options: None
            raise fake.PortAudioError("Unanticipated host error")

    monkeypatch.setattr(fake, "OutputStream", lambda **_options: Gone())
    output = open_output(44100)
    output.start()
    assert not output.is_alive
    assert output.latency_s == 0.0
    output.close()


def test_the_program_ends_in_peace_where_the_jack_server_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = _pretend(monkeypatch, {"system": (2, (44100,))})
    open_output(44100)
    fake._exit_handler = object()  # type: ignore[attr-defined]
    host = {"name": "JACK", "default_output_device": 0}
    monkeypatch.setattr(fake, "query_hostapis", lambda: [host])
    left: list[object] = []
    monkeypatch.setattr(atexit, "unregister", left.append)
    portaudio.before_the_end()
    assert not left, "the server is there"

    def refuse(**_options: object) -> None:
        raise fake.PortAudioError("there is no server")

    monkeypatch.setattr(fake, "OutputStream", refuse)
    portaudio.before_the_end()
    assert left == [fake._exit_handler]  # type: ignore[attr-defined]


def test_a_stream_that_does_not_close_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = _pretend(monkeypatch, {"system": (2, (44100,))})
    fake._exit_handler = object()  # type: ignore[attr-defined]
    monkeypatch.setattr(portaudio, "_PATIENCE_S", 0.05)
    left: list[object] = []
    monkeypatch.setattr(atexit, "unregister", left.append)
    is_there = threading.Event()
    portaudio.count_stream(1)
    portaudio.close_stream(SimpleNamespace(active=False, close=lambda **_options: is_there.wait(10.0)))
    assert left == [fake._exit_handler]  # type: ignore[attr-defined]
    is_there.set()
    portaudio.close_stream(SimpleNamespace(active=False, close=lambda **_options: None))
    assert len(left) == 1
