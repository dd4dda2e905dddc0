"""Dictionaries of a song: given by the user, learnt from examples, or from what nobody else explains.

Owns which data and settings a training gets in every data setting of section 2.2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.dictionaries.editing import on_grid
from core.engines.base import SeparationRequest
from core.engines.example_nmf.material import Material, training_data
from core.engines.example_nmf.parameters import ExampleNmfParameters, training_settings
from core.engines.example_nmf.setting import DataSetting, setting_of
from core.factorization.adversarial_nmf.problem import TrainingSettings
from core.stft import FloatArray, StftParams

Step = Callable[[int, int], bool]
Dictionaries = tuple[FloatArray | None, ...]

_MIXED_COLUMNS = 5000


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

    def known(self, step: Step) -> Dictionaries:
        """Return the dictionaries of all sources that have one or have examples."""
        from core.factorization.adversarial_nmf.training import learn

        given = self._given()
        if all(one is not None for one in given):
            return given
        material = self._material
        parts = self._mixtures() if self.settings.tau_s > 0 else ()
        data = training_data(material, self._mixing_power(), parts)
        learnt = learn(data, self.settings, step)
        return tuple(own if own is not None else found for own, found in zip(given, learnt, strict=True))

    def with_missing(
        self, known: Dictionaries, song: FloatArray, allowed: NDArray[np.bool_], step: Step
    ) -> Dictionaries:
        """Return the dictionaries with those of sources without examples, learnt from the song (2.4)."""
        from core.factorization.adversarial_nmf.separation import learn_several_missing

        present = [number for number, one in enumerate(known) if one is not None]
        missing = [number for number, one in enumerate(known) if one is None]
        if not missing or not len(song):
            return known
        columns = [one for one in known if one is not None]
        order = [*present, *missing]
        found = learn_several_missing(song.T, columns, allowed[order], self.settings, step)
        whole = list(known)
        for number, one in zip(missing, found, strict=True):
            whole[number] = one
        return tuple(whole)

    def activations(
        self, song: FloatArray, columns: Sequence[FloatArray], allowed: NDArray[np.bool_], step: Step
    ) -> tuple[FloatArray, ...]:
        """Return when the columns of every dictionary sound in the song, (d, frames)."""
        from core.factorization.adversarial_nmf.separation import activations

        return activations(song.T, columns, self.settings, step, allowed=None if allowed.all() else allowed)

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
