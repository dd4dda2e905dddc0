"""The user's guidance as immutable data: sources, notes, activity, regions.

Owns the types only. Times are samples of the song (integers), never frames. Every edit makes a new ``Annotation`` with
a higher revision; nothing here reads files or computes.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from operator import add, attrgetter, le, lt

import numpy as np
from numpy.typing import NDArray

from core.audio import Audio


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
    instrument_of : Source or None
        Whose instrument plays it where that is another's: it is a group of that source's notes. Not stored.
    """

    id: str
    name: str
    colour: str = ""
    program: int | None = None
    is_drum: bool = False
    instrument_of: Source | None = None


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
        Rows go from ``low_hz`` up in equal steps of log frequency, columns from ``start`` on in equal steps of time.
    id : str
        Tells regions apart: two are the same region where their ids are equal.
    """

    source_id: str
    polarity: Polarity
    start: int
    stop: int
    low_hz: float
    high_hz: float
    mask: NDArray[np.bool_]
    id: str = field(default_factory=lambda: uuid.uuid4().hex)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Region) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, eq=False)
class Example:
    """What a source sounds like alone, or what it does not sound like: a stretch of the song, or a file.

    Attributes
    ----------
    source_id : str
    polarity : Polarity
        BELONGS: the source alone. NOT: anything but the source.
    span : (int, int) or None
        Samples of the song. Without ``audio`` it is this stretch; with it, ``audio`` is what the source plays there.
    audio : Audio or None
        Of a file, at its own rate; None: a stretch of the song.
    name : str
        File name, shown; empty for a stretch of the song.
    id : str
        Tells examples apart: two are the same where their ids are equal.
    """

    source_id: str
    polarity: Polarity = Polarity.BELONGS
    span: tuple[int, int] | None = None
    audio: Audio | None = None
    name: str = ""
    id: str = field(default_factory=lambda: uuid.uuid4().hex)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Example) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, eq=False)
class Dictionary:
    """Magnitude spectra that a source is made of.

    Attributes
    ----------
    source_id : str
        Empty for one that belongs to no source, as in the library.
    name : str
    columns : ndarray (bins, columns), float32, >= 0
        ``bins`` = ``window_samples`` // 2 + 1; every column has norm 1.
    rate, window_samples, hop_samples : int
        Of the transform that they are spectra of; the rate in Hz.
    labels : tuple of str
        A name for every column; empty where it has none.
    provenance : mapping of str to str
        Where it comes from: song, engine, variant, parameters, date.
    id : str
        Tells dictionaries apart: two are the same where their ids are equal.
    """

    source_id: str
    name: str
    columns: NDArray[np.float32]
    rate: int
    window_samples: int
    hop_samples: int
    labels: tuple[str, ...]
    provenance: Mapping[str, str] = field(default_factory=dict)
    id: str = field(default_factory=lambda: uuid.uuid4().hex)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dictionary) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True)
class Warp:
    """Which time of a score belongs to which time of the song, for the sources that the score gave.

    Attributes
    ----------
    name : str
        File name of the score.
    source_ids : frozenset of str
        Sources whose notes move with the warp.
    points : tuple of (float, int)
        Score time in seconds and sample of the song, rising in both; empty: the score's own times.
    anchors : tuple of (float, int)
        Points that the user has set; matching keeps them.
    bars : tuple of int
        Starts of the bars in samples of the song; empty where the score has no metre.
    matched : bool
        The score was matched to the song, and fits.
    cost : float or None
        Of the match (see :class:`core.annotation.alignment.Alignment`); None where nothing was matched.
    messages : tuple of str
        What the match told the user.
    """

    name: str
    source_ids: frozenset[str]
    points: tuple[tuple[float, int], ...] = ()
    anchors: tuple[tuple[float, int], ...] = ()
    bars: tuple[int, ...] = ()
    matched: bool = False
    cost: float | None = None
    messages: tuple[str, ...] = ()


def note_order(note: Note) -> tuple[int, str, float, int, float]:
    """Return the key by which the notes of an annotation are sorted."""
    return note.start, note.source_id, -1.0 if note.pitch is None else note.pitch, note.length, note.level


def in_note_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return notes sorted by :func:`note_order`; those that are so already in little time."""
    found = tuple(notes)
    starts = list(map(attrgetter("start"), found))
    if all(map(lt, starts, islice(starts, 1, None))):
        return found
    keys = list(map(note_order, found))
    if all(map(le, keys, islice(keys, 1, None))):
        return found
    return tuple(sorted(found, key=note_order))


def activity_order(activity: Activity) -> str:
    """Return the key by which the activities of an annotation are sorted."""
    return activity.source_id


@dataclass(frozen=True)
class Annotation:
    """All guidance of a song at one revision.

    Attributes
    ----------
    sources : tuple of Source
        In the order in which they are shown.
    notes : tuple of Note
        Sorted by :func:`note_order`.
    activities : tuple of Activity
        At most one per source and none without spans, sorted by :func:`activity_order`.
    regions : tuple of Region
        In the order in which they were painted: of two that contradict each other the later counts.
    warp : Warp or None
        How the score lies on the song; None without a score.
    examples : tuple of Example
        In the order in which they were given.
    dictionaries : tuple of Dictionary
        Given by the user, so that they are not learnt; at most one per source.
    revision : int
        Rises with every change; two annotations are equal where all but this is.
    """

    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    activities: tuple[Activity, ...] = ()
    regions: tuple[Region, ...] = ()
    warp: Warp | None = None
    examples: tuple[Example, ...] = ()
    dictionaries: tuple[Dictionary, ...] = ()
    revision: int = field(default=0, compare=False)

    def source(self, source_id: str) -> Source:
        """Return the source of this id; raises KeyError."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise KeyError(source_id)

    def notes_of(self, source_id: str) -> tuple[Note, ...]:
        """Return the notes of one source in their order of time."""
        return tuple(sorted((note for note in self.notes if note.source_id == source_id), key=note_order))

    def activity_of(self, source_id: str) -> Activity:
        """Return the activity of one source, empty where nothing is labelled."""
        return next((one for one in self.activities if one.source_id == source_id), Activity(source_id))

    def with_activity(self, activity: Activity) -> Annotation:
        """Return a copy in which one source has this activity."""
        activities = [one for one in self.activities if one.source_id != activity.source_id]
        activities += [activity] if activity.spans else []
        return self.changed(activities=tuple(sorted(activities, key=activity_order)))

    def examples_of(self, source_id: str, polarity: Polarity = Polarity.BELONGS) -> tuple[Example, ...]:
        """Return the examples of one source, or of what it is not."""
        return tuple(one for one in self.examples if one.source_id == source_id and one.polarity is polarity)

    def dictionary_of(self, source_id: str) -> Dictionary | None:
        """Return the dictionary that the user has given to a source."""
        return next((one for one in self.dictionaries if one.source_id == source_id), None)

    def clipped(self, length: int) -> Annotation:
        """Return a copy whose notes are cut to a song of so many samples; a score may begin before it or outlast it."""
        stops = map(add, map(attrgetter("start"), self.notes), map(attrgetter("length"), self.notes))
        if not self.notes or (min(map(attrgetter("start"), self.notes)) >= 0 and max(stops) <= length):
            return self
        inside = (note for note in self.notes if note.start < length and note.stop > 0)
        cut = ((note, max(0, note.start)) for note in inside)
        return self.with_notes(replace(note, start=start, length=min(length, note.stop) - start) for note, start in cut)

    def with_notes(self, notes: Iterable[Note]) -> Annotation:
        """Return a copy with these notes, brought into order."""
        return self.changed(notes=in_note_order(notes))

    def changed(self, **parts: object) -> Annotation:
        """Return a copy with other parts, one revision later."""
        return replace(self, revision=self.revision + 1, **parts)  # type: ignore[arg-type]
