"""An autoencoder that starts from factors.

Owns the weights with which the decoder is nearly the product of activations and templates, and the encoder gives
nearly those activations.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray

from core.engines.autoencoder.network import Decoder
from core.engines.autoencoder.training import Training
from core.factorization import Factors

FloatArray = NDArray[np.float32]

# a sigmoid is straight within two percent up to here
_STRAIGHT = 0.5
# the strongest of a class, but for the strongest half percent, is one
_PEAK_SHARE = 0.995
_MOST = 10.0
_RIDGE = 0.3


def scaled_factors(factors: Factors) -> tuple[FloatArray, FloatArray]:
    """Return activations of every template, mostly 0 to 1, and spectra to go with them.

    Parameters
    ----------
    factors : Factors

    Returns
    -------
    ndarray (frames, templates), float32
        Components that share a template are added.
    ndarray (templates, bins), float32
        The model is the product of both.
    """
    pattern = factors.activations.pattern
    H = np.zeros((pattern.frames, len(factors.templates)), np.float32)
    for block, (values, active) in enumerate(zip(factors.activations.values, pattern.active, strict=True)):
        first, stop = pattern.span(block)
        np.add.at(H[first:stop].T, factors.template_of[active], values.T)
    strongest = float(H.max(initial=0.0))
    peaks = np.maximum(np.quantile(H, _PEAK_SHARE, axis=0), max(1e-4 * strongest, 1e-9)).astype(np.float32)
    return np.minimum(H / peaks, np.float32(_MOST)), factors.templates * peaks[:, None]


def set_decoder(decoder: Decoder, spectra: FloatArray) -> None:
    """Make a decoder give the product of its input and spectra, nearly; all its weights are non-negative.

    Parameters
    ----------
    decoder : Decoder
        Changed in place; at least as many hidden units as classes, which are dealt out to them in turn.
    spectra : ndarray (classes, bins), float32, >= 0
    """
    classes, units = len(spectra), decoder.first.out_features
    owner = torch.arange(units) % classes
    shared_by = torch.bincount(owner, minlength=classes)
    with torch.no_grad():
        decoder.first.weight.zero_()
        decoder.first.weight[torch.arange(units), owner] = _STRAIGHT
        decoder.first.bias.zero_()
        # the slope of a sigmoid at zero is a quarter
        W = torch.from_numpy(spectra) * (4.0 / _STRAIGHT / shared_by[:, None])
        decoder.last.weight.copy_(W[owner].T / decoder.scale[:, None])


def fit_encoder(training: Training, H: FloatArray, advance: Callable[[float], object]) -> None:
    """Let the encoder give known activations: its last layer by ridge regression on what its random layers hear.

    Parameters
    ----------
    training : Training
    H : ndarray (frames, classes), float32
        From :func:`scaled_factors`.
    advance : callable
        Told the share of the song that has been heard; may raise to leave.
    """
    encoder = training.network.encoder
    units, frames = encoder.second.out_features, len(H)
    wanted = torch.from_numpy(H)
    gram = torch.zeros(units + 1, units + 1, dtype=torch.float64)
    product = torch.zeros(units + 1, wanted.shape[1], dtype=torch.float64)
    for first, last in training.chunks():
        spectra, _ = training.chunk(first, last)
        with torch.inference_mode():
            # a sigmoid gives a half on average
            heard = (encoder.hidden(spectra) - 0.5).cpu()
            heard = torch.cat([heard, torch.ones(len(heard), 1)], 1)
            gram += heard.T @ heard
            product += heard.T @ wanted[first:last]
        advance(last / frames)
    # the bias is as large as the activations are; all other weights are kept small
    ridge = _RIDGE * gram.diagonal()[:-1].mean()
    gram.diagonal()[:-1] += ridge
    gram.diagonal()[-1] += 1e-9 * frames
    found = torch.cholesky_solve(product, torch.linalg.cholesky(gram)).float().to(training.where)
    with torch.no_grad():
        encoder.last.weight.copy_(found[:-1].T)
        encoder.last.bias.copy_(found[-1] - 0.5 * found[:-1].sum(0))
