"""Versions side by side: one column each, and their figures in rows of which the best is marked.

Owns the look of the table; what stands in it is given to it, what the user wants is an intent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.plain_text import literal
from app.theme import current, figures_font, icon
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from app.views.parameter_form import wrapped
from app.views.source_strip import LEAST_LEAK_DB

Better = Literal["higher", "lower"]
_COLUMN_PX = 76
_NAME_PX = 190


@dataclass(frozen=True)
class CompareRow:
    """One figure of every version, in dB; None where it is not known."""

    name: str
    values: tuple[float | None, ...]
    better: Better

    def best(self) -> frozenset[int]:
        """Return the places of the best values; empty where there is nothing to choose from."""
        seen = [None if value is None else round(max(LEAST_LEAK_DB, value), 1) for value in self.values]
        known = [value for value in seen if value is not None]
        if len(set(known)) < 2:
            return frozenset()
        best = max(known) if self.better == "higher" else min(known)
        return frozenset(place for place, value in enumerate(seen) if value == best)


@dataclass(frozen=True)
class CompareGroup:
    """Rows of one measure, with what it means."""

    title: str
    meaning: str
    rows: tuple[CompareRow, ...]


class CompareDialog(QDialog):
    """The table, how far measuring is, references and CSV."""

    references_requested = Signal()
    export_requested = Signal()

    def __init__(self, columns: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare")
        self.setWindowTitle(self.tr("Compare versions"))
        self._columns = list(columns)
        self.tree = self._make_tree()
        self._words = wrapped("", "small")
        self._words.setObjectName("compare_words")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of measuring"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._bar)
        layout.addWidget(self._words)
        layout.addLayout(self._buttons())
        self.set_progress(None)
        wide = _NAME_PX + _COLUMN_PX * max(3, min(8, len(self._columns))) + 4 * SPACE_L
        self.resize(QSize(wide, 600))

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setObjectName("compare_table")
        tree.setAccessibleName(self.tr("Figures of the versions"))
        tree.setColumnCount(1 + len(self._columns))
        tree.setRootIsDecorated(False)
        tree.setItemsExpandable(False)
        tree.setIndentation(SPACE_M)
        tree.setUniformRowHeights(True)
        tree.setHeaderLabels(["", *(letter for letter, _name in self._columns)])
        header, head = tree.header(), tree.headerItem()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(_COLUMN_PX)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, (_letter, name) in enumerate(self._columns, start=1):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(place, _COLUMN_PX)
            head.setTextAlignment(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            head.setToolTip(place, literal(name))
        return tree

    def _buttons(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(SPACE_S)
        references = self._button("references", self.tr("References…"), "folder")
        references.setToolTip(self.tr("Name files with the true sound of the sources: then SDR, SIR and SAR are known"))
        references.clicked.connect(self.references_requested)
        export = self._button("csv", self.tr("Export as CSV…"), "export")
        export.setToolTip(self.tr("Write the table to a file that spreadsheets read"))
        export.clicked.connect(self.export_requested)
        close = self._button("close", self.tr("Close"), "")
        close.setToolTip(self.tr("Close the table; what was measured stays known"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout.addWidget(references)
        layout.addWidget(export)
        layout.addStretch(1)
        layout.addWidget(close)
        return layout

    def _button(self, name: str, text: str, glyph: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"compare_{name}")
        button.setAutoDefault(False)
        if glyph:
            button.setIcon(icon(glyph))
        return button

    def set_groups(self, groups: Sequence[CompareGroup]) -> None:
        """Show these figures."""
        self.tree.clear()
        theme = current()
        for group in groups:
            top = QTreeWidgetItem(self.tree, [group.title])
            top.setFirstColumnSpanned(True)
            top.setToolTip(0, literal(group.meaning))
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            top.setForeground(0, QBrush(QColor(theme.text_dim)))
            for row in group.rows:
                self._add_row(top, row)
            top.setExpanded(True)

    def _add_row(self, top: QTreeWidgetItem, row: CompareRow) -> None:
        theme = current()
        item = QTreeWidgetItem(top, [row.name])
        item.setToolTip(0, literal(row.name))
        best = row.best()
        for place, value in enumerate(row.values):
            column = place + 1
            text = _text(value)
            item.setText(column, text)
            font = figures_font(12)
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if place in best:
                font.setBold(True)
                item.setForeground(column, QBrush(QColor(theme.success)))
                item.setToolTip(column, self.tr("Best"))
                item.setData(column, Qt.ItemDataRole.AccessibleTextRole, self.tr("{0}, best").format(text))
            elif value is None:
                item.setForeground(column, QBrush(QColor(theme.text_faint)))
            item.setFont(column, font)

    def set_progress(self, share: float | None, words: str = "") -> None:
        """Show how far measuring is; None: it is done, or never began."""
        self._bar.setVisible(share is not None)
        self._bar.setValue(round(1000 * (share or 0.0)))
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def words(self) -> str:
        """Return what is said under the table."""
        return self._words.text()

    @Slot()
    def reject(self) -> None:
        """Esc closes like the button."""
        self.accept()


def _text(value: float | None) -> str:
    """Return a figure with a true minus, no lower than it is worth reading."""
    if value is None:
        return "–"  # noqa: RUF001 - no number stands there
    if value < LEAST_LEAK_DB:
        return f"<\N{MINUS SIGN}{-LEAST_LEAK_DB:.0f}"
    return f"{value:.1f}".replace("-", "\N{MINUS SIGN}")
