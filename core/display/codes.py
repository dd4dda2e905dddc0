"""Levels as bytes: half a decibel per step.

Owns the mapping dB <-> uint8. The codes of a picture never change with the contrast: the range that is shown is a
matter of the 256 entries of a colour table.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

STEP_DB = 0.5
FLOOR_DB = -121.5  # code 0: this or less; code 255 is +6 dB
_CODES_PER_OCTAVE_OF_POWER = 10.0 * np.log10(2.0) / STEP_DB


def db_to_code(level_db: ArrayLike) -> NDArray[np.uint8]:
    """Return the codes of levels in dB (0 dB: a sine at full scale), same shape, uint8, clipped at both ends."""
    steps = np.rint((np.asarray(level_db, np.float64) - FLOOR_DB) / STEP_DB)
    return np.clip(steps, 0, 255).astype(np.uint8)


def code_to_db(code: ArrayLike) -> NDArray[np.float64]:
    """Return the levels in dB that codes stand for, same shape."""
    return np.asarray(code, np.float64) * STEP_DB + FLOOR_DB


def power_to_steps(power: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return power (1 = a sine at full scale) on the scale of the codes, not yet rounded; same shape."""
    steps = np.log2(np.maximum(power, np.float32(1e-20)))
    steps *= np.float32(_CODES_PER_OCTAVE_OF_POWER)
    steps -= np.float32(FLOOR_DB / STEP_DB)
    return steps


def steps_to_code(steps: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return rounded and clipped codes, same shape, uint8, C-contiguous."""
    return np.clip(np.add(steps, np.float32(0.5)), 0.0, 255.0).astype(np.uint8, order="C")


def power_to_code(power: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return the codes of power values (1 = a sine at full scale), same shape, uint8."""
    return steps_to_code(power_to_steps(power))


def table_positions(floor_db: float, top_db: float) -> NDArray[np.float64]:
    """Return where each of the 256 codes lies between ``floor_db`` (0) and ``top_db`` (1), shape (256,), clipped."""
    if not top_db > floor_db:
        raise ValueError(f"top_db must be above floor_db, not {top_db} and {floor_db}")
    return np.clip((code_to_db(np.arange(256)) - floor_db) / (top_db - floor_db), 0.0, 1.0)
