"""What an export will write, and what it wrote.

Owns the data that the dialog, the command line and the report show. Decides nothing, writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from core.export.choice import Bits, Container

Kind = Literal["stem", "group", "residual", "reaper", "dawproject", "midi", "labels", "report"]

EXACT_NULL_DB = -300.0
"""Null depth of files that sum to the song without any error."""


@dataclass(frozen=True)
class PlannedFile:
    """A file that is going to be written.

    Attributes
    ----------
    kind : str
    file : str
        Name in the folder.
    source_ids : tuple of str
        Whose sound (``RESIDUAL`` among them where the residual is in it) or notes it has.
    name : str
        What it is called to the user: that of its source or group.
    colour : str
        ``#rrggbb`` of its source; empty where it has none.
    """

    kind: Kind
    file: str
    source_ids: tuple[str, ...] = ()
    name: str = ""
    colour: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether it is a sound file."""
        return self.kind in ("stem", "group", "residual")


@dataclass(frozen=True)
class ExportPlan:
    """What an export is going to write.

    Attributes
    ----------
    files : tuple of PlannedFile
        Sound files first: stems in the order of the sources, groups, residual.
    total_bytes : int
        About how much they take.
    existing : tuple of str
        Names of files in the folder that would be replaced.
    nulls : bool
        Whether some of the files sum to the song.
    """

    files: tuple[PlannedFile, ...]
    total_bytes: int
    existing: tuple[str, ...]
    nulls: bool

    @property
    def sounds(self) -> tuple[PlannedFile, ...]:
        """The sound files."""
        return tuple(file for file in self.files if file.is_sound)


@dataclass(frozen=True)
class ClippedFile:
    """A sound file that has samples beyond full scale.

    Attributes
    ----------
    name : str
        Of its source or group.
    peak : float
        Largest magnitude, full scale is 1.
    samples : int
        That will be limited, counted after rounding and dither.
    """

    name: str
    peak: float
    samples: int


@dataclass(frozen=True)
class WrittenFile:
    """A file that was written.

    Attributes
    ----------
    kind, file, source_ids, name
        As planned.
    peak : float
        Largest magnitude before limiting, full scale is 1; 0 for files without sound, as all below.
    clipped_samples : int
        Samples that were beyond full scale and are limited to it.
    dithered : bool
    largest_error : float
        Largest difference between the samples read back and those of the stem itself, full scale is 1. That of the
        file which takes up the rounding of the others is larger by theirs.
    """

    kind: Kind
    file: str
    source_ids: tuple[str, ...] = ()
    name: str = ""
    peak: float = 0.0
    clipped_samples: int = 0
    dithered: bool = False
    largest_error: float = 0.0


@dataclass(frozen=True)
class NullTest:
    """How well files sum to the song, from samples read back from the disk.

    Attributes
    ----------
    depth_db : float
        Energy of the song minus the files over that of the song; ``EXACT_NULL_DB`` where nothing is left.
    largest_error : float
        Full scale is 1.
    largest_error_lsb : float or None
        The same in steps of the format; None for floats.
    files : tuple of str
        Those that were summed.
    """

    depth_db: float
    largest_error: float
    largest_error_lsb: float | None
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExportResult:
    """What an export wrote.

    Attributes
    ----------
    folder : Path
    files : tuple of WrittenFile
    null : NullTest or None
        None where no choice of the files sums to the song.
    turned_down_db : float
        By how much all files (and the song, for the null test) were turned down, >= 0.
    report : dict
        As written, ready for JSON; empty where none was.
    container, bits : str
        As written: ``clipping="float"`` may have changed them.
    """

    folder: Path
    files: tuple[WrittenFile, ...]
    null: NullTest | None
    turned_down_db: float = 0.0
    report: dict[str, Any] = field(default_factory=dict)
    container: Container = "wav"
    bits: Bits = "24"

    @property
    def clipped_samples(self) -> int:
        """Limited samples of all files."""
        return sum(file.clipped_samples for file in self.files)
