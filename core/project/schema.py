"""The tables of a project file.

Owns their definitions, the numbers by which a file is known as a project, and the check that a file has these tables
and nothing else: triggers and views of strangers would run whenever a stroke is stored.
"""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x53744272
VERSION = 1

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
    "history": "id INTEGER PRIMARY KEY AUTOINCREMENT, words TEXT NOT NULL, done INTEGER NOT NULL, change BLOB NOT NULL",
    "song_chunk": "number INTEGER PRIMARY KEY, data BLOB NOT NULL",
    "result": "id INTEGER PRIMARY KEY AUTOINCREMENT, complete INTEGER NOT NULL, facts TEXT NOT NULL",
    "stem_chunk": "id INTEGER PRIMARY KEY, result_id INTEGER NOT NULL, stem INTEGER NOT NULL, part INTEGER NOT NULL,"
    " number INTEGER NOT NULL, data BLOB NOT NULL",
}
_INDEXES = {
    "note_by_value": "note (start, source_id, pitch, length, level)",
    "stem_chunk_by_place": "stem_chunk (result_id, stem, part, number)",
}
CHECKED_TABLES = ("meta", "state", "source", "note", "span", "region", "mask", "result")
"""Those that are read whole when a project is opened; the others are checked where they are used."""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for name, columns in _TABLES.items():
        connection.execute(f"CREATE TABLE {name} ({columns}) STRICT")
    for name, columns in _INDEXES.items():
        connection.execute(f"CREATE INDEX {name} ON {columns}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def check(connection: sqlite3.Connection) -> None:
    """Raise ValueError unless the file has exactly these tables, and sound ones."""
    query = "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    found = set(connection.execute(query))
    expected = {("table", name) for name in _TABLES} | {("index", name) for name in _INDEXES}
    if found != expected:
        raise ValueError("the tables are not those of a project")
    fresh = sqlite3.connect(":memory:")
    try:
        create(fresh)
        for name in _TABLES:
            if _columns(connection, name) != _columns(fresh, name):
                raise ValueError(f"the table {name} is not that of a project")
    finally:
        fresh.close()
    for name in CHECKED_TABLES:
        for (words,) in connection.execute(f"PRAGMA quick_check('{name}')"):
            if words != "ok":
                raise ValueError(f"the table {name} is damaged")


def _columns(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return [tuple(row[1:]) for row in connection.execute(f"PRAGMA table_xinfo('{table}')")]
