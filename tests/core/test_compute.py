"""What the machine has to compute with."""

from __future__ import annotations

import subprocess
import sys

from core import compute


def test_one_core_stays_free_where_there_are_several() -> None:
    assert compute.cores() >= 1
    assert compute.job_threads() == max(1, compute.cores() - 1)


def test_asking_loads_nothing_large() -> None:
    asked = "import sys; from core import compute; print(compute.cores(), repr(compute.graphics_card()))"
    told = subprocess.run(
        [sys.executable, "-c", asked + "; print('torch' in sys.modules)"], capture_output=True, text=True, check=True
    )
    assert told.stdout.split()[1:] == ["''", "False"]
