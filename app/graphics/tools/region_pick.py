"""Choosing painted regions, with any tool: by click, right click and keys.

Owns what all tools of the spectrogram do with regions that are there.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from app.graphics.tools.base import Place, Tool
from app.graphics.tools.region_surface import RegionSurface


class RegionPicker(Tool):
    """Leaves clicks and drags to the canvas, but knows the regions under the pointer."""

    def __init__(self, surface: RegionSurface) -> None:
        super().__init__(surface)
        self._surface = surface

    def hover(self, place: Place | None) -> Qt.CursorShape | None:
        """Name the region under the pointer."""
        region = self._surface.region_at(place) if place is not None else None
        self._surface.item.hover(region.id if region is not None else "")
        return None

    def context(self, place: Place) -> bool:
        """Ask what to do with the region under the pointer."""
        region = self._surface.region_at(place)
        self._surface.choose(region)
        if region is not None:
            self._surface.menu_asked.emit(region.id, place.pixel)
        return region is not None

    def key(self, event: QKeyEvent) -> bool:
        """Step through the regions, ask what to do with the chosen one, delete it."""
        surface, key, keys = self._surface, event.key(), event.modifiers()
        chosen = surface.item.chosen
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and keys == Qt.KeyboardModifier.ControlModifier:
            return surface.choose_next(1 if key == Qt.Key.Key_Right else -1)
        if chosen is None:
            return False
        if key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and keys & Qt.KeyboardModifier.ShiftModifier):
            surface.menu_asked.emit(chosen.id, self._middle_of_chosen())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            surface.delete_asked.emit(chosen.id)
        elif key == Qt.Key.Key_Escape:
            surface.choose(None)
        else:
            return False
        return True

    def wants(self, event: QKeyEvent) -> bool:
        """Return whether a key that is a command of the window elsewhere belongs to this tool now."""
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Escape)
        return self._surface.item.chosen is not None and event.key() in keys

    def _middle_of_chosen(self) -> QPointF:
        canvas, chosen = self._surface.canvas, self._surface.item.chosen
        assert chosen is not None
        area = self._surface.item.area_of(chosen)
        x = min(max(0.0, area.center().x()), canvas.plot_width)
        return QPointF(x, min(max(0.0, area.center().y()), canvas.plot_height))
