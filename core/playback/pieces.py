"""A whole sound in pieces, to be heard beside the song.

Owns how a long sound is read bit by bit at another rate, without a seam between the pieces. Plays nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import soxr

from core.audio import Audio
from core.playback.takes import read_stereo

_PIECE_S = 0.5
_FADE_S = 0.005


def pieces_of(audio: Audio, rate: int) -> Iterator[Audio]:
    """Yield a sound from its beginning, as two channels at another rate, faded at both ends.

    Parameters
    ----------
    audio : Audio
        Of any rate and number of channels; only what is asked for is read.
    rate : int
        Of the pieces, in Hz.

    Yields
    ------
    Audio
        Half a second, the last one less.
    """
    resampler = soxr.ResampleStream(audio.rate, rate, 2, "float32") if audio.rate != rate else None
    step, fade = max(1, round(_PIECE_S * audio.rate)), max(1, round(_FADE_S * audio.rate))
    for start in range(0, audio.length, step):
        stop = min(start + step, audio.length)
        index = np.arange(start, stop, dtype=np.float32)
        share = np.minimum(1.0, np.minimum(index, audio.length - 1 - index) / fade).astype(np.float32)
        frames = np.ascontiguousarray((read_stereo(audio, start, stop) * share).T)
        if resampler is not None:
            frames = resampler.resample_chunk(frames, last=stop == audio.length)
        if len(frames):
            yield Audio(np.ascontiguousarray(frames.T), rate)
