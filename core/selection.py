"""Separating a part of a song: an engine that sees the part, and stems that keep what was outside it.

Owns the cutting of a request and the pasting of its stems, with a fade at both seams. Knows no particular engine.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from core.annotation.model import Activity, Annotation, Example
from core.annotation.representation import later
from core.annotation.solos import solo_spans
from core.audio import Audio, LaterAudio, Mixture
from core.engines.base import Engine, Estimate, Problem, RunContext, SeparationRequest, SeparationResult
from core.scratch import release, scratch_array
from core.stft import FloatArray

Span = tuple[int, int]

# what is heard around the part helps at its seams
_MARGIN_S = 1.0
_FADE_S = 0.02
_PIECE = 2**18


class SelectionEngine:
    """An engine for the samples ``span`` of a song; outside them stems stay as they were, or silent.

    Parameters
    ----------
    engine : Engine
    span : (int, int)
        Samples of the song, not empty.
    before : SeparationResult or None
        Of the same song; its stems of the sources that are asked for again stay outside the span.
    """

    def __init__(self, engine: Engine, span: Span, before: SeparationResult | None) -> None:
        self.info = engine.info
        self._engine, self._span, self._before = engine, span, before

    def problems(self, request: SeparationRequest) -> list[Problem]:
        """See :meth:`core.engines.base.Engine.problems`."""
        return self._engine.problems(cut(request, self._heard(request.mixture)))

    def estimate(self, request: SeparationRequest) -> Estimate:
        """See :meth:`core.engines.base.Engine.estimate`."""
        return self._engine.estimate(cut(request, self._heard(request.mixture)))

    def run(self, request: SeparationRequest, context: RunContext) -> SeparationResult:
        """See :meth:`core.engines.base.Engine.run`."""
        heard = self._heard(request.mixture)
        pasting = _Pasting(request, self._span, heard[0], self._before, context)
        return pasting.pasted(self._engine.run(cut(request, heard), pasting), is_final=True)

    def _heard(self, mixture: Mixture) -> Span:
        margin = round(_MARGIN_S * mixture.rate)
        return max(0, self._span[0] - margin), min(mixture.length, self._span[1] + margin)


def cut(request: SeparationRequest, span: Span) -> SeparationRequest:
    """Return the request for the samples ``span`` of its song alone, with what is known of them.

    Examples are kept wherever they lie: a stretch of the song becomes a sound of its own.
    """
    first, stop = span
    mixture, annotation = request.mixture, request.annotation
    part = replace(mixture, samples=np.ascontiguousarray(mixture.samples[:, first:stop]))
    notes = (replace(n, start=n.start - first) for n in annotation.notes if n.start < stop and n.stop > first)
    activities = (_cut_activity(activity, first, stop) for activity in annotation.activities)
    known: Annotation = annotation.changed(
        activities=tuple(activity for activity in activities if activity.spans),
        regions=tuple(
            replace(region, start=region.start - first, stop=region.stop - first)
            for region in annotation.regions
            if region.start < stop and region.stop > first
        ),
        warp=None,
        examples=(
            *(one for example in annotation.examples for one in _cut_example(example, mixture, first, stop)),
            *_solos_outside(annotation, mixture, first, stop),
        ),
    )
    return replace(request, mixture=part, annotation=known.with_notes(notes).clipped(stop - first))


def _cut_activity(activity: Activity, first: int, stop: int) -> Activity:
    spans = tuple(
        replace(span, start=max(first, span.start) - first, stop=min(stop, span.stop) - first)
        for span in activity.spans
        if span.start < stop and span.stop > first
    )
    return replace(activity, spans=spans)


def _solos_outside(annotation: Annotation, mixture: Mixture, first: int, stop: int) -> Iterator[Example]:
    """Yield where a source plays alone outside a part of the song, as that is cut away with the activity."""
    for source in annotation.sources:
        for start, end in solo_spans(annotation, source.id, mixture.length):
            for begin, finish in ((start, min(end, first)), (max(start, stop), end)):
                if begin < finish:
                    yield Example(source.id, audio=_part(mixture, begin, finish))


def _cut_example(example: Example, mixture: Mixture, first: int, stop: int) -> Iterator[Example]:
    """Yield what an example is for a part of the song."""
    if example.span is None:
        yield example
        return
    start, end = example.span
    if example.audio is None:
        start, end = max(0, start), min(mixture.length, end)
        if start < end:
            yield replace(example, span=None, audio=_part(mixture, start, end))
        return
    low, high = max(start, first), min(end, stop)
    if low >= high:
        yield replace(example, span=None)
        return
    # a true stem: inside it stays one, what it has outside is still the sound of its source
    share = example.audio.rate / mixture.rate
    edges = [round((edge - start) * share) for edge in (low, high)]
    if edges[0] < min(edges[1], example.audio.length):
        inside = _part(example.audio, edges[0], min(edges[1], example.audio.length))
        yield replace(example, span=(low - first, high - first), audio=inside)
    for begin, finish in ((0, edges[0]), (edges[1], example.audio.length)):
        if begin < finish:
            yield replace(example, span=None, audio=_part(example.audio, begin, finish), id=uuid.uuid4().hex)


def _part(audio: Audio, start: int, stop: int) -> Audio:
    """Return a part of a sound; it is copied when an engine runs, not whenever one is asked for problems."""

    def read() -> FloatArray:
        part = np.ascontiguousarray(audio.samples[:, start:stop])
        part.flags.writeable = False
        return part

    return LaterAudio.of(audio.rate, (audio.channels, stop - start), read)


class _Pasting:
    """The context of the run inside, whose previews become those of the whole song."""

    def __init__(
        self,
        request: SeparationRequest,
        span: Span,
        heard_from: int,
        before: SeparationResult | None,
        outer: RunContext,
    ) -> None:
        self._mixture, self._span, self._heard_from, self._outer = request.mixture, span, heard_from, outer
        self._before = dict(before.stems) if before is not None else {}
        shape = request.mixture.samples.shape
        self._stems = {source.id: scratch_array(shape) for source in request.annotation.sources}
        self._residual: FloatArray = scratch_array(shape)
        for start in range(0, shape[1], _PIECE):
            outer.checkpoint()
            self._keep(start, min(start + _PIECE, shape[1]))

    def report(self, stage: str, done: int, total: int | None, **figures: float) -> None:
        """See :class:`core.engines.base.RunContext`."""
        self._outer.report(stage, done, total, **figures)

    def preview(self, result: SeparationResult) -> None:
        """See :class:`core.engines.base.RunContext`."""
        self._outer.preview(self.pasted(result, is_final=False))

    def checkpoint(self) -> bool:
        """See :class:`core.engines.base.RunContext`."""
        return self._outer.checkpoint()

    def pasted(self, result: SeparationResult, is_final: bool) -> SeparationResult:
        """Return the stems of the whole song with those of the part inside."""
        first, stop = self._span
        parts = dict(result.stems)
        for start in range(first, stop, _PIECE):
            end = min(start + _PIECE, stop)
            rest = self._mixture.samples[:, start:end].copy()
            weights = self._weights(start, end)
            for source_id, stem in self._stems.items():
                part = parts[source_id].samples[:, start - self._heard_from : end - self._heard_from]
                stem[:, start:end] = part * weights + self._kept(source_id, start, end) * (1 - weights)
                rest -= stem[:, start:end]
                release(stem, start, end)
            self._residual[:, start:end] = rest
            release(self._residual, start, end)
        length, rate = self._mixture.length, self._mixture.rate
        shifted = [(low + self._heard_from, high + self._heard_from) for low, high in result.finished]
        inside = [(max(low, first), min(high, stop)) for low, high in shifted if low < stop and high > first]
        outside = [(0, first), (stop, length)] if self._before else []
        finished = [(0, length)] if is_final else sorted(span for span in (*inside, *outside) if span[1] > span[0])
        stems = tuple((source_id, Audio(stem, rate)) for source_id, stem in self._stems.items())
        state = later(result.state, self._heard_from) if result.state is not None else None
        residual = Audio(self._residual, rate)
        return replace(result, stems=stems, residual=residual, finished=tuple(finished), state=state)

    def _keep(self, start: int, end: int) -> None:
        """Fill a piece with what was there before."""
        rest = self._mixture.samples[:, start:end].copy()
        for source_id, stem in self._stems.items():
            if source_id in self._before:
                stem[:, start:end] = self._before[source_id].samples[:, start:end]
                rest -= stem[:, start:end]
                release(stem, start, end)
                release(self._before[source_id].samples, start, end)
        self._residual[:, start:end] = rest
        release(self._residual, start, end)

    def _kept(self, source_id: str, start: int, end: int) -> FloatArray:
        before = self._before.get(source_id)
        return before.samples[:, start:end] if before is not None else np.zeros((1, 1), np.float32)

    def _weights(self, start: int, end: int) -> FloatArray:
        """Return how much of the part is heard, 0 to 1: it fades at seams, not at the ends of the song."""
        first, stop = self._span
        fade = max(1, min(round(_FADE_S * self._mixture.rate), (stop - first) // 2))
        samples = np.arange(start, end)
        rising = (samples - first + 0.5) / fade if first > 0 else np.ones(len(samples))
        falling = (stop - samples - 0.5) / fade if stop < self._mixture.length else np.ones(len(samples))
        weights: FloatArray = np.clip(np.minimum(rising, falling), 0.0, 1.0).astype(np.float32)
        return weights
