"""Errors in words: a bar above the picture for what the user can act on, a dialog for a crash.

Owns how errors are shown. A ``CoreError`` already speaks the user's language and is shown as it is.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QSizePolicy, QToolButton, QWidget

from app.i18n import core_words
from app.theme import icon
from app.theme.icons import pixmap
from app.theme.tokens import SPACE_M, SPACE_S

_log = logging.getLogger(__name__)

Severity = Literal["info", "warning", "error"]
_ROLES = {"info": "accent", "warning": "warning", "error": "danger"}


class MessageBar(QFrame):
    """One message at a time, read without stopping the work; the worst one stays on top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self.setProperty("severity", "info")
        self._glyph = QLabel()
        self._text = QLabel()
        self._text.setObjectName("message_text")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        close = QToolButton()
        close.setIcon(icon("cancel", "dim"))
        close.setAccessibleName(self.tr("Close the message"))
        close.setToolTip(self.tr("Close the message"))
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_S, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._glyph)
        layout.addWidget(self._text, 1)
        layout.addWidget(close)
        self.hide()

    def text(self) -> str:
        """Return the message that is shown; empty where none is."""
        return self._text.text() if not self.isHidden() else ""

    def tell(self, severity: Severity, message: str) -> None:
        """Show a message; it also reaches screen readers as the bar's description."""
        self.setProperty("severity", severity)
        self.style().unpolish(self)
        self.style().polish(self)
        ratio = self.devicePixelRatioF()
        self._glyph.setPixmap(pixmap(severity, 20, _ROLES[severity], ratio))  # type: ignore[arg-type]
        self._text.setText(message)
        self.setAccessibleName(message)
        self.show()

    @Slot(object)
    def tell_error(self, error: object) -> None:
        """Show an error."""
        self.tell("error", core_words(str(error)))

    @Slot(str)
    def tell_warning(self, message: str) -> None:
        """Show a warning."""
        self.tell("warning", message)

    @Slot(str)
    def tell_info(self, message: str) -> None:
        """Show a piece of news."""
        self.tell("info", message)

    @Slot()
    def drop_info(self) -> None:
        """Take away what was only news, once something else was done."""
        if self.property("severity") == "info":
            self.hide()


class CrashHandler(QObject):
    """Shows what nobody caught, from any thread, and lets the user go on or copy the details."""

    _crashed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        self._crashed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the hooks of Python and its threads."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("uncaught", exc_info=(kind, error, trace))
        self._crashed.emit(f"{kind.__name__}: {error}", "".join(traceback.format_exception(kind, error, trace)))

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot(str, str)
    def _show(self, summary: str, details: str) -> None:
        if self._showing:
            return
        self._showing = True
        box = QMessageBox(QMessageBox.Icon.Critical, self.tr("Something went wrong"), summary)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(self.tr("The program goes on, but what you did last may not have worked."))
        box.setDetailedText(details)
        box.exec()
        self._showing = False
