"""Which files are made of a separation: stems, groups of them, the residual.

Owns the list with its ticks and menus, and what becomes of the residual. What the files are called is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.plain_text import literal, menu_words
from app.theme import current
from app.theme.tokens import RESIDUAL_COLOUR, SPACE_S
from app.views.controls import label
from app.views.export_group import GroupDialog
from app.views.export_swatch import StemRow, swatch
from app.views.parameter_form import QuietComboBox
from core.annotation.model import Source
from core.export.choice import RESIDUAL, RESIDUAL_TO, Group, everything_but

RESIDUAL_KEY = RESIDUAL
_KEY = Qt.ItemDataRole.UserRole
_TICKED = Qt.CheckState.Checked


@dataclass(frozen=True)
class StemChoice:
    """What is ticked: sources that are left out, groups and which of them are wanted, the residual."""

    left_out: frozenset[str] = frozenset()
    groups: tuple[tuple[Group, bool], ...] = ()
    residual: str = "file"


class StemList(QWidget):
    """One row for every file that can be made."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[StemRow, ...] = ()
        self._files: Mapping[str, str] = {}
        self._groups: list[Group] = []
        self._dialog: GroupDialog | None = None
        self._edited = -1
        self.tree = QTreeWidget()
        self.tree.setObjectName("export_stems")
        self.tree.setAccessibleName(self.tr("Files to export"))
        self.tree.setToolTip(self.tr("Space ticks a file; the menu of a stem makes groups"))
        self.tree.setHeaderLabels([self.tr("Stem"), self.tr("File")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.header().setSectionsMovable(False)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.tree.customContextMenuRequested.connect(self._show_menu)
        self.tree.itemChanged.connect(self._on_ticked)
        self.tree.itemDoubleClicked.connect(self._on_double_clicked)
        self.tree.installEventFilter(self)
        self._residual = QuietComboBox()
        self._residual.setObjectName("export_residual")
        self._residual.setAccessibleName(self.tr("Residual"))
        self._residual.setToolTip(self.tr("The residual is what belongs to no stem; with it all files sum to the song"))
        self._residual.setMinimumContentsLength(14)
        self._residual.currentIndexChanged.connect(self._on_residual)
        self._groups_menu = QMenu(self)
        self._groups_menu.triggered.connect(self._on_action)
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        for name, words, hint, slot in (
            ("export_all", self.tr("All"), self.tr("Tick all files"), self.tick_all),
            ("export_none", self.tr("None"), self.tr("Tick no file"), self.tick_none),
        ):
            button = QPushButton(words)
            button.setObjectName(name)
            button.setToolTip(hint)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        groups = QPushButton(self.tr("Group"))
        groups.setObjectName("export_group")
        groups.setToolTip(self.tr("One file with the sum of several stems"))
        groups.setAutoDefault(False)
        groups.setMenu(self._groups_menu)
        buttons.addStretch(1)
        buttons.addWidget(groups)
        caption = label(self.tr("Residual"), "dim")
        caption.setBuddy(self._residual)
        residual = QHBoxLayout()
        residual.setSpacing(SPACE_S)
        residual.addWidget(caption)
        residual.addWidget(self._residual, 1)
        self._residual.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.tree, 1)
        layout.addLayout(buttons)
        layout.addLayout(residual)

    # what is chosen

    def stems(self) -> tuple[str, ...] | None:
        """Return the ids of the stems that get a file; None for all of them."""
        left_out = self.choice().left_out
        return tuple(row.id for row in self._rows if row.id not in left_out) if left_out else None

    def groups(self) -> tuple[Group, ...]:
        """Return the groups that get a file."""
        return tuple(group for group, wanted in self.choice().groups if wanted)

    def residual(self) -> str:
        """Return what becomes of the residual: ``file``, ``leave_out`` or ``to:ID``."""
        return str(self._residual.currentData() or "file")

    def choice(self) -> StemChoice:
        """Return all that is ticked."""
        ticked = {str(item.data(0, _KEY)): item.checkState(0) == _TICKED for item in self._items()}
        return StemChoice(
            frozenset(row.id for row in self._rows if not ticked.get(f"stem:{row.id}", True)),
            tuple((group, ticked[f"group:{index}"]) for index, group in enumerate(self._groups)),
            self.residual(),
        )

    @property
    def is_empty(self) -> bool:
        """Whether no file is ticked."""
        return all(item.checkState(0) != _TICKED for item in self._items())

    def set_stems(self, rows: Sequence[StemRow], choice: StemChoice | None = None) -> None:
        """Show these stems without telling; without a choice what was ticked stays."""
        choice = choice or self.choice()
        self._rows = tuple(rows)
        ids = {row.id for row in rows} | {RESIDUAL_KEY}
        kept = [(_within(group, ids), wanted) for group, wanted in choice.groups]
        kept = [(group, wanted) for group, wanted in kept if group.source_ids]
        self._groups = [group for group, _ in kept]
        self._fill_residual(choice.residual)
        self._fill(choice.left_out, [wanted for _, wanted in kept])
        self._fill_groups_menu()

    def set_files(self, files: Mapping[str, str]) -> None:
        """Tell what the files are called, by ``stem:ID``, ``group:INDEX of the wanted`` and ``residual``."""
        self._files = files
        self._show_files()

    # what is shown

    def _items(self) -> Iterator[QTreeWidgetItem]:
        items = (self.tree.topLevelItem(index) for index in range(self.tree.topLevelItemCount()))
        return (item for item in items if item is not None)

    def _fill(self, left_out: Collection[str], wanted: Sequence[bool]) -> None:
        chosen = self.tree.currentItem()
        key = chosen.data(0, _KEY) if chosen is not None else None
        self.tree.blockSignals(True)
        self.tree.clear()
        for row in self._rows:
            self._add(f"stem:{row.id}", row.name, (row.colour,), row.id not in left_out)
        colours = {row.id: row.colour for row in self._rows} | {RESIDUAL_KEY: RESIDUAL_COLOUR}
        for index, (group, is_wanted) in enumerate(zip(self._groups, wanted, strict=True)):
            members = [colours[source_id] for source_id in group.source_ids]
            self._add(f"group:{index}", group.name, members, is_wanted, self._members(group))
        self._add(RESIDUAL_KEY, self.tr("Residual"), (RESIDUAL_COLOUR,), self.residual() == "file")
        items = list(self._items())
        self.tree.setCurrentItem(next((item for item in items if item.data(0, _KEY) == key), items[0]))
        self.tree.blockSignals(False)
        self._show_files()

    def _add(self, key: str, name: str, colours: Sequence[str], ticked: bool, hint: str = "") -> None:
        item = QTreeWidgetItem(self.tree, [name, ""])
        item.setIcon(0, swatch(*colours))
        item.setData(0, _KEY, key)
        item.setToolTip(0, literal(f"{name}: {hint}" if hint else name))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(0, _TICKED if ticked else Qt.CheckState.Unchecked)

    def _show_files(self) -> None:
        self.tree.blockSignals(True)
        number = 0
        for item in self._items():
            key, ticked = str(item.data(0, _KEY)), item.checkState(0) == _TICKED
            if key.startswith("group:"):
                key, number = f"group:{number}", number + ticked
            file = self._files.get(key, "") if ticked else ""
            if key == RESIDUAL_KEY and self.residual().startswith(RESIDUAL_TO):
                file = self.tr("in {0}").format(self._residual_name())
            item.setText(1, file)
            item.setToolTip(1, literal(file))
            item.setForeground(1, QBrush(QColor(current().text_dim)))
            item.setForeground(0, QBrush(QColor(current().text if ticked else current().text_faint)))
        self.tree.blockSignals(False)

    def _members(self, group: Group) -> str:
        names = {row.id: row.name for row in self._rows} | {RESIDUAL_KEY: self.tr("Residual")}
        return " + ".join(names[source_id] for source_id in group.source_ids)

    def _residual_name(self) -> str:
        taker = self.residual().removeprefix(RESIDUAL_TO)
        return next((row.name for row in self._rows if row.id == taker), "")

    def _fill_residual(self, chosen: str) -> None:
        self._residual.blockSignals(True)
        self._residual.clear()
        self._residual.addItem(self.tr("A file of its own"), "file")
        self._residual.addItem(self.tr("Left out"), "leave_out")
        for row in self._rows:
            self._residual.addItem(
                swatch(row.colour), self.tr("Added to {0}").format(row.name), f"{RESIDUAL_TO}{row.id}"
            )
        self._residual.setCurrentIndex(max(0, self._residual.findData(chosen)))
        self._residual.blockSignals(False)

    def _fill_groups_menu(self) -> None:
        menu = self._groups_menu
        menu.clear()
        menu.addAction(self.tr("New group…")).setData("new")
        menu.addSeparator()
        for row in self._rows:
            menu.addAction(swatch(row.colour), self._but_words(row)).setData(f"but:{row.id}")

    def _but_words(self, row: StemRow) -> str:
        return menu_words(self.tr("Everything but {0}").format(row.name))

    # what is done

    def tick_only(self, keys: Collection[str]) -> None:
        """Tick these rows and no others, without telling."""
        self._tick({key: key in keys for key in (str(item.data(0, _KEY)) for item in self._items())})

    @Slot()
    def tick_all(self) -> None:
        """Tick every row."""
        self._tick({str(item.data(0, _KEY)): True for item in self._items()})
        self.changed.emit()

    @Slot()
    def tick_none(self) -> None:
        """Tick no row."""
        self._tick({str(item.data(0, _KEY)): False for item in self._items()})
        self.changed.emit()

    def _tick(self, ticks: Mapping[str, bool]) -> None:
        if RESIDUAL_KEY in ticks and not self.residual().startswith(RESIDUAL_TO):
            self._fill_residual("file" if ticks[RESIDUAL_KEY] else "leave_out")
        self.tree.blockSignals(True)
        for item in self._items():
            key = str(item.data(0, _KEY))
            ticked = self.residual() == "file" if key == RESIDUAL_KEY else ticks[key]
            item.setCheckState(0, _TICKED if ticked else Qt.CheckState.Unchecked)
        self.tree.blockSignals(False)
        self._show_files()

    @Slot(QTreeWidgetItem, int)
    def _on_ticked(self, item: QTreeWidgetItem, _column: int) -> None:
        if item.data(0, _KEY) == RESIDUAL_KEY:
            self._fill_residual("file" if item.checkState(0) == _TICKED else "leave_out")
        self._show_files()
        self.changed.emit()

    @Slot()
    def _on_residual(self) -> None:
        for item in self._items():
            if item.data(0, _KEY) == RESIDUAL_KEY:
                self.tree.blockSignals(True)
                item.setCheckState(0, _TICKED if self.residual() == "file" else Qt.CheckState.Unchecked)
                self.tree.blockSignals(False)
        self._show_files()
        self.changed.emit()

    # groups

    def menu_of(self, key: str) -> QMenu:
        """Return the menu of a row."""
        menu = QMenu(self)
        kind, _, rest = key.partition(":")
        menu.addAction(self.tr("Only this file")).setData(f"only:{key}")
        menu.addSeparator()
        if kind == "group":
            menu.addAction(self.tr("Edit the group…")).setData(f"edit:{rest}")
            menu.addAction(self.tr("Remove the group")).setData(f"remove:{rest}")
        for row in self._rows:
            if kind == "stem" and row.id == rest:
                menu.addAction(self._but_words(row)).setData(f"but:{rest}")
                menu.addAction(menu_words(self.tr("Add the residual to {0}").format(row.name))).setData(f"rest:{rest}")
        menu.addAction(self.tr("New group…")).setData("new")
        menu.triggered.connect(self._on_action)
        return menu

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        item = self.tree.itemAt(place) or self.tree.currentItem()
        if item is not None:
            menu = self.menu_of(str(item.data(0, _KEY)))
            menu.exec(self.tree.viewport().mapToGlobal(place))
            menu.deleteLater()

    @Slot(QAction)
    def _on_action(self, action: QAction) -> None:
        what, _, rest = str(action.data()).partition(":")
        if what == "new":
            self._ask(-1)
        elif what == "edit":
            self._ask(int(rest))
        elif what == "remove":
            self._put(int(rest), None)
        elif what == "but":
            sources = tuple(Source(row.id, row.name) for row in self._rows)
            self._put(-1, everything_but(rest, sources, self.tr("Everything but {0}")))
        elif what == "rest":
            self._residual.setCurrentIndex(self._residual.findData(f"{RESIDUAL_TO}{rest}"))
        elif what == "only":
            self.tick_only({rest})
            self.changed.emit()

    def _ask(self, index: int) -> None:
        rows = (*self._rows, StemRow(RESIDUAL_KEY, self.tr("Residual"), RESIDUAL_COLOUR))
        self._edited = index
        self._dialog = GroupDialog(rows, self._groups[index] if index >= 0 else None, self)
        self._dialog.accepted.connect(self._on_group)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.open()

    @Slot()
    def _on_group(self) -> None:
        if self._dialog is not None:
            self._put(self._edited, self._dialog.group())
            self._dialog = None

    def _put(self, index: int, group: Group | None) -> None:
        """Add a group (index -1), change one, or take one away (None)."""
        choice = self.choice()
        groups = list(choice.groups)
        if index < 0 and group is not None and group not in self._groups:
            groups.append((group, True))
        elif index >= 0:
            groups[index : index + 1] = [(group, True)] if group is not None else []
        self.set_stems(self._rows, StemChoice(choice.left_out, tuple(groups), choice.residual))
        self.changed.emit()

    @Slot(QTreeWidgetItem, int)
    def _on_double_clicked(self, item: QTreeWidgetItem, _column: int) -> None:
        self._edit(item)

    def _edit(self, item: QTreeWidgetItem | None) -> None:
        kind, _, rest = str(item.data(0, _KEY) if item is not None else "").partition(":")
        if kind == "group":
            self._ask(int(rest))

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """F2 edits a group, Del removes it."""
        item = self.tree.currentItem()
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and item is not None:
            kind, _, rest = str(item.data(0, _KEY)).partition(":")
            if kind == "group" and event.key() == Qt.Key.Key_Delete:
                self._put(int(rest), None)
                return True
            if kind == "group" and event.key() == Qt.Key.Key_F2:
                self._ask(int(rest))
                return True
        return False


def _within(group: Group, ids: Collection[str]) -> Group:
    return Group(group.name, tuple(source_id for source_id in group.source_ids if source_id in ids))
