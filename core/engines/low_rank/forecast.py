"""How long a split into voice and accompaniment will take and how much memory it will need."""

from __future__ import annotations

from dataclasses import dataclass

from core.engines.base import Estimate, SeparationRequest
from core.engines.low_rank.band import WINDOW_S, Band
from core.scratch import bytes_in_memory
from core.stft import StftParams

# seconds for a million entries of a spectrogram: read twice, and written to one channel of a stem
_READ_S, _RENDER_S = 0.01, 0.012
_START_S = 0.5
_BASE_BYTES = 60 * 2**20


@dataclass(frozen=True)
class Cost:
    """What an engine needs beside reading and writing.

    Attributes
    ----------
    seconds : float
        For a million entries (frames times bins) of the spectrogram in the band that is split.
    frame_s : float
        For a frame, whatever its bins.
    start_s : float
        Whatever the song.
    matrices : int
        Of the size of a window's spectrogram, at once; none for an engine that hears frame by frame.
    longest_s : float
        Length of such a window.
    keeps_masks : bool
        Whether the whole song's spectrogram and masks are there at once.
    """

    seconds: float = 0.0
    frame_s: float = 0.0
    start_s: float = 0.0
    matrices: int = 0
    longest_s: float = 0.0
    keeps_masks: bool = False


def estimate(request: SeparationRequest, cost: Cost) -> Estimate:
    """Return what a run will take; within a factor of two on an idle machine."""
    mixture, sources = request.mixture, len(request.annotation.sources)
    params = StftParams.for_rate(mixture.rate, WINDOW_S)
    entries = params.frames(mixture.length) * params.bins
    frames = params.frames(mixture.length)
    seconds = _START_S + cost.start_s + frames * (cost.frame_s + cost.seconds * Band.of(params).seen / 1e6)
    seconds += entries / 1e6 * mixture.channels * (_READ_S + _RENDER_S * (sources + 1))
    window = min(mixture.length, round(cost.longest_s * mixture.rate))
    memory = _BASE_BYTES + 4 * cost.matrices * params.frames(window) * params.bins
    memory += (sources + 1) * bytes_in_memory(4 * mixture.channels * mixture.length)
    memory += 2 * bytes_in_memory(4 * entries) if cost.keeps_masks else 0
    return Estimate(seconds, memory)
