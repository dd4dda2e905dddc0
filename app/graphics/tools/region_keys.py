"""Painting regions from the keyboard.

Owns the crosshair: arrows move it, Shift+arrows draw a box (with the brushes a straight stroke) from where it was,
Enter paints, Esc takes it back. Without a box Enter paints a dab of the brush, or the selected time over all visible
frequencies.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from app.graphics.tools.region_surface import RegionSurface
from core.annotation.region_strokes import brush

_STEP_PX = 8.0
_ARROWS: dict[int, tuple[float, float]] = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}


class RegionCursor(QObject):
    """A crosshair and the corner from which a box grows."""

    def __init__(self, surface: RegionSurface) -> None:
        super().__init__(surface)
        self._surface = surface
        self._place: tuple[float, float] | None = None  # time_s, value
        self._anchor: tuple[float, float] | None = None

    @property
    def is_shown(self) -> bool:
        """Whether there is a crosshair."""
        return self._place is not None

    @property
    def place(self) -> tuple[float, float] | None:
        """Time in seconds and position on the axis of the crosshair."""
        return self._place

    def clear(self) -> None:
        """Take crosshair and box away."""
        if self._place is not None:
            self._place = self._anchor = None
            self._show()

    def key(self, event: QKeyEvent) -> bool:
        """Use a key; return whether it was one of the crosshair's."""
        key, keys = event.key(), event.modifiers()
        if not self._surface.ready:
            return False
        if key in _ARROWS and not keys & Qt.KeyboardModifier.ControlModifier:
            fine = 0.125 if keys & Qt.KeyboardModifier.AltModifier else 1.0
            self._move(*_ARROWS[key], fine, bool(keys & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._paint()
        elif key == Qt.Key.Key_Escape and self._place is not None:
            if self._anchor is not None:
                self._anchor = None
                self._show()
            else:
                self.clear()
        else:
            return False
        return True

    def _move(self, across: float, up: float, fine: float, grows: bool) -> None:
        canvas = self._surface.canvas
        line, (low, high) = canvas.timeline, canvas.y_range
        visible = self._place is not None and line.start_s <= self._place[0] <= line.stop_s
        if self._place is None or not visible:
            # the first key only shows it
            self._place, self._anchor = ((line.start_s + line.stop_s) / 2, (low + high) / 2), None
            self._show()
            if not grows:
                return
        time_s, value = self._place
        if not grows:
            self._anchor = None
        elif self._anchor is None:
            self._anchor = self._place
        time_s += across * fine * _STEP_PX / canvas.plot_width * line.span_s
        value += up * fine * _STEP_PX / canvas.plot_height * (high - low)
        self._place = (min(max(0.0, time_s), line.length_s), min(max(0.0, value), 1.0))
        self._follow()
        self._show()

    def _follow(self) -> None:
        """Keep the crosshair in sight."""
        assert self._place is not None
        canvas, (time_s, value) = self._surface.canvas, self._place
        line, (low, high) = canvas.timeline, canvas.y_range
        line.scroll(min(0.0, time_s - line.start_s) + max(0.0, time_s - line.stop_s))
        beyond = min(0.0, value - low) + max(0.0, value - high)
        canvas.set_y_range(low + beyond, high + beyond)

    def _show(self) -> None:
        surface = self._surface
        surface.stroke.begin(surface.look(surface.is_not))
        surface.stroke.show_cross(self._place)
        is_stroke = surface.mode in ("brush", "harmonic")
        if self._place is None or self._anchor is None:
            surface.stroke.show_frame(None)
        else:
            surface.stroke.show_frame((*self._anchor, *self._place), is_line=is_stroke)
        if self._place is None:
            surface.stroke.show_tips([])
            return
        if is_stroke:
            tip = surface.tip(self._place[1], False, surface.mode == "harmonic")
            surface.stroke.show_tips(surface.outlines(tip, *self._place))
        surface.canvas.pointer_moved.emit(self._place)  # the read-out of the pointer reads the crosshair too

    def refresh(self) -> None:
        """Show it as the tool paints now."""
        if self._place is not None:
            self._show()

    def _paint(self) -> bool:
        surface, place, anchor = self._surface, self._place, self._anchor
        line = surface.canvas.timeline
        selected = line.selection[1] > line.selection[0]
        if place is None and not selected:
            return False
        if not surface.colour:
            surface.source_missing.emit()
        elif place is not None and surface.mode in ("brush", "harmonic"):
            tip = surface.tip(place[1], False, surface.mode == "harmonic")
            points = [surface.point(*one) for one in (anchor, place) if one is not None]
            surface.paint(brush(points, tip, surface.lattice(tip)), surface.is_not)
        elif place is not None and anchor is not None:
            surface.paint_box(anchor, place, surface.is_not)
        elif selected:
            low, high = surface.canvas.y_range
            surface.paint_box((line.selection[0], low), (line.selection[1], high), surface.is_not)
        else:
            return False
        self._anchor = None
        self.refresh()
        return True
