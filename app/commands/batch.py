"""Separate the songs of a list, each in a process of its own.

LIST is a CSV file with a header or a file with one JSON object a line. Columns: song, score, activity, examples,
engine, params, seed, align, out; only song must be there. Relative names are relative to the list. params are as in
"updates=50 prior=0.1", examples as in "Violin=a.wav Violin=b.wav Horn=c.wav"; in JSON they are objects, several files
of a source a list. Without out a song gets a folder of its name in DIR. What was done with the same files and
settings is passed over, so the same command goes on where one was ended. A song that fails does not end the batch. At
the end batch.csv in DIR tells of every song.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from app.commands import CommandError, given_path
from app.commands.batch_list import Entry, read_list
from app.commands.batch_runs import Outcome, Runner
from app.commands.batch_table import as_json, lines, write_table
from app.commands.output_options import add_output_arguments, check_output, output_arguments
from app.console import Console
from core.compute import cores

TABLE_NAME = "batch.csv"

_ALL_WELL, _SOMETHING_ELSE, _BAD_INPUT = 0, 1, 2
# how long a batch that is just ending is waited for
_PATIENCE_S = 3.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the list, where the files go, and what all songs share."""
    parser.add_argument("list", type=given_path, metavar="LIST", help="the songs, CSV or JSON lines")
    parser.add_argument("--out", type=given_path, required=True, metavar="DIR", help="folder for songs and table")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="songs at a time (default 1)")
    parser.add_argument("--engine", metavar="ID", help="the method where a line names none")
    parser.add_argument(
        "--param", action="append", default=[], metavar="NAME=VALUE", help="a setting where a line does not say it"
    )
    parser.add_argument("--json", action="store_true", help="print the table as one JSON object")
    add_output_arguments(parser)


def run(options: argparse.Namespace, console: Console) -> int:
    """Run what is still to be done, and tell of every song."""
    check_output(options)
    if not 1 <= options.jobs <= 256:
        raise CommandError(f"--jobs: {options.jobs} is not between 1 and 256")
    entries = read_list(options.list, options.out)
    with _locked(options.list, options.out):
        runner = Runner(entries, _shared(options), options.jobs, console)
        try:
            runner.run()
        finally:
            _tell(entries, runner.outcomes, options, console)
    codes = {outcome.code for outcome in runner.outcomes.values()}
    return _ALL_WELL if codes <= {0} else _BAD_INPUT if codes <= {0, _BAD_INPUT} else _SOMETHING_ELSE


def _shared(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the arguments of ``separate`` that all songs share."""
    threads = max(1, cores() // options.jobs)
    engine = (f"--engine={options.engine}",) if options.engine else ()
    replacing = ("--overwrite",) if options.overwrite else ()
    settings = (f"--param={text}" for text in options.param)
    return (*engine, *settings, f"--threads={threads}", *output_arguments(options), *replacing)


def _tell(entries: Sequence[Entry], known: dict[Entry, Outcome], options: argparse.Namespace, console: Console) -> None:
    outcomes = [known.get(entry, Outcome(entry, "not run")) for entry in entries]
    options.out.mkdir(parents=True, exist_ok=True)
    write_table(options.out / TABLE_NAME, outcomes)
    counts = Counter(outcome.state for outcome in outcomes)
    if options.json:
        console.json({"songs": as_json(outcomes), "counts": counts, "table": str(options.out / TABLE_NAME)})
    else:
        for line in lines(outcomes):
            console.say(line)
    for outcome in outcomes:
        if outcome.state == "failed":
            console.warn(f"{outcome.entry.song}: {outcome.message}")
    console.note(", ".join(f"{count} {state}" for state, count in counts.items()))


@contextmanager
def _locked(path: Path, folder: Path) -> Iterator[None]:
    """Keep other runs of the same list away, however this one ends."""
    import filelock

    place = path.absolute().parent
    if not os.access(place, os.W_OK):
        place = folder
        place.mkdir(parents=True, exist_ok=True)
    name = place / f".{path.name}.lock"
    lock = filelock.FileLock(name)
    try:
        lock.acquire(timeout=_PATIENCE_S, poll_interval=0.1)
    except filelock.Timeout as error:
        raise CommandError(f"{path.name}: another batch is at work on it; wait until it has ended") from error
    try:
        yield
    finally:
        # Linux and macOS remove the file while it is still held, Windows only afterwards
        if os.name != "nt":
            with suppress(OSError):
                os.unlink(name)
        lock.release()
        if os.name == "nt":
            with suppress(OSError):
                os.unlink(name)
