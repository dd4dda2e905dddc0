"""Where the window was, from one start of the program to the next.

Owns its entry in the settings and the size of the first start.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import QWidget

from app.controllers.settings import settings

_KEY = "geometry"
_USUAL = QSize(1440, 900)
_FRAME = QSize(16, 48)  # what the desktop may add around a window


def place_window(window: QWidget) -> None:
    """Give a window the place that it had; at the first start the usual size, or the whole of a smaller screen."""
    kept = settings().value(_KEY)
    if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
        return
    room = window.screen().availableSize()
    needed = _USUAL + _FRAME
    window.resize(_USUAL.boundedTo(room - _FRAME))
    if room.width() < needed.width() or room.height() < needed.height():
        window.setWindowState(Qt.WindowState.WindowMaximized)


def keep_place(window: QWidget) -> None:
    """Remember where a window is."""
    settings().setValue(_KEY, window.saveGeometry())
