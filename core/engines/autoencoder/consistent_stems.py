"""Stems by consistent Wiener filtering, for songs of any length.

Owns the pieces in which a song is worked through, how much weight consistency gets, and what becomes of the sum.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from core.consistency import consistent
from core.engines.autoencoder.remixes import Remix
from core.engines.score_informed.model import Setup
from core.engines.score_informed.rendering import MaskSeparator
from core.masking import soft_masks
from core.stft import FloatArray, stft

# weights that are tried on a remix; real recordings bear less of it than pianos
_WEIGHTS = (0.0, 0.3, 1.0, 3.0, 10.0)
_ITERATIONS = 15
_BLOCKS = 8
_TRIAL_BLOCKS = 6
_FLOOR = np.float32(1e-3)


def best_weight(remix: Remix, separator: MaskSeparator, setup: Setup, listener: Callable[[float], object]) -> float:
    """Return the weight with which the stems of a remix come out nearest to what they are."""
    length = min(remix.mixture.length, _TRIAL_BLOCKS * setup.pattern.block_frames * setup.params.hop_samples)
    errors = []
    for number, weight in enumerate(_WEIGHTS):
        found = _piece(remix.mixture.samples[:, :length], separator, setup, 0, weight)
        shares = [
            np.square(stem[:, :length] - own, dtype=np.float64).sum() / (np.square(stem[:, :length]).sum() + 1e-12)
            for stem, own in zip(remix.stems, found, strict=True)
        ]
        errors.append(float(np.mean(np.log(np.array(shares) + 1e-9))))
        listener((number + 1) / len(_WEIGHTS))
    return _WEIGHTS[int(np.argmin(errors))]


def write_consistent(
    mixture: FloatArray,
    separator: MaskSeparator,
    setup: Setup,
    weight: float,
    stems: Sequence[FloatArray],
    residual: FloatArray,
    step: Callable[[int, int], bool],
) -> None:
    """Write the stems and what they leave of the song, piece by piece with a fade.

    Parameters
    ----------
    mixture : ndarray (channels, samples), float32
    separator : MaskSeparator
    setup : Setup
    weight : float
        See :func:`core.consistency.consistent`.
    stems, residual : ndarray (channels, samples), float32
        Written in place; may hold something else before.
    step : callable
        Told the samples that are done, and all; may raise to leave. True leaves the rest as it is.
    """
    length, hop = mixture.shape[1], setup.params.hop_samples
    block = setup.pattern.block_frames
    own, margin = _BLOCKS * block * hop, block * hop
    for start in range(0, length, own):
        first, last = max(0, start - margin), min(length, start + own + margin)
        found = _piece(mixture[:, first:last], separator, setup, first // hop, weight)
        begin = max(0, start - margin // 2)
        stop = min(length, start + own + margin // 2)
        fade = min(margin, stop - begin) if start else 0
        ramp = (np.arange(fade, dtype=np.float32) + 0.5) / max(1, fade)
        for stem, part in zip(stems, found, strict=True):
            new = part[:, begin - first : stop - first]
            new[:, :fade] = ramp * new[:, :fade] + (1.0 - ramp) * stem[:, begin : begin + fade]
            stem[:, begin:stop] = new
        left = mixture[:, begin:stop].copy()
        for stem in stems:
            left -= stem[:, begin:stop]
        residual[:, begin:stop] = left
        if step(min(length, start + own), length):
            return


def _piece(
    samples: FloatArray, separator: MaskSeparator, setup: Setup, first_frame: int, weight: float
) -> list[FloatArray]:
    """Return the stems of a piece of the song; all of it is theirs where nothing is nobody's."""
    params, length = setup.params, samples.shape[1]
    X = stft(samples, params)
    powers, masks = _posterior(separator, setup, first_frame, X.shape[1])
    whole = powers.sum(axis=0)
    sources = len(powers) - 1
    pair = sources == 2 and not powers[-1].any()
    found = []
    for source in range(1 if pair else sources):
        precision = 1.0 / (powers[source] + _FLOOR) + 1.0 / (np.maximum(whole - powers[source], 0.0) + _FLOOR)
        found.append(consistent(masks[source] * X, precision, params, length, weight, _ITERATIONS))
    if pair:
        found.append(samples - found[0])
    elif not powers[-1].any():
        missing = (samples - np.sum(found, axis=0)) / sources
        found = [stem + missing for stem in found]
    return found


def _posterior(separator: MaskSeparator, setup: Setup, first_frame: int, frames: int) -> tuple[FloatArray, FloatArray]:
    """Return power (groups, frames, bins), mean one, and masks of a piece; beyond the song nothing sounds."""
    pattern, bins = setup.pattern, setup.params.bins
    models = np.zeros((separator.groups, frames, bins), np.float32)
    for first in range(first_frame, min(first_frame + frames, pattern.frames), pattern.block_frames):
        stop = min(first + pattern.block_frames, first_frame + frames, pattern.frames)
        models[:, first - first_frame : stop - first_frame] = separator.models(first, stop)
    masks = soft_masks(models, setup.variant.mask_exponent)
    powers: FloatArray = np.power(models, np.float32(setup.variant.mask_exponent))
    mean = float(powers.mean(dtype=np.float64))
    if mean > 0:
        powers /= np.float32(mean)
    return powers, masks
