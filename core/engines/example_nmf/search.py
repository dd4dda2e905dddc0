"""Finding good settings: a random search with cross-validation (section 4.3 of the paper).

Owns the order of the trials and how a search is stopped and gone on with. Every trial learns from a part of the
examples and separates mixtures of the part that was held back. Knows no song and no window: it gets arrays.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from core.engines.base import parameter_specs
from core.engines.example_nmf.parameters import ExampleNmfParameters, training_settings
from core.engines.example_nmf.search_data import (
    Fold,
    SearchMaterial,
    fingerprint,
    folds_of,
    folds_possible,
    most_others,
)
from core.engines.example_nmf.search_scoring import score_of
from core.engines.example_nmf.search_space import drawn, draws_of, with_settings
from core.engines.example_nmf.search_state import SearchState, Setting, Trial

Step = Callable[[SearchState, float], bool]
"""Called with what has been found and the share of the trial that is under way; returns whether to stop."""


class _Stopped(Exception):
    """The trial under way is given up."""


@dataclass(frozen=True, eq=False)
class _Measure:
    """What every trial has in common."""

    material: SearchMaterial
    base: ExampleNmfParameters
    folds: tuple[Fold, ...]
    seed: int


def search(
    material: SearchMaterial,
    base: ExampleNmfParameters,
    state: SearchState,
    trials: int,
    step: Step,
    with_columns: bool = False,
) -> SearchState:
    """Try settings until there are so many trials.

    Parameters
    ----------
    material : SearchMaterial
    base : ExampleNmfParameters
        Gives the variant and what is not drawn; as it is it is the first trial.
    state : SearchState
        To go on from. Where it was measured on something else only its seed and its folds are kept. Where there is too
        little for its folds a third of the examples is held back once.
    trials : int
        How many there are to be in the end, with those of ``state``.
    step : callable
        Called several times a second; stops the search, which loses no more than the trial under way.
    with_columns : bool
        Whether the number of columns is drawn, too.

    Returns
    -------
    SearchState

    Raises
    ------
    EngineError
        There is too little to hold a part of it back.
    """
    draws = draws_of(base, most_others(material.data), with_columns)
    names = tuple(draw.name for draw in draws)
    folds = folds_possible(material, state.folds)
    state = replace(state, folds=folds).going_on_with(search_key(material, base, names, state.seed, folds))
    if len(state.trials) >= trials:
        return state
    measure = _Measure(material, base, folds_of(material, folds, state.seed), state.seed)
    while len(state.trials) < trials:
        settings = drawn(draws, base, state.seed, len(state.trials))
        try:
            state = state.with_trial(_trial(measure, settings, state, step))
        except _Stopped:
            break
        if step(state, 0.0):
            break
    return state


def search_key(
    material: SearchMaterial, base: ExampleNmfParameters, drawn_names: tuple[str, ...], seed: int, folds: int
) -> str:
    """Return what scores can be compared by: the material, what is drawn and what is not."""
    fixed = {
        spec.name: getattr(base, spec.name) for spec in parameter_specs(type(base)) if spec.name not in drawn_names
    }
    return fingerprint(material, (sorted(fixed.items()), sorted(drawn_names), seed, folds))


def best_parameters(base: ExampleNmfParameters, state: SearchState) -> ExampleNmfParameters:
    """Return the parameters of the best trial; ``base`` where there is none."""
    return base if state.best is None else with_settings(base, state.best.settings)


def _trial(measure: _Measure, settings: dict[str, Setting], state: SearchState, step: Step) -> Trial:
    started = time.perf_counter()
    parameters = with_settings(measure.base, settings)
    scores = []
    for number, fold in enumerate(measure.folds):
        training = training_settings(parameters, len(fold.parts), measure.seed + number)

        def tell(share: float, number: int = number) -> None:
            if step(state, (number + share) / len(measure.folds)):
                raise _Stopped

        scores.append(round(score_of(fold, measure.material, training, parameters.projection_only, tell), 4))
    return Trial(settings, tuple(scores), time.perf_counter() - started)
