"""The coarse path: which frame of the score meets which frame of the song.

Owns dynamic time warping over several resolutions in bounded memory (after Prätzlich, Driedger & Mueller 2016), with
the kernel of synctoolbox. Knows nothing of notes or seconds.
"""

from __future__ import annotations

import contextlib
import io
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from core.annotation.alignment_features import FRAME_RATE, DoubleArray, Features, FloatArray, normalised

IntArray = NDArray[np.int64]

_COARSEST_CELLS = 3_000_000
_COARSE_RATE = 5.0
# frames before and after both that what the other has in excess may meet: dearer than half a match, cheaper than most
# else, so that what belongs together is not left out and what does not is not squeezed in
_MARGIN_FRAMES = 50
_MARGIN_COST = 0.5
_FINE_MARGIN_COST = 0.4
_SILENCE_COST = 0.25
_STAY_FRAMES = 25
_STEP_FRAMES = 600
_LOOK_AHEAD_FRAMES = 300
_STEPS = np.array([[1, 0], [0, 1], [1, 1]], np.int64)
# a small cost of every step keeps the path from running to and fro where nothing can be told apart
_STEP_COST = 0.3
_STEP_WEIGHTS = np.array([1.0, 1.0, 1.0])


@dataclass(frozen=True, eq=False)
class Path:
    """A path through both.

    Attributes
    ----------
    score, song : ndarray (steps,), int64
        Frames, neither ever falling. Empty where the two do not overlap.
    """

    score: IntArray
    song: IntArray

    def by_score_frame(self) -> tuple[IntArray, DoubleArray, NDArray[np.bool_]]:
        """Return the score frames that meet the song, the song frames they meet, and which the song leaves out.

        Where the song stays longer than half a second on one frame of the score, it plays something else: the score
        goes on after that.
        """
        frames, first, counts = np.unique(self.score, return_index=True, return_counts=True)
        last = first + counts - 1
        song = self.song.astype(np.float64)
        met = np.where(counts > _STAY_FRAMES, song[last], 0.5 * (song[first] + song[last])) if len(frames) else song
        return frames, met, self._left_out(frames)

    def _left_out(self, frames: IntArray) -> NDArray[np.bool_]:
        _, first, counts = np.unique(self.song, return_index=True, return_counts=True)
        left_out = np.zeros(len(frames), np.bool_)
        for start, count in zip(first, counts, strict=True):
            if count > _STAY_FRAMES:
                low, high = np.searchsorted(frames, self.score[[start, start + count - 1]])
                left_out[low + 1 : high] = True
        return left_out

    def stays(self) -> NDArray[np.bool_]:
        """Return which steps belong to a part that only the song has."""
        return _repeats(self.score)

    def jumps(self) -> NDArray[np.bool_]:
        """Return which steps belong to a part that only one of the two has."""
        return _repeats(self.score) | _repeats(self.song)


def _repeats(frames: IntArray) -> NDArray[np.bool_]:
    _, place, counts = np.unique(frames, return_inverse=True, return_counts=True)
    many: NDArray[np.bool_] = counts[place] > _STAY_FRAMES
    return many


def warping_path(
    score: Features, song: Features, anchors: Sequence[tuple[int, int]], advance: Callable[[float], None]
) -> Path:
    """Match the frames of a score to those of a song.

    Parameters
    ----------
    score, song : Features
        At ``FRAME_RATE``. Either may begin before the other, or go on after it.
    anchors : sequence of (score frame, song frame)
        Pairs that the path must cross, rising in both.
    advance : callable
        Gets the fraction done; may raise to cancel.
    """
    margin = max(_MARGIN_FRAMES, 2 * _coarsest_factor(score.frames, song.frames))
    padded = [_Sequence.of(part, margin) for part in (score, song)]
    inner_anchors = [(a + margin, b + margin) for a, b in anchors]
    corners = [(0, 0), *inner_anchors, (padded[0].frames - 1, padded[1].frames - 1)]
    whole = padded[0].frames + padded[1].frames
    pieces: list[IntArray] = []
    done = 0
    for (score_start, song_start), (score_stop, song_stop) in itertools.pairwise(corners):
        inner = _between(
            padded[0].cut(score_start, score_stop + 1),
            padded[1].cut(song_start, song_stop + 1),
            partial(_advance, advance, done, whole),
        )
        pieces.append(inner + np.array([[score_start], [song_start]]))
        done += score_stop - score_start + song_stop - song_start
    cells = np.concatenate(pieces, axis=1) - margin
    ends = np.array([[score.frames], [song.frames]])
    cells = cells[:, np.all((cells >= 0) & (cells < ends), axis=0)]
    return Path(cells[0], cells[1])


def _advance(advance: Callable[[float], None], base: float, whole: float, cells: float) -> None:
    advance(min(1.0, (base + cells) / whole))


def best_turn(score: Features, song: Features) -> tuple[int, float]:
    """Return by how many semitones (-5 to 6) the score should be raised to meet the song best.

    Only chroma are compared, roughly. The second figure is how much cheaper (0 to 1) that is than the next best.
    """
    factor = _coarsest_factor(score.frames, song.frames)
    pooled_score, pooled_song = _pooled(score.chroma, factor), _pooled(song.chroma, factor)
    costs: dict[int, float] = {}
    for turn in range(-5, 7):
        distance = 1.0 - np.roll(pooled_score, turn, axis=0).T @ pooled_song
        path = _kernel(_STEP_COST + distance)
        costs[turn] = float(np.mean(distance[path[0], path[1]]))
    best, second = sorted(costs, key=lambda turn: costs[turn])[:2]
    return best, costs[second] - costs[best]


@dataclass(frozen=True, eq=False)
class _Sequence:
    """Features with margins; ``margin`` says which frames are none of the music."""

    chroma: FloatArray
    onsets: FloatArray | None
    margin: NDArray[np.bool_]

    @property
    def frames(self) -> int:
        return len(self.margin)

    @classmethod
    def of(cls, features: Features, margin: int) -> _Sequence:
        sides = ((0, 0), (margin, margin))
        outside = np.ones(features.frames + 2 * margin, np.bool_)
        outside[margin:-margin] = False
        return cls(np.pad(features.chroma, sides), np.pad(features.onsets, sides), outside)

    def cut(self, start: int, stop: int) -> _Sequence:
        onsets = None if self.onsets is None else self.onsets[:, start:stop]
        return _Sequence(self.chroma[:, start:stop], onsets, self.margin[start:stop])

    def pooled(self, factor: int) -> _Sequence:
        if factor == 1:
            return self
        outside = np.logical_and.reduceat(self.margin, np.arange(0, self.frames, factor))
        return _Sequence(_pooled(self.chroma, factor), None, outside)


def _between(score: _Sequence, song: _Sequence, advance: Callable[[float], None]) -> IntArray:
    factor = _coarsest_factor(score.frames, song.frames)
    path = _kernel(_cost(score.pooled(factor), song.pooled(factor)))
    while factor > 1:
        finer = 1 if factor <= 20 else factor // 8
        path = _refined(score, song, path, factor, finer, advance)
        factor = finer
    return path


def _coarsest_factor(score_frames: int, song_frames: int) -> int:
    """Return the frames per coarse frame at which the whole matrix stays small."""
    wanted = max(FRAME_RATE / _COARSE_RATE, float(np.sqrt(score_frames * song_frames / _COARSEST_CELLS)))
    return max(1, min(int(np.ceil(wanted)), min(score_frames, song_frames) // 4))


def _refined(
    score: _Sequence, song: _Sequence, path: IntArray, factor: int, finer: int, advance: Callable[[float], None]
) -> IntArray:
    """Follow a path at a finer resolution, piece by piece: each starts where the last is sure, and looks ahead."""
    fine = [part.pooled(finer) for part in (score, song)]
    shape = np.array([part.frames for part in fine])
    guide = np.minimum(np.round((path + 0.5) * (factor / finer)).astype(np.int64), shape[:, None] - 1)
    guide[:, -1] = shape - 1
    way = guide.sum(axis=0)
    cell = np.zeros(2, np.int64)
    pieces: list[IntArray] = []
    while True:
        target = int(np.searchsorted(way, cell.sum() + 2 * (_STEP_FRAMES + _LOOK_AHEAD_FRAMES)))
        last = target >= guide.shape[1] - 1
        end = guide[:, -1] if last else np.maximum(guide[:, target], cell)
        parts = [part.cut(int(start), int(stop) + 1) for part, start, stop in zip(fine, cell, end, strict=True)]
        inner = _kernel(_cost(parts[0], parts[1])) + cell[:, None]
        if last:
            pieces.append(inner)
            return np.concatenate(pieces, axis=1)
        keep = max(1, int(np.searchsorted(inner.sum(axis=0), end.sum() - 2 * _LOOK_AHEAD_FRAMES)))
        pieces.append(inner[:, :keep])
        cell = inner[:, keep]
        # a coarser level is short and counts for nothing
        advance(float(cell.sum()) if finer == 1 else 0.0)


def _cost(score: _Sequence, song: _Sequence) -> DoubleArray:
    """Return the cost of meeting, shape (score frames, song frames): cosine of chroma + distance of onsets."""
    cost = _STEP_COST + 1.0 - score.chroma.T @ song.chroma
    outside = _MARGIN_COST
    if score.onsets is not None and song.onsets is not None:
        squares = np.sum(score.onsets**2, axis=0)[:, None] + np.sum(song.onsets**2, axis=0)[None, :]
        distance = np.sqrt(np.maximum(0.0, squares - 2.0 * (score.onsets.T @ song.onsets)))
        cost = 0.5 * cost + 0.5 * distance
        outside = _FINE_MARGIN_COST
    # silence belongs outside the music sooner than into a rest
    cost[score.margin, :] = np.where(_even(song.chroma), _SILENCE_COST * outside / _MARGIN_COST, outside)[None, :]
    cost[:, song.margin] = np.where(_even(score.chroma), _SILENCE_COST * outside / _MARGIN_COST, outside)[:, None]
    cost[np.ix_(score.margin, song.margin)] = 0.0
    return cost.astype(np.float64)


def _even(chroma: FloatArray) -> NDArray[np.bool_]:
    even: NDArray[np.bool_] = np.ptp(chroma, axis=0) < 1e-4
    return even if not even.all() else np.zeros_like(even)


def _kernel(cost: NDArray[np.floating]) -> IntArray:
    """Return the cheapest path, shape (2, steps)."""
    from synctoolbox.dtw.core import compute_warping_path

    # the kernel prints what it was once debugged with
    with contextlib.redirect_stdout(io.StringIO()):
        _, _, path = compute_warping_path(np.ascontiguousarray(cost, np.float64), _STEPS, _STEP_WEIGHTS)
    return np.asarray(path, np.int64)


def _pooled(chroma: FloatArray, factor: int) -> FloatArray:
    """Return chroma averaged over ``factor`` frames."""
    edges = np.arange(0, chroma.shape[1], factor)
    return normalised(np.add.reduceat(chroma, edges, axis=1).astype(np.float32))
