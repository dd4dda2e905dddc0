"""The activity of the sources over the shared time axis: one lane per source.

Owns the composition of lanes and their names. Paints no activity into the annotation: strokes are told by signals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.graphics.canvas import PlotCanvas
from app.graphics.colours import DEFAULT_THEME, Theme, with_defaults
from app.graphics.example_marks import LaneExampleMarks
from app.graphics.lane_names import LaneNames
from app.graphics.lanes_item import LanesItem, OnsetTicks
from app.graphics.layers import GridLayer, PlayheadItem, RegionLayer
from app.graphics.tools.activity import ActivityTool, LaneTool
from app.graphics.tools.base import ToolId
from app.views.timeline import Timeline
from core.annotation.model import Activity, ActivitySpan, ActivityState, Source

LANE_PX = 28
MOST_LANES = 6  # more of them scroll
_LANE_PX_RANGE = (20.0, 44.0)
_FEWEST_LANES = 4  # so many find room
_EDIT_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LanesView(QWidget):
    """Names and lanes."""

    pointer_moved = Signal(object)  # (time_s, source name, state), or None
    seek_requested = Signal(float)
    source_picked = Signal(str)
    request_paint = Signal(str, object, object, object)  # source id, start_s, stop_s, ActivityState
    request_move = Signal(str, object, object)  # source id, ActivitySpan, seconds
    request_resize = Signal(str, object, object, object)  # source id, ActivitySpan, start_s, stop_s
    request_mark = Signal(object)  # ActivityState, for the selection in the picked lane
    preferred_height_changed = Signal(int)

    def __init__(self, timeline: Timeline, parent: QWidget | None = None) -> None:
        """Show no lanes."""
        super().__init__(parent)
        self.timeline = timeline
        self._tool_id: ToolId = "navigate"
        self._picked_id = ""
        self._fitted = 1  # lanes for which there was room made
        self.canvas = PlotCanvas(timeline, self)
        self.canvas.setAccessibleName(self.tr("Activity lanes"))
        self.canvas.setMinimumHeight(LANE_PX)
        self._grid = GridLayer(self.canvas, 1, "grid", 0.7)
        self.lanes = LanesItem(self.canvas, 2)
        self.onsets = OnsetTicks(self.canvas, 3)
        self.examples = LaneExampleMarks(self.canvas, self.lanes, 4)
        self._regions = RegionLayer(self.canvas, 5)
        self._playhead = PlayheadItem(self.canvas, 10)
        self.names = LaneNames(self.canvas, self.lanes, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.names)
        layout.addWidget(self.canvas, 1)
        self._tools = (
            LaneTool(self.lanes, self),
            ActivityTool(self.lanes, self.onsets, parent=self),
            ActivityTool(self.lanes, self.onsets, erases=True, parent=self),
        )
        self._connect()
        self.set_theme(DEFAULT_THEME)
        self._say_what_the_mouse_does()
        self.set_activities((), (), 1)

    def _connect(self) -> None:
        self.canvas.installEventFilter(self)
        self.canvas.clicked.connect(self._click)
        self.canvas.pointer_moved.connect(self._read_pointer)
        self.canvas.y_range_changed.connect(self.names.update)
        self.names.picked.connect(self.source_picked)
        for tool in self._tools:
            tool.request_pick.connect(self.source_picked)
            tool.request_mark.connect(self.request_mark)
            if isinstance(tool, ActivityTool):
                tool.clicked.connect(self._click)
                tool.request_paint.connect(self.request_paint)
                tool.request_move.connect(self.request_move)
                tool.request_resize.connect(self.request_resize)

    @property
    def preferred_height(self) -> int:
        """Height in which up to six lanes are shown at their usual size."""
        return LANE_PX * min(max(1, len(self.lanes.sources)), MOST_LANES)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the preferred height."""
        return QSize(400, self.preferred_height)

    # what is shown

    def set_activities(self, sources: Sequence[Source], activities: Sequence[Activity], rate: int) -> None:
        """Show the activity of these sources."""
        before = self.preferred_height
        held = self._held_activity()
        self.lanes.set_lanes(sources, activities, rate)
        if held is not None and held not in map(self.lanes.activity, range(len(sources))):
            self.canvas.cancel_drag()  # what it would change is no more
        self.canvas.set_empty_text("" if sources else self.tr("Separate, add a source (Ctrl+T) or import a score"))
        self.set_picked(self._picked_id)
        # below few lanes there is empty ground: a splitter does not give away what a low maximum frees
        self.setMaximumHeight(round(_LANE_PX_RANGE[1] * max(_FEWEST_LANES, len(sources))))
        self._fit_lanes()
        if self.preferred_height != before:
            self.updateGeometry()
            self.preferred_height_changed.emit(self.preferred_height)

    def set_picked(self, source_id: str) -> None:
        """Mark the chosen source."""
        self._picked_id = source_id
        ids = [source.id for source in self.lanes.sources]
        index = ids.index(source_id) if source_id in ids else -1
        if index != self.lanes.picked:
            self.lanes.set_picked(index)
            self._scroll_to(index)
        if index >= 0:
            words = self.tr("{0}, lane {1} of {2}").format(self.lanes.sources[index].name, index + 1, len(ids))
            self.canvas.setAccessibleDescription(words)
        self.names.update()

    def set_tool(self, tool_id: ToolId) -> None:
        """Let the mouse do something else."""
        self._tool_id = tool_id
        navigates = tool_id == "navigate"
        self.canvas.set_tool(self._tools[0 if navigates else 2 if tool_id == "erase" else 1], pans=navigates)

    def set_onsets(self, onsets_s: NDArray[np.float64]) -> None:
        """Take the times to which strokes snap, rising."""
        self.onsets.set_times(onsets_s)

    def set_snapping(self, on: bool) -> None:
        """Let strokes snap to onsets, or not."""
        self.onsets.set_snapping(on)

    def show_keys(self, on: bool) -> None:
        """Show which number keys tap which lanes."""
        self.names.show_keys(on)

    def show_taps(self, taps: Mapping[str, Sequence[ActivitySpan]]) -> None:
        """Show what keys that are held have painted so far, by source id."""
        for index, source in enumerate(self.lanes.sources):
            self.lanes.show_stroke(f"tap {source.id}", index, tuple(taps.get(source.id, ())))

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        theme = with_defaults(theme)
        self.canvas.set_theme(theme)
        self.names.set_theme(theme)

    # the heights

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the lanes the room there is."""
        super().resizeEvent(event)
        self._fit_lanes()

    def _fit_lanes(self) -> None:
        """Show all lanes where they find room, else as many as do; the uppermost stays."""
        count, height = max(1, len(self.lanes.sources)), float(max(1, self.height()))
        smallest, tallest = _LANE_PX_RANGE
        shown = min(max(float(count), height / tallest), height / smallest)
        hidden_above = max(0.0, self._fitted - self.canvas.y_range[1])
        self._fitted = count
        self.canvas.set_y_limits(min(0.0, count - shown), float(count), min(shown, height / tallest))
        self.canvas.set_y_range(count - hidden_above - shown, count - hidden_above)
        self.canvas.refresh_range()
        self.names.update()

    def _scroll_to(self, index: int) -> None:
        """Bring a lane into sight."""
        low, high = self.canvas.y_range
        bottom, top = len(self.lanes.sources) - index - 1.0, float(len(self.lanes.sources) - index)
        if index >= 0 and (bottom < low or top > high):
            by = bottom - low if bottom < low else top - high
            self.canvas.set_y_range(low + by, high + by)

    # what the mouse and the keys say

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep the keys that edit lanes from being taken for shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and watched is self.canvas:
            cancels = event.key() == Qt.Key.Key_Escape and self._held_activity() is not None
            if cancels or event.key() in _EDIT_KEYS:
                event.accept()
                return True
        return False

    def _held_activity(self) -> Activity | None:
        tool = self.canvas.tool
        return tool.busy_with if isinstance(tool, ActivityTool) else None

    @Slot(float, float)
    def _click(self, time_s: float, value: float) -> None:
        index = self.lanes.lane_at(value)
        if index is not None:
            self.source_picked.emit(self.lanes.sources[index].id)
        if self.timeline.length_s > 0 and (self._tool_id in ("navigate", "select") or index is None):
            self.seek_requested.emit(min(max(0.0, time_s), self.timeline.length_s))

    @Slot(object)
    def _read_pointer(self, place: tuple[float, float] | None) -> None:
        index = self.lanes.lane_at(place[1]) if place is not None else None
        if place is None or index is None or not 0 <= place[0] <= self.timeline.length_s:
            self.pointer_moved.emit(None)
            return
        state = self.lanes.state_at(index, round(place[0] * self.lanes.rate))
        self.pointer_moved.emit((place[0], self.lanes.sources[index].name, self.state_word(state)))

    def state_word(self, state: ActivityState) -> str:
        """Return a state in the user's language."""
        return {
            ActivityState.ACTIVE: self.tr("active"),
            ActivityState.SILENT: self.tr("silent"),
            ActivityState.UNKNOWN: self.tr("unknown"),
        }[state]

    def _say_what_the_mouse_does(self) -> None:
        self.names.set_help(
            "\n".join(
                (
                    self.tr("Drag in the lane: active; with Alt silent, with Shift unknown"),
                    self.tr("Drag an edge: move it; Ctrl + drag: move the span (Alt: without snapping)"),
                    self.tr("Double click: select the span"),
                    self.tr("Enter: mark the selection active; with Alt silent; Delete: unknown"),
                    self.tr("Hold a number key while it plays: tap the lane active, with Alt silent"),
                )
            )
        )
