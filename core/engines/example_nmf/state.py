"""What a run keeps: the dictionaries that it used.

Owns the names of the arrays in the state of a run and the step from there to dictionaries.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from core.annotation.model import Annotation, Dictionary
from core.engines.base import EngineState
from core.stft import FloatArray, StftParams

_GRID = "example_nmf.grid"
_COLUMNS = "example_nmf.columns."
_MOST_COLUMNS = 100_000


def state_of(params: StftParams, columns: Mapping[str, FloatArray]) -> EngineState:
    """Return the state of a run: the columns (bins, d) of every source, by its id."""
    grid = np.array([params.rate, params.window_samples, params.hop_samples], np.int64)
    return {_GRID: grid, **{_COLUMNS + source_id: one for source_id, one in columns.items()}}


def dictionaries_of(state: EngineState | None, annotation: Annotation) -> tuple[Dictionary, ...]:
    """Return the dictionaries of a run, in the order of the sources.

    Parameters
    ----------
    state : mapping or None
        Of a result; that of another engine has none. What does not fit is left out.
    annotation : Annotation
        Gives the names; sources that it does not know are left out.
    """
    grid = state.get(_GRID) if state is not None else None
    if state is None or grid is None or grid.shape != (3,) or not np.issubdtype(grid.dtype, np.integer):
        return ()
    rate, window, hop = (int(value) for value in grid)
    found = []
    for source in annotation.sources:
        columns = state.get(_COLUMNS + source.id)
        if columns is not None and _is_sound(columns, window):
            name, labels = source.name, ("",) * columns.shape[1]
            found.append(Dictionary(source.id, name, np.asarray(columns, np.float32), rate, window, hop, labels))
    return tuple(found)


def _is_sound(columns: FloatArray, window: int) -> bool:
    if columns.ndim != 2 or columns.shape[0] != window // 2 + 1 or not 0 < columns.shape[1] <= _MOST_COLUMNS:
        return False
    return bool(np.issubdtype(columns.dtype, np.floating) and np.isfinite(columns).all() and (columns >= 0).all())
