"""From a score to sources and notes of the annotation.

Owns what is taken from a score: which of its notes go to which source. Times stay those of the score; matching them to
the song is a step of its own (``warping``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.annotation.hands import right_hand
from core.annotation.model import Annotation, Note, Source, Warp
from core.annotation.score import Score, ScoreNote
from core.annotation.warping import rewarped

Hand = Literal["", "left", "right"]
LOWEST, HIGHEST = 0, 127

# of a track: which of its notes the right hand plays
Hands = Mapping[int, NDArray[np.bool_]]


@dataclass(frozen=True)
class Part:
    """Notes of one track of a score: all, those of a pitch range (both ends included) or of one hand."""

    track: int
    low: int = LOWEST
    high: int = HIGHEST
    hand: Hand = ""


@dataclass(frozen=True)
class Target:
    """Where a part goes: to an existing source, to a new one of this name, or nowhere where both are empty."""

    part: Part
    source_id: str = ""
    new_name: str = ""

    @property
    def is_left_out(self) -> bool:
        """Whether the part's notes are not taken."""
        return not self.source_id and not self.new_name

    @property
    def key(self) -> tuple[str, str]:
        """Of targets that share a source, the same."""
        return self.source_id, "" if self.source_id else self.new_name


@dataclass(frozen=True)
class Assignment:
    """Which notes of a score go to which source; targets of one source are put together."""

    targets: tuple[Target, ...]


def one_source_per_track(score: Score) -> Assignment:
    """Return the assignment of every track to a new source of its name."""
    return Assignment(tuple(Target(Part(index), new_name=track.name) for index, track in enumerate(score.tracks)))


def suggested(annotation: Annotation, score: Score) -> Assignment:
    """Return every track's source of the same name, whatever its capitals; a new one where there is none."""
    by_name: dict[str, str] = {}
    for source in annotation.sources:
        by_name.setdefault(source.name.casefold(), source.id)
    targets = []
    for index, track in enumerate(score.tracks):
        # of two tracks of one name only the first is taken for the source
        source_id = by_name.pop(track.name.casefold(), "")
        targets.append(Target(Part(index), source_id, "" if source_id else track.name))
    return Assignment(tuple(targets))


def track_hands(score: Score, track: int, tick: Callable[[], None] | None = None) -> NDArray[np.bool_]:
    """Return which notes of a track the right hand plays; see :func:`core.annotation.hands.right_hand`."""
    return right_hand(score.tracks[track].notes, tick)


def part_mask(score: Score, part: Part, hands: Hands) -> NDArray[np.bool_]:
    """Return which notes of its track belong to a part, shape (notes,).

    Parameters
    ----------
    score : Score
    part : Part
    hands : mapping of int to ndarray
        Of every track that is split by hands: :func:`track_hands`.
    """
    notes = score.tracks[part.track].notes
    pitches = np.fromiter((note.pitch for note in notes), np.int64, len(notes))
    mask: NDArray[np.bool_] = (pitches >= part.low) & (pitches <= part.high)
    if part.hand:
        right = hands[part.track]
        mask &= right if part.hand == "right" else ~right
    return mask


def part_notes(score: Score, part: Part, hands: Hands) -> tuple[ScoreNote, ...]:
    """Return the notes of a part in the order of its track; see :func:`part_mask`."""
    notes = score.tracks[part.track].notes
    return tuple(notes[index] for index in np.flatnonzero(part_mask(score, part, hands)).tolist())


def imported(
    annotation: Annotation,
    score: Score,
    assignment: Assignment,
    rate: int,
    new_id: Callable[[], str],
    hands: Hands | None = None,
    *,
    is_added: bool = False,
) -> Annotation:
    """Return the annotation with the notes of a score.

    The sources of the score before it go, but for those that get notes again: a source that gets notes loses those
    that it had and keeps all else that was said of it. Parts without notes make no source.

    A score that is added to the one before, as the next of one file per instrument, takes nothing away: both are on the
    same time, so the notes before go back to it and are matched with the new ones. Anchors stay.

    Parameters
    ----------
    annotation : Annotation
    score : Score
    assignment : Assignment
    rate : int
        Sample rate of the song in Hz.
    new_id : callable
        Returns an id that no source has had yet.
    hands : mapping of int to ndarray, optional
        See :func:`part_mask`; found where it is missing, which takes seconds for very long tracks.
    is_added : bool
        Keep the score before; without one it says nothing.
    """
    known = {index: track_hands(score, index) for index in _split_by_hands(assignment) if index not in (hands or {})}
    known.update(hands or {})
    given: dict[str, list[ScoreNote]] = {}
    made: dict[str, Source] = {}
    program_of: dict[str, int] = {}
    ids: dict[tuple[str, str], str] = {}
    for target in assignment.targets:
        notes = () if target.is_left_out else part_notes(score, target.part, known)
        if not notes:
            continue
        track = score.tracks[target.part.track]
        if target.key not in ids:
            ids[target.key] = target.source_id or new_id()
            if not target.source_id:
                made[ids[target.key]] = Source(
                    ids[target.key], target.new_name, program=track.program, is_drum=track.is_drum
                )
        program_of.setdefault(ids[target.key], track.program)
        given.setdefault(ids[target.key], []).extend(notes)
    if not given:
        return annotation
    if not is_added or annotation.warp is None:
        return _with(annotation, score, rate, given, made, program_of)
    return _added(rewarped(annotation, (), rate), score, rate, given, made, program_of)


def replaced_sources(annotation: Annotation, assignment: Assignment) -> tuple[Source, ...]:
    """Return the sources of the score before that an import takes away."""
    kept = {target.source_id for target in assignment.targets}
    old = annotation.warp.source_ids if annotation.warp is not None else frozenset()
    return tuple(source for source in annotation.sources if source.id in old and source.id not in kept)


def _added(
    annotation: Annotation,
    score: Score,
    rate: int,
    given: Mapping[str, list[ScoreNote]],
    made: Mapping[str, Source],
    program_of: Mapping[str, int],
) -> Annotation:
    before = annotation.warp
    assert before is not None
    # what the score before gave is held as if it were the user's own
    apart = annotation.changed(warp=replace(before, source_ids=frozenset()))
    after = _with(apart, score, rate, given, made, program_of)
    assert after.warp is not None
    names = [*before.name.split(", "), after.warp.name]
    warp = replace(
        after.warp,
        name=", ".join(dict.fromkeys(name for name in names if name)),
        source_ids=before.source_ids | after.warp.source_ids,
        anchors=before.anchors,
        bars=before.bars or after.warp.bars,
    )
    return after.changed(warp=warp)


def _split_by_hands(assignment: Assignment) -> set[int]:
    return {target.part.track for target in assignment.targets if target.part.hand and not target.is_left_out}


def _with(
    annotation: Annotation,
    score: Score,
    rate: int,
    given: Mapping[str, list[ScoreNote]],
    made: Mapping[str, Source],
    program_of: Mapping[str, int],
) -> Annotation:
    old = annotation.warp.source_ids if annotation.warp is not None else frozenset()
    gone = old - given.keys()
    sources = [
        replace(source, program=program_of[source.id]) if source.program is None and source.id in given else source
        for source in annotation.sources
        if source.id not in gone
    ]
    notes = [note for note in annotation.notes if note.source_id not in gone and note.source_id not in given]
    for source_id, played in given.items():
        for note in played:
            start, stop = round(note.start_s * rate), round(note.end_s * rate)
            notes.append(Note(start, max(1, stop - start), source_id, float(note.pitch), note.velocity / 127))
    return annotation.changed(
        sources=(*sources, *made.values()),
        activities=tuple(one for one in annotation.activities if one.source_id not in gone),
        regions=tuple(region for region in annotation.regions if region.source_id not in gone),
        examples=tuple(example for example in annotation.examples if example.source_id not in gone),
        dictionaries=tuple(one for one in annotation.dictionaries if one.source_id not in gone),
        warp=Warp(
            score.path.name if score.path is not None else "",
            frozenset(given),
            bars=tuple(round(bar * rate) for bar in score.bars_s),
        ),
    ).with_notes(notes)
