"""Who has a project open.

Owns the hidden file beside a project that the system locks for one process and frees when that ends, however it ends.
In it stands who holds it, for the one who comes second.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from core.errors import ProjectInUse

_PATIENCE_S = 0.1
_MAX_OWNER_BYTES = 4096


class ProjectLock:
    """The lock of one project, held from its making until :meth:`release`.

    Parameters
    ----------
    path : Path
        Of the project; the lock lies beside it.

    Raises
    ------
    ProjectInUse
        Somebody else holds it.
    OSError
        No lock can be made there.
    """

    def __init__(self, path: Path) -> None:
        # most programs that read projects never lock one
        import filelock

        self._path = lock_path(path)
        self._lock = filelock.FileLock(self._path, thread_local=False, on_acquired=_write_owner)
        try:
            self._lock.acquire(timeout=_PATIENCE_S, poll_interval=_PATIENCE_S / 4)
        except filelock.Timeout as error:
            raise _in_use(path.name, self._path) from error

    def release(self) -> None:
        """Let go, and leave nothing behind."""
        # Linux and macOS remove the file while it is still held, Windows only afterwards
        with suppress(OSError):
            os.unlink(self._path)
        with suppress(OSError):
            self._lock.release()
        if os.name == "nt":
            with suppress(OSError):
                os.unlink(self._path)


def lock_path(path: Path) -> Path:
    """Return where the lock of a project lies."""
    return path.with_name(f".{path.name}.lock")


def _write_owner(handle: int) -> None:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    owner = {
        "user": user,
        "host": platform.node(),
        "process": os.getpid(),
        "since": time.strftime("%Y-%m-%d %H:%M"),
    }
    # a full disk costs the words, not the lock
    with suppress(OSError):
        os.ftruncate(handle, 0)
        # Windows keeps others from reading the first byte, as that is what is locked
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, b" " + json.dumps(owner).encode())


def _in_use(name: str, path: Path) -> ProjectInUse:
    """Return the error that says who holds a lock, as far as that can be told."""
    try:
        with open(path, "rb", buffering=0) as file:
            file.seek(1)
            owner: dict[str, Any] = json.loads(file.read(_MAX_OWNER_BYTES))
        process, host = int(owner["process"]), str(owner["host"])
        if process == os.getpid() and host == platform.node():
            return ProjectInUse(
                f"{name}: is already open in another window of this program; close it there, or open a copy of it"
            )
        user, since = owner["user"], owner["since"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ProjectInUse(f"{name}: is already open elsewhere; close it there, or open a copy of it")
    if user:
        return ProjectInUse(
            f"{name}: is already open by {user} on {host} (process {process}, since {since}); close it there, or open "
            "a copy of it"
        )
    return ProjectInUse(
        f"{name}: is already open on {host} (process {process}, since {since}); close it there, or open a copy of it"
    )
