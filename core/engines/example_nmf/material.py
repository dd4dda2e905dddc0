"""The spectra that a training learns from, collected from all that the user has given.

Owns the step from files, stretches, solos, regions and true stems to matrices of magnitudes on the song's own grid.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.annotation.label_matrix import merge_spans
from core.annotation.model import Annotation, Example, Polarity
from core.annotation.region_grid import EntryState, RegionGrid
from core.annotation.solos import solo_spans
from core.audio import Audio, Mixture, resample
from core.engines.example_nmf.setting import known_spans
from core.factorization.adversarial_nmf.problem import TrainingData
from core.scratch import scratch_array
from core.stft import FloatArray, StftParams, mean_magnitudes, stft_block

_BLOCK_FRAMES = 256
# below this power, over that of the whole, a frame is silent
_SILENT = 1e-7
# a file whose samples stay below this is silent (-60 dB)
_QUIETEST = 1e-3
# of more a part is learnt from, chosen by chance (end of section 4.2)
_MOST_BYTES = 192 * 2**20
_LEAST_FRAMES = 500

Checkpoint = Callable[[], None]


@dataclass(frozen=True, eq=False)
class Material:
    """Magnitudes (frames, bins), float32, of everything that is known.

    Attributes
    ----------
    sources : tuple of ndarray or None
        What every source sounds like alone; None where nothing is known.
    others : tuple of ndarray or None
        What every source does not sound like.
    parts : tuple of ndarray
        What every source plays in stretches of the song of which all is known; empty where there is no such stretch.
    mixed : ndarray
        The song where it is not known that one source plays alone.
    """

    sources: tuple[FloatArray | None, ...]
    others: tuple[FloatArray | None, ...]
    parts: tuple[FloatArray, ...]
    mixed: FloatArray


def collect(mixture: Mixture, annotation: Annotation, params: StftParams, checkpoint: Checkpoint) -> Material:
    """Return everything that can be learnt from.

    Parameters
    ----------
    mixture : Mixture
    annotation : Annotation
    params : StftParams
        The grid; files are brought to the song's rate first.
    checkpoint : callable
        Called often; may raise to leave.
    """
    collector = _Collector(mixture, annotation, params, checkpoint)
    ids = [source.id for source in annotation.sources]
    sources = [collector.alone(source_id) for source_id in ids]
    others = tuple(collector.not_of(source_id) for source_id in ids)
    parts = collector.known_parts()
    for number, part in enumerate(parts):
        heard = sounding(part)
        if sources[number] is None and len(heard):
            sources[number] = heard
    return Material(tuple(sources), others, parts, collector.mixed())


def most_frames(bins: int, sources: int) -> int:
    """Return how many frames of each of so many sources are learnt from at most."""
    return max(_LEAST_FRAMES, _MOST_BYTES // (4 * bins * max(1, sources)))


def chosen(count: int, most: int, seed: int | Sequence[int] = 0) -> NDArray[np.intp]:
    """Return the numbers of at most so many of ``count`` frames, by chance but in their order."""
    if count <= most:
        return np.arange(count)
    return np.sort(np.random.default_rng(seed).choice(count, most, replace=False))


def training_data(material: Material, mixing_power: float, parts: tuple[FloatArray, ...] = ()) -> TrainingData:
    """Return the data of a training, all sources at one level.

    Parameters
    ----------
    material : Material
    mixing_power : float
        Mean power of the mixtures over that of the sources in them: the sum of the squares of the weights a_i.
    parts : tuple of ndarray (frames, bins)
        Of mixtures, where there are known ones.
    """
    level = _level(material.mixed)
    scaled = [_levelled(one, level) for one in material.sources]
    others = [_levelled(one, level) for one in material.others]
    mixed = material.mixed.T * np.float32(np.sqrt(mixing_power)) if len(material.mixed) else None
    known = any(one is not None for one in others)
    return TrainingData(
        tuple(scaled), tuple(others) if known else (), mixed, tuple(np.ascontiguousarray(one.T) for one in parts)
    )


def _levelled(rows: FloatArray | None, level: float) -> FloatArray | None:
    if rows is None:
        return None
    own = _level(rows)
    return (rows * np.float32(level / own if own > 0 < level else 1.0)).T


def _level(rows: FloatArray) -> float:
    """Return the root of the mean power of a frame."""
    return float(np.sqrt(_powers(rows).sum(dtype=np.float64) / len(rows))) if len(rows) else 0.0


def _powers(rows: FloatArray) -> FloatArray:
    powers: FloatArray = np.einsum("fb,fb->f", rows, rows)
    return powers


class _Collector:
    def __init__(self, mixture: Mixture, annotation: Annotation, params: StftParams, checkpoint: Checkpoint) -> None:
        self._song, self._annotation, self._params, self._checkpoint = mixture, annotation, params, checkpoint
        self._frames = params.frames(mixture.length)
        self._most = most_frames(params.bins, len(annotation.sources))
        self._in_files: dict[str, Audio] = {}

    def alone(self, source_id: str) -> FloatArray | None:
        """Return what a source sounds like alone."""
        solos = solo_spans(self._annotation, source_id, self._song.length)
        return self._heard(source_id, Polarity.BELONGS, solos)

    def not_of(self, source_id: str) -> FloatArray | None:
        """Return what a source does not sound like."""
        return self._heard(source_id, Polarity.NOT)

    def known_parts(self) -> tuple[FloatArray, ...]:
        """Return what every source plays where all is known."""
        spans = known_spans(self._annotation, self._song.length)
        if not spans:
            return ()
        counts = [self._params.frames(stop - start) for start, stop in spans]
        share = self._share(sum(counts))
        stretches = [
            self._parts_in(start, stop, _some(np.arange(count), share))
            for (start, stop), count in zip(spans, counts, strict=True)
        ]
        return tuple(np.concatenate(parts) for parts in zip(*stretches, strict=True))

    def mixed(self) -> FloatArray:
        """Return the song without what is known to be one source alone."""
        is_mixed = np.ones(self._frames, bool)
        for source in self._annotation.sources:
            examples = self._annotation.examples_of(source.id)
            stretches = [one.span for one in examples if one.span is not None and one.audio is None]
            for span in (*stretches, *solo_spans(self._annotation, source.id, self._song.length)):
                is_mixed[self._inside(span)] = False
        frames = np.flatnonzero(is_mixed)
        most = most_frames(self._params.bins, 1)
        return sounding(self._magnitudes(self._song.samples, frames[chosen(len(frames), most)]))

    def _heard(self, source_id: str, polarity: Polarity, solos: Sequence[tuple[int, int]] = ()) -> FloatArray | None:
        """Return all that says how a source sounds, or how it does not; every piece at one level, without silence."""
        examples = self._annotation.examples_of(source_id, polarity)
        files = [one for one in examples if one.audio is not None]
        stretches = [one.span for one in examples if one.audio is None and one.span is not None]
        if polarity is Polarity.BELONGS:
            stretches = [(int(start), int(stop)) for start, stop in merge_spans([*stretches, *solos])]
        insides = [self._inside(span) for span in stretches]
        regions = self._regions(source_id, polarity)
        counts = [self._params.frames(self._at_rate(one).length) for one in files]
        share = self._share(sum(counts) + sum(map(len, insides)) + (regions.frames if regions else 0))
        pieces = [self._file(one, _some(np.arange(count), share)) for one, count in zip(files, counts, strict=True)]
        pieces += [self._magnitudes(self._song.samples, _some(inside, share)) for inside in insides]
        if regions is not None:
            pieces += self._under(regions, share)
        return _together(pieces)

    def _share(self, frames: int) -> float:
        """Return the part of so many frames of a source that is learnt from."""
        return min(1.0, self._most / max(1, frames))

    def _file(self, example: Example, frames: NDArray[np.intp]) -> FloatArray:
        audio = self._at_rate(example)
        if not audio.length or max(audio.samples.max(), -audio.samples.min()) < _QUIETEST:
            return np.zeros((0, self._params.bins), np.float32)
        return self._magnitudes(audio.samples, frames)

    def _at_rate(self, example: Example) -> Audio:
        """Return the sound of an example at the song's rate, and at its level where it is a part of the song."""
        assert example.audio is not None
        if example.id not in self._in_files:
            self._checkpoint()
            self._in_files[example.id] = resample(example.audio, self._song.rate)
        return self._in_files[example.id]

    def _inside(self, span: tuple[int, int]) -> NDArray[np.intp]:
        """Return the frames whose centre lies in a span."""
        hop = self._params.hop_samples
        first, stop = (max(0, min(self._frames, -(-int(edge) // hop))) for edge in span)
        return np.arange(first, stop)

    def _regions(self, source_id: str, polarity: Polarity) -> _Regions | None:
        """Return the regions of a source; None where there are none."""
        regions = tuple(
            one for one in self._annotation.regions if one.source_id == source_id and one.polarity is polarity
        )
        if not regions:
            return None
        own = self._annotation.changed(regions=regions)
        number = [source.id for source in own.sources].index(source_id)
        grid = RegionGrid(own, self._params, self._frames)
        edges = [(first, min(first + _BLOCK_FRAMES, self._frames)) for first in range(0, self._frames, _BLOCK_FRAMES)]
        blocks = [edge for edge in edges if grid.touches(*edge)]
        return _Regions(grid, number, EntryState.HELD if polarity is Polarity.BELONGS else EntryState.ZERO, blocks)

    def _under(self, regions: _Regions, share: float) -> Iterator[FloatArray]:
        """Yield the song under the regions of a source, and nothing beside them."""
        for first, stop in regions.blocks:
            frames = _some(np.arange(first, stop), share)
            is_inside = regions.grid.states(first, stop)[regions.number, frames - first] == regions.state
            yield self._magnitudes(self._song.samples, frames) * is_inside

    def _parts_in(self, start: int, stop: int, frames: NDArray[np.intp]) -> list[FloatArray]:
        """Return the magnitudes of every source in a stretch; one that is not told is what the others leave."""
        sounds: list[FloatArray | None] = []
        rest = scratch_array((self._song.channels, stop - start))
        rest[:] = self._song.samples[:, start:stop]
        for source in self._annotation.sources:
            told = None
            for one in self._annotation.examples_of(source.id):
                if one.audio is not None and one.span is not None and one.span[0] <= start and stop <= one.span[1]:
                    told = self._placed(self._at_rate(one), start - one.span[0], stop - start)
            if told is not None:
                rest -= told
            sounds.append(told)
        return [self._magnitudes(rest if sound is None else sound, frames) for sound in sounds]

    def _placed(self, audio: Audio, first: int, length: int) -> FloatArray:
        """Return a part of a sound with the song's channels and of a length, silent behind its end."""
        part = audio.samples[:, first : first + length]
        if audio.channels != self._song.channels:
            part = part.mean(axis=0, keepdims=True)
        placed: FloatArray = scratch_array((self._song.channels, length))
        placed[:, : part.shape[1]] = part
        return placed

    def _magnitudes(self, samples: FloatArray, frames: NDArray[np.intp]) -> FloatArray:
        """Return the magnitudes of frames (numbers that rise), shape (frames, bins)."""
        found = np.empty((len(frames), self._params.bins), np.float32)
        done = 0
        while done < len(frames):
            self._checkpoint()
            first = int(frames[done])
            stop = int(np.searchsorted(frames, first + _BLOCK_FRAMES))
            block = stft_block(samples, self._params, first, int(frames[stop - 1]) + 1)
            found[done:stop] = mean_magnitudes(block)[frames[done:stop] - first]
            done = stop
        return found


@dataclass(frozen=True, eq=False)
class _Regions:
    """The regions of one source on the grid: what state they give it, and the blocks of frames that they touch."""

    grid: RegionGrid
    number: int
    state: EntryState
    blocks: list[tuple[int, int]]

    @property
    def frames(self) -> int:
        """How many frames the blocks have."""
        return sum(stop - first for first, stop in self.blocks)


def _some(frames: NDArray[np.intp], share: float) -> NDArray[np.intp]:
    """Return a share of frames, chosen by chance, in their order."""
    return frames[chosen(len(frames), math.ceil(share * len(frames)))]


def _together(pieces: Iterable[FloatArray]) -> FloatArray | None:
    """Return all pieces, every one at the same level, without silence; None for nothing."""
    heard = [piece for piece in map(sounding, pieces) if len(piece)]
    for piece in heard:
        piece /= np.float32(_level(piece))
    return np.concatenate(heard) if heard else None


def sounding(rows: FloatArray) -> FloatArray:
    """Return the frames (frames, bins) that are not silent."""
    power = _powers(rows)
    is_loud = power > _SILENT * max(float(power.max(initial=0.0)), 1e-20)
    return rows if is_loud.all() else rows[is_loud]
