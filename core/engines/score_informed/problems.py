"""What stands in the way of a separation by notes and activity, in the user's words.

Owns the check of the guidance that engines of this kind need. Looks at no audio.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter

from core.annotation.label_matrix import painted_sources
from core.annotation.model import ActivityState, Annotation, Note
from core.engines.base import Problem, SeparationRequest


def guidance_problems(request: SeparationRequest, free_components: int) -> list[Problem]:
    """Return what is missing of the notes or activity, see :meth:`core.engines.base.Engine.problems`.

    Parameters
    ----------
    request : SeparationRequest
    free_components : int
        How many components nobody owns; they can take what else is heard beside a source that is alone.
    """
    annotation, length = request.annotation, request.mixture.length
    named = {source.id for source in annotation.sources}
    scored = {note.source_id for note in annotation.notes} & named
    painted = painted_sources(annotation)
    if not scored and not painted:
        return [
            Problem(
                "error",
                "this engine needs guidance: open the score (MIDI) of the song, or paint when each source plays",
            )
        ]
    heard = {note.source_id for note in annotation.notes if note.start < length and note.start + note.length > 0}
    if not heard and not painted:
        return [Problem("error", "no note of the score lies inside the song; check that it is the right score")]
    found = []
    for source in annotation.sources:
        if source.id not in scored | painted:
            found.append(Problem("warning", f"nothing is known of {source.name}: its stem will be silent"))
        elif source.id in scored - heard:
            found.append(Problem("warning", f"{source.name} has no notes inside the song: its stem will be silent"))
        elif source.id in heard and _only_silent(annotation, source.id):
            text = (
                f"{source.name} has notes only where it is painted silent: its stem will be silent; paint what "
                "is right, or move its notes"
            )
            found.append(Problem("warning", text))
    if len(annotation.sources) == 1 and not free_components:
        name = annotation.sources[0].name
        text = (
            f"{name} is alone, so all sound where it may play goes to it; add a source for what else is heard, or "
            "set free components"
        )
        found.append(Problem("warning", text))
    return found


def _only_silent(annotation: Annotation, source_id: str) -> bool:
    """Return whether a source is labelled silent wherever it has notes."""
    spans = annotation.activity_of(source_id).spans
    silent = [(span.start, span.stop) for span in spans if span.state is ActivityState.SILENT]
    return bool(silent) and all(_covered(silent, note) for note in annotation.notes if note.source_id == source_id)


def _covered(spans: list[tuple[int, int]], note: Note) -> bool:
    """Return whether a note lies in spans that are sorted and may touch."""
    reached, place = note.start, bisect_right(spans, note.start, key=itemgetter(0)) - 1
    while 0 <= place < len(spans) and spans[place][0] <= reached < spans[place][1]:
        reached, place = spans[place][1], place + 1
    return reached >= note.stop
