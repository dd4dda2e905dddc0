"""The contract between an engine and the rest: request in, result out.

Owns the types of that contract and the description of parameters from which the panel and the command line are
made. Engines import this and shared maths, neither each other nor jobs, project or playback.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from numpy.typing import NDArray

from core.annotation.model import Annotation
from core.audio import Audio, Mixture
from core.compute import free_memory
from core.errors import EngineError

Guidance = Literal["notes", "activity", "regions", "examples"]
EngineState = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class ParameterSpec:
    """One parameter as the panel and the command line show it.

    Attributes
    ----------
    name, kind, default
        Field name, ``int``, ``float``, ``bool`` or ``str``, and default value.
    help : str
        One sentence.
    unit : str
        Shown behind the value; empty where there is none.
    minimum, maximum : float or None
        Bounds, included.
    choices : tuple of str
        Allowed words; empty for numbers.
    advanced : bool
        Hidden until the user asks for it.
    automatic : bool
        The minimum is no value of its own: it leaves the choice to the engine.
    used_with : (str, object) or None
        Another parameter and the value, or a tuple of the values, that it must have for this one to be used; None:
        always used.
    when_known : object
        Value that will do where an earlier run knows everything but which notes are asked for; None: as set.
    """

    name: str
    kind: type
    default: Any
    help: str
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    advanced: bool = False
    automatic: bool = False
    used_with: tuple[str, Any] | None = None
    when_known: Any = None

    def is_used(self, other: Any) -> bool:
        """Return whether this parameter is used where the one of ``used_with`` has the value ``other``."""
        if self.used_with is None:
            return True
        wanted = self.used_with[1]
        return other in wanted if isinstance(wanted, tuple) else bool(other == wanted)

    def parse(self, text: str) -> Any:
        """Return the value that ``text`` stands for; raises EngineError in the user's words."""
        try:
            if self.kind is bool:
                value: Any = {"true": True, "yes": True, "1": True, "on": True}.get(text.lower())
                if value is None:
                    value = {"false": False, "no": False, "0": False, "off": False}[text.lower()]
            else:
                value = self.kind(text)
        except (ValueError, KeyError) as err:
            raise EngineError(f"{self.name}: {text!r} is not {_KIND_WORDS[self.kind]}; {self.describe()}") from err
        self.check(value)
        return value

    def check(self, value: Any) -> None:
        """Raise EngineError where ``value`` is outside the bounds."""
        too_low = self.minimum is not None and not value >= self.minimum
        too_high = self.maximum is not None and not value <= self.maximum
        if too_low or too_high or (self.choices and value not in self.choices):
            raise EngineError(f"{self.name}: {value} is not allowed; {self.describe()}")

    def describe(self) -> str:
        """Return the allowed values in words."""
        if self.choices:
            return "use one of " + ", ".join(self.choices)
        if self.minimum is not None or self.maximum is not None:
            return f"use {self.minimum:g} to {self.maximum:g} {self.unit}".rstrip()
        return f"use {_KIND_WORDS[self.kind]}"


_KIND_WORDS: dict[type, str] = {
    int: "a whole number", float: "a number", bool: "true or false", str: "a word"
}  # fmt: skip


def parameter(
    default: Any,
    help: str,  # the word that argparse and the panel use
    *,
    unit: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    choices: tuple[str, ...] = (),
    advanced: bool = False,
    automatic: bool = False,
    used_with: tuple[str, Any] | None = None,
    when_known: Any = None,
) -> Any:
    """Declare a field of an engine's parameter dataclass."""
    metadata = {
        "help": help, "unit": unit, "minimum": minimum, "maximum": maximum, "choices": choices, "advanced": advanced,
        "automatic": automatic, "used_with": used_with, "when_known": when_known,
    }  # fmt: skip
    return field(default=default, metadata=metadata)


def parameter_specs(parameters: type) -> tuple[ParameterSpec, ...]:
    """Return the fields of a parameter dataclass as specs, in their order."""
    kinds: dict[Any, type] = {"int": int, "float": float, "bool": bool, "str": str}
    return tuple(
        ParameterSpec(spec.name, kinds.get(spec.type, str), spec.default, **spec.metadata)
        for spec in dataclasses.fields(parameters)
    )


def parse_parameters(parameters: type, texts: Mapping[str, str]) -> Any:
    """Return the parameter dataclass with the values given as text.

    Raises
    ------
    EngineError
        An unknown name, a value that cannot be read or is out of bounds.
    """
    specs = {spec.name: spec for spec in parameter_specs(parameters)}
    for name in texts:
        if name not in specs:
            raise EngineError(f"there is no parameter {name!r}; this engine has {', '.join(specs)}")
    return parameters(**{name: specs[name].parse(text) for name, text in texts.items()})


def when_known(parameters: Any) -> Any:
    """Return parameters for a run that starts from one that knows everything but which notes are asked for."""
    specs = parameter_specs(type(parameters))
    return dataclasses.replace(
        parameters, **{spec.name: spec.when_known for spec in specs if spec.when_known is not None}
    )


@dataclass(frozen=True)
class EngineInfo:
    """What an engine is and needs.

    Attributes
    ----------
    id, title, version
    summary : str
        One sentence for the engine panel.
    paper : str
        Reference of the published method.
    uses : frozenset of Guidance
        Guidance that the engine makes use of.
    needs : frozenset of Guidance
        Guidance without which it cannot run.
    parameters : type
        Frozen dataclass made with :func:`parameter`; every default is usable.
    default_sources : tuple of str
        Names of the sources that it separates a song into of which nothing is said; empty where it cannot.
    """

    id: str
    title: str
    version: str
    summary: str
    paper: str
    uses: frozenset[Guidance]
    needs: frozenset[Guidance]
    parameters: type
    default_sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Something found before the run: ``error`` prevents it, ``warning`` does not."""

    severity: Literal["error", "warning"]
    message: str


def refuse_errors(problems: Sequence[Problem]) -> None:
    """Raise EngineError with the first error among the problems."""
    for problem in problems:
        if problem.severity == "error":
            raise EngineError(problem.message)


@dataclass(frozen=True)
class Estimate:
    """What a run will take: ``seconds`` on this machine, ``memory_bytes`` beside what the program has already."""

    seconds: float
    memory_bytes: int

    def problems(self) -> list[Problem]:
        """Return a warning where the memory that is free will not do."""
        free_bytes = free_memory()
        if self.memory_bytes <= free_bytes:
            return []
        text = (
            f"this needs about {self.memory_bytes / 1e9:.1f} GB of memory, and {free_bytes / 1e9:.1f} GB are free; "
            "close other programs, or separate fewer sources at a time"
        )
        return [Problem("warning", text)]


@dataclass(frozen=True, eq=False)
class SeparationRequest:
    """Everything that an engine may look at.

    Attributes
    ----------
    mixture : Mixture
    annotation : Annotation
        The order of its sources is the order of the stems.
    parameters : object
        An instance of the engine's parameter dataclass.
    seed : int
        All randomness comes from it.
    previous : mapping of str to ndarray, or None
        ``SeparationResult.state`` of an earlier run to start from; that of another song or of other sources does no
        harm.
    """

    mixture: Mixture
    annotation: Annotation
    parameters: Any
    seed: int = 0
    previous: EngineState | None = None


@dataclass(frozen=True, eq=False)
class SeparationResult:
    """Stems of a run.

    Attributes
    ----------
    stems : tuple of (str, Audio)
        Source id and stem, in the order of the request's sources; rate, channels and length of the mixture.
    residual : Audio
        Mixture minus all stems.
    figures : mapping of str to float
        What the run measured, e.g. ``divergence``.
    state : mapping of str to ndarray, or None
        To start a later run from; numbers only, so that it can be stored. None where the engine has none.
    finished : tuple of (int, int)
        Spans of samples that are final or good to listen to; the rest of a preview is not to be heard yet.
    """

    stems: tuple[tuple[str, Audio], ...]
    residual: Audio
    figures: Mapping[str, float] = field(default_factory=dict)
    state: EngineState | None = None
    finished: tuple[tuple[int, int], ...] = ()


class RunContext(Protocol):
    """How a running engine talks to whoever started it."""

    def report(self, stage: str, done: int, total: int | None, **figures: float) -> None:
        """Tell the progress: ``done`` of ``total`` steps; never runs back within a run."""

    def preview(self, result: SeparationResult) -> None:
        """Offer what can be heard before the run has finished."""

    def checkpoint(self) -> bool:
        """Return True when the run shall stop now and keep what it has; raises JobCancelled."""


class Engine(Protocol):
    """A method that separates."""

    @property
    def info(self) -> EngineInfo:
        """What the engine is and needs."""

    def problems(self, request: SeparationRequest) -> list[Problem]:
        """Return what stands in the way, fast (no run over the audio)."""

    def estimate(self, request: SeparationRequest) -> Estimate:
        """Return what a run will take, within a factor of two and within a few milliseconds."""

    def run(self, request: SeparationRequest, context: RunContext) -> SeparationResult:
        """Separate.

        Raises
        ------
        EngineError
            The request has an error among its problems.
        JobCancelled
            From ``context.checkpoint``.
        """
