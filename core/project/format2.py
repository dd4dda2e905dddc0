"""The second format of project files, and the way from it to the third.

Owns the tables as they were then. That format knew neither examples nor dictionaries.
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
    "version": "id INTEGER PRIMARY KEY AUTOINCREMENT, complete INTEGER NOT NULL, name TEXT NOT NULL,"
    " note TEXT NOT NULL, measured TEXT NOT NULL, stored_bytes INTEGER NOT NULL, facts TEXT NOT NULL",
    "stem_chunk": "id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL, stem INTEGER NOT NULL, part INTEGER NOT NULL,"
    " number INTEGER NOT NULL, data BLOB NOT NULL",
    "state_chunk": "id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL",
}
_INDEXES = {
    "note_by_value": "note (start, source_id, pitch, length, level)",
    "stem_chunk_by_place": "stem_chunk (version_id, stem, part, number)",
    "state_chunk_by_place": "state_chunk (version_id, number)",
}
_NEW_TABLES = {
    "example": "id TEXT PRIMARY KEY, place INTEGER NOT NULL, source_id TEXT NOT NULL, polarity TEXT NOT NULL,"
    " start INTEGER, stop INTEGER, sound TEXT, name TEXT NOT NULL",
    "dictionary": "id TEXT PRIMARY KEY, place INTEGER NOT NULL, source_id TEXT NOT NULL, name TEXT NOT NULL,"
    " rate INTEGER NOT NULL, window_samples INTEGER NOT NULL, hop_samples INTEGER NOT NULL, width INTEGER NOT NULL,"
    " facts TEXT NOT NULL, data BLOB NOT NULL",
    "history_sound": "step_id INTEGER NOT NULL, sound TEXT NOT NULL, PRIMARY KEY (step_id, sound)",
    "sound": "id INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT NOT NULL, complete INTEGER NOT NULL,"
    " rate INTEGER NOT NULL, channels INTEGER NOT NULL, length INTEGER NOT NULL",
    "sound_chunk": "id INTEGER PRIMARY KEY, sound_id INTEGER NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL",
}
_NEW_INDEXES = {"sound_chunk_by_place": "sound_chunk (sound_id, number)"}


def to_format3(connection: sqlite3.Connection) -> None:
    """Bring a file of the second format to the third, within the transaction that is under way.

    Raises
    ------
    ValueError
        The tables are not those of the second format.
    """
    schema.check_tables(connection, _TABLES, _INDEXES)
    schema.create_tables(connection, _NEW_TABLES, _NEW_INDEXES)
