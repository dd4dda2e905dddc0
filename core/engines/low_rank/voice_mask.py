"""From the two parts of a spectrogram to the mask of the voice.

Owns the published binary mask, the soft ones, the high-pass of the voice and what is taken from it as a drum. Renders
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

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
    frames : int
        Over which both parts are averaged, odd: what they are split by is found frame by frame.
    """

    exponent: float | None = 1.0
    gain: float = 1.0
    lowest_hz: float = 100.0
    frames: int = 1


PUBLISHED = VoiceMask(exponent=None, lowest_hz=0.0)
"""The binary mask of Huang et al. 2012, section 3.2, with gain 1: what the paper's own code for ADMoM does."""

SOFT = VoiceMask()
"""For the parts of plain magnitudes."""

COMPRESSION = 0.5
"""Exponent of the magnitudes that are split where the best is wanted, not the published: loud notes count for less."""

BEST = VoiceMask(exponent=1 / COMPRESSION, frames=3)
"""For the parts of compressed magnitudes; to be multiplied by :func:`tonal_share`."""

_BLOCK_FRAMES = 512
_DRUM_FRAMES, _DRUM_BINS = 9, 17  # 0.14 s, 270 Hz on the grid of 64 ms and 16 ms


def compressed(magnitudes: NDArray[np.floating]) -> FloatArray:
    """Return magnitudes to the power of ``COMPRESSION``, in which loud bins outweigh soft ones less."""
    return np.sqrt(np.asarray(magnitudes, np.float32))


def voice_mask(
    low_rank: NDArray[np.floating],
    sparse: NDArray[np.floating],
    frequencies_hz: NDArray[np.floating],
    how: VoiceMask = SOFT,
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
    if how.frames > 1:
        music, voice = (uniform_filter1d(part, how.frames, axis=0, mode="nearest") for part in (music, voice))
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


def tonal_share(magnitudes: NDArray[np.floating], step: Callable[[], object] | None = None) -> FloatArray:
    """Return how much of every bin lasts rather than strikes: drums are sparse, too, but no voice strikes.

    The root of the Wiener mask of what lasts (median over frames) against what strikes (median over bins); the root
    leaves consonants their share.

    Parameters
    ----------
    magnitudes : ndarray (frames, bins), float, >= 0
        Of the song, on a grid of about 64 ms and 16 ms.
    step : callable or None
        Called block by block; may raise to leave.

    Returns
    -------
    ndarray (frames, bins), float32, 0 to 1

    References
    ----------
    FitzGerald 2010, harmonic/percussive separation using median filtering.
    """
    from scipy.ndimage import median_filter

    M = np.asarray(magnitudes, np.float32)
    nothing = _EPS * max(1.0, 2.0 * float(M.max(initial=0.0)) ** 2)
    share, around = np.empty_like(M), _DRUM_FRAMES // 2
    for first in range(0, len(M), _BLOCK_FRAMES):
        stop = min(first + _BLOCK_FRAMES, len(M))
        before = min(first, around)
        lasting = median_filter(M[first - before : stop + around], (_DRUM_FRAMES, 1))[before : before + stop - first]
        lasting = np.square(lasting)
        striking = np.square(median_filter(M[first:stop], (1, _DRUM_BINS)))
        striking += lasting
        striking += nothing
        share[first:stop] = np.sqrt(lasting / striking, dtype=np.float32)
        if step is not None:
            step()
    return share
