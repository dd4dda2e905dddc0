"""The engine score-nmf: a song with its notes, activity and regions in, stems out.

Owns the order of the work and what is told about it: a quick look at the first seconds to listen to, learning over the
whole song, stems block by block.
"""

from __future__ import annotations

import time
from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from core.annotation.label_matrix import painted_sources
from core.annotation.model import ActivityState, Annotation, Note
from core.audio import Audio
from core.engines.base import (
    EngineInfo,
    EngineState,
    Estimate,
    Problem,
    RunContext,
    SeparationRequest,
    SeparationResult,
)
from core.engines.score_nmf.forecast import estimate
from core.engines.score_nmf.parameters import ScoreNmfParameters
from core.errors import EngineError
from core.scratch import scratch_array
from core.stft import FloatArray

if TYPE_CHECKING:
    from core.engines.score_nmf.learning import Learned
    from core.masking import Separator

_PREVIEW_S = 8.0
_PREVIEW_UPDATES = 6
_PREVIEW_EVERY_S = 3.0


class ScoreNmf:
    """Score-informed NMF, see :mod:`core.engines.score_nmf`."""

    info: ClassVar[EngineInfo] = EngineInfo(
        id="score-nmf",
        title="Score-informed NMF",
        version="2",
        summary=(
            "Learns the sound of every pitch of every source from this song and its notes; sources without notes from "
            "when they play. Painted regions correct it."
        ),
        paper=(
            "S. Ewert and M. Müller: Using score-informed constraints for NMF-based source separation, ICASSP 2012; "
            "method A of S. Ewert and M. B. Sandler: Structured dropout for weak label and multi-instance learning "
            "and its application to score-informed source separation, ICASSP 2017"
        ),
        uses=frozenset({"notes", "activity", "regions"}),
        needs=frozenset(),
        parameters=ScoreNmfParameters,
    )

    def problems(self, request: SeparationRequest) -> list[Problem]:
        """See :meth:`core.engines.base.Engine.problems`."""
        annotation, length = request.annotation, request.mixture.length
        named = {source.id for source in annotation.sources}
        scored = {note.source_id for note in annotation.notes} & named
        painted = painted_sources(annotation)
        if not scored and not painted:
            return [
                Problem(
                    "error",
                    "this engine needs guidance: open the score (MIDI) of the song, or paint when each source plays",
                )
            ]
        heard = {note.source_id for note in annotation.notes if note.start < length and note.start + note.length > 0}
        if not heard and not painted:
            return [Problem("error", "no note of the score lies inside the song; check that it is the right score")]
        found = []
        for source in annotation.sources:
            if source.id not in scored | painted:
                found.append(Problem("warning", f"nothing is known of {source.name}: its stem will be silent"))
            elif source.id in scored - heard:
                found.append(Problem("warning", f"{source.name} has no notes inside the song: its stem will be silent"))
            elif source.id in heard and _only_silent(annotation, source.id):
                text = (
                    f"{source.name} has notes only where it is painted silent: its stem will be silent; paint what "
                    "is right, or move its notes"
                )
                found.append(Problem("warning", text))
        if len(annotation.sources) == 1 and not request.parameters.free_components:
            name = annotation.sources[0].name
            text = (
                f"{name} is alone, so all sound where it may play goes to it; add a source for what else is heard, or "
                "set free components"
            )
            found.append(Problem("warning", text))
        return found

    def estimate(self, request: SeparationRequest) -> Estimate:
        """See :meth:`core.engines.base.Engine.estimate`."""
        return estimate(request)

    def run(self, request: SeparationRequest, context: RunContext) -> SeparationResult:
        """See :meth:`core.engines.base.Engine.run`."""
        for problem in self.problems(request):
            if problem.severity == "error":
                raise EngineError(problem.message)
        return _Run(request, context).separate()


def _only_silent(annotation: Annotation, source_id: str) -> bool:
    """Return whether a source is labelled silent wherever it has notes."""
    spans = annotation.activity_of(source_id).spans
    silent = [(span.start, span.stop) for span in spans if span.state is ActivityState.SILENT]
    return bool(silent) and all(_covered(silent, note) for note in annotation.notes if note.source_id == source_id)


def _covered(spans: list[tuple[int, int]], note: Note) -> bool:
    """Return whether a note lies in spans that are sorted and may touch."""
    reached, place = note.start, bisect_right(spans, note.start, key=itemgetter(0)) - 1
    while 0 <= place < len(spans) and spans[place][0] <= reached < spans[place][1]:
        reached, place = spans[place][1], place + 1
    return reached >= note.stop


@dataclass(frozen=True)
class _Share:
    """The part of the whole run's progress, in thousandths, that a stage takes."""

    stage: str
    first: int
    last: int


_LISTENING = _Share("Listening ahead", 0, 20)
_ANALYSIS = _Share("Analysing the song", 20, 40)
_LEARNING = _Share("Learning the notes", 40, 700)
_LEARNING_BEFORE_PLACES = _Share("Learning the notes", 40, 330)
_PLACES = _Share("Finding places in stereo", 330, 700)
_RENDERING = _Share("Rendering the stems", 700, 1000)


class _Run:
    """One separation."""

    def __init__(self, request: SeparationRequest, context: RunContext) -> None:
        self._request = request
        self._context = context
        self._figures: dict[str, float] = {}
        self._stopped = False
        mixture = request.mixture
        self._stems = [scratch_array(mixture.samples.shape) for _ in request.annotation.sources]
        self._residual: FloatArray = scratch_array(mixture.samples.shape)
        self._previewed_at = -np.inf

    def separate(self) -> SeparationResult:
        """Return the finished result."""
        from core.engines.score_nmf.learning import learn
        from core.engines.score_nmf.rendering import MaskSeparator, StereoSeparator

        mixture, sources = self._request.mixture, len(self._request.annotation.sources)
        parameters: ScoreNmfParameters = self._request.parameters
        in_stereo = parameters.uses_stereo(mixture.channels)
        learning_share = _LEARNING_BEFORE_PLACES if in_stereo else _LEARNING
        self._report(_LISTENING, 0.0)
        self._preview_start()
        self._report(_LISTENING, 1.0)

        def analysed(share: float) -> None:
            self._report(_ANALYSIS, share)

        def learning(share: float, divergence: float | None) -> bool:
            if divergence is not None and np.isfinite(divergence):
                self._figures["divergence"] = divergence
            self._report(learning_share, share)
            return self._stopped

        learned = learn(self._request, mixture.length, analysed, learning)
        separator: Separator = MaskSeparator(learned.setup, learned.factors, sources)
        if in_stereo and not self._stopped:
            stereo = StereoSeparator(learned.setup, learned.factors, sources)

            def placing(share: float) -> bool:
                self._report(_PLACES, share)
                return self._stopped

            if stereo.learn(mixture.samples, placing):
                separator = stereo
        self._render(learned, separator, mixture.length, final=True)
        return self._result(((0, mixture.length),), learned.state())

    def _preview_start(self) -> None:
        """Offer a first impression of the song's start after a second or so."""
        from core.engines.score_nmf.learning import learn
        from core.engines.score_nmf.rendering import MaskSeparator

        mixture = self._request.mixture
        length = min(mixture.length, int(_PREVIEW_S * mixture.rate))
        annotation = self._request.annotation
        if not painted_sources(annotation) and not any(note.start < length for note in annotation.notes):
            self._residual[:, :length] = mixture.samples[:, :length]
            return

        def looked(share: float, divergence: float | None = None) -> bool:
            self._context.checkpoint()
            return False

        learned = learn(self._request, length, looked, looked, updates=_PREVIEW_UPDATES)
        separator = MaskSeparator(learned.setup, learned.factors, len(self._stems))
        self._render(learned, separator, length, final=False)
        self._offer(length, always=True)

    def _render(self, learned: Learned, separator: Separator, length: int, *, final: bool) -> None:
        """Write the first ``length`` samples of all stems; ``final`` with progress and previews."""
        from core.factorization.sweep import Workers
        from core.masking import render_stems

        def step(done: int, total: int) -> None:
            if not final:
                self._context.checkpoint()
                return
            self._report(_RENDERING, done / total)
            if done < total:
                self._offer(done, always=False)

        with Workers() as workers:
            render_stems(
                self._request.mixture.samples[:, :length],
                learned.setup.params,
                separator,
                [stem[:, :length] for stem in self._stems],
                self._residual[:, :length],
                learned.setup.pattern.block_frames,
                workers.in_order,
                step,
            )

    def _offer(self, finished: int, always: bool) -> None:
        """Preview the samples up to ``finished``, not too often."""
        now = time.monotonic()
        if finished > 0 and (always or now - self._previewed_at > _PREVIEW_EVERY_S):
            self._previewed_at = now
            self._context.preview(self._result(((0, finished),), None))

    def _report(self, share: _Share, part: float) -> None:
        done = round(share.first + part * (share.last - share.first))
        self._context.report(share.stage, done, _RENDERING.last, **self._figures)
        self._stopped = self._context.checkpoint() or self._stopped

    def _result(self, finished: tuple[tuple[int, int], ...], state: EngineState | None) -> SeparationResult:
        rate = self._request.mixture.rate
        stems = tuple(
            (source.id, Audio(stem, rate))
            for source, stem in zip(self._request.annotation.sources, self._stems, strict=True)
        )
        return SeparationResult(stems, Audio(self._residual, rate), dict(self._figures), state, finished)
