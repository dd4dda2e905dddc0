"""The library: dictionaries kept for other songs, one file each in a folder of the user.

Owns the folder and the names of its files. A file that cannot be read is listed with the reason and does no harm.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from core.annotation.model import Dictionary
from core.dictionaries.editing import clean_text, of_source, renamed
from core.dictionaries.files import SUFFIX, read_stemdict, write_stemdict
from core.errors import DictionaryReadError, ExportError

_UNSAFE = re.compile(r"[^\w #&'()+,=@\[\]-]")
_DEVICE_NAME = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9])\s*$", re.IGNORECASE)
_LONGEST_STEM = 60


@dataclass(frozen=True)
class Entry:
    """A file of the library.

    Attributes
    ----------
    name : str
        Of the dictionary; of the file where it cannot be read.
    path : Path
    provenance : mapping of str to str
    columns, rate, window_samples : int
        0 where it cannot be read.
    problem : str
        Why it cannot be read, in words; empty where it can.
    """

    name: str
    path: Path
    provenance: Mapping[str, str] = field(default_factory=dict)
    columns: int = 0
    rate: int = 0
    window_samples: int = 0
    problem: str = ""


class DictionaryLibrary:
    """The dictionaries in a folder.

    Parameters
    ----------
    folder : Path, optional
        By default one of the user, which is made when something is added.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or platformdirs.user_data_path("stembrush", appauthor=False) / "dictionaries"

    def entries(self) -> list[Entry]:
        """Return what is there, sorted by name; raises DictionaryReadError where the folder cannot be read."""
        try:
            paths = [path for path in self.folder.iterdir() if path.suffix.lower() == SUFFIX and path.name[0] != "."]
        except FileNotFoundError:
            return []
        except OSError as err:
            raise DictionaryReadError(
                f"{self.folder}: the library cannot be read ({err.strerror}); check the folder and its permissions"
            ) from err
        return sorted(map(_entry, paths), key=lambda entry: (entry.name.casefold(), entry.path.name))

    def add(self, dictionary: Dictionary) -> Path:
        """Write a dictionary to a new file and return it; raises ExportError where that cannot be."""
        return self._write(of_source(dictionary, ""))

    def load(self, path: Path) -> Dictionary:
        """Return the dictionary of a file; raises DictionaryReadError."""
        return read_stemdict(path)

    def rename(self, path: Path, name: str) -> Path:
        """Give a dictionary another name, and its file, too; return the new file.

        Raises
        ------
        DictionaryReadError, ExportError
            It cannot be read or written; the file is left as it was.
        """
        new = self._write(renamed(self.load(self._own(path)), name))
        self.remove(path)
        return new

    def remove(self, path: Path) -> None:
        """Remove a file of the library; one that is gone is no error. Raises ExportError where it cannot be removed."""
        try:
            self._own(path).unlink(missing_ok=True)
        except OSError as err:
            raise ExportError(f"{path.name}: cannot be removed ({err.strerror}); check the folder") from err

    def _own(self, path: Path) -> Path:
        if path.parent != self.folder:
            raise ValueError(f"{path} is not in the library")
        return path

    def _write(self, dictionary: Dictionary) -> Path:
        path = self._reserved(dictionary.name)
        try:
            write_stemdict(dictionary, path)
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise
        return path

    def _reserved(self, name: str) -> Path:
        """Return a new file, empty, so that another window cannot take its name."""
        stem, number = _file_stem(name), 1
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            while True:
                path = self.folder / f"{stem}{f' {number}' if number > 1 else ''}{SUFFIX}"
                with suppress(FileExistsError):
                    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
                    return path
                number += 1
        except OSError as err:
            words = f"the library cannot be written to ({err.strerror})"
            raise ExportError(f"{self.folder}: {words}; check the folder and its permissions") from err


def _entry(path: Path) -> Entry:
    try:
        found = read_stemdict(path)
    except DictionaryReadError as err:
        return Entry(clean_text(path.stem), path, problem=str(err))
    size = found.columns.shape[1]
    return Entry(found.name, path, found.provenance, size, found.rate, found.window_samples)


def _file_stem(name: str) -> str:
    plain = _UNSAFE.sub("_", unicodedata.normalize("NFC", name))[:_LONGEST_STEM].strip() or "dictionary"
    return f"_{plain}" if _DEVICE_NAME.match(plain) else plain
