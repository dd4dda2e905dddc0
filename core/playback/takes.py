"""What can be heard: the song, and the versions of its separation.

Owns how a sound of any number of channels is read as two, and that what is not finished stays silent. Knows no gains
and no time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np

from core.audio import Audio
from core.playback.timeline import FloatArray, eased
from core.scratch import release

MIXTURE: Final = "mixture"
RESIDUAL: Final = "residual"
_HALF_POWER = 0.5**0.5
_RELEASED_SAMPLES = 2**15

What = Literal["mixture", "stems", "residual"]


@dataclass(frozen=True, eq=False)
class Take:
    """What one version of the separation sounds like.

    Attributes
    ----------
    stems : mapping of str to Audio
        By the id of the source, with the residual; of the mixture's rate.
    finished : tuple of (int, int) or None
        Of a preview: spans of samples in which the stems may be heard already; None for everywhere.
    """

    stems: Mapping[str, Audio]
    finished: tuple[tuple[int, int], ...] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What can be read."""
        return tuple(self.stems)

    def read(self, name: str, start: int, stop: int) -> FloatArray:
        """Return samples ``[start, stop)`` of a stem, (2, stop - start); silence outside the song."""
        return read_stereo(self.stems[name], start, stop)

    def sounds_like(self, other: Take) -> bool:
        """Return whether the other one has the same stems, finished in the same places."""
        if self is other:
            return True
        if self.names != other.names or self.finished != other.finished or self.stems.keys() != other.stems.keys():
            return False
        return all(audio is other.stems[name] for name, audio in self.stems.items())


@dataclass(frozen=True, eq=False)
class Sources:
    """Everything that can be heard.

    Attributes
    ----------
    mixture : Audio
    takes : mapping of str to Take
        By a name of the caller's choice, the oldest first.
    """

    mixture: Audio
    takes: Mapping[str, Take] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for take in self.takes.values():
            for name, audio in take.stems.items():
                if audio.rate != self.mixture.rate:
                    raise ValueError(f"{name} has a rate of {audio.rate} Hz, the mixture {self.mixture.rate} Hz")


def read_stereo(audio: Audio, start: int, stop: int) -> FloatArray:
    """Return samples ``[start, stop)`` folded to two channels, (2, stop - start); silence outside the sound."""
    begin, end = max(0, start), min(stop, audio.length)
    if end <= begin:
        return np.zeros((2, stop - start), np.float32)
    samples = audio.samples[:, begin:end]
    fold = fold_matrix(audio.channels)
    folded: FloatArray = samples.copy() if fold is None else fold @ samples
    _release(audio, begin, end)
    if end - begin == stop - start:
        return folded
    block = np.zeros((2, stop - start), np.float32)
    block[:, begin - start : end - start] = folded
    return block


def _release(audio: Audio, begin: int, end: int) -> None:
    """Let the memory of what was read leave, every now and then: it costs more than reading a few samples."""
    first, last = begin // _RELEASED_SAMPLES, end // _RELEASED_SAMPLES
    if last > first:
        release(audio.samples, first * _RELEASED_SAMPLES, last * _RELEASED_SAMPLES)


def gate(spans: tuple[tuple[int, int], ...] | None, start: int, stop: int, length: int, ramp: int) -> FloatArray | None:
    """Return what lets only finished spans through.

    Parameters
    ----------
    spans : tuple of (int, int) or None
        Spans of samples; None for everywhere.
    start, stop : int
        Samples that are asked for.
    length : int
        Of the song; no ramp is needed at its ends.
    ramp : int
        Length of the ramps inside the edges of the spans.

    Returns
    -------
    ndarray (stop - start,), float32, in [0, 1], or None
        None where nothing is held back.
    """
    if spans is None:
        return None
    near = [(begin, end) for begin, end in spans if begin < stop and end > start]
    for begin, end in near:
        if (begin <= 0 or start >= begin + ramp) and (end >= length or stop <= end - ramp):
            return None
    index, share = np.arange(start, stop, dtype=np.float32), np.zeros(stop - start, np.float32)
    for begin, end in near:
        rise = (index - (begin - 1)) / ramp if begin > 0 else np.float32(1)
        fall = (end - index) / ramp if end < length else np.float32(1)
        share = np.maximum(share, np.minimum(rise, fall))
    return eased(np.minimum(share, np.float32(1)))


def channel_names(channels: int) -> str:
    """Return a letter for every channel of a file, in the order of WAV files.

    M is a single channel, L, R and C lie in front, E is for low effects, l and r lie at the sides or behind, c behind;
    more than eight channels are taken as left and right by turns.
    """
    known = {1: "M", 2: "LR", 3: "LRC", 4: "LRlr", 5: "LRClr", 6: "LRCElr", 7: "LRCEclr", 8: "LRCElrlr"}
    return known.get(channels, "LR" * (channels // 2) + "M" * (channels % 2))


def fold_matrix(channels: int) -> FloatArray | None:
    """Return the matrix (2, channels) that folds a song down to two channels; None where it has two.

    One channel goes to both sides. Surround layouts follow ITU-R BS.775 without the channel of low effects. No side
    gets louder than the loudest channel could be.
    """
    if channels == 2:
        return None
    weights = {"M": (1.0, 1.0), "L": (1.0, 0.0), "R": (0.0, 1.0), "E": (0.0, 0.0), "C": (_HALF_POWER, _HALF_POWER)}
    weights |= {"l": (_HALF_POWER, 0.0), "r": (0.0, _HALF_POWER), "c": (0.5, 0.5)}
    matrix = np.array([weights[name] for name in channel_names(channels)]).T
    folded: FloatArray = (matrix / matrix.sum(axis=1).max()).astype(np.float32)
    return folded
