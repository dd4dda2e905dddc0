"""Where the sound goes: a device, or nowhere in real time.

Every output takes its frames from a ring that the player's thread fills ahead. On a device a callback in C (rtmixer)
takes them, which needs nothing of Python: a callback in Python waits for Python's lock, and with a separation and a
window that zooms in the same program it missed four of ten blocks on two cores. Where rtmixer cannot be loaded or
started, the callback in Python is better than silence. Knows nothing of songs.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import Any, Protocol

import numpy as np

from core.errors import PlaybackError
from core.playback import portaudio
from core.playback.portaudio import Device, devices, look_again_for_devices
from core.playback.ring import Ring
from core.playback.stream_ring import StreamRing
from core.playback.timeline import FloatArray

__all__ = ["Device", "DeviceOutput", "NullOutput", "Output", "devices", "look_again_for_devices", "open_output"]

_log = logging.getLogger(__name__)

_BLOCK_S = 0.02
_SANE_LATENCY_S = 2.0
# that a device may insist on, the most usual first
_RATES = (48_000, 44_100, 96_000, 88_200, 192_000, 176_400, 32_000, 22_050, 16_000, 8_000)
# what waits in the sound system itself: its own threads have to share the processor, too
_LEAST_LATENCY_S = 0.1


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
    ring : Ring
        What its frames are taken from.
    """

    name: str
    reason: str
    rate: int
    ring: Ring

    @property
    def latency_s(self) -> float:
        """From what is taken to what is heard."""

    @property
    def underflows(self) -> int:
        """How often the sound system itself says that frames came too late."""

    @property
    def is_alive(self) -> bool:
        """Whether a started output still takes frames."""

    def start(self) -> None:
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
        self.name, self.reason, self.rate = "", reason, rate
        self.latency_s, self.underflows = 0.0, 0
        self.ring = Ring(rate, counts=False)
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    @property
    def is_alive(self) -> bool:
        """See :class:`Output`."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """See :class:`Output`."""
        if not self.is_alive:
            self._stopping.clear()
            self._thread = threading.Thread(target=self._run, name="silent-output", daemon=True)
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

    def _run(self) -> None:
        block = np.zeros((max(1, round(_BLOCK_S * self.rate)), 2), np.float32)
        due = time.monotonic()
        while not self._stopping.wait(max(0.0, due - time.monotonic())):
            # after a pause of the whole machine nothing is to be caught up
            due = max(due, time.monotonic() - 1.0)
            self.ring.pull(block, due)
            due += len(block) / self.rate


class DeviceOutput:
    """A sound device through PortAudio.

    Parameters
    ----------
    rate : int
        Wanted frames per second; a device that cannot do it takes its own.
    device : str, optional
        ``"name, host"`` or a part of it; the system's choice by default.

    Raises
    ------
    PlaybackError
        There is no PortAudio, or no such device.
    """

    def __init__(self, rate: int, device: str | None = None) -> None:
        self._sounddevice: Any = portaudio.load()
        with portaudio.LOCK:
            facts = portaudio.find(device)
            self.name, self.reason, self.underflows_in_python = str(facts["name"]), "", 0
            self._device, self._known_as = facts["index"], f"{facts['name']}, {facts['host']}"
            self._beginning = portaudio.beginnings()
            self._latency_s = max(_LEAST_LATENCY_S, float(facts.get("default_high_output_latency", 0.0)))
            self._channels = min(2, int(facts["max_output_channels"]))
            self.rate = self._best_rate(rate, round(facts["default_samplerate"]))
        self._stream: Any = None
        self._rtmixer: Any = _load_rtmixer()
        self.ring: Ring = Ring(self.rate)
        if self._rtmixer is not None:
            self.ring = StreamRing(self.rate, self._channels, self._rtmixer)

    def _best_rate(self, wanted: int, usual: int) -> int:
        """Return a rate that the device can do; some systems name a usual one that it cannot."""
        return next((rate for rate in (wanted, usual, *_RATES) if self._can_do(rate)), usual)

    def _can_do(self, rate: int) -> bool:
        try:
            self._sounddevice.check_output_settings(self._device, self._channels, "float32", samplerate=rate)
        except self._sounddevice.PortAudioError:
            return False
        return True

    @property
    def latency_s(self) -> float:
        """See :class:`Output`."""
        stream = self._stream
        return portaudio.told(lambda: float(stream.latency), 0.0) if stream is not None else 0.0

    @property
    def underflows(self) -> int:
        """See :class:`Output`."""
        return self.ring.underflows if isinstance(self.ring, StreamRing) else self.underflows_in_python

    @property
    def is_alive(self) -> bool:
        """See :class:`Output`."""
        stream = self._stream
        return stream is not None and portaudio.told(lambda: bool(stream.active), False)

    def start(self) -> None:
        """See :class:`Output`."""
        if self.is_alive:
            return
        self.stop()
        with portaudio.LOCK:
            if self._beginning != portaudio.beginnings():
                # somebody has looked for devices since: they may have other places in the list
                self._device, self._beginning = portaudio.find_known(self._known_as)["index"], portaudio.beginnings()
            options = {"samplerate": self.rate, "device": self._device, "channels": self._channels}
            options["latency"] = self._latency_s
            try:
                if isinstance(self.ring, StreamRing):
                    self._stream = self._rtmixer.Mixer(**options)
                else:
                    stream = self._sounddevice.OutputStream
                    self._stream = stream(dtype="float32", callback=self._fill, **options)
                portaudio.count_stream(1)
                self._stream.start()
            except self._sounddevice.PortAudioError as err:
                self.stop()
                words = f"there is no sound: {self.name} cannot be used ({err.args[0]})"
                raise PlaybackError(
                    f"{words}; close the program that uses it, or choose another device, and the sound comes by itself"
                ) from err
        if isinstance(self.ring, StreamRing):
            self.ring.attach(self._stream)

    def _fill(self, out: FloatArray, frames: int, when: Any, status: Any) -> None:
        latency = when.outputBufferDacTime - when.currentTime
        if not 0.0 < latency < _SANE_LATENCY_S:  # some systems tell nothing
            latency = self.latency_s
        heard_at = time.monotonic() + latency
        self.underflows_in_python += bool(status and status.output_underflow)
        if out.shape[1] == 2:
            self.ring.pull(out, heard_at)
        else:
            both = np.zeros((frames, 2), np.float32)
            self.ring.pull(both, heard_at)
            out[:, 0] = both.mean(axis=1)

    def stop(self) -> None:
        """See :class:`Output`."""
        stream, self._stream = self._stream, None
        if stream is not None:
            if isinstance(self.ring, StreamRing):
                self.ring.detach()
            with portaudio.LOCK:
                portaudio.close_stream(stream)

    def close(self) -> None:
        """See :class:`Output`."""
        self.stop()


def _load_rtmixer() -> Any:
    """Return the module, or None where it cannot be loaded."""
    try:
        import rtmixer
    except (ImportError, OSError) as err:
        _log.warning("rtmixer cannot be used: %s", err)
        return None
    return rtmixer


def open_output(rate: int, device: str | None = None) -> Output:
    """Return the device, or a silent output that says why there is none."""
    try:
        return DeviceOutput(rate, device)
    except PlaybackError as err:
        return NullOutput(rate, str(err))
