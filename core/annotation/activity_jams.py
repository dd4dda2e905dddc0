"""Activity labels in JAMS files, through the jams library.

Owns how activity is written down in one of the published namespaces: one annotation of ``tag_open`` (any text, spans
may overlap), whose observations have a source as their value where it is active and ``source:silent`` where it is
silent; what nobody labelled is not in the file. Of other people's files every namespace of tags or segments with text
as values is read.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.annotation.activity_rows import (
    ActivityRow,
    checked_row,
    checked_seconds,
    known_spans,
    label_of,
    parsed_label,
    read_text,
)
from core.annotation.model import Activity, Source
from core.errors import AnnotationReadError

if TYPE_CHECKING:
    import jams

NAMESPACE = "tag_open"
_READ_NAMESPACES = ("tag_", "segment_")
# what the library raises on files that are JSON and no JAMS
_WRONG = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OverflowError)


def jams_rows(path: Path) -> tuple[ActivityRow, ...]:
    """Read the observations of a file; raises AnnotationReadError."""
    text = read_text(path, "a JAMS file")
    import jams

    try:
        file = jams.load(io.StringIO(text), validate=False)
        observations = list(_observations(file))
    except json.JSONDecodeError as error:
        raise AnnotationReadError(
            f"{path.name}, line {error.lineno}: is not JSON ({error.msg}); it may be cut off, export it again"
        ) from error
    except (*_WRONG, jams.JamsError) as error:
        raise AnnotationReadError(f"{path.name}: is not of the JAMS format; export it again") from error
    if not observations:
        raise AnnotationReadError(
            f"{path.name}: labels nothing; sources are read from annotations of {NAMESPACE} or segment_open"
        )
    return tuple(
        _row(time, duration, value, f"label {number}", path.name)
        for number, (time, duration, value) in enumerate(observations, 1)
    )


def jams_text(activities: Sequence[Activity], sources: Sequence[Source], rate: int, length: int) -> str:
    """Return the text of a file.

    Raises
    ------
    jams.SchemaError
        Never for activity inside a song: what is written is valid.
    """
    import jams

    duration_s = length / rate
    annotation = jams.Annotation(namespace=NAMESPACE, time=0.0, duration=duration_s)
    annotation.annotation_metadata = jams.AnnotationMetadata(data_source="manual", annotation_tools="Stembrush")
    for name, span in known_spans(activities, sources):
        time_s, span_s = round(span.start / rate, 6), round((span.stop - span.start) / rate, 6)
        annotation.append(time=time_s, duration=span_s, value=label_of(name, span.state), confidence=1.0)
    file = jams.JAMS(annotations=[annotation], file_metadata=jams.FileMetadata(duration=duration_s))
    return str(file.dumps(indent=2))


def _observations(file: jams.JAMS) -> Iterator[tuple[float, float, str]]:
    """Yield time, duration and value of everything that may name a source."""
    for annotation in file.annotations:
        if str(annotation.namespace).startswith(_READ_NAMESPACES):
            for one in annotation.data:
                if isinstance(one.value, str):
                    yield float(one.time), float(one.duration), one.value


def _row(time_s: float, duration_s: float, value: str, place: str, file_name: str) -> ActivityRow:
    where = f"{file_name}, {place}"
    start_s = checked_seconds(time_s, f"{time_s:g}", where)
    end_s = start_s + duration_s
    if not duration_s <= 0:
        checked_seconds(end_s, f"{end_s:g}", where)
    source, state = parsed_label(value.strip())
    return checked_row(source, (start_s, end_s), state, place, file_name)
