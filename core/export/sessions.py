"""What a session for another program holds: tracks, markers and tempo, whatever the format.

Owns the choice of what an engineer finds when the session opens. Tracks sound like the mixer did. Bars become the
tempo map, so they need no markers; what is marked is where each source comes in, which no tempo map shows, and a
selection as a region. The formats are in ``reaper`` and ``dawproject``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.annotation.model import ActivityState, Annotation, Note
from core.export.choice import RESIDUAL, ExportChoice, Material, Tags
from core.export.outcome import PlannedFile
from core.export.tempo import TempoChange, tempo_changes

RESIDUAL_COLOUR = "#8d949e"
_COLOURS = ("#f5a62c", "#7bf5df", "#d3419c", "#6a62f0", "#2eb072", "#fae38d", "#db2e1d", "#ad9cfa")
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
# sources that come in so close to each other share a marker
_TOGETHER_S = 0.5


@dataclass(frozen=True)
class SessionTrack:
    """A track with one sound file.

    Attributes
    ----------
    name : str
    colour : str
        ``#rrggbb``.
    file : str
        Name of the file, relative to the folder of the session.
    gain_db : float
        ``-inf`` is silence.
    pan : float
        -1 (left) to 1 (right), as a balance: the other side is turned down.
    mute, solo : bool
    notes : tuple of Note
        Of the source within the session, in samples of the song.
    """

    name: str
    colour: str
    file: str
    gain_db: float = 0.0
    pan: float = 0.0
    mute: bool = False
    solo: bool = False
    notes: tuple[Note, ...] = ()

    @property
    def gain(self) -> float:
        """The gain as a factor."""
        return float(10.0 ** (self.gain_db / 20.0))


@dataclass(frozen=True)
class Marker:
    """A named time of the song; a region where it has a ``stop_s``."""

    time_s: float
    name: str
    stop_s: float | None = None


@dataclass(frozen=True)
class SessionContent:
    """A session.

    Attributes
    ----------
    title : str
    rate, channels, length : int
        Of every file: Hz, channels, samples.
    start_s : float
        Where in the song the files begin; all other times are those of the song, too.
    tracks : tuple of SessionTrack
    markers : tuple of Marker
        In their order of time.
    tempo : tuple of TempoChange
        The first at 0 s.
    tags : Tags
    program_version : str
        Of the program that made it.
    """

    title: str
    rate: int
    channels: int
    length: int
    start_s: float
    tracks: tuple[SessionTrack, ...]
    markers: tuple[Marker, ...] = ()
    tempo: tuple[TempoChange, ...] = (TempoChange(0.0, 120.0),)
    tags: Tags = field(default_factory=Tags)
    program_version: str = ""


def session_content(material: Material, choice: ExportChoice, files: Sequence[PlannedFile]) -> SessionContent:
    """Return the session of an export, its tracks as they are in the mixer.

    A group whose sources have files of their own, too, is muted: else they would sound twice, and the session not
    like the song.

    Parameters
    ----------
    material : Material
    choice : ExportChoice
    files : sequence of PlannedFile
        Those that are no sound are passed over.
    """
    mixture, annotation = material.mixture, material.annotation
    start, stop = choice.span or (0, mixture.length)
    sounds = [file for file in files if file.is_sound]
    alone = {source_id for file in sounds if file.kind != "group" for source_id in file.source_ids}
    bars = annotation.warp.bars if annotation.warp is not None else ()
    program = material.run.program.split() if material.run is not None else []
    return SessionContent(
        choice.tags.title or (mixture.path.stem if mixture.path else "Song"),
        mixture.rate,
        mixture.channels,
        stop - start,
        start / mixture.rate,
        tuple(_track(material, file, index, alone, (start, stop)) for index, file in enumerate(sounds)),
        session_markers(material, choice),
        tempo_changes(bars, mixture.rate),
        choice.tags,
        program[-1] if program else "",
    )


def _track(material: Material, file: PlannedFile, index: int, alone: set[str], span: tuple[int, int]) -> SessionTrack:
    track = SessionTrack(file.name, _colour(file, index), file.file)
    if file.kind == "group":
        return replace(track, mute=bool(alone & set(file.source_ids)))
    if file.kind == "stem":
        notes = material.annotation.notes_of(file.source_ids[0])
        track = replace(track, notes=tuple(note for note in notes if note.start < span[1] and note.stop > span[0]))
    strip = material.strips.get(file.source_ids[0])
    if strip is None:
        return track
    return replace(track, gain_db=strip.gain_db, pan=strip.pan, mute=strip.mute, solo=strip.solo)


def session_markers(material: Material, choice: ExportChoice) -> tuple[Marker, ...]:
    """Return the selection as a region, and where each source comes in: its first note, or else its first activity."""
    rate, annotation = material.mixture.rate, material.annotation
    start, stop = choice.span or (0, material.mixture.length)
    entries = [(_entry(annotation, source.id), source.name) for source in material.sources]
    markers: list[Marker] = []
    for at, name in sorted((at, name) for at, name in entries if at is not None and start <= at < stop):
        if markers and at / rate - markers[-1].time_s < _TOGETHER_S:
            markers[-1] = Marker(markers[-1].time_s, f"{markers[-1].name}, {name}")
        else:
            markers.append(Marker(at / rate, name))
    if choice.span is not None:
        markers.insert(0, Marker(start / rate, "Selection", stop / rate))
    return tuple(markers)


def _entry(annotation: Annotation, source_id: str) -> int | None:
    """Return the first sample at which a source is said to play."""
    notes = [note.start for note in annotation.notes if note.source_id == source_id]
    spans = annotation.activity_of(source_id).spans
    active = [span.start for span in spans if span.state is ActivityState.ACTIVE]
    return max(0, min(notes)) if notes else min(active, default=None)


def _colour(file: PlannedFile, index: int) -> str:
    if _COLOUR.fullmatch(file.colour):
        return file.colour.lower()
    return RESIDUAL_COLOUR if file.source_ids == (RESIDUAL,) else _COLOURS[index % len(_COLOURS)]
