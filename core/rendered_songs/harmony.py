"""Scales, chords and progressions.

Owns the step from a mode and degrees to pitches. Knows no instruments and no time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MODES: dict[str, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
}
# Degrees of the roots, 0 = tonic; each entry is held for a bar.
PROGRESSIONS: dict[str, tuple[tuple[int, ...], ...]] = {
    "major": (
        (0, 4, 5, 3), (0, 5, 3, 4), (5, 3, 0, 4), (0, 3, 4, 3), (0, 4, 5, 2, 3, 0, 3, 4), (3, 4, 2, 5), (3, 4, 0, 0),
        (1, 4, 0, 5), (0, 2, 3, 4), (0, 0, 3, 4), (0, 5, 1, 4), (3, 0, 4, 5), (0, 3, 0, 4),
    ),
    "minor": (
        (0, 5, 2, 6), (0, 6, 5, 6), (0, 3, 4, 0), (0, 5, 3, 4), (0, 3, 6, 2), (5, 6, 0, 0), (0, 6, 5, 4), (0, 0, 5, 6),
        (3, 6, 2, 5), (0, 4, 0, 3),
    ),
    "mixolydian": ((0, 6, 3, 0), (0, 0, 6, 3), (0, 4, 6, 3), (0, 6, 0, 6)),
    "dorian": ((0, 3, 0, 3), (0, 6, 3, 0), (0, 1, 2, 1), (0, 3, 6, 2)),
}  # fmt: skip


@dataclass(frozen=True)
class Chord:
    """A chord of the scale: pitch classes, the root first, and the scale that it stands in."""

    classes: tuple[int, ...]
    scale: tuple[int, ...]

    @property
    def root(self) -> int:
        """Pitch class of the root."""
        return self.classes[0]

    @property
    def fifth(self) -> int:
        """Pitch class of the fifth."""
        return self.classes[2]


def chord(key: int, mode: str, degree: int, seventh: bool) -> Chord:
    """Return the chord on a degree; in minor the fifth degree takes a major third."""
    steps = MODES[mode]
    scale = tuple((key + step) % 12 for step in steps)
    classes = [scale[(degree + third) % 7] for third in (0, 2, 4, 6)[: 4 if seventh else 3]]
    if mode == "minor" and degree == 4:
        classes[1] = (classes[0] + 4) % 12
    return Chord(tuple(classes), scale)


def nearest(pitch_class: int, around: float) -> int:
    """Return the pitch of a class that is nearest to a pitch."""
    return int(pitch_class + 12 * np.round((around - pitch_class) / 12))


def voicing(held: Chord, around: float, voices: int) -> list[int]:
    """Return ``voices`` pitches of a chord in close position about a pitch, low to high."""
    pitches = sorted(
        nearest(held.classes[n % len(held.classes)], around) for n in range(min(voices, len(held.classes)))
    )
    while len(pitches) < voices:
        pitches.append(pitches[len(pitches) - len(held.classes)] + 12)
    return sorted(pitches)


def ladder(classes: tuple[int, ...], low: int, high: int) -> list[int]:
    """Return every pitch of some classes from low to high."""
    wanted = set(classes)
    return [pitch for pitch in range(low, high + 1) if pitch % 12 in wanted]
