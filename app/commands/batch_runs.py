"""The songs of a batch in processes of their own, some at a time.

Owns how a process is started, watched and ended, and what is made of its end. Plain processes rather than a pool
(joblib's loky): a worker of a pool lives on with the memory of every song before, one that crashes takes the pool with
it, and a killed batch would leave workers behind that go on writing. Here the command line is the interface, and a
process ends itself as soon as its stdin is closed, however this one has ended.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NoReturn

import app
from app.commands import CommandError, separate
from app.commands.batch_list import Entry
from app.commands.recipe import finished_report, was_made_of
from app.console import STOP_WITH_STDIN, Console, is_progress
from core.errors import CoreError

State = Literal["done", "skipped", "failed", "not run"]
_BAD_INPUT = 2
_WATCH_S = 0.2
_GRACE_S = 30.0


@dataclass(frozen=True)
class Outcome:
    """What became of a song.

    Attributes
    ----------
    entry : Entry
    state : str
        ``skipped``: it was done before.
    seconds : float
    report : dict
        That of the stems; empty without stems.
    message : str
        Why it failed.
    code : int
        Exit code of its process.
    """

    entry: Entry
    state: State
    seconds: float = 0.0
    report: dict[str, Any] = field(default_factory=dict)
    message: str = ""
    code: int = 0


class Runner:
    """Runs what is not done yet.

    Parameters
    ----------
    entries : sequence of Entry
    shared : sequence of str
        Arguments of ``separate`` for all of them; what an entry says itself counts more.
    jobs : int
        Processes at a time.
    console : Console

    Attributes
    ----------
    outcomes : dict
        By entry, of those that have come to an end.
    """

    def __init__(self, entries: Sequence[Entry], shared: Sequence[str], jobs: int, console: Console) -> None:
        self.outcomes: dict[Entry, Outcome] = {}
        self._waiting = deque(entries)
        self._total = len(entries)
        self._shared = tuple(shared)
        self._jobs = jobs
        self._console = console
        self._ended: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        self._running: dict[Entry, _Process] = {}

    def run(self) -> None:
        """Return when all have come to an end; an interrupt ends the processes first."""
        try:
            while self._waiting or self._running:
                while self._waiting and len(self._running) < self._jobs:
                    self._start(self._waiting.popleft())
                self._wait()
        finally:
            for process in self._running.values():
                process.stop()

    def _start(self, entry: Entry) -> None:
        started = time.perf_counter()
        arguments = _arguments(entry, self._shared)
        try:
            known, overwrites = _done_before(arguments, entry)
        except CoreError as error:
            self._take(Outcome(entry, "failed", time.perf_counter() - started, {}, str(error), _BAD_INPUT))
            return
        if known is not None:
            self._take(Outcome(entry, "skipped", float(known.get("seconds", 0.0)), known))
            return
        self._running[entry] = _Process(entry, [*arguments, *(["--overwrite"] if overwrites else [])], self._ended)
        self._console.note(f"{entry.song} begins")

    def _wait(self) -> None:
        if not self._running:
            return
        shown = "; ".join(f"{Path(entry.song).name}: {process.words}" for entry, process in self._running.items())
        self._console.progress("Songs", len(self.outcomes) / self._total, detail=shown)
        try:
            outcome = self._ended.get(timeout=_WATCH_S)
        except queue.Empty:
            return
        del self._running[outcome.entry]
        self._take(outcome)

    def _take(self, outcome: Outcome) -> None:
        self.outcomes[outcome.entry] = outcome
        words = {"done": f"done in {outcome.seconds:.1f} s", "skipped": "was done before"}
        end = words.get(outcome.state, f"failed: {outcome.message}")
        self._console.note(f"{len(self.outcomes)} of {self._total}: {outcome.entry.song} {end}")


class _Process:
    """One song: a process, and the thread that reads what it says."""

    def __init__(self, entry: Entry, arguments: Sequence[str], ended: queue.SimpleQueue[Outcome]) -> None:
        self.words = ""
        self._entry, self._ended, self._started = entry, ended, time.perf_counter()
        self._printed = tempfile.TemporaryFile()  # noqa: SIM115 (closed by the thread)
        root = str(Path(app.__file__).parents[1])
        paths = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(
            # -P: nothing in the folder of the user is taken for a part of the program
            [sys.executable, "-P", "-m", "app", "separate", *arguments, "--json"],
            stdin=subprocess.PIPE,
            stdout=self._printed,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8", STOP_WITH_STDIN: "1"},
        )
        self._thread = threading.Thread(target=self._watch, name=f"batch {entry.place}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the process; nothing half finished of it is left."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._thread.join()

    def _watch(self) -> None:
        last = ""
        with self._printed:
            for raw in self._process.stderr or ():
                line = raw.decode("utf-8", "replace").strip()
                if is_progress(line):
                    self.words = line.partition("  ")[2]
                elif line:
                    last = line
            code = self._process.wait()
            self._printed.seek(0)
            printed = self._printed.read()
        seconds = time.perf_counter() - self._started
        try:
            report = json.loads(printed) if code == 0 else {}
        except ValueError:
            report, code, last = {}, 1, "its report is not to be read; please report it"
        message = "" if code == 0 else _reason(code, last)
        self._ended.put(Outcome(self._entry, "done" if code == 0 else "failed", seconds, report, message, code))


def _reason(code: int, last: str) -> str:
    if code < 0:
        return f"was ended by signal {-code}; the system may have run out of memory"
    # without the name of the command
    return last.partition(": ")[2] or last or f"ended with code {code}"


class _Arguments(argparse.ArgumentParser):
    """Raises what is wrong."""

    def error(self, message: str) -> NoReturn:
        raise CommandError(message)


def _arguments(entry: Entry, shared: Sequence[str]) -> list[str]:
    """Return the arguments of a song: those that all share first, but for settings that it has itself."""
    own = {argument.split("=")[1] for argument in entry.arguments if argument.startswith("--param=")}
    general = [a for a in shared if not (a.startswith("--param=") and a.split("=")[1] in own)]
    return [*general, *entry.arguments]


def _done_before(arguments: Sequence[str], entry: Entry) -> tuple[dict[str, Any] | None, bool]:
    """Return the report of a song that is done, or None and whether what is in its folder may be replaced."""
    parser = _Arguments(allow_abbrev=False)
    separate.add_arguments(parser)
    options = parser.parse_args([*arguments, "--overwrite"])
    recipe = separate.recipe(options, separate.check(options))
    return finished_report(entry.out, recipe), was_made_of(entry.out, recipe)
