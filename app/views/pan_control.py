"""Where a stem lies between left and right: a short bar with a detent in its middle.

Owns its look, mouse and keys; emits what the user did.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from app.theme import current

WIDTH = 36
_FULL = 100
# so near to the centre a drag stays in it
_DETENT = 8
_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
_THUMB_PX = 4


class PanControl(QSlider):
    """Left to right, -1 to 1; a double click goes back to the centre."""

    pan_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._press_x: float | None = None
        self._press_value = 0
        self.setRange(-_FULL, _FULL)
        self.setSingleStep(5)
        self.setPageStep(25)
        self.setFixedSize(WIDTH, 20)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(self._on_value)
        self._tell_value()

    @property
    def pan(self) -> float:
        """-1 (left) to 1 (right)."""
        return self.value() / _FULL

    def set_pan(self, pan: float) -> None:
        """Show a place."""
        self.setValue(round(pan * _FULL))

    def value_text(self) -> str:
        """Return the place in words: C, L 30, R 30."""
        if self.value() == 0:
            return self.tr("C")
        return (self.tr("L {0}") if self.value() < 0 else self.tr("R {0}")).format(abs(self.value()))

    def event(self, event: QEvent) -> bool:
        """Keep its keys from the window's actions."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in _KEYS and keys == Qt.KeyboardModifier.NoModifier:
                event.accept()
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a drag; a click alone changes nothing."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._press_x, self._press_value = event.position().x(), self.value()
            event.accept()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Move as far as the mouse, and stay in the centre for a moment."""
        if self._press_x is not None:
            wanted = self._press_value + (event.position().x() - self._press_x) / self.width() * 2 * _FULL
            self.setValue(0 if abs(wanted) < _DETENT else round(wanted))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """End the drag."""
        self._press_x = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go back to the centre."""
        self.setValue(0)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the list of sources without focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw groove, centre and place."""
        theme = current()
        middle_y, reach = self.height() / 2, (self.width() - _THUMB_PX - 2) / 2
        centre = self.width() / 2
        place = centre + self.pan * reach
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(theme.border))
            painter.setBrush(QColor(theme.well))
            painter.drawRoundedRect(QRectF(0.5, middle_y - 2.5, self.width() - 1, 5), 2, 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.text_faint))
            painter.drawRect(QRectF(centre - 0.5, middle_y - 6, 1, 12))
            if self.isEnabled():
                painter.drawRect(QRectF(min(centre, place), middle_y - 1.5, abs(place - centre), 3))
            lit = self.hasFocus() or self._press_x is not None
            shade = theme.accent if lit else theme.accent_hover if self.underMouse() else theme.text
            painter.setBrush(QColor(shade if self.isEnabled() else theme.text_faint))
            painter.drawRoundedRect(QRectF(place - _THUMB_PX / 2, middle_y - 6, _THUMB_PX, 12), 1.5, 1.5)

    @Slot(int)
    def _on_value(self, _value: int) -> None:
        self._tell_value()
        self.pan_changed.emit(self.pan)

    def _tell_value(self) -> None:
        words = self.value_text()
        self.setAccessibleDescription(words)
        self.setToolTip(self.tr("Pan: {0}; double click for the centre").format(words))
