"""A rendered song of any length with its score: four sources, some 150 pitches, for timing and memory.

Written minute by minute, so that an hour needs no more memory than a minute.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from core.annotation.midi_write import write_score
from core.annotation.score import Score, ScoreNote, ScoreTrack

RATE = 44100
# name, General MIDI program, lowest pitch, pitches, brightness, place in stereo
SOURCES = (
    ("Bass", 32, 28, 30, 0.75, 0.5),
    ("Piano", 0, 45, 44, 0.6, 0.3),
    ("Strings", 48, 55, 40, 0.7, 0.7),
    ("Flute", 73, 67, 36, 0.35, 0.6),
)
_NOTES_PER_SECOND = 2.0


def _tone(pitch: int, brightness: float, length_s: float = 1.6) -> np.ndarray:
    time_s = np.arange(int(length_s * RATE)) / RATE
    fundamental = 440.0 * 2 ** ((pitch - 69) / 12)
    orders = np.arange(1, min(24, int(RATE / 2 / fundamental)) + 1)
    sound = sum(brightness**k * np.sin(2 * np.pi * k * fundamental * time_s + k * pitch) for k in orders)
    envelope = np.minimum(1.0, time_s / 0.006) * np.exp(-1.5 * time_s) * np.minimum(1.0, (length_s - time_s) / 0.05)
    return (0.06 * sound * envelope).astype(np.float32)


def write_long_song(folder: Path, minutes: int, seed: int = 0) -> tuple[Path, Path]:
    """Render ``minutes`` of music; return the paths of the WAV (stereo, 44.1 kHz, 16 bit) and of the score."""
    generator = np.random.default_rng(seed)
    tones = [{p: _tone(p, b) for p in range(low, low + count)} for _, _, low, count, b, _ in SOURCES]
    notes: list[list[ScoreNote]] = [[] for _ in SOURCES]
    song, score = folder / f"song_{minutes}min.wav", folder / f"song_{minutes}min.mid"
    minute = 60 * RATE
    tail = np.zeros((2 * RATE, 2), np.float32)
    with soundfile.SoundFile(song, "w", RATE, 2, "PCM_16") as file:
        for index in range(minutes):
            block = np.zeros((minute + 2 * RATE, 2), np.float32)
            block[: len(tail)] += tail
            for source, (_, _, low, count, _, place) in enumerate(SOURCES):
                gains = np.sqrt([1 - place, place]).astype(np.float32)
                for onset_s in np.sort(generator.uniform(0, 59.9, int(60 * _NOTES_PER_SECOND))):
                    pitch = low + int(generator.integers(count))
                    length_s, velocity = float(generator.uniform(0.3, 1.6)), int(generator.integers(50, 120))
                    sound = tones[source][pitch][: int(length_s * RATE)].copy()
                    sound[-800:] *= np.linspace(1, 0, 800, dtype=np.float32)
                    start = int(onset_s * RATE)
                    block[start : start + len(sound)] += velocity / 127 * sound[:, None] * gains
                    begin_s = 60.0 * index + onset_s
                    notes[source].append(ScoreNote(begin_s, begin_s + length_s, pitch, velocity))
            file.write(np.clip(block[:minute], -1, 1))
            tail = block[minute:]
    tracks = tuple(
        ScoreTrack(name, program, False, tuple(sorted(track)))
        for (name, program, *_), track in zip(SOURCES, notes, strict=True)
    )
    write_score(Score(tracks), score)
    return song, score
