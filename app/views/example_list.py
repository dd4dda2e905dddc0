"""What is known of how the sources sound alone: examples as rows, and one sentence on what follows of them.

Owns the section below the sources: its look, its fold and how much room it takes. What the user wants is an intent.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.theme import icon
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import label, line
from app.views.example_row import ROW_HEIGHT, ExampleRow, RowInfo
from app.views.parameter_form import wrapped
from app.views.sound_drop import SoundDrop

MENU = (
    "example_alone", "example_not", "", "example_files", "example_not_files", "example_stem", "", "remove_noise",
)  # fmt: skip
# so many rows are shown however many sources there are, the rest scrolls
_FEWEST_ROWS = 3
_HEAD_PX = 54


class ExampleList(QFrame):
    """Between the strips and the master."""

    listen_requested = Signal(str)  # id of a row; the one that is heard stops
    jump_requested = Signal(str)
    remove_requested = Signal(str)
    files_dropped = Signal(str, object, QPoint)  # empty: for the chosen source; paths, place on the screen
    folded = Signal(bool)

    def __init__(self, actions: dict[str, QAction], suffixes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("examples")
        self._actions = actions
        self._rows: dict[str, ExampleRow] = {}
        self._room, self._fewest = 0, _FEWEST_ROWS
        self._fold = QPushButton(self.tr("Examples"))
        self._fold.setObjectName("examples_fold")
        self._fold.setProperty("kind", "fold")
        self._fold.setCheckable(True)
        self._fold.setToolTip(self.tr("Show or hide the examples"))
        self._fold.toggled.connect(self._on_folded)
        self._sum = label("", "small")
        self._add = QToolButton()
        self._add.setObjectName("examples_add")
        self._add.setIcon(icon("add"))
        self._add.setIconSize(QSize(16, 16))
        self._add.setFixedSize(24, 24)
        self._add.setToolTip(self.tr("Add an example of the chosen source"))
        self._add.setAccessibleName(self.tr("Add an example of the chosen source"))
        self._add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._add.clicked.connect(self._show_menu)
        self._sentence = wrapped("", "small")
        self._sentence.setObjectName("example_setting")
        self._sentence.setContentsMargins(SPACE_L, 0, SPACE_L, 0)
        self._scroll = self._scroll_area()
        self._lay_out()
        self._drop = SoundDrop(self, suffixes)
        self._drop.dropped.connect(self.files_dropped)
        self._fold.setChecked(True)
        self.set_rows([])

    def _scroll_area(self) -> QScrollArea:
        body = QWidget()
        body.setProperty("kind", "panel")
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        scroll.setWidget(body)
        return scroll

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_M, SPACE_XS, SPACE_M, 0)
        head.setSpacing(SPACE_S)
        head.addWidget(self._fold, 1)
        head.addWidget(self._sum)
        head.addWidget(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(line())
        layout.addLayout(head)
        layout.addWidget(self._sentence)
        layout.addWidget(self._scroll)

    @property
    def is_folded(self) -> bool:
        """Whether only the heading is shown."""
        return not self._fold.isChecked()

    def set_folded(self, folded: bool) -> None:
        """Show only the heading, or all."""
        self._fold.setChecked(not folded)

    def set_sentence(self, words: str, total: str = "") -> None:
        """Say what follows of the examples, and beside the heading how much of them there is."""
        self._sentence.setText(words)
        self._sentence.setAccessibleName(words)
        self._sum.setText(total)

    def set_rows(self, infos: Sequence[RowInfo]) -> None:
        """Show these examples; rows that stay keep the focus."""
        wanted = {info.id for info in infos}
        for key in [key for key in self._rows if key not in wanted]:
            row = self._rows.pop(key)
            if row.holds_focus():
                self._fold.setFocus()
            self._body.removeWidget(row)
            row.hide()
            row.deleteLater()
        before, self._rows = self._rows, {}
        for place, info in enumerate(infos):
            row = before.get(info.id) or self._new_row(info)
            row.set_info(info)
            if self._body.indexOf(row) != place:
                self._body.insertWidget(place, row)
            self._rows[info.id] = row
        self.fit(self._room, self._fewest)

    def row(self, key: str) -> ExampleRow:
        """Return a row; raises KeyError."""
        return self._rows[key]

    @property
    def row_ids(self) -> tuple[str, ...]:
        """Ids of the rows from top to bottom."""
        return tuple(self._rows)

    def set_heard(self, key: str) -> None:
        """Mark the row that is heard; an empty id none."""
        for row_id, row in self._rows.items():
            row.set_heard(row_id == key)

    def fit(self, room: int, fewest: int = _FEWEST_ROWS) -> None:
        """Take height for the rows, but no more than the room that the sources leave, or that of the fewest rows."""
        self._room, self._fewest = room, min(max(1, fewest), _FEWEST_ROWS)
        above = self._sentence.heightForWidth(self.width()) if not self.is_folded else 0
        most = max(self._fewest + 0.5, (room - _HEAD_PX - above) / ROW_HEIGHT)
        self._scroll.setVisible(bool(self._rows) and not self.is_folded)
        # half a row more says that there are others
        shown = len(self._rows) if len(self._rows) <= most else int(most - 0.5) + 0.5
        self._scroll.setFixedHeight(round(shown * ROW_HEIGHT))

    def menu(self) -> QMenu:
        """Return the menu of what can be added."""
        menu = QMenu(self)
        for name in MENU:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        return menu

    def _new_row(self, info: RowInfo) -> ExampleRow:
        row = ExampleRow(info)
        row.listen_requested.connect(self.listen_requested)
        row.jump_requested.connect(self.jump_requested)
        row.remove_requested.connect(self.remove_requested)
        return row

    @Slot(bool)
    def _on_folded(self, shown: bool) -> None:
        self._fold.setIcon(icon("chevron-down" if shown else "chevron-right", "dim"))
        self._sentence.setVisible(shown)
        self.fit(self._room, self._fewest)
        self.folded.emit(not shown)

    @Slot()
    def _show_menu(self) -> None:
        menu = self.menu()
        menu.exec(self._add.mapToGlobal(self._add.rect().bottomLeft()))
        menu.deleteLater()
