"""Variants B, C and D: a song's autoencoder from its start to models of the sources.

Owns the two stages of the training (Ewert & Sandler 2017, section 2) and the separation by the label matrix of chosen
notes (section 3).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from core.annotation.representation import arrays_of
from core.compute import fast_products
from core.engines.autoencoder.network import Autoencoder
from core.engines.autoencoder.parameters import AutoencoderParameters
from core.engines.autoencoder.start import fit_encoder, scaled_factors, set_decoder
from core.engines.autoencoder.state import weights_of, with_weights
from core.engines.autoencoder.training import Loss, Objective, Training
from core.engines.base import EngineState
from core.engines.score_informed.found import representation_of_factors
from core.engines.score_informed.learning import ScratchFrames
from core.engines.score_informed.model import Setup
from core.engines.score_informed.rendering import Models
from core.engines.score_informed.state import template_name
from core.factorization import Activations, Factors
from core.stft import FloatArray

# (share of the training that is done, costs where they were measured) -> whether to stop
Listener = Callable[[float, Loss | None], bool]


class SongAutoencoder:
    """The autoencoder of one song.

    Parameters
    ----------
    parameters : AutoencoderParameters
        Of a published variant.
    setup : Setup
        Of the published factorisation: its components are the units of the representation.
    V : ndarray (frames, bins), float32
        Magnitudes with a mean of one.
    seed : int
    """

    def __init__(self, parameters: AutoencoderParameters, setup: Setup, V: FloatArray, seed: int) -> None:
        self.parameters = parameters
        self._knows_the_song = False
        self._setup = setup
        self._names = [template_name(key) for key in setup.keys]
        self._generator = torch.Generator().manual_seed(seed)
        allowed, classes = self._allowed(), len(setup.keys)
        context = parameters.context_frames if parameters.variant == "D" else 0
        self.network = Autoencoder(setup.params.bins, context, max(parameters.units, classes), classes)
        mean = torch.from_numpy(V.mean(axis=0, dtype=np.float64).astype(np.float32))
        self.network.start_at_random(mean, float(allowed.sum(1).mean()), self._generator)
        self._training = Training(
            self.network, ScratchFrames(V), allowed, parameters.learning_rate, parameters.variant != "B"
        )

    def _allowed(self) -> NDArray[np.bool_]:
        """Return the label matrix L by classes, (frames, classes): sources of one instrument share theirs."""
        setup = self._setup
        allowed = np.zeros((setup.labels.frames, len(setup.keys)), bool)
        for spans, template in zip(setup.labels.spans, setup.template_of, strict=True):
            for first, stop in spans:
                allowed[first:stop, template] = True
        return allowed

    def go_on(self, state: EngineState | None) -> bool:
        """Start from the network of an earlier run; return whether there is one that fits."""
        self._knows_the_song = state is not None and with_weights(self.network, self._names, state)
        return self._knows_the_song

    def start_from(self, factors: Factors, advance: Callable[[float], object]) -> None:
        """Start from what NMF has found."""
        H, spectra = scaled_factors(factors)
        set_decoder(self.network.decoder, spectra)
        fit_encoder(self._training, H, advance)
        self._knows_the_song = True

    def train(self, listener: Listener) -> None:
        """Go through both stages; the listener can end them early, or raise."""
        parameters = self.parameters
        # a network that knows the song already would lose what it knows of silence
        first = Objective(True, parameters.activity_weight if self._knows_the_song else 0.0)
        stages = [first] * parameters.dropout_steps
        stages += [Objective(dropout=False, activity_weight=parameters.activity_weight)] * parameters.penalty_steps
        for number, objective in enumerate(stages):
            total = len(stages)
            stopped = False

            def each(share: float, number: int = number, total: int = total) -> None:
                nonlocal stopped
                stopped = listener((number + share) / total, None) or stopped

            loss = self._training.step(objective, each)
            if listener((number + 1) / total, loss) or stopped:
                break

    def representation(self, each_chunk: Callable[[float], object]) -> NDArray[np.float32]:
        """Return R, zero where the label matrix is, shape (frames, units)."""
        return self._training.representation(each_chunk)

    def state(self, representation: NDArray[np.float32]) -> dict[str, NDArray[Any]]:
        """Return what a later run can start from, and what was found to sound when."""
        with torch.inference_mode():
            each = torch.eye(representation.shape[1], device=self._training.where)
            spectra = self.network.decoder(each).cpu().numpy()
        setup, pattern = self._setup, self._setup.pattern
        values = [
            representation[slice(*pattern.span(block))][:, setup.template_of[active]] * allowed
            for block, (active, allowed) in enumerate(zip(pattern.active, pattern.allowed, strict=True))
        ]
        found = representation_of_factors(
            setup, Factors(spectra, Activations(pattern, tuple(values)), setup.template_of)
        )
        return weights_of(self.network, self._names) | arrays_of(found)

    def models(self, representation: NDArray[np.float32], sources: int) -> Models:
        """Return what the decoder makes of the notes of every source, and last of what is nobody's.

        Every source lets through what the label matrix of its own notes allows (section 3: the matrix of the notes
        that are kept).
        """
        setup, decoder, where = self._setup, self.network.decoder, self._training.where

        def models(first: int, stop: int) -> FloatArray:
            block = first // setup.pattern.block_frames
            active, allowed = setup.pattern.active[block], setup.pattern.allowed[block]
            found = np.empty((sources + 1, stop - first, setup.params.bins), np.float32)
            for number, source in enumerate((*range(sources), -1)):
                kept = np.zeros((stop - first, representation.shape[1]), np.float32)
                for column in np.flatnonzero(setup.stem_of[active] == source):
                    own = kept[:, setup.template_of[active[column]]]
                    np.maximum(own, allowed[: stop - first, column], out=own)
                R = torch.from_numpy(kept * representation[first:stop]).to(where)
                with torch.inference_mode(), fast_products(where):
                    found[number] = decoder(R).cpu().numpy()
            return found

        return models


def with_mask_exponent(setup: Setup, exponent: float) -> Setup:
    """Return the setup with another soft mask."""
    return replace(setup, variant=replace(setup.variant, mask_exponent=exponent))
