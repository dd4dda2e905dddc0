"""A dictionary made ready to be shown: its columns by pitch, and the bytes of their picture.

Owns the step from columns to codes and from codes to the pixels of a part. Knows no widget; may run in any thread.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.annotation.model import Dictionary
from core.dictionaries.pitch import centroids_hz, column_pitches_hz, pitch_order
from core.display import FrequencyWarp
from core.display.codes import code_to_db
from core.display.warp import RowMapper

FLOOR_DB = -60.0
_ROWS = 960


@dataclass(frozen=True, eq=False)
class ShownColumns:
    """The columns of a dictionary in the order in which they are shown.

    Attributes
    ----------
    dictionary : Dictionary
    order : ndarray (columns,), int
        Which column stands at a place.
    pitches_hz, centres_hz : ndarray (columns,), float64
        By place; the pitch is NaN where there is none.
    codes : ndarray (rows, columns), uint8
        By place, the highest frequency above, in dB below the loudest bin of each column.
    warp : FrequencyWarp
    """

    dictionary: Dictionary
    order: NDArray[np.intp]
    pitches_hz: NDArray[np.float64]
    centres_hz: NDArray[np.float64]
    codes: NDArray[np.uint8]
    warp: FrequencyWarp

    @property
    def count(self) -> int:
        """Number of columns."""
        return len(self.order)

    def column(self, place: int) -> int:
        """Return the number of the column at a place."""
        return int(self.order[place])

    def given_label(self, place: int) -> str:
        """Return the name that the user has given to the column at a place."""
        return self.dictionary.labels[self.column(place)]

    def level_db(self, place: int, position: float) -> float:
        """Return the level at a height from 0 to 1, against the loudest bin of the column."""
        rows = self.codes.shape[0]
        row = rows - 1 - min(max(0, int(position * rows)), rows - 1)
        return float(code_to_db(self.codes[row, place]))


def as_before(shown: ShownColumns, dictionary: Dictionary) -> ShownColumns:
    """Return how a dictionary is shown that has the same columns under other names."""
    return replace(shown, dictionary=dictionary)


def thinned(shown: ShownColumns, dictionary: Dictionary, gone: Collection[int]) -> ShownColumns:
    """Return how a dictionary is shown that is another without the columns of the numbers ``gone``."""
    kept = ~np.isin(shown.order, list(gone))
    lost = np.zeros(shown.count, np.intp)
    lost[list(gone)] = 1
    order = (shown.order - np.cumsum(lost)[shown.order])[kept]
    parts = (shown.pitches_hz[kept], shown.centres_hz[kept], np.ascontiguousarray(shown.codes[:, kept]))
    return ShownColumns(dictionary, order, *parts, shown.warp)


def shown_columns(dictionary: Dictionary) -> ShownColumns:
    """Return a dictionary made ready to be shown; takes a second for thousands of columns."""
    pitches_hz = column_pitches_hz(dictionary)
    order = pitch_order(dictionary, pitches_hz)
    columns = dictionary.columns[:, order]
    loudest = np.maximum(columns.max(axis=0), np.finfo(np.float32).tiny)
    power = np.square(columns / loudest, dtype=np.float32).T
    warp = FrequencyWarp.for_rate("log", _ROWS, dictionary.rate)
    mapper = RowMapper(warp, dictionary.rate / dictionary.window_samples, columns.shape[0])
    codes = mapper.codes(np.ascontiguousarray(power))
    centres_hz = centroids_hz(dictionary)[order]
    return ShownColumns(dictionary, order, pitches_hz[order], centres_hz, codes, warp)


def pixels(
    codes: NDArray[np.uint8], across: tuple[float, float], upward: tuple[float, float], size: tuple[int, int]
) -> NDArray[np.uint8]:
    """Return a part of a picture in another size; where several codes fall on a pixel their maximum stands.

    Parameters
    ----------
    codes : ndarray (rows, columns), uint8
    across : (float, float)
        Columns at the left and at the right edge.
    upward : (float, float)
        Heights at the lower and at the upper edge, from 0 to 1.
    size : (int, int)
        Width and height in pixels.

    Returns
    -------
    ndarray (height, width), uint8
    """
    first, stop = max(0, int(across[0])), min(codes.shape[1], math.ceil(across[1]))
    part = codes[:, first:stop]
    rows, columns = part.shape
    width, height = size
    low, high = upward
    bottom = min(rows, math.ceil((1 - low) * rows))
    tops = np.linspace((1 - high) * rows, (1 - low) * rows, height, endpoint=False).astype(np.intp)
    lefts = np.linspace(across[0] - first, across[1] - first, width, endpoint=False).astype(np.intp)
    # the smaller step first: what it leaves is pooled again
    if columns < width:
        return _pooled(part[:bottom], np.clip(tops, 0, bottom - 1), axis=0).take(np.clip(lefts, 0, columns - 1), axis=1)
    narrow = _pooled(part[:bottom], np.clip(lefts, 0, columns - 1), axis=1)
    return _pooled(narrow, np.clip(tops, 0, bottom - 1), axis=0)


def _pooled(codes: NDArray[np.uint8], starts: NDArray[np.intp], axis: int) -> NDArray[np.uint8]:
    """Return the maxima of the spans that begin at ``starts``, which do not fall."""
    if codes.shape[axis] <= len(starts):
        return codes.take(starts, axis=axis)
    return np.asarray(np.maximum.reduceat(codes, starts, axis=axis), np.uint8)
