"""What a project remembers beside its annotation: how things are shown and heard, which undo leaves alone.

Owns the values and which of them are not in the file yet; the project says when there is a transaction.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from core.project.encoding import from_json, to_json


class Remembered:
    """JSON values under keys.

    Parameters
    ----------
    connection : sqlite3.Connection
        Of the file with what was remembered; raises ValueError where that is damaged.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute("SELECT key, value FROM state")
        self._values: dict[str, Any] = {str(key): from_json(value) for key, value in rows}
        self._unstored: dict[str, Any] = {}

    def get(self, key: str, default: Any) -> Any:
        """Return the value under a key."""
        return self._values.get(key, default)

    def put(self, key: str, value: Any) -> bool:
        """Remember a value and return whether that is news; raises ValueError for what is no JSON."""
        if key in self._values and self._values[key] == value:
            return False
        to_json(value)
        self._values[key] = self._unstored[key] = value
        return True

    def store(self, connection: sqlite3.Connection) -> None:
        """Write what is not in the file yet, within the transaction that is under way."""
        pairs = [(key, to_json(value)) for key, value in self._unstored.items()]
        connection.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", pairs)

    def is_stored(self) -> None:
        """Be told that the transaction came to its end."""
        self._unstored.clear()
