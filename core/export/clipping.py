"""Samples beyond full scale, found before anything is written.

Owns the search for them and the gain that avoids them. What counts is what would stand in the file: after rounding,
and with its dither.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.export.choice import ExportChoice, Material, Progress
from core.export.outcome import ClippedFile
from core.export.plan import chosen_span, plan_export
from core.export.quantizing import BLOCK, LARGEST_ROUNDING_STEPS
from core.export.rendering import Rendering

_DECIBEL_STEPS = 100


@dataclass(frozen=True)
class Scan:
    """What was found: the clipped files, and the largest magnitude of all files."""

    clipped: tuple[ClippedFile, ...]
    peak: float


def find_clipping(
    material: Material, choice: ExportChoice, progress: Progress | None = None
) -> tuple[ClippedFile, ...]:
    """Return the files that would have samples limited to full scale, in the order in which they are written.

    Parameters
    ----------
    material : Material
    choice : ExportChoice
        As if its ``clipping`` were ``clip``.
    progress : callable, optional

    Raises
    ------
    ExportError
        As :func:`core.export.plan_export`; or a stem has values that are not numbers.
    """
    plan = plan_export(material, choice)
    if choice.bits == "32f":
        return ()
    rendering = Rendering(material, plan.sounds, choice.bits, chosen_span(material.mixture, choice))
    return scan(rendering, progress).clipped


def scan(rendering: Rendering, progress: Progress | None = None) -> Scan:
    """Look through all files; only blocks that come close to full scale are rounded for it."""
    count = len(rendering.files)
    limited, peaks, loudest = [0] * count, [0.0] * count, 0.0
    safe = 1.0 - _margin(rendering)
    for block in range(rendering.blocks):
        here = [rendering.peak(index, block) for index in range(count)]
        # so that what is no number is rendered, too, and said
        if not all(peak <= safe for peak in here):
            for rendered in rendering.render(block):
                limited[rendered.file] += rendered.quantized.limited
                peaks[rendered.file] = max(peaks[rendered.file], rendered.peak)
        loudest = max(loudest, *here) if here else loudest
        rendering.release(block)
        if progress is not None:
            progress(min(rendering.length, (block + 1) * BLOCK), rendering.length)
    clipped = tuple(
        ClippedFile(file.name, peaks[index], limited[index])
        for index, file in enumerate(rendering.files)
        if limited[index]
    )
    return Scan(clipped, loudest)


def decibels_to_turn_down(rendering: Rendering, peak: float) -> float:
    """Return by how many dB all files must be turned down, so that none with this largest magnitude clips.

    In hundredths of a decibel, so that the number which is shown is the number.
    """
    if peak <= 0.0:
        return 0.0
    needed = -20.0 * math.log10((1.0 - _margin(rendering)) / peak)
    return max(0.0, math.ceil(needed * _DECIBEL_STEPS) / _DECIBEL_STEPS)


def _margin(rendering: Rendering) -> float:
    """Return how far below full scale the sum in a file must be, so that rounding cannot make it clip.

    The file that takes up the rounding of the others may move by all of theirs.
    """
    steps = 1.0 + LARGEST_ROUNDING_STEPS * (len(rendering.files) + 1)
    return float(steps * 2.0 ** (1 - int(rendering.bits)))
