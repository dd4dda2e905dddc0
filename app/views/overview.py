"""The whole song as a waveform, with the visible part as a frame to drag.

Owns the painting of the waveform and the mouse on the frame. The waveform is read in the background.
"""

from __future__ import annotations

import numpy as np
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QEvent, QLineF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.graphics.background import Background
from app.graphics.canvas import ZOOM_PER_NOTCH
from app.graphics.colours import DEFAULT_THEME, Theme, mixed, translucent, with_defaults
from app.graphics.pixels import AXIS_WIDTH, ratio_of, snapped, vertical_line
from app.graphics.playhead_grip import GRIP_HEIGHT, REACH_PX, GripDrag, draw_grip
from app.views.timeline import Timeline
from core.audio import Audio
from core.display import WaveformEnvelope

_GRIP_PX = 6.0
_DRAG_PX = 4.0
_PADDING = 5.0


class Overview(QWidget):
    """Drag the frame = scroll, its edges = zoom, click = go there, double click = show all, drag the grip = scrub."""

    seek_requested = Signal(float)
    scrub_requested = Signal(object)  # time in s; None: ended

    def __init__(self, timeline: Timeline, parent: QWidget | None = None) -> None:
        """Show an empty strip."""
        super().__init__(parent)
        self._timeline = timeline
        self._envelope: WaveformEnvelope | None = None
        self._background = Background(self._forget_wave, "waveform display")
        self.destroyed.connect(self._background.close)
        self._wave: QPixmap | None = None
        self._playhead_s = 0.0
        self._playhead_grip = GripDrag()
        self._grip_is_lit = False
        self._grip = ""
        self._grip_offset_s = 0.0
        self._press_x: float | None = None  # until it becomes a drag
        self.theme = dict(DEFAULT_THEME)
        self.setMouseTracking(True)
        self.setMinimumHeight(36)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Overview of the song"))
        for signal in (
            timeline.range_changed,
            timeline.loop_changed,
            timeline.selection_changed,
            timeline.length_changed,
        ):
            signal.connect(self._refresh)
        timeline.playhead_changed.connect(self._move_playhead)

    @property
    def busy(self) -> bool:
        """Whether the waveform is still being read."""
        return self._background.busy

    def set_audio(self, audio: Audio | None) -> None:
        """Show the waveform of a sound, or nothing."""
        self._background.close()
        self._envelope = WaveformEnvelope(audio) if audio is not None else None
        if self._envelope is not None:
            self._background.start(self._envelope.build())
        self._forget_wave()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = with_defaults(theme)
        self._forget_wave()

    def x_of(self, time_s: float) -> float:
        """Return the pixel of a time; the whole song lies between the axis and the right edge."""
        length_s = self._timeline.length_s
        return AXIS_WIDTH + (time_s / length_s * self._wave_width if length_s > 0 else 0.0)

    def time_at(self, x: float) -> float:
        """Return the time at a pixel."""
        return (x - AXIS_WIDTH) / self._wave_width * self._timeline.length_s

    @property
    def _wave_width(self) -> float:
        return max(1.0, self.width() - float(AXIS_WIDTH))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Stop the background work."""
        self._background.close()
        super().closeEvent(event)

    @Slot()
    def _forget_wave(self) -> None:
        self._wave = None
        self.update()

    def _refresh(self) -> None:
        self.update()

    def _move_playhead(self, time_s: float) -> None:
        """Repaint only where the playhead was and where it is now."""
        old, new = self.x_of(self._playhead_s), self.x_of(time_s)
        self._playhead_s = time_s
        if round(old * ratio_of(self)) != round(new * ratio_of(self)):
            for x in (old, new):
                self.update(QRect(int(x) - 9, 0, 19, self.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Paint the waveform anew."""
        self._wave = None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold of the frame or go to where was clicked."""
        if event.button() != Qt.MouseButton.LeftButton or self._timeline.length_s <= 0:
            return
        x = event.position().x()
        line = self._timeline
        if self._playhead_grip.press(x, self._is_over_playhead(event), event.modifiers()):
            self._press_x = x
            self._scrub(x)
            return
        self._grip = self._grip_at(x)
        if not self._grip:
            self._grip = "body"
            line.zoom_to(self.time_at(x) - line.span_s / 2, self.time_at(x) + line.span_s / 2)
        self._grip_offset_s = self.time_at(x) - line.start_s
        self._press_x = x if self._grip == "body" else None
        self._point(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Scrub, or move or resize the frame."""
        x, line = event.position().x(), self._timeline
        if self._playhead_grip.is_held:
            self._playhead_grip.move(x)
            self._scrub(x)
            return
        if self._press_x is not None and abs(x - self._press_x) < _DRAG_PX:
            return
        self._press_x = None
        time_s = min(max(0.0, self.time_at(x)), line.length_s)
        if self._grip == "body":
            start = self.time_at(x) - self._grip_offset_s
            line.zoom_to(start, start + line.span_s)
        elif self._grip == "left":
            line.zoom_to(min(time_s, line.stop_s - 0.05), line.stop_s)
        elif self._grip == "right":
            line.zoom_to(line.start_s, max(time_s, line.start_s + 0.05))
        else:
            self._light_grip(self._is_over_playhead(event))
            self._point(x)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go; what was no drag goes to that time."""
        if self._playhead_grip.release():
            self.scrub_requested.emit(None)
        elif self._press_x is not None:
            self.seek_requested.emit(min(max(0.0, self.time_at(self._press_x)), self._timeline.length_s))
        self._grip, self._press_x = "", None
        self._point(event.position().x())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show the whole song."""
        self._grip, self._press_x = "", None
        self._timeline.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom around the pointer; with Shift scroll."""
        angle = event.angleDelta()
        notches = (angle.y() or angle.x()) / 120.0
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._timeline.scroll(-notches * 0.1 * self._timeline.span_s)
        else:
            self._timeline.zoom(ZOOM_PER_NOTCH**notches, self.time_at(event.position().x()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Show the grip as it is where no mouse is on it."""
        self._light_grip(False)

    def _scrub(self, x: float) -> None:
        if self._playhead_grip.is_scrubbing:
            self.scrub_requested.emit(min(max(0.0, self.time_at(x)), self._timeline.length_s))

    def _is_over_playhead(self, event: QMouseEvent) -> bool:
        place = event.position()
        if self._timeline.length_s <= 0 or place.y() > GRIP_HEIGHT + 4:
            return False
        return abs(self.x_of(self._timeline.playhead_s) - place.x()) <= REACH_PX

    def _light_grip(self, lit: bool) -> None:
        if lit != self._grip_is_lit:
            self._grip_is_lit = lit
            self.setToolTip(self.tr("Drag to hear the song under the pointer") if lit else "")
            self.update()

    def _grip_at(self, x: float) -> str:
        left, right = self.x_of(self._timeline.start_s), self.x_of(self._timeline.stop_s)
        if abs(x - left) <= _GRIP_PX and abs(x - left) <= abs(x - right):
            return "left"
        if abs(x - right) <= _GRIP_PX:
            return "right"
        return "body" if left < x < right else ""

    def _point(self, x: float) -> None:
        shapes = {"left": Qt.CursorShape.SizeHorCursor, "right": Qt.CursorShape.SizeHorCursor}
        hand = Qt.CursorShape.ClosedHandCursor if self._grip else Qt.CursorShape.OpenHandCursor
        over = "left" if self._grip_is_lit else self._grip_at(x)
        self.setCursor(shapes.get(over, hand if over == "body" else Qt.CursorShape.PointingHandCursor))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint waveform, frame, loop and playhead."""
        with QPainter(self) as painter:
            ratio, line = ratio_of(self), self._timeline
            height = float(self.height())
            painter.fillRect(self.rect(), QColor(self.theme["background"]))
            painter.fillRect(QRectF(0, 0, AXIS_WIDTH, height), QColor(self.theme["surface"]))
            painter.fillRect(vertical_line(AXIS_WIDTH - 1.0, 0, height, ratio), QColor(self.theme["grid"]))
            if line.length_s <= 0 or self._envelope is None:
                return
            if self._wave is None or self._wave.devicePixelRatio() != ratio:
                self._wave = self._paint_wave(ratio)
            painter.drawPixmap(AXIS_WIDTH, 0, self._wave)
            self._paint_marks(painter, ratio)

    def _paint_wave(self, ratio: float) -> QPixmap:
        """Return the waveform on transparent ground: peaks, and over them the root mean square."""
        assert self._envelope is not None
        columns, rows = max(1, round(self._wave_width * ratio)), max(1, round(self.height() * ratio))
        pixmap = QPixmap(columns, rows)
        pixmap.fill(Qt.GlobalColor.transparent)
        part = self._envelope.slice(0.0, self._timeline.length_s, columns)
        loudest = max(0.05, float(part.high.max()), -float(part.low.min()))
        middle, reach = rows / 2, (rows / 2 - _PADDING * ratio) / loudest
        with QPainter(pixmap) as painter:
            accent = self.theme["accent"]
            peaks = mixed(self.theme["background"], accent, 0.45)
            for low, high, colour in ((part.low, part.high, peaks), (-part.rms, part.rms, QColor(accent))):
                painter.setPen(colour)
                x = np.arange(columns) + 0.5
                lines = PrimitiveArray(QLineF, 4)
                lines.resize(columns)
                lines.ndarray()[:] = np.stack([x, middle - high * reach, x, middle - low * reach], axis=1)
                painter.drawLines(*lines.drawargs())
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _paint_marks(self, painter: QPainter, ratio: float) -> None:
        line, height = self._timeline, float(self.height())
        for start, stop, colour, shown in (
            (line.loop[0], line.loop[1], self.theme["accent"], line.loop[2]),
            (*line.selection, self.theme["selection"], True),
        ):
            if shown and stop > start:
                band = QRectF(self.x_of(start), 0, max(1.0, self.x_of(stop) - self.x_of(start)), height)
                painter.fillRect(band, translucent(colour, 0.22))
        left, right = snapped(self.x_of(line.start_s), ratio), snapped(self.x_of(line.stop_s), ratio)
        right = max(right, left + 2)
        shade = translucent(self.theme["background"], 0.6)
        painter.fillRect(QRectF(AXIS_WIDTH, 0, left - AXIS_WIDTH, height), shade)
        painter.fillRect(QRectF(right, 0, self.width() - right, height), shade)
        if right - left < self._wave_width - 1:
            self._paint_frame(painter, left, right)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        playhead = vertical_line(self.x_of(line.playhead_s), 0, height, ratio)
        painter.fillRect(playhead, QColor(self.theme["playhead"]))
        lit = self._grip_is_lit or self._playhead_grip.is_scrubbing
        draw_grip(painter, playhead.center().x(), 1.0, self.theme, lit)

    def _paint_frame(self, painter: QPainter, left: float, right: float) -> None:
        text = self.theme["text"]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setBrush(translucent(text, 0.07))
        painter.setPen(translucent(text, 0.75))
        painter.drawRoundedRect(QRectF(left + 0.5, 0.5, right - left - 1, self.height() - 1.0), 3, 3)
        if right - left > 16:  # grips at both edges
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(translucent(text, 0.75))
            for x in (left, right - 4.0):
                painter.drawRoundedRect(QRectF(x, self.height() / 2 - 9.0, 4, 18), 1.5, 1.5)
