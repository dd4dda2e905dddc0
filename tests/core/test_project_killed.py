"""A project whose program is killed: every finished stroke is in the file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TIMES = 200


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the sessions are forked")
def test_what_was_finished_is_there_after_a_kill_at_any_moment(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.core.killed_editing", str(tmp_path), str(TIMES)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    assert f"{TIMES} sessions killed" in run.stdout


def test_a_project_needs_nothing_heavy() -> None:
    heavy = ("torch", "scipy", "librosa", "pretty_midi", "soundfile", "PySide6")
    code = f"import sys, core.project.project; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
