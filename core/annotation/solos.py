"""Where one source plays alone, by what is known of when sources play.

Unknown is not silent: a stretch is a solo only where every other source is known to be silent.
"""

from __future__ import annotations

from core.annotation.label_matrix import SpanArray, merge_spans, subtract_spans
from core.annotation.model import ActivityState, Annotation


def solo_spans(annotation: Annotation, source_id: str, length: int) -> list[tuple[int, int]]:
    """Return the stretches in which a source is active and every other one silent.

    Parameters
    ----------
    annotation : Annotation
    source_id : str
    length : int
        Of the song, in samples.

    Returns
    -------
    list of (int, int)
        Samples of the song, sorted, apart from each other; empty where there is no other source.
    """
    others = [source.id for source in annotation.sources if source.id != source_id]
    if not others:
        return []
    alone = _spans(annotation, source_id, ActivityState.ACTIVE)
    for other in others:
        everywhere = merge_spans([(0, length)])
        may_sound = subtract_spans(everywhere, _spans(annotation, other, ActivityState.SILENT))
        alone = subtract_spans(alone, may_sound)
    return [(max(0, int(start)), min(length, int(stop))) for start, stop in alone if start < length and stop > 0]


def _spans(annotation: Annotation, source_id: str, state: ActivityState) -> SpanArray:
    spans = annotation.activity_of(source_id).spans
    return merge_spans([(span.start, span.stop) for span in spans if span.state is state])
