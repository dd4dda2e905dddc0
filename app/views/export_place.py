"""The folder that files are exported to.

Owns the line, its recent folders and the desktop's own dialog. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from app.plain_text import menu_words
from app.theme import icon
from app.theme.tokens import CONTROL_HEIGHT, SPACE_S, SPACE_XS


class FolderField(QWidget):
    """A line for the folder, those used last and a button to choose one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setObjectName("export_folder")
        self.line.setAccessibleName(self.tr("Folder"))
        self.line.setToolTip(self.tr("Where the files go; a folder that is not there is made"))
        self.line.textChanged.connect(self.changed)
        self._recent = QToolButton()
        self._recent.setObjectName("export_recent_folders")
        self._recent.setIcon(icon("chevron-down", "dim"))
        self._recent.setIconSize(QSize(16, 16))
        self._recent.setFixedSize(CONTROL_HEIGHT, CONTROL_HEIGHT)
        self._recent.setAccessibleName(self.tr("Folders used last"))
        self._recent.setToolTip(self.tr("Folders used last"))
        self._recent.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._recent.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_recent)
        self._recent.setMenu(self._menu)
        choose = QPushButton(self.tr("Choose…"))
        choose.setObjectName("export_choose_folder")
        choose.setIcon(icon("folder"))
        choose.setToolTip(self.tr("Choose the folder"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._browse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self.line, 1)
        layout.addWidget(self._recent)
        layout.addSpacing(SPACE_S - SPACE_XS)
        layout.addWidget(choose)

    def folder(self) -> Path:
        """Return the folder that is shown; ``Path()`` where nothing is."""
        text = self.line.text().strip()
        try:
            return Path(text).expanduser()
        except RuntimeError:  # ~someone who is not known here
            return Path(text)

    @property
    def is_empty(self) -> bool:
        """Whether no folder is named."""
        return not self.line.text().strip()

    def set_folder(self, folder: Path) -> None:
        """Show a folder."""
        self.line.setText(str(folder))
        self.line.setCursorPosition(len(self.line.text()))

    def set_recent(self, folders: Sequence[Path]) -> None:
        """Offer the folders used last."""
        self._menu.clear()
        for folder in folders:
            self._menu.addAction(icon("folder"), menu_words(str(folder))).setData(str(folder))
        self._recent.setEnabled(bool(folders))

    @Slot(QAction)
    def _on_recent(self, action: QAction) -> None:
        self.set_folder(Path(str(action.data())))

    @Slot()
    def _browse(self) -> None:
        start = self.folder()
        while not start.is_dir() and start != start.parent:
            start = start.parent
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for the files"), str(start))
        if folder:
            self.set_folder(Path(folder))
