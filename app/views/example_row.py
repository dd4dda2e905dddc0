"""One example as a row: whose it is, what it is, how long it is; listen, go there, remove.

Owns its look and its buttons; what they want is told by signals.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.theme import icon
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import ElidedLabel

ROW_HEIGHT = 40
_DOT_PX = 10.0
_BUTTON_PX = 22
_REMOVE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


@dataclass(frozen=True)
class RowInfo:
    """What a row shows: ``title`` over ``detail``; ``words`` are all of it for screen readers and the tool tip."""

    id: str
    colour: str
    title: str
    detail: str
    words: str
    is_not: bool = False
    can_listen: bool = True
    can_jump: bool = True
    can_remove: bool = True


class ExampleRow(QFrame):
    """A dot in the colour of its source, crossed out for what the source is not, two lines of words, three buttons."""

    listen_requested = Signal(str)
    jump_requested = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, info: RowInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("example_row")
        self.setFixedHeight(ROW_HEIGHT)
        self._info, self._is_heard = info, False
        self._title = ElidedLabel("strong_small")
        self._detail = ElidedLabel("small", Qt.TextElideMode.ElideRight)
        self.jump = self._button("example_jump", "go-to")
        self.listen = self._button("example_listen", "play")
        self.remove = self._button("example_remove", "cancel")
        self.jump.clicked.connect(self._on_jump)
        self.listen.clicked.connect(self._on_listen)
        self.remove.clicked.connect(self._on_remove)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_L + round(_DOT_PX) + SPACE_S, 0, SPACE_M, 0)
        layout.setSpacing(0)
        layout.addLayout(words, 1)
        layout.addSpacing(SPACE_XS)
        for button in (self.listen, self.jump, self.remove):
            layout.addWidget(button)
        self.set_info(info)

    def set_info(self, info: RowInfo) -> None:
        """Show another state of the same example."""
        self._info = info
        self._title.set_whole(info.title)
        self._detail.set_whole(info.detail)
        self.setAccessibleName(info.words)
        for button, shown, words in (
            (self.listen, info.can_listen, self.tr("Listen to {0}")),
            (self.jump, info.can_jump, self.tr("Go to {0}")),
            (self.remove, info.can_remove, self.tr("Remove {0}")),
        ):
            button.setVisible(shown)
            button.setAccessibleName(words.format(info.words))
        self._tell_listen()
        self.jump.setToolTip(self.tr("Show it in the song"))
        self.remove.setToolTip(self.tr("Remove this example"))
        self.update()

    def set_heard(self, heard: bool) -> None:
        """Show that it is heard."""
        if heard != self._is_heard:
            self._is_heard = heard
            self.listen.setIcon(icon("stop" if heard else "play", "accent" if heard else "dim"))
            self._tell_listen()

    def holds_focus(self) -> bool:
        """Return whether the keys go to one of its buttons."""
        return any(button.hasFocus() for button in (self.listen, self.jump, self.remove))

    def _tell_listen(self) -> None:
        self.listen.setToolTip(self.tr("Stop") if self._is_heard else self.tr("Listen"))

    def _button(self, name: str, glyph: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setIcon(icon(glyph, "dim"))
        button.setIconSize(QSize(14, 14))
        button.setFixedSize(_BUTTON_PX, _BUTTON_PX)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keeps_place = button.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        button.setSizePolicy(keeps_place)
        return button

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the dot."""
        super().paintEvent(event)
        place = QRectF(SPACE_L, (self.height() - _DOT_PX) / 2, _DOT_PX, _DOT_PX)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour = QColor(self._info.colour)
            if self._info.is_not:
                painter.setPen(QPen(colour, 1.75))
                painter.drawEllipse(place.adjusted(0.9, 0.9, -0.9, -0.9))
                slant = QPointF(_DOT_PX * 0.2, _DOT_PX * 0.2)
                painter.drawLine(place.topLeft() + slant, place.bottomRight() - slant)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                painter.drawEllipse(place)

    def event(self, event: QEvent) -> bool:
        """Keep Del from the window while one of its buttons has the keys."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _REMOVE_KEYS
        ):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Remove with Del while one of its buttons has the keys."""
        if event.key() in _REMOVE_KEYS and self._info.can_remove:
            self._on_remove()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_listen(self) -> None:
        self.listen_requested.emit(self._info.id)

    @Slot()
    def _on_jump(self) -> None:
        self.jump_requested.emit(self._info.id)

    @Slot()
    def _on_remove(self) -> None:
        self.remove_requested.emit(self._info.id)
