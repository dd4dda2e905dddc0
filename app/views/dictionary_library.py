"""The library of dictionaries as a list: use one, keep the shown one, rename and remove, export and import.

Owns the list and its buttons; what is asked for is an intent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.plain_text import literal, menu_words
from app.theme import current, icon
from app.theme.tokens import SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import label

_PATH, _NAME, _IS_SOUND, _DETAILS = (Qt.ItemDataRole.UserRole + number for number in range(4))


@dataclass(frozen=True)
class LibraryRow:
    """A dictionary of the library: its name, one line about it, more about it, and why it cannot be read."""

    path: Path
    name: str
    details: str
    about: str
    problem: str = ""


class _List(QListWidget):
    """Rows, or words where there are none."""

    remove_pressed = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words

    @property
    def chosen(self) -> QListWidgetItem | None:
        """The row that is seen to be chosen; a list that merely gets the focus has a current one, too."""
        return next(iter(self.selectedItems()), None)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the current row for who comes by keyboard."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.setCurrentItem(self.currentItem())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Say what would stand here."""
        super().paintEvent(event)
        if not self.count():
            with QPainter(self.viewport()) as painter:
                painter.setPen(QColor(current().text_faint))
                area = self.viewport().rect().adjusted(SPACE_M, SPACE_S, -SPACE_M, -SPACE_S)
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Remove by keys, too."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.chosen is not None:
            self.remove_pressed.emit()
        else:
            super().keyPressEvent(event)


class DictionaryLibraryView(QWidget):
    """What is kept for every song."""

    use_requested = Signal(object)  # Path
    save_requested = Signal()
    export_requested = Signal()
    import_requested = Signal()
    renamed = Signal(object, str)  # Path, name
    remove_requested = Signal(object, str)  # Path, name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = ""
        self._has_dictionary = False
        self._filling = False
        self.list = self._make_list()
        self.use = self._button("library_use", "", "check", self.use_chosen)
        self.save = self._button("library_save", self.tr("Save to library"), "save", self.save_requested)
        self.save.setToolTip(self.tr("Keep the shown dictionary for other songs"))
        self.export = self._button("library_export", self.tr("Export…"), "export", self.export_requested)
        self.export.setToolTip(self.tr("Write the shown dictionary to a file (.stemdict)"))
        self.bring = self._button("library_import", self.tr("Import…"), "open", self.import_requested)
        self.bring.setToolTip(self.tr("Use a dictionary from a file (.stemdict); or drop the file on this window"))
        self._details = label("", "small")
        self._details.setWordWrap(True)
        self._details.setObjectName("library_details")
        heading = label(self.tr("Library"), "heading")
        heading.setBuddy(self.list)
        buttons = QGridLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.use, 0, 0, 1, 2)
        buttons.addWidget(self.save, 1, 0, 1, 2)
        buttons.addWidget(self.export, 2, 0)
        buttons.addWidget(self.bring, 2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(heading)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._details)
        layout.addSpacing(SPACE_XS)
        layout.addLayout(buttons)
        self.set_source("", False)

    def _make_list(self) -> _List:
        found = _List(self.tr("Dictionaries that you save here can be used for every song."))
        found.setObjectName("dictionary_library")
        found.setAccessibleName(self.tr("Dictionaries in the library"))
        found.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        found.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found.setMinimumHeight(56)
        found.itemDoubleClicked.connect(self.use_chosen)
        found.itemSelectionChanged.connect(self._refresh)
        found.itemChanged.connect(self._on_item_changed)
        found.remove_pressed.connect(self._remove)
        found.customContextMenuRequested.connect(self._open_menu)
        return found

    def _button(self, name: str, text: str, glyph: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setIcon(icon(glyph))
        button.setIconSize(QSize(16, 16))
        button.setAccessibleName(text.removesuffix("…"))
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def set_rows(self, rows: Sequence[LibraryRow]) -> None:
        """Show what is there; what was chosen stays so where it can."""
        before = self.list.chosen
        chosen = before.data(_PATH) if before is not None else None
        self._filling = True
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(icon("warning", "warning") if row.problem else icon("dictionary"), row.name)
            item.setData(_PATH, row.path)
            item.setData(_NAME, row.name)
            item.setData(_IS_SOUND, not row.problem)
            if not row.problem:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(literal(row.problem or row.about))
            item.setData(_DETAILS, row.problem or row.details)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, row.problem or row.details)
            self.list.addItem(item)
            if row.path == chosen:
                self.list.setCurrentItem(item)
        self._filling = False
        self._refresh()

    def set_source(self, name: str, has_dictionary: bool) -> None:
        """Tell for which source a dictionary would be, and whether one is shown that can be kept."""
        self._source, self._has_dictionary = name, has_dictionary
        self._refresh()

    def choose(self, path: Path) -> None:
        """Choose a file."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_PATH) == path:
                self.list.setCurrentRow(row)

    @Slot()
    def use_chosen(self) -> None:
        """Use the chosen dictionary for the source."""
        item = self.list.chosen
        if item is not None and item.data(_IS_SOUND) and self._source:
            self.use_requested.emit(item.data(_PATH))

    @Slot()
    def _refresh(self) -> None:
        item = self.list.chosen
        self._details.setText(item.data(_DETAILS) if item is not None else "")
        self._details.setVisible(item is not None)
        text = self.tr("Use for {0}").format(self._source) if self._source else self.tr("Use")
        self.use.setText(self.use.fontMetrics().elidedText(menu_words(text), Qt.TextElideMode.ElideRight, 200))
        self.use.setAccessibleName(text)
        words = self.tr("The next separation uses the chosen dictionary for {0} instead of learning one")
        self.use.setToolTip(literal(words.format(self._source)))
        self.use.setEnabled(bool(self._source) and item is not None and bool(item.data(_IS_SOUND)))
        self.save.setEnabled(self._has_dictionary)
        self.export.setEnabled(self._has_dictionary)
        self.bring.setEnabled(bool(self._source))

    @Slot(QListWidgetItem)
    def _on_item_changed(self, item: QListWidgetItem) -> None:
        name = item.text().strip()
        if self._filling or name == item.data(_NAME):
            return
        self._filling = True
        item.setText(item.data(_NAME))
        self._filling = False
        if name:
            self.renamed.emit(item.data(_PATH), name)

    @Slot()
    def _remove(self) -> None:
        item = self.list.chosen
        if item is not None:
            self.remove_requested.emit(item.data(_PATH), item.data(_NAME))

    @Slot()
    def _rename(self) -> None:
        if self.list.chosen is not None:
            self.list.editItem(self.list.chosen)

    @Slot(QPoint)
    def _open_menu(self, at: QPoint) -> None:
        if self.list.itemAt(at) is None:
            return
        menu = self.menu()
        menu.exec(self.list.viewport().mapToGlobal(at))
        menu.deleteLater()

    def menu(self) -> QMenu:
        """Return what can be done with the chosen one."""
        menu = QMenu(self)
        item = self.list.chosen
        is_sound = item is not None and bool(item.data(_IS_SOUND))
        use = menu.addAction(menu_words(self.use.accessibleName()))
        use.triggered.connect(self.use_chosen)
        use.setEnabled(self.use.isEnabled())
        rename = menu.addAction(icon("rename"), self.tr("Rename"))
        rename.triggered.connect(self._rename)
        rename.setEnabled(is_sound)
        remove = menu.addAction(icon("remove"), self.tr("Remove from the library…"))
        remove.triggered.connect(self._remove)
        return menu
