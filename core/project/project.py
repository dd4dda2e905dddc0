"""The project: the one object that changes.

Owns the annotation at its present revision and the history that led there. A command is stored before ``perform``
returns; what cannot be stored is not done.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.annotation.changes import Change, applied, difference
from core.annotation.model import Annotation


@dataclass(frozen=True)
class SongReference:
    """The song of a project.

    Attributes
    ----------
    path : Path
        Where it was when it was last opened.
    sha256 : str
        Of the file.
    rate, length, channels : int
        Hz, samples, channels; the annotation counts in these samples.
    """

    path: Path
    sha256: str
    rate: int
    length: int
    channels: int


@dataclass(frozen=True)
class Step:
    """One command of the history: its words and what it changed."""

    words: str
    change: Change


class Project:
    """A song's annotation with its history."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.is_unsaved = True
        self.song: SongReference | None = None
        self.annotation = Annotation()
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._state: dict[str, Any] = {}

    @property
    def undo_words(self) -> str:
        """Words of the command that undo would take back; empty where there is none."""
        return self._done[-1].words if self._done else ""

    @property
    def redo_words(self) -> str:
        """Words of the command that redo would do again; empty where there is none."""
        return self._undone[-1].words if self._undone else ""

    def perform(self, after: Annotation, words: str) -> Change:
        """Make ``after`` the annotation, as one step of the history; nothing is stored where nothing changed.

        Raises
        ------
        ProjectError
            It could not be stored; the annotation is what it was.
        """
        change = difference(self.annotation, after)
        if change:
            self._done.append(Step(words, change))
            self._undone.clear()
            self.annotation = applied(self.annotation, change)
        return change

    def undo(self) -> Change:
        """Take the last command back and return what that changed (nothing, where there is no command)."""
        if not self._done:
            return Change()
        step = self._done.pop()
        self._undone.append(step)
        change = step.change.inverted()
        self.annotation = applied(self.annotation, change)
        return change

    def redo(self) -> Change:
        """Do the command again that was last taken back and return what that changed."""
        if not self._undone:
            return Change()
        step = self._undone.pop()
        self._done.append(step)
        self.annotation = applied(self.annotation, step.change)
        return step.change

    def state(self, key: str, default: Any = None) -> Any:
        """Return what was remembered under a key: how things are shown and heard, which undo leaves alone."""
        return self._state.get(key, default)

    def set_state(self, key: str, value: Any) -> None:
        """Remember a JSON value under a key."""
        self._state[key] = value

    def close(self) -> None:
        """Let the file go."""
