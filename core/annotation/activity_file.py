"""Activity labels in files: read and written in the format that the name of the file says.

Owns the choice of the format: ``.lab`` and ``.txt`` are lines of start, end and label, ``.jams`` is JAMS, everything
else is CSV.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.annotation.activity_csv import HEADER as HEADER
from core.annotation.activity_csv import csv_rows, csv_text
from core.annotation.activity_jams import jams_rows, jams_text
from core.annotation.activity_lab import lab_rows, lab_text
from core.annotation.activity_rows import ActivityRow as ActivityRow
from core.annotation.activity_rows import activities_from_rows as activities_from_rows
from core.annotation.activity_rows import row_sources as row_sources
from core.annotation.activity_rows import source_named as source_named
from core.annotation.file_writing import write_file
from core.annotation.model import Activity, Source

LAB_SUFFIXES = frozenset({".lab", ".txt"})
ACTIVITY_SUFFIXES = frozenset({".csv", ".jams", *LAB_SUFFIXES})


def read_activity(path: Path, sources: Sequence[Source], rate: int, length: int) -> tuple[Activity, ...]:
    """Read the activity of a song's sources.

    Parameters
    ----------
    path : Path
    sources : sequence of Source
        Those that the file may name; capitals count only where two differ by nothing else.
    rate, length : int
        Sample rate in Hz and samples of the song; spans are cut to it.

    Returns
    -------
    tuple of Activity
        One for every source that the file labels, in the order of ``sources``. Where labels overlap the later one
        counts, as if painted over; what no label covers stays unknown.

    Raises
    ------
    AnnotationReadError
        Not readable, or not of its format: the message names the line.
    """
    return activities_from_rows(read_activity_rows(path), sources, rate, length, path.name)


def read_activity_rows(path: Path) -> tuple[ActivityRow, ...]:
    """Read the labels of a file as they are, for when its sources are not known yet; see :func:`read_activity`."""
    suffix = path.suffix.lower()
    if suffix in LAB_SUFFIXES:
        return lab_rows(path)
    return jams_rows(path) if suffix == ".jams" else csv_rows(path)


def write_activity(
    path: Path, activities: Sequence[Activity], sources: Sequence[Source], rate: int, length: int = 0
) -> None:
    """Write activity in place of any file of that name; spans of unknown are left out.

    Parameters
    ----------
    path : Path
    activities : sequence of Activity
    sources : sequence of Source
    rate : int
        Sample rate in Hz.
    length : int
        Samples of the song, which JAMS wants to know; up to the end of the last span where it is left out.

    Raises
    ------
    ExportError
        The file cannot be written; one that was there before is left as it was.
    """
    suffix = path.suffix.lower()
    if suffix == ".jams":
        ends = (span.stop for activity in activities for span in activity.spans)
        text = jams_text(activities, sources, rate, length or max(ends, default=0))
    elif suffix in LAB_SUFFIXES:
        text = lab_text(activities, sources, rate)
    else:
        text = csv_text(activities, sources, rate)
    write_file(path, text.encode("utf-8"))
