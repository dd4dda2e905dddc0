"""Project files in their folders.

Owns how a file is known as a project before SQLite sees it, where unsaved projects lie, and how whole files are copied,
replaced and removed with what SQLite keeps beside them. Knows nothing of what is in a project.
"""

from __future__ import annotations

import os
import secrets
import shutil
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import platformdirs

from core.errors import ProjectError, ProjectOutdated, ProjectTooNew
from core.project import schema

SUFFIX = ".stembrush"

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_BESIDE = ("-wal", "-shm", "-journal")
_COPY_AGAIN = "open a copy of it, from a backup for example"


def unsaved_folder() -> Path:
    """Return where projects lie that the user has not saved yet; it may not exist."""
    folder = platformdirs.user_data_path("stembrush", appauthor=False) / "unsaved"
    return Path(os.path.realpath(folder))


def unsaved_path() -> Path:
    """Return a new path in the folder of unsaved projects, which is made."""
    folder = unsaved_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(
            f"{folder}: new projects are kept there, but the folder cannot be made ({error.strerror}); "
            "free some space or give yourself the right to write there"
        ) from error
    return folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(4)}{SUFFIX}"


def real_path(path: Path) -> Path:
    """Return the one path of a file that may have several (links, relative paths)."""
    return Path(os.path.realpath(path))


def read_version(path: Path) -> int:
    """Return the schema version of a project file, from its first bytes.

    Raises
    ------
    ProjectError
        There is no such file, it cannot be read, or it is no project.
    """
    try:
        if path.is_dir():
            raise ProjectError(f"{path.name}: is a folder; choose the project file in it")
        if not path.is_file():
            raise ProjectError(f"{path}: there is no such file; it may have been moved, renamed or deleted")
        with open(path, "rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise unreadable(path, error) from error
    if not header:
        raise ProjectError(f"{path.name}: is empty and holds no project; {_COPY_AGAIN}")
    if not _MAGIC.startswith(header[: len(_MAGIC)]):
        raise ProjectError(f"{path.name}: is not a Stembrush project; choose a file that ends in {SUFFIX}")
    if len(header) < _HEADER_BYTES:
        raise damaged(path, "is cut off")
    version, application_id = struct.unpack(">I4xI", header[60:72])
    if application_id != schema.APPLICATION_ID:
        raise ProjectError(
            f"{path.name}: is a database of another program, not a Stembrush project; choose another file"
        )
    return int(version)


def check_version(path: Path, version: int, *, migrate: bool) -> None:
    """Raise ProjectError unless this program can read a file of this version, or bring it up to date."""
    if version > schema.VERSION:
        raise ProjectTooNew(
            f"{path.name}: was saved by a newer version of Stembrush (format {version}, this one reads up to "
            f"{schema.VERSION}); update Stembrush to open it"
        )
    if version < 1:
        raise damaged(path, "does not say its version")
    if version < schema.VERSION and not migrate:
        raise ProjectOutdated(
            f"{path.name}: was saved by an older version of Stembrush (format {version}); it can be brought up to date "
            "and a copy of it as it is stays beside it"
        )


def damaged(path: Path, what: str) -> ProjectError:
    """Return the error for a project that cannot be read any more."""
    return ProjectError(f"{path.name}: the project is damaged ({what}); nothing was changed in it; {_COPY_AGAIN}")


def unreadable(path: Path, error: OSError) -> ProjectError:
    """Return the error for what the system refuses to read."""
    reason = error.strerror or str(error)
    return ProjectError(f"{path}: cannot be read ({reason}); check the disk and your rights to the file")


def unwritable(path: Path, error: OSError) -> ProjectError:
    """Return the error for what the system refuses to write."""
    reason = error.strerror or str(error)
    return ProjectError(f"{path}: cannot be written ({reason}); choose another folder or free some space")


def is_writable(path: Path) -> bool:
    """Return whether a file and its folder can be written to."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)


def check_target(path: Path) -> None:
    """Raise ProjectError where a project cannot be put at a path, or would take the place of something protected."""
    # these, unlike the methods of paths, take names that cannot be for names of nothing
    if not os.path.isdir(path.parent):
        raise ProjectError(f"{path.parent}: there is no such folder; choose one that is there")
    if os.path.isdir(path):
        raise ProjectError(f"{path}: is a folder; choose another name")
    if os.path.exists(path) and not os.access(path, os.W_OK):
        raise ProjectError(f"{path}: is write-protected; choose another name")


def copy_project(source: Path, target: Path) -> None:
    """Copy a project that nobody writes to, with the steps that are not in its main file yet."""
    try:
        shutil.copyfile(source, target)
        with suppress(FileNotFoundError):
            shutil.copyfile(f"{source}-wal", f"{target}-wal")
        flush(target)
    except OSError as error:
        remove(target)
        if os.access(source, os.R_OK):
            raise unwritable(target, error) from error
        raise unreadable(source, error) from error


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a temporary path beside ``target`` that takes its place when the block ends well."""
    temporary = target.with_name(f".stembrush-{secrets.token_hex(6)}.tmp")
    try:
        yield temporary
        flush(temporary)
        # a log of the old file would be taken for one of the new
        for ending in _BESIDE:
            with suppress(FileNotFoundError):
                os.unlink(f"{target}{ending}")
        os.replace(temporary, target)
        _flush_folder(target.parent)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        remove(temporary)


def remove(path: Path) -> None:
    """Remove a project and what SQLite keeps beside it, as far as they are there."""
    for ending in (*_BESIDE, ""):
        with suppress(OSError):
            os.unlink(f"{path}{ending}")


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """Return a path in a folder that is not taken: the name itself or the name with a number."""
    candidate, number = folder / f"{stem}{suffix}", 2
    while os.path.exists(candidate):
        candidate = folder / f"{stem} {number}{suffix}"
        number += 1
    return candidate


def flush(path: Path) -> None:
    """Wait until a file is on the disk."""
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    # Windows opens no folders; there the replacing itself is on the disk
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
