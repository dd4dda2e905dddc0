"""What is to be exported, how, and from what.

Owns the data that the dialog and the command line fill in. Decides nothing, writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from core.annotation.model import Annotation, Source
from core.audio import Mixture
from core.engines.base import SeparationResult
from core.run_report import RunReport

if TYPE_CHECKING:
    from core.playback.mixer import Strip

RESIDUAL = "residual"
"""Stands for the residual among source ids, and is the name of its file."""

RESIDUAL_TO = "to:"
"""Begins a choice of the residual that gives it to a source; the id of the source follows."""

Container = Literal["wav", "flac", "aiff"]
Bits = Literal["16", "24", "32f"]
Clipping = Literal["clip", "turn_down", "float"]
Label = Literal["csv", "lab", "jams"]

Progress = Callable[[int, int], None]
"""Called with steps done and in total; what it raises ends the work and leaves nothing behind."""


@dataclass(frozen=True)
class Group:
    """One file with the sum of several stems.

    Attributes
    ----------
    name : str
    source_ids : tuple of str
        Among them may be ``RESIDUAL``.
    """

    name: str
    source_ids: tuple[str, ...]


def everything_but(source_id: str, sources: Iterable[Source], name: str = "Everything but {0}") -> Group:
    """Return the group that is the song without one source; the residual is in it.

    Parameters
    ----------
    source_id : str
    sources : iterable of Source
        All of the separation.
    name : str
        Of the group; ``{0}`` stands for the name of the source.
    """
    every = tuple(sources)
    left_out = next(source for source in every if source.id == source_id)
    others = tuple(source.id for source in every if source.id != source_id)
    return Group(name.replace("{0}", left_out.name), (*others, RESIDUAL))


@dataclass(frozen=True)
class Tags:
    """Words in the files; an empty one is taken from the song."""

    title: str = ""
    artist: str = ""
    album: str = ""
    comment: str = ""
    track_number: str = ""


@dataclass(frozen=True)
class ExportChoice:
    """What the user wants.

    Attributes
    ----------
    folder : Path
        Made where it does not exist.
    container : {"wav", "flac", "aiff"}
    bits : {"16", "24", "32f"}
    template : str
        Of file names without extension; the fields are ``core.export.naming.FIELDS``.
    stems : tuple of str or None
        Ids of the sources with a file of their own; None: all.
    groups : tuple of Group
        Files with sums of stems, beside those of ``stems``.
    residual : str
        ``file``: its own file; ``leave_out``; ``to:`` and the id of a source: wherever that source is, the residual
        is, too, and nowhere else.
    span : (int, int) or None
        Samples of the song to be written; None: all.
    clipping : {"clip", "turn_down", "float"}
        What is done where samples are beyond full scale: they are limited to it; all files are turned down by the
        same number of decibels; or all files become 32-bit float WAV. Without such samples it has no effect.
    tags : Tags
    reaper, dawproject, midi : bool
        Whether to write a Reaper project, a DAWproject file, and the notes of every source.
    labels : frozenset of {"csv", "lab", "jams"}
        Formats in which the activity is written.
    report : bool
        Whether to write how the stems were made.
    """

    folder: Path
    container: Container = "wav"
    bits: Bits = "24"
    template: str = "{source}"
    stems: tuple[str, ...] | None = None
    groups: tuple[Group, ...] = ()
    residual: str = "file"
    span: tuple[int, int] | None = None
    clipping: Clipping = "clip"
    tags: Tags = Tags()
    reaper: bool = False
    dawproject: bool = False
    midi: bool = False
    labels: frozenset[Label] = frozenset()
    report: bool = True


@dataclass(frozen=True, eq=False)
class Material:
    """Everything that an export may look at.

    Attributes
    ----------
    mixture : Mixture
    result : SeparationResult
    annotation : Annotation
        In samples of the song.
    sources : tuple of Source
        Those of the result, with the names and colours that are shown now.
    run : RunReport or None
        Without it no report is written.
    seed : int
        Of the dither.
    version_name : str
        Of the version of the separation, for names of files.
    strips : mapping of str to Strip
        The mixer by source id, for sessions; unity where it says nothing.
    """

    mixture: Mixture
    result: SeparationResult
    annotation: Annotation
    sources: tuple[Source, ...]
    run: RunReport | None
    seed: int = 0
    version_name: str = ""
    strips: Mapping[str, Strip] = field(default_factory=dict)
