"""Dictionaries for tests: columns that are tones or noise, and files that are none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.annotation.model import Dictionary

RATE, WINDOW, HOP = 22050, 2048, 512


def spectrum(sound: NDArray[Any], window: int = WINDOW) -> NDArray[np.float32]:
    """Return the mean magnitudes of a sound, norm 1."""
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / window)
    starts = range(0, len(sound) - window, window // 4)
    mean = np.mean([np.abs(np.fft.rfft(hann * sound[start : start + window])) for start in starts], axis=0)
    return np.asarray(mean / np.linalg.norm(mean), np.float32)


def tone(hz: float, partials: int = 10, rate: int = RATE) -> NDArray[np.float64]:
    times = np.arange(rate // 2) / rate
    numbers = [number for number in range(1, partials + 1) if number * hz < rate / 2]
    return np.sum([np.sin(2 * np.pi * number * hz * times + number) / number for number in numbers], axis=0)


def noise(low_hz: float, high_hz: float, rate: int = RATE) -> NDArray[np.float64]:
    length = rate // 2
    found = np.fft.rfft(np.random.default_rng(int(low_hz)).standard_normal(length))
    frequencies = np.fft.rfftfreq(length, 1 / rate)
    found[(frequencies < low_hz) | (frequencies > high_hz)] = 0
    return np.fft.irfft(found, length)


def dictionary(
    sounds: Sequence[NDArray[Any]] | None = None, rate: int = RATE, window: int = WINDOW, **parts: Any
) -> Dictionary:
    """Return a dictionary of sounds; by default A4, noise, A3."""
    if sounds is None:
        sounds = [tone(440.0, rate=rate), noise(2000, 6000, rate), tone(220.0, rate=rate)]
    columns = np.stack([spectrum(sound, window) for sound in sounds], axis=1)
    given: dict[str, Any] = {
        "source_id": "s", "name": "Violin", "labels": ("",) * len(sounds), "provenance": {"song": "söng.wav"}, **parts,
    }  # fmt: skip
    return Dictionary(columns=columns, rate=rate, window_samples=window, hop_samples=window // 4, **given)


def stemdict_bytes(
    columns: NDArray[Any] | None = None,
    described: dict[str, Any] | None = None,
    entry: dict[str, Any] | None = None,
    more: dict[str, Any] | None = None,
    data: bytes | None = None,
) -> bytes:
    """Return a file as another program might write it, with some parts as a test wants them."""
    found = np.full((3, 2), 3**-0.5, "<f4") if columns is None else columns
    metadata = {
        "format": "stembrush dictionary", "version": "1", "name": "x", "rate": "22050", "window_samples": "4",
        "hop_samples": "2", "labels": '["", ""]', "provenance": "{}", **(described or {}),
    }  # fmt: skip
    tensor = {"dtype": "F32", "shape": list(found.shape), "data_offsets": [0, found.nbytes], **(entry or {})}
    text = json.dumps({"__metadata__": metadata, "columns": tensor, **(more or {})}).encode()
    return len(text).to_bytes(8, "little") + text + (found.tobytes() if data is None else data)
