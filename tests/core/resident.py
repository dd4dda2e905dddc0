"""How much of a mapped array is in memory (Linux)."""

from __future__ import annotations

from pathlib import Path

import numpy as np


def resident_bytes(array: np.ndarray) -> int:
    """Return how much of the mapping under an array is in memory."""
    address, inside = array.ctypes.data, False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        head = line.split()[0]
        if "-" in head and not head.endswith(":"):
            first, last = (int(edge, 16) for edge in head.split("-"))
            inside = first <= address < last
        elif inside and head == "Rss:":
            return int(line.split()[1]) * 1024
    raise AssertionError("there is no such mapping")
