"""The four instruments of the demo song, by additive synthesis.

Owns the step from played notes to dry mono sound. A function takes the notes of a part and returns samples; where it
stands in the room and how loud it is belongs to others.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.signal import butter, sosfilt

from demo_song.composition import PlayedNote

RATE = 44_100
TOP_HZ = 15_000.0
Samples = NDArray[np.float64]


def hertz(pitch: float) -> float:
    """Return the frequency of a MIDI pitch."""
    return 440.0 * 2.0 ** ((pitch - 69.0) / 12.0)


def band_noise(rng: np.random.Generator, length: int, low_hz: float, high_hz: float) -> Samples:
    """Return Gaussian noise of about unit level between two frequencies."""
    noise = sosfilt(butter(2, (low_hz, high_hz), "bandpass", fs=RATE, output="sos"), rng.normal(size=length))
    return noise / (np.std(noise) + 1e-9)


def add(song: Samples, note: Samples, start_s: float) -> None:
    """Mix a note into the song in place, cut at its end."""
    start = round(start_s * RATE)
    stop = min(len(song), start + len(note))
    song[start:stop] += note[: stop - start]


def damped(t: Samples, held_s: float, release_s: float) -> Samples:
    """Return the gain of a note that rings freely while held and is damped after."""
    return np.exp(-np.maximum(t - held_s, 0.0) / release_s)


def rise(t: Samples, attack_s: float) -> Samples:
    """Return a raised-cosine attack."""
    return 0.5 - 0.5 * np.cos(np.pi * np.minimum(t / attack_s, 1.0))


def piano(notes: list[PlayedNote], length: int, rng: np.random.Generator) -> Samples:
    """Return struck strings: stiff, two per note, with a fast and a slow decay."""
    song = np.zeros(length)
    for note in notes:
        held_s, loud, f0 = note.end_s - note.start_s, note.velocity / 127, hertz(note.pitch)
        t = np.arange(round((held_s + 0.9) * RATE)) / RATE
        tau = 3.2 * 2.0 ** (-(note.pitch - 48) / 20)
        stiffness = 1.6e-4 * 2.0 ** ((note.pitch - 48) / 9)
        out = np.zeros_like(t)
        for n in range(1, 48):
            f = n * f0 * np.sqrt(1 + stiffness * n * n)
            if f > TOP_HZ:
                break
            level = abs(np.sin(np.pi * n * 0.118)) / n**0.55 * np.exp(-f / (850 + 3400 * loud**2))
            tau_n = tau / (1 + 0.11 * (n - 1) + (f / 5500) ** 2)
            decay = 0.7 * np.exp(-t / (0.28 * tau_n)) + 0.3 * np.exp(-t / tau_n)
            apart = f * 2.0 ** (rng.normal(0.0, 0.5) / 1200) - f + 0.12
            phase = rng.uniform(0, 2 * np.pi, 2)
            strings = np.sin(2 * np.pi * f * t + phase[0]) + 0.7 * np.sin(2 * np.pi * (f + apart) * t + phase[1])
            out += level * decay * strings
        thump = band_noise(rng, len(t), 90, 1800) * np.exp(-t / 0.012) * (0.06 + 0.12 * loud)
        release_s = 0.09 if note.start_beat < 52 else 0.5
        add(
            song,
            loud**1.6 * (out * rise(t, 0.003) + thump * rise(t, 0.001)) * damped(t, held_s, release_s),
            note.start_s,
        )
    return song


def bass(notes: list[PlayedNote], length: int, rng: np.random.Generator) -> Samples:
    """Return a plucked double bass: round, with a finger's noise and a small fall of pitch after the pluck."""
    song = np.zeros(length)
    for note in notes:
        held_s, loud, f0 = note.end_s - note.start_s, note.velocity / 127, hertz(note.pitch)
        t = np.arange(round((held_s + 0.7) * RATE)) / RATE
        turns = f0 * (t + 0.006 * 0.05 * (1 - np.exp(-t / 0.05)))
        out = np.zeros_like(t)
        for n in range(1, 26):
            level = abs(np.sin(np.pi * n * 0.27)) / n**1.05 * np.exp(-n * f0 / (280 + 900 * loud))
            tau_n = 1.5 / (1 + 0.35 * (n - 1))
            out += level * np.exp(-t / tau_n) * np.sin(2 * np.pi * n * turns + rng.uniform(0, 2 * np.pi))
        finger = band_noise(rng, len(t), 150, 1500) * np.exp(-t / 0.018) * 0.05
        add(song, loud**1.4 * (out * rise(t, 0.008) + finger * rise(t, 0.002)) * damped(t, held_s, 0.07), note.start_s)
    return song


def marimba(notes: list[PlayedNote], length: int, rng: np.random.Generator) -> Samples:
    """Return struck wooden bars, tuned to the double octave, and the mallet."""
    song = np.zeros(length)
    for note in notes:
        loud, f0 = note.velocity / 127, hertz(note.pitch)
        t = np.arange(round(1.6 * RATE)) / RATE
        ring = 0.42 * 2.0 ** (-(note.pitch - 74) / 16)
        out = np.zeros_like(t)
        for ratio, level, tau in (
            (1.0, 1.0, ring),
            (3.98, 0.42, 0.16 * ring),
            (9.4, 0.2 * loud, 0.05 * ring),
            (2.0, 0.02, ring),
        ):
            if ratio * f0 < TOP_HZ:
                out += level * np.exp(-t / tau) * np.sin(2 * np.pi * ratio * f0 * t + rng.uniform(0, 2 * np.pi))
        knock = band_noise(rng, len(t), 400, 3500) * np.exp(-t / 0.006) * (0.05 + 0.15 * loud)
        fade = 0.5 + 0.5 * np.cos(np.pi * np.clip((t - 1.3) / 0.3, 0, 1))
        add(song, loud**1.5 * (out * rise(t, 0.0015) + knock * rise(t, 0.0008)) * fade, note.start_s)
    return song


def violin(notes: list[PlayedNote], length: int, rng: np.random.Generator) -> Samples:
    """Return one bowed string: notes of a phrase are tied, partials move through the resonances of the body."""
    pitch, bow, vibrato = bowing(notes, length)
    t = np.arange(length) / RATE
    wander = gaussian_filter1d(rng.normal(size=length // 441 + 2), 8)
    wander = np.interp(t, np.arange(len(wander)) * 0.01, wander / np.std(wander))
    rate_hz = 5.6 + 0.25 * wander
    cents = 17.0 * vibrato * np.sin(2 * np.pi * np.cumsum(rate_hz) / RATE) + 2.0 * wander
    f0 = 440.0 * 2.0 ** ((pitch - 69.0) / 12.0 + cents / 1200.0)
    turns = np.cumsum(f0) / RATE
    sounding = bow > 1e-5
    out = np.zeros(length)
    for n in range(1, 50):
        f = n * f0[sounding]
        shimmer = gaussian_filter1d(rng.normal(size=length // 441 + 2), 5)
        shimmer = 1 + 0.12 * np.interp(t[sounding], np.arange(len(shimmer)) * 0.01, shimmer / np.std(shimmer))
        level = n ** -(1.45 - 0.45 * bow[sounding]) * body(f) * shimmer * np.clip((TOP_HZ - f) / 2000, 0, 1)
        out[sounding] += level * np.sin(2 * np.pi * n * turns[sounding] + rng.uniform(0, 2 * np.pi))
    hair = band_noise(rng, length, 900, 7000) * 0.007
    return (out + hair) * bow


def body(f: Samples) -> Samples:
    """Return the gain of a violin's body at frequencies in Hz: main resonances, bridge hill, and the fall above it."""
    gain = np.full_like(f, 0.25)
    for centre, width, peak in ((280, 50, 0.9), (460, 70, 1.0), (560, 80, 0.8), (1050, 250, 0.5), (2600, 900, 0.9)):
        gain += peak * np.exp(-0.5 * ((f - centre) / width) ** 2)
    return gain / (1 + (f / 5200) ** 4)


def bowing(notes: list[PlayedNote], length: int) -> tuple[Samples, Samples, Samples]:
    """Return pitch, strength of the bow (0 to 1) and depth of vibrato (0 to 1) over the song."""
    pitch = np.full(length, float(notes[0].pitch))
    bow, vibrato = np.zeros(length), np.zeros(length)
    for index, note in enumerate(notes):
        follows = notes[index + 1] if index + 1 < len(notes) else None
        tied = follows is not None and follows.start_s - note.end_s < 0.06
        end_s = follows.start_s if tied and follows else note.end_s
        start, stop = round(note.start_s * RATE), min(length, round(end_s * RATE))
        t = np.arange(stop - start) / RATE
        pitch[start:] = note.pitch
        swell = 0.86 + 0.14 * np.sin(np.pi * np.minimum(t / max(t[-1], 0.3), 1.0))
        bow[start:stop] = (note.velocity / 127) ** 1.3 * swell * (1 - 0.3 * np.exp(-t / 0.04))
        vibrato[start:stop] = np.clip((t - 0.12) / 0.3, 0, 1)
        if follows is None:
            bow[start:stop] *= np.clip((t[-1] - t) / 1.8, 0, 1) ** 0.7
    smooth_s = {"pitch": 0.012, "bow": 0.022, "vibrato": 0.05}
    return (
        gaussian_filter1d(pitch, smooth_s["pitch"] * RATE),
        gaussian_filter1d(bow, smooth_s["bow"] * RATE),
        gaussian_filter1d(vibrato, smooth_s["vibrato"] * RATE),
    )


PLAYERS = {"Violin": violin, "Marimba": marimba, "Piano": piano, "Bass": bass}
