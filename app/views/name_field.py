"""The name of a source, to be read and to be changed in place.

Owns how a name is shown that does not fit, and its Enter key.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

from app.plain_text import literal

_TEXT_MARGIN = 2  # of Qt's own line


class NameField(QLineEdit):
    """A line that ends in an ellipsis where it does not fit and is not being changed."""

    entered = Signal()  # in place of ``editingFinished``, which follows from leaving

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "inline")
        self.setCursorPosition(0)
        self.textChanged.connect(self._tell_whole)
        self._tell_whole(text)

    def event(self, event: QEvent) -> bool:
        """Leave Undo to the window where nothing has been typed yet."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = event.matches(QKeySequence.StandardKey.Undo)
            if undoes and not self.isUndoAvailable():
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keep Enter to itself: the window would press the button that has the focus next."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the start of the name again."""
        super().focusOutEvent(event)
        self.setCursorPosition(0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the name, shortened where nobody changes it."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        style = self.style()
        place = style.subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        place.adjust(_TEXT_MARGIN, 0, -_TEXT_MARGIN, 0)
        if self.hasFocus() or self.fontMetrics().horizontalAdvance(self.text()) <= place.width():
            super().paintEvent(event)
            return
        with QPainter(self) as painter:
            style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
            painter.setPen(self.palette().color(self.foregroundRole()))
            words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    @Slot(str)
    def _tell_whole(self, text: str) -> None:
        self.setToolTip(literal(text))
