"""Sound files that are dropped on a part of the window.

Owns which drops are taken and that the part shows it. What is done with the files is an intent.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.controls import restyle


class SoundDrop(QObject):
    """Lets a widget take sound files; what holds anything else goes on to the window."""

    dropped = Signal(str, object, QPoint)  # key of the widget, paths, place on the screen

    def __init__(self, widget: QWidget, suffixes: Collection[str], key: str = "") -> None:
        super().__init__(widget)
        self._widget, self._suffixes, self._key = widget, frozenset(suffixes), key
        widget.setAcceptDrops(True)
        for field in widget.findChildren(QLineEdit):
            field.setAcceptDrops(False)  # it would take files as text
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take sound files."""
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDragMoveEvent):
            if not self._paths(event.mimeData()):
                event.ignore()
                return True
            event.acceptProposedAction()
            restyle(self._widget, "dropping", "true")
            return True
        if event.type() == QEvent.Type.DragLeave:
            restyle(self._widget, "dropping", "false")
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            restyle(self._widget, "dropping", "false")
            paths = self._paths(event.mimeData())
            if paths:
                event.acceptProposedAction()
                self.dropped.emit(self._key, paths, self._widget.mapToGlobal(event.position().toPoint()))
            else:
                event.ignore()
            return True
        return False

    def _paths(self, held: QMimeData) -> list[Path]:
        """Return the files where all of them are sounds."""
        paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
        sounds = [path for path in paths if path.suffix.lower().lstrip(".") in self._suffixes]
        return sounds if len(sounds) == len(paths) else []
