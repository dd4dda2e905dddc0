"""The broadcast extension of WAV files: where in a recording their first sample is.

Owns the bytes of the chunk (EBU Tech 3285, version 1). What a stem no longer is, it does not claim: the unique material
identifier and the loudness of the song are left out.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace

from core.export.choice import Bits

_LAYOUT = struct.Struct("<256s32s32s10s8sQH64s190s")
_VERSION = 1
_LONGEST_HISTORY = 2**16
_MODES = {1: "mono", 2: "stereo"}


@dataclass(frozen=True)
class Broadcast:
    """What a chunk says; words are ASCII by the standard, and kept as the bytes they are.

    Attributes
    ----------
    description, originator, reference, date, time : bytes
        At most 256, 32, 32, 10, 8 long.
    time_reference : int
        Of the first sample, in samples since midnight.
    history : bytes
        One line for every step of coding.
    """

    description: bytes = b""
    originator: bytes = b""
    reference: bytes = b""
    date: bytes = b""
    time: bytes = b""
    time_reference: int = 0
    history: bytes = b""

    def moved(self, samples: int) -> Broadcast:
        """Return the same for sound that starts so many samples later."""
        return replace(self, time_reference=min(self.time_reference + samples, 2**64 - 1))

    def coded(self, rate: int, channels: int, bits: Bits) -> Broadcast:
        """Return the same with a line in the history for what is written now (EBU R 98)."""
        mode = f",M={_MODES[channels]}" if channels in _MODES else ""
        line = f"A=PCM,F={rate},W={bits.removesuffix('f')}{mode},T=Stembrush\r\n"
        before = self.history if not self.history or self.history.endswith(b"\n") else self.history + b"\r\n"
        return replace(self, history=before[-_LONGEST_HISTORY:] + line.encode("ascii"))

    def encode(self) -> bytes:
        """Return the content of the chunk: 602 bytes and the history, of even size."""
        words = (self.description, self.originator, self.reference, self.date, self.time)
        content = _LAYOUT.pack(*words, self.time_reference, _VERSION, b"", b"") + self.history
        # libsndfile does not skip the byte behind a chunk of odd size in RF64
        return content + b"\0" * (len(content) % 2)


def decode_broadcast(content: bytes) -> Broadcast | None:
    """Return what a chunk says; None where it is too short to be one."""
    if len(content) < _LAYOUT.size:
        return None
    *words, time_reference, _, _, _ = _LAYOUT.unpack_from(content)
    history = content[_LAYOUT.size :].split(b"\0", 1)[0]
    description, originator, reference, date, time = (word.split(b"\0", 1)[0] for word in words)
    return Broadcast(description, originator, reference, date, time, time_reference, history)
