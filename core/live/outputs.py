"""Where a live split goes: what all outputs have in common, files, and nowhere.

Owns that a file begins where its input begins, however much later its sound comes. Devices are in ``devices``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from core.live.recording import Recording
from core.stft import FloatArray

_AS_MUCH_AS_COMES = 2**30


class LiveOutput(Protocol):
    """Something that takes what is heard.

    Attributes
    ----------
    name : str
        For the user.
    is_live : bool
        Whether it takes sound in real time.
    """

    name: str
    is_live: bool

    @property
    def latency_s(self) -> float:
        """From what was taken to what is heard."""

    @property
    def waiting(self) -> int:
        """Samples that wait to be taken."""

    @property
    def room(self) -> int:
        """Samples that may be written now."""

    @property
    def underruns(self) -> int:
        """How often it waited in vain."""

    @property
    def reason(self) -> str:
        """Why it takes no more; empty as long as it does."""

    def start(self) -> None:
        """Take sound from now on; raises CoreError."""

    def write(self, block: FloatArray) -> None:
        """Append samples (samples, channels); raises CoreError."""

    def tend(self, between: int) -> None:
        """Do what has to be done now and then; ``between`` samples wait elsewhere."""

    def end(self) -> None:
        """Say that nothing comes behind what was written."""

    def close(self) -> None:
        """Give everything back; raises CoreError where it cannot be finished."""


class FileOutput:
    """A file, without the silence that a split begins with.

    Parameters
    ----------
    recording : Recording
    late_samples : int
        By how much later its sound comes: so many are left out.
    """

    is_live, latency_s, waiting, room, underruns, reason = False, 0.0, 0, _AS_MUCH_AS_COMES, 0, ""

    def __init__(self, recording: Recording, late_samples: int) -> None:
        self._recording, self._late = recording, late_samples
        self.name = recording.path.name

    @property
    def path(self) -> Path:
        """Where the file is going to be."""
        return self._recording.path

    @property
    def samples(self) -> int:
        """That are in the file."""
        return self._recording.samples

    def start(self) -> None:
        """See :class:`LiveOutput`."""

    def write(self, block: FloatArray) -> None:
        """See :class:`LiveOutput`."""
        left_out = min(self._late, len(block))
        self._late -= left_out
        if left_out < len(block):
            self._recording.write(block[left_out:])

    def tend(self, between: int) -> None:
        """See :class:`LiveOutput`."""

    def end(self) -> None:
        """See :class:`LiveOutput`."""

    def close(self) -> None:
        """See :class:`LiveOutput`."""
        self._recording.finish()

    def discard(self) -> None:
        """Leave nothing behind."""
        self._recording.discard()


class NoOutput:
    """Nobody hears anything: only the stems are recorded."""

    name, is_live, latency_s, waiting, room, underruns, reason = "", False, 0.0, 0, _AS_MUCH_AS_COMES, 0, ""

    def start(self) -> None:
        """See :class:`LiveOutput`."""

    def write(self, block: FloatArray) -> None:
        """See :class:`LiveOutput`."""

    def tend(self, between: int) -> None:
        """See :class:`LiveOutput`."""

    def end(self) -> None:
        """See :class:`LiveOutput`."""

    def close(self) -> None:
        """See :class:`LiveOutput`."""
