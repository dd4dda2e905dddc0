"""Whether the user moves what is shown at this moment.

Owns that one time for all threads: they share the processor and Python's lock with the window, so that long work that
nobody waits for stops for a moment while something moves. Who moves on and on still gets it done, only later.
"""

from __future__ import annotations

import time

_PAUSE_S = 0.1
LONGEST_PAUSE_S = 0.2

_quiet_at = 0.0


def stir() -> None:
    """Say that something is being moved."""
    global _quiet_at
    _quiet_at = time.monotonic() + _PAUSE_S


def seconds_left() -> float:
    """Return how long it takes until it is quiet, unless something moves again; 0 or less: it is."""
    return _quiet_at - time.monotonic()


def wait_for_quiet() -> None:
    """Wait until nothing moves, but not longer than ``LONGEST_PAUSE_S``."""
    latest = time.monotonic() + LONGEST_PAUSE_S
    while (left := min(seconds_left(), latest - time.monotonic())) > 0:
        time.sleep(left)
