"""What every sound file of an export holds, block by block.

Owns the sums of stems and the way in which files are made to sum to the song: where some of them hold every stem and
the residual once, the one with the residual takes up what rounding took from the others. Knows no files on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import ExportError
from core.export.choice import RESIDUAL, Bits, Material
from core.export.outcome import PlannedFile
from core.export.quantizing import BLOCK, Quantized, block_generator, lies_on_grid, quantize
from core.scratch import release

Over = Callable[..., Iterable[Any]]

# stems and residual of an engine add up to the mixture but for the rounding of float32
_ROUNDING = 1e-5


@dataclass(frozen=True)
class Rest:
    """What a block of the song has more than the files that sum to it, as they stand on the disk.

    Attributes
    ----------
    energy, song_energy : float
        Sums of squares of the rest and of the song.
    largest : float
        Largest magnitude of the rest.
    """

    energy: float
    song_energy: float
    largest: float


@dataclass(frozen=True, eq=False)
class RenderedBlock:
    """A block of one file.

    Attributes
    ----------
    file : int
        Index among the files.
    quantized : Quantized
    peak : float
        Largest magnitude before rounding and limiting, full scale is 1.
    error : float
        Largest difference between what stands in the file and the sum of its stems.
    rest : Rest or None
        Of the last file only, and where the files sum to the song.
    """

    file: int
    quantized: Quantized
    peak: float
    error: float
    rest: Rest | None = None


def files_that_sum(contents: Sequence[Sequence[str]], every: Sequence[str]) -> tuple[int, ...] | None:
    """Return the indexes of files that together hold each id of ``every`` exactly once; None where there are none.

    Earlier files are preferred.
    """
    sets = [frozenset(content) for content in contents]

    def cover(left: frozenset[str], order: Sequence[str]) -> tuple[int, ...] | None:
        first = next((one for one in order if one in left), None)
        if first is None:
            return ()
        for index, held in enumerate(sets):
            if first in held and held <= left:
                others = cover(left - held, order)
                if others is not None:
                    return (index, *others)
        return None

    found = cover(frozenset(every), every)
    return tuple(sorted(found)) if found is not None else None


class Rendering:
    """The samples of all files.

    Parameters
    ----------
    material : Material
    files : sequence of PlannedFile
        Sound files.
    bits : {"16", "24", "32f"}
    span : (int, int)
        Samples of the song.
    turned_down_db : float
        By how much everything is turned down, >= 0.

    Attributes
    ----------
    length, blocks : int
        Samples of a channel, and blocks of them.
    summing : tuple of int or None
        Files that sum to the song.
    dithered : tuple of bool
        Which files lose bits.
    """

    def __init__(
        self,
        material: Material,
        files: Sequence[PlannedFile],
        bits: Bits,
        span: tuple[int, int],
        turned_down_db: float = 0.0,
    ) -> None:
        self.files = tuple(files)
        self.bits = bits
        self.gain = 10.0 ** (-turned_down_db / 20.0)
        self.length = span[1] - span[0]
        self.blocks = -(-self.length // BLOCK)
        samples = {source_id: audio.samples for source_id, audio in material.result.stems}
        samples[RESIDUAL] = material.result.residual.samples
        every = tuple(samples)
        self._song = material.mixture.samples[:, slice(*span)]
        self._parts = {source_id: whole[:, slice(*span)] for source_id, whole in samples.items()}
        self.summing = files_that_sum([file.source_ids for file in files], every)
        self._last = self._one_with_the_residual()
        self._seed = material.seed
        self._dither_numbers = [self._dither_number(every, index) for index in range(len(files))]
        self.dithered = self._which_lose_bits()

    def _one_with_the_residual(self) -> int | None:
        return next((i for i in self.summing or () if RESIDUAL in self.files[i].source_ids), None)

    def _dither_number(self, every: Sequence[str], index: int) -> int:
        """Return a number that tells files apart, and that of a stem is the same whatever else is exported."""
        file = self.files[index]
        return every.index(file.source_ids[0]) if file.kind != "group" else len(every) + index

    def _which_lose_bits(self) -> tuple[bool, ...]:
        if self.bits == "32f":
            return (False,) * len(self.files)
        used = {source_id for file in self.files for source_id in file.source_ids}
        exact = {one: self.gain == 1.0 and lies_on_grid(self._parts[one], self.bits) for one in used}
        loses = [not all(exact[one] for one in file.source_ids) for file in self.files]
        if self._last is not None:
            # what is left of a song on the grid lies on the grid
            loses[self._last] = self.gain != 1.0 or not lies_on_grid(self._song, self.bits)
        return tuple(loses)

    def song(self, block: int) -> NDArray[np.float64]:
        """Return a block of the song as the files sum to it, (channels, samples)."""
        return self._scaled(self._song[:, self._part(block)].astype(np.float64))

    def content(self, file: int, block: int) -> NDArray[np.float64]:
        """Return a block of the sum of the stems of one file, (channels, samples), before rounding."""
        first, *others = self.files[file].source_ids
        part = self._part(block)
        total = self._parts[first][:, part].astype(np.float64)
        for source_id in others:
            total += self._parts[source_id][:, part]
        return self._scaled(total)

    def peak(self, file: int, block: int) -> float:
        """Return the largest magnitude of a block of :meth:`content`; not a number where a sample is none."""
        ids = self.files[file].source_ids
        samples = self._parts[ids[0]][:, self._part(block)] if len(ids) == 1 else self.content(file, block)
        return _largest(samples) * (self.gain if len(ids) == 1 else 1.0)

    def render(self, block: int, over: Over = map) -> Iterator[RenderedBlock]:
        """Yield a block of every file; the one that takes up the rounding comes last.

        Parameters
        ----------
        block : int
        over : callable
            Like ``map``, which it is by default; that of an executor makes several files at a time.

        Raises
        ------
        ExportError
            A stem has values that are not numbers.
        """

        def one(index: int) -> tuple[RenderedBlock, NDArray[np.float64]]:
            content = self.content(index, block)
            quantized, peak = self._quantized(index, block, content)
            content -= quantized.kept
            return RenderedBlock(index, quantized, peak, _largest(content)), content

        others = [index for index in range(len(self.files)) if index != self._last]
        left = self.song(block)
        song_energy = _energy(left)
        rounding = np.zeros_like(left)
        for rendered, error in over(one, others):
            if rendered.file in (self.summing or ()):
                left -= rendered.quantized.kept
                rounding += error
            yield rendered
        if self._last is not None:
            yield self._last_of(block, left, rounding, song_energy)

    def _last_of(
        self, block: int, left: NDArray[np.float64], rounding: NDArray[np.float64], song_energy: float
    ) -> RenderedBlock:
        """Return the block of the file that takes up the rounding of the others: what they leave of the song."""
        assert self._last is not None
        content = self.content(self._last, block)
        exact = left
        missing = left - rounding
        missing -= content
        # stems that are not those of the song: the difference shall show in the null test
        if not _largest(missing) <= _ROUNDING * max(1.0, _largest(left)):
            exact = left - missing
        quantized, peak = self._quantized(self._last, block, exact)
        content -= quantized.kept
        rest = left - quantized.kept
        known = Rest(_energy(rest), song_energy, _largest(rest))
        return RenderedBlock(self._last, quantized, peak, _largest(content), known)

    def release(self, block: int) -> None:
        """Let what a block was made of leave the memory."""
        part = self._part(block)
        for samples in (self._song, *self._parts.values()):
            release(samples, part.start, part.stop)

    def _quantized(self, index: int, block: int, exact: NDArray[np.float64]) -> tuple[Quantized, float]:
        peak = _largest(exact)
        if not np.isfinite(peak):
            raise ExportError(
                f"{self.files[index].name}: the separation gave values that are not numbers, so nothing was written; "
                "separate again with other parameters"
            )
        number = self._dither_numbers[index]
        dither = block_generator(self._seed, number, block) if self.dithered[index] else None
        return quantize(exact, self.bits, dither), peak

    def _scaled(self, samples: NDArray[np.float64]) -> NDArray[np.float64]:
        if self.gain != 1.0:
            samples *= self.gain
        return samples

    def _part(self, block: int) -> slice:
        return slice(block * BLOCK, min(self.length, (block + 1) * BLOCK))


def _largest(samples: NDArray[np.floating]) -> float:
    return max(float(samples.max(initial=0.0)), -float(samples.min(initial=0.0)))


def _energy(samples: NDArray[np.float64]) -> float:
    return float(np.einsum("cn,cn->", samples, samples))
