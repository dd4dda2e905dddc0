"""Which sources are one instrument.

Owns the guess that two tracks of a score, such as the hands of a piano, come from one instrument and so share their
sounds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.annotation.model import Source

# words that tell the parts of one instrument apart, in the languages that scores are written in
_PART_WORDS = re.compile(
    r"\b(left|right|hand|hands|l|r|lh|rh|mg|md|ms|main|gauche|droite|mano|sinistra|destra|linke|rechte|links|rechts|"
    r"staff|stave|upper|lower|up|down|treble|track|voice|part|i|ii|iii|iv|v|one|two)\b|\d+"
)


def instruments(sources: Sequence[Source], sharing: str) -> dict[str, str]:
    """Return for every source id the instrument that it is played on.

    Parameters
    ----------
    sources : sequence of Source
    sharing : str
        ``never``: all apart; ``always``: one instrument per MIDI program; ``auto``: as ``always`` but only where the
        names, without words such as "left hand" or numbers, agree too.
    """
    found: dict[str, str] = {}
    for source in sources:
        if sharing == "never" or source.program is None or source.is_drum:
            found[source.id] = f"source {source.id}"
        elif sharing == "always":
            found[source.id] = f"program {source.program}"
        else:
            found[source.id] = f"program {source.program} {bare_name(source.name)}"
    return found


def bare_name(name: str) -> str:
    """Return a track's name without what tells the parts of one instrument apart."""
    words = re.sub(r"[\W_]+", " ", name.lower())
    return " ".join(_PART_WORDS.sub(" ", words).split())
