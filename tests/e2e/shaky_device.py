"""Sound devices as a desk of cables has them: some fail, some die, some take nothing, all in real time."""

from __future__ import annotations

import random
import time

from core.errors import PlaybackError
from core.playback.output import NullOutput, Output

RATES = (8_000, 22_050, 44_100, 48_000, 96_000)


class ShakyOutput(NullOutput):
    """A device that works for a while, or not at all."""

    def __init__(self, rate: int, rng: random.Random) -> None:
        super().__init__(rate)
        self.name = f"Shaky <b>{rate}</b>"
        self._rng = rng
        self._dies_at = time.monotonic() + rng.uniform(0.05, 4.0) if rng.random() < 0.4 else 1e18
        self._takes = rng.random() < 0.9
        self._fails = rng.random() < 0.2

    @property
    def is_alive(self) -> bool:
        """Whether it takes frames, until it dies."""
        if time.monotonic() > self._dies_at:
            super().stop()
        return super().is_alive

    def start(self) -> None:
        """Begin, if that is possible."""
        if self._fails or time.monotonic() > self._dies_at:
            raise PlaybackError(f"there is no sound: {self.name} cannot be used")
        if self._takes:
            super().start()


class ShakyDesk:
    """What opens them, from any thread."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)

    def open(self, rate: int, device: str | None) -> Output:
        """Return a device of the rate that was asked for, of another one, or none."""
        roll = self._rng.random()
        if roll < 0.15:
            return NullOutput(rate, f"there is no sound: the device {device or ''} was not found")
        return ShakyOutput(rate if roll < 0.6 else self._rng.choice(RATES), self._rng)
