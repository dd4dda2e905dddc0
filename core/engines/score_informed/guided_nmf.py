"""KL-NMF that is guided by what instruments and notes are like.

Owns the learning of the engine's own variant: multiplicative updates of the generalised KL divergence with a conjugate
prior on the templates (their instrument's neighbouring pitches) and continuity of the activations inside a note.
Runs block by block over a spectrogram that need not be in memory.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch

from core.engines.score_informed.guidance import BlockGuidance
from core.engines.score_informed.pitch_prior import PitchPrior
from core.factorization import Activations, Factors, Problem
from core.factorization.sweep import Workers

_EPS = 1e-9
_TINY = 1e-30
_GROUP_BLOCKS = 16
# updates before the prior is asked: templates have to differ from their start first
_FIRST_UPDATES = 3


class GuidedNmf:
    """A factorisation in the making; every :meth:`update` improves it.

    Parameters
    ----------
    problem : Problem
    prior : PitchPrior
    prior_strength : float
        Weight of the prior, in units of the mean mass of a template.
    continuity : float
        Weight of an activation's neighbours in time against its own evidence, which is about one.
    guidance : BlockGuidance or None
        What regions forbid.
    """

    def __init__(
        self,
        problem: Problem,
        prior: PitchPrior,
        prior_strength: float,
        continuity: float,
        guidance: BlockGuidance | None = None,
    ) -> None:
        self._source = problem.source
        self._pattern = problem.pattern
        self._prior = prior
        self._prior_strength = prior_strength
        self._continuity = continuity
        self._guidance = guidance
        self._template_of = problem.indices()
        self._templates = torch.from_numpy(problem.templates.astype(np.float32))
        self._templates /= self._templates.sum(1, keepdim=True) + _EPS
        start = problem.start or problem.pattern.constant(1.0)
        self._values = [torch.from_numpy(values.copy()) for values in start.values]
        self._updates = 0 if problem.start is None else _FIRST_UPDATES

    @property
    def factors(self) -> Factors:
        """Templates and activations as they are now."""
        values = tuple(values.numpy() for values in self._values)
        return Factors(self._templates.numpy(), Activations(self._pattern, values), self._template_of)

    def update(self, workers: Workers, each_group: Callable[[float], object]) -> float:
        """Update all activations, then all templates.

        Parameters
        ----------
        workers : Workers
            Threads to compute on.
        each_group : callable
            Called after every group of blocks with the share of the update that is done; may raise to leave.

        Returns
        -------
        float
            Generalised KL divergence of the model before the templates were updated.
        """
        blocks = self._pattern.blocks
        # neighbours are those of the last update, whatever the order of the blocks
        averaged = [self._averaged(block) for block in range(blocks)] if self._continuity else None
        gradients = [torch.zeros_like(self._templates) for _ in range(workers.count)]
        group = _GROUP_BLOCKS * workers.count
        divergence = 0.0
        for first in range(0, blocks, group):
            last = min(first + group, blocks)

            def share(worker: int, first: int = first, last: int = last) -> float:
                return sum(
                    self._update_block(block, averaged[block] if averaged else None, gradients[worker])
                    for block in range(first + worker, last, workers.count)
                )

            divergence += sum(workers.each(share))
            each_group(last / blocks)
        self._update_templates(self._templates * sum(gradients[1:], gradients[0]))
        return divergence

    def _update_block(self, block: int, averaged: torch.Tensor | None, gradient: torch.Tensor) -> float:
        """Update the activations of a block, add to the templates' gradient and return the divergence."""
        V = torch.from_numpy(self._source.read(*self._pattern.span(block)))
        index = torch.from_numpy(self._template_of[self._pattern.active[block]])
        W, H = self._templates[index], self._values[block]
        guided = self._guidance.block(block) if self._guidance is not None else None
        touched = W[:, guided.bins] if guided is not None else W
        model = H @ W
        if guided is not None:
            guided.confine(model, H, touched)
        ratio = torch.div(V, model.add_(_EPS), out=model)
        if guided is None:
            evidence = H * (ratio @ W.T)
        else:
            ratio_there = guided.take(ratio)
            numerators = ratio @ W.T
            guided.add_to_activations(numerators, ratio_there, touched)
            evidence = H * numerators
        mass = W.sum(1)
        if averaged is None:
            H = evidence / (mass + _EPS)
        else:
            H = (evidence + self._continuity * averaged) / (mass + self._continuity)
        self._values[block] = H
        torch.mm(H, W, out=model)
        if guided is not None:
            guided.confine(model, H, touched)
        model.add_(_EPS)
        excess = float(model.sum() - V.sum())
        ratio = torch.div(V, model, out=model)
        if guided is None:
            gradient.index_add_(0, index, H.T @ ratio)
            return excess + float(V.mul(ratio.clamp_(min=_TINY).log_()).sum())
        logs = float(V.mul(ratio.clamp(min=_TINY).log_()).sum())
        ratio_there = guided.take(ratio)
        product = H.T @ ratio
        guided.add_to_templates(product, ratio_there, H)
        gradient.index_add_(0, index, product)
        return excess + logs

    def _update_templates(self, evidence: torch.Tensor) -> None:
        mass = evidence.sum(1)
        if self._prior_strength and self._updates >= _FIRST_UPDATES:
            expected = self._prior.expected(evidence / (mass[:, None] + _EPS), mass)
            evidence = evidence + self._prior_strength * mass.mean() * expected
        total = evidence.sum(1, keepdim=True)
        # a template without evidence (silence) stays as it is
        self._templates = torch.where(total > 0, evidence / (total + _EPS), self._templates)
        self._updates += 1

    def _averaged(self, block: int) -> torch.Tensor:
        """Average every activation of a block with its allowed neighbours in time."""
        pattern = self._pattern
        allowed = torch.from_numpy(pattern.allowed[block]).float()
        values = self._values[block]
        total, count = values.clone(), allowed.clone()
        total[1:] += values[:-1]
        count[1:] += allowed[:-1]
        total[:-1] += values[1:]
        count[:-1] += allowed[1:]
        for other, here, there in ((block - 1, 0, -1), (block + 1, -1, 0)):
            if 0 <= other < pattern.blocks:
                _, own, others = np.intersect1d(
                    pattern.active[block], pattern.active[other], assume_unique=True, return_indices=True
                )
                total[here, own] += self._values[other][there, others]
                count[here, own] += torch.from_numpy(pattern.allowed[other][there, others]).float()
        return total / count.clamp_min(1.0) * allowed
