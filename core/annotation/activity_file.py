"""Activity labels in CSV files: read and written.

Owns the text of the format: the header ``source,start_s,end_s,state``, one labelled span per line. What spreadsheets
make of it is read too: byte-order marks, semicolons or tabs, decimal commas, UTF-16.
"""

from __future__ import annotations

import csv
import heapq
import io
import math
import os
import secrets
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from core.annotation.model import Activity, ActivitySpan, ActivityState, Source
from core.errors import AnnotationReadError, ExportError

HEADER = ("source", "start_s", "end_s", "state")
MAX_BYTES = 64 * 2**20
_STATES = {"active": ActivityState.ACTIVE, "silent": ActivityState.SILENT}


@dataclass(frozen=True)
class ActivityRow:
    """One line of a file: a source by name, a span in seconds and its state."""

    source: str
    start_s: float
    end_s: float
    state: ActivityState
    line: int


def read_activity(path: Path, sources: Sequence[Source], rate: int, length: int) -> tuple[Activity, ...]:
    """Read the activity of a song's sources.

    Parameters
    ----------
    path : Path
    sources : sequence of Source
        Those that the file may name.
    rate, length : int
        Sample rate in Hz and samples of the song; spans are cut to it.

    Returns
    -------
    tuple of Activity
        One for every source that the file labels, in the order of ``sources``. Where lines overlap the later one
        counts, as if painted over; what no line covers stays unknown.

    Raises
    ------
    AnnotationReadError
        Not readable, or not of this format: the message names the line.
    """
    return activities_from_rows(read_activity_rows(path), sources, rate, length, path.name)


def read_activity_rows(path: Path) -> tuple[ActivityRow, ...]:
    """Read the lines of a file as they are, for when its sources are not known yet; see :func:`read_activity`."""
    text = _read_text(path)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter)
    rows: list[ActivityRow] = []
    header_seen = False
    try:
        for fields in reader:
            cells = [cell.strip() for cell in fields]
            if not any(cells):
                continue
            if not header_seen:
                if tuple(cell.lower() for cell in cells) != HEADER:
                    raise AnnotationReadError(
                        f"{path.name}, line {reader.line_num}: the header is not {','.join(HEADER)}; add it"
                    )
                header_seen = True
                continue
            rows.append(_row(cells, delimiter, path.name, reader.line_num))
    except csv.Error as error:
        raise AnnotationReadError(
            f"{path.name}, line {reader.line_num}: is not CSV ({error}); export it again"
        ) from error
    if not rows:
        raise AnnotationReadError(f"{path.name}: labels nothing; write one line per span below {','.join(HEADER)}")
    return tuple(rows)


def row_sources(rows: Sequence[ActivityRow]) -> tuple[Source, ...]:
    """Return sources for the names in the rows, in their order."""
    names = dict.fromkeys(row.source for row in rows)
    return tuple(Source(id=f"s{index + 1}", name=name) for index, name in enumerate(names))


def activities_from_rows(
    rows: Sequence[ActivityRow], sources: Sequence[Source], rate: int, length: int, file_name: str
) -> tuple[Activity, ...]:
    """Return the activity that rows of a file give to the sources of a song; see :func:`read_activity`."""
    by_name = {source.name: source for source in sources}
    spans: dict[str, list[ActivitySpan]] = {}
    for row in rows:
        if row.source not in by_name:
            known = ", ".join(by_name) or "none"
            raise AnnotationReadError(
                f"{file_name}, line {row.line}: there is no source {row.source!r}; the sources are {known}"
            )
        # cut before rounding: the largest times are infinite in samples
        start, stop = (round(min(float(length), time_s * rate)) for time_s in (row.start_s, row.end_s))
        if stop > start:
            spans.setdefault(by_name[row.source].id, []).append(ActivitySpan(start, stop, row.state))
    if not spans:
        raise AnnotationReadError(
            f"{file_name}: every span lies after the end of the song ({length / rate:.1f} s); check the times"
        )
    return tuple(Activity(source.id, _painted_over(spans[source.id])) for source in sources if source.id in spans)


def write_activity(path: Path, activities: Sequence[Activity], sources: Sequence[Source], rate: int) -> None:
    """Write activity in place of any file of that name; spans of unknown are left out.

    Raises
    ------
    ExportError
        The file cannot be written; one that was there before is left as it was.
    """
    names = {source.id: source.name for source in sources}
    temporary = path.with_name(f".stembrush-{secrets.token_hex(6)}.csv")
    try:
        with open(temporary, "x", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            for activity in activities:
                for span in activity.spans:
                    if span.state is not ActivityState.UNKNOWN:
                        times = (f"{span.start / rate:.6f}", f"{span.stop / rate:.6f}")
                        writer.writerow((names[activity.source_id], *times, span.state.value))
        os.replace(temporary, path)
    except OSError as error:
        raise ExportError(f"{path}: cannot be written ({error.strerror}); choose another folder or disk") from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _read_text(path: Path) -> str:
    try:
        facts = os.stat(path)
        if not (stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode)):
            # a pipe or a device could be waited for without end
            raise AnnotationReadError(f"{path.name}: is not a file; choose a CSV file")
        if facts.st_size > MAX_BYTES:
            raise AnnotationReadError(f"{path.name}: is larger than {MAX_BYTES // 2**20} MB; choose a CSV file")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise AnnotationReadError(f"{path.name}: there is no such file; check the name") from error
    except IsADirectoryError as error:
        raise AnnotationReadError(f"{path.name}: is a folder; choose a CSV file") from error
    except OSError as error:
        raise AnnotationReadError(f"{path.name}: cannot be read ({error.strerror}); check the permissions") from error
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if "\0" not in text:
                return text
    raise AnnotationReadError(f"{path.name}: is not text; choose a CSV file with the header {','.join(HEADER)}")


def _delimiter(text: str) -> str:
    """Return the delimiter of the first line that is not empty."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _row(cells: list[str], delimiter: str, file_name: str, line: int) -> ActivityRow:
    where = f"{file_name}, line {line}"
    if not any(cells[len(HEADER) :]):
        cells = cells[: len(HEADER)]
    if len(cells) != len(HEADER):
        raise AnnotationReadError(f"{where}: has {len(cells)} fields instead of 4; write {','.join(HEADER)}")
    source, start, end, state = cells
    if not source:
        raise AnnotationReadError(f"{where}: names no source")
    if state.lower() not in _STATES:
        raise AnnotationReadError(f"{where}: the state is {state!r}; use active or silent")
    start_s, end_s = (_seconds(cell, delimiter, where) for cell in (start, end))
    if end_s <= start_s:
        raise AnnotationReadError(f"{where}: ends at {end} s, which is not after its start at {start} s")
    return ActivityRow(source, start_s, end_s, _STATES[state.lower()], line)


def _seconds(cell: str, delimiter: str, where: str) -> float:
    try:
        value = float(cell if delimiter == "," else cell.replace(",", "."))
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0):
        raise AnnotationReadError(f"{where}: {cell!r} is not a time; write seconds from the start, such as 12.5")
    return value


def _painted_over(spans: Sequence[ActivitySpan]) -> tuple[ActivitySpan, ...]:
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
