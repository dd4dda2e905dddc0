"""The SQLite file under a project.

Owns the connection: how it is opened, checked and closed, its transactions, and the words for what SQLite refuses.
What stands in the tables is in ``rows``, ``history``, ``song``, ``sounds`` and ``stems``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.errors import ProjectError
from core.project import files, migrations, schema
from core.project.rows import write_meta

_PATIENCE_S = 10.0
# no value of a project comes near it
_MAX_VALUE_BYTES = 2**28

_WORDS = {
    sqlite3.SQLITE_FULL: "the disk is full, so this was not stored; free some space and try again",
    sqlite3.SQLITE_READONLY: "the project cannot be written to any more; save it under another name",
    sqlite3.SQLITE_PERM: "the project cannot be written to any more; save it under another name",
    sqlite3.SQLITE_CANTOPEN: "the project cannot be opened; check the disk and your rights to its folder",
    sqlite3.SQLITE_IOERR: "the disk cannot be written or read, so this was not stored; check it, or save elsewhere",
    sqlite3.SQLITE_BUSY: "another program holds the project; close that program and try again",
    sqlite3.SQLITE_LOCKED: "another program holds the project; close that program and try again",
    sqlite3.SQLITE_TOOBIG: "this is too large for the project and was not stored; do it in smaller steps",
    sqlite3.SQLITE_NOMEM: "there is not enough memory for this; close other programs and try again",
}


class Store:
    """An open project file, or a project in memory only (``path`` is None)."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        with in_words(self.name):
            self.connection = connect(path)
        self._inode = _inode(path)

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.path.name if self.path is not None else "The project"

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection; what is done with it is stored when the block ends, or not at all."""
        self.check_place()
        with in_words(self.name), transaction(self.connection):
            yield self.connection

    def check_place(self) -> None:
        """Raise ProjectError where another file, or none, is at the path now: that one is not to be touched."""
        if _inode(self.path) != self._inode:
            raise ProjectError(
                f"{self.path}: was moved, replaced or deleted while it was open here, so this was not stored; "
                "save the project under another name to keep all that was stored before"
            )

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection; what cannot be understood becomes a ProjectError."""
        try:
            with in_words(self.name):
                yield self.connection
        except ValueError as error:
            raise files.damaged(Path(self.name), str(error)) from error

    def start(self) -> None:
        """Prepare for being written to; until then the file is as it was."""
        with in_words(self.name):
            self.connection.execute("PRAGMA journal_mode = WAL").fetchall()

    def close(self) -> None:
        """Put everything into the one file and let it go."""
        if self.path is not None:
            # another connection may read yet, or the disk be gone: the log stays and is used at the next opening
            with suppress(sqlite3.Error):
                self.connection.execute("PRAGMA busy_timeout = 1000")
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self.connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        with suppress(sqlite3.Error):
            self.connection.close()


def _inode(path: Path | None) -> int | None:
    """Return what tells the file at a path from another; None where there is no file."""
    try:
        return path.stat().st_ino if path is not None else None
    except OSError:
        return None


def new_store() -> Store:
    """Return an empty project in memory."""
    store = Store(None)
    _fill(store.connection)
    return store


def create_file(path: Path) -> None:
    """Make an empty project file, in place of any that is there."""
    with files.replacing(path) as temporary, in_words(path.name):
        connection = _bare(temporary)
        try:
            # so that the file can become smaller again
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            with transaction(connection):
                _fill(connection)
        finally:
            connection.close()


def open_store(path: Path, *, keep_old: bool = True) -> Store:
    """Open a project file, bring it up to date and check it.

    Parameters
    ----------
    path : Path
    keep_old : bool, optional
        An older file is copied beside itself before it is brought up to date.

    Raises
    ------
    ProjectError
        It is damaged, cannot be opened, or cannot be brought up to date; the file is as it was.
    """
    store = Store(path)
    try:
        with store.reading() as connection:
            _check_size(connection, path)
            # the log of a program that was killed may have brought it up to date already
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version < schema.VERSION:
                copy = migrations.keep_copy(path, version) if keep_old else None
                try:
                    with transaction(connection):
                        migrations.migrate(connection, version)
                except BaseException:
                    if copy is not None:
                        files.remove(copy)
                    raise
            schema.check(connection)
    except BaseException:
        store.close()
        raise
    return store


def connect(path: Path | None) -> sqlite3.Connection:
    """Return a connection to a project file, or to one in memory; commits wait for the disk."""
    connection = _bare(path)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")
        # what is removed need not be written over: that would be as much work as storing it
        connection.execute("PRAGMA secure_delete = OFF").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _bare(path: Path | None) -> sqlite3.Connection:
    # the window may let a project go in another thread than the one that opened it
    connection = sqlite3.connect(
        ":memory:" if path is None else path, timeout=_PATIENCE_S, isolation_level=None, check_same_thread=False
    )
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE_BYTES)
    return connection


def _fill(connection: sqlite3.Connection) -> None:
    schema.create(connection)
    write_meta(connection, "revision", 0)


def _check_size(connection: sqlite3.Connection, path: Path) -> None:
    """Raise ValueError where the file is shorter than it says; steps of a program that was killed are put into it."""
    try:
        (is_busy, _log, _done) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        is_busy = True
    if is_busy:
        # somebody reads, or the disk is full: they are read from the log
        return
    (pages,), (page_bytes,) = (connection.execute(f"PRAGMA {key}").fetchone() for key in ("page_count", "page_size"))
    if path.stat().st_size < pages * page_bytes:
        raise ValueError("is cut off")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Store what the block does when it ends well, else nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            # a failed write may have ended it already
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise


@contextmanager
def in_words(name: str) -> Iterator[None]:
    """Turn what SQLite says into a ProjectError."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except MemoryError as error:
        raise ProjectError(f"{name}: {_WORDS[sqlite3.SQLITE_NOMEM]}") from error
    except UnicodeDecodeError as error:
        # a message of SQLite may quote what is damaged
        raise files.damaged(Path(name), "what stands in it makes no sense") from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None and code & 0xFF in _WORDS:
            raise ProjectError(f"{name}: {_WORDS[code & 0xFF]}") from error
        if code is not None and code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise files.damaged(Path(name), "what stands in it makes no sense") from error
        raise files.damaged(Path(name), str(error)) from error
