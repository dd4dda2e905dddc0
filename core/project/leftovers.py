"""Projects that were never saved and that nobody has open: what a crash leaves.

Owns how they are found, described and thrown away.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from core.errors import ProjectError, ProjectInUse
from core.project import files
from core.project.lock import ProjectLock, lock_path
from core.project.song import read_song
from core.project.store import connect, in_words


@dataclass(frozen=True)
class Leftover:
    """An unsaved project.

    Attributes
    ----------
    path : Path
    song_name : str
        File name of its song; empty where it has none, or cannot be read.
    time : float
        When it was last changed, in seconds since 1970.
    steps : int
        Commands in it that are done.
    problem : str
        Why it cannot be opened, in the user's words; empty where it can.
    """

    path: Path
    song_name: str
    time: float
    steps: int
    problem: str = ""


def leftover_projects() -> list[Leftover]:
    """Return the unsaved projects that no running program has open, the newest first."""
    found = []
    for path in files.unsaved_folder().glob(f"*{files.SUFFIX}"):
        with suppress(OSError, ProjectInUse):
            lock = ProjectLock(path)
            try:
                found.append(_describe(path))
            finally:
                lock.release()
    return sorted(found, key=lambda leftover: leftover.time, reverse=True)


def discard(path: Path) -> None:
    """Delete an unsaved project for good.

    Raises
    ------
    ProjectError
        It lies elsewhere, so it is a saved one; or somebody has it open.
    """
    path = files.real_path(path)
    if path.parent != files.unsaved_folder():
        raise ProjectError(f"{path}: is a saved project; delete it in its folder")
    try:
        lock = ProjectLock(path)
    except OSError as error:
        raise files.unwritable(path, error) from error
    files.remove(path)
    lock.release()
    with suppress(OSError):
        lock_path(path).unlink()


def _describe(path: Path) -> Leftover:
    times = [path.stat().st_mtime]
    with suppress(OSError):
        times.append(Path(f"{path}-wal").stat().st_mtime)
    try:
        files.check_version(path, files.read_version(path), migrate=True)
        with in_words(path.name), closing(connect(path)) as connection:
            song = read_song(connection)
            (steps,) = connection.execute("SELECT count(*) FROM history WHERE done = 1").fetchone()
    except (ProjectError, ValueError, sqlite3.Error) as error:
        problem = str(error) if isinstance(error, ProjectError) else str(files.damaged(path, str(error)))
        return Leftover(path, "", max(times), 0, problem)
    return Leftover(path, song.path.name if song is not None else "", max(times), int(steps))
