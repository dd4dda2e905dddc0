"""Separate a song into stems, written to a folder with a residual and a report.

Where nothing is said of the song these are voice and accompaniment. Notes and activity give every source its stem.
Everything that can be wrong with the arguments is found before the work begins. Files of the same names are replaced
only with --overwrite.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import VERSION
from app.commands import CommandError, given_path, named_values
from app.commands.extraction import add_extract_argument, expected, extracted, extracted_guidance, queries_of
from app.commands.output_options import add_output_arguments, check_output, check_plan, output_choice, write
from app.commands.recipe import recipe_of
from app.console import Console
from core.annotation.activity_file import ActivityRow, activities_from_rows, read_activity_rows, row_sources
from core.annotation.midi import read_score
from core.annotation.model import Annotation, Example, Warp
from core.annotation.note_queries import NoteQuery
from core.annotation.score import Score, annotation_from_score
from core.audio import Mixture, read_mixture
from core.compute import cores
from core.engines.base import (
    Engine,
    EngineInfo,
    Guidance,
    SeparationRequest,
    SeparationResult,
    parameter_specs,
    parse_parameters,
)
from core.engines.low_rank.sources import with_default_sources
from core.engines.registry import engine, engine_for, engines
from core.errors import EngineError
from core.export import ExportChoice, Material, plan_before
from core.extraction import extracting
from core.levels import relative_level_db
from core.run_report import RunReport, score_guidance, unguided

if TYPE_CHECKING:
    from core.annotation.alignment import Alignment

_OPTION_OF: dict[Guidance, str] = {
    "notes": "--score FILE.mid",
    "activity": "--activity FILE",
    "examples": "--examples SOURCE=FILE",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the song, the guidance and the settings."""
    parser.add_argument("song", type=given_path, metavar="SONG", help="the song, a sound file")
    parser.add_argument("--out", type=given_path, required=True, metavar="DIR", help="folder for the stems")
    parser.add_argument("--score", type=given_path, metavar="FILE.mid", help="its notes: one source per track")
    parser.add_argument(
        "--activity",
        type=given_path,
        metavar="FILE",
        help="when sources play: CSV (source,start_s,end_s,state), LAB or JAMS",
    )
    parser.add_argument(
        "--examples", action="append", default=[], metavar="SOURCE=FILE", help="sound of one source alone"
    )
    add_extract_argument(parser)
    parser.add_argument("--engine", metavar="ID", help="the method; chosen by what you give when left out, see engines")
    parser.add_argument("--param", action="append", default=[], metavar="NAME=VALUE", help="a setting of the engine")
    parser.add_argument("--align", choices=("auto", "off"), default="auto", help="match the score to the song")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of everything random (default 0)")
    parser.add_argument("--threads", type=int, metavar="N", help="cores to compute with (default: all)")
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
    add_output_arguments(parser)


@dataclass(frozen=True)
class Given:
    """What the arguments say, checked as far as that is possible without the song."""

    engine: Engine
    parameters: Any
    examples: Mapping[str, str]
    queries: tuple[NoteQuery, ...] = ()

    @property
    def parameter_values(self) -> dict[str, Any]:
        """Values of all parameters by name."""
        return {spec.name: getattr(self.parameters, spec.name) for spec in parameter_specs(self.engine.info.parameters)}


def check(options: argparse.Namespace) -> Given:
    """Return what the arguments say; raises CoreError where they are wrong."""
    examples = named_values(options.examples, "--examples", "SOURCE=FILE")
    _check_options(options, examples)
    chosen = _engine(options, examples)
    texts = named_values(options.param, "--param", "NAME=VALUE")
    queries = queries_of(options.extract, options.score is not None)
    return Given(chosen, parse_parameters(chosen.info.parameters, texts), examples, queries)


def recipe(options: argparse.Namespace, given: Given) -> dict[str, Any]:
    """Return everything that the files depend on; see :mod:`app.commands.recipe`."""
    info = given.engine.info
    return recipe_of(options, (info.id, info.version), given.parameter_values, given.examples)


def run(options: argparse.Namespace, console: Console) -> None:
    """Read, match, separate and write."""
    started = time.perf_counter()
    given = check(options)
    score = read_score(options.score) if options.score else None
    rows = read_activity_rows(options.activity) if options.activity else ()
    song = read_mixture(options.song, report=console.stage("Reading the song"))
    known = recipe(options, given)
    info = given.engine.info
    wanted = expected(_annotation(song, score, rows, options, info), given.queries, song.rate)
    choice = _choice(options, given, song, wanted)
    alignment: Alignment | None = None
    warnings: list[str] = []
    if score is not None and options.align == "auto":
        score, alignment, warnings = _matched(song, score, console)
    annotation = _annotation(song, score, rows, options, info)
    if score is None and not rows and annotation.sources:
        names = " and ".join(source.name for source in annotation.sources)
        console.note(f"nothing was said of the song: it is separated into {names}")
    if score is not None and not annotation.notes:
        raise CommandError(f"{options.score.name}: no note lies inside the song; check that it is the right score")
    annotation = replace(annotation, examples=_examples(given.examples, annotation, console))
    method = given.engine
    if given.queries:
        groups = extracted(annotation, given.queries, song.rate)
        annotation, method = groups.annotation, extracting(method, groups)
        choice = _choice(options, given, song, annotation)
    request = SeparationRequest(song, annotation, given.parameters, seed=options.seed)
    warnings += _problems(method, request, console)
    result = _separate(method, request, options.threads or cores(), console)
    residual_db = relative_level_db(result.residual, song)
    report = RunReport(
        program=f"stembrush {VERSION}",
        engine=info.id,
        version=info.version,
        parameters=given.parameter_values,
        seed=options.seed,
        figures={
            **({"alignment_cost": alignment.cost} if alignment else {}),
            **result.figures,
            **({"residual_db": residual_db} if residual_db is not None else {}),
        },
        guidance={
            **unguided(annotation),
            **score_guidance(score, alignment),
            **_activity_guidance(options.activity),
            **extracted_guidance(annotation, given.queries),
            "recipe": known,
        },
        seconds=time.perf_counter() - started,
        warnings=tuple(warnings),
    )
    if score is not None:
        annotation = _with_bars(annotation, score, song.rate)
    material = Material(song, result, annotation, annotation.sources, report, options.seed)
    write(material, choice, options, console)


def _choice(options: argparse.Namespace, given: Given, song: Mixture, annotation: Annotation) -> ExportChoice:
    """Return what is to be written; raises before the work where that cannot be."""
    choice = output_choice(options, annotation.sources, song.rate, song.length)
    check_plan(plan_before(song, annotation, choice, given.engine.info.id), choice, options)
    return choice


def _check_options(options: argparse.Namespace, examples: Mapping[str, str]) -> None:
    if options.seed < 0:
        raise CommandError(f"--seed: {options.seed} is negative; use 0 or more")
    if options.threads is not None and options.threads < 1:
        raise CommandError(f"--threads: {options.threads} is less than 1; leave it out for all cores")
    check_output(options)
    for file in examples.values():
        if not os.path.isfile(file):
            raise CommandError(f"--examples: {file}: there is no such file; check the name")


def _engine(options: argparse.Namespace, examples: Mapping[str, str]) -> Engine:
    """Return the engine that was asked for or that fits what was given."""
    given: set[Guidance] = set()
    if options.score:
        given.add("notes")
    if options.activity:
        given.add("activity")
    if examples:
        given.add("examples")
    usable = frozenset().union(*(candidate.info.uses for candidate in engines()))
    for guidance in sorted(given - usable):
        raise CommandError(f"no engine of this version uses {guidance}; leave {_option(guidance)} out")
    if options.engine:
        chosen = engine(options.engine)
    else:
        fitting = engine_for(given)
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
        chosen = fitting
    for guidance in sorted(chosen.info.needs - given):
        raise CommandError(f"the engine {chosen.info.id} needs {guidance}; give {_OPTION_OF.get(guidance, guidance)}")
    for guidance in sorted(given - chosen.info.uses):
        raise CommandError(f"the engine {chosen.info.id} makes no use of {guidance}; leave {_option(guidance)} out")
    return chosen


def _option(guidance: Guidance) -> str:
    return _OPTION_OF[guidance].split()[0]


def _annotation(
    song: Mixture, score: Score | None, rows: Sequence[ActivityRow], options: argparse.Namespace, info: EngineInfo
) -> Annotation:
    """Return the guidance, a score at the times of its file, with sources that the engine makes by itself."""
    if score is None:
        annotation = Annotation(sources=row_sources(rows))
    else:
        annotation = annotation_from_score(score, song.rate, song.length)
    if rows:
        activities = activities_from_rows(rows, annotation.sources, song.rate, song.length, options.activity.name)
        annotation = replace(annotation, activities=activities)
    return with_default_sources(annotation, info.default_sources) if info.default_sources else annotation


def _matched(song: Mixture, score: Score, console: Console) -> tuple[Score, Alignment, list[str]]:
    """Return a score on the song's time, how it was matched, and what that warned of."""
    from app.commands.align import align
    from core.annotation.alignment import apply_alignment

    alignment, warnings = align(song, score, console)
    return apply_alignment(score, alignment), alignment, warnings


def _with_bars(annotation: Annotation, score: Score, rate: int) -> Annotation:
    """Return the annotation with the bars of a score, for the tempo of a session."""
    bars = tuple(round(bar_s * rate) for bar_s in score.bars_s)
    name = score.path.name if score.path else ""
    return replace(annotation, warp=Warp(name, frozenset(source.id for source in annotation.sources), bars=bars))


def _activity_guidance(path: Path | None) -> dict[str, object]:
    """Return what the report says of the activity file."""
    return {"activity": {"file": path.name}} if path else {}


def _examples(files: Mapping[str, str], annotation: Annotation, console: Console) -> tuple[Example, ...]:
    ids = {source.name: source.id for source in annotation.sources}
    for name in files:
        if name not in ids:
            raise CommandError(f"--examples: there is no source {name!r}; the sources are {', '.join(ids)}")
    return tuple(
        Example(
            ids[name],
            audio=read_mixture(Path(file), report=console.stage(f"Reading {Path(file).name}")),
            name=Path(file).name,
        )
        for name, file in files.items()
    )


def _problems(chosen: Engine, request: SeparationRequest, console: Console) -> list[str]:
    """Raise the first error that the engine foresees; say and return its warnings."""
    problems = chosen.problems(request) + chosen.estimate(request).problems()
    for problem in problems:
        if problem.severity == "error":
            raise EngineError(problem.message)
    for problem in problems:
        console.warn(problem.message)
    return [problem.message for problem in problems]


def _separate(chosen: Engine, request: SeparationRequest, threads: int, console: Console) -> SeparationResult:
    from core.jobs import prepare_numerics

    prepare_numerics(threads)
    return chosen.run(request, _Context(console))


class _Context:
    """What the engine sees of the command line; Ctrl-C comes as an exception of its own."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def report(self, stage: str, done: int, total: int | None, **figures: float) -> None:
        self._console.progress(stage, done / total if total else None, figures)

    def preview(self, result: SeparationResult) -> None:
        """Nobody listens here."""

    def checkpoint(self) -> bool:
        return False
