"""Dictionaries of a song: given by the user, learnt from examples, or from what nobody else explains.

Owns which data and settings a training gets in every data setting of section 2.2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.compute import device
from core.dictionaries.editing import on_grid
from core.engines.base import SeparationRequest
from core.engines.example_nmf.material import Material, chosen, most_frames, sounding, training_data
from core.engines.example_nmf.parameters import ExampleNmfParameters, training_settings
from core.engines.example_nmf.setting import DataSetting, setting_of
from core.factorization.adversarial_nmf.problem import TrainingData, TrainingSettings
from core.stft import FloatArray, StftParams

Step = Callable[[int, int], bool]
Tell = Callable[[float], bool]
Dictionaries = tuple[FloatArray | None, ...]

_MIXED_COLUMNS = 5000
# of a round, the part that learning from examples takes
_LEARNING = 0.8
_IMPRESSION_EPOCHS = 10


class Learner:
    """What a run learns.

    Parameters
    ----------
    request : SeparationRequest
    params : StftParams
    material : Material
    """

    def __init__(self, request: SeparationRequest, params: StftParams, material: Material) -> None:
        self._request, self._params, self._material = request, params, material
        self._parameters: ExampleNmfParameters = request.parameters
        self._sources = len(request.annotation.sources)
        self.settings: TrainingSettings = training_settings(self._parameters, self._sources, request.seed)

    def learn(self, song: FloatArray, allowed: NDArray[np.bool_], tell: Tell) -> Dictionaries:
        """Learn the dictionaries of all sources, as often as is asked for.

        Parameters
        ----------
        song : ndarray (frames, bins), float32
            What is to be separated.
        allowed : ndarray (sources, frames), bool
            Where a source may sound.
        tell : callable
            Called with the part that is done, 0 to 1; returns whether to stop with what there is.

        Returns
        -------
        tuple of ndarray (bins, d) or None
            None for sources that get what the others leave.
        """
        found = self._given()
        first, rounds = self._beginning(found, len(song))
        missing = _is_missing(found, first)
        data = first
        stopped = False
        for number in range(rounds):

            def pass_on(part: float, number: int = number) -> bool:
                nonlocal stopped
                stopped = tell((number + part) / rounds) or stopped
                return stopped

            part, may_sound = self._some_of(song, allowed, number)
            if number:
                data = self._with_found(first, part, found, may_sound)
            # where all sources have examples these say enough to begin with: the song is not an adversary of its parts
            begins = number == 0 and rounds > 1 and not missing
            settings = replace(self.settings, tau_a=0.0) if begins else self.settings
            learnt = self._round(data, settings, part, may_sound, pass_on)
            # a dictionary that has just begun to learn anew is worse than the one before
            if stopped and number:
                break
            found = learnt
            if stopped:
                break
        return found

    def _beginning(self, given: Dictionaries, frames: int) -> tuple[TrainingData, int]:
        """Return what is learnt from first, and how often is learnt."""
        mixtures = self._mixtures() if self.settings.tau_s > 0 else ()
        data = training_data(self._material, self._mixing_power(), mixtures)
        longest = max((one.shape[1] for one in data.sources if one is not None), default=0)
        missing, heard = _is_missing(given, data), longest / max(1, frames)
        share = self._parameters.adversarial_share(missing, heard)
        if data.mixed is not None and share < 1.0:
            data = replace(data, mixed=data.mixed * np.float32(np.sqrt(share)))
        return data, self._parameters.learning_rounds(missing, heard)

    def _some_of(
        self, song: FloatArray, allowed: NDArray[np.bool_], number: int
    ) -> tuple[FloatArray, NDArray[np.bool_]]:
        """Return as much of the song as is learnt from in a round, of a long one other frames in every round."""
        most = most_frames(song.shape[1], self._sources)
        if len(song) <= most:
            return song, allowed
        frames = chosen(len(song), most, (self._request.seed, number))
        return song[frames], allowed[:, frames]

    def exemplars(self, song: FloatArray, allowed: NDArray[np.bool_]) -> Dictionaries:
        """Return dictionaries that are not trained: a first impression. Parameters as in :meth:`learn`."""
        data = training_data(self._material, self._mixing_power())
        settings = replace(self.settings, exemplar_only=True, tau_a=0.0, tau_s=0.0, epochs=_IMPRESSION_EPOCHS)
        return self._round(data, settings, song, allowed, lambda part: False)

    def _round(
        self,
        data: TrainingData,
        settings: TrainingSettings,
        song: FloatArray,
        allowed: NDArray[np.bool_],
        tell: Tell,
    ) -> Dictionaries:
        from core.factorization.adversarial_nmf.training import learn

        found = self._given()
        if any(own is None and samples is not None for own, samples in zip(found, data.sources, strict=True)):
            learnt = learn(data, settings, lambda done, total: tell(_LEARNING * done / max(1, total)), where=device())
            found = tuple(own if own is not None else new for own, new in zip(found, learnt, strict=True))
        if self._parameters.projection_only:
            return found

        def step(done: int, total: int) -> bool:
            return tell(_LEARNING + (1 - _LEARNING) * done / max(1, total))

        return self._with_missing(found, settings, song, allowed, step)

    def _with_found(
        self, first: TrainingData, song: FloatArray, found: Dictionaries, allowed: NDArray[np.bool_]
    ) -> TrainingData:
        """Return data with what was found of every source in the song, in place of the song itself."""
        from core.factorization.adversarial_nmf.separation import wiener

        columns = [one for one in found if one is not None]
        played = self.activations(song, columns, allowed)
        parts = wiener(song.T, [one @ activity for one, activity in zip(columns, played, strict=True)])
        sources = []
        for examples, part in zip(first.sources, parts, strict=True):
            heard = sounding(part.T).T
            sources.append(heard if examples is None else np.concatenate([examples, heard], axis=1))
        return replace(first, sources=tuple(sources), mixed=None)

    def _with_missing(
        self,
        known: Dictionaries,
        settings: TrainingSettings,
        song: FloatArray,
        allowed: NDArray[np.bool_],
        step: Step,
    ) -> Dictionaries:
        """Return the dictionaries with those of sources without examples, learnt from the song (2.4)."""
        from core.factorization.adversarial_nmf.separation import learn_several_missing

        present = [number for number, one in enumerate(known) if one is not None]
        missing = [number for number, one in enumerate(known) if one is None]
        if not missing or not len(song):
            return known
        columns = [one for one in known if one is not None]
        order = [*present, *missing]
        found = learn_several_missing(song.T, columns, allowed[order], settings, step, device())
        whole = list(known)
        for number, one in zip(missing, found, strict=True):
            whole[number] = one
        return tuple(whole)

    def activations(
        self, song: FloatArray, columns: Sequence[FloatArray], allowed: NDArray[np.bool_], step: Step | None = None
    ) -> tuple[FloatArray, ...]:
        """Return when the columns of every dictionary sound in the song, (d, frames)."""
        from core.factorization.adversarial_nmf.separation import activations

        return activations(song.T, columns, self.settings, step, device(), None if allowed.all() else allowed)

    def _given(self) -> Dictionaries:
        """Return the dictionaries that the user has given, on the grid of this run."""
        found: list[FloatArray | None] = []
        for source in self._request.annotation.sources:
            given = self._request.annotation.dictionary_of(source.id)
            if given is not None:
                columns = on_grid(given, self._params.rate, self._params.window_samples).columns
                norms = np.linalg.norm(columns, axis=0)
                given_columns = columns / np.where(norms > 0, norms, 1.0).astype(np.float32)
                found.append(np.ascontiguousarray(given_columns))
            else:
                found.append(None)
        return tuple(found)

    def _mixing_power(self) -> float:
        """Return the mean power of a mixture over that of its sources."""
        if self.settings.weights is not None:
            weights = np.asarray(self.settings.weights)
            return float(np.square(weights / weights.sum()).sum())
        return 2.0 / (self._sources + 1)

    def _mixtures(self) -> tuple[FloatArray, ...]:
        """Return parts of mixtures: those that are known, or examples that are mixed by chance (section 2.2)."""
        request, material = self._request, self._material
        setting = setting_of(request.annotation, request.mixture.rate, request.mixture.length, self._parameters.variant)
        if setting.kind is DataSetting.STRONG:
            return material.parts
        if self._parameters.variant == "best":
            # mixing examples by chance was not worth its time
            return ()
        sources = [one for one in material.sources if one is not None]
        if len(sources) < len(material.sources):
            return ()
        generator = np.random.default_rng(request.seed)
        count = min(_MIXED_COLUMNS, max(len(one) for one in sources))
        if self.settings.weights is not None:
            weights = np.tile(np.asarray(self.settings.weights), (count, 1)) / sum(self.settings.weights)
        else:
            weights = generator.dirichlet(np.ones(len(sources)), count)
        return tuple(
            one[generator.integers(0, len(one), count)] * weights[:, number, None].astype(np.float32)
            for number, one in enumerate(sources)
        )


def _is_missing(given: Dictionaries, data: TrainingData) -> bool:
    """Return whether a source has neither a dictionary nor examples."""
    return any(own is None and samples is None for own, samples in zip(given, data.sources, strict=True))
