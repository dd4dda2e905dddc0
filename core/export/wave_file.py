"""WAV files: RIFF, and RF64 where they pass 4 GB, with broadcast extension, speakers and tags.

Owns the bytes of the container (EBU Tech 3285 and 3306), since the length is known before the first sample and no
library that is at hand writes all of these. Samples come as whole numbers or floats already.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from core.export.formats import BYTES_PER_SAMPLE, SoundForm
from core.export.quantizing import BLOCK
from core.export.sound_reading import not_whole, read_words

RF64_FROM_BYTES = 2**32 - 2**16
"""Size from which a file is written as RF64; some room is left for readers that count more than the sound."""

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_GUID_TAIL = bytes.fromhex("000000001000800000aa00389b71")
_LONG = 0xFFFFFFFF
_SENT_AT_A_TIME = 8 * 2**20
_DECODED_EVERY = 16
_USUAL_MASKS = {1: 0x4, 2: 0x3}
_INFO_NAMES = {
    "title": b"INAM", "artist": b"IART", "album": b"IPRD", "comment": b"ICMT", "tracknumber": b"ITRK",
    "software": b"ISFT",
}  # fmt: skip


class WaveWriter:
    """Writes a WAV file block by block; a context manager.

    Parameters
    ----------
    path : Path
        Must not exist.
    form : SoundForm
        Of so many samples as will be written.

    Attributes
    ----------
    checksum : int
        CRC-32 of all bytes so far.
    """

    def __init__(self, path: Path, form: SoundForm) -> None:
        self.checksum = self._behind = self._blocks = 0
        self._decoded: list[int] = []
        self._path, self._form = path, form
        self._file = path.open("xb")
        try:
            self._take(wave_head(form))
        except BaseException:
            self._file.close()
            raise

    def write(self, words: NDArray[np.generic]) -> None:
        """Write samples (samples, channels): int16, int32 whose upper 24 bits count, or float32."""
        if self._blocks % _DECODED_EVERY == 0:
            self._decoded.append(zlib.crc32(np.ascontiguousarray(words).data))
        self._blocks += 1
        self._take(_packed(words, self._form))

    def read_back(self) -> Iterator[memoryview]:
        """Yield all bytes of the finished file; see ``sound_file.SoundWriter``.

        Samples are as they were written where the bytes are. That bytes are read as they were meant is shown by another
        reader, at the head and at some blocks.
        """
        form = self._form
        for words, expected in zip(read_words(self._path, form, _DECODED_EVERY), self._decoded, strict=True):
            if zlib.crc32(words.data) != expected:
                raise not_whole(self._path)
        frame = form.sound_bytes // form.length
        with open(self._path, "rb", buffering=0) as file:
            for start in range(0, form.length, BLOCK):
                count = frame * BLOCK
                if start == 0:
                    count += len(wave_head(form))
                if start + BLOCK >= form.length:
                    # the byte that makes the size even, and one that must not be there
                    count += 2
                yield memoryview(file.read(count))

    def _take(self, content: bytes | memoryview) -> None:
        self.checksum = zlib.crc32(content, self.checksum)
        self._file.write(content)
        self._behind += len(content)
        if self._behind >= _SENT_AT_A_TIME and hasattr(os, "posix_fadvise"):
            # Linux begins to write to the disk what it shall forget, while the next blocks are computed
            os.posix_fadvise(self._file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            self._behind = 0

    def __enter__(self) -> WaveWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None and self._form.sound_bytes % 2:
                self._take(b"\0")
        finally:
            self._file.close()


def _packed(words: NDArray[np.generic], form: SoundForm) -> memoryview:
    """Return samples, as for a writer, as the bytes of a file."""
    if form.bits != "24":
        return np.ascontiguousarray(words, words.dtype.newbyteorder("<")).data.cast("B")
    octets = np.ascontiguousarray(words, "<i4").view(np.uint8).reshape(-1, 4)
    upper = np.empty((len(octets), 3), np.uint8)
    for place in range(3):
        upper[:, place] = octets[:, place + 1]
    return upper.data.cast("B")


def wave_head(form: SoundForm) -> bytes:
    """Return all bytes of a file before its first sample."""
    before = (_chunk(b"bext", form.broadcast) if form.broadcast else b"") + _format_chunk(form)
    extensible = _is_extensible(form)
    if form.bits == "32f" or extensible:
        before += _chunk(b"fact", struct.pack("<I", min(form.length, _LONG)))
    before += _info_chunk(form)
    size = 4 + len(before) + 8 + form.sound_bytes + form.sound_bytes % 2
    if size < RF64_FROM_BYTES:
        return b"RIFF" + struct.pack("<I", size) + b"WAVE" + before + b"data" + struct.pack("<I", form.sound_bytes)
    long_sizes = struct.pack("<QQQI", size + 36, form.sound_bytes, form.length, 0)
    head = b"RF64" + struct.pack("<I", _LONG) + b"WAVE" + _chunk(b"ds64", long_sizes)
    return head + before + b"data" + struct.pack("<I", _LONG)


def _is_extensible(form: SoundForm) -> bool:
    usual = form.channel_mask in (None, 0, _USUAL_MASKS.get(form.channels))
    return form.channels > 2 or not usual


def _format_chunk(form: SoundForm) -> bytes:
    width = BYTES_PER_SAMPLE[form.bits]
    frame = width * form.channels
    code = _FLOAT if form.bits == "32f" else _PCM
    tag = _EXTENSIBLE if _is_extensible(form) else code
    content = struct.pack("<HHIIHH", tag, form.channels, form.rate, form.rate * frame, frame, 8 * width)
    if tag == _EXTENSIBLE:
        content += struct.pack("<HHI", 22, 8 * width, form.channel_mask or 0) + struct.pack("<H", code) + _GUID_TAIL
    elif code == _FLOAT:
        content += struct.pack("<H", 0)
    return _chunk(b"fmt ", content)


def _info_chunk(form: SoundForm) -> bytes:
    parts = [
        _chunk(name, form.tags[tag].encode("utf-8", "replace") + b"\0")
        for tag, name in _INFO_NAMES.items()
        if form.tags.get(tag)
    ]
    return _chunk(b"LIST", b"INFO" + b"".join(parts)) if parts else b""


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
