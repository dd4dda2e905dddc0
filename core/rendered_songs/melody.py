"""What is sung: singers, phrases, rhythms, pitches and syllables.

Owns the composition of the vocal part over given chords. How it sounds is ``singing``'s.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.rendered_songs.harmony import Chord, ladder
from core.rendered_songs.phones import TONGUES, Syllable, Tongue, syllable
from core.rendered_songs.score import Phrase, Singer, SungNote

# Kind, range, factor on the formants of a man, share.
KINDS = (
    ("male", (45.0, 64.0), (0.93, 1.06), 0.42),
    ("female", (55.0, 76.0), (1.1, 1.24), 0.48),
    ("child", (58.0, 77.0), (1.26, 1.42), 0.1),
)


def draw_singer(rng: np.random.Generator) -> Singer:
    """Draw somebody who sings."""
    kind, (low, high), tract, _ = KINDS[rng.choice(3, p=[share for *_, share in KINDS])]
    shift = float(rng.uniform(-3, 3))
    trained = rng.random()
    return Singer(
        kind=kind,
        low=low + shift,
        high=high + shift,
        tract=float(rng.uniform(*tract)),
        effort_hz=float(np.exp(rng.uniform(np.log(700), np.log(4200)))),
        breath_db=float(rng.uniform(-42, -20)),
        vibrato_hz=float(rng.uniform(4.5, 7.0)),
        vibrato_cents=float(rng.uniform(20, 100) if trained > 0.3 else rng.uniform(0, 25)),
        vibrato_delay_s=float(rng.uniform(0.1, 0.6)),
        glide_hz=float(rng.uniform(3.0, 9.0)),
        damping=float(rng.uniform(0.6, 1.0)),
        jitter=float(rng.uniform(0.001, 0.008)),
        shimmer=float(rng.uniform(0.01, 0.08)),
        drift_cents=float(rng.uniform(3, 22)),
        ring=float(rng.uniform(0, 0.8) if kind == "male" else rng.uniform(0, 0.3)),
        clarity=float(rng.uniform(0.5, 1.5)),
        spoken=bool(rng.random() < 0.55),
    )


@dataclass(frozen=True)
class Rhythm:
    """Starts and ends in sixteenths from the start of a phrase, and contour in steps of the scale."""

    spans: tuple[tuple[int, int], ...]
    contour: tuple[int, ...]


def draw_rhythm(rng: np.random.Generator, steps: int, step_s: float, pace: float) -> Rhythm:
    """Draw the rhythm and contour of a phrase of ``steps`` sixteenths, with a rest at its end."""
    lengths = np.array([1, 2, 3, 4, 6, 8])
    weights = np.exp(-0.5 * ((np.log(lengths * step_s) - np.log(pace)) / 0.55) ** 2) * np.array(
        [0.7, 1.2, 0.7, 1.0, 0.5, 0.5]
    )
    weights[lengths * step_s < 0.11] = 0
    weights /= weights.sum()
    start = int(rng.choice([0, 0, 0, 2, 4, 1, 3]))
    end = steps - int(rng.choice([1, 2, 2, 3, 4, 6]))
    spans = []
    while start < end - 1:
        length = int(rng.choice(lengths, p=weights))
        if start % 2 and length % 2 == 0 and rng.random() < 0.6:
            length = max(1, length - 1)
        spans.append((start, min(start + length, end)))
        start += length
    if len(spans) > 1 and rng.random() < 0.6:
        kept = spans[: max(1, len(spans) - int(rng.integers(1, 3)))]
        spans = [*kept[:-1], (kept[-1][0], end)]
    moves = rng.choice([-3, -2, -1, -1, 0, 0, 1, 1, 2, 4], size=len(spans))
    return Rhythm(tuple(spans), tuple(int(m) for m in moves))


def phrase_notes(
    rng: np.random.Generator,
    rhythm: Rhythm,
    chords: list[Chord],
    starts_s: list[float],
    singer: Singer,
    tongue: Tongue,
    lyrics: list[Syllable],
    bar_steps: int,
) -> Phrase:
    """Return the phrase with pitches of the scale, chord tones where a note is long or on a strong beat.

    ``starts_s`` are the times of all sixteenths of the phrase and of its end; ``lyrics`` are syllables to repeat.
    """
    rungs = ladder(chords[0].scale, int(np.ceil(singer.low)), int(singer.high))
    place = int(np.clip(rng.normal(0.5, 0.18), 0.1, 0.9) * (len(rungs) - 1))
    notes: list[SungNote] = []
    for count, ((start, end), move) in enumerate(zip(rhythm.spans, rhythm.contour, strict=True)):
        place += move
        if not 0 <= place < len(rungs):
            place = int(np.clip(place - 2 * move, 0, len(rungs) - 1))
        held = chords[min(start // bar_steps, len(chords) - 1)]
        if (start % 8 == 0 or end - start >= 4) and rungs[place] % 12 not in held.classes:
            place = min(range(len(rungs)), key=lambda n: (rungs[n] % 12 not in held.classes, abs(n - place)))
        begin_s = starts_s[start] + float(rng.normal(0, 0.012))
        stop_s = starts_s[end] - (0.02 if rng.random() < 0.8 else 0.3 * (starts_s[end] - starts_s[start]))
        strength = float(
            np.clip(0.55 + 0.25 * np.sin(np.pi * (count + 0.5) / len(rhythm.spans)) + rng.normal(0, 0.1), 0.2, 1)
        )
        tied = bool(notes) and rng.random() < 0.08 and notes[-1].end_s > starts_s[start] - 0.05
        onset, vowels, coda = lyrics[count] if count < len(lyrics) else syllable(rng, tongue)
        if tied:
            onset, coda, vowels = (), (), notes[-1].vowels[-1:]
        notes.append(
            SungNote(begin_s, max(stop_s, begin_s + 0.08), rungs[place] + 0.0, strength, onset, vowels, coda, tied)
        )
    return Phrase(tuple(notes))


def draw_tongue(rng: np.random.Generator) -> Tongue:
    """Draw a language."""
    return TONGUES[rng.choice(len(TONGUES), p=[0.4, 0.35, 0.15, 0.1])]
