"""Dictionaries made of others: without some columns, under other names, on the grid of another song.

Every result is a new dictionary with an id of its own; the one it was made of stays as it is.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.annotation.model import Dictionary
from core.errors import EngineError

LONGEST_TEXT = 200
# of the energy of a column: what is below has no sound within the other grid
_NOTHING_LEFT = 1e-6


def clean_text(text: object, longest: int = LONGEST_TEXT) -> str:
    """Return a name that can be shown in a line: nothing that cannot be printed, no longer than ``longest``."""
    if not isinstance(text, str):
        return ""
    shown = "".join(letter if letter.isprintable() else " " for letter in text[: 2 * longest])
    return " ".join(shown.split())[:longest]


def without_columns(dictionary: Dictionary, numbers: Collection[int]) -> Dictionary:
    """Return a dictionary without the columns of these numbers, perhaps without any; raises IndexError."""
    count = dictionary.columns.shape[1]
    if any(not 0 <= number < count for number in numbers):
        raise IndexError(f"there are columns 0 to {count - 1}")
    gone = set(numbers)
    kept = [number for number in range(count) if number not in gone]
    labels = tuple(dictionary.labels[number] for number in kept)
    return _made(dictionary, columns=_frozen(dictionary.columns[:, kept]), labels=labels)


def renamed(dictionary: Dictionary, name: str) -> Dictionary:
    """Return a dictionary of another name; an empty one leaves it as it is."""
    return _made(dictionary, name=clean_text(name) or dictionary.name)


def with_label(dictionary: Dictionary, column: int, label: str) -> Dictionary:
    """Return a dictionary in which a column has another name, none where it is empty; raises IndexError."""
    if not 0 <= column < dictionary.columns.shape[1]:
        raise IndexError(f"there are columns 0 to {dictionary.columns.shape[1] - 1}")
    labels = list(dictionary.labels)
    labels[column] = clean_text(label)
    return _made(dictionary, labels=tuple(labels))


def of_source(dictionary: Dictionary, source_id: str) -> Dictionary:
    """Return a dictionary that belongs to a source, or to none where the id is empty."""
    return _made(dictionary, source_id=source_id)


def with_provenance(dictionary: Dictionary, facts: Mapping[str, str]) -> Dictionary:
    """Return a dictionary of which more is known."""
    return _made(dictionary, provenance={**dictionary.provenance, **facts})


def on_grid(dictionary: Dictionary, rate: int, window_samples: int) -> Dictionary:
    """Return a dictionary for a song of another rate or window, its columns resampled along frequency.

    Parameters
    ----------
    dictionary : Dictionary
    rate : int
        In Hz.
    window_samples : int

    Returns
    -------
    Dictionary
        Columns (window_samples // 2 + 1, columns) of norm 1. Columns without sound below half the new rate are left
        out with their labels; the hop keeps its share of the window.

    Raises
    ------
    EngineError
        None of the columns has sound below half the new rate.
    """
    if (rate, window_samples) == (dictionary.rate, dictionary.window_samples):
        return _made(dictionary)
    old_step, new_step = dictionary.rate / dictionary.window_samples, rate / window_samples
    positions = np.arange(window_samples // 2 + 1, dtype=np.float64) * (new_step / old_step)
    columns = dictionary.columns.astype(np.float64)
    energy = np.square(columns)
    if new_step > old_step:
        resampled = _mean_energy(energy, positions, new_step / old_step)
    else:
        resampled = np.square(_between(columns, positions))
    norms = np.sqrt(resampled.sum(axis=0))
    # as energy per Hz, so that grids can be compared
    share = np.square(norms) * new_step / (energy.sum(axis=0) * old_step)
    kept = np.flatnonzero(share > _NOTHING_LEFT)
    if not len(kept):
        raise EngineError(
            f"the dictionary {dictionary.name} has no sound below {rate / 2000:g} kHz, where the song ends; "
            "choose another dictionary"
        )
    found = _frozen((np.sqrt(resampled[:, kept]) / norms[kept]).astype(np.float32))
    hop = max(1, round(dictionary.hop_samples * window_samples / dictionary.window_samples))
    labels = tuple(dictionary.labels[number] for number in kept)
    return _made(dictionary, columns=found, rate=rate, window_samples=window_samples, hop_samples=hop, labels=labels)


def _mean_energy(energy: NDArray[np.float64], positions: NDArray[np.float64], width: float) -> NDArray[np.float64]:
    """Return the mean over cells of ``width`` bins around positions; no energy lies outside."""
    below = np.vstack([np.zeros((1, energy.shape[1])), np.cumsum(energy, axis=0)])
    upper = _between(below, positions + width / 2 + 0.5, hold=True)
    lower = _between(below, positions - width / 2 + 0.5, hold=True)
    return np.maximum(upper - lower, 0.0) / width


def _between(rows: NDArray[np.float64], positions: NDArray[np.float64], hold: bool = False) -> NDArray[np.float64]:
    """Return rows at positions between them; outside 0, or the nearest where ``hold``."""
    last = len(rows) - 1
    inside = np.clip(positions, 0, last)
    first = np.minimum(inside.astype(np.intp), last - 1)
    share = (inside - first)[:, None]
    found = (1 - share) * rows[first] + share * rows[first + 1]
    return found if hold else np.where((positions <= last)[:, None], found, 0.0)


def _frozen(columns: NDArray[np.float32]) -> NDArray[np.float32]:
    found = np.array(columns, np.float32, order="C")
    found.flags.writeable = False
    return found


def _made(dictionary: Dictionary, **parts: object) -> Dictionary:
    return replace(dictionary, id=uuid.uuid4().hex, **parts)  # type: ignore[arg-type]
