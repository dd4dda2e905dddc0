"""What the window shows before there is a song: what to do next, what was open last, what a crash has left.

Owns the drop zone's look, its buttons, which are the window's actions, and the lists beside it. What is chosen in them
is an intent.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.plain_text import literal
from app.theme import app_icon, icon
from app.theme.icons import pixmap
from app.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from app.views.controls import ElidedLabel, label, restyle
from app.views.file_rows import FileList, FileRow

_WIDE_PX = 860  # from here on the lists stand beside the drop zone
_WIDEST_PX = 1080
_LOW_ZONE_PX = 240  # leaves the room to the lists below
_HIGHEST_PX = 760
_MOST_RECOVERED = 3


@dataclass(frozen=True)
class RecoveredRow:
    """A project that a crash has left, in words."""

    path: Path
    name: str
    details: str


class EmptyState(QFrame):
    """A place to drop a song, and the ways to open one."""

    open_requested = Signal(object)  # Path
    recover_requested = Signal(object)  # Path
    discard_requested = Signal(object)  # Path

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty_state")
        self._zone = self._drop_zone(actions)
        self._recovered = QWidget()
        self._recovered_rows = QVBoxLayout(self._recovered)
        self._recovered_rows.setSpacing(SPACE_S)
        self._recovered.hide()
        self._heading = label(self.tr("Open recent"), "heading")
        self.recent = FileList()
        self.recent.setAccessibleName(self.tr("Recent songs and projects"))
        self.recent.chosen.connect(self.open_requested)
        self._heading.setBuddy(self.recent)
        self._lists = QWidget()
        lists = QVBoxLayout(self._lists)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(SPACE_S)
        self._recovered_rows.setContentsMargins(0, 0, 0, SPACE_S)
        lists.addWidget(self._recovered)
        lists.addWidget(self._heading)
        lists.addWidget(self.recent, 1)
        self._lists.hide()
        self._body = QWidget()
        self._body.setMaximumSize(_WIDEST_PX, 520)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(SPACE_L)
        self._columns.addWidget(self._zone, 5)
        self._columns.addWidget(self._lists, 4)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._body, 100)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.addStretch(1)
        layout.addLayout(row, 100)
        layout.addStretch(1)

    def _drop_zone(self, actions: dict[str, QAction]) -> QFrame:
        zone = QFrame()
        zone.setObjectName("drop_zone")
        zone.setMinimumSize(320, 216)
        zone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        mark = QLabel()
        mark.setPixmap(app_icon().pixmap(QSize(72, 72), self.devicePixelRatioF()))
        title = label(self.tr("Drop a song here"), "title")
        words = label(
            self.tr("WAV, FLAC, OGG, AIFF or MP3, with its score as a MIDI file if you have one; or a project."), "dim"
        )
        then = label(
            self.tr("A song alone gives voice and accompaniment; its score, or what you paint, every source."), "dim"
        )
        words.setWordWrap(True)
        then.setWordWrap(True)
        inside = QVBoxLayout(zone)
        inside.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        inside.setSpacing(SPACE_M)
        inside.addStretch(1)
        for text in (mark, title, words, then):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(text)
        inside.addSpacing(SPACE_S)
        inside.addLayout(self._buttons(actions))
        inside.addStretch(1)
        return zone

    def _buttons(self, actions: dict[str, QAction]) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addStretch(1)
        for name, text, kind, glyph in (
            ("open_song", self.tr("Open…"), "primary", icon("open", "on_accent")),
            ("open_demo", self.tr("Open the demo"), "large", icon("demo")),
        ):
            button = QPushButton(text)
            button.setProperty("kind", kind)
            button.setIcon(glyph)
            button.setIconSize(QSize(18, 18))
            button.setObjectName(f"empty_{name}")
            button.setToolTip(actions[name].toolTip())
            button.clicked.connect(actions[name].trigger)
            buttons.addWidget(button)
        buttons.addStretch(1)
        return buttons

    def set_recent(self, rows: list[FileRow]) -> None:
        """Show what was open last."""
        self.recent.set_rows(rows)
        self._arrange()

    def set_recovered(self, rows: list[RecoveredRow]) -> None:
        """Show what a crash has left, the newest first."""
        while (item := self._recovered_rows.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                before.deleteLater()
        for row in rows[:_MOST_RECOVERED]:
            card = _RecoveredCard(row)
            card.opened.connect(self.recover_requested)
            card.discarded.connect(self.discard_requested)
            self._recovered_rows.addWidget(card)
        if len(rows) > _MOST_RECOVERED:
            more = self.tr("{0} older ones follow.").format(len(rows) - _MOST_RECOVERED)
            self._recovered_rows.addWidget(label(more, "small"))
        self._recovered.setVisible(bool(rows))
        self._arrange()

    def set_dropping(self, dropping: bool) -> None:
        """Light up while something is held over the window."""
        restyle(self._zone, "dropping", "true" if dropping else "false")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the lists beside the drop zone, or below it where there is little room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        has_recent = self.recent.count() > 0
        has_lists = has_recent or self._recovered_rows.count() > 0
        wide = self.width() >= _WIDE_PX
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._heading.setVisible(has_recent)
        self.recent.setVisible(has_recent)
        self._lists.setVisible(has_lists)
        self._body.setMaximumWidth(_WIDEST_PX if wide and has_lists else 600)
        self._body.setMaximumHeight(380 if not has_lists else 568 if wide else _HIGHEST_PX)
        self._zone.setMaximumHeight(_LOW_ZONE_PX if has_lists and not wide else _HIGHEST_PX)


class _RecoveredCard(QFrame):
    """One project that a crash has left: open it or not."""

    opened = Signal(object)
    discarded = Signal(object)

    def __init__(self, row: RecoveredRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = row.path
        self.setProperty("kind", "card")
        self.setObjectName("recovered")
        title = self.tr("Recovered: {0}").format(row.name)
        self.setAccessibleName(f"{title}, {row.details}")
        glyph = QLabel()
        glyph.setPixmap(pixmap("matched", 20, "success", self.devicePixelRatioF()))
        name, details = ElidedLabel("strong"), ElidedLabel("small")
        name.set_whole(title)
        details.set_whole(row.details)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(details)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_S, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addWidget(glyph)
        layout.addLayout(words, 1)
        for text, name_words, slot in (
            (self.tr("Open"), self.tr("Open the recovered {0}").format(row.name), self._open),
            (self.tr("Discard"), self.tr("Discard the recovered {0}").format(row.name), self._discard),
        ):
            button = QPushButton(text)
            button.setAccessibleName(name_words)
            button.setToolTip(literal(name_words))
            button.setObjectName("recovered_open" if slot == self._open else "recovered_discard")
            button.clicked.connect(slot)
            layout.addWidget(button)

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._path)

    @Slot()
    def _discard(self) -> None:
        self.discarded.emit(self._path)
