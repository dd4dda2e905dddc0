"""Short synthetic songs with their notes, for tests that need something to separate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.annotation.model import Annotation, Note, Source
from core.audio import Mixture

# (source, pitch, start in seconds, length in seconds)
NoteRow = tuple[str, int, float, float]

TWO_VOICES: tuple[NoteRow, ...] = (
    ("high", 76, 0.1, 0.5), ("high", 79, 0.7, 0.5), ("high", 76, 1.3, 0.6), ("high", 81, 2.0, 0.8),
    ("low", 48, 0.1, 0.9), ("low", 43, 1.1, 0.8), ("low", 50, 2.0, 0.7),
)  # fmt: skip


def tone(pitch: float, length_s: float, rate: int, brightness: float) -> np.ndarray:
    """Return a decaying tone with ten partials, shape (samples,), float64."""
    time_s = np.arange(int(length_s * rate)) / rate
    fundamental = 440.0 * 2 ** ((pitch - 69) / 12)
    partials = [
        brightness**order * np.sin(2 * np.pi * order * fundamental * time_s)
        for order in range(1, 11)
        if order * fundamental < rate / 2
    ]
    return np.sum(partials, axis=0) * np.exp(-3.0 * time_s) * np.minimum(1.0, time_s / 0.005)


def voices(rows: Sequence[NoteRow], rate: int, duration_s: float) -> dict[str, np.ndarray]:
    """Return the sound of every source, shape (samples,), float64, in order of first appearance."""
    sounds: dict[str, np.ndarray] = {}
    for name, pitch, start_s, length_s in rows:
        sound = sounds.setdefault(name, np.zeros(int(duration_s * rate)))
        note = tone(pitch, length_s, rate, 0.5 if name == "high" else 0.7)
        start = int(start_s * rate)
        note = note[: max(0, len(sound) - start)]
        sound[start : start + len(note)] += 0.2 * note
    return sounds


def song(
    rows: Sequence[NoteRow] = TWO_VOICES, rate: int = 16000, duration_s: float = 3.0, channels: int = 2
) -> tuple[Mixture, Annotation, np.ndarray]:
    """Return a mixture, its annotation and the true stems (sources, channels, samples); sources lie apart in stereo."""
    sounds = voices(rows, rate, duration_s)
    places = np.linspace(0.2, 0.8, len(sounds))
    gains = np.ones((len(sounds), 1)) if channels == 1 else np.stack([1 - places, places] * (channels // 2), axis=1)
    stems = np.stack([gain[:, None] * sound for gain, sound in zip(gains, sounds.values(), strict=True)])
    length = stems.shape[-1]
    notes = [
        Note(int(start_s * rate), int(length_s * rate), name, float(pitch))
        for name, pitch, start_s, length_s in rows
        if start_s < duration_s
    ]
    annotation = Annotation(tuple(Source(name, name) for name in sounds), tuple(sorted(notes)))
    return Mixture(stems.sum(axis=0).astype(np.float32)[:, :length], rate), annotation, stems.astype(np.float32)
