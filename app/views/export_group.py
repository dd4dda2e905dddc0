"""A group of stems that become one file: its name and who is in it.

Owns the dialog; the group is only returned.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.plain_text import literal
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from app.views.controls import label
from app.views.export_swatch import StemRow, swatch
from core.export.choice import Group


class GroupDialog(QDialog):
    """Name and ticks."""

    def __init__(self, rows: Sequence[StemRow], group: Group | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New group") if group is None else self.tr("Edit group"))
        self.resize(360, 420)
        self._group = group
        self._named = group is not None
        self.name = QLineEdit(group.name if group is not None else "")
        self.name.setObjectName("group_name")
        self.name.setAccessibleName(self.tr("Name of the group"))
        self.name.setToolTip(self.tr("Name of the group, and of its file"))
        self.name.textChanged.connect(self._refresh)
        self.name.textEdited.connect(self._on_named)
        self.list = QListWidget()
        self.list.setObjectName("group_sources")
        self.list.setAccessibleName(self.tr("Stems in the group"))
        members = group.source_ids if group is not None else ()
        for row in rows:
            item = QListWidgetItem(swatch(row.colour), row.name, self.list)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setToolTip(literal(row.name))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if row.id in members else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(self._propose_name)
        self._note = label("", "hint")
        self._note.setWordWrap(True)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._take = QPushButton(self.tr("Make the group") if group is None else self.tr("Change the group"))
        self._take.setObjectName("group_take")
        self._take.setProperty("kind", "primary")
        self._take.setDefault(True)
        self._take.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_S)
        layout.addWidget(label(self.tr("Name"), "heading"))
        layout.addWidget(self.name)
        layout.addSpacing(SPACE_S)
        layout.addWidget(label(self.tr("One file with the sum of"), "heading"))
        layout.addWidget(self.list, 1)
        layout.addWidget(self._note)
        layout.addSpacing(SPACE_M)
        layout.addLayout(buttons)
        self._refresh()

    def group(self) -> Group:
        """Return the group that is described now."""
        return Group(self.name.text().strip(), tuple(self._ticked()))

    def _ticked(self, role: Qt.ItemDataRole = Qt.ItemDataRole.UserRole) -> list[str]:
        items = (self.list.item(index) for index in range(self.list.count()))
        return [str(item.data(role)) for item in items if item.checkState() == Qt.CheckState.Checked]

    @Slot()
    def _on_named(self) -> None:
        self._named = bool(self.name.text())

    @Slot()
    def _propose_name(self) -> None:
        if not self._named:
            self.name.setText(" + ".join(self._ticked(Qt.ItemDataRole.DisplayRole)))
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        group = self.group()
        words = ""
        if not group.source_ids:
            words = self.tr("Tick the stems that belong together.")
        elif not group.name:
            words = self.tr("Give the group a name.")
        self._note.setText(words)
        self._take.setEnabled(not words)
