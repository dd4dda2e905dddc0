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
        groups: dict[str, QTreeWidgetItem] = {}
        for group, action, keys in rows:
            if group not in groups:
                groups[group] = QTreeWidgetItem(self._tree, [group, ""])
                font = groups[group].font(0)
                font.setBold(True)
                groups[group].setFont(0, font)
                groups[group].setExpanded(True)
            QTreeWidgetItem(groups[group], [action, keys])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self._search)
        layout.addWidget(self._tree, 1)

    def shown_actions(self) -> list[str]:
        """Return the actions that the search left."""
        return [
            item.text(0)
            for group in self._groups()
            for item in (group.child(index) for index in range(group.childCount()))
            if not item.isHidden()
        ]

    def _groups(self) -> list[QTreeWidgetItem]:
        return [self._tree.topLevelItem(index) for index in range(self._tree.topLevelItemCount())]

    @Slot(str)
    def _find(self, text: str) -> None:
        wanted = text.casefold().split()
        for group in self._groups():
            any_left = False
            for index in range(group.childCount()):
                item = group.child(index)
                content = f"{item.text(0)} {item.text(1)}".casefold()
                item.setHidden(not all(word in content for word in wanted))
                any_left = any_left or not item.isHidden()
            group.setHidden(not any_left)


def key_text(keys: tuple[str, ...]) -> str:
    """Return keys as the desktop writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return "   ".join(QKeySequence(key).toString(native) for key in keys)
