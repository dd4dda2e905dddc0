"""Standard MIDI files as events in ticks.

Owns the bytes of the format: chunks, running status, divisions and the tempo map. It forgives what other programs
forgive (RIFF wrappers, foreign chunks, missing ends of tracks, odd meta events) and refuses what would lose notes
without a word. Knows nothing of sources and scores. Messages of errors leave out the name of the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from core.errors import MidiReadError

META = 0xFF
META_TRACK_NAME, META_INSTRUMENT_NAME, META_PORT, META_END = 0x03, 0x04, 0x21, 0x2F
META_TEMPO, META_TIME_SIGNATURE = 0x51, 0x58

_DATA_BYTES = {0x8: 2, 0x9: 2, 0xA: 2, 0xB: 2, 0xC: 1, 0xD: 1, 0xE: 2}
_SYSTEM_BYTES = {0xF1: 1, 0xF2: 2, 0xF3: 1}
_DEFAULT_TEMPO_US = 500_000

# what else people drop: first bytes -> its name and what to do
_OTHER_FORMATS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "is a JPEG picture, not a MIDI file"),
    (b"\x89PNG", "is a PNG picture, not a MIDI file"),
    (b"%PDF", "is a PDF document, not a MIDI file; export MIDI from the notation program"),
    (b"fLaC", "is sound (FLAC), not a MIDI file; a score holds notes"),
    (b"OggS", "is sound (Ogg), not a MIDI file; a score holds notes"),
    (b"ID3", "is sound (MP3), not a MIDI file; a score holds notes"),
    (b"\xff\xfb", "is sound (MP3), not a MIDI file; a score holds notes"),
    (b"PK\x03\x04", "is a zip archive (as MuseScore and MusicXML use), not a MIDI file; export MIDI from the program"),
    (b"<?xml", "is an XML file (perhaps MusicXML), not a MIDI file; export MIDI from the notation program"),
)


class MidiEvent(NamedTuple):
    """One event.

    ``status`` is the status byte with its channel, or ``META``; ``kind`` the type of a meta event, else 0.
    """

    tick: int
    status: int
    kind: int
    data: bytes


@dataclass(frozen=True)
class MidiTrack:
    """The events of one track chunk in their order, times absolute; the tick at which it ends."""

    events: tuple[MidiEvent, ...]
    end_tick: int


@dataclass(frozen=True)
class MidiFile:
    """A parsed file.

    Attributes
    ----------
    format : int
        0 (one track), 1 (parallel tracks) or 2 (independent patterns).
    ticks_per_quarter : int or None
        None where the file counts time in frames of film.
    seconds_per_tick : float or None
        Of a file that counts in frames of film; tempo events do not matter there.
    tracks : tuple of MidiTrack
    """

    format: int
    ticks_per_quarter: int | None
    seconds_per_tick: float | None
    tracks: tuple[MidiTrack, ...]


def parse_midi(data: bytes) -> MidiFile:
    """Return the events of a file.

    Parameters
    ----------
    data : bytes
        The whole file.

    Raises
    ------
    MidiReadError
        It is something else, is cut short or damaged; the message lacks the name of the file.
    """
    data = _unwrap(data)
    if len(data) < 14:
        raise MidiReadError("the file is cut short (it ends inside its header); get a complete copy")
    header_length = int.from_bytes(data[4:8], "big")
    file_format, promised, division = (int.from_bytes(data[at : at + 2], "big") for at in (8, 10, 12))
    if file_format > 2 or header_length < 6:
        raise MidiReadError("the header of the MIDI file is damaged; export it again")
    quarter, per_tick = _division(division)
    tracks = tuple(_tracks(data, 8 + header_length))
    if len(tracks) < promised:
        raise MidiReadError(
            f"the file is cut short (it promises {promised} tracks and holds {len(tracks)}); get a complete copy"
        )
    return MidiFile(file_format, quarter, per_tick, tracks)


def _unwrap(data: bytes) -> bytes:
    """Return the file from its ``MThd`` on, out of a RIFF or MacBinary wrapper."""
    if not data:
        raise MidiReadError("the file is empty; get a complete copy")
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        raise MidiReadError("is sound (WAV), not a MIDI file; a score holds notes")
    for start, words in _OTHER_FORMATS:
        if data.startswith(start):
            raise MidiReadError(words)
    at = data.find(b"MThd", 0, 1024)
    if at < 0:
        raise MidiReadError("is not a MIDI file; choose a .mid file that a notation program or DAW has exported")
    return data[at:]


def _division(division: int) -> tuple[int | None, float | None]:
    if division & 0x8000:
        frames = {232: 24.0, 231: 25.0, 227: 30000 / 1001, 226: 30.0}.get(division >> 8)
        ticks = division & 0xFF
        if frames is None or ticks == 0:
            raise MidiReadError("the header names no valid time base; export it again")
        return None, 1.0 / (frames * ticks)
    if division == 0:
        raise MidiReadError("the header names no valid time base (0 ticks per quarter note); export it again")
    return division, None


def _tracks(data: bytes, at: int) -> Iterable[MidiTrack]:
    number = 0
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "big")
        at += 8
        if name == b"MTrk":
            number += 1
            yield _TrackReader(data, at, at + size, number).read()
        at += size


class _TrackReader:
    """Reads the events of one chunk."""

    def __init__(self, data: bytes, start: int, stop: int, number: int) -> None:
        self._data = data
        self._at = start
        self._stop = min(stop, len(data))
        self._cut = stop > len(data)
        self._number = number

    def read(self) -> MidiTrack:
        events: list[MidiEvent] = []
        tick, running = 0, 0
        while self._at < self._stop:
            tick += self._variable()
            status = self._byte()
            if status < 0x80:
                if not running:
                    raise self._damaged()
                self._at -= 1
                status = running
            elif status < 0xF0:
                running = status
            if status == META:
                kind, content = self._byte(), self._take(self._variable())
                if kind == META_END:
                    return MidiTrack(tuple(events), tick)
                events.append(MidiEvent(tick, META, kind, content))
            elif status in (0xF0, 0xF7):
                self._take(self._variable())
            elif status > 0xF0:
                self._take(_SYSTEM_BYTES.get(status, 0))
            else:
                content = self._take(_DATA_BYTES[status >> 4])
                # a data byte over 127 is a value that its writer did not limit
                events.append(MidiEvent(tick, status, 0, bytes(min(value, 127) for value in content)))
        if self._cut:
            raise self._cut_short()
        return MidiTrack(tuple(events), tick)

    def _byte(self) -> int:
        return self._take(1)[0]

    def _take(self, count: int) -> bytes:
        if self._at + count > self._stop:
            raise self._cut_short() if self._cut else self._damaged()
        content = self._data[self._at : self._at + count]
        self._at += count
        return content

    def _variable(self) -> int:
        value = 0
        for _ in range(4):
            byte = self._byte()
            value = (value << 7) | (byte & 0x7F)
            if byte < 0x80:
                return value
        raise self._damaged()

    def _cut_short(self) -> MidiReadError:
        return MidiReadError(f"the file is cut short (it ends inside track {self._number}); get a complete copy")

    def _damaged(self) -> MidiReadError:
        return MidiReadError(f"track {self._number} of the MIDI file is damaged; export it again")


class TempoMap:
    """Ticks to seconds.

    Parameters
    ----------
    midi : MidiFile
        Tempo events count on every track; of several at the same tick the last counts, and a tempo of 0 is ignored.
    """

    def __init__(self, midi: MidiFile) -> None:
        self._ticks, self._seconds = [0], [0.0]
        quarter = midi.ticks_per_quarter
        self._scales = [midi.seconds_per_tick or _DEFAULT_TEMPO_US * 1e-6 / (quarter or 1)]
        if quarter is None:
            return
        for tick, tempo_us in sorted(_tempos(midi).items()):
            scale = tempo_us * 1e-6 / quarter
            if tick == 0:
                self._scales[0] = scale
            else:
                self._seconds.append(self.seconds(tick))
                self._ticks.append(tick)
                self._scales.append(scale)

    def seconds(self, tick: float) -> float:
        """Return the time of a tick in seconds."""
        index = bisect_right(self._ticks, tick) - 1
        return self._seconds[index] + (tick - self._ticks[index]) * self._scales[index]


def _tempos(midi: MidiFile) -> dict[int, int]:
    tempos: dict[int, int] = {}
    for track in midi.tracks:
        for event in track.events:
            if event.status == META and event.kind == META_TEMPO and len(event.data) >= 3:
                tempo_us = int.from_bytes(event.data[:3], "big")
                if tempo_us:
                    tempos[event.tick] = tempo_us
    return tempos
