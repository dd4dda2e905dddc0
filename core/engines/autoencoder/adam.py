"""Stochastic gradient descent with adaptive steps, ADAM (Kingma & Ba 2015).

Owns the two means of every weight. That of torch would do the same, but imports a compiler first, which takes a second
in which nothing can be cancelled, and tens of megabytes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import torch

_DECAY, _SQUARE_DECAY = 0.9, 0.999
_EPS = 1e-8


class Adam:
    """Steps of some weights along their gradients.

    Parameters
    ----------
    weights : iterable of Parameter
        Changed in place.
    """

    def __init__(self, weights: Iterable[torch.nn.Parameter]) -> None:
        self._weights = list(weights)
        self._means = [torch.zeros_like(weight) for weight in self._weights]
        self._squares = [torch.zeros_like(weight) for weight in self._weights]
        self._steps = 0

    def forget_gradients(self) -> None:
        """Take the gradients away, so that they can be summed anew."""
        for weight in self._weights:
            weight.grad = None

    @torch.no_grad()
    def step(self, rate: float) -> None:
        """Take a step of about this size; weights without a gradient stay."""
        self._steps += 1
        unbiased = 1.0 - _DECAY**self._steps
        root = math.sqrt(1.0 - _SQUARE_DECAY**self._steps)
        for weight, mean, square in zip(self._weights, self._means, self._squares, strict=True):
            if weight.grad is None:
                continue
            mean.lerp_(weight.grad, 1.0 - _DECAY)
            square.mul_(_SQUARE_DECAY).addcmul_(weight.grad, weight.grad, value=1.0 - _SQUARE_DECAY)
            weight.addcdiv_(mean, (square.sqrt() / root).add_(_EPS), value=-rate / unbiased)
