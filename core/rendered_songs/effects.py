"""Effects: reverberation, chorus, distortion, equalisation, compression, echo.

Owns sound in, sound out, arrays (channels, samples) at any rate. Draws nothing but the noise of a room.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, sosfilt

FloatArray = NDArray[np.float32]


def room(
    rate: int, channels: int, decay_s: float, bright_hz: float, before_s: float, rng: np.random.Generator
) -> FloatArray:
    """Return a room without the direct sound, unit energy, (channels, samples): noise, its high tones decay first."""
    t = np.arange(int(rate * decay_s * 1.1)) / rate
    noise = rng.standard_normal((channels, len(t)))
    sharp = noise * 10 ** (-3 * t / (0.45 * decay_s))
    dull = filtered(noise, rate, low_pass_hz=bright_hz) * 10 ** (-3 * t / decay_s)
    early = np.zeros((channels, len(t)))
    taps = (rng.uniform(0.003, 0.06, (channels, 8)) * rate).astype(int) % len(t)
    np.put_along_axis(early, taps, rng.normal(0, 6, (channels, 8)), axis=1)
    response = np.pad(0.35 * sharp + dull + early, ((0, 0), (int(before_s * rate), 0)))
    return np.asarray(response / np.sqrt(np.sum(response**2, axis=1, keepdims=True)), np.float32)


def reverberated(sound: FloatArray, response: FloatArray, share: float) -> FloatArray:
    """Return the sound with the room added; ``share`` is the level of the room against the direct sound."""
    wet = fftconvolve(sound, response, axes=1)[:, : sound.shape[1]]
    return np.asarray(sound + np.float32(share) * wet, np.float32)


def filtered(
    sound: NDArray[np.floating], rate: int, low_pass_hz: float = 0.0, high_pass_hz: float = 0.0, order: int = 2
) -> FloatArray:
    """Return the sound without what lies above or below (0 = no such filter; a corner above the band does nothing)."""
    for corner, kind in ((low_pass_hz, "lowpass"), (high_pass_hz, "highpass")):
        if 0 < corner < 0.48 * rate:
            sound = sosfilt(butter(order, corner, kind, fs=rate, output="sos"), sound, axis=-1)
    return np.asarray(sound, np.float32)


def bell(sound: FloatArray, rate: int, centre_hz: float, gain_db: float, width: float = 1.0) -> FloatArray:
    """Return the sound with a peaking filter; ``width`` is its quality (R. Bristow-Johnson's cookbook)."""
    if not 0 < centre_hz < 0.45 * rate:
        return sound
    root, omega = 10 ** (gain_db / 40), 2 * np.pi * centre_hz / rate
    alpha, cosine = np.sin(omega) / (2 * width), -2 * np.cos(omega)
    section = np.array([[1 + alpha * root, cosine, 1 - alpha * root, 1 + alpha / root, cosine, 1 - alpha / root]])
    return np.asarray(sosfilt(section / section[0, 3], sound, axis=-1), np.float32)


def compressed(sound: FloatArray, rate: int, below_peak_db: float, ratio: float) -> FloatArray:
    """Return the sound with what is louder than the threshold (below the loudest moment) held back."""
    hop = max(1, rate // 100)
    frames = -(-sound.shape[1] // hop)
    padded = np.pad(sound, ((0, 0), (0, frames * hop - sound.shape[1])))
    level = 10 * np.log10(np.mean(padded.reshape(len(sound), frames, hop) ** 2, axis=(0, 2)) + 1e-12)
    held = np.maximum(level[1:], level[:-1] - 1.5) if frames > 1 else level
    held = np.concatenate([level[:1], held])[:frames]
    over = np.maximum(held - (held.max() - below_peak_db), 0)
    gain = np.interp(np.arange(sound.shape[1]) / hop, np.arange(frames) + 0.5, -over * (1 - 1 / ratio))
    return np.asarray(sound * 10 ** (gain / 20), np.float32)


def distorted(sound: FloatArray, drive_db: float) -> FloatArray:
    """Return the sound bent by an amplifier that is driven ``drive_db`` above its own level."""
    level = float(np.std(sound[np.abs(sound) > 1e-5])) if np.any(np.abs(sound) > 1e-5) else 1.0
    pushed = sound / level * 10 ** (drive_db / 20)
    return np.asarray(np.tanh(pushed + 0.15) - np.tanh(0.15), np.float32) * np.float32(level)


def chorused(sound: FloatArray, rate: int, depth_s: float, speed_hz: float, share: float) -> FloatArray:
    """Return the sound with a copy whose delay swings; the channels swing apart."""
    samples = np.arange(sound.shape[1])
    copies = []
    for number, channel in enumerate(sound):
        swing = np.sin(2 * np.pi * speed_hz * samples / rate + number * np.pi / 2)
        copies.append(np.interp(samples - rate * (0.012 + depth_s * (1 + swing)), samples, channel, left=0.0))
    return np.asarray(sound + share * np.array(copies), np.float32)


def echoed(sound: FloatArray, rate: int, delay_s: float, share: float, times: int = 3) -> FloatArray:
    """Return the sound with echoes that grow weaker."""
    out = np.array(sound)
    for number in range(1, times + 1):
        late = int(number * delay_s * rate)
        if 0 < late < sound.shape[1]:
            out[:, late:] += np.float32(share**number) * sound[:, :-late]
    return out
