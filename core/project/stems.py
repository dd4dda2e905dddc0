"""The newest separation of a project, so that its stems survive a restart.

Owns how stems are stored: as FLAC of 24 bits in chunks, each its own short transaction, so that a stroke painted
meanwhile never waits long; a result counts when its last chunk is stored. The residual is what the mixture has more.
"""

from __future__ import annotations

import io
import math
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.errors import JobCancelled, ProjectError
from core.project.encoding import as_value_errors, from_json, to_json
from core.project.song import Connections, Report
from core.scratch import release, scratch_array

if TYPE_CHECKING:
    from core.audio import Audio

_CHUNK_SAMPLES = 2**20
_PART_CHANNELS = 8  # FLAC has no more
_FULL_SCALE = 2.0**23
_MAX_CHANNELS, _MAX_LENGTH, _MAX_RATE = 32, 2**40, 655_350


@dataclass(frozen=True, eq=False)
class StoredResult:
    """A separation as it is kept in the project.

    Attributes
    ----------
    engine_id, engine_version : str
    parameters : mapping
        JSON values by parameter name.
    seed : int
    seconds : float
        How long the run took.
    revision : int
        Of the annotation that the engine got.
    sources : tuple of (str, str)
        Ids and names of its sources at that time.
    figures : mapping of str to float
        What the run measured.
    stopped_early : bool
        The user stopped the run and kept what it had.
    stems : mapping of str to Audio
        By source id, in the order in which they are shown; all of the same length.
    """

    engine_id: str
    engine_version: str
    parameters: Mapping[str, Any]
    seed: int
    seconds: float
    revision: int
    sources: tuple[tuple[str, str], ...]
    figures: Mapping[str, float] = field(default_factory=dict)
    stopped_early: bool = False
    stems: Mapping[str, Audio] = field(default_factory=dict)


@dataclass(frozen=True)
class _Stem:
    """How a stem is stored: its source, its format and the value that full scale stands for."""

    source_id: str
    rate: int
    channels: int
    length: int
    scale: float

    @property
    def parts(self) -> range:
        return range(0, self.channels, _PART_CHANNELS)

    @property
    def starts(self) -> range:
        return range(0, self.length, _CHUNK_SAMPLES)


def store(connections: Connections, result: StoredResult, report: Report) -> None:
    """Store a result in place of the one before; see :meth:`core.project.project.Project.store_result`."""
    stems = [_describe(source_id, audio) for source_id, audio in result.stems.items()]
    facts = to_json(_facts(result, stems))
    with connections() as connection:
        cursor = connection.execute("INSERT INTO result (complete, facts) VALUES (0, ?)", (facts,))
        result_id = int(cursor.lastrowid or 0)
    total, done = max(1, sum(stem.length for stem in stems)), 0
    query = "INSERT INTO stem_chunk (result_id, stem, part, number, data) VALUES (?, ?, ?, ?, ?)"
    try:
        for place, (stem, audio) in enumerate(zip(stems, result.stems.values(), strict=True)):
            for number, start in enumerate(stem.starts):
                if not report(done / total):
                    raise JobCancelled("cancelled")
                stop = min(start + _CHUNK_SAMPLES, stem.length)
                for part in stem.parts:
                    data = _encode(audio.samples[part : part + _PART_CHANNELS, start:stop], stem)
                    with connections() as connection:
                        connection.execute(query, (result_id, place, part, number, data))
                release(audio.samples, start, stop)
                done += stop - start
        with connections() as connection:
            connection.execute("UPDATE result SET complete = (id = ?)", (result_id,))
    finally:
        # the older results, or this one when it was not completed
        with suppress(ProjectError, JobCancelled):
            clear(connections)
    report(1.0)


def load(connections: Connections, report: Report) -> StoredResult | None:
    """Return the newest complete result; see :meth:`core.project.project.Project.load_result`."""
    with connections() as connection:
        row = connection.execute("SELECT id, facts FROM result WHERE complete = 1 ORDER BY id DESC").fetchone()
    if row is None:
        return None
    result_id = row[0]
    result, stems = _read_facts(row[1])
    # before memory is asked for
    with connections() as connection:
        (count,) = connection.execute("SELECT count(*) FROM stem_chunk WHERE result_id = ?", (result_id,)).fetchone()
    if count != sum(len(stem.parts) * len(stem.starts) for stem in stems):
        raise ValueError("parts of the stems are missing")
    total, done = max(1, sum(stem.length for stem in stems)), 0
    sounds: dict[str, Audio] = {}
    from core.audio import Audio

    for place, stem in enumerate(stems):
        samples = scratch_array((stem.channels, stem.length))
        for number, start in enumerate(stem.starts):
            if not report(done / total):
                raise JobCancelled("cancelled")
            stop = min(start + _CHUNK_SAMPLES, stem.length)
            for part in stem.parts:
                with connections() as connection:
                    data = _read_chunk(connection, (result_id, place, part, number))
                _decode(data, stem, samples[part : part + _PART_CHANNELS, start:stop])
            release(samples, start, stop)
            done += stop - start
        sounds[stem.source_id] = Audio(samples, stem.rate)
    report(1.0)
    return StoredResult(**result, stems=sounds)


def clear(connections: Connections) -> None:
    """Remove whatever belongs to no complete result, little by little."""
    doomed = "SELECT id FROM stem_chunk WHERE result_id NOT IN (SELECT id FROM result WHERE complete = 1) LIMIT 4"
    gone = 1
    while gone:
        with connections() as connection:
            gone = connection.execute(f"DELETE FROM stem_chunk WHERE id IN ({doomed})").rowcount
    with connections() as connection:
        connection.execute("DELETE FROM result WHERE complete != 1")


def _describe(source_id: str, audio: Audio) -> _Stem:
    peak = 0.0
    for start in range(0, audio.length, _CHUNK_SAMPLES):
        block = audio.samples[:, start : start + _CHUNK_SAMPLES]
        # not the larger of the two: a value that is no number would be lost
        peak = float(np.maximum(peak, np.max(np.abs(block), initial=0.0)))
        release(audio.samples, start, start + _CHUNK_SAMPLES)
    if not math.isfinite(peak):
        raise ProjectError(
            f"The stem {source_id!r} has values that are not numbers, so it was not stored; separate again with other "
            "parameters"
        )
    return _Stem(source_id, audio.rate, audio.channels, audio.length, max(1.0, peak))


def _facts(result: StoredResult, stems: list[_Stem]) -> dict[str, Any]:
    return {
        "engine": [result.engine_id, result.engine_version],
        "parameters": dict(result.parameters),
        "seed": int(result.seed),
        "seconds": float(result.seconds),
        "revision": int(result.revision),
        "sources": [list(pair) for pair in result.sources],
        # a figure that is no number has nothing to say
        "figures": {key: float(value) for key, value in result.figures.items() if math.isfinite(value)},
        "stopped_early": bool(result.stopped_early),
        "stems": [[stem.source_id, stem.rate, stem.channels, stem.length, stem.scale] for stem in stems],
    }


def _read_facts(text: Any) -> tuple[dict[str, Any], list[_Stem]]:
    facts = from_json(text)
    with as_value_errors():
        stems = [_Stem(*fields) for fields in facts["stems"]]
        for stem in stems:
            sound = (
                0 < stem.channels <= _MAX_CHANNELS and 0 <= stem.length <= _MAX_LENGTH and 0 < stem.rate <= _MAX_RATE
            )
            whole = all(type(value) is int for value in (stem.channels, stem.length, stem.rate))
            if not (sound and whole and isinstance(stem.source_id, str) and 1.0 <= stem.scale < math.inf):
                raise ValueError("a stem is none")
        engine_id, engine_version = facts["engine"]
        result = {
            "engine_id": str(engine_id),
            "engine_version": str(engine_version),
            "parameters": dict(facts["parameters"]),
            "seed": int(facts["seed"]),
            "seconds": float(facts["seconds"]),
            "revision": int(facts["revision"]),
            "sources": tuple((str(source_id), str(name)) for source_id, name in facts["sources"]),
            "figures": {str(key): float(value) for key, value in facts["figures"].items()},
            "stopped_early": bool(facts["stopped_early"]),
        }
    return result, stems


def _read_chunk(connection: sqlite3.Connection, place: tuple[int, int, int, int]) -> bytes:
    query = "SELECT data FROM stem_chunk WHERE result_id = ? AND stem = ? AND part = ? AND number = ?"
    row = connection.execute(query, place).fetchone()
    if row is None or not isinstance(row[0], bytes):
        raise ValueError("a part of a stem is missing")
    return row[0]


def _encode(samples: NDArray[np.float32], stem: _Stem) -> bytes:
    import soundfile

    steps = np.rint(samples.T.astype(np.float64) * (_FULL_SCALE / stem.scale))
    words = np.clip(steps, -_FULL_SCALE, _FULL_SCALE - 1.0).astype(np.int32) << 8
    file = io.BytesIO()
    soundfile.write(file, words, stem.rate, subtype="PCM_24", format="FLAC")
    return file.getvalue()


def _decode(data: bytes, stem: _Stem, samples: NDArray[np.float32]) -> None:
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            if (file.channels, file.frames) != samples.shape:
                raise ValueError("a part of a stem has another length")
            words = file.read(dtype="int32", always_2d=True)
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise ValueError("a part of a stem cannot be decoded") from error
    if words.T.shape != samples.shape:
        raise ValueError("a part of a stem is cut off")
    samples[:] = words.T * (stem.scale / (_FULL_SCALE * 256.0))
