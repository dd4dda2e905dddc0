"""Score-informed non-negative matrix factorisation with the generalised Kullback-Leibler divergence.

Owns the two ways to the factors: the published multiplicative updates (Lee & Seung 2001, theorem 2; zeros as in
Ewert & Mueller 2012, the method A of Ewert & Sandler 2017, section 3) and a fast schedule for the same objective.
V is (frames, bins) here; a constant noise floor is part of the model, which keeps silence finite.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from core.factorization.bands import BANDS_PER_OCTAVE, BandGrid
from core.factorization.momentum import look_ahead, momentum_at, multiply
from core.factorization.problem import Factors, Problem
from core.factorization.sweep import TINY, BlockValues, Sweep, Workers

if TYPE_CHECKING:
    from torch import Tensor

FloatArray = NDArray[np.float32]
Stage = Literal["read", "bands", "bins"]
FLOOR_BELOW_MEAN = 1e-6  # of the mean of V: far below what 24 bits hold


@dataclass(frozen=True)
class FastPlan:
    """Schedule of :meth:`KlNmf.fast`.

    Attributes
    ----------
    band_updates, bin_updates : int
        Updates in bands, then at full resolution.
    bands_per_octave : int
    bin_age : int
        Updates that the momentum takes as done when it goes over to full resolution; 1 starts it anew.
    """

    band_updates: int = 28
    bin_updates: int = 8
    bands_per_octave: int = BANDS_PER_OCTAVE
    bin_age: int = 5


@dataclass(frozen=True)
class Step:
    """How far a run has come.

    Attributes
    ----------
    stage : str
        ``read`` (the first look at V), ``bands`` or ``bins`` (full resolution).
    update, updates : int
        Updates that are finished, of how many in this stage.
    part : float
        Part of the pass under way; 1 when an update has just finished.
    divergence : float or None
        Of the factors from which the finished update set out; None within an update or where not measured. Smaller in
        bands than at full resolution.
    """

    stage: Stage
    update: int
    updates: int
    part: float
    divergence: float | None = None


class KlNmf:
    """A factorisation that can be looked at between its steps.

    Parameters
    ----------
    problem : Problem
    workers : int or None
        Threads to compute on; None: as many as torch is set to. The result depends on their number by rounding.
    """

    def __init__(self, problem: Problem, workers: int | None = None) -> None:
        self._problem = problem
        self._workers = workers
        self._template_of = problem.indices()
        templates = np.asarray(problem.templates, np.float32)
        sums = templates.sum(axis=1, dtype=np.float64)
        self._sums = np.where(sums > 0, sums, 1.0).astype(np.float32)
        self._learn = np.ones(len(templates), bool) if problem.learn is None else np.asarray(problem.learn, bool)
        self._normal: FloatArray = templates / self._sums[:, None]
        self._floor = 0.0
        self._values: BlockValues | None = None
        # while the run is in bands: the grid and the templates in bands before and after
        self._banded: tuple[BandGrid, FloatArray, Tensor] | None = None

    def factors(self) -> Factors:
        """Return a copy of the factors as they are now; to be called between steps, after the first pass."""
        if self._values is None:
            raise ValueError("there are no factors before the spectrogram has been read once")
        templates, sums = self._templates_now(), np.where(self._learn, np.float32(1), self._sums)
        templates = templates * sums[:, None]
        activations = self._values.to_activations(self._problem.pattern)
        for values, active in zip(activations.values, self._problem.pattern.active, strict=True):
            values /= sums[self._template_of[active]]
        return Factors(templates, activations, self._template_of)

    def divergence(self) -> float:
        """Return the divergence of the present factors at full resolution, in units of V; one pass over V."""
        with Workers(self._workers) as workers:
            if self._values is None:
                for _ in self._read(workers, None):
                    pass
            sweep = self._sweep(workers)
            templates = self._with_floor(self._templates_now(), self._floor)
            assert self._values is not None
            for _ in sweep.groups(templates, self._values, measure=True):
                pass
            return self._measured(sweep, templates, self._values)

    def plain(self, updates: int = 50, measure: bool = True) -> Iterator[Step]:
        """Run the published updates, activations then templates; the divergence never rises.

        Parameters
        ----------
        updates : int
            50 in Ewert & Sandler 2017.
        measure : bool
            Measure the divergence in every update, for about a third more time.

        Yields
        ------
        Step
            Several per update of a long song: closing the iterator between them cancels the run.
        """
        with Workers(self._workers) as workers:
            yield from self._read(workers, None)
            sweep, values = self._sweep(workers), self._values
            assert values is not None
            numerators = values.like()
            templates = self._with_floor(self._normal, self._floor)
            for update in range(updates):
                for part in sweep.groups(templates, values, into=numerators, measure=measure):
                    if part < 1 or self._learn.any():
                        yield Step("bins", update, updates, part / 2)
                divergence = self._measured(sweep, templates, values) if measure else None
                values.flat.mul_(numerators.flat)
                if self._learn.any():
                    for part in sweep.groups(templates, values, learn=True):
                        if part < 1:
                            yield Step("bins", update, updates, 0.5 + part / 2)
                    self._update_templates(sweep, templates, values)
                self._normal = templates[:-1].numpy().copy()
                yield Step("bins", update + 1, updates, 1.0, divergence)

    def fast(self, plan: FastPlan = FastPlan(), measure: bool = True) -> Iterator[Step]:
        """Run the fast schedule: the same objective, lower after far less time; it may rise for an update.

        Both factors are updated from one model (the EM step of probabilistic latent component analysis, which never
        raises the divergence by itself) with Nesterov momentum in the logarithm of the factors, first in bands.

        Parameters
        ----------
        plan : FastPlan
        measure : bool
            Measure the divergence in every update, for about a fifth more time.

        Yields
        ------
        Step
            Several per update of a long song: closing the iterator between them cancels the run.
        """
        grid = BandGrid.logarithmic(self._problem.source.bins, plan.bands_per_octave)
        with Workers(self._workers) as workers:
            if plan.band_updates == 0:
                yield from self._read(workers, None)
            else:
                banded = np.empty((self._problem.source.frames, grid.bands), np.float32)
                yield from self._read(workers, (grid, banded))
                yield from self._in_bands(workers, grid, banded, plan, measure)
                del banded
            templates = self._with_floor(self._normal, self._floor)
            run = self._accelerated(self._sweep(workers), templates, "bins", plan.bin_updates, plan.bin_age, measure)
            for step in run:
                self._normal = templates[:-1].numpy()
                yield step

    def _in_bands(
        self, workers: Workers, grid: BandGrid, banded: FloatArray, plan: FastPlan, measure: bool
    ) -> Iterator[Step]:
        before = grid.compress(self._normal)
        floor = (self._floor * np.diff(grid.edges)).astype(np.float32)
        templates = self._with_floor(before, floor)
        self._banded = (grid, before, templates)
        sweep = self._sweep(workers, banded)
        yield from self._accelerated(sweep, templates, "bands", plan.band_updates, 1, measure)
        self._normal, self._banded = self._templates_now(), None

    def _accelerated(
        self, sweep: Sweep, templates: Tensor, stage: Stage, updates: int, age: int, measure: bool
    ) -> Iterator[Step]:
        """Update ``templates`` and the activations in place, with momentum (O'Donoghue & Candes 2015, section 3.2)."""
        values = self._values
        assert values is not None
        ahead, spare = values.like(), values.like()
        ahead.flat.copy_(values.flat)
        templates_ahead = templates.clone()
        for update in range(updates):
            for part in sweep.groups(templates_ahead, ahead, spare, bool(self._learn.any()), measure):
                if part < 1:
                    yield Step(stage, update, updates, part)
            divergence = self._measured(sweep, templates_ahead, ahead) if measure else None
            turned = multiply(sweep.workers, ahead.flat, spare.flat, values.flat) > 0.0
            age = 2 if turned else age + 1
            momentum = momentum_at(age)
            values, spare = spare, values
            self._values = values
            look_ahead(sweep.workers, values.flat, spare.flat, ahead.flat, momentum)
            if self._learn.any():
                self._step_templates(sweep, templates, templates_ahead, momentum)
            yield Step(stage, update + 1, updates, 1.0, divergence)

    def _step_templates(self, sweep: Sweep, templates: Tensor, ahead: Tensor, momentum: float) -> None:
        """EM step of the templates from ``ahead``; ``templates`` and ``ahead`` are the new ones afterwards."""
        product = sweep.numerators().mul_(ahead[:-1])
        ahead[:-1] = self._kept_or_normal(product, templates[:-1])
        previous = templates.clone()
        templates.copy_(ahead)
        look_ahead(sweep.workers, templates.view(-1), previous.view(-1), ahead.view(-1), momentum)
        ahead[:-1] = self._kept_or_normal(ahead[:-1], templates[:-1])

    def _kept_or_normal(self, rows: Tensor, kept: Tensor) -> Tensor:
        """Return ``rows`` with sum one; ``kept`` where nothing is learnt or the row has faded out."""
        import torch

        sums = rows.sum(1, keepdim=True)
        learnt = torch.from_numpy(self._learn)[:, None] & (sums > TINY)
        return torch.where(learnt, rows / sums.clamp(min=TINY), kept)

    def _update_templates(self, sweep: Sweep, templates: Tensor, values: BlockValues) -> None:
        """Published update of the templates; their sums go over to the activations, which leaves the model as is."""
        import torch

        weights = sweep.template_weights(values)
        update = sweep.numerators() / weights.clamp(min=TINY).float()[:, None]
        product = templates[:-1] * update
        sums = product.sum(1)
        learnt = torch.from_numpy(self._learn) & (sums > TINY) & (weights > TINY)
        templates[:-1] = torch.where(learnt[:, None], product / sums.clamp(min=TINY)[:, None], templates[:-1])
        sweep.scale(values, torch.where(learnt, sums, torch.ones(())))

    def _read(self, workers: Workers, bands: tuple[BandGrid, FloatArray] | None) -> Iterator[Step]:
        """Look at V once: its level and, where asked for, its bands."""
        problem = self._problem
        pattern, source = problem.pattern, problem.source
        sums = [0.0] * workers.count
        group = self._sweep(workers).group
        for first in range(0, pattern.blocks, group):
            last = min(first + group, pattern.blocks)

            def share(worker: int, first: int = first, last: int = last) -> None:
                for block in range(first + worker, last, workers.count):
                    start, stop = pattern.span(block)
                    spectra = source.read(start, stop)
                    if bands is None:
                        sums[worker] += float(spectra.sum(dtype=np.float64))
                    else:
                        bands[1][start:stop] = bands[0].compress(spectra)
                        sums[worker] += float(bands[1][start:stop].sum(dtype=np.float64))

            workers.each(share)
            yield Step("read", int(last == pattern.blocks), 1, last / pattern.blocks)
        total = sum(sums)
        # any positive floor does for silence, where nothing else is left of the model
        self._floor = max(FLOOR_BELOW_MEAN * total / max(1, source.frames * source.bins), TINY)
        if self._values is None:
            start = problem.start
            if start is None:
                allowed = sum(int(mask.sum()) for mask in pattern.allowed)
                start = pattern.constant(total / max(1, allowed))
                self._values = BlockValues.from_activations(start)
            else:
                self._values = BlockValues.from_activations(start)
                self._sweep(workers).scale(self._values, _tensor(np.where(self._learn, 1.0, self._sums)))

    def _sweep(self, workers: Workers, banded: FloatArray | None = None) -> Sweep:
        problem = self._problem
        bins = problem.source.bins if banded is None else banded.shape[1]
        read = problem.source.read if banded is None else lambda first, last: banded[first:last]
        return Sweep(workers, problem.pattern, self._template_of, len(self._normal), bins, read)

    def _templates_now(self) -> FloatArray:
        if self._banded is None:
            return self._normal
        grid, before, after = self._banded
        return grid.expand(self._normal, before, after[:-1].numpy())

    def _measured(self, sweep: Sweep, templates: Tensor, values: BlockValues) -> float:
        """Divergence of the factors with which ``sweep`` has just passed over V."""
        import torch

        sums = templates.sum(1, dtype=torch.float64)
        model = float(sweep.template_weights(values) @ sums[:-1]) + self._problem.pattern.frames * float(sums[-1])
        return sweep.log_term() + model

    @staticmethod
    def _with_floor(templates: FloatArray, floor: float | FloatArray) -> Tensor:
        return _tensor(np.vstack([templates, np.broadcast_to(np.float32(floor), templates.shape[1])]))


def _tensor(values: NDArray[np.floating]) -> Tensor:
    import torch

    return torch.from_numpy(np.ascontiguousarray(values, np.float32))
