"""The label matrix of Ewert & Sandler 2017: which component may sound in which frame.

Owns the step from notes and activity to components with their allowed frames. Every source and pitch has several
components; the first stand for the onset of a note, the others for what follows. Allowed frames are kept as spans,
since a song of an hour has components x frames beyond any memory.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.annotation.model import ActivityState, Annotation, Note
from core.stft import StftParams

SpanArray = NDArray[np.int64]

# notes that ended less than this before a rest ring into it
_RINGING_S = 1.0


class Role(StrEnum):
    """What a component stands for in a note."""

    ONSET = "onset"
    EARLY = "early"
    SUSTAIN = "sustain"
    FREE = "free"


@dataclass(frozen=True)
class Component:
    """One row of the label matrix; a free one has no pitch, and no source where its sound is nobody's."""

    source_id: str | None
    pitch: float | None
    role: Role
    index: int


@dataclass(frozen=True)
class LabelRule:
    """When one of a pitch's components may sound, relative to a note.

    The allowed frames are those whose centre lies between ``start + from_s`` and the earlier of ``start + until_s`` and
    ``end + after_end_s``; infinity sets no bound.
    """

    role: Role
    from_s: float
    until_s: float = math.inf
    after_end_s: float = math.inf


def published_rules(
    components_per_pitch: int, onset_tolerance_s: float, sustain_tolerance_s: float
) -> tuple[LabelRule, ...]:
    """Return the rules of Ewert & Sandler 2017, section 3: one onset component, the others for the sustain phase.

    Parameters
    ----------
    components_per_pitch : int
        P >= 2.
    onset_tolerance_s, sustain_tolerance_s : float
        Allowed before the start, and for the onset component also after it; allowed after the end of a note.
    """
    if components_per_pitch < 2:
        raise ValueError("a pitch needs at least two components")
    onset = LabelRule(Role.ONSET, -onset_tolerance_s, until_s=onset_tolerance_s)
    sustain = LabelRule(Role.SUSTAIN, -onset_tolerance_s, after_end_s=sustain_tolerance_s)
    return (onset, *[sustain] * (components_per_pitch - 1))


def age_rules(onset_tolerance_s: float, sustain_tolerance_s: float) -> tuple[LabelRule, ...]:
    """Return rules by the time since the onset: the stroke, the first 0.4 s, and the rest of a note.

    Parameters
    ----------
    onset_tolerance_s, sustain_tolerance_s : float
        Allowed before the start and after the end of a note.
    """
    return (
        LabelRule(Role.ONSET, -onset_tolerance_s, onset_tolerance_s, sustain_tolerance_s),
        LabelRule(Role.EARLY, 0.0, 0.4, sustain_tolerance_s),
        LabelRule(Role.SUSTAIN, onset_tolerance_s, after_end_s=sustain_tolerance_s),
    )


@dataclass(frozen=True, eq=False)
class LabelMatrix:
    """The binary matrix L (components, frames) as spans of ones.

    Attributes
    ----------
    components : tuple of Component
        What each row stands for.
    spans : tuple of ndarray (n, 2), int64
        For every row the spans ``first <= frame < stop`` of ones: sorted, apart from each other.
    frames : int
    """

    components: tuple[Component, ...]
    spans: tuple[SpanArray, ...]
    frames: int

    def dense(self) -> NDArray[np.bool_]:
        """Return the matrix itself, shape (components, frames)."""
        matrix = np.zeros((len(self.components), self.frames), bool)
        for row, spans in zip(matrix, self.spans, strict=True):
            for first, stop in spans:
                row[first:stop] = True
        return matrix


def build_label_matrix(
    annotation: Annotation,
    params: StftParams,
    frames: int,
    rules: tuple[LabelRule, ...],
    free: int = 0,
    *,
    free_per_source: int = 0,
    ring_out: bool = False,
) -> LabelMatrix:
    """Return the label matrix of all notes of an annotation, and of its sources without notes.

    Parameters
    ----------
    annotation : Annotation
        Where a source is labelled silent its components are zero; unknown changes nothing.
    params : StftParams
        The frame grid, at the rate in which the annotation counts samples.
    frames : int
        Number of frames of the song.
    rules : tuple of LabelRule
        One per component of a source and pitch, in their order.
    free : int
        Components without a source, allowed everywhere, after all others.
    free_per_source : int
        Components of a source without notes (:func:`painted_sources`), allowed wherever it is not labelled silent.
    ring_out : bool
        In rests of the whole song, and after its last note, let the notes before ring on.
    """
    components: list[Component] = []
    spans: list[SpanArray] = []
    silences: list[SpanArray] = []
    everywhere = np.array([[0, frames]], np.int64).reshape(-1, 2)
    painted = painted_sources(annotation)
    for source in annotation.sources:
        silent = labelled_spans(annotation, source.id, ActivityState.SILENT, params)
        by_pitch: dict[float | None, list[Note]] = {}
        for note in annotation.notes_of(source.id):
            by_pitch.setdefault(note.pitch, []).append(note)
        for pitch in sorted(by_pitch, key=lambda p: -1.0 if p is None else p):
            for index, rule in enumerate(rules):
                allowed = merge_spans(_rule_span(note, rule, params) for note in by_pitch[pitch])
                components.append(Component(source.id, pitch, rule.role, index))
                spans.append(clip_spans(allowed, frames))
                silences.append(silent)
        for index in range(free_per_source if source.id in painted else 0):
            components.append(Component(source.id, None, Role.FREE, index))
            spans.append(everywhere)
            silences.append(silent)
    if ring_out:
        spans = _rung_out(components, spans, frames, params)
    spans = [subtract_spans(allowed, silent) for allowed, silent in zip(spans, silences, strict=True)]
    for index in range(free):
        components.append(Component(None, None, Role.FREE, index))
        spans.append(everywhere)
    return LabelMatrix(tuple(components), tuple(spans), frames)


def _rule_span(note: Note, rule: LabelRule, params: StftParams) -> tuple[int, int]:
    """Frames whose centre is inside the rule's time; at least the one nearest to its middle."""
    start = note.start + rule.from_s * params.rate
    stop = min(note.start + rule.until_s * params.rate, note.stop + rule.after_end_s * params.rate)
    first = int(np.ceil(start / params.hop_samples))
    last = int(np.floor(stop / params.hop_samples))
    if last < first:
        first = last = round((start + stop) / 2 / params.hop_samples)
    return first, last + 1


def _rung_out(components: list[Component], spans: list[SpanArray], frames: int, params: StftParams) -> list[SpanArray]:
    """Let sustain components that end shortly before a rest of all notes sound on until its end."""
    shortly = round(_RINGING_S * params.rate / params.hop_samples)
    everything = np.array([[0, frames]], np.int64)
    sounding = merge_spans(
        (int(first), int(stop))
        for component, allowed in zip(components, spans, strict=True)
        if component.role is not Role.FREE
        for first, stop in allowed
    )
    rests = [(int(first), int(stop)) for first, stop in subtract_spans(everything, sounding) if first > 0]
    longer = []
    for component, allowed in zip(components, spans, strict=True):
        extra = [
            (int(stop), rest_stop)
            for rest_first, rest_stop in rests
            for stop in allowed[:, 1]
            if component.role is Role.SUSTAIN and rest_first - shortly <= stop <= rest_first
        ]
        longer.append(merge_spans([*((int(a), int(b)) for a, b in allowed), *extra]) if extra else allowed)
    return longer


def painted_sources(annotation: Annotation) -> frozenset[str]:
    """Return the ids of the sources that have no notes, but activity or regions."""
    scored = {note.source_id for note in annotation.notes}
    painted = {activity.source_id for activity in annotation.activities}
    painted |= {region.source_id for region in annotation.regions}
    return frozenset(source.id for source in annotation.sources if source.id in painted - scored)


def labelled_spans(annotation: Annotation, source_id: str, state: ActivityState, params: StftParams) -> SpanArray:
    """Return the frames that lie, with their centre, in spans of a source with this state; shape (n, 2)."""
    found = [
        (-(-span.start // params.hop_samples), -(-span.stop // params.hop_samples))
        for span in annotation.activity_of(source_id).spans
        if span.state is state
    ]
    return merge_spans(found)


def merge_spans(spans: Iterable[tuple[int, int]]) -> SpanArray:
    """Return the union of spans, sorted and apart from each other; shape (n, 2)."""
    merged: list[list[int]] = []
    for first, stop in sorted(span for span in spans if span[1] > span[0]):
        if merged and first <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], stop)
        else:
            merged.append([first, stop])
    return np.array(merged, np.int64).reshape(-1, 2)


def clip_spans(spans: SpanArray, frames: int) -> SpanArray:
    """Return the part of the spans inside 0 to ``frames``."""
    clipped = np.clip(spans, 0, frames)
    return clipped[clipped[:, 1] > clipped[:, 0]]


def subtract_spans(spans: SpanArray, holes: SpanArray) -> SpanArray:
    """Return what the spans leave outside the holes (both sorted, apart)."""
    if not len(spans) or not len(holes):
        return np.array(spans, np.int64).reshape(-1, 2)
    # between the holes; every span reaches over some of these gaps, which follow each other
    gap_first = np.concatenate([spans[:1, 0].clip(max=holes[0, 0]), holes[:, 1]])
    gap_stop = np.concatenate([holes[:, 0], spans[-1:, 1].clip(min=holes[-1, 1])])
    begin = np.searchsorted(gap_stop, spans[:, 0], "right")
    counts = np.maximum(0, np.searchsorted(gap_first, spans[:, 1], "left") - begin)
    span = np.repeat(np.arange(len(spans)), counts)
    gap = np.arange(len(span)) - np.repeat(np.cumsum(counts) - counts, counts) + begin[span]
    left = np.stack([np.maximum(spans[span, 0], gap_first[gap]), np.minimum(spans[span, 1], gap_stop[gap])], axis=1)
    return np.asarray(left[left[:, 1] > left[:, 0]], np.int64)
