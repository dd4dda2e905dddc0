"""What a network can learn from a remix of a song: stretches whose parts are known.

Owns how a remix is cut into lessons and what of it a lesson keeps. Does not teach.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from core.engines.autoencoder.unit_features import Stretch, UnitFeatures
from core.stft import ComplexArray, FloatArray, StftParams, stft_block

Tensor = torch.Tensor

_STRETCH_FRAMES = 128


@dataclass(frozen=True, eq=False)
class Lesson:
    """A stretch of a remix and what its stems really are.

    Attributes
    ----------
    stretch : Stretch
    stem_of : Tensor (units,), int64
    cross, power : Tensor (sources, frames, bins) and (frames, bins), float32
        Product of stem and mixture (its real part) and power of the mixture; of all channels.
    wanted : Tensor (sources,), float32
        Energy of the stems in the stretch.
    typical : Tensor (sources,), float32
        Energy of the stems in a stretch of the remix, on average.
    truth : Tensor (sources, frames, bins), float32
        What the models should be.
    """

    stretch: Stretch
    stem_of: Tensor
    cross: Tensor
    power: Tensor
    wanted: Tensor
    typical: Tensor
    truth: Tensor

    @property
    def bytes(self) -> int:
        """Memory that it takes."""
        held = (self.stretch.features, self.stretch.spectra, self.cross, self.power, self.truth)
        return sum(values.nbytes for values in held)


def lessons_of(
    features: UnitFeatures,
    mixture: FloatArray,
    stems: Sequence[FloatArray],
    params: StftParams,
    magnitude_exponent: float,
    scale: float,
    most_bytes: int,
    each: Callable[[float], object],
) -> list[Lesson]:
    """Cut a remix into lessons.

    Parameters
    ----------
    features : UnitFeatures
        Of the remix.
    mixture : ndarray (channels, samples), float32
    stems : sequence of ndarray like ``mixture``
        In the order of the sources.
    params : StftParams
    magnitude_exponent, scale : float
        The factors are those of magnitudes to this power, divided by this.
    most_bytes : int
        Stretches that are spread over the remix do where all of them need more memory; one there is at least.
    each : callable
        Told the share that is done; may raise to leave.
    """
    frames = features.frames
    starts = range(0, frames, _STRETCH_FRAMES)
    made: dict[int, Lesson] = {}
    energies, size = np.zeros(len(stems)), 0
    # multiples of the golden ratio spread evenly at any number
    order = np.argsort(np.arange(len(starts)) * 0.6180339887 % 1.0)
    for done, place in enumerate(order.tolist()):
        first = starts[place]
        last = min(first + _STRETCH_FRAMES, frames)
        parts = [stft_block(stem, params, first, last)[:, :, : features.layout.bins] for stem in stems]
        energies += [float((np.abs(part) ** 2).sum(dtype=np.float64)) for part in parts]
        each((done + 0.5) / len(starts))
        if size < most_bytes:
            stretch = features.stretch(first, last)
            if len(stretch.units):
                X = stft_block(mixture, params, first, last)[:, :, : features.layout.bins]
                made[place] = _lesson(stretch, features.stem_of[stretch.units], X, parts, magnitude_exponent, scale)
                size += made[place].bytes
        each((done + 1) / len(starts))
    typical = torch.from_numpy((energies * min(1.0, _STRETCH_FRAMES / max(1, frames))).astype(np.float32))
    return [replace(made[place], typical=typical) for place in sorted(made)]


def _lesson(
    stretch: Stretch,
    stem_of: NDArray[np.int64],
    X: ComplexArray,
    parts: Sequence[ComplexArray],
    magnitude_exponent: float,
    scale: float,
) -> Lesson:
    """Return the lesson of a stretch from transforms (channels, frames, bins); what is typical is not known yet."""
    cross = np.stack([(part * X.conj()).real.sum(axis=0) for part in parts])
    powers = np.stack([(np.abs(part) ** 2).mean(axis=0) for part in parts])
    wanted = powers.sum(axis=(1, 2)) * np.float32(len(X))
    truth = powers ** np.float32(magnitude_exponent / 2) / np.float32(scale)
    power = (np.abs(X) ** 2).sum(axis=0)
    arrays = (stem_of, cross, power, wanted, wanted, truth)
    return Lesson(stretch, *map(torch.from_numpy, arrays))
