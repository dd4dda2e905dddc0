"""A small causal network that tells voice from accompaniment.

Owns the layers and what they carry from block to block. Does not train, and reads no audio.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from core.engines.unrolled.causal_weights import (
    LEVEL_FRAMES,
    PAUSE_POWER,
    QUIET,
    CausalConfig,
    check_weights,
    read_weights,
    write_weights,
)

FloatArray = NDArray[np.float32]


class CausalState(NamedTuple):
    """What a network carries from block to block, for a batch of songs."""

    heard: Tensor
    power: Tensor
    backgrounds: Tensor
    frames: tuple[Tensor, ...]
    bands: Tensor
    song: Tensor


class Features(nn.Module):
    """Compressed magnitudes over the song's level so far, and how they stand out of their running means."""

    def __init__(self, config: CausalConfig) -> None:
        super().__init__()
        self.config = config

    @torch.no_grad()
    def forward(self, magnitudes: Tensor, state: CausalState) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return features (songs, channels, frames, bands) and the state's first three parts after them."""
        config = self.config
        heard, power, backgrounds = state.heard, state.power, state.backgrounds
        powers = magnitudes.square().mean(2)
        lengths = torch.tensor(config.background_frames, dtype=torch.float32)
        spectra = magnitudes[:, :, 1:].clamp(min=0.0).pow(config.exponent)
        found = torch.empty(magnitudes.shape[0], 1 + len(lengths), magnitudes.shape[1], config.bins - 1)
        for frame in range(magnitudes.shape[1]):
            sounds = powers[:, frame] > PAUSE_POWER * power
            heard = heard + sounds.float()
            step = sounds.float() / heard.clamp(1.0, LEVEL_FRAMES)
            power = power + (powers[:, frame] - power) * step
            level = power.sqrt()
            gain = torch.where(level > QUIET, level.clamp(min=QUIET).pow(-config.exponent), 0.0)
            spectrum = spectra[:, frame] * gain[:, None]
            rate = 1.0 / torch.minimum(heard[:, None].clamp(min=1.0), lengths)
            backgrounds = backgrounds + (spectrum[:, None] - backgrounds) * rate[:, :, None]
            found[:, 0, frame] = spectrum
            found[:, 1:, frame] = spectrum[:, None] - backgrounds
        return found, heard, power, backgrounds


class CausalConv(nn.Module):
    """Convolution over past frames and neighbouring bands, normalised, with a rectifier."""

    def __init__(self, inputs: int, outputs: int, frames: int, taps: int) -> None:
        super().__init__()
        self.history = frames - 1
        self.conv = nn.Conv2d(inputs, outputs, (frames, taps), (1, 2), (0, taps // 2), bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x: Tensor, past: Tensor) -> tuple[Tensor, Tensor]:
        """Return what comes out (songs, outputs, frames, bands / 2), and the frames to remember."""
        x = torch.cat([past.to(x.dtype), x], dim=2)
        past = x[:, :, x.shape[2] - self.history :]
        return torch.relu(self.norm(self.conv(x))), past


def _interleaved(x: Tensor) -> Tensor:
    """Return twice the bands of half the channels: the two halves of the channels are the even and the odd bands."""
    songs, channels, frames, bands = x.shape
    halves = x.view(songs, 2, channels // 2, frames, bands)
    return halves.permute(0, 2, 3, 4, 1).reshape(songs, channels // 2, frames, 2 * bands)


class Raise(nn.Module):
    """Twice the bands, beside which the level on the way down is added."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, 2 * outputs, (1, 3), padding=(0, 1), bias=False)
        self.norm = nn.BatchNorm2d(2 * outputs)

    def forward(self, x: Tensor, beside: Tensor) -> Tensor:
        """Return (songs, outputs, frames, 2 bands)."""
        x = self.norm(self.conv(x))
        return torch.relu(_interleaved(x) + beside)


class Memory(nn.Module):
    """Recurrent layers over the coarsest level: one in every band, then one over all bands."""

    def __init__(self, config: CausalConfig) -> None:
        super().__init__()
        channels, size = config.channels[-1], config.channels[-1] * config.lowest_bands
        self.band = nn.GRU(channels, config.band_units, batch_first=True)
        self.band_out = nn.Linear(config.band_units, channels)
        self.narrow = nn.Linear(size, config.song_units)
        self.song = nn.GRU(config.song_units, config.song_units, batch_first=True)
        self.widen = nn.Linear(config.song_units, size)

    def forward(self, x: Tensor, bands: Tensor, song: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the level (songs, channels, frames, bands) with what was remembered, and both states."""
        songs, channels, frames, count = x.shape
        by_band = x.permute(0, 3, 2, 1).reshape(songs * count, frames, channels)
        remembered, state = self.band(by_band, bands.reshape(1, songs * count, -1).to(by_band.dtype))
        by_band = by_band + self.band_out(remembered)
        by_song = by_band.view(songs, count, frames, channels).permute(0, 2, 1, 3).reshape(songs, frames, -1)
        heard, song_state = self.song(torch.relu(self.narrow(by_song)), song[None].to(by_song.dtype))
        by_song = torch.relu(by_song + self.widen(heard))
        x = by_song.view(songs, frames, count, channels).permute(0, 3, 1, 2)
        return x, state.view(songs, count, -1).float(), song_state[0].float()


class CausalNetwork(nn.Module):
    """Masks of the voice: a small U along frequency with memory at its bottom; sees no future frame.

    Parameters
    ----------
    config : CausalConfig
    """

    def __init__(self, config: CausalConfig | None = None) -> None:
        super().__init__()
        self.config = config = config or CausalConfig()
        self.features = Features(config)
        inputs = 1 + len(config.background_frames)
        self.places = nn.Parameter(torch.zeros(inputs, 1, config.bins - 1))
        widths = (inputs, *config.channels)
        self.down = nn.ModuleList(
            CausalConv(before, after, config.frames, config.taps_at(level))
            for level, (before, after) in enumerate(pairwise(widths))
        )
        self.memory = Memory(config)
        backwards = config.channels[::-1]
        self.up = nn.ModuleList(Raise(before, after) for before, after in pairwise(backwards))
        self.head = nn.Conv2d(config.channels[0], 2, (1, 3), padding=(0, 1), bias=False)
        self.tilt = nn.Parameter(torch.zeros(config.bins - 1))

    def start(self, songs: int = 1) -> CausalState:
        """Return the state before the first frame."""
        config = self.config
        size = config.bins - 1
        past, inputs = [], 1 + len(config.background_frames)
        for channels in config.channels:
            past.append(torch.zeros(songs, inputs, config.frames - 1, size))
            inputs, size = channels, size // 2
        return CausalState(
            torch.zeros(songs),
            torch.zeros(songs),
            torch.zeros(songs, len(config.background_frames), config.bins - 1),
            tuple(past),
            torch.zeros(songs, config.lowest_bands, config.band_units),
            torch.zeros(songs, config.song_units),
        )

    def forward(self, magnitudes: Tensor, state: CausalState | None = None) -> tuple[Tensor, CausalState]:
        """Return masks of the voice.

        Parameters
        ----------
        magnitudes : Tensor (songs, frames, bins), float32, >= 0
            At any level.
        state : CausalState, optional
            After the frames before; default: a song's start.

        Returns
        -------
        masks : Tensor (songs, frames, bins), float32
            0 to 1.
        state : CausalState
        """
        state = self.start(magnitudes.shape[0]) if state is None else state
        x, heard, power, backgrounds = self.features(magnitudes, state)
        x = (x + self.places).contiguous(memory_format=torch.channels_last)
        levels, pasts = [], []
        for layer, past in zip(self.down, state.frames, strict=True):
            x, past = layer(x, past)
            levels.append(x)
            pasts.append(past.float())
        x, bands, song = self.memory(x, state.bands, state.song)
        for layer, beside in zip(self.up, levels[-2::-1], strict=True):
            x = layer(x, beside)
        masks = torch.sigmoid(_interleaved(self.head(x))[:, 0].float() + self.tilt)
        masks = functional.pad(masks[:, None], (1, 0, 0, 0), mode="replicate")[:, 0]
        return masks, CausalState(heard, power, backgrounds, tuple(pasts), bands, song)

    @torch.no_grad()
    def masks(self, magnitudes: FloatArray, block_frames: int = 1024) -> FloatArray:
        """Return the share of the voice of a whole song, block by block.

        Parameters
        ----------
        magnitudes : ndarray (frames, bins), float32, >= 0
        block_frames : int
            Frames at a time; memory grows with it, the result does not change.

        Returns
        -------
        ndarray (frames, bins), float32
            0 to 1.
        """
        if magnitudes.ndim != 2 or magnitudes.shape[1] != self.config.bins:
            raise ValueError(f"magnitudes must be (frames, {self.config.bins}), not {magnitudes.shape}")
        self.eval()
        found = np.zeros(magnitudes.shape, np.float32)
        state = self.start()
        for first in range(0, len(magnitudes), block_frames):
            block = torch.from_numpy(np.ascontiguousarray(magnitudes[first : first + block_frames], np.float32))
            values, state = self(block[None], state)
            found[first : first + block_frames] = values[0].numpy()
        return found

    def save(self, path: Path, origin: str = "") -> None:
        """Write the weights as safetensors, with the sizes of the layers and a line on what they learnt from."""
        values = {name: tensor.detach().cpu().numpy() for name, tensor in self.state_dict().items()}
        counters = [name for name in values if name.endswith("num_batches_tracked")]
        for name in counters:
            del values[name]
        write_weights(path, self.config, values, origin)

    @classmethod
    def load(cls, path: Path) -> CausalNetwork:
        """Read what :meth:`save` wrote; raises EngineError where the file is broken or of another network."""
        config, values = read_weights(path)
        check_weights(config, values, path.name)
        network = cls(config)
        tensors = {name: torch.from_numpy(array.copy()) for name, array in values.items()}
        network.load_state_dict(tensors, strict=False)
        return network.eval()
