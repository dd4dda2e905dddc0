"""The spectra that a training learns from, collected from all that the user has given.

Owns the step from files, stretches, solos, regions and true stems to matrices of magnitudes on the song's own grid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from core.annotation.label_matrix import merge_spans
from core.annotation.model import Annotation, Example, Polarity
from core.annotation.region_grid import EntryState, RegionGrid
from core.annotation.solos import solo_spans
from core.audio import Audio, Mixture, resample
from core.engines.example_nmf.setting import known_spans
from core.factorization.adversarial_nmf.problem import TrainingData
from core.stft import FloatArray, StftParams, mean_magnitudes, stft_block

_BLOCK_FRAMES = 256
# below this power, over that of the whole, a frame is silent
_SILENT = 1e-7
# a file whose samples stay below this is silent (-60 dB)
_QUIETEST = 1e-3

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
    sources = tuple(collector.alone(source_id) for source_id in ids)
    others = tuple(collector.not_of(source_id) for source_id in ids)
    return Material(sources, others, collector.known_parts(), collector.mixed())


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
    return float(np.sqrt(np.square(rows, dtype=np.float64).sum() / len(rows))) if len(rows) else 0.0


class _Collector:
    def __init__(self, mixture: Mixture, annotation: Annotation, params: StftParams, checkpoint: Checkpoint) -> None:
        self._song, self._annotation, self._params, self._checkpoint = mixture, annotation, params, checkpoint
        self._frames = params.frames(mixture.length)
        self._in_files: dict[str, Audio] = {}

    def alone(self, source_id: str) -> FloatArray | None:
        """Return what a source sounds like alone."""
        examples = self._annotation.examples_of(source_id)
        stretches = [one.span for one in examples if one.span is not None and one.audio is None]
        spans = merge_spans([*stretches, *solo_spans(self._annotation, source_id, self._song.length)])
        pieces = [self._file(one) for one in examples if one.audio is not None]
        pieces += [self._stretch((int(start), int(stop))) for start, stop in spans]
        pieces += self._regions(source_id, Polarity.BELONGS, EntryState.HELD)
        return self._together(pieces)

    def not_of(self, source_id: str) -> FloatArray | None:
        """Return what a source does not sound like."""
        examples = self._annotation.examples_of(source_id, Polarity.NOT)
        pieces = [self._file(one) for one in examples if one.audio is not None]
        pieces += [self._stretch(one.span) for one in examples if one.audio is None and one.span is not None]
        pieces += self._regions(source_id, Polarity.NOT, EntryState.ZERO)
        return self._together(pieces)

    def known_parts(self) -> tuple[FloatArray, ...]:
        """Return what every source plays where all is known."""
        spans = known_spans(self._annotation, self._song.length)
        if not spans:
            return ()
        stretches = [self._parts_in(start, stop) for start, stop in spans]
        return tuple(np.concatenate(parts) for parts in zip(*stretches, strict=True))

    def mixed(self) -> FloatArray:
        """Return the song without what is known to be one source alone."""
        frames = np.ones(self._frames, bool)
        for source in self._annotation.sources:
            examples = self._annotation.examples_of(source.id)
            stretches = [one.span for one in examples if one.span is not None and one.audio is None]
            for start, stop in (*stretches, *solo_spans(self._annotation, source.id, self._song.length)):
                frames[self._inside(start, stop)] = False
        blocks = list(self._magnitudes(self._song.samples, 0, self._frames))
        if not blocks:
            return np.zeros((0, self._params.bins), np.float32)
        return sounding(np.concatenate(blocks)[frames])

    def _file(self, example: Example) -> FloatArray:
        audio = self._at_rate(example)
        if not audio.length or max(audio.samples.max(), -audio.samples.min()) < _QUIETEST:
            return np.zeros((0, self._params.bins), np.float32)
        return _whole(self._magnitudes(audio.samples, 0, self._params.frames(audio.length)), self._params.bins)

    def _at_rate(self, example: Example) -> Audio:
        """Return the sound of an example at the song's rate, and at its level where it is a part of the song."""
        assert example.audio is not None
        if example.id not in self._in_files:
            self._checkpoint()
            self._in_files[example.id] = resample(example.audio, self._song.rate)
        return self._in_files[example.id]

    def _inside(self, start: int, stop: int) -> slice:
        """Return the frames whose centre lies in a span."""
        hop = self._params.hop_samples
        return slice(max(0, -(-start // hop)), max(0, min(self._frames, -(-stop // hop))))

    def _stretch(self, span: tuple[int, int]) -> FloatArray:
        inside = self._inside(*span)
        return _whole(self._magnitudes(self._song.samples, inside.start, inside.stop), self._params.bins)

    def _regions(self, source_id: str, polarity: Polarity, state: EntryState) -> list[FloatArray]:
        """Return the song under the regions of a source, and nothing beside them."""
        regions = tuple(
            one for one in self._annotation.regions if one.source_id == source_id and one.polarity is polarity
        )
        if not regions:
            return []
        own = self._annotation.changed(regions=regions)
        number = [source.id for source in own.sources].index(source_id)
        grid = RegionGrid(own, self._params, self._frames)
        pieces = []
        for first in range(0, self._frames, _BLOCK_FRAMES):
            stop = min(first + _BLOCK_FRAMES, self._frames)
            if grid.touches(first, stop):
                magnitudes = _whole(self._magnitudes(self._song.samples, first, stop), self._params.bins)
                pieces.append(magnitudes * (grid.states(first, stop)[number] == state))
        return pieces

    def _parts_in(self, start: int, stop: int) -> list[FloatArray]:
        """Return the magnitudes of every source in a stretch; one that is not told is what the others leave."""
        sounds: list[FloatArray | None] = []
        song = self._song.samples[:, start:stop]
        for source in self._annotation.sources:
            told = None
            for one in self._annotation.examples_of(source.id):
                if one.audio is not None and one.span is not None and one.span[0] <= start and stop <= one.span[1]:
                    told = self._placed(self._at_rate(one), start - one.span[0], stop - start)
            sounds.append(told)
        rest = song - sum(sound for sound in sounds if sound is not None)
        params = self._params
        return [
            _whole(self._magnitudes(rest if sound is None else sound, 0, params.frames(stop - start)), params.bins)
            for sound in sounds
        ]

    def _placed(self, audio: Audio, first: int, length: int) -> FloatArray:
        """Return a part of a sound with the song's channels and of a length, silent behind its end."""
        part = audio.samples[:, first : first + length]
        if audio.channels != self._song.channels:
            part = part.mean(axis=0, keepdims=True)
        placed = np.zeros((self._song.channels, length), np.float32)
        placed[:, : part.shape[1]] = part
        return placed

    def _magnitudes(self, samples: FloatArray, first: int, stop: int) -> Iterator[FloatArray]:
        for begin in range(first, stop, _BLOCK_FRAMES):
            self._checkpoint()
            yield mean_magnitudes(stft_block(samples, self._params, begin, min(begin + _BLOCK_FRAMES, stop)))

    def _together(self, pieces: Iterable[FloatArray]) -> FloatArray | None:
        """Return all pieces, every one at the same level, without silence; None for nothing."""
        heard = [sounding(piece) for piece in pieces]
        heard = [piece / np.float32(_level(piece)) for piece in heard if len(piece)]
        return np.concatenate(heard) if heard else None


def _whole(blocks: Iterable[FloatArray], bins: int) -> FloatArray:
    found = list(blocks)
    return np.concatenate(found) if found else np.zeros((0, bins), np.float32)


def sounding(rows: FloatArray) -> FloatArray:
    """Return the frames (frames, bins) that are not silent."""
    power = np.square(rows).sum(axis=1)
    kept: FloatArray = rows[power > _SILENT * max(float(power.max(initial=0.0)), 1e-20)]
    return kept
