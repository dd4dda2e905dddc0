"""One pass over the blocks of a spectrogram: model, ratio, and the numerators of both factors.

Owns the layout in which the updates compute, the threads they compute on and the passes over it. A block stays in
the cache of the core that works on it, so every array of the size of V is read once per pass and never written.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.factorization.activations import Activations, ActivePattern

if TYPE_CHECKING:
    from torch import Tensor

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]
Item = TypeVar("Item")
Result = TypeVar("Result")
TINY = 1e-30
CHUNK = 1 << 16  # values of an elementwise task, so that its temporaries stay in the cache
GROUP_VALUES = 1 << 23  # values of V between two moments at which the caller is asked: below 0.1 s


class Workers:
    """Threads that each compute on one core, whatever number torch itself is set to.

    A block is too small for torch to share it between cores; one block per core is about twice as fast.
    """

    def __init__(self, count: int | None = None) -> None:
        import torch

        before = torch.get_num_threads()
        self.count = before if count is None else count
        self._pool = ThreadPoolExecutor(self.count, "factorization", initializer=_use_one_core)
        # all threads start now: what they tell torch holds for threads that others start, until it is restored
        meeting = Barrier(self.count)
        self.each(lambda _: meeting.wait())
        torch.set_num_threads(before)

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def each(self, task: Callable[[int], Result]) -> list[Result]:
        """Run ``task(0)`` ... ``task(count - 1)`` at the same time and return what they return, in order."""
        return list(self._pool.map(task, range(self.count)))

    def in_order(self, task: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield ``task(item)`` in order, while the threads already work on the next few items."""
        waiting: deque[Future[Result]] = deque()
        for item in items:
            waiting.append(self._pool.submit(task, item))
            if len(waiting) > self.count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def chunks(self, size: int, task: Callable[[slice], float]) -> float:
        """Run ``task`` over consecutive slices of ``size`` values and return the sum of what it returns."""

        def share(worker: int) -> float:
            starts = range(worker * CHUNK, size, self.count * CHUNK)
            return sum(task(slice(start, min(start + CHUNK, size))) for start in starts)

        return sum(self.each(share))


def _use_one_core() -> None:
    import torch

    torch.get_num_threads()  # a thread that has not asked yet would take over the common number again later
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)  # values that fade out would make late updates several times slower


class BlockValues:
    """Activations of all blocks in one flat tensor; every block has a last column of ones for the noise floor."""

    def __init__(self, flat: Tensor, shapes: list[tuple[int, int]]) -> None:
        self.flat = flat
        ends = np.cumsum([frames * columns for frames, columns in shapes]).tolist()
        starts = [0, *ends][:-1]
        self.full = [flat[s:e].view(shape) for s, e, shape in zip(starts, ends, shapes, strict=True)]
        self.inner = [block[:, :-1] for block in self.full]
        self.turned = [block.T for block in self.inner]

    @classmethod
    def from_activations(cls, activations: Activations) -> BlockValues:
        """Return a copy of the activations in this layout."""
        import torch

        shapes = [(mask.shape[0], mask.shape[1] + 1) for mask in activations.pattern.allowed]
        values = cls(torch.ones(sum(frames * columns for frames, columns in shapes)), shapes)
        for inner, mask, block in zip(values.inner, activations.pattern.allowed, activations.values, strict=True):
            inner.copy_(torch.from_numpy(np.where(mask, block, np.float32(0))))
        return values

    def like(self) -> BlockValues:
        """Return ones in the same layout."""
        import torch

        return BlockValues(torch.ones_like(self.flat), [(block.shape[0], block.shape[1]) for block in self.full])

    def to_activations(self, pattern: ActivePattern) -> Activations:
        """Return a copy as activations."""
        return Activations(pattern, tuple(inner.numpy().copy() for inner in self.inner))


class Sweep:
    """The passes at one resolution.

    Parameters
    ----------
    workers : Workers
    pattern : ActivePattern
    template_of : ndarray (components,), int64
    templates, bins : int
        Number of templates and of bins (or bands).
    read : callable
        Frames ``first`` to ``last - 1`` of V, (frames, bins).
    """

    def __init__(
        self,
        workers: Workers,
        pattern: ActivePattern,
        template_of: IntArray,
        templates: int,
        bins: int,
        read: Callable[[int, int], FloatArray],
    ) -> None:
        import torch

        self.workers, self._pattern, self._read = workers, pattern, read
        self._rows = [torch.from_numpy(np.append(template_of[active], templates)) for active in pattern.active]
        columns = max((len(rows) for rows in self._rows), default=1)
        frames = min(pattern.block_frames, max(pattern.frames, 1))
        self._scratch = [
            (torch.empty(columns * bins), torch.empty(frames * bins), torch.empty(columns * bins))
            for _ in range(workers.count)
        ]
        self._numerators = [torch.zeros(templates, bins) for _ in range(workers.count)]
        self._logs = [0.0] * workers.count
        self.group = max(workers.count, GROUP_VALUES // (pattern.block_frames * bins))

    def groups(
        self,
        templates: Tensor,
        activations: BlockValues,
        into: BlockValues | None = None,
        learn: bool = False,
        measure: bool = False,
    ) -> Iterator[float]:
        """Pass over V, a group of blocks at a time, and yield the part that is done.

        Parameters
        ----------
        templates : Tensor (templates + 1, bins)
            The last row is the noise floor.
        activations : BlockValues
        into : BlockValues or None
            Receives the numerators of the activations, V / model times templates.
        learn : bool
            Sum the numerators of the templates, V / model times activations, for :meth:`numerators`.
        measure : bool
            Sum V log(V / model) - V for :meth:`log_term`.
        """
        for numerator in self._numerators:
            numerator.zero_()
        self._logs = [0.0] * self.workers.count
        blocks = self._pattern.blocks
        for first in range(0, blocks, self.group):
            last = min(first + self.group, blocks)

            def share(worker: int, first: int = first, last: int = last) -> None:
                for block in range(first + worker, last, self.workers.count):
                    self._block(worker, block, templates, activations, into, learn, measure)

            self.workers.each(share)
            yield last / blocks

    def numerators(self) -> Tensor:
        """Return the numerators of the templates (templates, bins) that the last pass has summed."""
        for other in self._numerators[1:]:
            self._numerators[0].add_(other)
        return self._numerators[0]

    def log_term(self) -> float:
        """Return the sum of V log(V / model) - V over the last pass."""
        return sum(self._logs)

    def template_weights(self, values: BlockValues) -> Tensor:
        """Return for every template the sum of its activations, shape (templates,), float64."""
        import torch

        count = len(self._numerators[0])
        weights = torch.zeros(count, dtype=torch.float64)
        for rows, inner in zip(self._rows, values.inner, strict=True):
            weights.index_add_(0, rows[:-1], inner.sum(0, dtype=torch.float64))
        return weights

    def scale(self, values: BlockValues, factors: Tensor) -> None:
        """Multiply every activation by the factor of its template, in place; ``factors`` (templates,)."""
        for rows, inner in zip(self._rows, values.inner, strict=True):
            inner.mul_(factors[rows[:-1]])

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
        import torch
        from torch.utils.dlpack import from_dlpack

        rows, values = self._rows[block], activations.full[block]
        (frames, columns), bins = values.shape, templates.shape[1]
        # unlike torch.from_numpy this takes arrays that are read-only, without a copy or a warning
        spectra = from_dlpack(self._read(*self._pattern.span(block)))
        gathered, ratio, product = self._scratch[worker]
        gathered, ratio = gathered[: columns * bins].view(columns, bins), ratio[: frames * bins].view(frames, bins)
        torch.index_select(templates, 0, rows, out=gathered)
        torch.mm(values, gathered, out=ratio)
        torch.div(spectra, ratio, out=ratio)
        if columns > 1 and into is not None:
            torch.mm(ratio, gathered[:-1].T, out=into.inner[block])
        if columns > 1 and learn:
            product = product[: (columns - 1) * bins].view(columns - 1, bins)
            torch.mm(activations.turned[block], ratio, out=product)
            self._numerators[worker].index_add_(0, rows[:-1], product)
        if measure:
            logs = torch.xlogy(spectra, ratio.clamp_(min=TINY), out=ratio).sum(dtype=torch.float64)
            self._logs[worker] += float(logs) - float(spectra.sum(dtype=torch.float64))
