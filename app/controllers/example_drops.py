"""Sound files dropped on a source: asked what they are, at the place where they were dropped.

Owns the menu that asks. Reads nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.controllers.document import DocumentController
from app.controllers.examples import ExampleController
from app.plain_text import menu_words
from core.annotation.model import Polarity


class ExampleDrops(QObject):
    """What dropped files are to a source."""

    open_requested = Signal(object)  # Path, as a song

    def __init__(
        self, window: QWidget, document: DocumentController, examples: ExampleController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._document, self._examples = window, document, examples
        self._menu: QMenu | None = None
        self._source_id, self._paths = "", list[Path]()

    @property
    def menu(self) -> QMenu | None:
        """The menu that is open."""
        return self._menu

    @Slot(str, object, QPoint)
    def offer(self, source_id: str, paths: Sequence[Path], place: QPoint) -> None:
        """Ask what files are to a source; without an id to the chosen one."""
        picked = self._document.picked
        known = {source.id: source.name for source in self._document.annotation.sources}
        self._source_id = source_id or (picked.id if picked is not None else "")
        self._paths = list(paths)
        if self._source_id not in known or not self._paths:
            return
        name = known[self._source_id]
        menu = QMenu(self._window)
        menu.setAccessibleName(self.tr("What these files are"))
        alone = self.tr("{0} alone: learn from it") if len(paths) == 1 else self.tr("{0} alone: learn from them")
        choices = [("alone", alone), ("not", self.tr("Not {0}"))]
        if len(paths) == 1:
            choices += [
                ("stem", self.tr("What {0} plays in this song…")),
                ("", ""),
                ("song", self.tr("Open as a song")),
            ]
        for key, words in choices:
            if key:
                menu.addAction(menu_words(words.format(name))).setData(key)
            else:
                menu.addSeparator()
        menu.triggered.connect(self._do)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.destroyed.connect(self._forget)
        self._menu = menu
        menu.popup(place)

    @Slot(QAction)
    def _do(self, action: QAction) -> None:
        key = action.data()
        if key == "song":
            self.open_requested.emit(self._paths[0])
        elif key == "stem":
            self._examples.ask_start(self._paths[0], self._source_id)
        else:
            polarity = Polarity.BELONGS if key == "alone" else Polarity.NOT
            self._examples.read(self._paths, self._source_id, polarity)

    @Slot()
    def _forget(self) -> None:
        self._menu = None
