"""From a score to sources and notes of the annotation.

Owns what is taken from a score: which of its notes go to which source. Times stay those of the score; matching them to
the song is a step of its own (``warping``).
"""

from __future__ import annotations

from collections.abc import Callable

from core.annotation.model import Annotation, Note, Source, Warp
from core.annotation.score import Score


def imported(annotation: Annotation, score: Score, rate: int, new_id: Callable[[], str]) -> Annotation:
    """Return the annotation with one new source per track of a score; those of the score before it go.

    Parameters
    ----------
    annotation : Annotation
    score : Score
    rate : int
        Sample rate of the song in Hz.
    new_id : callable
        Returns an id that no source has had yet.
    """
    old = annotation.warp.source_ids if annotation.warp is not None else frozenset()
    sources = [source for source in annotation.sources if source.id not in old]
    notes = [note for note in annotation.notes if note.source_id not in old]
    ids = []
    for track in score.tracks:
        source = Source(new_id(), track.name, program=track.program, is_drum=track.is_drum)
        ids.append(source.id)
        sources.append(source)
        for note in track.notes:
            start, stop = round(note.start_s * rate), round(note.end_s * rate)
            level = note.velocity / 127
            notes.append(Note(start, max(1, stop - start), source.id, float(note.pitch), level))
    return annotation.changed(
        sources=tuple(sources),
        activities=tuple(one for one in annotation.activities if one.source_id not in old),
        regions=tuple(region for region in annotation.regions if region.source_id not in old),
        warp=Warp(
            score.path.name if score.path is not None else "",
            frozenset(ids),
            bars=tuple(round(bar * rate) for bar in score.bars_s),
        ),
    ).with_notes(notes)
