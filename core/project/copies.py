"""A copy of a project that somebody else has open.

Owns how it is taken while that one goes on working: SQLite reads what was committed last and disturbs nobody.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from core.project import files, rows
from core.project.project import Project
from core.project.store import in_words, transaction


def open_copy(path: Path) -> Project:
    """Open an unsaved copy of a project, which nothing happens to (see ``Project.origin``).

    Raises
    ------
    ProjectTooNew, ProjectOutdated
    ProjectError
        The project cannot be read, is damaged or none, or there is no room for the copy.
    """
    path = files.real_path(path)
    files.check_version(path, files.read_version(path), migrate=False)
    target = files.unsaved_path()
    with files.replacing(target) as temporary, in_words(path.name):
        source = sqlite3.connect(path)
        copy = sqlite3.connect(os.fspath(temporary), isolation_level=None)
        try:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
            with transaction(copy):
                rows.write_meta(copy, "origin", str(path))
        finally:
            copy.close()
            source.close()
    try:
        return Project.open(target)
    except BaseException:
        files.remove(target)
        raise
