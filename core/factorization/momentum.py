"""Nesterov's momentum in the logarithm of non-negative factors.

Owns the elementwise half of an accelerated update, which runs in pieces on the same threads as the passes over V.
Working with ratios keeps every value non-negative and zeros at zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.factorization.sweep import TINY, Workers

if TYPE_CHECKING:
    from torch import Tensor

LIMIT = 0.95
RATIOS = (0.2, 5.0)  # what one update may change a value by counts towards the momentum only inside these


def momentum_at(age: int) -> float:
    """Return the exponent after ``age`` - 1 updates since the momentum was started (Nesterov 1983)."""
    return min(LIMIT, (age - 2) / (age + 1))


def multiply(workers: Workers, ahead: Tensor, numerators: Tensor, values: Tensor) -> float:
    """Make ``numerators`` the new values and return how far the step turns against the one before (> 0)."""
    import torch

    def task(part: slice) -> float:
        new = numerators[part].mul_(ahead[part])
        return float(torch.dot(ahead[part] - new, new - values[part]))

    return workers.chunks(len(values), task)


def look_ahead(workers: Workers, new: Tensor, previous: Tensor, ahead: Tensor, momentum: float) -> None:
    """Write new (new / previous)^momentum into ``ahead``; zeros stay zeros."""
    import torch

    def task(part: slice) -> float:
        ratio = torch.div(new[part], previous[part].clamp(min=TINY)).clamp_(*RATIOS)
        torch.mul(new[part], ratio.pow_(momentum), out=ahead[part])
        return 0.0

    workers.chunks(len(new), task)
