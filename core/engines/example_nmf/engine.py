"""The engine example-nmf: say how a source sounds alone, and get it out of the song."""

from __future__ import annotations

from typing import ClassVar

from core.engines.base import (
    EngineInfo,
    Estimate,
    Problem,
    RunContext,
    SeparationRequest,
    SeparationResult,
    refuse_errors,
)
from core.engines.example_nmf.forecast import estimate
from core.engines.example_nmf.parameters import ExampleNmfParameters
from core.engines.example_nmf.problems import example_problems


class ExampleNmf:
    """NMF that learns from examples, see :mod:`core.engines.example_nmf`."""

    info: ClassVar[EngineInfo] = EngineInfo(
        id="example-nmf",
        title="Learnt from examples",
        version="1",
        summary=(
            "Learns how each source sounds from examples of it alone, and what it must not sound like from the others "
            "and from the song. One source may have none: it is learnt from the song itself."
        ),
        paper=("M. Ludvigsen and M. Grasmair: Adversarial Generative NMF for Single Channel Source Separation"),
        uses=frozenset({"examples", "activity", "regions"}),
        needs=frozenset(),
        parameters=ExampleNmfParameters,
    )

    def problems(self, request: SeparationRequest) -> list[Problem]:
        """See :meth:`core.engines.base.Engine.problems`."""
        return example_problems(request)

    def estimate(self, request: SeparationRequest) -> Estimate:
        """See :meth:`core.engines.base.Engine.estimate`."""
        return estimate(request)

    def run(self, request: SeparationRequest, context: RunContext) -> SeparationResult:
        """See :meth:`core.engines.base.Engine.run`."""
        # torch is imported where something is learnt
        from core.engines.example_nmf.run import ExampleRun

        refuse_errors(self.problems(request))
        return ExampleRun(request, context).run()
