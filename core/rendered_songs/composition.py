"""Composes a song from a seed: sections, chords, instruments, drums and what is sung.

Owns the plan of a song. Renders nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from core.rendered_songs import styles
from core.rendered_songs.harmony import PROGRESSIONS, Chord, chord, ladder
from core.rendered_songs.melody import draw_rhythm, draw_singer, draw_tongue, phrase_notes
from core.rendered_songs.phones import syllable
from core.rendered_songs.playing import BASS_WAYS, CHORD_WAYS, Bar, Played
from core.rendered_songs.score import Note, Part, Phrase, Singer, Song
from core.rendered_songs.styles import FAMILIES, GROOVES, RANGES, STYLES, Style

STRENGTH = {"X": 0.95, "x": 0.7, "o": 0.4}
HAND_S = 0.008
DRUM_S = 0.12


@dataclass(frozen=True)
class Grid:
    """Where the sixteenths of the song lie.

    Attributes
    ----------
    steps : int
        Sixteenths of a bar.
    times_s : ndarray
        Start of every sixteenth of the song, with swing, seconds.
    chords : tuple of Chord
        One per bar.
    sections : tuple of int
        The section that each bar belongs to; bars of one number share their material.
    """

    steps: int
    times_s: np.ndarray[tuple[int], np.dtype[np.float64]]
    chords: tuple[Chord, ...]
    sections: tuple[int, ...]

    def time_s(self, bar: int, step: float) -> float:
        """Return the time of a place in a bar."""
        place = np.clip(bar * self.steps + step, 0, len(self.times_s) - 1)
        return float(np.interp(place, np.arange(len(self.times_s)), self.times_s))


def compose(seed: int, style: str | None = None, seconds: float = 30.0) -> Song:
    """Return the song of a seed.

    Parameters
    ----------
    seed : int
        >= 0; the same seed gives the same song.
    style : str, optional
        A key of ``styles.STYLES``; drawn where None.
    seconds : float
        Length, > 0. The song stops there, wherever it is.

    Raises
    ------
    ValueError
        There is no such style.
    """
    rng = np.random.default_rng((seed, 1))
    names = tuple(STYLES)
    style = names[rng.integers(len(names))] if style is None else style
    if style not in STYLES:
        raise ValueError(f"{style}: no such style; there are {', '.join(names)}")
    kind = STYLES[style]
    tempo = float(rng.uniform(*kind.tempo))
    key = int(rng.integers(12))
    mode = str(rng.choice(["major", "minor", "mixolydian", "dorian"], p=[0.55, 0.33, 0.06, 0.06]))
    grid = draw_grid(rng, kind, tempo, key, mode, seconds)
    singer = draw_singer(rng)
    parts = [draw_bass(rng, kind, grid), *draw_chords(rng, kind, grid)]
    if rng.random() < kind.drummed:
        parts.append(draw_drums(rng, kind, grid))
    phrases = draw_phrases(rng, grid, singer, tempo)
    if rng.random() < 0.7:
        parts.append(draw_lead(rng, kind, grid, phrases))
    parts = [replace(part, notes=tuple(note for note in part.notes if note.start_s < seconds)) for part in parts]
    phrases = tuple(phrase for phrase in phrases if phrase.notes[0].start_s < seconds - 0.5)
    return Song(seed, style, seconds, tempo, kind.beats, key, mode, tuple(parts), singer, phrases)


def draw_grid(rng: np.random.Generator, kind: Style, tempo: float, key: int, mode: str, seconds: float) -> Grid:
    """Draw sections of four or eight bars, each with its progression, and lay the sixteenths out."""
    steps = kind.beats * 4
    bars = int(np.ceil(seconds / (60 / tempo * kind.beats))) + 1
    known = PROGRESSIONS[mode]
    material = [known[n] for n in rng.choice(len(known), size=3, replace=False)]
    sevenths = rng.random() < kind.sevenths
    chords: list[Chord] = []
    sections: list[int] = []
    while len(chords) < bars:
        which = int(rng.choice(3, p=[0.45, 0.4, 0.15]))
        degrees = material[which] * (2 if len(material[which]) == 4 and rng.random() < 0.6 else 1)
        chords += [chord(key, mode, degree, bool(sevenths or rng.random() < 0.1)) for degree in degrees]
        sections += [which] * len(degrees)
    del chords[bars + 1 :], sections[bars + 1 :]
    step_s = 60 / tempo / 4
    number = np.arange((bars + 1) * steps + 1)
    late = np.where(number % 4 == 2, kind.swing * 2, np.where(number % 2 == 1, kind.swing * 0.3, 0.0))
    wander = np.cumsum(rng.normal(0, 0.0015, len(number)))
    return Grid(
        steps,
        (number + late) * step_s * (1 + 0.002 * rng.normal()) + wander - wander[0],
        tuple(chords),
        tuple(sections),
    )


def played_part(
    rng: np.random.Generator, grid: Grid, source: str, family: str, ways: list[str], level_db: float, rest: float
) -> Part:
    """Return what an instrument plays; ``ways`` holds the way of each section, ``rest`` the share of silence."""
    low, high = RANGES[family]
    table = BASS_WAYS if source == "bass" else CHORD_WAYS
    centre = low + 8 if source == "bass" else float(np.clip(rng.normal((low + high) / 2, 4), low + 6, high - 6))
    motifs = rng.random((3, 32))
    silent = rng.random(3) < rest
    notes: list[Note] = []
    for bar in range(len(grid.chords) - 1):
        which = grid.sections[bar]
        if silent[which] and not silent.all():
            continue
        there = Bar(grid.steps, grid.chords[bar], grid.chords[bar + 1], low, high, centre, motifs[which])
        notes += sounding(rng, grid, bar, table[ways[which]](there))
    program = int(rng.choice(FAMILIES[family]))
    pan = 0.0 if source == "bass" else float(np.clip(rng.normal(0, 0.5), -0.9, 0.9))
    return Part(source, family, program, tuple(sorted(notes, key=lambda n: n.start_s)), level_db, pan)


def sounding(rng: np.random.Generator, grid: Grid, bar: int, played: list[Played]) -> list[Note]:
    """Return notes with times, played by hand."""
    notes = []
    for start, length, pitch, strength in played:
        begin = max(0.0, grid.time_s(bar, start) + float(rng.normal(0, HAND_S)))
        end = max(begin + 0.05, grid.time_s(bar, start + length))
        notes.append(Note(begin, end, pitch, float(np.clip(strength + rng.normal(0, 0.07), 0.15, 1.0))))
    return notes


def draw_bass(rng: np.random.Generator, kind: Style, grid: Grid) -> Part:
    """Draw the bass line."""
    ways = [str(w) for w in rng.choice(kind.bass, size=3)]
    family = str(rng.choice(kind.bass_family))
    return played_part(rng, grid, "bass", family, ways, float(rng.normal(-2, 2.5)), 0.05)


def draw_chords(rng: np.random.Generator, kind: Style, grid: Grid) -> list[Part]:
    """Draw one to four instruments that play chords; now and then one of another style."""
    count = int(rng.choice([1, 2, 3, 4], p=[0.12, 0.38, 0.35, 0.15]))
    choices = [kind.chords[n] for n in rng.permutation(len(kind.chords))[:count]]
    if rng.random() < 0.25:
        other = tuple(STYLES.values())[rng.integers(len(STYLES))]
        choices[-1] = other.chords[rng.integers(len(other.chords))]
    parts = []
    for n, (family, way) in enumerate(choices):
        level = float(rng.normal(-3, 2.5)) - (4.0 if way == "pad" else 0.0)
        parts.append(played_part(rng, grid, "other", family, [way] * 3, level, 0.0 if n == 0 else 0.3))
    return parts


def draw_drums(rng: np.random.Generator, kind: Style, grid: Grid) -> Part:
    """Draw a groove per section, with fills before a section changes and a crash where it has."""
    grooves = [GROOVES[str(name)] for name in rng.choice(kind.grooves, size=3)]
    if rng.random() < 0.25:
        kept = int(rng.choice(list(grooves[0])))
        grooves[0] = {kept: grooves[0][kept]}
    notes: list[Note] = []
    for bar in range(len(grid.chords) - 1):
        changes = grid.sections[bar + 1] != grid.sections[bar] or (bar % 8 == 7)
        fill = changes and rng.random() < 0.7
        last = grid.steps - (4 if rng.random() < 0.6 else 8) if fill else grid.steps
        hits = [
            (step, drum, STRENGTH[sign])
            for drum, pattern in grooves[grid.sections[bar]].items()
            for step, sign in enumerate(pattern[: grid.steps])
            if sign != "." and step < last
        ]
        toms = (styles.SNARE, styles.HIGH_TOM, styles.MID_TOM, styles.LOW_TOM)
        hits += [
            (step, toms[min(3, (step - last) // 2)], 0.75) for step in range(last, grid.steps) if rng.random() < 0.8
        ]
        if bar and grid.sections[bar - 1] != grid.sections[bar] and rng.random() < 0.6:
            hits.append((0, styles.CRASH, 0.85))
        notes += sounding(rng, grid, bar, [(step, 1.0, drum, strength) for step, drum, strength in hits])
    return Part(
        "drums", "drums", int(rng.choice([0, 0, 0, 8, 16, 25, 40])), in_order(notes), float(rng.normal(-1, 3)), 0.0
    )


def in_order(notes: list[Note]) -> tuple[Note, ...]:
    """Return notes by their starts."""
    return tuple(sorted(notes, key=lambda n: n.start_s))


def draw_phrases(rng: np.random.Generator, grid: Grid, singer: Singer, tempo: float) -> tuple[Phrase, ...]:
    """Draw what is sung: phrases of two bars, rhythms and words that return, sections and phrases of silence."""
    pace = float(np.exp(rng.uniform(np.log(0.2), np.log(0.5))))
    tongue = draw_tongue(rng)
    bars_of = 2 if 60 / tempo * grid.steps / 4 < 3.2 else 1
    step_s = 15 / tempo
    rhythms = [[draw_rhythm(rng, bars_of * grid.steps, step_s, pace) for _ in range(3)] for _ in range(3)]
    words = [[syllable(rng, tongue) for _ in range(12)] for _ in range(3)]
    instrumental = rng.random(3) < (0.05, 0.05, 0.5)
    phrases = []
    for bar in range(int(rng.choice([0, 0, 1, 2, 4])), len(grid.chords) - bars_of - 1, bars_of):
        which = grid.sections[bar]
        if instrumental[which] or rng.random() < 0.08:
            continue
        rhythm = rhythms[which][int(rng.integers(3))]
        starts = [grid.time_s(bar, step) for step in range(bars_of * grid.steps + 1)]
        lyrics = words[which] if rng.random() < 0.2 else []
        chords = list(grid.chords[bar : bar + bars_of])
        if rhythm.spans:
            phrases.append(phrase_notes(rng, rhythm, chords, starts, singer, tongue, lyrics, grid.steps))
    return tuple(phrases)


def draw_lead(rng: np.random.Generator, kind: Style, grid: Grid, phrases: tuple[Phrase, ...]) -> Part:
    """Draw an instrument that plays single notes: between the phrases, against them, or along with the voice."""
    family = str(rng.choice(kind.leads))
    low, high = RANGES[family]
    program = int(rng.choice(FAMILIES[family]))
    level, pan = float(rng.normal(-5, 3)), float(rng.normal(0, 0.3))
    sung = [(phrase.notes[0].start_s, phrase.notes[-1].end_s) for phrase in phrases]
    notes: list[Note] = []
    if rng.random() < 0.12:
        up = 12 * int(np.clip(np.round((low + high) / 2 / 12 - 5), 0, 1))
        notes = [Note(n.start_s, n.end_s, int(n.pitch) + up, 0.6) for phrase in phrases for n in phrase.notes]
        return Part("other", family, program, in_order([n for n in notes if n.start_s >= 0]), level - 4, pan)
    always = rng.random() < 0.3
    for bar in range(len(grid.chords) - 1):
        start, end = grid.time_s(bar, 0), grid.time_s(bar, grid.steps)
        covered = sum(max(0.0, min(end, b) - max(start, a)) for a, b in sung) / (end - start)
        if rng.random() < (0.85 if covered < 0.5 else 0.6 if always else 0.08):
            notes += sounding(rng, grid, bar, lead_bar(rng, grid, bar, low, high))
    return Part("other", family, program, in_order(notes), level, pan)


def lead_bar(rng: np.random.Generator, grid: Grid, bar: int, low: int, high: int) -> list[Played]:
    """Return a bar of a melody for an instrument."""
    rungs = ladder(grid.chords[bar].scale, low + 4, high - 4)
    rhythm = draw_rhythm(rng, grid.steps, float(np.median(np.diff(grid.times_s))), 0.35)
    place = int(rng.integers(len(rungs)))
    played = []
    for (start, end), move in zip(rhythm.spans, rhythm.contour, strict=True):
        place = int(np.clip(place + move, 0, len(rungs) - 1))
        played.append((float(start), float(end - start), rungs[place], 0.7))
    return played
