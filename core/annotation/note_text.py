"""Notes as text, for the clipboard: from one window to another, from one song to another.

Owns the format and the distrust of what comes back. Times are seconds from the first note, as songs differ in their
rate.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.annotation.model import Note

_FORMAT = "stembrush notes"
_LONGEST_TEXT = 32_000_000
_MOST_NOTES = 200_000
_LONGEST_S = 24 * 3600.0


@dataclass(frozen=True)
class LooseNote:
    """A note that belongs to no song yet.

    Attributes
    ----------
    start_s, length_s : float
        From the first note; ``length_s`` > 0.
    source : str
        Name of the source that it came from.
    pitch : float or None
        MIDI pitch, 0 to 127.
    level : float
        0 to 1.
    """

    start_s: float
    length_s: float
    source: str
    pitch: float | None
    level: float


def to_text(notes: Sequence[Note], names: Mapping[str, str], rate: int) -> str:
    """Return notes as text; ``names`` are those of their sources by id, ``rate`` is that of their song."""
    first = min((note.start for note in notes), default=0)
    rows = [
        [(n.start - first) / rate, n.length / rate, names.get(n.source_id, ""), n.pitch, round(n.level, 4)]
        for n in notes
    ]
    return json.dumps({"format": _FORMAT, "version": 1, "notes": rows})


def from_text(text: str) -> list[LooseNote]:
    """Return the notes of a text; empty where it is anything else, whatever it is."""
    if len(text) > _LONGEST_TEXT or _FORMAT not in text[:100]:
        return []
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return []
    rows = content.get("notes") if isinstance(content, dict) and content.get("format") == _FORMAT else None
    if not isinstance(rows, list) or len(rows) > _MOST_NOTES:
        return []
    notes = [_note(row) for row in rows]
    return [note for note in notes if note is not None] if None not in notes else []


def _note(row: Any) -> LooseNote | None:
    if not isinstance(row, list) or len(row) != 5:
        return None
    start_s, length_s, source, pitch, level = row
    if not isinstance(source, str) or len(source) > 1000:
        return None
    if not _is_within(start_s, 0, _LONGEST_S) or not _is_within(length_s, 1e-6, _LONGEST_S):
        return None
    if not _is_within(level, 0, 1) or not (pitch is None or _is_within(pitch, 0, 127)):
        return None
    return LooseNote(float(start_s), float(length_s), source, None if pitch is None else float(pitch), float(level))


def _is_within(value: Any, low: float, high: float) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and low <= value <= high
