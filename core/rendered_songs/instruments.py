"""Pitched instruments: additive, plucked and wavetable synthesis.

Owns the sound of one undamped note; ``rendering`` cuts it where the key is let go and mixes. Every ``Timbre`` differs
a little: the generator draws it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.signal import lfilter

FloatArray = NDArray[np.float32]
_TABLE = 4096


@dataclass(frozen=True)
class Timbre:
    """An instrument of a family, drawn: four numbers 0 to 1 that its synthesis is free to use."""

    family: str
    a: float
    b: float
    c: float
    d: float


# f0 in Hz, seconds, strength 0 to 1, rate, timbre, generator -> samples of about unit peak.
Synthesis = Callable[[float, float, float, int, Timbre, np.random.Generator], FloatArray]


def rise(t: NDArray[np.floating], attack_s: float) -> FloatArray:
    """Return a raised-cosine attack."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.minimum(t / attack_s, 1)), np.float32)


def struck(
    f0: float, seconds: float, strength: float, rate: int, timbre: Timbre, rng: np.random.Generator
) -> FloatArray:
    """Return a piano: stiff strings, two per note, with a fast and a slow decay, and the hammer."""
    t = np.arange(int(seconds * rate), dtype=np.float32) / rate
    n = np.arange(1, 40, dtype=np.float32)
    f = n * f0 * np.sqrt(1 + (1e-4 + 2e-4 * timbre.a) * (f0 / 131) ** 1.3 * n**2)
    keep = f < 0.47 * rate
    n, f = n[keep, None], f[keep, None]
    level = (
        np.abs(np.sin(np.pi * n * (0.1 + 0.05 * timbre.b)))
        / n**0.55
        * np.exp(-f / (600 + 1200 * timbre.c + 3200 * strength**2))
    )
    tau = 3.0 * (131 / f0) ** 0.6 / (1 + 0.11 * (n - 1) + (f / 5500) ** 2)
    turns = 2 * np.pi * f * t + rng.uniform(0, 2 * np.pi, n.shape).astype(np.float32)
    beat = 1 + 0.35 * np.cos(2 * np.pi * (0.15 + 0.0006 * f * timbre.d) * t + rng.uniform(0, 6))
    decay = 0.7 * np.exp(-t / (0.28 * tau)) + 0.3 * np.exp(-t / tau)
    hammer = 0.15 * strength * rng.standard_normal(len(t), dtype=np.float32) * np.exp(-t / 0.008)
    sound = np.sum(level * decay * beat * np.sin(turns), axis=0) + gaussian_filter1d(hammer, rate / 12000)
    return np.asarray(sound * rise(t, 0.003), np.float32)


def plucked(
    f0: float, seconds: float, strength: float, rate: int, timbre: Timbre, rng: np.random.Generator
) -> FloatArray:
    """Return a plucked string (Karplus & Strong 1983, with fractional delay and a place of plucking)."""
    count = int(seconds * rate)
    mild = 0.02 + 0.35 * timbre.a
    period = rate / f0 - mild
    whole = int(period)
    share = period - whole
    t60 = (1.5 + 5 * timbre.b) * (110 / f0) ** 0.4
    kept = 10 ** (-3 / (f0 * t60))
    burst = rng.uniform(-1, 1, whole + 1)
    burst = lfilter([1 - 0.75 * (1 - strength) - 0.2 * timbre.c], [1, -0.75 * (1 - strength) - 0.2 * timbre.c], burst)
    at = max(1, int(whole * (0.08 + 0.3 * timbre.d)))
    shaped = np.zeros(count)
    length = min(count, len(burst) + at)
    shaped[: min(count, len(burst))] = burst[: min(count, len(burst))]
    shaped[at:length] -= 0.9 * burst[: length - at]
    loop = np.convolve([1 - share, share], [1 - mild, mild]) * kept
    feedback = np.concatenate([[1.0], np.zeros(whole - 1), -loop])
    sound = lfilter([1.0], feedback, shaped)
    return np.asarray(sound / (np.max(np.abs(sound)) + 1e-9), np.float32)


def rung(f0: float, seconds: float, strength: float, rate: int, timbre: Timbre, rng: np.random.Generator) -> FloatArray:
    """Return struck bars: marimba, vibraphone, glockenspiel."""
    t = np.arange(int(seconds * rate), dtype=np.float32) / rate
    ring = (0.15 + 1.6 * timbre.a) * (523 / f0) ** 0.7
    second = 4.0 if timbre.b > 0.4 else 2.76
    sound = np.zeros(len(t), np.float32)
    for ratio, level, tau in (
        (1.0, 1.0, ring),
        (second, 0.15 + 0.4 * timbre.c, 0.3 * ring),
        (second * 2.4, 0.25 * strength, 0.08 * ring),
    ):
        if ratio * f0 < 0.47 * rate:
            sound += level * np.exp(-t / tau) * np.sin(2 * np.pi * ratio * f0 * t)
    tremolo = 1 + (0.3 * np.sin(2 * np.pi * 5.5 * t) if timbre.d > 0.7 else 0.0)
    return np.asarray(sound * tremolo * rise(t, 0.0015), np.float32)


def modulated(
    f0: float, seconds: float, strength: float, rate: int, timbre: Timbre, rng: np.random.Generator
) -> FloatArray:
    """Return an electric piano by frequency modulation (Chowning 1973)."""
    t = np.arange(int(seconds * rate), dtype=np.float32) / rate
    turns = 2 * np.pi * f0 * t
    index = (0.4 + 1.4 * timbre.a) * strength * np.exp(-t / (0.5 + timbre.b))
    tine = (
        0.25
        * strength
        * np.exp(-t / 0.15)
        * np.sin(np.float32(np.round(5 + 9 * timbre.c)) * turns)
        * (14 * f0 < 0.45 * rate)
    )
    sound = np.sin(turns + index * np.sin(turns)) + tine
    return np.asarray(sound * np.exp(-t / (1.2 + 1.5 * timbre.d)) * rise(t, 0.002), np.float32)


def table(
    f0: float, rate: int, level: Callable[[FloatArray, FloatArray], FloatArray], rng: np.random.Generator
) -> FloatArray:
    """Return one period; ``level`` gives the amplitudes of harmonics from their numbers and frequencies."""
    n = np.arange(1, max(2, min(_TABLE // 4, int(0.46 * rate / f0))), dtype=np.float32)
    spectrum = np.zeros(_TABLE // 2 + 1, np.complex128)
    spectrum[1 : len(n) + 1] = level(n, n * f0) * np.exp(2j * np.pi * rng.random(len(n)))
    period = np.fft.irfft(spectrum)
    return np.asarray(period / (np.max(np.abs(period)) + 1e-12), np.float32)


def read(period: FloatArray, turns: FloatArray | NDArray[np.float64]) -> FloatArray:
    """Return the table at a phase in turns."""
    place = (turns % 1.0) * _TABLE
    index = place.astype(np.int64) % _TABLE
    share = (place - np.floor(place)).astype(np.float32)
    return np.asarray(period[index] * (1 - share) + period[(index + 1) % _TABLE] * share, np.float32)


def organ(
    f0: float, seconds: float, strength: float, rate: int, timbre: Timbre, rng: np.random.Generator
) -> FloatArray:
    """Return an organ or accordion: drawbars or reeds, perhaps trembling."""
    t = np.arange(int(seconds * rate), dtype=np.float64) / rate
    if timbre.family == "accordion":
        period = table(f0, rate, lambda n, f: n**-0.8 * np.exp(-f / 3500), rng)
        apart = 1 + 0.001 + 0.003 * timbre.a
        return np.asarray((read(period, f0 * t) + read(period, f0 * apart * t + 0.3)) * 0.5 * rise(t, 0.04), np.float32)
    drawn = {1: 0.8, 2: 1.0, 3: 0.6, 4: 0.7 * timbre.a, 6: 0.4 * timbre.b, 8: 0.5 * timbre.c, 12: 0.2 * timbre.c}
    bars = np.array([drawn.get(number, 0.0) for number in range(_TABLE)], np.float32)
    period = table(f0 / 2, rate, lambda n, f: bars[n.astype(int)], rng)
    tremble = 0.0015 * (timbre.d > 0.5) * np.sin(2 * np.pi * 6.2 * t)
    return np.asarray(read(period, f0 / 2 * (t + tremble / 6)) * rise(t, 0.006), np.float32)


def ensemble(
    f0: float, seconds: float, strength: float, rate: int, timbre: Timbre, rng: np.random.Generator
) -> FloatArray:
    """Return strings, a pad or a synthesiser: a few detuned tables between dull and bright."""
    t = np.arange(int(seconds * rate), dtype=np.float64) / rate
    synth = timbre.family in ("synth", "synth bass")
    odd = timbre.a if synth else 0.0
    dull_hz, bright_hz = 350 + 700 * timbre.b, 1500 + 5000 * timbre.c * strength
    dull = table(f0, rate, lambda n, f: (1 - odd * (n % 2 == 0)) / n / (1 + (f / dull_hz) ** 2), rng)
    bright = table(f0, rate, lambda n, f: (1 - odd * (n % 2 == 0)) / n / (1 + (f / bright_hz) ** 2), rng)
    attack = 0.004 if synth else 0.03 + 0.25 * timbre.d
    open_ = (
        np.exp(-t / (0.1 + 0.5 * timbre.d)) if synth else 0.5 + 0.3 * np.sin(2 * np.pi * 0.2 * t + rng.uniform(0, 6))
    )
    sound = np.zeros(len(t), np.float32)
    for _ in range(2 if synth else 3):
        cents = rng.normal(0, 5 if not synth else 3 + 6 * timbre.b)
        turns = f0 * 2 ** (cents / 1200) * t + rng.random() + 0.02 * np.sin(2 * np.pi * rng.uniform(3, 6) * t)
        sound += read(bright, turns) * open_ + read(dull, turns) * (1 - open_)
    return np.asarray(sound / 2 * rise(t, attack), np.float32)


BODIES = {
    "violin": ((280, 460, 1100, 2600), 0.0),
    "saxophone": ((500, 1300, 2700), 0.02),
    "trumpet": ((1200, 2300), 0.005),
    "brass": ((900, 1900), 0.005),
    "flute": ((700,), 0.06),
    "reed": ((1100, 3000), 0.01),
}


def blown(
    f0: float, seconds: float, strength: float, rate: int, timbre: Timbre, rng: np.random.Generator
) -> FloatArray:
    """Return a bowed or blown instrument: harmonics through a body, late vibrato, breath, brighter when louder."""
    t = np.arange(int(seconds * rate), dtype=np.float64) / rate
    bodies, breath = BODIES.get(timbre.family, BODIES["reed"])
    fall = {"flute": 2.2, "reed": 1.1}.get(timbre.family, 1.0) - 0.3 * strength
    odd = 0.8 * (timbre.family == "reed" and timbre.a > 0.5)

    def level(n: FloatArray, f: FloatArray) -> FloatArray:
        body = 0.3 + sum(np.exp(-0.5 * ((f - hz * (0.9 + 0.2 * timbre.b)) / (0.25 * hz)) ** 2) for hz in bodies)
        return np.asarray(
            n**-fall * body * (1 - odd * (n % 2 == 0)) / (1 + (f / (2500 + 4500 * strength)) ** 3), np.float32
        )

    depth = 0.012 * timbre.c * np.clip((t - 0.15) / 0.4, 0, 1)
    speed = 4.6 + 1.8 * timbre.d
    turns = f0 * (t + depth / (2 * np.pi * speed) * np.sin(2 * np.pi * speed * t) - 0.003 * 0.04 * np.exp(-t / 0.04))
    loud = 1 + 4 * depth * np.sin(2 * np.pi * speed * t + 1)
    sound = read(table(f0, rate, level, rng), turns) * loud
    air = breath * gaussian_filter1d(rng.standard_normal(len(t), dtype=np.float32), max(0.5, rate / 16000))
    return np.asarray((sound + air) * rise(t, 0.02 + 0.06 * timbre.a), np.float32)


def bass(f0: float, seconds: float, strength: float, rate: int, timbre: Timbre, rng: np.random.Generator) -> FloatArray:
    """Return a bass guitar or double bass: few harmonics that decay, and the finger."""
    t = np.arange(int(seconds * rate), dtype=np.float32) / rate
    n = np.arange(1, 26, dtype=np.float32)
    n = n[n * f0 < 0.47 * rate, None]
    level = (
        np.abs(np.sin(np.pi * n * (0.12 + 0.2 * timbre.a)))
        / n**1.05
        * np.exp(-n * f0 / (200 + 500 * timbre.b + 900 * strength))
    )
    tau = (0.5 + 1.8 * timbre.c) / (1 + 0.35 * (n - 1))
    turns = 2 * np.pi * n * f0 * (t + 0.0003 * (1 - np.exp(-t / 0.05))) + rng.uniform(0, 6, n.shape).astype(np.float32)
    finger = 0.06 * rng.standard_normal(len(t), dtype=np.float32) * np.exp(-t / 0.012)
    sound = np.sum(level * np.exp(-t / tau) * np.sin(turns), axis=0) * 1.5
    return np.asarray((sound + gaussian_filter1d(finger, rate / 9000)) * rise(t, 0.005), np.float32)


# Synthesis of a family, seconds it takes to fall silent when let go, and whether it sounds only while held.
INSTRUMENTS: dict[str, tuple[Synthesis, float]] = {
    "piano": (struck, 0.12), "electric piano": (modulated, 0.1), "harpsichord": (plucked, 0.06), "mallets": (rung, 0.8),
    "organ": (organ, 0.03), "accordion": (organ, 0.05), "guitar": (plucked, 0.15), "clean guitar": (plucked, 0.08),
    "distorted guitar": (plucked, 0.05), "harp": (plucked, 0.7), "strings": (ensemble, 0.18),
    "plucked strings": (plucked, 0.1), "brass": (blown, 0.06), "pad": (ensemble, 0.4), "synth": (ensemble, 0.06),
    "violin": (blown, 0.08), "saxophone": (blown, 0.05), "trumpet": (blown, 0.05), "flute": (blown, 0.06),
    "reed": (blown, 0.05), "bass": (bass, 0.05), "double bass": (bass, 0.08), "synth bass": (ensemble, 0.03),
}  # fmt: skip


def draw_timbre(family: str, rng: np.random.Generator) -> Timbre:
    """Draw an instrument of a family."""
    return Timbre(family, *(float(number) for number in rng.random(4)))
