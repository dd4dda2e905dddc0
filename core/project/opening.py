"""How a project file comes to be open: made, opened, or copied to another place.

Owns the order of the steps and what is cleaned up when one of them fails.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core.project import files
from core.project.lock import ProjectLock
from core.project.rows import write_meta
from core.project.store import Store, create_file, in_words, open_store, transaction


@dataclass(frozen=True)
class OpenFile:
    """A project file with the lock that keeps others from it."""

    store: Store
    lock: ProjectLock

    def close(self) -> None:
        """Let the file go."""
        self.store.close()
        self.lock.release()


def make(path: Path | None) -> OpenFile:
    """Make an empty project and open it; see :meth:`core.project.project.Project.create`."""
    path = files.real_path(path) if path is not None else files.unsaved_path()
    lock = _locked(path)
    try:
        create_file(path)
        return OpenFile(open_store(path), lock)
    except BaseException:
        lock.release()
        raise


def open_file(path: Path, *, migrate: bool) -> OpenFile:
    """Open a project, or an unsaved copy of one that cannot be written to; see ``Project.open``."""
    path = files.real_path(path)
    files.check_version(path, files.read_version(path), migrate=migrate)
    lock = None
    if files.is_writable(path):
        try:
            lock = ProjectLock(path)
        except OSError:
            # a disk that cannot lock is as good as one that cannot be written to
            lock = None
    if lock is None:
        return _open_copy(path)
    try:
        return OpenFile(open_store(path), lock)
    except BaseException:
        lock.release()
        raise


def _open_copy(origin: Path) -> OpenFile:
    path = files.unsaved_path()
    lock = _locked(path)
    try:
        files.copy_project(origin, path)
        store = open_store(path, keep_old=False)
        try:
            with store.transaction() as connection:
                write_meta(connection, "origin", str(origin))
        except BaseException:
            store.close()
            raise
        return OpenFile(store, lock)
    except BaseException:
        files.remove(path)
        lock.release()
        raise


def copy_to(path: Path, store: Store, finish: Callable[[sqlite3.Connection], None]) -> OpenFile:
    """Copy an open project to another path and open it there.

    Parameters
    ----------
    path : Path
    store : Store
        Of the open project; it stays open.
    finish : callable
        Gets a connection to the copy, in a transaction, to write what is different in it.

    Raises
    ------
    ProjectError
        See :meth:`core.project.project.Project.save_as`; the target is as it was.
    """
    lock = _locked(path)
    try:
        with (
            files.replacing(path) as temporary,
            in_words(path.name),
            closing(sqlite3.connect(os.fspath(temporary), isolation_level=None)) as connection,
        ):
            store.connection.backup(connection)
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            with transaction(connection):
                finish(connection)
        return OpenFile(open_store(path), lock)
    except BaseException:
        lock.release()
        raise


def _locked(path: Path) -> ProjectLock:
    """Lock a path that is about to be written; raises ProjectError where that cannot be."""
    files.check_target(path)
    try:
        return ProjectLock(path)
    except OSError as error:
        raise files.unwritable(path, error) from error
