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
        names, without words such as "left hand" or numbers, agree too. A group of a source's notes is played on that
        source's instrument whatever this says.
    """
    found: dict[str, str] = {}
    for asked in sources:
        source = asked.instrument_of or asked
        if sharing == "never" or source.program is None or source.is_drum:
            found[asked.id] = f"source {source.id}"
        elif sharing == "always":
            found[asked.id] = f"program {source.program}"
        else:
            found[asked.id] = f"program {source.program} {bare_name(source.name)}"
    return found


def drum_instruments(sources: Sequence[Source]) -> set[str]:
    """Return the instruments, as :func:`instruments` names them, whose pitches are no frequencies."""
    return {f"source {(source.instrument_of or source).id}" for source in sources if source.is_drum}


def bare_name(name: str) -> str:
    """Return a track's name without what tells the parts of one instrument apart."""
    words = re.sub(r"[\W_]+", " ", name.lower())
    return " ".join(_PART_WORDS.sub(" ", words).split())
