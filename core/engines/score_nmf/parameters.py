"""What the user can set on score-nmf."""

from __future__ import annotations

from dataclasses import dataclass

from core.engines.base import parameter


@dataclass(frozen=True)
class ScoreNmfParameters:
    """Parameters of score-nmf; ``variant=published`` takes the paper's method, whatever the others say."""

    variant: str = parameter("best", "The published method or our best", choices=("best", "published"))
    updates: int = parameter(50, "Multiplicative updates", minimum=1, maximum=1000)
