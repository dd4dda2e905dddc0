"""The state of an engine in the project file, from which a later run can go on.

Owns how named arrays become bytes (safetensors) in chunks and back, and what is refused before memory is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import JobCancelled
from core.project.song import Connections, Report

MAX_BYTES = 2**29
"""No state is larger: the factors of an hour take less than a tenth."""

_CHUNK_BYTES = 4 * 2**20
_KINDS = "fiub"


def to_bytes(state: Mapping[str, NDArray[Any]] | None) -> bytes:
    """Return a state as safetensors; nothing where there is none, or one too large to be kept."""
    if not state:
        return b""
    from safetensors.numpy import save

    arrays = {key: np.ascontiguousarray(values) for key, values in state.items()}
    if sum(values.nbytes for values in arrays.values()) > MAX_BYTES:
        return b""
    return save(arrays)


def from_bytes(data: bytes) -> dict[str, NDArray[Any]]:
    """Return the named arrays, read-only; raises ValueError where the bytes are none."""
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        state: dict[str, NDArray[Any]] = load(data)
    except (SafetensorError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError("the state of the engine cannot be read") from error
    for values in state.values():
        if values.dtype.kind not in _KINDS:
            raise ValueError("the state of the engine is of no numbers")
        values.flags.writeable = False
    return state


def store(connections: Connections, version_id: int, data: bytes, report: Report) -> None:
    """Write the state of a version, chunk by chunk."""
    query = "INSERT INTO state_chunk (version_id, number, data) VALUES (?, ?, ?)"
    for number, start in enumerate(range(0, len(data), _CHUNK_BYTES)):
        if not report(1.0):
            raise JobCancelled("cancelled")
        with connections() as connection:
            connection.execute(query, (version_id, number, data[start : start + _CHUNK_BYTES]))


def load(connections: Connections, version_id: int, expected_bytes: int) -> dict[str, NDArray[Any]]:
    """Return the state of a version; raises ValueError where it is not what was stored."""
    total = "SELECT count(*), total(length(data)) FROM state_chunk WHERE version_id = ?"
    query = "SELECT data FROM state_chunk WHERE version_id = ? AND number = ?"
    # before memory is asked for
    with connections() as connection:
        count, size = connection.execute(total, (version_id,)).fetchone()
    if not size == expected_bytes <= 2 * MAX_BYTES or count != -(-expected_bytes // _CHUNK_BYTES):
        raise ValueError("the state of the engine has another size")
    data = bytearray()
    for number in range(count):
        with connections() as connection:
            row = connection.execute(query, (version_id, number)).fetchone()
        if row is None or not isinstance(row[0], bytes):
            raise ValueError("a part of the state of the engine is missing")
        data += row[0]
    return from_bytes(bytes(data))
