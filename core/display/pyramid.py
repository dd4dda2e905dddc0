"""The spectrogram of a song as tiles of bytes at every zoom.

Owns the levels, their tiles and their memory. Level 1 has the hop of the analysis (a quarter of the window), every
level above halves the columns by their maximum, level 0 looks twice as closely. The levels that fit into the memory
are kept whole; the finer ones are computed where somebody looks, from the samples. The complex spectrogram of the
song never exists.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from core.audio import Audio
from core.display.codes import FLOOR_DB, code_to_db
from core.display.warp import FrequencyWarp, RowMapper, Scale
from core.scratch import release
from core.stft import StftParams, stft_block

TILE_COLUMNS = 256
_BLOCK_FRAMES = 128
_SKETCH_COLUMNS = 2048  # frames of the first, sparse look at the whole song


@dataclass(frozen=True, eq=False)
class Tile:
    """A part of a level: ``codes`` (rows, TILE_COLUMNS) uint8, row 0 highest; ``version`` grows as it is filled."""

    codes: NDArray[np.uint8]
    version: int


class SpectrogramPyramid:
    """Pictures of one sound.

    Reading (``tile``, ``level_db``) is cheap and may happen in any thread; ``build`` and ``compute`` do the work and
    belong to one worker.

    Parameters
    ----------
    audio : Audio
        Channels are joined by the maximum of their power: nothing cancels.
    scale : {"log", "mel", "linear"}
    rows : int
        Rows of the pictures.
    memory_bytes : int
        Bound for the levels that are kept whole.
    cached_tiles : int
        Number of tiles kept of the finer levels.
    """

    def __init__(
        self,
        audio: Audio,
        scale: Scale = "log",
        rows: int = 1024,
        memory_bytes: int = 96 << 20,
        cached_tiles: int = 64,
    ) -> None:
        self._audio = audio
        self.fine = StftParams.for_rate(audio.rate, hops_per_window=8)
        self.analysis = StftParams(audio.rate, self.fine.window_samples, self.fine.window_samples // 4)
        self.warp = FrequencyWarp.for_rate(scale, rows, audio.rate)
        self._mapper = RowMapper(self.warp, audio.rate / self.fine.window_samples, self.fine.bins)
        self.frames = self.analysis.frames(audio.length)
        self.levels = 2
        while self.columns(self.levels - 1) > TILE_COLUMNS:
            self.levels += 1
        self.kept_from = 1
        while self.kept_bytes > memory_bytes and self.kept_from < self.levels - 1:
            self.kept_from += 1
        self.focus_s = 0.0
        self._cached_tiles = cached_tiles
        self._kept: dict[tuple[int, int], Tile] = {}
        self._cache: OrderedDict[tuple[int, int], Tile] = OrderedDict()
        self._lock = Lock()
        self._has_seen_all = False

    @property
    def rate(self) -> int:
        """Sample rate in Hz."""
        return self._audio.rate

    @property
    def duration_s(self) -> float:
        """Length of the sound in seconds."""
        return self._audio.duration_s

    @property
    def kept_bytes(self) -> int:
        """Bytes of the levels that are kept whole, once they are built."""
        tiles = sum(-(-self.columns(level) // TILE_COLUMNS) for level in range(self.kept_from, self.levels))
        return tiles * TILE_COLUMNS * self.warp.rows

    @property
    def bound_bytes(self) -> int:
        """Upper bound of the memory of all tiles in bytes."""
        return self.kept_bytes + self._cached_tiles * TILE_COLUMNS * self.warp.rows

    def used_bytes(self) -> int:
        """Return the bytes of all tiles that there are now."""
        with self._lock:
            tiles = [*self._kept.copy().values(), *self._cache.values()]
        return sum(tile.codes.nbytes for tile in tiles)

    def _pool(self, level: int) -> int:
        return 1 << max(0, level - 1)

    def _grid(self, level: int) -> StftParams:
        return self.fine if level == 0 else self.analysis

    def hop_samples(self, level: int) -> int:
        """Return the samples from one column of ``level`` to the next."""
        return self._grid(level).hop_samples * self._pool(level)

    def columns(self, level: int) -> int:
        """Return the number of columns of ``level``."""
        return -(-self._grid(level).frames(self._audio.length) // self._pool(level))

    def tiles(self, level: int) -> int:
        """Return the number of tiles of ``level``."""
        return -(-self.columns(level) // TILE_COLUMNS)

    def column_start_s(self, level: int, column: float) -> float:
        """Return where a column begins in seconds: half a hop of its grid before the centre of its first frame."""
        return (column * self.hop_samples(level) - self._grid(level).hop_samples / 2) / self.rate

    def column_at(self, level: int, time_s: float) -> float:
        """Return the column, with its fraction, that holds ``time_s``; the inverse of :meth:`column_start_s`."""
        return (time_s * self.rate + self._grid(level).hop_samples / 2) / self.hop_samples(level)

    def level_for(self, columns_per_s: float) -> int:
        """Return the finest level that has at most ``columns_per_s``, so that no column falls between two pixels."""
        for level in range(self.levels):
            if self.rate / self.hop_samples(level) <= columns_per_s:
                return level
        return self.levels - 1

    def tile(self, level: int, index: int) -> Tile | None:
        """Return a tile, or None where it is not computed yet."""
        key = (level, index)
        if level >= self.kept_from:
            return self._kept.get(key)
        with self._lock:
            tile = self._cache.get(key)
            if tile is not None:
                self._cache.move_to_end(key)
            return tile

    def compute(self, level: int, index: int) -> None:
        """Compute a tile of a level that is not kept whole; nothing happens where it is there already."""
        if level >= self.kept_from or self.tile(level, index) is not None or not 0 <= index < self.tiles(level):
            return
        codes = np.zeros((self.warp.rows, TILE_COLUMNS), np.uint8)
        for _block in self._fill(codes, level, index):
            pass
        tile = Tile(codes, 1)
        with self._lock:
            self._cache[(level, index)] = tile
            while len(self._cache) > self._cached_tiles:
                self._cache.popitem(last=False)

    def build(self) -> Iterator[float]:
        """Fill the kept levels, first a sparse look at all, then outwards from ``focus_s``.

        Yields the part done after every tile, and False where the work can be interrupted in between.
        """
        if self.frames == 0:
            return
        yield from self._sketch()
        left = set(range(self.tiles(self.kept_from)))
        total = len(left)
        while left:
            focus = self.column_at(self.kept_from, self.focus_s) / TILE_COLUMNS - 0.5
            index = min(left, key=lambda candidate: abs(candidate - focus))
            left.discard(index)
            codes = np.zeros((self.warp.rows, TILE_COLUMNS), np.uint8)
            for _block in self._fill(codes, self.kept_from, index):
                yield False
            self._store(self.kept_from, index, 0, codes)
            self._has_seen_all = self._has_seen_all or not left
            yield 1.0 - len(left) / total

    def level_db(self, time_s: float, frequency_hz: float) -> float | None:
        """Return the level in dB at a point, from the finest tile that is there; None where there is none."""
        if not 0 <= time_s <= self.duration_s:
            return None
        row = self.warp.row_at(frequency_hz)
        for level in range(self.levels):
            column = max(0, int(self.column_at(level, time_s)))
            tile = self.tile(level, column // TILE_COLUMNS)
            if tile is not None:
                return float(code_to_db(tile.codes[row, column % TILE_COLUMNS]))
        return None

    def loud_db(self) -> float | None:
        """Return the level that only one thousandth of what sounds exceeds, in dB; None before all has been seen."""
        tile = self._kept.get((self.levels - 1, 0))
        if tile is None or not self._has_seen_all:
            return None
        codes = tile.codes[:, : self.columns(self.levels - 1)]
        heard = codes[codes > 0]  # a short note in a long silence is as bright as in a song
        return float(code_to_db(np.percentile(heard, 99.9))) if heard.size else FLOOR_DB

    def _sketch(self) -> Iterator[float]:
        """Fill the upper levels from every n-th frame: never more than the maximum that replaces it."""
        level = self.kept_from
        while self.columns(level) > _SKETCH_COLUMNS and level < self.levels - 1:
            level += 1
        stride = self._pool(level)
        if stride == 1:
            return
        for index in range(self.tiles(level)):
            first = index * TILE_COLUMNS
            last = min(first + TILE_COLUMNS, self.columns(level))
            frames = [self._power(self.analysis, n * stride, n * stride + 1) for n in range(first, last)]
            self._store(level, index, 0, self._mapper.codes(np.concatenate(frames)))
            self._release(self.analysis, first * stride, last * stride)
        self._has_seen_all = True
        yield 0.0

    def _fill(self, codes: NDArray[np.uint8], level: int, index: int) -> Iterator[None]:
        """Fill the codes (rows, TILE_COLUMNS) of a tile from the samples, block by block."""
        pool, grid = self._pool(level), self._grid(level)
        frames = grid.frames(self._audio.length)
        first, last = index * TILE_COLUMNS * pool, min((index + 1) * TILE_COLUMNS * pool, frames)
        step = max(_BLOCK_FRAMES, pool)
        for start in range(first, last, step):
            power = self._power(grid, start, min(start + step, last))
            if pool > 1:
                power = np.maximum.reduceat(power, np.arange(0, power.shape[0], pool), axis=0)
            column = (start - first) // pool
            codes[:, column : column + power.shape[0]] = self._mapper.codes(power)
            yield
        self._release(grid, first, last)

    def _release(self, grid: StftParams, first: int, last: int) -> None:
        """Let the samples of frames leave the memory again: a song of hours is larger than it should be allowed."""
        half = grid.window_samples // 2
        release(self._audio.samples, max(0, first * grid.hop_samples - half), last * grid.hop_samples + half)

    def _power(self, grid: StftParams, first: int, last: int) -> NDArray[np.float32]:
        """Return the largest power of the channels (frames, bins), 1 = a sine at full scale."""
        spectrum = stft_block(self._audio.samples, grid, first, last)
        power: NDArray[np.float32] = (np.square(spectrum.real) + np.square(spectrum.imag)).max(axis=0)
        power *= np.float32((4.0 / grid.window_samples) ** 2)
        return power

    def _store(self, level: int, index: int, offset: int, part: NDArray[np.uint8]) -> None:
        """Put columns into a kept tile and their maxima into all levels above."""
        while True:
            old = self._kept.get((level, index))
            if old is None and offset == 0 and part.shape[1] == TILE_COLUMNS:
                codes = part
            else:
                codes = old.codes if old is not None else np.zeros((self.warp.rows, TILE_COLUMNS), np.uint8)
                codes[:, offset : offset + part.shape[1]] = part
            self._kept[(level, index)] = Tile(codes, old.version + 1 if old is not None else 1)
            if level == self.levels - 1:
                return
            if part.shape[1] % 2:
                part = np.pad(part, ((0, 0), (0, 1)))
            part = np.maximum(part[:, ::2], part[:, 1::2])
            offset = (offset + (index % 2) * TILE_COLUMNS) // 2
            level, index = level + 1, index // 2
