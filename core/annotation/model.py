"""The user's guidance as immutable data: sources, notes, activity, regions.

Owns the types only. Times are samples of the song (integers), never frames. Every edit makes a new ``Annotation`` with
a higher revision; nothing here reads files or computes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class ActivityState(StrEnum):
    """What is known of a source in a span. What nobody labelled is unknown, never silent."""

    ACTIVE = "active"
    SILENT = "silent"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """Whether a region belongs to its source or does not."""

    BELONGS = "belongs"
    NOT = "not"


@dataclass(frozen=True)
class Source:
    """What plays, named by the user.

    Attributes
    ----------
    id : str
        Unique in the annotation and unchanged when the source is renamed.
    name : str
        Shown, and the name of its stem.
    colour : str
        ``#rrggbb``; empty for the next colour of the theme.
    program : int or None
        General MIDI program (0 to 127) where a score named one; sources of the same program play alike.
    is_drum : bool
        The pitches name drums, not frequencies.
    """

    id: str
    name: str
    colour: str = ""
    program: int | None = None
    is_drum: bool = False


@dataclass(frozen=True, order=True)
class Note:
    """An interval with a pitch in one source.

    Attributes
    ----------
    start, length : int
        In samples of the song; ``length`` > 0.
    source_id : str
    pitch : float or None
        MIDI pitch (69 = 440 Hz); None where only the time is known.
    level : float
        0 to 1, MIDI velocity / 127.
    """

    start: int
    length: int
    source_id: str
    pitch: float | None
    level: float = 0.8

    @property
    def stop(self) -> int:
        """First sample after the note."""
        return self.start + self.length


@dataclass(frozen=True, order=True)
class ActivitySpan:
    """A span of one state, ``start`` <= sample < ``stop``."""

    start: int
    stop: int
    state: ActivityState


@dataclass(frozen=True)
class Activity:
    """The labelled spans of one source, sorted, not overlapping; the rest is unknown."""

    source_id: str
    spans: tuple[ActivitySpan, ...] = ()


@dataclass(frozen=True, eq=False)
class Region:
    """A painted area of the spectrogram.

    Attributes
    ----------
    source_id : str
    polarity : Polarity
    start, stop : int
        Samples that the mask spans.
    low_hz, high_hz : float
        Frequencies that the mask spans.
    mask : ndarray (rows, columns), bool
        Rows go from ``low_hz`` up, columns from ``start`` on, both evenly.
    """

    source_id: str
    polarity: Polarity
    start: int
    stop: int
    low_hz: float
    high_hz: float
    mask: NDArray[np.bool_]


@dataclass(frozen=True)
class Annotation:
    """All guidance of a song at one revision."""

    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    activities: tuple[Activity, ...] = ()
    regions: tuple[Region, ...] = field(default=(), compare=False)
    revision: int = 0

    def source(self, source_id: str) -> Source:
        """Return the source of this id; raises KeyError."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise KeyError(source_id)

    def notes_of(self, source_id: str) -> tuple[Note, ...]:
        """Return the notes of one source in their order of time."""
        return tuple(sorted(note for note in self.notes if note.source_id == source_id))

    def changed(self, **parts: object) -> Annotation:
        """Return a copy with other parts, one revision later."""
        return replace(self, revision=self.revision + 1, **parts)  # type: ignore[arg-type]
