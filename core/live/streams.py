"""Streams of sound devices and the rings between them and the thread that splits.

Owns how streams are opened: one for both directions where one device does both, so that their clocks are one. The
callback is in C (rtmixer) and touches nothing but the rings; where rtmixer cannot be loaded, one in Python does the
same. Splits nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from core.errors import PlaybackError
from core.playback import portaudio
from core.stft import FloatArray

_RING_S = 4.0
_KINDS: tuple[portaudio.Kind, portaudio.Kind] = ("input", "output")


@dataclass(frozen=True)
class End:
    """One end of the streams.

    Attributes
    ----------
    facts : mapping of str
        What :func:`core.playback.portaudio.find` says of the device.
    rate, channels : int
    latency_s : float
        That is asked for.
    """

    facts: dict[str, Any]
    rate: int
    channels: int
    latency_s: float

    @property
    def name(self) -> str:
        """For the user."""
        return str(self.facts["name"])


class FrameRing:
    """First in, first out, for one thread that writes and one that reads; has the names of rtmixer's ring."""

    def __init__(self, size: int, channels: int) -> None:
        self._frames = np.zeros((size, channels), np.float32)
        self._written = self._read = 0

    @property
    def read_available(self) -> int:
        """Frames that wait."""
        return self._written - self._read

    @property
    def write_available(self) -> int:
        """Frames that there is room for."""
        return len(self._frames) - self.read_available

    def write(self, block: FloatArray) -> int:
        """Append what there is room for; return how much that is."""
        count = min(len(block), self.write_available)
        begin = self._written % len(self._frames)
        head = min(count, len(self._frames) - begin)
        self._frames[begin : begin + head] = block[:head]
        self._frames[: count - head] = block[head:count]
        self._written += count
        return count

    def readinto(self, block: FloatArray) -> int:
        """Fill the front of a block; return how much of it."""
        count = min(len(block), self.read_available)
        begin = self._read % len(self._frames)
        head = min(count, len(self._frames) - begin)
        block[:head] = self._frames[begin : begin + head]
        block[head:count] = self._frames[: count - head]
        self._read += count
        return count


class Streams:
    """The streams of one or two devices, with a callback in Python.

    Parameters
    ----------
    source, target : End or None
        What is recorded from, and what is played to.

    Attributes
    ----------
    heard, played : ring
        What was recorded and waits, and what waits to be played.
    lost : int
        How often there was no room for what was recorded.
    block : int
        The most frames that a device gave or took at once.
    is_playing : bool
        Whether the device takes what waits; it ceases when nothing does.
    """

    def __init__(self, source: End | None, target: End | None) -> None:
        self._sounddevice: Any = portaudio.load()
        self.source, self.target = source, target
        self.is_duplex = source is not None and target is not None and _is_same(source, target)
        self.heard: Any = self._ring(source)
        self.played: Any = self._ring(target)
        self.lost = self.block = self.late = 0
        self.is_playing = False
        self._streams: dict[str, Any] = {}
        self._beginning = portaudio.beginnings()

    def _ring(self, end: End | None) -> Any:
        return FrameRing(_ring_size(end), end.channels if end else 1)

    def start(self) -> None:
        """Open and start the streams; raises PlaybackError in the user's words."""
        with portaudio.LOCK:
            for kind, options in self._wanted().items():
                name = " and ".join(end.name for end in self._ends(kind))
                try:
                    self._streams[kind] = self._open(kind, options)
                    portaudio.count_stream(1)
                    self._streams[kind].start()
                except self._sounddevice.PortAudioError as err:
                    self.close()
                    raise PlaybackError(
                        f"there is no sound: {name} cannot be used ({err.args[0]}); close the program that uses it, or "
                        "choose another device"
                    ) from err
        self._begin()

    def close(self) -> None:
        """Give the devices back."""
        with portaudio.LOCK:
            for stream in self._streams.values():
                portaudio.close_stream(stream)
            self._streams = {}
        self.is_playing = False

    @property
    def is_alive(self) -> bool:
        """Whether all streams run."""
        return bool(self._streams) and all(
            portaudio.told(lambda stream=stream: bool(stream.active), False)  # type: ignore[misc]
            for stream in self._streams.values()
        )

    def latency_s(self, kind: portaudio.Kind) -> float:
        """Return what PortAudio says of the way between a device and its ring."""
        stream = self._streams.get(kind) or self._streams.get("duplex")
        if stream is None:
            return 0.0
        latency = portaudio.told(lambda: stream.latency, 0.0)
        return float(latency[kind == "output"] if isinstance(latency, tuple) else latency)

    def play(self) -> None:
        """Let the device take what waits."""
        self.is_playing = True

    def tend(self) -> None:
        """Look after the callbacks; called often."""

    def _begin(self) -> None:
        """Let the device give what it records."""

    def _ends(self, kind: str) -> list[End]:
        ends = {"input": [self.source], "output": [self.target], "duplex": [self.source, self.target]}
        return [end for end in ends[kind] if end is not None]

    def _wanted(self) -> dict[str, dict[str, Any]]:
        """Return the options of every stream."""
        if self.is_duplex and self.source is not None and self.target is not None:
            both = (self.source, self.target)
            return {
                "duplex": {
                    "samplerate": self.target.rate,
                    "device": (self._index(self.source, "input"), self._index(self.target, "output")),
                    "channels": tuple(end.channels for end in both),
                    "latency": tuple(end.latency_s for end in both),
                }
            }
        return {
            kind: {
                "samplerate": end.rate,
                "device": self._index(end, kind),
                "channels": end.channels,
                "latency": end.latency_s,
            }
            for kind, end in zip(_KINDS, (self.source, self.target), strict=True)
            if end is not None
        }

    def _index(self, end: End, kind: portaudio.Kind) -> int:
        """Return where a device is in PortAudio's list, also where somebody has looked for devices since."""
        facts = end.facts
        if self._beginning != portaudio.beginnings():
            facts = portaudio.find_known(f"{facts['name']}, {facts['host']}", kind)
        return int(facts["index"])

    def _open(self, kind: str, options: dict[str, Any]) -> Any:
        streams = {
            "duplex": (self._sounddevice.Stream, self._exchange),
            "input": (self._sounddevice.InputStream, self._hear),
            "output": (self._sounddevice.OutputStream, self._fill),
        }
        stream, callback = streams[kind]
        return stream(dtype="float32", callback=callback, **options)

    def _exchange(self, block: FloatArray, out: FloatArray, frames: int, when: Any, status: Any) -> None:
        self._hear(block, frames, when, status)
        self._fill(out, frames, when, status)

    def _hear(self, block: FloatArray, frames: int, when: Any, status: Any) -> None:
        self.block = max(self.block, frames)
        self.late += bool(status and status.input_overflow)
        if self.heard.write(block) < frames:
            self.lost += 1

    def _fill(self, out: FloatArray, frames: int, when: Any, status: Any) -> None:
        self.block = max(self.block, frames)
        self.late += bool(status and status.output_underflow)
        count = self.played.readinto(out) if self.is_playing else 0
        out[count:] = 0.0
        if count < frames:
            self.is_playing = False


class NativeStreams(Streams):
    """The same with a callback in C, which waits neither for Python's lock nor for any other."""

    def __init__(self, source: End | None, target: End | None, rtmixer: Any) -> None:
        self._rtmixer = rtmixer
        super().__init__(source, target)
        self._recording: Any = None
        self._playing: Any = None
        self._late = 0

    def _ring(self, end: End | None) -> Any:
        return self._rtmixer.RingBuffer(4 * (end.channels if end else 1), _ring_size(end))

    def _open(self, kind: str, options: dict[str, Any]) -> Any:
        streams = {
            "duplex": self._rtmixer.MixerAndRecorder,
            "input": self._rtmixer.Recorder,
            "output": self._rtmixer.Mixer,
        }
        return streams[kind](**options)

    def _begin(self) -> None:
        if self.source is not None:
            self._recording = self._stream("input").record_ringbuffer(self.heard)

    def _stream(self, kind: str) -> Any:
        return self._streams.get(kind) or self._streams["duplex"]

    def close(self) -> None:
        """See :class:`Streams`."""
        self._recording = self._playing = None
        super().close()

    def play(self) -> None:
        """See :class:`Streams`."""
        self._playing, self.is_playing = self._stream("output").play_ringbuffer(self.played), True

    def tend(self) -> None:
        """See :class:`Streams`."""
        late = self._late
        if self._recording is not None:
            late += self._recording.stats.input_overflows
            self.block = max(self.block, self._recording.stats.max_blocksize)
            stream = self._stream("input")
            if self._recording not in stream.actions:
                self._late += self._recording.stats.input_overflows
                self.lost += 1
                self._recording = stream.record_ringbuffer(self.heard)
        if self._playing is not None:
            late += self._playing.stats.output_underflows
            self.block = max(self.block, self._playing.stats.max_blocksize)
            if self._playing not in self._stream("output").actions:
                self._late += self._playing.stats.output_underflows
                self._playing, self.is_playing = None, False
        self.late = late


def open_streams(source: End | None, target: End | None) -> Streams:
    """Return streams that are not started yet; raises PlaybackError where PortAudio is missing."""
    portaudio.load()
    try:
        import rtmixer
    except (ImportError, OSError):
        return Streams(source, target)
    return NativeStreams(source, target, rtmixer)


def _is_same(source: End, target: End) -> bool:
    """Return whether one device is both ends, at one rate."""
    same = source.facts["index"] == target.facts["index"]
    names = source.name == target.name and source.facts.get("host") == target.facts.get("host")
    return (same or names) and source.rate == target.rate


def _ring_size(end: End | None) -> int:
    """Return a power of two."""
    return 1 << round(_RING_S * end.rate).bit_length() if end else 2
