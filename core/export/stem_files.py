"""One stem in one file: its name, its sample format, its dither.

Owns how samples become the numbers of a WAV or FLAC file and which names files may have. Which stems are written, and
that none is left half written, is in ``export``.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Literal

import numpy as np
import soundfile
from numpy.typing import NDArray

from core.errors import ExportError
from core.scratch import release

Container = Literal["wav", "flac"]
Bits = Literal["16", "24", "32f"]

BLOCK = 1 << 16
"""Samples of a channel that are handled at a time."""

BYTES_PER_SAMPLE: dict[str, int] = {"16": 2, "24": 3, "32f": 4}
_SUBTYPES = {"16": "PCM_16", "24": "PCM_24", "32f": "FLOAT"}
_RF64_FROM_BYTES = 2**32 - 2**20
_FLAC_MAX_CHANNELS, _FLAC_MAX_RATE = 8, 655_350

_RESERVED_CHARACTERS = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICE_NAME = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\.|$)", re.IGNORECASE)
_MAX_NAME_BYTES = 180
_HEAD_BYTES = 4096


def safe_file_names(names: Iterable[str], reserved: Iterable[str] = ("residual",)) -> tuple[str, ...]:
    """Return a file name without extension for every name, usable on Windows, macOS and Linux.

    Letters of any script are kept. Characters and device names that some system reserves are replaced; names that
    a system without upper and lower case would confuse, also with those in ``reserved``, are numbered.
    """
    taken = {name.casefold() for name in reserved}
    safe: list[str] = []
    for name in names:
        base = _RESERVED_CHARACTERS.sub("_", unicodedata.normalize("NFC", name)).strip().rstrip(". ")
        base = re.sub(r"^\.", "_", base) or "stem"
        base = base.encode("utf-8", "replace")[:_MAX_NAME_BYTES].decode("utf-8", "ignore").rstrip(". ")
        if _DEVICE_NAME.match(base):
            base = f"_{base}"
        candidate, number = base, 2
        while candidate.casefold() in taken:
            candidate = f"{base} {number}"
            number += 1
        taken.add(candidate.casefold())
        safe.append(candidate)
    return tuple(safe)


def lies_on_grid(samples: NDArray[np.float32], bits: Bits) -> bool:
    """Return whether every sample is a number of this format already, so that no bits are lost."""
    if bits == "32f":
        return True
    scale = 2.0 ** (int(bits) - 1)
    for start in range(0, samples.shape[1], BLOCK):
        scaled = samples[:, start : start + BLOCK].astype(np.float64) * scale
        if not np.array_equal(scaled, np.rint(scaled)):
            return False
        release(samples, start, start + BLOCK)
    return True


class StemWriter:
    """Writes one file block by block; a context manager.

    Parameters
    ----------
    path : Path
    label : str
        What messages call the stem.
    rate, channels, length : int
        Sample rate in Hz, channels, and samples that will be written (WAV past 4 GB becomes RF64).
    container : {"wav", "flac"}
    bits : {"16", "24", "32f"}
    dither : numpy Generator or None
        Source of triangular dither of +-1 step; None where no bits are lost.

    Attributes
    ----------
    clipped_samples : int
        Samples beyond full scale, limited to it; never in 32f.
    peak : float
        Largest magnitude before limiting, full scale is 1.
    """

    def __init__(
        self,
        path: Path,
        label: str,
        rate: int,
        channels: int,
        length: int,
        container: Container,
        bits: Bits,
        dither: np.random.Generator | None,
    ) -> None:
        self.clipped_samples = 0
        self.peak = 0.0
        self._label = label
        self._bits = bits
        self._dither = dither
        kind = container.upper()
        if container == "wav" and length * channels * BYTES_PER_SAMPLE[bits] > _RF64_FROM_BYTES:
            kind = "RF64"
        # bytes on POSIX: names that are not valid text pass, too
        name: str | bytes = str(path) if os.name == "nt" else os.fsencode(path)
        self._name = name
        self._file = soundfile.SoundFile(name, "w", rate, channels, _SUBTYPES[bits], format=kind)

    def write(self, samples: NDArray[np.floating]) -> NDArray[np.float64]:
        """Write a block and return it as it now stands in the file.

        Parameters
        ----------
        samples : ndarray (channels, samples)

        Returns
        -------
        ndarray (channels, samples), float64
        """
        exact = np.asarray(samples, np.float64)
        if not np.all(np.isfinite(exact)):
            raise ExportError(
                f"{self._label}: the separation gave values that are not numbers, so nothing was written; "
                "separate again with other parameters"
            )
        self.peak = max(self.peak, float(np.max(np.abs(exact), initial=0.0)))
        if self._bits == "32f":
            single = exact.astype(np.float32)
            self._file.write(single.T)
            return single.astype(np.float64)
        scale = 2.0 ** (int(self._bits) - 1)
        steps = exact * scale
        if self._dither is not None:
            steps += self._dither.random(steps.shape, np.float32)
            steps -= self._dither.random(steps.shape, np.float32)
        np.rint(steps, out=steps)
        limited = np.clip(steps, -scale, scale - 1.0)
        self.clipped_samples += int(np.count_nonzero(limited != steps))
        # libsndfile takes the upper bits of whole words
        words = limited.astype(np.int16) if self._bits == "16" else limited.astype(np.int32) << 8
        self._file.write(words.T)
        return limited / scale

    def __enter__(self) -> StemWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if self._bits == "32f" and error is None:
            _clear_time_stamp(self._name)


def _clear_time_stamp(name: str | bytes) -> None:
    """Clear the time in the peak chunk that libsndfile gives float files: equal stems shall be equal files."""
    with open(name, "r+b") as file:
        head = file.read(_HEAD_BYTES)
        chunk = head.find(b"PEAK", 0, head.find(b"data"))
        if chunk >= 0:
            # after the chunk's name, size and version
            file.seek(chunk + 12)
            file.write(bytes(4))


def check_format(container: Container, bits: Bits, rate: int, channels: int) -> None:
    """Raise ExportError where a container cannot hold this sound."""
    if container == "wav":
        return
    if bits == "32f":
        raise ExportError("FLAC holds whole numbers only; choose 16 or 24 bits, or WAV for 32-bit float")
    if channels > _FLAC_MAX_CHANNELS:
        raise ExportError(f"FLAC holds at most {_FLAC_MAX_CHANNELS} channels and the song has {channels}; choose WAV")
    if rate > _FLAC_MAX_RATE:
        raise ExportError(f"FLAC holds at most {_FLAC_MAX_RATE} Hz and the song has {rate}; choose WAV")
