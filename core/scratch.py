"""Arrays larger than memory: mapped temporary files that nobody sees.

Owns where such files lie, and how their pages leave the memory again. A file is nameless from the start on (or
deleted when it is closed, where the system knows no nameless files), so that nothing stays behind after a crash.
Knows nothing of sound.
"""

from __future__ import annotations

import errno
import mmap
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
import psutil
from numpy.typing import DTypeLike, NDArray

from core.errors import CoreError

IN_MEMORY_BYTES = 64 * 2**20
"""Arrays below this size lie in memory."""

_SPARE_DISK_BYTES = 256 * 2**20
_MEMORY_FILE_SYSTEMS = frozenset({"tmpfs", "ramfs", "devtmpfs"})
_FOLDER_VARIABLE = "STEMBRUSH_SCRATCH"


def scratch_array(shape: tuple[int, ...], dtype: DTypeLike = np.float32) -> NDArray[Any]:
    """Return an array of zeros: in memory when it is small, else mapped from a temporary file.

    Parameters
    ----------
    shape : tuple of int
    dtype : dtype, optional

    Returns
    -------
    ndarray of that shape and dtype, C-contiguous, writable
        Its file and pages are given back with the last array that looks at it.

    Raises
    ------
    CoreError
        Neither a disk nor the memory has room for it.
    """
    kind = np.dtype(dtype)
    wanted = kind.itemsize
    for size in shape:
        wanted *= int(size)
    if wanted < IN_MEMORY_BYTES:
        return np.zeros(shape, kind)
    folder = _folder_with_room(wanted)
    if folder is not None:
        return np.frombuffer(_map_file(folder, wanted), kind).reshape(shape)
    if psutil.virtual_memory().available >= 2 * wanted:
        return np.frombuffer(mmap.mmap(-1, wanted), kind).reshape(shape)
    raise _no_room(wanted)


def bytes_in_memory(size: int) -> int:
    """Return how many bytes of an array of ``size`` stay in memory: large ones lie on the disk."""
    return size if size < IN_MEMORY_BYTES else 0


def release(array: NDArray[Any], start: int = 0, stop: int | None = None) -> None:
    """Let the pages under ``array[..., start:stop]`` leave the memory; the values stay, in the file.

    Parameters
    ----------
    array : ndarray
        From :func:`scratch_array`, or a view of one; any other array is left alone.
    start, stop : int, optional
        Range of the last axis; all of it by default.
    """
    mapped = _mapped(array)
    if mapped is None or not hasattr(mapped, "madvise") or not array.size:
        return
    begin, end, _ = slice(start, stop).indices(array.shape[-1])
    part = array[..., begin:end]
    base = np.frombuffer(mapped, np.uint8).ctypes.data
    for row in (part,) if part.flags.c_contiguous else (part[index] for index in np.ndindex(part.shape[:-1])):
        low, high = np.lib.array_utils.byte_bounds(row)
        # the page that the range shares with what comes before goes too, the one shared with what comes next stays:
        # block after block, none is forgotten
        first, last = ((edge - base) // mmap.PAGESIZE * mmap.PAGESIZE for edge in (low, high))
        if row.size and last > first:
            mapped.madvise(mmap.MADV_DONTNEED, first, last - first)


def check_room(wanted_bytes: int) -> None:
    """Raise CoreError unless an array of that many bytes could be had now; takes nothing."""
    if wanted_bytes < IN_MEMORY_BYTES or _folder_with_room(wanted_bytes) is not None:
        return
    if psutil.virtual_memory().available < 2 * wanted_bytes:
        raise _no_room(wanted_bytes)


def free_folder(wanted_bytes: int) -> Path | None:
    """Return a folder on a disk that has room for a temporary file; None: where the system puts such files."""
    return _folder_with_room(wanted_bytes)


def _mapped(array: NDArray[Any]) -> mmap.mmap | None:
    """Return the file mapping under an array; None for ordinary arrays and for anonymous memory."""
    owner: Any = array
    while isinstance(owner, np.ndarray):
        owner = owner.base
    if isinstance(owner, memoryview):
        owner = owner.obj
    return owner if isinstance(owner, _FileMap) else None


class _FileMap(mmap.mmap):
    """A mapping whose pages have a file behind them (those of an anonymous one would lose their values)."""


def _map_file(folder: Path, wanted: int) -> _FileMap:
    try:
        with tempfile.TemporaryFile(prefix="stembrush-", dir=folder) as file:
            if hasattr(os, "posix_fallocate"):
                # a full disk must be found here: later it would be a bus error
                os.posix_fallocate(file.fileno(), 0, wanted)
            else:
                file.truncate(wanted)
            return _FileMap(file.fileno(), wanted)
    except OSError as err:
        if err.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.ENOMEM):
            raise _no_room(wanted) from err
        raise CoreError(f"{folder}: no temporary file can be made there ({err.strerror}); {_ADVICE}") from err


def _folders() -> Iterator[Path]:
    """Yield where scratch files may lie, the best place first."""
    chosen = os.environ.get(_FOLDER_VARIABLE)
    if chosen:
        yield Path(chosen)
        return
    for folder in (Path(tempfile.gettempdir()), Path(platformdirs.user_cache_dir("stembrush", appauthor=False))):
        # such a "disk" is memory, and often a small one
        if _file_system(folder) not in _MEMORY_FILE_SYSTEMS:
            yield folder


def _folder_with_room(wanted: int) -> Path | None:
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK) and shutil.disk_usage(folder).free >= wanted + _SPARE_DISK_BYTES:
                return folder
        except OSError:
            continue
    return None


def _file_system(folder: Path) -> str:
    """Return the type of the file system that a folder lies (or would lie) on; empty where that is unknown."""
    inside = Path(os.path.realpath(folder))
    best, found = -1, ""
    for part in psutil.disk_partitions(all=True):
        mount = Path(part.mountpoint)
        if inside.is_relative_to(mount) and len(mount.parts) > best:
            best, found = len(mount.parts), part.fstype
    return found


_ADVICE = f"free some space or name a folder with more in the environment variable {_FOLDER_VARIABLE}"


def _no_room(wanted: int) -> CoreError:
    places = []
    for folder in _folders():
        try:
            places.append(f"{folder} has {shutil.disk_usage(folder).free / 1e9:.1f} GB")
        except OSError:
            places.append(f"{folder} cannot be used")
    where = ", ".join(places) or "no disk was found"
    return CoreError(f"{wanted / 1e9:.1f} GB of disk space are needed for the song at work, but {where}; {_ADVICE}")
