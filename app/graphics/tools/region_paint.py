"""Painting regions with the mouse: box, lasso, brush and harmonic brush.

Owns the strokes. With Alt a stroke says "not" where it would say "belongs" and the other way round; with Shift the tip
of the brush is a hard rectangle instead of an ellipse. Both count from the press on. A click of the brush is a dab.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from app.graphics.tools.base import Place
from app.graphics.tools.region_keys import RegionCursor
from app.graphics.tools.region_pick import RegionPicker
from app.graphics.tools.region_surface import RegionSurface
from core.annotation.region_strokes import Stroke, lasso

_FROM_PX = 3.0  # a smaller box or lasso is a slip of the hand
_LASSO_STEP_PX = 2.0


class RegionPainter(RegionPicker):
    """Paints for the picked source."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, surface: RegionSurface) -> None:
        super().__init__(surface)
        self.keyboard = RegionCursor(surface)
        self._is_down = False
        self._is_not = False
        self._first: Place | None = None
        self._last: Place | None = None
        self._line: list[tuple[float, float]] = []
        self._stroke: Stroke | None = None

    @property
    def is_painting(self) -> bool:
        """Whether a stroke is in the air."""
        return self._is_down

    @property
    def _uses_tip(self) -> bool:
        return self._surface.mode in ("brush", "harmonic")

    def press(self, place: Place) -> bool:
        """Begin a stroke."""
        surface = self._surface
        if not surface.ready:
            return False
        if not surface.colour:
            surface.source_missing.emit()
            return True
        self.keyboard.clear()
        surface.choose(None)
        self._is_down = True
        self._is_not = surface.is_not != place.holds(Qt.KeyboardModifier.AltModifier)
        self._first = self._last = place
        surface.stroke.begin(surface.look(self._is_not))
        if self._uses_tip:
            square = place.holds(Qt.KeyboardModifier.ShiftModifier)
            tip = surface.tip(place.value, square, surface.mode == "harmonic")
            self._stroke = Stroke(surface.lattice(tip), tip)
            self._extend(place)
        else:
            self._line = [(place.time_s, place.value)]
        return True

    def move(self, place: Place) -> None:
        """Go on with the stroke."""
        if not self._is_down or self._first is None or self._last is None:
            return
        surface = self._surface
        if self._stroke is not None:
            self._extend(place)
        elif surface.mode == "box":
            surface.stroke.show_frame((self._first.time_s, self._first.value, place.time_s, place.value))
            self._last = place
        elif (place.pixel - self._last.pixel).manhattanLength() >= _LASSO_STEP_PX:
            self._line.append((place.time_s, place.value))
            surface.stroke.show_line(self._line)
            self._last = place

    def release(self, place: Place) -> None:
        """Tell what was painted; clicks choose where there is nothing to paint with."""
        if not self._is_down or self._first is None:
            return
        self.move(place)
        surface, first, stroke, line = self._surface, self._first, self._stroke, self._line
        self._end()
        across = place.pixel - first.pixel
        if stroke is not None:
            surface.paint(stroke.shape(), self._is_not)
        elif surface.mode == "box" and min(abs(across.x()), abs(across.y())) >= _FROM_PX:
            surface.paint_box((first.time_s, first.value), (place.time_s, place.value), self._is_not)
        elif surface.mode == "lasso" and len(line) >= 3:
            points = [surface.point(*point) for point in line]
            surface.paint(lasso(points, surface.lattice()), self._is_not)
        elif QPointF(across).manhattanLength() < _FROM_PX:
            surface.choose(surface.region_at(place))

    def cancel(self) -> None:
        """Paint nothing."""
        self._end()

    def hover(self, place: Place | None) -> Qt.CursorShape | None:
        """Show the tip, at every partial."""
        super().hover(place)
        self._surface.show_tip(place if self._uses_tip else None, self._surface.mode == "harmonic")
        return None

    def key(self, event: QKeyEvent) -> bool:
        """Paint from the keyboard."""
        return super().key(event) or self.keyboard.key(event)

    def wants(self, event: QKeyEvent) -> bool:
        """Take Esc for the stroke in the air and for the crosshair."""
        escapes = event.key() == Qt.Key.Key_Escape and (self._is_down or self.keyboard.is_shown)
        return escapes or super().wants(event)

    def _extend(self, place: Place) -> None:
        surface, stroke = self._surface, self._stroke
        assert stroke is not None
        assert self._last is not None
        stroke.extend([surface.point(place.time_s, place.value)])
        tip, here = stroke.tip, (place.time_s, place.value)
        surface.stroke.show_area(stroke.window, surface.reach(tip, (self._last.time_s, self._last.value), here))
        surface.stroke.show_tips(surface.outlines(tip, *here))
        self._last = place

    def _end(self) -> None:
        self._is_down = False
        self._stroke, self._first, self._last, self._line = None, None, None, []
        self._surface.stroke.begin(self._surface.look(self._surface.is_not))
