"""The unrolled robust PCA and robust NMF: a fixed number of iterations of algorithm 1 as layers of a network.

Owns the layers, their start from a dictionary, and the decoder. Learns nothing and reads no files.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from core.engines.unrolled.streaming import StreamingUnrolled
from core.engines.unrolled.weights import UnrolledWeights

Model = Literal["rpca", "rnmf"]
FloatArray = NDArray[np.float32]


class UnrolledNetwork(nn.Module):
    """NN RPCA or NN RNMF (Sprechmann, Bronstein & Sapiro 2012, section 3 and figure 1).

    Layer by layer ``y = p(b - t)``, ``b = b + H (y - z)``, ``z = y``, from ``b = W x``, ``z = 0``, where ``p`` is the
    positive part (RNMF) or the soft threshold (RPCA). The code is ``z = (s, o)``: the activations of the accompaniment
    and the voice. All layers share ``W``, ``H`` and ``t``.

    Parameters
    ----------
    dictionary : ndarray (bins, q), float32
        U; non-negative for ``rnmf``.
    model : {"rpca", "rnmf"}
    layers : int
        T >= 1.
    weight, rank_weight : float
        lambda and lambda* of equation 6, > 0.
    """

    def __init__(
        self, dictionary: FloatArray, model: Model = "rnmf", layers: int = 10, weight: float = 0.1,
        rank_weight: float = 0.1,
    ) -> None:  # fmt: skip
        super().__init__()
        if layers < 1:
            raise ValueError(f"a network needs one layer at least, not {layers}")
        self.model: Model = model
        self.layers = layers
        self.dictionary = nn.Parameter(torch.from_numpy(np.array(dictionary, np.float32)))
        encoder, recurrence, thresholds = algorithm_1(self.dictionary.detach(), weight, rank_weight)
        self.encoder, self.recurrence = nn.Parameter(encoder), nn.Parameter(recurrence)
        self.thresholds = nn.Parameter(thresholds)

    @classmethod
    def from_weights(cls, weights: UnrolledWeights) -> UnrolledNetwork:
        """Return the network of a file."""
        model: Model = "rnmf" if weights.model == "rnmf" else "rpca"
        network = cls(weights.arrays["dictionary"], model, weights.layers)
        network.load_state_dict({name: torch.from_numpy(values.copy()) for name, values in weights.arrays.items()})
        return network

    def weights(self) -> UnrolledWeights:
        """Return the parameters as arrays, to be written or to be run frame by frame."""
        arrays = {name: values.detach().numpy().copy() for name, values in self.named_parameters()}
        return UnrolledWeights(arrays, self.model, self.layers)

    def streaming(self) -> StreamingUnrolled:
        """Return the network as one that hears frame by frame."""
        return self.weights().streaming()

    @property
    def rank(self) -> int:
        """Number of atoms, q."""
        return self.dictionary.shape[1]

    @property
    def bins(self) -> int:
        """Number of bins of a frame."""
        return self.dictionary.shape[0]

    def codes(self, spectra: Tensor) -> tuple[Tensor, Tensor]:
        """Return the codes of frames.

        Parameters
        ----------
        spectra : Tensor (frames, bins), >= 0
            Magnitudes, over the song's level.

        Returns
        -------
        activations : Tensor (frames, q)
            s.
        voice : Tensor (frames, bins)
            o.
        """
        before = spectra @ self.encoder.T
        last = torch.zeros_like(before)
        code = last
        for layer in range(self.layers):
            code = self._shrunk(before)
            if layer + 1 < self.layers:
                before = before + (code - last) @ self.recurrence.T
                last = code
        return code[:, : self.rank], code[:, self.rank :]

    def forward(self, spectra: Tensor) -> tuple[Tensor, Tensor]:
        """Return accompaniment ``U s`` and voice ``o`` of frames, both (frames, bins)."""
        activations, voice = self.codes(spectra)
        return activations @ self.dictionary.T, voice

    def _shrunk(self, before: Tensor) -> Tensor:
        if self.model == "rnmf":
            return torch.relu(before - self.thresholds)
        limit = self.thresholds.abs()
        return before - torch.clamp(before, min=-limit, max=limit)


def algorithm_1(dictionary: Tensor, weight: float, rank_weight: float) -> tuple[Tensor, Tensor, Tensor]:
    """Return W (q + bins, bins), H (q + bins, q + bins) and t (q + bins,) of algorithm 1 for a dictionary (bins, q).

    The step 1 / alpha is that of the largest eigenvalue of the matrix in H, with which the iteration converges.
    """
    bins, rank = dictionary.shape
    gram = torch.zeros(rank + bins, rank + bins)
    gram[:rank, :rank] = dictionary.T @ dictionary + rank_weight * torch.eye(rank)
    gram[:rank, rank:] = dictionary.T
    gram[rank:, :rank] = dictionary
    gram[rank:, rank:] = (1.0 + rank_weight) * torch.eye(bins)
    alpha = float(np.linalg.eigvalsh(gram.numpy().astype(np.float64))[-1])
    encoder = torch.cat([dictionary.T, torch.eye(bins)]) / alpha
    thresholds = torch.cat([torch.zeros(rank), torch.full((bins,), weight / alpha)])
    return encoder, torch.eye(rank + bins) - gram / alpha, thresholds
