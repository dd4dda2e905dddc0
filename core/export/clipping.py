"""Samples beyond full scale, found before anything is written."""

from __future__ import annotations

import numpy as np

from core.export.choice import ExportChoice, Material, Progress
from core.export.outcome import ClippedFile


def find_clipping(
    material: Material, choice: ExportChoice, progress: Progress | None = None
) -> tuple[ClippedFile, ...]:
    """Return the files with samples beyond full scale."""
    found = []
    for source_id, audio in material.result.stems:
        loud = np.abs(audio.samples)
        if choice.bits != "32f" and (beyond := int(np.count_nonzero(loud > 1.0))):
            name = next(source.name for source in material.sources if source.id == source_id)
            found.append(ClippedFile(name, float(loud.max()), beyond))
    return tuple(found)
