"""How far the rows of the annotation are behind the history.

Owns when rows are written. The history holds every change; rows repeat what it leads to, so that opening need not go
through all of it. A small change goes into the rows at once. Tens of thousands of rows would be felt in every stroke
and every undo: they are left to the history until the project is closed or too much has come together.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from core.annotation.changes import Change, applied, difference
from core.annotation.model import Annotation
from core.project import history, rows
from core.project.checks import check_change
from core.project.history import History
from core.project.stored_audio import SoundOf

_FEW = 500
# what may have to be gone through when a project is opened whose program was killed
_MAX_STEPS = 200
_MAX_BYTES = 2**23
_KEY = "rows_at"


@dataclass(frozen=True)
class Rows:
    """What the rows say.

    Attributes
    ----------
    annotation : Annotation
    mark : int or None
        Where in the history that is (see :attr:`History.mark`); None: where the history is.
    """

    annotation: Annotation
    mark: int | None = None


def load(connection: sqlite3.Connection, steps: History, sound: SoundOf) -> tuple[Rows, Annotation]:
    """Return the rows and the annotation to which the history leads from there; raises ValueError."""
    shown = rows.load(connection, sound)
    mark = rows.read_meta(connection, _KEY)
    if mark is None:
        return Rows(shown), shown
    at = steps.done_at(mark) if type(mark) is int else None
    if at is None:
        raise ValueError("the history does not begin where the annotation ends")
    annotation = shown
    while at != steps.done:
        change, at = read_step(connection, steps, at, steps.done, sound)
        annotation = applied(annotation, change)
        check_change(change, annotation)
    return Rows(shown, mark), annotation


def read_step(connection: sqlite3.Connection, steps: History, at: int, to: int, sound: SoundOf) -> tuple[Change, int]:
    """Return the change of the next step on the way from so many done steps to others, and how many are done then."""
    if to < at:
        return history.read_change(connection, steps.steps[at - 1], sound).inverted(), at - 1
    return history.read_change(connection, steps.steps[at], sound), at + 1


def keep(
    connection: sqlite3.Connection, kept: Rows, change: Change, annotations: tuple[Annotation, Annotation],
    histories: tuple[History, History],
) -> Rows:  # fmt: skip
    """Write a change into the rows, or leave it to the history, within the transaction that is under way.

    Parameters
    ----------
    connection : sqlite3.Connection
    kept : Rows
        As they are now.
    change : Change
    annotations, histories : (before, after)
        The history after it is stored already.
    """
    (before, after), (old, new) = annotations, histories
    is_behind = kept.mark is not None
    if not is_behind and _weight(change) <= _FEW:
        rows.write(connection, change, before, after)
        return Rows(after)
    mark = old.mark if kept.mark is None else kept.mark
    place = new.done_at(mark)
    if place == new.done:
        rows.write_meta(connection, _KEY, None)
        return Rows(after)
    if place is not None:
        low, high = sorted((place, new.done))
        left = new.steps[low:high]
        if len(left) <= _MAX_STEPS and sum(step.size for step in left) <= _MAX_BYTES:
            if not is_behind:
                rows.write_meta(connection, _KEY, mark)
            return Rows(kept.annotation, mark)
    return catch_up(connection, kept, after)


def catch_up(connection: sqlite3.Connection, kept: Rows, annotation: Annotation) -> Rows:
    """Write everything that the rows are behind."""
    rows.write(connection, difference(kept.annotation, annotation), kept.annotation, annotation)
    rows.write_meta(connection, _KEY, None)
    return Rows(annotation)


def _weight(change: Change) -> int:
    points = sum(len(warp.points) + len(warp.bars) for warp in change.warp or () if warp is not None)
    spans = sum(abs(len(after.spans) - len(before.spans)) for before, after in change.activities)
    return len(change.notes_out) + len(change.notes_in) + spans + points
