"""What a run found to sound, as a spectrogram with one lane per pitch, under the notes of a piano roll.

Owns the step from levels to pixels: every row in the colour of its source, the louder the more solid, as finely as the
screen shows it. Only the visible part exists in colour.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.graphics.canvas import PlotCanvas
from app.graphics.colours import mixed
from app.graphics.layers import Layer
from app.graphics.pixels import premultiplied
from core.annotation.representation import Representation

_POOL = 4  # frames of one that is coarser by a step
_FEWEST = 2048  # columns of the coarsest
_SOLID = 0.92  # opacity of the loudest
_GAMMA = 2.0
_GLOW_FROM, _GLOW = 0.75, 0.45  # of the way to white that the loudest go


class FoundItem(Layer):
    """Shows a representation, or nothing."""

    def __init__(self, canvas: PlotCanvas, z: float) -> None:
        """Show nothing yet."""
        super().__init__(canvas, z)
        self._found: Representation | None = None
        self._coarser: list[NDArray[np.uint8]] = []
        self._colours: Mapping[str, str] = {}
        self._visible: frozenset[str] | None = None
        self._tables: dict[str, NDArray[np.uint32]] = {}
        self._picture: QImage | None = None
        self._key: tuple[object, ...] = ()

    @property
    def representation(self) -> Representation | None:
        """What is shown."""
        return self._found

    def set_representation(self, found: Representation | None) -> None:
        """Show what another run found, or nothing."""
        if found is not self._found:
            self._found = found
            self._coarser = _coarser(found.levels) if found is not None else []
            self._renew()

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """Paint the sources in other colours, ``#rrggbb`` by source id; what is of no known source is grey."""
        if colours != self._colours:
            self._colours, self._tables = dict(colours), {}
            self._renew()

    def set_visible_sources(self, source_ids: frozenset[str] | None) -> None:
        """Show what was found of these sources only; None shows all."""
        self._visible = source_ids
        self._renew()

    def _renew(self) -> None:
        self._picture = None
        self.update()

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint what is visible."""
        canvas, line = self.canvas, self.canvas.timeline
        if self._found is None or not self._found.rows:
            return
        key = (line.start_s, line.span_s, canvas.y_range, canvas.plot_width, canvas.plot_height, ratio,
               canvas.theme["text_dim"])  # fmt: skip
        if key != self._key or self._picture is None:
            self._key, self._picture = key, self._painted(self._found, ratio)
        area = QRectF(left, 0, right - left, canvas.plot_height)
        painter.drawImage(area, self._picture, QRectF(left * ratio, 0, area.width() * ratio, area.height() * ratio))

    def _painted(self, found: Representation, ratio: float) -> QImage:
        """Return all that is visible as a picture of the canvas."""
        canvas, (low, high) = self.canvas, self.canvas.y_range
        width, height = max(1, round(canvas.plot_width * ratio)), max(1, round(canvas.plot_height * ratio))
        pixels = np.zeros((height, width), np.uint32)
        rows = [
            number
            for number, (source_id, pitch) in enumerate(found.rows)
            if low - 0.5 < pitch < high + 0.5 and (self._visible is None or source_id in self._visible)
        ]
        lanes: dict[tuple[int, int], NDArray[np.uint32]] = {}
        for number, codes in zip(rows, self._columns(found, rows, width), strict=True):
            source_id, pitch = found.rows[number]
            coloured = self._table(source_id)[codes]
            row = canvas.plot_height / (high - low)
            top = round((high - pitch - 0.5) * row * ratio)
            lane = (max(0, top), max(0, top + 1, round((high - pitch + 0.5) * row * ratio)))
            known = lanes.get(lane)
            # of two sources at one pitch the louder is seen
            lanes[lane] = coloured if known is None else np.where(coloured >> 24 > known >> 24, coloured, known)
        for (top, bottom), lane_pixels in lanes.items():
            pixels[top:bottom] = lane_pixels
        image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied)
        return image.copy()

    def _columns(self, found: Representation, rows: list[int], width: int) -> NDArray[np.uint8]:
        """Return the levels of some rows at every pixel, (rows, width): the loudest of many frames, between few."""
        line = self.canvas.timeline
        frame_s, start_s = found.hop / found.rate, found.start / found.rate
        step_s = line.span_s / width
        levels, pool = found.levels, 1
        for coarser in self._coarser:
            if pool * _POOL * frame_s > step_s:
                break
            levels, pool = coarser, pool * _POOL
        times_s = line.start_s + (np.arange(width) + 0.5) * step_s
        # a column stands for the middle of its frames
        place = ((times_s - start_s) / frame_s - (pool - 1) / 2) / pool
        first, last = int(np.floor(place[0])), int(np.floor(place[-1])) + 2
        part = np.zeros((len(rows), last - first), np.uint8)
        inside = slice(max(0, first), max(0, min(levels.shape[1], last)))
        part[:, inside.start - first : inside.start - first + max(0, inside.stop - inside.start)] = levels[rows, inside]
        column = np.floor(place).astype(np.intp) - first
        if last - first > width:
            # up to ``_POOL`` columns lie on a pixel
            edges = np.maximum(column, 0)
            loudest: NDArray[np.uint8] = np.maximum.reduceat(part[:, :-1], edges, axis=1)
            return loudest
        share = ((place - np.floor(place)) * 256).astype(np.uint16)
        here, following = part[:, column].astype(np.uint16), part[:, column + 1].astype(np.uint16)
        between: NDArray[np.uint8] = ((here * (256 - share) + following * share) >> 8).astype(np.uint8)
        return between

    def _table(self, source_id: str) -> NDArray[np.uint32]:
        """Return the premultiplied colours of the levels of a source."""
        if source_id not in self._tables:
            base = QColor(self._colours.get(source_id) or self.canvas.theme["text_dim"])
            table = np.zeros(256, np.uint32)
            for level in range(1, 256):
                part = level / 255
                colour = mixed(base, "#ffffff", max(0.0, part - _GLOW_FROM) / (1 - _GLOW_FROM) * _GLOW)
                colour.setAlphaF(_SOLID * part**_GAMMA)
                table[level] = premultiplied(colour)
            self._tables[source_id] = table
        return self._tables[source_id]


def _coarser(levels: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
    """Return the levels in ever fewer columns, each the loudest of those it stands for."""
    steps = []
    while levels.shape[1] > _FEWEST:
        spare = -levels.shape[1] % _POOL
        padded = np.pad(levels, ((0, 0), (0, spare)))
        levels = padded.reshape(len(levels), -1, _POOL).max(axis=2)
        steps.append(levels)
    return steps
