"""How bright a picture is: by what sounds in it, not by how much of it is silent."""

from __future__ import annotations

import numpy as np
import pytest

from core.audio import Audio
from core.display import FLOOR_DB, SpectrogramPyramid

RATE = 8000


def loud_db(samples: np.ndarray) -> float | None:
    pyramid = SpectrogramPyramid(Audio(samples[None].astype(np.float32), RATE), rows=64)
    for _part in pyramid.build():
        pass
    return pyramid.loud_db()


def test_a_short_note_in_a_long_silence_is_as_bright_as_alone() -> None:
    note = 0.5 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)
    song = np.zeros(120 * RATE)
    song[RATE : 2 * RATE] = note
    alone = loud_db(note)
    assert alone is not None
    assert loud_db(song) == pytest.approx(alone, abs=6.0)


def test_nothing_is_louder_than_silence_where_there_is_nothing_else() -> None:
    assert loud_db(np.zeros(5 * RATE)) == FLOOR_DB
