"""Whether learning from the song itself will help, tried on examples.

Owns the trial: a part of the examples is held back and mixed, and separated with and without another round, as in
section 4.3. What helps there helps in the song: notes of music come again, but noise that is found has speech in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.engines.base import SeparationRequest
from core.engines.example_nmf.material import Material
from core.engines.example_nmf.parameters import ExampleNmfParameters
from core.engines.example_nmf.search_data import SearchTask, fold_of, folds_possible
from core.engines.example_nmf.search_scoring import score_of
from core.errors import EngineError
from core.stft import StftParams

_FOLDS = 2


def with_rounds(
    request: SeparationRequest, params: StftParams, material: Material, tell: Callable[[float], None]
) -> SeparationRequest:
    """Return the request with as many rounds as help, where that is left to the engine and can be tried.

    Parameters
    ----------
    request : SeparationRequest
    params : StftParams
    material : Material
    tell : callable
        Called with the part that is done, 0 to 1; may raise to leave.
    """
    parameters: ExampleNmfParameters = request.parameters
    longest = max((len(one) for one in material.sources if one is not None), default=0)
    missing = any(one is None for one in material.sources)
    if missing or not parameters.tries_rounds(longest / max(1, params.frames(request.mixture.length))):
        return request
    task = SearchTask(request, params, material)
    folds = folds_possible(task, _FOLDS)
    scores = []
    try:
        for rounds in (0, 1):
            tried, total = replace(parameters, rounds=rounds), 0.0
            for number in range(folds):

                def tell_part(part: float, done: int = rounds * folds + number) -> None:
                    tell((done + part) / (2 * folds))

                fold = fold_of(task, number, folds, request.seed, lambda: tell_part(0.0))
                total += score_of(fold, task, tried, request.seed, tell_part)
            scores.append(total)
    except EngineError:
        # too little to hold a part of it back
        return request
    return replace(request, parameters=replace(parameters, rounds=int(scores[1] > scores[0])))
