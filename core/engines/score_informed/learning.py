"""Learning the factors of a song, by either variant.

Owns the way from a request to learnt templates and activations, and what is kept to start a later run from. Does not
make sound.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.annotation.label_matrix import Role
from core.annotation.representation import arrays_of
from core.engines.base import SeparationRequest
from core.engines.score_informed.found import representation_of_factors
from core.engines.score_informed.free_templates import free_templates
from core.engines.score_informed.guidance import BlockGuidance
from core.engines.score_informed.guided_nmf import GuidedNmf
from core.engines.score_informed.guided_updates import RegionKlNmf
from core.engines.score_informed.model import (
    Setup,
    is_pitched,
    magnitudes,
    set_up,
    without_free_components,
)
from core.engines.score_informed.pitch_prior import PitchPrior
from core.engines.score_informed.state import start_of, state_of, template_name, with_templates
from core.factorization import Activations, Factors, FastPlan, KlNmf, Problem
from core.factorization.sweep import Workers
from core.scratch import release
from core.stft import FloatArray

_REACH_SEMITONES = 12.0
# spectrograms up to this size stay in memory between updates
_RESIDENT_BYTES = 256 * 2**20
# updates of the notes alone, of which what they leave is made: more would make them learn what is not theirs
_ROUGH_UPDATES = 5
_START_SHARE = 0.2
# in bands nothing is known of regions
_FAST_WITHOUT_BANDS = FastPlan(band_updates=0, bin_updates=24)

# (share done, divergence where it was measured) -> whether to stop and keep
Listener = Callable[[float, float | None], bool]


@dataclass(frozen=True, eq=False)
class Learned:
    """A song's factors.

    Attributes
    ----------
    setup : Setup
    factors : Factors
    levels : ndarray (blocks,), float64
        Sum of the spectrogram in every block, before it was scaled.
    scale : float
        What the spectrogram was divided by.
    """

    setup: Setup
    factors: Factors
    levels: NDArray[np.float64]
    scale: float

    def state(self) -> dict[str, NDArray[Any]]:
        """Return what a later run can start from, and what was found to sound when."""
        found = representation_of_factors(self.setup, self.factors)
        return state_of(self.setup, self.factors, self.levels, self.scale) | arrays_of(found)


class ScratchFrames:
    """A spectrogram (frames, bins) whose pages leave the memory after reading when it is large."""

    def __init__(self, values: FloatArray) -> None:
        self._values = values
        self._large = values.nbytes > _RESIDENT_BYTES

    @property
    def frames(self) -> int:
        """Number of frames."""
        return len(self._values)

    @property
    def bins(self) -> int:
        """Number of bins."""
        return int(self._values.shape[1])

    def read(self, first: int, last: int) -> FloatArray:
        """Return frames ``first`` to ``last - 1``."""
        if not self._large:
            return self._values[first:last]
        part = self._values[first:last].copy()
        release(self._values[first:last])
        return part


def learn(
    request: SeparationRequest, length: int, analysed: Callable[[float], object], listener: Listener, updates: int = 0
) -> Learned:
    """Learn templates and activations from the first ``length`` samples of a song.

    Parameters
    ----------
    request : SeparationRequest
    length : int
    analysed : callable
        Told the share of the spectrogram that is done; may raise to leave.
    listener : callable
        Told the share of the learning that is done; its return ends it early.
    updates : int
        0 takes the number of the parameters, or of the variant.
    """
    setup = set_up(request, length)
    if request.previous:
        setup = with_templates(setup, request.previous)
    V, scale = magnitudes(request.mixture.samples[:, :length], setup, analysed)
    frames = ScratchFrames(V)
    levels = _levels(frames, setup, scale)
    start = start_of(setup, request.previous, levels, scale) if request.previous else None
    updates = updates or setup.parameters.updates or setup.variant.updates
    if _has_new_free_templates(request, setup):
        setup = _with_free_templates(request, setup, frames, lambda share: listener(_START_SHARE * share, None))
        listener = _later(listener)
    factors = _factorised(request, setup, frames, updates, listener, start)
    return Learned(setup, factors, levels, scale)


def _levels(frames: ScratchFrames, setup: Setup, scale: float) -> NDArray[np.float64]:
    """Return how loud the song is in every block."""
    spans = map(setup.pattern.span, range(setup.pattern.blocks))
    return np.array([scale * float(frames.read(*span).sum(dtype=np.float64)) for span in spans], np.float64)


def _factorised(
    request: SeparationRequest,
    setup: Setup,
    frames: ScratchFrames,
    updates: int,
    listener: Listener,
    start: Activations | None = None,
) -> Factors:
    problem = Problem(frames, setup.pattern, setup.templates, setup.template_of, start=start)
    return (_published if setup.published else _guided)(request, setup, problem, updates, listener)


def _with_free_templates(
    request: SeparationRequest, setup: Setup, frames: ScratchFrames, advance: Callable[[float], object]
) -> Setup:
    """Let the sources without notes start from what the notes, learnt roughly, leave of the song."""

    def roughly(share: float, divergence: float | None) -> bool:
        advance(0.5 * share)
        return False

    scored = without_free_components(setup)
    notes = _factorised(request, scored, frames, _ROUGH_UPDATES, roughly) if scored.stem_of.size else None
    generator = np.random.default_rng(request.seed)
    templates = free_templates(
        request.annotation, setup, frames, notes, generator, lambda share: advance(0.5 + 0.5 * share)
    )
    return replace(setup, templates=templates)


def _has_new_free_templates(request: SeparationRequest, setup: Setup) -> bool:
    """Return whether a source without notes has templates of which no earlier run knows."""
    known = request.previous or {}
    new = {number for number, key in enumerate(setup.keys) if template_name(key) not in known}
    return any(
        component.role is Role.FREE and component.source_id is not None and int(template) in new
        for component, template in zip(setup.labels.components, setup.template_of, strict=True)
    )


def _later(listener: Listener) -> Listener:
    """Return a listener for what comes after the start of the sources without notes."""
    return lambda share, divergence: listener(_START_SHARE + (1.0 - _START_SHARE) * share, divergence)


def _published(request: SeparationRequest, setup: Setup, problem: Problem, updates: int, listener: Listener) -> Factors:
    """Ewert & Mueller 2012: multiplicative updates, nothing else."""
    guidance, fast = guidance_of(setup), setup.parameters.fast
    nmf = KlNmf(problem) if guidance is None else RegionKlNmf(problem, guidance)
    in_bands = fast and guidance is None
    plan = FastPlan() if in_bands else _FAST_WITHOUT_BANDS
    steps = nmf.fast(plan) if fast else nmf.plain(updates)
    share = 0.0
    for step in steps:
        total = step.updates * (2 if in_bands else 1)
        offset = 0.5 if in_bands and step.stage == "bins" else 0.0
        if step.stage != "read":
            share = max(share, min(1.0, offset + (step.update + step.part % 1.0) / max(1, total)))
        if listener(share, step.divergence) and step.stage == "bins" and step.part == 1.0:
            break
    return nmf.factors()


def _guided(request: SeparationRequest, setup: Setup, problem: Problem, updates: int, listener: Listener) -> Factors:
    """Our own variant, see :class:`GuidedNmf`."""
    sources = request.annotation.sources
    prior = PitchPrior(
        families=[(key[0], key[2]) for key in setup.keys],
        pitches=[key[1] if is_pitched(key, sources) else float("nan") for key in setup.keys],
        frequencies_hz=setup.params.frequencies_hz(),
        tolerance_semitones=setup.variant.tolerance_semitones,
        reach_semitones=_REACH_SEMITONES,
    )
    parameters = setup.parameters
    nmf = GuidedNmf(problem, prior, parameters.prior, parameters.continuity, guidance_of(setup))
    with Workers() as workers:
        for update in range(updates):

            def each_group(share: float, update: int = update) -> None:
                listener((update + share) / updates, None)

            divergence = nmf.update(workers, each_group)
            if listener((update + 1) / updates, divergence):
                break
    return nmf.factors


def guidance_of(setup: Setup) -> BlockGuidance | None:
    """Return the regions by the blocks of the factorisation; None without regions."""
    return BlockGuidance(setup.regions, setup.pattern, setup.stem_of) if setup.regions is not None else None
