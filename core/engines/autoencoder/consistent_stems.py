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
from core.scratch import release
from core.stft import ComplexArray, FloatArray, istft, stft

# weights that are tried on a remix; real recordings bear less of it than pianos
_WEIGHTS = (0.0, 0.3, 1.0, 3.0, 10.0)
_ITERATIONS = 15
_BLOCKS = 8
_TRIAL_BLOCKS = 6
_FLOOR = np.float32(1e-3)
# precision of what is known for certain: silence, or that nothing else sounds
_CERTAIN = np.float32(1e6)

# (share done) -> whether to stop
Listener = Callable[[float], bool]


def best_weight(remix: Remix, separator: MaskSeparator, setup: Setup, listener: Listener) -> float:
    """Return the weight with which the stems of a remix come out nearest to what they are; 0 where that was stopped."""
    length = min(remix.mixture.length, _TRIAL_BLOCKS * setup.pattern.block_frames * setup.params.hop_samples)
    # all channels get the same masks: one will do
    channel = int(np.argmax(np.square(remix.mixture.samples[:, :length]).sum(axis=1)))
    samples = remix.mixture.samples[channel : channel + 1, :length]
    truth = [stem[channel : channel + 1, :length] for stem in remix.stems]
    posterior = _posterior(separator, setup, 0, setup.params.frames(length), lambda: listener(0.0))
    errors: list[float] = []
    for number, weight in enumerate(_WEIGHTS):

        def advance(share: float, number: int = number) -> bool:
            return listener((number + share) / len(_WEIGHTS))

        found = _piece(samples, posterior, setup, weight, advance)
        if found is None:
            return 0.0
        shares = [
            np.square(stem - own, dtype=np.float64).sum() / (np.square(stem, dtype=np.float64).sum() + 1e-12)
            for stem, own in zip(truth, found, strict=True)
            if stem.any()
        ]
        errors.append(float(np.mean(np.log(np.array(shares) + 1e-9))) if shares else 0.0)
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
        Written in place over the stems that the masks alone give.
    step : callable
        Told the samples that are done, and all; may raise to leave. True leaves the rest as it is.
    """
    length, hop = mixture.shape[1], setup.params.hop_samples
    block = setup.pattern.block_frames
    own, margin = _BLOCKS * block * hop, block * hop
    plain: list[FloatArray] = []
    for start in range(0, length, own):
        first, last = max(0, start - margin), min(length, start + own + margin)

        def advance(share: float, start: int = start) -> bool:
            return step(start + int(share * min(own, length - start)), length)

        samples = mixture[:, first:last]
        frames = setup.params.frames(last - first)
        posterior = _posterior(separator, setup, first // hop, frames, lambda: advance(0.0))
        found = _piece(samples, posterior, setup, weight, advance)
        begin, stop = max(0, start - margin // 2), min(length, start + own + margin // 2)
        if found is None:
            if start:
                _fade(stems, plain, begin)
                _leave(mixture, stems, residual, begin, min(length, begin + margin))
            return
        parts = [part[:, begin - first : stop - first] for part in found]
        # what is heard there now, in case that this piece is the last
        plain = [stem[:, min(stop, start + own - margin // 2) : stop].copy() for stem in stems]
        if start:
            _fade(stems, [part[:, :margin] for part in parts], begin)
        for stem, part in zip(stems, parts, strict=True):
            skipped = margin if start else 0
            stem[:, begin + skipped : stop] = part[:, skipped:]
        _leave(mixture, stems, residual, begin, stop)


def _fade(stems: Sequence[FloatArray], parts: Sequence[FloatArray], begin: int) -> None:
    """Let stems pass into what follows."""
    for stem, part in zip(stems, parts, strict=True):
        ramp = (np.arange(part.shape[1], dtype=np.float32) + 0.5) / max(1, part.shape[1])
        place = stem[:, begin : begin + part.shape[1]]
        place += ramp * (part - place)


def _leave(mixture: FloatArray, stems: Sequence[FloatArray], residual: FloatArray, begin: int, stop: int) -> None:
    """Write what the stems leave of the song."""
    left = mixture[:, begin:stop].copy()
    for stem in stems:
        left -= stem[:, begin:stop]
    residual[:, begin:stop] = left
    for array in (mixture, residual, *stems):
        release(array, begin, stop)


def _piece(
    samples: FloatArray, posterior: tuple[FloatArray, FloatArray], setup: Setup, weight: float, listener: Listener
) -> list[FloatArray] | None:
    """Return the stems of a piece of the song, which sum to what the masks give to all of them; None if stopped."""
    powers, masks = posterior
    channels, sources = len(samples), len(powers) - 1
    closed = not powers[-1].any()
    # of two stems, one is what the other leaves
    solved = 1 if sources == 2 and closed else sources
    found = [np.empty_like(samples) for _ in range(sources)]
    steps, done, stopped = channels * solved * _ITERATIONS, 0, False

    def each() -> None:
        nonlocal done, stopped
        done += 1
        stopped = listener(done / steps) or stopped

    whole = powers.sum(axis=0)
    precisions = [_precision(powers[source], whole) for source in range(solved)]
    for channel in range(channels):
        X = stft(samples[channel : channel + 1], setup.params)
        length = samples.shape[1]
        for source in range(solved):
            found[source][channel] = consistent(
                masks[source] * X, precisions[source], setup.params, length, weight, _ITERATIONS, each
            )[0]
            if stopped:
                return None
        if closed:
            _close([stem[channel : channel + 1] for stem in found], X, masks, setup, solved)
    return None if listener(1.0) else found


def _precision(power: FloatArray, whole: FloatArray) -> FloatArray:
    """Return how sure the estimate of a source is: the inverse of its variance, as far as the others allow."""
    others = np.maximum(whole - power, 0.0)
    precision: FloatArray = 1.0 / (power + _FLOOR) + 1.0 / (others + _FLOOR)
    precision[~power.any(axis=1) | ~others.any(axis=1)] = _CERTAIN
    return precision


def _close(stems: Sequence[FloatArray], X: ComplexArray, masks: FloatArray, setup: Setup, solved: int) -> None:
    """Give what the stems lack of what is theirs to those that sound there; to the last where it was not solved."""
    params, length = setup.params, stems[0].shape[1]
    missing = istft(masks[:-1].sum(axis=0) * X, params, length)
    if solved < len(stems):
        stems[-1][:] = missing - np.sum(stems[:-1], axis=0)
        return
    missing -= np.sum(stems, axis=0)
    shared = stft(missing, params)
    for stem, mask in zip(stems, masks[:-1], strict=True):
        stem += istft(mask * shared, params, length)


def _posterior(
    separator: MaskSeparator, setup: Setup, first_frame: int, frames: int, each: Callable[[], object]
) -> tuple[FloatArray, FloatArray]:
    """Return power (groups, frames, bins), mean one, and masks of a piece; beyond the song nothing sounds."""
    pattern, bins = setup.pattern, setup.params.bins
    models = np.zeros((separator.groups, frames, bins), np.float32)
    for first in range(first_frame, min(first_frame + frames, pattern.frames), pattern.block_frames):
        stop = min(first + pattern.block_frames, first_frame + frames, pattern.frames)
        models[:, first - first_frame : stop - first_frame] = separator.models(first, stop)
        each()
    masks = soft_masks(models, setup.variant.mask_exponent)
    powers: FloatArray = np.power(models, np.float32(setup.variant.mask_exponent), out=models)
    mean = float(powers.mean(dtype=np.float64))
    if mean > 0:
        powers /= np.float32(mean)
    return powers, masks
