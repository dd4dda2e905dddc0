"""What a song's factors say of when each pitch of each source sounds.

Owns the step from templates and activations to the representation that is kept, shown and used to tighten notes.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from core.annotation.label_matrix import Component
from core.annotation.representation import Representation, Row, levels_of
from core.engines.score_informed.model import Setup
from core.factorization import Factors
from core.stft import FloatArray


def representation_of_factors(setup: Setup, factors: Factors) -> Representation:
    """Return how strongly every pitch of every source was found to sound.

    The components of a pitch are added as they are in the model of the spectrogram: each by its activation times the
    mass of its template. What has no pitch, or belongs to nobody, has no row; a group of notes that got a stem of its
    own is found where its notes come from.
    """
    named = [_row(component, setup.origin_of) for component in setup.labels.components]
    place = {row: number for number, row in enumerate(sorted({row for row in named if row is not None}))}
    row_of = np.array([-1 if row is None else place[row] for row in named], np.int64)
    masses = factors.templates.sum(axis=1, dtype=np.float64)[setup.template_of].astype(np.float32)
    pattern, exponent = factors.activations.pattern, np.float32(1.0 / setup.variant.magnitude_exponent)
    blocks = range(pattern.blocks)
    strongest = max((float(_added(factors, block, row_of, masses)[1].max(initial=0.0)) for block in blocks), default=0)
    levels = np.zeros((len(place), pattern.frames), np.uint8)
    for block in blocks:
        rows, values = _added(factors, block, row_of, masses)
        first, last = pattern.span(block)
        levels[rows, first:last] = levels_of(values**exponent, strongest ** float(exponent))
    return Representation(tuple(place), levels, setup.params.hop_samples, setup.params.rate)


def _row(component: Component, origin_of: Mapping[str, str]) -> Row | None:
    source_id = component.source_id
    if source_id is None or component.pitch is None:
        return None
    return origin_of.get(source_id, source_id), float(component.pitch)


def _added(
    factors: Factors, block: int, row_of: NDArray[np.int64], masses: FloatArray
) -> tuple[NDArray[np.int64], FloatArray]:
    """Return the rows that may sound in a block, and their part in the model (rows, frames of the block)."""
    active = factors.activations.pattern.active[block]
    values = factors.activations.values[block].T * masses[active, None]
    named = row_of[active] >= 0
    rows, index = np.unique(row_of[active][named], return_inverse=True)
    sums = np.zeros((len(rows), values.shape[1]), np.float32)
    np.add.at(sums, index, values[named])
    return rows, sums
