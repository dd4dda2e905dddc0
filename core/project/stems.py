"""The stems of a version in the project file.

Owns how they are written down: as FLAC of 24 bits in chunks, each its own short transaction, so that a stroke painted
meanwhile never waits long. The residual is not stored, it is what the mixture has more.
"""

from __future__ import annotations

import io
import math
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.errors import JobCancelled, ProjectError
from core.project.song import Connections, Report
from core.project.version_facts import StoredStem
from core.scratch import release, scratch_array

if TYPE_CHECKING:
    from core.audio import Audio

_CHUNK_SAMPLES = 2**20
_PART_CHANNELS = 8  # FLAC has no more
_FULL_SCALE = 2.0**23
# what the chunks say to be; the true rate, which FLAC may not be able to say, is among the facts
_NOMINAL_RATE = 48_000


def describe(source_id: str, audio: Audio) -> StoredStem:
    """Return how a stem is to be stored; raises ProjectError where it has values that are no numbers."""
    scale = 1.0
    for start in range(0, audio.length, _CHUNK_SAMPLES):
        block = audio.samples[:, start : start + _CHUNK_SAMPLES]
        lowest, highest = np.min(block, initial=0.0), np.max(block, initial=0.0)
        # not the larger of the two: a value that is no number would be lost. Words reach one step less far up than down
        scale = float(np.maximum(scale, np.maximum(-lowest, highest * (_FULL_SCALE / (_FULL_SCALE - 1.0)))))
        release(audio.samples, start, start + _CHUNK_SAMPLES)
    if not math.isfinite(scale):
        raise ProjectError(
            f"The stem {source_id!r} has values that are not numbers, so it was not stored; separate again with other "
            "parameters"
        )
    return StoredStem(source_id, audio.rate, audio.channels, audio.length, scale)


def store(connections: Connections, version_id: int, stems: Mapping[StoredStem, Audio], report: Report) -> int:
    """Write the stems of a version and return how many bytes they take.

    Raises
    ------
    ProjectError
        A part could not be stored; those before it are.
    JobCancelled
        ``report`` returned False.
    """
    total, done, stored_bytes = max(1, sum(stem.length for stem in stems)), 0, 0
    query = "INSERT INTO stem_chunk (version_id, stem, part, number, data) VALUES (?, ?, ?, ?, ?)"
    for place, (stem, audio) in enumerate(stems.items()):
        for number, start, stop in _pieces(stem):
            if not report(done / total):
                raise JobCancelled("cancelled")
            for part in _parts(stem):
                data = _encode(audio.samples[part : part + _PART_CHANNELS, start:stop], stem)
                with connections() as connection:
                    connection.execute(query, (version_id, place, part, number, data))
                stored_bytes += len(data)
            release(audio.samples, start, stop)
            done += stop - start
    return stored_bytes


def load(connections: Connections, version_id: int, stems: Sequence[StoredStem], report: Report) -> dict[str, Audio]:
    """Return the stems of a version by source id, in scratch files.

    Raises
    ------
    ValueError
        Parts are missing or cannot be decoded.
    JobCancelled
        ``report`` returned False.
    """
    from core.audio import Audio

    # before memory is asked for
    with connections() as connection:
        query = "SELECT count(*) FROM stem_chunk WHERE version_id = ?"
        (count,) = connection.execute(query, (version_id,)).fetchone()
    if count != sum(len(_parts(stem)) * -(-stem.length // _CHUNK_SAMPLES) for stem in stems):
        raise ValueError("parts of the stems are missing")
    total, done = max(1, sum(stem.length for stem in stems)), 0
    sounds: dict[str, Audio] = {}
    for place, stem in enumerate(stems):
        samples = scratch_array((stem.channels, stem.length))
        for number, start, stop in _pieces(stem):
            if not report(done / total):
                raise JobCancelled("cancelled")
            for part in _parts(stem):
                with connections() as connection:
                    data = _read_chunk(connection, (version_id, place, part, number))
                _decode(data, stem, samples[part : part + _PART_CHANNELS, start:stop])
            release(samples, start, stop)
            done += stop - start
        sounds[stem.source_id] = Audio(samples, stem.rate)
    return sounds


def _parts(stem: StoredStem) -> range:
    """Return the first channels of what is stored together."""
    return range(0, stem.channels, _PART_CHANNELS)


def _pieces(stem: StoredStem) -> Iterator[tuple[int, int, int]]:
    """Yield number, start and stop of every piece of a stem."""
    for number, start in enumerate(range(0, stem.length, _CHUNK_SAMPLES)):
        yield number, start, min(start + _CHUNK_SAMPLES, stem.length)


def _read_chunk(connection: sqlite3.Connection, place: tuple[int, int, int, int]) -> bytes:
    query = "SELECT data FROM stem_chunk WHERE version_id = ? AND stem = ? AND part = ? AND number = ?"
    row = connection.execute(query, place).fetchone()
    if row is None or not isinstance(row[0], bytes):
        raise ValueError("a part of a stem is missing")
    return row[0]


def _encode(samples: NDArray[np.float32], stem: StoredStem) -> bytes:
    import soundfile

    steps = np.rint(samples.T.astype(np.float64) * (_FULL_SCALE / stem.scale))
    words = np.clip(steps, -_FULL_SCALE, _FULL_SCALE - 1.0).astype(np.int32) << 8
    file = io.BytesIO()
    soundfile.write(file, words, _NOMINAL_RATE, subtype="PCM_24", format="FLAC")
    return file.getvalue()


def _decode(data: bytes, stem: StoredStem, samples: NDArray[np.float32]) -> None:
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
