"""Sound files on their way to becoming examples: read, checked, and spoken of.

Owns the reading on the io lane and the words for what is wrong with a file or what it takes. Changes no annotation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.bridge import Report
from app.controllers.settings import remembered_folder
from app.controllers.song import SONG_SUFFIXES
from app.i18n import core_words
from app.views.controls import format_span
from core.audio import Audio, read_mixture
from core.errors import AudioReadError, CoreError
from core.project.project import Project

SHORTEST_S = 0.1
"""What is shorter says nothing of how a source sounds."""
FOLDER = "examples"
"""Under which the folder of sound files is remembered."""
_LONG_S = 600.0
_SILENT = 1e-6
_BLOCK = 2**18


@dataclass(frozen=True, eq=False)
class FoundSound:
    """A file that was read."""

    name: str
    audio: Audio


@dataclass(frozen=True, eq=False)
class ReadFiles:
    """What came of reading: the sounds in their order, and what was wrong with the others."""

    sounds: tuple[FoundSound, ...]
    errors: tuple[CoreError, ...]


def examples_folder(project: Project) -> Path:
    """Return where examples were found last, or the folder of the song."""
    return remembered_folder(FOLDER, project.song.path.parent if project.song is not None else None)


class ReadExamples:
    """Reads sound files of any rate and number of channels; one that is damaged does not keep the others out.

    What was read is stored in the project at once, so that giving it as an example takes no time afterwards.
    """

    def __init__(self, paths: Sequence[Path], project: Project) -> None:
        self._paths, self._project = tuple(paths), project

    def __call__(self, report: Report) -> ReadFiles:
        """Read; ``report`` gets the share of all files that is done."""
        sounds, errors = [], []
        for place, path in enumerate(self._paths):
            reading, storing = (_Share(report, 2 * place + half, 2 * len(self._paths)) for half in (0, 1))
            try:
                sounds.append(FoundSound(path.name, _sound_of(path, reading)))
            except AudioReadError as error:
                errors.append(error)
            else:
                self._project.keep_sound(sounds[-1].audio, storing)
        return ReadFiles(tuple(sounds), tuple(errors))


class _Share:
    def __init__(self, report: Report, place: int, count: int) -> None:
        self._report, self._place, self._count = report, place, count

    def __call__(self, fraction: float) -> bool:
        return self._report((self._place + fraction) / self._count)


def _sound_of(path: Path, report: Report) -> Audio:
    mixture = read_mixture(path, report=report)
    if mixture.duration_s < SHORTEST_S:
        what = QCoreApplication.translate("ExampleFiles", "this is too short to learn from")
        raise AudioReadError.of(path, what, QCoreApplication.translate("ExampleFiles", "choose a longer file"))
    if not any(
        np.abs(mixture.samples[:, start : start + _BLOCK]).max() > _SILENT for start in range(0, mixture.length, _BLOCK)
    ):
        what = QCoreApplication.translate("ExampleFiles", "there is only silence in it")
        raise AudioReadError.of(path, what, QCoreApplication.translate("ExampleFiles", "choose another file"))
    return Audio(mixture.samples, mixture.rate)


def sound_patterns() -> str:
    """Return the file dialog's pattern of sound files."""
    patterns = " ".join(f"*.{suffix}" for suffix in SONG_SUFFIXES)
    return QCoreApplication.translate("ExampleFiles", "Sounds ({0})").format(patterns)


def error_words(errors: Sequence[CoreError]) -> str:
    """Return what is wrong with files as one text."""
    return " ".join(f"{core_words(str(error)).rstrip('.')}." for error in errors)


def long_words(sounds: Sequence[FoundSound]) -> str:
    """Return what long files take; empty where none is long."""
    long = [sound for sound in sounds if sound.audio.duration_s > _LONG_S]
    if not long:
        return ""
    size = sum(sound.audio.samples.size * 4 for sound in long) / 1e6
    length = format_span(sum(sound.audio.duration_s for sound in long))
    words = QCoreApplication.translate(
        "ExampleFiles",
        "{0} of sound were added: they take up to {1:.0f} MB in the project, and learning from all of it takes longer. "
        "A few minutes usually tell as much.",
    )
    return words.format(length, size)
