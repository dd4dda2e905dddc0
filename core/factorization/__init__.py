"""Score-informed non-negative matrix factorisation under the Kullback-Leibler divergence.

Owns the compact activations, the updates and their fast schedule. Knows components as numbers only: what a component
stands for, where its first template comes from and what is done with the result belongs to the engines.
"""

from core.factorization.activations import Activations, ActivePattern
from core.factorization.bands import BandGrid
from core.factorization.kl_nmf import FastPlan, KlNmf, Step
from core.factorization.problem import ArrayFrames, Factors, FrameSource, Problem

__all__ = [
    "Activations",
    "ActivePattern",
    "ArrayFrames",
    "BandGrid",
    "Factors",
    "FastPlan",
    "FrameSource",
    "KlNmf",
    "Problem",
    "Step",
]
