"""Whether a score and a song belong together, and whether the score had to be moved at all.

Owns the decisions after a score was matched to a song, the figures they rest on and the words for them. Knows nothing
of how it was matched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.ndimage
from numpy.typing import NDArray

from core.annotation.alignment_features import (
    FLUX_OFFSET_S,
    FLUX_RATE,
    FRAME_RATE,
    DoubleArray,
    Features,
    SongFeatures,
)
from core.annotation.onset_refinement import Chord, attack_strength
from core.annotation.warping_path import Path, best_turn

_NEAR_FRAMES = 2
# right scores of 12 pieces with rubato, gaps and noise: cost up to 0.31, lead from 0.22; single tracks up to 0.41
# and from 0.2; wrong pieces from 0.46 and up to 0.15; wrong keys from 0.40 and up to 0.24, where another key is better
_SURE_COST = 0.35
_MAX_COST = 0.5
_MIN_LEAD = 0.18
_KEY_MARGIN = 0.1
_NEIGHBOURS = 9
_STEADY_S = 0.015
_MIN_SHARE = 0.92
_NO_OFFSET_S = 0.015
_GAP_S = 2.0


@dataclass(frozen=True)
class Fit:
    """How well a score and a song agree.

    Attributes
    ----------
    cost : float
        1 - mean similarity of chroma along the path, without what only one of both has.
    lead : float
        By how much that similarity exceeds the one in the best other key.
    matched : bool
    pitched : bool
        False for a score of drums, whose cost says nothing.
    """

    cost: float
    lead: float
    matched: bool
    pitched: bool


def fit(score: Features, song: SongFeatures, path: Path) -> Fit:
    """Judge a path."""
    pitched = score.pitched
    use = ~path.jumps()
    if not use.any():
        return Fit(1.0, 0.0, matched=False, pitched=pitched)
    wanted, heard = score.chroma[:, path.score[use]], song.chroma[:, path.song[use]]
    similarity = [float(np.mean(np.sum(np.roll(wanted, turn, axis=0) * heard, axis=0))) for turn in range(12)]
    lead = similarity[0] - max(similarity[1:])
    cost = min(1.0, max(0.0, 1.0 - similarity[0]))
    matched = cost <= _SURE_COST and lead >= _MIN_LEAD
    if not matched and cost <= _MAX_COST and lead >= _MIN_LEAD:
        matched = best_turn(score, song)[0] == 0
    return Fit(cost, lead, matched=matched or not pitched, pitched=pitched)


def steady_offset(
    events: Sequence[Chord], onsets_s: DoubleArray, heard: NDArray[np.bool_], song: SongFeatures
) -> float | None:
    """Return by how many seconds the whole score is to be moved, or None where that does not explain the onsets."""
    spread, share, offset = steadiness(events, onsets_s, heard, song)
    if spread > _STEADY_S or share < _MIN_SHARE:
        return None
    return 0.0 if abs(offset) < _NO_OFFSET_S else offset


def steadiness(
    events: Sequence[Chord], onsets_s: DoubleArray, heard: NDArray[np.bool_], song: SongFeatures
) -> tuple[float, float, float]:
    """Return how far the tempo strays (s), the share of attacks that remains without straying, and the offset (s)."""
    chosen = [event for event, yes in zip(events, heard, strict=True) if yes]
    if not chosen:
        return np.inf, 0.0, 0.0
    score_s = np.array([event.time_s for event in chosen])
    difference = onsets_s[heard] - score_s
    offset = float(np.median(difference))
    smooth = scipy.ndimage.median_filter(difference, min(_NEIGHBOURS, len(chosen)), mode="nearest")
    spread = float(np.percentile(np.abs(smooth - offset), 95))
    moved = strength_at(chosen, onsets_s[heard], song)
    still = strength_at(chosen, score_s + offset, song)
    return spread, float(np.sum(still) / max(np.sum(moved), 1e-9)), offset


def strength_at(events: Sequence[Chord], onsets_s: DoubleArray, song: SongFeatures) -> DoubleArray:
    """Return how strongly every chord begins within 13 ms of its onset."""
    frames = np.round((onsets_s - FLUX_OFFSET_S) * FLUX_RATE).astype(np.int64) - _NEAR_FRAMES
    width = 2 * _NEAR_FRAMES + 1
    return np.array(
        [
            attack_strength(event, song.flux, int(frame), width).max()
            for event, frame in zip(events, frames, strict=True)
        ]
    )


def messages(
    fit: Fit, score: Features, song: SongFeatures, path: Path, score_s: DoubleArray, heard: NDArray[np.bool_]
) -> tuple[str, ...]:
    """Return what the user should know."""
    if not fit.matched:
        turn, margin = best_turn(score, song)
        if turn and margin >= _KEY_MARGIN:
            direction = "low" if turn > 0 else "high"
            interval = "1 semitone" if abs(turn) == 1 else f"{abs(turn)} semitones"
            return (f"The score seems to be {interval} too {direction} for this song; transpose it and try again.",)
        return ("The score does not seem to be of this song; check that both are the same piece.",)
    if not fit.pitched:
        return ("The score has drums only, so it could not be checked whether it belongs to this song.",)
    return _one_sided(path, song, score_s, heard)


def _one_sided(path: Path, song: SongFeatures, score_s: DoubleArray, heard: NDArray[np.bool_]) -> tuple[str, ...]:
    """Name the parts that only the score or only the song has."""
    said = []
    for start, stop in _runs(~heard):
        # up to the next chord that is heard, or to the last that is not
        first, last = score_s[start], score_s[min(stop, len(score_s) - 1)]
        if last - first >= _GAP_S:
            said.append(f"The song leaves out {_clock(first)} to {_clock(last)} of the score.")
    for start, stop in _runs(path.stays()):
        first, last = path.song[start] / FRAME_RATE, path.song[stop - 1] / FRAME_RATE
        if last - first >= _GAP_S:
            said.append(f"The score has nothing for {_clock(first)} to {_clock(last)} of the song.")
    before, after = path.song[0] / FRAME_RATE, song.duration_s - path.song[-1] / FRAME_RATE
    if before >= _GAP_S:
        said.append(f"The score has nothing for {_clock(0)} to {_clock(before)} of the song.")
    if after >= _GAP_S:
        said.append(
            f"The score has nothing for {_clock(song.duration_s - after)} to {_clock(song.duration_s)} of the song."
        )
    return tuple(said)


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return [(int(start), int(stop)) for start, stop in zip(edges[::2], edges[1::2], strict=True)]


def _clock(time_s: float) -> str:
    return f"{int(time_s // 60)}:{time_s % 60:04.1f}"
