"""Soft masks, and stems that sum back to the song.

Owns the step from modelled magnitudes to sound: masks on the song's own transform, at its rate and on all its channels,
block by block into the stems. Does not know where the magnitudes come from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

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
    relative = magnitudes / (magnitudes.max(axis=0) + _EPS)
    if exponent != 1.0:
        relative = relative * relative if exponent == 2.0 else relative**exponent
    masks: FloatArray = relative / (relative.sum(axis=0) + _EPS)
    return masks


def render_stems(
    mixture: FloatArray,
    params: StftParams,
    separate: Separator,
    stems: Sequence[FloatArray],
    residual: FloatArray,
    *,
    first_sample: int = 0,
    last_sample: int | None = None,
    block_frames: int = 128,
    step: Callable[[int, int], bool] | None = None,
) -> None:
    """Separate the transform of a song in blocks of frames and write the stems' samples.

    Parameters
    ----------
    mixture : ndarray (channels, samples), float32
    params : StftParams
    separate : callable
        Gets a block of the mixture's transform and returns that of every stem.
    stems : sequence of ndarray (channels, samples), float32
        Written in place.
    residual : ndarray (channels, samples), float32
        Written in place: the mixture minus all stems.
    first_sample, last_sample : int
        The span to write; the rest stays as it is.
    block_frames : int
        Frames per block.
    step : callable, optional
        Called with (blocks done, blocks); a return of True ends the rendering early.
    """
    length = mixture.shape[1]
    last_sample = length if last_sample is None else min(last_sample, length)
    half, hop = params.window_samples // 2, params.hop_samples
    first_frame = max(0, (first_sample - half) // hop)
    last_frame = min(params.frames(length), (last_sample + half) // hop + 1)
    # the inverse counts samples from its own first frame's centre
    offset = first_frame * hop
    inverses = [InverseStft(params, mixture.shape[0], length - offset) for _ in stems]
    position = offset
    starts = range(first_frame, last_frame, block_frames)
    for count, first in enumerate(starts):
        stop = min(first + block_frames, last_frame)
        transforms = separate(first, stop, stft_block(mixture, params, first, stop))
        parts = [inverse.push(part) for inverse, part in zip(inverses, transforms, strict=True)]
        if stop == last_frame:
            parts = [np.concatenate([p, inv.finish()], axis=1) for p, inv in zip(parts, inverses, strict=True)]
        done = parts[0].shape[1] if parts else min(stop * hop, length) - position
        begin, end = max(position, first_sample), min(position + done, last_sample)
        if end > begin:
            rest = mixture[:, begin:end].copy()
            for stem, part in zip(stems, parts, strict=True):
                piece = part[:, begin - position : end - position]
                stem[:, begin:end] = piece
                rest -= piece
            residual[:, begin:end] = rest
            for array in (mixture, residual, *stems):
                release(array, begin, end)
        position += done
        if step is not None and step(count + 1, len(starts)):
            return


def consistency_gap(parts: NDArray[np.float32], mixture: NDArray[np.float32]) -> float:
    """Return the largest deviation of the sum of ``parts`` (parts, channels, samples) from the mixture."""
    return float(np.abs(parts.sum(axis=0) - mixture).max(initial=0.0))
