"""Activity labels in CSV files.

Owns the text of the format: the header ``source,start_s,end_s,state``, one labelled span per line. What spreadsheets
make of it is read too: byte-order marks, semicolons or tabs, decimal commas, UTF-16.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from core.annotation.activity_rows import STATES, ActivityRow, checked_row, known_spans, read_text, seconds
from core.annotation.model import Activity, Source
from core.errors import AnnotationReadError

HEADER = ("source", "start_s", "end_s", "state")


def csv_rows(path: Path) -> tuple[ActivityRow, ...]:
    """Read the lines of a file; raises AnnotationReadError."""
    text = read_text(path, f"a CSV file with the header {','.join(HEADER)}")
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
            rows.append(_row(cells, delimiter, path.name, f"line {reader.line_num}"))
    except csv.Error as error:
        raise AnnotationReadError(
            f"{path.name}, line {reader.line_num}: is not CSV ({error}); export it again"
        ) from error
    if not rows:
        raise AnnotationReadError(f"{path.name}: labels nothing; write one line per span below {','.join(HEADER)}")
    return tuple(rows)


def csv_text(activities: Sequence[Activity], sources: Sequence[Source], rate: int) -> str:
    """Return the text of a file."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(HEADER)
    for name, span in known_spans(activities, sources):
        writer.writerow((name, f"{span.start / rate:.6f}", f"{span.stop / rate:.6f}", span.state.value))
    return file.getvalue()


def _delimiter(text: str) -> str:
    """Return the delimiter of the first line that is not empty."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _row(cells: list[str], delimiter: str, file_name: str, place: str) -> ActivityRow:
    where = f"{file_name}, {place}"
    if not any(cells[len(HEADER) :]):
        cells = cells[: len(HEADER)]
    if len(cells) != len(HEADER):
        raise AnnotationReadError(f"{where}: has {len(cells)} fields instead of 4; write {','.join(HEADER)}")
    source, start, end, state = cells
    if state.lower() not in STATES:
        raise AnnotationReadError(f"{where}: the state is {state!r}; use active or silent")
    comma = delimiter != ","
    times = seconds(start, where, decimal_comma=comma), seconds(end, where, decimal_comma=comma)
    return checked_row(source, times, STATES[state.lower()], place, file_name)
