"""The sound of examples inside a project.

Owns how it comes into the file, once however often it is used, and out of it again: it is read when its samples are
asked for, so that opening a project does not wait for it. Storing takes short transactions, so that painting never
waits long. A sound counts from its last transaction on; what nothing needs any more goes when the project is closed,
as until then any step may want it back.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from core.annotation.changes import Change
from core.audio import Audio
from core.errors import JobCancelled, ProjectError
from core.project.checks import check_sound
from core.project.packing import sound_from_bytes, sound_to_bytes
from core.project.song import Connections, Report
from core.project.space import give_back
from core.project.stored_audio import Digest, SoundFacts, key_of, pieces, stored_audio
from core.scratch import release, scratch_array

_PATIENCE_S = 0.5
_NEEDED = (
    "SELECT sound FROM example WHERE sound IS NOT NULL"
    " UNION SELECT sound FROM history_sound WHERE step_id IN (SELECT id FROM history)"
)


def sounds_of(change: Change) -> list[Audio]:
    """Return the sounds that a change needs to be done and taken back."""
    examples = (example for _place, example in (*change.examples_out, *change.examples_in))
    return [example.audio for example in examples if example.audio is not None]


class SoundShelf:
    """Stores sounds and finds them again; any thread may use it.

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
        self._facts: dict[str, SoundFacts] = {}
        self._alive: WeakValueDictionary[str, Audio] = WeakValueDictionary()

    def open(self, connection: sqlite3.Connection) -> None:
        """Look which sounds there are; raises ValueError where one cannot be."""
        query = "SELECT sha256, id, rate, channels, length FROM sound WHERE complete = 1"
        for key, number, rate, channels, length in connection.execute(query):
            check_sound(rate, channels, length)
            self._facts[str(key)] = SoundFacts(number, rate, channels, length)

    def of(self, key: str) -> Audio:
        """Return the sound of a key, without reading it; raises ValueError where there is none."""
        known = self._alive.get(key)
        if known is None:
            facts = self._facts.get(key)
            if facts is None:
                raise ValueError("the sound of an example is missing")
            known = stored_audio(key, facts, partial(self._read, key, facts))
            self._alive[key] = known
        return known

    def keep(self, audio: Audio, report: Report) -> None:
        """Store a sound, unless it is there already.

        Raises
        ------
        ProjectError
            It has values that are no numbers, or could not be stored.
        JobCancelled
            ``report`` returned False, or the project was closed.
        """
        check_sound(audio.rate, audio.channels, audio.length)
        key = key_of(audio)
        if key not in self._facts:
            self._facts[key] = self._store(key, audio, report)
        self._alive.setdefault(key, audio)

    def _store(self, key: str, audio: Audio, report: Report) -> SoundFacts:
        insert = "INSERT INTO sound (sha256, complete, rate, channels, length) VALUES (?, 0, ?, ?, ?)"
        shape = audio.rate, audio.channels, audio.length
        with self._writing() as connection:
            number = int(connection.execute(insert, (key, *shape)).lastrowid or 0)
        try:
            self._store_pieces(number, audio, report)
            with self._writing() as connection:
                # somebody else may have stored the same one meanwhile; what is there twice goes when it is closed
                connection.execute("UPDATE sound SET complete = 0 WHERE sha256 = ?", (key,))
                connection.execute("UPDATE sound SET complete = 1 WHERE id = ?", (number,))
        except BaseException:
            with suppress(ProjectError, JobCancelled), self._writing() as connection:
                connection.execute("DELETE FROM sound_chunk WHERE sound_id = ?", (number,))
                connection.execute("DELETE FROM sound WHERE id = ?", (number,))
            raise
        return SoundFacts(number, *shape)

    def _store_pieces(self, number: int, audio: Audio, report: Report) -> None:
        insert = "INSERT INTO sound_chunk (sound_id, number, data) VALUES (?, ?, ?)"
        for place, (start, stop) in enumerate(pieces(audio.channels, audio.length)):
            if not report(start / audio.length):
                raise JobCancelled("cancelled")
            piece = audio.samples[:, start:stop]
            if not np.isfinite(piece).all():
                raise ProjectError("The sound has values that are not numbers, so it was not stored; give another file")
            data = sound_to_bytes(piece)
            release(audio.samples, start, stop)
            with self._writing() as connection:
                connection.execute(insert, (number, place, data))

    def _read(self, key: str, facts: SoundFacts) -> NDArray[np.float32]:
        try:
            return self._unpacked(key, facts)
        except ValueError as error:
            raise ProjectError(
                f"{self._name()}: the sound of an example is damaged ({error}); remove the example and give it again"
            ) from error

    def _unpacked(self, key: str, facts: SoundFacts) -> NDArray[np.float32]:
        spans = list(pieces(facts.channels, facts.length))
        # before memory is asked for
        with self._reading() as connection:
            query = "SELECT count(*) FROM sound_chunk WHERE sound_id = ?"
            if connection.execute(query, (facts.id,)).fetchone() != (len(spans),):
                raise ValueError("a part of it is missing")
        samples: NDArray[np.float32] = scratch_array((facts.channels, facts.length))
        digest = Digest(facts.rate, facts.channels, facts.length)
        for place, (start, stop) in enumerate(spans):
            with self._reading() as connection:
                query = "SELECT data FROM sound_chunk WHERE sound_id = ? AND number = ?"
                row = connection.execute(query, (facts.id, place)).fetchone()
            if row is None:
                raise ValueError("a part of it is missing")
            sound_from_bytes(row[0], samples[:, start:stop])
            digest.add(samples[:, start:stop])
            release(samples, start, stop)
        if digest.key != key:
            raise ValueError("it is another one than it was")
        samples.flags.writeable = False
        return samples


def note_needs(connection: sqlite3.Connection, step_id: int, change: Change) -> None:
    """Store which sounds a step of the history needs, within the transaction that is under way."""
    keys = dict.fromkeys(map(key_of, sounds_of(change)))
    connection.executemany("INSERT INTO history_sound VALUES (?, ?)", [(step_id, key) for key in keys])


def sweep(connections: Connections) -> None:
    """Remove sounds that neither the annotation nor the history needs; nobody may be storing any.

    It takes no longer than somebody waits for a window to close: what is left goes the next time.

    Raises
    ------
    ProjectError
        The file cannot be written.
    """
    deadline = time.monotonic() + _PATIENCE_S
    doomed = "SELECT id FROM sound WHERE complete = 0"
    with connections() as connection:
        connection.execute(f"UPDATE sound SET complete = 0 WHERE complete = 1 AND sha256 NOT IN ({_NEEDED})")
        if not connection.execute(f"{doomed} LIMIT 1").fetchall():
            return
        connection.execute("DELETE FROM history_sound WHERE step_id NOT IN (SELECT id FROM history)")
    # the last first: most likely nothing has to be moved into its place
    query = f"SELECT id FROM sound_chunk WHERE sound_id IN ({doomed}) ORDER BY id DESC LIMIT 1"
    while time.monotonic() < deadline:
        with connections() as connection:
            gone = connection.execute(f"DELETE FROM sound_chunk WHERE id IN ({query})").rowcount
            left = give_back(connection)
        before = -1
        # at once, as SQLite looks through all that is free for every page that it gives back
        while left not in (0, before) and time.monotonic() < deadline:
            before = left
            with connections() as connection:
                left = give_back(connection)
        if not gone:
            with connections() as connection:
                connection.execute("DELETE FROM sound WHERE complete = 0")
            return
