"""The axes of the points of a search: to the right numbers, their logarithms or words, upwards the scores.

Owns where a value lies and which ticks are written. Draws nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_LABEL_PX = 56.0
# numbers whose greatest is so many times the least go by their logarithm
_WIDE = 20.0
_POWERS = {"-": "\N{SUPERSCRIPT MINUS}"} | dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))


@dataclass(frozen=True)
class NumberAxis:
    """From ``low`` to ``high``, which are logarithms to the base of ten where ``is_log``; counts have whole ticks."""

    low: float
    high: float
    is_log: bool
    is_count: bool

    @classmethod
    def of(cls, values: Sequence[float], is_count: bool) -> NumberAxis:
        """Return an axis on which all values have room; what only counts goes evenly."""
        positive = [value for value in values if value > 0]
        if not is_count and positive and max(positive) > _WIDE * min(positive):
            low, high = math.log10(min(positive)), math.log10(max(positive))
            return cls(low - 0.04 * (high - low), high + 0.04 * (high - low), True, False)
        low, high = min(values, default=0.0), max(values, default=1.0)
        room = 0.04 * (high - low) or 0.5 * abs(high) or 0.5
        return cls(low - room, high + room, False, is_count)

    def share(self, value: float | str) -> float:
        """Return where a value lies, 0 to 1; what has no logarithm lies at the left."""
        number = float(value)
        if self.is_log:
            number = math.log10(number) if number > 0 else self.low
        return min(1.0, max(0.0, (number - self.low) / (self.high - self.low)))

    def ticks(self, width_px: float) -> list[tuple[float, str]]:
        """Return ticks with their places."""
        most = max(2.0, width_px / _LABEL_PX)
        if self.is_log and self.high - self.low < 2.5:
            marks = [digit * 10.0**power for power in range(-12, 8) for digit in (1, 2, 5)]
            inside = [mark for mark in marks if self.low <= math.log10(mark) <= self.high]
            return [(self.share(mark), f"{mark:g}") for mark in inside]
        step = _round_step((self.high - self.low) / most)
        if self.is_log or self.is_count:
            step = max(1.0, math.ceil(step))
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        marks = [number * step for number in range(first, last + 1)]
        return [((mark - self.low) / (self.high - self.low), self._label(mark)) for mark in marks]

    def _label(self, mark: float) -> str:
        if not self.is_log:
            return f"{mark:g}"
        return f"{10.0**mark:g}" if -3 <= mark <= 4 else "10" + "".join(_POWERS[sign] for sign in f"{mark:.0f}")


@dataclass(frozen=True)
class WordAxis:
    """Words side by side."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, values: Sequence[str]) -> WordAxis:
        """Return an axis with every word once."""
        return cls(tuple(sorted(set(values))))

    def share(self, value: float | str) -> float:
        """Return where a word lies, 0 to 1."""
        return (self.words.index(str(value)) + 0.5) / len(self.words)

    def ticks(self, width_px: float) -> list[tuple[float, str]]:
        """Return every word with its place."""
        return [(self.share(word), word) for word in self.words]


def level_step(span: float) -> float:
    """Return a round step, of which about four fit into a span of scores."""
    return _round_step(max(span, 0.05) / 4)


def level_ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Return the scores that are written beside the picture, with their words."""
    step = level_step(high - low)
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    first, last = math.ceil(low / step - 1e-6), math.floor(high / step + 1e-6)
    levels = [number * step for number in range(first, last + 1)]
    return [(level, f"{level:.{digits}f}".replace("-", "\N{MINUS SIGN}")) for level in levels]


def _round_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(max(least, 1e-9)))
    return next(step * power for step in (1.0, 2.0, 5.0, 10.0) if step * power >= least)
