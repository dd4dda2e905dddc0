"""What the window shows before there is a song: what to do next.

Owns the drop zone's look and its buttons, which are the window's actions.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.theme import app_icon, icon
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from app.views.controls import label, restyle


class EmptyState(QFrame):
    """A place to drop a song, and the ways to open one."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty_state")
        self._zone = QFrame()
        self._zone.setObjectName("drop_zone")
        self._zone.setMinimumSize(320, 260)
        self._zone.setMaximumSize(600, 380)
        self._zone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        mark = QLabel()
        mark.setPixmap(app_icon().pixmap(QSize(72, 72), self.devicePixelRatioF()))
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = label(self.tr("Drop a song here"), "title")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = label(
            self.tr("WAV, FLAC, OGG, AIFF or MP3, and its score as a MIDI file with one track per source."), "dim"
        )
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addStretch(1)
        for name, text, kind in (
            ("open_song", self.tr("Open song…"), "primary"),
            ("open_demo", self.tr("Open the demo"), "large"),
        ):
            button = QPushButton(text)
            button.setProperty("kind", kind)
            button.setIcon(icon(name.replace("open_song", "open").replace("open_demo", "demo"),
                                "on_accent" if kind == "primary" else "plain"))  # fmt: skip
            button.setIconSize(QSize(18, 18))
            button.setObjectName(f"empty_{name}")
            button.clicked.connect(actions[name].trigger)
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside = QVBoxLayout(self._zone)
        inside.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        inside.setSpacing(SPACE_M)
        inside.addStretch(1)
        inside.addWidget(mark)
        inside.addWidget(title)
        inside.addWidget(words)
        inside.addSpacing(SPACE_S)
        inside.addLayout(buttons)
        inside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._zone, 100)
        row.addStretch(1)
        layout.addLayout(row, 6)
        layout.addStretch(1)

    def set_dropping(self, dropping: bool) -> None:
        """Light up while something is held over the window."""
        restyle(self._zone, "dropping", "true" if dropping else "false")
