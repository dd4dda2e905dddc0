"""The score and how it matches the song.

Owns the card only; matching is asked for through the window's actions.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.theme import icon
from app.theme.icons import pixmap
from app.theme.tokens import SPACE_S, SPACE_XS
from app.views.controls import ElidedLabel, label
from app.views.parameter_form import wrapped
from app.views.warp_picture import WarpPicture
from core.annotation.model import Warp

ScoreState = Literal["none", "waiting", "matching", "matched", "doubtful", "unmatched"]


class ScorePanel(QWidget):
    """Name of the score, state and picture of the match, match on or off."""

    def __init__(
        self, align: QAction, open_score: QAction, rematch: QAction | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.state: ScoreState = "none"
        self._open_score = open_score
        self._name = ElidedLabel("strong")
        self._glyph = QLabel()
        self._words = wrapped("", "small")
        self._words.setObjectName("score_state")
        self._progress = QProgressBar()
        self._progress.setRange(0, 100)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Matching the score"))
        self._warp = WarpPicture()
        self._open = self._button(self.tr("Import score…"), "open-score", open_score)
        self._open.setObjectName("import_score")
        self._another = self._small_button(open_score)
        self._again = self._small_button(rematch) if rematch is not None else None
        self._follow_action()
        self._switch = QCheckBox(self.tr("Match the score to the song"))
        self._switch.setToolTip(
            self.tr("Moves the notes to where they are played; off: the times of the file are taken")
        )
        self._switch.setChecked(align.isChecked())
        self._switch.toggled.connect(align.setChecked)
        align.toggled.connect(self._switch.setChecked)
        state = QHBoxLayout()
        state.setSpacing(SPACE_S)
        state.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self._words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        head = QHBoxLayout()
        head.setSpacing(SPACE_XS)
        head.addWidget(label(self.tr("Score"), "heading"), 1)
        if self._again is not None:
            head.addWidget(self._again)
        head.addWidget(self._another)
        layout.addLayout(head)
        layout.addWidget(self._name)
        layout.addLayout(state)
        layout.addWidget(self._progress)
        layout.addWidget(self._warp)
        layout.addWidget(self._switch)
        layout.addWidget(self._open)
        self.show_state("none", "", self.tr("No score yet. It tells which notes each source plays."))

    def show_state(self, state: ScoreState, name: str, words: str, details: str = "") -> None:
        """Show what is known of the score; the details are in the tool tip."""
        self.state = state
        glyphs = {
            "none": ("info", "dim"),
            "waiting": ("info", "dim"),
            "matching": ("align", "accent"),
            "matched": ("matched", "success"),
            "doubtful": ("warning", "warning"),
            "unmatched": ("info", "dim"),
        }
        glyph, role = glyphs[state]
        self._glyph.setPixmap(pixmap(glyph, 16, role, self.devicePixelRatioF()))  # type: ignore[arg-type]
        self._name.set_whole(name)
        self._name.setVisible(bool(name))
        self._words.setText(words)
        self._words.setToolTip(details)
        self._glyph.setToolTip(details)
        self._words.setAccessibleName(words)
        self._progress.setVisible(state == "matching")
        self._switch.setVisible(state != "none")
        # once there is a score, its buttons leave the room to the engine
        self._open.setVisible(state == "none")
        self._another.setVisible(state != "none")
        if self._again is not None:
            self._again.setVisible(state in ("matched", "doubtful"))
        self._warp.setVisible(state == "matched" and self._warp.is_there)

    def show_warp(self, warp: Warp | None, rate: int) -> None:
        """Show how the score bends to follow the song."""
        self._warp.show_warp(warp, rate)
        self._warp.setVisible(self.state == "matched" and self._warp.is_there)

    def _button(self, words: str, glyph: str, action: QAction) -> QPushButton:
        made = QPushButton(words)
        made.setIcon(icon(glyph))
        made.setIconSize(QSize(18, 18))
        made.setToolTip(action.toolTip())
        made.clicked.connect(action.trigger)
        action.changed.connect(self._follow_action)
        return made

    def _small_button(self, action: QAction) -> QToolButton:
        made = QToolButton()
        made.setDefaultAction(action)
        made.setObjectName(f"button_{action.objectName().removeprefix('action_')}")
        made.setIconSize(QSize(18, 18))
        made.setFixedSize(26, 26)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        made.setAccessibleName(action.text().removesuffix("…"))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    @Slot()
    def _follow_action(self) -> None:
        self._open.setEnabled(self._open_score.isEnabled())

    @Slot(float)
    def set_progress(self, fraction: float) -> None:
        """Show how far the matching is."""
        self._progress.setValue(round(fraction * 100))
