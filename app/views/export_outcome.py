"""What an export is going to write, does, or has written, in words.

Owns the card above the buttons of the export dialog and what can be done with the files afterwards.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.theme import icon
from app.theme.icons import Role, pixmap
from app.theme.tokens import SPACE_M, SPACE_S, SPACE_XS
from app.views.controls import label
from app.views.parameter_form import wrapped

Mood = Literal["plain", "good", "warning", "error"]
_GLYPHS: dict[Mood, tuple[str, Role]] = {
    "plain": ("info", "dim"),
    "good": ("matched", "success"),
    "warning": ("warning", "warning"),
    "error": ("error", "danger"),
}
_LOWEST_PX = 72


class OutcomeCard(QFrame):
    """Glyph, words, progress and two buttons for what was written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setMinimumHeight(_LOWEST_PX)
        self._report: Path | None = None
        self._folder: Path | None = None
        self._mood: Mood = "plain"
        self._glyph = QLabel()
        self._glyph.setObjectName("export_glyph")
        self._words = wrapped("", "")
        self._words.setObjectName("export_words")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._check = label("", "small")
        self._check.setObjectName("export_check")
        self._check.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the export"))
        self._bar.hide()
        self._show_folder = self._button("export_show_folder", self.tr("Show folder"), "folder")
        self._show_folder.setToolTip(self.tr("Open the folder with the files"))
        self._show_folder.clicked.connect(self._open_folder)
        self._copy_report = self._button("export_copy_report", self.tr("Copy report path"), "")
        self._copy_report.setToolTip(self.tr("Put the path of report.json on the clipboard"))
        self._copy_report.clicked.connect(self._copy)
        self._lay_out()

    def _button(self, name: str, words: str, glyph: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        if glyph:
            button.setIcon(icon(glyph))
        button.hide()
        return button

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(SPACE_XS)
        texts.addStretch(1)
        texts.addWidget(self._words)
        texts.addWidget(self._check)
        texts.addWidget(self._bar)
        texts.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self._glyph)
        layout.addLayout(texts, 1)
        layout.addWidget(self._show_folder)
        layout.addWidget(self._copy_report)

    def tell(self, mood: Mood, words: str) -> None:
        """Say something; what was written before is no longer offered."""
        self._mood = mood
        self._report = self._folder = None
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self.tell_check("")
        self._bar.hide()
        self._show_buttons()
        self.retint()

    def tell_check(self, words: str) -> None:
        """Say beneath it what was looked for."""
        self._check.setText(words)
        self._check.setVisible(bool(words))

    def tell_running(self, words: str) -> None:
        """Say what is done now, with a bar."""
        self.tell("plain", words)
        self._bar.setValue(0)
        self._bar.show()

    def set_progress(self, fraction: float) -> None:
        """Show how far it is."""
        self._bar.setValue(round(1000 * fraction))

    def offer(self, folder: Path, report: Path | None) -> None:
        """Let what was written be looked at."""
        self._folder, self._report = folder, report
        self._show_buttons()

    def words(self) -> str:
        """Return what is said."""
        return self._words.text()

    def retint(self) -> None:
        """Draw the glyph again, e.g. in the colours of another theme."""
        name, role = _GLYPHS[self._mood]
        self._glyph.setPixmap(pixmap(name, 20, role, self.devicePixelRatioF()))

    def _show_buttons(self) -> None:
        self._show_folder.setVisible(self._folder is not None)
        self._copy_report.setVisible(self._report is not None)

    @Slot()
    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    @Slot()
    def _copy(self) -> None:
        if self._report is not None:
            QGuiApplication.clipboard().setText(str(self._report))
            self.tell_check(self.tr("The path of the report is on the clipboard."))
