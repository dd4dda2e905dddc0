"""Frequency bands that are narrow where notes lie close and wide where they do not matter.

Owns the grid of bands and the way of a spectrum into bands and of templates back. The divergence is additive over
bins, so sums over bins are an exact, smaller problem for the activations (Lee & Seung 2001, eq. 4).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
BANDS_PER_OCTAVE = 72


@dataclass(frozen=True, eq=False)
class BandGrid:
    """Bands as ranges of bins.

    Attributes
    ----------
    edges : ndarray (bands + 1,), int64
        Band ``b`` is bins ``edges[b]`` to ``edges[b + 1] - 1``; the first edge is 0, the last the number of bins.
    """

    edges: NDArray[np.int64]

    @classmethod
    def logarithmic(cls, bins: int, bands_per_octave: int = BANDS_PER_OCTAVE) -> BandGrid:
        """Return one band per bin up to where a band gets wider than a bin, from there bands of equal ratio."""
        if bins < 1 or bands_per_octave < 1:
            raise ValueError(f"bins and bands_per_octave must be 1 or more, not {bins} and {bands_per_octave}")
        ratio = 2.0 ** (1.0 / bands_per_octave)
        linear = min(bins, int(np.ceil(1.0 / (ratio - 1.0))))
        steps = int(np.ceil(bands_per_octave * np.log2(bins / linear)))
        above = np.rint(linear * ratio ** np.arange(steps)).astype(np.int64)
        return cls(np.unique(np.concatenate([np.arange(linear), above[above < bins], [bins]])))

    @property
    def bands(self) -> int:
        """Number of bands."""
        return len(self.edges) - 1

    def compress(self, spectra: FloatArray) -> FloatArray:
        """Sum bins into bands; (rows, bins) -> (rows, bands)."""
        sums: FloatArray = np.add.reduceat(spectra, self.edges[:-1], axis=1)
        return sums

    def expand(self, templates: FloatArray, before: FloatArray, after: FloatArray) -> FloatArray:
        """Carry what was learnt in bands over to bins.

        Parameters
        ----------
        templates : ndarray (rows, bins), float32
            Templates at full resolution before learning: they keep their shape inside a band.
        before, after : ndarray (rows, bands), float32
            The templates in bands before and after learning.

        Returns
        -------
        ndarray (rows, bins), float32
            Its sums over bands are ``after`` (where ``before`` is not zero).
        """
        gain = np.divide(after, before, out=np.zeros_like(after), where=before > 0)
        expanded: FloatArray = templates * np.repeat(gain, np.diff(self.edges), axis=1)
        return expanded
