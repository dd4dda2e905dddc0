"""Editing that is killed at random moments; run as ``python -m tests.core.killed_editing FOLDER TIMES``.

A program of its own, so that its children are forked from something light. Each child edits a project and says after
each command that it has returned; what was said must be in the file afterwards.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from core.annotation.model import Annotation
from core.project.project import Project
from tests.core.project_edits import SONG, assert_same, stroke

AT_ONCE = 3
STROKES = 40


@dataclass
class Child:
    process: int
    pipe: int
    seed: int
    path: Path
    kill_after: int
    grace_s: float
    said: int = 0


def edit(path: Path, seed: int, pipe: int) -> None:
    rng, parent = random.Random(seed), os.getppid()
    project = Project.create(path, SONG)
    os.write(pipe, b".")
    for _ in range(STROKES):
        stroke(project, rng)
        os.write(pipe, b".")
    while os.getppid() == parent:  # whoever waits for this one may fail
        time.sleep(0.05)


def start(folder: Path, seed: int) -> Child:
    rng = random.Random(-seed)
    path = folder / f"Lied {seed} ü 歌 🎵.stembrush"
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(reading)
            edit(path, seed, writing)
        finally:
            os._exit(1)
    os.close(writing)
    return Child(process, reading, seed, path, rng.randint(0, STROKES), rng.uniform(0.0, 0.003))


def listen(child: Child) -> bool:
    """Take in what a child says, kill it when its moment has come; return whether it is dead."""
    words = os.read(child.pipe, 4096)
    assert words, f"the session {child.seed} ended by itself"
    child.said += len(words)
    if child.said < child.kill_after:
        return False
    time.sleep(child.grace_s)
    os.kill(child.process, signal.SIGKILL)
    _process, status = os.waitpid(child.process, 0)
    assert os.WIFSIGNALED(status), f"the session {child.seed} failed by itself"
    while more := os.read(child.pipe, 4096):
        child.said += len(more)
    os.close(child.pipe)
    return True


def check(child: Child) -> None:
    """Open what a killed session left: every command it finished is there, and can be taken back."""
    if child.said == 0 and not child.path.exists():
        return
    with_file = Project.open(child.path)
    # the last command may have been stored without a word about it
    possible = []
    for count in {max(0, child.said - 1), child.said}:
        twin, rng = Project(), random.Random(child.seed)
        for _ in range(min(count, STROKES)):
            stroke(twin, rng)
        possible.append(twin)
    found = [twin for twin in possible if twin.annotation == with_file.annotation and same_words(twin, with_file)]
    assert found, f"session {child.seed}: after {child.said - 1} strokes the file holds something else"
    assert_same(found[0].annotation, with_file.annotation)
    while with_file.undo():
        found[0].undo()
        assert with_file.annotation == found[0].annotation
    assert with_file.annotation == Annotation()
    assert with_file.undo_words == ""
    with_file.close()
    assert sorted(path.name for path in child.path.parent.glob(f"*{child.path.name}*")) == [child.path.name]


def same_words(one: Project, two: Project) -> bool:
    return (one.undo_words, one.redo_words, one.undo_count) == (two.undo_words, two.redo_words, two.undo_count)


def main() -> None:
    folder, times = Path(sys.argv[1]), int(sys.argv[2])
    running: dict[int, Child] = {}
    seeds = iter(range(1, times + 1))
    finished = 0
    while finished < times:
        while len(running) < AT_ONCE and (seed := next(seeds, None)) is not None:
            child = start(folder, seed)
            running[child.pipe] = child
        for pipe in select.select(list(running), [], [])[0]:
            if listen(running[pipe]):
                check(running.pop(pipe))
                finished += 1
    sys.stdout.write(f"{finished} sessions killed\n")


if __name__ == "__main__":
    main()
