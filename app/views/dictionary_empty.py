"""What the dictionary's window shows where there is no dictionary: how to get one.

Owns the look of the drop zone and its button.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.theme import icon
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from app.views.controls import label, restyle

_GLYPH_PX = 40
_WIDEST_PX = 460


class DictionaryEmpty(QFrame):
    """A title, words and a place to drop a file."""

    import_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drop_zone")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._mark = QLabel()
        self._title = label("", "title")
        self._words = label("", "dim")
        self._words.setObjectName("dictionary_empty_words")
        self._button = QPushButton(self.tr("Import…"))
        self._button.setIcon(icon("open"))
        self._button.setAutoDefault(False)
        self._button.setAccessibleName(self.tr("Import a dictionary"))
        self._button.setToolTip(self.tr("Use a dictionary from a file (.stemdict)"))
        self._button.clicked.connect(self.import_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addStretch(1)
        for text in (self._mark, self._title, self._words):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setWordWrap(True)
        layout.addWidget(self._mark)
        layout.addWidget(self._title)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._words, 100)
        row.addStretch(1)
        self._words.setMaximumWidth(_WIDEST_PX)
        layout.addLayout(row)
        layout.addSpacing(SPACE_S)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def show_words(self, title: str, words: str, can_import: bool) -> None:
        """Say what is missing and what to do."""
        self._title.setText(title)
        self._words.setText(words)
        self._button.setVisible(can_import)

    def set_dropping(self, dropping: bool) -> None:
        """Light up while a file is held over the window."""
        restyle(self, "dropping", "true" if dropping else "false")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the mark as sharp as the screen."""
        super().showEvent(event)
        self.retint()

    def retint(self) -> None:
        """Draw the mark in the colours of the theme."""
        self._mark.setPixmap(icon("dictionary", "dim").pixmap(QSize(_GLYPH_PX, _GLYPH_PX), self.devicePixelRatioF()))
