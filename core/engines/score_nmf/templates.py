"""Start templates of a pitch.

Owns what a component's spectrum looks like before anything is learnt: the partials of a pitch, or flat.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.stft import FloatArray


def partials_hz(pitch: float, stiffness: float, top_hz: float) -> NDArray[np.float64]:
    """Return the partials of a MIDI pitch up to ``top_hz``; shape (partials,).

    Parameters
    ----------
    pitch : float
        MIDI pitch, 69 = 440 Hz.
    stiffness : float
        Inharmonicity coefficient B of a stiff string, ``f_n = n f0 sqrt(1 + B n^2)`` (Fletcher 1964); 0 is harmonic.
    top_hz : float
    """
    fundamental = 440.0 * 2.0 ** ((pitch - 69.0) / 12.0)
    order = np.arange(1, max(1, int(top_hz / fundamental)) + 1)
    partials = order * fundamental * np.sqrt(1.0 + stiffness * order**2)
    return np.asarray(partials[partials < top_hz])


def harmonic_template(frequencies_hz: NDArray[np.float64], pitch: float, tolerance_semitones: float) -> FloatArray:
    """Return the published start of a sustain template: a rectangle around every partial, zero elsewhere.

    Ewert & Mueller 2012, section 2: the partials' neighbourhood spans a tolerance in pitch and falls with the partial's
    number; since updates multiply, what is zero stays zero.

    Parameters
    ----------
    frequencies_hz : ndarray (bins,)
        Centre of every bin, evenly spaced.
    pitch : float
        MIDI pitch.
    tolerance_semitones : float
        Half width of a rectangle; at least the nearest bin is inside.

    Returns
    -------
    ndarray (bins,), float32, >= 0
        Sums to one unless no partial lies below the highest bin.
    """
    template = np.zeros(frequencies_hz.shape[0], np.float32)
    spacing = frequencies_hz[1] - frequencies_hz[0]
    ratio = 2.0 ** (tolerance_semitones / 12.0)
    for order, partial in enumerate(partials_hz(pitch, 0.0, float(frequencies_hz[-1])), start=1):
        low = min(int(np.ceil(partial / ratio / spacing)), round(partial / spacing))
        high = max(int(np.floor(partial * ratio / spacing)), round(partial / spacing))
        template[low : high + 1] = np.maximum(template[low : high + 1], 1.0 / order)
    total = template.sum()
    return template / total if total > 0 else flat_template(template.shape[0])


def flat_template(bins: int) -> FloatArray:
    """Return the start of an onset template: energy everywhere, shape (bins,), float32, sums to one."""
    return np.full(bins, 1.0 / bins, np.float32)
