"""From a path to a project that can be shown, with all that may have to be asked on the way.

Owns what happens where a project is in use, old, new, damaged, or its song is not where it was. What is open meanwhile
stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.controllers.project_questions import ProjectQuestions
from app.errors_ui import MessageBar
from app.i18n import core_words
from core.errors import CoreError, ProjectInUse, ProjectOutdated
from core.project.copies import open_copy
from core.project.project import Project
from core.project.song import find_song


@dataclass(frozen=True)
class Opened:
    """A project and where its song is; ``song`` is None where it is inside the project, missing, or there is none."""

    project: Project
    song: Path | None
    is_fresh_copy: bool


class ProjectOpening:
    """Opens project files."""

    def __init__(self, questions: ProjectQuestions, messages: MessageBar) -> None:
        self._questions, self._messages = questions, messages

    def open(self, path: Path) -> Opened | None:
        """Open a project and find its song; None where that failed, which was told, or is not wanted after all."""
        project = self._project(path)
        if project is None:
            return None
        is_copy = project.origin is not None and not _is_same(project.path, path)
        song, is_wanted = self._song(project)
        if is_wanted:
            return Opened(project, song, is_copy)
        if is_copy:
            project.discard()
        else:
            project.close()
        return None

    def _project(self, path: Path, migrate: bool = False) -> Project | None:
        try:
            return Project.open(path, migrate=migrate)
        except ProjectInUse as error:
            return self._copy(path) if self._questions.open_copy(core_words(str(error))) else None
        except ProjectOutdated as error:
            return self._project(path, migrate=True) if self._questions.migrate(core_words(str(error))) else None
        except CoreError as error:
            self._messages.tell_error(error)
            return None

    def _copy(self, path: Path) -> Project | None:
        try:
            return open_copy(path)
        except CoreError as error:
            self._messages.tell_error(error)
            return None

    def _song(self, project: Project) -> tuple[Path | None, bool]:
        """Return where the song is, and whether the project is still to be shown."""
        if project.song is None or project.song_is_collected:
            return None, True
        found = find_song(project)
        return (found, True) if found is not None else self._questions.find_song(project.song)


def _is_same(one: Path | None, other: Path) -> bool:
    try:
        return one is not None and one.samefile(other)
    except OSError:
        return False
