"""The notes of the demo song and how they are performed.

Owns the score, its dynamics and the rubato. Knows nothing of sound.

A line is written bar by bar, bars apart by ``|``. A token is ``PITCH[+PITCH...][:BEATS]``, an eighth note (0.5 beats)
where no length is given, and ``-`` is a rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

BEATS_PER_BAR = 4
BARS = 14
TEMPO_BPM = 88.0
BEAT_S = 60.0 / TEMPO_BPM

LEAD_IN_S = 0.2
# How far the performance is behind the strict tempo at the start of every bar, and at the end of the last one.
RUBATO_S = (0.0, 0.05, 0.10, 0.02, -0.07, -0.12, 0.06, 0.0, -0.10, -0.18, 0.02, -0.09, -0.14, 0.22, 0.36)

SEMITONES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}

VIOLIN = """
-:4 | -:3 D5 E5 |
F#5:1.5 E5 D5:1 A4:1 | B4:1 C#5 D5 F#5:2 | G5:1.5 F#5 D5:1 B4:1 | D5:1 E5:1 C#5:1.75 -:.25 |
F#5:1.5 E5 D5 F#5 A5:1 | A5:1 C#6:1 B5:1.5 A5 | G5:1 B5:1 G5 F#5 E5:1 | C#5:1 E5:1 A5:1.75 -:.25 |
D6:1.5 B5 C#6:1.5 A5 | B5:1 A5 G5 F#5:1.5 D5 | G5:1 F#5 E5 E5:1.5 C#5 | D5:4
"""

MARIMBA = """
-:2 A5 F#5 E5 D5 | - B4 D5 F#5 E5:1 -:1 |
-:4 | -:2.5 B5 A5 F#5 | -:3 D5 G5 | -:2.5 A5 G5 E5 |
- F#5 A5 D6 A5 F#5 D5 F#5 | A5 F#5 C#5 F#5 D5 F#5 B5 F#5 | D5 G5 B5 G5 E5 G5 B5 D6 | C#6 A5 G5 E5 G5 E5 C#5 A4 |
D6:.25 B5:.25 F#5:.25 B5:.25 D6 F#5 C#6:.25 A5:.25 F#5:.25 A5:.25 C#6 F#5 |
B5:.25 G5:.25 D5:.25 G5:.25 B5 D5 A5:.25 F#5:.25 D5:.25 F#5:.25 A5 D5 |
B4:1 E5:1 D5:1 C#5 G5 | F#5 A5 D6 F#6 D6:2
"""

PIANO_RIGHT = """
A3 D4 F#4 A4 D5 A4 F#4 D4 | B3 D4 F#4 B4 A3 D4 E4 C#5 |
A3 D4 E4 F#4 A4 F#4 E4 D4 | F#3 B3 D4 F#4 A4 F#4 D4 B3 | G3 B3 D4 F#4 B4 F#4 D4 B3 | A3 D4 E4 G4 A3 C#4 E4 G4 |
A3+D4+F#4:1 A4 A3+D4+F#4:1 A4 D5 A4 | A3+C#4+F#4:1 A4 C#5 B3+D4+F#4:1 A4 F#4 |
G3+B3+D4:1 G4 B4 G3+B3+E4:1 G4 D5 | A3+C#4+E4:1 G4 E4 A3+C#4+G4:1 E4 C#5 |
B3+F#4 D4 B4 F#4 A3+F#4 C#4 A4 F#4 | B3+G4 D4 B4 G4 A3+F#4 D4 A4 F#4 |
G3+B3+E4:2 A3+D4+E4:1 A3+C#4+G4:1 | F#3+A3+D4+F#4+A4:4
"""

PIANO_LEFT = """
D3:4 | G2:2 A2:2 |
D3:4 | B2:4 | G2:4 | A2:4 |
D3:4 | C#3:2 B2:2 | G2:2 E2:2 | A2:4 |
B2:2 F#2:2 | G2:2 F#2:2 | E3:2 A2:2 | D2+A2+D3:4
"""

BASS = """
-:4 | -:3 A1 C#2 |
D2:1.5 D2 F#2:1 A1:1 | B1:1.5 B1 D2:1 A1:1 | G1:1.5 G1 B1:1 D2:1 | A1:1.5 E2 A1:1 C#2:1 |
D2:1.5 A1 D2:1 E2 D2 | C#2:1.5 A1 B1:1 F#2:1 | G2:1.5 D2 E2:1 B1:1 | A1:1.5 E2 A2 G2 E2 C#2 |
B1:1 D2:1 F#2:1 A1:1 | G1:1 B1:1 F#2:1 D2:1 | E2:1 B1:1 A1:2 | D2:4
"""


@dataclass(frozen=True)
class Part:
    """One source: its lines, General MIDI program and the velocity at the start of every bar.

    ``ring_beats`` is what a note of a line sounds at least, up to the end of its bar, like a held pedal.
    """

    name: str
    program: int
    lines: tuple[str, ...]
    dynamics: tuple[int, ...]
    ring_beats: float = 0.0
    timing_s: float = 0.012


PARTS = (
    Part("Violin", 40, (VIOLIN,), (60, 62, 66, 70, 74, 68, 74, 82, 84, 86, 104, 98, 84, 66)),
    Part("Marimba", 12, (MARIMBA,), (60, 64, 60, 62, 62, 64, 60, 66, 72, 78, 90, 86, 62, 70)),
    Part(
        "Piano", 0, (PIANO_RIGHT, PIANO_LEFT), (54, 58, 56, 58, 58, 62, 66, 70, 74, 76, 86, 84, 70, 62), ring_beats=1.0
    ),
    Part("Bass", 32, (BASS,), (64, 66, 70, 70, 72, 72, 76, 78, 80, 82, 92, 88, 76, 74), timing_s=0.009),
)


@dataclass(frozen=True)
class PlayedNote:
    """A note as it is written, in beats, and as it is played, in seconds of the recording."""

    start_beat: float
    beats: float
    pitch: int
    velocity: int
    start_s: float = 0.0
    end_s: float = 0.0


def midi_pitch(name: str) -> int:
    """Return the MIDI number of a name such as ``F#4`` (C4 is 60)."""
    letter, sharp, octave = re.fullmatch(r"([A-G])(#?)(\d)", name).groups()  # type: ignore[union-attr]
    return 12 * (int(octave) + 1) + SEMITONES[letter] + len(sharp)


def parse(line: str) -> list[tuple[float, float, int]]:
    """Return (start beat, beats, pitch) of a written line; every bar must add up."""
    notes = []
    bars = line.split("|")
    if len(bars) != BARS:
        raise ValueError(f"a line has {len(bars)} bars instead of {BARS}")
    for index, bar in enumerate(bars):
        beat = 0.0
        for token in bar.split():
            names, _, length = token.partition(":")
            beats = float(length or 0.5)
            if names != "-":
                notes += [(index * BEATS_PER_BAR + beat, beats, midi_pitch(name)) for name in names.split("+")]
            beat += beats
        if beat != BEATS_PER_BAR:
            raise ValueError(f"bar {index + 1} has {beat} beats: {bar.strip()}")
    return notes


def written(part: Part) -> list[PlayedNote]:
    """Return the notes of a part by time, with velocities, no pitch overlapping itself."""
    bar_beats = np.arange(BARS) * BEATS_PER_BAR
    notes = []
    for start, beats, pitch in sorted(note for line in part.lines for note in parse(line)):
        accent = 6 if start % 2 == 0 else (0 if start % 1 == 0 else -6)
        velocity = round(float(np.interp(start, bar_beats, part.dynamics))) + accent
        bar_end = (start // BEATS_PER_BAR + 1) * BEATS_PER_BAR
        length = min(max(beats, part.ring_beats), bar_end - start)
        notes.append(PlayedNote(start, length, pitch, velocity))
    cut = []
    for index, note in enumerate(notes):
        again = [later.start_beat for later in notes[index + 1 :] if later.pitch == note.pitch]
        cut.append(replace(note, beats=min([note.beats, *(start - note.start_beat for start in again)])))
    return cut


def performed_time(beat: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Return seconds of the recording at which a beat falls: strict tempo, lead-in and rubato."""
    bar_beats = np.arange(BARS + 1) * BEATS_PER_BAR
    beat = np.asarray(beat, dtype=np.float64)
    return LEAD_IN_S + beat * BEAT_S + PchipInterpolator(bar_beats, RUBATO_S)(beat)


def perform(part: Part, rng: np.random.Generator) -> list[PlayedNote]:
    """Return the notes of a part as played: rubato, small deviations of the hand, chords not quite together."""
    played = []
    last_bar = (BARS - 1) * BEATS_PER_BAR
    for note in written(part):
        late = float(np.clip(rng.normal(0.0, part.timing_s), -0.03, 0.03))
        if note.start_beat == last_bar and part.ring_beats:
            late += 0.018 * (note.pitch - 38) / 4  # the last chord is rolled upwards
        start = float(performed_time(note.start_beat)) + late
        end = float(performed_time(note.start_beat + note.beats)) + 0.3 * late
        velocity = int(np.clip(note.velocity + rng.integers(-4, 5), 1, 127))
        played.append(replace(note, velocity=velocity, start_s=start, end_s=max(end, start + 0.06)))
    return played
