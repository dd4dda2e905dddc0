"""A hidden folder for unfinished files, and the step from there to their place: all of them, or none.

Owns that what was in the target folder is never lost: not by an error at any file, not by an interrupt, and not by the
end of the program in the middle.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import socket
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import psutil

from core.errors import ExportError

_PREFIX = ".stembrush-"
_OWNER = "owner"
_BEFORE = "before"
# Windows has no SIGHUP
_INTERRUPTS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class _NotPutBack(ExportError):
    """Files that were there before are still in the hidden folder, which must stay."""


@contextmanager
def staging_folder(folder: Path) -> Iterator[Path]:
    """Make a folder for unfinished files in ``folder``; on leaving it is gone, as is ``folder`` if new and empty."""
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    staging: Path | None = None
    keep = False
    try:
        with _uninterrupted():
            folder.mkdir(parents=True, exist_ok=True)
            _clear_leftovers(folder)
            staging = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
            (staging / _OWNER).write_text(json.dumps(_this_process()), "utf-8")
        yield staging
    except _NotPutBack:
        keep = True
        raise
    finally:
        with _uninterrupted():
            if staging is not None and not keep:
                shutil.rmtree(staging, ignore_errors=True)
            with suppress(OSError):
                for path in made:
                    path.rmdir()


def move_into_place(staging: Path, folder: Path, names: Sequence[str]) -> None:
    """Move finished files over those of the same names: all, or none when one cannot be replaced.

    An interrupt waits until all have moved.

    Raises
    ------
    OSError
        A file could not be replaced; the folder is as it was.
    ExportError
        The same, and a file that was there before could not be put back; the message says where it is.
    """
    before = staging / _BEFORE
    with _uninterrupted():
        before.mkdir()
        tried: list[str] = []
        try:
            for name in names:
                tried.append(name)
                _keep(folder / name, before / name)
                os.replace(staging / name, folder / name)
            _bring_folder_to_disk(folder)
        except BaseException:
            _put_back(staging, folder, tried)
            raise


def _keep(target: Path, copy: Path) -> None:
    """Keep what is at ``target`` under a second name, so that at no time there is nothing."""
    if not os.path.lexists(target):
        return
    if target.is_dir() and not target.is_symlink():
        raise IsADirectoryError(errno.EISDIR, "a folder is where a file shall be", str(target))
    try:
        os.link(target, copy, follow_symlinks=False)
    except (OSError, NotImplementedError):
        os.replace(target, copy)  # file systems without links


def _put_back(staging: Path, folder: Path, tried: Sequence[str]) -> None:
    lost = []
    for name in reversed(tried):
        copy, moved = staging / _BEFORE / name, not os.path.lexists(staging / name)
        try:
            if os.path.lexists(copy):
                os.replace(copy, folder / name)
            elif moved:
                (folder / name).unlink()
        except OSError:
            if os.path.lexists(copy):
                lost.append(name)
    if lost:
        raise _NotPutBack(
            f"{folder}: {', '.join(lost)} could neither be replaced nor put back; what was there before is in "
            f"{staging / _BEFORE}"
        )


def _bring_folder_to_disk(folder: Path) -> None:
    if os.name == "nt":
        return
    # some network systems cannot do this for folders; the files themselves are on the disk already
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# what a program left behind that was ended in the middle


def _this_process() -> dict[str, object]:
    return {"host": socket.gethostname(), "pid": os.getpid(), "since": psutil.Process().create_time()}


def _clear_leftovers(folder: Path) -> None:
    """Remove hidden folders of programs that no longer run; a file that is missing in its place is put back first."""
    for staging in folder.glob(f"{_PREFIX}*/"):
        if not _is_left(staging):
            continue
        complete = True
        for copy in (staging / _BEFORE).glob("*"):
            if not os.path.lexists(folder / copy.name):
                try:
                    os.replace(copy, folder / copy.name)
                except OSError:
                    complete = False
        if complete:
            shutil.rmtree(staging, ignore_errors=True)


def _is_left(staging: Path) -> bool:
    try:
        owner = json.loads((staging / _OWNER).read_text("utf-8"))
        if owner["host"] != socket.gethostname():
            return False
        return bool(abs(psutil.Process(owner["pid"]).create_time() - owner["since"]) > 1.0)
    except psutil.NoSuchProcess:
        return True
    except (OSError, ValueError, LookupError, TypeError, psutil.Error):
        return False


# interrupts


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C, a request to end and the end of the terminal wait until the end of the block."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[int] = []

    def remember(number: int, frame: FrameType | None) -> None:
        caught.append(number)

    numbers = [number for number in _INTERRUPTS if signal.getsignal(number) is not None]
    former = {number: signal.signal(number, remember) for number in numbers}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
        if caught:
            signal.raise_signal(caught[0])
