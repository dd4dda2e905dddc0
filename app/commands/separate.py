"""Separate a song into stems, written to a folder with a residual and a report.

Everything that can be wrong with the arguments is found before the song is read.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app import VERSION
from app.commands import CommandError, check_folder, given_path, named_values
from app.console import Console
from core.annotation.activity_file import ActivityRow, activities_from_rows, read_activity_rows, row_sources
from core.annotation.midi import read_score
from core.annotation.model import Annotation, Source
from core.annotation.score import Score, annotation_from_score
from core.audio import Mixture, read_mixture
from core.compute import cores
from core.engines.base import (
    Engine,
    Example,
    Guidance,
    SeparationRequest,
    SeparationResult,
    parameter_specs,
    parse_parameters,
)
from core.engines.registry import engine, engine_for, engines
from core.errors import EngineError
from core.export import check_export, export_stems
from core.run_report import RunReport, score_guidance

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
    parser.add_argument("--engine", metavar="ID", help="the method; chosen by what you give when left out")
    parser.add_argument("--param", action="append", default=[], metavar="NAME=VALUE", help="a setting of the engine")
    parser.add_argument("--align", choices=("auto", "off"), default="auto", help="match the score to the song")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of everything random (default 0)")
    parser.add_argument("--bits", choices=("16", "24", "32f"), default="24", help="sample format (default 24)")
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")


def run(options: argparse.Namespace, console: Console) -> None:
    """Read, match, separate and write."""
    started = time.perf_counter()
    examples = named_values(options.examples, "--examples", "SOURCE=FILE")
    _check_options(options, examples)
    chosen = _engine(options, examples)
    parameters = parse_parameters(chosen.info.parameters, named_values(options.param, "--param", "NAME=VALUE"))
    score = read_score(options.score) if options.score else None
    rows = read_activity_rows(options.activity) if options.activity else ()
    song = read_mixture(options.song, report=console.stage("Reading the song"))
    # before the work, though the names of the files are all that is known of the stems
    check_export(_sources(score, rows), song, options.out, bits=options.bits)
    annotation, alignment, warnings = _annotation(song, score, rows, options, console)
    request = SeparationRequest(
        song, annotation, parameters, _examples(examples, annotation, console), seed=options.seed
    )
    warnings += _problems(chosen, request, console)
    result = _separate(chosen, request, console)
    report = RunReport(
        program=f"stembrush {VERSION}",
        engine=chosen.info.id,
        version=chosen.info.version,
        parameters={spec.name: getattr(parameters, spec.name) for spec in parameter_specs(chosen.info.parameters)},
        seed=options.seed,
        figures={**({"alignment_cost": alignment.cost} if alignment else {}), **result.figures},
        guidance={**score_guidance(score, alignment), **_activity_guidance(options.activity)},
        seconds=time.perf_counter() - started,
        warnings=tuple(warnings),
    )
    written, content = export_stems(
        result,
        annotation.sources,
        song,
        options.out,
        bits=options.bits,
        seed=options.seed,
        run=report,
        progress=lambda done, total: console.progress("Writing the stems", done / total),
    )
    if written.clipped_samples:
        console.warn(f"{written.clipped_samples} samples were beyond full scale and are limited; --bits 32f keeps them")
    if options.json:
        console.json({**content, "out": str(options.out)})
        return
    for stem in (*written.stems, *([written.residual] if written.residual else [])):
        console.say(str(options.out / stem.file))


def _check_options(options: argparse.Namespace, examples: Mapping[str, str]) -> None:
    if options.seed < 0:
        raise CommandError(f"--seed: {options.seed} is negative; use 0 or more")
    check_folder(options.out, "--out")
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
    elif not given:
        raise CommandError(
            f"say something about the song: give its notes with {_OPTION_OF['notes']}, "
            f"or when its sources play with {_OPTION_OF['activity']}"
        )
    else:
        fitting = engine_for(given)
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


def _sources(score: Score | None, rows: Sequence[ActivityRow]) -> tuple[Source, ...]:
    return row_sources(rows) if score is None else annotation_from_score(score, rate=1, length=0).sources


def _annotation(
    song: Mixture, score: Score | None, rows: Sequence[ActivityRow], options: argparse.Namespace, console: Console
) -> tuple[Annotation, Alignment | None, list[str]]:
    """Return the guidance on the song's time, how the score was matched, and what that warned of."""
    alignment: Alignment | None = None
    warnings: list[str] = []
    if score is None:
        annotation = Annotation(sources=_sources(score, rows))
    else:
        if options.align == "auto":
            from app.commands.align import align
            from core.annotation.alignment import apply_alignment

            alignment, warnings = align(song, score, console)
            score = apply_alignment(score, alignment)
        annotation = annotation_from_score(score, song.rate, song.length)
        if not annotation.notes:
            raise CommandError(f"{options.score.name}: no note lies inside the song; check that it is the right score")
    if rows:
        activities = activities_from_rows(rows, annotation.sources, song.rate, song.length, options.activity.name)
        annotation = replace(annotation, activities=activities)
    return annotation, alignment, warnings


def _activity_guidance(path: Path | None) -> dict[str, object]:
    """Return what the report says of the activity file."""
    return {"activity": {"file": path.name}} if path else {}


def _examples(files: Mapping[str, str], annotation: Annotation, console: Console) -> tuple[Example, ...]:
    ids = {source.name: source.id for source in annotation.sources}
    for name in files:
        if name not in ids:
            raise CommandError(f"--examples: there is no source {name!r}; the sources are {', '.join(ids)}")
    return tuple(
        Example(ids[name], read_mixture(Path(file), report=console.stage(f"Reading {Path(file).name}")))
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


def _separate(chosen: Engine, request: SeparationRequest, console: Console) -> SeparationResult:
    from core.jobs import prepare_numerics

    prepare_numerics(cores())
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
