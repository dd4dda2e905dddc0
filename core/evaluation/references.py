"""Finding the files of true sources by the names of the sources.

Owns the comparison of names. Opens no sound.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path


def files_named_like(folder: Path, names: Mapping[str, str], suffixes: Collection[str]) -> dict[str, Path]:
    """Return the sound files of a folder that are named like sources, by source id.

    Parameters
    ----------
    folder : Path
    names : mapping of str to str
        Names of the sources by id; upper and lower case count as the same.
    suffixes : collection of str
        Of sound files, in lower case and without a dot.

    Raises
    ------
    OSError
        The folder cannot be read.
    """
    sounds = [path for path in sorted(folder.iterdir(), reverse=True) if path.suffix.lower().lstrip(".") in suffixes]
    files = {path.stem.casefold(): path for path in sounds}
    return {key: files[name.casefold()] for key, name in names.items() if name.casefold() in files}
