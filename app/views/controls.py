"""Small controls that several views share: headings, segments, a fader.

Owns their look and keys; emits what the user did.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QToolButton,
    QWidget,
)

from app.plain_text import literal

SILENT_DB = -48.0
LOUDEST_DB = 12.0


def label(text: str, kind: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label of plain text in one of the style sheet's kinds."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("kind", kind)
    return made


def rule() -> QFrame:
    """Return a thin upright line between groups."""
    line = QFrame()
    line.setProperty("kind", "rule")
    line.setFixedHeight(24)
    return line


def line() -> QFrame:
    """Return a thin level line between groups."""
    made = QFrame()
    made.setProperty("kind", "line")
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class ElidedLabel(QLabel):
    """A line of text that ends in an ellipsis where it does not fit; all of it is in the tool tip."""

    def __init__(
        self, kind: str, elide: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._whole = ""
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_whole(self, text: str) -> None:
        """Show a text."""
        self._whole = text
        self.setToolTip(literal(text))
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the text again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, self._elide, self.width()))


class Segments(QWidget):
    """Buttons side by side of which one is down."""

    chosen = Signal(str)

    def __init__(self, choices: list[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for index, (key, text) in enumerate(choices):
            button = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            button.setChecked(index == 0)
            button.setProperty("kind", "segment")
            button.setProperty("place", "first" if index == 0 else "last" if index == len(choices) - 1 else "middle")
            button.setProperty("key", key)
            button.setAccessibleName(f"{name}: {text}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button)
            self._buttons[key] = button
            layout.addWidget(button)
        self._group.buttonClicked.connect(self._on_clicked)

    def choose(self, key: str) -> None:
        """Press a button without a signal."""
        self._buttons[key].setChecked(True)

    def set_text(self, key: str, text: str) -> None:
        """Call a choice otherwise."""
        self._buttons[key].setText(text)
        self._buttons[key].setAccessibleName(f"{self.accessibleName()}: {text}")

    def button(self, key: str) -> QToolButton:
        """Return one of the buttons."""
        return self._buttons[key]

    @Slot(QAbstractButton)
    def _on_clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(button.property("key"))


class Fader(QSlider):
    """Gain in dB; the lowest position is silence, a double click goes back to 0 dB."""

    gain_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(int(SILENT_DB * 2), int(LOUDEST_DB * 2))
        self.setSingleStep(1)
        self.setPageStep(6)
        self.setValue(0)
        self.valueChanged.connect(self._on_value)

    @property
    def gain_db(self) -> float:
        """Gain in dB; -inf at the lowest position."""
        return float("-inf") if self.value() == self.minimum() else self.value() / 2

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go back to 0 dB."""
        self.setValue(0)
        event.accept()

    @Slot(int)
    def _on_value(self, _value: int) -> None:
        self.gain_changed.emit(self.gain_db)


def format_time(seconds: float) -> str:
    """Return ``m:ss.mmm``."""
    millis = max(0, round(seconds * 1000))
    minutes, rest = divmod(millis, 60000)
    return f"{minutes}:{rest // 1000:02d}.{rest % 1000:03d}"


def format_span(seconds: float) -> str:
    """Return a duration in whole seconds, ``m:ss``."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
