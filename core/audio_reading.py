"""Sound files to arrays.

Owns the checks before, during and after the decoding, and the words for what is wrong with a file. Whatever soundfile
(libsndfile) or the system says leaves here as an ``AudioReadError`` of one line. What libsndfile does not know comes
through ``audio_ffmpeg``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core import audio_ffmpeg
from core.audio_headers import Promise, has_mp3_frames, read_promise
from core.errors import AudioReadError, CoreError, JobCancelled
from core.scratch import check_room, release, scratch_array

if TYPE_CHECKING:
    import soundfile

MIN_RATE, MAX_RATE = 4_000, 384_000
MAX_CHANNELS = 32

Report = Callable[[float], bool]
"""Gets the share that is done, 0 to 1; returns False to end the reading."""

_BLOCK = 65536
_LOUDEST = 1e10  # the largest 32-bit integers stored as floats pass; squares of it still fit float32
_HASH_BYTES = 2**20
_DECODING_SHARE = 0.9
_FFMPEG_SHARE = 0.6
# files whose length is an estimate (MP3), or may be off by a block of the codec
_LOSSY_SLACK_S = {"MPEG": float("inf"), "VORBIS": 0.15, "OPUS": 0.15}
_UNKNOWN_LENGTH = 2**62
_UNKNOWN_FORMAT = 1  # of libsndfile's error codes
_KNOWN = "WAV, AIFF, FLAC, OGG, Opus, MP3, W64, CAF, AU"
_AGAIN = "get the file again from where it came"


@dataclass(frozen=True, eq=False)
class DecodedFile:
    """Samples (channels, samples), float32, with what the file says of them."""

    samples: NDArray[np.float32]
    rate: int
    subtype: str
    sha256: str


def decode_file(path: Path, report: Report | None = None) -> DecodedFile:
    """Decode a whole file in blocks; the arguments and errors are those of :func:`core.audio.read_mixture`."""
    tell = report or _carry_on
    with _in_words(path):
        before = _identity(path)
        try:
            _check_file(path)
            if audio_ffmpeg.is_media(audio_ffmpeg.read_head(path)):
                rest = 1.0 - _FFMPEG_SHARE / _DECODING_SHARE
                with audio_ffmpeg.decoded(path, lambda share: tell(_FFMPEG_SHARE * share)) as sound:
                    read = _read(sound, path, None, lambda share: tell(_FFMPEG_SHARE + rest * share))
            else:
                read = _read(path, path, _check_header(path), tell)
            digest = _hash(path, tell)
        except (AudioReadError, OSError) as err:
            if _identity(path) != before:
                raise _changed(path) from err
            raise
        if _identity(path) != before:
            raise _changed(path)
    return DecodedFile(*read, digest)


@contextmanager
def opened_stream(path: Path, report: Report | None = None) -> Iterator[soundfile.SoundFile]:
    """Yield a sound file, checked as by :func:`decode_file`, to be read block by block with :func:`next_block`.

    What ffmpeg has to decode is decoded as a whole first; ``report`` gets the share of that.
    """
    with ExitStack() as stack:
        with _in_words(path):
            path.stat()
            _check_file(path)
            if audio_ffmpeg.is_media(audio_ffmpeg.read_head(path)):
                file: Path = stack.enter_context(audio_ffmpeg.decoded(path, report or _carry_on))
                promise = None
            else:
                file, promise = path, _check_header(path)
            sound = stack.enter_context(_open(file, promise, path))
            _check_limits(sound, path, promise)
        yield sound


def _read(file: Path, named: Path, promise: Promise | None, tell: Report) -> tuple[NDArray[np.float32], int, str]:
    """Return samples, rate and subtype of a file; messages call it ``named``."""
    with _open(file, promise, named) as sound:
        _check_limits(sound, named, promise)
        return _decode(sound, file, named, tell), sound.samplerate, sound.subtype


def _carry_on(share: float) -> bool:
    return True


def _changed(path: Path) -> AudioReadError:
    return AudioReadError.of(
        path, "the file changed while it was read", "open it again when whoever writes it has finished"
    )


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Turn what the system says into words."""
    try:
        yield
    except FileNotFoundError as err:
        raise AudioReadError.of(path, "there is no such file", "check its name and folder") from err
    except PermissionError as err:
        raise AudioReadError.of(path, "this user may not read the file", "change its permissions or copy it") from err
    except OSError as err:
        raise AudioReadError.of(
            path, f"the file cannot be read ({err.strerror or err})", "check the disk and try again"
        ) from err


def _identity(path: Path) -> tuple[int, int, int]:
    facts = path.stat()
    return facts.st_ino, facts.st_size, facts.st_mtime_ns


def _check_file(path: Path) -> None:
    """Raise unless the path is a file with something in it."""
    if path.is_dir():
        raise AudioReadError.of(path, "this is a folder", "choose a sound file in it")
    if not path.is_file():
        raise AudioReadError.of(path, "this is not a file", "choose a sound file")
    if path.stat().st_size == 0:
        raise AudioReadError.of(path, "the file is empty", _AGAIN)
    if path.suffix.lower() == ".raw":
        raise AudioReadError.of(
            path, "raw samples do not say their rate and format", "save them as WAV in an audio editor"
        )


def _check_header(path: Path) -> Promise | None:
    """Return what the header of a sound file promises; raise where that is not kept."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(12)
        if path.suffix.lower() == ".mp3" and head[:4] not in (b"RIFF", b"fLaC", b"OggS") and not has_mp3_frames(file):
            # the MP3 decoder would print its troubles to the terminal
            raise AudioReadError.of(path, "there is no MP3 sound in it", "check that this is the right file")
        promise = read_promise(file, size)
    if promise is not None and promise.seconds is not None and not promise.is_kept:
        there = promise.seconds * max(0, promise.present_bytes) / promise.promised_bytes
        raise _cut(path, f"about {_duration(there)}", _duration(promise.seconds))
    return promise


def _cut(path: Path, there: str, promised: str) -> AudioReadError:
    return AudioReadError.of(path, f"the header promises {promised} of sound but only {there} are there", _AGAIN)


def _open(file: Path, promise: Promise | None, path: Path) -> soundfile.SoundFile:
    import soundfile

    try:
        # bytes on POSIX: names that are not valid text pass, too
        return soundfile.SoundFile(str(file) if os.name == "nt" else os.fsencode(file))
    except soundfile.LibsndfileError as err:
        if not os.access(path, os.R_OK):
            raise PermissionError from err
        if promise is not None and not promise.is_kept:
            raise _cut(path, _size(promise.present_bytes), _size(promise.promised_bytes)) from err
        if err.code == _UNKNOWN_FORMAT:
            raise AudioReadError.of(
                path, f"this is not a sound file of a known kind ({_KNOWN})", "convert it to WAV or FLAC"
            ) from err
        words = err.error_string.rstrip(".").strip()
        what = f"the file is damaged or of an unusual kind ({words})"
        raise AudioReadError.of(path, what, "save it as 24-bit WAV or FLAC") from err


def _check_limits(file: soundfile.SoundFile, path: Path, promise: Promise | None) -> None:
    """Raise where the header alone tells that the song cannot be used; nothing has been decoded or allocated yet."""
    rate, channels, frames = file.samplerate, file.channels, file.frames
    if not MIN_RATE <= rate <= MAX_RATE:
        allowed = f"{MIN_RATE // 1000} kHz to {MAX_RATE // 1000} kHz"
        raise AudioReadError.of(path, f"its sample rate is {rate / 1000:g} kHz", f"convert it to a rate of {allowed}")
    if not 1 <= channels <= MAX_CHANNELS:
        raise AudioReadError.of(path, f"it has {channels} channels", f"save it with 1 to {MAX_CHANNELS} channels")
    if promise is not None and not promise.is_kept and promise.seconds is None:
        there = frames / rate
        if file.format == "OGG":
            raise AudioReadError.of(path, f"the file is cut off after {_duration(there)}", _AGAIN)
        whole = there * promise.promised_bytes / max(1, promise.present_bytes)
        raise _cut(path, _duration(there), _duration(whole) if there else _size(promise.promised_bytes))
    if frames <= 0:
        if promise is not None and promise.promised_bytes <= 0 and promise.present_bytes > 128:
            what = f"the header says that the file is empty, but {_size(promise.present_bytes)} follow"
            raise AudioReadError.of(path, what, "a recording was broken off: repair the file in an audio editor")
        raise AudioReadError.of(path, "there is no sound in it (zero length)", "choose another file")
    if frames < _UNKNOWN_LENGTH:
        try:
            check_room(frames * channels * 4)
        except CoreError as err:
            raise AudioReadError.of(
                path, f"{_duration(frames / rate)} of sound are too long for this machine", str(err)
            ) from err


def _decode(file: soundfile.SoundFile, opened: Path, path: Path, tell: Report) -> NDArray[np.float32]:
    """Return all samples; a second pass follows where the length in the header was only an estimate."""
    frames, rate = file.frames, file.samplerate
    unknown = frames >= _UNKNOWN_LENGTH
    samples = _allocate(path, file.channels, 0 if unknown else frames)
    count = _decode_into(samples, file, path, tell)
    if count == frames:
        return samples
    slack_s = max((_LOSSY_SLACK_S[kind] for kind in _LOSSY_SLACK_S if file.subtype.startswith(kind)), default=0.0)
    if not unknown and (frames - count) > slack_s * rate:
        raise _cut(path, _duration(count / rate), _duration(frames / rate))
    if not count:
        raise AudioReadError.of(path, "there is no sound in it (zero length)", "choose another file")
    samples = _allocate(path, file.channels, count)
    with _open(opened, None, path) as again:
        _decode_into(samples, again, path, tell)
    return samples


def _allocate(path: Path, channels: int, length: int) -> NDArray[np.float32]:
    try:
        return scratch_array((channels, length))
    except CoreError as err:
        raise AudioReadError.of(path, "the song is too long for this machine", str(err)) from err


def _decode_into(samples: NDArray[np.float32], file: soundfile.SoundFile, path: Path, tell: Report) -> int:
    """Fill ``samples`` as far as it reaches and return how many there are in the file."""
    position, length = 0, samples.shape[1]
    buffer = np.empty((_BLOCK, file.channels), np.float32)
    while True:
        count, is_last = next_block(file, buffer)
        if count == 0:
            return position
        _check_samples(buffer[:count], position, file.samplerate, path)
        stop = min(position + count, length)
        if stop > position:
            samples[:, position:stop] = buffer[: stop - position].T
            release(samples, position, stop)
        position += count
        if not tell(_DECODING_SHARE * min(1.0, position / max(length, position))):
            raise JobCancelled("cancelled")
        if is_last:
            return position


def next_block(file: soundfile.SoundFile, buffer: NDArray[np.float32]) -> tuple[int, bool]:
    """Decode a block into ``buffer``; return the number of samples and whether the decoder gave up behind them.

    soundfile does not say how far the decoder came before an error, so that the buffer is marked beforehand.
    """
    import soundfile

    buffer.fill(np.nan)
    try:
        return len(file.read(out=buffer, fill_value=None)), False
    except soundfile.LibsndfileError:
        return int(np.count_nonzero(~np.isnan(buffer).any(axis=1))), True


def _check_samples(block: NDArray[np.float32], position: int, rate: int, path: Path) -> None:
    peak = max(float(block.max()), -float(block.min()))
    if peak <= _LOUDEST:
        return
    wrong = ~(np.abs(block) <= _LOUDEST)
    frame, channel = np.argwhere(wrong)[0]
    value = block[frame, channel]
    what = f"a value of {value:.2g}" if np.isfinite(value) else f"a sample that is no number ({value})"
    where = f"at {(position + frame) / rate:.3f} s in channel {channel + 1}"
    raise AudioReadError.of(path, f"{what} {where}", "the file is damaged: render it again")


def _hash(path: Path, tell: Report) -> str:
    digest, done, size = hashlib.sha256(), 0, path.stat().st_size
    with path.open("rb") as file:
        # a file that grows has no end to wait for
        while done < size and (part := file.read(_HASH_BYTES)):
            digest.update(part)
            done += len(part)
            if not tell(_DECODING_SHARE + (1.0 - _DECODING_SHARE) * min(1.0, done / size)):
                raise JobCancelled("cancelled")
    return digest.hexdigest()


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.2f} s"
    if seconds < 3600:
        return f"{int(seconds // 60)} min {int(seconds % 60)} s"
    return f"{int(seconds // 3600)} h {int(seconds % 3600 // 60)} min"


def _size(count: int) -> str:
    return f"{max(0, count) / 1e6:.3f} MB"
