"""What a song of the project's own is before it sounds: notes of instruments, sung notes with syllables, who sings.

Owns the data only. Times are in seconds from the start of the song, pitches are MIDI numbers, strengths 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass

SOURCES = ("drums", "bass", "other", "vocals")


@dataclass(frozen=True)
class Note:
    """One note of an instrument; for drums ``pitch`` is the General MIDI key of the drum."""

    start_s: float
    end_s: float
    pitch: int
    strength: float


@dataclass(frozen=True)
class Part:
    """What one instrument plays.

    Attributes
    ----------
    source : str
        ``drums``, ``bass`` or ``other``.
    family : str
        Kind of instrument (``piano``, ``strings``, ...), a key of ``styles.FAMILIES``; ``drums`` for drums.
    program : int
        General MIDI program of the family, 0 to 127.
    notes : tuple of Note
        In order of their starts.
    level_db, pan : float
        Loudness against the other parts, and place: -1 left to 1 right.
    """

    source: str
    family: str
    program: int
    notes: tuple[Note, ...]
    level_db: float
    pan: float


@dataclass(frozen=True)
class SungNote:
    """A note with its syllable.

    Attributes
    ----------
    onset, coda : tuple of str
        Consonants before and after the vowel, keys of ``phones.CONSONANTS``.
    vowels : tuple of str
        One vowel, or the two of a diphthong, keys of ``phones.VOWELS``.
    tied : bool
        The syllable before goes on at this pitch; onset and coda are empty.
    """

    start_s: float
    end_s: float
    pitch: float
    strength: float
    onset: tuple[str, ...]
    vowels: tuple[str, ...]
    coda: tuple[str, ...]
    tied: bool = False


@dataclass(frozen=True)
class Phrase:
    """Notes that are sung in one breath."""

    notes: tuple[SungNote, ...]


@dataclass(frozen=True)
class Singer:
    """How somebody sings.

    Attributes
    ----------
    kind : str
        ``male``, ``female`` or ``child``.
    low, high : float
        Range, MIDI pitches.
    tract : float
        Factor on all formants.
    effort_hz : float
        Corner above which the glottal spectrum falls by another 6 dB per octave when singing at full strength.
    breath_db : float
        Noise of the breath below the voiced sound.
    vibrato_hz, vibrato_cents, vibrato_delay_s : float
        Rate, depth to each side and onset.
    glide_hz, damping : float
        Speed and damping of the way from pitch to pitch; below 1 it overshoots.
    jitter, shimmer : float
        Relative deviation of period and of strength from pulse to pulse.
    drift_cents : float
        Slow wandering of the pitch.
    ring : float
        0 to 1: how far the third to fifth formants move together (the singer's formant).
    clarity : float
        Factor on the strength of consonants.
    spoken : bool
        Sung with the syllables of recorded speech where some are given.
    """

    kind: str
    low: float
    high: float
    tract: float
    effort_hz: float
    breath_db: float
    vibrato_hz: float
    vibrato_cents: float
    vibrato_delay_s: float
    glide_hz: float
    damping: float
    jitter: float
    shimmer: float
    drift_cents: float
    ring: float
    clarity: float
    spoken: bool


@dataclass(frozen=True)
class Song:
    """A composed song, a function of its seed.

    Attributes
    ----------
    seconds : float
        Length.
    tempo : float
        Beats per minute.
    key : int
        Pitch class of the tonic, 0 = C.
    mode : str
        A key of ``harmony.MODES``.
    parts : tuple of Part
    phrases : tuple of Phrase
        What the singer sings, in order of time; empty in an instrumental.
    """

    seed: int
    style: str
    seconds: float
    tempo: float
    beats: int
    key: int
    mode: str
    parts: tuple[Part, ...]
    singer: Singer
    phrases: tuple[Phrase, ...]
