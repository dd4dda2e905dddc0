"""The project: the one object that changes.

Owns the annotation at its present revision and the history that led there. A command is stored before ``perform``
returns; what cannot be stored is not done.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from core.annotation.changes import Change, applied, difference
from core.annotation.model import Annotation
from core.audio import Audio
from core.errors import JobCancelled, ProjectError
from core.project import files, history, opening, row_keeping, rows, song, sounds
from core.project.checks import check_change
from core.project.history import History
from core.project.opening import OpenFile
from core.project.recent import RecentSteps
from core.project.remembered import Remembered
from core.project.row_keeping import Rows
from core.project.song import Report, SongReference
from core.project.sounds import SoundShelf
from core.project.store import connect, in_words, new_store, transaction
from core.project.version_facts import StoredResult, VersionFacts
from core.project.versions import VersionShelf

__all__ = ["Project", "SongReference", "StoredResult", "VersionFacts"]


def _carry_on(share: float) -> bool:
    return True


class Project:
    """A song's annotation with its history; without arguments one that lives in memory only.

    Attributes
    ----------
    annotation : Annotation
    origin : Path or None
        The file that this is an unsaved copy of, as that could not be written to.
    """

    def __init__(self, file: OpenFile | None = None) -> None:
        self._file = file
        self._store = file.store if file is not None else new_store()
        self._files = threading.RLock()  # which file is open, and whether one is
        self._closed = False
        self._recent = RecentSteps()
        self._shelf = VersionShelf(self._beside, self._looking, self._name)
        self._sounds = SoundShelf(self._keeping, self._hearing, self._name)
        with self._store.reading() as connection:
            self._sounds.open(connection)
            self._history = history.load(connection)
            self._rows, self.annotation = row_keeping.load(connection, self._history, self._sounds.of)
            self._state = Remembered(connection)
            self._song = song.read_song(connection)
            self._relative = song.read_relative(connection)
            self._collected = song.read_collected(connection)
            origin = rows.read_meta(connection, "origin")
        self.origin = Path(origin) if isinstance(origin, str) else None
        self._store.start()
        self._set_mark()

    def _set_mark(self) -> None:
        """Remember where revert leads."""
        self._opened, self._opened_mark = self.annotation, self._history.mark

    @classmethod
    def create(cls, path: Path | None, song: SongReference | None) -> Project:
        """Make a new project file.

        Parameters
        ----------
        path : Path or None
            A project that is there is replaced; None for a new one in the folder of unsaved projects.
        song : SongReference or None

        Raises
        ------
        ProjectInUse
            The path is a project that somebody has open.
        ProjectError
            The file cannot be written.
        """
        project = cls(opening.make(path))
        try:
            project.set_song(song)
        except BaseException:
            project.close()
            raise
        return project

    @classmethod
    def open(cls, path: Path, *, migrate: bool = False) -> Project:
        """Open a project file. One that cannot be written to is copied and opened as an unsaved one (see ``origin``).

        Parameters
        ----------
        path : Path
        migrate : bool, optional
            Bring a file of an older version up to date; a copy of it as it is stays beside it.

        Raises
        ------
        ProjectInUse, ProjectTooNew, ProjectOutdated
        ProjectError
            It is damaged, no project, or cannot be read.
        """
        opened = opening.open_file(path, migrate=migrate)
        try:
            return cls(opened)
        except BaseException:
            opened.close()
            raise

    @property
    def path(self) -> Path | None:
        """The project file; None for a project in memory."""
        return self._store.path

    @property
    def is_unsaved(self) -> bool:
        """Whether the user has not given it a place yet."""
        return self.path is None or self.path.parent == files.unsaved_folder()

    @property
    def undo_words(self) -> str:
        """Words of the command that undo would take back; empty where there is none."""
        step = self._history.undo_step
        return step.words if step is not None else ""

    @property
    def redo_words(self) -> str:
        """Words of the command that redo would do again; empty where there is none."""
        step = self._history.redo_step
        return step.words if step is not None else ""

    @property
    def undo_count(self) -> int:
        """How many commands can be taken back."""
        return self._history.done

    @property
    def can_revert(self) -> bool:
        """Whether anything was done since the project was opened or saved under another name."""
        return self._history.mark != self._opened_mark

    def perform(self, after: Annotation, words: str) -> Change:
        """Make ``after`` the annotation, as one step of the history; nothing is stored where nothing changed.

        Raises
        ------
        ProjectError
            It could not be stored; the annotation is what it was.
        ValueError
            It is no annotation: something has no length, no source or a value that is no number.

        Notes
        -----
        Sound of examples that is new is stored with it, which takes a while for minutes; see :meth:`keep_sound`.
        """
        change = difference(self.annotation, after)
        if change:
            after = applied(self.annotation, change)
            check_change(change, after)
            for audio in sounds.sounds_of(change):
                self._sounds.keep(audio, _carry_on)
            with self._store.transaction() as connection:
                steps = history.push(connection, self._history, words, change)
                kept = self._keep_rows(connection, change, after, steps)
                self._state.store(connection)
            self._recent.add(steps.mark, self.annotation, after, change)
            self._take(after, steps, kept)
        return change

    def undo(self) -> Change:
        """Take the last command back and return what that changed (nothing, where there is no command).

        Raises
        ------
        ProjectError
            It could not be stored, or the history is damaged; the annotation is what it was.
        """
        return self._move(max(0, self._history.done - 1))

    def redo(self) -> Change:
        """Do the command again that was last taken back and return what that changed; raises like :meth:`undo`."""
        return self._move(min(len(self._history.steps), self._history.done + 1))

    def revert(self, words: str = "Revert") -> Change:
        """Go back to what was there when the project was opened (or last saved under another name).

        What was done since can be done again with :meth:`redo`. Where the history does not lead there any more,
        reverting is a step of its own, with these words.
        """
        done = self._history.done_at(self._opened_mark)
        return self.perform(self._opened, words) if done is None else self._move(done)

    def _move(self, done: int) -> Change:
        """Take steps back or do them again until so many are done, and return what changed."""
        at, annotation, change = self._history.done, self.annotation, Change()
        if done == at:
            return change
        with self._store.reading(), self._store.transaction() as connection:
            while at != done:
                change, annotation, at = self._next(connection, annotation, at, done)
            if abs(done - self._history.done) > 1:
                change = difference(self.annotation, annotation)
            steps = history.move(connection, self._history, done)
            kept = self._keep_rows(connection, change, annotation, steps)
            self._state.store(connection)
        self._take(annotation, steps, kept)
        return change

    def _next(
        self, connection: sqlite3.Connection, annotation: Annotation, at: int, to: int
    ) -> tuple[Change, Annotation, int]:
        """Return the change of the next step on the way, where it leads and how many steps are done then."""
        steps = self._history.steps
        if to < at:
            known = self._recent.taken_back(steps[at - 1].id, annotation)
        else:
            known = self._recent.done_again(steps[at].id, annotation)
        if known is not None:
            return *known, at + (1 if at < to else -1)
        change, at = row_keeping.read_step(connection, self._history, at, to, self._sounds.of)
        after = applied(annotation, change)
        check_change(change, after)
        return change, after, at

    def _keep_rows(self, connection: sqlite3.Connection, change: Change, after: Annotation, steps: History) -> Rows:
        annotations, histories = (self.annotation, after), (self._history, steps)
        # rows that are not what was read are damage
        with self._store.reading():
            return row_keeping.keep(connection, self._rows, change, annotations, histories)

    def _take(self, annotation: Annotation, steps: History, kept: Rows) -> None:
        """Be at another place of the history, which has been stored."""
        self._state.is_stored()
        self.annotation, self._history, self._rows = annotation, steps, kept

    def state(self, key: str, default: Any = None) -> Any:
        """Return what was remembered under a key: how things are shown and heard, which undo leaves alone."""
        return self._state.get(key, default)

    def set_state(self, key: str, value: Any) -> None:
        """Remember a JSON value under a key; what cannot be stored now is stored with the next command."""
        if self._state.put(key, value):
            with suppress(ProjectError):
                with self._store.transaction() as connection:
                    self._state.store(connection)
                self._state.is_stored()

    @property
    def song(self) -> SongReference | None:
        """The song that the annotation is about."""
        return self._song

    @song.setter
    def song(self, reference: SongReference | None) -> None:
        self.set_song(reference)

    def set_song(self, reference: SongReference | None) -> None:
        """Say which song the annotation is about, or where it is now; raises ProjectError where it cannot be stored."""
        with self._store.transaction() as connection:
            song.write_song(connection, reference, self.path)
            relative = song.read_relative(connection)
        self._song, self._relative = reference, relative

    @property
    def song_relative(self) -> str:
        """Path of the song as seen from the project's folder, when it was stored; empty where there is none."""
        return self._relative

    @property
    def song_is_collected(self) -> bool:
        """Whether the song itself is inside the project."""
        return self._collected is not None and self._song is not None and self._collected["sha256"] == self._song.sha256

    def collect_song(self, report: Report = _carry_on) -> None:
        """Copy the file of the song into the project; any thread may do it. Raises like :func:`.song.collect`."""
        path = song.find_song(self)
        if path is None or self._song is None:
            raise ProjectError("The song is not where it was, so it cannot be collected; open it first")
        self._collected = None
        self._collected = song.collect(self._beside, path, self._song.sha256, report)

    def extract_song(self, folder: Path, report: Report = _carry_on) -> Path:
        """Write the song inside the project into a folder and return its path; any thread may do it.

        Raises like :func:`.song.extract`, and where no song is inside.
        """
        if self._collected is None:
            raise ProjectError(f"{self._store.name}: the song is not inside the project; open it from its own file")
        return song.extract(self._beside, self._collected, folder, report)

    def keep_sound(self, audio: Audio, report: Report = _carry_on) -> None:
        """Store the sound of an example that is about to be given, little by little; any thread may do it.

        A project in memory has nothing to prepare. Raises like :meth:`.sounds.SoundShelf.keep`.
        """
        if self.path is not None:
            self._sounds.keep(audio, report)

    def versions(self) -> tuple[VersionFacts, ...]:
        """Return what is known of the complete versions of the separation, the oldest first."""
        return () if self.path is None else self._shelf.facts()

    def store_version(self, result: StoredResult, report: Report = _carry_on) -> int:
        """Keep a separation beside the earlier ones and return its id; see :meth:`VersionShelf.store`."""
        return self._shelf.store(result, report)

    def load_version(self, version_id: int, report: Report = _carry_on, *, with_state: bool = True) -> StoredResult:
        """Return a version, its stems in scratch files; see :meth:`VersionShelf.load`."""
        return self._shelf.load(version_id, report, with_state=with_state)

    def load_version_state(self, version_id: int) -> dict[str, NDArray[Any]] | None:
        """Return the state from which a run can go on; see :meth:`VersionShelf.load_state`."""
        return self._shelf.load_state(version_id)

    def change_version(
        self,
        version_id: int,
        *,
        name: str | None = None,
        note: str | None = None,
        figures: Mapping[str, float] | None = None,
    ) -> None:
        """Store what the user says of a version, and what was measured on it; see :meth:`VersionShelf.change`."""
        self._shelf.change(version_id, name, note, figures)

    def remove_version(self, version_id: int) -> None:
        """Remove a version; see :meth:`VersionShelf.remove`."""
        self._shelf.remove(version_id)

    def take_version_off(self, version_id: int) -> None:
        """Remove a version in one short step; see :meth:`VersionShelf.take_off`."""
        self._shelf.take_off(version_id)

    def sweep_versions(self) -> None:
        """Give back the space of what was removed; see :meth:`VersionShelf.sweep`."""
        self._shelf.sweep()

    def _name(self) -> str:
        return self._store.name

    @contextmanager
    def _beside(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection of its own, in a transaction; the file stays the same meanwhile."""
        with self._looking() as connection, transaction(connection):
            yield connection

    @contextmanager
    def _looking(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection of its own that waits for no transaction; the file stays the same meanwhile."""
        with self._files:
            if self._closed:
                raise JobCancelled("the project was closed")
            if self.path is None:
                raise ProjectError("The project has no file yet; save it first")
            self._store.check_place()
            with in_words(self._store.name):
                connection = connect(self.path)
                try:
                    yield connection
                finally:
                    connection.close()

    @contextmanager
    def _keeping(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection in a transaction, for sounds: a project in memory has them, too."""
        with self._store.transaction() if self.path is None else self._beside() as connection:
            yield connection

    @contextmanager
    def _hearing(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection that waits for no transaction, for sounds."""
        with self._store.reading() if self.path is None else self._looking() as connection:
            yield connection

    def save_as(self, path: Path) -> None:
        """Copy everything to another file and go on there; the unsaved file that it was is deleted.

        Raises
        ------
        ProjectInUse
            The target is a project that somebody has open.
        ProjectError
            The target cannot be written; nothing has changed, neither there nor here.
        """
        path = files.real_path(path)
        if path == self.path:
            return
        with self._files:
            before, is_unsaved = self._file, self.is_unsaved
            self._file = opening.copy_to(path, self._store, partial(self._finish_copy, path))
            self._store = self._file.store
            self._store.start()
            self._state.is_stored()
            self.origin = None
            if before is not None:
                before.store.close()
                if is_unsaved and before.store.path is not None:
                    files.remove(before.store.path)
                before.lock.release()
            with self._store.reading() as connection:
                self._relative = song.read_relative(connection)
            self._set_mark()

    def _finish_copy(self, path: Path, connection: sqlite3.Connection) -> None:
        song.write_song(connection, self._song, path)
        rows.write_meta(connection, "origin", None)
        self._state.store(connection)

    def close(self) -> None:
        """Let the file go; one single file remains."""
        self._close(remove=False)

    def discard(self) -> None:
        """Close the project, and delete it where the user has given it no place."""
        self._close(remove=self.is_unsaved)

    def _close(self, *, remove: bool) -> None:
        with self._files:
            if self._closed:
                return
            self._closed = True
            if not remove:
                self._catch_up()
                with suppress(ProjectError):
                    sounds.sweep(self._store.transaction)
            self._store.close()
            if remove and self.path is not None:
                files.remove(self.path)
            if self._file is not None:
                self._file.lock.release()

    def _catch_up(self) -> None:
        """Bring the rows to where the history is, which the next opening would do, too."""
        if self._rows.mark is not None:
            with suppress(ProjectError), self._store.transaction() as connection:
                row_keeping.catch_up(connection, self._rows, self.annotation)
