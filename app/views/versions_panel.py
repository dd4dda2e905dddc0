"""The versions of the separation in the right panel: a list of them, and what can be done with the one that is chosen.

Owns their arrangement and how much room they take. Its buttons are the window's actions.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.theme import icon
from app.theme.tokens import SPACE_L, SPACE_S, SPACE_XS
from app.views.controls import label
from app.views.parameter_form import wrapped
from app.views.version_list import ROW_HEIGHT, VersionList, VersionRow

BUTTONS = ("version_go_on", "version_recipe", "version_compare")
MENU = (
    "version_rename", "version_note", "version_recipe", "", "version_go_on", "version_settings", "version_compare",
    "", "version_remove",
)  # fmt: skip
# no more rows than fit into this share of the panel, the rest scrolls
_SHARE = 0.23
_FEWEST_ROWS = 2


class VersionsPanel(QFrame):
    """Between engine and job."""

    menu_wanted = Signal(object)  # id of the version that its actions are about while the menu is open

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("job_panel")
        self._actions = actions
        self.list = VersionList()
        self.list.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.list.menu_requested.connect(self._show_menu)
        self._nothing = wrapped(
            self.tr("Every separation is kept here, to be heard against the others and compared."), "small"
        )
        self._nothing.setObjectName("versions_nothing")
        self._buttons = [self._button(actions[name]) for name in BUTTONS]
        self._more = QToolButton()
        self._more.setObjectName("versions_more")
        self._more.setIcon(icon("more"))
        self._more.setIconSize(QSize(18, 18))
        self._more.setFixedSize(26, 26)
        self._more.setToolTip(self.tr("More for the chosen version"))
        self._more.setAccessibleName(self.tr("More for the chosen version"))
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.clicked.connect(self._show_more)
        head = QHBoxLayout()
        head.setSpacing(SPACE_XS)
        head.addWidget(label(self.tr("Versions"), "heading"), 1)
        for button in (*self._buttons, self._more):
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(head)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list)
        self._room = 0
        self.set_rows([])

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setObjectName(f"button_{action.objectName().removeprefix('action_')}")
        button.setIconSize(QSize(18, 18))
        button.setFixedSize(26, 26)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def set_rows(self, rows: Sequence[VersionRow]) -> None:
        """Show these versions."""
        self.list.set_rows(list(rows))
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        for button in (*self._buttons, self._more):
            button.setVisible(bool(rows))
        self.fit(self._room)

    def fit(self, room: int) -> None:
        """Take height for the rows, but no more than a share of the room."""
        self._room = room
        most = max(_FEWEST_ROWS, int(room * _SHARE / ROW_HEIGHT)) + self.list.has_preview()
        self.list.setFixedHeight(min(self.list.count(), most) * ROW_HEIGHT)

    def menu(self) -> QMenu:
        """Return the menu of a version."""
        menu = QMenu(self)
        for name in MENU:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        return menu

    @Slot(object, QPoint)
    def _show_menu(self, version_id: object, place: QPoint) -> None:
        self.menu_wanted.emit(version_id)
        menu = self.menu()
        menu.exec(place)
        menu.deleteLater()
        # what was chosen in the menu is done by then
        self.menu_wanted.emit(None)

    @Slot()
    def _show_more(self) -> None:
        menu = self.menu()
        menu.exec(self._more.mapToGlobal(self._more.rect().bottomLeft()))
        menu.deleteLater()
