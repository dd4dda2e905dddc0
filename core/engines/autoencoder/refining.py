"""A network that corrects what NMF finds, learnt from remixes of the song.

Owns the network, which is the same for all units and so needs little to learn from, its training, and its application
to a song.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import nn

from core.engines.autoencoder.lessons import Lesson
from core.engines.autoencoder.partial_bands import BANDS
from core.engines.autoencoder.unit_features import FEATURES, MARGIN, UnitFeatures
from core.factorization import Activations, ActivePattern

Tensor = torch.Tensor

_CHANNELS = 20
# a band is made louder or softer by no more than this, in nepers
_MOST_CHANGE = 2.0
_LEARNING_RATE = 3e-3
_WARM_UP = 20
_FLOOR, _MODEL_FLOOR = 1e-4, 1e-2
# errors of stems that are softer than this part of the loudest are not blown up further
_LEAST_ENERGY, _LEAST_SUM = 1e-4, 1e-2


class RefiningNetwork(nn.Module):
    """Hears a unit's bands over time and says how much louder each should be.

    At the start it changes nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.hear = nn.Conv1d(FEATURES, _CHANNELS, 5)
        self.share = nn.Conv1d(_CHANNELS, _CHANNELS, 1)
        self.follow = nn.Conv1d(_CHANNELS, _CHANNELS, 5, dilation=2)
        self.say = nn.Conv1d(_CHANNELS, 1, 1)
        nn.init.zeros_(self.say.weight)
        assert self.say.bias is not None
        nn.init.zeros_(self.say.bias)

    @classmethod
    def new(cls, seed: int) -> RefiningNetwork:
        """Return a network that knows nothing; the same for the same seed."""
        generator = torch.Generator().manual_seed(seed)
        network = cls()
        with torch.no_grad():
            for layer in (network.hear, network.share, network.follow):
                bound = 1.0 / math.sqrt(layer.in_channels * layer.kernel_size[0])
                for values in layer.parameters():
                    values.uniform_(-bound, bound, generator=generator)
        return network

    def forward(self, features: Tensor) -> Tensor:
        """Return logarithms of gains.

        Parameters
        ----------
        features : Tensor (units, BANDS, FEATURES, frames + 2 MARGIN), float32

        Returns
        -------
        Tensor (units, BANDS, frames), float32
        """
        units, bands, columns, frames = features.shape
        heard = nn.functional.leaky_relu(self.hear(features.reshape(units * bands, columns, frames)), 0.1)
        frames = heard.shape[2]
        mean = heard.view(units, bands, _CHANNELS, frames).mean(1)
        together = self.share(mean)[:, None].expand(units, bands, _CHANNELS, frames).reshape(heard.shape)
        heard = nn.functional.leaky_relu(heard + together, 0.1)
        followed = heard[:, :, 4:-4] + nn.functional.leaky_relu(self.follow(heard), 0.1)
        # of the margin, the layers have used six frames
        spare = MARGIN - 6
        said = self.say(followed[:, :, spare : followed.shape[2] - spare])
        return _MOST_CHANGE * torch.tanh(said.view(units, bands, -1) / _MOST_CHANGE)


def teach(
    network: RefiningNetwork,
    lessons: Sequence[Lesson],
    mask_exponent: float | None,
    steps: int,
    seed: int,
    listener: Callable[[float, float], bool],
) -> None:
    """Let a network learn from lessons.

    Parameters
    ----------
    network : RefiningNetwork
        Changed in place.
    lessons : sequence of Lesson
        At least one.
    mask_exponent : float or None
        Of the soft mask that is made of the models; None where they are more than shares of a mask, as a stereo filter
        takes them: then they themselves are to be right.
    steps : int
    seed : int
    listener : callable
        Told the share of the steps that are done and the error, smoothed, as a part of the stems' energy or of their
        magnitude; ends the lessons with True.
    """
    generator = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.Adam(network.parameters(), lr=_LEARNING_RATE)
    smoothed = 0.0
    for step in range(steps):
        falling = 0.5 * (1.0 + math.cos(math.pi * step / steps))
        rate = _LEARNING_RATE * min(1.0, (step + 1) / _WARM_UP) * falling
        lesson = lessons[int(torch.randint(len(lessons), (1,), generator=generator))]
        models = _models(network, lesson)
        error = _model_error(models, lesson) if mask_exponent is None else _mask_error(models, lesson, mask_exponent)
        value = float(error.detach())
        if math.isfinite(value):
            optimiser.param_groups[0]["lr"] = rate
            optimiser.zero_grad(set_to_none=True)
            (30.0 * error).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            smoothed += (value - smoothed) * max(0.03, 1.0 / (step + 1))
        if listener((step + 1) / steps, smoothed):
            break


def _mask_error(models: Tensor, lesson: Lesson, mask_exponent: float) -> Tensor:
    """Return the energy of what is wrong with the masked stems, over that of the stems."""
    masks = torch.softmax(mask_exponent * torch.log(models + _FLOOR), 0)
    wrong = (masks.square() * lesson.power - 2.0 * masks * lesson.cross).sum((1, 2)) + lesson.wanted
    return (wrong / _at_least(lesson.typical, _LEAST_ENERGY)).mean()


def _model_error(models: Tensor, lesson: Lesson) -> Tensor:
    """Return the generalised Kullback-Leibler divergence of the models from the truth, over the latter's sum."""
    truth = lesson.truth
    divergence = truth * torch.log((truth + _MODEL_FLOOR) / (models + _MODEL_FLOOR)) - truth + models
    return (divergence.sum((1, 2)) / _at_least(truth.sum((1, 2)), _LEAST_SUM)).mean()


def _at_least(sizes: Tensor, share: float) -> Tensor:
    """Return sizes, those raised that are less than a share of the greatest."""
    return torch.clamp_min(sizes, max(share * float(sizes.max()), 1e-30))


def _models(network: RefiningNetwork, lesson: Lesson) -> Tensor:
    """Return what the network makes of every source, (sources, frames, bins)."""
    stretch = lesson.stretch
    gains = torch.exp(network(stretch.features)) * stretch.activations[:, None]
    found = []
    for source in range(len(lesson.cross)):
        own = torch.nonzero(lesson.stem_of == source)[:, 0]
        rows = gains[own].flatten(0, 1)
        found.append(rows.T @ stretch.spectra[own].flatten(0, 1))
    return torch.stack(found)


def gains_of(
    network: RefiningNetwork,
    features: UnitFeatures,
    pattern: ActivePattern,
    strength: float,
    each: Callable[[float], object],
) -> Activations:
    """Return by how much every band of every component is to be louder.

    Parameters
    ----------
    network : RefiningNetwork
    features : UnitFeatures
        Of the song.
    pattern : ActivePattern
        Of its factors.
    strength : float
        How much of the correction is made, 0 to 1.
    each : callable
        Told the share of the song that is done; may raise to leave.

    Returns
    -------
    Activations
        On the pattern; the values of a block are (frames, active components x ``BANDS``).
    """
    values = []
    for block, active in enumerate(pattern.active):
        first, last = pattern.span(block)
        louder = np.ones((last - first, len(active), BANDS), np.float32)
        stretch = features.stretch(first, last)
        if len(stretch.units):
            with torch.inference_mode():
                gains = torch.exp(strength * network(stretch.features)).permute(2, 0, 1).numpy()
            louder[:, np.searchsorted(active, stretch.units)] = gains
        values.append(louder.reshape(last - first, -1))
        each((block + 1) / pattern.blocks)
    return Activations(pattern, tuple(values))
