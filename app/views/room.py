"""What a bar leaves out where it has little room: first what matters least.

Owns the order and the arithmetic. What is left out is known to menus and tool tips all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from app.theme.tokens import SPACE_S

# what is out counts as wider than it is and what is in as narrower, so that nothing comes and goes at one width
_SLACK_PX = 8


class Part(Protocol):
    """Something that may be left out."""

    is_shown: bool

    def width(self) -> int:
        """Return what it takes while it is shown, in pixels."""

    def show(self, shown: bool) -> None:
        """Show it or leave it out."""


class Widgets:
    """Widgets that are left out together."""

    def __init__(self, *widgets: QWidget) -> None:
        self._widgets = widgets
        self.is_shown = True

    def width(self) -> int:
        """See :class:`Part`."""
        return sum(max(widget.minimumWidth(), widget.minimumSizeHint().width()) for widget in self._widgets)

    def show(self, shown: bool) -> None:
        """See :class:`Part`."""
        self.is_shown = shown
        for widget in self._widgets:
            widget.setVisible(shown)


class Words:
    """The words beside the picture of a button."""

    def __init__(self, button: QToolButton) -> None:
        self._button = button
        self.show(True)

    def width(self) -> int:
        """See :class:`Part`."""
        return self._button.fontMetrics().horizontalAdvance(self._button.text()) + SPACE_S

    def show(self, shown: bool) -> None:
        """See :class:`Part`."""
        self.is_shown = shown
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self._button.setToolButtonStyle(beside if shown else alone)


def share_room(bar: QWidget, parts: Sequence[tuple[Part, int]]) -> None:
    """Leave out of a bar what does not fit, in order; each part with the width that has to be free beside it."""
    layout = bar.layout()
    assert layout is not None
    needed, room = layout.minimumSize().width(), bar.width()
    for part, free in parts:
        if part.is_shown and needed + free > room:
            part.show(False)
            needed -= part.width() - _SLACK_PX
    for part, free in reversed(parts):
        if not part.is_shown:
            needed += part.width() + 2 * _SLACK_PX
            if needed + free > room:
                return
            part.show(True)
