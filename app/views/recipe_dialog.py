"""How a version was made, in words, and what the user has to say about it.

Owns the dialog; the words are given to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.theme import icon
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from app.views.controls import label

_NOTE_LINES = 3


class RecipeDialog(QDialog):
    """A note, and pairs of what and how."""

    def __init__(self, title: str, rows: Sequence[tuple[str, str]], note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recipe")
        self.setWindowTitle(self.tr("Recipe of {0}").format(title))
        self._rows = list(rows)
        self.note = QPlainTextEdit(note)
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setToolTip(self.tr("Your own words about this version; they are kept in the project"))
        self.note.setPlaceholderText(self.tr("Your own words about this version"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * _NOTE_LINES + 2 * SPACE_S)
        self._copied = label("", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_S)
        heading = label(self.tr("Note"), "heading")
        heading.setBuddy(self.note)
        layout.addWidget(heading)
        layout.addWidget(self.note)
        layout.addSpacing(SPACE_S)
        layout.addWidget(label(self.tr("Recipe"), "heading"))
        layout.addWidget(self._table(), 1)
        layout.addLayout(self._buttons())
        self.resize(QSize(460, 560))

    def text(self) -> str:
        """Return the recipe as lines of text."""
        return "\n".join(f"{what}: {how}" for what, how in self._rows)

    def _table(self) -> QWidget:
        body = QWidget()
        body.setProperty("kind", "panel")
        grid = QGridLayout(body)
        grid.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        grid.setHorizontalSpacing(SPACE_L)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for place, (what, how) in enumerate(self._rows):
            value = label(how)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label(what, "dim"), place, 0, top)
            grid.addWidget(value, place, 1, top)
        grid.setRowStretch(len(self._rows), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.tr("Recipe"))
        scroll.setWidget(body)
        return scroll

    def _buttons(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(SPACE_S)
        copy = QPushButton(self.tr("Copy"))
        copy.setObjectName("recipe_copy")
        copy.setIcon(icon("copy"))
        copy.setToolTip(self.tr("Copy the recipe as text"))
        copy.clicked.connect(self._copy)
        close = QPushButton(self.tr("Close"))
        close.setObjectName("recipe_close")
        close.setToolTip(self.tr("Keep the note and close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout.addWidget(copy)
        layout.addWidget(self._copied, 1)
        layout.addWidget(close)
        return layout

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._copied.setText(self.tr("Copied"))
