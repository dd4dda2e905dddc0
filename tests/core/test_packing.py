"""Sound and spectra packed: not a bit is lost, and what is damaged is refused."""

from __future__ import annotations

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from core.project.packing import floats_from_bytes, floats_to_bytes, sound_from_bytes, sound_to_bytes


def steps(bits: int, shape: tuple[int, int]) -> NDArray[np.float32]:
    full = 2 ** (bits - 1)
    return (np.random.default_rng(bits).integers(-full, full, shape) / full).astype(np.float32)


def unpacked(data: bytes, shape: tuple[int, ...]) -> NDArray[np.float32]:
    samples = np.full(shape, np.nan, np.float32)
    sound_from_bytes(data, samples)
    return samples


NOISE = np.random.default_rng(0).standard_normal((2, 500)).astype(np.float32)
SOUNDS = {
    "16 bits": steps(16, (2, 4000)),
    "24 bits": steps(24, (1, 4000)),
    "8 channels": steps(16, (8, 100)),
    "9 channels": steps(16, (9, 100)),
    "floats": NOISE,
    "full scale": np.array([[1.0, -1.0, 0.0, 1.0]], np.float32),
    "louder than full scale": 3.0 * steps(16, (1, 300)),
    "silence": np.zeros((2, 5000), np.float32),
    "one sample": np.array([[0.25]], np.float32),
    "very soft": np.float32(1e-40) * NOISE,
}


@pytest.mark.parametrize("name", SOUNDS)
def test_sound_comes_back_to_the_last_bit(name: str) -> None:
    samples = SOUNDS[name]
    assert np.array_equal(unpacked(sound_to_bytes(samples), samples.shape), samples)


def test_sound_of_a_recording_takes_less_than_its_words() -> None:
    time_s = np.arange(48_000) / 48_000
    tone = np.rint(0.5 * np.sin(2 * np.pi * 440.0 * time_s) * 2**15) / 2**15
    assert len(sound_to_bytes(tone.astype(np.float32)[None])) < 48_000


@pytest.mark.parametrize("name", ["16 bits", "floats"])
def test_damaged_sound_is_refused_or_other_sound(name: str) -> None:
    samples, rng = SOUNDS[name], random.Random(1)
    good = sound_to_bytes(samples)
    for _ in range(100):
        data = bytearray(good)
        for _flip in range(rng.choice([1, 5])):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        cut = bytes(data[: rng.choice([len(data), rng.randrange(len(data))])])
        try:
            assert unpacked(cut, samples.shape).shape == samples.shape
        except ValueError:
            continue


@pytest.mark.parametrize("shape", [(1, 500), (2, 499), (2, 501), (4, 500)])
@pytest.mark.parametrize("name", ["16 bits", "floats"])
def test_sound_of_another_shape_is_refused(shape: tuple[int, int], name: str) -> None:
    data = sound_to_bytes(SOUNDS[name])
    with pytest.raises(ValueError, match=r"length|missing|cut off"):
        unpacked(data, shape)


@pytest.mark.parametrize("data", [b"", b"f", b"?", None, 7, "text", b"\x10fLaC", b"\x18"])
def test_what_is_no_sound_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpacked(data, (1, 10))


def test_spectra_come_back_to_the_last_bit() -> None:
    values = np.abs(NOISE).T
    found = floats_from_bytes(floats_to_bytes(values), (500, 2))
    assert np.array_equal(found, values)
    assert not found.flags.writeable
    with pytest.raises(ValueError, match="missing"):
        floats_from_bytes(floats_to_bytes(values), (501, 2))
    with pytest.raises(ValueError, match="larger"):
        floats_from_bytes(floats_to_bytes(values), (499, 2))
