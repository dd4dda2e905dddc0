"""Show a dictionary, the spectra that a source is made of: its columns with their pitches, and where it comes from.

With --sound its columns are heard one after another, by rising pitch, those without one at the end.
"""

from __future__ import annotations

import argparse
import math
from typing import Any

import numpy as np

from app.commands import CommandError, check_file, given_path, is_there
from app.console import Console
from core.annotation.model import Dictionary
from core.dictionaries.files import SUFFIX, read_stemdict
from core.dictionaries.pitch import centroids_hz, column_labels, column_pitches_hz, pitch_order


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file and what is made of it."""
    parser.add_argument("file", type=given_path, metavar=f"FILE{SUFFIX}", help="the dictionary")
    parser.add_argument("--sound", type=given_path, metavar="OUT.wav", help="write what its columns sound like")
    parser.add_argument("--seconds", type=float, default=0.25, metavar="S", help="of each column (default 0.25)")
    parser.add_argument("--overwrite", action="store_true", help="replace a file of the same name")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace, console: Console) -> None:
    """Read, show and perhaps write the sound."""
    _check(options)
    found = read_stemdict(options.file)
    shown = facts_of(found)
    if options.sound is not None:
        _write_sound(found, options)
    if options.json:
        console.json(shown)
        return
    columns = shown["columns"]
    grid = f"window {found.window_samples}, hop {found.hop_samples} at {found.rate} Hz"
    console.say(f"{shown['name']}: {len(columns)} columns, {grid}")
    for key, value in found.provenance.items():
        console.say(f"    {key}: {value}")
    console.say(f"{'column':>8}{'Hz':>10}{'centre Hz':>11}  name")
    for row in columns:
        pitch = "-" if row["pitch_hz"] is None else f"{row['pitch_hz']:.1f}"
        console.say(f"{row['column']:>8}{pitch:>10}{row['centre_hz']:>11.1f}  {row['label']}".rstrip())


def facts_of(dictionary: Dictionary) -> dict[str, Any]:
    """Return what is to be known of a dictionary, ready for JSON; its columns by rising pitch."""
    pitches, centres, labels = column_pitches_hz(dictionary), centroids_hz(dictionary), column_labels(dictionary)
    return {
        "name": dictionary.name,
        "rate": dictionary.rate,
        "window_samples": dictionary.window_samples,
        "hop_samples": dictionary.hop_samples,
        "provenance": dict(dictionary.provenance),
        "columns": [
            {
                "column": int(number) + 1,
                "pitch_hz": None if math.isnan(pitches[number]) else round(float(pitches[number]), 3),
                "centre_hz": round(float(centres[number]), 3),
                "label": labels[number],
            }
            for number in pitch_order(dictionary)
        ],
    }


def _check(options: argparse.Namespace) -> None:
    if not 0.01 <= options.seconds <= 10.0:
        raise CommandError(f"--seconds: {options.seconds:g} is not between 0.01 and 10")
    if options.sound is None:
        return
    check_file(options.sound, "--sound")
    if options.sound.suffix.lower() != ".wav":
        raise CommandError(f"--sound: {options.sound.name} does not end in .wav; choose this ending")
    if is_there(options.sound) and not options.overwrite:
        raise CommandError(f"--sound: {options.sound} would be replaced; give --overwrite or choose another name")


def _write_sound(dictionary: Dictionary, options: argparse.Namespace) -> None:
    import io

    import soundfile

    from core.annotation.file_writing import write_file
    from core.dictionaries.sound import dictionary_sound

    sound = dictionary_sound(dictionary, [int(number) for number in pitch_order(dictionary)], options.seconds)
    buffer = io.BytesIO()
    soundfile.write(buffer, np.ascontiguousarray(sound.samples.T), sound.rate, "PCM_16", format="WAV")
    write_file(options.sound, buffer.getvalue())
