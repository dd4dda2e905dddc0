"""The first format of project files, and the way from it to the second.

Owns the tables as they were then. That format kept the stems of the newest separation only; they become a version.
"""

from __future__ import annotations

import sqlite3

from core.project import schema

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
_NEW_TABLES = {
    "version": "id INTEGER PRIMARY KEY AUTOINCREMENT, complete INTEGER NOT NULL, name TEXT NOT NULL,"
    " note TEXT NOT NULL, measured TEXT NOT NULL, stored_bytes INTEGER NOT NULL, facts TEXT NOT NULL",
    "state_chunk": "id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL",
}
_NEW_INDEXES = {"state_chunk_by_place": "state_chunk (version_id, number)"}
# what a program that was killed has not completed is removed with the next version that is stored
_CARRY_OVER = (
    "INSERT INTO version SELECT id, complete = 1, '', '', '{}',"
    " (SELECT coalesce(sum(length(data)), 0) FROM stem_chunk WHERE result_id = result.id), facts FROM result"
)


def to_format2(connection: sqlite3.Connection) -> None:
    """Bring a file of the first format to the second, within the transaction that is under way.

    Raises
    ------
    ValueError
        The tables are not those of the first format: a trigger of a stranger would run while they are changed.
    """
    schema.check_tables(connection, _TABLES, _INDEXES)
    schema.create_tables(connection, _NEW_TABLES, _NEW_INDEXES)
    connection.execute(_CARRY_OVER)
    connection.execute("DROP TABLE result")
    connection.execute("ALTER TABLE stem_chunk RENAME COLUMN result_id TO version_id")
