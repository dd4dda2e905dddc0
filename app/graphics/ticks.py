"""Where axes have their ticks and what stands beside them.

Owns the choice of round steps and their labels. Draws nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_TIME_STEPS_S: tuple[float, ...] = (
    0.001,
    0.002,
    0.005,
    0.01,
    0.02,
    0.05,
    0.1,
    0.2,
    0.5,
    1,
    2,
    5,
    10,
    15,
    30,
    60,
    120,
    300,
    600,
    1200,
    1800,
)
_FREQUENCY_RANKS_HZ = (
    (100.0, 1000.0, 10000.0),
    (50.0, 200.0, 500.0, 2000.0, 5000.0, 20000.0),
    (30.0, 300.0, 3000.0, 15000.0),
    (40.0, 70.0, 150.0, 400.0, 700.0, 1500.0, 4000.0, 7000.0),
)


@dataclass(frozen=True)
class TimeTicks:
    """Labelled ticks ``major_s`` and the plain ones between them, in seconds; ``step_s`` from label to label."""

    major_s: tuple[float, ...]
    minor_s: tuple[float, ...]
    step_s: float


def time_ticks(start_s: float, stop_s: float, width_px: float, label_px: float = 84.0) -> TimeTicks:
    """Return ticks for a range whose labels have at least ``label_px`` of room each."""
    least = (stop_s - start_s) * label_px / max(1.0, width_px)
    step = next((candidate for candidate in _TIME_STEPS_S if candidate >= least), _TIME_STEPS_S[-1])
    parts = {15.0: 3, 30.0: 6, 60.0: 6, 120.0: 4}.get(step, 4 if f"{step:.0e}"[0] == "2" else 5)
    minor = step / parts
    first, last = math.ceil(start_s / minor - 1e-6), math.floor(stop_s / minor + 1e-6)
    ticks = range(first, last + 1)
    return TimeTicks(
        tuple(n * minor for n in ticks if n % parts == 0), tuple(n * minor for n in ticks if n % parts), float(step)
    )


def time_label(time_s: float, step_s: float = 0.001) -> str:
    """Return ``m:ss`` with as many decimals as ticks ``step_s`` apart need."""
    decimals = max(0, min(3, math.ceil(-math.log10(step_s) - 1e-9))) if step_s < 1 else 0
    scaled = round(time_s * 10**decimals)
    minutes, rest = divmod(scaled, 60 * 10**decimals)
    whole, fraction = divmod(rest, 10**decimals)
    return f"{minutes}:{whole:02d}" + (f".{fraction:0{decimals}d}" if decimals else "")


def frequency_label(frequency_hz: float) -> str:
    """Return a short label in Hz, with k for thousands."""
    if frequency_hz >= 1000:
        return f"{frequency_hz / 1000:.5g}k"
    return f"{frequency_hz:.5g}"


def frequency_candidates(low_hz: float, high_hz: float, linear: bool, room: int) -> list[float]:
    """Return frequencies that deserve a label, the most deserving first; ``room`` is how many labels find place."""
    step = _nice_step((high_hz - low_hz) / max(1, room))
    even = [n * step for n in range(math.ceil(low_hz / step), math.floor(high_hz / step) + 1)]
    if linear or high_hz < 2.5 * max(low_hz, 1e-9):
        return even
    ranked = [f for rank in _FREQUENCY_RANKS_HZ for f in rank if low_hz <= f <= high_hz]
    return ranked


def spaced(candidates: Iterable[tuple[float, str]], distance: float) -> list[tuple[float, str]]:
    """Return the (place, label) pairs that keep ``distance`` from all that come before them."""
    kept: list[tuple[float, str]] = []
    for place, label in candidates:
        if all(abs(place - other) >= distance for other, _ in kept):
            kept.append((place, label))
    return kept


def visible_bars(bars_s: Sequence[float], start_s: float, stop_s: float, width_px: float) -> list[tuple[int, float]]:
    """Return (number, time in seconds) of the bars to be labelled, every 1st, 2nd, 4th, ... as there is room."""
    inside = [(n + 1, t) for n, t in enumerate(bars_s) if start_s <= t <= stop_s]
    if not inside:
        return []
    every = 1
    while len(inside) / every > max(1.0, width_px / 34.0):
        every *= 2
    return [(n, t) for n, t in inside if (n - 1) % every == 0]


def _nice_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(max(least, 1e-6)))
    return next((m * power for m in (1.0, 2.0, 5.0) if m * power >= least * 0.999), 10.0 * power)
