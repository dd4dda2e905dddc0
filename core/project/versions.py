"""The versions of the separation in a project file.

Owns the order in which a version comes into the file and goes out of it: in short transactions, so that painting never
waits long, and so that a program that is killed leaves every other version whole. A version counts from its last
transaction on, and no more from the first of its removal on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from numpy.typing import NDArray

from core.errors import JobCancelled, ProjectError
from core.project import engine_state, stems
from core.project.encoding import as_value_errors, from_json, to_json
from core.project.song import Connections, Report
from core.project.space import give_back
from core.project.version_facts import Contents, StoredResult, VersionFacts, facts_to_json, finite, read_row

_COLUMNS = "id, name, note, measured, stored_bytes, facts"
_MAX_VERSIONS = 10_000


class VersionShelf:
    """Stores, lists, loads and removes versions; any thread may use it.

    Parameters
    ----------
    writing : callable
        Gives a connection inside a transaction.
    reading : callable
        Gives a connection that waits for nobody.
    name : callable
        Returns the name of the project for messages.
    """

    def __init__(self, writing: Connections, reading: Connections, name: Callable[[], str]) -> None:
        self._writing, self._reading, self._name = writing, reading, name
        self._lock = threading.Lock()
        self._in_work: set[int] = set()

    def facts(self) -> tuple[VersionFacts, ...]:
        """Return what is known of the complete versions, the oldest first; raises ProjectError."""
        query = f"SELECT {_COLUMNS} FROM version WHERE complete = 1 ORDER BY id LIMIT {_MAX_VERSIONS}"
        with self._reading() as connection:
            return tuple(map(_facts_or_problem, connection.execute(query)))

    def store(self, result: StoredResult, report: Report) -> int:
        """Keep a separation beside the earlier ones and return its id.

        A state that is larger than ``engine_state.MAX_BYTES`` is left out.

        Raises
        ------
        ProjectError
            It could not be stored; the earlier ones are as they were.
        JobCancelled
            ``report`` returned False, or the project was closed.
        """
        described = {stems.describe(source_id, audio): audio for source_id, audio in result.stems.items()}
        state = engine_state.to_bytes(result.state)
        facts = facts_to_json(result, Contents(tuple(described), len(state)))
        insert = (
            "INSERT INTO version (complete, name, note, measured, stored_bytes, facts) VALUES (0, ?, ?, '{}', 0, ?)"
        )
        with self._kept_from_sweeping() as in_work:
            with self._writing() as connection:
                version_id = int(connection.execute(insert, (result.name, result.note, facts)).lastrowid or 0)
                in_work(version_id)
            stored_bytes = stems.store(self._writing, version_id, described, report)
            engine_state.store(self._writing, version_id, state, report)
            with self._writing() as connection:
                update = "UPDATE version SET complete = 1, stored_bytes = ? WHERE id = ?"
                connection.execute(update, (stored_bytes + len(state), version_id))
        report(1.0)
        return version_id

    def load(self, version_id: int, report: Report, *, with_state: bool) -> StoredResult:
        """Return a version, its stems in scratch files.

        Parameters
        ----------
        version_id : int
        report : callable
        with_state : bool
            False leaves the state of the engine in the file; see :meth:`load_state`.

        Raises
        ------
        ProjectError
            There is no such version, or it is damaged.
        JobCancelled
            ``report`` returned False, or the project was closed.
        """
        with self._damage_in_words("this version of the separation is damaged"):
            facts, contents = self._read(version_id)
            state = self._state(version_id, contents) if with_state else None
            sounds = stems.load(self._reading, version_id, contents.stems, report)
        report(1.0)
        same = {name: getattr(facts, name) for name in _SHARED}
        return StoredResult(**same, stems=sounds, state=state)

    def load_state(self, version_id: int) -> dict[str, NDArray[Any]] | None:
        """Return the state from which a run can go on, None where the version has none; raises ProjectError."""
        with self._damage_in_words("from that version no run can go on, its state is damaged"):
            return self._state(version_id, self._read(version_id)[1])

    def _state(self, version_id: int, contents: Contents) -> dict[str, NDArray[Any]] | None:
        return engine_state.load(self._reading, version_id, contents.state_bytes) if contents.state_bytes else None

    def change(self, version_id: int, name: str | None, note: str | None, figures: Mapping[str, float] | None) -> None:
        """Store what the user says of a version, and what was measured on it.

        Parameters
        ----------
        version_id : int
        name, note : str or None
            None leaves it as it is.
        figures : mapping of str to float, or None
            Put beside those that were measured before; one that is no finite number removes the figure of that name.

        Raises
        ------
        ProjectError
            It could not be stored, or there is no such version.
        """
        with self._damage_in_words("what was measured on that version is damaged"), self._writing() as connection:
            query = "SELECT name, note, measured FROM version WHERE id = ? AND complete = 1"
            row = connection.execute(query, (version_id,)).fetchone()
            if row is None:
                raise _gone(version_id)
            measured = row[2]
            if figures is not None:
                with as_value_errors():
                    measured = to_json(finite({**from_json(measured), **figures}))
            values = (row[0] if name is None else name, row[1] if note is None else note, measured, version_id)
            connection.execute("UPDATE version SET name = ?, note = ?, measured = ? WHERE id = ?", values)

    def remove(self, version_id: int) -> None:
        """Remove a version: at once from the list, then little by little from the file.

        Raises like :meth:`take_off` and :meth:`sweep`.
        """
        self.take_off(version_id)
        self.sweep()

    def take_off(self, version_id: int) -> None:
        """Remove a version from the list, in one short step; :meth:`sweep` gives its space back.

        Raises
        ------
        ProjectError
            It could not be removed, or there is no such version.
        """
        with self._writing() as connection:
            update = "UPDATE version SET complete = 0 WHERE id = ? AND complete = 1"
            if connection.execute(update, (version_id,)).rowcount != 1:
                raise _gone(version_id)

    def sweep(self) -> None:
        """Remove, little by little, what belongs to no complete version and is not being stored.

        Raises
        ------
        ProjectError
            The file cannot be written.
        JobCancelled
            The project was closed meanwhile; what is left goes when a version is stored or removed the next time.
        """
        for table in ("state_chunk", "stem_chunk"):
            while self._sweep_last(table):
                pass
        with self._writing() as connection:
            connection.execute(f"DELETE FROM version WHERE id NOT IN ({self._alive()})")
            give_back(connection)

    def _sweep_last(self, table: str) -> int:
        """Remove one chunk, give its space back and return how many there were (0 or 1)."""
        with self._writing() as connection:
            # the last first: most likely nothing has to be moved into its place
            doomed = f"version_id NOT IN ({self._alive()}) ORDER BY id DESC LIMIT 1"
            query = f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE {doomed})"
            gone = connection.execute(query).rowcount
            left = give_back(connection)
        before = -1
        # at once, as SQLite looks through all that is free for every page that it gives back
        while left not in (0, before):
            before = left
            with self._writing() as connection:
                left = give_back(connection)
        return gone

    def _alive(self) -> str:
        """Return the query for the versions that stay; to be asked within a transaction, as others may store, too."""
        with self._lock:
            in_work = ",".join(map(str, self._in_work)) or "0"
        return f"SELECT id FROM version WHERE complete = 1 OR id IN ({in_work})"

    @contextmanager
    def _kept_from_sweeping(self) -> Iterator[Callable[[int], None]]:
        """Yield what is to be told the id of a version in the making; what was not completed is swept away."""
        own: list[int] = []

        def in_work(version_id: int) -> None:
            own.append(version_id)
            with self._lock:
                self._in_work.add(version_id)

        try:
            yield in_work
        finally:
            with self._lock:
                self._in_work.difference_update(own)
            with suppress(ProjectError, JobCancelled):
                self.sweep()

    @contextmanager
    def _damage_in_words(self, what: str) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            raise ProjectError(f"{self._name()}: {what} ({error}); separate again") from error

    def _read(self, version_id: int) -> tuple[VersionFacts, Contents]:
        with self._reading() as connection:
            query = f"SELECT {_COLUMNS} FROM version WHERE id = ? AND complete = 1"
            row = connection.execute(query, (version_id,)).fetchone()
        if row is None:
            raise _gone(version_id)
        return read_row(row)


_SHARED = tuple(name for name in StoredResult.__dataclass_fields__ if name in VersionFacts.__dataclass_fields__)


def _facts_or_problem(row: tuple[Any, ...]) -> VersionFacts:
    try:
        return read_row(row)[0]
    except ValueError as error:
        return VersionFacts(row[0], name=str(row[1]), note=str(row[2]), stored_bytes=int(row[4]), problem=str(error))


def _gone(version_id: int) -> ProjectError:
    return ProjectError(f"The version {version_id} is not in the project any more; choose another one")
