"""A score: tracks of notes in seconds of its own time, before it is matched to a song.

Owns the types and the step from a score to an ``Annotation``. Reading files is in ``midi``, matching in ``alignment``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.annotation.model import Annotation, Note, Source


@dataclass(frozen=True, order=True)
class ScoreNote:
    """One note: start and end in seconds of score time, MIDI pitch, velocity 1 to 127."""

    start_s: float
    end_s: float
    pitch: int
    velocity: int = 100


@dataclass(frozen=True)
class ScoreTrack:
    """The notes of one source.

    Attributes
    ----------
    name : str
        Unique in its score, never empty.
    program : int
        General MIDI program, 0 to 127.
    is_drum : bool
    notes : tuple of ScoreNote
        Sorted by start, never empty.
    """

    name: str
    program: int
    is_drum: bool
    notes: tuple[ScoreNote, ...]


@dataclass(frozen=True)
class Score:
    """All tracks with notes, in the order of the file.

    Attributes
    ----------
    tracks : tuple of ScoreTrack
    bars_s : tuple of float
        Starts of the bars in seconds of score time; empty where the file says nothing of metre.
    path : Path or None
    """

    tracks: tuple[ScoreTrack, ...]
    bars_s: tuple[float, ...] = ()
    path: Path | None = None

    @property
    def end_s(self) -> float:
        """End of the last note in seconds."""
        return max((note.end_s for track in self.tracks for note in track.notes), default=0.0)


def annotation_from_score(
    score: Score, rate: int, length: int, warp: Callable[[float], float] | None = None
) -> Annotation:
    """Return sources and notes of a score on the song's time.

    Parameters
    ----------
    score : Score
    rate, length : int
        Sample rate in Hz and samples of the song; notes are cut to the song, those outside it are left out.
    warp : callable, optional
        Score time in seconds -> song time in seconds; the identity without it.
    """
    to_song = warp or float
    sources = tuple(
        Source(id=f"s{index + 1}", name=track.name, program=track.program, is_drum=track.is_drum)
        for index, track in enumerate(score.tracks)
    )
    notes = []
    for source, track in zip(sources, score.tracks, strict=True):
        for note in track.notes:
            start = max(0, round(to_song(note.start_s) * rate))
            stop = min(length, max(start + 1, round(to_song(note.end_s) * rate)))
            if start < length and stop > start:
                notes.append(Note(start, stop - start, source.id, float(note.pitch), note.velocity / 127))
    return Annotation(sources=sources, notes=tuple(sorted(notes, key=lambda n: (n.start, n.source_id, n.pitch or 0.0))))
