"""The song of a project: where it is, and the song inside the project.

Owns how a reference to a song is stored so that it is found again, and the song's file as chunks in the project file.
"""

from __future__ import annotations

import hashlib
import ntpath
import os
import posixpath
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import JobCancelled, ProjectError
from core.project import files
from core.project.encoding import as_value_errors
from core.project.rows import read_meta, write_meta

if TYPE_CHECKING:
    from core.project.project import Project

Report = Callable[[float], bool]
"""Gets the share that is done, 0 to 1; returns False to end the work."""
Connections = Callable[[], AbstractContextManager[sqlite3.Connection]]
"""Gives a connection inside a transaction, for one short piece of work."""

_CHUNK_BYTES = 4 * 2**20


@dataclass(frozen=True)
class SongReference:
    """The song of a project.

    Attributes
    ----------
    path : Path
        Where it was when it was last opened.
    sha256 : str
        Of the file.
    rate, length, channels : int
        Hz, samples, channels; the annotation counts in these samples.
    """

    path: Path
    sha256: str
    rate: int
    length: int
    channels: int


def write_song(connection: sqlite3.Connection, song: SongReference | None, project: Path | None) -> None:
    """Store which song a project is about, within the transaction that is under way."""
    if song is None:
        write_meta(connection, "song", None)
        return
    path = Path(os.path.abspath(song.path))
    fields = {
        "path": str(path),
        "relative": _relative(path, project),
        "sha256": song.sha256,
        "rate": int(song.rate),
        "length": int(song.length),
        "channels": int(song.channels),
    }
    write_meta(connection, "song", fields)


def read_song(connection: sqlite3.Connection) -> SongReference | None:
    """Return which song a project is about; raises ValueError."""
    fields = read_meta(connection, "song")
    if fields is None:
        return None
    with as_value_errors():
        numbers = [fields[key] for key in ("rate", "length", "channels")]
        texts = [fields[key] for key in ("path", "sha256")]
        if not all(type(number) is int and number >= 0 for number in numbers):
            raise ValueError("the song has no length")
        if not all(isinstance(text, str) and "\0" not in text for text in texts):
            raise ValueError("the song has no path")
        return SongReference(Path(texts[0]), texts[1], *numbers)


def find_song(project: Project) -> Path | None:
    """Return where the song of a project is now: where it was, where it was seen from the project, or beside it."""
    song = project.song
    if song is None:
        return None
    for candidate in _candidates(song.path, project.song_relative, project.path):
        with suppress(OSError, ValueError):
            if candidate.is_file():
                return candidate
    return None


def _candidates(path: Path, relative: str, project: Path | None) -> Iterator[Path]:
    yield path
    if project is not None:
        if relative:
            yield Path(os.path.normpath(project.parent / relative))
        # a path of another system has other separators
        name = ntpath.basename(posixpath.basename(str(path)))
        if name:
            yield project.parent / name


def read_relative(connection: sqlite3.Connection) -> str:
    """Return the path of the song as seen from the project's folder, with forward slashes; empty if unknown."""
    fields = read_meta(connection, "song")
    relative = fields.get("relative", "") if isinstance(fields, dict) else ""
    return relative if isinstance(relative, str) and "\0" not in relative else ""


def _relative(path: Path, project: Path | None) -> str:
    if project is None:
        return ""
    try:
        return Path(os.path.relpath(path, project.parent)).as_posix()
    except ValueError:
        # on another drive
        return ""


def read_collected(connection: sqlite3.Connection) -> dict[str, Any] | None:
    """Return name, size and sha256 of the song inside the project; None where there is none. Raises ValueError."""
    fields = read_meta(connection, "collected")
    if fields is None:
        return None
    with as_value_errors():
        if not all(isinstance(fields[key], str) for key in ("name", "sha256")) or type(fields["size"]) is not int:
            raise ValueError("the song in the project has no name")
    return dict(fields)


def collect(connections: Connections, source: Path, sha256: str, report: Report) -> dict[str, Any]:
    """Copy the file of a song into the project, chunk by chunk; what is inside counts when the last one is.

    Raises
    ------
    ProjectError
        The song cannot be read, is another one than that of the project, or does not fit onto the disk.
    JobCancelled
        ``report`` returned False.
    """
    digest, number, copied = hashlib.sha256(), 0, 0
    try:
        with connections() as connection:
            write_meta(connection, "collected", None)
            connection.execute("DELETE FROM song_chunk")
        with open(source, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            while chunk := file.read(_CHUNK_BYTES):
                if not report(min(1.0, copied / max(1, size))):
                    raise JobCancelled("cancelled")
                digest.update(chunk)
                with connections() as connection:
                    connection.execute("INSERT INTO song_chunk VALUES (?, ?)", (number, chunk))
                copied += len(chunk)
                number += 1
        if digest.hexdigest() != sha256:
            raise ProjectError(f"{source.name}: is not the song of this project any more; open the right file first")
        fields = {"name": source.name, "size": copied, "sha256": sha256}
        with connections() as connection:
            write_meta(connection, "collected", fields)
    except OSError as error:
        _forget(connections)
        raise files.unreadable(source, error) from error
    except BaseException:
        _forget(connections)
        raise
    report(1.0)
    return fields


def _forget(connections: Connections) -> None:
    # what is left of it counts for nothing, and goes at the latest with the next try
    with suppress(ProjectError, JobCancelled), connections() as connection:
        connection.execute("DELETE FROM song_chunk")


def extract(connections: Connections, collected: dict[str, Any], folder: Path, report: Report) -> Path:
    """Write the song inside a project as a file and return its path.

    Raises
    ------
    ProjectError
        The folder cannot be written to, or the song inside the project is damaged; no file is left.
    JobCancelled
        ``report`` returned False.
    """
    name = ntpath.basename(posixpath.basename(collected["name"])) or "song"
    target = files.free_name(folder, Path(name).stem, Path(name).suffix)
    temporary = folder / f".stembrush-{secrets.token_hex(6)}.tmp"
    digest, written, number = hashlib.sha256(), 0, 0
    try:
        with open(temporary, "xb") as file:
            while written < collected["size"]:
                if not report(written / collected["size"]):
                    raise JobCancelled("cancelled")
                with connections() as connection:
                    row = connection.execute("SELECT data FROM song_chunk WHERE number = ?", (number,)).fetchone()
                if row is None or not isinstance(row[0], bytes) or not row[0]:
                    break
                digest.update(row[0])
                written += file.write(row[0])
                number += 1
            file.flush()
            os.fsync(file.fileno())
        if digest.hexdigest() != collected["sha256"]:
            raise ProjectError(f"{name}: the song inside the project is damaged; open the song from another place")
        os.replace(temporary, target)
    except OSError as error:
        raise files.unwritable(target, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()
    report(1.0)
    return target
