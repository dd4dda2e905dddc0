"""Which files are made of a separation: stems, groups of them, the residual.

Owns the list with its ticks and menus, and what becomes of the residual. What the files are called is told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.plain_text import menu_words
from app.theme.tokens import RESIDUAL_COLOUR, SPACE_S
from app.views.controls import label
from app.views.export_group import GroupDialog
from app.views.export_swatch import StemRow, swatch
from app.views.export_tree import FileRow, FileTree
from app.views.parameter_form import QuietComboBox
from core.annotation.model import Source
from core.export.choice import RESIDUAL, RESIDUAL_TO, Group, everything_but


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
        self.tree = FileTree()
        self.tree.ticked.connect(self._on_ticked)
        self.tree.edit_requested.connect(self._edit)
        self.tree.remove_requested.connect(self._remove)
        self.tree.customContextMenuRequested.connect(self._show_menu)
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
        ticked = self.tree.ticks()
        return StemChoice(
            frozenset(row.id for row in self._rows if not ticked.get(f"stem:{row.id}", True)),
            tuple((group, ticked[f"group:{index}"]) for index, group in enumerate(self._groups)),
            self.residual(),
        )

    @property
    def is_empty(self) -> bool:
        """Whether no file is ticked."""
        return not any(self.tree.ticks().values())

    def set_stems(self, rows: Sequence[StemRow], choice: StemChoice | None = None) -> None:
        """Show these stems without telling; without a choice what was ticked stays."""
        choice = choice or self.choice()
        self._rows = tuple(rows)
        ids = {row.id for row in rows} | {RESIDUAL}
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

    def _fill(self, left_out: Collection[str], wanted: Sequence[bool]) -> None:
        rows = [FileRow(f"stem:{row.id}", row.name, (row.colour,), row.id not in left_out) for row in self._rows]
        colours = {row.id: row.colour for row in self._rows} | {RESIDUAL: RESIDUAL_COLOUR}
        for index, (group, is_wanted) in enumerate(zip(self._groups, wanted, strict=True)):
            members = tuple(colours[source_id] for source_id in group.source_ids)
            rows.append(FileRow(f"group:{index}", group.name, members, is_wanted, self._members(group)))
        rows.append(FileRow(RESIDUAL, self.tr("Residual"), (RESIDUAL_COLOUR,), self.residual() == "file"))
        self.tree.set_rows(rows)
        self._show_files()

    def _show_files(self) -> None:
        shown: dict[str, str] = {}
        number = 0
        for key, ticked in self.tree.ticks().items():
            of_wanted = f"group:{number}" if key.startswith("group:") else key
            number += key.startswith("group:") and ticked
            shown[key] = self._files.get(of_wanted, "") if ticked else ""
        if self.residual().startswith(RESIDUAL_TO):
            shown[RESIDUAL] = self.tr("in {0}").format(self._residual_name())
        self.tree.show_files(shown)

    def _members(self, group: Group) -> str:
        names = {row.id: row.name for row in self._rows} | {RESIDUAL: self.tr("Residual")}
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

    def tick_only(self, key: str) -> None:
        """Tick this row and no other."""
        self._tick({one: one == key for one in self.tree.ticks()})

    @Slot()
    def tick_all(self) -> None:
        """Tick every row."""
        self._tick(dict.fromkeys(self.tree.ticks(), True))

    @Slot()
    def tick_none(self) -> None:
        """Tick no row."""
        self._tick(dict.fromkeys(self.tree.ticks(), False))

    def _tick(self, ticks: dict[str, bool]) -> None:
        if self.residual().startswith(RESIDUAL_TO):
            ticks[RESIDUAL] = False
        else:
            self._fill_residual("file" if ticks[RESIDUAL] else "leave_out")
        self.tree.tick(ticks)
        self._show_files()
        self.changed.emit()

    @Slot(str, bool)
    def _on_ticked(self, key: str, ticked: bool) -> None:
        if key == RESIDUAL:
            self._fill_residual("file" if ticked else "leave_out")
        self._show_files()
        self.changed.emit()

    @Slot()
    def _on_residual(self) -> None:
        self.tree.tick({RESIDUAL: self.residual() == "file"})
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
        key = self.tree.key_at(self.tree.itemAt(place) or self.tree.currentItem())
        if key:
            menu = self.menu_of(key)
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
            self.tick_only(rest)

    def _ask(self, index: int) -> None:
        rows = (*self._rows, StemRow(RESIDUAL, self.tr("Residual"), RESIDUAL_COLOUR))
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

    @Slot(str)
    def _edit(self, key: str) -> None:
        kind, _, rest = key.partition(":")
        if kind == "group":
            self._ask(int(rest))

    @Slot(str)
    def _remove(self, key: str) -> None:
        kind, _, rest = key.partition(":")
        if kind == "group":
            self._put(int(rest), None)


def _within(group: Group, ids: Collection[str]) -> Group:
    return Group(group.name, tuple(source_id for source_id in group.source_ids if source_id in ids))
