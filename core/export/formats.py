"""What the formats hold: channels, rates, sizes, steps.

Owns their limits and the words for them. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.errors import ExportError
from core.export.choice import Bits, Container

BYTES_PER_SAMPLE: Mapping[str, int] = {"16": 2, "24": 3, "32f": 4}
SUBTYPES: Mapping[str, str] = {"16": "PCM_16", "24": "PCM_24", "32f": "FLOAT"}
"""The names that libsndfile has for the numbers of bits."""

AIFF_MOST_BYTES = 2**31 - 2**20
"""Its sizes are signed numbers of 32 bits; some room is for what is beside the sound."""

_FLAC_MOST_CHANNELS, _FLAC_HIGHEST_RATE = 8, 655_350
_FLAC_SHARE = 0.7


@dataclass(frozen=True)
class SoundForm:
    """Everything about a sound file but its samples.

    Attributes
    ----------
    container, bits : str
    rate, channels, length : int
        Hz, channels, samples of a channel.
    tags : mapping of str to str
        By the names that soundfile has for them.
    broadcast : bytes
        Content of a ``bext`` chunk; empty for none. In WAV only.
    channel_mask : int or None
        Speakers of the channels, as in WAVE_FORMAT_EXTENSIBLE; None where the song does not say. In WAV only.
    """

    container: Container
    bits: Bits
    rate: int
    channels: int
    length: int
    tags: Mapping[str, str] = field(default_factory=dict)
    broadcast: bytes = b""
    channel_mask: int | None = None

    @property
    def sound_bytes(self) -> int:
        """Size of the samples without compression."""
        return self.length * self.channels * BYTES_PER_SAMPLE[self.bits]

    @property
    def expected_bytes(self) -> int:
        """About the size of the file."""
        return round(self.sound_bytes * _FLAC_SHARE) if self.container == "flac" else self.sound_bytes


def step_of(bits: Bits) -> float | None:
    """Return the distance of two neighbouring numbers of a format, full scale is 1; None for floats."""
    return None if bits == "32f" else float(2.0 ** (1 - int(bits)))


def check_form(form: SoundForm) -> None:
    """Raise ExportError where a container cannot hold a sound."""
    if form.container == "flac":
        _check_flac(form)
    if form.container == "aiff" and form.sound_bytes > AIFF_MOST_BYTES:
        raise ExportError(
            f"AIFF holds at most {AIFF_MOST_BYTES / 1e9:.1f} GB in a file and a stem of this song has "
            f"{form.sound_bytes / 1e9:.1f} GB; choose WAV or FLAC, or export a shorter selection"
        )


def _check_flac(form: SoundForm) -> None:
    if form.bits == "32f":
        raise ExportError("FLAC holds whole numbers only; choose 16 or 24 bits, or WAV for 32-bit float")
    if form.channels > _FLAC_MOST_CHANNELS:
        raise ExportError(
            f"FLAC holds at most {_FLAC_MOST_CHANNELS} channels and the song has {form.channels}; choose WAV"
        )
    if form.rate > _FLAC_HIGHEST_RATE:
        raise ExportError(f"FLAC holds at most {_FLAC_HIGHEST_RATE} Hz and the song has {form.rate}; choose WAV")
