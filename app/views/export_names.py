"""How exported files are called: a line with fields that are filled in for each file.

Owns the line, the menu of its fields and what is said beneath it.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QPushButton, QWidget

from app.theme.tokens import SPACE_S, SPACE_XS
from app.views.controls import restyle
from app.views.parameter_form import wrapped

FIELDS = ("song", "source", "number", "count", "engine", "version", "date", "bits", "rate")


class NamesField(QWidget):
    """A template, its fields and an example or what is wrong with it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit("{source}")
        self.line.setObjectName("export_template")
        self.line.setAccessibleName(self.tr("File names"))
        self.line.setToolTip(
            self.tr("The name of every file, without its ending; words in braces are filled in for each")
        )
        self.line.textChanged.connect(self.changed)
        self._menu = QMenu(self)
        words = {
            "song": self.tr("Name of the song"),
            "source": self.tr("Name of the source or group"),
            "number": self.tr("Number of the file, with zeros before it where there are ten or more"),
            "count": self.tr("How many files there are"),
            "engine": self.tr("Engine that separated"),
            "version": self.tr("Name of the version"),
            "date": self.tr("Today's date"),
            "bits": self.tr("Bits of a sample"),
            "rate": self.tr("Sample rate"),
        }
        for field in FIELDS:
            self._menu.addAction(f"{words[field]}   {{{field}}}").setData(f"{{{field}}}")
        self._menu.triggered.connect(self._insert)
        insert = QPushButton(self.tr("Insert field"))
        insert.setObjectName("export_insert_field")
        insert.setToolTip(self.tr("Put a field where the cursor is"))
        insert.setAutoDefault(False)
        insert.setMenu(self._menu)
        self._beneath = wrapped("", "hint")
        self._beneath.setObjectName("export_template_words")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_S)
        grid.setVerticalSpacing(SPACE_XS)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.line, 0, 0)
        grid.addWidget(insert, 0, 1)
        grid.addWidget(self._beneath, 1, 0, 1, 2)

    def template(self) -> str:
        """Return the template."""
        return self.line.text()

    def set_template(self, template: str) -> None:
        """Show a template."""
        self.line.setText(template)

    def show_example(self, name: str) -> None:
        """Show what the first file is called."""
        restyle(self._beneath, "kind", "hint")
        self._say(self.tr("For example: {0}").format(name) if name else "")

    def show_error(self, words: str) -> None:
        """Say what is wrong with the template."""
        restyle(self._beneath, "kind", "danger")
        self._say(words)

    def words(self) -> str:
        """Return what is said beneath the line."""
        return self._beneath.text()

    def _say(self, words: str) -> None:
        self._beneath.setText(words)
        self.line.setAccessibleDescription(words)

    @Slot(QAction)
    def _insert(self, action: QAction) -> None:
        self.line.insert(str(action.data()))
        self.line.setFocus()
