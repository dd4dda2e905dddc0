"""One term of the objective: data, their activations, and what they ask of a dictionary.

Owns the multiplicative update of activations (equations 4.1, 4.5 and 4.7) and the two parts of the gradient (4.2, 4.3
and 4.6). Matrices lie as (columns of the paper, bins): one row is one spectrum.
"""

from __future__ import annotations

import torch
from torch import Tensor

from core.compute import fast_products

TINY = 1e-30
_WARM_UPDATES = 5
_BLOCK = 2048  # rows of which all that an update needs stays in the cache of a core


def product_type(where: torch.device) -> torch.dtype:
    """Return the numbers in which large products are fastest there; everything else stays float32."""
    with fast_products(where):
        if torch.is_autocast_enabled(where.type):
            return torch.get_autocast_dtype(where.type)
    return torch.float32


class Term:
    """Data that are explained by a dictionary, or by several together.

    Parameters
    ----------
    data : Tensor (rows, bins)
    mu_h : float
        Sparsity of the activations.
    generator : torch.Generator
        Shuffles the rows.
    products : torch.dtype
        Of the factors of all products.

    Attributes
    ----------
    activations : Tensor (rows, columns), float32
        Set by :meth:`start`.
    """

    def __init__(self, data: Tensor, mu_h: float, generator: torch.Generator, products: torch.dtype) -> None:
        self.count, self._bins = data.shape
        self._both = data.to(products)
        self._generator = generator
        self._floor = max(self.count * mu_h, TINY)
        self.activations = data.new_empty(0)
        self._order = torch.empty(0, dtype=torch.int64)

    def start(self, dictionary: Tensor) -> None:
        """Take a first guess of the activations, and bring it near."""
        data, columns = self._both, len(dictionary)
        # data and activations side by side: a batch is gathered, and multiplied by its activations, in one go
        self._both = data.new_empty((self.count, self._bins + columns))
        self._both[:, : self._bins] = data
        light = self._both[:, self._bins :]
        self.activations = light if light.dtype == torch.float32 else light.new_empty(light.shape, dtype=torch.float32)
        torch.add(data @ dictionary.to(data.dtype).T, TINY, out=light)
        self.activations.copy_(light)
        self.update(dictionary, _WARM_UPDATES)

    def update(self, dictionary: Tensor, times: int = 1) -> None:
        """Update all activations; dictionary (columns, bins)."""
        spectra = dictionary.to(self._both.dtype).T
        gram = (dictionary @ dictionary.T).to(self._both.dtype)
        for first in range(0, self.count, _BLOCK):
            rows, held = self._both[first : first + _BLOCK], self.activations[first : first + _BLOCK]
            data, light = rows[:, : self._bins], rows[:, self._bins :]
            wanted = (data @ spectra).float()
            for _ in range(times):
                held *= wanted / (light @ gram).float().add_(self._floor)
                if light.dtype != held.dtype:
                    light.copy_(held)

    def scale(self, norms: Tensor) -> None:
        """Make up for columns of the dictionary that were divided by their norms."""
        self.activations *= norms
        if self._both.dtype != self.activations.dtype:
            self._both[:, self._bins :] = self.activations

    def shuffle(self) -> None:
        """Choose another order of the rows, at the start of an epoch."""
        self._order = torch.randperm(self.count, generator=self._generator).to(self._both.device)

    def rows(self, number: int, size: int) -> Tensor:
        """Return which rows a batch has; past the end it goes on at the beginning."""
        if size >= self.count:
            return self._order
        first = number * size % self.count
        found = self._order[first : first + size]
        return found if len(found) == size else torch.cat((found, self._order[: size - len(found)]))

    def gradient_parts(self, dictionary: Tensor, number: int, size: int) -> tuple[Tensor, Tensor]:
        """Return W H H^T / N and U H^T / N (4.2) of a batch, as (columns, bins), float32."""
        both = self._both.index_select(0, self.rows(number, size))
        products = both[:, self._bins :].T @ both
        return _per_row(products[:, self._bins :], products[:, : self._bins], dictionary, len(both))

    def gradient_parts_of(
        self, data: Tensor, part: slice, dictionary: Tensor, number: int, size: int
    ) -> tuple[Tensor, Tensor]:
        """Return them of other data that some of the activations explain (4.6): data (rows, bins) as products take."""
        rows = self.rows(number, size)
        place = slice(self._bins + part.start, self._bins + part.stop)
        played = self._both[:, place].index_select(0, rows)
        return _per_row(played.T @ played, played.T @ data.index_select(0, rows), dictionary, len(rows))


def _per_row(gram: Tensor, sampled: Tensor, dictionary: Tensor, rows: int) -> tuple[Tensor, Tensor]:
    modelled = gram @ dictionary.to(gram.dtype)
    return modelled.float().div_(rows), sampled.float() / rows
