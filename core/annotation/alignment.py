"""A score matched to a song.

Owns the result, ``Alignment``, the order of the steps that lead to it, and what is said to the user about it. The steps
themselves are in ``alignment_features`` (what is compared), ``warping_path`` (the rough course), ``onset_refinement``
(the exact onsets) and ``alignment_checks`` (do the two belong together). Files are read and written in ``midi``.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from core.annotation import alignment_checks, onset_refinement, warping_path
from core.annotation.alignment_features import FRAME_RATE, DoubleArray, SongFeatures, score_features, song_features
from core.annotation.score import Score, ScoreNote, ScoreTrack
from core.audio import Audio
from core.errors import AlignmentError, JobCancelled

Report = Callable[[str, float], bool]

_SHORTEST_NOTE_S = 0.01
_MAX_SCORE_S = 4 * 3600.0
# lets the last onset ring out
_TAIL_FRAMES = 25
_LISTEN, _MATCH, _REFINE = "Listening to the song", "Matching the score", "Finding the onsets"


@dataclass(frozen=True, eq=False)
class Alignment:
    """Which time of the song belongs to which time of the score.

    Attributes
    ----------
    score_times_s, song_times_s : ndarray (points,), float64
        Pairs of times, rising in both; one for every group of notes that begin together.
    cost : float
        Mean distance between what the score says and what is heard along the way, 0 (the same) to 1.
    matched : bool
        False where the score seems to be of another piece or key.
    kept_identity : bool
        True where the score fits as it is, or moved as a whole, or does not match: then its own times are kept.
    messages : tuple of str
        What the user should know, one sentence each; empty where all is well.
    """

    score_times_s: DoubleArray
    song_times_s: DoubleArray
    cost: float
    matched: bool
    kept_identity: bool
    messages: tuple[str, ...] = ()

    def warp(self, score_time_s: float) -> float:
        """Return the song time in seconds of a score time; at the tempo of the score beyond the first and last pair."""
        return float(self.warp_all(np.array([score_time_s]))[0])

    def warp_all(self, score_times_s: DoubleArray) -> DoubleArray:
        """Return the song times of several score times, shape (times,), float64."""
        inside = np.interp(score_times_s, self.score_times_s, self.song_times_s)
        beyond = score_times_s - np.clip(score_times_s, self.score_times_s[0], self.score_times_s[-1])
        result: DoubleArray = inside + beyond
        return result


def align_score(
    audio: Audio, score: Score, *, anchors: Sequence[tuple[float, float]] = (), report: Report | None = None
) -> Alignment:
    """Find out when in a song the notes of a score are played.

    Chroma and onsets of both are matched by multi-scale dynamic time warping (Ewert, Mueller & Grosche 2009); then
    every onset is moved to the attack that can be heard near it. A score that fits already stays as it is.

    Parameters
    ----------
    audio : Audio
    score : Score
    anchors : sequence of (score time, song time), in seconds
        Pairs that are known to be right; the result contains them.
    report : callable, optional
        Gets the stage and the fraction done of the whole, 0 to 1, never falling; may return False to cancel.

    Raises
    ------
    AlignmentError
        The song is silent, the score is empty or too long, or the anchors contradict each other.
    JobCancelled
        ``report`` returned False.
    """
    events = onset_refinement.chords(score)
    _check_score(score, events)
    fixed = _checked_anchors(anchors, audio.duration_s)
    song = song_features(audio, _stage(report, _LISTEN, 0.0, 0.5))
    if song.silent:
        raise AlignmentError(
            "The song is silent, so no score can be matched to it; choose another song or switch alignment off"
        )
    matching = _stage(report, _MATCH, 0.5, 0.8)
    rendered = score_features(score, int(np.ceil(score.end_s * FRAME_RATE)) + _TAIL_FRAMES, partial(matching, 0.0))
    if not rendered.pitched:
        # without pitch on one side, that of the other would only mislead
        song = replace(song, chroma=np.full_like(song.chroma, 12**-0.5))
    frames = [(round(a * FRAME_RATE), round(b * FRAME_RATE)) for a, b in fixed]
    path = warping_path.warping_path(rendered, song, frames, matching)
    score_s = np.array([event.time_s for event in events])
    rough_s, heard = _rough_times(path, score_s, song)
    onsets = rough_s.copy()
    if heard.any():
        audible = [event for event, yes in zip(events, heard, strict=True) if yes]
        onsets[heard] = onset_refinement.refined_onsets(
            audible, rough_s[heard], song.flux, _stage(report, _REFINE, 0.8, 1.0)
        )
        onsets = _extended(score_s, onsets, heard)
    fit = alignment_checks.fit(rendered, song, path)
    offset = None if fixed or not fit.matched else alignment_checks.steady_offset(events, onsets, heard, song)
    astray = not fit.matched and not fixed
    if astray:
        # the way through another piece squeezes and stretches at random: the score's own times mislead less
        onsets = score_s
    elif offset is not None:
        onsets = score_s + offset
    elif fixed:
        score_s, onsets = _with_anchors(score_s, onsets, fixed)
    messages = alignment_checks.messages(fit, rendered, song, path, score_s, heard)
    if astray:
        messages = (*messages, "Its own times are kept.")
    return Alignment(
        score_s,
        onset_refinement.rising(onsets, score_s),
        fit.cost,
        fit.matched,
        astray or offset is not None,
        messages,
    )


def apply_alignment(score: Score, alignment: Alignment) -> Score:
    """Return the score in the song's time.

    The order of tracks and notes stays; every note lasts at least 10 ms, or as long as before where that is less. What
    lies before the song starts is moved to its start.
    """
    tracks = tuple(replace(track, notes=_warped_notes(track, alignment)) for track in score.tracks)
    bars = np.maximum(0.0, alignment.warp_all(np.array(score.bars_s))) if score.bars_s else np.zeros(0)
    return replace(score, tracks=tracks, bars_s=tuple(float(bar) for bar in bars))


def _warped_notes(track: ScoreTrack, alignment: Alignment) -> tuple[ScoreNote, ...]:
    starts = np.maximum(0.0, alignment.warp_all(np.array([note.start_s for note in track.notes])))
    ends = alignment.warp_all(np.array([note.end_s for note in track.notes]))
    shortest = np.array([min(_SHORTEST_NOTE_S, note.end_s - note.start_s) for note in track.notes])
    ends = np.maximum(ends, starts + shortest)
    return tuple(
        replace(note, start_s=float(start), end_s=float(end))
        for note, start, end in zip(track.notes, starts, ends, strict=True)
    )


def _stage(report: Report | None, stage: str, first: float, last: float) -> Callable[[float], None]:
    reached = first

    def advance(fraction: float) -> None:
        nonlocal reached
        reached = max(reached, first + (last - first) * min(1.0, fraction))
        if report is not None and report(stage, reached) is False:
            raise JobCancelled("The alignment was cancelled")

    return advance


def _check_score(score: Score, events: Sequence[onset_refinement.Chord]) -> None:
    if not events:
        raise AlignmentError("The score has no notes; choose another score")
    if score.end_s > _MAX_SCORE_S:
        hours = score.end_s / 3600
        raise AlignmentError(f"The score lasts {hours:.1f} hours; scores of up to 4 hours can be aligned")


def _checked_anchors(anchors: Sequence[tuple[float, float]], duration_s: float) -> list[tuple[float, float]]:
    ordered = sorted((float(a), float(b)) for a, b in anchors)
    for score_s, song_s in ordered:
        if not (score_s >= 0 and 0 <= song_s <= duration_s):
            raise AlignmentError(
                f"The pair of score {score_s:.2f} s and song {song_s:.2f} s lies outside the song; remove it"
            )
    for (score_a, song_a), (score_b, song_b) in itertools.pairwise(ordered):
        if score_b <= score_a or song_b <= song_a:
            raise AlignmentError(
                f"The pairs at {score_a:.2f} s and {score_b:.2f} s of the score contradict each other; remove one"
            )
    return ordered


def _rough_times(
    path: warping_path.Path, score_s: DoubleArray, song: SongFeatures
) -> tuple[DoubleArray, np.typing.NDArray[np.bool_]]:
    """Return a song time for every group of notes, and which of them the song seems to contain."""
    score_frames, song_frames, left_out = path.by_score_frame()
    if len(score_frames) == 0:
        return score_s.copy(), np.zeros(len(score_s), np.bool_)
    first, last = score_frames[0] / FRAME_RATE, score_frames[-1] / FRAME_RATE
    half = 0.5 / FRAME_RATE
    heard = (score_s >= first - half) & (score_s <= last + half)
    nearest = np.clip(np.searchsorted(score_frames, score_s * FRAME_RATE), 0, len(score_frames) - 1)
    heard &= ~left_out[nearest]
    rough = np.interp(score_s, score_frames / FRAME_RATE, song_frames / FRAME_RATE)
    rough += score_s - np.clip(score_s, first, last)
    heard &= (rough >= -half) & (rough <= song.duration_s + half)
    return rough, heard


def _extended(score_s: DoubleArray, onsets: DoubleArray, heard: np.typing.NDArray[np.bool_]) -> DoubleArray:
    """Place what is not heard between its neighbours, and beyond them at the tempo of the score."""
    known_score, known_song = score_s[heard], onsets[heard]
    inside = np.interp(score_s, known_score, known_song)
    result: DoubleArray = inside + score_s - np.clip(score_s, known_score[0], known_score[-1])
    return result


def _with_anchors(
    score_s: DoubleArray, onsets: DoubleArray, anchors: Sequence[tuple[float, float]]
) -> tuple[DoubleArray, DoubleArray]:
    """Add the anchors as pairs and hold the other pairs between them."""
    known_score = np.array([pair[0] for pair in anchors])
    known_song = np.array([pair[1] for pair in anchors])
    after = np.searchsorted(known_score, score_s, side="right")
    lower = np.concatenate([[-np.inf], known_song])[after]
    upper = np.concatenate([known_song, [np.inf]])[after]
    free = np.min(np.abs(score_s[:, None] - known_score[None, :]), axis=1) > onset_refinement.TOGETHER_S
    all_score = np.concatenate([score_s[free], known_score])
    all_song = np.concatenate([np.clip(onsets, lower, upper)[free], known_song])
    order = np.argsort(all_score, kind="stable")
    return all_score[order], all_song[order]
