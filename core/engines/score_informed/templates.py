"""Start templates of a pitch.

Owns what a component's spectrum looks like before anything is learnt: the partials of a pitch, or flat.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.stft import FloatArray

# half the main lobe of a Hann window is two bins; a partial never gets narrower than most of it
_LOBE_BINS = 1.5


def partial_of_bin(
    frequencies_hz: NDArray[np.float64], pitch: float, tolerance_semitones: float, partials: int
) -> NDArray[np.int64]:
    """Return for every bin the number of the partial that it belongs to, 0 where it lies between partials.

    Parameters
    ----------
    frequencies_hz : ndarray (bins,)
        Centre of every bin, evenly spaced.
    pitch : float
        MIDI pitch, 69 = 440 Hz; NaN has no partials.
    tolerance_semitones : float
        Half width of a partial in pitch; at least the window's main lobe.
    partials : int
        Number of the highest partial.
    """
    if not np.isfinite(pitch):
        return np.zeros(frequencies_hz.shape, np.int64)
    fundamental = 440.0 * 2.0 ** ((pitch - 69.0) / 12.0)
    order = np.maximum(np.rint(frequencies_hz / fundamental), 1.0)
    centre = order * fundamental
    reach = np.maximum(centre * (2.0 ** (tolerance_semitones / 12.0) - 1.0), _LOBE_BINS * frequencies_hz[1])
    inside = (np.abs(frequencies_hz - centre) <= reach) & (order <= partials)
    return np.where(inside, order, 0.0).astype(np.int64)


def harmonic_template(
    frequencies_hz: NDArray[np.float64], pitch: float, tolerance_semitones: float, floor: float = 0.0
) -> FloatArray:
    """Return a start template with a rectangle around every partial.

    Ewert & Mueller 2012: the rectangle spans a tolerance in pitch and falls with the partial's number. Since updates
    multiply, what is zero stays zero; so it is between the partials unless there is a floor.

    Parameters
    ----------
    frequencies_hz : ndarray (bins,)
        Centre of every bin, evenly spaced.
    pitch : float
        MIDI pitch.
    tolerance_semitones : float
        Half width of a rectangle.
    floor : float
        Height between the partials; the first partial has height one.

    Returns
    -------
    ndarray (bins,), float32, >= 0
        Sums to one; flat where no partial lies below the highest bin.
    """
    order = partial_of_bin(frequencies_hz, pitch, tolerance_semitones, partials=40)
    if not order.any():
        return flat_template(order.shape[0])
    template = np.where(order > 0, 1.0 / np.maximum(order, 1), floor)
    normal: FloatArray = (template / template.sum()).astype(np.float32)
    return normal


def flat_template(bins: int) -> FloatArray:
    """Return the start of an onset template: energy everywhere, shape (bins,), float32, sums to one."""
    return np.full(bins, 1.0 / bins, np.float32)
