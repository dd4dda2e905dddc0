"""Find good settings for learning from examples: try some at random, and measure each on examples held back.

Prints every trial with its SI-SDR in dB, and the settings of the best for `separate`. With --state a search that was
stopped, however that was, goes on where it was.
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.commands import CommandError, check_file, check_seed, given_path, is_there, named_values
from app.commands.examples import (
    add_example_arguments,
    examples_of,
    read_examples,
    with_examples,
    with_named_sources,
)
from app.console import Console
from core.annotation.activity_file import activities_from_rows, read_activity_rows, row_sources
from core.annotation.file_writing import write_file
from core.annotation.model import Annotation
from core.audio import Mixture, read_mixture
from core.compute import cores
from core.engines.base import SeparationRequest, parameter_specs, parse_parameters, refuse_errors
from core.engines.example_nmf.engine import ExampleNmf
from core.engines.example_nmf.parameters import ExampleNmfParameters
from core.engines.example_nmf.search_space import with_settings
from core.engines.example_nmf.search_state import (
    SearchState,
    Trial,
    state_from_json,
    state_to_dict,
    state_to_json,
)
from core.errors import EngineError

_TRIALS, _FOLDS = 15, 3
_MOST_STATE_BYTES = 50_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the song, what is known of it, and how long is searched."""
    parser.add_argument("song", type=given_path, metavar="SONG", help="the song, a sound file")
    parser.add_argument(
        "--activity", type=given_path, metavar="FILE", help="when sources play: where one plays alone it is learnt"
    )
    add_example_arguments(parser, saving=False)
    parser.add_argument(
        "--param", action="append", default=[], metavar="NAME=VALUE", help="a setting to begin with, such as variant"
    )
    parser.add_argument(
        "--trials", type=int, default=_TRIALS, metavar="N", help=f"settings to try in all (default {_TRIALS})"
    )
    parser.add_argument(
        "--folds", type=int, metavar="N", help=f"parts of the examples, each held back once (default {_FOLDS})"
    )
    parser.add_argument("--sizes", action="store_true", help="also try how many spectra a source has")
    parser.add_argument("--state", type=given_path, metavar="FILE.json", help="file to go on from and to write to")
    parser.add_argument("--seed", type=int, metavar="N", help="of everything random (default 0)")
    parser.add_argument("--threads", type=int, metavar="N", help="cores to compute with (default: all)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace, console: Console) -> None:
    """Read, search, tell."""
    _check_options(options)
    examples = examples_of(options)
    texts = named_values(options.param, "--param", "NAME=VALUE")
    parameters: ExampleNmfParameters = parse_parameters(ExampleNmfParameters, texts)
    before = _before(options)
    rows = read_activity_rows(options.activity) if options.activity else ()
    sounds = read_examples(examples, console)
    song = read_mixture(options.song, report=console.stage("Reading the song"))
    annotation = with_named_sources(Annotation(sources=row_sources(rows)), examples)
    if rows:
        given = activities_from_rows(rows, annotation.sources, song.rate, song.length, options.activity.name)
        annotation = replace(annotation, activities=given)
    annotation = with_examples(annotation, examples, sounds, song)
    found = _search(song, annotation, parameters, before, options, console)
    best = with_settings(parameters, found.best.settings) if found.best is not None else parameters
    if options.json:
        told = state_to_dict(found)
        console.json(told | {"best": _settings(best), "scores_db": [trial.score for trial in found.trials]})
        return
    _say(found, best, console)


def _check_options(options: argparse.Namespace) -> None:
    if options.trials < 1:
        raise CommandError(f"--trials: {options.trials} is less than 1; use 1 or more")
    if options.folds is not None and not 1 <= options.folds <= 100:
        raise CommandError(f"--folds: {options.folds} is not allowed; use 1 to 100")
    if options.seed is not None:
        check_seed(options.seed)
    if options.threads is not None and options.threads < 1:
        raise CommandError(f"--threads: {options.threads} is less than 1; leave it out for all cores")
    if options.state is not None:
        check_file(options.state, "--state")


def _before(options: argparse.Namespace) -> SearchState:
    """Return the search to go on from, or one to begin with."""
    path: Path | None = options.state
    if path is None or not is_there(path):
        return SearchState(options.seed or 0, options.folds or _FOLDS)
    try:
        if path.stat().st_size > _MOST_STATE_BYTES:
            raise CommandError(f"--state: {path} is not what a search has left; choose another name")
        state = state_from_json(path.read_text("utf-8"))
    except OSError as err:
        raise CommandError(f"--state: {path} cannot be read ({err.strerror}); choose another name") from err
    except (EngineError, ValueError) as err:
        raise CommandError(f"--state: {path} is not what a search has left; choose another name") from err
    if options.seed is not None and options.seed != state.seed:
        raise CommandError(f"--seed: the search in {path} has the seed {state.seed}; leave --seed out")
    if options.folds is not None and options.folds != state.folds and state.trials:
        raise CommandError(f"--folds: the search in {path} has {state.folds} folds; leave --folds out")
    return state


def _search(
    song: Mixture,
    annotation: Annotation,
    parameters: ExampleNmfParameters,
    before: SearchState,
    options: argparse.Namespace,
    console: Console,
) -> SearchState:
    # torch takes its time, which wrong arguments have not
    from core.engines.example_nmf.search import search
    from core.engines.example_nmf.search_data import search_task
    from core.jobs import prepare_numerics

    request = SeparationRequest(song, annotation, parameters)
    refuse_errors(ExampleNmf().problems(request))
    prepare_numerics(options.threads or cores())
    console.progress("Hearing the examples", None)
    task = search_task(request, lambda: None)
    follower = _Follower(before, options, console)
    found = search(task, before, options.trials, follower, options.sizes)
    follower(found, 0.0)
    if found.folds < before.folds:
        console.warn("there is too little for folds: a third of the examples was held back once")
    return found


class _Follower:
    """Tells how far the search is, and writes every trial to the state."""

    def __init__(self, before: SearchState, options: argparse.Namespace, console: Console) -> None:
        self._before, self._path, self._console = before, options.state, console
        self._goal: int = options.trials
        self._written = before

    def __call__(self, state: SearchState, share: float) -> bool:
        if self._before.trials and state.key != self._before.key:
            raise CommandError(
                f"--state: the search in {self._path} was made with other examples or settings; choose another name"
            )
        if self._path is not None and len(state.trials) != len(self._written.trials):
            write_file(self._path, (state_to_json(state) + "\n").encode())
            self._written = state
        best = {"best_db": state.best.score} if state.best is not None else {}
        self._console.progress("Trying settings", min(1.0, (len(state.trials) + share) / self._goal), best)
        return False


def _say(found: SearchState, best: ExampleNmfParameters, console: Console) -> None:
    console.say(f"{'trial':>5}{'SI-SDR':>9}{'folds':>8}{'s':>7}   settings")
    for number, trial in enumerate(found.trials, start=1):
        mark = "  best" if trial is found.best else ""
        settings = " ".join(f"{name}={_text(value)}" for name, value in trial.settings.items())
        console.say(f"{number:5}{trial.score:9.2f}{_spread(trial):>8}{trial.seconds:7.1f}   {settings}{mark}")
    if found.best is not None:
        gain = found.best.score - found.trials[0].score
        console.say(f"best: {found.best.score:.2f} dB, {gain:.2f} dB more than as it was set (trial 1)")
        changed = {name: value for name, value in _settings(best).items() if value != _default(name)}
        console.say(shlex.join(["--param", *(f"{name}={_text(value)}" for name, value in changed.items())]))


def _spread(trial: Trial) -> str:
    return f"±{trial.spread:.2f}" if len(trial.scores) > 1 else "-"


def _settings(parameters: ExampleNmfParameters) -> Mapping[str, Any]:
    return {spec.name: getattr(parameters, spec.name) for spec in parameter_specs(ExampleNmfParameters)}


def _default(name: str) -> Any:
    return next(spec.default for spec in parameter_specs(ExampleNmfParameters) if spec.name == name)


def _text(value: object) -> str:
    """Return a value as ``--param`` takes it, in as few digits as will do."""
    short = f"{value:g}" if isinstance(value, float) else str(value)
    return short if not isinstance(value, float) or float(short) == value else repr(value)
