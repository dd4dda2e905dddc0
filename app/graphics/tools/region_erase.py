"""Erasing painted regions: a stroke takes away what it touches, a click takes a whole region.

Owns the gestures. The eraser is the brush; with Shift its tip is square.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from app.graphics.tools.base import Place
from app.graphics.tools.region_pick import RegionPicker
from app.graphics.tools.region_surface import RegionSurface
from core.annotation.region_strokes import Stroke

CLICK_PX = 4.0


class RegionEraser(RegionPicker):
    """The eraser of the spectrogram."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, surface: RegionSurface) -> None:
        super().__init__(surface)
        self._stroke: Stroke | None = None
        self._begun = QPointF()
        self._last: Place | None = None
        self._is_click = False

    def press(self, place: Place) -> bool:
        """Set the eraser down."""
        surface = self._surface
        if not surface.ready or not surface.item.regions:
            return False
        tip = surface.tip(place.value, place.holds(Qt.KeyboardModifier.ShiftModifier), harmonic=False)
        self._stroke = Stroke(surface.lattice(tip), tip)
        self._begun, self._last, self._is_click = place.pixel, place, True
        surface.stroke.begin(surface.eraser_look())
        return True

    def move(self, place: Place) -> None:
        """Go on with the stroke once it is one."""
        if self._stroke is None or self._last is None:
            return
        surface, tip = self._surface, self._stroke.tip
        surface.stroke.show_tips(surface.outlines(tip, place.time_s, place.value))
        if self._is_click and (place.pixel - self._begun).manhattanLength() < CLICK_PX:
            return
        ways = [self._last, place] if self._is_click else [place]
        self._is_click = False
        self._stroke.extend([surface.point(one.time_s, one.value) for one in ways])
        changed = surface.reach(tip, (self._last.time_s, self._last.value), (place.time_s, place.value))
        surface.stroke.show_area(self._stroke.window, changed)
        self._last = place

    def release(self, place: Place) -> None:
        """Tell what was gone over, or which region was clicked on."""
        stroke, self._stroke = self._stroke, None
        self._surface.stroke.begin(self._surface.eraser_look())
        if stroke is not None and self._is_click:
            region = self._surface.region_at(place)
            if region is not None:
                self._surface.delete_asked.emit(region.id)
        elif stroke is not None:
            shape = stroke.shape()
            if shape is not None:
                self._surface.rubbed.emit(shape)

    def cancel(self) -> None:
        """Erase nothing."""
        self._stroke = None
        self._surface.stroke.begin(self._surface.eraser_look())

    def hover(self, place: Place | None) -> Qt.CursorShape | None:
        """Show the tip."""
        super().hover(place)
        self._surface.show_tip(place, harmonic=False)
        return None

    def wants(self, event: QKeyEvent) -> bool:
        """Take Esc for the stroke in the air."""
        return (self._stroke is not None and event.key() == Qt.Key.Key_Escape) or super().wants(event)
