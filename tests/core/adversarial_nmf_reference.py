"""Algorithm 4.1 of Ludvigsen & Grasmair, "Adversarial generative NMF", in plain float64 numpy.

Owns what the shipped version is held against: every equation stands here once, as it is printed, without a thought of
speed. U is data (bins, columns), W a dictionary (bins, d), H latent variables (d, columns); "against" is the paper's
hat, "taught" its tilde.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from core.factorization.adversarial_nmf.problem import TrainingData, TrainingSettings

Array = NDArray[np.float64]
# (epoch, "own" | "against" | "taught" | "mixed", source, columns): the shuffled numbers of the columns
Order = Callable[[int, str, int, int], NDArray[np.int64]]
_TINY = 1e-300


@dataclass
class Term:
    """Data with their latent variables."""

    U: Array
    H: Array

    def batch(self, order: NDArray[np.int64], number: int, size: int) -> Term:
        """Return the columns of one batch; where the data are used up they begin again."""
        size = min(size, len(order))
        numbers = order[np.arange(number * size, (number + 1) * size) % len(order)]
        return Term(self.U[:, numbers], self.H[:, numbers])


def shuffled(seed: int) -> Order:
    """Return the order of a run that nobody gives one."""

    def order(epoch: int, term: str, source: int, columns: int) -> NDArray[np.int64]:
        number = ("own", "against", "taught", "mixed").index(term)
        return np.random.default_rng((seed, epoch, number, source)).permutation(columns)

    return order


def beta(source: int, count: int, weights: Sequence[float] | None) -> float:
    """Return equation 3.5, without weights for a flat Dirichlet distribution: all are equal and sum to E[1/|a|^2]."""
    if weights is not None:
        a = np.asarray(weights, float)
        return float((a[source] / np.sum(a**2)) ** 2)
    draws = np.random.default_rng(0).dirichlet(np.ones(count), 1_000_000)
    return float(np.mean(1 / np.sum(draws**2, axis=1)) / count)


def adversarial(data: TrainingData, settings: TrainingSettings, source: int) -> Array | None:
    """Return the adversarial data of a source, scaled by equation 3.7."""
    others = [np.asarray(U, float) for j, U in enumerate(data.sources) if j != source and U is not None]
    own = data.adversarial[source] if data.adversarial else None
    others += [np.asarray(own, float)] if own is not None and own.shape[1] else []
    V = None if data.mixed is None or not data.mixed.shape[1] else np.asarray(data.mixed, float)
    total = sum(U.shape[1] for U in others) + (0 if V is None else V.shape[1])
    if not total:
        return None
    parts = []
    for U in others:
        omega = settings.omega if settings.omega is not None else U.shape[1] / total
        parts.append(np.sqrt(omega * total / U.shape[1]) * U)
    if V is not None:
        rest = V.shape[1] / total if settings.omega is None else max(0.0, 1 - settings.omega * len(others))
        b = beta(source, len(data.sources), settings.weights)
        parts.append(np.sqrt(rest * total * b / V.shape[1]) * V)
    return np.concatenate(parts, axis=1)


def update_latent(W: Array, U: Array, H: Array, mu_h: float) -> Array:
    """Return H after equation 4.5 (4.7 with all dictionaries side by side)."""
    n = U.shape[1]
    return H * (W.T @ U / n) / np.maximum(W.T @ W @ H / n + mu_h, _TINY)


def update_dictionary(
    W: Array, own: Term | None, against: Term | None, taught: Term | None, settings: TrainingSettings, gamma: float = 1
) -> Array:
    """Return W after equation 4.8; a term that is missing adds nothing."""
    plus, minus = np.zeros_like(W), np.zeros_like(W)
    weak = gamma * (1 - settings.tau_s)
    if own is not None:  # 4.2
        plus += weak * (W @ (own.H @ own.H.T)) / own.U.shape[1]
        minus += weak * (own.U @ own.H.T) / own.U.shape[1]
    if against is not None:  # 4.3
        plus += weak * settings.tau_a * (against.U @ against.H.T) / against.U.shape[1]
        minus += weak * settings.tau_a * (W @ (against.H @ against.H.T)) / against.U.shape[1]
    if taught is not None:  # 4.6
        plus += gamma * settings.tau_s * (W @ (taught.H @ taught.H.T)) / taught.U.shape[1]
        minus += gamma * settings.tau_s * (taught.U @ taught.H.T) / taught.U.shape[1]
    return W * minus / np.maximum(plus + settings.mu_w, _TINY)


def initial_dictionary(U: Array | None, bins: int, settings: TrainingSettings, source: int) -> Array:
    """Return random data as columns, or random numbers; columns of norm 1."""
    draw = np.random.default_rng((settings.seed, source))
    if settings.initialization == "random" or U is None:
        return normalized(draw.random((bins, settings.columns)))[0]
    loud = U[:, np.linalg.norm(U, axis=0) > 0]
    chosen = draw.choice(loud.shape[1], settings.columns, replace=loud.shape[1] < settings.columns)
    return normalized(loud[:, chosen])[0]


def normalized(W: Array) -> tuple[Array, Array]:
    """Return W with columns of norm 1 and the norms; a column of zeros stays."""
    norms = np.linalg.norm(W, axis=0)
    norms = np.where(norms > 0, norms, 1.0)
    return W / norms, norms


def started(W: Array, U: Array, mu_h: float, updates: int = 5) -> Term:
    """Return data with latent variables: the update of them applied to W^T U a few times; the paper leaves it open."""
    H = W.T @ U
    for _ in range(updates):
        H = update_latent(W, U, H, mu_h)
    return Term(U, H)


def learn(
    data: TrainingData,
    settings: TrainingSettings,
    initial: Sequence[Array | None] | None = None,
    order: Order | None = None,
    watch: Callable[[int, tuple[Array, ...], float], None] | None = None,
) -> tuple[Array | None, ...]:
    """Return the dictionaries by algorithm 4.1; None for the source without data.

    ``initial`` and ``order`` take the place of what is drawn; ``watch`` is told epoch, dictionaries and objective.
    """
    order = order or shuffled(settings.seed)
    taught_U = [np.asarray(U, float) for U in data.supervised] if settings.tau_s > 0 else []
    U = {i: np.asarray(one, float) for i, one in enumerate(data.sources) if one is not None}
    known = list(U)
    bins = next(iter(U.values())).shape[0]
    W = {i: initial_dictionary(U[i], bins, settings, i) for i in known}
    if initial is not None:
        W = {i: normalized(np.asarray(initial[i], float))[0] for i in known}
    if settings.exemplar_only:
        return tuple(W.get(i) for i in range(len(data.sources)))
    own = {i: started(W[i], U[i], settings.mu_h) for i in known if settings.tau_s < 1}
    hat = {i: adversarial(data, settings, i) if settings.tau_a > 0 and settings.tau_s < 1 else None for i in known}
    against = {i: started(W[i], Uh, settings.mu_h) for i, Uh in hat.items() if Uh is not None}
    taught = started(np.hstack([W[i] for i in known]), sum(taught_U), settings.mu_h) if taught_U else None
    d, size = settings.columns, settings.batch_size
    for epoch in range(settings.epochs):
        if taught is not None:
            taught.H = update_latent(np.hstack([W[i] for i in known]), taught.U, taught.H, settings.mu_h)
        for place, i in enumerate(known):
            terms: dict[str, Term] = {}
            for name, held in (("own", own), ("against", against)):
                if i in held:
                    held[i].H = update_latent(W[i], held[i].U, held[i].H, settings.mu_h)
                    terms[name] = held[i]
            if taught is not None:
                terms["taught"] = Term(taught_U[i], taught.H[place * d : (place + 1) * d])
            # the strong data are shuffled together: their latent variables belong to all sources
            orders = {k: order(epoch, k, 0 if k == "taught" else i, t.U.shape[1]) for k, t in terms.items()}
            full = len(orders["own"] if "own" in orders else orders["taught"])
            for b in range(-(-full // size)):
                batch = {k: t.batch(orders[k], b, size) for k, t in terms.items()}
                gamma = settings.gamma[i] if settings.gamma is not None else 1.0
                W[i] = update_dictionary(
                    W[i], batch.get("own"), batch.get("against"), batch.get("taught"), settings, gamma
                )
        for place, i in enumerate(known):
            W[i], norms = normalized(W[i])
            for held in (own, against):
                if i in held:
                    held[i].H *= norms[:, None]
            if taught is not None:
                taught.H[place * d : (place + 1) * d] *= norms[:, None]
        if watch is not None:
            watch(epoch, tuple(W[i] for i in known), objective(W, own, against, taught_U, taught, settings))
    return tuple(W.get(i) for i in range(len(data.sources)))


def objective(
    W: dict[int, Array],
    own: dict[int, Term],
    against: dict[int, Term],
    taught_U: Sequence[Array],
    taught: Term | None,
    settings: TrainingSettings,
) -> float:
    """Return equation 3.9 with the latent variables at hand, the penalty of the dictionaries with it."""
    total = 0.0
    for place, i in enumerate(W):
        weak = _misfit(W[i], own[i]) if i in own else 0.0
        weak -= settings.tau_a * _misfit(W[i], against[i]) if i in against else 0.0
        d = W[i].shape[1]
        strong = 0.0 if taught is None else _misfit(W[i], Term(taught_U[i], taught.H[place * d : (place + 1) * d]))
        gamma = settings.gamma[i] if settings.gamma is not None else 1.0
        total += gamma * ((1 - settings.tau_s) * weak + settings.tau_s * strong) + settings.mu_w * W[i].sum()
    return total


def _misfit(W: Array, term: Term) -> float:
    return float(np.sum((term.U - W @ term.H) ** 2) / term.U.shape[1])


def learn_missing(
    mixed: Array,
    known: Sequence[Array],
    settings: TrainingSettings,
    initial: Array | None = None,
    order: Order | None = None,
) -> Array:
    """Return the dictionary of the source without examples: the semi-supervised update of section 4.1."""
    order = order or shuffled(settings.seed)
    V = np.asarray(mixed, float)
    W_S = initial_dictionary(V, V.shape[0], settings, len(known)) if initial is None else normalized(initial)[0]
    held, d, size = [np.asarray(W, float) for W in known], W_S.shape[1], settings.batch_size
    H = started(np.hstack([*held, W_S]), V, settings.mu_h, updates=0).H
    for epoch in range(settings.epochs):
        W = np.hstack([*held, W_S])
        H = update_latent(W, V, H, settings.mu_h)
        numbers = order(epoch, "mixed", len(known), V.shape[1])
        for first in range(0, V.shape[1], size):
            batch = numbers[first : first + size]
            n, H_S = len(batch), H[-d:, batch]
            model = np.hstack([*held, W_S]) @ H[:, batch]
            W_S = W_S * (V[:, batch] @ H_S.T / n) / np.maximum(model @ H_S.T / n + settings.mu_w, _TINY)
        W_S, norms = normalized(W_S)
        H[-d:] *= norms[:, None]
    return W_S


def explain(mixed: Array, dictionaries: Sequence[Array], settings: TrainingSettings) -> tuple[Array, ...]:
    """Return the parts W_i h_i of equation 2.5 after ``test_epochs`` updates 4.1 from W^T V."""
    V, W = np.asarray(mixed, float), np.hstack([np.asarray(W, float) for W in dictionaries])
    H = W.T @ V
    for _ in range(settings.test_epochs):
        H = H * (W.T @ V) / np.maximum(W.T @ W @ H + settings.mu_h, _TINY)
    ends = np.cumsum([part.shape[1] for part in dictionaries])
    return tuple(W[:, a:b] @ H[a:b] for a, b in zip([0, *ends[:-1]], ends, strict=True))


def wiener(mixed: Array, parts: Sequence[Array]) -> tuple[Array, ...]:
    """Return the parts scaled so that they sum to the mixed data; where all are zero they share it."""
    model = np.sum(parts, axis=0)
    return tuple(mixed * np.where(model > 0, part / np.maximum(model, _TINY), 1 / len(parts)) for part in parts)
