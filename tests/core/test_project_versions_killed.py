"""A program killed while it stores or removes a version: the others are whole, and what it left goes away."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from core.project import engine_state, stems
from core.project.project import Project
from tests.core.killed_versions import make_result
from tests.core.project_edits import SONG

ROUNDS = 5


def killed(path: Path, seed: int) -> list[list[str]]:
    """Let the program run for a moment, kill it and return what it said."""
    rng = random.Random(seed)
    command = [sys.executable, "-m", "tests.core.killed_versions", str(path), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        said = [running.stdout.readline() for _ in range(rng.randrange(3, 8))]
        time.sleep(rng.uniform(0.0, 0.03))
        os.kill(running.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        said += running.stdout.readlines()
    assert said[-1].endswith("\n"), "it ended by itself"
    return [line.split() for line in said]


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_versions_are_whole_after_a_kill_at_any_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    path = tmp_path / "Song.stembrush"
    Project.create(path, SONG).close()
    made: dict[int, int] = {}
    under_way = ""
    for what, version, number in killed(path, seed):
        under_way = "" if what in ("stored", "removed") else f"{what} {version}"
        if what == "stored":
            made[int(version)] = int(number)
        elif what == "removing":
            doomed = made.pop(int(version))
    monkeypatch.setattr(stems, "_CHUNK_SAMPLES", 2000)
    monkeypatch.setattr(engine_state, "_CHUNK_BYTES", 2000)
    project = Project.open(path)
    found = {facts.id: facts for facts in project.versions()}
    # the last step may have been done without a word about it, or have been taken back as a whole
    for version in set(found) - set(made):
        assert under_way.startswith(("storing", "removing"))
        made[version] = doomed if under_way == f"removing {version}" else found[version].seed
    assert set(found) == set(made)
    for version, number in made.items():
        stored, expected = project.load_version(version), make_result(number)
        for key, audio in expected.stems.items():
            np.testing.assert_allclose(stored.stems[key].samples, audio.samples, rtol=0, atol=0.6 / 2**23)
        assert stored.state is not None
        np.testing.assert_array_equal(stored.state["templates"], (expected.state or {})["templates"])
    # nothing is left of what was under way once the next one has been stored
    newer = project.store_version(make_result(99))
    alive = {(version,) for version in (*made, newer)}
    for table in ("stem_chunk", "state_chunk"):
        assert set(project._store.connection.execute(f"SELECT DISTINCT version_id FROM {table}")) == alive
    assert project._store.connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    project.close()
