"""Sound out of M4A, AAC, WMA and video files, which libsndfile does not know: the program ffmpeg decodes them.

Owns which files are given to ffmpeg (those that say in their first bytes what they are, never a playlist, which could
name other files), how it is run, and what is said where it is not installed. Checks no samples: the decoded file goes
through the same reader as any other.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core.errors import AudioReadError, JobCancelled
from core.scratch import free_folder

SUFFIXES = ("m4a", "mp4", "m4v", "mov", "mkv", "mka", "webm", "aac", "wma", "wmv", "avi", "flv", "ts", "mts", "mpg")
"""Of files that ffmpeg is asked to decode, for file dialogs; what counts are the first bytes."""

ADVICE = "install ffmpeg (on Debian or Ubuntu: apt install ffmpeg), or convert the file to WAV or FLAC"

_ASF = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
_HEAD_BYTES = 400
_PROBE_S = 30.0
_TAGS_S = 5.0
_SLACK_S = 0.5
_FLOAT_BYTES = 4


def is_media(head: bytes) -> bool:
    """Return whether the first bytes of a file (400 or more of them) are those of a container that ffmpeg decodes."""
    adts = len(head) > 1 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0
    transport = any(len(head) > start + 188 and head[start] == head[start + 188] == 0x47 for start in (0, 4))
    return (
        head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide")
        or head[:4] in (b"\x1aE\xdf\xa3", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3", b"ADIF")
        or (head[:4] == b"RIFF" and head[8:12] == b"AVI ")
        or head[:3] == b"FLV"
        or head[:16] == _ASF
        or adts
        or transport
    )


def read_head(path: Path) -> bytes:
    """Return as many of the first bytes of a file as :func:`is_media` looks at."""
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


@contextmanager
def decoded(path: Path, tell: Callable[[float], bool]) -> Iterator[Path]:
    """Yield a WAV file (32-bit float) with the first sound track of a media file; it is gone afterwards.

    Parameters
    ----------
    path : Path
    tell : callable
        Gets the share that is done, 0 to 1; returns False to end the decoding.

    Raises
    ------
    AudioReadError
        There is no ffmpeg, no sound in the file, or less of it than its header promises.
    JobCancelled
        ``tell`` returned False.
    """
    if shutil.which("ffmpeg") is None or shutil.which("ffprobe") is None:
        what = "M4A, AAC and video files need the program ffmpeg, which is not installed"
        raise AudioReadError.of(path, what, ADVICE)
    seconds, bytes_needed = _probe(path)
    with tempfile.TemporaryDirectory(prefix="stembrush-", dir=free_folder(bytes_needed)) as folder:
        target = Path(folder) / "sound.wav"
        _decode(path, target, seconds, tell)
        yield target


def media_tags(path: Path) -> dict[str, str]:
    """Return the tags of a media file by their names in small letters; none where ffprobe is missing or finds none."""
    command = ["ffprobe", "-v", "error", *_SAFE, "-show_entries", "format_tags", "-of", "json", _name(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TAGS_S, stdin=subprocess.DEVNULL, check=False)
        tags = json.loads(done.stdout)["format"]["tags"]
        return {str(name).lower(): str(words) for name, words in tags.items()}
    except (OSError, subprocess.TimeoutExpired, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _probe(path: Path) -> tuple[float, int]:
    """Return the length of the sound in seconds (0 where nobody says) and the bytes that it will take."""
    shown = "stream=sample_rate,channels,duration:format=duration"
    command = [
        "ffprobe",
        "-v",
        "error",
        *_SAFE,
        "-select_streams",
        "a:0",
        "-show_entries",
        shown,
        "-of",
        "json",
        _name(path),
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PROBE_S, stdin=subprocess.DEVNULL, check=False)
        facts: dict[str, Any] = json.loads(done.stdout or b"{}")
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise _damaged(path, "ffmpeg cannot make it out") from error
    if done.returncode != 0:
        raise _damaged(path, _last_line(done.stderr, path))
    streams = facts.get("streams") or []
    if not streams:
        raise AudioReadError.of(path, "there is no sound in it", "choose another file")
    stream = streams[0]
    seconds = _number(stream.get("duration")) or _number(facts.get("format", {}).get("duration"))
    return seconds, round(seconds * _number(stream.get("sample_rate")) * _number(stream.get("channels")) * _FLOAT_BYTES)


def _decode(path: Path, target: Path, seconds: float, tell: Callable[[float], bool]) -> None:
    command = ["ffmpeg", "-v", "error", "-nostdin", *_SAFE, "-i", _name(path), "-map", "0:a:0", "-c:a", "pcm_f32le"]
    command += ["-rf64", "auto", "-progress", "pipe:1", "-y", str(target)]
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors)
        done_s = 0.0
        try:
            assert process.stdout is not None
            for line in process.stdout:
                key, _, value = line.decode("ascii", "replace").strip().partition("=")
                if key == "out_time_us":
                    done_s = max(done_s, _number(value) / 1e6)
                if key == "progress" and not tell(min(1.0, done_s / seconds) if seconds else 0.0):
                    raise JobCancelled("cancelled")
            process.wait()
        finally:
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
        errors.seek(0)
        words = _last_line(errors.read(), path)
    if process.returncode != 0 or not target.exists():
        raise _damaged(path, words)
    if done_s < seconds - _SLACK_S:
        what = f"the header promises {seconds:.1f} s of sound but only {done_s:.1f} s are there"
        raise AudioReadError.of(path, what, "get the file again from where it came")


# files only, whatever the one that is read names
_SAFE = ("-protocol_whitelist", "file,pipe")


def _name(path: Path) -> str:
    # a name may look like an option or like the address of something else
    return f"file:{os.fspath(path.absolute())}"


def _number(value: object) -> float:
    try:
        number = float(str(value))
    except ValueError:
        return 0.0
    return number if 0.0 <= number < 1e15 else 0.0


def _last_line(text: bytes, path: Path) -> str:
    """Return what ffmpeg says last, without the path, which the user knows."""
    lines = [line.strip() for line in text.decode("utf-8", "replace").replace(_name(path), "").splitlines()]
    said = next((line for line in reversed(lines) if line), "ffmpeg does not say why")
    return "".join(letter for letter in said if letter.isprintable()).lstrip(": ")[-160:]


def _damaged(path: Path, words: str) -> AudioReadError:
    return AudioReadError.of(path, f"the file is damaged or of an unusual kind ({words})", "convert it to WAV or FLAC")
