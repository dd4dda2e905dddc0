"""The list of keys and mouse bindings, searchable, in which keys are changed (F2).

Owns the dialog; what it lists is given to it, and what is changed is told by signals.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.theme import icon
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from app.views.controls import label
from app.views.key_field import KeyField

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class KeyRow:
    """One line: where it stands, what it does and with what; the mouse has no id and keeps its bindings."""

    group: str
    text: str
    keys: tuple[str, ...] = ()
    id: str = ""
    changed: bool = False
    mouse: str = ""


class KeyList(QDialog):
    """Every action with its keys; type to find one, press keys to change it."""

    change_requested = Signal(str, str, bool)  # id, key, whether beside those it has
    clear_requested = Signal(str)
    reset_requested = Signal(str)
    reset_all_requested = Signal()

    def __init__(self, rows: list[KeyRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys and mouse"))
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Find an action or a key"))
        self._search.setAccessibleName(self.tr("Find an action or a key"))
        self._search.setClearButtonEnabled(True)
        self._search.addAction(icon("search", "dim"), QLineEdit.ActionPosition.LeadingPosition)
        self._search.textChanged.connect(self._find)
        self._tree = self._make_tree()
        self._rows: dict[str, QTreeWidgetItem] = {}
        self._changed: set[str] = set()
        self._groups: dict[str, tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = {}
        for row in rows:
            self._add(row)
        self._field = KeyField()
        self._field.captured.connect(self._on_captured)
        self._adding = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self._search)
        layout.addWidget(self._tree, 1)
        layout.addWidget(label(self.tr("Changed keys are bold. The mouse keeps its bindings."), "small"))
        layout.addWidget(self._field)
        layout.addLayout(self._buttons())
        self.resize(self.sizeHint().expandedTo(QSize(640, 660)))
        self._on_chosen()

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setColumnCount(2)
        tree.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        tree.setAccessibleName(self.tr("Keys and mouse"))
        tree.setRootIsDecorated(False)
        tree.setIndentation(12)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(False)
        tree.currentItemChanged.connect(self._on_chosen)
        tree.itemActivated.connect(self._change)
        return tree

    def _buttons(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(SPACE_S)
        self._change_button = self._button(self.tr("Change…"), self.tr("Press the keys that shall do this"))
        self._add_button = self._button(self.tr("Add…"), self.tr("Press keys that shall do this as well"))
        self._clear_button = self._button(self.tr("No key"), self.tr("Take the keys away"))
        self._reset_button = self._button(self.tr("Reset"), self.tr("Back to the keys it came with"))
        reset_all = self._button(self.tr("Reset all"), self.tr("Give every action the keys it came with"))
        close = self._button(self.tr("Close"), self.tr("Close the list"))
        for button, slot in (
            (self._change_button, self._change),
            (self._add_button, self._add_key),
            (self._clear_button, self._clear),
            (self._reset_button, self._reset),
            (reset_all, self.reset_all_requested),
            (close, self.accept),
        ):
            button.clicked.connect(slot)
            if button is reset_all:
                layout.addStretch(1)
            layout.addWidget(button)
        return layout

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    def _add(self, row: KeyRow) -> None:
        if row.group not in self._groups:
            heading = QTreeWidgetItem(self._tree, [row.group, ""])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = heading.font(0)
            font.setBold(True)
            heading.setFont(0, font)
            heading.setExpanded(True)
            self._groups[row.group] = (heading, [])
        heading, items = self._groups[row.group]
        item = QTreeWidgetItem(heading, [row.text, row.mouse])
        items.append(item)
        if row.id:
            item.setData(0, _ID, row.id)
            self._rows[row.id] = item
            self.set_keys(row.id, row.keys, row.changed)

    def set_keys(self, action_id: str, keys: tuple[str, ...], changed: bool) -> None:
        """Show other keys of an action, bold where they are not those it came with."""
        item = self._rows[action_id]
        item.setText(1, key_text(keys))
        font = item.font(1)
        font.setBold(changed)
        item.setFont(1, font)
        item.setForeground(1, self.palette().text() if keys else self.palette().placeholderText())
        self._changed = self._changed | {action_id} if changed else self._changed - {action_id}
        if hasattr(self, "_field"):
            self._on_chosen()

    def keys_of(self, action_id: str) -> str:
        """Return the keys of an action as they are shown."""
        return self._rows[action_id].text(1)

    def choose(self, action_id: str) -> None:
        """Choose the line of an action."""
        self._tree.setCurrentItem(self._rows[action_id])

    def shown_actions(self) -> list[str]:
        """Return the actions that the search left."""
        return [item.text(0) for _, items in self._groups.values() for item in items if not item.isHidden()]

    def _chosen_id(self) -> str:
        item = self._tree.currentItem()
        return (item.data(0, _ID) or "") if item is not None else ""

    @Slot()
    def _on_chosen(self) -> None:
        action_id = self._chosen_id()
        for button in (self._change_button, self._add_button):
            button.setEnabled(bool(action_id))
        self._clear_button.setEnabled(bool(action_id) and bool(self._rows[action_id].text(1)))
        self._reset_button.setEnabled(action_id in self._changed)
        item = self._tree.currentItem()
        if action_id and item is not None:
            self._field.show_words(f"{item.text(0)}:  {item.text(1) or self.tr('no key')}")
        else:
            self._field.show_words(self.tr("Choose an action to change its keys"))

    @Slot()
    def _change(self) -> None:
        self._capture(adding=False)

    @Slot()
    def _add_key(self) -> None:
        self._capture(adding=True)

    def _capture(self, adding: bool) -> None:
        if self._chosen_id():
            self._adding = adding
            self._field.capture()

    @Slot(str)
    def _on_captured(self, key: str) -> None:
        self._tree.setFocus()
        self._on_chosen()
        if key and self._chosen_id():
            self.change_requested.emit(self._chosen_id(), key, self._adding)

    @Slot()
    def _clear(self) -> None:
        self.clear_requested.emit(self._chosen_id())

    @Slot()
    def _reset(self) -> None:
        self.reset_requested.emit(self._chosen_id())

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
