"""The first templates of sources without notes.

Owns what such a source is taken to sound like before anything is learnt: what the notes leave unexplained in the frames
in which it plays, best where it plays alone, factorised into a few spectra beside those of what is left in its
silences.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from core.annotation.label_matrix import Role, labelled_spans, painted_sources
from core.annotation.model import ActivityState, Annotation
from core.annotation.region_grid import EntryState
from core.engines.score_informed.model import Setup
from core.factorization import Factors, FrameSource
from core.stft import FloatArray

_FRAMES = 800
_LEAST_FRAMES = 40
_UPDATES = 25
# spectra of what is left in frames in which the source is silent: none of it is the source
_BACKGROUND = 12
_EPS = 1e-9
# of a template's mean; nothing of a source is zero for ever
_FLOOR = 1e-2

BoolArray = NDArray[np.bool_]


def free_templates(
    annotation: Annotation,
    setup: Setup,
    source: FrameSource,
    notes: Factors | None,
    generator: np.random.Generator,
    advance: Callable[[float], object],
) -> FloatArray:
    """Return the templates of a setup, those of sources without notes made from what the song has in them.

    Parameters
    ----------
    annotation : Annotation
    setup : Setup
    source : FrameSource
        V.
    notes : Factors or None
        Of the components that have notes, on blocks of the same frames; None where none has.
    generator : numpy Generator
    advance : callable
        Told the share that is done; may raise to leave.

    Returns
    -------
    ndarray (templates, bins), float32
    """
    templates = notes.templates.copy() if notes is not None else setup.templates.copy()
    choices = _choices(annotation, setup)
    known = np.zeros((0, source.bins), np.float32)
    for done, choice in enumerate(choices):
        left = _unexplained(setup, source, notes, choice.number, choice.frames)
        if left.any():

            def first(part: float, done: int = done) -> object:
                return advance((done + 0.5 * part) / len(choices))

            def second(part: float, done: int = done) -> object:
                return advance((done + 0.5 + 0.5 * part) / len(choices))

            others = [known]
            if choice.rank > 0 and len(choice.silent) >= _LEAST_FRAMES:
                silent = _unexplained(setup, source, notes, choice.number, choice.silent)
                others.append(_factorised(silent, known[:0], _BACKGROUND, generator, first))
            rows = setup.template_of[_components(setup, choice.number)]
            templates[rows] = _factorised(left, np.concatenate(others), len(rows), generator, second)
            known = np.concatenate([known, templates[rows]])
    return templates


@dataclass(frozen=True, eq=False)
class _Choice:
    """The frames that tell most of a source.

    Attributes
    ----------
    number : int
        Of the source.
    rank : int
        What is in the way there: 0 nothing else may sound, 1 only notes, 2 also other sources without notes.
    frames, silent : ndarray (frames,), int64
        Rising; and those in which it must not sound.
    """

    number: int
    rank: int
    frames: NDArray[np.int64]
    silent: NDArray[np.int64]


def _choices(annotation: Annotation, setup: Setup) -> list[_Choice]:
    """Return the frames of every source without notes; those that play alone first, which helps to tell the others."""
    frames, painted = setup.labels.frames, painted_sources(annotation)
    numbers = [number for number, one in enumerate(annotation.sources) if one.id in painted]
    allowed = {number: _mask(setup.labels.spans[_components(setup, number)[0]], frames) for number in numbers}
    scored = np.zeros(frames, bool)
    for component, spans in zip(setup.labels.components, setup.labels.spans, strict=True):
        if component.role is not Role.FREE:
            _mark(scored, spans)
    choices = []
    for number in numbers:
        others = np.zeros(frames, bool)
        for other in numbers:
            others |= allowed[other] & (other != number)
        active = _playing(annotation, setup, number, allowed[number])
        ranked = (active & ~scored & ~others, active & ~others, active)
        enough = min(_LEAST_FRAMES, int(active.sum()))
        rank = next(rank for rank, choice in enumerate(ranked) if choice.sum() >= enough)
        chosen, silent = (_spread(np.flatnonzero(mask)) for mask in (ranked[rank], ~allowed[number]))
        choices.append(_Choice(number, rank, chosen, silent))
    return sorted(choices, key=lambda choice: choice.rank)


def _playing(annotation: Annotation, setup: Setup, number: int, allowed: BoolArray) -> BoolArray:
    """Return the frames in which a source plays as far as the user says so; those in which it may, if he does not."""
    spans = labelled_spans(annotation, annotation.sources[number].id, ActivityState.ACTIVE, setup.params)
    active = _mask(spans, setup.labels.frames) & allowed
    held = active if active.any() else _held_frames(setup, number) & allowed
    return held if held.any() else allowed


def _components(setup: Setup, number: int) -> NDArray[np.int64]:
    """Return the free components of a source."""
    return np.array(
        [
            index
            for index, component in enumerate(setup.labels.components)
            if component.role is Role.FREE and setup.stem_of[index] == number
        ],
        np.int64,
    )


def _mask(spans: NDArray[np.int64], frames: int) -> BoolArray:
    mask = np.zeros(frames, bool)
    _mark(mask, spans)
    return mask


def _mark(mask: BoolArray, spans: NDArray[np.int64]) -> None:
    for first, stop in spans:
        mask[first:stop] = True


def _held_frames(setup: Setup, number: int) -> BoolArray:
    """Return the frames in which something belongs to a source."""
    held = np.zeros(setup.labels.frames, bool)
    if setup.regions is not None:
        for block in range(setup.pattern.blocks):
            first, stop = setup.pattern.span(block)
            if setup.regions.touches(first, stop):
                states = setup.regions.states(first, stop)[number]
                held[first:stop] = (states == EntryState.HELD).any(axis=1)
    return held


def _spread(frames: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return at most so many of the frames as are learnt from, evenly spread."""
    if len(frames) <= _FRAMES:
        return frames
    return frames[np.linspace(0, len(frames) - 1, _FRAMES).astype(np.int64)]


def _unexplained(
    setup: Setup, source: FrameSource, notes: Factors | None, number: int, frames: NDArray[np.int64]
) -> FloatArray:
    """Return what the notes leave of some frames, (frames, bins), without what regions keep from a source."""
    left = np.empty((len(frames), source.bins), np.float32)
    for block in np.unique(frames // setup.pattern.block_frames).tolist():
        first, stop = setup.pattern.span(block)
        chosen = np.flatnonzero((frames >= first) & (frames < stop))
        inside = frames[chosen] - first
        part = whole = source.read(first, stop)[inside]
        if notes is not None:
            together = np.zeros(notes.activations.pattern.components, np.int64)
            part = np.maximum(whole - notes.models(block, together, 1)[0, inside], 0.0)
        if setup.regions is not None and setup.regions.touches(first, stop):
            states = setup.regions.states(first, stop)[number, inside]
            part = np.where(states == EntryState.HELD, whole, np.where(states == EntryState.ZERO, 0.0, part))
        left[chosen] = part
    return left


def _factorised(
    V: FloatArray, known: FloatArray, count: int, generator: np.random.Generator, advance: Callable[[float], object]
) -> FloatArray:
    """Return spectra that explain V with what is known already, by KL updates (Lee & Seung 2001).

    Parameters
    ----------
    V : ndarray (frames, bins), float32, >= 0
    known : ndarray (templates, bins), float32
        Stay as they are.
    count : int
        Number of new ones.
    generator : numpy Generator
    advance : callable
        Told the share that is done.

    Returns
    -------
    ndarray (count, bins), float32, > 0
        Rows sum to one.
    """
    spectra = torch.from_numpy(V)
    start = generator.uniform(0.5, 1.5, (count, V.shape[1])).astype(np.float32) * (V.mean(axis=0) + _EPS)
    W = torch.from_numpy(np.concatenate([known, start / start.sum(axis=1, keepdims=True)]).astype(np.float32))
    H = torch.from_numpy(generator.uniform(0.5, 1.5, (len(V), len(W))).astype(np.float32))
    H *= spectra.sum(1, keepdim=True) / len(W)
    for update in range(_UPDATES):
        H *= (spectra / (H @ W + _EPS)) @ W.T
        new = W[len(known) :] * (H[:, len(known) :].T @ (spectra / (H @ W + _EPS)))
        W[len(known) :] = new / (new.sum(1, keepdim=True) + _EPS)
        advance((update + 1) / _UPDATES)
    found = W[len(known) :].numpy()
    found = found + np.float32(_FLOOR / V.shape[1])
    normal: FloatArray = found / found.sum(axis=1, keepdims=True)
    return normal
