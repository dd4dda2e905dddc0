"""The ruler over the pictures: minutes and seconds, bars where they are known, the loop and the playhead.

Owns their painting and what the mouse means on it. Moves nothing itself but the visible range.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.graphics.canvas import ZOOM_PER_NOTCH
from app.graphics.colours import DEFAULT_THEME, Theme, translucent, with_defaults
from app.graphics.pixels import horizontal_line, ratio_of, small_font, snapped, text_width, vertical_line
from app.graphics.playhead_grip import GRIP_HEIGHT, REACH_PX, GripDrag, draw_grip
from app.graphics.ticks import time_label, time_ticks, visible_bars
from app.views.timeline import Timeline

_TIME_LANE = 26
_BAR_LANE = 18
_GRIP_PX = 5.0
_DRAG_PX = 4.0


class TimeRuler(QWidget):
    """Click = go there, drag = loop, drag an end of the loop = move it, drag the grip of the playhead = scrub."""

    seek_requested = Signal(float)
    loop_requested = Signal(float, float)
    scrub_requested = Signal(object)  # time in s; None: ended

    def __init__(self, timeline: Timeline, parent: QWidget | None = None) -> None:
        """Follow the time axis."""
        super().__init__(parent)
        self._timeline = timeline
        self._bars_s: tuple[float, ...] = ()
        self._press_x: float | None = None
        self._fixed_s = 0.0
        self._drawing = False
        self._grip = GripDrag()
        self._grip_is_lit = False
        self._playhead_s = 0.0
        self.theme = dict(DEFAULT_THEME)
        self.setMouseTracking(True)
        self.setFixedHeight(_TIME_LANE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Time ruler"))
        timeline.range_changed.connect(self._refresh)
        timeline.playhead_changed.connect(self._move_playhead)
        timeline.loop_changed.connect(self._refresh)
        timeline.selection_changed.connect(self._refresh)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = with_defaults(theme)
        self.update()

    def set_bars(self, bars_s: Sequence[float]) -> None:
        """Show a lane of bar numbers; an empty sequence takes it away."""
        self._bars_s = tuple(bars_s)
        self.setFixedHeight(_TIME_LANE + (_BAR_LANE if self._bars_s else 0))
        self.update()

    def x_of(self, time_s: float) -> float:
        """Return the pixel of a time."""
        return (time_s - self._timeline.start_s) / self._timeline.span_s * self.width()

    def time_at(self, x: float) -> float:
        """Return the time at a pixel."""
        return self._timeline.start_s + x / max(1, self.width()) * self._timeline.span_s

    def _refresh(self) -> None:
        self.update()

    def _move_playhead(self, time_s: float) -> None:
        """Repaint only where the playhead was and where it is now."""
        old, new = self.x_of(self._playhead_s), self.x_of(time_s)
        self._playhead_s = time_s
        if round(old * ratio_of(self)) != round(new * ratio_of(self)):
            for x in (old, new):
                if -10 < x < self.width() + 10:
                    self.update(QRect(int(x) - 9, 0, 19, self.height()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin a click or a loop."""
        if event.button() == Qt.MouseButton.LeftButton:
            x = event.position().x()
            if self._grip.press(x, self._is_over_grip(event), event.modifiers()):
                self._press_x = x
                self._scrub(x)
                return
            end = self._loop_end_at(x)
            self._press_x, self._drawing = x, end is not None
            self._fixed_s = self.time_at(x) if end is None else self._timeline.loop[1 - end]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Scrub or draw the loop."""
        x = event.position().x()
        if self._grip.is_held:
            self._grip.move(x)
            self._scrub(x)
            return
        if self._press_x is None:
            over_grip = self._is_over_grip(event)
            self._light_grip(over_grip)
            over = over_grip or self._loop_end_at(x) is not None
            self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.PointingHandCursor)
            return
        self._drawing = self._drawing or abs(x - self._press_x) >= _DRAG_PX
        if self._drawing:
            other = min(max(0.0, self.time_at(x)), self._timeline.length_s)
            fixed = min(max(0.0, self._fixed_s), self._timeline.length_s)
            self.loop_requested.emit(min(fixed, other), max(fixed, other))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go where it was clicked, unless a loop was drawn."""
        if event.button() == Qt.MouseButton.LeftButton and self._press_x is not None:
            was_held = self._grip.is_held
            if self._grip.release():
                self.scrub_requested.emit(None)
            elif was_held or not self._drawing:
                time_s = self.time_at(event.position().x())
                self.seek_requested.emit(min(max(0.0, time_s), self._timeline.length_s))
            self._press_x = None

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Show the grip as it is where no mouse is on it."""
        self._light_grip(False)

    def _scrub(self, x: float) -> None:
        """Ask for what is under the pointer, within what is visible: the view stays while a hand searches in it."""
        if self._grip.is_scrubbing:
            line = self._timeline
            last_s = min(line.stop_s - line.span_s / max(1, self.width()), line.length_s)
            self.scrub_requested.emit(min(max(line.start_s, self.time_at(x)), last_s))

    def _is_over_grip(self, event: QMouseEvent) -> bool:
        line, place = self._timeline, event.position()
        if line.length_s <= 0 or place.y() < self.height() - GRIP_HEIGHT - 4:
            return False
        return abs(self.x_of(line.playhead_s) - place.x()) <= REACH_PX

    def _light_grip(self, lit: bool) -> None:
        if lit != self._grip_is_lit:
            self._grip_is_lit = lit
            self.setToolTip(self.tr("Drag to hear the song under the pointer") if lit else "")
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll, or zoom with Ctrl."""
        angle = event.angleDelta()
        notches = (angle.y() or angle.x()) / 120.0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._timeline.zoom(ZOOM_PER_NOTCH**notches, self.time_at(event.position().x()))
        else:
            self._timeline.scroll(-notches * 0.1 * self._timeline.span_s)
        event.accept()

    def _loop_end_at(self, x: float) -> int | None:
        start, stop, _ = self._timeline.loop
        if stop > start:
            for end, time_s in enumerate((start, stop)):
                if abs(self.x_of(time_s) - x) <= _GRIP_PX:
                    return end
        return None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint ticks, bars, loop and playhead."""
        with QPainter(self) as painter:
            ratio = ratio_of(self)
            painter.fillRect(self.rect(), QColor(self.theme["surface"]))
            painter.setFont(small_font(self))
            self._paint_loop(painter, ratio)
            if self._timeline.length_s > 0:
                self._paint_times(painter, ratio, event.rect())
            if self._bars_s:
                self._paint_bars(painter, ratio)
            grid = QColor(self.theme["grid"])
            painter.fillRect(horizontal_line(self.height() - 1.0, 0, self.width(), ratio), grid)
            self._paint_playhead(painter, ratio)

    def _paint_times(self, painter: QPainter, ratio: float, part: QRect) -> None:
        line = self._timeline
        ticks = time_ticks(line.start_s, line.stop_s, self.width())
        dim, text = QColor(self.theme["text_dim"]), QColor(self.theme["text"])
        faint = translucent(self.theme["text_dim"], 0.55)
        for time_s in ticks.minor_s:
            painter.fillRect(vertical_line(self.x_of(time_s), _TIME_LANE - 5, 4, ratio), faint)
        painter.setPen(text)
        for time_s in ticks.major_s:
            x = self.x_of(time_s)
            if not part.left() - 80 <= x <= part.right() + 1:
                continue
            painter.fillRect(vertical_line(x, _TIME_LANE - 11, 10, ratio), dim)
            label = time_label(time_s, ticks.step_s)
            if x + 5 + text_width(painter, label) <= self.width() - 2:  # a label is whole or not there
                area = QRectF(x + 5, 2, 80, _TIME_LANE - 6)
                painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)

    def _paint_bars(self, painter: QPainter, ratio: float) -> None:
        line = self._timeline
        painter.fillRect(horizontal_line(_TIME_LANE, 0, self.width(), ratio), QColor(self.theme["grid"]))
        painter.setPen(QColor(self.theme["text_dim"]))
        for number, time_s in visible_bars(self._bars_s, line.start_s, line.stop_s, self.width()):
            x = self.x_of(time_s)
            painter.fillRect(vertical_line(x, _TIME_LANE + 3, _BAR_LANE - 4, ratio), QColor(self.theme["grid"]))
            if x + 4 + text_width(painter, str(number)) <= self.width() - 2:
                area = QRectF(x + 4, _TIME_LANE, 40, _BAR_LANE - 1)
                painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(number))

    def _paint_loop(self, painter: QPainter, ratio: float) -> None:
        start, stop, is_on = self._timeline.loop
        if stop > start:
            left, right = snapped(self.x_of(start), ratio), snapped(self.x_of(stop), ratio)
            colour = QColor(self.theme["accent"]) if is_on else QColor(self.theme["text_dim"])
            area = QRectF(left, 0, right - left, self.height())
            painter.fillRect(area, translucent(colour.name(), 0.14))
            painter.fillRect(QRectF(left, 0, right - left, 3), colour)
            for x in (left, right):
                painter.fillRect(vertical_line(x, 0, self.height(), ratio), colour)
        start, stop = self._timeline.selection
        if stop > start:
            left, right = snapped(self.x_of(start), ratio), snapped(self.x_of(stop), ratio)
            painter.fillRect(QRectF(left, 0, right - left, self.height()), translucent(self.theme["selection"], 0.2))

    def _paint_playhead(self, painter: QPainter, ratio: float) -> None:
        line = self._timeline
        if line.length_s <= 0 or not line.start_s <= line.playhead_s <= line.stop_s:
            return
        stroke = vertical_line(self.x_of(line.playhead_s), self.height() - 4.0, 4, ratio)
        painter.fillRect(stroke, QColor(self.theme["playhead"]))
        lit = self._grip_is_lit or self._grip.is_scrubbing
        draw_grip(painter, stroke.center().x(), self.height() - GRIP_HEIGHT - 1.0, self.theme, lit)
