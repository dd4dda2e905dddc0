"""Ways of playing: what an instrument makes of a bar's chord.

A way is a function of a bar; all of them are in ``CHORD_WAYS`` and ``BASS_WAYS``. Owns rhythm and pitches within a
bar; which instrument plays when is ``composition``'s.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.rendered_songs.harmony import Chord, ladder, nearest, voicing

# Start and length in sixteenths, pitch, strength.
Played = tuple[float, float, int, float]
STRUM_STEP = 0.09


@dataclass(frozen=True)
class Bar:
    """A bar to be filled.

    Attributes
    ----------
    steps : int
        Sixteenths of the bar.
    held, following : Chord
        Of this bar and of the next.
    low, high : int
        What the instrument plays comfortably.
    centre : float
        Where the hand lies.
    motif : ndarray (32,)
        Random numbers of the part, 0 to 1, the same in every bar: what makes a riff a riff.
    """

    steps: int
    held: Chord
    following: Chord
    low: int
    high: int
    centre: float
    motif: np.ndarray[tuple[int], np.dtype[np.float64]]


def inside(pitch: int, bar: Bar) -> int:
    """Return the pitch moved by octaves into the range."""
    while pitch < bar.low:
        pitch += 12
    while pitch > bar.high:
        pitch -= 12
    return pitch


def struck(
    bar: Bar, starts: list[float], length: float, voices: int, strength: float = 0.7, spread: float = 0.0
) -> list[Played]:
    """Return the chord struck at each start; ``spread`` sixteenths from string to string, alternating direction."""
    pitches = [inside(pitch, bar) for pitch in voicing(bar.held, bar.centre, voices)]
    played = []
    for count, start in enumerate(starts):
        order = pitches if count % 2 == 0 else pitches[::-1]
        accent = strength * (1.0 if start % 4 == 0 else 0.8)
        played += [(start + spread * n, length, pitch, accent) for n, pitch in enumerate(order)]
    return played


def pad(bar: Bar) -> list[Played]:
    """Hold the chord."""
    return struck(bar, [0.0], bar.steps, 3 + int(bar.motif[0] > 0.5), 0.6)


def block(bar: Bar) -> list[Played]:
    """Strike the chord once or twice a bar."""
    starts = [0.0, bar.steps / 2] if bar.motif[0] > 0.5 and bar.steps == 16 else [0.0]
    return struck(bar, starts, bar.steps / len(starts) * 0.95, 3 + int(bar.motif[1] > 0.4), 0.65)


def quarters(bar: Bar) -> list[Played]:
    """Strike the chord on every beat."""
    return struck(bar, [float(s) for s in range(0, bar.steps, 4)], 2.6, 3, 0.6)


def triplets(bar: Bar) -> list[Played]:
    """Strike the chord on every eighth."""
    return struck(bar, [float(s) for s in range(0, bar.steps, 2)], 1.7, 3, 0.55)


def waltz(bar: Bar) -> list[Played]:
    """Rest on the first beat, chords after."""
    return struck(bar, [4.0, 8.0], 2.5, 3, 0.55)


def offbeats(bar: Bar) -> list[Played]:
    """Strike shortly between the beats."""
    first = 4 if bar.motif[0] > 0.5 else 2
    return struck(bar, [float(s) for s in range(first, bar.steps, 8 if first == 4 else 4)], 1.2, 3, 0.7)


def chops(bar: Bar) -> list[Played]:
    """Strike short chords in sixteenths."""
    starts = [float(s) for s in range(bar.steps) if bar.motif[s] > 0.55 or s % 8 == 4]
    return struck(bar, starts, 0.6, 3, 0.65, 0.03)


def stabs(bar: Bar) -> list[Played]:
    """Strike a few syncopated chords."""
    starts = [float(s) for s in range(bar.steps) if bar.motif[s] > (0.75 if s % 4 else 0.6)] or [0.0]
    return struck(bar, starts, 1.0 + 2.0 * float(bar.motif[31]), 3, 0.7)


def strum(bar: Bar) -> list[Played]:
    """Strum a guitar in eighths, some left out."""
    starts = [float(s) for s in range(0, bar.steps, 2) if s % 8 == 0 or bar.motif[s] > 0.3]
    return struck(bar, starts, 2.4, 5, 0.65, STRUM_STEP)


def bossa(bar: Bar) -> list[Played]:
    """Pluck chords in the rhythm of a bossa nova."""
    starts = [s for s in (0.0, 3.0, 6.0, 10.0, 12.0) if s < bar.steps]
    return struck(bar, starts, 2.0, 4, 0.6)


def power(bar: Bar) -> list[Played]:
    """Play root and fifth in eighths."""
    root = inside(nearest(bar.held.root, bar.low + 6), bar)
    starts = [s for s in range(0, bar.steps, 2) if s % 8 == 0 or bar.motif[s] > 0.35]
    length = 1.0 if bar.motif[30] > 0.5 else 2.0
    return [(float(s), length, root + up, 0.75) for s in starts for up in (0, 7, 12)]


def arpeggio(bar: Bar) -> list[Played]:
    """Break the chord upwards, downwards or both, in eighths or sixteenths."""
    voices = 4 + int(bar.motif[0] * 3)
    pitches = [inside(pitch, bar) for pitch in voicing(bar.held, bar.centre - 5, voices)]
    order = pitches if bar.motif[1] < 0.5 else pitches + pitches[-2:0:-1]
    if bar.motif[1] > 0.85:
        order = pitches[::-1]
    step = 1 if bar.motif[2] > 0.7 else 2
    ring = step * (1.0 if bar.motif[3] < 0.4 else 3.0)
    return [
        (float(s), ring, order[n % len(order)], 0.6 if s % 4 else 0.75) for n, s in enumerate(range(0, bar.steps, step))
    ]


def picking(bar: Bar) -> list[Played]:
    """Pick bass and upper strings in turn."""
    pitches = [inside(pitch, bar) for pitch in voicing(bar.held, bar.centre, 4)]
    order = (0, 2, 1, 3, 0, 3, 1, 2) if bar.motif[0] > 0.5 else (0, 2, 3, 2, 1, 2, 3, 2)
    return [(float(s), 3.0, pitches[order[n % 8]], 0.65) for n, s in enumerate(range(0, bar.steps, 2))]


def riff(bar: Bar) -> list[Played]:
    """Repeat a figure of single notes."""
    pitches = ladder(bar.held.scale, max(bar.low, int(bar.centre) - 7), min(bar.high, int(bar.centre) + 7))
    chordal = [p for p in pitches if p % 12 in bar.held.classes]
    played, start = [], 0
    while start < bar.steps:
        length = 1 + int(bar.motif[start] * 4)
        choice = chordal if start % 4 == 0 else pitches
        if bar.motif[(start + 7) % 32] > 0.25:
            played.append((float(start), length * 0.9, choice[int(bar.motif[(start + 3) % 32] * len(choice))], 0.65))
        start += length
    return played


def montuno(bar: Bar) -> list[Played]:
    """Play syncopated octaves of the chord."""
    pitches = voicing(bar.held, bar.centre, 3)
    starts = [s for s in (0, 2, 3, 5, 7, 8, 10, 11, 13, 15) if s < bar.steps]
    return [(float(s), 1.0, inside(pitches[n % 3] + up, bar), 0.65) for n, s in enumerate(starts) for up in (0, 12)]


def bass_notes(bar: Bar, starts: list[int], ups: list[int], length: float) -> list[Played]:
    """Return the root, moved by some semitones, at some sixteenths."""
    root = inside(nearest(bar.held.root, bar.centre), bar)
    return [
        (float(s), length, inside(root + up, bar), 0.75 if s % 8 == 0 else 0.65)
        for s, up in zip(starts, ups, strict=True)
    ]


def root_notes(bar: Bar) -> list[Played]:
    """Play the root on the beats that the motif chooses."""
    starts = [s for s in range(0, bar.steps, 2) if s == 0 or bar.motif[s] > 0.72]
    return [
        (float(s), float(e - s) * 0.95, p, v)
        for (s, _, p, v), e in zip(
            bass_notes(bar, starts, [0] * len(starts), 1.0), [*starts[1:], bar.steps], strict=True
        )
    ]


def long_root(bar: Bar) -> list[Played]:
    """Hold the root."""
    return bass_notes(bar, [0], [0], bar.steps * 0.97)


def fifths(bar: Bar) -> list[Played]:
    """Play root and fifth in turn."""
    starts = list(range(0, bar.steps, 8 if bar.steps == 16 else 4))
    return bass_notes(bar, starts, [0, -5, 0][: len(starts)], 6.0 if bar.steps == 16 else 3.5)


def bossa_bass(bar: Bar) -> list[Played]:
    """Play dotted root and fifth."""
    starts = [s for s in (0, 6, 8, 14) if s < bar.steps]
    return bass_notes(bar, starts, [0, 7, 7, 0][: len(starts)], 2.2)


def waltz_bass(bar: Bar) -> list[Played]:
    """Play the first beat."""
    return bass_notes(bar, [0], [0 if bar.motif[0] > 0.3 else -5], 4.5)


def eighths(bar: Bar) -> list[Played]:
    """Repeat the root in eighths."""
    starts = list(range(0, bar.steps, 2))
    return bass_notes(bar, starts, [0] * len(starts), 1.7)


def octaves(bar: Bar) -> list[Played]:
    """Jump between octaves in eighths."""
    starts = list(range(0, bar.steps, 2))
    return bass_notes(bar, starts, [0 if n % 2 == 0 else 12 for n in range(len(starts))], 1.5)


def offbeat_bass(bar: Bar) -> list[Played]:
    """Play between the beats."""
    starts = list(range(2, bar.steps, 4))
    return bass_notes(bar, starts, [0] * len(starts), 1.7)


def funk(bar: Bar) -> list[Played]:
    """Play syncopated sixteenths with octaves, fifths and sevenths."""
    starts = [s for s in range(bar.steps) if s == 0 or bar.motif[s] > 0.62]
    ups = [0 if s == 0 else (0, 12, 7, 10, 0)[int(bar.motif[(s + 11) % 32] * 5)] for s in starts]
    return bass_notes(bar, starts, ups, 0.9)


def reggae(bar: Bar) -> list[Played]:
    """Leave the first beat out and answer."""
    starts = [s for s in (4, 6, 8, 12, 14) if bar.motif[s] > 0.3 and s < bar.steps] or [4]
    return bass_notes(bar, starts, [(0, 0, 4, 7, 0)[int(bar.motif[s + 1] * 5)] for s in starts], 1.8)


def walking(bar: Bar) -> list[Played]:
    """Walk in quarters to the next root."""
    here, there = nearest(bar.held.root, bar.centre), nearest(bar.following.root, bar.centre)
    scale = ladder(bar.held.scale, bar.low, bar.high)
    beats = bar.steps // 4
    way = [here]
    for beat in range(1, beats - 1):
        ideal = (
            here + (there - here) * beat / beats + (7 if bar.motif[beat] > 0.6 else 3) * np.sin(np.pi * beat / beats)
        )
        way.append(min(scale, key=lambda p: abs(p - ideal)))
    way.append(there + (1 if bar.motif[9] > 0.5 else -1))
    return [(4.0 * n, 3.7, inside(int(p), bar), 0.7) for n, p in enumerate(way)]


def walk_up(bar: Bar) -> list[Played]:
    """Hold the root and walk to the next one on the last beat."""
    root, there = nearest(bar.held.root, bar.centre), nearest(bar.following.root, bar.centre)
    last = bar.steps - 4
    step = 1 if there >= root else -1
    return [
        (0.0, last * 0.95, inside(root, bar), 0.75),
        (float(last), 1.8, inside(there - 3 * step, bar), 0.6),
        (float(last + 2), 1.8, inside(there - 2 * step, bar), 0.6),
    ]


CHORD_WAYS: dict[str, Callable[[Bar], list[Played]]] = {
    "pad": pad, "block": block, "quarters": quarters, "triplets": triplets, "waltz": waltz, "offbeats": offbeats,
    "chops": chops, "stabs": stabs, "strum": strum, "bossa": bossa, "power": power, "arpeggio": arpeggio,
    "picking": picking, "riff": riff, "montuno": montuno,
}  # fmt: skip
BASS_WAYS: dict[str, Callable[[Bar], list[Played]]] = {
    "roots": root_notes, "long": long_root, "fifths": fifths, "bossa": bossa_bass, "waltz": waltz_bass,
    "eighths": eighths, "octaves": octaves, "offbeats": offbeat_bass, "funk": funk, "reggae": reggae,
    "walking": walking, "walk up": walk_up,
}  # fmt: skip
