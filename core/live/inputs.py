"""Where a live split gets its sound from: what all inputs have in common, and files.

Owns how a file is read block by block. Devices are in ``devices``.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import numpy as np

from core.audio_reading import Report, next_block, opened_stream
from core.stft import FloatArray

_BLOCK = 8192


class LiveInput(Protocol):
    """Something that sound comes from.

    Attributes
    ----------
    name : str
        For the user.
    rate, channels : int
    is_live : bool
        Whether it gives its sound in real time; a file gives it as fast as it is asked.
    """

    name: str
    rate: int
    channels: int
    is_live: bool

    @property
    def latency_s(self) -> float:
        """From the sound to what waits."""

    @property
    def waiting(self) -> int:
        """Samples that wait to be read; of a file always enough, until it is over."""

    @property
    def is_over(self) -> bool:
        """Whether nothing comes any more."""

    @property
    def lost(self) -> int:
        """How often sound was lost because nobody read it."""

    @property
    def reason(self) -> str:
        """Why it is over before its end; empty otherwise."""

    def start(self) -> None:
        """Give sound from now on; raises CoreError."""

    def read(self, block: FloatArray) -> int:
        """Fill the front of (samples, channels) with what waits, and return the number of samples."""

    def close(self) -> None:
        """Give everything back."""


class FileInput:
    """A sound file, read block by block.

    Parameters
    ----------
    path : Path
        Anything that the program opens as a song.
    report : callable, optional
        Gets the share of the decoding that is done where ffmpeg has to do it; returns False to end it.

    Raises
    ------
    AudioReadError
        As of :func:`core.audio.read_mixture`, but for samples that are no numbers.
    """

    is_live = False
    latency_s, lost = 0.0, 0

    def __init__(self, path: Path, report: Report | None = None) -> None:
        self.name, self.reason = path.name, ""
        self._stack = ExitStack()
        self._file = self._stack.enter_context(opened_stream(path, report))
        self.rate, self.channels = int(self._file.samplerate), int(self._file.channels)
        self.length = int(self._file.frames)
        self._buffer = np.zeros((_BLOCK, self.channels), np.float32)
        self._begin = self._end = self._done = 0
        self._is_read = False

    @property
    def waiting(self) -> int:
        """See :class:`LiveInput`."""
        return 0 if self.is_over else _BLOCK

    @property
    def is_over(self) -> bool:
        """See :class:`LiveInput`."""
        if self._begin == self._end and not self._is_read:
            self._fill()
        return self._begin == self._end

    def start(self) -> None:
        """See :class:`LiveInput`."""

    def read(self, block: FloatArray) -> int:
        """See :class:`LiveInput`."""
        done = 0
        while done < len(block) and not self.is_over:
            count = min(len(block) - done, self._end - self._begin)
            block[done : done + count] = self._buffer[self._begin : self._begin + count]
            self._begin += count
            done += count
        return done

    def close(self) -> None:
        """See :class:`LiveInput`."""
        self._stack.close()

    def _fill(self) -> None:
        self._begin = 0
        self._end, gave_up = next_block(self._file, self._buffer)
        self._done += self._end
        self._is_read = gave_up or self._end == 0
        if gave_up:
            self.reason = f"{self.name}: the file is damaged after {self._done / self.rate:.1f} s; get it again"
