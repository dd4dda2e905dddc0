"""Exact solvers on songs of any length: window by window, then masks.

Owns the windows in which a solver sees a song, and the masks made of the two parts that it finds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.engines.low_rank.band import Band
from core.engines.low_rank.run import ANALYSIS, LowRankRun, VoiceMasks
from core.engines.stem_run import Share
from core.scratch import scratch_array
from core.stft import FloatArray

_SPLITTING = Share("Splitting voice and accompaniment", 60, 800)
_QUICK_ITERATIONS = 12

Step = Callable[[int, float], bool]


@dataclass(frozen=True)
class Found:
    """The share of the voice in a window, (frames, bins), and what was measured."""

    mask: FloatArray
    figures: dict[str, float]


# (magnitudes (frames, bins) over their level, frames in which the voice is silent, most iterations or 0 for as many as
# are needed, step)
Solver = Callable[[FloatArray, NDArray[np.bool_], int, Step], Found]


def split(run: LowRankRun, solve: Solver, longest_s: float) -> None:
    """Listen ahead, solve window by window, and write the stems.

    Parameters
    ----------
    run : LowRankRun
    solve : callable
        Splits the magnitudes of a window.
    longest_s : float
        Longest window in seconds; windows have the same length, and neighbours overlap by a tenth.
    """
    band = Band.of(run.params)

    def quick(stop: int) -> VoiceMasks:
        def step(iteration: int, part: float) -> bool:
            run.checkpoint()
            return False

        magnitudes = _levelled(run.spectrogram(band.seen, stop=stop))
        found = solve(magnitudes, run.guidance.voice_silent[:stop], _QUICK_ITERATIONS, step)
        return _kept(found.mask, band, run.params.bins)

    run.listen_ahead(quick)
    run.render_voice(_kept(_solved(run, solve, longest_s, band.seen), band, run.params.bins))


def _solved(run: LowRankRun, solve: Solver, longest_s: float, bins: int) -> FloatArray:
    """Return the share of the voice in the whole song, (frames, bins) of the first bins."""
    magnitudes = run.spectrogram(bins, ANALYSIS)
    masks = scratch_array(magnitudes.shape)
    windows = _windows(run.frames, max(1, round(longest_s / run.params.hop_s)))
    covered = 0
    for number, (first, stop) in enumerate(windows):

        def step(iteration: int, part: float, number: int = number) -> bool:
            return run.report(_SPLITTING, (number + part) / len(windows))

        window = _levelled(magnitudes[first:stop])
        found = solve(window, run.guidance.voice_silent[first:stop], _QUICK_ITERATIONS if run.stopped else 0, step)
        run.figures.update(found.figures)
        mask = found.mask
        # neighbours agree where they overlap
        shared = covered - first
        if shared > 0:
            fade = (np.arange(1, shared + 1, dtype=np.float32) / (shared + 1))[:, None]
            mask[:shared] = fade * mask[:shared] + (1 - fade) * masks[first:covered]
        masks[first:stop] = mask
        covered = stop
    run.report(_SPLITTING, 1.0)
    return masks


def _windows(frames: int, longest: int) -> list[tuple[int, int]]:
    """Return windows of one length that cover the frames, each overlapping the one before by a tenth."""
    if frames <= longest:
        return [(0, frames)] if frames else []
    overlap = longest // 10
    count = -(-(frames - overlap) // (longest - overlap))
    length = -(-(frames + (count - 1) * overlap) // count)
    starts = [round(number * (frames - length) / (count - 1)) for number in range(count)]
    return [(start, start + length) for start in starts]


def _kept(masks: FloatArray, band: Band, bins: int) -> VoiceMasks:
    """Return masks that are known in a band (frames, seen)."""

    def known(first: int, magnitudes: FloatArray) -> FloatArray:
        return band.extended(masks[first : first + len(magnitudes)], bins)

    return known


def _levelled(magnitudes: FloatArray) -> FloatArray:
    """Return magnitudes over their root mean square, so that weights mean the same in a soft song and in a loud one."""
    level = np.sqrt(np.mean(np.square(magnitudes, dtype=np.float64)))
    return magnitudes * np.float32(1.0 / level if level > 1e-12 else 0.0)
