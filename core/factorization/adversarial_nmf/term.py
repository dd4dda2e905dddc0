"""One term of the objective: data, their activations, and what they ask of a dictionary.

Owns the multiplicative update of activations (equations 4.1, 4.5 and 4.7) and the two parts of the gradient (4.2, 4.3
and 4.6). Matrices lie as (columns of the paper, bins): one row is one spectrum.
"""

from __future__ import annotations

import torch
from torch import Tensor

TINY = 1e-30
_WARM_UPDATES = 5


class Term:
    """Data that are explained by a dictionary, or by several together.

    Parameters
    ----------
    data : Tensor (rows, bins)
    mu_h : float
        Sparsity of the activations.
    generator : torch.Generator
        Shuffles the rows.

    Attributes
    ----------
    activations : Tensor (rows, columns)
        Set by :meth:`start`.
    """

    def __init__(self, data: Tensor, mu_h: float, generator: torch.Generator) -> None:
        self.data, self._generator = data, generator
        self._floor = max(len(data) * mu_h, TINY)
        self.activations = data.new_empty(0)
        self._order = torch.empty(0, dtype=torch.int64)

    def start(self, dictionary: Tensor) -> None:
        """Take a first guess of the activations, and bring it near."""
        self.activations = self.data @ dictionary.T + TINY
        for _ in range(_WARM_UPDATES):
            self.update(dictionary)

    def update(self, dictionary: Tensor) -> None:
        """Update all activations once; dictionary (columns, bins)."""
        wanted = self.data @ dictionary.T
        found = torch.addmm(wanted.new_full((1, 1), self._floor), self.activations, dictionary @ dictionary.T)
        self.activations *= wanted.div_(found)

    def scale(self, norms: Tensor) -> None:
        """Make up for columns of the dictionary that were divided by their norms."""
        self.activations *= norms

    def shuffle(self) -> None:
        """Choose another order of the rows, at the start of an epoch."""
        self._order = torch.randperm(len(self.data), generator=self._generator).to(self.data.device)

    def rows(self, number: int, size: int) -> Tensor | slice:
        """Return which rows a batch has; past the end it goes on at the beginning."""
        count = len(self.data)
        if size >= count:
            return slice(None)
        places = torch.arange(number * size, (number + 1) * size, device=self.data.device) % count
        return self._order[places]

    def batch(self, number: int, size: int) -> tuple[Tensor, Tensor]:
        """Return data and activations of a batch."""
        rows = self.rows(number, size)
        return self.data[rows], self.activations[rows]


def gradient_parts(data: Tensor, activations: Tensor, dictionary: Tensor) -> tuple[Tensor, Tensor]:
    """Return W H H^T / N and U H^T / N (4.2), as (columns, bins)."""
    rows = len(data)
    modelled = (activations.T @ activations) @ dictionary
    return modelled.div_(rows), (activations.T @ data).div_(rows)
