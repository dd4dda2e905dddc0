"""Activations that are zero almost everywhere, in blocks of frames.

Owns the layout: the song is cut into blocks of equal length; a block holds one value per frame and component for the
components that may sound somewhere in it, and nothing for the others. Knows nothing of templates or updates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]
BLOCK_FRAMES = 64  # short blocks hold fewer components, long ones cost fewer calls; flat between 48 and 128


@dataclass(frozen=True, eq=False)
class ActivePattern:
    """Which components may sound in which frame; made with :meth:`from_spans`.

    Attributes
    ----------
    frames, components, block_frames : int
        Size of the (never built) matrix and length of a block; the last block may be shorter.
    active : tuple of ndarray (a,), int64
        For every block the components that may sound in it, ascending.
    allowed : tuple of ndarray (frames of the block, a), bool
        For every block which entries may be other than zero.
    """

    frames: int
    components: int
    block_frames: int
    active: tuple[IntArray, ...]
    allowed: tuple[NDArray[np.bool_], ...]

    @classmethod
    def from_spans(cls, spans: Sequence[IntArray], frames: int, block_frames: int = BLOCK_FRAMES) -> ActivePattern:
        """Return the pattern of a label matrix given as spans.

        Parameters
        ----------
        spans : sequence of ndarray (n, 2), int
            For every component its spans ``first <= frame < stop``, in any order; what lies outside the song is cut
            off. A component without spans never sounds.
        frames : int
            Number of frames of the song.
        block_frames : int
            Length of a block.
        """
        if frames < 0 or block_frames < 1:
            raise ValueError(f"frames must be 0 or more and block_frames 1 or more, not {frames} and {block_frames}")
        pieces: list[dict[int, list[tuple[int, int]]]] = [{} for _ in range(-(-frames // block_frames))]
        for component, rows in enumerate(spans):
            for first, stop in np.clip(np.asarray(rows, np.int64).reshape(-1, 2), 0, frames).tolist():
                for block in range(first // block_frames, -(-stop // block_frames) if stop > first else 0):
                    start = block * block_frames
                    pieces[block].setdefault(component, []).append((max(first - start, 0), stop - start))
        active = tuple(np.array(sorted(block), np.int64) for block in pieces)
        allowed = []
        for number, (piece, present) in enumerate(zip(pieces, active, strict=True)):
            mask = np.zeros((min(block_frames, frames - number * block_frames), len(present)), bool)
            for column, component in enumerate(present.tolist()):
                for first, stop in piece[component]:
                    mask[first:stop, column] = True
            allowed.append(mask)
        return cls(frames, len(spans), block_frames, active, tuple(allowed))

    @property
    def blocks(self) -> int:
        """Number of blocks."""
        return len(self.active)

    @property
    def entries(self) -> int:
        """Number of values that are stored, allowed or not."""
        return sum(mask.size for mask in self.allowed)

    def span(self, block: int) -> tuple[int, int]:
        """Return the frames ``first`` to ``last - 1`` of a block."""
        first = block * self.block_frames
        return first, min(first + self.block_frames, self.frames)

    def same_layout(self, other: ActivePattern) -> bool:
        """Return whether values on this pattern can be read as values on the other."""
        return (
            (self.frames, self.block_frames) == (other.frames, other.block_frames)
            and self.blocks == other.blocks
            and all(np.array_equal(mine, its) for mine, its in zip(self.active, other.active, strict=True))
        )

    def constant(self, level: float) -> Activations:
        """Return the activations that are ``level`` wherever they are allowed."""
        return Activations(self, tuple(np.where(mask, np.float32(level), np.float32(0)) for mask in self.allowed))


@dataclass(frozen=True, eq=False)
class Activations:
    """Values of the matrix H (components, frames) on a pattern.

    Attributes
    ----------
    pattern : ActivePattern
    values : tuple of ndarray (frames of the block, a), float32, >= 0
        For every block one column per component of ``pattern.active``.
    """

    pattern: ActivePattern
    values: tuple[FloatArray, ...]

    def dense(self, first: int = 0, last: int | None = None) -> FloatArray:
        """Return frames ``first`` to ``last - 1`` of the matrix itself, shape (components, frames)."""
        pattern = self.pattern
        last = pattern.frames if last is None else last
        if not 0 <= first <= last <= pattern.frames:
            raise ValueError(f"frames {first} to {last} are not inside the {pattern.frames} frames of the song")
        matrix = np.zeros((pattern.components, last - first), np.float32)
        for block in range(first // pattern.block_frames, -(-last // pattern.block_frames)):
            start, stop = pattern.span(block)
            low, high = max(start, first), min(stop, last)
            matrix[pattern.active[block], low - first : high - first] = self.values[block][low - start : high - start].T
        return matrix
