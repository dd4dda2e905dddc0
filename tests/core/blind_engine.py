"""An engine that needs no guidance, fast enough for tests of the window: what is below a frequency accompanies.

It stands for those that the program has, which share what is tested with it: default sources, and a voice that is
painted silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest

from core.annotation.model import ActivityState
from core.audio import Audio
from core.engines import registry
from core.engines.base import (
    EngineInfo,
    Estimate,
    Problem,
    RunContext,
    SeparationRequest,
    SeparationResult,
    parameter,
)

BLIND = "blind"


@dataclass(frozen=True)
class BlindParameters:
    """What can be set."""

    border_hz: float = parameter(300.0, "Below it the accompaniment plays.", unit="Hz", minimum=0.0, maximum=8000.0)
    accompaniment: str = parameter("", "Names of the sources of the accompaniment, with commas.")


class BlindEngine:
    """Voice above a frequency, accompaniment below."""

    info: ClassVar[EngineInfo] = EngineInfo(
        id=BLIND,
        title="Blind",
        version="1",
        summary="Splits a song at a frequency.",
        paper="None.",
        uses=frozenset({"activity"}),
        needs=frozenset(),
        parameters=BlindParameters,
        default_sources=("voice", "accompaniment"),
    )

    def problems(self, request: SeparationRequest) -> list[Problem]:
        """See :meth:`core.engines.base.Engine.problems`."""
        return [] if request.annotation.sources else [Problem("error", "there are no sources")]

    def estimate(self, request: SeparationRequest) -> Estimate:
        """See :meth:`core.engines.base.Engine.estimate`."""
        return Estimate(0.1, 2 * request.mixture.samples.nbytes)

    def run(self, request: SeparationRequest, context: RunContext) -> SeparationResult:
        """See :meth:`core.engines.base.Engine.run`."""
        mixture, sources = request.mixture, request.annotation.sources
        context.report("splitting", 0, 1)
        context.checkpoint()
        spectrum = np.fft.rfft(mixture.samples)
        is_high = np.fft.rfftfreq(mixture.length, 1.0 / mixture.rate) >= request.parameters.border_hz
        voice = np.fft.irfft(spectrum * is_high, mixture.length).astype(np.float32)
        for span in request.annotation.activity_of(sources[0].id).spans:
            if span.state is ActivityState.SILENT:
                voice[:, span.start : span.stop] = 0.0
        parts = [voice, mixture.samples - voice, *(np.zeros_like(voice) for _ in sources[2:])][: len(sources)]
        residual = Audio(np.ascontiguousarray(mixture.samples - sum(parts)), mixture.rate)
        stems = tuple((source.id, Audio(part, mixture.rate)) for source, part in zip(sources, parts, strict=True))
        context.report("splitting", 1, 1)
        return SeparationResult(stems, residual)


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program have this engine, and no other that needs nothing."""
    others = {key: place for key, place in registry._ENGINES.items() if not registry.engine(key).info.default_sources}
    monkeypatch.setattr(registry, "_ENGINES", {**others, BLIND: (__name__, "BlindEngine")})
