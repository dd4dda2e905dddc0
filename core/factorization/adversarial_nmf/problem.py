"""What is to be learnt from, and how.

Owns the data of a training and its settings, the scaling of adversarial data (equations 3.5 and 3.7), and the checks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.stft import FloatArray

_DRAWS = 200_000

Step = Callable[[int, int], bool]
"""Called with the epochs done and all epochs; returns whether to stop with what there is. May raise to leave."""


@dataclass(frozen=True, eq=False)
class TrainingData:
    """Samples of the sources and of their mixtures, every one (bins, columns), float32, >= 0.

    Attributes
    ----------
    sources : tuple of ndarray or None
        U_i, what source i sounds like alone; None for a source of which there are no samples.
    adversarial : tuple of ndarray or None
        For every source, what it does not sound like, beside the other sources and the mixtures; empty for none.
    mixed : ndarray or None
        V, mixtures of which the parts are not known.
    supervised : tuple of ndarray
        The parts of mixtures that are their sum, as many columns for every source; empty for none.
    """

    sources: tuple[FloatArray | None, ...]
    adversarial: tuple[FloatArray | None, ...] = ()
    mixed: FloatArray | None = None
    supervised: tuple[FloatArray, ...] = ()

    @property
    def missing(self) -> tuple[int, ...]:
        """Numbers of the sources without samples."""
        return tuple(number for number, one in enumerate(self.sources) if one is None)


@dataclass(frozen=True)
class TrainingSettings:
    """Parameters of algorithm 4.1 (table 2).

    Attributes
    ----------
    columns : int
        d, of every dictionary.
    epochs, test_epochs : int
        Updates of the dictionaries, and of the activations when a mixture is separated.
    batch_size : int
        Columns of the data for one update of a dictionary.
    tau_a, tau_s : float
        Weights of the adversarial term, >= 0, and of the supervised one, 0 to 1. Both 0: standard NMF (table 1).
    mu_h, mu_w : float
        Sparsity of activations and dictionaries, > 0.
    omega : float or None
        Share of every other source in the adversarial data; None: by the number of its columns.
    weights : tuple of float or None
        The weights a_i by which sources are mixed; None: any, evenly distributed (Dirichlet).
    gamma : tuple of float or None
        Weights of the sources in the sum of equation 3.9, > 0; None: all alike.
    initialization : "exemplar" or "random"
    exemplar_only : bool
        Keep the exemplars: ENMF, which is not trained.
    unit_columns : bool
        Bring columns to norm 1 after every update, not only after every epoch as published: an adversarial term that
        outweighs the other turns them, and cannot wipe them out.
    seed : int
    """

    columns: int = 64
    epochs: int = 50
    test_epochs: int = 50
    batch_size: int = 500
    tau_a: float = 0.0
    tau_s: float = 0.0
    mu_h: float = 1e-10
    mu_w: float = 1e-10
    omega: float | None = None
    weights: tuple[float, ...] | None = None
    gamma: tuple[float, ...] | None = None
    initialization: Literal["exemplar", "random"] = "exemplar"
    exemplar_only: bool = False
    unit_columns: bool = False
    seed: int = 0


def inversion_scale(number: int, sources: int, weights: Sequence[float] | None) -> float:
    """Return beta_i of equation 3.5: how loud a mixture is when it is taken for one of its sources.

    Parameters
    ----------
    number : int
        Of the source, i.
    sources : int
        How many there are.
    weights : sequence of float or None
        The weights a_j; None: Dirichlet with all parameters 1, taken as the mean of many draws.

    Returns
    -------
    float
        Mean of (a_i / sum of a_j^2)^2.
    """
    if weights is None:
        drawn = np.random.default_rng(0).dirichlet(np.ones(sources), _DRAWS)
    else:
        drawn = np.asarray([weights], np.float64)
    return float(np.square(drawn[:, number] / np.square(drawn).sum(axis=1)).mean())


def adversarial_data(data: TrainingData, number: int, settings: TrainingSettings) -> FloatArray | None:
    """Return what source ``number`` shall not be able to sound like, scaled (equation 3.7), (bins, columns).

    The other sources, what was said not to be the source, and the mixtures; None where there is nothing of it.
    """
    others = [one for place, one in enumerate(data.sources) if place != number and one is not None]
    named = data.adversarial[number] if data.adversarial else None
    if named is not None:
        others.append(named)
    others = [one for one in others if one.shape[1]]
    mixed = data.mixed if data.mixed is not None and data.mixed.shape[1] else None
    total = sum(one.shape[1] for one in others) + (mixed.shape[1] if mixed is not None else 0)
    if not total:
        return None
    scaled = []
    left = 1.0
    for one in others:
        share = one.shape[1] / total if settings.omega is None else min(settings.omega, left)
        left -= share
        scaled.append(one * np.float32(np.sqrt(share * total / one.shape[1])))
    if mixed is not None and left > 0.0:
        beta = inversion_scale(number, len(data.sources), settings.weights)
        scaled.append(mixed * np.float32(np.sqrt(left * total * beta / mixed.shape[1])))
    return np.concatenate(scaled, axis=1)


def checked(data: TrainingData, settings: TrainingSettings) -> None:
    """Raise ValueError where the data do not fit together or a setting is out of its range."""
    if not data.sources:
        raise ValueError("there is no source")
    parts = [*data.sources, *data.adversarial, data.mixed, *data.supervised]
    given = [one for one in parts if one is not None]
    if len({one.shape[0] for one in given}) > 1:
        raise ValueError("all data need the same bins")
    if any(not np.isfinite(one).all() or (one < 0).any() for one in given):
        raise ValueError("data must be finite and not negative")
    if data.adversarial and len(data.adversarial) != len(data.sources):
        raise ValueError("there must be adversarial data for every source, or for none")
    if data.supervised and (
        len(data.supervised) != len(data.sources) or len({one.shape[1] for one in data.supervised}) > 1
    ):
        raise ValueError("mixtures need a part of every source, as long as the others")
    if min(settings.columns, settings.epochs + 1, settings.test_epochs + 1, settings.batch_size) < 1:
        raise ValueError("columns, epochs and batch_size must be positive")
    if settings.tau_a < 0 or not 0 <= settings.tau_s <= 1 or min(settings.mu_h, settings.mu_w) < 0:
        raise ValueError("tau_a, mu_h and mu_w must not be negative, and tau_s lies between 0 and 1")
