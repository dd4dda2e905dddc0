"""The file of a causal network: its weights as safetensors, with the sizes of its layers.

Owns the format and what is refused. Numpy only, so that what runs live needs no torch.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import EngineError

FloatArray = NDArray[np.float32]

FORMAT = "stembrush causal network 1"
# a song's level is that of its last ten seconds, and a pause says nothing about it: as streaming.RunningLevel has it
LEVEL_FRAMES = 600.0
PAUSE_POWER = 1e-3
QUIET = 1e-9
_ADVICE = "train it anew or take the one that came with the program"


@dataclass(frozen=True)
class CausalConfig:
    """The layers' sizes.

    Attributes
    ----------
    bins : int
        Of a frame, from 0 Hz on; one more than a multiple of 2 ** levels. The lowest one shares its neighbour's mask.
    channels : tuple of int
        Of the levels along frequency; each halves the number of bands.
    taps : int
        Width of a convolution along frequency, in bands, odd.
    frames : int
        Length of a convolution in time on the way down, in frames.
    band_units, song_units : int
        Of the recurrent layer that every band runs by itself (shared weights), and of the one that hears all bands.
    exponent : float
        Magnitudes are compressed by this power.
    background_frames : tuple of int
        Lengths of the running means that stand beside every frame: the part of the spectrum that stays.
    """

    bins: int = 513
    channels: tuple[int, ...] = (16, 32, 48, 48)
    taps: int = 5
    frames: int = 2
    band_units: int = 48
    song_units: int = 128
    exponent: float = 0.3
    background_frames: tuple[int, ...] = (16, 250)

    def __post_init__(self) -> None:
        _check_sizes(self)
        step = 2 ** len(self.channels)
        if self.bins < 2 or (self.bins - 1) % step:
            raise ValueError(f"bins must be one more than a multiple of {step}, not {self.bins}")
        if self.taps % 2 == 0 or self.frames < 1:
            raise ValueError(f"taps must be odd and frames at least 1, not {self.taps} and {self.frames}")

    def taps_at(self, level: int) -> int:
        """Width of the convolution on the way down to a level: the two finest see the most neighbours."""
        return self.taps if level < 2 else 3

    @property
    def lowest_bands(self) -> int:
        """Number of bands of the coarsest level."""
        return (self.bins - 1) >> len(self.channels)


def write_weights(path: Path, config: CausalConfig, values: Mapping[str, FloatArray], origin: str = "") -> None:
    """Write weights by name; ``origin`` says in a line what they learnt from."""
    from safetensors.numpy import save_file

    arrays = {name: np.ascontiguousarray(array, np.float32) for name, array in values.items()}
    described = {"format": FORMAT, "config": json.dumps(asdict(config)), "origin": origin}
    save_file(arrays, path, metadata=described)


def read_weights(path: Path) -> tuple[CausalConfig, dict[str, FloatArray]]:
    """Return the sizes of the layers and the weights by name.

    Raises
    ------
    EngineError
        There is no such file, or it holds no weights of such a network.
    """
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as file:
            described = file.metadata() or {}
            values = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except (SafetensorError, OSError, ValueError, TypeError, AttributeError) as err:
        # the last three: types that numpy lacks
        raise EngineError(f"{path.name}: the weights cannot be read; {_ADVICE}") from err
    if described.get("format") != FORMAT:
        raise EngineError(f"{path.name}: no weights of a causal network; {_ADVICE}")
    if not all(array.dtype == np.float32 and np.isfinite(array).all() for array in values.values()):
        raise EngineError(f"{path.name}: weights that are no numbers; {_ADVICE}")
    if any(values[name].min(initial=0.0) < 0 for name in values if name.endswith(".running_var")):
        raise EngineError(f"{path.name}: a variance below zero; {_ADVICE}")
    return _config(path, described.get("config", "")), values


def check_weights(config: CausalConfig, values: Mapping[str, FloatArray], name: str) -> None:
    """Raise EngineError, with the file's name, where a weight is missing or of another shape."""
    expected = shapes(config)
    found = {key: array.shape for key, array in values.items()}
    wrong = sorted(key for key in expected.keys() | found.keys() if expected.get(key) != found.get(key))
    if wrong:
        raise EngineError(f"{name}: weights of another network ({wrong[0]}); {_ADVICE}")


def shapes(config: CausalConfig) -> dict[str, tuple[int, ...]]:
    """Return the shape of every weight by name."""
    inputs, size = 1 + len(config.background_frames), config.lowest_bands * config.channels[-1]
    found: dict[str, tuple[int, ...]] = {"places": (inputs, 1, config.bins - 1), "tilt": (config.bins - 1,)}
    widths = (inputs, *config.channels)
    for level, (before, after) in enumerate(pairwise(widths)):
        found[f"down.{level}.conv.weight"] = (after, before, config.frames, config.taps_at(level))
        found |= _norm_shapes(f"down.{level}.norm", after)
    backwards = config.channels[::-1]
    for level, (before, after) in enumerate(pairwise(backwards)):
        found[f"up.{level}.conv.weight"] = (2 * after, before, 1, 3)
        found |= _norm_shapes(f"up.{level}.norm", 2 * after)
    found["head.weight"] = (2, config.channels[0], 1, 3)
    for name, before, units in (
        ("band", config.channels[-1], config.band_units),
        ("song", config.song_units, config.song_units),
    ):
        found[f"memory.{name}.weight_ih_l0"] = (3 * units, before)
        found[f"memory.{name}.weight_hh_l0"] = (3 * units, units)
        found |= {f"memory.{name}.bias_{part}_l0": (3 * units,) for part in ("ih", "hh")}
    for name, before, after in (
        ("band_out", config.band_units, config.channels[-1]),
        ("narrow", size, config.song_units),
        ("widen", config.song_units, size),
    ):
        found |= {f"memory.{name}.weight": (after, before), f"memory.{name}.bias": (after,)}
    return found


def _check_sizes(config: CausalConfig) -> None:
    counts = (config.bins, config.taps, config.frames, config.band_units, config.song_units)
    lengths = (*config.channels, *config.background_frames)
    if not config.channels or any(type(size) is not int or size < 1 for size in (*counts, *lengths)):
        raise ValueError("sizes of layers must be whole numbers of 1 or more")
    if not 0.0 < config.exponent <= 1.0:
        raise ValueError(f"the exponent must be above 0 and at most 1, not {config.exponent}")


def _norm_shapes(name: str, channels: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.{part}": (channels,) for part in ("weight", "bias", "running_mean", "running_var")}


def _config(path: Path, text: str) -> CausalConfig:
    try:
        stored = json.loads(text)
        sizes: dict[str, Any] = {
            field.name: tuple(stored[field.name]) if isinstance(stored[field.name], list) else stored[field.name]
            for field in fields(CausalConfig)
        }
        return CausalConfig(**sizes)
    except (ValueError, TypeError, KeyError, RecursionError) as err:
        raise EngineError(f"{path.name}: the sizes of the layers cannot be read; {_ADVICE}") from err
