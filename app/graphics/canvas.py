"""The plane on which pictures lie: time to the right, anything upwards.

Owns the mapping between values and pixels and the mouse and key bindings that move it. Knows no song; what is shown
are items, what a click means is said by whoever listens.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.graphics.colours import DEFAULT_THEME, Theme, with_defaults
from app.graphics.tools.base import Place, Tool
from app.views.timeline import Timeline

ZOOM_PER_NOTCH = 1.25
_DRAG_PX = 4


class PlotCanvas(pg.GraphicsView):
    """A view of items over the shared time axis."""

    clicked = Signal(float, float)  # time_s, y
    pointer_moved = Signal(object)  # (time_s, y), or None outside
    y_range_changed = Signal(float, float)

    def __init__(self, timeline: Timeline, parent: QWidget | None = None) -> None:
        """Make an empty plane whose values run from 0 to 1."""
        super().__init__(parent, useOpenGL=False, background=None)
        self.timeline = timeline
        self.theme = dict(DEFAULT_THEME)
        self.empty_text = ""
        self._y_limits, self._y_shortest = (0.0, 1.0), 0.02
        self._y_range = (0.0, 1.0)
        self._press: QPointF | None = None
        self._pan_from: QPointF | None = None
        self._selecting = False
        self._tool = Tool(self)
        self._tool_drags = False
        self._pans = False
        self.box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        self.box.disableAutoRange()
        self.setCentralItem(self.box)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(80, 40)
        self.set_theme(DEFAULT_THEME)
        timeline.range_changed.connect(self.refresh_range)
        self.refresh_range()

    # the mapping

    @property
    def plot_width(self) -> float:
        """Width in logical pixels."""
        return max(1.0, float(self.viewport().width()))

    @property
    def plot_height(self) -> float:
        """Height in logical pixels."""
        return max(1.0, float(self.viewport().height()))

    @property
    def y_range(self) -> tuple[float, float]:
        """Value at the lower and at the upper edge."""
        return self._y_range

    def x_of(self, time_s: float) -> float:
        """Return the pixel of a time."""
        return (time_s - self.timeline.start_s) / self.timeline.span_s * self.plot_width

    def time_at(self, x: float) -> float:
        """Return the time at a pixel."""
        return self.timeline.start_s + x / self.plot_width * self.timeline.span_s

    def y_of(self, value: float) -> float:
        """Return the pixel of a value."""
        low, high = self._y_range
        return (high - value) / (high - low) * self.plot_height

    def value_at(self, y: float) -> float:
        """Return the value at a pixel."""
        low, high = self._y_range
        return high - y / self.plot_height * (high - low)

    def set_y_limits(self, low: float, high: float, shortest: float) -> None:
        """Bound the upward axis and show all of it; ``shortest`` is the closest zoom."""
        self._y_limits, self._y_shortest = (low, high), shortest
        self.set_y_range(low, high)

    def set_y_range(self, low: float, high: float) -> None:
        """Show a range of values, moved into the limits."""
        bottom, top = self._y_limits
        span = min(max(high - low, self._y_shortest), top - bottom)
        low = min(max(bottom, low), top - span)
        if (low, low + span) != self._y_range:
            self._y_range = (low, low + span)
            self.refresh_range()
            self.y_range_changed.emit(*self._y_range)

    def zoom_y(self, factor: float, anchor: float) -> None:
        """Show ``factor`` times fewer values; ``anchor`` stays where it is."""
        low, high = self._y_range
        bottom, top = self._y_limits
        span = min(max((high - low) / factor, self._y_shortest), top - bottom)
        start = anchor - (anchor - low) / (high - low) * span
        self.set_y_range(start, start + span)

    def scroll_y(self, part: float) -> None:
        """Move up by a part of what is visible."""
        low, high = self._y_range
        self.set_y_range(low + part * (high - low), high + part * (high - low))

    def refresh_range(self) -> None:
        """Bring the items to the range of the time axis."""
        visible = (self.timeline.start_s, self.timeline.stop_s)
        self.box.setRange(xRange=visible, yRange=self._y_range, padding=0, disableAutoRange=False)
        self.box.prepareForPaint()  # now: done while painting, it would make the scene paint twice

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = with_defaults(theme)
        self.setBackgroundBrush(QColor(self.theme["background"]))
        self.viewport().update()

    def set_empty_text(self, text: str) -> None:
        """Show words instead of nothing; an empty text takes them away."""
        self.empty_text = text
        self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:  # noqa: N802
        """Paint the words of the empty state."""
        if self.empty_text:
            painter.resetTransform()
            painter.setPen(QColor(self.theme["text_dim"]))
            area = QRectF(16, 8, self.plot_width - 32, self.plot_height - 16)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.empty_text)

    # the tool

    @property
    def tool(self) -> Tool:
        """The tool that the mouse and the keys go to."""
        return self._tool

    def set_tool(self, tool: Tool, pans: bool = False) -> None:
        """Choose a tool; with ``pans`` a drag that it leaves moves the plane rather than selecting time."""
        self.cancel_drag()
        self._tool.hover(None)
        self._tool, self._pans = tool, pans
        self._show_cursor(None)

    def cancel_drag(self) -> bool:
        """Give up the stroke in the air; return whether there was one."""
        if self._tool_drags:
            self._tool_drags = False
            self._tool.cancel()
            return True
        return False

    def place_at(self, event: QMouseEvent | QPointF, double: bool = False) -> Place:
        """Return what is known of a place of the canvas."""
        pixel = event if isinstance(event, QPointF) else event.position()
        keys = Qt.KeyboardModifier.NoModifier if isinstance(event, QPointF) else event.modifiers()
        return Place(self.time_at(pixel.x()), self.value_at(pixel.y()), pixel, keys, double)

    def _show_cursor(self, shape: Qt.CursorShape | None) -> None:
        usual = Qt.CursorShape.OpenHandCursor if self._pans else self._tool.cursor
        self.viewport().setCursor(usual if shape is None else shape)

    # mouse and keys; the scene of pyqtgraph never sees them, so its menus and drags do not exist

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll and zoom."""
        keys = event.modifiers()
        angle = event.angleDelta()
        notches = (angle.y() or angle.x()) / 120.0
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if keys & control and keys & shift:
            self.zoom_y(ZOOM_PER_NOTCH**notches, self.value_at(event.position().y()))
        elif keys & control:
            self.timeline.zoom(ZOOM_PER_NOTCH**notches, self.time_at(event.position().x()))
        elif keys & shift or abs(angle.x()) > abs(angle.y()):
            self.timeline.scroll(-notches * 0.1 * self.timeline.span_s)
        else:
            self.scroll_y(notches * 0.1)
        self._tell_pointer(event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin a click, a selection or a pan."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan_from = event.position()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            double = event.type() == QEvent.Type.MouseButtonDblClick
            self._tool_drags = self._tool.press(self.place_at(event, double))
            if not self._tool_drags:
                self._press, self._selecting = event.position(), False
        elif event.button() == Qt.MouseButton.RightButton and not self._tool_drags:
            self._tool.context(self.place_at(event))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go on with a selection or a pan and tell where the pointer is."""
        place = event.position()
        if self._pan_from is not None:
            self.timeline.scroll((self._pan_from.x() - place.x()) / self.plot_width * self.timeline.span_s)
            self.scroll_y((place.y() - self._pan_from.y()) / self.plot_height)
            self._pan_from = place
        elif self._tool_drags:
            self._tool.move(self.place_at(event))
        elif self._press is not None and self._pans:
            if self._selecting or (place - self._press).manhattanLength() >= _DRAG_PX:
                self._selecting = True
                self._pan_from = place
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._press is not None:
            self._selecting = self._selecting or abs(place.x() - self._press.x()) >= _DRAG_PX
            if self._selecting:
                self.timeline.set_selection(self.time_at(self._press.x()), self.time_at(place.x()))
        else:
            self._show_cursor(self._tool.hover(self.place_at(event)))
        self._tell_pointer(place)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End what the press began."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan_from = None
            self._show_cursor(None)
        elif event.button() == Qt.MouseButton.LeftButton and self._tool_drags:
            self._tool_drags = False
            self._tool.release(self.place_at(event))
        elif event.button() == Qt.MouseButton.LeftButton and self._press is not None:
            if self._pans:
                self._pan_from = None
                self._show_cursor(None)
            if not self._selecting:
                self.timeline.set_selection(0.0, 0.0)
                self.clicked.emit(self.time_at(event.position().x()), self.value_at(event.position().y()))
            self._press, self._selecting = None, False
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the second press like the first."""
        self.mousePressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Tell where the pointer came in."""
        self._tell_pointer(event.position())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Tell that the pointer is gone."""
        if not self._tool_drags:
            self._tool.hover(None)
        self.pointer_moved.emit(None)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window's actions while something is in the air that it gives up."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            selects = self._press is not None and self._selecting and not self._pans
            if event.key() == Qt.Key.Key_Escape and (self._tool_drags or selects):
                event.accept()
                return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move by keys; everything else goes to the window."""
        given_up = event.key() == Qt.Key.Key_Escape and self.cancel_drag()
        if not given_up and not self._tool.key(event) and not self._moved_by_key(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave releases to the window."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the range, change the scale."""
        super().resizeEvent(event)
        if hasattr(self, "box"):
            self.refresh_range()

    def _moved_by_key(self, event: QKeyEvent) -> bool:
        key, keys = event.key(), event.modifiers()
        pitch = bool(keys & Qt.KeyboardModifier.ControlModifier)
        scrolls: dict[int, float] = {Qt.Key.Key_Left: -0.1, Qt.Key.Key_Right: 0.1}
        steps: dict[int, float] = {Qt.Key.Key_Down: -0.1, Qt.Key.Key_Up: 0.1}
        zooms: dict[int, int] = {
            Qt.Key.Key_Plus: 1,
            Qt.Key.Key_Equal: 1,
            Qt.Key.Key_Minus: -1,
            Qt.Key.Key_Underscore: -1,
        }
        if key in scrolls and keys & Qt.KeyboardModifier.ShiftModifier:
            self.timeline.step_selection(scrolls[key] / 5 * self.timeline.span_s)
        elif key in zooms and pitch:
            self.zoom_y(ZOOM_PER_NOTCH ** zooms[key], sum(self._y_range) / 2)
        elif key in zooms:
            self.timeline.zoom(ZOOM_PER_NOTCH ** zooms[key], self._key_anchor_s())
        elif key in scrolls and not pitch:
            self.timeline.scroll(scrolls[key] * self.timeline.span_s)
        elif key in steps and not pitch:
            self.scroll_y(steps[key])
        elif key == Qt.Key.Key_Escape and self.timeline.selection[1] > self.timeline.selection[0]:
            self._press = None
            self.timeline.set_selection(0.0, 0.0)
        else:
            return False
        return True

    def _key_anchor_s(self) -> float:
        """Return what stays in place when keys zoom: the playhead where it is visible, else the middle."""
        line = self.timeline
        return line.playhead_s if line.start_s <= line.playhead_s <= line.stop_s else (line.start_s + line.stop_s) / 2

    def _tell_pointer(self, place: QPointF) -> None:
        self.pointer_moved.emit((self.time_at(place.x()), self.value_at(place.y())))
