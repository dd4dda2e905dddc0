"""Stems from learnt factors.

Owns the two ways from the model to sound: one soft mask for all channels, or, in stereo, where each pitch lies.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
import torch

from core.annotation.region_grid import EntryState
from core.engines.score_informed.guidance import silenced
from core.engines.score_informed.model import Setup, transform_block
from core.factorization import Factors
from core.factorization.sweep import Workers
from core.masking import apply_masks, soft_masks
from core.spatial import Parts, SpatialModel
from core.stft import ComplexArray, FloatArray

# of the song's mean power: what every bin has besides the notes
_NOISE = 1e-6
_SPATIAL_UPDATES = 4
_GROUP_BLOCKS = 2
# frames from which places are learnt: more tell nothing new, but every place is heard for some frames at least
_LEARNING_FRAMES = 4096
_FRAMES_PER_PLACE = 128


# (first frame, stop frame) -> magnitudes (sources + 1, frames, bins); last what belongs to no source
Models = Callable[[int, int], FloatArray]


class MaskSeparator:
    """One soft mask per source for all channels (Ewert & Sandler 2017, section 3).

    Parameters
    ----------
    setup : Setup
    models : callable
        Gives what every source, and last what is nobody's, sounds like in a block: see :data:`Models`.
    sources : int
    """

    def __init__(self, setup: Setup, models: Models, sources: int) -> None:
        self._exponent = setup.variant.mask_exponent
        self._models = models
        self._regions = setup.regions
        self.groups = sources + 1

    def __call__(self, first: int, stop: int, mixture: ComplexArray) -> ComplexArray:
        """See :data:`core.masking.Separator`."""
        masks = soft_masks(self.models(first, stop), self._exponent)[:-1]
        return apply_masks(masks, mixture)

    def models(self, first: int, stop: int) -> FloatArray:
        """Return the models of a block as far as regions let them sound, see :data:`Models`."""
        models = self._models(first, stop)
        if self._regions is not None and self._regions.touches(first, stop):
            states = self._regions.states(first, stop)
            models[silenced(states)] = 0.0
            models[:-1][states == EntryState.HELD] = 1.0
        return models


def masks_of(setup: Setup, factors: Factors, sources: int) -> MaskSeparator:
    """Return the masks that factors make."""
    return MaskSeparator(setup, factor_models(setup, factors, sources), sources)


def factor_models(setup: Setup, factors: Factors, sources: int) -> Models:
    """Return what the factors say of a block that starts where one of their pattern does."""
    # free components come last and are nobody's stem
    group_of = np.where(setup.stem_of < 0, sources, setup.stem_of)
    block_frames = factors.activations.pattern.block_frames

    def models(first: int, stop: int) -> FloatArray:
        return factors.models(first // block_frames, group_of, sources + 1)[:, : stop - first]

    return models


class StereoSeparator:
    """Multichannel Wiener filter with one covariance per pitch and bin (:mod:`core.spatial`)."""

    def __init__(self, setup: Setup, factors: Factors, sources: int) -> None:
        self._factors = factors
        self._sources = sources
        self._power_exponent = 2.0 / setup.variant.magnitude_exponent
        keys = [setup.keys[template] for template in setup.template_of]
        # free components have no pitch: each lies somewhere else
        places = [(key[0], key[1], key[2] if np.isinf(key[1]) else 0) for key in keys]
        numbers = {place: number for number, place in enumerate(dict.fromkeys(places))}
        self._place_of = np.array([numbers[place] for place in places], np.int64)
        # components of one source in one place are one part of the song
        pairs = list(zip(setup.stem_of.tolist(), self._place_of.tolist(), strict=True))
        part_numbers = {pair: number for number, pair in enumerate(dict.fromkeys(pairs))}
        self._parts = list(part_numbers)
        self._part_of = np.array([part_numbers[pair] for pair in pairs], np.int64)
        self._params = setup.params
        self._regions = setup.regions
        self._gain = 1.0
        self._scale = 1.0
        self._local = threading.local()
        self._places = len(numbers)
        self._model = SpatialModel(self._places, setup.params.bins, _NOISE)

    def learn(self, mixture: FloatArray, each_group: Callable[[float], bool]) -> bool:
        """Learn where the pitches lie, from the whole song; return whether that was done to its end.

        Parameters
        ----------
        mixture : ndarray (2, samples), float32
        each_group : callable
            Called after every group of blocks with the share that is done; True ends the learning.
        """
        pattern = self._factors.activations.pattern
        modelled, power = 0.0, 0.0
        for block in range(0, pattern.blocks, 4):
            transform = transform_block(mixture, self._params, *pattern.span(block))
            power += float(np.mean(np.abs(transform) ** 2, axis=0).sum(dtype=np.float64))
            modelled += float(self._block_parts(block).variances.double().sum())
            if each_group(0.0):
                return False
        if not modelled or not power:
            return False
        frames = sum(np.subtract(*pattern.span(block)[::-1]) for block in range(0, pattern.blocks, 4))
        mean_power = power / (frames * self._params.bins)
        # in units of the song's power, so that its level does not matter
        self._scale = float(1.0 / np.sqrt(mean_power))
        self._gain = power / modelled / mean_power
        with Workers() as workers:
            self._model = SpatialModel(self._places, self._params.bins, _NOISE, workers=workers.count)
            group = _GROUP_BLOCKS * workers.count
            blocks = self._learning_blocks()
            for update in range(_SPATIAL_UPDATES):
                for start in range(0, len(blocks), group):
                    end = min(start + group, len(blocks))

                    def share(worker: int, start: int = start, end: int = end, step: int = workers.count) -> None:
                        for block in blocks[start + worker : end : step]:
                            self._model.collect(self._scaled(mixture, block), self._block_parts(block), worker)

                    workers.each(share)
                    if each_group((update + end / len(blocks)) / _SPATIAL_UPDATES):
                        return False
                self._model.update()
        return True

    def _learning_blocks(self) -> list[int]:
        """Return the blocks to learn from, in order: spread over the song, none of the places left out."""
        pattern = self._factors.activations.pattern
        heard = np.zeros(self._places, np.int64)
        frames, chosen = 0, []
        # multiples of the golden ratio spread evenly at any number
        order = np.argsort(np.arange(pattern.blocks) * 0.6180339887 % 1.0)
        for block in order.tolist():
            places = np.unique(self._place_of[pattern.active[block]])
            if frames < _LEARNING_FRAMES or (heard[places] < _FRAMES_PER_PLACE).any():
                chosen.append(block)
                frames += len(pattern.allowed[block])
                heard[places] += len(pattern.allowed[block])
        return sorted(chosen)

    def _scaled(self, mixture: FloatArray, block: int) -> ComplexArray:
        """Return a block's transform in units of the song's power."""
        transform = transform_block(mixture, self._params, *self._factors.activations.pattern.span(block))
        transform *= np.float32(self._scale)
        return transform

    def __call__(self, first: int, stop: int, mixture: ComplexArray) -> ComplexArray:
        """See :data:`core.masking.Separator`."""
        block = first // self._factors.activations.pattern.block_frames
        scaled = mixture * np.float32(self._scale)
        separated = self._model.separate(scaled, self._block_parts(block), self._sources)
        separated /= np.float32(self._scale)
        if self._regions is not None and self._regions.touches(first, stop):
            held = self._regions.states(first, stop) == EntryState.HELD
            np.copyto(separated, mixture[None], where=held[:, None])
        return separated

    def _block_parts(self, block: int) -> Parts:
        """Return the parts that sound in a block with their power."""
        activations = self._factors.activations
        active, values = activations.pattern.active[block], torch.from_numpy(activations.values[block])
        spectra = torch.from_numpy(self._factors.templates[self._factors.template_of[active]])
        part_of = self._part_of[active]
        present = np.unique(part_of).tolist()
        powers = self._buffer(len(present), len(values))
        zero = self._silenced(block)
        root = torch.empty_like(powers[0]) if present else powers
        for power, part in zip(powers, present, strict=True):
            rows = torch.from_numpy(np.flatnonzero(part_of == part))
            torch.mm(values[:, rows], spectra[rows], out=power)
            if self._power_exponent == 2.5:
                # 2.5 = 2 + 1/2, much faster than a power
                torch.sqrt(power, out=root)
                power.square_().mul_(root)
            else:
                power.pow_(self._power_exponent)
            power.mul_(self._gain)
            if zero is not None:
                power.masked_fill_(zero[self._parts[part][0]], 0.0)
        return Parts(powers, [self._parts[part][1] for part in present], [self._parts[part][0] for part in present])

    def _silenced(self, block: int) -> torch.Tensor | None:
        """Return where the parts of a source must not sound in a block; None where no region touches it."""
        span = self._factors.activations.pattern.span(block)
        if self._regions is None or not self._regions.touches(*span):
            return None
        return torch.from_numpy(silenced(self._regions.states(*span)))

    def _buffer(self, parts: int, frames: int) -> torch.Tensor:
        """Return room for the parts of a block; each thread uses its own over and over, new memory is slow."""
        room: torch.Tensor | None = getattr(self._local, "room", None)
        bins = self._params.bins
        if room is None or room.numel() < parts * frames * bins:
            room = self._local.room = torch.empty(parts * frames * bins)
        return room[: parts * frames * bins].view(parts, frames, bins)
