"""What a unit of the representation knows of itself, band by band and frame by frame.

Owns the input of the refining network: how strongly a component sounds, how well what the model says agrees with the
song where the component counts, and how much of that it shares with others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from core.engines.autoencoder.partial_bands import BANDS, BandLayout, band_layout
from core.engines.score_informed.learning import Learned
from core.factorization import FrameSource

Tensor = torch.Tensor

# frames that the refining network hears on each side
MARGIN = 8
_ROLES = 3
FEATURES = 11 + _ROLES + BANDS
_SILENT = 1e-3
_EPS = 1e-6


@dataclass(frozen=True, eq=False)
class Stretch:
    """Some frames of a song with their margins, and the units that sound in them.

    Attributes
    ----------
    units : ndarray (units,), int64
        Components of the factors.
    activations : Tensor (units, frames), float32
        Without the margins.
    spectra : Tensor (units, BANDS, bins), float32
        Templates, every bin in its band.
    features : Tensor (units, BANDS, FEATURES, frames + 2 MARGIN), float32
    """

    units: NDArray[np.int64]
    activations: Tensor
    spectra: Tensor
    features: Tensor


class UnitFeatures:
    """The features of a song's units.

    Parameters
    ----------
    learned : Learned
    V : FrameSource
        Its spectra, scaled as they were for learning.
    """

    def __init__(self, learned: Learned, V: FrameSource) -> None:
        self.layout: BandLayout = band_layout(learned.setup)
        self.stem_of = learned.setup.stem_of
        self.frames = V.frames
        self._V = V
        self._factors = learned.factors
        self._pattern = learned.factors.activations.pattern
        components = learned.setup.labels.components
        self._roles = np.array([min(component.index, _ROLES - 1) for component in components], np.int64)
        same = [(component.source_id, component.pitch) for component in components]
        number = {key: place for place, key in enumerate(dict.fromkeys(same))}
        self._pitch_group = np.array([number[key] for key in same], np.int64)
        self._loudest = np.full(len(components), np.log(_SILENT), np.float32)
        for active, values in zip(self._pattern.active, learned.factors.activations.values, strict=True):
            if values.size:
                self._loudest[active] = np.maximum(self._loudest[active], np.log(values.max(axis=0) + _SILENT))

    def stretch(self, first: int, last: int) -> Stretch:
        """Return the units that sound in frames ``first`` to ``last - 1``; none beyond the song."""
        start, stop = max(0, first - MARGIN), min(self.frames, last + MARGIN)
        H_all = self._factors.activations.dense(start, stop)
        inside = H_all[:, first - start : last - start]
        units = np.flatnonzero(inside.max(axis=1, initial=0.0) > _SILENT)
        bins = self.layout.bins
        if not len(units):
            empty = torch.zeros(0, BANDS, FEATURES, last - first + 2 * MARGIN)
            return Stretch(units, torch.zeros(0, last - first), torch.zeros(0, BANDS, bins), empty)
        sounding = np.flatnonzero(H_all.any(axis=1))
        templates = torch.from_numpy(self._factors.templates[self._factors.template_of[sounding]][:, :bins])
        H_sounding = torch.from_numpy(H_all[sounding])
        V = torch.from_numpy(np.array(self._V.read(start, stop)[:, :bins]))
        model = H_sounding.T @ templates + _EPS
        spectra = self._in_bands(units)
        H = torch.from_numpy(H_all[units])
        features = self._features(units, H, spectra, V, model, H_sounding, templates, sounding)
        features = torch.nn.functional.pad(features, (start - first + MARGIN, last + MARGIN - stop))
        own = H[:, first - start : last - start]
        return Stretch(units, own, spectra, features)

    def _in_bands(self, units: NDArray[np.int64]) -> Tensor:
        templates = torch.from_numpy(self._factors.templates[self._factors.template_of[units]][:, : self.layout.bins])
        band_of = torch.from_numpy(self.layout.band_of[units])
        return torch.stack([templates * (band_of == band) for band in range(BANDS)], 1)

    def _features(
        self,
        units: NDArray[np.int64],
        H: Tensor,
        spectra: Tensor,
        V: Tensor,
        model: Tensor,
        H_sounding: Tensor,
        templates: Tensor,
        sounding: NDArray[np.int64],
    ) -> Tensor:
        count, frames = H.shape
        flat = spectra.reshape(count * BANDS, -1)
        mass = spectra.sum(2) + 1e-8

        def weighed(values: Tensor, weights: Tensor = flat) -> Tensor:
            """Sum values (frames, bins) over the bins of every band, weighed, per mass."""
            return (weights @ values.T).view(count, BANDS, frames) / mass[:, :, None]

        ratio = V / model
        logs = torch.log((V + 1e-3) / (model + 1e-3)).clamp(-3.0, 3.0)
        squared = flat.square()
        share = weighed(1.0 / model, squared) * H[:, None]
        surprise = weighed(ratio / model, squared) * H[:, None] / (share + 1e-4)
        log_H = torch.log(H + _SILENT)
        loudest = torch.from_numpy(self._loudest[units])[:, None]
        level = torch.log((H + _SILENT) / (self._same_pitch(units, H_sounding, sounding) + _SILENT))
        allowed = (H > 0).float()
        pitch = (torch.from_numpy(self.layout.pitch[units]) - 60.0) / 20.0
        of_source = self._share_of_source(units, flat, mass, model, H_sounding, templates, sounding)
        by_band = [torch.log(mass)[:, :, None].expand(count, BANDS, frames) / 3.0]
        by_band += [torch.log(weighed(ratio) + 0.05).clamp(-3.0, 3.0), torch.log(surprise + 0.05).clamp(-3.0, 3.0)]
        by_band += [weighed(logs), 2.0 * share - 1.0, 2.0 * of_source - 1.0]
        by_unit = [(log_H - loudest) / 3.0, loudest.expand(count, frames) / 3.0, level / 3.0, allowed]
        by_unit += [pitch[:, None].expand(count, frames)]
        roles = torch.from_numpy(self._roles[units])
        by_unit += [(roles == role).float()[:, None].expand(count, frames) for role in range(_ROLES)]
        bands = torch.eye(BANDS)[None, :, :, None].expand(count, BANDS, BANDS, frames)
        columns = [*by_band, *(values[:, None].expand(count, BANDS, frames) for values in by_unit)]
        return torch.cat([torch.stack(columns, 2), bands], 2)

    def _same_pitch(self, units: NDArray[np.int64], H: Tensor, sounding: NDArray[np.int64]) -> Tensor:
        """Return the sum of the activations of a unit's source and pitch."""
        groups = self._pitch_group[sounding]
        total = torch.zeros(int(self._pitch_group.max(initial=-1)) + 1, H.shape[1])
        total.index_add_(0, torch.from_numpy(groups), H)
        return total[torch.from_numpy(self._pitch_group[units])]

    def _share_of_source(
        self,
        units: NDArray[np.int64],
        flat: Tensor,
        mass: Tensor,
        model: Tensor,
        H: Tensor,
        templates: Tensor,
        sounding: NDArray[np.int64],
    ) -> Tensor:
        """Return how much of what sounds in a unit's bands is of its source."""
        count, frames = len(units), H.shape[1]
        found = torch.zeros(count, BANDS, frames)
        for stem in np.unique(self.stem_of[units]).tolist():
            own = np.flatnonzero(self.stem_of[sounding] == stem)
            part = (H[own].T @ templates[own]) / model
            rows = torch.from_numpy(np.flatnonzero(self.stem_of[units] == stem))
            weights = flat.view(count, BANDS, -1)[rows].reshape(len(rows) * BANDS, -1)
            found[rows] = (weights @ part.T).view(len(rows), BANDS, frames) / mass[rows][:, :, None]
        return found
