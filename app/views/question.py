"""A question with answers in words of their own, in place of yes and no.

Owns the look of the box and waiting for the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.theme import icon
from app.theme.icons import pixmap
from app.theme.tokens import SPACE_S

_GLYPH_PX = 32
_LOOK = """
QLabel#qt_msgbox_label { font-size: 15px; font-weight: 600; }
QLabel#qt_msgbox_informativelabel { min-width: 340px; }
"""


class Answer(NamedTuple):
    """One button: what it stands for, its words, its icon."""

    key: str
    text: str
    icon: str


def ask(parent: QWidget | None, title: str, words: str, answers: Sequence[Answer]) -> str:
    """Ask and wait; return the key of the answer.

    The last answer changes nothing: it is what Enter, Esc and closing the box stand for.
    """
    box = QMessageBox(parent)
    box.setObjectName("question")
    box.setWindowTitle(title)
    box.setText(title)
    box.setInformativeText(words)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setStyleSheet(_LOOK)
    box.setIconPixmap(pixmap("warning", _GLYPH_PX, "warning", box.devicePixelRatioF()))
    roles = QMessageBox.ButtonRole
    buttons = {}
    for answer in answers:
        role = roles.RejectRole if answer is answers[-1] else roles.AcceptRole
        button = box.addButton(answer.text, role)
        button.setIcon(icon(answer.icon))
        # the box makes all as wide as the style sheet says, however long their words are
        wide = button.fontMetrics().horizontalAdvance(answer.text) + button.iconSize().width() + 2 * SPACE_S
        button.setStyleSheet(f"min-width: {wide}px;")
        buttons[button] = answer.key
        if role is roles.RejectRole:
            box.setDefaultButton(button)
            box.setEscapeButton(button)
    box.exec()
    chosen = box.clickedButton()
    box.deleteLater()
    return next((key for button, key in buttons.items() if button is chosen), answers[-1].key)
