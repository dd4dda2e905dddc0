"""A field that takes the next keys that are pressed.

Owns capturing; what the keys are for is told by whoever listens.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_MODIFIERS = {
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_unknown,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
}
# the upper row of X11 and Wayland, 1 to 0
_DIGIT_SCAN_CODES = range(10, 20)


class KeyField(QLineEdit):
    """Words until it is asked to capture; then the next keys, or none after Esc."""

    captured = Signal(str)  # portable text; empty where it was given up

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._captures = False
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Keys of the chosen action"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def show_words(self, words: str) -> None:
        """Show a text and capture no more."""
        self._captures = False
        self.setText(words)
        self.setCursorPosition(0)

    def capture(self) -> None:
        """Take the next keys."""
        self._captures = True
        self.setText(self.tr("Press the keys, or Esc to leave it as it is"))
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Take keys before they are shortcuts or move the focus."""
        if self._captures and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Give up."""
        super().focusOutEvent(event)
        if self._captures:
            self._end("")

    def _take(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MODIFIERS or event.isAutoRepeat():
            return
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
        if key == Qt.Key.Key_Escape and modifiers == Qt.KeyboardModifier.NoModifier:
            self._end("")
            return
        if key == Qt.Key.Key_Backtab:
            key = Qt.Key.Key_Tab
        sequence = QKeySequence(QKeyCombination(modifiers, _plain(key, event)))
        self._end(sequence.toString(QKeySequence.SequenceFormat.PortableText))

    def _end(self, key: str) -> None:
        self._captures = False
        self.captured.emit(key)


def _plain(key: Qt.Key, event: QKeyEvent) -> Qt.Key:
    """Return the digit of a digit key, also where Shift makes it a sign: the table says Shift+1."""
    if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return key
    virtual, scan = event.nativeVirtualKey(), event.nativeScanCode()
    if sys.platform == "win32" and Qt.Key.Key_0 <= virtual <= Qt.Key.Key_9:
        return Qt.Key(virtual)
    if sys.platform == "linux" and scan in _DIGIT_SCAN_CODES:
        return Qt.Key(Qt.Key.Key_0 + (scan - 9) % 10)
    return key
