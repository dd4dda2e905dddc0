"""Groups of notes in words, as on the command line: ``melody=right hand:C5-C7@1:02-1:30``.

Owns how a group is written and which notes of an annotation that means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.annotation.model import Annotation, Note, Source
from core.annotation.note_groups import NoteGroup
from core.errors import AnnotationReadError

FORM = "NAME=SOURCE[:PITCHES][@TIMES]"

_EVERY = "*"
_STEPS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
_SHARPS = {"#": 1, "♯": 1, "b": -1, "♭": -1}
_PITCH = r"(?:[A-Ga-g][#♯b♭]*-?\d{1,2}|\d{1,3}(?:\.\d+)?)"
_TIME = r"(?:(?:(?:\d+:)?\d+:)?(?:\d+(?:\.\d*)?|\.\d+))"
_TIMES = re.compile(rf"(.*)@\s*({_TIME})\s*(?:-\s*({_TIME})\s*)?", re.DOTALL)
_PITCHES = re.compile(rf"(.*):\s*({_PITCH})\s*(?:-\s*({_PITCH})\s*)?", re.DOTALL)


@dataclass(frozen=True)
class NoteQuery:
    """Which notes are asked for.

    Attributes
    ----------
    text : str
        As it was written.
    name : str
        Of the group.
    source : str
        Name of their source; ``*`` for all.
    pitches : (float, float) or None
        Lowest and highest MIDI pitch; None for all.
    times_s : (float, float) or None
        They begin in this span of the song, the end not included; where both ends are equal, they sound at it.
    """

    text: str
    name: str
    source: str
    pitches: tuple[float, float] | None = None
    times_s: tuple[float, float] | None = None

    def of(self, annotation: Annotation, rate: int) -> NoteGroup:
        """Return the group; its id is made of its name.

        Parameters
        ----------
        annotation : Annotation
        rate : int
            In Hz, in which the annotation counts samples.

        Raises
        ------
        AnnotationReadError
            The source is not there, or has no such notes.
        """
        sources = self.source_ids(annotation.sources)
        notes = frozenset(note for note in annotation.notes if note.source_id in sources and self._asks_for(note, rate))
        if not notes:
            raise AnnotationReadError(f"{self.text}: there are no such notes; choose other pitches or times")
        return NoteGroup(self.id, self.name, notes)

    @property
    def id(self) -> str:
        """Id of the group."""
        return f"notes-{self.name}"

    def source_ids(self, sources: tuple[Source, ...]) -> set[str]:
        """Return the ids of the sources that are asked for; raises AnnotationReadError where there is none."""
        if self.source == _EVERY:
            return {source.id for source in sources}
        exact = [source.id for source in sources if source.name == self.source]
        found = exact or [source.id for source in sources if _plain(source.name) == _plain(self.source)]
        if not found:
            self._check_ends(sources)
            known = ", ".join(source.name for source in sources) or "none"
            raise AnnotationReadError(
                f"{self.text}: there is no source {self.source!r}; the sources are {known}, and * stands for all "
                f"(the form is {FORM}, as melody=piano:C5-C7@12.5-30)"
            )
        if len(found) > 1:
            raise AnnotationReadError(f"{self.text}: {len(found)} sources are called {self.source!r}; rename one")
        return set(found)

    def _check_ends(self, sources: tuple[Source, ...]) -> None:
        """Raise AnnotationReadError where a source is there, but pitches or times behind it cannot be read."""
        names = {_plain(source.name) for source in sources} | {_EVERY}
        whose, _sign, times = self.source.partition("@")
        if times and _plain(whose.partition(":")[0]) in names:
            raise AnnotationReadError(f"{self.text}: {times.strip()!r} is no time; write it as 12.5, 1:02 or 10-20.5")
        whose, _sign, pitches = self.source.partition(":")
        if pitches and _plain(whose) in names:
            raise AnnotationReadError(f"{self.text}: {pitches.strip()!r} is no pitch; write it as C4, 60 or C4-C5")

    def _asks_for(self, note: Note, rate: int) -> bool:
        if self.pitches is not None and (note.pitch is None or not self.pitches[0] <= note.pitch <= self.pitches[1]):
            return False
        if self.times_s is None:
            return True
        start, stop = (time_s * rate for time_s in self.times_s)
        return note.start <= start < note.stop if start == stop else start <= note.start < stop


def parse_group(text: str) -> NoteQuery:
    """Return what a text asks for.

    Parameters
    ----------
    text : str
        ``NAME=SOURCE[:PITCHES][@TIMES]``. ``PITCHES`` are one or two of ``C4`` or ``60``, ``TIMES`` one or two of
        ``12.5`` or ``1:02``: notes that sound at the one, or begin between the two.

    Raises
    ------
    AnnotationReadError
        It is not of this form.
    """
    name, separator, wanted = text.partition("=")
    if not (separator and name.strip() and wanted.strip()):
        raise AnnotationReadError(f"{text!r} is not of the form {FORM}, as melody=piano:C5-C7@12.5-30")
    source, pitches, times_s = wanted, None, None
    if (found := _TIMES.fullmatch(source)) is not None:
        source, times_s = found[1], (_seconds(found[2]), _seconds(found[3] or found[2]))
        if found[3] and times_s[1] <= times_s[0]:
            raise AnnotationReadError(f"{text}: the time ends before it begins")
    if (found := _PITCHES.fullmatch(source)) is not None:
        low, high = sorted((_pitch(found[2]), _pitch(found[3] or found[2])))
        source, pitches = found[1], (low, high)
    return NoteQuery(text, name.strip(), source.strip() or _EVERY, pitches, times_s)


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().split())


def _pitch(text: str) -> float:
    """Return the MIDI pitch of ``C4`` (60), ``F#3``, ``Bb-1`` or ``60.5``."""
    if text[0].isdigit():
        return float(text)
    accidentals = re.match(r"[#♯b♭]*", text[1:])
    assert accidentals is not None
    octave = int(text[1 + accidentals.end() :])
    return float(12 * (octave + 1) + _STEPS[text[0].lower()] + sum(_SHARPS[sign] for sign in accidentals[0]))


def _seconds(text: str) -> float:
    seconds = 0.0
    for part in text.split(":"):
        seconds = 60 * seconds + float(part)
    return seconds
