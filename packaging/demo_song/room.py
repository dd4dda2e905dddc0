"""The room of the demo song: where a source stands, its echo, and its loudness.

Owns the step from dry mono to stereo. The two channels of the reverberation are independent noise, so it has no place.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, sosfilt

Samples = NDArray[np.float64]

REVERB_S = 1.5  # to -60 dB in the middle of the spectrum
BANDS = ((60.0, 250.0, 1.05), (250.0, 2000.0, 1.0), (2000.0, 6000.0, 0.65), (6000.0, 14000.0, 0.4))


def impulse_response(rate: int, rng: np.random.Generator) -> Samples:
    """Return a stereo response (2, samples): a few early echoes, then noise whose high bands die first."""
    length = round(1.3 * REVERB_S * rate)
    t = np.arange(length) / rate
    response = np.zeros((2, length))
    for channel in range(2):
        for low, high, ratio in BANDS:
            noise = sosfilt(butter(2, (low, high), "bandpass", fs=rate, output="sos"), rng.normal(size=length))
            response[channel] += noise * np.exp(-6.9 * t / (ratio * REVERB_S))
        response[channel] *= np.clip((t - 0.018) / 0.03, 0, 1)
        for delay_s in rng.uniform(0.009, 0.055, 7):
            response[channel, round(delay_s * rate)] += 9.0 * np.exp(-delay_s / 0.03) * rng.choice((-1.0, 1.0))
    response *= np.clip((t[-1] - t) / 0.2, 0, 1)
    return response / np.sqrt(np.sum(response**2, axis=1, keepdims=True))


def place(dry: Samples, rate: int, pan: float, wet_db: float, rng: np.random.Generator) -> Samples:
    """Return stereo (2, samples): constant-power pan (-1 left, 1 right) and the source's own reverberation."""
    angle = (pan + 1) * np.pi / 4
    direct = np.stack((np.cos(angle) * dry, np.sin(angle) * dry))
    echo = np.stack([fftconvolve(dry, channel)[: len(dry)] for channel in impulse_response(rate, rng)])
    return direct + 10 ** (wet_db / 20) * echo


def loudness_db(stereo: Samples, rate: int) -> float:
    """Return the level in dB of what is heard: high-passed, treble raised, and only where the source plays."""
    heard = sosfilt(butter(2, 60.0, "highpass", fs=rate, output="sos"), stereo)
    heard = heard + 0.6 * sosfilt(butter(1, 1500.0, "highpass", fs=rate, output="sos"), heard)
    block = round(0.4 * rate)
    blocks = heard[:, : heard.shape[1] // block * block].reshape(2, -1, block)
    power = np.mean(blocks**2, axis=2).sum(axis=0)
    return float(10 * np.log10(np.mean(power[power > 1e-2 * power.max()])))
