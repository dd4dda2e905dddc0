"""The null test: what stands on the disk, against the song.

Owns the reading back of sound files and their comparison with what was to be written, with their stems, and, summed,
with the song.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import ExportError
from core.export.formats import SoundForm, step_of
from core.export.outcome import EXACT_NULL_DB, NullTest
from core.export.quantizing import BLOCK, values_of
from core.export.rendering import Over, Rendering
from core.export.sound_file import read_words


@dataclass(frozen=True)
class Checked:
    """What reading back has shown.

    Attributes
    ----------
    largest_errors : tuple of float
        Of every file against its own stem, full scale is 1.
    null : NullTest or None
        None where the files do not sum to the song.
    """

    largest_errors: tuple[float, ...]
    null: NullTest | None


def check_files(
    paths: Sequence[Path],
    form: SoundForm,
    rendering: Rendering,
    checksums: Sequence[int],
    report: Callable[[int], None],
    over: Over = map,
) -> Checked:
    """Read all files back.

    Parameters
    ----------
    paths : sequence of Path
        As the files of ``rendering``.
    form : SoundForm
    rendering : Rendering
    checksums : sequence of int
        CRC-32 of the words that were given to the writers.
    report : callable
        Gets the samples that are done.
    over : callable
        Like ``map``; that of an executor reads several files at a time.

    Raises
    ------
    ExportError
        A file is not what was written.
    """
    streams = [read_words(path, form) for path in paths]
    sums, errors = [0] * len(paths), [0.0] * len(paths)
    lost = energy = largest = 0.0

    def one(index: int, block: int) -> NDArray[np.float64]:
        words = next(streams[index])
        sums[index] = zlib.crc32(np.ascontiguousarray(words).data, sums[index])
        values = values_of(words, form.bits)
        errors[index] = max(errors[index], _largest(rendering.content(index, block) - values))
        return values

    for block in range(rendering.blocks):
        song = rendering.song(block)
        energy += _energy(song)
        for index, values in enumerate(over(one, range(len(paths)), [block] * len(paths))):
            if index in (rendering.summing or ()):
                song -= values
        lost += _energy(song)
        largest = max(largest, _largest(song))
        rendering.release(block)
        report(min(rendering.length, (block + 1) * BLOCK))
    for path, found, expected in zip(paths, sums, checksums, strict=True):
        if found != expected:
            raise ExportError(
                f"{path.name}: what was read back is not what was written; check the disk, or choose another"
            )
    if rendering.summing is None:
        return Checked(tuple(errors), None)
    step = step_of(form.bits)
    names = tuple(rendering.files[index].file for index in rendering.summing)
    null = NullTest(_decibels(lost, energy), largest, None if step is None else largest / step, names)
    return Checked(tuple(errors), null)


def _energy(samples: NDArray[np.float64]) -> float:
    return float(np.einsum("cn,cn->", samples, samples))


def _largest(samples: NDArray[np.float64]) -> float:
    return max(float(samples.max(initial=0.0)), -float(samples.min(initial=0.0)))


def _decibels(lost: float, energy: float) -> float:
    if lost <= 0.0:
        return EXACT_NULL_DB
    return max(EXACT_NULL_DB, 10.0 * math.log10(lost / energy)) if energy > 0.0 else 0.0
