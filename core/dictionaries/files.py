"""A dictionary in a file, ``.stemdict``: safetensors with its columns, and in the metadata everything else.

Owns the format and the distrust of what comes back: everything about a file is checked before memory is asked for.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.annotation.file_writing import write_file
from core.annotation.model import Dictionary
from core.dictionaries.editing import clean_text, without_columns
from core.errors import DictionaryReadError, ExportError

SUFFIX = ".stemdict"
FORMAT = "stembrush dictionary"
VERSION = 1

_TENSOR = "columns"
_LARGEST_HEADER_BYTES = 2**21
_MOST_BINS = 2**17 + 1
_MOST_COLUMNS = 2**14
_LARGEST_BYTES = 2**27
_RATES = (1_000, 1_000_000)
_MOST_FACTS = 100
_LONGEST_FACT = 2000
# of the norm of a column that float32 arithmetic brings about
_NORM_SLACK = 1e-3
_OTHER_FILE = "choose a dictionary that Stembrush has written (.stemdict)"
_DAMAGED = "get the file again from where it came, or learn the dictionary anew"


def write_stemdict(dictionary: Dictionary, path: Path) -> None:
    """Write a dictionary in place of any file of that name; columns of zeros say nothing and are left out.

    Raises
    ------
    ExportError
        The file cannot be written, one that was there before is left as it was; or there is nothing in it to write.
    """
    from safetensors.numpy import save

    norms = np.linalg.norm(dictionary.columns.astype(np.float64), axis=0)
    kept = without_columns(dictionary, np.flatnonzero(~(np.isfinite(norms) & (norms > 0))).tolist())
    if kept.columns.shape[1] == 0:
        raise ExportError(f"{path.name}: the dictionary {dictionary.name} has no columns; learn it anew")
    described = {
        "format": FORMAT,
        "version": str(VERSION),
        "name": clean_text(kept.name),
        "rate": str(kept.rate),
        "window_samples": str(kept.window_samples),
        "hop_samples": str(kept.hop_samples),
        "labels": json.dumps([clean_text(label) for label in kept.labels]),
        "provenance": json.dumps(_facts(kept.provenance)),
    }
    content = save({_TENSOR: np.ascontiguousarray(kept.columns, np.float32)}, metadata=described)
    if len(content) > _LARGEST_BYTES or len(content) - kept.columns.nbytes > _LARGEST_HEADER_BYTES:
        raise ExportError(f"{path.name}: the dictionary {kept.name} is too large for a file; use fewer columns")
    write_file(path, content)


def read_stemdict(path: Path) -> Dictionary:
    """Read a dictionary, which then belongs to no source.

    Returns
    -------
    Dictionary
        With an empty ``source_id``.

    Raises
    ------
    DictionaryReadError
        There is no such file, it is none of a dictionary, of a newer version, damaged, or too large.
    """
    name = clean_text(path.name) or "the file"
    try:
        header, data = _parts(path, name)
    except OSError as err:
        missing = isinstance(err, FileNotFoundError)
        what = "there is no such file" if missing else f"the file cannot be read ({err.strerror or err})"
        raise DictionaryReadError(f"{name}: {what}; check its name and folder") from err
    except ValueError as err:
        # a name that cannot be
        raise DictionaryReadError(f"{name}: there is no such file; check its name and folder") from err
    columns = np.frombuffer(data, "<f4").reshape(header.bins, header.columns).astype(np.float32, copy=False)
    _check_columns(columns, name)
    columns.flags.writeable = False
    return Dictionary(
        "",
        header.name or clean_text(path.stem),
        columns,
        header.rate,
        header.window_samples,
        header.hop_samples,
        header.labels,
        header.provenance,
    )


@dataclass(frozen=True)
class _Header:
    bins: int
    columns: int
    name: str
    rate: int
    window_samples: int
    hop_samples: int
    labels: tuple[str, ...]
    provenance: Mapping[str, str]


def _parts(path: Path, name: str) -> tuple[_Header, bytes]:
    """Return what the header says, checked against the size of the file, and the bytes of the columns."""
    if not path.is_file():
        # a pipe or a device would never end
        path.stat()
        raise DictionaryReadError(f"{name}: this is not a file; {_OTHER_FILE}")
    with path.open("rb") as file:
        size = path.stat().st_size
        length = int.from_bytes(file.read(8), "little")
        if size < 8 + 2:
            what = "the file is cut off" if size else "the file is empty"
            raise DictionaryReadError(f"{name}: {what}; {_DAMAGED}")
        if not 2 <= length <= _LARGEST_HEADER_BYTES:
            raise DictionaryReadError(f"{name}: this is not a dictionary; {_OTHER_FILE}")
        text = file.read(length)
        if not text.startswith(b"{"):
            raise DictionaryReadError(f"{name}: this is not a dictionary; {_OTHER_FILE}")
        if len(text) < length:
            raise DictionaryReadError(f"{name}: the file is cut off; {_DAMAGED}")
        header = _header(text, name)
        expected = 4 * header.bins * header.columns
        data = file.read(expected) if size == 8 + length + expected else b""
    if len(data) != expected:
        there = max(0, size - 8 - length)
        raise DictionaryReadError(f"{name}: {expected} bytes of columns are promised and {there} are there; {_DAMAGED}")
    return header, data


def _header(text: bytes, name: str) -> _Header:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as err:
        raise DictionaryReadError(f"{name}: its description cannot be read; {_DAMAGED}") from err
    described = content.pop("__metadata__", None) if isinstance(content, dict) else None
    if not isinstance(described, dict) or described.get("format") != FORMAT:
        raise DictionaryReadError(f"{name}: this is not a dictionary; {_OTHER_FILE}")
    version = _whole_number(described.get("version"), 1, 10**6, name, "the version of its format")
    if version > VERSION:
        raise DictionaryReadError(f"{name}: a newer version of Stembrush has written it; update this one")
    bins, columns = _shape(content, name)
    window = _whole_number(described.get("window_samples"), 2, 2 * (_MOST_BINS - 1), name, "the length of its window")
    if window // 2 + 1 != bins:
        words = f"a window of {window} samples has {window // 2 + 1} frequencies and not {bins}"
        raise DictionaryReadError(f"{name}: {words}; {_DAMAGED}")
    return _Header(
        bins,
        columns,
        clean_text(described.get("name", "")),
        _whole_number(described.get("rate"), *_RATES, name, "its sample rate"),
        window,
        _whole_number(described.get("hop_samples"), 1, window, name, "the distance of its windows"),
        _labels(described.get("labels"), columns, name),
        _provenance(described.get("provenance"), name),
    )


def _shape(content: Mapping[str, Any], name: str) -> tuple[int, int]:
    """Return bins and columns of the only tensor."""
    entry = content.get(_TENSOR)
    if len(content) != 1 or not isinstance(entry, dict):
        raise DictionaryReadError(f"{name}: there is not one set of columns in it; {_OTHER_FILE}")
    if entry.get("dtype") != "F32":
        raise DictionaryReadError(f"{name}: its columns are no 32-bit numbers; {_OTHER_FILE}")
    shape = entry.get("shape")
    if not isinstance(shape, list) or len(shape) != 2 or any(type(size) is not int or size < 0 for size in shape):
        raise DictionaryReadError(f"{name}: its columns are no table; {_OTHER_FILE}")
    bins, columns = shape
    if not bins or not columns:
        raise DictionaryReadError(f"{name}: there are no columns in it; learn the dictionary anew")
    if bins > _MOST_BINS or columns > _MOST_COLUMNS or 4 * bins * columns > _LARGEST_BYTES:
        words = f"{columns} columns of {bins} frequencies are more than this program reads"
        raise DictionaryReadError(f"{name}: {words}; choose a smaller dictionary")
    if entry.get("data_offsets") != [0, 4 * bins * columns]:
        raise DictionaryReadError(f"{name}: its columns are not where they should be; {_DAMAGED}")
    return bins, columns


def _whole_number(text: object, low: int, high: int, name: str, what: str) -> int:
    is_number = isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 12
    value = int(str(text)) if is_number else low - 1
    if not low <= value <= high:
        said = clean_text(text) if isinstance(text, str) else "nothing"
        raise DictionaryReadError(f"{name}: {what} ({said[:20]}) makes no sense; {_DAMAGED}")
    return value


def _labels(text: object, columns: int, name: str) -> tuple[str, ...]:
    labels = _inner_value(text, list, name, "the names of its columns")
    if len(labels) != columns or not all(isinstance(label, str) for label in labels):
        words = f"it has names for {len(labels)} columns and {columns} columns"
        raise DictionaryReadError(f"{name}: {words}; {_DAMAGED}")
    return tuple(map(clean_text, labels))


def _provenance(text: object, name: str) -> dict[str, str]:
    facts = _inner_value(text, dict, name, "where it comes from")
    if len(facts) > _MOST_FACTS or not all(isinstance(value, str) for value in facts.values()):
        raise DictionaryReadError(f"{name}: what it says of where it comes from cannot be read; {_DAMAGED}")
    return _facts(facts)


def _facts(provenance: Mapping[str, str]) -> dict[str, str]:
    few = list(provenance.items())[:_MOST_FACTS]
    return {clean_text(key): clean_text(value, _LONGEST_FACT) for key, value in few}


def _inner_value(text: object, kind: type, name: str, what: str) -> Any:
    """Return the JSON inside a value of the metadata, of this kind."""
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, kind):
        raise DictionaryReadError(f"{name}: {what} cannot be read; {_DAMAGED}")
    return value


def _check_columns(columns: NDArray[np.float32], name: str) -> None:
    smallest, largest = float(columns.min()), float(columns.max())
    if not (math.isfinite(smallest) and math.isfinite(largest)):
        raise DictionaryReadError(f"{name}: some of its values are no numbers; {_DAMAGED}")
    if smallest < 0:
        raise DictionaryReadError(f"{name}: some of its values are below zero; {_DAMAGED}")
    if largest > 1 + _NORM_SLACK:
        raise DictionaryReadError(f"{name}: its columns are not of norm 1; {_DAMAGED}")
    norms = np.sqrt(np.einsum("bc,bc->c", columns, columns, dtype=np.float64))
    if np.abs(norms - 1.0).max() > _NORM_SLACK:
        words = "some of its columns are empty" if norms.min() == 0 else "its columns are not of norm 1"
        raise DictionaryReadError(f"{name}: {words}; {_DAMAGED}")
