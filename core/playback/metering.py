"""How loud what is heard is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_SILENCE_DB = -200.0


@dataclass(frozen=True)
class Levels:
    """How loud it was since the last call.

    Attributes
    ----------
    strips : mapping of str to float
        Peak behind the fader in dB of full scale, by the id of the source (and "mixture"); silent ones are left out.
    left_db, right_db : float
        Peak of both sides, in dB of full scale.
    true_peak_db : float
        In dBTP.
    """

    strips: Mapping[str, float] = field(default_factory=dict)
    left_db: float = _SILENCE_DB
    right_db: float = _SILENCE_DB
    true_peak_db: float = _SILENCE_DB
