"""The lanes of all sources in one item: active as full bars, silent as thin hatched ones, unknown as empty track.

Owns their painting and which lane lies where. Strokes in the air are shown over the annotation, which is not changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from app.graphics.canvas import PlotCanvas
from app.graphics.colours import mixed, translucent
from app.graphics.lane_spans import LaneSpans
from app.graphics.layers import Layer
from app.graphics.pixels import draw_vertical, horizontal_line, line_width, snapped
from app.theme import source_colour
from core.annotation.model import Activity, ActivitySpan, ActivityState, Source

_HATCH_PX = 5
# so many spans of a lane are visible when rounded corners, and the pattern of silence, can no longer be seen
_ROUND_AT_MOST, _HATCH_AT_MOST = 60, 400
_EDGE_PX = 6.0  # what a stroke changes beside itself: rounded corners and spans made wide enough to be seen
_TICKS_APART_PX = 7.0


class LanesItem(Layer):
    """Lanes from top to bottom; lane ``n`` of ``m`` spans the values from ``m - n - 1`` to ``m - n``."""

    def __init__(self, canvas: PlotCanvas, z: float) -> None:
        """Show no lanes yet."""
        super().__init__(canvas, z)
        self.rate = 1
        self.sources: tuple[Source, ...] = ()
        self.picked = -1
        self._activities: list[Activity] = []
        self._spans: list[LaneSpans] = []
        self._shown: list[LaneSpans] = []
        self._strokes: dict[str, tuple[int, tuple[ActivitySpan, ...]]] = {}
        self._top, self._bottom = 0.0, 0.0

    # what is shown

    def set_lanes(self, sources: Sequence[Source], activities: Sequence[Activity], rate: int) -> None:
        """Show other activity; what stayed the same is not painted anew."""
        known = {id(one): spans for one, spans in zip(self._activities, self._spans, strict=True)}
        before, looks = self._activities, (self.sources, self.rate)
        by_id = {one.source_id: one for one in activities}
        self._activities = [by_id.get(source.id) or Activity(source.id) for source in sources]
        self._spans = [known.get(id(one)) or LaneSpans.of(one) for one in self._activities]
        self.sources, self.rate = tuple(sources), max(1, rate)
        if looks != (self.sources, self.rate):
            self._strokes.clear()
            self.update()
        self._shown = list(self._spans)
        for index, activity in enumerate(self._activities):
            self._overlay(index)
            is_same = index < len(before) and (activity is before[index] or activity == before[index])
            if not is_same:
                self._refresh(index, self.canvas.timeline.start_s, self.canvas.timeline.stop_s)

    def set_picked(self, index: int) -> None:
        """Mark one lane; -1 for none."""
        for lane in {self.picked, index} if index != self.picked else ():
            self._refresh(lane, self.canvas.timeline.start_s, self.canvas.timeline.stop_s)
        self.picked = index

    def activity(self, index: int) -> Activity:
        """Return the activity of a lane without what is in the air."""
        return self._activities[index]

    def state_at(self, index: int, sample: int) -> ActivityState:
        """Return the state that is shown at a place."""
        return self._shown[index].state_at(sample)

    def show_stroke(self, key: str, index: int, strokes: tuple[ActivitySpan, ...]) -> None:
        """Show strokes over a lane that are not done yet, in place of those of the same key; none takes them away."""
        lane_before, before = self._strokes.get(key, (index, ()))
        if lane_before != index:
            self.show_stroke(key, lane_before, ())
            before = ()
        if before == strokes:
            return
        if strokes:
            self._strokes[key] = (index, strokes)
        else:
            self._strokes.pop(key, None)
        self._overlay(index)
        changed = _changed(before, strokes)
        self._refresh(index, changed[0] / self.rate, changed[1] / self.rate)

    def _overlay(self, index: int) -> None:
        self._shown[index] = self._spans[index]
        for lane, strokes in self._strokes.values():
            if lane == index:
                self._shown[index] = self._shown[index].painted(strokes)

    def _refresh(self, index: int, start_s: float, stop_s: float) -> None:
        """Paint a part of one lane anew."""
        edge_s = _EDGE_PX * self.canvas.timeline.span_s / self.canvas.plot_width
        low = len(self.sources) - 1 - index
        self.update(QRectF(start_s - edge_s, low, stop_s - start_s + 2 * edge_s, 1.0))

    # where it is

    def lane_at(self, value: float) -> int | None:
        """Return the lane at a value of the upward axis."""
        index = len(self.sources) - 1 - int(np.floor(value))
        return index if 0 <= index < len(self.sources) else None

    def lane_rect(self, index: int) -> tuple[float, float]:
        """Return top and height of a lane in pixels."""
        top = self.canvas.y_of(len(self.sources) - index)
        return top, self.canvas.y_of(len(self.sources) - index - 1) - top

    def colour(self, index: int) -> str:
        """Return the colour of a lane's source."""
        return source_colour(index, self.sources[index].colour)

    # how it looks

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint those lanes that are exposed."""
        part = option.exposedRect
        self._bottom, self._top = part.top(), part.bottom()
        super().paint(painter, option, widget)

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint tracks and spans."""
        count = len(self.sources)
        for index in range(count):
            if count - index - 1 < self._top and count - index > self._bottom:
                self._paint_track(painter, index, ratio, left, right)
                self._paint_spans(painter, index, ratio, left, right)

    def _paint_track(self, painter: QPainter, index: int, ratio: float, left: float, right: float) -> None:
        theme = self.canvas.theme
        top, height = self.lane_rect(index)
        if index == self.picked:
            painter.fillRect(QRectF(left, top, right - left, height), translucent(theme["text"], 0.07))
        border = horizontal_line(top + height, left, right - left, ratio)
        painter.fillRect(border.translated(0, -border.height()), translucent(theme["grid"], 0.85))
        # unknown is what shows of it
        painter.fillRect(horizontal_line(top + height / 2, left, right - left, ratio), translucent(theme["grid"], 0.85))

    def _paint_spans(self, painter: QPainter, index: int, ratio: float, left: float, right: float) -> None:
        canvas, spans = self.canvas, self._shown[index]
        visible = spans.inside(canvas.timeline.start_s * self.rate, canvas.timeline.stop_s * self.rate)
        count = visible.stop - visible.start  # of all that is visible: a strip must look like the rest
        near = spans.inside(canvas.time_at(left - _EDGE_PX) * self.rate, canvas.time_at(right + _EDGE_PX) * self.rate)
        if near.stop == near.start:
            return
        x0, x1 = self._edges(spans.start[near], spans.stop[near], ratio)
        silent = spans.silent[near]
        top, height = self.lane_rect(index)
        margin = min(4.0, max(1.0, 0.12 * height))
        y0, y1 = snapped(top + margin, ratio), snapped(top + height - margin, ratio)
        if silent.any():
            self._paint_silent(painter, index, _runs(x0[silent], x1[silent]), (y0, y1), ratio, count)
        if not silent.all():
            self._paint_active(painter, index, _runs(x0[~silent], x1[~silent]), (y0, y1), count)

    def _edges(
        self, start: NDArray[np.int64], stop: NDArray[np.int64], ratio: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return left and right pixels on the device's grid, never closer than one of its pixels."""
        canvas, line = self.canvas, self.canvas.timeline
        scale = canvas.plot_width / line.span_s
        x0 = np.round(np.maximum((start / self.rate - line.start_s) * scale, -20.0) * ratio) / ratio
        x1 = np.round(np.minimum((stop / self.rate - line.start_s) * scale, canvas.plot_width + 20.0) * ratio) / ratio
        return x0, np.maximum(x1, x0 + 1.0 / ratio)

    def _paint_active(
        self, painter: QPainter, index: int, runs: NDArray[np.float64], rows: tuple[float, float], count: int
    ) -> None:
        y0, y1 = rows
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(self.colour(index), self.canvas.theme["background"], 0.1))
        if count <= _ROUND_AT_MOST:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            radius = min(3.0, (y1 - y0) / 3)
            for x0, x1 in runs.tolist():
                corner = min(radius, (x1 - x0) / 2)
                painter.drawRoundedRect(QRectF(x0, y0, x1 - x0, y1 - y0), corner, corner)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        else:
            _fill_rects(painter, runs, y0, y1)

    def _paint_silent(
        self,
        painter: QPainter,
        index: int,
        runs: NDArray[np.float64],
        rows: tuple[float, float],
        ratio: float,
        count: int,
    ) -> None:
        """Paint a hatched band of less than half the height; its pattern moves with the song."""
        y0, y1 = rows
        third = 0.3 * (y1 - y0)
        top, bottom = snapped(y0 + third, ratio), snapped(y1 - third, ratio)
        background = self.canvas.theme["background"]
        painter.setPen(Qt.PenStyle.NoPen)
        if count > _HATCH_AT_MOST:
            painter.setBrush(mixed(self.colour(index), background, 0.62))
            _fill_rects(painter, runs, top, bottom)
            return
        line, ground = mixed(self.colour(index), background, 0.42), mixed(self.colour(index), background, 0.86)
        period = round(_HATCH_PX * ratio) / ratio
        painter.setBrushOrigin(QPointF(snapped(self.canvas.x_of(0.0) % period, ratio), top))
        painter.setBrush(_hatch(line.name(), ground.name(), ratio))
        _fill_rects(painter, runs, top, bottom)
        painter.setBrush(line)
        thin = line_width(ratio)
        _fill_rects(painter, runs, top, top + thin)
        _fill_rects(painter, runs, bottom - thin, bottom)


class OnsetTicks(Layer):
    """Faint lines where something begins, while strokes snap to them and there is room between them."""

    def __init__(self, canvas: PlotCanvas, z: float) -> None:
        """Know no onsets yet."""
        super().__init__(canvas, z)
        self.times_s = np.zeros(0)
        self.snapping = False

    def set_times(self, times_s: NDArray[np.float64]) -> None:
        """Take other onsets, rising."""
        self.times_s = np.asarray(times_s, np.float64)
        self.update()

    def near(self, time_s: float) -> NDArray[np.float64]:
        """Return the onset at or after a time and the one before it."""
        place = int(np.searchsorted(self.times_s, time_s))
        return self.times_s[max(0, place - 1) : place + 1]

    def set_snapping(self, on: bool) -> None:
        """Show them, or not."""
        self.snapping = on
        self.update()

    def paint_pixels(self, painter: QPainter, ratio: float, left: float, right: float) -> None:
        """Paint the lines that are exposed."""
        canvas, line = self.canvas, self.canvas.timeline
        first, last = np.searchsorted(self.times_s, (line.start_s, line.stop_s))
        if not self.snapping or (last - first) * _TICKS_APART_PX > canvas.plot_width:
            return
        colour = translucent(canvas.theme["text"], 0.16)
        for x in map(canvas.x_of, self.times_s[first:last].tolist()):
            if left - 1 <= x <= right + 1:
                draw_vertical(painter, x, canvas.plot_height, ratio, colour)


def _runs(x0: NDArray[np.float64], x1: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (runs, 2) left and right; what touches on the screen is one."""
    begins = np.ones(x0.size, np.bool_)
    begins[1:] = x0[1:] > np.maximum.accumulate(x1)[:-1]
    first = np.flatnonzero(begins)
    return np.stack([x0[first], np.maximum.reduceat(x1, first)], axis=1)


def _fill_rects(painter: QPainter, runs: NDArray[np.float64], top: float, bottom: float) -> None:
    array = PrimitiveArray(QRectF, 4)
    array.resize(runs.shape[0])
    rects = array.ndarray()
    rects[:, 0], rects[:, 2] = runs[:, 0], runs[:, 1] - runs[:, 0]
    rects[:, 1], rects[:, 3] = top, bottom - top
    painter.drawRects(*array.drawargs())


@lru_cache(maxsize=64)
def _hatch(line: str, ground: str, ratio: float) -> QBrush:
    """Return diagonal stripes that fill whole device pixels."""
    side = round(_HATCH_PX * ratio)
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(QColor(line), 1.25 * ratio))
        for shift in (-side, 0, side):
            painter.drawLine(QPointF(shift - 1, side + 1), QPointF(shift + side + 1, -1))
    brush = QBrush(image)
    brush.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
    return brush


def _changed(before: tuple[ActivitySpan, ...], after: tuple[ActivitySpan, ...]) -> tuple[int, int]:
    """Return from which to which sample two strokes look different."""
    alike = [one.state for one in before] == [one.state for one in after]
    ends = [{end for span in spans for end in (span.start, span.stop)} for spans in (before, after)]
    different = ends[0] ^ ends[1] if alike and ends[0] != ends[1] else ends[0] | ends[1]
    return min(different, default=0), max(different, default=0)
