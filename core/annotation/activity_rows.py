"""Labelled spans as files hold them: sources by name, times in seconds.

Owns what all formats share: the row, the checks of times, text files in whatever encoding they come, and the step from
rows to the activity of a song's sources. The formats are in ``activity_csv``, ``activity_lab`` and ``activity_jams``.
"""

from __future__ import annotations

import heapq
import math
import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from core.annotation.model import Activity, ActivitySpan, ActivityState, Source
from core.errors import AnnotationReadError

MAX_BYTES = 64 * 2**20
STATES = {"active": ActivityState.ACTIVE, "silent": ActivityState.SILENT}


@dataclass(frozen=True)
class ActivityRow:
    """One label of a file: a source by name, a span in seconds, its state and where it stands ("line 3")."""

    source: str
    start_s: float
    end_s: float
    state: ActivityState
    place: str


def checked_row(
    source: str, times: tuple[float, float], state: ActivityState, place: str, file_name: str
) -> ActivityRow:
    """Return a row whose times have been read as numbers.

    Raises
    ------
    AnnotationReadError
        There is no source, or the span has no length.
    """
    if not source:
        raise AnnotationReadError(f"{file_name}, {place}: names no source")
    start_s, end_s = times
    if end_s <= start_s:
        raise AnnotationReadError(
            f"{file_name}, {place}: ends at {end_s:g} s, which is not after its start at {start_s:g} s"
        )
    return ActivityRow(source, start_s, end_s, state, place)


def seconds(cell: str, where: str, *, decimal_comma: bool = False) -> float:
    """Return the time that a text gives; raises AnnotationReadError where it gives none."""
    try:
        value = float(cell.replace(",", ".") if decimal_comma else cell)
    except ValueError:
        value = math.nan
    return checked_seconds(value, cell, where)


def checked_seconds(value: float, shown: str, where: str) -> float:
    """Return a time that is finite and not negative; raises AnnotationReadError else."""
    if not (math.isfinite(value) and value >= 0):
        raise AnnotationReadError(f"{where}: {shown!r} is not a time; write seconds from the start, such as 12.5")
    return value


def parsed_label(label: str) -> tuple[str, ActivityState]:
    """Return source and state of a label: ``source`` (active), ``source:state`` or ``source state``."""
    for separator in (":", " "):
        source, found, state = label.rpartition(separator)
        if found and state.strip().lower() in STATES:
            return source.strip(), STATES[state.strip().lower()]
    return ("", STATES[label.lower()]) if label.lower() in STATES else (label, ActivityState.ACTIVE)


def label_of(source: str, state: ActivityState) -> str:
    """Return the label that :func:`parsed_label` reads back; on one line, without tabs."""
    name = " ".join(source.split())
    return name if parsed_label(name) == (name, state) else f"{name}:{state.value}"


def row_sources(rows: Sequence[ActivityRow]) -> tuple[Source, ...]:
    """Return sources for the names in the rows, in their order."""
    names = dict.fromkeys(row.source for row in rows)
    return tuple(Source(id=f"s{index + 1}", name=name) for index, name in enumerate(names))


def source_named(name: str, sources: Sequence[Source]) -> Source | None:
    """Return the first source of this name, else the first that differs by capitals or blanks only."""
    for key in (str, str.casefold, _plain):
        for source in sources:
            if key(source.name) == key(name):
                return source
    return None


def activities_from_rows(
    rows: Sequence[ActivityRow], sources: Sequence[Source], rate: int, length: int, file_name: str
) -> tuple[Activity, ...]:
    """Return the activity that rows of a file give to the sources of a song; see ``activity_file.read_activity``."""
    by_name = {name: source_named(name, sources) for name in dict.fromkeys(row.source for row in rows)}
    spans: dict[str, list[ActivitySpan]] = {}
    for row in rows:
        source = by_name[row.source]
        if source is None:
            known = ", ".join(source.name for source in sources) or "none"
            raise AnnotationReadError(
                f"{file_name}, {row.place}: there is no source {row.source!r}; the sources are {known}"
            )
        # cut before rounding: the largest times are infinite in samples
        start, stop = (round(min(float(length), time_s * rate)) for time_s in (row.start_s, row.end_s))
        if stop > start:
            spans.setdefault(source.id, []).append(ActivitySpan(start, stop, row.state))
    if not spans:
        raise AnnotationReadError(
            f"{file_name}: every span lies after the end of the song ({length / rate:.1f} s); check the times"
        )
    return tuple(Activity(source.id, painted_over(spans[source.id])) for source in sources if source.id in spans)


def read_text(path: Path, hint: str) -> str:
    """Return the text of a file in UTF-8, UTF-16 or the code page of Windows.

    Parameters
    ----------
    path : Path
    hint : str
        What to choose instead: "a CSV file".

    Raises
    ------
    AnnotationReadError
        Not readable, not text or larger than ``MAX_BYTES``.
    """
    try:
        facts = os.stat(path)
        if not (stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode)):
            # a pipe or a device could be waited for without end
            raise AnnotationReadError(f"{path.name}: is not a file; choose {hint}")
        if facts.st_size > MAX_BYTES:
            raise AnnotationReadError(f"{path.name}: is larger than {MAX_BYTES // 2**20} MB; choose {hint}")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise AnnotationReadError(f"{path.name}: there is no such file; check the name") from error
    except IsADirectoryError as error:
        raise AnnotationReadError(f"{path.name}: is a folder; choose {hint}") from error
    except OSError as error:
        raise AnnotationReadError(f"{path.name}: cannot be read ({error.strerror}); check the permissions") from error
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if "\0" not in text:
                return text
    raise AnnotationReadError(f"{path.name}: is not text; choose {hint}")


def known_spans(activities: Sequence[Activity], sources: Sequence[Source]) -> list[tuple[str, ActivitySpan]]:
    """Return the spans that say something with the names of their sources, in the order of the sources."""
    by_id = {activity.source_id: activity for activity in activities}
    return [
        # half letters and zeros, which no text file may have
        (source.name.encode("utf-8", "replace").decode().replace("\0", "?"), span)
        for source in sources
        if source.id in by_id
        for span in by_id[source.id].spans
        if span.state is not ActivityState.UNKNOWN
    ]


def painted_over(spans: Sequence[ActivitySpan]) -> tuple[ActivitySpan, ...]:
    """Return spans sorted and apart: where they overlap the later in the sequence counts; equal neighbours join."""
    borders = sorted({border for span in spans for border in (span.start, span.stop)})
    by_start = sorted(range(len(spans)), key=lambda index: spans[index].start)
    covering: list[tuple[int, int]] = []  # heap of (-place in the sequence, stop)
    result: list[ActivitySpan] = []
    position = 0
    for start, stop in pairwise(borders):
        while position < len(by_start) and spans[by_start[position]].start <= start:
            heapq.heappush(covering, (-by_start[position], spans[by_start[position]].stop))
            position += 1
        while covering and covering[0][1] <= start:
            heapq.heappop(covering)
        if not covering:
            continue
        state = spans[-covering[0][0]].state
        if result and result[-1].stop == start and result[-1].state is state:
            result[-1] = ActivitySpan(result[-1].start, stop, state)
        else:
            result.append(ActivitySpan(start, stop, state))
    return tuple(result)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
