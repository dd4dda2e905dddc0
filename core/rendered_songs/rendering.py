"""Renders a song: every source by itself, as loud as in the mixture.

Owns the mixing of notes and sources. The voice is ``vocals``', single notes are ``instruments``' and ``drums``'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.rendered_songs import sound_font
from core.rendered_songs.composition import compose
from core.rendered_songs.drums import kit
from core.rendered_songs.effects import bell, chorused, compressed, distorted, filtered, reverberated, room
from core.rendered_songs.instruments import INSTRUMENTS, draw_timbre
from core.rendered_songs.score import SOURCES, Note, Part, Song
from core.rendered_songs.spoken import Speech
from core.rendered_songs.vocals import placed, vocal_source

FloatArray = NDArray[np.float32]

PEAK = 0.8
_LONGEST_S = 6.0


@dataclass(frozen=True, eq=False)
class Studio:
    """What there is to render with.

    Attributes
    ----------
    speech : sequence of Speech
        Analysed recordings whose syllables may be sung; none: every voice is made of formants.
    font : Path or None
        SoundFont file; used where the program fluidsynth is there, too.
    font_share : float
        Share of the songs whose instruments play from the sound font.
    cache : Path or None
        Folder for what the sound font played.
    """

    speech: Sequence[Speech] = ()
    font: Path | None = None
    font_share: float = 0.5
    cache: Path | None = None


def plays_font(song: Song, studio: Studio) -> bool:
    """Return whether the instruments of a song play from the sound font."""
    return sound_font.available(studio.font) and np.random.default_rng((song.seed, 2)).random() < studio.font_share


def render(song: Song, rate: int = 44_100, channels: int = 2, studio: Studio | None = None) -> dict[str, FloatArray]:
    """Render the sources of a song.

    Parameters
    ----------
    song : Song
        As ``compose`` returns it.
    rate : int
        Hz, 8000 or more.
    channels : int
        1 or 2.
    studio : Studio, optional
        Formants and own instruments where None.

    Returns
    -------
    dict
        ``drums``, ``bass``, ``other``, ``vocals``: ndarray (channels, samples), float32; their sum is the mixture and
        peaks at 0.8.

    Raises
    ------
    ValueError
        Rate or channels are not as above.
    """
    if rate < 8000 or channels not in (1, 2):
        raise ValueError(f"{rate} Hz, {channels} channels: songs are rendered from 8000 Hz up, in 1 or 2 channels")
    studio = studio or Studio()
    rng = np.random.default_rng((song.seed, 7))
    from_font = plays_font(song, studio)
    silence = np.zeros((channels, round(song.seconds * rate)), np.float32)
    sources = dict.fromkeys(SOURCES, silence)
    for source in SOURCES[:3]:
        parts = [part for part in song.parts if part.source == source and part.notes]
        if parts and from_font and studio.font is not None:
            sound = sound_font.played(parts, song.seconds, rate, studio.font, rng.random() < 0.5, studio.cache)
            sources[source] = produced(sound if channels == 2 else sound.mean(axis=0, keepdims=True), rate, source, rng)
        elif parts:
            sources[source] = produced(
                sum((part_sound(p, song, rate, channels, rng) for p in parts), silence), rate, source, rng
            )
    levels = {"drums": rng.normal(-1, 2.5), "bass": rng.normal(-2, 2.5), "other": rng.normal(0, 2)}
    for source, level in levels.items():
        sources[source] = sources[source] * np.float32(10 ** (level / 20) / (loudness(sources[source]) or 1.0))
    sources["vocals"] = vocal_source(song, rate, channels, studio.speech)
    ground = loudness(sources["drums"] + sources["bass"] + sources["other"])
    lead = rng.normal(0, 3.5)
    sources["vocals"] = sources["vocals"] * np.float32(
        (ground or 1.0) * 10 ** (lead / 20) / (loudness(sources["vocals"]) or 1.0)
    )
    return mastered(sources, rate, rng)


def songs(
    first_seed: int,
    count: int,
    seconds: float = 30.0,
    rate: int = 44_100,
    channels: int = 2,
    studio: Studio | None = None,
) -> Iterator[tuple[Song, dict[str, FloatArray]]]:
    """Yield ``count`` songs and their sources, one seed after the other."""
    for seed in range(first_seed, first_seed + count):
        song = compose(seed, seconds=seconds)
        yield song, render(song, rate, channels, studio)


def loudness(sound: FloatArray) -> float:
    """Return the root mean square over the moments that sound, 0 for silence."""
    power = np.mean(sound**2, axis=0)
    frames = power[: len(power) // 400 * 400].reshape(-1, 400).mean(axis=1)
    loud = frames[frames > 1e-3 * frames.max(initial=0.0)]
    return float(np.sqrt(loud.mean())) if len(loud) else 0.0


def part_sound(part: Part, song: Song, rate: int, channels: int, rng: np.random.Generator) -> FloatArray:
    """Return what one instrument plays, in its place, as loud as its level says."""
    length = round(song.seconds * rate)
    if part.source == "drums":
        return drum_sound(part.notes, length, rate, channels, rng)
    sound = note_sounds(part, length, rate, rng)
    if part.family == "distorted guitar":
        sound = filtered(distorted(sound, float(rng.uniform(12, 32))), rate, low_pass_hz=float(rng.uniform(3500, 6500)))
    sound = sound * np.float32(10 ** (part.level_db / 20) / (loudness(sound[None]) or 1.0))
    out = placed(sound, part.pan, channels)
    if part.family in ("clean guitar", "electric piano", "strings", "pad", "organ", "synth") and rng.random() < 0.5:
        out = chorused(out, rate, float(rng.uniform(0.001, 0.005)), float(rng.uniform(0.2, 3)), 0.7)
    return out


def note_sounds(part: Part, length: int, rate: int, rng: np.random.Generator) -> FloatArray:
    """Return the notes of a part, shape (samples,); equal pitches of about equal strength share their sound."""
    synthesis, release_s = INSTRUMENTS[part.family]
    timbre = draw_timbre(part.family, rng)
    out = np.zeros(length + 1, np.float32)
    longest: dict[tuple[int, int], float] = {}
    for note in part.notes:
        key = (note.pitch, round(note.strength * 3))
        longest[key] = max(longest.get(key, 0.0), min(note.end_s - note.start_s, _LONGEST_S))
    known: dict[tuple[int, int], FloatArray] = {}
    tail = int(min(4 * release_s, 1.0) * rate)
    fall = np.exp(-np.arange(tail) / (release_s * rate) - 3 * (np.arange(tail) / tail) ** 4).astype(np.float32)
    for note in part.notes:
        key = (note.pitch, round(note.strength * 3))
        if key not in known:
            f0 = 440.0 * 2 ** ((note.pitch - 69) / 12)
            known[key] = synthesis(f0, longest[key] + tail / rate + 0.01, max(0.2, key[1] / 3), rate, timbre, rng)
        held = int(min(note.end_s - note.start_s, _LONGEST_S) * rate)
        sound = known[key][: held + tail] * np.float32(note.strength**1.4)
        sound[held:] *= fall[: len(sound) - held]
        start = int(note.start_s * rate)
        stop = min(length, start + len(sound))
        out[start:stop] += sound[: max(0, stop - start)]
    return out[:length]


def drum_sound(notes: Sequence[Note], length: int, rate: int, channels: int, rng: np.random.Generator) -> FloatArray:
    """Return a kit that plays the notes, its drums spread from left to right."""
    drums = kit(rate, rng)
    pans = {key: float(np.clip(rng.normal(0, 0.35), -0.8, 0.8)) for key in drums}
    out = np.zeros((channels, length), np.float32)
    for note in notes:
        stroke = drums[note.pitch] * np.float32(note.strength**1.5 * rng.uniform(0.9, 1.1))
        start = int(note.start_s * rate)
        out[:, start : start + len(stroke)] += placed(stroke[: max(0, length - start)], pans[note.pitch], channels)
    return out


def produced(sound: FloatArray, rate: int, source: str, rng: np.random.Generator) -> FloatArray:
    """Return a source with the filters, compression and room that an engineer might give it."""
    for _ in range(int(rng.integers(0, 3))):
        sound = bell(
            sound,
            rate,
            float(np.exp(rng.uniform(np.log(100), np.log(6000)))),
            float(rng.normal(0, 3)),
            float(rng.uniform(0.5, 1.5)),
        )
    if rng.random() < 0.3:
        sound = compressed(sound, rate, float(rng.uniform(6, 15)), float(rng.uniform(1.5, 4)))
    if source != "bass" and rng.random() < 0.6:
        response = room(rate, len(sound), float(rng.uniform(0.3, 2.0)), float(rng.uniform(2000, 6000)), 0.0, rng)
        sound = reverberated(sound, response, float(10 ** (rng.uniform(-25, -7) / 20)))
    return sound


def mastered(sources: dict[str, FloatArray], rate: int, rng: np.random.Generator) -> dict[str, FloatArray]:
    """Return the sources with one peak level, and sometimes the upper end cut off as by a poor recording."""
    if rng.random() < 0.2:
        corner = float(rng.uniform(4500, 7500))
        sources = {name: filtered(sound, rate, low_pass_hz=corner, order=4) for name, sound in sources.items()}
    peak = float(np.max(np.abs(sum(sources.values()))))
    return {name: np.ascontiguousarray(sound * np.float32(PEAK / (peak or 1.0))) for name, sound in sources.items()}
