"""Versions that come and go until the program is killed; run as ``python -m tests.core.killed_versions PROJECT SEED``.

Says before and after every step what it is about to do and what was done.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np

from core.audio import Audio
from core.project import engine_state, stems, versions
from core.project.project import Project, StoredResult

RATE, LENGTH = 8000, 10_000


def make_result(seed: int) -> StoredResult:
    """Return the version of this seed."""
    rng = np.random.default_rng(seed)
    sounds = {key: Audio(rng.uniform(-0.9, 0.9, (2, LENGTH)).astype(np.float32), RATE) for key in ("s1", "s2")}
    state = {"templates": rng.random((40, 100)).astype(np.float32)}
    return StoredResult("score-nmf", "2", {}, seed, 1.0, 1, (("s1", "A"), ("s2", "B")), stems=sounds, state=state)


def main() -> None:
    """Store and remove until somebody ends it."""
    # many short transactions, so that many moments can be hit
    stems._CHUNK_SAMPLES, engine_state._CHUNK_BYTES, versions._FREED_PAGES = 2000, 2000, 8
    rng, seed, kept = random.Random(int(sys.argv[2])), 0, list[int]()
    project = Project.open(Path(sys.argv[1]))
    while True:
        if len(kept) > 2 or (kept and rng.random() < 0.4):
            version = kept.pop(rng.randrange(len(kept)))
            say("removing", version, 0)
            project.remove_version(version)
            say("removed", version, 0)
        else:
            seed += 1
            say("storing", 0, seed)
            kept.append(project.store_version(make_result(seed)))
            say("stored", kept[-1], seed)


def say(what: str, version: int, seed: int) -> None:
    """Tell the one who will kill this."""
    sys.stdout.write(f"{what} {version} {seed}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
