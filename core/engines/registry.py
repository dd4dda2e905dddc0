"""The table of engines.

Owns which engines there are and how one is found. Their modules are imported when asked for, and must not import
torch when they are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from importlib import import_module

from core.annotation.model import Annotation
from core.engines.base import Engine, EngineInfo, Guidance
from core.errors import EngineError

# id -> module and class; the first that fits the guidance is the default
_ENGINES: dict[str, tuple[str, str]] = {
    "score-nmf": ("core.engines.score_nmf.engine", "ScoreNmf"),
    "autoencoder": ("core.engines.autoencoder.engine", "StructuredAutoencoder"),
    "unrolled": ("core.engines.unrolled.engine", "Unrolled"),
    "rpca": ("core.engines.rpca.engine", "Rpca"),
    "robust-nmf": ("core.engines.robust_nmf.engine", "RobustNmf"),
    "example-nmf": ("core.engines.example_nmf.engine", "ExampleNmf"),
}


def engine(engine_id: str) -> Engine:
    """Return an engine.

    Raises
    ------
    EngineError
        There is none of this id.
    """
    if engine_id not in _ENGINES:
        raise EngineError(f"there is no engine {engine_id!r}; the engines are {', '.join(_ENGINES)}")
    module, name = _ENGINES[engine_id]
    made: Engine = getattr(import_module(module), name)()
    return made


def engines() -> tuple[Engine, ...]:
    """Return all engines, the preferred ones first."""
    return tuple(engine(engine_id) for engine_id in _ENGINES)


def engine_for(guidance: Collection[Guidance]) -> Engine | None:
    """Return the first engine that needs nothing else and uses the most of this guidance; None where none can run."""
    found = _best([candidate.info for candidate in engines()], guidance)
    return engine(found.id) if found is not None else None


def recommended(infos: Sequence[EngineInfo], annotation: Annotation) -> str:
    """Return the id of the engine that makes the most of what is known of a song; empty where none can run with it.

    Where the sources are those that an engine makes by itself, and there are no notes, it is one of these engines:
    what was painted corrects what they have found.
    """
    given: set[Guidance] = set()
    if annotation.notes:
        given.add("notes")
    if any(activity.spans for activity in annotation.activities):
        given.add("activity")
    if annotation.regions:
        given.add("regions")
    if annotation.examples or annotation.dictionaries:
        given.add("examples")
    present = {source.id for source in annotation.sources}
    makers = [info for info in infos if info.default_sources and present <= set(info.default_sources)]
    found = _best(infos if annotation.notes or not makers else makers, given)
    return found.id if found is not None else ""


def _best(infos: Sequence[EngineInfo], guidance: Collection[Guidance]) -> EngineInfo | None:
    able = [info for info in infos if info.needs <= set(guidance) and (guidance or info.default_sources)]
    return max(able, key=lambda info: len(info.uses & set(guidance)), default=None)
