"""Sound files read back by libsndfile, which did not write all of them.

Owns what is said of a file that is not what was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from core.errors import ExportError
from core.export.formats import SUBTYPES, SoundForm
from core.export.naming import system_name
from core.export.quantizing import BLOCK

_READ_TYPES = {"16": "int16", "24": "int32", "32f": "float32"}


def read_words(path: Path, form: SoundForm, every: int = 1) -> Iterator[NDArray[np.generic]]:
    """Yield the blocks of a file as they were given to its writer.

    Parameters
    ----------
    path : Path
    form : SoundForm
    every : int
        The first block and each that comes so many later; all by default.

    Raises
    ------
    ExportError
        The file is not of this form or not whole.
    """
    try:
        with soundfile.SoundFile(system_name(path)) as file:
            found = (file.samplerate, file.channels, file.frames, file.subtype)
            if found != (form.rate, form.channels, form.length, SUBTYPES[form.bits]):
                raise not_whole(path)
            for start in range(0, form.length, every * BLOCK):
                if every > 1:
                    file.seek(start)
                count = min(BLOCK, form.length - start)
                words = file.read(count, dtype=_READ_TYPES[form.bits], always_2d=True)
                if len(words) != count:
                    raise not_whole(path)
                yield words
    except soundfile.SoundFileError as error:
        if not path.exists():
            raise FileNotFoundError(2, "it is no longer there", str(path)) from error
        raise not_whole(path) from error


def not_whole(path: Path) -> ExportError:
    """Return what is said of a file that is not of its form."""
    return ExportError(
        f"{path.name}: what was written cannot be read back whole; check that the disk has room and is sound, or "
        "choose another"
    )
