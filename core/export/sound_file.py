"""One sound file on disk: written block by block, and read back.

Owns which library writes which container, and that what was written has reached the disk. The numbers are made in
``quantizing``.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Protocol

import numpy as np
import soundfile
from numpy.typing import NDArray

from core.export.formats import SUBTYPES, SoundForm
from core.export.naming import system_name
from core.export.sound_reading import read_words
from core.export.wave_file import WaveWriter

_AIFF_HEAD_BYTES = 12
# libsndfile has them, but not every container holds them whole
_AIFF_TAGS = ("title", "artist", "comment")


class SoundWriter(Protocol):
    """Takes blocks of (samples, channels) as in ``quantizing.Quantized``; a context manager.

    Attributes
    ----------
    checksum : int
        CRC-32 of what :meth:`read_back` has to yield.
    """

    checksum: int

    def write(self, words: NDArray[np.generic]) -> None:
        """Write a block."""

    def read_back(self) -> Iterator[memoryview]:
        """Yield what stands in the finished file, in as many parts as there are blocks.

        Raises
        ------
        ExportError
            The file is not of this form or not whole.
        """

    def __enter__(self) -> SoundWriter:
        """Return the writer."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the file."""


def open_writer(path: Path, form: SoundForm) -> SoundWriter:
    """Return a writer for a new file."""
    return WaveWriter(path, form) if form.container == "wav" else _LibraryWriter(path, form)


class _LibraryWriter:
    """FLAC and AIFF, by libsndfile."""

    def __init__(self, path: Path, form: SoundForm) -> None:
        self.checksum = 0
        self._path, self._form = path, form
        self._is_float_aiff = (form.container, form.bits) == ("aiff", "32f")
        kind = form.container.upper()
        self._file = soundfile.SoundFile(
            system_name(path), "w", form.rate, form.channels, SUBTYPES[form.bits], format=kind
        )
        try:
            for name, words in _tags_for(form).items():
                setattr(self._file, name, words)
        except BaseException:
            self._file.close()
            raise

    def write(self, words: NDArray[np.generic]) -> None:
        self.checksum = zlib.crc32(np.ascontiguousarray(words).data, self.checksum)
        self._file.write(words)

    def read_back(self) -> Iterator[memoryview]:
        for words in read_words(self._path, self._form):
            yield np.ascontiguousarray(words).data

    def __enter__(self) -> _LibraryWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if error is None and self._is_float_aiff:
            _clear_time_stamp(self._path)


def _tags_for(form: SoundForm) -> Mapping[str, str]:
    if form.container == "aiff":
        return {name: form.tags[name] for name in _AIFF_TAGS if form.tags.get(name)}
    return {name: words for name, words in form.tags.items() if words}


def _clear_time_stamp(path: Path) -> None:
    """Clear the time in the peak chunk that libsndfile gives float AIFF: equal stems shall be equal files."""
    with open(path, "r+b") as file:
        position = _AIFF_HEAD_BYTES
        while True:
            file.seek(position)
            head = file.read(8)
            if len(head) < 8 or head[:4] == b"SSND":
                return
            if head[:4] == b"PEAK":
                # behind the version
                file.seek(position + 12)
                file.write(bytes(4))
                return
            (size,) = struct.unpack(">I", head[4:])
            position += 8 + size + size % 2


def bring_to_disk(path: Path) -> None:
    """Wait until a file has reached the disk, and let go of its copy in memory; raises OSError where it cannot."""
    with open(path, "r+b") as file:
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
