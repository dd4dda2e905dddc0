"""Separating with dictionaries: activations of a mixture (2.5), dictionaries for what is missing (2.4), Wiener filter.

Owns everything that sees the mixture after the dictionaries are known.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.factorization.adversarial_nmf.problem import Step, TrainingSettings
from core.factorization.adversarial_nmf.term import TINY
from core.factorization.adversarial_nmf.training import first_dictionary
from core.stft import FloatArray

_BLOCK = 2048

Allowed = NDArray[np.bool_]
"""(dictionaries, columns of the mixture): where a source may sound."""


def activations(
    mixed: FloatArray,
    dictionaries: Sequence[FloatArray],
    settings: TrainingSettings,
    step: Step | None = None,
    where: str | torch.device = "cpu",
    allowed: Allowed | None = None,
) -> tuple[FloatArray, ...]:
    """Return how a mixture is made of all dictionaries together (equation 2.5).

    Parameters
    ----------
    mixed : ndarray (bins, columns), float32, >= 0
    dictionaries : sequence of ndarray (bins, d_i), float32
    settings : TrainingSettings
        ``test_epochs`` updates (4.1), with ``mu_h``.
    step : callable, optional
        Called with the columns done and all columns; where it returns True the rest stays silent.
    where : str or torch.device
    allowed : ndarray (dictionaries, columns), bool, optional
        Where a source may sound; None: everywhere.

    Returns
    -------
    tuple of ndarray (d_i, columns), float32
        h_i of every dictionary.
    """
    sizes = [one.shape[1] for one in dictionaries]
    count = mixed.shape[1]
    together = torch.from_numpy(np.ascontiguousarray(np.concatenate(dictionaries, axis=1).T)).to(where)
    gram = together @ together.T
    found = np.zeros((count, sum(sizes)), np.float32)
    for first in range(0, count, _BLOCK):
        if step is not None and step(first, count):
            break
        rows = torch.from_numpy(np.ascontiguousarray(mixed[:, first : first + _BLOCK].T)).to(where)
        wanted = rows @ together.T
        if allowed is not None:
            wanted *= _spread(allowed[:, first : first + _BLOCK], sizes).to(where)
        block = wanted + TINY if allowed is None else wanted.clone()
        floor = wanted.new_full((1, 1), max(count * settings.mu_h, TINY))
        for _ in range(settings.test_epochs):
            block *= wanted / torch.addmm(floor, block, gram)
        found[first : first + _BLOCK] = block.cpu().numpy()
    return tuple(np.split(found.T, np.cumsum(sizes)[:-1]))


def explain(
    mixed: FloatArray,
    dictionaries: Sequence[FloatArray],
    settings: TrainingSettings,
    step: Step | None = None,
    where: str | torch.device = "cpu",
) -> tuple[FloatArray, ...]:
    """Return W_i h_i of every dictionary, (bins, columns), see :func:`activations`."""
    found = activations(mixed, dictionaries, settings, step, where)
    return tuple(dictionary @ played for dictionary, played in zip(dictionaries, found, strict=True))


def learn_missing(
    mixed: FloatArray,
    known: Sequence[FloatArray],
    settings: TrainingSettings,
    step: Step | None = None,
    where: str | torch.device = "cpu",
) -> FloatArray:
    """Learn what the known dictionaries leave unexplained: the semi-supervised update of section 4.1.

    Parameters
    ----------
    mixed : ndarray (bins, columns), float32, >= 0
        V.
    known : sequence of ndarray (bins, d_i), float32
        W_i of the sources with samples; may be empty.
    settings : TrainingSettings
    step : callable, optional
    where : str or torch.device

    Returns
    -------
    ndarray (bins, ``settings.columns``), float32
        W_S, columns of norm 1.
    """
    everywhere = np.ones((len(known) + 1, mixed.shape[1]), bool)
    return learn_several_missing(mixed, known, everywhere, settings, step, where)[0]


def learn_several_missing(
    mixed: FloatArray,
    known: Sequence[FloatArray],
    allowed: Allowed,
    settings: TrainingSettings,
    step: Step | None = None,
    where: str | torch.device = "cpu",
) -> tuple[FloatArray, ...]:
    """Learn several missing sources, which are told apart by when they may sound.

    Parameters
    ----------
    mixed, known, settings, step, where
        See :func:`learn_missing`.
    allowed : ndarray (known and then missing sources, columns), bool

    Returns
    -------
    tuple of ndarray (bins, ``settings.columns``), float32
        W_i of every missing source, columns of norm 1.
    """
    missing = len(allowed) - len(known)
    first = [first_dictionary(mixed, mixed.shape[0], settings, len(known) + number) for number in range(missing)]
    sizes = [one.shape[1] for one in (*known, *first)]
    learning = _Missing(mixed, np.concatenate([*known, *first], axis=1), missing, settings, torch.device(where))
    if not allowed.all():
        learning.restrict(_spread(allowed, sizes))
    for epoch in range(settings.epochs):
        if step is not None and step(epoch, settings.epochs):
            break
        learning.epoch()
    if step is not None:
        step(settings.epochs, settings.epochs)
    return learning.dictionaries()


class _Missing:
    """Dictionaries of which the last ones are in the making, (columns, bins)."""

    def __init__(
        self, mixed: FloatArray, together: FloatArray, missing: int, settings: TrainingSettings, where: torch.device
    ) -> None:
        self._rows = torch.from_numpy(np.ascontiguousarray(mixed.T)).to(where)
        self._together = torch.from_numpy(np.ascontiguousarray(together.T)).to(where)
        self._missing, self._settings = missing, settings
        self._own = slice(len(self._together) - missing * settings.columns, len(self._together))
        self._generator = torch.Generator().manual_seed(settings.seed)
        self._floor = self._rows.new_full((1, 1), max(len(self._rows) * settings.mu_h, TINY))
        self._found = self._rows @ self._together.T + TINY

    def restrict(self, allowed: Tensor) -> None:
        self._found *= allowed.to(self._found.device)

    def epoch(self) -> None:
        together, found, own = self._together, self._found, self._own
        found *= (self._rows @ together.T) / torch.addmm(self._floor, found, together @ together.T)
        order = torch.randperm(len(found), generator=self._generator).to(found.device)
        for places in torch.split(order, self._settings.batch_size):
            played, rows = found.index_select(0, places), self._rows.index_select(0, places)
            modelled = (played[:, own].T @ played) @ together
            sampled = played[:, own].T @ rows
            together[own] *= sampled.div_(len(rows)) / modelled.div_(len(rows)).add_(self._settings.mu_w + TINY)
        norms = together[own].norm(dim=1)
        together[own] /= norms.clamp_min(TINY)[:, None]
        found[:, own] *= norms

    def dictionaries(self) -> tuple[FloatArray, ...]:
        parts = self._together[self._own].chunk(self._missing)
        return tuple(np.ascontiguousarray(part.T.cpu().numpy()) for part in parts)


def _spread(allowed: Allowed, sizes: Sequence[int]) -> Tensor:
    """Return where every column of the dictionaries may sound, (columns of the mixture, columns), float32."""
    return torch.from_numpy(np.repeat(allowed.T.astype(np.float32), sizes, axis=1))


def wiener(mixed: FloatArray, parts: Sequence[FloatArray], exponent: float = 1.0) -> tuple[FloatArray, ...]:
    """Return parts that sum to the mixture wherever one of them is not zero: the Wiener-type filter of section 2.4.

    Parameters
    ----------
    mixed : ndarray (bins, columns), float32
    parts : sequence of ndarray (bins, columns), float32, >= 0
    exponent : float
        1 as published; 2 for powers.
    """
    powers = np.stack(parts)
    if exponent != 1.0:
        np.power(powers, np.float32(exponent), out=powers)
    powers *= mixed / np.maximum(powers.sum(axis=0), np.float32(TINY))
    return tuple(powers)
