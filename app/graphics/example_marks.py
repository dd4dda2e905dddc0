"""Which stretches of the song are examples of a source, marked thinly where the song is shown.

Owns the look of these marks: in the lane of a source as a bracket, over the spectrogram as a bar at the upper edge.
Stretches that a source is not are dashed, those that were found by themselves are faint. Edits nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.graphics.canvas import PlotCanvas
from app.graphics.colours import mixed, translucent
from app.graphics.lanes_item import LanesItem
from app.graphics.layers import Layer
from app.graphics.pixels import line_width, snapped

_BAR_PX, _GAP_PX = 3.0, 1.0
_CAP_PX = 5.0
_DASH_PX, _PERIOD_PX = 4.0, 7.0
_MOST_ROWS = 4


@dataclass(frozen=True)
class ExampleMark:
    """A stretch of the song, in seconds."""

    source_id: str
    colour: str
    start_s: float
    stop_s: float
    is_not: bool = False
    is_found: bool = False


class LaneExampleMarks(Layer):
    """Brackets at the lower edge of the lanes."""

    def __init__(self, canvas: PlotCanvas, lanes: LanesItem, z: float) -> None:
        """Show none yet."""
        super().__init__(canvas, z)
        self._lanes = lanes
        self.marks: tuple[ExampleMark, ...] = ()

    def set_marks(self, marks: Sequence[ExampleMark]) -> None:
        """Show these."""
        if tuple(marks) != self.marks:
            self.marks = tuple(marks)
            self.update()

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint those that are exposed."""
        places = {source.id: index for index, source in enumerate(self._lanes.sources)}
        for mark in self.marks:
            x0, x1 = _edges(self.canvas, mark, ratio)
            if mark.source_id not in places or x1 < left or x0 > right:
                continue
            top, height = self._lanes.lane_rect(places[mark.source_id])
            colour = mixed(mark.colour, self.canvas.theme["text"], 0.55)
            colour.setAlphaF(0.55 if mark.is_found else 1.0)
            thick, low = 2 * line_width(ratio), snapped(top + height, ratio) - line_width(ratio)
            _fill_bar(painter, QRectF(x0, low - thick, x1 - x0, thick), colour, mark.is_not)
            if not mark.is_found:
                for x in (x0, max(x0, x1 - thick)):
                    painter.fillRect(QRectF(x, low - _CAP_PX, thick, _CAP_PX), colour)


class PictureExampleMarks(Layer):
    """Bars at the upper edge of the spectrogram, one row for each of those that lie at one time."""

    def __init__(self, canvas: PlotCanvas, z: float) -> None:
        """Show none yet."""
        super().__init__(canvas, z)
        self._rows: tuple[tuple[int, ExampleMark], ...] = ()

    @property
    def marks(self) -> tuple[ExampleMark, ...]:
        """What is shown."""
        return tuple(mark for _row, mark in self._rows)

    def set_marks(self, marks: Sequence[ExampleMark]) -> None:
        """Show these."""
        rows = _in_rows(marks)
        if rows != self._rows:
            self._rows = rows
            self.update()

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint those that are exposed."""
        edge = translucent(self.canvas.theme["background"], 0.75)
        for row, mark in self._rows:
            x0, x1 = _edges(self.canvas, mark, ratio)
            if x1 < left or x0 > right:
                continue
            top = _GAP_PX + row * (_BAR_PX + _GAP_PX)
            painter.fillRect(QRectF(x0 - 1, top - _GAP_PX, x1 - x0 + 2, _BAR_PX + 2 * _GAP_PX), edge)
            colour = translucent(mark.colour, 0.5) if mark.is_found else QColor(mark.colour)
            _fill_bar(painter, QRectF(x0, top, x1 - x0, _BAR_PX), colour, mark.is_not)


def _edges(canvas: PlotCanvas, mark: ExampleMark, ratio: float) -> tuple[float, float]:
    """Return left and right pixel, never closer than two."""
    x0 = snapped(max(-_PERIOD_PX, canvas.x_of(mark.start_s)), ratio)
    x1 = snapped(min(canvas.plot_width + _PERIOD_PX, canvas.x_of(mark.stop_s)), ratio)
    return x0, max(x1, x0 + 2.0)


def _fill_bar(painter: QPainter, bar: QRectF, colour: QColor, dashed: bool) -> None:
    if not dashed:
        painter.fillRect(bar, colour)
        return
    x = bar.left()
    while x < bar.right():
        painter.fillRect(QRectF(x, bar.top(), min(_DASH_PX, bar.right() - x), bar.height()), colour)
        x += _PERIOD_PX


def _in_rows(marks: Sequence[ExampleMark]) -> tuple[tuple[int, ExampleMark], ...]:
    """Return marks with rows in which none lies over another; where there are too many the last row holds the rest."""
    ends: list[float] = []
    placed = []
    for mark in sorted(marks, key=_start):
        free = [row for row, end in enumerate(ends) if end <= mark.start_s]
        row = free[0] if free else min(len(ends), _MOST_ROWS - 1)
        if row == len(ends):
            ends.append(mark.stop_s)
        else:
            ends[row] = max(ends[row], mark.stop_s)
        placed.append((row, mark))
    return tuple(placed)


def _start(mark: ExampleMark) -> float:
    return mark.start_s
