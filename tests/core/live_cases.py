"""What tests of the live split share: networks that are easily foreseen, and sound."""

from __future__ import annotations

import numpy as np


class SteadyNetwork:
    """Gives every bin the same share, and remembers what it saw."""

    bins = 513

    def __init__(self, share: float = 0.3, lookahead: int = 0) -> None:
        self.share, self.lookahead = share, lookahead
        self.seen = np.zeros(self.bins, np.float32)
        self.steps = self.resets = 0

    def reset(self) -> None:
        self.resets += 1

    def step(self, magnitudes: np.ndarray, mask: np.ndarray) -> None:
        np.copyto(self.seen, magnitudes)
        mask.fill(self.share)
        self.steps += 1


class BandNetwork(SteadyNetwork):
    """Takes a band of bins for the voice."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__()
        self.band = slice(first, last)

    def step(self, magnitudes: np.ndarray, mask: np.ndarray) -> None:
        super().step(magnitudes, mask)
        mask.fill(0.0)
        mask[self.band] = 1.0


def noise(samples: int, channels: int, seed: int = 0) -> np.ndarray:
    generator = np.random.default_rng(seed)
    return (0.1 * generator.standard_normal((samples, channels))).astype(np.float32)


def split(splitter, sound: np.ndarray, sizes=(512,)) -> tuple[np.ndarray, np.ndarray]:
    """Return voice and accompaniment of a sound that comes in blocks of these sizes, over and over."""
    voice, accompaniment = np.full_like(sound, np.nan), np.full_like(sound, np.nan)
    start = number = 0
    while start < len(sound):
        stop = start + sizes[number % len(sizes)]
        splitter.process(sound[start:stop], voice[start:stop], accompaniment[start:stop])
        start, number = stop, number + 1
    return voice, accompaniment
