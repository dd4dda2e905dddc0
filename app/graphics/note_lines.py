"""The notes of the sources as thin lines over a spectrogram, each at its fundamental.

Owns their painting. Edits nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.graphics.canvas import PlotCanvas
from app.graphics.colours import translucent
from app.graphics.layers import Layer
from app.graphics.note_columns import Bars
from app.graphics.pixels import line_width
from core.display import FrequencyWarp

_LINE_PX = 2.0


class NoteLines(Layer):
    """Notes with a pitch; the others are not shown."""

    def __init__(self, canvas: PlotCanvas, z: float) -> None:
        """Show no notes yet."""
        super().__init__(canvas, z)
        self._spans = np.zeros((0, 2))  # start and stop in seconds
        self._hz = self._position = np.zeros(0)
        self._source = np.zeros(0, np.intp)
        self._colours: tuple[str, ...] = ()
        self._warp: FrequencyWarp | None = None

    def set_bars(self, bars: Bars, source_ids: Sequence[str], colours: Mapping[str, str]) -> None:
        """Show other notes; ``colours`` maps source ids to ``#rrggbb``."""
        pitched = bars.picked_out(~np.isnan(bars.pitch))
        self._spans = np.stack([pitched.start, pitched.stop], axis=1)
        self._hz = 440.0 * np.exp2((pitched.pitch - 69.0) / 12.0)
        self._source = pitched.source
        self._colours = tuple(colours.get(source_id) or self.canvas.theme["accent"] for source_id in source_ids)
        self._place()

    def set_warp(self, warp: FrequencyWarp | None) -> None:
        """Show them on another scale of frequency."""
        self._warp = warp
        self._place()

    def _place(self) -> None:
        self._position = self._warp.position(self._hz) if self._warp is not None else np.zeros(0)
        self.update()

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint what is visible, source by source, on a dark rim."""
        canvas = self.canvas
        if not self._position.size:
            return
        low, high = canvas.y_range
        seen = (self._spans[:, 1] > canvas.time_at(left - 2)) & (self._spans[:, 0] < canvas.time_at(right + 2))
        index = np.flatnonzero(seen & (self._position > low) & (self._position < high))
        if not index.size:
            return
        width = line_width(ratio) * _LINE_PX
        rects = self._rects(index, ratio, width)
        rim = np.array([-1.0, -1.0, 2.0, 2.0]) * line_width(ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(translucent(canvas.theme["background"], 0.55))
        _draw(painter, rects + rim)
        for source in np.unique(self._source[index]).tolist():
            painter.setBrush(QColor(self._colours[source]))
            _draw(painter, rects[self._source[index] == source])

    def _rects(self, index: NDArray[np.intp], ratio: float, width: float) -> NDArray[np.float64]:
        canvas, line = self.canvas, self.canvas.timeline
        low, high = canvas.y_range
        x = (self._spans[index] - line.start_s) / line.span_s * canvas.plot_width
        x = np.rint(np.clip(x, -9.0, canvas.plot_width + 9.0) * ratio) / ratio
        y = (high - self._position[index]) / (high - low) * canvas.plot_height
        y = np.rint((y - width / 2) * ratio) / ratio
        gap = 1.0 / ratio  # parts repeated notes
        wide = np.maximum(x[:, 1] - x[:, 0] - gap, gap)
        return np.stack([x[:, 0], y, wide, np.full(len(y), width)], axis=1)


def _draw(painter: QPainter, rects: NDArray[np.float64]) -> None:
    array = PrimitiveArray(QRectF, 4)
    array.resize(len(rects))
    array.ndarray()[:] = rects
    painter.drawRects(*array.drawargs())
