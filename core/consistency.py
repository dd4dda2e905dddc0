"""Consistent Wiener filtering: stems whose transforms are those of real signals.

Owns the step that follows a soft mask (Le Roux & Vincent 2013): what a mask gives is in general the transform of no
signal, since neighbouring frames overlap. Of all signals, the one is taken that is most likely under the Gaussian model
behind the mask, with a weight on how far the transform is from that of a signal. Knows no sources.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from core.stft import ComplexArray, FloatArray, StftParams, istft, stft

# of the weight: the share of an arbitrary transform that consistency takes away, which is half at 75 % overlap
_TAKEN_AWAY = np.float32(0.5)


def consistent(
    estimate: ComplexArray,
    precision: FloatArray,
    params: StftParams,
    length: int,
    weight: float,
    iterations: int,
    each: Callable[[], object] | None = None,
) -> FloatArray:
    """Return the signal that a Wiener estimate stands for.

    Minimises ``sum precision |S - estimate|^2 + weight |S - F S|^2`` by conjugate gradients, where F makes a signal of
    a transform and its transform again (Le Roux & Vincent 2013, equations 11 to 17).

    Parameters
    ----------
    estimate : ndarray (channels, frames, bins), complex64
        What the mask gives, for frames 0 to the last of a signal.
    precision : ndarray (frames, bins) or (channels, frames, bins), float32, > 0
        Inverse variance of what is wrong with it.
    params : StftParams
    length : int
        Samples of the signal.
    weight : float
        In units of the precision; 0 leaves the estimate as it is.
    iterations : int
    each : callable, optional
        Called after every iteration; may raise to leave.

    Returns
    -------
    ndarray (channels, samples), float32
    """
    gamma = np.float32(weight)
    if weight <= 0.0 or iterations == 0:
        return istft(estimate, params, length)

    diagonal = precision + gamma

    def applied(S: ComplexArray) -> ComplexArray:
        product = stft(istft(S, params, length), params)
        product *= -gamma
        product += diagonal * S
        return product

    condition = 1.0 / (precision + _TAKEN_AWAY * gamma)
    found = estimate.copy()
    rest = precision * estimate - applied(found)
    direction = condition * rest
    energy = _inner(rest, direction)
    for _ in range(iterations):
        if energy <= 0.0:
            break
        image = applied(direction)
        curvature = _inner(direction, image)
        if curvature <= 0.0:
            break
        step = np.float32(energy / curvature)
        found += step * direction
        rest -= step * image
        steered = condition * rest
        before, energy = energy, _inner(rest, steered)
        direction *= np.float32(energy / before)
        direction += steered
        if each is not None:
            each()
    return istft(found, params, length)


def _inner(one: ComplexArray, other: ComplexArray) -> float:
    """Return the real part of an inner product."""
    return float(np.vdot(one, other).real)
