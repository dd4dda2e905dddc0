"""The strip over the piano roll: the bars of the score where they lie on the song, and the anchors that hold them.

Owns its painting and the drag of a bar, by mouse and by keys. Where the score has no bars the beginnings of its notes
are dragged instead. A thin line shows where the song is faster (up) or slower than it is on the whole.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.graphics.canvas import ZOOM_PER_NOTCH
from app.graphics.colours import DEFAULT_THEME, Theme, mixed, translucent, with_defaults
from app.graphics.note_board import NoteBoard
from app.graphics.pixels import horizontal_line, line_width, ratio_of, small_font
from app.graphics.roll_layers import fill_rects

HEIGHT = 18
_GRIP_PX = 6.0
_DRAG_PX = 3.0
_ROOM_PX, _LABEL_PX = 12.0, 34.0
_TEMPO_PX, _TEMPO_OCTAVES = 6.0, 0.35  # height of the line for this deviation from the usual tempo
_STEP_S, _LARGE_STEP_S = 0.01, 0.1
_NO_TIMES: NDArray[np.float64] = np.zeros(0)


class BarStrip(QWidget):
    """Bars that can be dragged to where they are heard."""

    def __init__(self, board: NoteBoard, parent: QWidget | None = None) -> None:
        """Follow the time axis of the board's canvas; hidden while there is no score."""
        super().__init__(parent)
        self._board, self._line = board, board.canvas.timeline
        self.theme = dict(DEFAULT_THEME)
        self._bars_s = self._handles_s = self._anchors_s = _NO_TIMES
        self._tempo: NDArray[np.float64] = _NO_TIMES
        self._held: float | None = None  # handle that the keys move
        self._press: QPointF | None = None
        self._from_s = self._to_s = 0.0
        self._is_drag = False
        self._labels_px: list[tuple[float, float, float]] = []  # left, right, and the time of the bar
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Bars of the score"))
        self.setToolTip(
            self.tr(
                "Drag a bar to where it is heard: what lies between its neighbours follows, a diamond marks it as set. "
                "Right click or Delete frees it. By keys: Left and Right choose a bar, Ctrl+Left and Ctrl+Right move "
                "it, with Shift further. Alt leaves the onsets."
            )
        )
        self._line.range_changed.connect(self._refresh)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = with_defaults(theme)
        self.update()

    def show_warp(self) -> None:
        """Show the warp of the board."""
        warp, rate = self._board.warp, self._board.rate
        self._press = None
        if warp is None or not rate:
            self._bars_s = self._handles_s = self._anchors_s = self._tempo = _NO_TIMES
            self.setVisible(False)
            return
        self._bars_s = np.array(warp.bars, np.float64) / rate
        self._anchors_s = np.array([sample for _, sample in warp.anchors], np.float64) / rate
        self._handles_s = self._bars_s if len(self._bars_s) else self._onsets()
        self._tempo = self._deviation()
        if self._held is not None:
            self._held = self._nearest(self._held)
        self._describe()
        self.setVisible(True)
        self.update()

    @property
    def is_dragging(self) -> bool:
        """Whether a bar is in the air."""
        return self._press is not None and self._is_drag

    def _onsets(self) -> NDArray[np.float64]:
        board = self._board
        flags = board.of_source(board.warp.source_ids if board.warp is not None else ())
        return np.unique(board.bars.start[flags])

    def _deviation(self) -> NDArray[np.float64]:
        """Return in octaves how much faster the song is than usual, from each handle to the next."""
        warp, rate = self._board.warp, self._board.rate
        if warp is None or len(warp.points) < 2 or len(self._handles_s) < 3:
            return _NO_TIMES
        known = np.array(warp.points)
        samples = np.clip(self._handles_s * rate, known[0, 1], known[-1, 1])
        score_s = np.interp(samples, known[:, 1], known[:, 0])
        song_s, played_s = np.diff(samples) / rate, np.diff(score_s)
        is_known = (song_s > 1e-3) & (played_s > 1e-3)
        if not is_known.any():
            return _NO_TIMES
        octaves = np.zeros(len(song_s))
        octaves[is_known] = np.log2(played_s[is_known] / song_s[is_known])
        return np.where(is_known, octaves - np.median(octaves[is_known]), 0.0)

    # places

    def x_of(self, time_s: float) -> float:
        """Return the pixel of a time."""
        return (time_s - self._line.start_s) / self._line.span_s * self.width()

    def shown_handles(self) -> list[tuple[str, float]]:
        """Return label and time of the handles that can be seen and dragged."""
        line = self._line
        if len(self._bars_s):
            bars = self._pulled(self._bars_s)
            first, last = np.searchsorted(bars, (line.start_s, line.stop_s)).tolist()
            every = 1
            while (last - first) / every > max(1.0, self.width() / _LABEL_PX):
                every *= 2
            first = -(-first // every) * every  # so that the same bars stay labelled while the view moves
            return [(str(n + 1), float(bars[n])) for n in range(first, min(last + 1, len(bars)), every)]
        times = self._pulled(self._handles_s)
        times = times[(times >= line.start_s) & (times <= line.stop_s)]
        cells = np.floor((times - line.start_s) / line.span_s * self.width() / _ROOM_PX)
        return [("", t) for t in times[np.unique(cells, return_index=True)[1]].tolist()]

    def _pulled(self, times_s: NDArray[np.float64]) -> NDArray[np.float64]:
        drag = self._board.pull_to(self._from_s, self._to_s) if self.is_dragging else None
        return times_s if drag is None else np.asarray(drag.moved(times_s * self._board.rate) / self._board.rate)

    def _handle_at(self, x: float) -> float | None:
        times = [*self._anchors_s.tolist(), *(time_s for _, time_s in self.shown_handles())]
        near = min(times, key=lambda time_s: abs(self.x_of(time_s) - x), default=None)
        if near is not None and abs(self.x_of(near) - x) <= _GRIP_PX:
            return near
        return next((time_s for left, right, time_s in self._labels_px if left <= x <= right), None)

    def _nearest(self, time_s: float) -> float | None:
        times = np.concatenate([self._handles_s, self._anchors_s])
        return float(times[np.argmin(np.abs(times - time_s))]) if len(times) else None

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take a bar, or free an anchor with the right button."""
        handle = self._handle_at(event.position().x())
        if event.button() == Qt.MouseButton.RightButton and handle is not None:
            self._free(handle)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._hold(handle)
            if handle is not None:
                self._press, self._is_drag = event.position(), False
                self._from_s = self._to_s = handle
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Pull the bar that is held."""
        x = event.position().x()
        if self._press is None:
            over = self._handle_at(x) is not None
            self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)
            return
        self._is_drag = self._is_drag or abs(x - self._press.x()) >= _DRAG_PX
        if self._is_drag:
            aim_s = self._from_s + (x - self._press.x()) / self.width() * self._line.span_s
            is_free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            onset_s = None if is_free else self._board.onset_near(aim_s)
            bars, self._to_s = self._board.pulled(self._from_s, aim_s if onset_s is None else onset_s)
            self._board.show_preview(bars)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask for the bar to be where it was let go."""
        if event.button() == Qt.MouseButton.LeftButton and self._press is not None:
            was_drag, self._press = self._is_drag, None
            self._board.show_preview(None)
            if was_drag and self._to_s != self._from_s:
                self._pull(self._from_s, self._to_s)
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll, or zoom with Ctrl."""
        angle = event.angleDelta()
        notches = (angle.y() or angle.x()) / 120.0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            time_s = self._line.start_s + event.position().x() / max(1, self.width()) * self._line.span_s
            self._line.zoom(ZOOM_PER_NOTCH**notches, time_s)
        else:
            self._line.scroll(-notches * 0.1 * self._line.span_s)
        event.accept()

    # the keys

    def event(self, event: QEvent) -> bool:
        """Take Delete and Esc from the window's actions where they mean something here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            deletes = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._anchor_held() is not None
            if deletes or (event.key() == Qt.Key.Key_Escape and self._press is not None):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Choose, move and free bars."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        keys = event.modifiers()
        if event.key() == Qt.Key.Key_Escape and self._press is not None:
            self._press = None
            self._board.show_preview(None)
            self.update()
        elif step is not None and keys & Qt.KeyboardModifier.ControlModifier and self._held is not None:
            size_s = _LARGE_STEP_S if keys & Qt.KeyboardModifier.ShiftModifier else _STEP_S
            self._pull(self._held, self._board.pulled(self._held, self._held + step * size_s)[1])
        elif step is not None:
            self._hold(self._next(step))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._held is not None:
            self._free(self._held)
        else:
            event.ignore()

    def _next(self, step: int) -> float | None:
        times = np.unique(np.concatenate([self._handles_s, self._anchors_s]))
        if not len(times):
            return None
        if self._held is None:
            return self._nearest(self._line.start_s if step > 0 else self._line.stop_s)
        place = int(np.argmin(np.abs(times - self._held))) + step
        return float(times[min(max(0, place), len(times) - 1)])

    def _hold(self, handle: float | None) -> None:
        self._held = handle
        if handle is not None:
            line = self._line
            line.scroll(min(0.0, handle - line.start_s) + max(0.0, handle - line.stop_s))
        self._describe()
        self.update()

    def _pull(self, from_s: float, to_s: float) -> None:
        self._held = to_s
        self._board.request_pull.emit(from_s, to_s)

    def _anchor_held(self) -> int | None:
        if self._held is None or not len(self._anchors_s):
            return None
        place = int(np.argmin(np.abs(self._anchors_s - self._held)))
        return place if abs(self._anchors_s[place] - self._held) < 1e-3 else None

    def _free(self, handle: float) -> None:
        self._held = handle
        place, warp = self._anchor_held(), self._board.warp
        if place is not None and warp is not None:
            self._board.request_free.emit(warp.anchors[place])

    def _describe(self) -> None:
        words = self.tr("{0} bars, {1} set by hand.").format(len(self._bars_s), len(self._anchors_s))
        if self._held is not None:
            number = np.flatnonzero(np.abs(self._bars_s - self._held) < 1e-3)
            name = self.tr("Bar {0}").format(int(number[0]) + 1) if len(number) else self.tr("A place")
            words += " " + self.tr("{0} at {1:.2f} seconds is chosen.").format(name, self._held)
        self.setAccessibleDescription(words)

    def _refresh(self) -> None:
        self.update()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint tempo, bars and anchors."""
        with QPainter(self) as painter:
            ratio = ratio_of(self)
            painter.fillRect(self.rect(), QColor(self.theme["surface"]))
            self._paint_tempo(painter)
            self._paint_handles(painter, ratio)
            self._paint_anchors(painter)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.fillRect(horizontal_line(HEIGHT - 1.0, 0, self.width(), ratio), QColor(self.theme["grid"]))
            if self.hasFocus():
                painter.setPen(QPen(QColor(self.theme["accent"]), 1.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_handles(self, painter: QPainter, ratio: float) -> None:
        handles = self.shown_handles()
        self._labels_px = []
        if not handles:
            return
        x = np.array([self.x_of(time_s) for _, time_s in handles])
        self._paint_grips(painter, x, ratio, self.theme["text_dim"])
        held_s = self._to_s if self.is_dragging else self._held
        if held_s is not None:
            self._paint_grips(painter, np.array([self.x_of(held_s)]), ratio, self.theme["selection"])
        painter.setFont(small_font(self))
        metrics = painter.fontMetrics()
        base = (HEIGHT - metrics.height()) // 2 + metrics.ascent()
        widths = [metrics.horizontalAdvance(label) for label, _ in handles]
        shown = [
            (label, time_s, round(place), width)
            for (label, time_s), place, width in zip(handles, x.tolist(), widths, strict=True)
            if label and place + 9 + width <= self.width() - 2
        ]
        self._labels_px = [(place, place + 8 + width, time_s) for _, time_s, place, width in shown]
        surface = QColor(self.theme["surface"])
        painter.setPen(QColor(self.theme["text_dim"]))
        for label, _, place, width in shown:
            painter.fillRect(place + 6, 2, width + 4, HEIGHT - 4, surface)
            painter.drawText(place + 8, base, label)

    def _paint_grips(self, painter: QPainter, x: NDArray[np.float64], ratio: float, colour: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        fill_rects(painter, np.round(x * ratio) / ratio, 5.0, line_width(ratio), HEIGHT - 6.0)
        fill_rects(painter, np.round((x - 2) * ratio) / ratio, HEIGHT - 5.0, 4.0 + line_width(ratio), 4.0)

    def _paint_anchors(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(QColor(self.theme["surface"]), 1.0))
        for time_s in self._pulled(self._anchors_s).tolist():
            x, y = self.x_of(time_s), HEIGHT / 2.0
            if -8 <= x <= self.width() + 8:
                is_held = self._held is not None and abs(time_s - self._held) < 1e-3
                painter.setBrush(QColor(self.theme["selection" if is_held else "accent"]))
                corners = (QPointF(x + 0.5, y - 6), QPointF(x + 6, y), QPointF(x + 0.5, y + 6), QPointF(x - 5, y))
                painter.drawPolygon(QPolygonF(corners))

    def _paint_tempo(self, painter: QPainter) -> None:
        if not len(self._tempo):
            return
        times = self._pulled(self._handles_s)
        middle = HEIGHT / 2.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(translucent(self.theme["grid"], 0.8), 1.0))
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        # with one more at each end, so that the line reaches the edges
        first, last = np.searchsorted(times, (self._line.start_s, self._line.stop_s)).tolist()
        seen = np.arange(max(0, first - 2), min(len(self._tempo), last + 2))
        every = max(1, len(seen) // max(1, self.width() // 6))
        middles = ((times[:-1] + times[1:]) / 2)[seen][::every]
        x = (middles - self._line.start_s) / self._line.span_s * self.width()
        y = middle - np.clip(self._tempo[seen][::every] / _TEMPO_OCTAVES, -1.0, 1.0) * _TEMPO_PX
        painter.setPen(QPen(mixed(self.theme["surface"], self.theme["accent"], 0.75), 1.25))
        painter.drawPolyline([QPointF(*place) for place in zip(x.tolist(), y.tolist(), strict=True)])
