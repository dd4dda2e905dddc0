"""The null test: what stands on the disk, against the song.

Owns the reading back of sound files. What is read is compared with what was given to the writers by a checksum over
every byte or sample; where they are the same, the sums that were made while writing are those of what is on the disk.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.errors import ExportError
from core.export.formats import step_of
from core.export.outcome import EXACT_NULL_DB, NullTest
from core.export.quantizing import BLOCK
from core.export.rendering import Over, Rendering, Rest
from core.export.sound_file import SoundWriter


@dataclass
class Rests:
    """What is left of a song minus its files, block by block."""

    energy: float = 0.0
    song_energy: float = 0.0
    largest: float = 0.0

    def add(self, rest: Rest) -> None:
        """Take a block."""
        self.energy += rest.energy
        self.song_energy += rest.song_energy
        self.largest = max(self.largest, rest.largest)

    def null_test(self, rendering: Rendering) -> NullTest | None:
        """Return how well the files sum to the song; None where they do not."""
        if rendering.summing is None:
            return None
        step = step_of(rendering.bits)
        names = tuple(rendering.files[index].file for index in rendering.summing)
        depth_db = _decibels(self.energy, self.song_energy)
        return NullTest(depth_db, self.largest, None if step is None else self.largest / step, names)


def check_files(
    writers: Sequence[SoundWriter], names: Sequence[str], length: int, report: Callable[[int], None], over: Over = map
) -> None:
    """Read all files back.

    Parameters
    ----------
    writers : sequence of SoundWriter
        Of finished files.
    names : sequence of str
        Of the files.
    length : int
        Samples of each.
    report : callable
        Gets the samples that are done.
    over : callable
        Like ``map``; that of an executor reads several files at a time.

    Raises
    ------
    ExportError
        A file is not what was written.
    """
    streams = [writer.read_back() for writer in writers]
    sums = [0] * len(writers)

    def one(index: int) -> None:
        sums[index] = zlib.crc32(next(streams[index]), sums[index])

    for start in range(0, length, BLOCK):
        for _ in over(one, range(len(writers))):
            pass
        report(min(length, start + BLOCK))
    for name, found, writer in zip(names, sums, writers, strict=True):
        if found != writer.checksum:
            raise ExportError(f"{name}: what was read back is not what was written; check the disk, or choose another")


def _decibels(lost: float, energy: float) -> float:
    if lost <= 0.0:
        return EXACT_NULL_DB
    return max(EXACT_NULL_DB, 10.0 * math.log10(lost / energy)) if energy > 0.0 else 0.0
