"""Sound that is known by a key.

Owns the key: the same for the same samples at the same rate, whatever object holds them. Knows no file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from core.audio import Audio, LaterAudio
from core.scratch import release

SoundOf = Callable[[str], Audio]
"""Returns the sound of a key; raises ValueError where there is none."""

_PIECE_VALUES = 2**20
_keys: WeakKeyDictionary[Audio, str] = WeakKeyDictionary()


@dataclass(frozen=True)
class SoundFacts:
    """What is known of a sound before it is read: where it is in the file, Hz, channels, samples."""

    id: int
    rate: int
    channels: int
    length: int


def pieces(channels: int, length: int) -> Iterator[tuple[int, int]]:
    """Yield start and stop of the pieces in which a sound is stored."""
    size = max(1, _PIECE_VALUES // channels)
    for start in range(0, length, size):
        yield start, min(start + size, length)


def stored_audio(key: str, facts: SoundFacts, read: Callable[[], NDArray[np.float32]]) -> Audio:
    """Return the sound of a key without reading it; ``read`` returns (channels, samples), read-only."""
    made = LaterAudio.of(facts.rate, (facts.channels, facts.length), read)
    _keys[made] = key
    return made


class Digest:
    """Makes the key of a sound from its pieces, one after the other."""

    def __init__(self, rate: int, channels: int, length: int) -> None:
        self._digest = hashlib.sha256(f"{rate} {channels} {length} ".encode())

    def add(self, piece: NDArray[np.float32]) -> None:
        """Take in the next piece, (channels, samples)."""
        # there are two zeros, of which some ways of storing know one
        self._digest.update(np.ascontiguousarray(piece + np.float32(0.0), "<f4").tobytes())

    @property
    def key(self) -> str:
        """The key, once all pieces are in: lower-case hexadecimal."""
        return self._digest.hexdigest()


def key_of(audio: Audio) -> str:
    """Return the key of a sound; takes a second for some ten minutes, and no time when it is asked for again."""
    if audio not in _keys:
        digest = Digest(audio.rate, audio.channels, audio.length)
        for start, stop in pieces(audio.channels, audio.length):
            digest.add(audio.samples[:, start:stop])
            release(audio.samples, start, stop)
        _keys[audio] = digest.key
    return _keys[audio]
