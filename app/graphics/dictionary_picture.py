"""The columns of a dictionary as a picture to look at, to point at and to choose from.

Owns painting, mouse and keys. What a click means beyond the choice is an intent; words come from whoever listens.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.graphics.canvas import ZOOM_PER_NOTCH
from app.graphics.colours import DEFAULT_THEME, colour_table, translucent
from app.graphics.column_choice import ColumnChoice
from app.graphics.dictionary_columns import FLOOR_DB, ShownColumns, pixels
from app.graphics.dictionary_plane import DictionaryPlane
from app.graphics.pixels import ratio_of, snapped, vertical_line

_APART_PX = 7.0  # columns this wide have a gap between them
_PAGE = 10
_GAP_ALPHA, _UNCHOSEN_ALPHA = 0.55, 0.42


class DictionaryPicture(DictionaryPlane):
    """Spectra side by side, the lowest pitch at the left."""

    hovered = Signal(object)  # (place, height from 0 to 1), or None
    current_changed = Signal()  # also when other columns are chosen
    play_requested = Signal()  # the current column
    name_requested = Signal()
    remove_requested = Signal()
    menu_requested = Signal(object)  # QPoint on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = ColumnChoice()
        self._shown: ShownColumns | None = None
        self._table = colour_table("stembrush", FLOOR_DB, 0.0)
        self._image = QImage()
        self._image_key: tuple[object, ...] = ()
        self._hover: int | None = None
        self._playing: int | None = None
        self._drags = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 140)
        self.setAccessibleName(self.tr("Columns of the dictionary by pitch"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size that suits a window."""
        return QSize(640, 420)

    @property
    def shown(self) -> ShownColumns | None:
        """What is shown."""
        return self._shown

    def show_columns(self, shown: ShownColumns | None, current: int = 0) -> None:
        """Show other columns, or none; the one at place ``current`` is chosen."""
        self._shown, self._image_key = shown, ()
        self._hover = self._playing = None
        count = shown.count if shown is not None else 0
        self.choice.reset(count, current)
        self.set_count(count)
        self.update()
        self.current_changed.emit()

    def set_playing(self, place: int | None) -> None:
        """Mark the column that is heard."""
        if place != self._playing:
            self._playing = place
            if place is not None:
                self.reveal(place)
            self.update()

    def choose_all(self) -> None:
        """Choose every column."""
        self.choice.choose_all()
        self._after_choice()

    def describe(self, words: str) -> None:
        """Tell screen readers what the current column is."""
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _after_choice(self) -> None:
        self.reveal(self.choice.current)
        self.update()
        self.current_changed.emit()

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose and hear a column; with Shift choose up to it, with Ctrl add it or take it away."""
        place, keys = self.place_at(event.position().x()), event.modifiers()
        if place is None:
            return
        if event.button() == Qt.MouseButton.RightButton:
            if place not in self.choice.chosen:
                self.choice.choose(place)
                self._after_choice()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._drags = True
            if keys & Qt.KeyboardModifier.ShiftModifier:
                self.choice.extend(place)
            elif keys & Qt.KeyboardModifier.ControlModifier:
                self.choice.toggle(place)
            else:
                self.choice.choose(place)
            self._after_choice()
            self.play_requested.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Read a column off, or choose all on the way."""
        x = min(max(0.0, event.position().x()), self.width() - 1.0) if self._drags else event.position().x()
        place = self.place_at(x)
        if self._drags and place is not None and place != self.choice.current:
            self.choice.extend(place)
            self._after_choice()
        if place != self._hover:
            self._hover = place
            self.update()
        self.hovered.emit((place, self.value_at(event.position().y())) if place is not None else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """End a drag."""
        self._drags = self._drags and event.button() != Qt.MouseButton.LeftButton

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Name a column."""
        if event.button() == Qt.MouseButton.LeftButton and self.place_at(event.position().x()) is not None:
            self.name_requested.emit()

    def leaveEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Read nothing off."""
        self._hover = None
        self.update()
        self.hovered.emit(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu of the chosen columns; the menu key opens it at the current one."""
        if not self.choice.count:
            return
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            x = round(self.x_of(self.choice.current + 0.5))
            at = self.mapToGlobal(QPoint(x, self.height() // 2))
        self.menu_requested.emit(at)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose, hear, name and remove by keys; everything else goes to the window."""
        if not self.choice.count or not (self._moved(event) or self._acted(event)):
            super().keyPressEvent(event)

    def _moved(self, event: QKeyEvent) -> bool:
        choice, keys = self.choice, event.modifiers()
        steps: dict[int, int] = {
            Qt.Key.Key_Left: choice.current - 1,
            Qt.Key.Key_Right: choice.current + 1,
            Qt.Key.Key_PageUp: choice.current - _PAGE,
            Qt.Key.Key_PageDown: choice.current + _PAGE,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: choice.count - 1,
        }
        place = steps.get(event.key())
        if place is None:
            return False
        if keys & Qt.KeyboardModifier.ShiftModifier:
            choice.extend(place)
        elif keys & Qt.KeyboardModifier.ControlModifier:
            choice.move(place)
        else:
            choice.choose(place)
        self._after_choice()
        return True

    def _acted(self, event: QKeyEvent) -> bool:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Space and control:
            self.choice.toggle(self.choice.current)
            self._after_choice()
        elif key == Qt.Key.Key_Space:
            self.play_requested.emit()
        elif key == Qt.Key.Key_A and control:
            self.choose_all()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.name_requested.emit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            factor = 1 / ZOOM_PER_NOTCH if key == Qt.Key.Key_Minus else ZOOM_PER_NOTCH
            self.zoom_across(factor, self.choice.current + 0.5)
        elif key == Qt.Key.Key_F and not control:
            self.show_all()
        elif key == Qt.Key.Key_Escape and len(self.choice.chosen) > 1:
            self.choice.choose(self.choice.current)
            self._after_choice()
        else:
            return False
        return True

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the spectra, and what is chosen, current, pointed at and heard."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(DEFAULT_THEME["background"]))
            shown = self._shown
            if shown is None or not shown.count:
                return
            ratio = ratio_of(self)
            painter.drawImage(QRectF(self.rect()), self._pixels_of(shown, ratio))
            self._paint_gaps(painter, ratio)
            self._paint_choice(painter, ratio)

    def _pixels_of(self, shown: ShownColumns, ratio: float) -> QImage:
        size = (max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))
        key = (shown, size, self.across, self.y_range)
        if key != self._image_key:
            codes = pixels(shown.codes, self.across, self.y_range, size)
            coloured = self._table.take(codes)
            image = QImage(coloured.data, size[0], size[1], size[0] * 4, QImage.Format.Format_RGB32)
            self._image, self._image_key = image.copy(), key
        return self._image

    def _paint_gaps(self, painter: QPainter, ratio: float) -> None:
        if self.column_px < _APART_PX:
            return
        gap = translucent(DEFAULT_THEME["background"], _GAP_ALPHA)
        first, stop = self.across
        for place in range(int(np.ceil(first)), int(stop) + 1):
            painter.fillRect(vertical_line(self.x_of(place), 0, self.height(), ratio), gap)

    def _paint_choice(self, painter: QPainter, ratio: float) -> None:
        runs, height = self.choice.runs(), float(self.height())
        accent = QColor(DEFAULT_THEME["selection"])
        shade = translucent(DEFAULT_THEME["background"], _UNCHOSEN_ALPHA)
        if len(self.choice.chosen) > 1:
            edges = [0, *(edge for run in runs for edge in run), self.choice.count]
            for start, stop in zip(edges[::2], edges[1::2], strict=True):
                if stop > start:
                    painter.fillRect(self._rect_of(start, stop, ratio), shade)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for start, stop in runs:
            span = self._rect_of(start, stop, ratio)
            if span.right() >= 0 and span.left() <= self.width():
                painter.setPen(QPen(accent, 2.0))
                painter.drawRect(span.adjusted(0, 1, 0, -1))
        if self._hover is not None:
            painter.fillRect(self._rect_of(self._hover, self._hover + 1, ratio), translucent("#ffffff", 0.10))
        if self.hasFocus():
            dashes = QPen(QColor(DEFAULT_THEME["playhead"]), 1.0, Qt.PenStyle.DotLine)
            painter.setPen(dashes)
            painter.drawRect(self._rect_of(self.choice.current, self.choice.current + 1, ratio).adjusted(0, 3, 0, -3))
        if self._playing is not None:
            span = self._rect_of(self._playing, self._playing + 1, ratio)
            painter.fillRect(span, translucent(DEFAULT_THEME["playhead"], 0.16))
            painter.fillRect(QRectF(span.left(), height - 4, span.width(), 4), QColor(DEFAULT_THEME["accent"]))

    def _rect_of(self, start: int, stop: int, ratio: float) -> QRectF:
        left, right = snapped(self.x_of(start), ratio), snapped(self.x_of(stop), ratio)
        return QRectF(left, 0.0, max(1.0, right - left), float(self.height()))

    def focusInEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Mark the current column."""
        self.update()

    def focusOutEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Mark it no longer."""
        self.update()
