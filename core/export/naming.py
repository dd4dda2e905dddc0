"""Names of files, from a template and from what the user called things.

Owns which names are safe on Windows, macOS and Linux. A name never leads out of its folder.
"""

from __future__ import annotations

import os
import re
import string
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from core.errors import ExportError

FIELDS = ("song", "source", "number", "count", "engine", "version", "date", "bits", "rate")
"""What a template may name in braces."""

LONGEST_NAME_BYTES = 180
_SHORTEST_LIMIT_BYTES = 48
# Windows: a path has 259 characters at most; the hidden folder and the longest extension are in it
_PATH_CHARACTERS = 259 - len("/.stembrush-12345678/") - len(".dawproject")
_RESERVED_CHARACTERS = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')
# they turn the direction of text around, so that a name would look like another
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_DEVICE_NAME = re.compile(r"(con|conin\$|conout\$|prn|aux|nul|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
# what only goes with a letter behind it
_HALF_LETTERS = "\u200d\ufe0f"


def check_template(template: str) -> None:
    """Raise ExportError, in the user's words, where a template cannot be filled in."""
    if not template.strip():
        raise ExportError("the names of the files are empty; use {source}, for example")
    fill_template(template, dict.fromkeys(FIELDS, ""))


def fill_template(template: str, values: Mapping[str, str]) -> str:
    """Return a template with its fields replaced.

    Parameters
    ----------
    template : str
        ``{{`` and ``}}`` are braces.
    values : mapping of str to str
        For every one of ``FIELDS``.

    Raises
    ------
    ExportError
        A brace without its other half, or a field that does not exist.
    """
    known = ", ".join(f"{{{field}}}" for field in FIELDS)
    try:
        pieces = list(string.Formatter().parse(template))
    except ValueError as error:
        raise ExportError(f"{template!r}: a brace has no other half; write {{{{ for a brace, or use {known}") from error
    filled = ""
    for literal, field, layout, conversion in pieces:
        filled += literal
        if field is None:
            continue
        if field not in values or layout or conversion:
            shown = field + (f"!{conversion}" if conversion else "") + (f":{layout}" if layout else "")
            raise ExportError(f"{template!r}: there is no field {{{shown}}}; use {known}")
        filled += values[field]
    return filled


def name_limit(folder: Path) -> int:
    """Return how many bytes a name without extension may have, so that Windows can open the path, where possible."""
    room = _PATH_CHARACTERS - len(str(folder.absolute())) - 1
    return max(_SHORTEST_LIMIT_BYTES, min(LONGEST_NAME_BYTES, room))


def safe_file_name(name: str, limit: int = LONGEST_NAME_BYTES) -> str:
    """Return a file name without extension that every system takes.

    Letters of any script are kept. Characters and device names that some system reserves are replaced.
    """
    plain = _DIRECTION_MARKS.sub("", unicodedata.normalize("NFC", name))
    base = _RESERVED_CHARACTERS.sub("_", plain).strip().rstrip(". ")
    base = _shortened(re.sub(r"^\.", "_", base) or "stem", limit)
    return f"_{base}" if _DEVICE_NAME.match(base) else base


def safe_file_names(
    names: Iterable[str], reserved: Iterable[str] = (), limit: int = LONGEST_NAME_BYTES
) -> tuple[str, ...]:
    """Return a safe name for every name, no two alike.

    Names that a system without upper and lower case would confuse, also with those in ``reserved``, are numbered.
    """
    taken = {name.casefold() for name in reserved}
    safe: list[str] = []
    for name in names:
        base = candidate = safe_file_name(name, limit)
        number = 2
        while candidate.casefold() in taken:
            ending = f" {number}"
            candidate = _shortened(base, limit - len(ending)) + ending
            number += 1
        taken.add(candidate.casefold())
        safe.append(candidate)
    return tuple(safe)


def system_name(path: Path) -> str | bytes:
    """Return a path as libsndfile takes it: bytes on POSIX, where names that are no valid text pass, too."""
    return str(path) if os.name == "nt" else os.fsencode(path)


def _shortened(base: str, limit: int) -> str:
    raw = base.encode()
    if len(raw) <= limit:
        return base
    return raw[:limit].decode("utf-8", "ignore").rstrip(_HALF_LETTERS).rstrip(". ") or "stem"
