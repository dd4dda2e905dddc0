"""Notes and labels beside the stems: MIDI per source, activity as CSV, LAB or JAMS.

Owns which files there are and that they count from the start of the exported span. The formats themselves are in
``core.annotation``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.annotation.activity_file import write_activity
from core.annotation.midi_write import write_annotation_midi
from core.annotation.model import Activity, Annotation, Source

ACTIVITY_NAME = "activity"


def shifted(annotation: Annotation, span: tuple[int, int] | None) -> Annotation:
    """Return the notes, activity and bars within a span of samples, counted from its start; all of it for None."""
    if span is None:
        return annotation
    start, stop = span
    notes = [replace(note, start=note.start - start) for note in annotation.notes]
    activities = []
    for activity in annotation.activities:
        spans = tuple(
            replace(one, start=max(0, one.start - start), stop=min(stop, one.stop) - start)
            for one in activity.spans
            if one.start < stop and one.stop > start
        )
        if spans:
            activities.append(Activity(activity.source_id, spans))
    warp = annotation.warp
    if warp is not None:
        warp = replace(warp, bars=tuple(bar - start for bar in warp.bars if start <= bar < stop))
    moved = replace(annotation, activities=tuple(activities), warp=warp)
    return moved.with_notes(notes).clipped(stop - start)


def sources_with_notes(annotation: Annotation) -> frozenset[str]:
    """Return the ids of the sources that a MIDI file could be written of."""
    return frozenset(note.source_id for note in annotation.notes if note.pitch is not None)


def write_source_midi(path: Path, annotation: Annotation, source: Source, rate: int) -> None:
    """Write the notes of one source as MIDI, with the bars of the song.

    Parameters
    ----------
    path : Path
    annotation : Annotation
    source : Source
        With the name that the track gets.
    rate : int
        Sample rate of the song in Hz.

    Raises
    ------
    ExportError
        The source has no notes, or the file cannot be written.
    """
    notes = tuple(note for note in annotation.notes if note.source_id == source.id)
    write_annotation_midi(replace(annotation, sources=(source,), notes=notes), rate, path)


def write_labels(path: Path, annotation: Annotation, sources: tuple[Source, ...], rate: int, length: int) -> None:
    """Write the activity of sources in the format that the suffix says: ``.csv``, ``.lab`` or ``.jams``.

    Parameters
    ----------
    path : Path
    annotation : Annotation
    sources : tuple of Source
        Those whose activity is written, with the names that it gets.
    rate, length : int
        Sample rate in Hz and samples of what is exported.

    Raises
    ------
    ExportError
        The file cannot be written.
    """
    ids = {source.id for source in sources}
    activities = [activity for activity in annotation.activities if activity.source_id in ids]
    write_activity(path, activities, sources, rate, length)
