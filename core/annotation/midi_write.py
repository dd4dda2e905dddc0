"""Scores and the notes of an annotation into MIDI files.

Owns the choice of ticks and tempo with which times are written, and of ports and channels. Reading is in ``midi``.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from core.annotation.file_writing import write_file
from core.annotation.model import Annotation, Note
from core.annotation.score import Score, ScoreNote, ScoreTrack
from core.errors import ExportError

if TYPE_CHECKING:
    import mido  # type: ignore[import-untyped,unused-ignore]

_BEATS_PER_BAR = 4
_MAX_STEP_S = 0.0008
_SHORTEST_BAR_S = 0.05
_MAX_BEAT_US = 2**24 - 1
_DRUM_CHANNEL = 9
_MELODIC_CHANNELS = tuple(channel for channel in range(16) if channel != _DRUM_CHANNEL)


def write_score(score: Score, path: Path) -> None:
    """Write a score as MIDI format 1, one track per source, in place of any file of that name.

    Times of notes are kept to less than 1 ms. Bars are kept as a tempo per bar; every bar is written as 4/4, since a
    score knows where bars start but not their metre. Notes keep the ends that they have, without pedal.

    Parameters
    ----------
    score : Score
    path : Path

    Raises
    ------
    ExportError
        The file cannot be written; one that was there before is left as it was.
    """
    content = io.BytesIO()
    _midi_file(score).save(file=content)
    write_file(path, content.getvalue())


def write_annotation_midi(annotation: Annotation, rate: int, path: Path) -> None:
    """Write the notes of an annotation as they lie on the song, in place of any file of that name.

    Every source with notes is one track with its name and program; drums are on channel 10, and after 15 other sources
    the next go to another port. Bars are those of the score that was matched. Times are kept to less than 1 ms. Notes
    without a pitch are left out; where notes of one source and pitch overlap, the next begins where the one before ends
    and the last holds as long as the longest.

    Parameters
    ----------
    annotation : Annotation
    rate : int
        Sample rate of the song in Hz.
    path : Path

    Raises
    ------
    ExportError
        There are no notes, or the file cannot be written; one that was there before is left as it was.
    """
    by_source: dict[str, list[Note]] = {source.id: [] for source in annotation.sources}
    for note in annotation.notes:
        if note.pitch is not None and note.stop > 0 and note.source_id in by_source:
            by_source[note.source_id].append(note)
    tracks = tuple(
        ScoreTrack(source.name, source.program or 0, source.is_drum, _one_at_a_time(by_source[source.id], rate))
        for source in annotation.sources
        if by_source[source.id]
    )
    if not tracks:
        raise ExportError(f"{path.name}: there are no notes with a pitch to write; draw some or import a score")
    bars = annotation.warp.bars if annotation.warp is not None else ()
    write_score(Score(tracks, tuple(bar / rate for bar in bars)), path)


def _one_at_a_time(notes: list[Note], rate: int) -> tuple[ScoreNote, ...]:
    """Return notes of which no two of one pitch sound together: a MIDI channel cannot tell them apart."""
    by_pitch: dict[int, list[Note]] = {}
    for note in notes:
        by_pitch.setdefault(min(127, max(0, round(note.pitch or 0.0))), []).append(note)
    result = []
    for pitch, same in by_pitch.items():
        same.sort(key=lambda note: (note.start, note.length))
        stop = 0
        for index, note in enumerate(same):
            stop = max(stop, note.stop)
            following = same[index + 1].start if index + 1 < len(same) else stop
            if following > note.start:
                end_s = min(stop, following) / rate
                result.append(ScoreNote(max(0, note.start) / rate, end_s, pitch, round(note.level * 127)))
    return tuple(sorted(result))


class _Grid:
    """Seconds to ticks on a tempo map that puts every bar on a bar line."""

    def __init__(self, bars_s: tuple[float, ...]) -> None:
        starts = [0.0]
        for bar_s in bars_s:
            if bar_s - starts[-1] >= _SHORTEST_BAR_S:
                starts.append(bar_s)
        lengths = [later - earlier for earlier, later in pairwise(starts)] or [2.0]
        self.ticks_per_beat = 960
        while max(lengths) / (_BEATS_PER_BAR * self.ticks_per_beat) > _MAX_STEP_S and self.ticks_per_beat < 15360:
            self.ticks_per_beat *= 2
        self.tempos_us: list[int] = []
        self._starts_us = [0]
        # each tempo makes up for the rounding of those before it
        for stop_s in [*starts[1:], starts[-1] + lengths[-1]]:
            beat_us = round((stop_s * 1e6 - self._starts_us[-1]) / _BEATS_PER_BAR)
            self.tempos_us.append(min(max(beat_us, 1), _MAX_BEAT_US))
            self._starts_us.append(self._starts_us[-1] + _BEATS_PER_BAR * self.tempos_us[-1])
        self._starts_us.pop()

    @property
    def bar_ticks(self) -> int:
        return _BEATS_PER_BAR * self.ticks_per_beat

    def tick(self, time_s: float) -> int:
        time_us = time_s * 1e6
        bar = max(0, bisect_right(self._starts_us, time_us) - 1)
        return bar * self.bar_ticks + round(
            (time_us - self._starts_us[bar]) * self.ticks_per_beat / self.tempos_us[bar]
        )


def _midi_file(score: Score) -> mido.MidiFile:
    import mido

    grid = _Grid(score.bars_s)
    midi = mido.MidiFile(type=1, ticks_per_beat=grid.ticks_per_beat, charset="utf-8")
    timing: list[tuple[int, int, mido.MetaMessage]] = []
    if score.bars_s:
        timing.append((0, 0, mido.MetaMessage("time_signature", numerator=_BEATS_PER_BAR, denominator=4)))
    for bar, tempo_us in enumerate(grid.tempos_us):
        if bar == 0 or tempo_us != grid.tempos_us[bar - 1]:
            timing.append((bar * grid.bar_ticks, 1, mido.MetaMessage("set_tempo", tempo=tempo_us)))
    midi.tracks.append(_track(timing))
    melodic = 0
    for track in score.tracks:
        port, index = (0, None) if track.is_drum else divmod(melodic, len(_MELODIC_CHANNELS))
        channel = _DRUM_CHANNEL if index is None else _MELODIC_CHANNELS[index]
        melodic += not track.is_drum
        events = _note_events(track, channel, grid)
        if port:
            events.append((0, -1, mido.MetaMessage("midi_port", port=min(port, 127))))
        midi.tracks.append(_track(events))
    return midi


def _note_events(track: ScoreTrack, channel: int, grid: _Grid) -> list[tuple[int, int, mido.Message]]:
    """Return (tick, rank, message): of the same tick, ends come before starts."""
    import mido

    events: list[tuple[int, int, mido.Message]] = [
        (0, 0, mido.MetaMessage("track_name", name=track.name.encode("utf-8", "replace").decode("utf-8"))),
        (0, 1, mido.Message("program_change", channel=channel, program=track.program)),
    ]
    for note in track.notes:
        start = grid.tick(max(0.0, note.start_s))
        stop = max(start + 1, grid.tick(max(0.0, note.end_s)))
        velocity = min(127, max(1, note.velocity))
        events.append((start, 3, mido.Message("note_on", channel=channel, note=note.pitch, velocity=velocity)))
        events.append((stop, 2, mido.Message("note_off", channel=channel, note=note.pitch, velocity=64)))
    return events


def _track(events: list[tuple[int, int, mido.Message]]) -> mido.MidiTrack:
    import mido

    track = mido.MidiTrack()
    tick = 0
    for at, _, message in sorted(events, key=lambda event: event[:2]):
        track.append(message.copy(time=at - tick))
        tick = at
    track.append(mido.MetaMessage("end_of_track", time=1))
    return track
