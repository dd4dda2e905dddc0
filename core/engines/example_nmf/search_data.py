"""What a search for settings learns from, and what it is held to: folds of the examples.

Owns the split and the mixtures of held-back examples. Examples are magnitudes only: the parts of a mixture meet with
phases by chance, as they do in a song, where magnitudes do not add up. All arrays are (frames, bins).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from core.engines.base import SeparationRequest
from core.engines.example_nmf.material import Checkpoint, Material, collect
from core.engines.example_nmf.parameters import ExampleNmfParameters
from core.engines.example_nmf.problems import refuse_silence
from core.engines.example_nmf.search_stand_in import is_loud, mean_power, sound_of_dictionary, stand_in
from core.errors import EngineError
from core.stft import ComplexArray, FloatArray, StftParams

# of every source in a fold; more does not change the order of the trials
_MOST_HELD = 1200
# of the mixtures that stand in for the song
_MOST_SONG = 6000
# a source with less than so many frames a fold is split once only, and with less in all not at all
_LEAST_EACH, _LEAST = 60, 8
# mixtures of one level each, as far apart as those of the paper's table 3
_CLIPS = 12
_BLOCK_FRAMES = 256
_LEVEL_DB = 15.0


@dataclass(frozen=True, eq=False)
class SearchTask:
    """What settings are searched for.

    Attributes
    ----------
    request : SeparationRequest
        Its parameters give the variant and what is not drawn.
    params : StftParams
    material : Material
        Where there are mixtures whose parts are known, ``sources`` are without these.
    importance : tuple of float
        Of every source in the score; 0 for what is only to be taken away. Empty: all of which something is known count
        alike, as section 4.3 has it for noise.
    """

    request: SeparationRequest
    params: StftParams
    material: Material
    importance: tuple[float, ...] = ()

    @property
    def base(self) -> ExampleNmfParameters:
        """The parameters of the request."""
        parameters: ExampleNmfParameters = self.request.parameters
        return parameters

    @property
    def weights(self) -> tuple[float, ...]:
        """Importance of every source, summing to one."""
        given = self.importance or tuple(float(known) for known in self._known())
        total = sum(given)
        return tuple(one / total for one in given) if total else tuple(1 / len(given) for _ in given)

    def _known(self) -> list[bool]:
        annotation = self.request.annotation
        has_dictionary = [annotation.dictionary_of(source.id) is not None for source in annotation.sources]
        parts = bool(self.material.parts)
        return [
            parts or own or heard is not None for own, heard in zip(has_dictionary, self.material.sources, strict=True)
        ]

    def others(self) -> int:
        """Return how many kinds of examples a source is kept away from, beside the song."""
        material = self.material
        known = [one is not None or bool(material.parts) for one in material.sources]
        named = [one is not None for one in material.others]
        return max((sum(known) - 1 + other for own, other in zip(known, named, strict=True) if own), default=0)


@dataclass(frozen=True, eq=False)
class Fold:
    """What is learnt from, and mixtures whose parts are known.

    Attributes
    ----------
    learning : Material
        Its ``mixed`` are mixtures of what is held back; they stand in for the song.
    parts : tuple of ndarray (frames, bins), complex64
        Of every source in the first of these mixtures.
    mixed : ndarray (frames, bins), complex64
        Their sum.
    """

    learning: Material
    parts: tuple[ComplexArray, ...]
    mixed: ComplexArray

    def clips(self) -> Iterator[slice]:
        """Return the frames of every mixture that has a level of its own."""
        edges = np.linspace(0, len(self.mixed), _CLIPS + 1).astype(int)
        return (slice(first, stop) for first, stop in pairwise(edges) if stop > first)


def search_task(request: SeparationRequest, checkpoint: Checkpoint) -> SearchTask:
    """Return the task of finding settings for a separation; ``checkpoint`` may raise to leave."""
    params = StftParams.for_rate(request.mixture.rate, request.parameters.window_ms / 1000)
    material = collect(request.mixture, request.annotation, params, checkpoint)
    refuse_silence(request.annotation, material.sources)
    if _count(material.parts) >= _LEAST:
        # what is held back of these must not be learnt from as an example
        annotation = request.annotation
        weak = tuple(one for one in annotation.examples if one.audio is None or one.span is None)
        alone = collect(request.mixture, annotation.changed(examples=weak), params, checkpoint)
        material = replace(material, sources=alone.sources)
    return SearchTask(request, params, material)


def folds_possible(task: SearchTask, wanted: int) -> int:
    """Return into how many folds the examples can be split; 1: there is only enough for one part to be held back."""
    material = task.material
    counts = [_count(material.parts)] if _count(material.parts) >= _LEAST else []
    counts = counts or [len(one) for one in material.sources if one is not None]
    return wanted if min(counts, default=0) >= wanted * _LEAST_EACH else 1


def fold_of(task: SearchTask, number: int, folds: int, seed: int, checkpoint: Checkpoint) -> Fold:
    """Hold a part of the examples back; each frame is held back in one of the folds.

    Parameters
    ----------
    task : SearchTask
    number, folds : int
        Of one fold only a third is held back.
    seed : int
    checkpoint : callable
        Called often; may raise to leave.

    Raises
    ------
    EngineError
        There is too little to hold anything back.
    """
    generator = np.random.default_rng([seed, number])
    if _count(task.material.parts) >= _LEAST:
        return _known_fold(task.material, number, folds, generator)
    return _mixed_fold(task, number, folds, generator, checkpoint)


def fingerprint(task: SearchTask, rest: object) -> str:
    """Return what tells apart from what scores were taken; ``rest`` is of the settings."""
    material, annotation = task.material, task.request.annotation
    digest = hashlib.blake2b(repr((rest, task.importance)).encode(), digest_size=16)
    given = [annotation.dictionary_of(source.id) for source in annotation.sources]
    columns = tuple(None if one is None else one.columns for one in given)
    for group in (material.sources, material.others, material.parts, (material.mixed,), columns):
        for one in group:
            digest.update(b"none" if one is None else repr(one.shape).encode())
            if one is not None:
                digest.update(np.ascontiguousarray(one).tobytes())
    return digest.hexdigest()


def _count(parts: Sequence[FloatArray]) -> int:
    return len(parts[0]) if parts else 0


def _held(count: int, number: int, folds: int) -> NDArray[np.bool_]:
    """Return which frames a fold holds back: neighbours together, as they are nearly the same."""
    held = np.zeros(count, bool)
    first, stop = (number / folds, (number + 1) / folds) if folds > 1 else (2 / 3, 1.0)
    held[int(count * first) : int(count * stop)] = True
    return held


def _known_fold(material: Material, number: int, folds: int, generator: np.random.Generator) -> Fold:
    """Hold back mixtures whose parts are known: all other examples are learnt from, as section 4.3 has it."""
    held = _held(_count(material.parts), number, folds)
    rest = tuple(one[~held] for one in material.parts)
    sources = tuple(_with_rest(one, known) for one, known in zip(material.sources, rest, strict=True))
    places = np.sort(generator.permutation(np.flatnonzero(held))[:_MOST_HELD])
    parts = tuple(_with_phases(one[places], generator) for one in material.parts)
    mixed: ComplexArray = np.add.reduce(parts)
    return Fold(replace(material, sources=sources, parts=rest, mixed=np.abs(mixed)), parts, mixed)


def _with_rest(examples: FloatArray | None, known: FloatArray) -> FloatArray | None:
    """Return examples and known parts that may be learnt from, at one level, without silence."""
    loud = [one[is_loud(one)] for one in (examples, known) if one is not None]
    levelled = [one / np.float32(np.sqrt(mean_power(one))) for one in loud if len(one)]
    return np.concatenate(levelled) if levelled else None


def _mixed_fold(
    task: SearchTask, number: int, folds: int, generator: np.random.Generator, checkpoint: Checkpoint
) -> Fold:
    material = task.material
    all_heard = _heard(task)
    held = [_held(len(one), number, folds) for one in all_heard]
    drawn = [_drawn(one[mask], generator) for one, mask in zip(all_heard, held, strict=True)]
    count = min(_MOST_HELD, max(map(len, drawn)))
    song = min(max(count, len(material.mixed)), _MOST_SONG)
    power = mean_power(material.mixed) / len(drawn) if len(material.mixed) else 1.0
    rows = []
    for one in drawn:
        checkpoint()
        rows.append(_levelled(_repeated(one, song, generator), count, power, generator))
    parts = tuple(_with_phases(one[:count], generator) for one in rows)
    mixed: ComplexArray = np.add.reduce(parts)
    magnitudes = np.empty((song, mixed.shape[1]), np.float32)
    np.abs(mixed, out=magnitudes[:count])
    for first in range(count, song, _BLOCK_FRAMES):
        checkpoint()
        block = [_with_phases(one[first : first + _BLOCK_FRAMES], generator) for one in rows]
        np.abs(np.add.reduce(block), out=magnitudes[first : first + _BLOCK_FRAMES])
    sources = tuple(None if one is None else one[~mask] for one, mask in zip(material.sources, held, strict=True))
    masks = {id(one): mask for one, mask in zip(all_heard, held, strict=True)}
    # what is held back in place of a missing source is not learnt from either
    others = tuple(one if one is None or id(one) not in masks else one[~masks[id(one)]] for one in material.others)
    return Fold(Material(sources, others, (), magnitudes), parts, mixed)


def _heard(task: SearchTask) -> list[FloatArray]:
    """Return what every source sounds like, or what stands in for it."""
    annotation, material = task.request.annotation, task.material
    found = []
    for number, source in enumerate(annotation.sources):
        given, own = annotation.dictionary_of(source.id), material.sources[number]
        if own is None and given is not None:
            own = sound_of_dictionary(given, task.params)
        found.append(own if own is not None else stand_in(material, number))
    if min(map(len, found)) < _LEAST:
        raise EngineError(
            "the examples are too short to hold a part of them back; give every source at least a few seconds"
        )
    return found


def _drawn(rows: FloatArray, generator: np.random.Generator) -> FloatArray:
    """Return frames that are not silent, in an order of chance."""
    loud = np.flatnonzero(is_loud(rows))
    if not len(loud):
        raise EngineError("a part of the examples is silent; give others, or longer ones")
    drawn: FloatArray = rows[generator.permutation(loud)]
    return drawn


def _repeated(rows: FloatArray, count: int, generator: np.random.Generator) -> FloatArray:
    """Return so many frames; all are taken before one comes again, and what it meets is another one then."""
    rounds = -(-count // len(rows))
    places = np.concatenate([generator.permutation(len(rows)) for _ in range(rounds)])
    repeated: FloatArray = rows[places[:count]]
    return repeated


def _levelled(rows: FloatArray, clips_end: int, power: float, generator: np.random.Generator) -> FloatArray:
    """Return frames of a mean power, louder and softer from clip to clip; what follows the clips is of all levels."""
    levels_db = generator.uniform(-_LEVEL_DB / 2, _LEVEL_DB / 2, _CLIPS) / 2
    clip = np.arange(len(rows)) * _CLIPS // max(1, clips_end) % _CLIPS
    gains = 10.0 ** (levels_db[clip] / 20.0) * np.sqrt(power / mean_power(rows))
    levelled: FloatArray = rows * gains.astype(np.float32)[:, None]
    return levelled


def _with_phases(rows: FloatArray, generator: np.random.Generator) -> ComplexArray:
    phases = generator.random(rows.shape, np.float32)
    phases *= np.float32(2 * np.pi)
    parts: ComplexArray = np.empty(rows.shape, np.complex64)
    np.multiply(rows, np.cos(phases), out=parts.real)
    np.multiply(rows, np.sin(phases), out=parts.imag)
    return parts
