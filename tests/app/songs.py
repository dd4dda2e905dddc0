"""A short song of two sources and its score, made for the tests of the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pretty_midi
import soundfile
from numpy.typing import NDArray

from core.project.project import Project

if TYPE_CHECKING:
    from app.main_window import MainWindow

RATE = 22050
LENGTH_S = 3.0
# source -> (start in s, MIDI pitch) of notes of 0.5 s
PARTS = {
    "Flute": ((0.2, 76), (0.9, 79), (1.6, 81), (2.3, 76)),
    "Bass": ((0.2, 40), (0.9, 45), (1.6, 43), (2.3, 40)),
}


def let_go(window: MainWindow) -> None:
    """Leave a window with nothing that it would ask about when it is closed."""
    window.separation.forget()
    window.document.set_project(Project())


def tone(pitch: int, partials: int) -> NDArray[np.float64]:
    time_s = np.arange(round(0.5 * RATE)) / RATE
    frequency = 440.0 * 2.0 ** ((pitch - 69) / 12)
    waves = [np.sin(2 * np.pi * frequency * k * time_s) / k**1.5 for k in range(1, partials + 1)]
    return np.sum(waves, axis=0) * np.minimum(1.0, 50.0 * time_s) * np.exp(-3.0 * time_s)


def write_song(folder: Path) -> tuple[Path, Path]:
    """Write a stereo song and its score; return both."""
    channels = np.zeros((2, round(LENGTH_S * RATE)))
    midi = pretty_midi.PrettyMIDI(initial_tempo=100)
    for (name, notes), partials, sides in zip(PARTS.items(), (3, 9), ((0.9, 0.4), (0.4, 0.9)), strict=True):
        track = pretty_midi.Instrument(program=0, name=name)
        for start_s, pitch in notes:
            sound = 0.25 * tone(pitch, partials)
            first = round(start_s * RATE)
            channels[:, first : first + len(sound)] += np.outer(sides, sound)
            track.notes.append(pretty_midi.Note(100, pitch, start_s, start_s + 0.5))
        midi.instruments.append(track)
    song, score = folder / "Lied für zwei.wav", folder / "lied.mid"
    soundfile.write(song, channels.T, RATE, subtype="PCM_24")
    midi.write(str(score))
    return song, score
