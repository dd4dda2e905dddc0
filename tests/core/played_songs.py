"""Sound to be played in tests, and what a click in it is."""

from __future__ import annotations

import numpy as np

from core.audio import Audio
from core.playback.takes import Sources, Take

RATE = 8000
LENGTH = 2 * RATE
RAMP = 80  # 10 ms


def tone(frequency: float = 50.0, level: float = 0.5, length: int = LENGTH, rate: int = RATE) -> Audio:
    """Return a cosine on both sides."""
    wave = level * np.cos(2 * np.pi * frequency * np.arange(length) / rate)
    return Audio(np.tile(wave.astype(np.float32), (2, 1)), rate)


def noise(seed: int, channels: int = 2, length: int = LENGTH, level: float = 0.2) -> Audio:
    """Return noise that is another on every channel."""
    samples = np.random.default_rng(seed).uniform(-level, level, (channels, length))
    return Audio(samples.astype(np.float32), RATE)


def take(seed: int, channels: int = 2, finished: tuple[tuple[int, int], ...] | None = None) -> Take:
    """Return three stems and a residual of noise."""
    names = ("left", "right", "bass", "residual")
    return Take({name: noise(10 * seed + number, channels) for number, name in enumerate(names)}, finished)


def total(of: Take) -> np.ndarray:
    """Return the sum of the stems, (channels, samples)."""
    parts = [audio.samples for audio in of.stems.values()]
    return np.sum(parts, axis=0, dtype=np.float64).astype(np.float32)


def song(channels: int = 2) -> Sources:
    """Return a song whose only take adds up to it."""
    only = take(0, channels)
    return Sources(Audio(total(only), RATE), {"1": only})


def bends(output: np.ndarray) -> float:
    """Return by how much the line through two neighbouring samples misses the next one, at most.

    A smooth tone hardly bends from sample to sample, and neither does a ramp; a step of a certain height bends by at
    least as much, wherever on the wave it lies.
    """
    return float(np.abs(np.diff(output.astype(np.float64), 2, axis=1)).max())
