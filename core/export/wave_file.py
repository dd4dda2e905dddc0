"""WAV files: RIFF, and RF64 where they pass 4 GB, with broadcast extension, speakers and tags.

Owns the bytes of the container (EBU Tech 3285 and 3306), since the length is known before the first sample and no
library that is at hand writes all of these. Samples come as whole numbers or floats already.
"""

from __future__ import annotations

import struct
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from core.export.formats import BYTES_PER_SAMPLE, SoundForm

RF64_FROM_BYTES = 2**32 - 2**16
"""Size from which a file is written as RF64; some room is left for readers that count more than the sound."""

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_GUID_TAIL = bytes.fromhex("000000001000800000aa00389b71")
_LONG = 0xFFFFFFFF
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
    """

    def __init__(self, path: Path, form: SoundForm) -> None:
        self._form = form
        self._file = path.open("xb")
        try:
            self._file.write(wave_head(form))
        except BaseException:
            self._file.close()
            raise

    def write(self, words: NDArray[np.generic]) -> None:
        """Write samples (samples, channels): int16, int32 whose upper 24 bits count, or float32."""
        if self._form.bits == "24":
            self._file.write(_upper_bytes(words))
        else:
            self._file.write(np.ascontiguousarray(words, words.dtype.newbyteorder("<")).data)

    def __enter__(self) -> WaveWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None and self._form.sound_bytes % 2:
                self._file.write(b"\0")
        finally:
            self._file.close()


def _upper_bytes(words: NDArray[np.generic]) -> memoryview:
    octets = np.ascontiguousarray(words, "<i4").view(np.uint8).reshape(-1, 4)
    packed = np.empty((len(octets), 3), np.uint8)
    for place in range(3):
        packed[:, place] = octets[:, place + 1]
    return packed.data


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
