"""Activity labels in LAB and label-track files, as Sonic Visualiser and Audacity write them.

Owns the text of the format: ``start<TAB>end<TAB>label`` in seconds, one span per line. The label is a source, with
``:silent`` or `` silent`` behind it where the source is known to be silent. Spaces, commas or semicolons in place of
the tabs are read too, and decimal commas.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from core.annotation.activity_rows import (
    ActivityRow,
    checked_row,
    known_spans,
    label_of,
    parsed_label,
    read_text,
    seconds,
)
from core.annotation.model import Activity, Source
from core.errors import AnnotationReadError

_SEPARATED = re.compile(r"([^\s;]+)\s*(;)\s*([^\s;]+)\s*;\s*(.*)|([^\s,]+)\s*(,)\s*([^\s,]+)\s*,\s*(.*)")


def lab_rows(path: Path) -> tuple[ActivityRow, ...]:
    """Read the lines of a file; raises AnnotationReadError."""
    rows = []
    for number, line in enumerate(read_text(path, "a LAB file").splitlines(), 1):
        # what follows a backslash are the frequencies that Audacity keeps beside a label
        if line.strip() and not line.startswith(("#", "\\")):
            rows.append(_row(line, path.name, f"line {number}"))
    if not rows:
        raise AnnotationReadError(f"{path.name}: labels nothing; write one line per span: start, end, source")
    return tuple(rows)


def lab_text(activities: Sequence[Activity], sources: Sequence[Source], rate: int) -> str:
    """Return the text of a file, in the order of time."""
    rows = sorted(known_spans(activities, sources), key=lambda row: row[1].start)
    return "".join(
        f"{span.start / rate:.6f}\t{span.stop / rate:.6f}\t{label_of(name, span.state)}\n" for name, span in rows
    )


def _row(line: str, file_name: str, place: str) -> ActivityRow:
    where = f"{file_name}, {place}"
    separated = None if "\t" in line else _SEPARATED.fullmatch(line.strip())
    if separated is not None:
        start, comma, end, label = (group for group in separated.groups() if group is not None)
    else:
        comma = ""
        cells = [cell.strip() for cell in (line.split("\t", 2) if "\t" in line else line.split(None, 2))]
        if len(cells) < 3:
            raise AnnotationReadError(f"{where}: has {len(cells)} fields instead of 3; write start, end, source")
        start, end, label = cells
    times = tuple(seconds(cell, where, decimal_comma=comma != ",") for cell in (start, end))
    source, state = parsed_label(label.strip().strip('"').strip())
    return checked_row(source, (times[0], times[1]), state, place, file_name)
