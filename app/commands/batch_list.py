"""The list of a batch: a CSV file with a header, or a file with one JSON object a line.

Owns how a line becomes the arguments of ``separate``. Runs nothing.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.commands import CommandError
from core.export.naming import safe_file_names

COLUMNS = ("song", "score", "activity", "examples", "engine", "params", "seed", "align", "out")
_PATHS = ("score", "activity")
_WORDS = ("engine", "seed", "align")
_LARGEST_BYTES = 2**26


@dataclass(frozen=True)
class Entry:
    """A line of the list.

    Attributes
    ----------
    place : str
        Where it stands, in words.
    song : str
        As it is written there.
    out : Path
        Folder for its files.
    arguments : tuple of str
        Of ``separate``, without those that all lines share.
    """

    place: str
    song: str
    out: Path
    arguments: tuple[str, ...]


def read_list(path: Path, folder: Path) -> tuple[Entry, ...]:
    """Read a list.

    Parameters
    ----------
    path : Path
        Relative names in it are relative to its folder.
    folder : Path
        Gets a folder for every song whose line has no ``out``.

    Raises
    ------
    CommandError
        It cannot be read, is no list, or two songs have the same folder; the message names the line.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST_BYTES else b"\0"
        # what spreadsheets call Unicode text
        text = data.decode("utf-16" if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig")
    except OSError as error:
        raise CommandError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path.name}: is not text in UTF-8; save it as CSV in UTF-8") from error
    rows = list(_json_rows(path, text) if text.lstrip().startswith("{") else _csv_rows(path, text))
    if not rows:
        raise CommandError(f"{path.name}: names no song; give every song a line")
    names = iter(safe_file_names([Path(row["song"]).stem for _, row in rows if not row.get("out")]))
    base = path.absolute().parent
    outs = [base / str(row["out"]) if row.get("out") else folder.absolute() / next(names) for _, row in rows]
    entries = tuple(_entry(place, row, out, base) for (place, row), out in zip(rows, outs, strict=True))
    _check_folders(entries)
    return entries


def _csv_rows(path: Path, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    header = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        head = next((cells for cells in reader if any(cell.strip() for cell in cells)), [])
        columns = [name.strip().lower() for name in _without_end(head)]
        _check_columns(columns, f"{path.name}, line {max(1, reader.line_num)}")
        for cells in reader:
            place = f"{path.name}, line {reader.line_num}"
            if not any(cell.strip() for cell in cells):
                continue
            if len(_without_end(cells)) > len(columns):
                raise CommandError(f"{place}: has more cells than the header; put cells with a comma into quotes")
            yield place, _checked({k: c.strip() for k, c in zip(columns, cells, strict=False) if c.strip()}, place)
    except csv.Error as error:
        raise CommandError(f"{path.name}, line {reader.line_num}: is not CSV ({error})") from error


def _without_end(cells: list[str]) -> list[str]:
    """Return cells without the empty ones that spreadsheets put behind them."""
    count = max(number for number, cell in enumerate(["x", *cells]) if cell.strip())
    return cells[:count]


def _json_rows(path: Path, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    # other ends of lines may stand in texts
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        place = f"{path.name}, line {number}"
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise CommandError(f"{place}: is not one JSON object ({error})") from error
        if not isinstance(row, dict):
            raise CommandError(f"{place}: is not one JSON object")
        _check_columns(list(row), place)
        yield place, _checked({key: value for key, value in row.items() if value not in (None, "")}, place)


def _check_columns(columns: Sequence[str], place: str) -> None:
    for column in columns:
        if column not in COLUMNS:
            raise CommandError(f"{place}: there is no column {column!r}; use {', '.join(COLUMNS)}")
        if columns.count(column) > 1:
            raise CommandError(f"{place}: the column {column} is there twice; leave one out")
    if "song" not in columns:
        raise CommandError(f"{place}: the column song is missing")


def _checked(row: dict[str, Any], place: str) -> dict[str, Any]:
    if not row.get("song"):
        raise CommandError(f"{place}: names no song")
    for column, value in row.items():
        if column not in ("params", "examples") and (isinstance(value, bool) or not isinstance(value, (str, int))):
            raise CommandError(f"{place}: {column} is neither a text nor a number")
    try:
        possible = b"\0" not in os.fsencode("".join(map(str, row.values())))
    except UnicodeEncodeError:
        possible = False
    if not possible:
        raise CommandError(f"{place}: has a character that no file name can have")
    return {column: str(value) if isinstance(value, int) else value for column, value in row.items()}


def _entry(place: str, row: Mapping[str, Any], out: Path, base: Path) -> Entry:
    arguments = [str(base / str(row["song"])), "--out", str(out)]
    for column in _PATHS:
        if column in row:
            arguments.append(f"--{column}={base / str(row[column])}")
    for column in _WORDS:
        if column in row:
            arguments.append(f"--{column}={row[column]}")
    arguments += [f"--param={name}={value}" for name, value in _pairs(row, "params", place)]
    arguments += [f"--examples={name}={base / value}" for name, value in _pairs(row, "examples", place)]
    return Entry(place, str(row["song"]), out, tuple(arguments))


def _pairs(row: Mapping[str, Any], column: str, place: str) -> Iterator[tuple[str, str]]:
    """Yield names and values: of a JSON object, or of a text such as ``updates=50 prior=0.1``."""
    given = row.get(column, {})
    if isinstance(given, dict):
        for name, value in given.items():
            # several files of a source
            yield from ((str(name), _word(one)) for one in (value if isinstance(value, list) else [value]))
        return
    try:
        words = shlex.split(str(given))
    except ValueError as error:
        raise CommandError(f"{place}: {column} has a quote without its other half") from error
    for word in words:
        name, separator, value = word.partition("=")
        if not (name and separator and value):
            raise CommandError(f"{place}: {column}: {word!r} is not of the form NAME=VALUE")
        yield name, value


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _check_folders(entries: Sequence[Entry]) -> None:
    seen: dict[Path, Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.out.resolve(), entry)
        if first is not entry:
            raise CommandError(f"{entry.place}: has the same folder as {first.place}; give every song its own out")
