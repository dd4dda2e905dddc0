"""The songs and projects that were open last.

Owns the list in the settings and the menu of it. Opens nothing: what is chosen is an intent.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.controllers.settings import settings
from app.plain_text import literal, menu_words

LONGEST = 10
_KEY = "recent/files"


@dataclass(frozen=True)
class RecentFile:
    """A song or a project, and when it was last opened (seconds since 1970)."""

    path: Path
    opened_at: float

    @property
    def is_there(self) -> bool:
        """Whether it can be opened now."""
        try:
            return self.path.is_file()
        except OSError:
            return False


class RecentFiles(QObject):
    """The last ten, the newest first."""

    changed = Signal()
    open_requested = Signal(object)  # Path

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menu: QMenu | None = None

    def files(self) -> list[RecentFile]:
        """Return the list; what cannot be read in the settings is left out."""
        try:
            rows = json.loads(str(settings().value(_KEY, "[]")))
            found = [RecentFile(Path(row["path"]), float(row["opened_at"])) for row in rows]
        except (ValueError, TypeError, KeyError):
            return []
        return found[:LONGEST]

    def add(self, path: Path, instead_of: Path | None = None) -> None:
        """Put a file on top; ``instead_of`` leaves the list, e.g. a song that has a project now."""
        path = path.absolute()
        rest = [one for one in self.files() if one.path not in (path, instead_of)]
        self._store([RecentFile(path, time.time()), *rest][:LONGEST])

    @Slot()
    def clear(self) -> None:
        """Forget all."""
        self._store([])

    def fill(self, menu: QMenu) -> None:
        """Let a menu show the list each time it opens."""
        self._menu = menu
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._show)
        menu.triggered.connect(self._on_triggered)
        self._show()

    @Slot()
    def _show(self) -> None:
        menu = self._menu
        if menu is None:
            return
        menu.clear()
        files = self.files()
        for number, file in enumerate(files, start=1):
            action = menu.addAction(f"&{number % 10}  " + menu_words(file.path.name))
            action.setData(str(file.path))
            there = file.is_there
            action.setEnabled(there)
            words = str(file.path) if there else self.tr("{0} is not there now").format(file.path)
            action.setToolTip(literal(words))
        if files:
            menu.addSeparator()
        # a menu without an action would not open
        clear = menu.addAction(self.tr("Clear the list") if files else self.tr("Nothing was opened yet"))
        clear.setEnabled(bool(files))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        if action.data():
            self.open_requested.emit(Path(action.data()))
        else:
            self.clear()

    def _store(self, files: list[RecentFile]) -> None:
        rows = [asdict(file) | {"path": str(file.path)} for file in files]
        settings().setValue(_KEY, json.dumps(rows))
        self.changed.emit()
