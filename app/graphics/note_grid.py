"""The grid of the piano roll: parts of bars where they are known, else of seconds.

Owns where its lines are and which is next to a time. Paints nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.graphics.ticks import time_ticks

_LEAST_PX = 14.0
_PARTS = (16, 8, 4, 2, 1)


class NoteGrid:
    """Cells between lines; how many there are depends on the zoom."""

    def __init__(self, bars_s: Sequence[float] = (), length_s: float = 0.0) -> None:
        """Make a grid for bars that begin at ``bars_s``; before the first and after the last they go on."""
        self._bars = _continued(np.array(bars_s, np.float64), length_s)
        self._numbers = np.arange(len(self._bars), dtype=np.float64)
        self.step = 1.0  # of a bar, or seconds

    @property
    def has_bars(self) -> bool:
        """Whether the lines are those of bars."""
        return len(self._bars) > 0

    def set_zoom(self, seconds_per_pixel: float) -> None:
        """Choose cells that are wide enough to be hit."""
        if self.has_bars:
            bar_px = float(np.median(np.diff(self._bars))) / seconds_per_pixel
            self.step = next((1.0 / parts for parts in _PARTS if bar_px / parts >= _LEAST_PX), 1.0)
            while bar_px * self.step < _LEAST_PX:
                self.step *= 2
        else:
            ticks = time_ticks(0.0, 1000.0 * seconds_per_pixel, 1000.0)
            lines = sorted((*ticks.major_s, *ticks.minor_s))
            self.step = lines[1] - lines[0] if len(lines) > 1 else ticks.step_s

    def floor(self, time_s: float) -> float:
        """Return the line at or before a time."""
        return self._time(np.floor(self._place(time_s) / self.step + 1e-6) * self.step)

    def nearest(self, time_s: float) -> float:
        """Return the nearest line."""
        return self._time(np.round(self._place(time_s) / self.step) * self.step)

    def moved(self, time_s: float, cells: float) -> float:
        """Return the time that lies so many cells later."""
        return self._time(self._place(time_s) + cells * self.step)

    def bar_moved(self, time_s: float, bars: int) -> float:
        """Return the time so many bars later; without bars eight cells count as one."""
        return self._time(self._place(time_s) + bars) if self.has_bars else self.moved(time_s, 8.0 * bars)

    def lines(self, start_s: float, stop_s: float) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Return the lines between two times, and which of them begin a bar."""
        first = np.ceil(self._place(start_s) / self.step)
        last = np.floor(self._place(stop_s) / self.step)
        places = np.arange(first, last + 1) * self.step
        times = np.interp(places, self._numbers, self._bars) if self.has_bars else places
        return times, np.abs(places - np.round(places)) < 1e-6

    def _place(self, time_s: float) -> float:
        return float(np.interp(time_s, self._bars, self._numbers)) if self.has_bars else time_s

    def _time(self, place: float) -> float:
        return float(np.interp(place, self._numbers, self._bars)) if self.has_bars else float(place)


def _continued(bars: NDArray[np.float64], length_s: float) -> NDArray[np.float64]:
    """Return the bars with more of their length until they cover the song."""
    bars = np.unique(bars)
    if len(bars) < 2:
        return np.zeros(0)
    first, last = bars[1] - bars[0], bars[-1] - bars[-2]
    before = max(1, int(np.ceil(bars[0] / first)) + 1)
    after = max(1, int(np.ceil((length_s - bars[-1]) / last)) + 1)
    early = bars[0] - first * np.arange(before, 0, -1)
    return np.concatenate([early, bars, bars[-1] + last * np.arange(1, after + 1)])
