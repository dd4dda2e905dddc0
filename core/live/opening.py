"""Which devices a live split uses, and how.

Owns the choice of rates, channels and latencies.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.live.devices import DeviceInput, DeviceOutput
from core.live.streams import End, open_streams
from core.playback import portaudio
from core.playback.portaudio import Kind

_RATES = (48_000, 44_100, 96_000, 88_200, 192_000, 176_400, 32_000, 22_050, 16_000, 8_000)
# in the sound system itself: little where somebody listens to himself, more where a file plays
_NEAR_S, _FAR_S = 0.02, 0.1


def device_input(name: str | None, rates: Iterable[int] = ()) -> DeviceInput:
    """Return a device to record from, at one of these rates if it can; raises PlaybackError."""
    with portaudio.LOCK:
        return DeviceInput(open_streams(find_end(name, "input", rates, is_near=False), None))


def device_output(name: str | None, rate: int, channels: int, longest: int) -> DeviceOutput:
    """Return a device that plays what has this rate, at its own pace; raises PlaybackError."""
    with portaudio.LOCK:
        end = find_end(name, "output", (rate,), is_near=False)
        return DeviceOutput(open_streams(None, end), channels, rate, longest)


def device_pair(source: str | None, target: str | None, longest: int) -> tuple[DeviceInput, DeviceOutput]:
    """Return a device to record from and one to play to, the former giving the pace; raises PlaybackError."""
    with portaudio.LOCK:
        playing = find_end(target, "output", (), is_near=True)
        recording = find_end(source, "input", (playing.rate,), is_near=True)
        if recording.rate != playing.rate:
            # perhaps the other one can give way
            playing = find_end(target, "output", (recording.rate,), is_near=True)
        streams = open_streams(recording, playing)
        # one channel is heard on both sides
        channels = 2 if recording.channels == 1 else recording.channels
        return DeviceInput(streams), DeviceOutput(streams, channels, recording.rate, longest)


def find_end(name: str | None, kind: Kind, rates: Iterable[int], *, is_near: bool) -> End:
    """Return a device as one end, at the first of these rates that it can do, or its own; raises PlaybackError."""
    facts = portaudio.find(name, kind)
    channels = min(2, int(facts[f"max_{kind}_channels"]))
    latency_s = max(_NEAR_S, float(facts.get(f"default_low_{kind}_latency", 0.0)))
    if not is_near:
        latency_s = max(_FAR_S, float(facts.get(f"default_high_{kind}_latency", 0.0)))
    usual = round(facts["default_samplerate"])
    rate = next((rate for rate in (*rates, usual, *_RATES) if _can_do(facts, kind, channels, rate)), usual)
    return End(facts, rate, channels, latency_s)


def _can_do(facts: dict[str, Any], kind: Kind, channels: int, rate: int) -> bool:
    sounddevice = portaudio.load()
    check = getattr(sounddevice, f"check_{kind}_settings")
    try:
        check(facts["index"], channels, "float32", samplerate=rate)
    except sounddevice.PortAudioError:
        return False
    return True
