"""Split into voice and accompaniment while it plays.

INPUT and OUTPUT are sound files or devices; "default" is the device that the system has chosen, and --list names the
others. A file is split as fast as possible into a file (.wav with 32-bit floats, .flac with 24 bits) and in real time
to a device. What is heard or written are both parts through their faders; --stems writes each part as it is. Files
begin where the input begins. Ctrl-C ends it, and what was split until then is kept.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.commands import CommandError, check_file, check_folder, given_path, is_there
from app.console import Console
from core.engines.unrolled.weights import default_name, names
from core.errors import LiveError
from core.live import STRIPS, SUFFIXES, LiveRequest, LiveSession, LiveState, Strip
from core.playback import portaudio

_DEFAULT = "default"
_LOUDEST_DB = 24.0
_EVERY_S = 0.1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare both ends, the faders and the network."""
    parser.add_argument("--input", metavar="DEVICE|FILE", help="what is split")
    parser.add_argument(
        "--output", metavar="DEVICE|FILE", help="where it goes (default: the system's device, or nowhere with --stems)"
    )
    parser.add_argument("--stems", type=given_path, metavar="DIR", help="also write voice.wav and accompaniment.wav")
    parser.add_argument("--network", choices=names(), help=f"what tells the voice (default {default_name()})")
    for name in STRIPS:
        parser.add_argument(f"--{name}", type=_decibels, default=0.0, metavar="DB", help=f"fader of the {name}")
    parser.add_argument("--stem", choices=STRIPS, help="only this one is heard")
    parser.add_argument("--seconds", type=_seconds, metavar="S", help="end after so much of the input")
    parser.add_argument("--overwrite", action="store_true", help="replace files of the same names")
    parser.add_argument("--list", action="store_true", help="list the devices")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _decibels(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    # minus infinity is silence
    if not value <= _LOUDEST_DB:
        raise argparse.ArgumentTypeError(f"{text!r} is not a level of {_LOUDEST_DB:g} dB or less")
    return value


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0.0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    return value


def run(options: argparse.Namespace, console: Console) -> None:
    """Split until the input or the user ends it, and tell how it went."""
    if options.list:
        _list_devices(options, console)
        return
    request = _request(options)
    made = _made_folders(request.stems)
    session = LiveSession(request)
    try:
        session.start(console.stage("Decoding"))
        # nothing of what is there already is looked through while sound must come in time
        gc.collect()
        gc.freeze()
        is_interrupted = _watch(session, console)
        _tell(session.state(), request, options, is_interrupted, console)
    finally:
        session.close()
        gc.unfreeze()
        for folder in made:
            # where files are in it, it stays
            with suppress(OSError):
                folder.rmdir()


def _watch(session: LiveSession, console: Console) -> bool:
    """Show what it does until it ends; return whether the user has ended it."""
    try:
        while not session.wait(_EVERY_S):
            _show(session.state(), console)
    except KeyboardInterrupt:
        session.stop()
        return True
    return False


def _show(state: LiveState, console: Console) -> None:
    share = state.position_s / state.length_s if state.length_s else None
    gaps = f"; {state.underruns} gaps" if state.underruns else ""
    words = f"{state.position_s:.0f} s; {_latency(state)}; {100 * state.load:.1f} % of one core{gaps}"
    console.progress("Live", share, detail=words)


def _latency(state: LiveState) -> str:
    whole, frame, device = (round(1000 * value) for value in (state.latency_s, state.frame_s, state.device_s))
    return f"{whole} ms = frame {frame} + device {device}" if state.device_s else f"{whole} ms = frame"


def _tell(
    state: LiveState, request: LiveRequest, options: argparse.Namespace, is_interrupted: bool, console: Console
) -> None:
    """Tell the result; raises where the exit code has to say that it is not whole."""
    files = _files(request) if state.position_s else []
    if options.json:
        console.json(_as_json(state, files, options, is_interrupted))
    else:
        for path in files:
            console.say(f"{path}: {state.position_s:.1f} s")
        worst = f"{1000 * state.worst_block_s:.1f} ms, {100 * state.worst_block_share:.0f} % of its time"
        console.say(f"latency {_latency(state)}; {100 * state.mean_load:.1f} % of one core; worst block {worst}")
    if state.underruns:
        console.warn(f"{state.underruns} times sound did not come in time; close what else needs the processor")
    if state.wrong_samples:
        console.warn(f"{state.wrong_samples} samples were no numbers; silence took their place")
    if state.reason:
        raise LiveError(state.reason)
    if is_interrupted and isinstance(request.input, Path) and isinstance(request.output, Path):
        console.note(f"{request.output} ends after {state.position_s:.1f} s")
        raise KeyboardInterrupt


def _as_json(state: LiveState, files: list[Path], options: argparse.Namespace, is_interrupted: bool) -> dict[str, Any]:
    ends = "failed" if state.reason else "interrupted" if is_interrupted else "whole"
    return {
        "input": options.input,
        "output": options.output or "",
        "files": [str(path) for path in files],
        "network": options.network or default_name(),
        "rate": state.rate,
        "channels": state.channels,
        "seconds": state.position_s,
        "end": ends,
        "reason": state.reason,
        "latency_s": {"whole": state.latency_s, "frame": state.frame_s, "device": state.device_s},
        "share_of_one_core": state.mean_load,
        "worst_block": {"seconds": state.worst_block_s, "share": state.worst_block_share},
        "underruns": state.underruns,
        "drift_samples": state.corrections,
        "wrong_samples": state.wrong_samples,
    }


# what is asked for


def _request(options: argparse.Namespace) -> LiveRequest:
    """Return what is asked for; raises CommandError where that makes no sense, before anything is opened."""
    if not options.input:
        raise CommandError("--input: say what is split, a file or a device; --list names the devices")
    source = _input(options.input)
    target = _output(options.output)
    request = LiveRequest(
        source,
        target,
        stems=options.stems,
        is_heard=options.output is not None or options.stems is None,
        network=options.network or "",
        strips={name: Strip(gain_db=getattr(options, name), solo=options.stem == name) for name in STRIPS},
        seconds=options.seconds,
        overwrite=options.overwrite,
    )
    if options.stems is not None:
        check_folder(options.stems, "--stems")
    for path in _files(request):
        option = "--output" if path == target else "--stems"
        if path == target or path.parent.is_dir():
            check_file(path, option)
        if not is_there(path):
            continue
        if isinstance(source, Path) and os.path.samefile(path, source):
            raise CommandError(f"{option}: {path} is the input itself; choose another name")
        if not options.overwrite:
            raise CommandError(f"{option}: {path} would be replaced; give --overwrite or choose another name")
    return request


def _files(request: LiveRequest) -> list[Path]:
    """Return the files that are written."""
    heard = [request.output] if request.is_heard and isinstance(request.output, Path) else []
    return heard + [request.stems / f"{name}.wav" for name in STRIPS if request.stems is not None]


def _input(text: str) -> Path | str | None:
    if text == _DEFAULT:
        return None
    path = Path(text)
    if is_there(path):
        return path
    if path.suffix or path.name != text:
        raise CommandError(f"--input: {text}: there is no such file; check the name")
    portaudio.find(text, "input")
    return text


def _output(text: str | None) -> Path | str | None:
    if text is None or text == _DEFAULT:
        return None
    if not text:
        raise CommandError("--output: the name is empty")
    path = Path(text)
    if path.suffix.lower() in SUFFIXES:
        return path
    if path.suffix or path.name != text:
        raise CommandError(f"--output: {text} ends with none of {', '.join(SUFFIXES)}; choose another name")
    portaudio.find(text, "output")
    return text


def _made_folders(folder: Path | None) -> list[Path]:
    """Make a folder; return what was made, the innermost first."""
    if folder is None:
        return []
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


# devices


def _list_devices(options: argparse.Namespace, console: Console) -> None:
    portaudio.load()
    found = {kind: portaudio.devices(kind) for kind in ("input", "output")}
    if options.json:
        console.json({f"{kind}s": [vars(device) for device in devices] for kind, devices in found.items()})
        return
    for kind, devices in found.items():
        for device in devices:
            usual = "  default" if device.is_default else ""
            ways = "channel" if device.channels == 1 else "channels"
            console.say(f"{kind:6}  {device.name}, {device.host}  {device.channels} {ways}  {device.rate} Hz{usual}")
        if not devices:
            console.say(f"{kind:6}  none")
