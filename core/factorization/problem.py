"""What is factorised and what comes out.

Owns the types that callers hand in and get back: frames on demand, the constraints, the factors. Computes nothing
but the model of a block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.factorization.activations import Activations, ActivePattern

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


class FrameSource(Protocol):
    """A non-negative spectrogram V that is read in blocks, so that it need not be in memory."""

    @property
    def frames(self) -> int:
        """Number of frames."""

    @property
    def bins(self) -> int:
        """Number of bins."""

    def read(self, first: int, last: int) -> FloatArray:
        """Return frames ``first`` to ``last - 1``, shape (frames, bins), float32, >= 0 and finite.

        Called from several threads at once, in any order, once per pass and block. The result is only read, and may
        be a view.
        """


@dataclass(frozen=True, eq=False)
class ArrayFrames:
    """A spectrogram that is in memory.

    Attributes
    ----------
    values : ndarray (frames, bins), float32, >= 0
    """

    values: FloatArray

    @property
    def frames(self) -> int:
        """Number of frames."""
        return int(self.values.shape[0])

    @property
    def bins(self) -> int:
        """Number of bins."""
        return int(self.values.shape[1])

    def read(self, first: int, last: int) -> FloatArray:
        """Return a view of frames ``first`` to ``last - 1``."""
        return self.values[first:last]


@dataclass(frozen=True, eq=False)
class Factors:
    """A factorisation: component ``k`` has the spectrum ``templates[template_of[k]]``.

    Attributes
    ----------
    templates : ndarray (templates, bins), float32, >= 0
        Rows that were learnt sum to one.
    activations : Activations
    template_of : ndarray (components,), int64
    """

    templates: FloatArray
    activations: Activations
    template_of: IntArray

    def models(self, block: int, group_of: IntArray, groups: int) -> FloatArray:
        """Return what groups of components (the sources) contribute to a block.

        Parameters
        ----------
        block : int
            A block of ``activations.pattern``; its frames are ``activations.pattern.span(block)``.
        group_of : ndarray (components,), int
            Group of every component; a negative one belongs to none.
        groups : int
            Number of groups.

        Returns
        -------
        ndarray (groups, frames, bins), float32
        """
        values = self.activations.values[block]
        active = self.activations.pattern.active[block]
        sums = np.zeros((groups, len(values), self.templates.shape[1]), np.float32)
        for group in range(groups):
            columns = np.flatnonzero(group_of[active] == group)
            if len(columns):
                spectra = self.templates[self.template_of[active[columns]]]
                np.matmul(np.ascontiguousarray(values[:, columns]), spectra, out=sums[group])
        return sums


@dataclass(frozen=True, eq=False)
class Problem:
    """Minimise the divergence between V and the model over templates and activations.

    Attributes
    ----------
    source : FrameSource
        V, (frames, bins).
    pattern : ActivePattern
        Zeros of the label matrix: they stay zeros.
    templates : ndarray (templates, bins), float32, >= 0
        The templates to start from; zeros stay zeros.
    template_of : ndarray (components,), int64, or None
        Which template a component uses, so that components can share one; None: the one of its own number.
    learn : ndarray (templates,), bool, or None
        Templates that are learnt; the others stay as they are. None: all.
    start : Activations or None
        Activations to start from, on the same pattern; None: constant where allowed.
    """

    source: FrameSource
    pattern: ActivePattern
    templates: FloatArray
    template_of: IntArray | None = None
    learn: NDArray[np.bool_] | None = None
    start: Activations | None = None

    def __post_init__(self) -> None:
        pattern, templates = self.pattern, self.templates
        if pattern.frames != self.source.frames:
            raise ValueError(f"the pattern has {pattern.frames} frames, the spectrogram {self.source.frames}")
        if templates.ndim != 2 or templates.shape[1] != self.source.bins:
            raise ValueError(f"templates have the shape {templates.shape}, the spectrogram {self.source.bins} bins")
        if not np.all(np.isfinite(templates)) or np.any(templates < 0):
            raise ValueError("templates must be finite and not negative")
        chosen = self.indices()
        if chosen.shape != (pattern.components,):
            raise ValueError(f"template_of has the shape {chosen.shape} for {pattern.components} components")
        if len(chosen) and not 0 <= chosen.min() <= chosen.max() < len(templates):
            raise ValueError(f"template_of must be 0 to {len(templates) - 1}")
        if self.learn is not None and self.learn.shape != (len(templates),):
            raise ValueError(f"learn has the shape {self.learn.shape} for {len(templates)} templates")
        if self.start is not None and not self.start.pattern.same_layout(pattern):
            raise ValueError("the activations to start from belong to another pattern")

    def indices(self) -> IntArray:
        """Return the template of every component, shape (components,)."""
        if self.template_of is None:
            return np.arange(self.pattern.components)
        return np.asarray(self.template_of, np.int64)
