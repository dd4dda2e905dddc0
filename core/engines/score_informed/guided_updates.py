"""The published updates where regions guide them.

Owns the passes over blocks that a region touches; all other blocks are passed over as without regions.
"""

from __future__ import annotations

from dataclasses import replace

import torch
from torch.utils.dlpack import from_dlpack

from core.engines.score_informed.guidance import BlockGuidance, GuidedPart
from core.factorization import KlNmf, Problem
from core.factorization.sweep import TINY, BlockValues, FloatArray, Sweep, Workers

Tensor = torch.Tensor


class RegionKlNmf(KlNmf):
    """A :class:`KlNmf` with regions, at full resolution only: in bands nothing is known of single bins.

    Parameters
    ----------
    problem : Problem
    guidance : BlockGuidance
    """

    def __init__(self, problem: Problem, guidance: BlockGuidance) -> None:
        super().__init__(problem)
        self._guidance = guidance

    def _sweep(self, workers: Workers, banded: FloatArray | None = None) -> Sweep:
        if banded is not None:
            raise ValueError("regions guide single bins; run without updates in bands")
        return _RegionSweep(workers, self._problem, len(self._normal), self._guidance)


class _RegionSweep(Sweep):
    """The passes at full resolution."""

    def __init__(self, workers: Workers, problem: Problem, templates: int, guidance: BlockGuidance) -> None:
        source = problem.source
        super().__init__(workers, problem.pattern, problem.indices(), templates, source.bins, source.read)
        self._guidance = guidance

    def _block(
        self,
        worker: int,
        block: int,
        templates: Tensor,
        activations: BlockValues,
        into: BlockValues | None,
        learn: bool,
        measure: bool,
    ) -> None:
        guided = self._guidance.block(block)
        if guided is None:
            super()._block(worker, block, templates, activations, into, learn, measure)
            return
        rows, values = self._rows[block], activations.full[block]
        (frames, columns), bins = values.shape, templates.shape[1]
        # the noise floor is in the last column, and sounds everywhere
        guided = replace(guided, parts=(*guided.parts, GuidedPart(slice(columns - 1, columns), None)))
        spectra = from_dlpack(self._read(*self._pattern.span(block)))
        room, ratio_room, product_room = self._scratch[worker]
        gathered, model = room[: columns * bins].view(columns, bins), ratio_room[: frames * bins].view(frames, bins)
        torch.index_select(templates, 0, rows, out=gathered)
        torch.mm(values, gathered, out=model)
        touched = gathered[:, guided.bins]
        unconfined = float(model[:, guided.bins].sum()) if measure else 0.0
        guided.confine(model, values, touched)
        confined = float(model[:, guided.bins].sum()) if measure else 0.0
        ratio = torch.div(spectra, model, out=model)
        there = ratio[:, guided.bins].clone()
        of_touched = guided.take(ratio)
        if columns > 1 and into is not None:
            torch.mm(ratio, gathered[:-1].T, out=into.inner[block])
            guided.add_to_activations(into.full[block], of_touched, touched)
            into.full[block][:, -1] = 1.0
        if columns > 1 and learn:
            product = product_room[: columns * bins].view(columns, bins)
            torch.mm(values.T, ratio, out=product)
            guided.add_to_templates(product, of_touched, values)
            self._numerators[worker].index_add_(0, rows[:-1], product[:-1])
        if measure:
            ratio[:, guided.bins] = there
            logs = torch.xlogy(spectra, ratio.clamp_(min=TINY), out=ratio).sum(dtype=torch.float64)
            # the caller counts the whole model
            self._logs[worker] += float(logs) - float(spectra.sum(dtype=torch.float64)) + confined - unconfined
