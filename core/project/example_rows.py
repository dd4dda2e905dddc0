"""Examples and dictionaries as rows of tables.

Owns how they are read from a project file and written into it. A dictionary is stored with its columns, an example with
the key of its sound.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeVar

from core.annotation.changes import Change
from core.annotation.model import Annotation, Dictionary, Example
from core.project.checks import check_dictionaries, check_example, check_spectra
from core.project.encoding import from_json, to_json
from core.project.example_encoding import (
    dictionary_from_list,
    dictionary_to_list,
    example_from_list,
    example_to_list,
)
from core.project.packing import floats_to_bytes
from core.project.stored_audio import SoundOf

_EXAMPLE = "id, source_id, polarity, start, stop, sound, name"
_DICTIONARY = "id, source_id, name, rate, window_samples, hop_samples, width, facts"
_Placed = TypeVar("_Placed", Example, Dictionary)


def load_examples(connection: sqlite3.Connection, source_ids: Collection[str], sound: SoundOf) -> tuple[Example, ...]:
    """Return the examples, their sounds not read yet; raises ValueError."""
    rows = connection.execute(f"SELECT {_EXAMPLE} FROM example ORDER BY place")
    examples = tuple(example_from_list(row, sound) for row in rows)
    for example in examples:
        check_example(example, source_ids)
    return examples


def load_dictionaries(connection: sqlite3.Connection, source_ids: Collection[str]) -> tuple[Dictionary, ...]:
    """Return the dictionaries; raises ValueError."""
    # before any is unpacked
    cells = "SELECT total((window_samples / 2 + 1) * width), min(window_samples), min(width) FROM dictionary"
    total, window_samples, width = connection.execute(cells).fetchone()
    check_spectra(total)
    if min(window_samples or 0, width or 0) < 0:
        raise ValueError("a dictionary has no columns")
    query = f"SELECT {_DICTIONARY}, data FROM dictionary ORDER BY place"
    found = []
    for *fields, facts, data in connection.execute(query):
        found.append(dictionary_from_list([*fields, from_json(facts)], data))
        if found[-1].source_id not in source_ids:
            raise ValueError("a dictionary is of no source")
    check_dictionaries(found)
    return tuple(found)


def write_examples(connection: sqlite3.Connection, change: Change, before: Annotation, after: Annotation) -> None:
    """Store what a change does to examples, whose sounds are stored already; see :func:`core.project.rows.write`."""
    connection.executemany("DELETE FROM example WHERE id = ?", [(one.id,) for _place, one in change.examples_out])
    insert = f"INSERT INTO example (place, {_EXAMPLE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    connection.executemany(insert, ((place, *example_to_list(one)) for place, one in change.examples_in))
    moves = _moves(before.examples, after.examples)
    connection.executemany("UPDATE example SET place = ? WHERE id = ?", moves)


def write_dictionaries(connection: sqlite3.Connection, change: Change, before: Annotation, after: Annotation) -> None:
    """Store what a change does to dictionaries; see :func:`core.project.rows.write`."""
    gone = [(one.id,) for _place, one in change.dictionaries_out]
    connection.executemany("DELETE FROM dictionary WHERE id = ?", gone)
    insert = f"INSERT INTO dictionary (place, {_DICTIONARY}, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    connection.executemany(insert, (_dictionary_row(place, one) for place, one in change.dictionaries_in))
    moves = _moves(before.dictionaries, after.dictionaries)
    connection.executemany("UPDATE dictionary SET place = ? WHERE id = ?", moves)


def _dictionary_row(place: int, dictionary: Dictionary) -> tuple[Any, ...]:
    *fields, facts = dictionary_to_list(dictionary)
    return place, *fields, to_json(facts), floats_to_bytes(dictionary.columns)


def _moves(before: Sequence[_Placed], after: Sequence[_Placed]) -> Iterator[tuple[int, str]]:
    """Yield place and id of what has another place than before."""
    places = {one.id: place for place, one in enumerate(before)}
    for place, one in enumerate(after):
        if places.get(one.id, place) != place:
            yield place, one.id
