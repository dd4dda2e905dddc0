"""A drum kit made of noise and tones.

Owns one stroke of every drum; ``rendering`` places strokes. Every kit differs: the generator draws it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.rendered_songs import styles
from core.rendered_songs.effects import filtered

FloatArray = NDArray[np.float32]

# White noise up to 20 kHz is brighter than any drum on a record.
_TOP_HZ = 9000.0


def kick(rate: int, rng: np.random.Generator) -> FloatArray:
    """Return a bass drum: a tone that falls, and a click."""
    t = np.arange(int(rate * 0.6)) / rate
    low, sweep = rng.uniform(42, 65), rng.uniform(60, 260)
    turns = low * t + sweep * 0.03 * (1 - np.exp(-t / 0.03))
    body = np.sin(2 * np.pi * turns) * np.exp(-t / rng.uniform(0.08, 0.28))
    click = filtered(rng.standard_normal(len(t)), rate, low_pass_hz=rng.uniform(1500, 5000)) * np.exp(-t / 0.004)
    return np.asarray(body + rng.uniform(0.1, 0.6) * click, np.float32)


def snare(rate: int, rng: np.random.Generator) -> FloatArray:
    """Return a snare drum: two tones and the wires."""
    t = np.arange(int(rate * 0.5)) / rate
    tone = rng.uniform(160, 260)
    skin = sum(np.sin(2 * np.pi * tone * ratio * t) * np.exp(-t / rng.uniform(0.04, 0.12)) for ratio in (1.0, 1.62))
    wires = filtered(rng.standard_normal(len(t)), rate, high_pass_hz=rng.uniform(700, 2500)) * np.exp(
        -t / rng.uniform(0.06, 0.2)
    )
    return np.asarray(0.4 * skin + rng.uniform(0.5, 1.0) * wires, np.float32)


def clap(rate: int, rng: np.random.Generator) -> FloatArray:
    """Return clapping hands: a few bursts of noise."""
    t = np.arange(int(rate * 0.4)) / rate
    noise = filtered(rng.standard_normal(len(t)), rate, low_pass_hz=3500, high_pass_hz=700)
    gain = sum(np.exp(-np.maximum(t - late, 0) / 0.006) * (t >= late) for late in (0.0, 0.011, 0.023))
    return np.asarray(noise * (gain + 1.2 * np.exp(-np.maximum(t - 0.03, 0) / 0.09) * (t >= 0.03)), np.float32)


def stick(rate: int, rng: np.random.Generator) -> FloatArray:
    """Return a rim shot."""
    t = np.arange(int(rate * 0.12)) / rate
    tones = np.sin(2 * np.pi * rng.uniform(1500, 2000) * t) + 0.6 * np.sin(2 * np.pi * rng.uniform(450, 600) * t)
    return np.asarray(tones * np.exp(-t / 0.018), np.float32)


def metal(rate: int, rng: np.random.Generator, decay_s: float, low_hz: float) -> FloatArray:
    """Return a cymbal: inharmonic square tones and noise, without the low ones."""
    t = np.arange(int(rate * min(2.5, decay_s * 5))) / rate
    tones = rng.uniform(250, 900, 6)
    ringing = np.sum(np.sign(np.sin(2 * np.pi * tones[:, None] * t)), axis=0) / 3
    mixed = ringing + rng.uniform(0.7, 2) * rng.standard_normal(len(t))
    return filtered(mixed, rate, high_pass_hz=min(low_hz, 0.3 * rate), order=4) * np.exp(-t / decay_s).astype(
        np.float32
    )


def tom(rate: int, rng: np.random.Generator, tone_hz: float) -> FloatArray:
    """Return a tom or a conga."""
    t = np.arange(int(rate * 0.6)) / rate
    turns = tone_hz * (t + 0.25 * 0.03 * (1 - np.exp(-t / 0.03)))
    skin = np.sin(2 * np.pi * turns) + 0.3 * np.sin(2 * np.pi * 1.59 * turns)
    slap = filtered(rng.standard_normal(len(t)), rate, low_pass_hz=3000) * np.exp(-t / 0.012)
    return np.asarray(skin * np.exp(-t / rng.uniform(0.08, 0.2)) + 0.3 * slap, np.float32)


def shaker(rate: int, rng: np.random.Generator, jingle: bool) -> FloatArray:
    """Return maracas or a tambourine."""
    t = np.arange(int(rate * 0.3)) / rate
    noise = filtered(rng.standard_normal(len(t)), rate, high_pass_hz=min(5000.0, 0.35 * rate))
    if jingle:
        tones = rng.uniform(0.25, 0.45, 5) * rate
        noise = noise + np.sum(np.sin(2 * np.pi * tones[:, None] * t / 1.0), axis=0).astype(np.float32) * 0.3
    return np.asarray(noise * np.minimum(t / 0.015, 1) * np.exp(-t / (0.09 if jingle else 0.035)), np.float32)


def cowbell(rate: int, rng: np.random.Generator) -> FloatArray:
    """Return a cowbell."""
    t = np.arange(int(rate * 0.4)) / rate
    tone = rng.uniform(500, 620)
    rung = np.sign(np.sin(2 * np.pi * tone * t)) + np.sign(np.sin(2 * np.pi * 1.48 * tone * t))
    return filtered(rung * np.exp(-t / 0.07), rate, high_pass_hz=400, low_pass_hz=5000)


def kit(rate: int, rng: np.random.Generator) -> dict[int, FloatArray]:
    """Draw a kit: one stroke of every drum at full strength by General MIDI key, each about as loud as in a mix."""
    base = rng.uniform(75, 110)
    drums = {
        styles.KICK: (kick(rate, rng), 1.0),
        styles.SNARE: (snare(rate, rng), 0.75),
        styles.RIM: (stick(rate, rng), 0.5),
        styles.CLAP: (clap(rate, rng), 0.7),
        styles.HAT: (metal(rate, rng, rng.uniform(0.02, 0.06), 5500), 0.3),
        styles.PEDAL: (metal(rate, rng, 0.03, 4500), 0.25),
        styles.OPEN: (metal(rate, rng, rng.uniform(0.12, 0.35), 5000), 0.33),
        styles.RIDE: (metal(rate, rng, rng.uniform(0.3, 0.7), 4000), 0.22),
        styles.CRASH: (metal(rate, rng, rng.uniform(0.4, 0.9), 2500), 0.5),
        styles.LOW_TOM: (tom(rate, rng, base), 0.7),
        styles.MID_TOM: (tom(rate, rng, base * 1.4), 0.7),
        styles.HIGH_TOM: (tom(rate, rng, base * 1.9), 0.7),
        styles.HIGH_CONGA: (tom(rate, rng, 330), 0.45),
        styles.LOW_CONGA: (tom(rate, rng, 220), 0.5),
        styles.MARACAS: (shaker(rate, rng, False), 0.25),
        styles.TAMBOURINE: (shaker(rate, rng, True), 0.35),
        styles.COWBELL: (cowbell(rate, rng), 0.3),
    }
    made = {key: (filtered(sound, rate, low_pass_hz=_TOP_HZ), level) for key, (sound, level) in drums.items()}
    return {key: sound * np.float32(level / np.max(np.abs(sound))) for key, (sound, level) in made.items()}
