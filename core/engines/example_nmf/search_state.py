"""What a search for settings has found so far, as a value that can be stored and gone on with.

Owns the trials, which of them is the best, and their JSON. Runs nothing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.errors import EngineError

Setting = int | float | str | bool | None

_FORMAT = 1


@dataclass(frozen=True)
class Trial:
    """Settings that were tried.

    Attributes
    ----------
    settings : mapping of str to value
        Of the parameters that the search draws, by name.
    scores : tuple of float
        In dB, one of every fold.
    seconds : float
        That it took.
    """

    settings: Mapping[str, Setting]
    scores: tuple[float, ...]
    seconds: float

    @property
    def score(self) -> float:
        """Mean of the folds, in dB."""
        return sum(self.scores) / len(self.scores)

    @property
    def spread(self) -> float:
        """Standard deviation between the folds, in dB; 0 where there is only one."""
        if len(self.scores) < 2:
            return 0.0
        mean = self.score
        return math.sqrt(sum((score - mean) ** 2 for score in self.scores) / (len(self.scores) - 1))


@dataclass(frozen=True)
class SearchState:
    """A search, as far as it has come.

    Attributes
    ----------
    seed : int
        All draws come from it: the same seed tries the same settings in the same order, however often it is stopped.
    folds : int
        Times that every trial is measured, each on another held-back part.
    key : str
        Of what is learnt from and measured on, and of the parameters that are not drawn: scores of another key cannot
        be compared. Empty until the first trial.
    trials : tuple of Trial
        In their order; the first are the settings as they were when the search began.
    """

    seed: int = 0
    folds: int = 3
    key: str = ""
    trials: tuple[Trial, ...] = ()

    @property
    def best(self) -> Trial | None:
        """The trial of the highest score, of equal ones the earliest."""
        return max(self.trials, key=lambda trial: trial.score, default=None)

    @property
    def seconds_each(self) -> float | None:
        """What a trial takes on average; None before the first."""
        if not self.trials:
            return None
        return sum(trial.seconds for trial in self.trials) / len(self.trials)

    def with_trial(self, trial: Trial) -> SearchState:
        """Return the state after one more trial."""
        return replace(self, trials=(*self.trials, trial))

    def going_on_with(self, key: str) -> SearchState:
        """Return this state, without its trials where they were measured on something else."""
        return self if self.key == key else replace(self, key=key, trials=())


def state_to_dict(state: SearchState) -> dict[str, Any]:
    """Return a state as values that JSON knows."""
    trials = [
        {"settings": dict(trial.settings), "scores": list(trial.scores), "seconds": trial.seconds}
        for trial in state.trials
    ]
    return {"format": _FORMAT, "seed": state.seed, "folds": state.folds, "key": state.key, "trials": trials}


def state_from_dict(values: Any) -> SearchState:
    """Return the state that :func:`state_to_dict` made values of.

    Raises
    ------
    EngineError
        They are of something else, or damaged.
    """
    try:
        if values["format"] != _FORMAT:
            raise EngineError("this search was made by another version of the program; begin a new one")
        trials = tuple(_trial(one) for one in values["trials"])
        state = SearchState(_whole(values["seed"], 0), _whole(values["folds"], 1), str(values["key"]), trials)
    except (LookupError, TypeError, ValueError, OverflowError) as err:
        raise EngineError("this is not what a search for settings has left; begin a new one") from err
    return state


def state_to_json(state: SearchState) -> str:
    """Return a state as text."""
    return json.dumps(state_to_dict(state), indent=1)


def state_from_json(text: str) -> SearchState:
    """Return the state of a text; raises EngineError as :func:`state_from_dict`."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as err:
        raise EngineError("this is not what a search for settings has left; begin a new one") from err
    return state_from_dict(values)


def _trial(values: Any) -> Trial:
    settings = {str(name): _setting(value) for name, value in dict(values["settings"]).items()}
    scores = tuple(_finite(score) for score in values["scores"])
    if not scores:
        raise ValueError("a trial has no score")
    return Trial(settings, scores, _finite(values["seconds"]))


def _setting(value: Any) -> Setting:
    if isinstance(value, float):
        return _finite(value)
    if value is None or isinstance(value, int | str):
        return value
    raise ValueError("no setting")


def _finite(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("not finite")
    return number


def _whole(value: Any, least: int) -> int:
    if not isinstance(value, int) or not least <= value < 2**63:
        raise ValueError("no such number")
    return value
