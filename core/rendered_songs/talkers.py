"""Speech from the free voices of the program flite: ``python -m core.rendered_songs.talkers --out FOLDER``.

Owns sentences of the project's own and the call of the program. What it writes is one more folder for ``--speech``.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
from pathlib import Path

VOICES = ("slt", "rms", "awb", "kal16")
WORDS = {
    "quality": "summer winter morning evening silver golden broken distant quiet shining lonely gentle burning falling "
    "hidden endless frozen tender restless open",
    "thing": "river mountain shadow candle window garden ocean station letter mirror bridge feather thunder harbour "
    "island journey memory whisper sparrow city",
    "deed": "carries follows remembers forgets answers watches leaves finds breaks warms crosses touches colours keeps "
    "shakes chooses",
    "place": "over under beyond beside through without against towards behind",
    "who": "I you we they nobody somebody everyone she he",
    "wish": "love dream wait sing dance cry fly change breathe stay run fall rise hold shout believe",
}
CLAUSES = (
    "the quality thing deed the thing place the quality thing",
    "who would wish and wish place my thing",
    "why should who wish when the thing is so quality",
)


def sentence(draw: random.Random) -> str:
    """Return a sentence of three clauses whose words are drawn."""
    clauses = []
    for _ in range(3):
        pattern = draw.choice(CLAUSES).split()
        clauses.append(" ".join(draw.choice(WORDS[word].split()) if word in WORDS else word for word in pattern))
    return ", ".join(clauses)


def main(arguments: list[str] | None = None) -> int:
    """Write the recordings that the arguments ask for and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m core.rendered_songs.talkers", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder; it gets VOICE_N.wav")
    parser.add_argument("--sentences", type=int, default=8, help="for each voice")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    program = shutil.which("flite")
    if program is None:
        sys.stderr.write("The program flite is not installed.\n")
        return 1
    chosen.out.mkdir(parents=True, exist_ok=True)
    draw = random.Random(chosen.seed)
    for voice in VOICES:
        for number in range(chosen.sentences):
            path = chosen.out / f"{voice}_{number}.wav"
            subprocess.run([program, "-voice", voice, "-t", sentence(draw), "-o", str(path)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
