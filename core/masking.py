"""Soft masks, and stems that sum back to the song.

Owns the step from modelled magnitudes to sound: masks on the song's own transform, at its rate and on all its channels,
block by block into the stems. Does not know where the magnitudes come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from core.scratch import release
from core.stft import ComplexArray, FloatArray, InverseStft, StftParams, stft_block

_EPS = np.float32(1e-10)

# (first frame, stop frame, mixture (channels, frames, bins)) -> stems (sources, channels, frames, bins)
Separator = Callable[[int, int, ComplexArray], ComplexArray]


def soft_masks(magnitudes: FloatArray, exponent: float) -> FloatArray:
    """Return masks that sum to one over the groups wherever a group sounds.

    Parameters
    ----------
    magnitudes : ndarray (groups, frames, bins), float32, >= 0
        Modelled magnitude of every group.
    exponent : float
        1 for the amplitude mask of Ewert & Sandler 2017, section 3; 2 for the Wiener (power) mask.

    Returns
    -------
    ndarray (groups, frames, bins), float32, 0 to 1
    """
    # relative to the loudest group, so that high exponents neither overflow nor vanish
    masks: FloatArray = magnitudes / (magnitudes.max(axis=0) + _EPS)
    if exponent == 2.5:
        # much faster than a power
        masks *= masks * np.sqrt(masks)
    elif exponent != 1.0:
        np.power(masks, np.float32(exponent), out=masks)
    masks /= masks.sum(axis=0) + _EPS
    return masks


def apply_masks(masks: FloatArray, mixture: ComplexArray) -> ComplexArray:
    """Return the masked transforms of all channels.

    Parameters
    ----------
    masks : ndarray (stems, frames, bins), float32
    mixture : ndarray (channels, frames, bins), complex64

    Returns
    -------
    ndarray (stems, channels, frames, bins), complex64
    """
    masked = np.empty((masks.shape[0], *mixture.shape), np.complex64)
    # part by part: a product of real and complex numbers would first make the real ones complex
    np.multiply(masks[:, None], mixture.real, out=masked.real)
    np.multiply(masks[:, None], mixture.imag, out=masked.imag)
    return masked


def render_stems(
    mixture: FloatArray,
    params: StftParams,
    separate: Separator,
    stems: Sequence[FloatArray],
    residual: FloatArray,
    block_frames: int,
    in_order: Callable[..., Iterable[tuple[int, ComplexArray]]] = map,
    step: Callable[[int, int], object] | None = None,
) -> None:
    """Separate the transform of a song in blocks of frames and write the stems' samples.

    Parameters
    ----------
    mixture : ndarray (channels, samples), float32
    params : StftParams
    separate : callable
        Gets a block of the mixture's transform and returns that of every stem; blocks start at multiples of
        ``block_frames``.
    stems : sequence of ndarray (channels, samples), float32
        Written in place.
    residual : ndarray (channels, samples), float32
        Written in place: the mixture minus all stems.
    block_frames : int
    in_order : callable
        Like ``map``, which it is by default; may work ahead in other threads.
    step : callable, optional
        Called with (samples done, samples) after every block; may raise to leave.
    """
    channels, length = mixture.shape
    frames = params.frames(length)
    inverses = [InverseStft(params, channels, length) for _ in stems]
    position = 0

    def separated(first: int) -> tuple[int, ComplexArray]:
        stop = min(first + block_frames, frames)
        return stop, separate(first, stop, stft_block(mixture, params, first, stop))

    for stop, transforms in in_order(separated, range(0, frames, block_frames)):
        parts = [inverse.push(part) for inverse, part in zip(inverses, transforms, strict=True)]
        if stop == frames:
            parts = [np.concatenate([p, inv.finish()], axis=1) for p, inv in zip(parts, inverses, strict=True)]
        end = position + parts[0].shape[1] if parts else length
        rest = mixture[:, position:end].copy()
        for stem, part in zip(stems, parts, strict=True):
            stem[:, position:end] = part
            rest -= part
        residual[:, position:end] = rest
        for array in (mixture, residual, *stems):
            release(array, position, end)
        position = end
        if step is not None:
            step(position, length)
