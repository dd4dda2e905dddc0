"""The autoencoder: an encoder to a few units per class of notes, a decoder back to the spectrum.

Owns the layers of Ewert & Sandler 2017, section 4, and their random start. Knows no notes and no training.
"""

from __future__ import annotations

import math

import torch
from torch import nn

Tensor = torch.Tensor

# bins of the input are standardised, quiet ones only as far as this share of the mean spread
_LEAST_SPREAD = 0.1
_LOUDER = 10.0
# hidden units of the encoder start in the bent part of their sigmoids: there they tell spectra apart
_FIRST_GAIN, _SECOND_GAIN, _LAST_GAIN = 2.0, 6.0, 0.2
# units of the representation start on, or their ReLU never lets a gradient through
_START_LEVEL = 0.5
_LEAST_SCALE = 1e-3


class Encoder(nn.Module):
    """The analysis network h: spectra in, representation R >= 0 out; three layers.

    Parameters
    ----------
    bins : int
    context : int
        Frames on each side of the one that is analysed.
    units : int
        Of the layers between.
    classes : int
        Units of the representation.
    """

    mean: Tensor
    spread: Tensor

    def __init__(self, bins: int, context: int, units: int, classes: int) -> None:
        super().__init__()
        self.context = context
        self.register_buffer("mean", torch.zeros(bins))
        self.register_buffer("spread", torch.ones(bins))
        self.first = nn.Linear((2 * context + 1) * bins, units)
        self.second = nn.Linear(units, units)
        self.last = nn.Linear(units, classes)

    def standardise(self, mean: Tensor, spread: Tensor) -> None:
        """Set the mean and the standard deviation of every bin of :meth:`compressed`, both (bins,)."""
        self.mean.copy_(mean)
        self.spread.copy_(spread + _LEAST_SPREAD * spread.mean() + 1e-6)

    @staticmethod
    def compressed(spectra: Tensor) -> Tensor:
        """Return spectra as the ear, roughly, hears them."""
        return torch.log1p(_LOUDER * spectra)

    def hidden(self, spectra: Tensor) -> Tensor:
        """Return what the second layer gives, (frames, units), for :meth:`forward`'s input."""
        x = (self.compressed(spectra) - self.mean) / self.spread
        if self.context:
            frames = len(x) - 2 * self.context
            x = torch.cat([x[shift : shift + frames] for shift in range(2 * self.context + 1)], 1)
        return torch.sigmoid(self.second(torch.sigmoid(self.first(x))))

    def forward(self, spectra: Tensor) -> Tensor:
        """Return R of the frames between the context.

        Parameters
        ----------
        spectra : Tensor (2 context + frames, bins), float32, >= 0
            Mean about one; the first and last ``context`` frames are neighbours only.

        Returns
        -------
        Tensor (frames, classes), float32, >= 0
        """
        return torch.relu(self.last(self.hidden(spectra)).float())


class Decoder(nn.Module):
    """The synthesis network f: representation in, spectra out; two layers, nothing for nothing.

    A sigmoid of zero is a half: what the hidden units give without input is taken off, so that classes that are zeroed
    leave nothing behind.

    Parameters
    ----------
    classes, units, bins : int
    """

    scale: Tensor

    def __init__(self, classes: int, units: int, bins: int) -> None:
        super().__init__()
        # the loud and the soft bins are learnt at the same speed
        self.register_buffer("scale", torch.ones(bins))
        self.first = nn.Linear(classes, units)
        self.last = nn.Linear(units, bins, bias=False)

    def forward(self, representation: Tensor) -> Tensor:
        """Return spectra (frames, bins), float32, >= 0, of a representation (frames, classes)."""
        # by the same way as what sounds, so that in 16 bits nothing is left behind either
        at_rest = self.first(torch.zeros_like(representation[:1]))
        hidden = torch.sigmoid(self.first(representation)) - torch.sigmoid(at_rest)
        return torch.relu(self.last(hidden).float()) * self.scale

    def project(self) -> None:
        """Project all weights onto the non-negative orthant (variant C); biases are free."""
        with torch.no_grad():
            self.first.weight.clamp_(min=0.0)
            self.last.weight.clamp_(min=0.0)


class Autoencoder(nn.Module):
    """Encoder and decoder.

    Parameters
    ----------
    bins, context, units, classes : int
        See :class:`Encoder`.
    """

    def __init__(self, bins: int, context: int, units: int, classes: int) -> None:
        super().__init__()
        self.encoder = Encoder(bins, context, units, classes)
        self.decoder = Decoder(classes, units, bins)

    def start_at_random(self, mean: Tensor, sounding: float, generator: torch.Generator) -> None:
        """Draw all weights so that training neither dies nor has to grow the sound first.

        With the usual draw the reconstruction starts far too loud, the gradient pulls the representation below zero
        within a hundred steps, and it stays there. Here all units start on, and the decoder's output is about the
        song's mean spectrum. The decoder's weights are non-negative.

        Parameters
        ----------
        mean : Tensor (bins,), float32
            Mean spectrum of the song.
        sounding : float
            How many classes may sound in a frame on average.
        generator : torch.Generator
        """
        encoder, first, last = self.encoder, self.decoder.first, self.decoder.last
        self.decoder.scale.copy_(mean + _LEAST_SCALE * mean.mean() + 1e-12)
        layers = ((encoder.first, _FIRST_GAIN), (encoder.second, _SECOND_GAIN), (encoder.last, _LAST_GAIN))
        with torch.no_grad():
            for layer, gain in layers:
                layer.weight.normal_(0.0, gain / math.sqrt(layer.in_features), generator=generator)
            encoder.first.bias.zero_()
            # a sigmoid gives a half on average
            encoder.second.bias.copy_(-0.5 * encoder.second.weight.sum(1))
            encoder.last.bias.copy_(_START_LEVEL - 0.5 * encoder.last.weight.sum(1))
            first.weight.uniform_(0.0, 2.0 / math.sqrt(first.in_features), generator=generator)
            first.bias.zero_()
            level = torch.full((1, first.in_features), _START_LEVEL * sounding / first.in_features)
            hidden = float((torch.sigmoid(first(level)) - 0.5).mean())
            last.weight.uniform_(0.0, 2.0 / max(1e-6, hidden * first.out_features), generator=generator)
            last.weight *= (mean / self.decoder.scale)[:, None]
