"""Teaching unrolled networks: untrained, unsupervised, semi-supervised and supervised, with the dictionary or without.

Owns the objectives of section 3.1 and the descent. Knows frames of magnitudes, no audio.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor

from core.compute import fast_products
from core.engines.unrolled.network import UnrolledNetwork

Regime = Literal["unsupervised", "semi-supervised", "supervised"]
Step = Callable[[int, float], bool]

_CHECK_EVERY = 25
_CHECKED_FRAMES = 2000
_MEMORY = 0.9
_EPS = 1e-9
_SOFTEST = 1e-3


@dataclass(frozen=True, eq=False)
class Lessons:
    """Frames to learn from, over the level of their songs.

    Attributes
    ----------
    mixture : Tensor (frames, bins)
    voice, accompaniment : Tensor (frames, bins), or None
        What is known of the two parts: both or none. In the semi-supervised regime one of them is zero in every frame.
    in_phase : Tensor (frames, bins), or None
        The voice as far as it is in phase with the mixture, which is what a mask can give it; may be negative.
    """

    mixture: Tensor
    voice: Tensor | None = None
    accompaniment: Tensor | None = None
    in_phase: Tensor | None = None

    def __len__(self) -> int:
        return len(self.mixture)

    def part(self, rows: Tensor | slice) -> Lessons:
        """Return some of the frames."""
        others = (self.voice, self.accompaniment, self.in_phase)
        return Lessons(self.mixture[rows], *(None if values is None else values[rows] for values in others))


@dataclass(frozen=True)
class Descent:
    """How a network is taught.

    Attributes
    ----------
    iterations : int
        Steps, 1000 in section 4.
    batch : int
        Frames of a step.
    rate : float
        First step of the descent, relative to the parameters' scale for ``adam``.
    method : {"gradient", "adam"}
        Gradient descent with a decaying step as in section 3, or Adam.
    weight, rank_weight : float
        lambda and lambda* of the unsupervised objective and of equation 10.
    dictionary_update : bool
        Whether the decoder learns too: by the gradient (RPCA), or by equation 10 (RNMF).
    objective : {"parts", "masked"}
        What is compared with the known parts: the two outputs, as in section 3.1, or the voice that the mask made of
        them leaves of the mixture; the decoder then learns by the gradient.
    seed : int
    """

    iterations: int = 1000
    batch: int = 500
    rate: float = 1e-3
    method: Literal["gradient", "adam"] = "adam"
    weight: float = 0.3
    rank_weight: float = 0.3
    dictionary_update: bool = False
    objective: Literal["parts", "masked"] = "parts"
    seed: int = 0


def loss(network: UnrolledNetwork, lessons: Lessons, regime: Regime, descent: Descent) -> Tensor:
    """Return the mean objective of frames: section 3.1 of the paper."""
    activations, voice = network.codes(lessons.mixture)
    accompaniment = (activations @ network.dictionary.T).float()
    voice = voice.float()
    if regime == "unsupervised":
        fit = 0.5 * (lessons.mixture - accompaniment - voice).square().sum(1)
        costs = 0.5 * descent.rank_weight * activations.square().sum(1) + descent.weight * voice.abs().sum(1)
        return (fit + costs).mean()
    if descent.objective == "masked":
        assert lessons.in_phase is not None
        mask = voice.abs() / (voice.abs() + accompaniment.abs() + _SOFTEST)
        return (mask * lessons.mixture - lessons.in_phase).square().sum(1).mean()
    assert lessons.voice is not None
    assert lessons.accompaniment is not None
    return ((accompaniment - lessons.accompaniment).square() + (voice - lessons.voice).square()).sum(1).mean()


def train(
    network: UnrolledNetwork, lessons: Lessons, checks: Lessons, regime: Regime, descent: Descent, step: Step
) -> UnrolledNetwork:
    """Teach a network, in place, and return it.

    The descent is safeguarded: where the objective on frames that are kept from learning has risen, the network goes
    back to its best and the step is halved.

    Parameters
    ----------
    network : UnrolledNetwork
    lessons, checks : Lessons
        To learn from, and kept from learning.
    regime : {"unsupervised", "semi-supervised", "supervised"}
    descent : Descent
    step : callable
        Told the number of steps done and the objective on the checks; returns True to stop with the best so far; may
        raise to leave.
    """
    generator = torch.Generator().manual_seed(descent.seed)
    checked = checks.part(slice(0, _CHECKED_FRAMES))
    learning = [network.encoder, network.recurrence, network.thresholds]
    by_products = descent.dictionary_update and network.model == "rnmf" and descent.objective == "parts"
    if descent.dictionary_update and not by_products:
        learning.append(network.dictionary)
    network.requires_grad_(False)
    for parameter in learning:
        parameter.requires_grad_(True)
    decoder = _Decoder(network, descent.rank_weight) if by_products else None
    optimiser: torch.optim.Optimizer = (
        torch.optim.Adam(learning, lr=descent.rate)
        if descent.method == "adam"
        else torch.optim.SGD(learning, lr=descent.rate)
    )
    best, best_loss, scale = _copied(network), _checked(network, checked, regime, descent), 1.0
    for number in range(descent.iterations):
        if number % _CHECK_EVERY == 0 and number:
            now = _checked(network, checked, regime, descent)
            if now <= best_loss:
                best, best_loss = _copied(network), now
            else:
                network.load_state_dict(best)
                scale *= 0.5
        if number and step(number, best_loss):
            break
        decay = 1.0 - number / descent.iterations
        for group in optimiser.param_groups:
            group["lr"] = descent.rate * scale * decay
        chosen = lessons.part(torch.randint(len(lessons), (min(descent.batch, len(lessons)),), generator=generator))
        with fast_products():
            value = loss(network, chosen, regime, descent)
        optimiser.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        if decoder is not None:
            decoder.update(chosen, regime)
    if _checked(network, checked, regime, descent) > best_loss:
        network.load_state_dict(best)
    network.requires_grad_(False)
    step(descent.iterations, best_loss)
    return network


class _Decoder:
    """The dictionary of an NN RNMF, learnt by equation 10 with what the last batches say."""

    def __init__(self, network: UnrolledNetwork, rank_weight: float) -> None:
        self._network, self._rank_weight = network, rank_weight
        self._products = torch.zeros_like(network.dictionary)
        self._gram = torch.zeros(network.rank, network.rank)

    @torch.no_grad()
    def update(self, lessons: Lessons, regime: Regime) -> None:
        """Take one multiplicative step."""
        activations, voice = self._network.codes(lessons.mixture)
        wanted = lessons.mixture - voice if regime == "unsupervised" else lessons.accompaniment
        assert wanted is not None
        self._products.mul_(_MEMORY).add_(wanted.T @ activations / len(lessons))
        self._gram.mul_(_MEMORY).add_(activations.T @ activations / len(lessons))
        dictionary = self._network.dictionary
        # the paper's sum over all frames is a mean here, so lambda* is one of a frame
        shrink = self._rank_weight / max(len(lessons), 1)
        below = dictionary @ (self._gram + shrink * torch.eye(self._network.rank))
        dictionary.mul_(self._products.clamp(min=0.0) / (below + _EPS))


def _copied(network: UnrolledNetwork) -> dict[str, Tensor]:
    return {name: values.detach().clone() for name, values in network.state_dict().items()}


@torch.no_grad()
def _checked(network: UnrolledNetwork, checks: Lessons, regime: Regime, descent: Descent) -> float:
    value = float(loss(network, checks, regime, descent))
    return value if value == value else float("inf")
