"""The head of the dictionary's window: of which source it is, which of several is shown, and what it is used for.

Owns these controls; what they ask for is an intent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.plain_text import literal
from app.theme import icon
from app.theme.icons import pixmap
from app.theme.tokens import SPACE_M, SPACE_S
from app.views.controls import label

Standing = Literal["own", "learnt", "coming", "none"]
_GLYPH_PX = 20


@dataclass(frozen=True)
class SourceRow:
    """A source that can have a dictionary."""

    id: str
    name: str
    colour: str


class DictionaryHead(QWidget):
    """Source, choice among its dictionaries, and what the shown one stands for."""

    source_picked = Signal(str)
    chosen = Signal(object)  # the key of a choice
    keep_requested = Signal()
    learn_requested = Signal()
    play_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = self._combo(
            "dictionary_source", self.tr("Source"), self.tr("The source whose dictionary is shown")
        )
        self.source.activated.connect(self._on_source)
        words = self.tr("Your dictionary, or what a version of the separation learnt")
        self.choice = self._combo("dictionary_choice", self.tr("Which dictionary is shown"), words)
        self.choice.activated.connect(self._on_choice)
        self.play = QPushButton()
        self.play.setObjectName("dictionary_play")
        self.play.setAutoDefault(False)
        self.play.clicked.connect(self.play_requested)
        self.set_playing(False)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        headings = label(self.tr("Source"), "dim"), label(self.tr("Dictionary"), "dim")
        for heading, combo in zip(headings, (self.source, self.choice), strict=True):
            heading.setBuddy(combo)
            row.addWidget(heading)
            row.addWidget(combo)
            row.addSpacing(SPACE_S)
        self._heading = headings[1]
        row.addStretch(1)
        row.addWidget(self.play)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addLayout(row)
        layout.addWidget(self._make_banner())

    def _combo(self, name: str, words: str, tip: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(name)
        combo.setAccessibleName(words)
        combo.setToolTip(tip)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        combo.setMinimumWidth(120)
        combo.setMaximumWidth(280)
        return combo

    def _make_banner(self) -> QFrame:
        self._banner = QFrame()
        self._banner.setObjectName("dictionary_standing")
        self._banner.setProperty("kind", "card")
        self._glyph = QLabel()
        self._title, self._words = label("", "strong"), label("", "small")
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.setObjectName("dictionary_standing_button")
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self._on_button)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._title)
        texts.addWidget(self._words)
        row = QHBoxLayout(self._banner)
        row.setContentsMargins(SPACE_M, SPACE_S, SPACE_S, SPACE_S)
        row.setSpacing(SPACE_M)
        row.addWidget(self._glyph)
        row.addLayout(texts, 1)
        row.addWidget(self._button)
        self._standing: Standing = "none"
        return self._banner

    def set_sources(self, rows: Sequence[SourceRow], picked_id: str) -> None:
        """Show these sources, of which one is picked."""
        self.source.clear()
        for row in rows:
            self.source.addItem(_swatch(row.colour), row.name, row.id)
        self.source.setCurrentIndex(self.source.findData(picked_id))
        self.source.setEnabled(bool(rows))

    def set_choices(self, choices: Sequence[tuple[object, str]], key: object) -> None:
        """Show the dictionaries of the source, of which one is seen."""
        self.choice.clear()
        for one, text in choices:
            self.choice.addItem(text, one)
        keys = [one for one, _text in choices]
        self.choice.setCurrentIndex(keys.index(key) if key in keys else -1)
        for widget in (self._heading, self.choice):
            widget.setVisible(bool(choices))

    def show_standing(self, standing: Standing, title: str, words: str) -> None:
        """Say what the shown dictionary is and what the next separation does with it."""
        self._standing = standing
        self._title.setText(title)
        self._words.setText(words)
        self.retint()
        self._banner.setVisible(standing in ("own", "learnt"))
        self.play.setVisible(standing in ("own", "learnt"))
        self._banner.setAccessibleName(f"{title}. {words}")
        text, tip = {
            "own": (self.tr("Learn anew"), self.tr("Take your dictionary away: the next separation learns another")),
            "learnt": (
                self.tr("Use instead of learning"),
                self.tr("Make this dictionary yours: the next separation uses it as it is"),
            ),
        }.get(standing, ("", ""))
        self._button.setText(text)
        self._button.setToolTip(literal(tip))
        self._button.setAccessibleName(text)
        self._button.setAccessibleDescription(tip)

    def retint(self) -> None:
        """Draw what holds pictures in the colours of the theme, as sharp as the screen."""
        ratio = self.devicePixelRatioF()
        is_own = self._standing == "own"
        mark = pixmap("matched", _GLYPH_PX, "success", ratio) if is_own else pixmap("info", _GLYPH_PX, "accent", ratio)
        self._glyph.setPixmap(mark)

    def set_playing(self, playing: bool) -> None:
        """Offer to play all columns or the chosen ones, or to stop."""
        self.play.setText(self.tr("Stop") if playing else self.tr("Play all"))
        self.play.setIcon(icon("stop" if playing else "play"))
        tip = self.tr("End what is heard") if playing else self.tr("Hear every column, from the lowest pitch up")
        self.play.setToolTip(tip)
        self.play.setAccessibleName(self.play.text())

    @Slot(int)
    def _on_source(self, index: int) -> None:
        self.source_picked.emit(self.source.itemData(index))

    @Slot(int)
    def _on_choice(self, index: int) -> None:
        self.chosen.emit(self.choice.itemData(index))

    @Slot()
    def _on_button(self) -> None:
        if self._standing == "own":
            self.learn_requested.emit()
        else:
            self.keep_requested.emit()


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(QSize(24, 24))
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(2, 2, 20, 20, 5, 5)
    return QIcon(picture)
