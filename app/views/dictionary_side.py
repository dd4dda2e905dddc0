"""Beside the picture of a dictionary: its name, where it comes from, and the columns that are chosen.

Owns these fields; what is typed or pressed is an intent.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.plain_text import literal
from app.theme import icon
from app.theme.tokens import SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import ElidedLabel, label, line
from app.views.name_field import NameField

_LONGEST = 200


class TextField(NameField):
    """A line that tells once what was typed, on Enter or when it is left."""

    typed = Signal(str)

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setProperty("kind", "")
        self.setAccessibleName(name)
        self.setMaxLength(_LONGEST)
        self.setAcceptDrops(False)  # it would take files as text
        self._tip, self._told = tip, ""
        self.setToolTip(tip)
        self.entered.connect(self._tell)
        self.editingFinished.connect(self._tell)

    def show_text(self, text: str, placeholder: str = "") -> None:
        """Show what there is; what is being typed stays."""
        self.setPlaceholderText(placeholder)
        if text != self._told or not self.hasFocus():
            self._told = text
            self.setText(text)
            self.setCursorPosition(0)
        self.setToolTip(literal(self._tip))

    @Slot()
    def _tell(self) -> None:
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.typed.emit(text)


class DictionarySide(QWidget):
    """Name, facts and the chosen columns."""

    renamed = Signal(str)
    labelled = Signal(str)  # the current column
    left = Signal()  # Enter in a field
    play_requested = Signal()
    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = TextField(self.tr("Name of the dictionary"), self.tr("Rename the dictionary"))
        self.name.setObjectName("dictionary_name")
        self.name.typed.connect(self.renamed)
        self._size, self._grid = label("", "small"), label("", "small")
        self._origin, self._making = (ElidedLabel("small", Qt.TextElideMode.ElideMiddle) for _ in range(2))
        self._origin.setObjectName("dictionary_origin")
        self._chosen = label("", "heading")
        self._pitch = label("", "small")
        self._pitch.setWordWrap(True)
        self.label = TextField(self.tr("Name of the column"), self.tr("Name the column; empty: its note"))
        self.label.setObjectName("column_label")
        self.label.typed.connect(self.labelled)
        for field in (self.name, self.label):
            field.entered.connect(self.left)
        self.play = self._button("column_play", self.tr("Play"), "play", self.tr("Hear the chosen columns  (Space)"))
        self.play.clicked.connect(self.play_requested)
        words = self.tr("Take the chosen columns out of the dictionary  (Del)")
        self.remove = self._button("column_remove", self.tr("Remove"), "remove", words)
        self.remove.clicked.connect(self.remove_requested)
        self._lay_out()

    def _button(self, name: str, text: str, glyph: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setIcon(icon(glyph))
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        heading = label(self.tr("Dictionary"), "heading")
        heading.setBuddy(self.name)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.play, 1)
        buttons.addWidget(self.remove, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(heading)
        layout.addWidget(self.name)
        layout.addSpacing(SPACE_XS)
        layout.addWidget(self._size)
        layout.addWidget(self._grid)
        layout.addWidget(self._origin)
        layout.addWidget(self._making)
        layout.addSpacing(SPACE_S)
        layout.addWidget(line())
        layout.addSpacing(SPACE_S)
        layout.addWidget(self._chosen)
        layout.addWidget(self.label)
        layout.addWidget(self._pitch)
        layout.addSpacing(SPACE_XS)
        layout.addLayout(buttons)
        layout.addSpacing(SPACE_M - SPACE_XS)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_dictionary(self, name: str, size: str, grid: str, origin: str, making: str, about: str) -> None:
        """Show what a dictionary is called, how large it is and where it comes from; ``about`` says all of that."""
        self.name.show_text(name)
        self._size.setText(size)
        self._grid.setText(grid)
        for line_of_words, words in ((self._origin, origin), (self._making, making)):
            line_of_words.set_whole(words)
            line_of_words.setToolTip(literal(about))
            line_of_words.setVisible(bool(words))

    def show_chosen(self, title: str, given: str, usual: str, pitch: str, is_one: bool, may_remove: bool) -> None:
        """Show the current column: its given name, the name that it has without one, its pitch."""
        self._chosen.setText(title)
        self.label.show_text(given if is_one else "", usual if is_one else self.tr("Choose one column to name it"))
        self.label.setEnabled(is_one)
        self._pitch.setText(pitch)
        self.remove.setEnabled(may_remove)
