"""Plays parts with the program fluidsynth and a sound font, where both are there.

Owns the MIDI file, the call of the program and a folder of what was rendered before.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pretty_midi
import soundfile
import soxr
from numpy.typing import NDArray

from core.rendered_songs.score import Part

FloatArray = NDArray[np.float32]

FONT_RATE = 44_100


def available(font: Path | None) -> bool:
    """Return whether the program and the file are there."""
    return font is not None and font.is_file() and shutil.which("fluidsynth") is not None


def midi_bytes(parts: Sequence[Part], folder: Path) -> bytes:
    """Return a MIDI file of the parts, a channel each, with their levels and places."""
    song = pretty_midi.PrettyMIDI(resolution=960, initial_tempo=120.0)
    for part in parts:
        drums = part.source == "drums"
        track = pretty_midi.Instrument(part.program, is_drum=drums)
        track.notes = [
            pretty_midi.Note(int(np.clip(note.strength * 127, 1, 127)), note.pitch, note.start_s, note.end_s)
            for note in part.notes
        ]
        volume = int(np.clip(100 * 10 ** (part.level_db / 40), 20, 127))
        track.control_changes = [
            pretty_midi.ControlChange(7, volume, 0.0),
            pretty_midi.ControlChange(10, int(np.clip(64 + 63 * part.pan, 0, 127)), 0.0),
        ]
        song.instruments.append(track)
    path = folder / "parts.mid"
    song.write(str(path))
    return path.read_bytes()


def played(
    parts: Sequence[Part], seconds: float, rate: int, font: Path, reverb: bool, cache: Path | None = None
) -> FloatArray:
    """Return the sound of the parts, shape (2, samples), float32, ``round(seconds * rate)`` samples long.

    Parameters
    ----------
    font : Path
        SoundFont file.
    reverb : bool
        With the reverberation and chorus of the program.
    cache : Path, optional
        Folder in which the sound is kept, named after everything that it depends on.

    Raises
    ------
    OSError
        The program failed; the message has what it said.
    """
    length = round(seconds * rate)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        midi = midi_bytes(parts, folder)
        name = hashlib.sha256(midi + f"{font.name} {reverb} {seconds} {rate}".encode()).hexdigest()[:24] + ".flac"
        if cache is not None and (cache / name).is_file():
            kept, _ = soundfile.read(cache / name, dtype="float32", always_2d=True)
            return np.ascontiguousarray(kept.T)
        sound = _called(folder, font, reverb)
    sound = soxr.resample(sound, FONT_RATE, rate) if rate != FONT_RATE else sound
    fitted = np.zeros((2, length), np.float32)
    fitted[:, : min(length, len(sound))] = sound[:length].T
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        unfinished = cache / f"{os.getpid()}-{name}"
        soundfile.write(unfinished, fitted.T, rate, subtype="PCM_24")
        unfinished.replace(cache / name)
        return np.ascontiguousarray(soundfile.read(cache / name, dtype="float32", always_2d=True)[0].T)
    return fitted


def _called(folder: Path, font: Path, reverb: bool) -> FloatArray:
    """Run the program on ``parts.mid`` in a folder and return what it played, (samples, 2)."""
    switch = "1" if reverb else "0"
    wave = folder / "parts.wav"
    command = [
        *("fluidsynth", "-ni", "-q", "-g", "0.4", "-R", switch, "-C", switch, "-r", str(FONT_RATE), "-O", "s24"),
        *("-o", "synth.dynamic-sample-loading=1", "-F", str(wave), str(font), str(folder / "parts.mid")),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not wave.is_file():
        raise OSError(f"fluidsynth could not play with {font.name}: {done.stderr.strip() or done.stdout.strip()}")
    sound: FloatArray = soundfile.read(wave, dtype="float32", always_2d=True)[0]
    return sound
