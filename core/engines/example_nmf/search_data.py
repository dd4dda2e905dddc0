"""What a search for settings learns from, and the part that it is held to: folds of the examples.

Owns the split and the mixtures of held-back examples. The examples are magnitudes only: parts of a mixture meet with
phases by chance, as they do in a song, where magnitudes do not add up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import EngineError
from core.factorization.adversarial_nmf.problem import TrainingData
from core.stft import FloatArray

Spectra = NDArray[np.complex64]

# of every source in a fold; more does not change the order of the trials
_MOST_HELD = 1200
# a source with less than so many columns a fold is split once only, and with less in all not at all
_LEAST_EACH, _LEAST = 60, 8
# mixtures of one level each, as far apart as those of the paper's table 3 are from their mean
_CLIPS = 12
_LEVEL_DB = 7.5
# below this share of the loudest column one is silence
_SILENT = 1e-3
_QUIETEST_SHARE = 1 / 3
_COMPARED = 400


@dataclass(frozen=True, eq=False)
class SearchMaterial:
    """All that is known of the sources.

    Attributes
    ----------
    data : TrainingData
    importance : tuple of float
        Of every source in the score; 0 for what is only to be taken away. Empty: all that have examples count alike.
    """

    data: TrainingData
    importance: tuple[float, ...] = ()

    @property
    def weights(self) -> tuple[float, ...]:
        """Importance of every source, summing to one."""
        given = self.importance or tuple(0.0 if one is None else 1.0 for one in self.data.sources)
        total = sum(given)
        return tuple(one / total for one in given) if total else tuple(1 / len(given) for _ in given)


@dataclass(frozen=True, eq=False)
class Fold:
    """What is learnt from, and mixtures whose parts are known.

    Attributes
    ----------
    learning : TrainingData
        ``mixed`` is that of ``parts``: they stand in for the song.
    parts : tuple of ndarray (bins, columns), complex64
        Of every source.
    mixed : ndarray (bins, columns), complex64
        Their sum.
    """

    learning: TrainingData
    parts: tuple[Spectra, ...]
    mixed: Spectra

    def clips(self) -> Iterator[slice]:
        """Return the columns of every mixture that has a level of its own."""
        edges = np.linspace(0, self.mixed.shape[1], _CLIPS + 1).astype(int)
        return (slice(first, stop) for first, stop in pairwise(edges) if stop > first)


def most_others(data: TrainingData) -> int:
    """Return how many kinds of examples a source is kept away from, beside the song."""
    given = [part is not None for part in data.sources]
    named = [part is not None for part in data.adversarial] or [False] * len(given)
    return max(sum(given) - own + other for own, other in zip(given, named, strict=True))


def folds_possible(material: SearchMaterial, wanted: int) -> int:
    """Return into how many folds the examples can be split; 1: there is only enough for one part to be held back."""
    data = material.data
    counts = [part.shape[1] for part in data.supervised[:1]] or [
        part.shape[1] for part in data.sources if part is not None
    ]
    return wanted if min(counts, default=0) >= wanted * _LEAST_EACH else 1


def folds_of(material: SearchMaterial, folds: int, seed: int) -> tuple[Fold, ...]:
    """Split examples into what is learnt from and what is held back, each part held back once.

    Parameters
    ----------
    material : SearchMaterial
    folds : int
        1: a third is held back once.
    seed : int

    Raises
    ------
    EngineError
        There is too little to hold anything back.
    """
    data = material.data
    if data.supervised and data.supervised[0].shape[1] >= _LEAST:
        return tuple(_known_fold(data, number, folds, seed) for number in range(folds))
    stand_ins = [part if part is not None else _stand_in(data, number) for number, part in enumerate(data.sources)]
    if min(part.shape[1] for part in stand_ins) < _LEAST:
        raise EngineError(
            "the examples are too short to hold a part of them back; give every source at least a few seconds"
        )
    return tuple(_mixed_fold(data, stand_ins, number, folds, seed) for number in range(folds))


def fingerprint(material: SearchMaterial, rest: Any) -> str:
    """Return what tells apart from what else scores were taken; ``rest`` is of the settings."""
    digest = hashlib.blake2b(repr((rest, material.importance)).encode(), digest_size=16)
    data = material.data
    for group in (data.sources, data.adversarial, (data.mixed,), data.supervised):
        for part in group:
            digest.update(b"none" if part is None else repr(part.shape).encode())
            if part is not None:
                digest.update(np.ascontiguousarray(part).tobytes())
    return digest.hexdigest()


def _held_columns(count: int, number: int, folds: int) -> NDArray[np.bool_]:
    """Return which columns a fold holds back: neighbours together, as they are nearly the same."""
    held = np.zeros(count, bool)
    first, stop = (number / folds, (number + 1) / folds) if folds > 1 else (2 / 3, 1.0)
    held[int(count * first) : int(count * stop)] = True
    return held


def _known_fold(data: TrainingData, number: int, folds: int, seed: int) -> Fold:
    """Hold back mixtures whose parts are known: all examples are learnt from, as section 4.3 has it."""
    generator = np.random.default_rng([seed, 1, number])
    held = _held_columns(data.supervised[0].shape[1], number, folds)
    places = np.flatnonzero(held)
    places = np.sort(generator.permutation(places)[:_MOST_HELD])
    parts = tuple(_with_phases(part[:, places], generator) for part in data.supervised)
    rest = tuple(np.ascontiguousarray(part[:, ~held]) for part in data.supervised)
    sources = tuple(known if part is None else part for part, known in zip(data.sources, rest, strict=True))
    return _fold(replace(data, supervised=rest, sources=sources), parts)


def _mixed_fold(data: TrainingData, stand_ins: Sequence[FloatArray], number: int, folds: int, seed: int) -> Fold:
    generator = np.random.default_rng([seed, 2, number])
    held = [_held_columns(part.shape[1], number, folds) for part in stand_ins]
    drawn = [_drawn(part[:, mask], generator) for part, mask in zip(stand_ins, held, strict=True)]
    columns = max(part.shape[1] for part in drawn)
    power = _power_each(data, drawn)
    wanted = [_levelled(_repeated(part, columns, generator), power, generator) for part in drawn]
    parts = tuple(_with_phases(part, generator) for part in wanted)
    sources = tuple(
        None if part is None else np.ascontiguousarray(part[:, ~mask])
        for part, mask in zip(data.sources, held, strict=True)
    )
    adversarial = _without(data, stand_ins, held)
    return _fold(replace(data, sources=sources, adversarial=adversarial), parts)


def _fold(learning: TrainingData, parts: tuple[Spectra, ...]) -> Fold:
    mixed = np.add.reduce(parts)
    needs_song = learning.mixed is not None or bool(learning.missing)
    return Fold(replace(learning, mixed=np.abs(mixed) if needs_song else None), parts, mixed)


def _without(
    data: TrainingData, stand_ins: Sequence[FloatArray], held: Sequence[NDArray[np.bool_]]
) -> tuple[FloatArray | None, ...]:
    """Return what sources are not, without what of it is held back in place of a missing one."""
    masks = {id(part): mask for part, mask in zip(stand_ins, held, strict=True)}
    return tuple(
        np.ascontiguousarray(part[:, ~masks[id(part)]]) if part is not None and id(part) in masks else part
        for part in data.adversarial
    )


def _stand_in(data: TrainingData, missing: int) -> FloatArray:
    """Return what is heard in place of a source without examples.

    What was said not to be another source; else where the song looks the least like what is known, as in a pause.
    """
    others = [part for number, part in enumerate(data.adversarial) if number != missing and part is not None]
    if others:
        return max(others, key=lambda part: part.shape[1])
    known = [part for part in data.sources if part is not None and part.shape[1]]
    if data.mixed is None or not data.mixed.shape[1] or not known:
        raise EngineError("settings cannot be compared without the song or an example of every source; give one")
    return _least_like(data.mixed, known)


def _least_like(mixed: FloatArray, known: Sequence[FloatArray]) -> FloatArray:
    loud = mixed[:, _is_loud(mixed)]
    shapes = [_shape(part[:, _spread(part.shape[1], _COMPARED)]) for part in known]
    likeness = np.max([(one.T @ _shape(loud)).max(axis=0) for one in shapes], axis=0)
    count = max(min(_LEAST, loud.shape[1]), int(loud.shape[1] * _QUIETEST_SHARE))
    chosen = np.sort(np.argsort(likeness, kind="stable")[:count])
    return np.ascontiguousarray(loud[:, chosen])


def _shape(columns: FloatArray) -> FloatArray:
    # roots: the loudest bin alone says little
    roots: FloatArray = np.sqrt(columns)
    roots /= np.maximum(np.linalg.norm(roots, axis=0), np.float32(1e-12))
    return roots


def _spread(count: int, most: int) -> NDArray[np.intp]:
    return np.unique(np.linspace(0, max(0, count - 1), min(count, most)).astype(np.intp))


def _is_loud(columns: FloatArray) -> NDArray[np.bool_]:
    norms = np.linalg.norm(columns, axis=0)
    loud: NDArray[np.bool_] = norms > _SILENT * norms.max(initial=0.0)
    return loud


def _drawn(columns: FloatArray, generator: np.random.Generator) -> FloatArray:
    """Return columns that are not silent, in an order of chance and at most so many as are measured."""
    loud = np.flatnonzero(_is_loud(columns))
    if not len(loud):
        raise EngineError("a part of the examples is silent; give others, or longer ones")
    return columns[:, generator.permutation(loud)[:_MOST_HELD]]


def _repeated(columns: FloatArray, count: int, generator: np.random.Generator) -> FloatArray:
    rounds = -(-count // columns.shape[1])
    places = np.concatenate([generator.permutation(columns.shape[1]) for _ in range(rounds)])
    return columns[:, places[:count]]


def _power(columns: FloatArray) -> float:
    return max(float(np.mean(np.square(columns, dtype=np.float64))), 1e-20)


def _power_each(data: TrainingData, parts: Sequence[FloatArray]) -> float:
    """Return the power that every part gets: together they are as loud as the song, for which sparsity is drawn."""
    if data.mixed is not None and data.mixed.shape[1]:
        return _power(data.mixed) / len(parts)
    return float(np.exp(np.mean([np.log(_power(part)) for part in parts])))


def _levelled(columns: FloatArray, power: float, generator: np.random.Generator) -> FloatArray:
    """Return columns of a mean power, louder and softer from clip to clip."""
    levels_db = generator.uniform(-_LEVEL_DB / 2, _LEVEL_DB / 2, _CLIPS)
    clip = np.minimum(np.arange(columns.shape[1]) * _CLIPS // columns.shape[1], _CLIPS - 1)
    gains = 10.0 ** (levels_db[clip] / 20.0) * np.sqrt(power / _power(columns))
    levelled: FloatArray = columns * gains.astype(np.float32)
    return levelled


def _with_phases(columns: FloatArray, generator: np.random.Generator) -> Spectra:
    phases = generator.uniform(-np.pi, np.pi, columns.shape).astype(np.float32)
    parts: Spectra = (columns * np.exp(1j * phases)).astype(np.complex64)
    return parts
