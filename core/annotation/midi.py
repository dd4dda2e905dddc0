"""Scores in MIDI files: read and written.

Owns the step from the events of a file to a ``Score`` with one track per source, and back. The bytes are in
``midi_events``. pretty_midi's own reader is not used for the notes: it divides a track at program changes, keeps no
notes without an end and holds an array as long as the score has ticks.
"""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.annotation.midi_events import (
    META,
    META_INSTRUMENT_NAME,
    META_PORT,
    META_TIME_SIGNATURE,
    META_TRACK_NAME,
    MidiFile,
    MidiTrack,
    TempoMap,
    parse_midi,
)
from core.annotation.midi_write import write_score as write_score
from core.annotation.score import Score, ScoreNote, ScoreTrack
from core.errors import MidiReadError

MAX_BYTES = 64 * 2**20
MAX_SCORE_S = 12 * 3600.0
# of notes that the file gives no length, or never ends, or a pedal that is never lifted
ZERO_NOTE_S = 0.01
ENDLESS_NOTE_S = 10.0
DRUM_CHANNEL = 9
_PEDAL, _SOUND_OFF, _NOTES_OFF = 64, 120, 123
_MAX_BARS = 100_000

# (port, channel): what a synthesiser takes for one instrument
_Channel = tuple[int, int]


@dataclass(frozen=True)
class _RawNote:
    """A note in ticks; ``stop`` is None where the file never ends it."""

    start: int
    stop: int | None
    channel: _Channel
    pitch: int
    velocity: int


@dataclass(frozen=True)
class _Part:
    """Notes that become one source."""

    name: str
    program: int | None
    is_drum: bool
    notes: tuple[_RawNote, ...]
    end_tick: int


def read_score(path: Path, *, pedal: bool = True) -> Score:
    """Read a MIDI file.

    Every track with notes becomes one source, whatever its channels and program changes; the one track of a format 0
    file is divided by channel. Notes on the drum channel are a source of their own.

    Parameters
    ----------
    path : Path
    pedal : bool
        Extend notes for as long as the sustain pedal (controller 64) holds them, at most 10 s and not over the next
        note of the same pitch. On by default: an engine lets a source sound only inside its notes, so what rings on
        under the pedal would otherwise be left to the other sources.

    Returns
    -------
    Score
        Names are unique and never empty, tracks in the order of the file.

    Raises
    ------
    MidiReadError
        The file is missing, not MIDI, damaged, without notes or days long.
    """
    try:
        midi = parse_midi(_read_bytes(path))
        return _score(midi, path, pedal)
    except MidiReadError as error:
        raise MidiReadError(f"{path.name}: {error}") from error


def _read_bytes(path: Path) -> bytes:
    try:
        facts = os.stat(path)
        if not (stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode)):
            # a pipe or a device could be waited for without end
            raise MidiReadError("is not a file; choose a .mid file")
        if facts.st_size > MAX_BYTES:
            raise MidiReadError(f"is larger than {MAX_BYTES // 2**20} MB, so it is no MIDI file; choose a .mid file")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MidiReadError("there is no such file; check the name") from error
    except IsADirectoryError as error:
        raise MidiReadError("is a folder; choose a .mid file") from error
    except OSError as error:
        raise MidiReadError(f"cannot be read ({error.strerror}); check the permissions") from error


def _score(midi: MidiFile, path: Path, pedal: bool) -> Score:
    if midi.format == 2 and len(midi.tracks) > 1:
        raise MidiReadError("holds independent patterns (MIDI format 2) without a common time; export it as format 1")
    parts = [part for number in range(len(midi.tracks)) for part in _parts_of_track(midi, number)]
    if not parts:
        raise MidiReadError("holds no notes; choose the score of the song")
    tempo = TempoMap(midi)
    pedals = _pedal_spans(midi) if pedal else {}
    named = zip(_unique_names(parts, path.stem), parts, strict=True)
    score = Score(tuple(_score_track(name, part, tempo, pedals) for name, part in named), path=path)
    if score.end_s > MAX_SCORE_S:
        raise MidiReadError(f"lasts {score.end_s / 3600:.0f} hours, so its tempo or times are damaged; export it again")
    return replace(score, bars_s=_bars(midi, tempo, score.end_s))


# parts


def _parts_of_track(midi: MidiFile, number: int) -> list[_Part]:
    """Return the sources of one track: one, more where its channels are what tells them apart."""
    track = midi.tracks[number]
    notes = _raw_notes(track)
    title = _text(track, META_TRACK_NAME)
    groups: dict[_Channel | bool, list[_RawNote]] = defaultdict(list)
    for note in notes:
        drum = note.channel[1] == DRUM_CHANNEL
        groups[note.channel if midi.format == 0 else drum].append(note)
    parts = []
    for group in groups.values():
        program = _program(midi, number, group[0])
        drum = group[0].channel[1] == DRUM_CHANNEL
        if len(groups) == 1:
            name = title or _text(track, META_INSTRUMENT_NAME)
        elif midi.format == 0:
            name = ""  # the track's name is that of the piece
        else:
            name = f"{title} drums".strip() if drum else title
        parts.append(_Part(name, program, drum, tuple(group), track.end_tick))
    return parts


def _raw_notes(track: MidiTrack) -> list[_RawNote]:
    """Pair the ends of notes with their starts, first come first served; sorted by start."""
    open_notes: dict[tuple[_Channel, int], list[tuple[int, int]]] = defaultdict(list)
    last_stop: dict[tuple[_Channel, int], int] = {}
    notes: list[_RawNote] = []

    def close(key: tuple[_Channel, int], tick: int) -> None:
        if open_notes[key]:
            start, velocity = open_notes[key].pop(0)
            notes.append(_RawNote(start, tick, key[0], key[1], velocity))
            last_stop[key] = tick

    port = 0
    for event in track.events:
        if event.status == META:
            if event.kind == META_PORT and event.data:
                port = event.data[0]
            continue
        kind, channel = event.status >> 4, (port, event.status & 0x0F)
        if kind == 0x9 and event.data[1]:
            open_notes[channel, event.data[0]].append((event.tick, event.data[1]))
        elif kind in (0x8, 0x9):
            close((channel, event.data[0]), event.tick)
        elif kind == 0xB and event.data[0] in (_SOUND_OFF, _NOTES_OFF):
            for key in [key for key, waiting in open_notes.items() if key[0] == channel and waiting]:
                while open_notes[key]:
                    close(key, event.tick)
    for (channel, pitch), waiting in open_notes.items():
        for start, velocity in waiting:
            # struck twice and ended once: both end there
            stop = last_stop.get((channel, pitch), -1)
            notes.append(_RawNote(start, stop if stop > start else None, channel, pitch, velocity))
    return sorted(notes, key=lambda note: (note.start, note.pitch))


def _program(midi: MidiFile, number: int, first: _RawNote) -> int | None:
    """Return the program that the first note sounds with: the track's own, else any track's on that channel."""
    best: tuple[bool, int] | None = None
    program = None
    for index, track in enumerate(midi.tracks):
        port = 0
        for event in track.events:
            if event.tick > first.start:
                break
            if event.status == META:
                port = event.data[0] if event.kind == META_PORT and event.data else port
            elif event.status >> 4 == 0xC and (port, event.status & 0x0F) == first.channel:
                rank = (index == number, event.tick)
                if best is None or rank >= best:
                    best, program = rank, event.data[0]
    return program


def _text(track: MidiTrack, kind: int) -> str:
    """Return the first text of a kind that is not empty, in whatever encoding it came."""
    for event in track.events:
        if event.status == META and event.kind == kind:
            try:
                text = event.data.decode("utf-8")
            except UnicodeDecodeError:
                text = event.data.decode("cp1252", "replace")
            text = " ".join(re.sub(r"[\x00-\x1f\x7f]+", " ", text).split())[:120]
            if text:
                return text
    return ""


def _unique_names(parts: Sequence[_Part], file_name: str) -> list[str]:
    """Return a name for every part: its own, its instrument's or its number; later ones of a kind are numbered.

    A single part is named after its file: of several such files none would otherwise be told from the others.
    """
    names: list[str] = []
    for index, part in enumerate(parts):
        name = part.name
        if not name and part.is_drum:
            name = "Drums"
        elif not name and part.program is not None:
            name = _instrument_name(part.program)
        of_file = file_name.strip() if len(parts) == 1 else ""
        names.append(name or of_file or f"Track {index + 1}")
    unique: list[str] = []
    for name in names:
        candidate, number = name, 2
        while candidate in unique or (candidate != name and candidate in names):
            candidate = f"{name} {number}"
            number += 1
        unique.append(candidate)
    return unique


def _instrument_name(program: int) -> str:
    import pretty_midi  # type: ignore[import-untyped,unused-ignore]

    return str(pretty_midi.program_to_instrument_name(program))


# times


def _score_track(name: str, part: _Part, tempo: TempoMap, pedals: dict[_Channel, list[tuple[int, int]]]) -> ScoreTrack:
    notes = []
    for note, next_start in zip(part.notes, _next_starts(part.notes), strict=True):
        start_s = tempo.seconds(note.start)
        if note.stop is None:
            limit = part.end_tick if part.end_tick > note.start else note.start
            end_s = min(tempo.seconds(limit), start_s + ENDLESS_NOTE_S)
        else:
            end_s = tempo.seconds(note.stop)
        held_to = None if part.is_drum or note.stop is None else _held_to(note, pedals)
        if held_to is not None and note.stop is not None:
            ring_s = tempo.seconds(held_to if next_start is None else min(held_to, max(next_start, note.stop)))
            end_s = max(end_s, min(ring_s, end_s + ENDLESS_NOTE_S))
        if end_s <= start_s:
            end_s = start_s + ZERO_NOTE_S
        notes.append(ScoreNote(start_s, end_s, note.pitch, note.velocity))
    return ScoreTrack(name, part.program or 0, part.is_drum, tuple(sorted(notes)))


def _next_starts(notes: tuple[_RawNote, ...]) -> list[int | None]:
    """Return for every note the start of the next of its pitch and channel."""
    following: dict[tuple[_Channel, int], int] = {}
    starts: list[int | None] = []
    for note in reversed(notes):
        starts.append(following.get((note.channel, note.pitch)))
        following[note.channel, note.pitch] = note.start
    return starts[::-1]


def _held_to(note: _RawNote, pedals: dict[_Channel, list[tuple[int, int]]]) -> int | None:
    """Return the tick at which the pedal that is down at the note's end is lifted."""
    spans = pedals.get(note.channel, [])
    index = bisect_right(spans, note.stop or 0, key=lambda span: span[0]) - 1
    return spans[index][1] if index >= 0 and spans[index][1] > (note.stop or 0) else None


def _pedal_spans(midi: MidiFile) -> dict[_Channel, list[tuple[int, int]]]:
    """Return the spans of ticks in which the pedal of each channel is down; a channel spans all tracks."""
    moves: dict[_Channel, list[tuple[int, bool]]] = defaultdict(list)
    for track in midi.tracks:
        port = 0
        for event in track.events:
            if event.status == META:
                port = event.data[0] if event.kind == META_PORT and event.data else port
            elif event.status >> 4 == 0xB and event.data[0] == _PEDAL:
                moves[port, event.status & 0x0F].append((event.tick, event.data[1] >= 64))
    end = max((track.end_tick for track in midi.tracks), default=0)
    spans: dict[_Channel, list[tuple[int, int]]] = {}
    for channel, found in moves.items():
        down_at: int | None = None
        spans[channel] = []
        for tick, down in sorted(found, key=lambda move: move[0]):
            if down and down_at is None:
                down_at = tick
            elif not down and down_at is not None:
                spans[channel].append((down_at, tick))
                down_at = None
        if down_at is not None:
            spans[channel].append((down_at, end))
    return spans


def _bars(midi: MidiFile, tempo: TempoMap, end_s: float) -> tuple[float, ...]:
    """Return the starts of the bars up to the end of the last note; empty where no time signature is given."""
    signatures: dict[int, float] = {}
    for track in midi.tracks:
        for event in track.events:
            if event.status == META and event.kind == META_TIME_SIGNATURE and len(event.data) >= 2:
                numerator, exponent = event.data[0], event.data[1]
                if numerator and exponent <= 7:
                    signatures[event.tick] = 4 * numerator / 2**exponent
    quarter = midi.ticks_per_quarter
    if not signatures or quarter is None:
        return ()
    signatures.setdefault(0, 4.0)  # the standard's metre until another is named
    changes = sorted(signatures)
    bars: list[float] = []
    tick = 0.0
    while tempo.seconds(tick) < end_s:
        if len(bars) == _MAX_BARS:
            return ()
        bars.append(tempo.seconds(tick))
        index = bisect_right(changes, tick) - 1
        following = tick + signatures[changes[index]] * quarter
        later = bisect_left(changes, tick + 1)
        tick = min(following, changes[later]) if later < len(changes) else following
    return tuple(bars)
