"""Which parameters a search for settings draws, and from which distributions (table 2 of the paper).

Owns the distributions. Every trial has a generator of its own, so that a search that was stopped goes on as if it had
not been.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.engines.base import ParameterSpec, parameter_specs
from core.engines.example_nmf.parameters import ExampleNmfParameters
from core.engines.example_nmf.search_state import Setting
from core.errors import EngineError

Generator = np.random.Generator


@dataclass(frozen=True)
class Draw:
    """How one parameter is drawn.

    Attributes
    ----------
    name : str
    sample : callable
        Takes a generator and returns a value.
    low, high : float or None
        Where numbers lie; None for a choice of words.
    is_log : bool
        Whether the logarithm is what is spread evenly.
    """

    name: str
    sample: Callable[[Generator], Setting]
    low: float | None = None
    high: float | None = None
    is_log: bool = False


def _log(name: str, low: float, high: float, whole: bool = False) -> Draw:
    def sample(generator: Generator) -> Setting:
        value = math.exp(generator.uniform(math.log(low), math.log(high)))
        # three digits are what can be told apart, and what is shown
        return round(value) if whole else float(f"{value:.3g}")

    return Draw(name, sample, low, high, is_log=True)


def _even(name: str, low: float, high: float) -> Draw:
    return Draw(name, lambda generator: round(float(generator.uniform(low, high)), 3), low, high)


def _choice(name: str, *values: Setting) -> Draw:
    return Draw(name, lambda generator: values[int(generator.integers(len(values)))])


_INITIALIZATION = _choice("initialization", "exemplar", "random")
_MU_H, _MU_W = _log("mu_h", 1e-10, 1e-3), _log("mu_w", 1e-10, 1e-3)
_TEST_EPOCHS = _log("test_epochs", 20, 150, whole=True)
_EPOCHS = _log("epochs", 10, 150, whole=True)
_BATCH_SIZE = _log("batch_size", 100, 2000, whole=True)
_TAU_A = _log("tau_a", 0.01, 1.0)
_OMEGA = _even("omega", 0.0, 1.0)
_TAU_S = _log("tau_s", 0.01, 0.9)
_ROUNDS = _choice("rounds", 0, 1, 2)
_COLUMNS = _log("columns", 16, 128, whole=True)

_LEARNT = (_INITIALIZATION, _MU_H, _TEST_EPOCHS, _MU_W, _EPOCHS, _BATCH_SIZE)
_DRAWS: dict[str, tuple[Draw, ...]] = {
    "exemplar": (_MU_H, _TEST_EPOCHS),
    "nmf": _LEARNT,
    "discriminative": _LEARNT,
    "adversarial": (*_LEARNT, _TAU_A, _OMEGA),
    "best": (*_LEARNT, _TAU_A, _OMEGA, _ROUNDS),
    "discriminative-adversarial": (*_LEARNT, _TAU_A, _OMEGA, _TAU_S),
}


def draws_of(base: ExampleNmfParameters, others: int, with_columns: bool = False) -> tuple[Draw, ...]:
    """Return what is drawn for a variant.

    Parameters
    ----------
    base : ExampleNmfParameters
        Its variant counts.
    others : int
        Kinds of examples that a source is kept away from: what each of them takes of the adversarial data (omega) may
        at most sum to one.
    with_columns : bool
        Whether the number of columns is drawn, too; more of them are nearly always better, and slower.
    """
    draws = (*_DRAWS[base.variant], *((_COLUMNS,) if with_columns else ()))
    unused = {"omega"} if not others else set()
    if base.projection_only:
        # rounds are of what was found in the song, which is then not asked
        unused.add("rounds")
    return tuple(_within(draw, others) for draw in draws if draw.name not in unused)


def _within(draw: Draw, others: int) -> Draw:
    return _even("omega", 0.0, round(1.0 / others, 3)) if draw.name == "omega" and others else draw


def drawn(draws: Iterable[Draw], base: ExampleNmfParameters, seed: int, trial: int) -> dict[str, Setting]:
    """Return the settings of a trial; those of the first (0) are what ``base`` has."""
    if trial == 0:
        return {draw.name: getattr(base, draw.name) for draw in draws}
    generator = np.random.default_rng([seed, trial])
    specs = {spec.name: spec for spec in parameter_specs(type(base))}
    return {draw.name: _allowed(draw.sample(generator), specs[draw.name]) for draw in draws}


def with_settings(base: ExampleNmfParameters, settings: Mapping[str, Setting]) -> ExampleNmfParameters:
    """Return parameters with the settings of a trial; raises EngineError where one cannot be.

    Names that the parameters do not have are left out.
    """
    known = {spec.name: spec for spec in parameter_specs(type(base))}
    values: dict[str, Any] = {name: value for name, value in settings.items() if name in known}
    for name, value in values.items():
        wanted = (int, float) if known[name].kind is float else known[name].kind
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise EngineError(f"{name}: {value!r} is not allowed; {known[name].describe()}")
        known[name].check(value)
    return dataclasses.replace(base, **values)


def _allowed(value: Setting, spec: ParameterSpec) -> Setting:
    """Return the nearest value within the bounds of a parameter."""
    if spec.choices:
        return value if value in spec.choices else spec.default
    if isinstance(value, int | float) and not isinstance(value, bool):
        low = spec.minimum if spec.minimum is not None else value
        high = spec.maximum if spec.maximum is not None else value
        kept: Setting = spec.kind(min(max(value, low), high))
        return kept
    return value
