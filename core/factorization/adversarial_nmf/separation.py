"""Separating with dictionaries: activations of a mixture (2.5), a dictionary for what is missing (2.4), Wiener filter.

Owns everything that sees the mixture after the dictionaries are known.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from core.factorization.adversarial_nmf.problem import Step, TrainingSettings
from core.factorization.adversarial_nmf.term import TINY
from core.factorization.adversarial_nmf.training import first_dictionary
from core.stft import FloatArray

_BLOCK = 4096


def explain(
    mixed: FloatArray,
    dictionaries: Sequence[FloatArray],
    settings: TrainingSettings,
    step: Step | None = None,
    where: str | torch.device = "cpu",
) -> tuple[FloatArray, ...]:
    """Explain a mixture by all dictionaries together (equation 2.5).

    Parameters
    ----------
    mixed : ndarray (bins, columns), float32, >= 0
    dictionaries : sequence of ndarray (bins, d_i), float32
    settings : TrainingSettings
        ``test_epochs`` updates (4.1), with ``mu_h``.
    step : callable, optional
    where : str or torch.device

    Returns
    -------
    tuple of ndarray (bins, columns), float32
        W_i h_i of every dictionary.
    """
    parts = [np.empty_like(mixed) for _ in dictionaries]
    edges = np.cumsum([0, *(one.shape[1] for one in dictionaries)])
    together = torch.from_numpy(np.ascontiguousarray(np.concatenate(dictionaries, axis=1).T)).to(where)
    blocks = range(0, mixed.shape[1], _BLOCK)
    for number, first in enumerate(blocks):
        if step is not None and step(number, len(blocks)):
            break
        rows = torch.from_numpy(np.ascontiguousarray(mixed[:, first : first + _BLOCK].T)).to(where)
        found = activations(rows, together, settings, mixed.shape[1])
        for part, begin, end in zip(parts, edges[:-1], edges[1:], strict=True):
            part[:, first : first + _BLOCK] = (found[:, begin:end] @ together[begin:end]).T.cpu().numpy()
    return tuple(parts)


def activations(rows: Tensor, dictionary: Tensor, settings: TrainingSettings, count: int) -> Tensor:
    """Return H (rows, columns) after ``test_epochs`` updates (4.1); ``count`` is N of all rows, for mu_H."""
    wanted = rows @ dictionary.T
    gram = dictionary @ dictionary.T
    floor = wanted.new_full((1, 1), max(count * settings.mu_h, TINY))
    found = wanted + TINY
    for _ in range(settings.test_epochs):
        found *= wanted / torch.addmm(floor, found, gram)
    return found


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
    ndarray (bins, columns), float32
        W_S, columns of norm 1.
    """
    rows = torch.from_numpy(np.ascontiguousarray(mixed.T)).to(where)
    first = first_dictionary(mixed, mixed.shape[0], settings, len(known))
    fixed = torch.from_numpy(np.ascontiguousarray(np.concatenate([*known, first], axis=1).T)).to(where)
    own = slice(len(fixed) - settings.columns, len(fixed))
    generator = torch.Generator().manual_seed(settings.seed)
    floor = fixed.new_full((1, 1), max(len(rows) * settings.mu_h, TINY))
    found = rows @ fixed.T + TINY
    for epoch in range(settings.epochs):
        if step is not None and step(epoch, settings.epochs):
            break
        found *= (rows @ fixed.T) / torch.addmm(floor, found, fixed @ fixed.T)
        order = torch.randperm(len(rows), generator=generator).to(rows.device)
        for places in torch.split(order, settings.batch_size):
            h, v = found[places], rows[places]
            modelled = (h[:, own].T @ h) @ fixed
            sampled = h[:, own].T @ v
            fixed[own] *= sampled.div_(len(v)) / modelled.div_(len(v)).add_(settings.mu_w + TINY)
        norms = fixed[own].norm(dim=1)
        fixed[own] /= norms.clamp_min(TINY)[:, None]
        found[:, own] *= norms
    if step is not None:
        step(settings.epochs, settings.epochs)
    return np.ascontiguousarray(fixed[own].T.cpu().numpy())


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
