"""What the song's file says beside its sound: tags, time reference, speakers.

Owns the reading of these from the file that the song came from. A file that is gone, has been replaced by another, or
is broken there says nothing; nothing is raised.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import soundfile

from core.audio import Mixture
from core.audio_ffmpeg import is_media, media_tags, read_head
from core.export.bext import Broadcast, decode_broadcast
from core.export.choice import Tags
from core.export.naming import system_name

_EXTENSIBLE = 0xFFFE
_LONGEST_CHUNK = 2**20
_MOST_CHUNKS = 1000
_UNKNOWN_SIZE = 0xFFFFFFFF
# the order of channels that FLAC prescribes (RFC 9639, 9.1.3) as masks of WAVE_FORMAT_EXTENSIBLE
_FLAC_MASKS = {3: 0x7, 4: 0x33, 5: 0x37, 6: 0x3F, 7: 0x70F, 8: 0x63F}


@dataclass(frozen=True)
class SongFacts:
    """Tags, broadcast extension (WAV, RF64, W64), and the speakers of the channels where the file names them."""

    tags: Tags = field(default_factory=Tags)
    broadcast: Broadcast | None = None
    channel_mask: int | None = None


def song_facts(mixture: Mixture) -> SongFacts:
    """Return what the song's file says; reads its head only."""
    if mixture.path is None:
        return SongFacts()
    try:
        with soundfile.SoundFile(system_name(mixture.path)) as file:
            if (file.samplerate, file.channels) != (mixture.rate, mixture.channels):
                return SongFacts()
            words, kind = file.copy_metadata(), file.format
        chunks = _chunks(mixture.path, kind)
    except soundfile.SoundFileError:
        return SongFacts(_media_tags(mixture.path))
    except (OSError, struct.error):
        return SongFacts()
    tags = Tags(*(words.get(name, "") for name in ("title", "artist", "album", "comment", "tracknumber")))
    mask = _FLAC_MASKS.get(mixture.channels) if kind == "FLAC" else _channel_mask(chunks.get(b"fmt ", b""))
    return SongFacts(tags, decode_broadcast(chunks.get(b"bext", b"")), mask)


def song_tags(mixture: Mixture) -> Tags:
    """Return the tags of the song's file, empty where it has none."""
    return song_facts(mixture).tags


def _media_tags(path: Path) -> Tags:
    try:
        known = media_tags(path) if is_media(read_head(path)) else {}
    except OSError:
        known = {}
    return Tags(*(known.get(name, "") for name in ("title", "artist", "album", "comment", "track")))


def _channel_mask(content: bytes) -> int | None:
    if len(content) < 40 or struct.unpack_from("<H", content)[0] != _EXTENSIBLE:
        return None
    (mask,) = struct.unpack_from("<I", content, 20)
    return int(mask)


def _chunks(path: Path, kind: str) -> dict[bytes, bytes]:
    """Return the first of every kind of chunk that matters here."""
    walk = {"WAV": _riff_chunks, "WAVEX": _riff_chunks, "RF64": _riff_chunks, "W64": _wave64_chunks}.get(kind)
    found: dict[bytes, bytes] = {}
    if walk is None:
        return found
    with path.open("rb") as file:
        for count, (name, start, size) in enumerate(walk(file)):
            if count >= _MOST_CHUNKS or len(found) == 2:
                break
            if name in (b"fmt ", b"bext") and name not in found:
                file.seek(start)
                found[name] = file.read(min(size, _LONGEST_CHUNK))
    return found


def _riff_chunks(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, start and size of the chunks of a RIFF or RF64 file."""
    position, long_size = 12, 0
    while True:
        file.seek(position)
        head = file.read(8)
        if len(head) < 8:
            return
        name, size = head[:4], struct.unpack("<I", head[4:])[0]
        if name == b"ds64":
            (long_size,) = struct.unpack("<8xQ", file.read(16))
        if name == b"data" and size == _UNKNOWN_SIZE:
            size = long_size
        yield name, position + 8, size
        position += 8 + size + size % 2


def _wave64_chunks(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Yield the same of a Sony Wave64 file: names are of 16 bytes, of which four tell."""
    position = 40
    while True:
        file.seek(position)
        head = file.read(24)
        if len(head) < 24:
            return
        (size,) = struct.unpack("<Q", head[16:])
        if size < 24:
            return
        yield head[:4], position + 24, size - 24
        position += -(-size // 8) * 8
