"""Compose and render the demo song into resources/demo: ``python packaging/render_demo.py [FOLDER]``.

Writes mixture.flac, stems/<source>.flac (they sum to the mixture to the bit), score.mid in strict tempo, and truth.json
with the times at which the notes are really played. The same seed gives the same song.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pretty_midi
import soundfile
from numpy.typing import NDArray

from demo_song.composition import BEAT_S, PARTS, TEMPO_BPM, PlayedNote, perform
from demo_song.instruments import PLAYERS, RATE
from demo_song.room import loudness_db, place

SEED = 2026
LENGTH = 40 * RATE
PEAK = 10 ** (-1 / 20)
FADE_S = 0.5

# source -> place (-1 left, 1 right), reverberation in dB, loudness in dB
DESK = {
    "Violin": (0.3, -7.0, 0.0),
    "Marimba": (0.75, -9.0, -3.0),
    "Piano": (-0.6, -9.0, -2.5),
    "Bass": (0.0, -18.0, -3.5),
}


def render() -> tuple[dict[str, NDArray[np.int16]], dict[str, list[PlayedNote]]]:
    """Return the stems as 16-bit samples (2, samples) and the notes that were played."""
    stems, played = {}, {}
    fade = np.clip((LENGTH - 1 - np.arange(LENGTH)) / (FADE_S * RATE), 0, 1)
    for index, part in enumerate(PARTS):
        rng = np.random.default_rng((SEED, index))
        pan, wet_db, level_db = DESK[part.name]
        played[part.name] = perform(part, rng)
        stereo = place(PLAYERS[part.name](played[part.name], LENGTH, rng), RATE, pan, wet_db, rng)
        stems[part.name] = stereo * fade * 10 ** ((level_db - loudness_db(stereo, RATE)) / 20)
    gain = PEAK * 32767 / np.max(np.abs(sum(stems.values())))
    return {name: np.round(stem * gain).astype(np.int16) for name, stem in stems.items()}, played


def score(played: dict[str, list[PlayedNote]]) -> pretty_midi.PrettyMIDI:
    """Return the notes as written, in strict tempo."""
    midi = pretty_midi.PrettyMIDI(resolution=480, initial_tempo=TEMPO_BPM)
    midi.time_signature_changes = [pretty_midi.TimeSignature(4, 4, 0.0)]
    for part in PARTS:
        track = pretty_midi.Instrument(part.program, name=part.name)
        for note in played[part.name]:
            start, end = note.start_beat * BEAT_S, (note.start_beat + note.beats) * BEAT_S
            track.notes.append(pretty_midi.Note(note.velocity, note.pitch, start, end))
        midi.instruments.append(track)
    return midi


def truth(played: dict[str, list[PlayedNote]]) -> dict[str, object]:
    """Return what was played when, for tests of the alignment."""
    sources = [
        {
            "name": part.name,
            "pan": DESK[part.name][0],
            "notes": [
                {
                    "pitch": note.pitch,
                    "velocity": note.velocity,
                    "score_start_s": round(note.start_beat * BEAT_S, 6),
                    "start_s": round(note.start_s, 6),
                    "end_s": round(note.end_s, 6),
                }
                for note in played[part.name]
            ],
        }
        for part in PARTS
    ]
    return {"rate": RATE, "samples": LENGTH, "tempo_bpm": TEMPO_BPM, "sources": sources}


def write(folder: Path) -> None:
    """Render the song and write all its files."""
    stems, played = render()
    (folder / "stems").mkdir(parents=True, exist_ok=True)
    for name, stem in stems.items():
        soundfile.write(folder / "stems" / f"{name}.flac", stem.T, RATE, subtype="PCM_16", compression_level=1.0)
    mixture = np.sum([stem.astype(np.int32) for stem in stems.values()], axis=0).astype(np.int16)
    soundfile.write(folder / "mixture.flac", mixture.T, RATE, subtype="PCM_16", compression_level=1.0)
    score(played).write(str(folder / "score.mid"))
    (folder / "truth.json").write_text(json.dumps(truth(played), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "resources" / "demo")
