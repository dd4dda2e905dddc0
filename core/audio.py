"""Sound in memory and in files.

Owns ``Audio`` and ``Mixture`` and their reading and writing. Long sound lives in scratch files (``core.scratch``), which
look like arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Audio:
    """Sampled sound.

    Attributes
    ----------
    samples : ndarray (channels, samples), float32, C-contiguous, read-only
        Full scale is +-1; may be a memory map.
    rate : int
        Sample rate in Hz.
    """

    samples: NDArray[np.float32]
    rate: int

    def __post_init__(self) -> None:
        if self.samples.ndim != 2 or self.samples.dtype != np.float32:
            raise ValueError("samples must be float32 of shape (channels, samples)")
        view = self.samples.view() if self.samples.flags.c_contiguous else np.ascontiguousarray(self.samples)
        view.flags.writeable = False
        object.__setattr__(self, "samples", view)

    @property
    def channels(self) -> int:
        """Number of channels."""
        return self.samples.shape[0]

    @property
    def length(self) -> int:
        """Number of samples of a channel."""
        return self.samples.shape[1]

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.length / self.rate


@dataclass(frozen=True, eq=False)
class Mixture(Audio):
    """The song as it was opened.

    Attributes
    ----------
    path : Path or None
        File that it came from.
    sha256 : str
        Of the file, lower-case hexadecimal; empty where there is no file.
    subtype : str
        soundfile's name of the sample format, e.g. ``PCM_16``.
    """

    path: Path | None = None
    sha256: str = ""
    subtype: str = ""
