"""Which engine separates a song on the command line: the one that was asked for, or one that fits what was given.

Owns the words for guidance that an engine lacks or makes no use of.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection

from app.commands import CommandError
from app.commands.examples import Examples
from core.engines.base import Engine, EngineInfo, Guidance
from core.engines.registry import engine, engine_for, engines

_OPTION_OF: dict[Guidance, str] = {
    "notes": "--score FILE.mid",
    "activity": "--activity FILE",
    "examples": "--examples SOURCE=FILE",
}


def chosen_engine(options: argparse.Namespace, examples: Examples) -> Engine:
    """Return the engine; raises CommandError where what was given does not suit it, or suits none."""
    given: set[Guidance] = set()
    if options.score:
        given.add("notes")
    if options.activity:
        given.add("activity")
    if examples:
        given.add("examples")
    usable = frozenset().union(*(candidate.info.uses for candidate in engines()))
    for guidance in sorted(given - usable):
        raise CommandError(f"no engine of this version uses {guidance}; leave {_option(guidance, examples)} out")
    chosen = engine(options.engine) if options.engine else _fitting(given)
    for guidance in sorted(chosen.info.needs - given):
        raise CommandError(f"the engine {chosen.info.id} needs {guidance}; give {_OPTION_OF.get(guidance, guidance)}")
    named = {"notes"} if names_only(chosen.info, examples) else set()
    for guidance in sorted(given - chosen.info.uses - named):
        option = _option(guidance, examples)
        raise CommandError(f"the engine {chosen.info.id} makes no use of {guidance}; leave {option} out")
    if options.extract and "notes" in named:
        raise CommandError(f"the engine {chosen.info.id} makes no use of notes; leave --extract out")
    return chosen


def names_only(info: EngineInfo, examples: Examples) -> bool:
    """Return whether a score only names the sources: beside examples, for an engine that makes no use of notes."""
    return bool(examples) and "examples" in info.uses and "notes" not in info.uses


def _fitting(given: Collection[Guidance]) -> Engine:
    fitting = _learning(given) or engine_for(given)
    if fitting is None and not given:
        raise CommandError(
            f"say something about the song: give its notes with {_OPTION_OF['notes']}, "
            f"or when its sources play with {_OPTION_OF['activity']}"
        )
    if fitting is None:
        raise CommandError(
            f"no engine of this version works from {' and '.join(sorted(given))} alone; "
            f"give its notes with {_OPTION_OF['notes']}, too"
        )
    return fitting


def _learning(given: Collection[Guidance]) -> Engine | None:
    """Return the preferred engine that makes use of examples, where there are some and it can run."""
    if "examples" not in given:
        return None
    able = (one for one in engines() if "examples" in one.info.uses and one.info.needs <= set(given))
    return next(able, None)


def _option(guidance: Guidance, examples: Examples) -> str:
    return examples.option if guidance == "examples" else _OPTION_OF[guidance].split()[0]
