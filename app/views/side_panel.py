"""The right panel: score and engine, which scroll, over versions and job, which always stay in sight.

Owns their arrangement.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.theme.tokens import SPACE_L, SPACE_M
from app.views.controls import line
from app.views.engine_panel import EnginePanel
from app.views.job_panel import JobPanel
from app.views.score_panel import ScorePanel
from app.views.versions_panel import VersionsPanel

# below that height the engine would be out of sight
_LOW_PX = 800


class SidePanel(QFrame):
    """Score, engine, versions, job."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setMinimumWidth(264)
        self.score = ScorePanel(actions["align"], actions["open_score"], actions["rematch"])
        self.engine = EnginePanel()
        self.versions = VersionsPanel(actions)
        self.job = JobPanel(actions)
        cards = QWidget()
        cards.setProperty("kind", "panel")
        inside = QVBoxLayout(cards)
        inside.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        inside.setSpacing(SPACE_L)
        inside.addWidget(self.score)
        inside.addWidget(line())
        inside.addWidget(self.engine)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(cards)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.versions)
        layout.addWidget(self.job)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the versions their share."""
        super().resizeEvent(event)
        self.versions.fit(self.height())
        self.job.set_low(self.height() < _LOW_PX)
