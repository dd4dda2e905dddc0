"""Sound and spectra as compressed bytes that lose nothing.

Owns the packing of arrays of float32: as FLAC where they are whole steps of 16 or 24 bits, as most sound is, else with
the bytes of a kind together. What is read back is checked: every failure is a ``ValueError``.
"""

from __future__ import annotations

import io
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.project.encoding import as_value_errors, inflated

_FLAC_CHANNELS = 8  # it has no more
# what a piece says to be; the true rate, which FLAC may not be able to say, is told elsewhere
_NOMINAL_RATE = 48_000
_FLOATS, _FLAC_16, _FLAC_24 = b"f", b"\x10", b"\x18"


def floats_to_bytes(values: NDArray[np.float32]) -> bytes:
    """Return an array packed, without its shape."""
    planes = np.ascontiguousarray(values, "<f4").reshape(-1).view(np.uint8).reshape(-1, 4).T
    return zlib.compress(planes.tobytes(), 1)


def floats_from_bytes(data: Any, shape: tuple[int, int]) -> NDArray[np.float32]:
    """Return the array of this shape, read-only; raises ValueError where the bytes are not of it."""
    with as_value_errors():
        size = 4 * shape[0] * shape[1]
        plain = inflated(data, size)
        if len(plain) != size:
            raise ValueError("numbers are missing")
        planes = np.frombuffer(plain, np.uint8).reshape(4, -1)
        values = np.ascontiguousarray(planes.T).reshape(-1).view("<f4").astype(np.float32, copy=False).reshape(shape)
    values.flags.writeable = False
    return values


def sound_to_bytes(samples: NDArray[np.float32]) -> bytes:
    """Return a piece of sound (channels, samples) packed, without its shape."""
    if len(samples) <= _FLAC_CHANNELS:
        for kind, bits in ((_FLAC_16, 16), (_FLAC_24, 24)):
            words, full = samples.T * np.float32(2.0 ** (bits - 1)), 2.0 ** (bits - 1)
            if words.min() >= -full and words.max() < full and (words == np.rint(words)).all():
                return kind + _flac(words.astype(np.int32) << (32 - bits), bits)
    return _FLOATS + floats_to_bytes(samples)


def sound_from_bytes(data: Any, samples: NDArray[np.float32]) -> None:
    """Unpack a piece of sound into an array of its shape; raises ValueError."""
    with as_value_errors():
        if data[:1] == _FLOATS:
            samples[:] = floats_from_bytes(data[1:], (samples.shape[0], samples.shape[1]))
        elif data[:1] in (_FLAC_16, _FLAC_24):
            _read_flac(data[1:], samples)
        else:
            raise ValueError("a piece of sound is of no kind that is known")


def _flac(words: NDArray[np.int32], bits: int) -> bytes:
    import soundfile

    file = io.BytesIO()
    soundfile.write(file, words, _NOMINAL_RATE, subtype=f"PCM_{bits}", format="FLAC")
    return file.getvalue()


def _read_flac(data: bytes, samples: NDArray[np.float32]) -> None:
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            if (file.channels, file.frames) != samples.shape:
                raise ValueError("a piece of sound has another length")
            words = file.read(dtype="int32", always_2d=True)
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise ValueError("a piece of sound cannot be decoded") from error
    if words.T.shape != samples.shape:
        raise ValueError("a piece of sound is cut off")
    samples[:] = words.T * 2.0**-31
