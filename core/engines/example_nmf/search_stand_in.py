"""What is heard in place of a source without examples, when settings are compared.

Owns the choice: what was said not to be another source, pauses of the song, or what a dictionary can sound like.
All arrays are (frames, bins).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.annotation.model import Dictionary
from core.dictionaries.editing import on_grid
from core.engines.example_nmf.material import Material
from core.errors import EngineError
from core.stft import FloatArray, StftParams

# below this share of the loudest frame one is silent
_SILENT = 1e-3
_LEAST_LIKE, _FEWEST = 1 / 3, 8
_COMPARED, _MADE = 400, 600


def stand_in(material: Material, missing: int) -> FloatArray:
    """Return what is heard in place of a source of which nothing is known.

    What was said not to be another source; else where the song looks the least like what is known, as in a pause.

    Raises
    ------
    EngineError
        There is neither.
    """
    others = [one for number, one in enumerate(material.others) if number != missing and one is not None]
    if others:
        return max(others, key=len)
    known = [one for one in material.sources if one is not None and len(one)]
    song = material.mixed[is_loud(material.mixed)]
    if not len(song) or not known:
        raise EngineError(
            "nothing in the song can stand in for the source without examples; give an example of what others are not"
        )
    likeness = np.max([_likeness(song, one) for one in known], axis=0)
    count = max(min(_FEWEST, len(song)), int(len(song) * _LEAST_LIKE))
    chosen = np.sort(np.argsort(likeness, kind="stable")[:count])
    return song[chosen]


def sound_of_dictionary(dictionary: Dictionary, params: StftParams) -> FloatArray:
    """Return frames in which a few columns of a dictionary sound at a time."""
    columns = on_grid(dictionary, params.rate, params.window_samples).columns
    generator = np.random.default_rng(0)
    rows: FloatArray = generator.gamma(0.2, 1.0, (_MADE, columns.shape[1])).astype(np.float32) @ columns.T
    return rows


def is_loud(rows: FloatArray) -> NDArray[np.bool_]:
    """Return which frames are not silent."""
    norms = np.linalg.norm(rows, axis=1)
    loud: NDArray[np.bool_] = norms > _SILENT * norms.max(initial=0.0)
    return loud


def mean_power(rows: FloatArray) -> float:
    """Return the mean power of a frame, above zero."""
    return max(float(np.square(rows, dtype=np.float64).sum()) / max(1, len(rows)), 1e-20)


def _likeness(song: FloatArray, known: FloatArray) -> FloatArray:
    """Return how like the nearest of the known frames every frame of the song is, 0 to 1."""
    spread = np.unique(np.linspace(0, len(known) - 1, min(len(known), _COMPARED)).astype(int))
    nearest: FloatArray = (_shape(song) @ _shape(known[spread]).T).max(axis=1)
    return nearest


def _shape(rows: FloatArray) -> FloatArray:
    # roots: the loudest bin alone says little
    roots: FloatArray = np.sqrt(rows)
    roots /= np.maximum(np.linalg.norm(roots, axis=1, keepdims=True), np.float32(1e-12))
    return roots
