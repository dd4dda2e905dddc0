"""What is known of a version of the separation beside its stems.

Owns the types for it and how they are written down. What is read back is checked, as a file may come from anywhere:
every failure is a ``ValueError``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from core.project.encoding import as_value_errors, from_json, to_json

if TYPE_CHECKING:
    from core.audio import Audio

_MAX_CHANNELS, _MAX_LENGTH, _MAX_RATE = 32, 2**40, 2**31 - 1
_MAX_TEXT_BYTES = 2**22


@dataclass(frozen=True, eq=False)
class StoredResult:
    """A separation as it is kept in the project.

    Attributes
    ----------
    engine_id, engine_version : str
    parameters : mapping
        JSON values by parameter name.
    seed : int
    seconds : float
        How long the run took.
    revision : int
        Of the annotation that the engine got.
    sources : tuple of (str, str)
        Ids and names of its sources at that time.
    figures : mapping of str to float
        What the run measured, and what was measured on the version afterwards.
    stopped_early : bool
        The user stopped the run and kept what it had.
    stems : mapping of str to Audio
        By source id, in the order in which they are shown; all of the same length.
    name : str
        Given by the user; empty where there is none.
    note : str
        The user's words about it.
    made_at : float
        Seconds since 1970; 0 where that is not known.
    span : (int, int) or None
        Samples, where only a selection was separated.
    state : mapping of str to ndarray or None
        ``SeparationResult.state``; None where the engine has none.
    based_on : int or None
        Id of the version from whose state the run started.
    """

    engine_id: str
    engine_version: str
    parameters: Mapping[str, Any]
    seed: int
    seconds: float
    revision: int
    sources: tuple[tuple[str, str], ...]
    figures: Mapping[str, float] = field(default_factory=dict)
    stopped_early: bool = False
    stems: Mapping[str, Audio] = field(default_factory=dict)
    name: str = ""
    note: str = ""
    made_at: float = 0.0
    span: tuple[int, int] | None = None
    state: Mapping[str, NDArray[Any]] | None = None
    based_on: int | None = None


@dataclass(frozen=True)
class VersionFacts:
    """A version without its stems and its state; see :class:`StoredResult` for what is not told here.

    Attributes
    ----------
    id : int
        Never given to another version of the project.
    stored_bytes : int
        What stems and state take in the file.
    has_state : bool
        Whether a run can go on from it.
    problem : str
        Why it cannot be read; empty for a sound one, else most of the rest is not known.
    """

    id: int
    engine_id: str = ""
    engine_version: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    seconds: float = 0.0
    revision: int = 0
    sources: tuple[tuple[str, str], ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    stopped_early: bool = False
    name: str = ""
    note: str = ""
    made_at: float = 0.0
    span: tuple[int, int] | None = None
    based_on: int | None = None
    stored_bytes: int = 0
    has_state: bool = False
    problem: str = ""


@dataclass(frozen=True)
class StoredStem:
    """How a stem is stored: its source, its format and the value that full scale stands for."""

    source_id: str
    rate: int
    channels: int
    length: int
    scale: float


@dataclass(frozen=True)
class Contents:
    """What belongs to a version in the file: its stems, and the bytes of its state (0 where there is none)."""

    stems: tuple[StoredStem, ...]
    state_bytes: int


def finite(figures: Mapping[str, float]) -> dict[str, float]:
    """Return the figures that are numbers; the others have nothing to say."""
    return {str(key): float(value) for key, value in figures.items() if math.isfinite(value)}


def facts_to_json(result: StoredResult, contents: Contents) -> str:
    """Return what never changes of a version; raises ValueError or TypeError where it cannot be written down."""
    stems = [[stem.source_id, stem.rate, stem.channels, stem.length, stem.scale] for stem in contents.stems]
    return to_json(
        {
            "engine": [result.engine_id, result.engine_version],
            "parameters": dict(result.parameters),
            "seed": int(result.seed),
            "seconds": float(result.seconds),
            "revision": int(result.revision),
            "sources": [list(pair) for pair in result.sources],
            "figures": finite(result.figures),
            "stopped_early": bool(result.stopped_early),
            "made_at": float(result.made_at),
            "span": None if result.span is None else [int(edge) for edge in result.span],
            "based_on": None if result.based_on is None else int(result.based_on),
            "stems": stems,
            "state_bytes": contents.state_bytes,
        }
    )


def read_row(row: Sequence[Any]) -> tuple[VersionFacts, Contents]:
    """Return a version from ``id, name, note, measured, stored_bytes, facts``; raises ValueError."""
    version_id, name, note, measured, stored_bytes, text = row
    if not isinstance(text, str) or len(text) > _MAX_TEXT_BYTES:
        raise ValueError("what is known of it is missing, or larger than it may be")
    facts = from_json(text)
    with as_value_errors():
        contents = Contents(tuple(map(_read_stem, facts["stems"])), facts.get("state_bytes", 0))
        if type(contents.state_bytes) is not int or contents.state_bytes < 0:
            raise ValueError("its state has no size")
        engine_id, engine_version = facts["engine"]
        figures = {**facts["figures"], **from_json(measured)}
        known = VersionFacts(
            id=version_id,
            engine_id=str(engine_id),
            engine_version=str(engine_version),
            parameters=dict(facts["parameters"]),
            seed=int(facts["seed"]),
            seconds=float(facts["seconds"]),
            revision=int(facts["revision"]),
            sources=tuple((str(source_id), str(source_name)) for source_id, source_name in facts["sources"]),
            figures={str(key): float(value) for key, value in figures.items()},
            stopped_early=bool(facts["stopped_early"]),
            name=str(name),
            note=str(note),
            # the first format did not know these
            made_at=float(facts.get("made_at", 0.0)),
            span=_read_span(facts.get("span")),
            based_on=_read_id(facts.get("based_on")),
            stored_bytes=int(stored_bytes),
            has_state=contents.state_bytes > 0,
        )
    return known, contents


def _read_stem(fields: Sequence[Any]) -> StoredStem:
    stem = StoredStem(*fields)
    whole = all(type(value) is int for value in (stem.channels, stem.length, stem.rate))
    sound = 0 < stem.channels <= _MAX_CHANNELS and 0 <= stem.length <= _MAX_LENGTH and 0 < stem.rate <= _MAX_RATE
    if not (sound and whole and isinstance(stem.source_id, str) and 1.0 <= stem.scale < math.inf):
        raise ValueError("a stem is none")
    return stem


def _read_span(span: Any) -> tuple[int, int] | None:
    if span is None:
        return None
    start, stop = span
    if not (type(start) is type(stop) is int and start <= stop):
        raise ValueError("its selection is none")
    return start, stop


def _read_id(version_id: Any) -> int | None:
    if version_id is not None and type(version_id) is not int:
        raise ValueError("what it is based on is no version")
    return version_id
