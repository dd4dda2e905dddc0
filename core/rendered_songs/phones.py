"""The sounds of singing: vowels with their formants, consonants with their noises, and syllables made of them.

Owns tables (formants after Peterson & Barney 1952, rounded) and the drawing of syllables.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

# Formants F1, F2, F3 of an adult man in Hz; other voices scale them (``Singer.tract``).
VOWELS: dict[str, tuple[float, float, float]] = {
    "a": (730, 1150, 2480),
    "ae": (660, 1720, 2410),
    "e": (480, 1950, 2550),
    "eh": (560, 1800, 2500),
    "i": (280, 2250, 2950),
    "ih": (390, 1990, 2550),
    "o": (450, 830, 2420),
    "aw": (590, 880, 2450),
    "u": (310, 800, 2250),
    "y": (290, 1800, 2150),
    "uh": (620, 1200, 2400),
    "schwa": (500, 1450, 2450),
    "er": (470, 1300, 1690),
    "eu": (400, 1500, 2300),
}
DIPHTHONGS = (
    ("a", "i"),
    ("e", "i"),
    ("a", "u"),
    ("o", "u"),
    ("i", "a"),
    ("u", "o"),
    ("i", "eh"),
    ("aw", "i"),
    ("u", "a"),
)


@dataclass(frozen=True)
class Consonant:
    """How a consonant sounds.

    Attributes
    ----------
    locus : tuple of float
        F1, F2, F3 towards which the neighbouring vowel moves, Hz.
    seconds : float
        Typical length.
    voiced : float
        Strength of the voice, 1 = as in a vowel.
    noise, noise_hz, noise_width_hz : float
        Strength, centre and width of the noise at the teeth, lips or palate.
    breath : float
        Strength of the noise of breath through the formants.
    closure : float
        Share of the length that is closed (plosives); the noise is a burst after it.
    nasal : float
        1 for nasals: damped formants and a zero.
    """

    locus: tuple[float, float, float]
    seconds: float
    voiced: float = 0.0
    noise: float = 0.0
    noise_hz: float = 4000.0
    noise_width_hz: float = 2000.0
    breath: float = 0.0
    closure: float = 0.0
    nasal: float = 0.0


CONSONANTS: dict[str, Consonant] = {
    "p": Consonant((300, 800, 2100), 0.10, 0.0, 0.35, 900, 1800, 0.35, 0.65),
    "b": Consonant((250, 800, 2100), 0.07, 0.12, 0.2, 800, 1500, 0.0, 0.8),
    "t": Consonant((300, 1750, 2650), 0.11, 0.0, 0.7, 4500, 2600, 0.3, 0.6),
    "d": Consonant((250, 1750, 2650), 0.06, 0.14, 0.35, 4000, 2400, 0.0, 0.75),
    "k": Consonant((300, 1900, 2400), 0.11, 0.0, 0.5, 2100, 1100, 0.35, 0.6),
    "g": Consonant((250, 1900, 2400), 0.07, 0.13, 0.3, 2000, 1000, 0.0, 0.75),
    "f": Consonant((320, 900, 2200), 0.12, 0.0, 0.28, 7000, 6500, 0.05),
    "v": Consonant((300, 900, 2200), 0.08, 0.4, 0.1, 7000, 6500),
    "th": Consonant((320, 1400, 2600), 0.10, 0.0, 0.22, 6500, 5000, 0.05),
    "dh": Consonant((300, 1400, 2600), 0.06, 0.45, 0.08, 6000, 5000),
    "s": Consonant((320, 1700, 2600), 0.14, 0.0, 1.0, 6800, 2200),
    "z": Consonant((300, 1700, 2600), 0.10, 0.35, 0.5, 6800, 2200),
    "sh": Consonant((300, 1900, 2500), 0.14, 0.0, 1.0, 3600, 2000),
    "zh": Consonant((300, 1900, 2500), 0.09, 0.4, 0.45, 3400, 2000),
    "ch": Consonant((300, 1900, 2500), 0.14, 0.0, 0.9, 3900, 2100, 0.1, 0.4),
    "ts": Consonant((300, 1700, 2600), 0.14, 0.0, 0.9, 6500, 2300, 0.1, 0.4),
    "x": Consonant((350, 1500, 2450), 0.11, 0.0, 0.35, 1800, 1100, 0.4),
    "h": Consonant((500, 1450, 2450), 0.08, 0.05, 0.05, 2000, 2500, 0.9),
    "m": Consonant((260, 950, 2150), 0.08, 0.55, nasal=1.0),
    "n": Consonant((260, 1600, 2550), 0.08, 0.55, nasal=1.0),
    "ng": Consonant((270, 1900, 2300), 0.10, 0.5, nasal=1.0),
    "l": Consonant((340, 1150, 2700), 0.07, 0.65),
    "r": Consonant((340, 1150, 1600), 0.07, 0.65),
    "w": Consonant((300, 680, 2200), 0.07, 0.7),
    "j": Consonant((270, 2250, 2950), 0.07, 0.7),
}
# The common ones stand more than once.
ONSETS = (*CONSONANTS, *("m", "n", "l", "r", "w", "j", "m", "n", "l", "d", "t", "b", "sh", "ch", "j", "w", "h"))
CLUSTERS = (
    ("s", "t"),
    ("t", "r"),
    ("p", "l"),
    ("k", "r"),
    ("b", "l"),
    ("s", "p"),
    ("g", "r"),
    ("f", "l"),
    ("k", "w"),
    ("s", "w"),
)
CODAS = ("n", "ng", "n", "m", "s", "t", "d", "l", "r", "k", "z", "v", "p")
OPEN_CODAS = ("n", "ng", "n", "ng", "m")


@dataclass(frozen=True)
class Tongue:
    """What a singer's language is like: shares of syllables with an onset, a cluster, a diphthong, a coda."""

    onset: float
    cluster: float
    diphthong: float
    coda: float
    codas: tuple[str, ...]


TONGUES = (
    Tongue(0.9, 0.0, 0.35, 0.35, OPEN_CODAS),
    Tongue(0.8, 0.12, 0.25, 0.5, CODAS),
    Tongue(0.85, 0.04, 0.12, 0.15, ("n", "s", "l", "r")),
    Tongue(0.75, 0.0, 0.05, 0.1, ("n",)),
)

Syllable = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def syllable(rng: np.random.Generator, tongue: Tongue) -> Syllable:
    """Draw consonants, vowel or diphthong, consonants."""
    onset: tuple[str, ...] = ()
    if rng.random() < tongue.onset:
        clustered = rng.random() < tongue.cluster
        onset = CLUSTERS[rng.integers(len(CLUSTERS))] if clustered else (ONSETS[rng.integers(len(ONSETS))],)
    vowels: tuple[str, ...] = (tuple(VOWELS)[rng.integers(len(VOWELS))],)
    if rng.random() < tongue.diphthong:
        vowels = DIPHTHONGS[rng.integers(len(DIPHTHONGS))]
    coda = (tongue.codas[rng.integers(len(tongue.codas))],) if rng.random() < tongue.coda else ()
    return onset, vowels, coda
