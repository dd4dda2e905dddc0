"""The engine score-nmf: a song and its notes in, stems out."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from core.annotation.label_matrix import build_label_matrix, published_rules
from core.annotation.model import Annotation
from core.audio import Audio
from core.engines.base import EngineInfo, Problem, RunContext, SeparationRequest, SeparationResult
from core.engines.score_nmf.parameters import ScoreNmfParameters
from core.engines.score_nmf.templates import flat_template, harmonic_template
from core.errors import EngineError
from core.masking import render_stems, soft_masks
from core.scratch import scratch_array
from core.stft import ComplexArray, StftParams, stft_block


class ScoreNmf:
    """Score-informed NMF, see :mod:`core.engines.score_nmf`."""

    info: ClassVar[EngineInfo] = EngineInfo(
        id="score-nmf",
        title="Score-informed NMF",
        version="1",
        summary="Learns the sound of every pitch of every source from this song and its notes.",
        paper="S. Ewert, M. Mueller: Using score-informed constraints for NMF-based source separation, ICASSP 2012",
        uses=frozenset({"notes", "activity"}),
        needs=frozenset({"notes"}),
        parameters=ScoreNmfParameters,
    )

    def problems(self, request: SeparationRequest) -> list[Problem]:
        """See :meth:`core.engines.base.Engine.problems`."""
        return find_problems(request.annotation)

    def run(self, request: SeparationRequest, context: RunContext) -> SeparationResult:
        """See :meth:`core.engines.base.Engine.run`."""
        for problem in self.problems(request):
            if problem.severity == "error":
                raise EngineError(problem.message)
        mixture = request.mixture
        parameters: ScoreNmfParameters = request.parameters
        params = StftParams.for_rate(mixture.rate)
        frames = params.frames(mixture.length)
        labels = build_label_matrix(request.annotation, params, frames, published_rules(2, 0.2, 0.2))
        hz = params.frequencies_hz()
        W = np.stack(
            [
                flat_template(params.bins) if c.index == 0 or c.pitch is None else harmonic_template(hz, c.pitch, 0.5)
                for c in labels.components
            ]
        )
        mono = mixture.samples.mean(axis=0, keepdims=True)
        L = labels.dense()
        starts = list(range(0, frames, 128))
        idx = [np.flatnonzero(L[:, s : s + 128].any(1)) for s in starts]
        V = [np.abs(stft_block(mono, params, s, min(s + 128, frames))[0]) for s in starts]
        H = [L[i, s : s + 128].astype(np.float32) for i, s in zip(idx, starts, strict=True)]
        for update in range(parameters.updates):
            num, den, kl = np.zeros_like(W), np.zeros((len(W), 1), np.float32), 0.0
            for b, i in enumerate(idx):
                if not len(i):
                    continue
                w = W[i]
                h = H[b]
                h *= (w @ (V[b] / (h.T @ w + 1e-9)).T) / (w.sum(1, keepdims=True) + 1e-9)
                model = h.T @ w + 1e-9
                ratio = V[b] / model
                kl += float((V[b] * np.log(ratio + 1e-9) - V[b] + model).sum())
                num[i] += h @ ratio
                den[i] += h.sum(1, keepdims=True)
            W *= num / (den + 1e-9)
            norm = W.sum(1, keepdims=True) + 1e-12
            W /= norm
            for b, i in enumerate(idx):
                H[b] *= norm[i]
            context.report("Learning the notes", update + 1, parameters.updates + 5, divergence=kl)
            if context.checkpoint():
                break
        of = {s.id: k for k, s in enumerate(request.annotation.sources)}
        owner = np.array([of[c.source_id] for c in labels.components if c.source_id])

        def separate(first: int, stop: int, X: ComplexArray) -> ComplexArray:
            b = first // 128
            i, h = idx[b], H[b]
            mags = np.stack([h[owner[i] == k].T @ W[i[owner[i] == k]] for k in range(len(of))])
            return soft_masks(mags, 1.0 if parameters.variant == "published" else 2.0)[:, None] * X

        shape = mixture.samples.shape
        stems = [scratch_array(shape) for _ in of]
        residual = scratch_array(shape)
        render_stems(mixture.samples, params, separate, stems, residual)
        context.report("Rendering the stems", parameters.updates + 5, parameters.updates + 5)
        return SeparationResult(
            tuple((s, Audio(a, mixture.rate)) for s, a in zip(of, stems, strict=True)),
            Audio(residual, mixture.rate),
            {"divergence": kl},
            finished=((0, mixture.length),),
        )


def find_problems(annotation: Annotation) -> list[Problem]:
    """Return what in the annotation stands in the way of the engine."""
    if not annotation.notes:
        return [Problem("error", "score-nmf needs notes: open the score (MIDI) of the song")]
    return [
        Problem("warning", f"{source.name} has no notes: its stem will be silent")
        for source in annotation.sources
        if not annotation.notes_of(source.id)
    ]
