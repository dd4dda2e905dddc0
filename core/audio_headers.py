"""What the header of a sound file promises, to compare with what is there.

Owns the reading of container sizes: libsndfile shortens a cut WAV, AIFF, W64, AU or OGG file without a word. Decodes
nothing, and says nothing about files that it does not know.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

_MP3_SCAN_BYTES = 65536
_OGG_PAGE_BYTES = 65307


@dataclass(frozen=True)
class Promise:
    """Size of the sound in a file.

    Attributes
    ----------
    promised_bytes : int
        According to the header.
    present_bytes : int
        From the start of the sound to the end of the file.
    seconds : float or None
        Length that the header promises, where it can be told without the decoder.
    """

    promised_bytes: int
    present_bytes: int
    seconds: float | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the file is as long as promised; writers that count their header as sound are forgiven."""
        return self.present_bytes + 128 >= self.promised_bytes


def read_promise(file: BinaryIO, size: int) -> Promise | None:
    """Return what the header promises.

    Parameters
    ----------
    file : binary file
        Seekable.
    size : int
        Length of the file in bytes.

    Returns
    -------
    Promise or None
        None where the header promises nothing (an unknown kind of file, a stream of unknown length).
    """
    file.seek(_after_id3(file))
    head = file.read(12)
    reader = _READERS.get(head[:4]) or (_mp3 if _is_mp3_frame(head) else None)
    try:
        return reader(file, file.tell() - len(head), size) if reader else None
    except (struct.error, ValueError, OverflowError):
        return None  # cut inside the header, or a size that no file has: the decoder will say so


def has_mp3_frames(file: BinaryIO) -> bool:
    """Return whether two consecutive MPEG audio frames are found near the start of a file."""
    file.seek(_after_id3(file))
    data = file.read(_MP3_SCAN_BYTES)
    position = data.find(b"\xff")
    while position >= 0:
        if _is_mp3_frame(data[position:]):
            following = position + _mp3_frame_bytes(data[position:])
            if following + 4 > len(data) or _is_mp3_frame(data[following:]):
                return True
        position = data.find(b"\xff", position + 1)
    return False


def _unpack(file: BinaryIO, layout: str) -> tuple[int, ...]:
    return struct.unpack(layout, file.read(struct.calcsize(layout)))


def _after_id3(file: BinaryIO) -> int:
    """Return where the sound starts behind an ID3v2 tag (its size has seven bits a byte)."""
    file.seek(0)
    head = file.read(10)
    if len(head) < 10 or head[:3] != b"ID3":
        return 0
    return 10 + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9])


def _riff(file: BinaryIO, start: int, size: int) -> Promise | None:
    file.seek(start + 12)
    long_size = None
    while len(name := file.read(4)) == 4:
        (length,) = _unpack(file, "<I")
        begin = file.tell()
        if name == b"ds64":
            long_size = _unpack(file, "<QQ")[1]
        if name == b"data":
            if length == 0xFFFFFFFF and long_size is not None:
                return Promise(long_size, size - begin)
            # what programs write that do not know the length yet
            unknown = length >= 0xFFFFFF00 or 0x7FFF0000 <= length <= 0x7FFFFFFF
            return None if unknown else Promise(length, size - begin)
        file.seek(begin + length + length % 2)
    return None


def _aiff(file: BinaryIO, start: int, size: int) -> Promise | None:
    file.seek(start + 12)
    while len(name := file.read(4)) == 4:
        (length,) = _unpack(file, ">I")
        begin = file.tell()
        if name == b"SSND":
            return Promise(length - 8, size - begin - 8)
        file.seek(begin + length + length % 2)
    return None


def _wave64(file: BinaryIO, start: int, size: int) -> Promise | None:
    file.seek(start + 40)
    while len(name := file.read(16)) == 16:
        (length,) = _unpack(file, "<Q")
        if name[:4] == b"data":
            return Promise(length - 24, size - file.tell())
        file.seek(max(0, -(-length // 8) * 8 - 24), 1)
    return None


def _au(file: BinaryIO, start: int, size: int) -> Promise | None:
    file.seek(start + 4)
    offset, length = _unpack(file, ">II")
    return None if length == 0xFFFFFFFF else Promise(length, size - start - offset)


def _caf(file: BinaryIO, start: int, size: int) -> Promise | None:
    file.seek(start + 8)
    while len(name := file.read(4)) == 4:
        (length,) = _unpack(file, ">q")
        if name == b"data":
            return None if length < 0 else Promise(length - 4, size - file.tell() - 4)
        file.seek(max(0, length), 1)
    return None


def _flac(file: BinaryIO, start: int, size: int) -> Promise | None:
    file.seek(start + 8)
    _, longest_block = _unpack(file, ">HH")
    file.seek(start + 18)
    (packed,) = _unpack(file, ">Q")
    rate, channels, frames = packed >> 44, (packed >> 41 & 7) + 1, packed & 0xFFFFFFFFF
    if not rate or not longest_block:
        return None
    # a lower bound, from blocks of silence: enough to see through a made-up length
    return Promise(frames // longest_block * (8 + channels), size - start - 42, frames / rate)


def _ogg(file: BinaryIO, start: int, size: int) -> Promise | None:
    """Promise the end of the last page: the sizes of its parts stand in its head."""
    tail_start = max(start, size - _OGG_PAGE_BYTES - 27)
    file.seek(tail_start)
    tail = file.read()
    page = tail.rfind(b"OggS")
    if page < 0 or page + 27 > len(tail):
        return None
    parts = tail[page + 27 : page + 27 + tail[page + 26]]
    return Promise(tail_start + page + 27 + tail[page + 26] + sum(parts), size)


# kbit/s of MPEG 1 and of MPEG 2 and 2.5, layer III
_MP3_BITRATES = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
_MP3_RATES = (44100, 48000, 32000)


def _is_mp3_frame(head: bytes) -> bool:
    """Return whether bytes start with the head of a frame of layer III (ISO 11172-3, 2.4.1.3)."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2 or head[1] >> 3 & 3 == 1:
        return False
    return head[2] >> 4 not in (0, 15) and head[2] >> 2 & 3 != 3


def _mp3_frame_bytes(head: bytes) -> int:
    half = head[1] >> 3 & 1 == 0
    kilobits = _MP3_BITRATES[half][head[2] >> 4]
    return (72 if half else 144) * 1000 * kilobits // _mp3_rate(head) + (head[2] >> 1 & 1)


def _mp3_rate(head: bytes) -> int:
    divisor = {3: 1, 2: 2, 0: 4}[head[1] >> 3 & 3]
    return _MP3_RATES[head[2] >> 2 & 3] // divisor


def _mp3(file: BinaryIO, start: int, size: int) -> Promise | None:
    """Promise what the Xing tag in the first frame says; without one the length is anyone's guess."""
    file.seek(start)
    data = file.read(1024)
    tag = max(data.find(b"Xing"), data.find(b"Info"))
    if tag < 0:
        return None
    flags, frames, length = struct.unpack(">III", data[tag + 4 : tag + 16])
    if flags & 3 != 3:
        return None
    samples = 576 if data[1] >> 3 & 1 == 0 else 1152
    return Promise(length, size - start, frames * samples / _mp3_rate(data))


_READERS: dict[bytes, Callable[[BinaryIO, int, int], Promise | None]] = {
    b"RIFF": _riff,
    b"RF64": _riff,
    b"FORM": _aiff,
    b"riff": _wave64,
    b".snd": _au,
    b"caff": _caf,
    b"fLaC": _flac,
    b"OggS": _ogg,
}
