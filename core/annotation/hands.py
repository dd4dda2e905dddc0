"""Which hand plays which note of a piano part.

Owns the search for the split: notes that begin together are divided at one pitch, so that hands stretch, jump and cross
as little as they can. Knows nothing of files or sources.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.annotation.score import ScoreNote

_TOGETHER_S = 0.03
_BEAM = 12
# semitones: what a hand reaches without effort and what it reaches at all; where the hands meet. These and the costs
# below are the best found on ten two-handed pieces by Bach and Chopin
_EASY_SPAN, _WIDEST_SPAN = 9, 14
_MIDDLE = 64.0
_FINGERS = 5
_STRETCH, _BEYOND_REACH, _FINGER = 0.5, 60.0, 10.0
_MOVE, _REST_S = 0.3, 0.6
_REGISTER = 0.5
_CROSSING = 3.0
# a note held no longer than this into the next is legato, not a held finger
_LEGATO_S = 0.06


@dataclass(frozen=True, slots=True)
class _Hand:
    """Where a hand is: mean pitch and time of what it played last, and (end in s, pitch) of what it may still hold."""

    pitch: float
    at_s: float
    held: tuple[tuple[float, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Path:
    """A way through the notes so far; ``split`` of the last chord's notes are the left hand's."""

    cost: float
    left: _Hand
    right: _Hand
    split: int = 0
    before: _Path | None = None


def right_hand(notes: Sequence[ScoreNote], tick: Callable[[], None] | None = None) -> NDArray[np.bool_]:
    """Tell which notes of a piano part the right hand plays.

    A beam search over chords. Of notes that begin together the lower ones are the left hand's; the costs are the
    stretch of each hand with what it holds, its jumps, its distance from its half of the keyboard and crossings.

    Parameters
    ----------
    notes : sequence of ScoreNote
        In order of their start.
    tick : callable, optional
        Called often; may raise to cancel.

    Returns
    -------
    ndarray (notes,), bool
    """
    chords = _chords(notes)
    beam = [_Path(0.0, _Hand(_MIDDLE - 10, -_REST_S), _Hand(_MIDDLE + 10, -_REST_S))]
    for number, chord in enumerate(chords):
        if tick is not None and number % 256 == 0:
            tick()
        beam = _continued(beam, [notes[index] for index in chord])
    is_right = np.zeros(len(notes), np.bool_)
    path: _Path | None = beam[0]
    for chord in reversed(chords):
        assert path is not None
        is_right[chord[path.split :]] = True
        path = path.before
    return is_right


def _chords(notes: Sequence[ScoreNote]) -> list[list[int]]:
    """Return the notes that begin together, each chord from the lowest up."""
    chords: list[list[int]] = []
    for index, note in enumerate(notes):
        if chords and note.start_s - notes[chords[-1][0]].start_s < _TOGETHER_S:
            chords[-1].append(index)
        else:
            chords.append([index])
    return [sorted(chord, key=lambda index: notes[index].pitch) for chord in chords]


def _continued(beam: list[_Path], chord: list[ScoreNote]) -> list[_Path]:
    """Return the cheapest ways to go on with a chord, best first."""
    at_s = chord[0].start_s
    pitches = [note.pitch for note in chord]
    registers = [
        _REGISTER * sum(p - _MIDDLE for p in pitches[:split] if p > _MIDDLE)
        + _REGISTER * sum(_MIDDLE - p for p in pitches[split:] if p < _MIDDLE)
        for split in range(len(chord) + 1)
    ]
    best: dict[tuple[float, float, int], _Path] = {}
    for path in beam:
        left, right = _released(path.left, at_s), _released(path.right, at_s)
        for split, register in enumerate(registers):
            cost = path.cost + register
            cost += _effort(left, pitches[:split], at_s) + _effort(right, pitches[split:], at_s)
            cost += _crossing(left, right, pitches, split)
            new_left, new_right = _moved(left, chord[:split], at_s), _moved(right, chord[split:], at_s)
            key = (new_left.pitch, new_right.pitch, split)
            if key not in best or cost < best[key].cost:
                best[key] = _Path(cost, new_left, new_right, split, path)
    return sorted(best.values(), key=lambda one: one.cost)[:_BEAM]


def _released(hand: _Hand, at_s: float) -> _Hand:
    held = tuple(one for one in hand.held if one[0] > at_s + _LEGATO_S)
    return hand if len(held) == len(hand.held) else _Hand(hand.pitch, hand.at_s, held)


def _moved(hand: _Hand, notes: list[ScoreNote], at_s: float) -> _Hand:
    if not notes:
        return hand
    mean = sum(note.pitch for note in notes) / len(notes)
    return _Hand(mean, at_s, (*hand.held, *((note.end_s, note.pitch) for note in notes)))


def _effort(hand: _Hand, pitches: list[int], at_s: float) -> float:
    """Return what it costs a hand to play these notes."""
    if not pitches:
        return 0.0
    held = [pitch for _, pitch in hand.held]
    span = max([pitches[-1], *held]) - min([pitches[0], *held])
    cost = _STRETCH * max(0, span - _EASY_SPAN) + (_BEYOND_REACH if span > _WIDEST_SPAN else 0.0)
    cost += _FINGER * max(0, len(pitches) + len(held) - _FINGERS)
    way = abs(sum(pitches) / len(pitches) - hand.pitch)
    return cost + _MOVE * way / (1 + (at_s - hand.at_s) / _REST_S)


def _crossing(left: _Hand, right: _Hand, pitches: list[int], split: int) -> float:
    """Return what it costs that one hand plays beyond what the other holds or has just played."""
    cost = 0.0
    if split:
        limit = min((pitch for _, pitch in right.held), default=right.pitch)
        cost += _CROSSING * max(0.0, pitches[split - 1] - limit)
    if split < len(pitches):
        limit = max((pitch for _, pitch in left.held), default=left.pitch)
        cost += _CROSSING * max(0.0, limit - pitches[split])
    return cost
