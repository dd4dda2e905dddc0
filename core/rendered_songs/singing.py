"""Sings a phrase with formants: how pitch, formants, voice and noise move from frame to frame.

Owns articulation and the course of the pitch. Frames last 5 ms; ``excitation`` makes sound of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.signal import lfilter

from core.rendered_songs.excitation import FRAMES_PER_S
from core.rendered_songs.phones import CONSONANTS, VOWELS
from core.rendered_songs.score import Phrase, Singer, SungNote

FloatArray = NDArray[np.float32]

LEAD_S = 0.35
TAIL_S = 0.35
# Columns of the articulation.
F1, F2, F3, VOICED, NOISE, NOISE_HZ, NOISE_WIDTH, BREATH, NASAL, EFFORT = range(10)
_FORMANT_FRAMES = 4.0
_STRENGTH_FRAMES = 1.6
_BURST_FRAMES = 0.7
_BREATH_LEVEL = 0.05
_NOISE_LEVEL = 0.012


def frame_count(phrase: Phrase) -> int:
    """Return the frames that a phrase takes, with what comes before its first note and after its last."""
    return int((phrase.notes[-1].end_s - phrase.notes[0].start_s + LEAD_S + TAIL_S) * FRAMES_PER_S)


def note_frames(phrase: Phrase) -> list[tuple[int, int]]:
    """Return first frame and end of every note."""
    begin = phrase.notes[0].start_s - LEAD_S
    return [(round((n.start_s - begin) * FRAMES_PER_S), round((n.end_s - begin) * FRAMES_PER_S)) for n in phrase.notes]


def pitch_course(phrase: Phrase, singer: Singer, rng: np.random.Generator) -> FloatArray:
    """Return f0 in Hz of every frame of the phrase: glides that may overshoot, late vibrato, drift."""
    frames = frame_count(phrase)
    target = np.empty(frames)
    depth = np.zeros(frames)
    spans = note_frames(phrase)
    target[: spans[0][0] + 1] = phrase.notes[0].pitch - (rng.uniform(0, 2.5) if rng.random() < 0.5 else 0)
    for count, (note, (start, end)) in enumerate(zip(phrase.notes, spans, strict=True)):
        last = spans[count + 1][0] if count + 1 < len(spans) else frames
        target[start:last] = note.pitch + rng.normal(0, 0.12)
        if rng.random() < 0.15:
            target[start : start + int(rng.uniform(10, 25))] -= rng.uniform(0.5, 2.0)
        delay = int(singer.vibrato_delay_s * rng.uniform(0.7, 1.3) * FRAMES_PER_S)
        if end - start > delay + 20:
            grow = np.clip((np.arange(start + delay, end) - start - delay) / 50, 0, 1)
            depth[start + delay : end] = grow * rng.uniform(0.6, 1.2)
    target[spans[-1][1] :] -= rng.uniform(0, 3) if rng.random() < 0.4 else 0.0
    course = glide(target, singer.glide_hz, singer.damping)
    slow = [
        gaussian_filter1d(rng.standard_normal(frames + 80), wide)[40:-40] * np.sqrt(wide * 3.5) for wide in (6, 30, 60)
    ]
    rate = singer.vibrato_hz * (1 + 0.06 * slow[2])
    swing = np.sin(2 * np.pi * (np.cumsum(rate) / FRAMES_PER_S + rng.random()))
    cents = singer.vibrato_cents * gaussian_filter1d(depth, 6) * swing + singer.drift_cents * (0.25 * slow[0] + slow[1])
    course = course + cents / 100
    return np.asarray(440 * 2 ** ((course - 69) / 12), np.float32)


def glide(target: NDArray[np.float64], speed_hz: float, damping: float) -> NDArray[np.float64]:
    """Return the target followed by a damped spring; below a damping of 1 it overshoots."""
    omega = 2 * np.pi * speed_hz
    poles = np.exp(np.roots([1, 2 * damping * omega, omega**2]) / FRAMES_PER_S)
    a = np.real(np.poly(poles))
    followed: NDArray[np.float64] = lfilter([a.sum()], a, target - target[0]) + target[0]
    return followed


@dataclass(frozen=True, eq=False)
class FormantVoice:
    """Envelopes of a phrase from formants.

    Attributes
    ----------
    tracks : ndarray (frames, 10), float32
        Columns F1 to EFFORT; formants in Hz.
    f0 : ndarray (frames,), float32
    singer : Singer
    """

    tracks: FloatArray
    f0: FloatArray
    singer: Singer

    def __call__(self, start: int, stop: int, hertz: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return amplitudes of the voiced and of the noisy part, each (frames, bins)."""
        tracks, f0 = self.tracks[start:stop], self.f0[start:stop, None]
        tract = self.vocal_tract(tracks, f0[:, 0], hertz)
        effort = tracks[:, EFFORT, None]
        fall = 1 + (hertz / np.maximum(self.singer.effort_hz * effort, f0)) ** 2
        glottal_hz = f0 * (0.7 + 0.5 * effort)
        low = hertz / glottal_hz
        source = low / (1 + low**2) / np.sqrt(fall)
        gain = tracks[:, VOICED, None] * (0.25 + 0.75 * effort) ** 1.5
        voiced = gain * source * tract * (f0 / 200) ** 0.25
        ground = 10 ** (self.singer.breath_db / 20)
        breath = ground * gain * (1.4 - 0.6 * effort) + _BREATH_LEVEL * tracks[:, BREATH, None]
        aspirated = breath * tract * (0.15 + 0.3 * np.minimum(hertz / 2500, 1)) / np.sqrt(1 + (hertz / 9000) ** 4)
        apart = (hertz - tracks[:, NOISE_HZ, None]) / tracks[:, NOISE_WIDTH, None]
        noise = _NOISE_LEVEL * self.singer.clarity * tracks[:, NOISE, None] / (0.04 + apart**2) ** 0.8
        noise = noise * np.minimum(hertz / 700, 1)
        return voiced.astype(np.float32), (aspirated + noise).astype(np.float32)

    def vocal_tract(self, tracks: FloatArray, f0: FloatArray, hertz: FloatArray) -> FloatArray:
        """Return the gain of the tract, (frames, bins): five moving resonances, fixed ones above, nasal zero."""
        tract, ring = self.singer.tract, self.singer.ring
        first = np.maximum(tracks[:, F1] * tract, 1.05 * f0 * (f0 > 350))
        second, third = tracks[:, F2] * tract, tracks[:, F3] * tract
        third = third + ring * 0.4 * (2800 * tract - third)
        fourth = np.maximum(3350 * tract, third + 350) - ring * 150 * tract
        fifth = fourth + (1 - 0.5 * ring) * 850 * tract
        damp = 1 + 1.5 * tracks[:, NASAL]
        widths = ((70, 0.0), (80, 0.02), (90, 0.03), (120, 0.035), (160, 0.04))
        khz = hertz / 1000
        power = np.ones((len(tracks), len(hertz)), np.float32)
        for place, (wide, share) in zip((first, second, third, fourth, fifth), widths, strict=True):
            centre = place[:, None] / 1000
            half = ((wide + share * place) * damp)[:, None] / 2000
            power *= (centre**2 + half**2) ** 2 / (((khz - centre) ** 2 + half**2) * ((khz + centre) ** 2 + half**2))
        for number in range(6, 6 + int(hertz[-1] / (1000 * tract))):
            centre, half = (number - 1) * tract, 0.1 + 0.015 * number
            power *= (centre**2 + half**2) ** 2 / (((khz - centre) ** 2 + half**2) * ((khz + centre) ** 2 + half**2))
        zero = 0.95 * tract
        dip = 1 - 0.9 * tracks[:, NASAL, None] * np.exp(-(((khz - zero) / 0.25) ** 2))
        murmur = 1 - 0.75 * tracks[:, NASAL, None] * np.minimum(khz / 0.6, 1)
        gain: FloatArray = np.sqrt(power) * dip * murmur
        return gain


def articulate(phrase: Phrase, f0: FloatArray, singer: Singer, rng: np.random.Generator) -> FormantVoice:
    """Return the moving tract of a phrase."""
    frames = frame_count(phrase)
    tracks = np.zeros((frames, 10))
    tracks[:, NOISE_HZ], tracks[:, NOISE_WIDTH] = 4000, 2000
    spans = note_frames(phrase)
    tracks[:, :3] = VOWELS["schwa"]
    for count, (note, (start, end)) in enumerate(zip(phrase.notes, spans, strict=True)):
        joined = count + 1 < len(spans) and phrase.notes[count + 1].tied
        place_note(tracks, note, start, spans[count + 1][0] if joined else end, rng)
    effort = gaussian_filter1d(
        np.repeat([n.strength for n in phrase.notes], np.diff([0, *[s for s, _ in spans[1:]], frames])), 25
    )
    tracks[:, EFFORT] = effort * (1 + 0.08 * gaussian_filter1d(rng.standard_normal(frames), 12) * 6)
    if rng.random() < 0.6:
        breathe_in(tracks, spans[0][0], rng)
    for columns, wide in (
        ((F1, F2, F3, NASAL), _FORMANT_FRAMES),
        ((VOICED, BREATH), _STRENGTH_FRAMES * 1.5),
        ((NOISE,), _BURST_FRAMES),
    ):
        for column in columns:
            tracks[:, column] = gaussian_filter1d(tracks[:, column], wide)
    return FormantVoice(tracks.astype(np.float32), f0, singer)


def place_note(tracks: NDArray[np.float64], note: SungNote, start: int, end: int, rng: np.random.Generator) -> None:
    """Write the targets of a syllable: the vowel begins on the beat, consonants before it and at its end."""
    first, last = VOWELS[note.vowels[0]], VOWELS[note.vowels[-1]]
    colour = rng.normal(1, 0.04, 3)
    tail = max(end, start + 6)
    tracks[start:tail, :3] = first * colour
    if len(note.vowels) > 1:
        turn = start + int((tail - start) * rng.uniform(0.5, 0.8))
        blend = np.clip((np.arange(turn, tail) - turn) / max(8.0, (tail - turn) * 0.7), 0, 1)[:, None]
        tracks[turn:tail, :3] = (np.array(first) * (1 - blend) + np.array(last) * blend) * colour
    tracks[start:tail, VOICED] = 1
    fade = min(int(rng.uniform(4, 24)), (tail - start) // 2)
    tracks[tail - fade : tail, VOICED] = np.linspace(1, 0.25, fade)
    at = tail
    for name in reversed(note.coda):
        at = place_consonant(tracks, name, at, rng, min(0.5, 0.08 * FRAMES_PER_S / (tail - start) * 4))
    at = start
    for name in reversed(note.onset):
        at = place_consonant(tracks, name, at, rng, 1.0)


def place_consonant(tracks: NDArray[np.float64], name: str, end: int, rng: np.random.Generator, stretch: float) -> int:
    """Write a consonant that ends at a frame and return its start."""
    sound = CONSONANTS[name]
    start = max(0, end - max(4, int(sound.seconds * rng.uniform(0.7, 1.4) * max(stretch, 0.5) * FRAMES_PER_S)))
    burst = start + int((end - start) * sound.closure)
    tracks[start:end, :3] = sound.locus
    tracks[start:end, VOICED] = sound.voiced
    tracks[start:end, NASAL] = sound.nasal
    tracks[start:end, [NOISE, BREATH]] = 0
    strength = rng.uniform(0.6, 1.3)
    tracks[burst:end, NOISE] = sound.noise * strength
    tracks[burst:end, BREATH] = sound.breath * strength
    tracks[start:end, NOISE_HZ] = sound.noise_hz * rng.uniform(0.9, 1.1)
    tracks[start:end, NOISE_WIDTH] = sound.noise_width_hz
    return start


def breathe_in(tracks: NDArray[np.float64], before: int, rng: np.random.Generator) -> None:
    """Write a breath before the first note."""
    end = max(8, before - int(rng.uniform(8, 24)))
    start = max(0, end - int(rng.uniform(30, 70)))
    tracks[start:end, BREATH] += rng.uniform(0.1, 0.6) * np.sin(np.linspace(0, np.pi, end - start) ** 1.0) ** 2
    tracks[start:end, :3] = VOWELS["uh"]
