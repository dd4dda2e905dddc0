"""The one door to PortAudio.

Owns when it is loaded (only when sound is wanted) and looked through anew, and by which words a device is found. Plays
and records nothing.
"""

from __future__ import annotations

import atexit
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from core.errors import PlaybackError

LOCK = threading.RLock()
"""Held around everything that must not happen while PortAudio ends and starts anew."""

_PATIENCE_S = 2.0

_streams = 0
_beginnings = 0

_Told = TypeVar("_Told")

Kind = Literal["output", "input"]
"""What a device is for: to play, or to record."""


@dataclass(frozen=True)
class Device:
    """Something that can play or record.

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


def load() -> Any:
    """Return the module sounddevice; raises PlaybackError where PortAudio is missing."""
    try:
        with LOCK:
            import sounddevice
    except (OSError, ImportError) as err:
        words = "there is no sound: the PortAudio library is missing; install it (on Debian or Ubuntu: libportaudio2)"
        raise PlaybackError(words) from err
    except Exception as err:
        if type(err).__name__ != "PortAudioError":
            raise
        raise PlaybackError(f"there is no sound: the sound system does not start ({err}); restart it") from err
    # what is registered last is called first: before sounddevice's own
    atexit.unregister(before_the_end)
    atexit.register(before_the_end)
    return sounddevice


def before_the_end() -> None:
    """Keep PortAudio from ending the program by force where the JACK server that it has met is gone."""
    sounddevice = sys.modules.get("sounddevice")
    if sounddevice is not None and _streams == 0:
        with suppress(sounddevice.PortAudioError):
            _jack_has_died(sounddevice)


def count_stream(change: int) -> None:
    """Note that a stream was opened (1) or closed (-1): with one open PortAudio must not end."""
    global _streams
    with LOCK:
        _streams += change


def close_stream(stream: Any) -> None:
    """Close a stream that was counted.

    One whose device is gone may take ten minutes for that, as where a JACK server has ended: it is left alone then, and
    PortAudio with it, at the end of the program, too.
    """
    if told(lambda: bool(stream.active), False):
        stream.close(ignore_errors=True)
        count_stream(-1)
        return
    closing = threading.Thread(
        target=stream.close, kwargs={"ignore_errors": True}, name="closing-a-dead-stream", daemon=True
    )
    closing.start()
    closing.join(_PATIENCE_S)
    if not closing.is_alive():
        count_stream(-1)
    elif (sounddevice := sys.modules.get("sounddevice")) is not None:
        atexit.unregister(sounddevice._exit_handler)


def told(ask: Callable[[], _Told], otherwise: _Told) -> _Told:
    """Return what a stream says of itself; one whose device is gone may say nothing but an error."""
    try:
        return ask()
    except Exception as err:
        if type(err).__name__ != "PortAudioError":
            raise
        return otherwise


def beginnings() -> int:
    """Return how often PortAudio has begun anew: the index of a device counts only until it does."""
    return _beginnings


def look_again_for_devices() -> None:
    """Let PortAudio notice what was connected or taken away since it was loaded; not while a stream is open."""
    global _beginnings
    is_fresh = "sounddevice" not in sys.modules
    try:
        sounddevice = load()
    except PlaybackError:
        return
    with LOCK, suppress(sounddevice.PortAudioError):
        if _streams == 0 and not is_fresh and not _jack_has_died(sounddevice):
            _beginnings += 1
            sounddevice._terminate()
            sounddevice._initialize()


def _jack_has_died(sounddevice: Any) -> bool:
    """Return whether the JACK server that PortAudio has met is gone: PortAudio would end the whole program then."""
    for host in sounddevice.query_hostapis():
        if "JACK" in host["name"] and host["default_output_device"] >= 0:
            try:
                sounddevice.OutputStream(device=host["default_output_device"], channels=1).close()
            except sounddevice.PortAudioError:
                atexit.unregister(sounddevice._exit_handler)
                return True
    return False


def find(name: str | None, kind: Kind = "output") -> dict[str, Any]:
    """Return the facts of the device of a name, or of the system's choice; raises PlaybackError.

    Parameters
    ----------
    name : str or None
        ``"name, host"``, or a part of it that only one device has.
    kind : {"output", "input"}, optional
        Whether it is to play or to record.
    """
    with LOCK:
        look_again_for_devices()
        return find_known(name, kind)


def find_known(name: str | None, kind: Kind = "output") -> dict[str, Any]:
    """Return the same as :func:`find`, among the devices that PortAudio knows already."""
    sounddevice = load()
    with LOCK:
        try:
            if name is None:
                facts = dict(sounddevice.query_devices(kind=kind))
                return {**facts, "host": sounddevice.query_hostapis()[facts["hostapi"]]["name"]}
            for facts in _known(sounddevice, kind):
                if name in (facts["name"], f"{facts['name']}, {facts['host']}"):
                    return facts
            facts = dict(sounddevice.query_devices(name, kind))
            return {**facts, "host": sounddevice.query_hostapis()[facts["hostapi"]]["name"]}
        except (sounddevice.PortAudioError, ValueError) as err:
            raise PlaybackError(f"there is no sound: {_not_found(name, kind)}") from err


def _not_found(name: str | None, kind: Kind) -> str:
    if kind == "input":
        if name is None:
            return "nothing to record from was found; connect a microphone or an interface, or switch it on"
        return f"there is no device {name} to record from; connect it, or choose another"
    if name is None:
        return "no sound device was found; connect one or switch it on, and the sound comes by itself"
    return f"the device {name} was not found; connect it, or choose another, and the sound comes by itself"


def devices(kind: Kind = "output") -> tuple[Device, ...]:
    """Return the devices that can play, or record; none where PortAudio is missing or fails."""
    look_again_for_devices()
    try:
        sounddevice = load()
    except PlaybackError:
        return ()
    with LOCK:
        try:
            found = _known(sounddevice, kind)
            chosen = sounddevice.query_devices(kind=kind)["index"] if found else -1
        except (sounddevice.PortAudioError, ValueError):
            return ()
    return tuple(
        Device(
            str(facts["name"]),
            str(facts["host"]),
            int(facts[f"max_{kind}_channels"]),
            round(facts["default_samplerate"]),
            facts["index"] == chosen,
        )
        for facts in found
    )


def _known(sounddevice: Any, kind: Kind) -> list[dict[str, Any]]:
    hosts = sounddevice.query_hostapis()
    return [
        {**facts, "host": hosts[facts["hostapi"]]["name"]}
        for facts in sounddevice.query_devices()
        if facts[f"max_{kind}_channels"] > 0
    ]
