"""Separate a song into stems, written to a folder with a residual and a report.

Where nothing is said of the song these are voice and accompaniment. Notes and activity give every source its stem.
Everything that can be wrong with the arguments is found before the work begins. Files of the same names are replaced
only with --overwrite.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import VERSION
from app.commands import CommandError, check_seed, given_path, named_values
from app.commands.engine_choice import chosen_engine, names_only
from app.commands.examples import (
    Examples,
    add_example_arguments,
    check_saved,
    check_saving,
    examples_of,
    read_examples,
    save_dictionaries,
    with_examples,
    with_named_sources,
)
from app.commands.extraction import add_extract_argument, expected, extracted, extracted_guidance, queries_of
from app.commands.output_options import add_output_arguments, check_output, check_plan, output_choice, write
from app.commands.recipe import recipe_of
from app.console import Console
from core.annotation.activity_file import ActivityRow, activities_from_rows, read_activity_rows, row_sources
from core.annotation.midi import read_score
from core.annotation.model import Annotation, Warp
from core.annotation.note_queries import NoteQuery
from core.annotation.score import Score, annotation_from_score
from core.audio import Mixture, read_mixture
from core.compute import cores
from core.engines.base import (
    Engine,
    SeparationRequest,
    SeparationResult,
    parameter_specs,
    parse_parameters,
)
from core.engines.low_rank.sources import with_default_sources
from core.errors import EngineError
from core.export import ExportChoice, Material, plan_before
from core.extraction import extracting
from core.levels import relative_level_db
from core.run_report import RunReport, example_guidance, score_guidance, unguided

if TYPE_CHECKING:
    from core.annotation.alignment import Alignment


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
    add_extract_argument(parser)
    parser.add_argument("--engine", metavar="ID", help="the method; chosen by what you give when left out, see engines")
    parser.add_argument("--param", action="append", default=[], metavar="NAME=VALUE", help="a setting of the engine")
    parser.add_argument("--align", choices=("auto", "off"), default="auto", help="match the score to the song")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of everything random (default 0)")
    parser.add_argument("--threads", type=int, metavar="N", help="cores to compute with (default: all)")
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
    add_example_arguments(parser)
    add_output_arguments(parser)


@dataclass(frozen=True)
class Given:
    """What the arguments say, checked as far as that is possible without the song."""

    engine: Engine
    parameters: Any
    examples: Examples = field(default_factory=Examples)
    queries: tuple[NoteQuery, ...] = ()

    @property
    def parameter_values(self) -> dict[str, Any]:
        """Values of all parameters by name."""
        return {spec.name: getattr(self.parameters, spec.name) for spec in parameter_specs(self.engine.info.parameters)}


def check(options: argparse.Namespace) -> Given:
    """Return what the arguments say; raises CoreError where they are wrong."""
    _check_options(options)
    examples = examples_of(options)
    chosen = chosen_engine(options, examples)
    check_saving(options, chosen.info)
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
    sounds = read_examples(given.examples, console)
    song = read_mixture(options.song, report=console.stage("Reading the song"))
    known = recipe(options, given)
    info = given.engine.info
    wanted = _annotation(song, score, rows, options, given)
    with_examples(wanted, given.examples, sounds, song)
    choice = _choice(options, given, song, expected(wanted, given.queries, song.rate))
    alignment: Alignment | None = None
    warnings: list[str] = []
    if score is not None and names_only(info, given.examples):
        warnings.append(f"the engine {info.id} makes no use of notes; the score only names the sources")
        console.warn(warnings[0])
    elif score is not None and options.align == "auto":
        score, alignment, warnings = _matched(song, score, console)
    annotation = with_examples(_annotation(song, score, rows, options, given), given.examples, sounds, song)
    if score is None and not rows and not given.examples and annotation.sources:
        names = " and ".join(source.name for source in annotation.sources)
        console.note(f"nothing was said of the song: it is separated into {names}")
    if score is not None and not annotation.notes:
        raise CommandError(f"{options.score.name}: no note lies inside the song; check that it is the right score")
    method = given.engine
    if given.queries:
        groups = extracted(annotation, given.queries, song.rate)
        annotation, method = groups.annotation, extracting(method, groups)
        choice = _choice(options, given, song, annotation)
    request = SeparationRequest(song, annotation, given.parameters, seed=options.seed)
    warnings += _problems(method, request, console)
    result = _separate(method, request, options.threads or cores(), console)
    saved = save_dictionaries(result, annotation, options, (info.id, info.version), given.parameter_values)
    if options.save_dictionaries is not None:
        console.note(f"dictionaries in {options.save_dictionaries}: {', '.join(saved) or 'none was learnt'}")
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
            **example_guidance(annotation, song.rate, song.length, given.parameter_values, saved),
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
    check_saved(annotation, options)
    return choice


def _check_options(options: argparse.Namespace) -> None:
    check_seed(options.seed)
    if options.threads is not None and options.threads < 1:
        raise CommandError(f"--threads: {options.threads} is less than 1; leave it out for all cores")
    check_output(options)


def _annotation(
    song: Mixture, score: Score | None, rows: Sequence[ActivityRow], options: argparse.Namespace, given: Given
) -> Annotation:
    """Return the guidance, a score at the times of its file, with sources that the engine makes by itself."""
    if score is None:
        annotation = Annotation(sources=row_sources(rows))
    else:
        annotation = annotation_from_score(score, song.rate, song.length)
    # before the activity, which may name them
    annotation = with_named_sources(annotation, given.examples)
    if rows:
        activities = activities_from_rows(rows, annotation.sources, song.rate, song.length, options.activity.name)
        annotation = replace(annotation, activities=activities)
    names = given.engine.info.default_sources
    return with_default_sources(annotation, names) if names else annotation


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
