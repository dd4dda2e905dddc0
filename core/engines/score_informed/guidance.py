"""What regions forbid the parts of a factorisation, block by block.

Owns the updates in blocks that a region touches. Every source's part of the model is zero where the regions say so;
what a source cannot sound in tells nothing of it, so its templates and activations take there what they expect
themselves (the missing-data EM of the KL divergence; Bryan & Mysore 2013 weight the same updates softly). Blocks that
no region touches never come here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray

from core.annotation.region_grid import EntryState, RegionGrid, StateArray
from core.factorization import ActivePattern

Tensor = torch.Tensor

# A region moves sound to sources that expected little of it there. They learn from it step by step: explained at once,
# it would swell them wherever else they sound. Measured on trios, between 1 (learn nothing more) and no bound.
_MOST_SURPRISE = 1.5
_KEPT_BYTES = 64 * 2**20


@dataclass(frozen=True, eq=False)
class GuidedPart:
    """The neighbouring components of a block that belong to one source.

    Attributes
    ----------
    columns : slice
        Of the block's components.
    zero : Tensor (frames, touched bins), bool, or None
        Where the source must not sound; None: it may anywhere.
    """

    columns: slice
    zero: Tensor | None


@dataclass(frozen=True, eq=False)
class GuidedBlock:
    """A block that regions touch.

    Attributes
    ----------
    bins : slice
        From the lowest to the highest bin in which some source must not sound; all others are updated as in any block.
    parts : tuple of GuidedPart
        All components of the block.
    guided : Tensor (frames, touched bins), bool
        Entries in which some source must not sound.
    """

    bins: slice
    parts: tuple[GuidedPart, ...]
    guided: Tensor

    @property
    def nbytes(self) -> int:
        """Size in memory."""
        masks = [self.guided, *(part.zero for part in self.parts if part.zero is not None)]
        return sum(mask.numel() for mask in masks)

    def confine(self, model: Tensor, values: Tensor, spectra: Tensor) -> None:
        """Write the model of the touched bins, without what the sources must not sound.

        Parameters
        ----------
        model : Tensor (frames, bins)
            The product of values and templates; changed in place.
        values : Tensor (frames, components)
        spectra : Tensor (components, touched bins)
            The components' templates in ``bins``.
        """
        confined = model[:, self.bins].zero_()
        for part in self.parts:
            sound = values[:, part.columns] @ spectra[part.columns]
            if part.zero is not None:
                sound.masked_fill_(part.zero, 0.0)
            confined += sound

    def take(self, ratio: Tensor) -> Tensor:
        """Return the ratio of song and model (frames, bins) in the touched bins, bounded, and leave zeros there."""
        touched = ratio[:, self.bins]
        bounded = torch.where(self.guided, touched.clamp(max=_MOST_SURPRISE), touched)
        touched.zero_()
        return bounded

    def add_to_activations(self, numerators: Tensor, ratio: Tensor, spectra: Tensor) -> None:
        """Add the touched bins to the activations' numerators (frames, components), in place."""
        for part in self.parts:
            numerators[:, part.columns] += _imputed(ratio, part.zero) @ spectra[part.columns].T

    def add_to_templates(self, numerators: Tensor, ratio: Tensor, values: Tensor) -> None:
        """Write the touched bins of the templates' numerators (components, bins), in place."""
        for part in self.parts:
            numerators[part.columns, self.bins] = values[:, part.columns].T @ _imputed(ratio, part.zero)


class BlockGuidance:
    """The regions of a song by the blocks of a factorisation.

    Parameters
    ----------
    grid : RegionGrid
    pattern : ActivePattern
    stem_of : ndarray (components,), int64
        Source of every component; components of one source are neighbours. Negative: of none.
    """

    def __init__(self, grid: RegionGrid, pattern: ActivePattern, stem_of: NDArray[np.int64]) -> None:
        self._grid, self._pattern, self._stem_of = grid, pattern, stem_of
        self._known: dict[int, GuidedBlock | None] = {}
        self._kept_bytes = 0

    def block(self, block: int) -> GuidedBlock | None:
        """Return what regions say in a block; None where they say nothing."""
        first, stop = self._pattern.span(block)
        if not self._grid.touches(first, stop):
            return None
        if block in self._known:
            return self._known[block]
        found = self._made(block)
        if self._kept_bytes < _KEPT_BYTES:
            self._kept_bytes += found.nbytes if found is not None else 0
            self._known[block] = found
        return found

    def _made(self, block: int) -> GuidedBlock | None:
        zero = silenced(self._grid.states(*self._pattern.span(block)))
        guided: NDArray[np.bool_] = np.logical_or.reduce(zero)
        touched = np.flatnonzero(guided.any(axis=0))
        if not touched.size:
            return None
        bins = slice(int(touched[0]), int(touched[-1]) + 1)
        owners = self._stem_of[self._pattern.active[block]]
        borders = [0, *(np.flatnonzero(np.diff(owners)) + 1).tolist(), len(owners)]
        parts = []
        for start, end in pairwise(borders):
            if end > start:
                own = zero[owners[start]][:, bins]
                parts.append(GuidedPart(slice(start, end), torch.from_numpy(own.copy()) if own.any() else None))
        return GuidedBlock(bins, tuple(parts), torch.from_numpy(guided[:, bins].copy()))


def silenced(states: StateArray) -> NDArray[np.bool_]:
    """Return where no part of a source may sound.

    Parameters
    ----------
    states : ndarray (sources, frames, bins), int8
        Of a :class:`core.annotation.region_grid.RegionGrid`.

    Returns
    -------
    ndarray (sources + 1, frames, bins), bool
        Last what belongs to no source: it must not sound in what belongs to one.
    """
    held = (states == EntryState.HELD).any(axis=0)
    return np.concatenate([states == EntryState.ZERO, held[None]])


def _imputed(ratio: Tensor, zero: Tensor | None) -> Tensor:
    """Return the ratio of song and model as a source sees it: one where it must not sound."""
    return ratio if zero is None else ratio.masked_fill(zero, 1.0)
