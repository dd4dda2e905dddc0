"""The last steps of the history in memory.

Owns what undo and redo need so that nothing has to be read and put together again: the annotations before and after a
step, which share all that the step left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.annotation.changes import Change
from core.annotation.model import Annotation

_MOST_STEPS = 32
_MOST_NOTES = 200_000  # that came or went, of all steps together


@dataclass(frozen=True)
class _Known:
    before: Annotation
    after: Annotation
    change: Change

    @property
    def notes(self) -> int:
        return len(self.change.notes_out) + len(self.change.notes_in)


class RecentSteps:
    """Steps by their number; the oldest are forgotten."""

    def __init__(self) -> None:
        self._steps: dict[int, _Known] = {}

    def add(self, number: int, before: Annotation, after: Annotation, change: Change) -> None:
        """Remember a step."""
        self._steps[number] = _Known(before, after, change)
        while len(self._steps) > 1 and (
            len(self._steps) > _MOST_STEPS or sum(step.notes for step in self._steps.values()) > _MOST_NOTES
        ):
            del self._steps[next(iter(self._steps))]

    def taken_back(self, number: int, annotation: Annotation) -> tuple[Change, Annotation] | None:
        """Return the change and the annotation when a step is taken back; None where it is not known."""
        known = self._steps.get(number)
        if known is None or not _is_same(known.after, annotation):
            return None
        return known.change.inverted(), replace(known.before, revision=annotation.revision + 1)

    def done_again(self, number: int, annotation: Annotation) -> tuple[Change, Annotation] | None:
        """Return the change and the annotation when a step is done again; None where it is not known."""
        known = self._steps.get(number)
        if known is None or not _is_same(known.before, annotation):
            return None
        return known.change, replace(known.after, revision=annotation.revision + 1)


def _is_same(one: Annotation, two: Annotation) -> bool:
    """Return whether two annotations are made of the very same objects."""
    return (
        one.sources is two.sources
        and one.notes is two.notes
        and one.activities is two.activities
        and one.regions is two.regions
        and one.warp is two.warp
        and one.examples is two.examples
        and one.dictionaries is two.dictionaries
    )
