"""Dictionaries for the tests of their window: harmonic columns of known pitches, and some noise."""

from __future__ import annotations

import numpy as np

from core.annotation.model import Dictionary

RATE, WINDOW = 22050, 2048
NOTES = (64, 45, 57, 69, 52)


def dictionary_of(
    source_id: str = "s1",
    name: str = "Flute",
    pitches: tuple[int, ...] = NOTES,
    noises: int = 1,
    rate: int = RATE,
    window: int = WINDOW,
) -> Dictionary:
    """Return columns in the order of ``pitches``, then noise; the columns are not sorted."""
    bins = window // 2 + 1
    generator = np.random.default_rng(1)
    columns = np.full((bins, len(pitches) + noises), 1e-5)
    for number, pitch in enumerate(pitches):
        hertz = 440.0 * 2.0 ** ((pitch - 69) / 12)
        for partial in range(1, 16):
            place = partial * hertz * window / rate
            near = np.arange(max(0, int(place) - 4), min(bins, int(place) + 5))
            columns[near, number] += np.exp(-((near - place) ** 2)) / partial**1.2
    for number in range(noises):
        frequencies = np.arange(bins) * rate / window
        centre = 3000.0 + 1500.0 * number
        columns[:, len(pitches) + number] += generator.random(bins) * np.exp(-(((frequencies - centre) / 1500.0) ** 2))
    columns /= np.linalg.norm(columns, axis=0)
    frozen = np.ascontiguousarray(columns, np.float32)
    return Dictionary(source_id, name, frozen, rate, window, window // 4, ("",) * columns.shape[1])
