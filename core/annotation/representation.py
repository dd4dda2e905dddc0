"""What a run found to sound, by source and pitch: the learned representation of Ewert & Sandler 2017, section 2.

Owns the picture of the found activity in steps of a fraction of a decibel, and how it is written into the state of an
engine and read from it. Nothing that comes back is trusted. Changes no notes (see ``tightening``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.stft import FloatArray

FLOOR_DB = 60.0
"""What is quieter than this below the song's strongest is nothing."""

_LOUDEST = 255
_STEP_DB = FLOOR_DB / (_LOUDEST - 1)
_LEVELS, _ROWS, _GRID = "representation.levels", "representation.rows", "representation.grid"
# more is no song: what is read is refused before anything is made of it
_MOST_ROWS, _MOST_RATE = 2**16, 2**20

Row = tuple[str, float]
LevelArray = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Representation:
    """How strongly every source and pitch was found to sound.

    Attributes
    ----------
    rows : tuple of (str, float)
        Source id and MIDI pitch, sorted, each once.
    levels : ndarray (rows, frames), uint8
        255 stands for the song's strongest, 1 for ``FLOOR_DB`` below it, in equal steps of dB; 0 for nothing.
    hop : int
        Samples of the song between two frames; frame ``n`` is centred on sample ``start + n * hop``.
    rate : int
        Samples of the song per second.
    start : int
        Sample on which the first frame is centred: where a part of a song was separated, where that part begins.
    """

    rows: tuple[Row, ...]
    levels: LevelArray
    hop: int
    rate: int
    start: int = 0

    @property
    def frames(self) -> int:
        """Number of frames."""
        return int(self.levels.shape[1])


def representation_of(
    rows: Sequence[Row], magnitudes: FloatArray, hop: int, rate: int, start: int = 0
) -> Representation:
    """Return the representation of magnitudes.

    Parameters
    ----------
    rows : sequence of (str, float)
        Source id and MIDI pitch, each once, in any order.
    magnitudes : ndarray (rows, frames), float32, >= 0
        Proportional to sound pressure, not to power.
    hop, rate, start : int
        See :class:`Representation`.

    Raises
    ------
    ValueError
        Rows and magnitudes do not belong together.
    """
    if magnitudes.ndim != 2 or len(magnitudes) != len(rows) or len(set(rows)) != len(rows):
        raise ValueError(f"{len(rows)} rows, each once, do not name magnitudes of shape {magnitudes.shape}")
    order = sorted(range(len(rows)), key=lambda place: rows[place])
    levels = np.zeros(magnitudes.shape, np.uint8)
    strongest = float(magnitudes.max(initial=0.0))
    for place, row in enumerate(order):
        levels[place] = levels_of(magnitudes[row], strongest)
    return Representation(tuple(rows[row] for row in order), levels, hop, rate, start)


def levels_of(magnitudes: FloatArray, strongest: float) -> LevelArray:
    """Return magnitudes as steps of dB below the strongest, see :class:`Representation`."""
    if not strongest > 0:
        return np.zeros(magnitudes.shape, np.uint8)
    quietest = strongest * 10 ** (-FLOOR_DB / 20)
    below_db = 20 * np.log10(np.clip(magnitudes, quietest, strongest) / strongest)
    steps = np.rint(_LOUDEST + below_db / _STEP_DB)
    return np.where(magnitudes < quietest, 0, steps).astype(np.uint8)


def magnitudes_of(levels: LevelArray) -> FloatArray:
    """Return what levels stand for, relative to the song's strongest: 0 to 1."""
    table = 10 ** ((np.arange(_LOUDEST + 1) - _LOUDEST) * _STEP_DB / 20)
    table[0] = 0.0
    found: FloatArray = table.astype(np.float32)[levels]
    return found


def arrays_of(representation: Representation) -> dict[str, NDArray[Any]]:
    """Return a representation as named arrays, to be merged into the state of an engine."""
    rows = json.dumps([[source_id, pitch] for source_id, pitch in representation.rows])
    return {
        _LEVELS: representation.levels,
        _ROWS: np.frombuffer(rows.encode(), np.uint8),
        _GRID: np.array([representation.hop, representation.rate, representation.start], np.int64),
    }


def representation_in(state: Mapping[str, NDArray[Any]] | None) -> Representation | None:
    """Return the representation in the state of an engine; None where there is none, or anything is wrong with it."""
    if state is None or any(name not in state for name in (_LEVELS, _ROWS, _GRID)):
        return None
    levels, grid = state[_LEVELS], state[_GRID]
    if levels.ndim != 2 or levels.dtype != np.uint8 or grid.shape != (3,) or grid.dtype != np.int64:
        return None
    rows = _read_rows(state[_ROWS])
    hop, rate, start = grid.tolist()
    if rows is None or len(rows) != len(levels) or not (0 < hop <= rate <= _MOST_RATE and start >= 0):
        return None
    return Representation(rows, levels, hop, rate, start)


def later(state: Mapping[str, NDArray[Any]], samples: int) -> dict[str, NDArray[Any]]:
    """Return the state of a run over a part of a song, which begins ``samples`` into it, as one of the song.

    Only the representation knows where it lies; all else is as it was.
    """
    found = representation_in(state)
    if found is None:
        return dict(state)
    moved = Representation(found.rows, found.levels, found.hop, found.rate, found.start + samples)
    return {**state, **arrays_of(moved)}


def _read_rows(names: NDArray[Any]) -> tuple[Row, ...] | None:
    try:
        parts = json.loads(names.tobytes())
        rows = tuple((source_id, float(pitch)) for source_id, pitch in parts)
    except (ValueError, TypeError, RecursionError, OverflowError):
        return None
    is_sound = len(rows) <= _MOST_ROWS and all(
        isinstance(source_id, str) and math.isfinite(pitch) for source_id, pitch in rows
    )
    return rows if is_sound and list(rows) == sorted(set(rows)) else None
