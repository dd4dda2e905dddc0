"""Which of many columns are chosen, and which is the current one.

Owns what clicks, drags and arrow keys do to a choice. Knows places from 0 on, no pixels and no dictionary.
"""

from __future__ import annotations

from collections.abc import Iterable


class ColumnChoice:
    """A current place and a set of chosen ones, among ``count``."""

    def __init__(self) -> None:
        self.count = 0
        self.current = 0
        self.chosen: frozenset[int] = frozenset()
        self._anchor = 0
        self._kept: frozenset[int] = frozenset()

    def reset(self, count: int, current: int = 0, chosen: Iterable[int] = ()) -> None:
        """Begin anew among so many places."""
        self.count = count
        self.current = self._anchor = min(max(0, current), max(0, count - 1))
        self.chosen = frozenset(place for place in chosen if 0 <= place < count)
        if count and not self.chosen:
            self.chosen = frozenset({self.current})
        self._kept = frozenset()

    def choose(self, place: int) -> None:
        """Choose one place alone."""
        self.current = self._anchor = self._inside(place)
        self._kept = frozenset()
        self.chosen = frozenset({self.current})

    def toggle(self, place: int) -> None:
        """Add a place to those that are chosen, or take it away."""
        self.current = self._anchor = self._inside(place)
        self.chosen = self.chosen ^ {self.current}
        self._kept = self.chosen

    def extend(self, place: int) -> None:
        """Choose all from where the choice began to a place."""
        self.current = self._inside(place)
        low, high = sorted((self._anchor, self.current))
        self.chosen = self._kept | frozenset(range(low, high + 1))

    def move(self, place: int) -> None:
        """Make a place the current one; what is chosen stays."""
        self.current = self._anchor = self._inside(place)
        self._kept = self.chosen

    def choose_all(self) -> None:
        """Choose every place."""
        self.chosen = frozenset(range(self.count))

    def runs(self) -> list[tuple[int, int]]:
        """Return the chosen places as spans, the first included, the last not."""
        spans: list[tuple[int, int]] = []
        for place in sorted(self.chosen):
            if spans and spans[-1][1] == place:
                spans[-1] = (spans[-1][0], place + 1)
            else:
                spans.append((place, place + 1))
        return spans

    def _inside(self, place: int) -> int:
        return min(max(0, place), max(0, self.count - 1))
