"""The plane on which the columns of a dictionary lie: one beside the other to the right, frequency upwards.

Owns what part of them is visible and the way between places, heights and pixels. Paints nothing.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from app.graphics.canvas import ZOOM_PER_NOTCH

_FEWEST, _LOWEST_SPAN = 4.0, 0.05


class DictionaryPlane(QWidget):
    """The visible part of ``count`` columns; the wheel scrolls, with Ctrl it zooms."""

    y_range_changed = Signal(float, float)
    across_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._first, self._span = 0.0, 1.0
        self._low, self._high = 0.0, 1.0

    # upwards; what an axis asks for

    @property
    def y_range(self) -> tuple[float, float]:
        """Height at the lower and at the upper edge, within 0 to 1."""
        return self._low, self._high

    @property
    def plot_height(self) -> float:
        """Height of the columns in logical pixels."""
        return max(1.0, float(self.height()))

    def y_of(self, value: float) -> float:
        """Return the pixel of a height."""
        return (self._high - value) / (self._high - self._low) * self.plot_height

    def value_at(self, y: float) -> float:
        """Return the height at a pixel."""
        return self._high - y / self.plot_height * (self._high - self._low)

    def scroll_y(self, part: float) -> None:
        """Move up by a part of what is visible."""
        span = self._high - self._low
        self._set_heights(self._low + part * span, span)

    def zoom_y(self, factor: float, anchor: float) -> None:
        """Show ``factor`` times less; the height ``anchor`` stays where it is."""
        before = self._high - self._low
        span = min(max(before / factor, _LOWEST_SPAN), 1.0)
        self._set_heights(anchor - (anchor - self._low) / before * span, span)

    def _set_heights(self, low: float, span: float) -> None:
        low = min(max(0.0, low), 1.0 - span)
        if (low, low + span) != (self._low, self._high):
            self._low, self._high = low, low + span
            self.update()
            self.y_range_changed.emit(self._low, self._high)

    # across

    @property
    def across(self) -> tuple[float, float]:
        """Place at the left and at the right edge."""
        return self._first, self._first + self._span

    @property
    def column_px(self) -> float:
        """Width of a column in logical pixels."""
        return self.width() / self._span

    def x_of(self, place: float) -> float:
        """Return the pixel at which a column begins."""
        return (place - self._first) * self.column_px

    def place_at(self, x: float) -> int | None:
        """Return the place at a pixel; None where no column is."""
        place = int(self._first + x / self.column_px) if x >= 0 else -1
        return place if 0 <= place < self._count else None

    def set_count(self, count: int) -> None:
        """Lay out so many columns and show all, or leave what is visible where their number stays."""
        if count != self._count:
            self._count = count
            self.show_all()

    def show_all(self) -> None:
        """Show every column over its whole height."""
        self.set_across(0.0, float(max(1, self._count)))
        self._set_heights(0.0, 1.0)

    def set_across(self, first: float, span: float) -> None:
        """Show columns from a place on, within those that there are."""
        most = float(max(1, self._count))
        span = min(max(span, min(_FEWEST, most)), most)
        first = min(max(0.0, first), most - span)
        if (first, span) != (self._first, self._span):
            self._first, self._span = first, span
            self.update()
            self.across_changed.emit()

    def zoom_across(self, factor: float, anchor: float) -> None:
        """Show ``factor`` times fewer columns; the place ``anchor`` stays where it is."""
        most = float(max(1, self._count))
        span = min(max(self._span / factor, min(_FEWEST, most)), most)
        self.set_across(anchor - (anchor - self._first) / self._span * span, span)

    def reveal(self, place: int) -> None:
        """Bring a column into view."""
        first, stop = self.across
        if place < first:
            self.set_across(float(place), self._span)
        elif place + 1 > stop:
            self.set_across(place + 1 - self._span, self._span)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll and zoom, as in the other pictures."""
        keys, angle, at = event.modifiers(), event.angleDelta(), event.position()
        notches = (angle.y() or angle.x()) / 120.0
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if keys & control and keys & shift:
            self.zoom_y(ZOOM_PER_NOTCH**notches, self.value_at(at.y()))
        elif keys & control:
            self.zoom_across(ZOOM_PER_NOTCH**notches, self._first + at.x() / self.column_px)
        elif keys & shift or abs(angle.x()) > abs(angle.y()) or self._high - self._low >= 1.0:
            self.set_across(self._first - notches * 0.1 * self._span, self._span)
        else:
            self.scroll_y(notches * 0.1)
        event.accept()
