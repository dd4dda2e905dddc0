"""The names of the columns below their picture: one for neighbours of the same name, where there is room.

Owns which names are painted. Reads what is visible from the picture above.
"""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.graphics.colours import DEFAULT_THEME
from app.graphics.dictionary_plane import DictionaryPlane
from app.graphics.pixels import AXIS_WIDTH, ratio_of, small_font, vertical_line

_HEIGHT, _APART_PX, _LONGEST_PX = 22, 8.0, 90.0


class DictionaryNames(QWidget):
    """A strip as wide as the picture and the axis at its left."""

    def __init__(self, plane: DictionaryPlane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plane = plane
        self._runs: list[tuple[int, int, str, bool]] = []
        self.setFixedHeight(_HEIGHT)
        plane.across_changed.connect(self._refresh)

    def set_names(self, names: list[tuple[str, bool]]) -> None:
        """Take the name of every place, and whether the user has given it: such come before others."""
        self._runs, place = [], 0
        for (name, given), group in groupby(names):
            stop = place + len(list(group))
            if name:
                self._runs.append((place, stop, name, given))
            place = stop
        self.update()

    def visible_names(self) -> list[tuple[float, str]]:
        """Return the middle in pixels of the picture and the text of the names that find room."""
        metrics, width = self.fontMetrics(), float(self._plane.width())
        taken: list[tuple[float, float]] = []
        found = []
        ranked = sorted(self._runs, key=lambda run: (not run[3], run[0] - run[1]))
        for start, stop, name, _given in ranked:
            left, right = max(0.0, self._plane.x_of(start)), min(width, self._plane.x_of(stop))
            if right <= left:
                continue
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, round(_LONGEST_PX))
            half = metrics.horizontalAdvance(text) / 2
            middle = min(max((left + right) / 2, half), width - half)
            if all(middle + half + _APART_PX <= low or middle - half - _APART_PX >= high for low, high in taken):
                taken.append((middle - half, middle + half))
                found.append((middle, text))
        return sorted(found)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what finds room."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(DEFAULT_THEME["surface"]))
            painter.setFont(self.font())
            ratio = ratio_of(self)
            for middle, text in self.visible_names():
                x = AXIS_WIDTH + middle
                painter.fillRect(vertical_line(x, 0, 4, ratio), QColor(DEFAULT_THEME["text_dim"]))
                painter.setPen(QColor(DEFAULT_THEME["text"]))
                area = QRectF(x - _LONGEST_PX / 2 - 4, 3, _LONGEST_PX + 8, _HEIGHT - 3)
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def showEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Take the font of labels on axes, once the style is known."""
        self.setFont(small_font(self))

    @Slot()
    def _refresh(self) -> None:
        self.update()
