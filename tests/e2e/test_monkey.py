"""A few seconds of anything at all; ``python -m tests.e2e.monkey SEED SECONDS`` goes on for longer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("seed", [58, 101])
def test_whatever_is_done_the_window_stays_sound(seed: int) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.e2e.monkey", str(seed), "5"],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "events" in run.stdout
