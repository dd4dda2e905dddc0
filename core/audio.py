"""Sound in memory and in files.

Owns ``Audio`` and ``Mixture``, their reading and resampling. Long sound lives in scratch files (``core.scratch``),
which look like arrays.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from core.audio_reading import Report, decode_file
from core.scratch import release, scratch_array

_BLOCK = 2**18


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
        return int(self.samples.shape[0])

    @property
    def length(self) -> int:
        """Number of samples of a channel."""
        return int(self.samples.shape[1])

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.length / self.rate


class LaterAudio(Audio):
    """Sound whose samples are read when they are asked for, once, by whichever thread asks first.

    Asking raises what the reading raises.
    """

    _channels: int
    _length: int
    _later: _Later

    @classmethod
    def of(cls, rate: int, shape: tuple[int, int], read: Callable[[], NDArray[np.float32]]) -> LaterAudio:
        """Return a sound of ``rate`` Hz whose samples ``read`` returns: ``shape``, float32, C-contiguous, read-only."""
        made = cls.__new__(cls)
        for name, value in (("rate", rate), ("_channels", shape[0]), ("_length", shape[1]), ("_later", _Later(read))):
            object.__setattr__(made, name, value)
        return made

    @property
    def samples(self) -> NDArray[np.float32]:
        """See :class:`Audio`."""
        return self._later.samples()

    @property
    def channels(self) -> int:
        """Number of channels."""
        return self._channels

    @property
    def length(self) -> int:
        """Number of samples of a channel."""
        return self._length

    def __repr__(self) -> str:
        return f"LaterAudio({self._channels} x {self._length}, {self.rate} Hz)"

    def __reduce__(self) -> tuple[Any, ...]:
        # in another process there is nothing to read from
        return Audio, (self.samples, self.rate)


class _Later:
    def __init__(self, read: Callable[[], NDArray[np.float32]]) -> None:
        self._read, self._lock = read, threading.Lock()
        self._found: NDArray[np.float32] | None = None

    def samples(self) -> NDArray[np.float32]:
        with self._lock:
            if self._found is None:
                self._found = self._read()
            return self._found


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


def read_mixture(path: str | Path, *, report: Report | None = None) -> Mixture:
    """Read a song in blocks; a long one goes to a scratch file.

    Parameters
    ----------
    path : str or Path
        Anything that libsndfile decodes; 4 to 384 kHz, 1 to 32 channels.
    report : callable, optional
        Gets the share that is done, 0 to 1, never falling within a pass; returns False to end the reading.

    Returns
    -------
    Mixture
        Integer formats scaled to +-1, floats as they are (also above full scale).

    Raises
    ------
    AudioReadError
        The file is missing, no sound, damaged, shorter than its header promises, not finite, out of the range above,
        or longer than disk and memory allow (found before it is decoded).
    JobCancelled
        ``report`` returned False.
    """
    path = Path(path)
    decoded = decode_file(path, report)
    return Mixture(decoded.samples, decoded.rate, path=path, sha256=decoded.sha256, subtype=decoded.subtype)


def resample(audio: Audio, rate: int) -> Audio:
    """Return the sound at another rate in Hz (soxr, high quality), ``length * rate / audio.rate`` samples long."""
    return audio if rate == audio.rate else Audio(_convert(audio, rate, audio.channels), rate)


def mono(audio: Audio) -> NDArray[np.float32]:
    """Return the mean of all channels, shape (samples,), float32, read-only."""
    channel: NDArray[np.float32] = analysis_audio(audio, audio.rate).samples[0]
    return channel


def analysis_audio(audio: Audio, rate: int) -> Audio:
    """Return the mean of all channels at ``rate`` Hz as one channel; never more than a block in memory at a time."""
    if audio.channels == 1:
        return resample(Audio(audio.samples, audio.rate), rate)
    return Audio(_convert(audio, rate, 1), rate)


def _convert(audio: Audio, rate: int, channels: int) -> NDArray[np.float32]:
    """Return samples (channels, samples) at ``rate``; one channel is the mean of all."""
    length = -(-audio.length * rate // audio.rate)
    converted, done = scratch_array((channels, length)), 0
    stream = None if rate == audio.rate else soxr.ResampleStream(audio.rate, rate, channels, dtype="float32")
    for start in range(0, audio.length, _BLOCK):
        stop = min(start + _BLOCK, audio.length)
        block = audio.samples[:, start:stop]
        if channels != audio.channels:
            block = block.mean(axis=0, keepdims=True)
        if stream is not None:
            block = stream.resample_chunk(np.ascontiguousarray(block.T), last=stop == audio.length).T
        count = min(block.shape[1], length - done)
        converted[:, done : done + count] = block[:, :count]
        release(audio.samples, start, stop)
        release(converted, done, done + count)
        done += count
    return converted
