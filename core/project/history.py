"""The steps that can be taken back and done again.

Owns the rows of the history and the bound on their size. In memory are the words only; what a step changed is read
when it is needed.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from core.annotation.changes import Change
from core.project.change_encoding import change_from_bytes, change_to_bytes
from core.project.encoding import as_value_errors
from core.project.sounds import note_needs
from core.project.stored_audio import SoundOf

MAX_BYTES = 256 * 2**20
"""Of all changes together, as stored; the oldest steps go first."""


@dataclass(frozen=True)
class Step:
    """One command: its number, its words and the size of what is stored of it."""

    id: int
    words: str
    size: int


@dataclass(frozen=True)
class History:
    """Steps in their order and how many of them are done; those behind were taken back.

    Attributes
    ----------
    steps : tuple of Step
    done : int
    lost_start : bool
        The oldest steps have been dropped since the project was opened.
    """

    steps: tuple[Step, ...] = ()
    done: int = 0
    lost_start: bool = False

    @property
    def undo_step(self) -> Step | None:
        """The step that undo would take back."""
        return self.steps[self.done - 1] if self.done else None

    @property
    def redo_step(self) -> Step | None:
        """The step that redo would do again."""
        return self.steps[self.done] if self.done < len(self.steps) else None

    @property
    def mark(self) -> int:
        """Number of the last step that is done, 0 before the first: where in the history the annotation is."""
        return self.steps[self.done - 1].id if self.done else 0

    def done_at(self, mark: int) -> int | None:
        """Return how many steps are done at a mark; None where the history does not reach there any more."""
        if mark == 0:
            return None if self.lost_start else 0
        return next((place + 1 for place, step in enumerate(self.steps) if step.id == mark), None)


def load(connection: sqlite3.Connection) -> History:
    """Return the history of a project; raises ValueError where its rows are none."""
    rows = connection.execute("SELECT id, words, done, length(change) FROM history ORDER BY id").fetchall()
    with as_value_errors():
        done = sum(1 for row in rows if row[2] == 1)
        if any(row[2] != (place < done) for place, row in enumerate(rows)):
            raise ValueError("the history is not in order")
        if not all(isinstance(row[1], str) and type(row[3]) is int for row in rows):
            raise ValueError("a step of the history is none")
        return History(tuple(Step(row[0], row[1], row[3]) for row in rows), done)


def read_change(connection: sqlite3.Connection, step: Step, sound: SoundOf) -> Change:
    """Return what a step changed; raises ValueError."""
    row = connection.execute("SELECT change FROM history WHERE id = ?", (step.id,)).fetchone()
    if row is None:
        raise ValueError("a step of the history is missing")
    return change_from_bytes(row[0], sound)


def push(connection: sqlite3.Connection, history: History, words: str, change: Change) -> History:
    """Store a new step in place of those that were taken back, and return the history with it."""
    data = change_to_bytes(change)
    undone = history.steps[history.done :]
    connection.executemany("DELETE FROM history WHERE id = ?", [(step.id,) for step in undone])
    cursor = connection.execute("INSERT INTO history (words, done, change) VALUES (?, 1, ?)", (words, data))
    note_needs(connection, int(cursor.lastrowid or 0), change)
    kept = [*history.steps[: history.done], Step(int(cursor.lastrowid or 0), words, len(data))]
    dropped = _too_old(kept)
    connection.executemany("DELETE FROM history WHERE id = ?", [(step.id,) for step in kept[:dropped]])
    steps = tuple(kept[dropped:])
    return History(steps, len(steps), history.lost_start or dropped > 0)


def move(connection: sqlite3.Connection, history: History, done: int) -> History:
    """Store that so many steps are done, and return the history like that."""
    low, high = sorted((done, history.done))
    flags = [(int(done > history.done), step.id) for step in history.steps[low:high]]
    connection.executemany("UPDATE history SET done = ? WHERE id = ?", flags)
    return replace(history, done=done)


def _too_old(steps: list[Step]) -> int:
    """Return how many of the oldest steps do not fit; the newest always does."""
    size, dropped = sum(step.size for step in steps), 0
    while size > MAX_BYTES and dropped < len(steps) - 1:
        size -= steps[dropped].size
        dropped += 1
    return dropped
