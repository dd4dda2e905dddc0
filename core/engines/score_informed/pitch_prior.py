"""What a template looks like to expect from its instrument: a prior over neighbouring pitches.

Owns the expected template of every pitch, from the templates as they are: the strength of each partial is that of the
instrument's neighbouring pitches, and what lies between the partials is the instrument's mean. It stands in for notes
too rare, or never alone, to tell their sound themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from core.engines.score_informed.templates import partial_of_bin

Tensor = torch.Tensor

_PARTIALS = 30
# a partial is never expected more than this factor off what it is
_MAX_CHANGE = 20.0


class PitchPrior:
    """Expected templates.

    Parameters
    ----------
    families : sequence of hashable
        For every template what it shares with its kin: instrument and index of the component.
    pitches : sequence of float
        MIDI pitch of every template; NaN where it has none, then it is expected as it is.
    frequencies_hz : ndarray (bins,)
    tolerance_semitones : float
        Half width of a partial.
    reach_semitones : float
        Standard deviation of the Gaussian over neighbouring pitches.
    """

    def __init__(
        self,
        families: Sequence[object],
        pitches: Sequence[float],
        frequencies_hz: NDArray[np.float64],
        tolerance_semitones: float,
        reach_semitones: float,
    ) -> None:
        labels = [partial_of_bin(frequencies_hz, pitch, tolerance_semitones, _PARTIALS) for pitch in pitches]
        # partial 1 is row 0; bins between the partials have the last row
        self._label = torch.from_numpy(np.where(np.array(labels) > 0, np.array(labels) - 1, _PARTIALS))
        self._between = (self._label == _PARTIALS).float()
        shape = (len(pitches), _PARTIALS + 1)
        self._exists = (torch.zeros(shape).scatter_add_(1, self._label, torch.ones(self._label.shape)) > 0).float()
        index = {family: number for number, family in enumerate(dict.fromkeys(families))}
        family = np.array([index[f] for f in families])
        pitch = np.array(pitches, float)
        known = np.isfinite(pitch)
        same = (family[:, None] == family[None]) & known[:, None] & known[None]
        distance = np.where(same, pitch[:, None] - pitch[None], 0.0)
        near = np.exp(-0.5 * (distance / reach_semitones) ** 2) * same
        self._near = torch.from_numpy(near.astype(np.float32))
        self._same = torch.from_numpy(same.astype(np.float32))
        self._known = torch.from_numpy(known)

    def expected(self, templates: Tensor, mass: Tensor) -> Tensor:
        """Return the expected templates.

        Parameters
        ----------
        templates : Tensor (templates, bins), float32
            Rows sum to one.
        mass : Tensor (templates,), float32
            How much of the song every template explains; the weight of its evidence.

        Returns
        -------
        Tensor (templates, bins), float32
            Rows sum to one.
        """
        partials = torch.zeros(self._exists.shape).scatter_add_(1, self._label, templates)
        weight = mass[:, None] * self._exists
        wanted = (self._near @ (weight * partials)) / (self._near @ weight + 1e-9) * self._exists
        ratio = (wanted / (partials + 1e-9)).clamp(1.0 / _MAX_CHANGE, _MAX_CHANGE)
        ratio[:, -1] = 1.0
        evidence = mass[:, None] * self._between
        between = (self._same @ (evidence * templates)) / (self._same @ evidence + 1e-9)
        prior = torch.where(self._between > 0, between, templates * ratio.gather(1, self._label))
        prior = prior / (prior.sum(1, keepdim=True) + 1e-9)
        return torch.where(self._known[:, None], prior, templates)
