"""Learning dictionaries by stochastic multiplicative updates: algorithm 4.1.

Owns the epochs: activations first, then one update of a dictionary per batch, then columns of norm 1. With the weights
of table 1 this is NMF, ANMF, DNMF or D+ANMF.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from core.factorization.adversarial_nmf.problem import (
    Step,
    TrainingData,
    TrainingSettings,
    adversarial_data,
    checked,
)
from core.factorization.adversarial_nmf.term import TINY, Term, product_type
from core.stft import FloatArray

_LARGEST = 1e6  # norm of a column between two epochs, at the beginning of which it is 1


def learn(
    data: TrainingData,
    settings: TrainingSettings,
    step: Step | None = None,
    initial: Sequence[FloatArray | None] | None = None,
    where: str | torch.device = "cpu",
    exact: bool = False,
) -> tuple[FloatArray | None, ...]:
    """Learn a dictionary for every source of which there are samples.

    Parameters
    ----------
    data : TrainingData
    settings : TrainingSettings
    step : callable, optional
    initial : sequence of ndarray (bins, columns) or None, optional
        Dictionaries to start from; None: by ``settings.initialization``.
    where : str or torch.device
    exact : bool
        Keep to 32 bits where products in 16 would be faster.

    Returns
    -------
    tuple of ndarray (bins, columns), float32, or None
        Columns of norm 1, or of zeros where there was nothing to learn from; None for a source without samples.

    Raises
    ------
    ValueError
        The data do not fit together.
    """
    checked(data, settings)
    device = torch.device(where)
    training = _Training(data, settings, initial, device, torch.float32 if exact else product_type(device))
    if not settings.exemplar_only:
        for epoch in range(settings.epochs):
            if step is not None and step(epoch, settings.epochs):
                break
            training.epoch()
        if step is not None:
            step(settings.epochs, settings.epochs)
    return tuple(None if one is None else np.ascontiguousarray(one.T.cpu().numpy()) for one in training.dictionaries)


def first_dictionary(samples: FloatArray | None, bins: int, settings: TrainingSettings, number: int) -> FloatArray:
    """Return columns to start from, (bins, columns), of norm 1: samples chosen by chance, or random numbers."""
    generator = np.random.default_rng((settings.seed, number))
    norms = np.linalg.norm(samples, axis=0) if samples is not None else np.zeros(0)
    loud = np.flatnonzero(norms > 1e-4 * norms.max(initial=0.0))
    if samples is None or settings.initialization == "random" or not len(loud):
        chosen = generator.uniform(0.1, 1.0, (bins, settings.columns)).astype(np.float32)
    else:
        few = len(loud) < settings.columns
        chosen = samples[:, generator.choice(loud, settings.columns, replace=few)].astype(np.float32)
        if few:
            # two columns that are the same would stay so
            chosen *= generator.uniform(0.5, 1.5, chosen.shape).astype(np.float32)
    found: FloatArray = chosen / np.linalg.norm(chosen, axis=0)
    return found


class _Training:
    """Dictionaries in the making, (columns, bins)."""

    def __init__(
        self,
        data: TrainingData,
        settings: TrainingSettings,
        initial: Sequence[FloatArray | None] | None,
        where: torch.device,
        products: torch.dtype,
    ) -> None:
        self._settings = settings
        self._generator = torch.Generator().manual_seed(settings.seed)
        self._where, self._products = where, products
        self.dictionaries: list[Tensor | None] = []
        self._weak: list[Term | None] = []
        self._adversarial: list[Term | None] = []
        for number, samples in enumerate(data.sources):
            given = initial[number] if initial is not None else None
            self._add(data, number, samples, given)
        self._supervised = [self._tensor(one).to(products) for one in data.supervised] if settings.tau_s > 0 else []
        self._joint = self._joint_term()

    def _add(self, data: TrainingData, number: int, samples: FloatArray | None, given: FloatArray | None) -> None:
        settings = self._settings
        if samples is None and not data.supervised:
            self.dictionaries.append(None)
            self._weak.append(None)
            self._adversarial.append(None)
            return
        if given is None:
            source = samples if samples is not None else data.supervised[number]
            given = first_dictionary(source, source.shape[0], settings, number)
        dictionary = self._tensor(given)
        self.dictionaries.append(dictionary)
        uses_weak = settings.tau_s < 1 and not settings.exemplar_only
        others = adversarial_data(data, number, settings) if uses_weak and settings.tau_a > 0 else None
        self._weak.append(self._term(samples, dictionary) if uses_weak else None)
        self._adversarial.append(self._term(others, dictionary))

    def _tensor(self, matrix: FloatArray) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(matrix.T, np.float32)).to(self._where)

    def _term(self, matrix: FloatArray | None, dictionary: Tensor) -> Term | None:
        if matrix is None or not matrix.shape[1]:
            return None
        term = Term(self._tensor(matrix), self._settings.mu_h, self._generator, self._products)
        term.start(dictionary)
        return term

    def _joint_term(self) -> Term | None:
        """Return the mixtures whose parts are known, explained by all dictionaries together."""
        if not self._supervised or not len(self._supervised[0]) or self._settings.exemplar_only:
            return None
        term = Term(
            torch.stack(self._supervised).float().sum(dim=0), self._settings.mu_h, self._generator, self._products
        )
        term.start(self._all())
        return term

    def _all(self) -> Tensor:
        return torch.cat([one for one in self.dictionaries if one is not None])

    def epoch(self) -> None:
        """Go once through the data."""
        for one in (*self._weak, *self._adversarial, self._joint):
            if one is not None:
                one.shuffle()
        if self._joint is not None:
            self._joint.update(self._all())
        place = 0
        for number, dictionary in enumerate(self.dictionaries):
            if dictionary is None:
                continue
            for term in (self._weak[number], self._adversarial[number]):
                if term is not None:
                    term.update(dictionary)
            part = slice(place, place + len(dictionary))
            for batch in range(self._batches(number)):
                self._update(number, part, batch)
            place = part.stop
        self._normalise()

    def _batches(self, number: int) -> int:
        """Return how many batches an epoch has: it goes once through the samples, or else the known mixtures."""
        leading = self._weak[number] or self._joint
        return -(-leading.count // self._settings.batch_size) if leading is not None else 0

    def _update(self, number: int, part: slice, batch: int) -> None:
        """Update one dictionary with one batch (4.4, 4.8)."""
        settings, dictionary = self._settings, self.dictionaries[number]
        assert dictionary is not None
        raising, lowering = torch.zeros_like(dictionary), torch.zeros_like(dictionary)
        weak, adversarial, size = self._weak[number], self._adversarial[number], settings.batch_size
        if weak is not None:
            modelled, sampled = weak.gradient_parts(dictionary, batch, size)
            raising.add_(sampled, alpha=1 - settings.tau_s)
            lowering.add_(modelled, alpha=1 - settings.tau_s)
        if adversarial is not None:
            # the other way round: what is fitted well is to be fitted badly
            modelled, sampled = adversarial.gradient_parts(dictionary, batch, size)
            raising.add_(modelled, alpha=(1 - settings.tau_s) * settings.tau_a)
            lowering.add_(sampled, alpha=(1 - settings.tau_s) * settings.tau_a)
        if self._joint is not None:
            modelled, sampled = self._joint.gradient_parts_of(self._supervised[number], part, dictionary, batch, size)
            raising.add_(sampled, alpha=settings.tau_s)
            lowering.add_(modelled, alpha=settings.tau_s)
        # gamma stands before the whole functional of a source (3.9), so it weighs it against mu_W only
        gamma = 1.0 if settings.gamma is None else settings.gamma[number]
        dictionary *= raising.div_(lowering.add_((settings.mu_w + TINY) / gamma))
        norms = dictionary.norm(dim=1, keepdim=True)
        # an adversarial term may outweigh the other until activations are updated: then columns grow with every batch
        dictionary /= norms.clamp_min_(TINY) if settings.unit_columns else norms.div_(_LARGEST).clamp_min_(1.0)

    def _normalise(self) -> None:
        """Divide columns by their norms, and multiply their activations by them."""
        scales = []
        for number, dictionary in enumerate(self.dictionaries):
            if dictionary is None:
                continue
            norms = dictionary.norm(dim=1)
            scales.append(norms)
            dictionary /= norms.clamp_min(TINY)[:, None]
            for term in (self._weak[number], self._adversarial[number]):
                if term is not None:
                    term.scale(norms)
        if self._joint is not None:
            self._joint.scale(torch.cat(scales))
