"""What stands in the way of learning from examples, in the user's words.

Looks at no audio.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.annotation.model import ActivityState, Annotation
from core.engines.base import Problem, SeparationRequest
from core.engines.example_nmf.parameters import training_settings
from core.engines.example_nmf.setting import DataSetting, Setting, setting_of
from core.errors import EngineError

_SHORTEST_S = 1.0


def example_problems(request: SeparationRequest) -> list[Problem]:
    """Return what is wrong with the guidance, see :meth:`core.engines.base.Engine.problems`."""
    annotation, mixture = request.annotation, request.mixture
    if not annotation.sources:
        return [Problem("error", "there is no source; add one and say how it sounds alone")]
    setting = setting_of(annotation, mixture.rate, mixture.length, request.parameters.variant)
    if setting.kind is DataSetting.NOTHING:
        text = (
            "nothing says how a source sounds alone; mark a stretch where one plays alone, paint its activity and that "
            "the others are silent, or add a sound file of it"
        )
        return [Problem("error", text)]
    try:
        training_settings(request.parameters, len(annotation.sources), request.seed)
    except EngineError as err:
        return [Problem("error", str(err))]
    found = _short(annotation, setting) + _missing(annotation, setting) + _unsupervised(request, setting)
    return _lonely(annotation) + found


def refuse_silence(annotation: Annotation, sources: Sequence[object]) -> None:
    """Raise EngineError where nothing was heard: ``sources`` are None where there is no sound of a source alone."""
    if all(one is None for one in sources) and not annotation.dictionaries:
        raise EngineError("the examples are silent; give others, or mark where a source plays alone")


def _lonely(annotation: Annotation) -> list[Problem]:
    """Warn of a source that nothing is told apart from."""
    if len(annotation.sources) > 1:
        return []
    name = annotation.sources[0].name
    return [Problem("warning", f"{name} is alone, so all sound goes to it; add a source for what else is heard")]


def _short(annotation: Annotation, setting: Setting) -> list[Problem]:
    return [
        Problem(
            "warning",
            f"{annotation.source(one.source_id).name} is heard alone for {one.alone_s:.1f} s only; some seconds more "
            "will do better",
        )
        for one in setting.sources
        if 0.0 < one.alone_s < _SHORTEST_S and not one.has_dictionary
    ]


def _missing(annotation: Annotation, setting: Setting) -> list[Problem]:
    """Warn of several sources that nothing tells apart."""
    missing = [annotation.source(source_id) for source_id in setting.missing]
    if len(missing) < 2:
        return []
    silences = [
        tuple(span for span in annotation.activity_of(one.id).spans if span.state is ActivityState.SILENT)
        for one in missing
    ]
    if len(set(silences)) == len(silences):
        return []
    names = ", ".join(one.name for one in missing)
    text = f"nothing tells {names} apart; give examples of all but one, or paint where each of them is silent"
    return [Problem("warning", text)]


def _unsupervised(request: SeparationRequest, setting: Setting) -> list[Problem]:
    """Warn where a variant finds nothing to learn from mixtures."""
    if request.parameters.variant not in ("discriminative", "discriminative-adversarial"):
        return []
    if setting.kind in (DataSetting.STRONG, DataSetting.SYNTHETIC):
        return []
    text = (
        f"the variant {request.parameters.variant} learns from mixtures whose parts are known, and these can only be "
        "made where every source has examples; it does without them"
    )
    return [Problem("warning", text)]
