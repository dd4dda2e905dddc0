"""The tables of a project file.

Owns their definitions, the numbers by which a file is known as a project, and the check that a file has these tables
and nothing else: triggers and views of strangers would run whenever a stroke is stored.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

APPLICATION_ID = 0x53744272
VERSION = 3

_TABLES = {
    "meta": "key TEXT PRIMARY KEY, value TEXT NOT NULL",
    "state": "key TEXT PRIMARY KEY, value TEXT NOT NULL",
    "source": "id TEXT PRIMARY KEY, place INTEGER NOT NULL, name TEXT NOT NULL, colour TEXT NOT NULL,"
    " program INTEGER, is_drum INTEGER NOT NULL",
    "note": "id INTEGER PRIMARY KEY, start INTEGER NOT NULL, length INTEGER NOT NULL, source_id TEXT NOT NULL,"
    " pitch REAL, level REAL NOT NULL",
    "span": "source_id TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, state TEXT NOT NULL,"
    " PRIMARY KEY (source_id, start)",
    "region": "id TEXT PRIMARY KEY, place INTEGER NOT NULL, source_id TEXT NOT NULL, polarity TEXT NOT NULL,"
    " start INTEGER NOT NULL, stop INTEGER NOT NULL, low_hz REAL NOT NULL, high_hz REAL NOT NULL",
    # apart from the regions, so that a new order does not write every mask again
    "mask": "region_id TEXT PRIMARY KEY, height INTEGER NOT NULL, width INTEGER NOT NULL, data BLOB NOT NULL",
    # the sound of an example is told by its sha256
    "example": "id TEXT PRIMARY KEY, place INTEGER NOT NULL, source_id TEXT NOT NULL, polarity TEXT NOT NULL,"
    " start INTEGER, stop INTEGER, sound TEXT, name TEXT NOT NULL",
    "dictionary": "id TEXT PRIMARY KEY, place INTEGER NOT NULL, source_id TEXT NOT NULL, name TEXT NOT NULL,"
    " rate INTEGER NOT NULL, window_samples INTEGER NOT NULL, hop_samples INTEGER NOT NULL, width INTEGER NOT NULL,"
    " facts TEXT NOT NULL, data BLOB NOT NULL",
    "history": "id INTEGER PRIMARY KEY AUTOINCREMENT, words TEXT NOT NULL, done INTEGER NOT NULL, change BLOB NOT NULL",
    # which sounds a step needs to be done or taken back
    "history_sound": "step_id INTEGER NOT NULL, sound TEXT NOT NULL, PRIMARY KEY (step_id, sound)",
    "sound": "id INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT NOT NULL, complete INTEGER NOT NULL,"
    " rate INTEGER NOT NULL, channels INTEGER NOT NULL, length INTEGER NOT NULL",
    "sound_chunk": "id INTEGER PRIMARY KEY, sound_id INTEGER NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL",
    "song_chunk": "number INTEGER PRIMARY KEY, data BLOB NOT NULL",
    # what never changes of a version is in its facts, what the user says or measures later has columns
    "version": "id INTEGER PRIMARY KEY AUTOINCREMENT, complete INTEGER NOT NULL, name TEXT NOT NULL,"
    " note TEXT NOT NULL, measured TEXT NOT NULL, stored_bytes INTEGER NOT NULL, facts TEXT NOT NULL",
    "stem_chunk": "id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL, stem INTEGER NOT NULL, part INTEGER NOT NULL,"
    " number INTEGER NOT NULL, data BLOB NOT NULL",
    "state_chunk": "id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL",
}
_INDEXES = {
    "note_by_value": "note (start, source_id, pitch, length, level)",
    "sound_chunk_by_place": "sound_chunk (sound_id, number)",
    "stem_chunk_by_place": "stem_chunk (version_id, stem, part, number)",
    "state_chunk_by_place": "state_chunk (version_id, number)",
}
CHECKED_TABLES = (
    *("meta", "state", "source", "note", "span", "region", "mask"),
    *("example", "dictionary", "sound", "version"),
)
"""Those that are read whole when a project is opened; the others are checked where they are used."""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    create_tables(connection, _TABLES, _INDEXES)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def create_tables(connection: sqlite3.Connection, tables: Mapping[str, str], indexes: Mapping[str, str]) -> None:
    """Make tables and indexes, given as name -> columns."""
    for name, columns in tables.items():
        connection.execute(f"CREATE TABLE {name} ({columns}) STRICT")
    for name, columns in indexes.items():
        connection.execute(f"CREATE INDEX {name} ON {columns}")


def check(connection: sqlite3.Connection) -> None:
    """Raise ValueError unless the file has exactly the tables of this version, and sound ones."""
    check_tables(connection, _TABLES, _INDEXES)
    for name in CHECKED_TABLES:
        for (words,) in connection.execute(f"PRAGMA quick_check('{name}')"):
            if words != "ok":
                raise ValueError(f"the table {name} is damaged")


def check_tables(connection: sqlite3.Connection, tables: Mapping[str, str], indexes: Mapping[str, str]) -> None:
    """Raise ValueError unless the file has exactly these tables and indexes."""
    query = "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    found = set(connection.execute(query))
    expected = {("table", name) for name in tables} | {("index", name) for name in indexes}
    if found != expected:
        raise ValueError("the tables are not those of a project")
    fresh = sqlite3.connect(":memory:")
    try:
        create_tables(fresh, tables, indexes)
        for name in tables:
            if _columns(connection, name) != _columns(fresh, name):
                raise ValueError(f"the table {name} is not that of a project")
    finally:
        fresh.close()


def _columns(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return [tuple(row[1:]) for row in connection.execute(f"PRAGMA table_xinfo('{table}')")]
