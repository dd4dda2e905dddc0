"""Painting activity: strokes, edges and whole spans in the lanes.

Owns what the mouse and the keys mean there. What a drag is about to do is shown over the lanes; when it is done, it is
told by signals, in seconds of the song.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.graphics.lanes_item import LanesItem, OnsetTicks
from app.graphics.tools.base import Place, Tool
from core.annotation.activity_edits import extent_at, move_within, resizing, span_at
from core.annotation.model import Activity, ActivitySpan, ActivityState

_DRAG_PX = 4.0
_EDGE_PX = 5.0
_SHORTEST_PX = 12.0  # of a span with edges to drag: where all are short, there would be no place left to paint
_SNAP_PX = 8.0
_SHORTEST_S = 0.005  # to which an edge can be dragged
_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEY = "stroke"

Grip = Literal["paint", "start", "stop", "move"]


class LaneTool(Tool):
    """The keys of the lanes; the mouse is left to the canvas."""

    request_pick = Signal(str)
    request_mark = Signal(object)  # ActivityState, for the selection in the picked lane

    def __init__(self, lanes: LanesItem, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lanes = lanes

    @property
    def is_busy(self) -> bool:
        """Whether a stroke is in the air."""
        return False

    def key(self, event: QKeyEvent) -> bool:
        """Up and Down pick a source, Enter and Delete mark the selection."""
        key, keys = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not keys and self.lanes.sources:
            step = 1 if key == Qt.Key.Key_Down else -1
            index = min(max(0, self.lanes.picked + step), len(self.lanes.sources) - 1)
            self.request_pick.emit(self.lanes.sources[index].id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.request_mark.emit(_state_of(keys))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.request_mark.emit(ActivityState.UNKNOWN)
        else:
            return False
        return True


@dataclass
class _Stroke:
    """A drag: in which lane, from where, with what; ``result`` is None until it is more than a click."""

    index: int
    activity: Activity
    grip: Grip
    place: Place
    span: ActivitySpan
    result: ActivitySpan | None = None


class ActivityTool(LaneTool):
    """Drag = paint, on an edge = move it, with Ctrl = move the span; an eraser only paints unknown."""

    cursor = Qt.CursorShape.CrossCursor
    request_paint = Signal(str, object, object, object)  # source id, start_s, stop_s, ActivityState
    request_move = Signal(str, object, object)  # source id, ActivitySpan, seconds
    request_resize = Signal(str, object, object, object)  # source id, ActivitySpan, start_s, stop_s
    clicked = Signal(float, float)  # time_s, y

    def __init__(
        self, lanes: LanesItem, onsets: OnsetTicks, erases: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(lanes, parent)
        self._onsets, self._erases = onsets, erases
        self._stroke: _Stroke | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a stroke is in the air."""
        return self._stroke is not None

    @property
    def busy_with(self) -> Activity | None:
        """The activity over which a stroke is in the air."""
        return self._stroke.activity if self._stroke is not None else None

    # the mouse

    def press(self, place: Place) -> bool:
        """Take hold of a span, of an edge, or begin to paint."""
        index = self.lanes.lane_at(place.value)
        if index is None or self.lanes.canvas.timeline.length_s <= 0:
            return False
        grip, span = self._grip(index, place)
        self._stroke = _Stroke(index, self.lanes.activity(index), grip, place, span)
        if index != self.lanes.picked:
            self.request_pick.emit(self.lanes.sources[index].id)
        return True

    def move(self, place: Place) -> None:
        """Show what the drag would do."""
        stroke = self._stroke
        if stroke is None:
            return
        if stroke.result is None and abs(place.pixel.x() - stroke.place.pixel.x()) < _DRAG_PX:
            return
        stroke.result = self._result(stroke, place)
        self.lanes.show_stroke(_KEY, stroke.index, self._painted(stroke, stroke.result))

    def release(self, place: Place) -> None:
        """Tell what the drag did; without one it was a click."""
        self.move(place)
        stroke, self._stroke = self._stroke, None
        if stroke is None:
            return
        if stroke.result is not None:
            self._tell(stroke, stroke.result)
            self.lanes.show_stroke(_KEY, stroke.index, ())
        elif place.double or stroke.place.double:
            span = extent_at(stroke.activity, self._sample(stroke.place.time_s), self._length)
            self.lanes.canvas.timeline.set_selection(span.start / self.lanes.rate, span.stop / self.lanes.rate)
        else:
            self.lanes.canvas.timeline.set_selection(0.0, 0.0)
            self.clicked.emit(place.time_s, place.value)

    def cancel(self) -> None:
        """Leave the lanes as they were."""
        stroke, self._stroke = self._stroke, None
        if stroke is not None:
            self.lanes.show_stroke(_KEY, stroke.index, ())

    def hover(self, place: Place | None) -> Qt.CursorShape | None:
        """Show what a press would take hold of."""
        index = self.lanes.lane_at(place.value) if place is not None else None
        if place is None or index is None:
            return None
        grip, _span = self._grip(index, place)
        shapes = {"start": Qt.CursorShape.SizeHorCursor, "stop": Qt.CursorShape.SizeHorCursor,
                  "move": Qt.CursorShape.OpenHandCursor}  # fmt: skip
        return shapes.get(grip)

    # what it means

    @property
    def _length(self) -> int:
        return round(self.lanes.canvas.timeline.length_s * self.lanes.rate)

    def _sample(self, time_s: float) -> int:
        return min(max(0, round(time_s * self.lanes.rate)), self._length)

    def _samples(self, pixels: float) -> float:
        canvas = self.lanes.canvas
        return pixels * canvas.timeline.span_s / canvas.plot_width * self.lanes.rate

    def _grip(self, index: int, place: Place) -> tuple[Grip, ActivitySpan]:
        """Return what lies under a place, and the span or the state with which to paint."""
        sample, activity = self._sample(place.time_s), self.lanes.activity(index)
        state = ActivityState.UNKNOWN if self._erases else _state_of(place.modifiers)
        brush = ActivitySpan(sample, sample, state)
        if self._erases or state is not ActivityState.ACTIVE:
            return "paint", brush
        under = span_at(activity, sample)
        if place.holds(_CONTROL):
            return ("move", under) if under is not None else ("paint", brush)
        near, shortest = int(self._samples(_EDGE_PX)), self._samples(_SHORTEST_PX)
        for span in (under, span_at(activity, sample + near), span_at(activity, max(0, sample - near))):
            if span is None or span.stop - span.start < shortest:
                continue
            # the middle of a short span can still be painted over
            inside = min(near, (span.stop - span.start) // 3)
            if -near <= sample - span.start <= inside:
                return "start", span
            if -inside <= sample - span.stop <= near:
                return "stop", span
        return "paint", brush

    def _snapped(self, sample: int) -> int:
        """Return the nearest onset, where strokes snap and one is near."""
        if not self._onsets.snapping or not self._onsets.times_s.size:
            return sample
        from core.annotation.onsets import snapped  # brings scipy: not when the window starts

        onsets = np.rint(self._onsets.near(sample / self.lanes.rate) * self.lanes.rate).astype(np.int64)
        return min(snapped(sample, onsets, int(self._samples(_SNAP_PX))), self._length)

    def _result(self, stroke: _Stroke, place: Place) -> ActivitySpan:
        """Return what a drag up to a place makes of the span, or of the brush."""
        span, free = stroke.span, stroke.grip != "paint" and place.holds(_ALT)
        if stroke.grip == "paint":
            start, stop = sorted((self._snapped(span.start), self._snapped(self._sample(place.time_s))))
            return ActivitySpan(start, stop, span.state)
        by = round((place.time_s - stroke.place.time_s) * self.lanes.rate)
        start, stop = span.start + by, span.stop + by
        if not free:
            start, stop = self._snapped(start), self._snapped(stop)
        shortest = min(round(_SHORTEST_S * self.lanes.rate), span.stop - span.start)
        if stroke.grip == "start":
            return ActivitySpan(min(max(0, start), span.stop - shortest), span.stop, span.state)
        if stroke.grip == "stop":
            return ActivitySpan(span.start, max(min(self._length, stop), span.start + shortest), span.state)
        # the beginning snaps first: that is where an onset is heard
        by = start - span.start if start != span.start + by else stop - span.stop
        by = move_within(span, by, self._length)
        return ActivitySpan(span.start + by, span.stop + by, span.state)

    @staticmethod
    def _painted(stroke: _Stroke, result: ActivitySpan) -> tuple[ActivitySpan, ...]:
        """Return the strokes that show a result."""
        if stroke.grip == "paint":
            return (result,)
        if stroke.grip == "move":
            return ActivitySpan(stroke.span.start, stroke.span.stop, ActivityState.UNKNOWN), result
        return resizing(stroke.activity, stroke.span, result.start, result.stop)

    def _tell(self, stroke: _Stroke, result: ActivitySpan) -> None:
        source_id, rate = self.lanes.sources[stroke.index].id, self.lanes.rate
        if stroke.grip == "paint" and result.stop > result.start:
            self.request_paint.emit(source_id, result.start / rate, result.stop / rate, result.state)
        elif stroke.grip == "move":
            self.request_move.emit(source_id, stroke.span, (result.start - stroke.span.start) / rate)
        elif stroke.grip != "paint":
            self.request_resize.emit(source_id, stroke.span, result.start / rate, result.stop / rate)


def _state_of(modifiers: Qt.KeyboardModifier) -> ActivityState:
    if modifiers & _ALT:
        return ActivityState.SILENT
    return ActivityState.UNKNOWN if modifiers & _SHIFT else ActivityState.ACTIVE
