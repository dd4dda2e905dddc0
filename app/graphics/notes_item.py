"""All notes of a piano roll in one item.

Owns the painting of notes: bars in the colour of their source, the louder the more solid, with names where there is
room. Edits nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.graphics.canvas import PlotCanvas
from app.graphics.colours import mixed
from app.graphics.layers import Layer
from app.graphics.pixels import small_font, text_width
from core.annotation.model import Note
from core.display import note_name

_LOUDNESS_STEPS = 6
_ROUND_AT_MOST = 400  # rounded corners only while so few are visible that they can be seen


class NotesItem(Layer):
    """Notes as bars over time and pitch; those without a pitch are not shown."""

    def __init__(self, canvas: PlotCanvas, z: float) -> None:
        """Show no notes yet."""
        super().__init__(canvas, z)
        self._start = self._stop = self._pitch = self._level = np.zeros(0)
        self._source = np.zeros(0, np.intp)
        self._source_ids: tuple[str, ...] = ()
        self._colours: tuple[QColor, ...] = ()
        self._visible: frozenset[str] | None = None

    def set_notes(self, notes: Sequence[Note], colours: Mapping[str, str], rate: int) -> None:
        """Show other notes; ``colours`` maps source ids to ``#rrggbb``."""
        pitched = sorted(note for note in notes if note.pitch is not None)
        self._source_ids = tuple(dict.fromkeys(note.source_id for note in pitched))
        order = {source_id: index for index, source_id in enumerate(self._source_ids)}
        self._start = np.array([note.start for note in pitched], np.float64) / rate
        self._stop = np.array([note.stop for note in pitched], np.float64) / rate
        self._pitch = np.array([note.pitch for note in pitched], np.float64)
        self._level = np.clip(np.array([note.level for note in pitched], np.float64), 0.0, 1.0)
        self._source = np.array([order[note.source_id] for note in pitched], np.intp)
        self.set_colours(colours)

    def set_colours(self, colours: Mapping[str, str]) -> None:
        """Paint the sources in other colours."""
        fallback = self.canvas.theme["accent"]
        self._colours = tuple(QColor(colours.get(source_id) or fallback) for source_id in self._source_ids)
        self.update()

    def set_visible_sources(self, source_ids: Iterable[str] | None) -> None:
        """Show the notes of these sources only; None shows all."""
        self._visible = None if source_ids is None else frozenset(source_ids)
        self.update()

    def pitch_bounds(self) -> tuple[float, float] | None:
        """Return the lowest and the highest pitch of the sources that are shown."""
        pitch = self._pitch[self._shown()]
        return (float(pitch.min()), float(pitch.max())) if pitch.size else None

    def _shown(self) -> NDArray[np.bool_]:
        if self._visible is None:
            return np.ones(self._source.size, np.bool_)
        allowed = np.array([source_id in self._visible for source_id in self._source_ids], np.bool_)
        return allowed[self._source] if allowed.size else np.zeros(0, np.bool_)

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint what is visible, quiet notes first, grouped by colour."""
        canvas = self.canvas
        low, high = canvas.y_range
        seen = self._shown() & (self._pitch > low - 1) & (self._pitch < high + 1)
        seen &= (self._stop > canvas.timeline.start_s) & (self._start < canvas.timeline.stop_s)
        are_few = (
            int(np.count_nonzero(seen)) <= _ROUND_AT_MOST
        )  # of all that is visible: a strip must look like the rest
        pixel_s = canvas.timeline.span_s / canvas.plot_width
        seen &= (self._stop > canvas.time_at(left) - 3 * pixel_s) & (self._start < canvas.time_at(right) + 3 * pixel_s)
        index = np.flatnonzero(seen)
        if index.size == 0:
            return
        rects = self._rects(index, ratio)
        row_height = canvas.plot_height / (high - low)
        rounded = are_few and row_height >= 5
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, rounded)
        painter.setPen(Qt.PenStyle.NoPen)
        step = np.minimum((self._level[index] * _LOUDNESS_STEPS).astype(np.intp), _LOUDNESS_STEPS - 1)
        group = step * max(1, len(self._colours)) + self._source[index]
        for number in np.unique(group):
            loudness, source = divmod(int(number), max(1, len(self._colours)))
            members = rects[group == number]
            painter.setBrush(self._fill(source, loudness))
            if rounded:
                radius = min(3.0, row_height * 0.3)
                for x, y, width, height in members.tolist():
                    corner = min(radius, width / 2)
                    painter.drawRoundedRect(QRectF(x, y, width, height), corner, corner)
            else:
                self._fill_rects(painter, members)
        if row_height >= 12 and are_few:
            self._paint_names(painter, index, rects, step)

    def _rects(self, index: NDArray[np.intp], ratio: float) -> NDArray[np.float64]:
        """Return (notes, 4) x, y, width, height on device pixels; a gap of one pixel parts repeated notes."""
        canvas, line = self.canvas, self.canvas.timeline
        low, high = canvas.y_range
        scale = canvas.plot_width / line.span_s
        left = (np.maximum(self._start[index], line.start_s - 20 / scale) - line.start_s) * scale
        right = (np.minimum(self._stop[index], line.stop_s + 20 / scale) - line.start_s) * scale
        row = canvas.plot_height / (high - low)
        gap = 1.0 if row >= 4 else 0.0
        top = (high - self._pitch[index] - 0.5) * row + gap / 2
        x0, x1 = np.round(left * ratio) / ratio, np.round(right * ratio) / ratio
        y0, y1 = np.round(top * ratio) / ratio, np.round((top + row - gap) * ratio) / ratio
        least = max(1, int(ratio)) / ratio
        width = np.maximum(x1 - x0 - (least if gap else 0.0), 2 * least)
        return np.stack([x0, y0, width, np.maximum(y1 - y0, least)], axis=1)

    def _fill(self, source: int, loudness: int) -> QColor:
        quiet = 0.58 * (1.0 - (loudness + 0.5) / _LOUDNESS_STEPS)
        return mixed(self._colours[source], self.canvas.theme["background"], quiet)

    @staticmethod
    def _fill_rects(painter: QPainter, members: NDArray[np.float64]) -> None:
        array = PrimitiveArray(QRectF, 4)
        array.resize(members.shape[0])
        array.ndarray()[:] = members
        painter.drawRects(*array.drawargs())

    def _paint_names(
        self, painter: QPainter, index: NDArray[np.intp], rects: NDArray[np.float64], step: NDArray[np.intp]
    ) -> None:
        painter.setFont(small_font(self.canvas, 0.8))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for number, (x, y, width, height), loudness in zip(index.tolist(), rects.tolist(), step.tolist(), strict=True):
            name = note_name(round(float(self._pitch[number])))
            start = max(x, 0.0) + 5.0  # a note that began before the window keeps its name in sight
            if x + width - start >= text_width(painter, name) + 3.0:
                fill = self._fill(int(self._source[number]), loudness)
                painter.setPen(QColor("#10141a") if fill.lightnessF() > 0.42 else QColor("#f2f5fa"))
                painter.drawText(QRectF(start, y, x + width - start, height), flags, name)
