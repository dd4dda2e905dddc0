"""A stream into voice and accompaniment, frame by frame.

Owns how the mask of a network becomes that of all channels at the stream's own rate, and what happens to samples that
are none. A block is processed without allocating arrays. Knows neither files nor devices.
"""

from __future__ import annotations

import numpy as np

from core.audio_reading import MAX_CHANNELS, MAX_RATE, MIN_RATE
from core.engines.low_rank.band import WINDOW_S
from core.engines.unrolled.streaming import AnyRate, MaskNetwork
from core.errors import LiveError
from core.live.stream_stft import StreamStft
from core.stft import FloatArray, StftParams

HOPS_PER_WINDOW = 4

# samples beyond are mistakes, and those below take the processor a hundred times as long as others
_LOUDEST, _SOFTEST = np.float32(1e10), np.float32(1e-15)


class LiveSplitter:
    """One stream, one network.

    Parameters
    ----------
    network : MaskNetwork
        Is used by this stream only.
    rate : int
        Sample rate in Hz.
    channels : int
        One mask is made for all of them, from the root mean square of their magnitudes.

    Attributes
    ----------
    latency_samples : int
        By how many samples voice and accompaniment come later than what they are of.
    wrong_samples : int
        How many samples were no numbers, or beyond all levels; silence took their place.

    Raises
    ------
    LiveError
        There is no such splitter for this rate or for so many channels.
    """

    def __init__(self, network: MaskNetwork, rate: int, channels: int) -> None:
        if not MIN_RATE <= rate <= MAX_RATE:
            allowed = f"{MIN_RATE // 1000} to {MAX_RATE // 1000} kHz"
            raise LiveError(f"sound of {rate / 1000:g} kHz cannot be split while it plays; use {allowed}")
        if not 1 <= channels <= MAX_CHANNELS:
            raise LiveError(f"sound with {channels} channels cannot be split; use 1 to {MAX_CHANNELS}")
        params = StftParams.for_rate(rate, WINDOW_S, HOPS_PER_WINDOW)
        self.rate, self.channels, self.wrong_samples = rate, channels, 0
        self._network = AnyRate(network, params)
        self._stft = StreamStft(params, channels, network.lookahead)
        self.latency_samples = self._stft.latency_samples
        # transforms are those of unit energy here
        self._scale = np.float32(params.window_samples / channels)
        self._power = np.zeros(params.bins, np.float32)
        self._square = np.zeros(params.bins, np.float32)
        self._magnitudes = np.zeros(params.bins, np.float32)
        self._mask = np.zeros(params.bins, np.float32)
        self._levels = np.zeros((channels, params.hop_samples), np.float32)
        self._fine = np.zeros((channels, params.hop_samples), np.bool_)
        self._loud = np.zeros((channels, params.hop_samples), np.bool_)

    def reset(self) -> None:
        """Forget what was heard, as at the beginning of another song."""
        self._stft.reset()
        self._network.reset()

    def process(self, block: FloatArray, voice: FloatArray, accompaniment: FloatArray) -> None:
        """Take the next samples and give both parts of those that came ``latency_samples`` before.

        Parameters
        ----------
        block : ndarray (samples, channels), float32
            Any number of samples.
        voice, accompaniment : ndarray (samples, channels), float32
            Written; must not overlap with each other or with ``block``. The accompaniment is what came in less the
            voice, so that nothing is lost.
        """
        start, count = 0, len(block)
        while start < count:
            stop = min(count, start + self._stft.room)
            taken = self._stft.exchange(block[start:stop], accompaniment[start:stop], voice[start:stop])
            self._clean(taken)
            if self._stft.room == 0:
                self._next_frame()
            start = stop
        np.subtract(accompaniment, voice, out=accompaniment)

    def _clean(self, samples: FloatArray) -> None:
        """Put silence in the place of what is no sound (channels, count), so that it spoils nothing that follows."""
        count = samples.shape[1]
        levels, fine, loud = self._levels[:, :count], self._fine[:, :count], self._loud[:, :count]
        np.abs(samples, out=levels)
        # neither is true of what is no number
        np.less_equal(levels, _LOUDEST, out=loud)
        np.greater_equal(levels, _SOFTEST, out=fine)
        np.logical_and(loud, fine, out=fine)
        if not fine.all():
            self.wrong_samples += loud.size - int(np.count_nonzero(loud))
            np.logical_not(fine, out=fine)
            np.copyto(samples, np.float32(0.0), where=fine)

    def _next_frame(self) -> None:
        stft = self._stft
        stft.analyse()
        self._measure()
        self._network.step(self._magnitudes, self._mask)
        # anything but rows of real numbers numpy would copy first
        for spectrum in stft.spectrum:
            for part in (spectrum.real, spectrum.imag):
                np.multiply(part, self._mask, out=part)
        stft.synthesise()

    def _measure(self) -> None:
        """Fill the magnitudes that the network sees: the root of the mean over the channels."""
        power, square = self._power, self._square
        power.fill(0.0)
        for spectrum in self._stft.newest:
            np.multiply(spectrum.real, spectrum.real, out=square)
            np.add(power, square, out=power)
            np.multiply(spectrum.imag, spectrum.imag, out=square)
            np.add(power, square, out=power)
        np.multiply(power, self._scale, out=self._magnitudes)
        np.sqrt(self._magnitudes, out=self._magnitudes)
