"""Projects of older versions, brought up to date.

Owns the functions that lead from one version of the schema to the next. A file is changed in one transaction or not at
all, and a copy of it as it was stays beside it.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from core.project import files, format1, format2, schema

MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {
    1: format1.to_format2,
    2: format2.to_format3,
}
"""Version -> what makes the next version of it."""


def keep_copy(path: Path, version: int) -> Path:
    """Copy an old project, whose steps are all in its main file, and return the copy."""
    copy = files.free_name(path.parent, f"{path.stem} (format {version})", path.suffix)
    try:
        shutil.copyfile(path, copy)
        files.flush(copy)
    except OSError as error:
        files.remove(copy)
        raise files.unwritable(copy, error) from error
    return copy


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring the tables up to date, within the transaction that is under way."""
    for step in range(version, schema.VERSION):
        if step not in MIGRATIONS:
            raise ValueError(f"there is no way from format {step}")
        MIGRATIONS[step](connection)
    connection.execute(f"PRAGMA user_version = {schema.VERSION}")
