"""Small controls that several views share: headings, segments, a fader, a meter.

Owns their look and keys; emits what the user did.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
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
from app.theme import current

METER_FLOOR_DB = -60.0
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


class Meter(QWidget):
    """Peak level with a hold line that falls slowly."""

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        self._level_db = METER_FLOOR_DB
        self._hold_db = METER_FLOOR_DB
        self.setFixedHeight(4)
        self.setAccessibleName(self.tr("Level"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the smallest useful size."""
        return QSize(80, 4)

    def set_colour(self, colour: str) -> None:
        """Draw in another colour."""
        self._colour = colour
        self.update()

    def set_level(self, level_db: float) -> None:
        """Show a peak; called once per picture while the song plays."""
        level = max(METER_FLOOR_DB, level_db)
        shown = max(level, self._level_db - 1.2)
        hold = max(level, self._hold_db - 0.35)
        if shown != self._level_db or hold != self._hold_db:
            self._level_db, self._hold_db = shown, hold
            self.update()

    def reset(self) -> None:
        """Fall to the floor at once."""
        self._level_db = self._hold_db = METER_FLOOR_DB
        self.update()

    def _x(self, level_db: float) -> float:
        return self.width() * (level_db - METER_FLOOR_DB) / (6.0 - METER_FLOOR_DB)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw well, level and hold."""
        theme = current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.meter))
            painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
            if self._level_db > METER_FLOOR_DB:
                painter.setBrush(QColor(theme.danger if self._level_db > 0.0 else self._colour))
                painter.drawRoundedRect(QRectF(0, 0, self._x(min(6.0, self._level_db)), self.height()), 2, 2)
            if self._hold_db > METER_FLOOR_DB:
                painter.setBrush(QColor(theme.danger if self._hold_db > 0.0 else theme.text_dim))
                painter.drawRect(QRectF(self._x(min(6.0, self._hold_db)) - 2, 0, 2, self.height()))


def format_time(seconds: float) -> str:
    """Return ``m:ss.mmm``."""
    millis = max(0, round(seconds * 1000))
    minutes, rest = divmod(millis, 60000)
    return f"{minutes}:{rest // 1000:02d}.{rest % 1000:03d}"


def format_span(seconds: float) -> str:
    """Return a duration in whole seconds, ``m:ss``."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
