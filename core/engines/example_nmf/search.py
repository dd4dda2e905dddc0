"""Finding good settings: a random search with cross-validation (section 4.3 of the paper).

Owns the order of the trials and how a search is stopped and gone on with. Every trial learns from a part of the
examples and separates mixtures of the part that was held back. Hears no song and knows no window.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from core.engines.base import parameter_specs
from core.engines.example_nmf.search_data import SearchTask, fingerprint, fold_of, folds_possible
from core.engines.example_nmf.search_scoring import score_of
from core.engines.example_nmf.search_space import drawn, draws_of, with_settings
from core.engines.example_nmf.search_state import SearchState, Setting, Trial

Step = Callable[[SearchState, float], bool]
"""Called with what has been found and the share of the trial that is under way; returns whether to stop."""


class _Stopped(Exception):
    """The trial under way is given up."""


def search(task: SearchTask, state: SearchState, trials: int, step: Step, with_columns: bool = False) -> SearchState:
    """Try settings until there are so many trials.

    Parameters
    ----------
    task : SearchTask
        The parameters of its request give the variant and what is not drawn; as they are they are the first trial.
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
    draws = draws_of(task.base, task.others(), with_columns)
    folds = folds_possible(task, state.folds)
    key = _key(task, tuple(draw.name for draw in draws), state.seed, folds)
    state = replace(state, folds=folds).going_on_with(key)
    while len(state.trials) < trials:
        settings = drawn(draws, task.base, state.seed, len(state.trials))
        try:
            state = state.with_trial(_trial(task, settings, state, step))
        except _Stopped:
            break
        if step(state, 0.0):
            break
    return state


def _key(task: SearchTask, names: tuple[str, ...], seed: int, folds: int) -> str:
    """Return by what scores can be compared: what was heard, what is drawn and what is not."""
    specs = parameter_specs(type(task.base))
    fixed = sorted((spec.name, getattr(task.base, spec.name)) for spec in specs if spec.name not in names)
    return fingerprint(task, (fixed, sorted(names), seed, folds))


def _trial(task: SearchTask, settings: dict[str, Setting], state: SearchState, step: Step) -> Trial:
    started = time.perf_counter()
    parameters = with_settings(task.base, settings)
    scores = []
    for number in range(state.folds):

        def tell(share: float, number: int = number) -> None:
            if step(state, (number + share) / state.folds):
                raise _Stopped

        fold = fold_of(task, number, state.folds, state.seed, partial(tell, 0.0))
        scores.append(round(score_of(fold, task, parameters, state.seed + number, tell), 4))
    return Trial(settings, tuple(scores), time.perf_counter() - started)
