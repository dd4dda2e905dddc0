"""Files that come with the program: the demo song and the icons.

Owns where they lie, in a checkout as well as in an installed package. Reads none of them.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
DEMO_SOURCES = ("Violin", "Marimba", "Piano", "Bass")


def demo_song() -> Path:
    """Return the mixture of the demo song."""
    return FOLDER / "demo" / "mixture.flac"


def demo_score() -> Path:
    """Return the score of the demo song, a MIDI file in strict tempo."""
    return FOLDER / "demo" / "score.mid"


def demo_truth() -> Path:
    """Return the times at which the notes of the demo song are really played, a JSON file."""
    return FOLDER / "demo" / "truth.json"


def demo_stems() -> dict[str, Path]:
    """Return the true stems of the demo song by source, in the order of the score."""
    return {name: FOLDER / "demo" / "stems" / f"{name}.flac" for name in DEMO_SOURCES}


def icon(name: str) -> Path:
    """Return the icon of a name such as ``play``."""
    return FOLDER / "icons" / f"{name}.svg"


def model(name: str) -> Path:
    """Return the weights of a network that ships."""
    return FOLDER / "models" / f"{name}.safetensors"
