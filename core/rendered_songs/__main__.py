"""Renders songs into a folder: ``python -m core.rendered_songs --out FOLDER --songs 100``."""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from pathlib import Path

import numpy as np
import soundfile
import soxr

from core.rendered_songs.rendering import Studio, loudness, plays_font, songs
from core.rendered_songs.spoken import SPEECH_RATE, Speech, analysed

SPEECH_FILES = (".flac", ".wav", ".ogg")


def main(arguments: list[str] | None = None) -> int:
    """Render what the arguments say and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m core.rendered_songs", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder; it gets NNNNN_SOURCE.flac and songs.jsonl")
    parser.add_argument("--songs", type=int, default=10)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--rate", type=int, default=44_100, help="Hz, 8000 or more")
    parser.add_argument("--channels", type=int, choices=(1, 2), default=2)
    parser.add_argument("--speech", type=Path, help="folder of clean recordings of speech whose syllables may be sung")
    parser.add_argument("--sound-font", type=Path, help="SF2 file that the program fluidsynth plays instruments from")
    parser.add_argument("--font-share", type=float, default=0.5, help="share of songs that use it, 0 to 1")
    parser.add_argument("--cache", type=Path, help="folder for what the sound font played")
    parser.add_argument("--two-sources", action="store_true", help="write voice and accompaniment only")
    chosen = parser.parse_args(arguments)
    speech = read_speech(chosen.speech) if chosen.speech else ()
    studio = Studio(speech, chosen.sound_font, chosen.font_share, chosen.cache)
    chosen.out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with (chosen.out / "songs.jsonl").open("a", encoding="utf-8") as log:
        for song, sources in songs(
            chosen.first_seed, chosen.songs, chosen.seconds, chosen.rate, chosen.channels, studio
        ):
            if chosen.two_sources:
                rest = sources["drums"] + sources["bass"] + sources["other"]
                sources = {"voice": sources["vocals"], "accompaniment": rest}
            for name, sound in sources.items():
                path = chosen.out / f"{song.seed:05d}_{name}.flac"
                soundfile.write(path, np.clip(sound, -1, 1).T, chosen.rate, subtype="PCM_16")
            about = {
                "seed": song.seed, "style": song.style, "tempo": round(song.tempo, 1),
                "key": song.key, "mode": song.mode,
                "singer": song.singer.kind, "spoken": bool(song.singer.spoken and speech),
                "instruments": "sound font" if plays_font(song, studio) else "synthesis",
                "levels": {name: round(loudness(sound), 4) for name, sound in sources.items()},
            }  # fmt: skip
            log.write(json.dumps(about) + "\n")
    minutes = chosen.songs * chosen.seconds / 60
    sys.stdout.write(f"{minutes:.1f} minutes in {(time.monotonic() - began) / 60:.1f} minutes\n")
    return 0


def read_speech(folder: Path) -> tuple[Speech, ...]:
    """Return the recordings of a folder, analysed; the speaker is the name up to the first ``-`` or ``_``."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in SPEECH_FILES):
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
        speaker = re.split(r"[-_]", path.stem)[0]
        if len(samples) > rate:
            found.append(analysed(soxr.resample(samples.mean(axis=1), rate, SPEECH_RATE), speaker))
    return tuple(speech for speech in found if len(speech.syllables) > 3)


if __name__ == "__main__":
    sys.exit(main())
