"""Where the sound goes: a device, or nowhere in real time.

Owns everything about PortAudio, which is loaded here and only when it is needed. Knows nothing of songs.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from core.errors import PlaybackError
from core.playback.timeline import FloatArray

Fill = Callable[[FloatArray, float], None]
"""Fills (frames, 2); told when, on the monotonic clock, the first of them is heard."""

_BLOCK_S = 0.02
_SANE_LATENCY_S = 2.0


@dataclass(frozen=True)
class Device:
    """Something that can play.

    Attributes
    ----------
    name, host : str
        ``"name, host"`` tells devices apart that have one name in several host systems.
    channels : int
    rate : int
        The device's own, in Hz.
    is_default : bool
        Whether it is the system's choice.
    """

    name: str
    host: str
    channels: int
    rate: int
    is_default: bool


class Output(Protocol):
    """Something that takes frames in real time.

    Attributes
    ----------
    name : str
        For the user; empty without a device.
    reason : str
        Why nothing is heard and what to do; empty when sound is heard.
    rate : int
        Frames per second.
    """

    name: str
    reason: str
    rate: int

    @property
    def latency_s(self) -> float:
        """From what is filled in to what is heard."""

    @property
    def is_alive(self) -> bool:
        """Whether a started output still takes frames."""

    def start(self, fill: Fill) -> None:
        """Take frames from now on; raises PlaybackError. Nothing happens when it runs already."""

    def stop(self) -> None:
        """Take no more; can be started again."""

    def close(self) -> None:
        """Give the device back."""


class NullOutput:
    """Takes frames in real time and lets them fall: the playhead moves where there is no sound.

    Parameters
    ----------
    rate : int
        Frames per second.
    reason : str, optional
        Why there is no device.
    """

    def __init__(self, rate: int, reason: str = "") -> None:
        self.name, self.reason, self.rate, self.latency_s = "", reason, rate, 0.0
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    @property
    def is_alive(self) -> bool:
        """See :class:`Output`."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, fill: Fill) -> None:
        """See :class:`Output`."""
        if not self.is_alive:
            self._stopping.clear()
            self._thread = threading.Thread(target=self._run, args=(fill,), name="silent-output", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """See :class:`Output`."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._stopping.set()
            thread.join()

    def close(self) -> None:
        """See :class:`Output`."""
        self.stop()

    def _run(self, fill: Fill) -> None:
        block = np.zeros((max(1, round(_BLOCK_S * self.rate)), 2), np.float32)
        due = time.monotonic()
        while not self._stopping.wait(max(0.0, due - time.monotonic())):
            # after a pause of the whole machine nothing is to be caught up
            due = max(due, time.monotonic() - 1.0)
            fill(block, due)
            due += len(block) / self.rate


class DeviceOutput:
    """A sound device through PortAudio.

    Parameters
    ----------
    rate : int
        Wanted frames per second; a device that cannot do it takes its own.
    device : str, optional
        Name or part of it; the system's choice by default.

    Raises
    ------
    PlaybackError
        There is no PortAudio, or no device that works.
    """

    def __init__(self, rate: int, device: str | None = None) -> None:
        try:
            import sounddevice
        except OSError as err:
            words = (
                "there is no sound: the PortAudio library is missing; install it (on Debian or Ubuntu: libportaudio2)"
            )
            raise PlaybackError(words) from err
        self._sounddevice: Any = sounddevice
        self._stream: Any = None
        self.reason = ""
        try:
            facts = sounddevice.query_devices(device, "output")
            self.name = str(facts["name"])
            self._device = facts["index"]
            self._channels = min(2, int(facts["max_output_channels"]))
            self.rate = rate if self._can_do(rate) else round(facts["default_samplerate"])
        except (sounddevice.PortAudioError, ValueError) as err:
            where = f"the device {device} was not found" if device else "no sound device was found"
            raise PlaybackError(f"there is no sound: {where}; connect one or switch it on, then play again") from err

    def _can_do(self, rate: int) -> bool:
        try:
            self._sounddevice.check_output_settings(self._device, self._channels, "float32", samplerate=rate)
        except self._sounddevice.PortAudioError:
            return False
        return True

    @property
    def latency_s(self) -> float:
        """See :class:`Output`."""
        return float(self._stream.latency) if self._stream is not None else 0.0

    @property
    def is_alive(self) -> bool:
        """See :class:`Output`."""
        return self._stream is not None and bool(self._stream.active)

    def start(self, fill: Fill) -> None:
        """See :class:`Output`."""
        if self.is_alive:
            return
        self.stop()

        def callback(out: FloatArray, frames: int, when: Any, status: Any) -> None:
            latency = when.outputBufferDacTime - when.currentTime
            if not 0.0 < latency < _SANE_LATENCY_S:  # some systems tell nothing
                latency = self._stream.latency if self._stream is not None else 0.0
            heard_at = time.monotonic() + latency
            if out.shape[1] == 2:
                fill(out, heard_at)
            else:
                both = np.zeros((frames, 2), np.float32)
                fill(both, heard_at)
                out[:, 0] = both.mean(axis=1)

        try:
            self._stream = self._sounddevice.OutputStream(
                samplerate=self.rate, device=self._device, channels=self._channels, dtype="float32", callback=callback
            )
            self._stream.start()
        except self._sounddevice.PortAudioError as err:
            self.stop()
            words = f"there is no sound: {self.name} cannot be used ({err.args[0]})"
            raise PlaybackError(f"{words}; close the program that uses it or choose another, then play again") from err

    def stop(self) -> None:
        """See :class:`Output`."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close(ignore_errors=True)

    def close(self) -> None:
        """See :class:`Output`."""
        self.stop()


def open_output(rate: int, device: str | None = None) -> Output:
    """Return the device, or a silent output that says why there is none."""
    try:
        return DeviceOutput(rate, device)
    except PlaybackError as err:
        return NullOutput(rate, str(err))


def look_again_for_devices() -> None:
    """Let PortAudio notice what was connected since it was loaded; only when nothing plays."""
    try:
        import sounddevice
    except OSError:
        return
    sounddevice._terminate()
    sounddevice._initialize()


def devices() -> tuple[Device, ...]:
    """Return the devices that can play; none where PortAudio is missing or fails."""
    try:
        import sounddevice

        found, hosts = sounddevice.query_devices(), sounddevice.query_hostapis()
        chosen = int(sounddevice.query_devices(kind="output")["index"])
    except (OSError, ValueError):
        return ()
    except sounddevice.PortAudioError:
        return ()
    return tuple(
        Device(
            str(facts["name"]),
            str(hosts[facts["hostapi"]]["name"]),
            int(facts["max_output_channels"]),
            round(facts["default_samplerate"]),
            int(facts["index"]) == chosen,
        )
        for facts in found
        if facts["max_output_channels"] > 0
    )
