"""From the two parts of a spectrogram to the mask of the voice.

Owns the published binary mask, the soft ones and the high-pass of the voice. Renders nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]

_EPS = np.float32(1e-12)


@dataclass(frozen=True)
class VoiceMask:
    """How the sparse and the low-rank part share a bin.

    Attributes
    ----------
    exponent : float or None
        Of both magnitudes in the soft mask, 1 for amplitudes, 2 for powers; None: the binary mask of the publications,
        1 where the sparse part is the larger.
    gain : float, > 0
        Of the low-rank part: above 1 less goes to the voice.
    lowest_hz : float
        Nothing below belongs to the voice: bass and drum are sparse, too, but no voice is so low. 0: no high-pass.
    """

    exponent: float | None = 1.0
    gain: float = 1.0
    lowest_hz: float = 100.0


PUBLISHED = VoiceMask(exponent=None, lowest_hz=0.0)
"""The binary mask of Huang et al. 2012, section 3.2, with gain 1: what the paper's own code for ADMoM does."""

BEST = VoiceMask()


def voice_mask(
    low_rank: NDArray[np.floating],
    sparse: NDArray[np.floating],
    frequencies_hz: NDArray[np.floating],
    how: VoiceMask = BEST,
) -> FloatArray:
    """Return the share of the voice in every bin.

    Parameters
    ----------
    low_rank, sparse : ndarray (frames, bins), float
        Parts of the magnitudes, in the same units; signs do not count.
    frequencies_hz : ndarray (bins,)
    how : VoiceMask

    Returns
    -------
    ndarray (frames, bins), float32, 0 to 1
    """
    music, voice = (np.abs(np.asarray(part, np.float32)) for part in (low_rank, sparse))
    music *= np.float32(how.gain)
    if how.exponent is None:
        mask = (voice > music).astype(np.float32)
    else:
        # relative to the louder part, so that high exponents neither overflow nor vanish
        top = np.maximum(np.maximum(voice, music), _EPS)
        voice, music = ((part / top) ** np.float32(how.exponent) for part in (voice, music))
        mask = np.divide(voice, voice + music + _EPS, dtype=np.float32)
    mask[:, np.asarray(frequencies_hz) < how.lowest_hz] = 0
    return mask
