"""The rows of the files that can be made: ticks, colours, names, files.

Owns how they look and which are ticked. What a group or the residual is, the list around it knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.plain_text import literal
from app.theme import current
from app.views.export_swatch import swatch

_KEY = Qt.ItemDataRole.UserRole
_TICKED, _UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass(frozen=True)
class FileRow:
    """One row; ``hint`` says more in its tool tip."""

    key: str
    name: str
    colours: tuple[str, ...]
    is_ticked: bool
    hint: str = ""


class FileTree(QTreeWidget):
    """Rows with boxes; F2 and Del are told."""

    ticked = Signal(str, bool)  # key
    edit_requested = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export_stems")
        self.setAccessibleName(self.tr("Files to export"))
        self.setToolTip(self.tr("Space ticks a file; the menu of a stem makes groups"))
        self.setHeaderLabels([self.tr("Stem"), self.tr("File")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self._on_changed)
        self.itemDoubleClicked.connect(self._on_double_clicked)

    def set_rows(self, rows: Sequence[FileRow]) -> None:
        """Show these rows without telling; the chosen one stays the chosen one."""
        chosen = self.currentItem()
        key = chosen.data(0, _KEY) if chosen is not None else None
        self.blockSignals(True)
        self.clear()
        for row in rows:
            self._add(row)
        items = list(self._items())
        self.setCurrentItem(next((item for item in items if item.data(0, _KEY) == key), items[0]))
        self.blockSignals(False)

    def _add(self, row: FileRow) -> None:
        item = QTreeWidgetItem(self, [row.name, ""])
        item.setIcon(0, swatch(*row.colours))
        item.setData(0, _KEY, row.key)
        item.setToolTip(0, literal(f"{row.name}: {row.hint}" if row.hint else row.name))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(0, _TICKED if row.is_ticked else _UNTICKED)

    def ticks(self) -> dict[str, bool]:
        """Return which rows are ticked, by their keys."""
        return {key: item.checkState(0) == _TICKED for key, item in self._keyed()}

    def tick(self, ticks: Mapping[str, bool]) -> None:
        """Tick rows or not, without telling."""
        self.blockSignals(True)
        for key, item in self._keyed():
            if key in ticks:
                item.setCheckState(0, _TICKED if ticks[key] else _UNTICKED)
        self.blockSignals(False)

    def show_files(self, files: Mapping[str, str]) -> None:
        """Show what the rows become, by their keys."""
        self.blockSignals(True)
        for key, item in self._keyed():
            file, is_ticked = files.get(key, ""), item.checkState(0) == _TICKED
            item.setText(1, file)
            item.setToolTip(1, literal(file))
            item.setForeground(1, QBrush(QColor(current().text_dim)))
            item.setForeground(0, QBrush(QColor(current().text if is_ticked else current().text_faint)))
        self.blockSignals(False)

    def key_at(self, item: QTreeWidgetItem | None) -> str:
        """Return the key of a row; empty for none."""
        return str(item.data(0, _KEY)) if item is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """F2 edits a row, Del removes it; all else is Qt's."""
        key = self.key_at(self.currentItem())
        if key and event.key() == Qt.Key.Key_F2:
            self.edit_requested.emit(key)
        elif key and event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit(key)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.show_files({key: item.text(1) for key, item in self._keyed()})

    def _items(self) -> Iterator[QTreeWidgetItem]:
        items = (self.topLevelItem(index) for index in range(self.topLevelItemCount()))
        return (item for item in items if item is not None)

    def _keyed(self) -> Iterator[tuple[str, QTreeWidgetItem]]:
        return ((str(item.data(0, _KEY)), item) for item in self._items())

    @Slot(QTreeWidgetItem, int)
    def _on_changed(self, item: QTreeWidgetItem, _column: int) -> None:
        self.ticked.emit(self.key_at(item), item.checkState(0) == _TICKED)

    @Slot(QTreeWidgetItem, int)
    def _on_double_clicked(self, item: QTreeWidgetItem, _column: int) -> None:
        self.edit_requested.emit(self.key_at(item))
