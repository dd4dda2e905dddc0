"""Training the autoencoder on one song.

Owns the objectives of Ewert & Sandler 2017, the full-batch steps over a song of any length, and the projection onto
non-negative weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from core.compute import device, fast_products
from core.engines.autoencoder.network import Autoencoder
from core.factorization import FrameSource

Tensor = torch.Tensor

# in units of the song's mean magnitude
_EPS = 1e-2
_CHUNK_FRAMES = 512
# the first steps of ADAM are as large as any and know little: they are taken small
_WARM_UP = 20


@dataclass(frozen=True)
class Objective:
    """What a step minimises.

    Attributes
    ----------
    dropout : bool
        Structured dropout, equation 3: units of classes that must not sound are set to zero on the way to the decoder.
    activity_weight : float
        Lambda of equation 2: cost of what such units do nevertheless.
    """

    dropout: bool
    activity_weight: float = 0.0


@dataclass(frozen=True)
class Loss:
    """Costs of one frame, on average.

    Attributes
    ----------
    divergence : float
        Generalised KL divergence of the reconstruction, in units of the song's mean magnitude (of one bin).
    activity : float
        Squared activity of classes that must not sound.
    """

    divergence: float
    activity: float


def divergence(V: Tensor, model: Tensor) -> Tensor:
    """Return the summed generalised Kullback-Leibler divergence (Ewert & Sandler 2017, section 3) of two spectra."""
    return (V * torch.log((V + _EPS) / (model + _EPS)) - V + model).sum()


class Training:
    """A network in training; every :meth:`step` is one of ADAM over the whole song.

    Parameters
    ----------
    network : Autoencoder
        Trained in place.
    V : FrameSource
        Spectra of the song, mean one.
    allowed : ndarray (frames, classes), bool
        The label matrix L, transposed.
    learning_rate : float
    non_negative : bool
        Project the decoder's weights after every step (variants C and D).
    """

    def __init__(
        self,
        network: Autoencoder,
        V: FrameSource,
        allowed: NDArray[np.bool_],
        learning_rate: float,
        non_negative: bool,
    ) -> None:
        self.where = device()
        self.network = network.to(self.where)
        self._V = V
        self._allowed = torch.from_numpy(allowed)
        self._non_negative = non_negative
        self._learning_rate = learning_rate
        self._optimiser = torch.optim.Adam(network.parameters(), lr=learning_rate)
        self._steps = 0
        network.encoder.standardise(*self._spread())

    def step(self, objective: Objective, each_chunk: Callable[[float], object] | None = None) -> Loss:
        """Take one step and return the costs before it.

        Parameters
        ----------
        objective : Objective
        each_chunk : callable, optional
            Called with the share of the song that is done; may raise to leave.
        """
        self._steps += 1
        self._optimiser.param_groups[0]["lr"] = self._learning_rate * min(1.0, self._steps / _WARM_UP)
        self._optimiser.zero_grad(set_to_none=True)
        frames = self._V.frames
        reconstruction, activity = 0.0, 0.0
        for first, last in self.chunks():
            spectra, allowed = self.chunk(first, last)
            with fast_products(self.where):
                R = self.network.encoder(spectra)
                inactive = R.masked_fill(allowed, 0.0)
                V = self.centre(spectra)
                cost = divergence(V, self.network.decoder(R - inactive if objective.dropout else R))
            penalty = inactive.square().sum()
            # the divergence in parts of the song's magnitude, so that lambda does not depend on the number of bins
            ((cost / self._V.bins + objective.activity_weight * penalty) / frames).backward()
            reconstruction += float(cost.detach())
            activity += float(penalty.detach())
            if each_chunk is not None:
                each_chunk(last / frames)
        self._optimiser.step()
        if self._non_negative:
            self.network.decoder.project()
        return Loss(reconstruction / frames, activity / frames)

    def representation(self, each_chunk: Callable[[float], object] | None = None) -> NDArray[np.float32]:
        """Return R with the units of classes that must not sound set to zero, shape (frames, classes)."""
        found = np.empty(self._allowed.shape, np.float32)
        for first, last in self.chunks():
            spectra, allowed = self.chunk(first, last)
            with torch.inference_mode(), fast_products(self.where):
                R = self.network.encoder(spectra)
            found[first:last] = (R * allowed).float().cpu().numpy()
            if each_chunk is not None:
                each_chunk(last / len(found))
        return found

    def chunks(self) -> Iterator[tuple[int, int]]:
        """Yield the spans of frames in which the song is worked through."""
        for first in range(0, self._V.frames, _CHUNK_FRAMES):
            yield first, min(first + _CHUNK_FRAMES, self._V.frames)

    def _spread(self) -> tuple[Tensor, Tensor]:
        """Return mean and standard deviation of the compressed bins."""
        total = torch.zeros(self._V.bins, dtype=torch.float64)
        squares = torch.zeros(self._V.bins, dtype=torch.float64)
        for first, last in self.chunks():
            x = self.network.encoder.compressed(torch.from_numpy(np.array(self._V.read(first, last))))
            total += x.sum(0)
            squares += x.square().sum(0)
        mean = total / max(1, self._V.frames)
        spread = (squares / max(1, self._V.frames) - mean**2).clamp_min(0.0).sqrt()
        return mean.float(), spread.float()

    def chunk(self, first: int, last: int) -> tuple[Tensor, Tensor]:
        """Return the spectra of frames, with their context (zero beyond the song), and what may sound in them."""
        context, frames = self.network.encoder.context, self._V.frames
        start, stop = max(0, first - context), min(frames, last + context)
        spectra = torch.from_numpy(np.array(self._V.read(start, stop)))
        if context:
            spectra = torch.nn.functional.pad(spectra, (0, 0, start - first + context, last + context - stop))
        return spectra.to(self.where), self._allowed[first:last].to(self.where)

    def centre(self, spectra: Tensor) -> Tensor:
        """Return the frames of a chunk without their context."""
        context = self.network.encoder.context
        return spectra[context : len(spectra) - context]
