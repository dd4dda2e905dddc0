"""A sound file that grows until somebody says that it ends.

Owns the unfinished file beside its place, its header, which is right every few seconds, and the step to its place.
Whatever ends a recording (a full disk, too), what came until then is a sound file.
"""

from __future__ import annotations

import os
import struct
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import numpy as np
import soundfile

from core.errors import LiveError
from core.export.choice import Container
from core.export.formats import SUBTYPES, SoundForm, check_form
from core.export.naming import system_name
from core.export.sound_file import bring_to_disk
from core.export.wave_file import wave_head
from core.stft import FloatArray

SUFFIXES: dict[str, Container] = {".wav": "wav", ".flac": "flac"}
"""Of the files that can be recorded: WAV with 32-bit floats, FLAC with 24 bits."""

_HEADER_EVERY_S = 5.0
_LONG_SIZES_BYTES = 28


class _Writer(Protocol):
    def write(self, block: FloatArray) -> None:
        """Append samples (samples, channels); raises OSError."""

    def close(self) -> None:
        """Bring the file to its end; raises OSError."""


class Recording:
    """One file.

    Parameters
    ----------
    path : Path
        Ends with one of ``SUFFIXES``.
    rate, channels : int
    overwrite : bool
        Whether a file of this name is replaced; it stays until the recording ends.

    Attributes
    ----------
    samples : int
        Of a channel, so far.

    Raises
    ------
    LiveError
        The file cannot be made.
    ExportError
        Its format does not hold such a sound.
    """

    def __init__(self, path: Path, rate: int, channels: int, overwrite: bool) -> None:
        self.path, self.samples, self._overwrite, self._rate = path, 0, overwrite, rate
        container = SUFFIXES[path.suffix.lower()]
        form = SoundForm(container, "32f" if container == "wav" else "24", rate, channels, 0)
        check_form(form)
        check_place(path, overwrite)
        self._unfinished = path.with_name(f".{path.stem[:40]}-unfinished-{uuid.uuid4().hex[:8]}{path.suffix}")
        self._is_closed = False
        try:
            self._writer: _Writer = (
                _WaveFile(self._unfinished, form) if container == "wav" else _FlacFile(self._unfinished, form)
            )
        except OSError as err:
            raise LiveError(f"{path}: cannot be written ({err.strerror or err}); choose another name") from err

    def write(self, block: FloatArray) -> None:
        """Append samples (samples, channels); raises LiveError where no more fit."""
        try:
            self._writer.write(block)
        except OSError as err:
            raise LiveError(f"{self.path}: no more can be written ({err.strerror or err}); free space there") from err
        self.samples += len(block)

    def finish(self) -> bool:
        """Put the file into its place; False where there was nothing to put there. Raises LiveError."""
        if self._is_closed:
            return self.samples > 0
        try:
            self._close()
            if not self.samples:
                self._unfinished.unlink()
                return False
            # what is on the disk stays, even where the last bytes of it did not get there
            with suppress(OSError):
                bring_to_disk(self._unfinished)
            check_place(self.path, self._overwrite)
            os.replace(self._unfinished, self.path)
        except (OSError, LiveError) as err:
            raise LiveError(f"{self.path}: cannot be finished; what was recorded is in {self._unfinished}") from err
        return True

    def discard(self) -> None:
        """Leave nothing behind."""
        if not self._is_closed:
            with suppress(OSError):
                self._close()
            with suppress(OSError):
                self._unfinished.unlink()

    def _close(self) -> None:
        self._is_closed = True
        self._writer.close()


def check_place(path: Path, overwrite: bool) -> None:
    """Raise LiveError where a file must not be replaced, or has no folder."""
    try:
        if path.is_dir() or not path.absolute().parent.is_dir():
            raise LiveError(f"{path} is not a file in a folder that exists; choose another name")
        if os.path.lexists(path) and not overwrite:
            raise LiveError(f"{path} exists already; choose another name or let it be replaced")
    except OSError as err:
        raise LiveError(f"{path} cannot be used ({err.strerror}); choose another name") from err


class _WaveFile:
    """WAV of any length, of 32-bit floats; RF64 where it gets longer than 4 GB."""

    def __init__(self, path: Path, form: SoundForm) -> None:
        self._form, self._samples, self._due = form, 0, 0
        self._file = path.open("xb", buffering=0)
        self._take(_head(form, 0))

    def write(self, block: FloatArray) -> None:
        before = self._file.tell()
        try:
            self._take(np.ascontiguousarray(block, "<f4").data.cast("B"))
        except OSError:
            # no half samples
            self._file.truncate(before)
            raise
        self._samples += len(block)
        self._due += len(block)
        if self._due >= _HEADER_EVERY_S * self._form.rate:
            self._due = 0
            self._renew_head()

    def close(self) -> None:
        try:
            self._renew_head()
        finally:
            self._file.close()

    def _renew_head(self) -> None:
        self._file.seek(0)
        self._take(_head(self._form, self._samples))
        self._file.seek(0, os.SEEK_END)

    def _take(self, content: bytes | memoryview) -> None:
        rest = memoryview(content)
        while rest:
            rest = rest[self._file.write(rest) or 0 :]


def _head(form: SoundForm, samples: int) -> bytes:
    """Return the bytes before the sound, as many for every length: long sizes have their place from the beginning."""
    facts = SoundForm(form.container, form.bits, form.rate, form.channels, samples)
    head = wave_head(facts)
    if head.startswith(b"RF64"):
        return head
    (size,) = struct.unpack("<I", head[4:8])
    room = b"JUNK" + struct.pack("<I", _LONG_SIZES_BYTES) + bytes(_LONG_SIZES_BYTES)
    return b"RIFF" + struct.pack("<I", size + len(room)) + b"WAVE" + room + head[12:]


class _FlacFile:
    """FLAC, by libsndfile; what is beyond full scale is limited to it."""

    def __init__(self, path: Path, form: SoundForm) -> None:
        with _in_the_words_of_the_system():
            self._file = soundfile.SoundFile(
                system_name(path), "x", form.rate, form.channels, SUBTYPES[form.bits], format="FLAC"
            )

    def write(self, block: FloatArray) -> None:
        with _in_the_words_of_the_system():
            self._file.write(block)

    def close(self) -> None:
        with _in_the_words_of_the_system():
            self._file.close()


@contextmanager
def _in_the_words_of_the_system() -> Iterator[None]:
    try:
        yield
    except soundfile.LibsndfileError as err:
        raise OSError(err.error_string) from err
    except AssertionError as err:
        # all that soundfile says where fewer samples were written than it had
        raise OSError("the disk is full") from err
