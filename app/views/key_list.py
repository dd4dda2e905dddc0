"""The list of keys and mouse bindings, searchable (F2).

Owns the dialog; what it lists is given to it.
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.theme import icon
from app.theme.tokens import SPACE_L, SPACE_M


class KeyList(QDialog):
    """Every action with its keys; type to find one."""

    def __init__(self, rows: list[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys and mouse"))
        self.resize(600, 600)
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Find an action or a key"))
        self._search.setAccessibleName(self.tr("Find an action or a key"))
        self._search.setClearButtonEnabled(True)
        self._search.addAction(icon("search", "dim"), QLineEdit.ActionPosition.LeadingPosition)
        self._search.textChanged.connect(self._find)
        self._tree = QTreeWidget()
        self._tree.setColumnCount(2)
        self._tree.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self._tree.setAccessibleName(self.tr("Keys and mouse"))
        self._tree.setRootIsDecorated(False)
        self._tree.setIndentation(12)
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._tree.header().setStretchLastSection(False)
        self._groups: dict[str, tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = {}
        for group, action, keys in rows:
            if group not in self._groups:
                heading = QTreeWidgetItem(self._tree, [group, ""])
                font = heading.font(0)
                font.setBold(True)
                heading.setFont(0, font)
                heading.setExpanded(True)
                self._groups[group] = (heading, [])
            heading, items = self._groups[group]
            items.append(QTreeWidgetItem(heading, [action, keys]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self._search)
        layout.addWidget(self._tree, 1)

    def shown_actions(self) -> list[str]:
        """Return the actions that the search left."""
        return [item.text(0) for _, items in self._groups.values() for item in items if not item.isHidden()]

    @Slot(str)
    def _find(self, text: str) -> None:
        wanted = text.casefold().split()
        for heading, items in self._groups.values():
            for item in items:
                content = f"{item.text(0)} {item.text(1)}".casefold()
                item.setHidden(not all(word in content for word in wanted))
            heading.setHidden(all(item.isHidden() for item in items))


def key_text(keys: tuple[str, ...]) -> str:
    """Return keys as the desktop writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return "   ".join(QKeySequence(key).toString(native) for key in keys)
