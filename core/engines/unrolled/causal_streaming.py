"""The causal network frame by frame, without allocating.

Owns the numpy form of :class:`core.engines.unrolled.causal.CausalNetwork`: every array is made once, and a step writes
into them. Bands stand before channels, so that a window of bands is one row of a product.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.engines.unrolled.causal_weights import (
    LEVEL_FRAMES,
    PAUSE_POWER,
    QUIET,
    CausalConfig,
    check_weights,
    read_weights,
)

FloatArray = NDArray[np.float32]
Weights = Mapping[str, FloatArray]

_NORM_EPS = 1e-5
# beyond it float32 knows no difference, and nothing overflows
_SURE = np.float32(30.0)


class StreamingCausal:
    """A causal network that hears frame by frame; fulfils ``MaskNetwork``.

    Parameters
    ----------
    config : CausalConfig
    weights : mapping
        By their names in the file.
    name : str
        Of the file, for errors.

    Raises
    ------
    EngineError
        A weight is missing or of another shape.
    """

    lookahead = 0

    def __init__(self, config: CausalConfig, weights: Weights, name: str = "causal network") -> None:
        check_weights(config, weights, name)
        self.bins = config.bins
        self._features = _Features(config, weights["places"])
        levels = range(len(config.channels))
        bands = [(config.bins - 1) >> level for level in (*levels, len(levels))]
        self._down = [_Down(weights, f"down.{level}", bands[level]) for level in levels]
        self._memory = _Memory(weights, bands[-1])
        self._up = [_Up(*_normalised(weights, f"up.{level}"), bands[-1 - level]) for level in levels[:-1]]
        self._head = _Up(weights["head.weight"], np.zeros((1, 2), np.float32), bands[1])
        self._tilt = np.array(weights["tilt"])

    @classmethod
    def load(cls, path: Path) -> StreamingCausal:
        """Read a file of ``CausalNetwork.save``; raises EngineError where it is none."""
        config, weights = read_weights(path)
        return cls(config, weights, path.name)

    def reset(self) -> None:
        """Forget what was heard."""
        self._features.reset()
        for layer in self._down:
            layer.reset()
        self._memory.reset()

    def step(self, magnitudes: FloatArray, mask: FloatArray) -> None:
        """See :meth:`core.engines.unrolled.streaming.MaskNetwork.step`."""
        x = self._features.step(magnitudes)
        for layer in self._down:
            x = layer.step(x)
        x = self._memory.step(x)
        for raised, beside in zip(self._up, self._down[-2::-1], strict=True):
            x = raised.step(x)
            np.add(x, beside.out, out=x)
            np.maximum(x, 0.0, out=x)
        logits = self._head.step(x)[:, 0]
        np.add(logits, self._tilt, out=logits)
        _to_sigmoid(logits)
        np.copyto(mask[1:], logits)
        mask[0] = mask[1]


class _Features:
    def __init__(self, config: CausalConfig, places: FloatArray) -> None:
        size = config.bins - 1
        self._exponent = config.exponent
        self._lengths = config.background_frames
        self._places = np.ascontiguousarray(places[:, 0].T)
        self._spectrum = np.zeros(size, np.float32)
        self._changes = np.zeros(size, np.float32)
        self._backgrounds = np.zeros((len(self._lengths), size), np.float32)
        self._out = np.zeros((size, 1 + len(self._lengths)), np.float32)
        self.reset()

    def reset(self) -> None:
        self._heard = self._power = 0.0
        self._backgrounds.fill(0.0)

    def step(self, magnitudes: FloatArray) -> FloatArray:
        power = float(np.dot(magnitudes, magnitudes)) / magnitudes.size
        if power > PAUSE_POWER * self._power:
            self._heard += 1.0
            self._power += (power - self._power) / min(self._heard, LEVEL_FRAMES)
        level = self._power**0.5
        np.maximum(magnitudes[1:], 0.0, out=self._spectrum)
        np.power(self._spectrum, np.float32(self._exponent), out=self._spectrum)
        np.multiply(self._spectrum, np.float32(level**-self._exponent if level > QUIET else 0.0), out=self._spectrum)
        np.add(self._spectrum, self._places[:, 0], out=self._out[:, 0])
        for number, length in enumerate(self._lengths, 1):
            background = self._backgrounds[number - 1]
            np.subtract(self._spectrum, background, out=self._changes)
            np.multiply(self._changes, np.float32(1.0 / min(max(self._heard, 1.0), length)), out=self._changes)
            np.add(background, self._changes, out=background)
            np.subtract(self._spectrum, background, out=self._changes)
            np.add(self._changes, self._places[:, number], out=self._out[:, number])
        return self._out


class _Down:
    """Half as many bands, out of windows of bands in this frame and those before."""

    def __init__(self, weights: Weights, name: str, bands: int) -> None:
        kernel, bias = _normalised(weights, name)
        outputs, inputs, self._frames, taps = kernel.shape
        self._inside, self._windows = _windows(bands, inputs, taps, 2)
        by_frame = [_product(kernel[:, :, frame]) for frame in range(self._frames)]
        # the newest frame's columns stand at one place after the other; the kernel turns with them
        self._kernels = [
            np.concatenate([*(by_frame[(place - newest - 1) % self._frames] for place in range(self._frames)), bias])
            for newest in range(self._frames)
        ]
        width = inputs * taps
        self._columns = np.zeros((bands // 2, self._frames * width + 1), np.float32)
        self._places = [self._columns[:, place * width : (place + 1) * width] for place in range(self._frames)]
        self.out = np.zeros((bands // 2, outputs), np.float32)
        self._newest = 0
        self.reset()

    def reset(self) -> None:
        self._columns.fill(0.0)
        # for the bias
        self._columns[:, -1] = 1.0

    def step(self, x: FloatArray) -> FloatArray:
        self._newest = (self._newest + 1) % self._frames
        np.copyto(self._inside, x)
        np.copyto(self._places[self._newest], self._windows)
        np.matmul(self._columns, self._kernels[self._newest], out=self.out)
        np.maximum(self.out, 0.0, out=self.out)
        return self.out


class _Up:
    """Twice as many bands: every window of bands makes two of them."""

    def __init__(self, kernel: FloatArray, bias: FloatArray, bands: int) -> None:
        outputs, inputs, _, taps = kernel.shape
        self._inside, self._windows = _windows(bands, inputs, taps, 1)
        self._kernel = np.concatenate([_product(kernel[:, :, 0]), bias])
        self._columns = np.ones((bands, inputs * taps + 1), np.float32)
        self._neighbours = self._columns[:, :-1]
        self._pairs = np.zeros((bands, outputs), np.float32)
        # the two halves of the channels are the even and the odd bands
        self._out = self._pairs.reshape(2 * bands, outputs // 2)

    def step(self, x: FloatArray) -> FloatArray:
        np.copyto(self._inside, x)
        np.copyto(self._neighbours, self._windows)
        np.matmul(self._columns, self._kernel, out=self._pairs)
        return self._out


class _Memory:
    """Recurrent layers over the coarsest level: one in every band, then one over all bands."""

    def __init__(self, weights: Weights, bands: int) -> None:
        self._bands = _Recurrent(weights, "memory.band", bands)
        self._song = _Recurrent(weights, "memory.song", 1)
        self._band_out = _Linear(weights, "memory.band_out", bands)
        self._narrow = _Linear(weights, "memory.narrow", 1)
        self._widen = _Linear(weights, "memory.widen", 1)
        self._all = self._band_out.out.reshape(1, -1)

    def reset(self) -> None:
        self._bands.reset()
        self._song.reset()

    def step(self, x: FloatArray) -> FloatArray:
        remembered = self._band_out.step(self._bands.step(x))
        np.add(remembered, x, out=remembered)
        narrow = self._narrow.step(self._all)
        np.maximum(narrow, 0.0, out=narrow)
        np.add(self._all, self._widen.step(self._song.step(narrow)), out=self._all)
        np.maximum(self._all, 0.0, out=self._all)
        return remembered


class _Recurrent:
    """Gated recurrent units (Cho et al. 2014) of several rows with shared weights, as torch has them."""

    def __init__(self, weights: Weights, name: str, rows: int) -> None:
        # by gate (reset, update, new), so that all of a gate lies together
        self._from_input, self._from_state = (
            np.ascontiguousarray(_by_gate(weights[f"{name}.weight_{part}_l0"]).transpose(0, 2, 1))
            for part in ("ih", "hh")
        )
        self._input_bias, self._state_bias = (
            _by_gate(weights[f"{name}.bias_{part}_l0"])[:, None].repeat(rows, axis=1) for part in ("ih", "hh")
        )
        self._heard, self._kept = np.zeros_like(self._input_bias), np.zeros_like(self._input_bias)
        self._state: FloatArray = np.zeros_like(self._input_bias[0])
        self._gates, self._kept_gates = self._heard[:2], self._kept[:2]
        self._forget, self._hold, self._new = self._heard
        self._kept_new = self._kept[2]

    def reset(self) -> None:
        self._state.fill(0.0)

    def step(self, x: FloatArray) -> FloatArray:
        np.matmul(x, self._from_input, out=self._heard)
        np.add(self._heard, self._input_bias, out=self._heard)
        np.matmul(self._state, self._from_state, out=self._kept)
        np.add(self._kept, self._state_bias, out=self._kept)
        np.add(self._gates, self._kept_gates, out=self._gates)
        _to_sigmoid(self._gates)
        np.multiply(self._forget, self._kept_new, out=self._kept_new)
        np.add(self._new, self._kept_new, out=self._new)
        np.tanh(self._new, out=self._new)
        np.subtract(self._state, self._new, out=self._state)
        np.multiply(self._state, self._hold, out=self._state)
        np.add(self._state, self._new, out=self._state)
        return self._state


class _Linear:
    def __init__(self, weights: Weights, name: str, rows: int) -> None:
        self._weight = np.ascontiguousarray(weights[f"{name}.weight"].T)
        # one for every row: a sum of arrays of different shapes would make a copy
        self._bias = np.tile(weights[f"{name}.bias"], (rows, 1))
        self.out = np.zeros_like(self._bias)

    def step(self, x: FloatArray) -> FloatArray:
        np.matmul(x, self._weight, out=self.out)
        np.add(self.out, self._bias, out=self.out)
        return self.out


def _by_gate(weight: FloatArray) -> FloatArray:
    by_gate: FloatArray = weight.reshape(3, -1, *weight.shape[1:])
    return by_gate


def _to_sigmoid(x: FloatArray) -> None:
    np.maximum(x, -_SURE, out=x)
    np.negative(x, out=x)
    np.exp(x, out=x)
    np.add(x, 1.0, out=x)
    np.reciprocal(x, out=x)


def _normalised(weights: Weights, name: str) -> tuple[FloatArray, FloatArray]:
    """Return a convolution's kernel and bias (1, outputs) with its normalisation in them."""
    gain: FloatArray = weights[f"{name}.norm.weight"] / np.sqrt(
        weights[f"{name}.norm.running_var"] + np.float32(_NORM_EPS)
    )
    bias = weights[f"{name}.norm.bias"] - weights[f"{name}.norm.running_mean"] * gain
    return weights[f"{name}.conv.weight"] * gain[:, None, None, None], bias[None]


def _product(kernel: FloatArray) -> FloatArray:
    """Return a kernel (outputs, inputs, taps) as a matrix for rows of (taps, inputs)."""
    by_window: FloatArray = kernel.transpose(2, 1, 0).reshape(-1, kernel.shape[0])
    return np.ascontiguousarray(by_window)


def _windows(bands: int, channels: int, taps: int, stride: int) -> tuple[FloatArray, FloatArray]:
    """Return bands within a margin of zeros, and every window of them as a row of the same memory."""
    padded = np.zeros((bands + taps - 1, channels), np.float32)
    row, item = padded.strides
    shape = (bands // stride, taps * channels)
    windows = np.lib.stride_tricks.as_strided(padded, shape, (stride * row, item))
    return padded[taps // 2 : taps // 2 + bands], windows
