"""Networks that hear one frame at a time, without allocating.

Owns the frame-by-frame form of the unrolled robust PCA and robust NMF. Numpy only: every array is made once, and a step
writes into them.
"""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.engines.low_rank.band import Band
from core.stft import StftParams

FloatArray = NDArray[np.float32]

_EPS = np.float32(1e-12)
# a song's level is that of its last seconds; a quiet bar must not swell
_LEVEL_FRAMES = 600.0
_TAUGHT_WINDOW = 1024
_MASK_FLOOR = np.float32(1e-9)


class MaskNetwork(Protocol):
    """Says of every frame of a song how much of it is the voice.

    Attributes
    ----------
    bins : int
        That it sees, from 0 Hz on, 15.6 Hz apart.
    lookahead : int
        Frames of the future that a mask waits for.
    """

    @property
    def bins(self) -> int:
        """Number of bins of a frame."""

    @property
    def lookahead(self) -> int:
        """Frames that a mask comes after its own."""

    def reset(self) -> None:
        """Forget what was heard."""

    def step(self, magnitudes: FloatArray, mask: FloatArray) -> None:
        """Write the share of the voice in the next frame.

        Parameters
        ----------
        magnitudes : ndarray (bins,), float32, >= 0
        mask : ndarray (bins,), float32, C-contiguous
            Written: 0 to 1.
        """


class AnyRate:
    """A network on frames of 64 ms at any sample rate: their bins lie as far apart as those that it was taught on.

    Above what it sees the mask goes on as its mean between 5 and 8 kHz; what lies above half the rate is silence to it.
    Allocates nothing in a step.

    Parameters
    ----------
    network : MaskNetwork
        Used by nobody else.
    params : StftParams
        Of the frames, with windows of 64 ms.
    """

    def __init__(self, network: MaskNetwork, params: StftParams) -> None:
        self._network = network
        band = Band.of(params)
        self._seen = min(network.bins, band.seen)
        # in the middle of a full frame nothing but the window's length changes with the rate
        self._scale = np.float32(_TAUGHT_WINDOW / params.window_samples)
        self._high = slice(min(band.high.start, self._seen - 1), self._seen)
        self._magnitudes = np.zeros(network.bins, np.float32)
        self._mask = np.zeros(network.bins, np.float32)

    def reset(self) -> None:
        """Forget what was heard."""
        self._network.reset()

    def step(self, magnitudes: FloatArray, mask: FloatArray) -> None:
        """Write the share of the voice in the next frame, both (bins of the frame,), float32."""
        seen, found = self._seen, self._mask
        np.multiply(magnitudes[:seen], self._scale, out=self._magnitudes[:seen])
        self._network.step(self._magnitudes, found)
        if not math.isfinite(np.add.reduce(found)):
            self._network.reset()
        np.fmax(found, _MASK_FLOOR, out=found)
        np.minimum(found, np.float32(1.0), out=found)
        mask[:seen] = found[:seen]
        mask[seen:] = np.add.reduce(found[self._high]) / np.float32(self._high.stop - self._high.start)


class RunningLevel:
    """The level of a song as far as it was heard: root mean square of its magnitudes, over the last ten seconds."""

    def __init__(self, bins: int) -> None:
        self._squares = np.zeros(bins, np.float32)
        self.reset()

    def reset(self) -> None:
        """Forget what was heard."""
        self._power = 0.0
        self._heard = 0.0

    def follow(self, magnitudes: FloatArray) -> float:
        """Return the level with one more frame (bins,)."""
        np.multiply(magnitudes, magnitudes, out=self._squares)
        power = float(np.add.reduce(self._squares)) / self._squares.size
        # a pause says nothing about the level of what sounds
        if power > 1e-3 * self._power:
            self._heard = min(self._heard + 1.0, _LEVEL_FRAMES)
            self._power += (power - self._power) / self._heard
        return math.sqrt(self._power)


class StreamingUnrolled:
    """The layers of :class:`core.engines.unrolled.network.UnrolledNetwork`, frame by frame.

    Parameters
    ----------
    dictionary : ndarray (bins, q), float32
        U, the decoder.
    encoder : ndarray (q + bins, bins), float32
        W.
    recurrence : ndarray (q + bins, q + bins), float32
        H.
    thresholds : ndarray (q + bins,), float32
        t.
    layers : int
        T.
    is_nonnegative : bool
        Robust NMF rather than robust PCA.
    exponent : float
        Of the soft mask made of the two parts.
    """

    lookahead = 0

    def __init__(
        self,
        dictionary: FloatArray,
        encoder: FloatArray,
        recurrence: FloatArray,
        thresholds: FloatArray,
        layers: int,
        is_nonnegative: bool,
        exponent: float,
    ) -> None:
        self._dictionary = np.ascontiguousarray(dictionary, np.float32)
        self._encoder = np.ascontiguousarray(encoder, np.float32)
        self._recurrence = np.ascontiguousarray(recurrence, np.float32)
        self._thresholds = np.ascontiguousarray(thresholds, np.float32)
        self._layers, self._is_nonnegative, self._exponent = layers, is_nonnegative, np.float32(exponent)
        self.bins, self._rank = dictionary.shape
        self._level = RunningLevel(self.bins)
        size = self._rank + self.bins
        self._scaled = np.zeros(self.bins, np.float32)
        self._accompaniment = np.zeros(self.bins, np.float32)
        self._before, self._code, self._last, self._change = (np.zeros(size, np.float32) for _ in range(4))

    def reset(self) -> None:
        """Forget what was heard."""
        self._level.reset()

    def step(self, magnitudes: FloatArray, mask: FloatArray) -> None:
        """See :meth:`MaskNetwork.step`."""
        level = self._level.follow(magnitudes)
        if level <= 1e-9:
            mask.fill(0.0)
            return
        np.multiply(magnitudes, np.float32(1.0 / level), out=self._scaled)
        np.matmul(self._encoder, self._scaled, out=self._before)
        self._last.fill(0.0)
        for layer in range(self._layers):
            self._shrink()
            if layer + 1 < self._layers:
                np.subtract(self._code, self._last, out=self._last)
                np.matmul(self._recurrence, self._last, out=self._change)
                np.add(self._before, self._change, out=self._before)
                np.copyto(self._last, self._code)
        self._to_mask(mask)

    def _shrink(self) -> None:
        if self._is_nonnegative:
            np.subtract(self._before, self._thresholds, out=self._code)
            np.maximum(self._code, 0.0, out=self._code)
            return
        # soft threshold: b minus b cut to [-t, t]
        np.negative(self._thresholds, out=self._change)
        np.maximum(self._before, self._change, out=self._code)
        np.minimum(self._code, self._thresholds, out=self._code)
        np.subtract(self._before, self._code, out=self._code)

    def _to_mask(self, mask: FloatArray) -> None:
        np.matmul(self._dictionary, self._code[: self._rank], out=self._accompaniment)
        np.abs(self._accompaniment, out=self._accompaniment)
        np.abs(self._code[self._rank :], out=mask)
        if self._exponent != 1.0:
            np.power(mask, self._exponent, out=mask)
            np.power(self._accompaniment, self._exponent, out=self._accompaniment)
        np.add(self._accompaniment, mask, out=self._accompaniment)
        np.add(self._accompaniment, _EPS, out=self._accompaniment)
        np.divide(mask, self._accompaniment, out=mask)
