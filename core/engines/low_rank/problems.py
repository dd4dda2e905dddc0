"""What stands in the way of a separation into voice and accompaniment, in the user's words.

Looks at no audio.
"""

from __future__ import annotations

from core.annotation.model import ActivityState, Annotation, Source
from core.engines.base import Problem, SeparationRequest
from core.engines.low_rank.sources import sides_of
from core.errors import EngineError


def part_problems(request: SeparationRequest) -> list[Problem]:
    """Return what is wrong with the sources, see :meth:`core.engines.base.Engine.problems`."""
    annotation = request.annotation
    if not annotation.sources:
        return [Problem("error", "there is no source; add one for the voice and one for the accompaniment")]
    try:
        sides = sides_of(annotation, request.parameters.accompaniment)
    except EngineError as err:
        return [Problem("error", str(err))]
    found = []
    if not sides.voice:
        text = "no source is the voice, so it goes to the residual; name a source so, or set the accompaniment"
        found.append(Problem("warning", text))
    for numbers in (sides.voice, sides.accompaniment):
        sources = [annotation.sources[number] for number in numbers]
        alike = [source.name for source in sources if not _is_known(annotation, source)]
        if len(alike) > 1:
            text = f"{' and '.join(alike)} cannot be told apart; paint when each plays, or give their notes"
            found.append(Problem("warning", text))
    return found


def _is_known(annotation: Annotation, source: Source) -> bool:
    """Return whether something tells a source from the others of its part."""
    spans = annotation.activity_of(source.id).spans
    return (
        bool(annotation.notes_of(source.id))
        or any(region.source_id == source.id for region in annotation.regions)
        or any(span.state is not ActivityState.UNKNOWN for span in spans)
    )
